/*
 * Folding the window again, beside the index and the stories that are in use.
 *
 * Entries are folded in their order into tables of their own, as they would be
 * into an empty database; each chunk is a transaction, so one that is killed
 * has done whole chunks, and the next goes on after the newest entry there.
 * The tables are named without their schema: a dry run has temporary ones of
 * the same names, which are found first, and writes nothing into the file.
 *
 * Others write in between. Entries that came are folded before the end, and so
 * are those whose text has changed, which a hash tells; removed ones are passed
 * over. When a correction was made or undone, all begins anew. Matches with
 * what came before the window cannot be judged anew: there is nothing of it in
 * the index, nor of what an import brought later but was first seen before. An
 * entry that nothing else holds stays by such a match (`stay`).
 */
#include "base/alloc.h"
#include "store/counts.h"
#include "store/postings.h"
#include "store/store_internal.h"

#define CHUNK_BYTES ((size_t)16 << 20) /* of texts */

/* Whether the entry of this alias is one to be folded; bound to both sides of
 * the window's beginning. */
#define IN_WINDOW(alias) alias ".entry >= ?1 AND " alias ".first_seen >= ?2"
#define IS_IN_WINDOW(entry)                                  \
    "EXISTS (SELECT 1 FROM entries w WHERE w.entry = " entry \
    " AND " IN_WINDOW("w") ")"

static int make_temporary(struct store *store, struct error *err)
{
    return store_execute(
        store,
        "CREATE TEMP TABLE refold_state (version INTEGER, window_entry "
        "INTEGER, since INTEGER, corrections INTEGER);"
        "CREATE TEMP TABLE refold_entries (entry INTEGER PRIMARY KEY, story "
        "INTEGER, content_hash INTEGER, nearest INTEGER, similarity REAL, "
        "rule INTEGER, simhash INTEGER);"
        "CREATE INDEX temp.refold_entries_story ON refold_entries (story);"
        "CREATE TEMP TABLE refold_postings (last INTEGER PRIMARY KEY, items "
        "BLOB);"
        "CREATE TEMP TABLE refold_counts (last INTEGER PRIMARY KEY, items "
        "BLOB);"
        "CREATE TEMP TABLE refold_merges (story INTEGER PRIMARY KEY, target "
        "INTEGER);",
        err);
}

int store_refold_clear(struct store *store, struct error *err)
{
    static const char *const steps[] = {
        "/* whole */ DELETE FROM refold_state",
        "/* whole */ DELETE FROM refold_entries",
        "/* whole */ DELETE FROM refold_postings",
        "/* whole */ DELETE FROM refold_counts",
        "/* whole */ DELETE FROM refold_merges",
    };
    int result = 0;

    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps) && result == 0; i++)
        result = store_run(store, err, steps[i], "");
    return result;
}

int store_refold_count(struct store *store, int64_t *ret, struct error *err)
{
    return store_integer(store, 0, ret, err,
                         WHOLE "SELECT count(*) FROM refold_entries", "");
}

int store_refold_abandon(struct store *store, size_t *ret_entries,
                         struct error *err)
{
    int64_t count = 0;
    int result = store_refold_count(store, &count, err);

    if (result == 0)
        result = store_refold_clear(store, err);
    if (result == 0)
        *ret_entries = (size_t)count;
    return result;
}

/* One number of what the user has corrected. */
static int hash_corrections(struct store *store, int64_t *ret,
                            struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT group_concat(correction || ':' || together || ':' || side || "
        "':' || entry) FROM (SELECT correction, together, side, entry FROM "
        "corrections JOIN corrected USING (correction) ORDER BY 1, 3, 4)",
        "");

    if (result == 0)
        result = store_step(store, row, err);
    if (result < 0)
        return result;
    const char *text = (const char *)sqlite3_column_text(row, 0);
    *ret = store_hash(&text, 1);
    sqlite3_reset(row);
    return 0;
}

