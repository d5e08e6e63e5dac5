/* The store: entries, folding's side, stories, digests, crashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/store_internal.h"
#include "tests/store_helper.h"

#define NOW 1700000000

static int64_t add_feed(struct store *store, const char *url,
                        const char *outlet)
{
    return add_fetched(store, url, outlet, NOW);
}

static int64_t put(struct store *store, int64_t feed, const char *guid,
                   const char *title, int64_t now, enum entry_change *ret)
{
    struct entry entry = {.id = guid,
                          .title = title,
                          .summary = "text",
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    enum entry_change change;
    int64_t id;

    OK(store_entry_put(store, feed, &entry, now, &id, ret ? ret : &change,
                       &err));
    return id;
}

/* Fold entry into story (itself: a new one). */
static void fold(struct store *store, int64_t entry, int64_t story)
{
    uint64_t features[] = {7, 1000 + (uint64_t)entry};
    struct fold_assignment assignment = {.entry = entry,
                                         .story = story,
                                         .nearest = entry == story ? 0 : story,
                                         .similarity = 0.5,
                                         .simhash = UINT64_MAX,
                                         .features = features,
                                         .feature_count = 2};
    struct fold_result result = {.assignments = &assignment,
                                 .assignment_count = 1};

    OK(store_fold_apply(store, &result, 1, &err));
}

static int list(void *context, const struct story *story, struct error *err)
{
    char *out = context;

    snprintf(out + strlen(out), 64, "%d:%d/%d@%d ", (int)story->story,
             (int)story->entry_count, (int)story->outlet_count,
             (int)story->lead.entry);
    return 0;
}

static void expect_stories(struct store *store, const struct story_filter *f,
                           const char *expect)
{
    static const struct story_filter any = {
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .first_since = TIME_ABSENT};
    char out[1024] = "";

    OK(store_stories(store, f ? f : &any, list, out, &err));
    assert_string_equal(out, expect);
}

/* In a document of its own. */
static int64_t poll(struct store *store, int64_t feed, const char *guid,
                    const char *title, int64_t now, enum entry_change *ret)
{
    OK(store_begin(store, &err));
    int64_t id = put(store, feed, guid, title, now, ret);
    OK(store_commit(store, &err));
    return id;
}

static void an_entry_is_new_then_known_then_updated(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(store, "http://a.example/", "a.example");
    enum entry_change change;

    int64_t id = poll(store, feed, "g", "one", NOW, &change);
    assert_int_equal(change, ENTRY_NEW);
    assert_int_equal(poll(store, feed, "g", "one", NOW + 1, &change), id);
    assert_int_equal(change, ENTRY_UNCHANGED);
    OK(store_begin(store, &err));
    assert_int_equal(put(store, feed, "g", "two", NOW + 2, &change), id);
    assert_int_equal(change, ENTRY_UPDATED);
    assert_int_not_equal(put(store, feed, "h", "two", NOW, &change), id);
    assert_int_equal(change, ENTRY_NEW);
    OK(store_commit(store, &err));
    store_free(store);
    execute(*state, "CREATE TEMP TABLE t (n INTEGER CHECK (n = 1)); INSERT "
                    "INTO t SELECT count(*) FROM revisions WHERE title = "
                    "'one'");
}

static int count_feed(void *context, const struct feed *feed, struct error *err)
{
    ++*(int *)context;
    return 0;
}

/* Whether a poll at that time asks the only feed. */
static bool is_due(struct store *store, int64_t now)
{
    struct feed_filter filter = {.due_by = now};
    int due = 0;

    OK(store_feeds(store, &filter, count_feed, &due, &err));
    return due != 0;
}

static void a_clock_that_was_ahead_holds_up_no_feed(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(store, "http://a.example/", "a.example");

    OK(store_lease(store, &feed, 1, NOW + 1000000, NOW + 1003600, &err));
    assert_false(is_due(store, NOW + 1000001));
    assert_true(is_due(store, NOW + 999999));
    store_free(store);
}

