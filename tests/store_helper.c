#include "tests/store_helper.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/postings.h"
#include "store/runs.h"

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
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static int64_t take_word(const unsigned char **at)
{
    int64_t word = 0;

    for (int i = 0; i < 4; i++)
        word |= (int64_t) * (*at)++ << 8 * i;
    return word;
}

int64_t number_at(const char *path, const char *sql)
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

int64_t number(const struct place *place, const char *sql)
{
    return number_at(place->path, sql);
}

void expect_search_settings(const struct place *place)
{
    assert_int_equal(number(place, "SELECT count(*) FROM search_config WHERE "
                                   "k || '=' || v IN ('hashsize=8388608', "
                                   "'automerge=64', 'crisismerge=256')"),
                     3);
}

static int64_t take_number(const unsigned char **at)
{
    int64_t word = take_word(at);

    if (word != 0xffffffff)
        return word;
    word = take_word(at);
    return take_word(at) << 32 | word;
}

void each_posting(const struct place *place,
                  void (*each)(void *context, int64_t feature, int64_t entry,
                               int64_t story),
                  void *context)
{
    sqlite3 *db;
    sqlite3_stmt *row;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT * FROM postings ORDER BY 1",
                                        -1, &row, NULL),
                     SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        int64_t feature = sqlite3_column_int64(row, 0);
        const unsigned char *at = sqlite3_column_blob(row, 1);
        const unsigned char *end = at + sqlite3_column_bytes(row, 1);
        bool begun = false;
        while (at < end) {
            int64_t entry = 0, number;
            int64_t step = take_number(&at);
            feature += begun ? step : -step;
            begun = true;
            do {
                number = take_number(&at);
                entry = entry ? entry - number / 4 : number / 4;
                each(context, feature, entry,
                     number & 2 ? take_number(&at) : entry);
            } while (!(number & 1));
        }
        assert_ptr_equal(at, end);
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
}

struct counting {
    int64_t entry;
    size_t count;
};

static void count_one(void *context, int64_t feature, int64_t entry,
                      int64_t story)
{
    struct counting *counting = context;

    counting->count += !counting->entry || counting->entry == entry;
}

size_t count_postings(const struct place *place, int64_t entry)
{
    struct counting counting = {entry, 0};

    each_posting(place, count_one, &counting);
    return counting.count;
}

static void add_one(void *context, int64_t feature, int64_t entry,
                    int64_t story)
{
    postings_add(context, feature, entry, story);
}

void copy_to_run(const struct place *place)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct postings postings = {0};
    sqlite3_stmt *statement;
    sqlite3 *db;

    each_posting(place, add_one, &postings);
    strbuf_init(&packed, SIZE_MAX);
    run_pack(&postings, &packed);
    postings_release(&postings);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "INSERT INTO recent_postings VALUES (1, 0, ?1)",
                           -1, &statement, NULL),
        SQLITE_OK);
    sqlite3_bind_blob64(statement, 1, packed.data, packed.len, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

void drop_postings(const struct place *place, int64_t entry)
{
    struct store *store = opened(place, STORE_WRITE);

    OK(store_begin(store, &err));
    OK(store_postings_drop(store, "SELECT ?1", entry, &err));
    OK(store_commit(store, &err));
    store_free(store);
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
