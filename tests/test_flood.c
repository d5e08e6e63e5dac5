/*
 * A feed that pours thousands of near-copies into one story: what the store
 * does for each of them must not grow with how many there are, and the story
 * keeps its lead. It is counted in steps of SQLite's machine, which are the same
 * in every run. What folding does is in test_hostile.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/alloc.h"
#include "store/store_internal.h"
#include "tests/store_helper.h"

#define NOW   1700000000
#define SMALL 200
#define LARGE 2000

static int64_t add_feed(struct store *store, const char *url,
                        const char *outlet)
{
    return add_fetched(store, url, outlet, NOW);
}

struct flood {
    struct store *store;
    int64_t feed;
    int64_t story;
    size_t count;
};

/* Steps of the store's statements since it was asked last. */
static double steps(const struct store *store)
{
    double sum = 0;

    for (sqlite3_stmt *statement = NULL;
         (statement = sqlite3_next_stmt(store->db, statement));)
        sum += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    return sum;
}

static int64_t put(struct store *store, int64_t feed, size_t number,
                   const char *text, int64_t now)
{
    char id[32];
    enum entry_change change;
    int64_t entry;

    snprintf(id, sizeof(id), "%zu", number);
    struct entry made = {.id = id,
                         .title = "Read this",
                         .summary = text,
                         .published = TIME_ABSENT,
                         .updated = TIME_ABSENT};
    OK(store_entry_put(store, feed, &made, now, &entry, &change, &err));
    assert_int_not_equal(change, ENTRY_UNCHANGED);
    return entry;
}

/* All of the feed's entries, with that text, into the story. */
static void pour(struct flood *flood, const char *text)
{
    struct fold_assignment *assignments =
        xcalloc(flood->count, sizeof(*assignments));
    struct fold_result result = {.assignments = assignments,
                                 .assignment_count = flood->count};

    OK(store_begin(flood->store, &err));
    for (size_t i = 0; i < flood->count; i++)
        assignments[i] = (struct fold_assignment){
            .entry = put(flood->store, flood->feed, i, text, NOW + 60),
            .story = flood->story,
            .nearest = flood->story,
            .similarity = 0.9};
    OK(store_fold_apply(flood->store, &result, 1, &err));
    OK(store_commit(flood->store, &err));
    xfree(assignments);
}

/* An honest story, and what will be poured over it. */
static struct flood flooded(const struct place *place, size_t count)
{
    struct flood flood = {.store = opened(place, STORE_WRITE), .count = count};
    int64_t honest =
        add_feed(flood.store, "http://honest.example/", "honest.example");
    struct fold_assignment first = {.similarity = 1};
    struct fold_result result = {.assignments = &first, .assignment_count = 1};

    flood.feed =
        add_feed(flood.store, "http://flood.example/", "flood.example");
    first.entry = first.story = flood.story =
        put(flood.store, honest, 0, "what happened", NOW);
    OK(store_fold_apply(flood.store, &result, 1, &err));
    return flood;
}

static int has_lead(void *context, const struct story *story, struct error *err)
{
    const struct flood *flood = context;

    assert_int_equal(story->story, flood->story);
    assert_int_equal(story->lead.entry, flood->story);
    assert_int_equal(story->entry_count, 1 + flood->count);
    assert_int_equal(story->outlet_count, 2);
    return 0;
}

/* What an entry of the flood costs: when it is new, and when it has changed. */
static void pour_twice(struct flood *flood, double *ret_new,
                       double *ret_changed)
{
    (void)steps(flood->store);
    pour(flood, "what happened, nearly");
    *ret_new = steps(flood->store) / (double)flood->count;
    pour(flood, "what happened, or so");
    *ret_changed = steps(flood->store) / (double)flood->count;
    OK(store_story(flood->store, flood->story, has_lead, flood, &err));
}

static void a_flood_costs_as_much_for_each_of_it(void **state)
{
    const struct place *place = *state;
    double few_new, few_changed, many_new, many_changed;

    struct flood flood = flooded(place, SMALL);
    pour_twice(&flood, &few_new, &few_changed);
    store_free(flood.store);
    (void)remove(place->path);
    flood = flooded(place, LARGE);
    pour_twice(&flood, &many_new, &many_changed);
    store_free(flood.store);
    if (many_new > 1.5 * few_new || many_changed > 1.5 * few_changed)
        fail_msg("steps for each of %d: %.0f new, %.0f changed; of %d: %.0f "
                 "new, %.0f changed",
                 SMALL, few_new, few_changed, LARGE, many_new, many_changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_flood_costs_as_much_for_each_of_it,
                                        place_setup, place_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
