/*
 * Dates as feeds write them.
 *
 * Feeds mix RFC 822, RFC 3339, asctime and whatever the site's template makes,
 * in several languages, so there is no list of formats here: the text is taken
 * apart into numbers, words and separators once. What has a colon is the time;
 * a word that is known is a month, a zone or am/pm; the numbers that remain are
 * the date, told apart by length, order and separator. Only the compact and
 * truncated forms of ISO 8601, in which numbers run together, are tried first.
 *
 * A date that does not exist (day 99, minute 61, zone -99:99) is absent, not
 * mended: a wrong time sorts news wrongly, an absent one is replaced by our own
 * clock. Two-digit years pivot at 70 (RFC 2822 section 4.3 has 50, but feeds
 * live later).
 */
#include <string.h>
#include <strings.h>

#include "base/entry.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "parser/parser_internal.h"

#define MAX_NUMBERS 4
/* What RFC 3339 can write: from 0001-01-01 to before 10000-01-01. */
#define YEAR_1     (-INT64_C(62135596800))
#define YEAR_10000 INT64_C(253402300800)

#define NO_VALUE DATE_NO_NAME

struct scan {
    int numbers[MAX_NUMBERS];
    int digits[MAX_NUMBERS]; /* how many each was written with */
    char after[MAX_NUMBERS]; /* the separator behind it */
    size_t count;
    size_t month_at; /* numbers before the month's name */
    int month;       /* by name; 0 unknown */
    int hour, minute, second;
    int zone;     /* seconds east; NO_VALUE unknown */
    int half_day; /* 1 am, 2 pm */
    bool strange; /* a word that is none of ours */
    bool bad;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A byte of a word: a letter, or part of one. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
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

/* "15:04", "15:04:05.25"; *at is behind the hour, on the colon. */
static void take_time(struct scan *scan, const char **at, int hour)
{
    int digits;

    if (scan->hour != NO_VALUE)
        scan->bad = true;
    scan->hour = hour;
    ++*at;
    scan->minute = take_number(at, &digits);
    if (digits == 0)
        scan->bad = true;
    if (**at == ':' && is_digit((*at)[1])) {
        ++*at;
        scan->second = take_number(at, &digits);
    }
    if ((**at == '.' || **at == ',') && is_digit((*at)[1])) {
        ++*at;
        take_number(at, &digits);
    }
}

/* "+0100", "-05:30", "+1", with *at on the sign. */
static void take_offset(struct scan *scan, const char **at)
{
    int sign = *(*at)++ == '-' ? -1 : 1;
    int digits;
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

    while (is_letter(at[len]) ||
           (at[len] == '.' && len == 1 && is_letter(at[len + 1])))
        len++;
    return len;
}

/* "31 Dec 2004 7pm": the number before it is the hour. */
static void take_bare_hour(struct scan *scan)
{
    size_t date = scan->month ? 2 : 3;

    if (scan->hour == NO_VALUE && scan->count == date + 1 &&
        scan->digits[date] <= 2) {
        scan->hour = scan->numbers[date];
        scan->count = date;
    }
}

static void take_word(struct scan *scan, const char **at)
{
    const char *word = *at;
    size_t len = word_length(word);
    int value;

    *at += len;
    if (len == 1 && (*word == 'T' || *word == 't') && is_digit(**at))
        return; /* ISO 8601's separator */
    value = date_half(word, len);
    if (value != NO_VALUE) {
        scan->half_day = value;
        take_bare_hour(scan);
        if (!strncmp(word, "오", strlen("오")) && scan->zone == NO_VALUE)
            scan->zone = 9 * 3600; /* Korean sites write no zone */
        return;
    }
    value = date_zone(word, len);
    if (value != NO_VALUE && (scan->hour != NO_VALUE || scan->count >= 2)) {
        if (scan->zone == NO_VALUE)
            scan->zone = value * 60;
        return;
    }
    value = date_month(word, len);
    /* "mar., 01 déc." is a Tuesday: a later name wins, but not behind a date:
     * "31 Dec 2004 by Mark". */
    if (value != NO_VALUE && scan->hour == NO_VALUE &&
        (!scan->month || scan->count < 2)) {
        scan->month = value;
        scan->month_at = scan->count;
    } else if (len == 1 && scan->hour == NO_VALUE) {
        scan->strange = true; /* "Dec x 2012" */
    }
}

static void take_digits(struct scan *scan, const char **at)
{
    int digits;
    int value = take_number(at, &digits);

    if (**at == ':' && scan->hour == NO_VALUE) {
        take_time(scan, at, value);
        return;
    }
    /* ISO 8601's basic form: T1948, T194821. */
    if ((digits == 4 || digits == 6) && scan->hour == NO_VALUE && scan->count &&
        scan->after[scan->count - 1] == 'T') {
        scan->second = digits == 6 ? value % 100 : 0;
        value = digits == 6 ? value / 100 : value;
        scan->hour = value / 100;
        scan->minute = value % 100;
        return;
    }
    if (scan->count == MAX_NUMBERS) {
        scan->bad = true;
        return;
    }
    scan->numbers[scan->count] = value;
    scan->digits[scan->count] = digits;
    scan->after[scan->count++] = **at;
}

/* A zone behind a date alone: "2004-12-31+01:00", "2004-12-31 -0500". */
static bool is_date_offset(const struct scan *scan, const char *at)
{
    size_t digits = strspn(at + 1, "0123456789");

    if (scan->hour != NO_VALUE || scan->count != 3 || scan->digits[0] != 4)
        return false;
    if (digits == 2 && at[3] == ':')
        return strspn(at + 4, "0123456789") == 2 && !at[6];
    return digits == 4 && !at[5];
}

/* "30 Nov -0001", "-2004-12-31": no year that news are of. */
static bool is_negative(const struct scan *scan, const char *start,
                        const char *at)
{
    if (*at != '-' || !is_digit(at[1]))
        return false;
    if (at == start)
        return strspn(at + 1, "0123456789") == 4 && at[5] == '-';
    return at[-1] == ' ' && scan->month && scan->count == 1;
}

static void scan_text(struct scan *scan, const char *at)
{
    const char *start = at;

    while (*at && *at != '(') {
        if (is_digit(*at))
            take_digits(scan, &at);
        else if ((*at == '+' || *at == '-') && is_digit(at[1]) && at != start &&
                 (scan->hour != NO_VALUE || is_date_offset(scan, at)))
            take_offset(scan, &at);
        else if (is_letter(*at))
            take_word(scan, &at);
        else
            scan->bad |= is_negative(scan, start, at++);
    }
}

static int full_year(int year, int digits)
{
    if (digits == 3)
        return 1900 + year; /* RFC 2822, section 4.3 */
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* A date with a month's name: the other two numbers are day and year. */
static bool named_date(const struct scan *scan, struct civil_time *civil)
{
    size_t year = 1;

    if (scan->count == 1 && scan->digits[0] > 2) {
        civil->day = 1;
        civil->year = scan->numbers[0];
        return true;
    }
    if (scan->count < 2)
        return false;
    if (scan->digits[0] > 2)
        year = 0;
    civil->year = full_year(scan->numbers[year], scan->digits[year]);
    civil->day = scan->numbers[1 - year];
    return true;
}

static void swap_if_needed(struct civil_time *civil)
{
    if (civil->month > 12 && civil->day <= 12) {
        int day = civil->month;
        civil->month = civil->day;
        civil->day = day;
    }
}

/* What stands between the numbers of one date, not between those of a text. */
static bool parts_dates(char c)
{
    return c && (strchr("-/. :\t", c) || (c & 0x80));
}

/* Three numbers: year first when it has four digits or dashes are between;
 * else day first with dots and spaces, month first with slashes. */
static bool numbered_date(const struct scan *scan, struct civil_time *civil)
{
    const int *n = scan->numbers;
    const int *digits = scan->digits;

    if (scan->count < 2 || !parts_dates(scan->after[0]))
        return false;
    if (digits[0] == 4 || (scan->after[0] == '-' && digits[2] <= 2)) {
        civil->year = full_year(n[0], digits[0]);
        civil->month = n[1];
        civil->day = scan->count > 2 ? n[2] : 1;
        return true;
    }
    if (scan->count < 3)
        return false;
    bool month_first = scan->after[0] == '/' || scan->after[0] == ' ';
    civil->month = month_first ? n[0] : n[1];
    civil->day = month_first ? n[1] : n[0];
    civil->year = full_year(n[2], digits[2]);
    swap_if_needed(civil);
    return true;
}

/* Numbers that run together: 20031231, 2003, 2003-335, 03335, -0312. */
static bool compact_date(struct scan *scan, const char *text,
                         struct civil_time *civil)
{
    int n = scan->numbers[0];

    if (scan->month || scan->count == 0 ||
        (!is_digit(*text) &&
         (*text != '-' || !is_digit(text[1]) || scan->count > 2)))
        return false;
    civil->month = civil->day = 1;
    if (*text == '-' && scan->digits[0] <= 4) {
        if (scan->digits[0] == 4) {
            civil->year = full_year(n / 100, 2);
            civil->month = n % 100;
            return true;
        }
        civil->year = full_year(n, 2);
        civil->month = scan->count == 2 ? scan->numbers[1] : 1;
        return scan->digits[0] == 2;
    }
    if (scan->digits[0] == 8) {
        civil->year = n / 10000;
        civil->month = n / 100 % 100;
        civil->day = n % 100;
        return true;
    }
    if (scan->count == 2 && scan->digits[0] == 4 && scan->digits[1] == 3) {
        civil->year = n;
        civil->day = scan->numbers[1];
        return civil->day >= 1 && civil->day <= 366;
    }
    if (scan->count != 1)
        return false;
    civil->year = scan->digits[0] == 4 ? n : full_year(n / 1000, 2);
    civil->day = scan->digits[0] == 4 ? 1 : n % 1000;
    return (scan->digits[0] == 4 && strcmp(text, "0000") != 0 &&
            text[4] != '-') ||
           (scan->digits[0] == 5 && civil->day > 31 && civil->day <= 366);
}

/* A day of the year is legal only where compact_date made it. */
static bool valid_day(const struct civil_time *civil, bool of_year)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};

