/*
 * Folding's side of the database: answering its questions, writing its
 * answers.
 *
 * Questions come sorted, a batch at a time, and are answered by one statement
 * stepped once a key, or a block of them (postings.c): neighbouring keys share
 * pages, so the index is walked once. Answers are sorted by key before they are written, for the same
 * reason; written as they come, each would touch a page of its own.
 */
#include "base/alloc.h"
#include "base/ids.h"
#include "store/counts.h"
#include "store/postings.h"
#include "store/store_internal.h"

#define DAY 86400

/* Whether the index is one that the source's user can read. */
static int is_readable(struct store *store, bool *ret, struct error *err)
{
    int result = store_fold_is_foreign(store, store->source_version, ret, err);

    *ret = !*ret;
    return result;
}

static int source_postings(void *context, const uint64_t *features,
                           size_t count, size_t limit, struct arena *arena,
                           struct fold_postings *ret, struct error *err)
{
    struct store *store = context;
    struct posting_query query = {store->window_entry, limit};
    bool readable = false;
    int result = is_readable(store, &readable, err);

    for (size_t i = 0; i < count; i++)
        ret[i] = (struct fold_postings){0};
    return result < 0 || !readable
               ? result
               : store_postings_read(store, &posting_index, &query, features,
                                     count, arena, ret, err);
}

static int source_documents(void *context, const int64_t *entries, size_t count,
                            struct arena *arena, struct fold_document *ret,
                            struct error *err)
{
    struct store *store = context;
    int result = 0;

    for (size_t i = 0; i < count && result >= 0; i++) {
        sqlite3_stmt *row;
        ret[i] = (struct fold_document){.title = "", .text = ""};
        result = store_bind(
            store, &row, err,
            "SELECT e.entry, coalesce(story, 0), coalesce(outlet, -e.feed), "
            "first_seen, e.title, coalesce(content, summary, ''), canonical, "
            "guid FROM entries e LEFT JOIN texts USING (entry) LEFT JOIN "
            "feeds USING (feed) WHERE e.entry = ?1",
            "i", entries[i]);
        if (result == 0)
            result = store_step(store, row, err);
        if (result != STEP_ROW)
            continue;
        ret[i] = (struct fold_document){
            .entry = sqlite3_column_int64(row, 0),
            .story = sqlite3_column_int64(row, 1),
            .outlet = sqlite3_column_int64(row, 2),
            .first_seen = sqlite3_column_int64(row, 3),
            .title = column_filled(row, 4, arena),
            .text = column_text(row, 5, arena),
            .link = column_text(row, 6, arena),
            .guid = column_text(row, 7, arena),
        };
        sqlite3_reset(row); /* a reading statement keeps the log from ending */
    }
    return result < 0 ? result : 0;
}

static int source_members(void *context, int64_t story, size_t limit,
                          struct arena *arena, int64_t **ret_entries,
                          size_t *ret_count, struct error *err)
{
    struct store *store = context;
    int64_t *entries = arena_calloc(arena, limit + 1, sizeof(*entries));
    size_t count = 0;
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err,
                            "SELECT entry FROM entries WHERE story = ?1 "
                            "ORDER BY entry DESC LIMIT ?2",
                            "ii", story, (int64_t)limit);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        entries[count++] = sqlite3_column_int64(row, 0);
    if (result < 0)
        return result;
    *ret_entries = entries;
    *ret_count = count;
    return 0;
}

static int source_counts(void *context, struct fold_count *keys, size_t count,
                         struct error *err)
{
    struct store *store = context;
    bool readable = false;
    int result = is_readable(store, &readable, err);

    for (size_t i = 0; i < count; i++)
        keys[i].count = 0;
    return result < 0 || !readable
               ? result
               : store_counts_read(store, &count_index, keys, count, err);
}

void store_source_init(struct store *store)
{
    store->source =
        (struct fold_source){store,          source_postings, source_documents,
                             source_members, source_counts,   store_links};
}

const struct fold_source *store_fold_source(struct store *store,
                                            unsigned version)
{
    store->source_version = version;
    return &store->source;
}

int store_fold_documents(struct store *store, const int64_t *entries,
                         size_t count, struct arena *arena,
                         struct fold_document *ret, struct error *err)
{
    return source_documents(store, entries, count, arena, ret, err);
}

/* Writing a result */

/* An entry that was folded before moves; the story it leaves is touched. */
static int leave_story(struct store *store,
                       const struct fold_assignment *assignment,
                       struct ids *touched, struct error *err)
{
    int64_t before;
    int result = store_story_of(store, assignment->entry, &before, err);