static int begin_anew(struct store *store, const struct refold_options *options,
                      int64_t corrections, int64_t window, struct error *err)
{
    int result = store_refold_clear(store, err);

    if (result < 0)
        return result;
    store->refold_window = window;
    store->refold_since = options->before;
    return store_run(store, err,
                     "INSERT INTO refold_state (version, window_entry, since, "
                     "corrections) VALUES (?1, ?2, ?3, ?4)",
                     "iiii", (int64_t)options->version, window, options->before,
                     corrections);
}

static int find_window(struct store *store,
                       const struct refold_options *options, int64_t *ret,
                       struct error *err)
{
    bool moved;

    if (options->dry)
        return store_window_of(store, options->before, ret, err);
    int result = store_window_move(store, options->before, &moved, err);
    *ret = store->window_entry;
    return result;
}

/* Where it began; refold_window is -1 when nothing is there to go on with. */
static int read_state(struct store *store, const struct refold_options *options,
                      int64_t corrections, struct error *err)
{
    int result = store_integer(
        store, -1, &store->refold_window, err,
        "SELECT window_entry FROM refold_state WHERE version = ?1 AND "
        "corrections = ?2",
        "ii", (int64_t)options->version, corrections);

    return result < 0 ? result
                      : store_integer(store, 0, &store->refold_since, err,
                                      "SELECT since FROM refold_state", "");
}

int store_refold_enter(struct store *store,
                       const struct refold_options *options, bool *ret_anew,
                       struct error *err)
{
    int64_t corrections, window;
    int result = hash_corrections(store, &corrections, err);

    if (result == 0)
        result = read_state(store, options, corrections, err);
    if (result < 0)
        return result;
    *ret_anew = store->refold_window < 0;
    if (!*ret_anew)
        return 0;
    result = find_window(store, options, &window, err);
    return result < 0 ? result
                      : begin_anew(store, options, corrections, window, err);
}

int store_refold_rehearse(struct store *store, struct error *err)
{
    int result = store_execute(store, "BEGIN", err);

    return result < 0 ? result : make_temporary(store, err);
}

int store_refold_progress(struct store *store, size_t *ret_done,
                          size_t *ret_all, struct error *err)
{
    int64_t done = 0;
    int64_t left = 0;
    int result = store_refold_count(store, &done, err);

    if (result == 0)
        result = store_integer(
            store, 0, &left, err,
            "SELECT count(*) FROM entries WHERE entry >= max(?1, (SELECT "
            "coalesce(max(entry) + 1, 0) FROM refold_entries)) AND "
            "+first_seen >= ?2",
            "ii", store->refold_window, store->refold_since);
    if (result < 0)
        return result;
    *ret_done = (size_t)done;
    *ret_all = (size_t)(done + left);
    return 0;
}

/* The first column of each row, as long as the texts in the second are no more
 * than a chunk's. */
static int take_ids(struct store *store, sqlite3_stmt *row, int64_t *ret,
                    size_t *ret_count, struct error *err)
{
    size_t count = 0;
    size_t taken = 0;
    int result;

    while ((result = store_step(store, row, err)) == STEP_ROW) {
        taken += (size_t)sqlite3_column_bytes(row, 1);
        if (count && taken > CHUNK_BYTES)
            break;
        ret[count++] = sqlite3_column_int64(row, 0);
    }
    sqlite3_reset(row);
    *ret_count = count;
    return result < 0 ? result : 0;
}

/* A text that changed is folded again as by a poll: one that founded a group
 * which others have joined stays. */
static int keep_founders(struct store *store, struct error *err)
{
    return store_run(
        store, err,
        "/* whole */ UPDATE refold_entries AS r SET content_hash = "
        "e.content_hash FROM entries e WHERE e.entry = r.entry AND "
        "e.content_hash <> r.content_hash AND r.story = r.entry AND EXISTS "
        "(SELECT 1 FROM refold_entries o WHERE o.story = r.entry AND o.entry "
        "<> r.entry)",
        "");
}

