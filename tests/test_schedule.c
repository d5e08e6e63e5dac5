/* When a feed is asked next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetcher/fetcher.h"

#define NOW 1700000000 /* Tuesday, 22:13 UTC */

static const struct {
    const char *name;
    struct schedule_history history;
    int64_t low, high; /* seconds from now */
} cases[] = {
    {"nothing known", {.fresh_seconds = -1, .retry_after = -1}, 3240, 3960},
    {"a restless server is given the floor",
     {.fresh_seconds = 1, .mean_gap = 10},
     600,
     660},
    {"a slow feed is given the ceiling",
     {.fresh_seconds = -1, .mean_gap = 90 * 86400},
     77760,
     86400},
    {"fresh for two hours",
     {.fresh_seconds = 7200, .mean_gap = 1200},
     6480,
     7920},
    {"ttl", {.ttl_seconds = 14400, .fresh_seconds = -1}, 12960, 15840},
    {"failures double", {.failures = 2, .fresh_seconds = -1}, 12960, 15840},
    {"many failures",
     {.failures = 4000000000U, .fresh_seconds = -1},
     77760,
     86400},
    {"retry-after beats the ceiling",
     {.retry_after = 100000, .fresh_seconds = -1},
     100000,
     100000},
    {"retry-after is a week at most",
     {.retry_after = INT64_MAX, .fresh_seconds = -1},
     604800,
     604800},
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
        cmocka_unit_test(a_host_is_left_alone_as_long_as_it_asked),
        cmocka_unit_test(the_jitter_is_stable_and_spread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
