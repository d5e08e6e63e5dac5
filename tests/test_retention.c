/* Letting old entries go: which do, what is left of them, and that they do not
 * come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define DAY    86400
#define NOW    (1700000000 / DAY * DAY)
#define WINDOW (NOW - 14 * DAY)

static int64_t add_feed(struct store *store, const char *url)
{
    struct feed_new feed = {.url = url, .now = NOW};
    int64_t id = 0;

    OK(store_feed_add(store, &feed, &id, &err));
    return id;
}

/* An entry seen so many days ago, folded into story (0: its own). */
static enum entry_change put(struct store *store, int64_t feed,
                             const char *guid, int64_t days, int64_t story)
{
    struct entry entry = {.id = guid,
                          .title = guid,
                          .content = "Words of interest.",
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    uint64_t features[] = {7};
    enum entry_change change;
    int64_t id = 0;

    OK(store_begin(store, &err));
    OK(store_entry_put(store, feed, &entry, NOW - days * DAY, &id, &change,
                       &err));
    struct fold_assignment assignment = {.entry = id,
                                         .story = story ? story : id,
                                         .similarity = 1,
                                         .features = features,
                                         .feature_count = 1};
    struct fold_result result = {.assignments = &assignment,
                                 .assignment_count = change == ENTRY_NEW};
    OK(store_fold_apply(store, &result, 1, &err));
    fetched(store, feed, NOW - days * DAY);
    OK(store_commit(store, &err));
    return change;
}

static void forget(struct store *store)
{
    OK(store_begin(store, &err));
    OK(store_fold_forget(store, WINDOW, &err));
    OK(store_commit(store, &err));
}

static struct prune_plan planned(struct store *store,
                                 const struct prune_rule *rules, size_t count,
                                 size_t limit)
{
    struct prune_rules all = {rules, count, WINDOW};
    struct prune_plan plan = {0};

    OK(store_prune_plan(store, &all, limit, &plan, &err));
    return plan;
}

static void prune(struct store *store)
{
    size_t done = 1;

    while (done)
        OK(store_prune_batch(store, 2, NOW, &done, &err));
    OK(store_prune_finish(store, NOW, &err));
}

static int is_fine(void *context, const struct check *check, struct error *err)
{
    if (check->state != CHECK_FINE)
        fail_msg("%lld %s", (long long)check->count, check->what);
    return 0;
}

/* Feed 1 has entries 1 to 4, feed 2 entry 5, a copy of 1. */
static struct store *filled(const struct place *place)
{
    struct store *store = opened(place, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/");
    int64_t b = add_feed(store, "http://b.example/");

    put(store, a, "1", 50, 0);
    put(store, a, "2", 40, 0);
    put(store, a, "3", 30, 0);
    put(store, a, "4", 1, 0);
    put(store, b, "5", 1, 1);
    return store;
}

static void old_entries_go_and_nothing_of_them_is_left(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW - 35 * DAY, 0};

    forget(store);
    struct prune_plan plan = planned(store, &rule, 1, 0);
    assert_int_equal(plan.entries, 2);
    assert_int_equal(plan.feeds, 1);
    assert_int_equal(plan.stories, 1); /* story 1 has another entry */
    prune(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 3);
    assert_int_equal(number(*state, "SELECT count(*) FROM texts"), 3);
    assert_int_equal(number(*state, "SELECT lead FROM stories WHERE story = 1"),
                     5);
    assert_int_equal(
        number(*state, "SELECT count(*) FROM stories WHERE story = 2"), 0);
    assert_int_equal(
        number(*state, "SELECT entry_count * 100 + recent_count FROM feeds "
                       "WHERE feed = 1"),
        202);
    OK(store_check(store, 1, false, is_fine, NULL, &err));
    store_free(store);
}

static void starred_entries_stay(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rules[] = {{1, NOW - 35 * DAY, 1}};

    forget(store);
    OK(store_begin(store, &err));
    OK(store_mark(store, 1, STORY_STARRED, true, &err));
    OK(store_commit(store, &err));
    assert_int_equal(planned(store, rules, 1, 0).entries, 2);
    rules[0] = (struct prune_rule){0, NOW - 35 * DAY, 0};
    assert_int_equal(planned(store, rules, 1, 0).entries, 1);
    prune(store);
    assert_int_equal(
        number(*state, "SELECT count(*) FROM entries WHERE entry = 1"), 1);
    store_free(store);
}

static void a_plan_alone_changes_nothing(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW, 0};

    store_free(store);
    store = opened(*state, STORE_READ);
    assert_int_equal(planned(store, &rule, 1, 0).entries, 3);
    assert_int_equal(planned(store, &rule, 1, 2).entries, 2);
    store_free(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 5);
}

