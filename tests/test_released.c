/*
 * Files of every released schema, made by the newsfold of that time
 * (scripts/schema-fixture), are brought up to date: every value of every table
 * is as it was, what newer schemas add agrees with it, and the entries are
 * known again.
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

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/counts.h"
#include "store/store.h"
#include "tests/store_helper.h"

#define NOW    1795222800
#define TABLES 32

/* The stories of each: outlets of their entries, and their states. */
static const char *const released[] = {
    "2:kesselbay 1:kesselbay+uplandmail ", /* schema 1 */
    "4:upland 2:kesselbay 1:kesselbay+upland ",
    "4:upland 2:kesselbay 1:kesselbay+upland ",
    "4:upland 2:kesselbay 1:kesselbay+upland ",
    "4:upland 2:kesselbay 1:kesselbay+upland ",
    "4:upland 2:kesselbay 1:kesselbay+upland ",
    "2:kesselbay+upland 1:kesselbay+upland ", /* 7: corrections */
    "3:kesselbay+upland 2:kesselbay+upland ", /* 8: the first was pruned */
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
    "3:kesselbay+upland,read,changed 2:kesselbay+upland,starred ",
};

#define RELEASED ((int)(sizeof(released) / sizeof(*released)))

/* A table's rows, as the statement that reads the columns it had gives them. */
struct table {
    char *sql;
    char *rows;
};

static char *text_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row;

    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    const char *text = (const char *)sqlite3_column_text(row, 0);
    char *copy = sqlite3_mprintf("%s", text ? text : "");
    sqlite3_finalize(row);
    return copy;
}

/* All but the index of search, which is made anew, the version of folding, which
 * is told since schema 13, postings and counts, which are packed since schemas 17
 * and 19, and whether a story is muted, for which one copy's words were enough up
 * to schema 14. */
static int read_tables(const struct place *place, struct table tables[TABLES])
{
    sqlite3 *db;
    sqlite3_stmt *row;
    int count = 0;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(
            db,
            "SELECT 'SELECT group_concat(v, char(10)) FROM (SELECT ' || "
            "group_concat('quote(' || c.name || ')', '||\",\"||') || ' AS v "
            "FROM ' || t.name || CASE t.name "
            "WHEN 'settings' THEN ' WHERE name <> ''fold_version''' ELSE '' "
            "END || ' ORDER BY 1)' FROM sqlite_schema t, "
            "pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT "
            "LIKE 'search%' AND t.name NOT LIKE '%postings' AND t.name NOT LIKE '%counts' AND (t.name <> 'stories' OR c.name <> 'muted') GROUP "
            "BY t.name",
            -1, &row, NULL),
        SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        assert_true(count < TABLES);
        tables[count].sql = sqlite3_mprintf("%s", sqlite3_column_text(row, 0));
        tables[count].rows = text_of(db, tables[count].sql);
        count++;
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    return count;
}

static void compare_tables(const struct place *place, struct table *tables,
                           int count)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    for (int i = 0; i < count; i++) {
        char *rows = text_of(db, tables[i].sql);
        if (strcmp(rows, tables[i].rows) != 0)
            fail_msg("%s:\n%s\nwas\n%s", tables[i].sql, rows, tables[i].rows);
        sqlite3_free(rows);
        sqlite3_free(tables[i].sql);
        sqlite3_free(tables[i].rows);
    }
    sqlite3_close(db);
}

static int take_fault(void *context, const struct check *check,
                      struct error *err)
{
    if (check->state != CHECK_FINE && check->state != CHECK_OLD)
        fail_msg("%s: %lld %s", check->name, (long long)check->count,
                 check->what);
    return 0;
}

static int tell_story(void *context, const struct story *story,
                      struct error *err)
{
    struct strbuf *out = context;

    strbuf_addf(out, "%lld:", (long long)story->story);
    for (size_t i = 0; i < story->entries_given; i++)
        strbuf_addf(out, "%s%.*s", i ? "+" : "",
                    (int)strcspn(story->entries[i].outlet, "."),
                    story->entries[i].outlet);
    strbuf_addf(out, "%s%s%s%s ", story->read ? ",read" : "",
                story->starred ? ",starred" : "", story->muted ? ",muted" : "",
                story->changed != TIME_ABSENT ? ",changed" : "");
    return 0;
}

static void expect_stories(struct store *store, int schema)
{
    CLEANUP(strbuf_release) struct strbuf told;
    struct story_filter filter = {
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT, .muted = true},
        .first_since = TIME_ABSENT,
        .entries = true};

    strbuf_init(&told, 1000);
    OK(store_stories(store, &filter, tell_story, &told, &err));
    assert_string_equal(told.data, released[schema - 1]);
}

static int put_again(void *context, const struct exported_entry *entry,
                     struct error *err)
{
    enum entry_change change = ENTRY_NEW;
    int64_t id = 0;
    int result = store_entry_put(context, entry->feed, &entry->fields, NOW, &id,
                                 &change, err);

    assert_int_equal(id, entry->entry);
    assert_int_equal(change, ENTRY_UNCHANGED);
    return result;
}

/* The feeds list what they had, also what was pruned. */
static void expect_entries(struct store *store, int schema)
{
    const struct entry mill = {.id = "k0",
                               .title = "The mill",
                               .published = TIME_ABSENT,
                               .updated = TIME_ABSENT};
    enum entry_change change = ENTRY_NEW;
    int64_t id = 0;

    OK(store_begin(store, &err));
    OK(store_export(store, put_again, store, &err));
    OK(store_entry_put(store, 1, &mill, NOW, &id, &change, &err));
    assert_int_equal(change, schema >= 8 ? ENTRY_PRUNED : ENTRY_NEW);
    store_rollback(store);
}

