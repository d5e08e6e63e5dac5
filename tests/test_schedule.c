/* When a feed is asked next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/month.h"
#include "fetcher/fetcher.h"

#define NOW 1700000000 /* Tuesday, 22:13 UTC */

static const struct {
    const char *name;
    struct schedule_history history;
    int64_t low, high; /* seconds from now */
} cases[] = {
    {"nothing known", {.fresh_seconds = -1, .retry_after = -1}, 3240, 3960},
    {"a restless feed is asked soon enough",
     {.fresh_seconds = 1, .gap = 10},
     1350,
     1650},
    {"a slow feed is given the ceiling",
     {.fresh_seconds = -1, .gap = 90 * 86400},
     77760,
     86400},
    {"a gap beyond belief is the ceiling",
     {.fresh_seconds = -1, .gap = INT64_MAX},
     77760,
     86400},
    {"its rhythm", {.fresh_seconds = -1, .gap = 7200}, 8100, 9900},
    {"three quiet polls say nothing",
     {.fresh_seconds = -1, .gap = 7200, .quiet = 3},
     8100,
     9900},
    {"eight quiet polls: a quarter more",
     {.fresh_seconds = -1, .gap = 7200, .quiet = 8},
     10125,
     12375},
    {"eighty are no more than eight",
     {.fresh_seconds = -1, .gap = 7200, .quiet = 80},
     10125,
     12375},
    {"quiet, and no rhythm known: more and more",
     {.fresh_seconds = -1, .quiet = 5},
     19440,
     23760},
    {"quiet for ever",
     {.fresh_seconds = -1, .quiet = 4000000000U},
     77760,
     86400},
    {"silent for two weeks",
     {.fresh_seconds = -1, .gap = 3600, .silence = 14 * 86400},
     8505,
     10395},
    {"its newest entry is of the future",
     {.fresh_seconds = -1, .gap = 7200, .silence = -86400},
     8100,
     9900},
    {"nearly all of the document was new: sooner",
     {.fresh_seconds = -1, .gap = 7200, .turnover = 4000},
     1800,
     2200},
    {"… but not sooner than the floor",
     {.fresh_seconds = -1, .gap = 7200, .turnover = 10},
     600,
     660},
    {"a tenth of the document was new: as usual",
     {.fresh_seconds = -1, .gap = 7200, .turnover = 72000},
     8100,
     9900},
    {"fresh for two hours", {.fresh_seconds = 7200, .gap = 1200}, 6480, 7920},
    {"fresh for ten minutes is no reason to come sooner",
     {.fresh_seconds = 600, .gap = 7200},
     8100,
     9900},
    {"ttl", {.ttl_seconds = 14400, .fresh_seconds = -1}, 12960, 15840},
    {"sy: once a day",
     {.update_period = 86400, .fresh_seconds = -1},
     77760,
     86400},
    {"the longest of the hints counts",
     {.ttl_seconds = 7200, .update_period = 14400, .fresh_seconds = 3600},
     12960,
     15840},
    {"the first failure",
     {.failures = 1, .gap = 60, .fresh_seconds = -1},
     3240,
     3960},
    {"the fifth failure", {.failures = 5, .fresh_seconds = -1}, 16200, 19800},
    {"many failures",
     {.failures = 4000000000U, .fresh_seconds = -1},
     77760,
     86400},
    {"retry-after beats the ceiling",
     {.retry_after = 100000, .fresh_seconds = -1},
     100000,
     101200},
    {"retry-after is a week at most",
     {.retry_after = INT64_MAX, .fresh_seconds = -1},
     604800,
     606000},
    {"a short retry-after is no reason to come sooner",
     {.retry_after = 5, .failures = 2, .fresh_seconds = -1},
     6480,
     7920},
    {"fresh for ever is the ceiling",
     {.fresh_seconds = INT64_MAX / 2},
     77760,
     86400},
    {"skipping all hours skips none",
     {.skip_hours = 0xffffff, .fresh_seconds = -1},
     3240,
     3960},
    {"hour 23 is skipped",
     {.skip_hours = 1U << 23, .fresh_seconds = -1},
     6400,
     6400},
    {"Wednesday is skipped",
     {.skip_days = 1U << 3, .gap = 4 * 3600, .fresh_seconds = -1},
     6400 + 86400,
     6400 + 86400},
};

static void feeds_are_due_in_time(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct schedule_history history = cases[i].history;
        history.now = NOW;
        for (history.feed = 1; history.feed < 500; history.feed++) {
            int64_t due = schedule_next(&history, NULL) - NOW;
            if (due < cases[i].low || due > cases[i].high)
                fail_msg("%s: feed %d in %d s", cases[i].name,
                         (int)history.feed, (int)due);
        }
    }
}

static void the_bounds_are_the_users(void **state)
{
    const struct schedule_limits limits = {3000, 7000};
    struct schedule_history history = {.now = NOW, .fresh_seconds = -1};

    for (history.feed = 1; history.feed < 100; history.feed++) {
        history.gap = 60;
        assert_in_range(schedule_next(&history, &limits) - NOW, 3000, 3300);
        history.gap = 86400;
        assert_in_range(schedule_next(&history, &limits) - NOW, 6300, 7000);
    }
}

