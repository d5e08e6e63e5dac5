/*
 * The simulated month.
 *
 * Each feed publishes by a random process of its kind, from two weeks before it
 * is subscribed to. Its document lists the newest entries; one feed in five
 * gives no dates, so that only the time of a poll is known. What a poll finds
 * is handed to the functions of the schedule, and nothing else: no clock but
 * the loop's, no net, no database.
 */
#include "bench/month.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "fetcher/fetcher.h"

#define HOUR    3600
#define DAY     86400
#define BEFORE  (14 * (int64_t)DAY) /* publishing, before it is subscribed to */
#define START   1699920000          /* a Tuesday, 00:00 UTC */
#define LATEST  32                  /* entries whose times are remembered */
#define MINIMUM 1800                /* nobody is to be sooner than this */

struct random {
    uint64_t state;
};

/* xorshift64*, in [0, 1). */
static double draw(struct random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (double)(random->state * 0x2545f4914f6cdd1dULL >> 11) /
           9007199254740992.0;
}

/* Between low and high, evenly by size. */
static double draw_size(struct random *random, double low, double high)
{
    return low * pow(high / low, draw(random));
}

static double draw_gap(struct random *random, double mean)
{
    return -mean * log(1.0 - draw(random));
}

struct feed {
    enum month_kind kind;
    double mean;
    bool dated;
    size_t listed;    /* entries of its document */
    int64_t *entries; /* when they were published, ascending */
    size_t count, capacity;
    size_t first; /* that was published after the subscription */
};

static void publish(struct feed *feed, int64_t at)
{
    if (feed->count == feed->capacity)
        feed->entries = array_grow(feed->entries, feed->count, &feed->capacity,
                                   sizeof(*feed->entries));
    feed->entries[feed->count++] = at;
}

static bool is_night(double at)
{
    int64_t hour = (int64_t)at / HOUR % 24;

    return hour < 7 || hour >= 22;
}

static double next_moment(struct feed *feed, struct random *random, double at)
{
    switch (feed->kind) {
    case MONTH_REGULAR:
        return at + feed->mean * (0.97 + 0.06 * draw(random));
    case MONTH_DAYTIME:
        do
            at += draw_gap(random, feed->mean);
        while (is_night(at));
        return at;
    case MONTH_BURSTS:
        if (draw(random) < 0.7)
            return at + 1200 + draw_gap(random, HOUR);
        return at + DAY + draw_gap(random, feed->mean);
    case MONTH_STEADY:
    case MONTH_RARE:
    case MONTH_KINDS:
        break;
    }
    return at + draw_gap(random, feed->mean);
}

