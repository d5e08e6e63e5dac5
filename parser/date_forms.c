/*
 * Dates in which numbers mean something by their place and length, at the
 * beginning of a text: the week dates and ordinal dates of ISO 8601 (sections
 * 5.2.2, 5.2.3), cameras' "2004:01:02", seconds since 1970.
 */
#include <string.h>

#include "base/timefmt.h"
#include "parser/date.h"

#define DAY 86400

static int number(const char *at, size_t len)
{
    int value = 0;

    for (size_t i = 0; i < len; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

/* What may stand behind such a date: the end, a time, a zone. */
static bool ends(const char *at)
{
    size_t digits = *at == '-' ? date_digits(at + 1) : 0;

    return !*at || strchr(" tz+,", *at) || digits == 4 ||
           (digits == 2 && at[3] == ':');
}

static const char *set_date(struct date_scan *scan,
                            const struct civil_time *date, const char *at)
{
    scan->numbers[0] = date->year;
    scan->numbers[1] = date->month;
    scan->numbers[2] = date->day;
    scan->digits[0] = 4;
    scan->digits[1] = scan->digits[2] = 2;
    scan->after[0] = scan->after[1] = '-';
    scan->after[2] = *at;
    scan->count = 3;
    return at;
}

/* 2004-W01-4, 2004W014, 2004-W01. */
static const char *week_date(struct date_scan *scan, const char *text)
{
    const char *at = text + 4 + (text[4] == '-');
    int day = 1;

    if (date_digits(text) != 4 || *at++ != 'w')
        return text;
    size_t digits = date_digits(at);
    int week = digits >= 2 ? number(at, 2) : 0;
    if (digits == 3) {
        day = number(at + 2, 1);
    } else if (digits == 2 && at[2] == '-' && date_digits(at + 3) == 1) {
        day = number(at + 3, 1);
        digits = 4;
    }
    at += digits;
    /* The fourth of January is in week 1, whose Monday is its first day. */
    struct civil_time civil = {.year = number(text, 4), .month = 1, .day = 4};
    int64_t fourth = civil_seconds(&civil);
    int64_t monday = fourth - (civil_of(fourth).weekday + 6) % 7 * DAY +
                     (week - 1) * (int64_t)7 * DAY;
    if (digits < 2 || !ends(at) || week < 1 || day < 1 || day > 7 ||
        civil_of(monday + INT64_C(3) * DAY).year != civil.year) {
        scan->bad = true;
        return text;
    }
    civil = civil_of(monday + (day - 1) * (int64_t)DAY);
    return set_date(scan, &civil, at);
}

static const char *ordinal_date(struct date_scan *scan, const char *text)
{
    size_t digits = date_digits(text);
    const char *day = text + 4 + (text[4] == '-');

    if ((digits != 7 && digits != 4) || date_digits(day) != 3 || !ends(day + 3))
        return text;
    struct civil_time civil = {
        .year = number(text, 4), .month = 1, .day = number(day, 3)};
    struct civil_time date = civil_of(civil_seconds(&civil));
    if (date.year != civil.year) {
        scan->bad = true;
        return text;
    }
    return set_date(scan, &date, day + 3);
}

/* 2004:01:02 03:04:05, as EXIF has it. */
static const char *camera_date(struct date_scan *scan, const char *text)
{
    if (date_digits(text) != 4 || text[4] != ':' ||
        date_digits(text + 5) != 2 || text[7] != ':' ||
        date_digits(text + 8) != 2 || !ends(text + 10))
        return text;
    struct civil_time date = {.year = number(text, 4),
                              .month = number(text + 5, 2),
                              .day = number(text + 8, 2)};
    return set_date(scan, &date, text + 10);
}

const char *date_leading_form(struct date_scan *scan, const char *text)
{
    static const char *(*const forms[])(struct date_scan *, const char *) = {
        week_date, ordinal_date, camera_date};
    const char *at = text;

    if (date_digits(text) < 4)
        return text;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms) && at == text; i++)
        at = forms[i](scan, text);
    return at;
}

bool date_epoch(const char *text, int64_t *ret_seconds)
{
    bool json = !strncmp(text, "/date(", 6);
    const char *at = json ? text + 6 : text;
    size_t len = date_digits(at);
    const char *end = at + len;
    int64_t value = 0;

    if (len != 10 && len != 13)
        return false;
    if (json) {
        if (*end == '+' || *end == '-') /* for show: the number is UTC */
            end += 1 + date_digits(end + 1);
        if (strcmp(end, ")/") != 0)
            return false;
    } else if (*end && (*end != '.' || end[1 + date_digits(end + 1)])) {
        return false;
    }
    for (size_t i = 0; i < 10; i++)
        value = value * 10 + (at[i] - '0');
    *ret_seconds = value;
    return true;
}