static void the_gap_is_the_usual_one(void **state)
{
    static const int64_t steady[] = {9000, 7200, 5400, 3600, 1800};
    static const int64_t bursts[] = {90010, 90005, 90000, 3610, 3605, 3600};
    static const int64_t once[] = {500, 500, 500};
    static const int64_t one_break[] = {1000000, 3600, 2400, 1200};

    assert_int_equal(schedule_gap(steady, 5, false), 1800);
    assert_int_equal(schedule_gap(bursts, 6, false), 86390);
    assert_int_equal(schedule_gap(once, 3, false), 0);
    assert_int_equal(schedule_gap(one_break, 4, false), 1200);
    assert_int_equal(schedule_gap(NULL, 0, false), 0);
    assert_int_equal(schedule_gap(NULL, 0, true), 0);
    /* Five entries found by two polls an hour apart. */
    static const int64_t seen[] = {7200, 7200, 7200, 3600, 3600};
    assert_int_equal(schedule_gap(seen, 5, true), 630);
}

/* Gaps of 1000, 2000 … 24000 seconds. */
static void of_few_gaps_a_smaller_one_is_taken(void **state)
{
    int64_t times[25] = {0};

    for (int i = 1; i < 25; i++)
        times[i] = times[i - 1] - (int64_t)1000 * i;
    assert_int_equal(schedule_gap(times, 25, false), 13000);
    assert_int_equal(schedule_gap(times, 13, false), 4000);
    assert_int_equal(schedule_gap(times, 5, false), 1000);
    /* Most of the time in two of the gaps: bursts. */
    times[24] -= (int64_t)2000000;
    assert_int_equal(schedule_gap(times, 25, false), 11000);
}

static void the_turnover_is_that_of_the_last_poll(void **state)
{
    assert_int_equal(schedule_turnover(3600, 30, 30), 3600);
    assert_int_equal(schedule_turnover(3600, 3, 30), 36000);
    assert_int_equal(schedule_turnover(3600, 0, 30), 0);
    assert_int_equal(schedule_turnover(0, 3, 30), 0);
}

static void a_feed_moves_after_three_polls_over_a_day(void **state)
{
    static const struct {
        const char *name;
        const char *targets[6];
        int64_t hours[6];
        int moved; /* at this poll; -1 never */
    } moves[] = {
        {"three in a day", {"a", "a", "a"}, {0, 12, 24}, 2},
        {"three within a day", {"a", "a", "a", "a"}, {0, 10, 20, 23}, -1},
        {"four in a day", {"a", "a", "a", "a"}, {0, 10, 20, 30}, 3},
        {"two in a week", {"a", "a"}, {0, 168}, -1},
        {"another target begins anew",
         {"a", "a", "b", "b", "b", "b"},
         {0, 24, 25, 30, 48, 49},
         5},
        {"a poll without begins anew",
         {"a", "a", NULL, "a", "a"},
         {0, 24, 25, 50, 80},
         -1},
    };

    for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++) {
        struct redirect redirect = {0};
        int moved = -1;
        for (int poll = 0; poll < 6; poll++)
            if (redirect_seen(&redirect, moves[i].targets[poll],
                              NOW + moves[i].hours[poll] * 3600) &&
                moved < 0)
                moved = poll;
        if (moved != moves[i].moved)
            fail_msg("%s: moved at %d", moves[i].name, moved);
    }
}

/* bench/bench_month prints the whole month. */
static void a_month_costs_less_than_polling_every_hour(void **state)
{
    struct month_row rows[MONTH_KINDS];
    struct month_row sum = {0};

    month_simulate(200, 12, rows);
    for (int kind = 0; kind < MONTH_KINDS; kind++) {
        sum.requests += rows[kind].requests;
        sum.hourly += rows[kind].hourly;
        sum.entries += rows[kind].entries;
        sum.in_time += rows[kind].in_time;
        sum.lost += rows[kind].lost;
    }
    assert_true(sum.entries > 10000);
    assert_true(sum.requests * 10 <= sum.hourly * 6);
    assert_true(sum.in_time * 100 >= sum.entries * 99);
    assert_int_equal(sum.lost, 0);
    assert_true(rows[MONTH_BURSTS].in_time * 100 >=
                rows[MONTH_BURSTS].entries * 98);
}

static void the_jitter_is_stable_and_spread(void **state)
{
    struct schedule_history history = {.now = NOW, .fresh_seconds = -1};
    int64_t least = INT64_MAX, most = 0;

    for (history.feed = 1; history.feed < 200; history.feed++) {
        int64_t due = schedule_next(&history, NULL);
        assert_int_equal(due, schedule_next(&history, NULL));
        least = due < least ? due : least;
        most = due > most ? due : most;
    }
    assert_true(most - least > 400);
}

static void a_host_is_left_alone_as_long_as_it_asked(void **state)
{
    static const int64_t asked[] = {1, 60, 3600, 86400, INT64_MAX};

    for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
        int64_t least = asked[i] < 604800 ? asked[i] : 604800;
        for (int64_t feed = 1; feed < 500; feed++) {
            int64_t wait = schedule_retry(feed, NOW, asked[i]) - NOW;
            assert_in_range(wait, least, least + least / 5 + 1);
        }
    }
    assert_int_not_equal(schedule_retry(1, NOW, 3600),
                         schedule_retry(2, NOW, 3600));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feeds_are_due_in_time),
        cmocka_unit_test(the_bounds_are_the_users),
        cmocka_unit_test(the_gap_is_the_usual_one),
        cmocka_unit_test(of_few_gaps_a_smaller_one_is_taken),
        cmocka_unit_test(the_turnover_is_that_of_the_last_poll),
        cmocka_unit_test(a_feed_moves_after_three_polls_over_a_day),
        cmocka_unit_test(a_month_costs_less_than_polling_every_hour),
        cmocka_unit_test(a_host_is_left_alone_as_long_as_it_asked),
        cmocka_unit_test(the_jitter_is_stable_and_spread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
