#include "tests/store_helper.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
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
