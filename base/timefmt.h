#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Times as text. Unix seconds UTC, proleptic Gregorian, years 0 to 9999;
 * no time zone database, no locale, no globals.
 */

enum { TIME_RFC3339_SIZE = 24, TIME_RFC5322_SIZE = 40 };

struct civil_time {
    int year, month, day; /* month and day from 1 */
    int hour, minute, second;
    int weekday; /* Sunday is 0 */
};

/* Seconds of a civil UTC time; fields may overflow their range (day 31 of
 * February counts on). */
int64_t civil_seconds(const struct civil_time *civil);
/* The civil UTC time of seconds; year may leave 0..9999. */
struct civil_time civil_of(int64_t seconds);

/* "2024-02-01T00:04:00Z"; "" for a time outside years 0 to 9999 (so for
 * TIME_ABSENT). Returns buffer. */
char *time_rfc3339(int64_t seconds, char buffer[static TIME_RFC3339_SIZE]);
/* "Thu, 01 Feb 2024 00:04:00 +0000", for mail and HTTP-like headers. */
char *time_rfc5322(int64_t seconds, char buffer[static TIME_RFC5322_SIZE]);

/*
 * A point in time as users type it: "2d", "12h", "90m", "3w" before now, a
 * date "2024-02-01", or a date and time "2024-02-01T10:00[:00][Z]", UTC.
 */
int time_since(const char *text, int64_t now, int64_t *ret_seconds,
               struct error *err);