static void hostile_text_is_stored_as_it_is(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(store, "http://a.example/", "a.example");
    static const char title[] = "'); DROP TABLE entries; --\n\t\"%s\"";
    char *big = calloc(1, 1000001);
    struct fold_document document;
    struct arena arena = {0};

    memset(big, 'x', 1000000);
    int64_t ids[] = {put(store, feed, "g", title, NOW, NULL),
                     put(store, feed, "big", big, NOW, NULL)};
    OK(store_fold_documents(store, ids, 1, &arena, &document, &err));
    assert_string_equal(document.title, title);
    OK(store_fold_documents(store, ids + 1, 1, &arena, &document, &err));
    assert_int_equal(strlen(document.title), 1000000);
    ids[0] = 4711; /* not stored */
    OK(store_fold_documents(store, ids, 1, &arena, &document, &err));
    assert_int_equal(document.entry, 0);
    assert_string_equal(document.title, "");
    assert_string_equal(document.text, "");
    arena_release(&arena);
    free(big);
    store_free(store);
}

static void stories_are_merged_and_forward(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "a.example");
    int64_t b = add_feed(store, "http://b.example/", "b.example");
    struct fold_merge merge = {2, 1};
    struct fold_result result = {.merges = &merge, .merge_count = 1};
    char out[256] = "";

    for (int i = 1; i <= 3; i++)
        put(store, i == 3 ? b : a,
            i == 1   ? "1"
            : i == 2 ? "2"
                     : "3",
            "t", NOW + i, NULL);
    fold(store, 1, 1);
    fold(store, 2, 2);
    fold(store, 3, 2);
    expect_stories(store, NULL, "2:2/2@2 1:1/1@1 ");
    OK(store_fold_apply(store, &result, 1, &err));
    expect_stories(store, NULL, "1:3/2@1 ");
    OK(store_story(store, 2, list, out, &err));
    OK(store_story(store, 3, list, out, &err));
    assert_string_equal(out, "1:3/2@1 1:3/2@1 ");
    struct error err;
    assert_int_equal(store_story(store, 99, list, out, &err), STORE_NONE);
    store_free(store);
}

/* Entry 3 is folded into story 2, and in the same batch story 2 may turn out
 * to be story 1's. What is read then is what the user has read: a copy of it,
 * but not a story that became one with it later. */
static const struct joining {
    const char *name;
    bool first_read, second_read, merged;
    const char *unread; /* stories afterwards */
} joinings[] = {
    {"a copy of a read story", false, true, false, "1:1/1@1 "},
    {"a copy of an unread story", true, false, false, "2:2/1@2 "},
    {"a copy makes one of two read stories", true, true, true, ""},
    {"an unread story joins a read one", true, false, true, "1:3/1@1 "},
    {"a read story joins an unread one", false, true, true, "1:3/1@1 "},
    {"a copy makes one of two unread stories", false, false, true, "1:3/1@1 "},
};

static void join(struct store *store, const struct joining *joining)
{
    static const char *const guids[] = {"1", "2", "3"};
    struct fold_assignment last = {.entry = 3, .story = 2, .similarity = 1};
    struct fold_merge merge = {.from = 2, .into = 1};
    struct fold_result result = {.assignments = &last,
                                 .assignment_count = 1,
                                 .merges = &merge,
                                 .merge_count = joining->merged};
    int64_t feed = add_feed(store, "http://a.example/", "a.example");

    for (int i = 0; i < 2; i++)
        fold(store, put(store, feed, guids[i], guids[i], NOW + i, NULL), i + 1);
    OK(store_mark(store, 1, STORY_READ, joining->first_read, &err));
    OK(store_mark(store, 2, STORY_READ, joining->second_read, &err));
    put(store, feed, guids[2], guids[2], NOW + 2, NULL);
    OK(store_fold_apply(store, &result, 1, &err));
}

static void what_joins_a_story_is_read_or_not(void **state)
{
    static const struct story_filter unread = {
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT, .unread = true},
        .first_since = TIME_ABSENT};
    const struct place *place = *state;

    for (size_t i = 0; i < sizeof(joinings) / sizeof(*joinings); i++) {
        char out[256] = "";
        (void)remove(place->path);
        struct store *store = opened(place, STORE_WRITE);
        join(store, &joinings[i]);
        OK(store_stories(store, &unread, list, out, &err));
        if (strcmp(out, joinings[i].unread) != 0)
            fail_msg("%s: unread: %s", joinings[i].name, out);
        store_free(store);
        execute(place, "CREATE TEMP TABLE t (n INTEGER CHECK (n = 1)); INSERT "
                       "INTO t SELECT s.read = (SELECT min(read) FROM entries "
                       "e WHERE e.story = s.story) FROM stories s");
    }
}