int store_refold_next(struct store *store, size_t limit, int64_t *ret_entries,
                      size_t *ret_count, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT entry, coalesce(content, summary) FROM entries LEFT JOIN texts "
        "USING (entry) WHERE entry >= max(?1, (SELECT coalesce(max(entry) + 1, "
        "0) FROM refold_entries)) AND +first_seen >= ?2 ORDER BY entry LIMIT "
        "?3",
        "iii", store->refold_window, store->refold_since, (int64_t)limit);

    if (result == 0)
        result = take_ids(store, row, ret_entries, ret_count, err);
    if (result < 0 || *ret_count)
        return result;
    result = keep_founders(store, err);
    if (result == 0)
        result = store_bind(
            store, &row, err,
            "/* whole */ SELECT r.entry, coalesce(content, summary) FROM "
            "refold_entries r JOIN entries e USING (entry) LEFT JOIN texts t "
            "ON t.entry = e.entry WHERE e.content_hash <> r.content_hash ORDER "
            "BY r.entry LIMIT ?1",
            "i", (int64_t)limit);
    return result < 0 ? result
                      : take_ids(store, row, ret_entries, ret_count, err);
}

/* The source */

static int refold_postings(void *context, const uint64_t *features,
                           size_t count, size_t limit, struct arena *arena,
                           struct fold_postings *ret, struct error *err)
{
    struct store *store = context;
    struct posting_query query = {store->refold_window, limit};

    return store_postings_read(store, &posting_refold, &query, features, count,
                               arena, ret, err);
}

static int refold_documents(void *context, const int64_t *entries, size_t count,
                            struct arena *arena, struct fold_document *ret,
                            struct error *err)
{
    struct store *store = context;
    int result = store_fold_documents(store, entries, count, arena, ret, err);

    for (size_t i = 0; i < count && result == 0; i++)
        result =
            store_integer(store, 0, &ret[i].story, err,
                          "SELECT story FROM refold_entries WHERE entry = ?1",
                          "i", entries[i]);
    return result;
}

/* Of a story that began before the window, those entries, too. */
static int refold_members(void *context, int64_t story, size_t limit,
                          struct arena *arena, int64_t **ret_entries,
                          size_t *ret_count, struct error *err)
{
    struct store *store = context;
    int64_t *entries = arena_calloc(arena, limit + 1, sizeof(*entries));
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT e.entry FROM entries e WHERE e.story = ?3 AND NOT "
        "(" IN_WINDOW("e") ") UNION ALL SELECT r.entry FROM refold_entries r "
                           "JOIN entries USING (entry) WHERE r.story = ?3 "
                           "ORDER BY 1 DESC LIMIT ?4",
        "iiii", store->refold_window, store->refold_since, story,
        (int64_t)limit);

    if (result == 0)
        result = take_ids(store, row, entries, ret_count, err);
    if (result == 0)
        *ret_entries = entries;
    return result;
}

static int refold_counts(void *context, struct fold_count *keys, size_t count,
                         struct error *err)
{
    return store_counts_read(context, &count_refold, keys, count, err);
}

static int refold_links(void *context, struct arena *arena,
                        struct fold_link **ret_links, size_t *ret_count,
                        struct error *err)
{
    struct store *store = context;
    int result = store_links(context, arena, ret_links, ret_count, err);

    /* One from before the window is where its story's founder is, or where
     * that was found to belong. */
    for (size_t i = 0; i < *ret_count && result == 0; i++)
        result = store_integer(
            store, 0, &(*ret_links)[i].story, err,
            "SELECT iif(" IS_IN_WINDOW(
                "?3") ", (SELECT story FROM "
                      "refold_entries WHERE entry = ?3), coalesce((SELECT story FROM "
                      "refold_entries WHERE entry = ?4), (SELECT target FROM "
                      "refold_merges WHERE story = ?4), ?4))",
            "iiii", store->refold_window, store->refold_since,
            (*ret_links)[i].entry, (*ret_links)[i].story);
    return result;
}

