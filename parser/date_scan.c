/*
 * The text of a date, taken apart once from left to right: numbers, words and
 * what stands between them. What has a colon, or the name of an hour behind it,
 * is the time; a word that is known is a month, a zone or am/pm; the numbers
 * that remain are the date's.
 */
#include <string.h>

#include "parser/date.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at *at as a number; saturates at 9 digits. */
static int take_number(const char **at, int *ret_digits)
{
    int value = 0;
    int digits = 0;

    for (; is_digit(**at); (*at)++)
        if (digits++ < 9)
            value = value * 10 + (**at - '0');
    *ret_digits = digits;
    return value;
}

size_t date_digits(const char *at)
{
    return strspn(at, "0123456789");
}

static void take_fraction(const char **at)
{
    int digits;

    if ((**at == '.' || **at == ',') && is_digit((*at)[1])) {
        ++*at;
        take_number(at, &digits);
    }
}

/* "15:04", "15:04:05.25", "15.04"; *at is behind the hour, on what parts it
 * from the minutes. */
static void take_time(struct date_scan *scan, const char **at, int hour)
{
    char part = **at;
    int digits;

    if (scan->hour != DATE_NONE)
        scan->bad = true;
    scan->hour = hour;
    ++*at;
    scan->minute = take_number(at, &digits);
    if (digits == 0)
        scan->bad = true;
    if (**at == part && is_digit((*at)[1])) {
        ++*at;
        scan->second = take_number(at, &digits);
    }
    take_fraction(at);
}

/* Past a comment (RFC 5322, section 3.2.2), which may hold others; to the end
 * of the text when it has none. */
