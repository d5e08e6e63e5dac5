/*
 * The index's blocks against rows: what is put, put again, dropped and expired
 * in any order is found as if each posting were a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/postings.h"
#include "tests/random.h"
#include "tests/store_helper.h"

#define FEATURES 400
#define ENTRIES  500 /* no more than are kept of a feature */
#define MOST     512 /* of a feature that are kept */

/* The story of each entry that has a feature; 0: it does not. */
struct model {
    int64_t stories[FEATURES][ENTRIES];
    uint64_t features[FEATURES];
    int64_t entries[ENTRIES];
};

/* Close to each other and far apart, and of any length. */
static struct model *make_model(struct random *random)
{
    struct model *model = calloc(1, sizeof(*model));

    assert_non_null(model);
    for (size_t i = 1; i < FEATURES; i++)
        model->features[i] =
            model->features[i - 1] + 1 +
            (i % 7    ? random_below(random, 9)
             : i % 14 ? random_below(random, 1U << 30) * 7
                      : random_below(random, 1U << 30) * 16000);
    for (size_t i = 0; i < ENTRIES; i++)
        model->entries[i] = (int64_t)(i ? (uint64_t)model->entries[i - 1] : 0) +
                            1 + (i % 50 == 49 ? 1 << 29 : 0);
    return model;
}

/* A batch of entries, in any order, with some features each. */
static void put_some(struct store *store, struct model *model,
                     struct random *random)
{
    struct fold_assignment assignments[30];
    uint64_t features[30][12];
    size_t count = 1 + random_below(random, 30);
    struct fold_result result = {.assignments = assignments,
                                 .assignment_count = count};

    for (size_t i = 0; i < count; i++) {
        size_t entry = random_below(random, ENTRIES);
        size_t n = 1 + random_below(random, 12);
        int64_t story = model->entries[random_below(random, 3)
                                           ? entry
                                           : random_below(random, ENTRIES)];
        for (size_t j = 0; j < i; j++)
            if (assignments[j].entry == model->entries[entry])
                n = 0; /* once a batch */
        for (size_t j = 0; j < n; j++) {
            /* Half of all entries have one of three. */
            size_t feature = random_below(random, j ? FEATURES : 3);
            features[i][j] = model->features[feature];
            model->stories[feature][entry] = story;
        }
        assignments[i] =
            (struct fold_assignment){.entry = model->entries[entry],
                                     .story = story,
                                     .features = features[i],
                                     .feature_count = n};
    }
    OK(store_postings_put(store, &posting_index, &result, &err));
}

static void expect_feature(const struct model *model, size_t feature,
                           const struct fold_postings *found,
                           const struct posting_query *query)
{
    size_t n = 0;

    for (size_t i = ENTRIES; i-- > 0 && n < query->limit;) {
        int64_t story = model->stories[feature][i];
        if (!story || model->entries[i] < query->oldest)
            continue;
        assert_true(n < found->count);
        assert_int_equal(found->items[n].entry, model->entries[i]);
        assert_int_equal(found->items[n].story, story);
        n++;
    }
    assert_int_equal(found->count, n);
}

/* Each feature and its neighbours, which nothing has; asked for in order or not. */
static void expect_all(struct store *store, const struct model *model,
                       struct random *random)
{
    struct posting_query query = {model->entries[random_below(random, ENTRIES)],
                                  1 + random_below(random, 48)};
    uint64_t features[2 * FEATURES];
    struct fold_postings found[2 * FEATURES];
    struct arena arena = {0};
    bool ordered = random_below(random, 2);

    for (size_t i = 0; i < 2 * FEATURES; i++) {
        size_t at = ordered ? i / 2 : (i * 37 + 11) % (2 * FEATURES) / 2;
        features[i] = model->features[at];
    }
    OK(store_postings_read(store, &posting_index, &query, features,
                           2 * FEATURES, &arena, found, &err));
    for (size_t i = 0; i < 2 * FEATURES; i++) {
        size_t at = ordered ? i / 2 : (i * 37 + 11) % (2 * FEATURES) / 2;
        expect_feature(model, at, &found[i], &query);
    }
    for (size_t i = 0; i < FEATURES; i++)
        features[i] = model->features[i] +
                      (i + 1 == FEATURES ||
                       model->features[i] + 1 < model->features[i + 1]);
    OK(store_postings_read(store, &posting_index, &query, features, FEATURES,
                           &arena, found, &err));
    for (size_t i = 0; i < FEATURES; i++)
        if (features[i] != model->features[i])
            assert_int_equal(found[i].count, 0);
    arena_release(&arena);
}

static void drop_some(struct store *store, struct model *model,
                      struct random *random)
{
    size_t entry = random_below(random, ENTRIES);

