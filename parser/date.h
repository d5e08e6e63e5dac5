#pragma once
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/timefmt.h"

/*
 * Dates between the files that read them: date_normal.c makes every text look
 * alike, date_months.c and date_names.c know the words, date_places.c the time
 * zones of places, date_language.c what the feed's language decides,
 * date_scan.c and date_forms.c take the text apart, date.c puts the parts
 * together.
 */

/* Longer texts are no dates. */
#define DATE_TEXT 128
/* A letter may become several, each of up to four bytes. */
#define DATE_NORMAL (8 * DATE_TEXT)

/*
 * text in lower case and compatibility form, digits of other scripts, minus
 * signs and apostrophes those of ASCII, runs of white space one space, none at
 * the beginning. false when it is too long.
 */
bool date_normal(const char *text, char ret_normal[static DATE_NORMAL]);

#define DATE_NONE INT_MIN

/* 1-12, by the word's beginning; DATE_NONE when it is none. */
int date_month(const char *word, size_t len, bool in_croatian);
/* What the text at `at` begins with, up to the end of a word, and how long
 * that is: a month; minutes east of UTC; 1 before noon, 2 after. */
int date_month_phrase(const char *at, size_t *ret_len);
int date_zone(const char *at, size_t *ret_len);
int date_half(const char *at, bool behind_time, size_t *ret_len);
/* What stands behind a number of a time: 'h', 'm', 's'; 0 for none of them. */
char date_unit(const char *at, size_t *ret_len);

/* The place whose time zone the text at `at` begins with ("europe/berlin"), up
 * to the end of the name, and how long that is; DATE_NONE for none. */
int date_place(const char *at, size_t *ret_len);
/* Seconds east of UTC there, at a time of its clocks. */
int date_place_zone(int place, const struct civil_time *local);

/* A byte of a word: a letter, or part of one. */
bool date_is_letter(char c);
/* How many digits stand at `at`. */
size_t date_digits(const char *at);

#define DATE_NUMBERS 4

struct date_scan {
    int numbers[DATE_NUMBERS];
    int digits[DATE_NUMBERS]; /* how many each was written with */
    char after[DATE_NUMBERS]; /* the separator behind it */
    size_t count;
    int month;                /* by name; 0 unknown */
    int hour, minute, second; /* DATE_NONE unknown */
    int zone;                 /* seconds east; DATE_NONE unknown */
    int place;                /* whose zone it is; DATE_NONE unknown */
    int half_day;             /* 1 am, 2 pm */
    bool korean;              /* its half of the day is written in Korean */
    bool thai;                /* its month is written in Thai */
    bool croatian;            /* the feed is in Croatian */
    bool day_first;           /* the feed's language has 6/5 in May */
    bool strange;             /* a word that is none of ours */
    bool bad;
};

/* What the feed's language decides; NULL for none (date_language.c). */
void date_in_language(struct date_scan *scan, const char *language);
/* Take a normal text apart from `at` on, what stands before being taken. */
void date_scan_text(struct date_scan *scan, const char *text, const char *at);

/* A date of a form of its own at the text's beginning (date_forms.c): where it
 * ends, or text itself when there is none. */
const char *date_leading_form(struct date_scan *scan, const char *text);
/* A text that is seconds since 1970, with or without fractions of them, where
 * somebody printed time(); JSON's "/Date(1706781845000+0100)/". */
bool date_epoch(const char *text, int64_t *ret_seconds);