static void what_the_window_has_not_left_stays(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rules[] = {{0, NOW, 0}, {1, TIME_ABSENT, 1}};

    forget(store);
    assert_int_equal(planned(store, rules, 2, 0).entries, 3);
    prune(store);
    assert_int_equal(number(*state, "SELECT min(entry) FROM entries"), 4);
    store_free(store);
}

/* Fingerprints go first: a plan that was made for later removes nothing. */
static void entries_with_postings_are_not_removed(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW, 0};

    assert_int_equal(planned(store, &rule, 1, 0).entries, 3);
    prune(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 5);
    store_free(store);
}

/* An old entry whose text has changed is folded again. */
static void what_the_window_has_left_has_no_features(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW - 35 * DAY, 0};
    uint64_t features[] = {8, 9};
    struct fold_assignment assignments[] = {
        {.entry = 1, .story = 1, .features = features, .feature_count = 2},
        {.entry = 4, .story = 4, .features = features, .feature_count = 2}};
    struct fold_result result = {.assignments = assignments,
                                 .assignment_count = 2};

    forget(store);
    OK(store_begin(store, &err));
    OK(store_fold_apply(store, &result, 1, &err));
    OK(store_commit(store, &err));
    planned(store, &rule, 1, 0);
    prune(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 3);
    OK(store_check(store, 1, false, is_fine, NULL, &err));
    store_free(store);
    assert_int_equal(count_postings(*state, 4), 3);
}

static void feeds_have_rules_of_their_own(void **state)
{
    struct store *store = filled(*state);
    int64_t b = 2;
    struct prune_rule rules[] = {
        {0, NOW - 35 * DAY, 0}, {1, TIME_ABSENT, 3}, {b, NOW - 10 * DAY, 0}};

    put(store, b, "6", 60, 0);
    forget(store);
    /* 1 alone of feed 1: of the four the newest three stay; 6 was seen long
     * ago, but stored behind what the window has not left. */
    assert_int_equal(planned(store, rules, 3, 0).entries, 1);
    prune(store);
    assert_int_equal(number(*state, "SELECT min(entry) FROM entries"), 2);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 5);
    store_free(store);
}

/* An entry of one document that is read 40 days ago. */
static void put_dated(struct store *store, int64_t feed, const char *guid,
                      int64_t published)
{
    struct entry entry = {.id = guid,
                          .title = guid,
                          .published = published,
                          .updated = TIME_ABSENT};
    enum entry_change change;
    int64_t id = 0;

    OK(store_begin(store, &err));
    OK(store_entry_put(store, feed, &entry, NOW - 40 * DAY, &id, &change,
                       &err));
    OK(store_commit(store, &err));
}

static void documents_list_the_newest_first(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(store, "http://a.example/");
    struct prune_rule rule = {feed, TIME_ABSENT, 4};

    put(store, feed, "before", 41, 0);
    put_dated(store, feed, "ahead", NOW + 1000 * DAY);
    put_dated(store, feed, "undated", TIME_ABSENT);
    put_dated(store, feed, "new", NOW - 50 * DAY);
    put_dated(store, feed, "one of a date", NOW - 60 * DAY);
    put_dated(store, feed, "another of it", NOW - 60 * DAY);
    put_dated(store, feed, "old", NOW - 70 * DAY);
    put_dated(store, feed, "of no time", -(INT64_C(1) << 40));
    forget(store);
    assert_int_equal(planned(store, &rule, 1, 2).entries, 2);
    assert_int_equal(planned(store, &rule, 1, 0).entries, 4);
    prune(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries WHERE title "
                                    "IN ('ahead', 'undated', 'new', 'one of a "
                                    "date')"),
                     4);
    assert_int_equal(number(*state, "SELECT count(*) FROM entries"), 4);
    assert_int_equal(planned(store, &rule, 1, 0).entries, 0);
    store_free(store);
}