    if (random_below(random, 2)) {
        OK(store_postings_drop(store, "SELECT ?1", model->entries[entry],
                               &err));
        for (size_t i = 0; i < FEATURES; i++)
            model->stories[i][entry] = 0;
        return;
    }
    entry /= 8;
    OK(store_postings_expire(store, model->entries[entry], &err));
    for (size_t i = 0; i < FEATURES; i++)
        memset(model->stories[i], 0, entry * sizeof(model->stories[i][0]));
}

static void expect_whole(struct store *store)
{
    int64_t count = 0, first = 0;

    OK(store_postings_check(store, false, &count, &first, &err));
    assert_int_equal(count, 0);
}

/* The model's postings by the index in the end. */
static void change_at_random(const struct place *place, struct model *model,
                             int changes)
{
    struct random random = {271828};
    struct store *store = opened(place, STORE_WRITE);

    OK(store_begin(store, &err));
    expect_all(store, model, &random);
    for (int i = 0; i < changes; i++) {
        put_some(store, model, &random);
        if (i % 9 == 0)
            drop_some(store, model, &random);
        if (i % 3 == 0)
            expect_all(store, model, &random);
        if (i % 40 == 0)
            expect_whole(store);
    }
    expect_all(store, model, &random);
    OK(store_commit(store, &err));
    store_free(store);
}

static void blocks_are_as_rows_would_be(void **state)
{
    struct random random = {314159};
    struct model *model = make_model(&random);
    size_t count = 0;

    change_at_random(*state, model, 400);
    for (size_t i = 0; i < FEATURES; i++)
        for (size_t j = 0; j < ENTRIES; j++)
            count += model->stories[i][j] != 0;
    assert_int_equal(count_postings(*state, 0), count);
    free(model);
}

/* As if so many entries were in the window. */
static void enlarge(const struct place *place, int entries)
{
    char sql[128];

    store_free(opened(place, STORE_WRITE));
    snprintf(sql, sizeof(sql),
             "INSERT OR REPLACE INTO settings VALUES ('window_entry', -%d)",
             entries);
    execute(place, sql);
}

/* A round and more, each of 70,000. */
static void recent_postings_are_as_rows_would_be(void **state)
{
    struct random random = {314159};
    struct model *model = make_model(&random);

    enlarge(*state, 10000);
    change_at_random(*state, model, 1500);
    assert_in_range(number(*state, "SELECT count(*) FROM recent_postings"), 1,
                    INT64_MAX);
    assert_in_range(number(*state, "SELECT count(*) FROM postings"), 1,
                    INT64_MAX);
    execute(*state,
            "UPDATE settings SET value = 9223372036854775807 WHERE name "
            "= 'settled'");
    change_at_random(*state, model, 20);
    assert_in_range(
        number(*state, "SELECT value FROM settings WHERE name = 'settled'"), 0,
        (int64_t)1 << 48);
    execute(*state, "DELETE FROM settings WHERE name = 'settled'");
    change_at_random(*state, model, 20);
    assert_in_range(number(*state, "SELECT value FROM settings WHERE name = "
                                   "'settled'"),
                    0, (int64_t)1 << 44);
    execute(*state,
            "UPDATE settings SET value = value + (1 << 49) WHERE name = "
            "'settled'");
    change_at_random(*state, model, 20);
    change_at_random(*state, model, 400);
    execute(*state, "UPDATE recent_postings SET settled = 0");
    change_at_random(*state, model, 20);
    execute(*state, "UPDATE settings SET value = -1 WHERE name = 'settled'");
    change_at_random(*state, model, 20);
    free(model);
}

/* One posting of each feature, which are spread over all; each of an entry. */
static void put_spread(struct store *store, int64_t story, size_t count)
{
    struct fold_assignment *assignments = calloc(count, sizeof(*assignments));
    uint64_t *features = calloc(count, sizeof(*features));
    struct fold_result result = {.assignments = assignments,
                                 .assignment_count = count};

    assert_non_null(assignments);
    assert_non_null(features);
    for (size_t i = 0; i < count; i++) {
        features[i] = ((uint64_t)1 << 48) / count * i;
        assignments[i] = (struct fold_assignment){.entry = (int64_t)i + 1,
                                                  .story = story,
                                                  .features = &features[i],
                                                  .feature_count = 1};
    }
    OK(store_begin(store, &err));
    OK(store_postings_put(store, &posting_index, &result, &err));
    OK(store_commit(store, &err));
    free(assignments);
    free(features);
}