/* 6,000 stories of each of two feeds in turn, then three old ones of a third. */
static void make_many(const struct place *place)
{
    struct store *store = opened(place, STORE_WRITE);

    add_feed(store, "http://a.example/", "a.example");
    add_feed(store, "http://b.example/", "b.example");
    add_feed(store, "http://c.example/", "c.example");
    OK(store_feed_tag(store, 1, "common", true, &err));
    OK(store_feed_tag(store, 3, "common", true, &err));
    OK(store_feed_tag(store, 3, "rare", true, &err));
    store_free(store);
    execute(place,
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < 12003) INSERT INTO entries (entry, feed, story, "
            "identity, content_hash, detail_hash, first_seen, title) SELECT i, "
            "iif(i > 12000, 3, 2 - i % 2), i, i, i, i, iif(i > 12000, i - "
            "12000, 1700000000 + i), 't' FROM n;"
            "INSERT INTO stories (story, lead, first_seen, last_seen, "
            "entry_count, outlet_count, read) SELECT entry, entry, first_seen, "
            "first_seen, 1, 1, entry % 4 = 1 FROM entries");
}

static void a_scope_lists_the_same_whichever_way(void **state)
{
    static const struct {
        const char *tag, *outlet;
        int64_t feed;
        bool unread;
        size_t limit;
        const char *stories;
    } lists[] = {
        {"common", NULL, 0, false, 2, "11999:1/1@11999 11997:1/1@11997 "},
        {"common", NULL, 0, true, 2, "11999:1/1@11999 11995:1/1@11995 "},
        {"rare", NULL, 0, false, 2, "12003:1/1@12003 12002:1/1@12002 "},
        {"rare", NULL, 0, true, 0, "12003:1/1@12003 12002:1/1@12002 "},
        {"common", "c.example", 0, false, 1, "12003:1/1@12003 "},
        {"rare", "a.example", 0, false, 1, ""},
        {NULL, "b.example", 0, false, 2, "12000:1/1@12000 11998:1/1@11998 "},
        {"common", NULL, 2, false, 1, ""},
        {NULL, NULL, 1, true, 1, "11999:1/1@11999 "},
        {"none", NULL, 0, false, 0, ""},
    };

    make_many(*state);
    struct store *store = opened(*state, STORE_WRITE);
    for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
        struct story_filter filter = {.scope = {.tag = lists[i].tag,
                                                .outlet = lists[i].outlet,
                                                .feed = lists[i].feed,
                                                .since = TIME_ABSENT,
                                                .until = TIME_ABSENT,
                                                .unread = lists[i].unread},
                                      .first_since = TIME_ABSENT,
                                      .limit = lists[i].limit};
        expect_stories(store, &filter, lists[i].stories);
    }
    store_free(store);
}

static void postings_are_newest_first_and_leave_the_window(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "a.example");
    const struct fold_source *source = store_fold_source(store, 1);
    uint64_t features[] = {7, 8};
    struct fold_postings found[2];
    struct fold_document document;
    struct arena arena = {0};

    for (int i = 0; i < 3; i++) {
        char guid[2] = {(char)('a' + i), 0};
        int64_t id = put(store, a, guid, "t", NOW + i * 100, NULL);
        fold(store, id, id);
    }
    OK(source->postings(source->context, features, 2, 2, &arena, found, &err));
    assert_int_equal(found[0].count, 2);
    assert_int_equal(found[0].items[0].entry, 3);
    assert_int_equal(found[0].items[0].story, 3);
    fold(store, 3, 1);
    OK(source->postings(source->context, features, 2, 2, &arena, found, &err));
    assert_int_equal(found[0].items[0].story, 1);
    OK(source->documents(source->context, &found[0].items[0].entry, 1, &arena,
                         &document, &err));
    assert_int_equal(document.story, 1);
    assert_int_equal(found[1].count, 0);
    OK(store_fold_expire(store, NOW + 150, &err));
    OK(source->postings(source->context, features, 2, 9, &arena, found, &err));
    assert_int_equal(found[0].count, 1);
    assert_int_equal(found[0].items[0].entry, 3);
    arena_release(&arena);
    store_free(store);
}

/* A statement that is not at its end holds a checkpoint up. */
static void what_was_read_does_not_hold_up_the_log(void **state)
{
    const struct place *place = *state;
    struct store *store = opened(place, STORE_WRITE);
    const struct fold_source *source = store_fold_source(store, 1);
    int64_t id = put(store, add_feed(store, "http://a.example/", "a.example"),
                     "a", "t", NOW, NULL);
    struct fold_document document;
    struct arena arena = {0};
    struct stat status;
    char log[300];

    fold(store, id, id);
    OK(source->documents(source->context, &id, 1, &arena, &document, &err));
    assert_int_equal(document.entry, id);
    OK(store_checkpoint(store, &err));
    snprintf(log, sizeof(log), "%s-wal", place->path);
    assert_int_equal(stat(log, &status), 0);
    assert_int_equal(status.st_size, 0);
    arena_release(&arena);
    store_free(store);
}