/* Each rule has chosen as many as the limit left it. */
static void two_rules_keep_to_one_limit(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {1, NOW - 45 * DAY, 1};

    forget(store);
    assert_int_equal(planned(store, &rule, 1, 0).entries, 3);
    assert_int_equal(planned(store, &rule, 1, 1).entries, 1);
    assert_int_equal(planned(store, &rule, 1, 2).entries, 2);
    store_free(store);
}

static void what_was_pruned_does_not_return(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW - 35 * DAY, 0};

    forget(store);
    planned(store, &rule, 1, 0);
    prune(store);
    assert_int_equal(put(store, 1, "1", 0, 0), ENTRY_PRUNED);
    assert_int_equal(put(store, 1, "3", 0, 0), ENTRY_UNCHANGED);
    assert_int_equal(put(store, 2, "1", 0, 0), ENTRY_NEW); /* another feed's */
    assert_int_equal(put(store, 1, "1", -20, 0), ENTRY_PRUNED);
    /* "2" is not listed for a month by documents that were whole. */
    execute(*state, "UPDATE feeds SET listed = 1700000000 + 31 * 86400");
    OK(store_prune_finish(store, NOW + 31 * DAY, &err));
    /* Of "1" its identity and its text are left. */
    assert_int_equal(number(*state, "SELECT count(*) FROM tombstones"), 2);
    assert_int_equal(put(store, 1, "1", -31, 0), ENTRY_PRUNED);
    assert_int_equal(put(store, 1, "2", -31, 0), ENTRY_NEW);
    store_free(store);
}

static int count_hits(void *context, const struct search_hit *hit,
                      struct error *err)
{
    ++*(int *)context;
    return 0;
}

static void search_does_not_find_it(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW - 35 * DAY, 0};
    struct search search = {
        .query = "interest",
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .now = NOW};
    int hits = 0;

    forget(store);
    planned(store, &rule, 1, 0);
    prune(store);
    OK(store_search(store, &search, count_hits, &hits, &err));
    assert_int_equal(hits, 3);
    execute(*state, "SELECT 1");
    OK(store_check(store, 1, false, is_fine, NULL, &err));
    store_free(store);
}

static void a_correction_goes_with_its_last_side(void **state)
{
    struct store *store = filled(*state);
    struct prune_rule rule = {0, NOW - 35 * DAY, 0};
    int64_t gone[] = {1, 2};
    int64_t kept[] = {1, 3, 5};
    struct correction corrections[] = {
        {.together = true, .sides = {gone}, .counts = {2}},
        {.together = true, .sides = {kept}, .counts = {3}},
    };
    int64_t id;

    for (size_t i = 0; i < 2; i++) {
        OK(store_begin(store, &err));
        OK(store_correction_add(store, &corrections[i], &id, &err));
        OK(store_commit(store, &err));
    }
    forget(store);
    planned(store, &rule, 1, 0);
    prune(store);
    assert_int_equal(number(*state, "SELECT count(*) FROM corrections"), 1);
    assert_int_equal(number(*state, "SELECT min(entry) FROM corrected"), 3);
    store_free(store);
}

static void a_prune_is_due_once_a_day(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    bool due = false;

    OK(store_prune_due(store, NOW, &due, &err));
    assert_true(due);
    OK(store_prune_finish(store, NOW, &err));
    OK(store_prune_due(store, NOW + DAY - 1, &due, &err));
    assert_false(due);
    OK(store_prune_due(store, NOW + DAY, &due, &err));
    assert_true(due);
    /* The clock was set back. */
    OK(store_prune_due(store, NOW - 1, &due, &err));
    assert_true(due);
    store_free(store);
}