static void make_feed(struct feed *feed, size_t number, int64_t end)
{
    static const enum month_kind kinds[20] = {
        [8] = MONTH_DAYTIME,  [9] = MONTH_DAYTIME,  [10] = MONTH_DAYTIME,
        [11] = MONTH_DAYTIME, [12] = MONTH_DAYTIME, [13] = MONTH_DAYTIME,
        [14] = MONTH_REGULAR, [15] = MONTH_REGULAR, [16] = MONTH_REGULAR,
        [17] = MONTH_BURSTS,  [18] = MONTH_BURSTS,  [19] = MONTH_RARE};

    static const double means[MONTH_KINDS][2] = {
        [MONTH_STEADY] = {HOUR / 2.0, 7.0 * DAY},
        [MONTH_DAYTIME] = {HOUR / 2.0, 8.0 * HOUR},
        [MONTH_REGULAR] = {HOUR / 2.0, 2.0 * DAY},
        [MONTH_BURSTS] = {DAY / 2.0, 3.0 * DAY},
        [MONTH_RARE] = {7.0 * DAY, 21.0 * DAY}};
    struct random random = {0x9e3779b97f4a7c15ULL * (number + 1)};

    for (int i = 0; i < 8; i++)
        draw(&random);
    *feed = (struct feed){.kind = kinds[number % 20],
                          .dated = number % 5 != 4,
                          .listed = number % 3 == 0 ? 10 : 30};
    feed->mean = draw_size(&random, means[feed->kind][0], means[feed->kind][1]);
    double at = (double)(START - BEFORE) + feed->mean * draw(&random);
    while ((at = next_moment(feed, &random, at)) < (double)end)
        publish(feed, (int64_t)at);
    while (feed->first < feed->count && feed->entries[feed->first] < START)
        feed->first++;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* How late an entry may be seen. */
static int64_t allowance(const struct feed *feed)
{
    int64_t *gaps = xcalloc(feed->count + 1, sizeof(*gaps));
    size_t count = 0;

    for (size_t i = 1; i < feed->count; i++)
        gaps[count++] = feed->entries[i] - feed->entries[i - 1];
    qsort(gaps, count, sizeof(*gaps), by_size);
    int64_t twice = count ? 2 * gaps[count / 2] : 0;
    xfree(gaps);
    return twice > MINIMUM ? twice : MINIMUM;
}

/* What newsfold remembers of a feed. */
struct memory {
    size_t seen; /* entries before this one are known or lost */
    int64_t times[LATEST];
    size_t time_count;
    int64_t last_poll; /* 0: none */
    struct schedule_history history;
};

static void remember(struct memory *memory, int64_t time)
{
    memmove(memory->times + 1, memory->times,
            (LATEST - 1) * sizeof(*memory->times));
    memory->times[0] = time;
    memory->time_count += memory->time_count < LATEST;
}

static void learn(struct memory *memory, const struct feed *feed,
                  size_t published, size_t found, int64_t now)
{
    struct schedule_history *history = &memory->history;

    for (size_t i = published - found; i < published; i++)
        remember(memory, feed->dated ? feed->entries[i] : now);
    history->quiet = found ? 0 : history->quiet + 1;
    if (found) {
        history->gap =
            schedule_gap(memory->times, memory->time_count, !feed->dated);
        history->turnover = schedule_turnover(
            memory->last_poll ? now - memory->last_poll : 0, found,
            published < feed->listed ? published : feed->listed);
    }
    if (memory->time_count)
        history->silence = now - memory->times[0];
    memory->last_poll = now;
}

static void poll_feed(const struct feed *feed, struct memory *memory,
                      int64_t now, int64_t allowed, struct month_row *row)
{
    size_t published = memory->seen;

    while (published < feed->count && feed->entries[published] <= now)
        published++;
    size_t oldest = published > feed->listed ? published - feed->listed : 0;
    for (size_t i = memory->seen; i < published; i++) {
        if (i < feed->first)
            continue;
        row->lost += i < oldest;
        row->delay += now - feed->entries[i];
        row->in_time += i >= oldest && now - feed->entries[i] <= allowed;
    }
    learn(memory, feed, published,
          published - (memory->seen > oldest ? memory->seen : oldest), now);
    memory->seen = published;
    row->requests++;
}

static void simulate_feed(struct feed *feed, size_t number, int64_t end,
                          struct month_row *row)
{
    struct memory memory = {.history = {.feed = (int64_t)number + 1,
                                        .fresh_seconds = -1,
                                        .retry_after = -1}};
    int64_t allowed = allowance(feed);

    for (int64_t now = START; now < end;) {
        poll_feed(feed, &memory, now, allowed, row);
        memory.history.now = now;
        now = schedule_next(&memory.history, NULL);
    }
    row->feeds++;
    /* Entries of the end, which nobody could see yet, are not counted. */
    row->entries += memory.seen > feed->first ? memory.seen - feed->first : 0;
    row->hourly += (size_t)((end - START) / HOUR);
}

void month_simulate(size_t feeds, int64_t days,
                    struct month_row ret_rows[MONTH_KINDS])
{
    int64_t end = START + days * DAY;

    memset(ret_rows, 0, MONTH_KINDS * sizeof(*ret_rows));
    for (size_t i = 0; i < feeds; i++) {
        struct feed feed;
        make_feed(&feed, i, end);
        simulate_feed(&feed, i, end, &ret_rows[feed.kind]);
        xfree(feed.entries);
    }
}

const char *month_kind_name(enum month_kind kind)
{
    static const char *const names[] = {"steady", "daytime", "regular",
                                        "bursts", "rare"};

    return names[kind];
}