const struct fold_source *store_refold_source(struct store *store)
{
    store->refold_source =
        (struct fold_source){store,          refold_postings, refold_documents,
                             refold_members, refold_counts,   refold_links};
    return &store->refold_source;
}

int store_refold_documents(struct store *store, const int64_t *entries,
                           size_t count, struct arena *arena,
                           struct fold_document *ret, struct error *err)
{
    int result = store_fold_documents(store, entries, count, arena, ret, err);

    for (size_t i = 0; i < count && result == 0; i++) {
        if (!ret[i].entry) /* of an index that is damaged */
            return error_set(err, ERROR_STORAGE,
                             "entry %lld of %s is not whole: newsfold check "
                             "--repair mends it",
                             (long long)entries[i], store->path);
        ret[i].story = 0;
        result = store_integer(
            store, 0, &ret[i].stay, err,
            "SELECT coalesce((SELECT target FROM refold_merges m WHERE m.story "
            "= e.story), e.story) FROM entries e WHERE e.entry = ?3 AND "
            "e.nearest IS NOT NULL AND e.rule <> ?4 AND NOT " IS_IN_WINDOW(
                "e.nearest") " AND NOT " IS_IN_WINDOW("e.story") " AND EXISTS "
                                                                 "(SELECT 1 FROM entries o WHERE o.story = e.story AND NOT "
                                                                 "(" IN_WINDOW(
                                                                     "o") "))",
            "iiii", store->refold_window, store->refold_since, entries[i],
            (int64_t)FOLD_CORRECTION);
    }
    return result;
}

/* Writing a result */

static int put_assignment(struct store *store,
                          const struct fold_assignment *assignment,
                          struct error *err)
{
    /* It stays by the match that it has. */
    bool stays = assignment->rule == FOLD_ALONE &&
                 assignment->story != assignment->entry;

    return store_run(
        store, err,
        "INSERT OR REPLACE INTO refold_entries (entry, story, content_hash, "
        "nearest, similarity, rule, simhash) SELECT entry, ?2, content_hash, "
        "iif(?7, nearest, nullif(?3, 0)), iif(?7, similarity, ?4), iif(?7, "
        "rule, ?5), ?6 FROM entries WHERE entry = ?1",
        "iiidiii", assignment->entry, assignment->story, assignment->nearest,
        assignment->similarity, (int64_t)assignment->rule,
        (int64_t)assignment->simhash, (int64_t)stays);
}

/* A group that none of the entries founded is a story from before the window. */
static int put_merge(struct store *store, const struct fold_merge *merge,
                     struct error *err)
{
    int64_t founded = 0;
    int result = store_run(store, err,
                           "UPDATE refold_entries SET story = ?2 WHERE story = "
                           "?1",
                           "ii", merge->from, merge->into);

    if (result == 0)
        result = store_integer(store, 0, &founded, err,
                               "SELECT 1 FROM refold_entries WHERE entry = ?1",
                               "i", merge->from);
    if (result < 0 || founded)
        return result;
    result = store_run(store, err,
                       "/* whole */ UPDATE refold_merges SET target = ?2 WHERE "
                       "target = ?1",
                       "ii", merge->from, merge->into);
    if (result < 0)
        return result;
    return store_run(store, err,
                     "INSERT OR REPLACE INTO refold_merges (story, target) "
                     "VALUES (?1, ?2)",
                     "ii", merge->from, merge->into);
}

int store_refold_apply(struct store *store, const struct fold_result *result,
                       int64_t time, struct error *err)
{
    int done = 0;

    for (size_t i = 0; i < result->assignment_count && done == 0; i++)
        done = put_assignment(store, &result->assignments[i], err);
    for (size_t i = 0; i < result->merge_count && done == 0; i++)
        done = put_merge(store, &result->merges[i], err);
    if (done == 0)
        done = store_postings_put(store, &posting_refold, result, err);
    if (done == 0)
        done = store_counts_put(store, &count_refold, result, time, err);
    return done;
}