static bool is_due(struct store *store, int64_t now)
{
    bool due = false;

    OK(store_prune_due(store, now, &due, &err));
    return due;
}

/* A clock that is wrong makes nothing old. */
static void after_a_pause_a_day_passes(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t later = NOW + 4000 * (int64_t)DAY;

    assert_true(is_due(store, NOW));
    OK(store_prune_finish(store, NOW, &err));
    assert_false(is_due(store, later));
    assert_false(is_due(store, later + DAY - 1));
    /* It was put right. */
    assert_true(is_due(store, NOW + DAY));
    OK(store_prune_finish(store, NOW + DAY, &err));
    assert_true(is_due(store, NOW + 31 * DAY));
    /* Or was not wrong. */
    assert_false(is_due(store, later));
    assert_true(is_due(store, later + DAY));
    assert_true(is_due(store, later + 2 * DAY));
    store_free(store);
}

static void fill_pages(struct store *store)
{
    static char text[60000];
    char guid[16];

    memset(text, 'x', sizeof(text) - 1);
    for (int i = 0; i < 40; i++) {
        snprintf(guid, sizeof(guid), "long%d", i);
        struct entry entry = {.id = guid,
                              .title = guid,
                              .content = text,
                              .published = TIME_ABSENT,
                              .updated = TIME_ABSENT};
        enum entry_change change;
        int64_t id;
        OK(store_begin(store, &err));
        OK(store_entry_put(store, 1, &entry, NOW - 60 * DAY, &id, &change,
                           &err));
        OK(store_commit(store, &err));
    }
}

static void a_new_file_shrinks(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t unused = -1;

    add_feed(store, "http://a.example/");
    fill_pages(store);
    assert_int_equal(number(*state, "PRAGMA auto_vacuum"), 2);
    int64_t before = number(*state, "PRAGMA page_count");
    OK(store_feed_remove(store, 1, &err));
    OK(store_shrink(store, 0, NULL, &unused, &err));
    assert_int_equal(unused, 0);
    assert_int_equal(number(*state, "PRAGMA freelist_count"), 0);
    assert_true(number(*state, "PRAGMA page_count") < before - 500);
    store_free(store);
}

static void an_old_file_is_written_anew(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t unused = -1;

    store_free(store);
    execute(*state, "PRAGMA journal_mode = DELETE");
    execute(*state, "PRAGMA auto_vacuum = 0; VACUUM");
    store = opened(*state, STORE_WRITE);
    add_feed(store, "http://a.example/");
    fill_pages(store);
    OK(store_feed_remove(store, 1, &err));
    OK(store_shrink(store, 0, NULL, &unused, &err));
    assert_true(unused > 2000000);
    OK(store_compact(store, &err));
    OK(store_shrink(store, 0, NULL, &unused, &err));
    assert_int_equal(unused, 0);
    assert_int_equal(number(*state, "PRAGMA auto_vacuum"), 2);
    /* The words of the last few dozen batches are merged with others later. */
    assert_true(number(*state, "PRAGMA page_count") < 500);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
        T(old_entries_go_and_nothing_of_them_is_left),
        T(starred_entries_stay),
        T(a_plan_alone_changes_nothing),
        T(what_the_window_has_not_left_stays),
        T(entries_with_postings_are_not_removed),
        T(what_the_window_has_left_has_no_features),
        T(feeds_have_rules_of_their_own),
        T(documents_list_the_newest_first),
        T(two_rules_keep_to_one_limit),
        T(what_was_pruned_does_not_return),
        T(search_does_not_find_it),
        T(a_correction_goes_with_its_last_side),
        T(a_prune_is_due_once_a_day),
        T(after_a_pause_a_day_passes),
        T(a_new_file_shrinks),
        T(an_old_file_is_written_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
