/* Checking: each thing that can be wrong is seen, told, and mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "store/store_internal.h"
#include "tests/store_helper.h"

#define NOW 1700000000

static int64_t add_feed(struct store *store, const char *url,
                        const char *outlet)
{
    struct feed_new feed = {.url = url, .now = NOW};
    struct feed_info info = {0};
    struct feed_result result = {.status = FEED_OK,
                                 .now = NOW,
                                 .next_due = NOW + 600,
                                 .success = true,
                                 .new_body = true,
                                 .keep_validators = true,
                                 .etag = "\"1\"",
                                 .info = &info,
                                 .outlet = outlet};
    OK(store_feed_add(store, &feed, &result.feed, &err));
    OK(store_feed_result(store, &result, &err));
    return result.feed;
}

static void put(struct store *store, int64_t feed, const char *guid,
                int64_t story)
{
    uint64_t features[] = {7, 9};
    struct fold_assignment assignment = {.story = story,
                                         .similarity = 1,
                                         .features = features,
                                         .feature_count = 2};
    struct fold_result result = {.assignments = &assignment,
                                 .assignment_count = 1};
    struct entry entry = {.id = guid,
                          .title = guid,
                          .summary = "text",
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    enum entry_change change;

    OK(store_entry_put(store, feed, &entry, NOW, &assignment.entry, &change,
                       &err));
    if (!story)
        assignment.story = assignment.entry;
    OK(store_fold_apply(store, &result, 1, &err));
}

/* Two feeds; story 1 of entries 1 and 2, story 3 of entry 3, and 4, which was
 * merged into 1. */
static void fill(const struct place *place)
{
    struct store *store = opened(place, STORE_WRITE);
    struct fold_merge merge = {.from = 4, .into = 1};
    struct fold_result result = {.merges = &merge, .merge_count = 1};

    OK(store_begin(store, &err));
    int64_t one = add_feed(store, "http://one.example/", "one.example");
    int64_t two = add_feed(store, "http://two.example/", "two.example");
    put(store, one, "a", 0);
    put(store, two, "b", 1);
    put(store, two, "c", 0);
    put(store, one, "d", 0);
    OK(store_fold_apply(store, &result, 1, &err));
    fetched(store, one, NOW);
    fetched(store, two, NOW);
    OK(store_commit(store, &err));
    store_free(store);
}

struct found {
    const char *name; /* that is to be found */
    enum check_state state;
    bool seen;
    char others[512];
};

static int take(void *context, const struct check *check, struct error *err)
{
    struct found *found = context;
    size_t len = strlen(found->others);

    if (!strcmp(check->name, found->name) && check->state == found->state)
        found->seen = true;
    else if (check->state != CHECK_FINE)
        snprintf(found->others + len, sizeof(found->others) - len,
                 "%s: %lld %s (%s); ", check->name, (long long)check->count,
                 check->what, check->detail ? check->detail : "");
    return 0;
}

/* Check, and fail unless name is found in that state. Returns the rest. */
static void expect(const struct place *place, bool repair, const char *name,
                   enum check_state state, struct found *found)
{
    struct store *store = opened(place, repair ? STORE_WRITE : STORE_READ);

    *found = (struct found){.name = name, .state = state};
    OK(store_check(store, 1, repair, take, found, &err));
    store_free(store);
    if (!found->seen)
        fail_msg("%s is not found in state %d; %s", name, state, found->others);
}