/* As of a database that is damaged; what was not made may be reset. */
static void a_statement_that_cannot_be_made_is_null(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    sqlite3_stmt *row = (sqlite3_stmt *)state;
    struct error err;

    assert_int_not_equal(store_bind(store, &row, &err, "SELECT nothing", ""),
                         0);
    assert_null(row);
    store_free(store);
}

static void counts_add_up(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    const struct fold_source *source = store_fold_source(store, 1);
    struct fold_count counts[] = {{1, 5, 2}, {1, UINT64_MAX, 3}};
    struct fold_result result = {.counts = counts, .count_count = 2};
    struct fold_count keys[] = {{0, 5, 9}, {1, 5, 9}, {1, UINT64_MAX, 9}};

    OK(store_fold_apply(store, &result, 1, &err));
    OK(store_fold_apply(store, &result, 1, &err));
    OK(source->counts(source->context, keys, 3, &err));
    assert_int_equal(keys[0].count, 0);
    assert_int_equal(keys[1].count, 4);
    assert_int_equal(keys[2].count, 6);
    store_free(store);
}

static bool is_foreign(struct store *store, unsigned version)
{
    bool foreign = false;

    OK(store_fold_is_foreign(store, version, &foreign, &err));
    return foreign;
}

/* What that version of folding is told that there is: of feature 7, and of
 * counts. */
static void expect_index(struct store *store, unsigned version, size_t postings,
                         unsigned counted)
{
    const struct fold_source *source = store_fold_source(store, version);
    const uint64_t features[] = {7};
    struct fold_count count = {1, 5, 9};
    struct fold_postings found = {NULL, 9};
    struct arena arena = {0};

    OK(source->postings(source->context, features, 1, 9, &arena, &found, &err));
    OK(source->counts(source->context, &count, 1, &err));
    assert_int_equal(found.count, postings);
    assert_int_equal(count.count, counted);
    arena_release(&arena);
}

/* Versions of folding are never compared: to one, the index of another is
 * empty, and writing begins it anew. */
static void an_index_is_of_one_version(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "a.example");
    struct fold_count count = {1, 5, 2};
    struct fold_result counted = {.counts = &count, .count_count = 1};

    assert_false(is_foreign(store, 2));
    int64_t one = put(store, a, "a", "t", NOW, NULL);
    fold(store, one, one);
    OK(store_fold_apply(store, &counted, 1, &err));
    assert_false(is_foreign(store, 1));
    assert_true(is_foreign(store, 2));
    expect_index(store, 1, 1, 2);
    expect_index(store, 2, 0, 0);
    copy_to_run(*state);
    OK(store_fold_adopt(store, 2, &err));
    expect_index(store, 2, 0, 0);
    int64_t two = put(store, a, "b", "t", NOW, NULL);
    fold(store, two, two);
    expect_index(store, 1, 1, 0);
    copy_to_run(*state);
    execute(*state, "DELETE FROM postings");
    expect_index(store, 1, 1, 0);
    store_free(store);
}

static void a_removed_feed_takes_its_entries(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "a.example");
    int64_t b = add_feed(store, "http://b.example/", "b.example");

    fold(store, put(store, a, "1", "t", NOW, NULL), 1);
    fold(store, put(store, b, "1", "t", NOW, NULL), 1);
    fold(store, put(store, a, "2", "u", NOW, NULL), 3);
    expect_stories(store, NULL, "3:1/1@3 1:2/2@1 ");
    OK(store_feed_remove(store, a, &err));
    expect_stories(store, NULL, "1:1/1@2 ");
    struct error err;
    assert_int_equal(store_feed_remove(store, a, &err), STORE_NONE);
    store_free(store);
}

static void expect_digest(struct store *store, size_t outlets,
                          const char *expect)
{
    struct story_filter filter = {
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .first_since = TIME_ABSENT,
        .min_outlets = outlets};
    char out[256] = "";
    int64_t mark;

    OK(store_digest_stories(store, outlets ? "two" : "all", &filter, list, out,
                            &mark, &err));
    assert_string_equal(out, expect);
    OK(store_digest_mark(store, outlets ? "two" : "all", mark, NOW, &err));
}