    if (civil->month < 1 || civil->month > 12 || civil->day < 1)
        return false;
    bool leap = civil->year % 4 == 0 &&
                (civil->year % 100 != 0 || civil->year % 400 == 0);
    if (of_year)
        return civil->day <= 365 + leap;
    if (civil->month == 2 && civil->day == 29)
        return leap;
    return civil->day <= lengths[civil->month - 1];
}

static bool set_time(struct scan *scan, struct civil_time *civil)
{
    int hour = scan->hour == NO_VALUE ? 0 : scan->hour;

    if (scan->half_day && hour <= 12)
        hour = hour % 12 + (scan->half_day == 2 ? 12 : 0);
    /* 24:00 ends the day; beyond it, a clock that counts from 1 is meant. */
    if (hour == 24 && (scan->minute > 0 || scan->second > 0))
        hour = 0;
    civil->hour = hour;
    civil->minute = scan->minute;
    civil->second = scan->second;
    return hour <= 24 && scan->minute <= 59 && scan->second <= 60;
}

/* "2008-12-30T13": an hour without a colon. */
static void bare_hour(struct scan *scan)
{
    if (scan->count == 4 && scan->hour == NO_VALUE && scan->digits[3] <= 2 &&
        scan->after[2] == 'T') {
        scan->hour = scan->numbers[3];
        scan->count = 3;
    }
}