static void nothing_is_wrong_before_the_first_poll(void **state)
{
    struct feed_new feed = {.url = "http://one.example/", .now = NOW};
    struct found found;
    int64_t id;

    struct store *store = opened(*state, STORE_WRITE);
    OK(store_feed_add(store, &feed, &id, &err));
    store_free(store);
    expect(*state, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

static void all_is_fine_that_was_made_by_folding(void **state)
{
    struct found found;

    fill(*state);
    expect(*state, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
    copy_to_run(*state);
    execute(*state, "DELETE FROM postings");
    expect(*state, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

struct fault {
    const char *sql;
    const char *name;
};

static const struct fault faults[] = {
    {"DELETE FROM stories WHERE story = 3", "stories"},
    {"DELETE FROM stories WHERE story = 1", "stories"},
    {"UPDATE entries SET story = NULL WHERE entry = 2", "stories"},
    {"UPDATE entries SET story = 4 WHERE entry = 2", "stories"},
    {"INSERT INTO stories (story, lead, first_seen, last_seen, entry_count, outlet_count) VALUES (9, 1, 1, 1, 1, 1)",
     "stories"},
    {"UPDATE stories SET entry_count = 7", "counts"},
    {"UPDATE stories SET outlet_count = 7 WHERE story = 1", "counts"},
    {"UPDATE stories SET last_seen = last_seen + 1", "counts"},
    {"UPDATE feeds SET recent_count = 9", "counts"},
    {"UPDATE feeds SET recent_since = 9", "counts"},
    {"UPDATE stories SET lead = 3 WHERE story = 1", "leads"},
    {"INSERT INTO forwards VALUES (8, 4)", "forwards"},
    {"INSERT INTO forwards VALUES (8, 9), (9, 8)", "forwards"},
    {"INSERT INTO forwards VALUES (8, 99)", "forwards"},
    {"INSERT INTO forwards VALUES (3, 1)", "forwards"},
    {"INSERT OR REPLACE INTO postings VALUES (1, x'000000008d010000')",
     "features"},
    {"INSERT OR REPLACE INTO counts VALUES (1, x'05')", "boilerplate"},
    {"INSERT INTO refold_counts VALUES (1, x'')", "boilerplate"},
    {"DELETE FROM texts WHERE entry = 3", "texts"},
    {"INSERT INTO texts (entry) VALUES (99)", "texts"},
    {"INSERT INTO revisions (entry, replaced, title) VALUES (99, 1, '')",
     "texts"},
    {"UPDATE feeds SET outlet = 99 WHERE feed = 1", "outlets"},
    {"INSERT INTO tags VALUES (99, 'x')", "tags"},
    {"INSERT INTO feed_settings VALUES (99, 'x', 'y')", "tags"},
    {"INSERT OR REPLACE INTO settings VALUES ('window_entry', 99)", "window"},
    {"UPDATE stories SET read = 1", "counts"},
    {"UPDATE stories SET starred = 1", "counts"},
    {"UPDATE stories SET changed = 1", "counts"},
    {"UPDATE stories SET muted = 1", "counts"},
    {"UPDATE entries SET read = NULL WHERE entry = 2", "states"},
    {"UPDATE entries SET muted = 1 WHERE entry = 2", "mutes"},
    {"UPDATE feeds SET muted = 1 WHERE feed = 2", "mutes"},
    {"INSERT INTO mutes VALUES (1, 1, 'two.example', NULL, 1)", "mutes"},
    {"INSERT INTO mutes VALUES (1, 0, 'b', '\"b\"', 1)", "mutes"},
    {"INSERT INTO digests VALUES ('x', 99, 1)", "digests"},
    {"DELETE FROM search_docsize WHERE id = 2", "search"},
    {"UPDATE texts SET content = 'other' WHERE entry = 2", "search"},
    {"UPDATE entries SET title = 'other' WHERE entry = 2", "search"},
    {"DELETE FROM search_data", "search"},
    {"DELETE FROM search_data WHERE id > 10", "search"},
    {"DELETE FROM search_config", "search"},
    {"INSERT INTO corrections VALUES (1, 1, 1); INSERT INTO corrected VALUES "
     "(1, 0, 1), (1, 1, 99)",
     "corrections"},
    {"INSERT INTO corrected VALUES (9, 0, 1)", "corrections"},
    {"INSERT INTO corrections VALUES (1, 1, 1)", "corrections"},
    {"INSERT INTO tombstones VALUES (99, 1, 1)", "tags"},
    {"INSERT OR REPLACE INTO settings VALUES ('postings_entry', 99)", "window"},
    {"INSERT INTO search_docsize VALUES (99, x'0101')", "search"},
    {"DROP INDEX entries_story", "schema"},
    {"DROP INDEX entries_identity; CREATE INDEX entries_identity ON entries "
     "(feed, identity)",
     "schema"},
    {"DROP TRIGGER entries_folded", "schema"},
    {"DROP TRIGGER entries_counted; CREATE TRIGGER entries_counted AFTER "
     "INSERT ON entries BEGIN DELETE FROM tags; END",
     "schema"},
    {"CREATE TRIGGER mine AFTER INSERT ON texts BEGIN DELETE FROM entries; END",
     "schema"},
    {"CREATE TRIGGER \"a\"\"b; c\" AFTER INSERT ON texts BEGIN DELETE FROM "
     "entries; END",
     "schema"},
    {"DROP VIEW searchable", "schema"},
    {"DROP TABLE counts", "schema"},
    {"DROP TABLE refold_entries", "schema"},
};

static void each_fault_is_seen_and_mended(void **state)
{
    const struct place *place = *state;
    struct found found;

    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        (void)remove(place->path);
        fill(place);
        execute(place, faults[i].sql);
        expect(place, false, faults[i].name, CHECK_WRONG, &found);
        expect(place, true, faults[i].name, CHECK_MENDED, &found);
        expect(place, false, "integrity", CHECK_FINE, &found);
        if (*found.others)
            fail_msg("%s: left: %s", faults[i].sql, found.others);
        expect_search_settings(place);
    }
}

static void what_was_corrected_goes_with_its_entries(void **state)
{
    const int64_t entries[] = {1, 2};
    struct correction correction = {.together = true,
                                    .made = NOW,
                                    .sides = {entries, entries + 1},
                                    .counts = {1, 1}};
    struct found found;
    int64_t id;

    fill(*state);
    struct store *store = opened(*state, STORE_WRITE);
    OK(store_begin(store, &err));
    OK(store_correction_add(store, &correction, &id, &err));
    OK(store_feed_remove(store, 2, &err));
    OK(store_commit(store, &err));
    store_free(store);
    expect(*state, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

/* A page of words that is not found by its first word: of many pages. */
static void words_that_cannot_be_looked_up_are_seen(void **state)
{
    const struct place *place = *state;
    struct strbuf many;
    struct found found;

    fill(place);
    strbuf_init(&many, 1 << 20);
    strbuf_addstr(&many, "UPDATE texts SET content = '");
    for (int i = 0; i < 20000; i++)
        strbuf_addf(&many, "w%d ", i * 7919);
    strbuf_addstr(&many, "' WHERE entry = 2");
    execute(place, many.data);
    strbuf_release(&many);
    expect(place, true, "search", CHECK_MENDED, &found);
    execute(place, "DELETE FROM search_idx WHERE term = (SELECT max(term) FROM "
                   "search_idx)");
    expect(place, false, "search", CHECK_WRONG, &found);
    expect(place, true, "search", CHECK_MENDED, &found);
    expect(place, false, "search", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

static int take_story(void *context, const struct story *story,
                      struct error *err)
{
    *(int64_t *)context = story->story;
    return 0;
}

static void a_chain_of_merged_stories_leads_to_its_end(void **state)
{
    const struct place *place = *state;
    struct found found;
    int64_t story = 0;

    fill(place);
    execute(place, "INSERT INTO forwards VALUES (8, 9), (9, 4)");
    expect(place, true, "forwards", CHECK_MENDED, &found);
    struct store *store = opened(place, STORE_READ);
    assert_int_equal(store_story(store, 8, take_story, &story, NULL), 0);
    store_free(store);
    assert_int_equal(story, 1);
}

static void entries_of_no_feed_are_lost(void **state)
{
    struct found found;

    fill(*state);
    execute(*state, "DELETE FROM feeds WHERE feed = 2");
    expect(*state, false, "feeds", CHECK_LOST, &found);
    expect(*state, true, "feeds", CHECK_LOST, &found);
}

static void what_another_version_of_folding_read_is_told_not_wrong(void **state)
{
    const struct place *place = *state;
    struct found found;

    fill(place);
    execute(place, "UPDATE entries SET fold_version = 7; UPDATE settings SET "
                   "value = 7 WHERE name = 'fold_version'");
    expect(place, false, "features", CHECK_OLD, &found);
    assert_string_equal(found.others, "");
    expect(place, true, "features", CHECK_OLD, &found);
}

static void what_folding_cannot_find_is_told(void **state)
{
    const struct place *place = *state;
    struct found found;

    fill(place);
    drop_postings(place, 2);
    expect(place, false, "features", CHECK_OLD, &found);
    assert_string_equal(found.others, "");
    execute(place, "UPDATE entries SET guid = NULL WHERE entry = 2");
    expect(place, false, "features", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

static void features_of_two_versions_are_not_kept(void **state)
{
    const struct place *place = *state;
    struct found found;

    fill(place);
    execute(place, "UPDATE entries SET fold_version = 7 WHERE entry = 2");
    expect(place, false, "features", CHECK_WRONG, &found);
    expect(place, true, "features", CHECK_MENDED, &found);
    expect(place, false, "features", CHECK_OLD, &found);
    assert_string_equal(found.others, "");
    assert_int_equal(count_postings(place, 0), 6);
    assert_int_equal(count_postings(place, 2), 0);
}

/* Whether asking for features is an error. */
static bool is_told(const struct place *place)
{
    struct store *store = opened(place, STORE_READ);
    uint64_t features[] = {7, 9};
    struct fold_postings postings[2];
    struct arena arena = {0};
    struct error err;
    const struct fold_source *source = store_fold_source(store, 1);
    int result = source->postings(source->context, features, 2, 9, &arena,
                                  postings, &err);

    arena_release(&arena);
    store_free(store);
    return result < 0;
}

/* What they had is told as what a refold would bring back. */
static void malformed_blocks_of_postings_are_taken_out(void **state)
{
    static const char *const malformed[] = {
        "UPDATE postings SET items = x''",
        "UPDATE postings SET items = substr(items, 1, length(items) - 1)",
        "UPDATE postings SET items = substr(items, 1, length(items) - 4)",
        "UPDATE postings SET items = CAST(x'ffffffff' || items AS BLOB)",
        "UPDATE postings SET items = CAST(x'ffffffff00000000000000ff' || items "
        "AS BLOB)",
        "UPDATE postings SET items = x'fffffffff8ffffffffffff7f04000000'",
        "UPDATE postings SET items = x'fffffffff8ffffffffffff7f01000000'",
        "UPDATE postings SET items = x'fffffffff8ffffffffffff7f0700000000000000'",
        "UPDATE postings SET items = x'fffffffff8ffffffffffff7f0400000005000000'",
        "UPDATE recent_postings SET items = x''",
        "UPDATE recent_postings SET items = substr(items, 1, length(items) - 1)",
        "UPDATE recent_postings SET items = x'ffffffff'",
        "UPDATE recent_postings SET items = CAST(x'ff000000' || substr(items, "
        "5) AS BLOB)",
        "UPDATE recent_postings SET items = CAST(substr(items, 1, length(items) "
        "- 12) || x'ffffffffffffffffffffffff' AS BLOB)",
        "UPDATE recent_postings SET items = CAST(substr(items, 1, 4) || "
        "zeroblob(16) || substr(items, 21) AS BLOB)",
        "UPDATE recent_postings SET items = CAST(substr(items, 1, 4) || "
        "x'ffffffffffffffff' || substr(items, 13) AS BLOB)",
#define SEEN 16 /* also by who asks for a feature */
        "UPDATE postings SET items = CAST(items || x'00000000' AS BLOB)",
        "UPDATE postings SET items = CAST(items || x'0000000005000000' AS "
        "BLOB)",
        "UPDATE postings SET items = CAST(x'0000000005000000' || items AS "
        "BLOB)",
        "UPDATE postings SET last = 3",
        "INSERT INTO postings SELECT last - 1, items FROM postings",
        "UPDATE recent_postings SET items = x'00000000'",
        "INSERT INTO refold_postings VALUES (1, x''); INSERT INTO "
        "refold_merges VALUES (1, 2)",
    };
    const struct place *place = *state;

    for (size_t i = 0; i < sizeof(malformed) / sizeof(*malformed); i++) {
        struct found found;
        fill(place);
        copy_to_run(place);
        execute(place, malformed[i]);
        if (i < SEEN && !is_told(place))
            fail_msg("read: %s", malformed[i]);
        expect(place, false, "features", CHECK_WRONG, &found);
        expect(place, true, "features", CHECK_MENDED, &found);
        if (is_told(place))
            fail_msg("not mended: %s", malformed[i]);
        execute(place, "DELETE FROM postings; DELETE FROM recent_postings");
        expect(place, false, "features", CHECK_OLD, &found);
        assert_string_equal(found.others, "");
        (void)remove(place->path);
    }
}

/* Whether SQLite refuses to write that. */
static bool is_refused(const struct place *place, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    int result = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return result == SQLITE_CONSTRAINT;
}

static void what_is_outside_of_its_domain_is_refused(void **state)
{
    static const char *const wrong[] = {
        "UPDATE feeds SET priority = 1001",
        "UPDATE feeds SET gap = -1",
        "UPDATE feeds SET quiet = -1",
        "UPDATE feeds SET turnover = -1",
        "UPDATE feeds SET redirect_count = -1",
        "UPDATE feeds SET entry_count = -1",
        "UPDATE feeds SET copy_count = entry_count + 1",
        "UPDATE feeds SET copy_count = -1",
        "UPDATE feeds SET recent_count = 33",
        "UPDATE feeds SET status = 4",
        "UPDATE entries SET rule = -1",
        "UPDATE entries SET read = 2",
        "INSERT INTO mutes VALUES (1, 3, 'x', NULL, 1)",
    };

    fill(*state);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        if (!is_refused(*state, wrong[i]))
            fail_msg("taken: %s", wrong[i]);
}

/* Entries that a feed is said not to have cannot be removed, and why is told. */
static void a_count_that_is_wrong_says_what_mends_it(void **state)
{
    const struct place *place = *state;
    struct error refused;

    fill(place);
    execute(place, "UPDATE feeds SET copy_count = 0, entry_count = 0");
    struct store *store = opened(place, STORE_WRITE);
    OK(store_begin(store, &err));
    assert_int_equal(store_execute(store, "DELETE FROM entries", &refused),
                     ERROR_STORAGE);
    assert_non_null(strstr(refused.message, "run newsfold check --repair"));
    store_rollback(store);
    store_free(store);
}

static void an_index_is_made_again(void **state)
{
    const struct place *place = *state;
    struct found found;

    fill(place);
    /* A partial index that is made a whole one behind SQLite's back. */
    execute(place,
            "DROP INDEX entries_story;"
            "CREATE INDEX entries_story ON entries (story) WHERE entry > 2;"
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX entries_story ON "
            "entries (story)' WHERE name = 'entries_story';");
    expect(place, false, "integrity", CHECK_WRONG, &found);
    expect(place, true, "integrity", CHECK_MENDED, &found);
    expect(place, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
}

static void the_statistics_count(void **state)
{
    struct store_statistics all;

    fill(*state);
    struct store *store = opened(*state, STORE_READ);
    OK(store_statistics(store, NOW + 86400, &all, &err));
    store_free(store);
    assert_int_equal(all.feeds, 2);
    assert_int_equal(all.entries, 4);
    assert_int_equal(all.stories, 2);
    assert_int_equal(all.outlets, 2);
    assert_int_equal(all.entries_a_day, 4);
    assert_true(all.duplicates > 0.49 && all.duplicates < 0.51);
    assert_true(all.bytes > 4096 && all.bytes_a_day <= all.bytes);
}

static void a_copy_is_whole_and_private(void **state)
{
    const struct place *place = *state;
    struct place copy = *place;
    struct stat status;
    struct found found;
    struct error refused;

    fill(place);
    snprintf(copy.path, sizeof(copy.path), "%s/a/copy.db", place->folder);
    struct store *store = opened(place, STORE_READ);
    OK(store_backup(store, copy.path, false, &err));
    assert_int_equal(stat(copy.path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(store_backup(store, copy.path, false, &refused),
                     ERROR_INPUT);
    OK(store_backup(store, copy.path, true, &err));
    store_free(store);
    expect(&copy, false, "integrity", CHECK_FINE, &found);
    assert_string_equal(found.others, "");
    (void)remove(copy.path);
}

static void a_copy_of_an_open_transaction_lacks_it(void **state)
{
    const struct place *place = *state;
    struct place copy = *place;
    struct store_statistics all;

    fill(place);
    snprintf(copy.path, sizeof(copy.path), "%s/a/copy.db", place->folder);
    struct store *writer = opened(place, STORE_WRITE);
    struct store *reader = opened(place, STORE_READ);
    OK(store_begin(writer, &err));
    OK(store_feed_remove(writer, 2, &err));
    OK(store_backup(reader, copy.path, false, &err));
    OK(store_commit(writer, &err));
    store_free(writer);
    store_free(reader);
    struct store *store = opened(&copy, STORE_READ);
    OK(store_statistics(store, NOW, &all, &err));
    store_free(store);
    assert_int_equal(all.entries, 4);
    (void)remove(copy.path);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_wrong_before_the_first_poll),
        TEST(all_is_fine_that_was_made_by_folding),
        TEST(each_fault_is_seen_and_mended),
        TEST(what_was_corrected_goes_with_its_entries),
        TEST(words_that_cannot_be_looked_up_are_seen),
        TEST(a_chain_of_merged_stories_leads_to_its_end),
        TEST(entries_of_no_feed_are_lost),
        TEST(what_another_version_of_folding_read_is_told_not_wrong),
        TEST(what_folding_cannot_find_is_told),
        TEST(features_of_two_versions_are_not_kept),
        TEST(malformed_blocks_of_postings_are_taken_out),
        TEST(what_is_outside_of_its_domain_is_refused),
        TEST(a_count_that_is_wrong_says_what_mends_it),
        TEST(an_index_is_made_again),
        TEST(the_statistics_count),
        TEST(a_copy_is_whole_and_private),
        TEST(a_copy_of_an_open_transaction_lacks_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