    if (result < 0 || !before || before == assignment->story)
        return result;
    ids_add(touched, before);
    result = store_run(store, err,
                       "UPDATE entries SET story = NULL WHERE entry = ?1", "i",
                       assignment->entry);
    if (result == 0)
        result = store_run(store, err,
                           "INSERT OR REPLACE INTO forwards (story, target) "
                           "SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM "
                           "entries WHERE story = ?1)",
                           "ii", before, assignment->story);
    /* Forwards never chain: those that led here lead on. */
    if (result == 0)
        result = store_run(store, err,
                           "UPDATE forwards SET target = ?2 WHERE target = ?1 "
                           "AND story <> ?2 AND NOT EXISTS (SELECT 1 FROM "
                           "entries WHERE story = ?1)",
                           "ii", before, assignment->story);
    return result;
}

/* A story that was merged away may be founded again by its first entry. */
static int found_story(struct store *store, int64_t entry, struct error *err)
{
    int result = store_run(store, err, "DELETE FROM forwards WHERE story = ?1",
                           "i", entry);

    if (result < 0)
        return result;
    result =
        store_run(store, err,
                  "INSERT INTO stories (story, lead, first_seen, "
                  "last_seen, entry_count, outlet_count, read, starred, "
                  "changed, muted) SELECT entry, entry, first_seen, "
                  "first_seen, 1, 1, coalesce(read, 0), starred, changed, "
                  "max(entries.muted, feeds.muted) FROM entries JOIN feeds "
                  "USING (feed) WHERE entry = ?1 ON CONFLICT DO NOTHING",
                  "i", entry);
    /* One of that number may be there: others have come to it meanwhile. */
    if (result == 0 && !sqlite3_changes(store->db))
        result = store_story_refresh(store, entry, err);
    return result;
}

static int put_assignment(struct store *store,
                          const struct fold_assignment *assignment,
                          unsigned version, struct ids *touched,
                          struct error *err)
{
    int result = leave_story(store, assignment, touched, err);

    if (result == 0)
        result = store_run(
            store, err,
            "UPDATE entries SET story = ?2, nearest = nullif(?3, 0), "
            "similarity = ?4, rule = ?5, simhash = ?6, fold_version = ?7 "
            "WHERE entry = ?1",
            "iiidiii", assignment->entry, assignment->story,
            assignment->nearest, assignment->similarity,
            (int64_t)assignment->rule, (int64_t)assignment->simhash,
            (int64_t)version);
    if (result == 0 && assignment->story == assignment->entry)
        return found_story(store, assignment->entry, err);
    ids_add(touched, assignment->story);
    return result;
}

static int put_merge(struct store *store, const struct fold_merge *merge,
                     struct ids *touched, struct error *err)
{
    int result =
        store_run(store, err, "UPDATE entries SET story = ?2 WHERE story = ?1",
                  "ii", merge->from, merge->into);

    if (result == 0)
        result = store_run(store, err, "DELETE FROM stories WHERE story = ?1",
                           "i", merge->from);
    /* Forwards never chain: those that led here lead on. */
    if (result == 0)
        result = store_run(store, err,
                           "UPDATE forwards SET target = ?2 WHERE target = ?1 "
                           "AND story <> ?2",
                           "ii", merge->from, merge->into);
    if (result == 0)
        result = store_run(store, err,
                           "INSERT OR REPLACE INTO forwards (story, target) "
                           "VALUES (?1, ?2)",
                           "ii", merge->from, merge->into);
    ids_add(touched, merge->into);
    return result;
}

/* Count each of the stories again: once, however many entries have come, for
 * one that a feed floods would be read whole for each of them. */
static int refresh_touched(struct store *store, struct ids *touched,
                           struct error *err)
{
    int result = 0;

    if (!touched->count)
        return 0;
    touched->count = ids_distinct(touched->items, touched->count);
    for (size_t i = 0; i < touched->count && result == 0; i++)
        result = store_story_refresh(store, touched->items[i], err);
    return result;
}

int store_story_refresh(struct store *store, int64_t story, struct error *err)
{
    int result = store_run(
        store, err,
        "UPDATE stories SET " STORY_TOTAL_COLUMNS " = " STORY_TOTALS(
            "?1") ", lead = coalesce(" STORY_LEAD("?1") ", 0) WHERE story = ?1",
        "i", story);

    if (result == 0)
        result = store_run(
            store, err,
            "DELETE FROM forwards WHERE target = ?1 AND EXISTS (SELECT 1 FROM "
            "stories WHERE story = ?1 AND entry_count = 0)",
            "i", story);
    if (result < 0)
        return result;
    return store_run(store, err,
                     "DELETE FROM stories WHERE story = ?1 AND entry_count = 0",
                     "i", story);
}

