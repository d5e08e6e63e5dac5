/*
 * The index's blocks of counts against rows: what is counted, counted again and
 * expired in any order is found as if each count were a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/counts.h"
#include "tests/random.h"
#include "tests/store_helper.h"

#define DAY    86400
#define SCOPES 40
#define KEYS   200
#define TODAY  (20000 * (int64_t)DAY)

/* How often each has been counted, and when last. */
struct model {
    int64_t scopes[SCOPES];
    uint64_t keys[KEYS];
    uint64_t counts[SCOPES][KEYS];
    int64_t days[SCOPES][KEYS];
};

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Outlets, feeds without one, and some far away; lines, and what is not a hash. */
static struct model *make_model(struct random *random)
{
    struct model *model = calloc(1, sizeof(*model));

    assert_non_null(model);
    for (int i = 0; i < SCOPES; i++)
        model->scopes[i] = i < 30   ? i + 1
                           : i < 38 ? -(i - 29)
                                    : (int64_t)1 << (i - 10);
    for (size_t i = 0; i < KEYS; i++)
        model->keys[i] = random_next(random) << 32 | random_below(random, 9);
    model->keys[0] = 1;
    model->keys[1] = UINT64_MAX;
    qsort(model->keys, KEYS, sizeof(*model->keys), compare_keys);
    for (size_t i = 1; i < KEYS; i++)
        assert_true(model->keys[i] >> 32 != model->keys[i - 1] >> 32);
    return model;
}

/* A batch of counts, as folding tells them: by scope and key, each once. */
static void put_some(struct store *store, struct model *model,
                     struct random *random, int64_t time)
{
    struct fold_count counts[300];
    size_t most = 1 + random_below(random, 299);
    size_t rare = 1 + random_below(random, 40);
    struct fold_result result = {.counts = counts};

    for (size_t scope = 0; scope < SCOPES; scope++)
        for (size_t key = 0; key < KEYS && result.count_count < most; key++) {
            if (random_below(random, rare))
                continue;
            uint32_t count = 1 + (uint32_t)random_below(random, 3);
            if (random_below(random, 500) == 0)
                count = 70000;
            counts[result.count_count++] = (struct fold_count){
                model->scopes[scope], model->keys[key], count};
            model->counts[scope][key] += count;
            model->days[scope][key] = time / DAY;
        }
    OK(store_counts_put(store, &count_index, &result, time, &err));
}

static void expect_all(struct store *store, const struct model *model)
{
    static struct fold_count counts[2 * SCOPES * KEYS];
    size_t n = 0;

    /* In no order; and with each what nothing has. */
    for (size_t i = 0; i < SCOPES * KEYS; i++) {
        size_t at = i * 37 % (SCOPES * KEYS);
        counts[n++] = (struct fold_count){model->scopes[at / KEYS],
                                          model->keys[at % KEYS], 7};
        counts[n++] = (struct fold_count){
            model->scopes[at / KEYS], model->keys[at % KEYS] ^ 1ULL << 32, 7};
    }
    OK(store_counts_read(store, &count_index, counts, n, &err));
    for (size_t i = 0; i < SCOPES * KEYS; i++) {
        size_t at = i * 37 % (SCOPES * KEYS);
        assert_int_equal(counts[2 * i].count,
                         model->counts[at / KEYS][at % KEYS]);
        assert_int_equal(counts[2 * i + 1].count, 0);
    }
}

static void expire(struct store *store, struct model *model, int64_t before)
{
    OK(store_counts_expire(store, before, &err));
    for (size_t i = 0; i < SCOPES; i++)
        for (size_t j = 0; j < KEYS; j++)
            if (model->days[i][j] < before / DAY)
                model->counts[i][j] = 0;
}

static void expect_malformed(struct store *store, int64_t expected)
{
    int64_t count = 0, first = 0;

    OK(store_counts_check(store, false, &count, &first, &err));
    assert_int_equal(count, expected);
}

static void blocks_are_as_rows_would_be(void **state)
{
    const struct place *place = *state;
    struct random random = {314159};
    struct model *model = make_model(&random);
    struct store *store = opened(place, STORE_WRITE);

    OK(store_begin(store, &err));
    expect_all(store, model);
    for (int i = 0; i < 300; i++) {
        put_some(store, model, &random, TODAY + i * (int64_t)DAY / 4);
        if (i % 20 == 19)
            expire(store, model, TODAY + (i / 4 - 10) * (int64_t)DAY);
        if (i % 5 == 0)
            expect_all(store, model);
        expect_malformed(store, 0);
    }
    expect_all(store, model);
    assert_true(number(place, "SELECT count(*) FROM counts") == 0);
    OK(store_commit(store, &err));
    assert_true(number(place, "SELECT count(*) FROM counts") > 20);
    assert_int_equal(
        number(place, "SELECT max(length(items)) <= 2000 FROM counts"), 1);
    expire(store, model, TODAY + 1000 * (int64_t)DAY);
    assert_int_equal(number(place, "SELECT count(*) FROM counts"), 0);
    store_free(store);
    free(model);
}

