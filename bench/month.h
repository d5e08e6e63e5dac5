#pragma once
#include <stddef.h>
#include <stdint.h>

/*
 * A month of polling, simulated: feeds of differing rhythm, and the schedule
 */

enum month_kind {
    MONTH_STEADY, /* at any time, on average every quarter of an hour to days */
    MONTH_DAYTIME, /* the same, but from 7 to 22 o'clock only */
    MONTH_REGULAR, /* every so many hours, almost to the minute */
    MONTH_BURSTS,  /* a few within hours, then none for days */
    MONTH_RARE,    /* once in one to three weeks */
    MONTH_KINDS,
};

struct month_row {
    size_t feeds;
    size_t entries;  /* published in the time that is simulated */
    size_t requests; /* made */
    size_t hourly;   /* that polling every hour would have made */
    size_t in_time;  /* entries seen within twice the feed's median gap, or 30
                        minutes, whichever is larger */
    size_t lost;     /* entries that left the document before they were seen */
    int64_t delay;   /* sum of seconds from publishing to seeing */
};

const char *month_kind_name(enum month_kind kind);

/* Simulate so many days of so many feeds; the same every time. */
void month_simulate(size_t feeds, int64_t days,
                    struct month_row ret_rows[MONTH_KINDS]);