static void a_digest_tells_each_story_once(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "a.example");
    int64_t b = add_feed(store, "http://b.example/", "b.example");

    fold(store, put(store, a, "1", "t", NOW, NULL), 1);
    expect_digest(store, 0, "1:1/1@1 ");
    expect_digest(store, 2, "");
    fold(store, put(store, b, "1", "t", NOW, NULL), 1);
    fold(store, put(store, b, "2", "t", NOW, NULL), 3);
    expect_digest(store, 0, "3:1/1@3 ");
    /* The second outlet came after the mark. */
    expect_digest(store, 2, "1:2/2@1 ");
    expect_digest(store, 2, "");
    expect_digest(store, 0, "");
    store_free(store);
}

static void feeds_are_found_by_id_url_or_part(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t found = 0;
    struct error err;

    add_feed(store, "http://a.example/x", "a.example");
    add_feed(store, "http://b.example/x", "b.example");
    assert_int_equal(store_feed_find(store, "2", &found, &err), 0);
    assert_int_equal(found, 2);
    assert_int_equal(store_feed_find(store, "a.exa", &found, &err), 0);
    assert_int_equal(found, 1);
    assert_int_equal(store_feed_find(store, "/x", &found, &err), ERROR_INPUT);
    assert_int_equal(store_feed_find(store, "zzz", &found, &err), STORE_NONE);
    assert_int_equal(store_feed_find(store, "", &found, &err), STORE_NONE);
    store_free(store);
}

static void validators_of_a_cut_body_are_not_kept(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    struct feed_info info = {0};
    struct feed_result result = {
        .feed = add_feed(store, "http://a.example/x", "a.example"),
        .now = NOW,
        .success = true,
        .new_body = true,
        .etag = "\"e\"",
        .info = &info};

    OK(store_feed_result(store, &result, &err));
    store_free(store);
    execute(*state, "CREATE TEMP TABLE t (n INTEGER CHECK (n = 1)); INSERT "
                    "INTO t SELECT etag IS NULL FROM feeds");
}

/* Killed within a transaction: what was committed is there, no more. */
static void a_killed_writer_loses_its_transaction_only(void **state)
{
    struct store *store = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(store, "http://a.example/", "a.example");
    int status;

    fold(store, put(store, feed, "1", "kept", NOW, NULL), 1);
    store_free(store);
    pid_t child = fork();
    if (child == 0) {
        struct error err;
        store = opened(*state, STORE_WRITE);
        store_begin(store, &err);
        fold(store, put(store, feed, "2", "lost", NOW, NULL), 2);
        raise(SIGKILL);
    }
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    store = opened(*state, STORE_WRITE);
    expect_stories(store, NULL, "1:1/1@1 ");
    store_free(store);
    execute(*state, "PRAGMA integrity_check");
}

static void a_reader_does_not_wait_for_the_writer(void **state)
{
    struct store *writer = opened(*state, STORE_WRITE);
    int64_t feed = add_feed(writer, "http://a.example/", "a.example");

    fold(writer, put(writer, feed, "1", "t", NOW, NULL), 1);
    OK(store_begin(writer, &err));
    fold(writer, put(writer, feed, "2", "t", NOW, NULL), 2);
    struct store *reader = opened(*state, STORE_READ);
    expect_stories(reader, NULL, "1:1/1@1 ");
    store_free(reader);
    OK(store_commit(writer, &err));
    store_free(writer);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_entry_is_new_then_known_then_updated),
        TEST(a_clock_that_was_ahead_holds_up_no_feed),
        TEST(hostile_text_is_stored_as_it_is),
        TEST(stories_are_merged_and_forward),
        TEST(what_joins_a_story_is_read_or_not),
        TEST(a_scope_lists_the_same_whichever_way),
        TEST(postings_are_newest_first_and_leave_the_window),
        TEST(what_was_read_does_not_hold_up_the_log),
        TEST(counts_add_up),
        TEST(an_index_is_of_one_version),
        TEST(a_removed_feed_takes_its_entries),
        TEST(a_digest_tells_each_story_once),
        TEST(feeds_are_found_by_id_url_or_part),
        TEST(validators_of_a_cut_body_are_not_kept),
        TEST(a_killed_writer_loses_its_transaction_only),
        TEST(a_reader_does_not_wait_for_the_writer),
        TEST(a_statement_that_cannot_be_made_is_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
