/*
 * Old databases: files of every released schema, kept as tests/data/schema/
 * NNN.sql, are brought up to date without losing anything, and a copy is kept
 * of what was rewritten.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define NOW 1795219200

/* The file at path, NUL-terminated; the caller frees it. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    struct stat status;

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &status), 0);
    char *text = calloc(1, (size_t)status.st_size + 1);
    assert_int_equal(fread(text, 1, (size_t)status.st_size, file),
                     (size_t)status.st_size);
    (void)fclose(file);
    return text;
}

static void make_old(const struct place *place, const char *fixture)
{
    char folder[128];
    char *sql = read_file(fixture);

    snprintf(folder, sizeof(folder), "%s/a", place->folder);
    (void)mkdir(folder, 0700);
    (void)remove(place->path);
    execute(place, sql);
    free(sql);
}

/* One number that the file itself gives for sql. */
static int64_t number(const char *path, const char *sql)
{
    sqlite3_stmt *statement;
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

/* What no step may change: numbers of rows, and sums over what they hold. */
static const char *const kept[] = {
    "SELECT count(*) FROM feeds",
    "SELECT count(*) FROM tags",
    "SELECT count(*) FROM entries",
    "SELECT count(*) FROM texts",
    "SELECT count(*) FROM enclosures",
    "SELECT count(*) FROM revisions",
    "SELECT count(*) FROM stories",
    "SELECT count(*) FROM postings",
    "SELECT count(*) FROM counts",
    "SELECT sum(length(url)) + sum(next_due) + sum(body_hash) FROM feeds",
    "SELECT sum(entry * 31 + story * 17) + sum(length(title)) FROM entries",
    "SELECT sum(length(coalesce(content, summary))) FROM texts",
    "SELECT sum(story * lead + entry_count + first_seen) FROM stories",
    "SELECT sum(mark) FROM digests",
    "SELECT sum(seq) FROM sqlite_sequence",
};

#define KEPT (sizeof(kept) / sizeof(*kept))

static int take_fault(void *context, const struct check *check,
                      struct error *err)
{
    if (check->state != CHECK_FINE)
        fail_msg("%s: %lld %s", check->name, (long long)check->count,
                 check->what);
    return 0;
}

static void upgrade(const struct place *place, const char *fixture)
{
    int64_t before[KEPT];
    char copy[192];
    int64_t version;

    make_old(place, fixture);
    version = number(place->path, "PRAGMA user_version");
    for (size_t i = 0; i < KEPT; i++)
        before[i] = number(place->path, kept[i]);
    struct store *store = opened(place, STORE_WRITE);
    OK(store_check(store, false, take_fault, NULL, &err));
    store_free(store);
    assert_int_equal(number(place->path, "PRAGMA user_version"),
                     store_schema_version());
    for (size_t i = 0; i < KEPT; i++)
        if (number(place->path, kept[i]) != before[i])
            fail_msg("%s: changed: %s", fixture, kept[i]);
    snprintf(copy, sizeof(copy), "%s.schema%lld", place->path,
             (long long)version);
    if (version == 1) {
        assert_int_equal(number(copy, "PRAGMA user_version"), 1);
        for (size_t i = 0; i < KEPT; i++)
            assert_int_equal(number(copy, kept[i]), before[i]);
    }
    (void)remove(copy);
}

static void files_of_every_released_schema_are_brought_up_to_date(void **state)
{
    const char *source = getenv("NEWSFOLD_SOURCE");
    char pattern[4096];
    glob_t found;

    snprintf(pattern, sizeof(pattern), "%s/tests/data/schema/*.sql",
             source ? source : ".");
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 1);
    for (size_t i = 0; i < found.gl_pathc; i++)
        upgrade(*state, found.gl_pathv[i]);
    globfree(&found);
}

static void make_first(const struct place *place)
{
    const char *source = getenv("NEWSFOLD_SOURCE");
    char path[4096];

    snprintf(path, sizeof(path), "%s/tests/data/schema/001.sql",
             source ? source : ".");
    make_old(place, path);
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
    assert_int_equal(number(place->path, "PRAGMA user_version"), 1);
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
    assert_true(number(place->path, "PRAGMA user_version") <
                store_schema_version());
    assert_int_equal(number(place->path, "SELECT count(*) FROM entries"), 3);
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
    assert_int_equal(number(copy, "PRAGMA user_version"), 1);
    assert_int_equal(number(place->path, "SELECT count(*) FROM entries"), 3);
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

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(files_of_every_released_schema_are_brought_up_to_date),
        TEST(reading_changes_no_old_file),
        TEST(a_step_that_fails_changes_nothing),
        TEST(many_at_a_time_are_one),
        TEST(columns_refuse_what_is_outside_of_their_domain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
