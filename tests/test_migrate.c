/*
 * Old databases: how they are brought up to date, and that a copy is kept of
 * what was rewritten. Files of every released schema: test_released.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define NOW 1795219200

/* One number that the file itself gives for sql. */
static void make_first(const struct place *place)
{
    make_released(place, 1);
}

static void reading_changes_no_old_file(void **state)
{
    const struct place *place = *state;
    struct store *store = NULL;
    struct error err;

    make_first(place);
    assert_int_equal(store_open(place->path, STORE_READ, &store, &err),
                     ERROR_STORAGE);
    assert_non_null(strstr(err.message, "older newsfold"));
    assert_int_equal(number_at(place->path, "PRAGMA user_version"), 1);
}

static void a_step_that_fails_changes_nothing(void **state)
{
    const struct place *place = *state;
    struct store *store = NULL;
    struct error err;
    char copy[192];

    make_first(place);
    /* A value that the columns' new domains refuse. */
    execute(place, "UPDATE feeds SET status = 99 WHERE feed = 1");
    assert_int_equal(store_open(place->path, STORE_WRITE, &store, &err),
                     ERROR_STORAGE);
    assert_true(number_at(place->path, "PRAGMA user_version") <
                store_schema_version());
    assert_int_equal(number_at(place->path, "SELECT count(*) FROM entries"), 3);
    /* And the next attempt succeeds, once the value is mended. */
    execute(place, "UPDATE feeds SET status = 1 WHERE feed = 1");
    store_free(opened(place, STORE_WRITE));
    snprintf(copy, sizeof(copy), "%s.schema1", place->path);
    (void)remove(copy);
}

/* Several programs that find an old file bring it up to date once. */
static void many_at_a_time_are_one(void **state)
{
    const struct place *place = *state;
    pid_t children[8];
    char copy[192];
    int status;

    make_first(place);
    for (int i = 0; i < 8; i++) {
        children[i] = fork();
        if (!children[i]) {
            struct store *store = NULL;
            struct error err;
            int result = store_open(place->path, STORE_WRITE, &store, &err);
            if (result < 0)
                fprintf(stderr, "%s\n", err.message);
            store_free(store);
            _exit(result < 0);
        }
    }
    for (int i = 0; i < 8; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    snprintf(copy, sizeof(copy), "%s.schema1", place->path);
    assert_int_equal(number_at(copy, "PRAGMA user_version"), 1);
    assert_int_equal(number_at(place->path, "SELECT count(*) FROM entries"), 3);
    (void)remove(copy);
}

static void columns_refuse_what_is_outside_of_their_domain(void **state)
{
    static const char *const wrong[] = {
        "UPDATE feeds SET status = 77",
        "UPDATE feeds SET allow_private = 2",
        "UPDATE feeds SET skip_days = 128",
        "UPDATE feeds SET failures = 'many'",
        "UPDATE entries SET similarity = -1",
        "UPDATE stories SET first_seen = last_seen + 1",
        "INSERT INTO forwards VALUES (5, 5)",
        "INSERT INTO tags VALUES (1, '')",
        "UPDATE entries SET similarity = 1.01",
        "UPDATE entries SET rule = 6",
        "UPDATE entries SET nearest = 0",
        "UPDATE entries SET muted = 2",
        "INSERT INTO enclosures VALUES (1, -1, 'https://a.example/', '', '')",
        "INSERT INTO counts VALUES (-1, x'0100000001000100')",
        "INSERT INTO refold_state VALUES (-1, 1, 0, 0)",
        "INSERT INTO refold_entries VALUES (1, 0, 0, NULL, NULL, NULL, NULL)",
        "INSERT INTO refold_entries VALUES (1, 1, 0, NULL, 2, NULL, NULL)",
        "INSERT INTO refold_entries VALUES (1, 1, 0, NULL, 1, 6, NULL)",
        "INSERT INTO refold_postings VALUES (1, 'text')",
        "INSERT INTO postings VALUES (-1, x'000000000d000000')",
        "INSERT INTO refold_counts VALUES (1, 'text')",
        "INSERT INTO refold_merges VALUES (1, 1)",
    };
    const struct place *place = *state;
    char copy[192];
    sqlite3 *db;

    make_first(place);
    store_free(opened(place, STORE_WRITE));
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        if (sqlite3_exec(db, wrong[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
            fail_msg("accepted: %s", wrong[i]);
    sqlite3_close(db);
    snprintf(copy, sizeof(copy), "%s.schema1", place->path);
    (void)remove(copy);
}

/* A refold that was stopped goes on, and what no column may say any more is
 * brought to what it may. */
static void what_is_rewritten_keeps_what_it_has(void **state)
{
    const struct place *place = *state;
    char copy[192];

    make_released(place, 14);
    execute(place,
            "UPDATE entries SET similarity = 1.5, rule = 9 WHERE entry = 2;"
            "UPDATE entries SET similarity = .25, rule = 4, read = NULL "
            "WHERE entry = 3;"
            "UPDATE sqlite_sequence SET seq = 70 WHERE name = 'entries';"
            "INSERT INTO refold_state VALUES (3, 1, 5, -7);"
            "INSERT INTO refold_entries VALUES (2, 2, -1, 1, .5, 4, -9);"
            "INSERT INTO refold_postings VALUES (-5, 2, 1), (5, 2, 1), "
            "(5, 4611686018427387904, NULL);"
            "INSERT INTO refold_counts VALUES (1, -2, 3, 4);"
            "INSERT INTO refold_merges VALUES (1, 2)");
    store_free(opened(place, STORE_WRITE));
    assert_int_equal(
        number_at(place->path,
                  "SELECT count(*) FROM entries WHERE entry = 2 AND "
                  "similarity = 1 AND rule IS NULL"),
        1);
    assert_int_equal(
        number_at(place->path,
                  "SELECT count(*) FROM entries WHERE entry = 3 AND "
                  "similarity = .25 AND rule = 4 AND read IS NULL"),
        1);
    assert_int_equal(number_at(place->path, "SELECT seq FROM sqlite_sequence "
                                            "WHERE name = 'entries'"),
                     70);
    assert_int_equal(
        number_at(
            place->path,
            "SELECT count(*) FROM refold_state, refold_entries e, "
            "refold_postings p, refold_counts c, refold_merges m WHERE "
            "since = 5 AND corrections = -7 AND e.entry = 2 AND simhash = "
            "-9 AND p.last = 9223372036854775807 AND p.items = x'fffffffffaffffffffffff7f0b00000001000000' AND c.last = 12884901887 AND c.items = "
            "x'ffffffff000000000300000004000300' AND "
            "m.target = 2"),
        1);
    snprintf(copy, sizeof(copy), "%s.schema14", place->path);
    (void)remove(copy);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(reading_changes_no_old_file),
        TEST(a_step_that_fails_changes_nothing),
        TEST(many_at_a_time_are_one),
        TEST(columns_refuse_what_is_outside_of_their_domain),
        TEST(what_is_rewritten_keeps_what_it_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