int store_story_of(struct store *store, int64_t entry, int64_t *ret_story,
                   struct error *err)
{
    return store_integer(store, 0, ret_story, err,
                         "SELECT story FROM entries WHERE entry = ?1", "i",
                         entry);
}

int store_entry_refresh(struct store *store, int64_t entry, struct error *err)
{
    int64_t story = 0;
    int result = store_story_of(store, entry, &story, err);

    return result < 0 || !story ? result
                                : store_story_refresh(store, story, err);
}

int store_feed_recount(struct store *store, int64_t feed, struct error *err)
{
    return store_run(
        store, err,
        "UPDATE stories SET " STORY_TOTAL_COLUMNS
        " = " STORY_TOTALS("stories.story") ", lead = " STORY_LEAD(
            "stories.story") " WHERE story IN (SELECT story FROM entries "
                             "WHERE feed = ?1)",
        "i", feed);
}

/* A new entry is read where the story that it came to is, also through a merge:
 * a copy of what was read is no news. */
static int settle_read(struct store *store, int64_t entry, struct error *err)
{
    return store_run(store, err,
                     "UPDATE entries SET read = (SELECT s.read FROM stories s "
                     "WHERE s.story = entries.story) WHERE entry = ?1 AND read "
                     "IS NULL",
                     "i", entry);
}

int store_fold_apply(struct store *store, const struct fold_result *result,
                     unsigned version, struct error *err)
{
    struct ids touched = {0};
    int done = store_fold_adopt(store, version, err);

    for (size_t i = 0; i < result->assignment_count && done == 0; i++)
        done = put_assignment(store, &result->assignments[i], version, &touched,
                              err);
    for (size_t i = 0; i < result->merge_count && done == 0; i++)
        done = put_merge(store, &result->merges[i], &touched, err);
    if (done == 0)
        done = refresh_touched(store, &touched, err);
    xfree(touched.items);
    for (size_t i = 0; i < result->assignment_count && done == 0; i++)
        done = settle_read(store, result->assignments[i].entry, err);
    if (done == 0)
        done = store_postings_put(store, &posting_index, result, err);
    if (done == 0)
        done = store_counts_put(store, &count_index, result, store->now, err);
    return done;
}

int store_setting_put(struct store *store, const char *name, int64_t value,
                      struct error *err)
{
    return store_run(store, err,
                     "INSERT OR REPLACE INTO settings (name, value) VALUES "
                     "(?1, ?2)",
                     "ti", name, value);
}

int store_window_of(struct store *store, int64_t before, int64_t *ret_entry,
                    struct error *err)
{
    return store_integer(
        store, 0, ret_entry, err,
        "SELECT coalesce((SELECT entry FROM entries WHERE first_seen >= ?1 AND "
        "entry >= ?2 ORDER BY entry LIMIT 1), (SELECT max(entry) + 1 FROM "
        "entries), ?2)",
        "ii", before, store->window_entry);
}

int store_window_move(struct store *store, int64_t before, bool *ret_moved,
                      struct error *err)
{
    int64_t window = 0;
    int result = store_window_of(store, before, &window, err);

    *ret_moved = result == 0 && window > store->window_entry;
    if (!*ret_moved)
        return result;
    result = store_setting_put(store, "window_entry", window, err);
    store->window_entry = window;
    return result;
}

/* Nothing is left of entries before postings_entry, so they can be pruned. */
static int drop_expired(struct store *store, int64_t before, struct error *err)
{
    int result = store_setting_put(store, "expired", before, err);

    if (result == 0)
        result = store_postings_expire(store, store->window_entry, err);
    if (result == 0)
        result = store_counts_expire(store, before, err);
    return result < 0 ? result
                      : store_setting_put(store, "postings_entry",
                                          store->window_entry, err);
}

/* The window moves at every poll, past what has just left it; that is deleted
 * once a day, since it reads the whole index. */
int store_fold_expire(struct store *store, int64_t before, struct error *err)
{
    int64_t last = 0;
    bool moved = false;
    int result = store_window_move(store, before, &moved, err);

    if (result == 0)
        result = store_integer(
            store, 0, &last, err,
            "SELECT value FROM settings WHERE name = 'expired'", "");
    if (result < 0 || !moved || (before < last + DAY && before >= last))
        return result;
    return drop_expired(store, before, err);
}

int store_fold_forget(struct store *store, int64_t before, struct error *err)
{
    int64_t dropped = 0;
    bool moved = false;
    int result = store_window_move(store, before, &moved, err);

    if (result == 0)
        result = store_integer(
            store, 0, &dropped, err,
            "SELECT value FROM settings WHERE name = 'postings_entry'", "");
    if (result < 0 || dropped == store->window_entry)
        return result;
    return drop_expired(store, before, err);
}
