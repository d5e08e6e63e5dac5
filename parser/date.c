/*
 * Dates as feeds write them.
 *
 * Feeds mix RFC 822, RFC 3339, asctime and whatever the site's template makes,
 * in several languages, so there is no list of formats here: the text is taken
 * apart into numbers, words and separators once (date_scan.c), and the numbers
 * of the date are told apart by length, order and separator. Only the compact
 * and truncated forms of ISO 8601, in which numbers run together, are tried
 * first.
 *
 * A date that does not exist (day 99, minute 61, zone -99:99) is absent, not
 * mended: a wrong time sorts news wrongly, an absent one is replaced by our own
 * clock. Two-digit years pivot at 70 (RFC 2822 section 4.3 has 50, but feeds
 * live later).
 */
#include <string.h>

#include "base/entry.h"
#include "base/timefmt.h"
#include "parser/date.h"
#include "parser/parser.h"

/* What RFC 3339 can write: from 0001-01-01 to before 10000-01-01. */
#define YEAR_1     (-INT64_C(62135596800))
#define YEAR_10000 INT64_C(253402300800)

static int full_year(int year, int digits)
{
    if (digits == 3)
        return 1900 + year; /* RFC 2822, section 4.3 */
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* Thailand counts from the Buddha, and shortens that to two digits, too, where
 * no news are from the year that they would be elsewhere. */
static int thai_year(int year, int digits)
{
    if (digits == 2 && year >= 57)
        return 2500 + year - 543;
    return year > 2400 && year < 2700 ? year - 543 : full_year(year, digits);
}

/* A date with a month's name: the other two numbers are day and year. */
static bool named_date(const struct date_scan *scan, struct civil_time *civil)
{
    size_t year = 1;

    if (scan->count == 0 || (scan->count == 1 && scan->digits[0] <= 2))
        return false;
    if (scan->digits[0] > 2)
        year = 0;
    civil->year = scan->thai
                      ? thai_year(scan->numbers[year], scan->digits[year])
                      : full_year(scan->numbers[year], scan->digits[year]);
    if (scan->count == 1) {
        civil->day = 1;
        return true;
    }
    civil->day = scan->numbers[1 - year];
    return true;
}

/* "mar. 25/08/2024": a whole date in numbers, and the name of a weekday. */
static bool is_all_numbers(const struct date_scan *scan)
{
    return scan->count >= 3 && strchr("-/.", scan->after[0]) &&
           scan->after[0] && scan->after[0] == scan->after[1];
}

static void swap(struct civil_time *civil)
{
    int day = civil->month;

    civil->month = civil->day;
    civil->day = day;
}

/* "Sat, 11 04 2020": whether the day of the week that the text begins with is
 * that of the date, Sunday being 0; true when it says none. */
static bool is_weekday(const char *text, const struct civil_time *civil)
{
    static const char names[] = "sunmontuewedthufrisat";

    for (int i = 0; i < 7; i++)
        if (!strncmp(text, names + (size_t)3 * (size_t)i, 3))
            return civil_of(civil_seconds(civil)).weekday == i;
    return true;
}

/* The day and the month where they may be each other: not what does not exist,
 * nor what was another day of the week. */
static void swap_if_needed(const char *text, struct civil_time *civil)
{
    struct civil_time other = *civil;

    swap(&other);
    if (civil->month > 12 ? civil->day <= 12
                          : other.month <= 12 && !is_weekday(text, civil) &&
                                is_weekday(text, &other))
        swap(civil);
}

/* What stands between the numbers of one date, not between those of a text. */
static bool parts_dates(char c)
{
    return c && (strchr("-/. :\t", c) || (c & 0x80));
}

/* Three numbers: year first when it has four digits or dashes are between;
 * else day first with dots and dashes, and in a language that has it so; month
 * first with slashes and spaces. */
static bool numbered_date(const struct date_scan *scan, const char *text,
                          struct civil_time *civil)
{
    const int *n = scan->numbers;
    const int *digits = scan->digits;

    if (scan->count < 2 || !parts_dates(scan->after[0]))
        return false;
    if (digits[0] == 4 || (digits[0] == 2 && n[0] > 31) ||
        (scan->after[0] == '-' && digits[2] <= 2)) {
        civil->year = full_year(n[0], digits[0]);
        civil->month = n[1];
        civil->day = scan->count > 2 ? n[2] : 1;
        return true;
    }
    if (scan->count < 3)
        return false;
    bool month_first =
        !scan->day_first && (scan->after[0] == '/' || scan->after[0] == ' ');
    civil->month = month_first ? n[0] : n[1];
    civil->day = month_first ? n[1] : n[0];
    civil->year = full_year(n[2], digits[2]);
    swap_if_needed(text, civil);
    return true;
}

/* 03335; not what may be another number. */
static bool day_of_year(int year, int day, struct civil_time *civil)
{
    struct civil_time first = {.year = year, .month = 1, .day = day};

    if (day <= 31)
        return false;
    *civil = civil_of(civil_seconds(&first));
    return civil->year == year;
}

/* 031231; not what may be the year and the month, 200312. */
static bool six_digits(int n, struct civil_time *civil)
{
    bool may_be_month =
        n / 100 >= 1900 && n / 100 < 2100 && n % 100 >= 1 && n % 100 <= 12;

    civil->year = full_year(n / 10000, 2);
    civil->month = n / 100 % 100;
    civil->day = n % 100;
    return !may_be_month;
}

/* Numbers that run together: 20031231, 2003, 03335, 03-335, -0312. */
static bool compact_date(struct date_scan *scan, const char *text,
                         struct civil_time *civil)
{
    int n = scan->numbers[0];

    if (scan->month || scan->count == 0 ||
        (!date_digits(text) &&
         (*text != '-' || !date_digits(text + 1) || scan->count > 2)))
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
    if (scan->count == 2 && scan->digits[0] == 2 && scan->digits[1] == 3 &&
        text[2] == '-')
        return day_of_year(full_year(n, 2), scan->numbers[1], civil);
    if (scan->count != 1)
        return false;
    if (scan->digits[0] == 6 && (!text[6] || text[6] == 't'))
        return six_digits(n, civil);
    if (scan->digits[0] == 5)
        return day_of_year(full_year(n / 1000, 2), n % 1000, civil);
    civil->year = n;
    return scan->digits[0] == 4 && n > 0 && text[4] != '-' && text[4] != ':';
}

static bool valid_day(const struct civil_time *civil)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};

    if (civil->month < 1 || civil->month > 12 || civil->day < 1)
        return false;
    if (civil->month == 2 && civil->day == 29)
        return civil->year % 4 == 0 &&
               (civil->year % 100 != 0 || civil->year % 400 == 0);
    return civil->day <= lengths[civil->month - 1];
}

