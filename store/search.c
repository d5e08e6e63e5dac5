/*
 * Search: entries that match, ranked, a story once.
 *
 * FTS5 delivers matches newest first without sorting them, so a query reads
 * no more than the newest MATCHES of them, however common its words are; among
 * those the rank decides, and newer ones weigh more. What is shown of a story
 * is its best entry. Snippets are made last, for those alone that are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "store/store_internal.h"

#define MATCHES       1000   /* ranked */
#define LOOKED_AT     100000 /* of those that a filter may drop */
#define SNIPPET_WORDS "24"
#define WEEK          (7.0 * 86400)

struct match {
    int64_t entry;
    int64_t story;
    double score;
};

struct matches {
    struct match *items;
    size_t count, capacity;
};

int store_query_fault(struct store *store, struct error *err)
{
    const char *message = sqlite3_errmsg(store->db);

    if (sqlite3_errcode(store->db) != SQLITE_ERROR ||
        strncmp(message, "fts5: ", 6) != 0)
        return store_fault(store, "reading", err);
    if (!strcmp(message + 6, "syntax error near \"\""))
        return error_set(err, ERROR_INPUT,
                         "the query ends where a word is missing");
    return error_set(err, ERROR_INPUT, "the query is no query: %s",
                     message + 6);
}

/* 1 today, 5/8 after a week, 1/4 at last. */
static double freshness(int64_t age)
{
    return 0.25 + 0.75 / (1 + (age > 0 ? (double)age / WEEK : 0));
}

static int gather(struct store *store, sqlite3_stmt *row, int64_t now,
                  struct matches *matches, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < LOOKED_AT && matches->count < MATCHES; i++) {
        int step = sqlite3_step(row);
        if (step != SQLITE_ROW) {
            if (step != SQLITE_DONE)
                result = store_query_fault(store, err);
            break;
        }
        if (sqlite3_column_type(row, 1) == SQLITE_NULL)
            continue;
        if (matches->count == matches->capacity)
            matches->items =
                array_grow(matches->items, matches->count, &matches->capacity,
                           sizeof(*matches->items));
        matches->items[matches->count++] = (struct match){
            .entry = sqlite3_column_int64(row, 0),
            .story = sqlite3_column_int64(row, 2),
            .score = sqlite3_column_double(row, 1) *
                     freshness(now - sqlite3_column_int64(row, 3)),
        };
    }
    return result;
}

static int by_story(const void *a, const void *b)
{
    const struct match *x = a;
    const struct match *y = b;

    if (x->story != y->story)
        return x->story < y->story ? -1 : 1;
    return (x->score < y->score) - (x->score > y->score);
}

static int by_score(const void *a, const void *b)
{
    const struct match *x = a;
    const struct match *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->entry < y->entry) - (x->entry > y->entry);
}

/* One match a story, the best first. */
static void group(struct matches *matches)
{
    size_t kept = 0;

    if (!matches->count)
        return;
    qsort(matches->items, matches->count, sizeof(*matches->items), by_story);
    for (size_t i = 0; i < matches->count; i++)
        if (!kept || matches->items[kept - 1].story != matches->items[i].story)
            matches->items[kept++] = matches->items[i];
    matches->count = kept;
    qsort(matches->items, kept, sizeof(*matches->items), by_score);
}

static int find(struct store *store, const char *expression,
                const struct search *search, struct matches *matches,
                struct error *err)
{
    const struct scope *scope = &search->scope;
    sqlite3_stmt *row;
    int64_t oldest = 0;
    int64_t mutes = 0;
    int result = scope->muted
                     ? 0
                     : store_integer(store, 0, &mutes, err,
                                     "SELECT 1 FROM mutes LIMIT 1", "");

    /* Of a long time nothing is gained by knowing where it begins. */
    if (result == 0 && scope->since != TIME_ABSENT)
        result = store_integer(
            store, 0, &oldest, err,
            "SELECT iif(count(*) = 50000, 0, coalesce(min(entry), "
            "9223372036854775807)) FROM (SELECT entry FROM entries WHERE "
            "first_seen >= ?1 LIMIT 50000)",
            "i", scope->since);
    if (result < 0)
        return result;
    /* CASE, so that what the filter drops is not ranked. */
    result = store_prepare(
        store, &row, err,
        "SELECT f.rowid, CASE WHEN "
        "(?3 IS NULL OR e.first_seen >= ?3) AND "
        "(?4 IS NULL OR e.feed IN (SELECT feed FROM tags WHERE tag = ?4)) AND "
        "(?5 IS NULL OR e.feed IN (SELECT feed FROM feeds JOIN outlets USING "
        "(outlet) WHERE domain = ?5)) AND (?6 = 0 OR e.feed = ?6) AND "
        "(?7 IS NULL OR e.first_seen < ?7) AND (NOT (?8 OR ?9 OR ?10) OR "
        "EXISTS (SELECT 1 FROM stories s WHERE s.story = e.story AND (NOT ?8 "
        "OR s.read = 0) AND (NOT ?9 OR s.starred) AND (NOT ?10 OR s.muted = "
        "0))) "
        "THEN newsfold_rank(search) END, e.story, e.first_seen "
        "FROM search f CROSS JOIN entries e ON e.entry = f.rowid "
        "WHERE search MATCH ?1 AND f.rowid >= ?2 AND e.story IS NOT NULL "
        "ORDER BY f.rowid DESC",
        "tiattiaiii", expression, oldest, scope->since, scope->tag,
        scope->outlet, scope->feed, scope->until, (int64_t)scope->unread,
        (int64_t)scope->starred, mutes);
    if (result == 0)
        result = gather(store, row, search->now, matches, err);
    sqlite3_finalize(row);
    return result;
}

struct emitting {
    const struct match *match;
    struct search_hit hit;
    store_hit_fn *emit;
    void *context;
};

static int emit_story(void *context, const struct story *story,
                      struct error *err)
{
    struct emitting *emitting = context;

    emitting->hit.story = story;
    return emitting->emit(emitting->context, &emitting->hit, err);
}

static int emit_match(struct store *store, const char *expression,
                      struct emitting *emitting, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT highlight(search, 0, char(2), char(3)), "
        "snippet(search, 1, char(2), char(3), '…', " SNIPPET_WORDS ") "
        "FROM search WHERE search MATCH ?1 AND rowid = ?2",
        "ti", expression, emitting->match->entry);

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW) {
        emitting->hit.entry = emitting->match->entry;
        emitting->hit.score = emitting->match->score;
        emitting->hit.title = column_text(row, 0, &arena);
        emitting->hit.snippet = column_text(row, 1, &arena);
    }
    sqlite3_reset(row);
    if (result != STEP_ROW)
        return result;
    return store_story_lead(store, emitting->match->story, emit_story, emitting,
                            err);
}

int store_search(struct store *store, const struct search *search,
                 store_hit_fn *emit, void *context, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf expression;
    struct emitting emitting = {.emit = emit, .context = context};
    struct matches matches = {0};

    strbuf_init(&expression, LIMIT_URL);
    int result = store_query(&expression, search->query, err);
    if (result == 0)
        result = find(store, expression.data, search, &matches, err);
    if (result == 0)
        group(&matches);
    for (size_t i = 0; i < matches.count && result >= 0 &&
                       (!search->limit || i < search->limit);
         i++) {
        emitting.match = &matches.items[i];
        result = emit_match(store, expression.data, &emitting, err);
    }
    xfree(matches.items);
    return result < 0 ? result : 0;
}