static const char *comment_end(const char *at)
{
    size_t depth = 0;

    for (; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return at;
}

/* Behind a colon at `at`, and what may be around one (RFC 5322, section 4.3);
 * NULL when there is none, or no number. */
static const char *behind_colon(const char *at)
{
    bool found = false;

    while (*at == ' ' || *at == '(' || (*at == ':' && !found)) {
        found |= *at == ':';
        at = *at == '(' ? comment_end(at) : at + 1;
    }
    return found && is_digit(*at) ? at : NULL;
}

/* "09(comment):   55  :  06", behind its hour. */
static bool take_spaced_time(struct date_scan *scan, const char **at, int hour)
{
    const char *next = behind_colon(*at);
    int digits;

    if (!next)
        return false;
    scan->hour = hour;
    scan->minute = take_number(&next, &digits);
    const char *seconds = behind_colon(next);
    if (seconds) {
        scan->second = take_number(&seconds, &digits);
        next = seconds;
    }
    *at = next;
    return true;
}

/* A number and its unit ('m', 's') at *at, perhaps behind a space, is taken;
 * minutes may lack theirs: "19h48". */
static bool take_counted(const char **at, char unit, int *ret_value)
{
    const char *next = *at + (**at == ' ');
    size_t len = 0;
    int digits;

    int value = take_number(&next, &digits);
    if (digits == 0 || digits > 2)
        return false;
    const char *name = next + (*next == ' ');
    if (date_unit(name, &len) == unit)
        next = name + len;
    else if (unit != 'm' || digits != 2 || (*next && !strchr(" ,(+-", *next)))
        return false;
    *ret_value = value;
    *at = next;
    return true;
}

/* "19h48", "19 Uhr", "3시 5분 10초"; *at is behind the number. */
static bool take_named_hour(struct date_scan *scan, const char **at, int hour)
{
    const char *next = *at + (**at == ' ');
    size_t len;

    if (scan->hour != DATE_NONE || hour > 24 || date_unit(next, &len) != 'h')
        return false;
    *at = next + len;
    scan->hour = hour;
    if (take_counted(at, 'm', &scan->minute))
        take_counted(at, 's', &scan->second);
    return true;
}

/* "+0100", "-05:30", "+1", with *at on the sign. */
static void take_offset(struct date_scan *scan, const char **at)
{
    int sign = **at == '-' ? -1 : 1;
    int digits;

    ++*at;
    *at += strspn(*at, " ");
    int hours = take_number(at, &digits);
    int minutes = 0;

    if (digits > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else if (**at == ':' && is_digit((*at)[1])) {
        ++*at;
        minutes = take_number(at, &digits);
    }
    if (hours > 15 || minutes > 59)
        scan->bad = true;
    else
        scan->zone = sign * (hours * 3600 + minutes * 60);
}

static size_t word_length(const char *at)
{
    size_t len = 0;

    while (date_is_letter(at[len]) ||
           (at[len] == '.' && len == 1 && date_is_letter(at[len + 1])))
        len++;
    return len;
}

/* Whether the numbers so far are a whole date. */
static bool has_date(const struct date_scan *scan)
{
    return scan->count >= (scan->month ? 2 : 3);
}

/* "31 Dec 2004 7pm": the number before it is the hour. */
static void take_bare_hour(struct date_scan *scan)
{
    size_t date = scan->month ? 2 : 3;

    if (scan->hour == DATE_NONE && scan->count == date + 1 &&
        scan->digits[date] <= 2) {
        scan->hour = scan->numbers[date];
        scan->count = date;
    }
}

static bool take_half(struct date_scan *scan, const char **at)
{
    size_t len;
    int half = date_half(*at, scan->hour != DATE_NONE, &len);

    if (half == DATE_NONE)
        return false;
    scan->half_day = half;
    scan->korean |= !strncmp(*at, "오", strlen("오"));
    take_bare_hour(scan);
    *at += len;
    return true;
}

/* A zone where one stands: behind the time, or a date without one; before it
 * are "pet" and "pt", Fridays of the Slavs. "at" is one only as the last word. */
static int zone_at(const struct date_scan *scan, const char *at,
                   size_t *ret_len)
{
    if (scan->hour == DATE_NONE &&
        (scan->count < 2 || at[strcspn(at, "0123456789")]))
        return DATE_NONE;
    if (!strncmp(at, "at ", 3))
        return DATE_NONE;
    return date_zone(at, ret_len);
}

static bool take_zone(struct date_scan *scan, const char **at)
{
    size_t len;
    int zone = zone_at(scan, *at, &len);

    if (zone == DATE_NONE)
        return false;
    if (scan->zone == DATE_NONE)
        scan->zone = zone * 60;
    *at += len;
    return true;
}

/* "Europe/Berlin"; a place that is not known is a zone that is not known, and
 * no part of it a month: "10:04 Nowhere/Mars". */
static bool take_place(struct date_scan *scan, const char **at)
{
    size_t len;
    int place = date_place(*at, &len);

    if (place != DATE_NONE) {
        scan->place = scan->place == DATE_NONE ? place : scan->place;
        *at += len;
        return true;
    }
    len = strspn(*at, "abcdefghijklmnopqrstuvwxyz_/");
    if (scan->hour == DATE_NONE || !memchr(*at, '/', len))
        return false;
    *at += len;
    return true;
}

/* Vietnamese counts its months: "25 tháng 11". */
static bool take_counted_month(struct date_scan *scan, const char **at)
{
    static const char *const words[] = {"tháng ", "thang ", "thg "};
    int digits;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        const char *next = *at + strlen(words[i]);
        if (strncmp(*at, words[i], strlen(words[i])) != 0 || !is_digit(*next))
            continue;
        scan->month = take_number(&next, &digits);
        *at = next;
        return true;
    }
    return false;
}

/* "mar., 01 déc." is a Tuesday: a later name wins, but not behind a date: "31
 * Dec 2004 by Mark", "2004-12-31 by Mark". */
static bool take_month(struct date_scan *scan, const char *word, int month)
{
    if (month == DATE_NONE || has_date(scan) ||
        (scan->month && (scan->count >= 2 || scan->hour != DATE_NONE)))
        return false;
    scan->month = month;
    /* U+0E00 to U+0E7F */
    scan->thai = word[0] == '\xe0' && (word[1] & '\xfe') == '\xb8';
    return true;
}

static bool take_month_phrase(struct date_scan *scan, const char **at)
{
    size_t len;
    int month = date_month_phrase(*at, &len);

    if (month == DATE_NONE)
        return false;
    take_month(scan, *at, month);
    *at += len;
    return true;
}

/* Vietnamese counts the days of the week, too: "thứ 2" is Monday. */
static bool take_counted_weekday(const char **at)
{
    static const char word[] = "thứ ";
    size_t len = strlen(word);

    if (strncmp(*at, word, len) != 0 || date_digits(*at + len) != 1)
        return false;
    *at += len + 1;
    return true;
}

/* "2013-xx-27": something else than a month in the place of one. */
static bool is_within_date(const char *word, const char *start, const char *end)
{
    return word >= start + 2 && strchr("-/.", word[-1]) && is_digit(word[-2]) &&
           *end == word[-1] && is_digit(end[1]);
}

/* A letter alone is no part of a date ("Dec x 2012"), but for "1º", "d'abril",
 * "t-Samhain", "2024 m. vasario", "1. 2. 2024 v 10:00", "V, 25 aug." and "e
 * diel, 25 gusht". */
static bool is_strange_letter(const struct date_scan *scan, const char *word,
                              const char *start)
{
    if (scan->hour != DATE_NONE || has_date(scan) ||
        strchr("\'.", word[1] ? word[1] : ' '))
        return false;
    if (word[1] == '-' && date_is_letter(word[2]))
        return false;
    if (word == start)
        return word[1] != ',' && (word[1] != ' ' || !date_is_letter(word[2]));
    return !is_digit(word[-1]);
}

static void take_word(struct date_scan *scan, const char *start,
                      const char **at)
{
    const char *word = *at;
    size_t len = word_length(word);

    if (len == 1 && *word == 't' && is_digit(word[1])) {
        ++*at; /* ISO 8601's separator */
        return;
    }
    if (take_place(scan, at) || take_half(scan, at) || take_zone(scan, at) ||
        take_counted_weekday(at) || take_counted_month(scan, at) ||
        take_month_phrase(scan, at))
        return;
    *at += len;
    int month = date_month(word, len, scan->croatian);
    if (month == DATE_NONE &&
        (is_within_date(word, start, *at) ||
         (len == 1 && is_strange_letter(scan, word, start))))
        scan->strange = true;
    take_month(scan, word, month);
}

/* ISO 8601's basic form: T1948, T194821; or behind a date that is whole
 * with one or two numbers: "6 Nov 1994 0849", "19941106 0849". */
static bool is_basic_time(const struct date_scan *scan, int value, int digits)
{
    if ((digits != 4 && digits != 6) || scan->hour != DATE_NONE || !scan->count)
        return false;
    char part = scan->after[scan->count - 1];
    int minutes = digits == 6 ? value / 100 : value;
    bool whole = scan->month ? scan->count == 2
                             : scan->count == 1 && scan->digits[0] == 8;
    return part == 't' ||
           (part == ' ' && whole && minutes / 100 < 24 && minutes % 100 < 60);
}

/* "31.12.2004 19.48", "15 Jul 19.48.21 2012": a time with dots, of which
 * value was the hour. */
static bool is_dotted_time(const struct date_scan *scan, const char *at,
                           int value, int digits)
{
    if (*at != '.' || digits > 2 || value > 24 || scan->hour != DATE_NONE ||
        date_digits(at + 1) != 2)
        return false;
    bool seconds = at[3] == '.' && date_digits(at + 4) == 2;
    return has_date(scan) || (scan->month && scan->count == 1 && seconds);
}

/* What parts a number from what follows: 't' is ISO 8601's, with a time behind
 * it; other letters are a word's, as in "28th". */
static char separator(const char *at)
{
    bool letter = *at >= 'a' && *at <= 'z';

    return letter && !(*at == 't' && is_digit(at[1])) ? '\0' : *at;
}

/* "2ª feira" is Portuguese for Monday, and no second. */
static bool take_ordinal_weekday(const char **at, int digits)
{
    static const char *const words[] = {"a feira", "a-feira", ".a feira",
                                        ".a-feira"};

    for (size_t i = 0; digits == 1 && i < sizeof(words) / sizeof(*words); i++)
        if (!strncmp(*at, words[i], strlen(words[i]))) {
            *at += strlen(words[i]);
            return true;
        }
    return false;
}

static void take_digits(struct date_scan *scan, const char **at)
{
    int digits;
    int value = take_number(at, &digits);

    if (take_ordinal_weekday(at, digits))
        return;
    if ((**at == ':' && digits <= 2 && scan->hour == DATE_NONE) ||
        is_dotted_time(scan, *at, value, digits)) {
        take_time(scan, at, value);
        return;
    }
    if (digits <= 2 && (take_named_hour(scan, at, value) ||
                        (scan->hour == DATE_NONE && has_date(scan) &&
                         take_spaced_time(scan, at, value))))
        return;
    /* "2008-12-30T13", "2008-12-30T13+01:00" */
    if (digits == 2 && scan->hour == DATE_NONE && scan->count == 3 &&
        scan->after[2] == 't') {
        scan->hour = value;
        return;
    }
    if (is_basic_time(scan, value, digits)) {
        scan->second = digits == 6 ? value % 100 : 0;
        value = digits == 6 ? value / 100 : value;
        scan->hour = value / 100;
        scan->minute = value % 100;
        take_fraction(at);
        return;
    }
    if (scan->count == DATE_NUMBERS) {
        scan->bad = true;
        return;
    }
    scan->numbers[scan->count] = value;
    scan->digits[scan->count] = digits;
    scan->after[scan->count++] = separator(*at);
}

/* A zone behind a date alone: "2004-12-31+01:00", "2004-12-31 -0500". */
static bool is_date_offset(const struct date_scan *scan, const char *at)
{
    size_t digits = date_digits(at + 1);

    if (scan->hour != DATE_NONE || scan->count != 3 || scan->digits[0] != 4)
        return false;
    if (digits == 2 && at[3] == ':')
        return date_digits(at + 4) == 2 && !at[6];
    return digits == 4 && !at[5];
}

/* Whether a zone's offset begins here. "2 Jan 2006 15 -0700": the number before
 * it is the hour. */
static bool is_offset(struct date_scan *scan, const char *text, const char *at)
{
    if ((*at != '+' && *at != '-') || at == text)
        return false;
    size_t digits = date_digits(at + 1);
    if (digits == 4 && at[-1] == ' ' && scan->month)
        take_bare_hour(scan);
    if (*at == '+' && at[1] == ' ' && scan->hour != DATE_NONE)
        return date_digits(at + 2) == 4;
    return digits && (scan->hour != DATE_NONE || is_date_offset(scan, at));
}

/* "30 Nov -0001", "-2004-12-31": no year that news are of. */
static bool is_negative(const struct date_scan *scan, const char *start,
                        const char *at)
{
    if (*at != '-' || !is_digit(at[1]))
        return false;
    if (at == start)
        return date_digits(at + 1) == 4 && at[5] == '-';
    return at[-1] == ' ' && scan->month && scan->count == 1;
}

/* The zone that is all of a comment, which counts where there is no other:
 * "10:00:00 (PST)", "(Europe/Berlin)". */
static int comment_zone(struct date_scan *scan, const char *at, const char *end)
{
    size_t len;
    int place = date_place(at + 1, &len);
    int zone = zone_at(scan, at + 1, &len);

    if (place != DATE_NONE && scan->place == DATE_NONE)
        scan->place = place;
    return zone != DATE_NONE && at + 1 + len == end - 1 ? zone * 60 : DATE_NONE;
}

void date_scan_text(struct date_scan *scan, const char *text, const char *at)
{
    int aside = DATE_NONE;

    while (*at) {
        if (*at == '(') {
            const char *end = comment_end(at);
            aside = aside == DATE_NONE ? comment_zone(scan, at, end) : aside;
            at = end;
        } else if (is_digit(*at)) {
            take_digits(scan, &at);
        } else if (is_offset(scan, text, at)) {
            take_offset(scan, &at);
        } else if (date_is_letter(*at)) {
            take_word(scan, text, &at);
        } else {
            scan->bad |= is_negative(scan, text, at++);
        }
    }
    if (scan->zone == DATE_NONE && scan->place == DATE_NONE)
        scan->zone = aside;
}