static int count_hit(void *context, const struct search_hit *hit,
                     struct error *err)
{
    ++*(int *)context;
    return 0;
}

static void expect_hits(struct store *store)
{
    struct search search = {
        .query = "lifeboats OR coast",
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .now = NOW};
    int hits = 0;

    OK(store_search(store, &search, count_hit, &hits, &err));
    assert_int_equal(hits, 1);
}

static void add_posting(void *context, int64_t feature, int64_t entry,
                        int64_t story)
{
    char row[80];

    snprintf(row, sizeof(row), "%lld %lld %lld\n", (long long)feature,
             (long long)entry, (long long)story);
    strbuf_addstr(context, row);
}

/* What the index has, a line each. Since schema 12 it says the story, since 17 it
 * is packed. */
static void list_postings(const struct place *place, int schema,
                          struct strbuf *ret)
{
    sqlite3 *db;

    if (schema >= 17) {
        each_posting(place, add_posting, ret);
        return;
    }
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    char *rows = text_of(
        db, schema < 12 ? "SELECT ''"
                        : "SELECT group_concat(feature || ' ' || entry || ' ' "
                          "|| coalesce(story, entry), char(10)) || char(10) "
                          "FROM (SELECT * FROM postings ORDER BY feature, "
                          "entry DESC)");
    sqlite3_close(db);
    strbuf_addstr(ret, rows);
    sqlite3_free(rows);
}

static void expect_postings(const struct place *place, int schema,
                            const struct strbuf *before)
{
    CLEANUP(strbuf_release) struct strbuf packed;

    strbuf_init(&packed, SIZE_MAX);
    each_posting(place, add_posting, &packed);
    if (schema >= 12)
        assert_string_equal(packed.data, before->data);
}

#define MOST_COUNTS 200

/* What outlets have had, a row each up to schema 18; how many. Up to schema 11
 * stories were counted, too, of an outlet 0. */
static size_t list_counts(const struct place *place, int schema,
                          struct fold_count counts[MOST_COUNTS])
{
    sqlite3 *db;
    sqlite3_stmt *row;
    size_t count = 0;

    if (schema > 18)
        return 0;
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(
            db, "SELECT scope, key, count FROM counts WHERE scope <> 0", -1,
            &row, NULL),
        SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        assert_true(count < MOST_COUNTS);
        counts[count++] =
            (struct fold_count){sqlite3_column_int64(row, 0),
                                (uint64_t)sqlite3_column_int64(row, 1),
                                (uint32_t)sqlite3_column_int64(row, 2)};
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    assert_true(count > 0);
    return count;
}

static void expect_counts(struct store *store, const struct fold_count *before,
                          size_t count)
{
    struct fold_count found[MOST_COUNTS];

    for (size_t i = 0; i < count; i++)
        found[i] = (struct fold_count){before[i].scope, before[i].key, 0};
    OK(store_counts_read(store, &count_index, found, count, &err));
    for (size_t i = 0; i < count; i++)
        assert_int_equal(found[i].count, before[i].count);
}

static void expect_copy(const struct place *place, int schema)
{
    char path[192];

    snprintf(path, sizeof(path), "%s.schema%d", place->path, schema);
    /* Step 16 rewrites, as steps 3 and 15 did. */
    assert_int_equal(remove(path), schema < 16 ? 0 : -1);
}

static void files_of_every_released_schema_are_brought_up_to_date(void **state)
{
    /* Add the schema before this one: scripts/schema-fixture makes its file. */
    assert_true(RELEASED >= store_schema_version() - 1);
    for (int schema = 1; schema <= RELEASED; schema++) {
        struct table tables[TABLES];
        make_released(*state, schema);
        int count = read_tables(*state, tables);
        CLEANUP(strbuf_release) struct strbuf postings;
        strbuf_init(&postings, SIZE_MAX);
        list_postings(*state, schema, &postings);
        struct fold_count counts[MOST_COUNTS];
        size_t counted = list_counts(*state, schema, counts);
        struct store *store = opened(*state, STORE_WRITE);
        OK(store_check(store, 2, false, take_fault, NULL, &err));
        expect_stories(store, schema);
        expect_hits(store);
        expect_entries(store, schema);
        expect_counts(store, counts, counted);
        store_free(store);
        compare_tables(*state, tables, count);
        expect_postings(*state, schema, &postings);
        expect_copy(*state, schema);
        expect_search_settings(*state);
    }
}

/* Up to schema 12 each entry said its version, the index none. */
static void of_two_versions_of_folding_the_newer_ones_index_stays(void **state)
{
    const struct place *place = *state;
    bool foreign = true;

    make_released(place, 12);
    execute(place, "UPDATE entries SET fold_version = 1 WHERE entry = 2");
    struct store *store = opened(place, STORE_WRITE);
    OK(store_fold_is_foreign(store, 2, &foreign, &err));
    assert_false(foreign);
    OK(store_fold_is_foreign(store, 1, &foreign, &err));
    assert_true(foreign);
    store_free(store);
    assert_int_equal(count_postings(place, 2), 0);
    assert_true(count_postings(place, 3) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            files_of_every_released_schema_are_brought_up_to_date, place_setup,
            place_teardown),
        cmocka_unit_test_setup_teardown(
            of_two_versions_of_folding_the_newer_ones_index_stays, place_setup,
            place_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