static void expect_story(struct store *store, uint64_t feature, int64_t story)
{
    struct posting_query query = {-INT64_MAX, 9};
    struct fold_postings found;
    struct arena arena = {0};

    OK(store_postings_read(store, &posting_index, &query, &feature, 1, &arena,
                           &found, &err));
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].story, story);
    arena_release(&arena);
}

/* The share of a round that has been settled, in 256ths. */
static void expect_runs(const struct place *place, int runs, int settled)
{
    assert_int_equal(number(place, "SELECT count(*) FROM recent_postings"),
                     runs);
    assert_int_equal(number(place,
                            "SELECT value >> 40 FROM settings WHERE name = "
                            "'settled'"),
                     settled);
}

/* With each third of a round a third of what waits moves on; a run is dropped when a
 * whole round has been put behind it. A batch of a round is put with the others at
 * once. */
static void runs_move_on_in_rounds(void **state)
{
    const size_t third = 70000 / 3;

    enlarge(*state, 10000);
    struct store *store = opened(*state, STORE_WRITE);
    put_spread(store, 7, third);
    expect_runs(*state, 1, 85);
    assert_int_equal(count_postings(*state, 0), 0);
    put_spread(store, 7, third);
    expect_runs(*state, 2, 170);
    assert_in_range(count_postings(*state, 0), third / 3 - 9, third / 3 + 9);
    put_spread(store, 7, third + 9);
    expect_runs(*state, 3, 256);
    put_spread(store, 7, third + 9);
    expect_runs(*state, 3, 341);
    assert_in_range(count_postings(*state, 0), third, INT64_MAX);
    expect_story(store, ((uint64_t)1 << 48) / third * 9, 7);
    put_spread(store, 8, 70000);
    expect_runs(*state, 0, 0);
    expect_story(store, 0, 8);
    expect_story(store, ((uint64_t)1 << 48) / third * 9, 7);
    expect_story(store, ((uint64_t)1 << 48) / 70000 * 69999, 8);
    store_free(store);
}

static void none_wait_once_it_is_tidied(void **state)
{
    enlarge(*state, 10000);
    struct store *store = opened(*state, STORE_WRITE);
    put_spread(store, 7, 20000);
    put_spread(store, 8, 30000);
    OK(store_begin(store, &err));
    OK(store_fold_tidy(store, &err));
    OK(store_fold_tidy(store, &err));
    OK(store_commit(store, &err));
    expect_runs(*state, 0, 0);
    assert_in_range(count_postings(*state, 0), 30000, 50000);
    expect_story(store, 0, 8);
    expect_story(store, ((uint64_t)1 << 48) / 20000 * 19, 7);
    store_free(store);
}

/* Small batches do not make as many runs. */
static void small_runs_become_one(void **state)
{
    enlarge(*state, 10000);
    struct store *store = opened(*state, STORE_WRITE);
    for (int i = 0; i < 30; i++)
        put_spread(store, i + 1, 100 + (size_t)i);
    assert_in_range(number(*state, "SELECT count(*) FROM recent_postings"), 2,
                    6);
    expect_story(store, 0, 30);
    expect_story(store, ((uint64_t)1 << 48) / 100, 1);
    store_free(store);
}

/* A feature that thousands have keeps its newest; blocks stay small. */
static void of_many_postings_the_newest_stay(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    uint64_t features[] = {5, 6, 7};
    struct fold_assignment *assignments = calloc(2000, sizeof(*assignments));
    struct fold_result result = {.assignments = assignments,
                                 .assignment_count = 2000};
    struct fold_postings found[3];
    struct arena arena = {0};
    struct posting_query query = {0, 5000};

    assert_non_null(assignments);
    for (int i = 0; i < 2000; i++) /* the oldest last */
        assignments[i] = (struct fold_assignment){.entry = 2000 - i,
                                                  .story = 1,
                                                  .features = features,
                                                  .feature_count = 3};
    OK(store_begin(store, &err));
    OK(store_postings_put(store, &posting_index, &result, &err));
    OK(store_postings_read(store, &posting_index, &query, features, 3, &arena,
                           found, &err));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(found[i].count, MOST);
        assert_int_equal(found[i].items[0].entry, 2000);
        assert_int_equal(found[i].items[MOST - 1].entry, 2000 - MOST + 1);
    }
    OK(store_commit(store, &err));
    arena_release(&arena);
    free(assignments);
    store_free(store);
    execute(*state,
            "CREATE TEMP TABLE t (n INTEGER CHECK (n = 3)); INSERT INTO "
            "t SELECT count(*) FROM postings");
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(blocks_are_as_rows_would_be),
        TEST(recent_postings_are_as_rows_would_be),
        TEST(runs_move_on_in_rounds),
        TEST(none_wait_once_it_is_tidied),
        TEST(small_runs_become_one),
        TEST(of_many_postings_the_newest_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
