/*
 * Civil time by Howard Hinnant's days_from_civil: exact for all years, no
 * tables, no time zone. The C library's gmtime is not used because it hands
 * out a global, and timegm because its range is not ours to state.
 */
#include "base/timefmt.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define DAY        86400
#define YEAR_0     (-62167219200LL) /* 0000-01-01T00:00:00Z */
#define YEAR_10000 253402300800LL

static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
    /* months may overflow; years then count on */
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    if (month < 1) {
        month += 12;
        year--;
    }
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

int64_t civil_seconds(const struct civil_time *civil)
{
    return days_from_civil(civil->year, civil->month, civil->day) * DAY +
           civil->hour * INT64_C(3600) + civil->minute * INT64_C(60) +
           civil->second;
}

struct civil_time civil_of(int64_t seconds)
{
    int64_t days = seconds / DAY;
    int64_t rest = seconds % DAY;

    if (rest < 0) {
        rest += DAY;
        days--;
    }
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    int weekday = (int)((days % 7 + 11) % 7); /* 1970-01-01: a Thursday */
    return (struct civil_time){
        .year = (int)(yoe + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(doy - (153 * mp + 2) / 5 + 1),
        .hour = (int)(rest / 3600),
        .minute = (int)(rest / 60 % 60),
        .second = (int)(rest % 60),
        .weekday = weekday,
    };
}

char *time_rfc3339(int64_t seconds, char buffer[static TIME_RFC3339_SIZE])
{
    buffer[0] = '\0';
    if (seconds < YEAR_0 || seconds >= YEAR_10000)
        return buffer;
    struct civil_time t = civil_of(seconds);
    snprintf(buffer, TIME_RFC3339_SIZE, "%04u-%02u-%02uT%02u:%02u:%02uZ",
             (unsigned)t.year % 10000, (unsigned)t.month % 100,
             (unsigned)t.day % 100, (unsigned)t.hour % 100,
             (unsigned)t.minute % 100, (unsigned)t.second % 100);
    return buffer;
}

char *time_rfc5322(int64_t seconds, char buffer[static TIME_RFC5322_SIZE])
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    buffer[0] = '\0';
    if (seconds < YEAR_0 || seconds >= YEAR_10000)
        return buffer;
    struct civil_time t = civil_of(seconds);
    snprintf(buffer, TIME_RFC5322_SIZE,
             "%.3s, %02u %.3s %04u %02u:%02u:%02u +0000", days + 3 * t.weekday,
             (unsigned)t.day % 100, months + 3 * (t.month - 1),
             (unsigned)t.year % 10000, (unsigned)t.hour % 100,
             (unsigned)t.minute % 100, (unsigned)t.second % 100);
    return buffer;
}

static int64_t unit_seconds(char unit)
{
    switch (unit) {
    case 'm':
        return 60;
    case 'h':
        return 3600;
    case 'd':
        return DAY;
    case 'w':
        return 7 * (int64_t)DAY;
    default:
        return 0;
    }
}

/* Exactly count digits at *text; advances. -1 when they are not there. */
static int digits(const char **text, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (**text < '0' || **text > '9')
            return -1;
        value = value * 10 + (*(*text)++ - '0');
    }
    return value;
}

static bool expect(const char **text, char c)
{
    if (**text != c)
        return false;
    ++*text;
    return true;
}

static bool clock_time(const char **text, struct civil_time *t)
{
    t->hour = digits(text, 2);
    if (t->hour < 0 || t->hour > 23 || !expect(text, ':'))
        return false;
    t->minute = digits(text, 2);
    if (t->minute < 0 || t->minute > 59)
        return false;
    if (expect(text, ':')) {
        t->second = digits(text, 2);
        if (t->second < 0 || t->second > 60)
            return false;
    }
    (void)expect(text, 'Z');
    return true;
}

static bool civil_date(const char *text, int64_t *ret_seconds)
{
    struct civil_time t = {0};

    t.year = digits(&text, 4);
    if (t.year < 0 || !expect(&text, '-'))
        return false;
    t.month = digits(&text, 2);
    if (t.month < 1 || t.month > 12 || !expect(&text, '-'))
        return false;
    t.day = digits(&text, 2);
    if (t.day < 1 || t.day > 31)
        return false;
    if (*text &&
        !((expect(&text, 'T') || expect(&text, ' ')) && clock_time(&text, &t)))
        return false;
    if (*text)
        return false;
    int64_t seconds = civil_seconds(&t);
    if (civil_of(seconds).month != t.month)
        return false; /* 31 February */
    *ret_seconds = seconds;
    return true;
}

int time_since(const char *text, int64_t now, int64_t *ret_seconds,
               struct error *err)
{
    char *end = NULL;

    if (civil_date(text, ret_seconds))
        return 0;
    errno = 0;
    long long count =
        text[0] >= '0' && text[0] <= '9' ? strtoll(text, &end, 10) : -1;
    int64_t unit = count >= 0 ? unit_seconds(*end) : 0;
    if (errno || unit == 0 || end[1] || count > 100000 || now < 0)
        return error_set(err, ERROR_INPUT,
                         "'%s' is no time: use 90m, 12h, 2d, 3w, 2024-02-01 "
                         "or 2024-02-01T10:00",
                         text);
    *ret_seconds = now - count * unit;
    return 0;
}