static uint32_t count_of(struct store *store, int64_t scope, uint64_t key)
{
    struct fold_count count = {scope, key, 0};

    OK(store_counts_read(store, &count_index, &count, 1, &err));
    return count.count;
}

static void put_one(struct store *store, uint64_t key, uint32_t count,
                    int64_t time)
{
    struct fold_count one = {1, key, count};
    struct fold_result result = {.counts = &one, .count_count = 1};

    OK(store_counts_put(store, &count_index, &result, time, &err));
}

/* Numbers at the end of what they may be; clocks that are wrong. */
static void counts_stop_where_they_end(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);

    put_one(store, 1, UINT32_MAX, TODAY);
    put_one(store, 1, 5, TODAY);
    assert_int_equal(count_of(store, 1, 1), UINT32_MAX);
    put_one(store, UINT64_MAX, 1, INT64_MIN);
    put_one(store, 7ULL << 32, 1, INT64_MAX);
    assert_int_equal(count_of(store, 1, UINT64_MAX), 1);
    OK(store_counts_expire(store, INT64_MIN, &err));
    assert_int_equal(count_of(store, 1, UINT64_MAX), 1);
    OK(store_counts_expire(store, TODAY, &err));
    assert_int_equal(count_of(store, 1, UINT64_MAX), 0);
    assert_int_equal(count_of(store, 1, 1), UINT32_MAX);
    assert_int_equal(count_of(store, 1, 7ULL << 32), 1);
    /* Of the last day there is, nothing is older. */
    OK(store_counts_expire(store, INT64_MAX, &err));
    assert_int_equal(count_of(store, 1, 1), 0);
    assert_int_equal(count_of(store, 1, 7ULL << 32), 1);
    store_free(store);
}

/* Bytes that no packing makes: told, not believed, and removed when asked. */
static void malformed_blocks_are_told_and_removed(void **state)
{
    static const char *const items[] = {
        "x''",                         /* nothing */
        "x'01'",                       /* half a word */
        "x'01000000'",                 /* no count */
        "x'0000000001000100'",         /* no step */
        "x'0100000001000000'",         /* counted never */
        "x'ffffffffffffffffffffffff'", /* a step below zero */
        "x'ffffffff0000000001000000'", /* a step and no count */
        "x'ffffffffffffffffffffff7f010001000200000001000100'", /* past the last */
        "x'010000000100010001'",               /* a byte too many */
        "x'01000000ffffffff0000ffffffff0100'", /* more than are counted */
    };
    const struct place *place = *state;

    store_free(opened(place, STORE_WRITE));
    for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
        char *sql =
            sqlite3_mprintf("DELETE FROM counts; INSERT INTO counts VALUES "
                            "(9223372036854775807, %s)",
                            items[i]);
        execute(place, sql);
        sqlite3_free(sql);
        struct store *store = opened(place, STORE_WRITE);
        struct fold_count count = {-0x3fffffff, UINT64_MAX,
                                   0}; /* the last key */
        struct error why;
        int64_t malformed = 0, first = 0;
        if (i) { /* of nothing there is nothing to read */
            if (store_counts_read(store, &count_index, &count, 1, &why) == 0)
                fail_msg("read: %s", items[i]);
            assert_non_null(strstr(why.message, "check --repair"));
        }
        expect_malformed(store, 1);
        struct fold_result result = {.counts = &count, .count_count = 1};
        count.count = 1;
        assert_true(
            store_counts_put(store, &count_index, &result, TODAY, &why) < 0);
        assert_true(store_counts_expire(store, TODAY, &why) < 0);
        OK(store_counts_check(store, true, &malformed, &first, &err));
        assert_int_equal(malformed, 1);
        expect_malformed(store, 0);
        store_free(store);
        assert_int_equal(number(place, "SELECT count(*) FROM counts"), 0);
    }
    /* One that has what belongs to the block before. */
    execute(place, "INSERT INTO counts VALUES (9, x'0500000001000100'), "
                   "(20, x'0500000001000100')");
    struct store *store = opened(place, STORE_WRITE);
    expect_malformed(store, 1);
    store_free(store);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(blocks_are_as_rows_would_be),
        TEST(counts_stop_where_they_end),
        TEST(malformed_blocks_are_told_and_removed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
