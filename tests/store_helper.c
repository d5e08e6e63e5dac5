#include "tests/store_helper.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int place_setup(void **state)
{
    struct place *place = calloc(1, sizeof(*place));

    snprintf(place->folder, sizeof(place->folder), "/tmp/newsfold-test-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->path, sizeof(place->path), "%s/a/news.db", place->folder);
    *state = place;
    return 0;
}

int place_teardown(void **state)
{
    struct place *place = *state;
    static const char *const names[] = {
        "a/news.db", "a/news.db-wal", "a/news.db-shm", "a/news.db-lock", "a",
        ""};
    char path[256];

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        snprintf(path, sizeof(path), "%s/%s", place->folder, names[i]);
        (void)remove(path);
    }
    free(place);
    return 0;
}

struct store *opened(const struct place *place, enum store_mode mode)
{
    struct store *store = NULL;
    struct error err;

    if (store_open(place->path, mode, &store, &err) < 0)
        fail_msg("%s", err.message);
    return store;
}

void execute(const struct place *place, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

void make_released(const struct place *place, int schema)
{
    const char *source = getenv("NEWSFOLD_SOURCE");
    char path[4096];
    struct stat status;

    snprintf(path, sizeof(path), "%s/tests/data/schema/%03d.sql",
             source ? source : ".", schema);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s is not there (scripts/schema-fixture makes it)", path);
    assert_int_equal(fstat(fileno(file), &status), 0);
    char *sql = calloc(1, (size_t)status.st_size + 1);
    assert_int_equal(fread(sql, 1, (size_t)status.st_size, file),
                     (size_t)status.st_size);
    (void)fclose(file);
    snprintf(path, sizeof(path), "%s/a", place->folder);
    (void)mkdir(path, 0700);
    (void)remove(place->path);
    execute(place, sql);
    free(sql);
}

void fetched(struct store *store, int64_t feed, int64_t now)
{
    struct feed_info info = {0};
    struct feed_result result = {.feed = feed,
                                 .status = FEED_OK,
                                 .now = now,
                                 .next_due = now + 600,
                                 .success = true,
                                 .new_body = true,
                                 .keep_validators = true,
                                 .info = &info};

    OK(store_feed_result(store, &result, &err));
}

int64_t add_fetched(struct store *store, const char *url, const char *outlet,
                    int64_t now)
{
    struct feed_new feed = {.url = url, .now = now};
    struct feed_info info = {0};
    struct feed_result result = {.status = FEED_OK,
                                 .now = now,
                                 .next_due = now + 600,
                                 .success = true,
                                 .new_body = true,
                                 .info = &info,
                                 .outlet = outlet};
    OK(store_feed_add(store, &feed, &result.feed, &err));
    OK(store_feed_result(store, &result, &err));
    return result.feed;
}