/* Seconds since 1970 as such, where somebody printed time(). */
static bool epoch(const char *text, int64_t *ret_seconds)
{
    int64_t value = 0;
    size_t len = strspn(text, "0123456789");

    if ((len != 10 && len != 13) || text[len])
        return false;
    for (size_t i = 0; i < 10; i++)
        value = value * 10 + (text[i] - '0');
    *ret_seconds = value;
    return true;
}

/* "20040101194821", without anything between. */
static bool run_together(const char *text, int64_t *ret_seconds)
{
    char spaced[] = "yyyy-mm-ddThh:mm:ss";
    static const size_t places[] = {0, 1,  2,  3,  5,  6,  8,
                                    9, 11, 12, 14, 15, 17, 18};

    if (strspn(text, "0123456789") != 14 || text[14])
        return false;
    for (size_t i = 0; i < 14; i++)
        spaced[places[i]] = text[i];
    *ret_seconds = parser_date(spaced);
    return true;
}

int64_t parser_date(const char *text)
{
    struct scan scan = {.hour = NO_VALUE, .zone = NO_VALUE};
    struct civil_time civil = {0};
    int64_t seconds;

    text += strspn(text, " \t\r\n");
    if (epoch(text, &seconds) || run_together(text, &seconds))
        return seconds;
    if (strlen(text) > 128)
        return TIME_ABSENT;
    scan_text(&scan, text);
    bare_hour(&scan);
    bool compact = compact_date(&scan, text, &civil);
    if (!compact) {
        civil.month = scan.month;
        if (scan.month ? !named_date(&scan, &civil)
                       : !numbered_date(&scan, &civil))
            return TIME_ABSENT;
    }
    bool of_year = compact && civil.month == 1 && civil.day > 31;
    if (scan.bad || scan.strange || !valid_day(&civil, of_year) ||
        !set_time(&scan, &civil))
        return TIME_ABSENT;
    seconds = civil_seconds(&civil);
    if (scan.zone != NO_VALUE)
        seconds -= scan.zone;
    return seconds < YEAR_1 || seconds >= YEAR_10000 ? TIME_ABSENT : seconds;
}