static bool set_time(struct date_scan *scan, struct civil_time *civil)
{
    int hour = scan->hour == DATE_NONE ? 0 : scan->hour;

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

/* "20040101194821", "200401011948", without anything between; a zone may be
 * behind it. */
static bool run_together(const char *text, int64_t *ret_seconds)
{
    char spaced[sizeof("yyyy-mm-ddThh:mm:00+01:00")] = "yyyy-mm-ddThh:mm:00";
    static const size_t places[] = {0, 1,  2,  3,  5,  6,  8,
                                    9, 11, 12, 14, 15, 17, 18};
    size_t len = date_digits(text);
    size_t at = strlen(spaced);
    const char *zone = text + len;

    if ((len != 12 && len != 14) || (*zone && !strchr(" z+-", *zone)) ||
        strlen(zone) >= sizeof(spaced) - at)
        return false;
    for (size_t i = 0; i < len; i++)
        spaced[places[i]] = text[i];
    memcpy(spaced + at, zone, strlen(zone) + 1);
    *ret_seconds = parser_date(spaced);
    return true;
}

/* The parts of a date to one that exists. */
static bool put_together(struct date_scan *scan, const char *text,
                         struct civil_time *civil)
{
    if (is_all_numbers(scan))
        scan->month = 0;
    if (!compact_date(scan, text, civil)) {
        civil->month = scan->month;
        if (scan->month ? !named_date(scan, civil)
                        : !numbered_date(scan, text, civil))
            return false;
    }
    return !scan->bad && !scan->strange && valid_day(civil) &&
           set_time(scan, civil);
}

int64_t parser_date(const char *text)
{
    return parser_date_in(text, NULL);
}

int64_t parser_date_in(const char *text, const char *language)
{
    struct date_scan scan = {
        .hour = DATE_NONE, .zone = DATE_NONE, .place = DATE_NONE};
    struct civil_time civil = {0};
    char normal[DATE_NORMAL];
    int64_t seconds;

    if (!date_normal(text, normal))
        return TIME_ABSENT;
    if (date_epoch(normal, &seconds) || run_together(normal, &seconds))
        return seconds;
    date_in_language(&scan, language);
    date_scan_text(&scan, normal, date_leading_form(&scan, normal));
    if (!put_together(&scan, normal, &civil))
        return TIME_ABSENT;
    seconds = civil_seconds(&civil);
    if (scan.zone != DATE_NONE)
        seconds -= scan.zone;
    else if (scan.place != DATE_NONE)
        seconds -= date_place_zone(scan.place, &civil);
    else if (scan.korean) /* Korean sites write no zone */
        seconds -= 9 * 3600;
    return seconds < YEAR_1 || seconds >= YEAR_10000 ? TIME_ABSENT : seconds;
}
