/*
 * When a feed is asked next.
 *
 * The wish comes from the feed itself: half the usual time between its
 * entries, so that news is late by a quarter of it on average. What the server
 * and the document ask for is the least: freshness, ttl, the syndication
 * module, Retry-After. Failures double the time. A jitter that depends on the
 * feed alone spreads feeds without making any of them restless.
 */
#include "fetcher/fetcher_internal.h"

#define FLOOR       600
#define CEILING     86400
#define UNKNOWN     3600 /* the interval of a feed of which nothing is known */
#define DOUBLING    8    /* failures after which the time grows no more */
#define RETRY_MOST  (7 * 86400) /* what a server may ask for */
#define SPREAD_MOST 6000        /* of the time that a tenth of is jitter */

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* -10 % to +10 % of interval, always the same for a feed. */
static int64_t jitter(int64_t feed, int64_t interval)
{
    uint64_t x = (uint64_t)feed * 0x9e3779b97f4a7c15ULL;

    x ^= x >> 29;
    return interval * ((int64_t)(x % 201) - 100) / 1000;
}

static bool is_skipped(const struct schedule_history *history, int64_t at)
{
    int64_t hour = at / 3600 % 24;
    int64_t day = (at / 86400 + 4) % 7; /* 1970 began on a Thursday */

    return (history->skip_hours >> hour & 1) || (history->skip_days >> day & 1);
}

/* The first hour after at that the feed does not skip. */
static int64_t past_skipped(const struct schedule_history *history, int64_t at)
{
    int64_t moved = at;

    for (int i = 0; i < 24 * 7 && is_skipped(history, moved); i++)
        moved = (moved / 3600 + 1) * 3600;
    return is_skipped(history, moved) ? at : moved; /* skips all: ignored */
}

int64_t schedule_next(const struct schedule_history *history,
                      const struct schedule_limits *limits)
{
    int64_t floor = limits && limits->floor > 0 ? limits->floor : FLOOR;
    int64_t ceiling = limits && limits->ceiling > 0 ? limits->ceiling : CEILING;
    int64_t interval = history->mean_gap > 0 ? history->mean_gap / 2 : UNKNOWN;

    ceiling = larger(ceiling, floor);
    interval = larger(interval, history->ttl_seconds);
    interval = larger(interval, history->update_period);
    interval = larger(interval, history->fresh_seconds);
    interval = clamp(interval, floor, ceiling);
    for (unsigned i = 0; i < history->failures && i < DOUBLING; i++)
        interval = clamp(interval * 2, floor, ceiling);
    interval =
        clamp(interval + jitter(history->feed, interval), floor, ceiling);
    /* A server that says when to come back is obeyed, a week at most. */
    interval = larger(interval, clamp(history->retry_after, 0, RETRY_MOST));
    return past_skipped(history, history->now + interval);
}

int64_t schedule_retry(int64_t feed, int64_t now, int64_t retry_after)
{
    int64_t wait = clamp(retry_after, 1, RETRY_MOST);
    int64_t spread = clamp(wait, 0, SPREAD_MOST);

    return now + wait + spread / 10 + jitter(feed, spread);
}
