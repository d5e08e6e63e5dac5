/*
 * When a feed is due.
 *
 * The rhythm comes from the feed itself: asked once in the time that usually
 * passes between two of its publications, it is late by half of that on
 * average, and by twice of it hardly ever. A feed that brought nothing for
 * several polls is asked less, one that has been silent for long by its
 * silence; one whose document is nearly replaced between two polls is asked
 * so often that half of it would still be known.
 *
 * What the server and the document ask for is the least: freshness, ttl, the
 * syndication module, Retry-After. Failures are waited for linearly. A jitter
 * that depends on the feed alone spreads feeds without making any of them
 * restless.
 */
#include <stdlib.h>
#include <string.h>

#include "fetcher/fetcher_internal.h"

#define FLOOR       600
#define CEILING     86400
#define UNKNOWN     3600 /* the interval of a feed of which nothing is known */
#define FAILED      3600 /* waited for each failure in a row */
#define RETRY_MOST  (7 * 86400) /* what a server may ask for */
#define SPREAD_MOST 6000        /* of the time that a tenth of is jitter */
#define QUIET_FROM  3    /* polls without news that say nothing yet … */
#define QUIET_MOST  8    /* … and those after which no more is added */
#define SOON        1500 /* seconds that are soon enough for any news */
#define BURST       60   /* seconds within which entries are one publication */
#define ENOUGH      24   /* gaps that tell their median */
#define BURSTY      4   /* of the median is the mean gap: they come in bursts */
#define SILENCE     128 /* the part of a feed's silence it is asked in */

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
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

/* What the feed's own publishing asks for. */
static int64_t rhythm(const struct schedule_history *history)
{
    int64_t quiet = clamp(history->quiet, QUIET_FROM, QUIET_MOST) - QUIET_FROM;
    int64_t gap = smaller(history->gap, CEILING * 365);
    int64_t interval = gap > 0 ? larger(gap * 5 / 4, SOON) : UNKNOWN;

    /* Up to a quarter more; up to a day, where no rhythm is known yet. */
    if (gap > 0)
        interval += interval * quiet / (QUIET_MOST - QUIET_FROM) / 4;
    else
        interval *= 1 + smaller(history->quiet, CEILING / UNKNOWN);
    interval = larger(interval, history->silence / SILENCE);
    if (history->turnover > 0)
        interval = smaller(interval, history->turnover / 2);
    return interval;
}

int64_t schedule_next(const struct schedule_history *history,
                      const struct schedule_limits *limits)
{
    int64_t floor = limits && limits->floor > 0 ? limits->floor : FLOOR;
    int64_t ceiling = limits && limits->ceiling > 0 ? limits->ceiling : CEILING;

    ceiling = larger(ceiling, floor);
    int64_t interval = rhythm(history);
    if (history->failures)
        interval = FAILED * smaller(history->failures, ceiling / FAILED + 1);
    interval = larger(interval, history->ttl_seconds);
    interval = larger(interval, history->update_period);
    interval = larger(interval, history->fresh_seconds);
    interval = clamp(interval, floor, ceiling);
    interval =
        clamp(interval + jitter(history->feed, interval), floor, ceiling);
    /* A server that says when to come back is obeyed, a week at most. */
    if (history->retry_after > interval)
        return schedule_retry(history->feed, history->now,
                              history->retry_after);
    return past_skipped(history, history->now + interval);
}

int64_t schedule_retry(int64_t feed, int64_t now, int64_t retry_after)
{
    int64_t wait = clamp(retry_after, 1, RETRY_MOST);
    int64_t spread = smaller(wait, SPREAD_MOST);

    return now + wait + spread / 10 + jitter(feed, spread);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Which of the gaps, sorted, is the usual one: the median. Of few a smaller one,
 * since they tell little yet, and asking too late costs news, asking too soon a
 * request. A little smaller, too, where most of the time lies in few of them:
 * in bursts, the gap within is what counts. */
static size_t usual_of(const int64_t *gaps, size_t count)
{
    size_t usual = count / 2;
    size_t in_burst = count * 45 / 100;
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += gaps[i];
    if (count < ENOUGH)
        usual = count * count / ENOUGH / 2;
    if (sum / (int64_t)count > BURSTY * gaps[count / 2] && in_burst < usual)
        usual = in_burst;
    return usual;
}

int64_t schedule_gap(const int64_t *times, size_t count, bool seen)
{
    int64_t gaps[SCHEDULE_TIMES];
    size_t gap_count = 0;

    /* By a rate, the median of random gaps is ln 2 of their mean. */
    if (seen)
        return count < 2 ? 0
                         : (times[0] - times[count - 1]) * 7 / 10 /
                               (int64_t)(count - 1);

    for (size_t i = 1; i < count && gap_count < SCHEDULE_TIMES; i++)
        if (times[i - 1] - times[i] > BURST)
            gaps[gap_count++] = times[i - 1] - times[i];
    qsort(gaps, gap_count, sizeof(*gaps), by_size);
    return gap_count ? gaps[usual_of(gaps, gap_count)] : 0;
}

int64_t schedule_turnover(int64_t elapsed, size_t found, size_t total)
{
    return found && elapsed > 0 ? elapsed * (int64_t)total / (int64_t)found : 0;
}

/*
 * Moving
 */

#define MOVE_POLLS   3
#define MOVE_SECONDS 86400

bool redirect_seen(struct redirect *redirect, const char *target, int64_t now)
{
    if (!target) {
        *redirect = (struct redirect){0};
        return false;
    }
    if (!redirect->target || strcmp(redirect->target, target) != 0)
        *redirect = (struct redirect){.target = target, .since = now};
    redirect->count++;
    return redirect->count >= MOVE_POLLS &&
           now - redirect->since >= MOVE_SECONDS;
}
