#pragma once
#include <sqlite3.h>

#include "base/strbuf.h"
#include "store/store.h"

/*
 * Shared by the files of store/. Statements are prepared once and kept, found
 * by the address of their text; values are only ever bound.
 */

#define STATEMENTS 256

/* Growing array of ids. */
struct ids {
    int64_t *items;
    size_t count, capacity;
};

struct store {
    sqlite3 *db;
    char *path;
    int lock;    /* descriptor of the poll lock; -1 */
    bool frozen; /* opened as a file that does not change */

    struct {
        const char *sql;
        sqlite3_stmt *statement;
    } statements[STATEMENTS];

    size_t statement_count;
    Fts5Tokenizer *tokenizer; /* of store_tokenize; NULL: not yet */
    struct fold_source source;
    unsigned source_version; /* that it answers to */
    struct fold_source refold_source;
    int64_t refold_window; /* the first entry that is folded again, and … */
    int64_t refold_since;  /* … when it was first seen at the earliest */
    int64_t window_entry;  /* postings of older entries are outside */
    int64_t now;           /* of the newest entry that was put */
    struct ids taken;      /* entries of the document that is being put, … */
    int64_t taken_feed;    /* … and whose it is; */
    bool importing;        /* or all are of one, and it is in temp.imported */
};

/* "<what> <path>: <SQLite's message>", ERROR_STORAGE; with what to do about a
 * damaged file. */
int store_fault(struct store *store, const char *what, struct error *err);

/* Bring an open file to this program's schema, or say why not. */
int store_migrate(struct store *store, enum store_mode mode, struct error *err);
/* A database in memory with the schema and nothing in it, to be freed. */
int store_open_empty(struct store **ret, struct error *err);
/* Take all steps of the schema, on a database that is the caller's alone. */
int store_make_schema(struct store *store, struct error *err);
/* Give store_lock's lock back. */
void store_unlock(struct store *store);

/* Begins a statement that means to read a whole table (tests/plans.py). */
#define WHOLE "/* whole */ "

/* Statements without values or rows; sql must be a constant. */
int store_execute(struct store *store, const char *sql, struct error *err);
/* The same; what: that is being done, for the error. */
int store_execute_for(struct store *store, const char *what, const char *sql,
                      struct error *err);

/*
 * A statement of the cache, bound and ready to step; sql must be a constant.
 * types tells the values: i int64_t, a int64_t that is NULL for TIME_ABSENT,
 * d double, t const char * (may be NULL). Text is borrowed until the reset.
 * After an error the statement is NULL, which may be reset.
 */
int store_bind(struct store *store, sqlite3_stmt **ret_statement,
               struct error *err, const char *sql, const char *types, ...);
/* As store_bind for a statement of the caller's own, who finalizes it. */
int store_prepare(struct store *store, sqlite3_stmt **ret_statement,
                  struct error *err, const char *sql, const char *types, ...);
/* Bind, run to the end and reset. */
int store_run(struct store *store, struct error *err, const char *sql,
              const char *types, ...);

/* store_step's outcomes. */
enum { STEP_DONE = 0, STEP_ROW = 1 };

int store_step(struct store *store, sqlite3_stmt *statement, struct error *err);

/* One integer of a bound statement's first row, then reset; absent when there
 * is no row. */
int store_integer(struct store *store, int64_t absent, int64_t *ret,
                  struct error *err, const char *sql, const char *types, ...);

int64_t column_time(sqlite3_stmt *statement, int column);
/* In arena; NULL for NULL. */
const char *column_text(sqlite3_stmt *statement, int column,
                        struct arena *arena);
/* The same of a column that the schema says is never NULL. In a damaged file it
 * can be; "" then. */
const char *column_filled(sqlite3_stmt *statement, int column,
                          struct arena *arena);

/* Fill in feed's settings. */
int store_feed_settings(struct store *store, struct feed *feed,
                        struct arena *arena, struct error *err);

/* The id of an outlet's domain, made if new. */
int store_outlet(struct store *store, const char *domain, int64_t *ret_outlet,
                 struct error *err);

/*
 * What a story's counts, times and states follow from, and its lead: a row
 * each, for the story that the expression names. store_story_refresh writes
 * them, store_check compares. A story is read when all of its entries are, and
 * starred when one is; it is muted by the words of its lead, or of more than half
 * of its outlets, or when all of its entries are of feeds that are. So no copy
 * can hide a story by what it adds to it.
 */
#define STORY_TOTAL_COLUMNS                                              \
    "(entry_count, outlet_count, first_seen, last_seen, read, starred, " \
    "changed, muted)"
#define STORY_MUTED_BY_WORDS(story)                                             \
    "CASE WHEN coalesce(max(entries.muted), 0) = 0 THEN 0 WHEN count(DISTINCT " \
    "CASE WHEN entries.muted THEN outlet END) * 2 > count(DISTINCT outlet) "    \
    "THEN 1 ELSE (SELECT muted FROM entries l WHERE l.entry = " STORY_LEAD(     \
        story) ") END"
#define STORY_TOTALS(story)                                        \
    "(SELECT count(*), max(1, count(DISTINCT outlet)), "           \
    "coalesce(min(first_seen), 0), coalesce(max(first_seen), 0), " \
    "coalesce(min(read), 0), coalesce(max(starred), 0), "          \
    "max(changed), max(" STORY_MUTED_BY_WORDS(                     \
        story) ", "                                                \
               "coalesce(min(feeds.muted), 0)) FROM "              \
               "entries JOIN feeds USING (feed) WHERE story = " story ")"
/* Whether a feed is muted. */
#define FEED_MUTED                                                           \
    "(EXISTS (SELECT 1 FROM mutes m WHERE (m.kind = 1 AND m.what = (SELECT " \
    "domain FROM outlets o WHERE o.outlet = feeds.outlet)) OR (m.kind = 2 "  \
    "AND m.what IN (SELECT tag FROM tags t WHERE t.feed = feeds.feed))))"
/* How many of the newest entries of a feed are looked at for how often it brings
 * some, and when the first of them was published. */
#define FEED_RECENT_COLUMNS "(recent_count, recent_since)"
#define FEED_RECENT(feed)                                               \
    "(SELECT count(*), min(t) FROM (SELECT min(coalesce(published, "    \
    "first_seen), first_seen) AS t FROM entries r WHERE r.feed = " feed \
    " ORDER BY entry DESC LIMIT 32))"
#define STORY_LEAD(story)                                                     \
    "(SELECT entry FROM entries JOIN feeds USING (feed) WHERE story = " story \
    " ORDER BY priority DESC, first_seen, entry LIMIT 1)"

/* Count a story's entries and outlets again and choose its lead; a story
 * without entries is removed, and so are those that were merged into it. */
int store_story_refresh(struct store *store, int64_t story, struct error *err);
/* The story that an entry is in; 0: none. */
int store_story_of(struct store *store, int64_t entry, int64_t *ret_story,
                   struct error *err);
/* store_story_refresh for the story that an entry is in, if it is in one. */
int store_entry_refresh(struct store *store, int64_t entry, struct error *err);
/* The same for all stories of a feed, whose outlet or priority has changed. */
int store_feed_recount(struct store *store, int64_t feed, struct error *err);

/* A story's id, where a merged one leads, or the story of an entry; 0: none. */
int store_story_find(struct store *store, int64_t id, int64_t *ret_story,
                     struct error *err);

/* refold.c: forget what was made. */
int store_refold_clear(struct store *store, struct error *err);

void ids_add(struct ids *ids, int64_t id);
/* Append the first column of each of row's, then reset it. */
int store_ids(struct store *store, sqlite3_stmt *row, struct ids *ids,
              struct error *err);

/*
 * Listings
 */

/* The scope whose feeds have the fewest entries, 0: there is none. */
enum driver { DRIVER_NONE, DRIVER_FEED, DRIVER_TAG, DRIVER_OUTLET };

/* What a scope asks of a story for lists and digests alike: the outlet is ?5,
 * until ?7, then the feed, unread, starred and muted; ?12 is a scope that the
 * story is known to be in. (+m.feed: among the story's entries, not all of the
 * feed's.) */
#define STORY_IN_SCOPE                                                               \
    "(?5 IS NULL OR ?12 = 3 OR EXISTS (SELECT 1 FROM entries m JOIN feeds g ON "     \
    "g.feed = m.feed JOIN outlets p ON p.outlet = g.outlet WHERE "                   \
    "m.story = s.story AND p.domain = ?5)) AND "                                     \
    "(?7 IS NULL OR s.first_seen < ?7) AND "                                         \
    "(?8 = 0 OR ?12 = 1 OR EXISTS (SELECT 1 FROM entries m WHERE m.story = s.story " \
    "AND +m.feed = ?8)) AND (?9 = 0 OR s.read = 0) AND (?10 = 0 OR "                 \
    "s.starred = 1) AND (?11 OR s.muted = 0) "

/* What a filter asks of a story s. */
#define STORY_FITS                                                           \
    "(?1 IS NULL OR s.last_seen >= ?1) AND "                                 \
    "(?2 IS NULL OR s.first_seen >= ?2) AND s.outlet_count >= ?3 AND "       \
    "(?4 IS NULL OR ?12 = 2 OR EXISTS (SELECT 1 FROM entries m JOIN tags t " \
    "ON t.feed = m.feed WHERE m.story = s.story AND t.tag = ?4)) AND " STORY_IN_SCOPE

/* Its values, of which the sixth is the limit. */
#define STORY_FILTER_TYPES "aaittiaiiiii"
#define STORY_FILTER_VALUES(filter, driver)                                \
    (filter)->scope.since, (filter)->first_since,                          \
        (int64_t)(filter)->min_outlets, (filter)->scope.tag,               \
        (filter)->scope.outlet,                                            \
        (filter)->limit ? (int64_t)(filter)->limit : (int64_t)-1,          \
        (filter)->scope.until, (filter)->scope.feed,                       \
        (int64_t)(filter)->scope.unread, (int64_t)(filter)->scope.starred, \
        (int64_t)(filter)->scope.muted, (int64_t)(driver)

/* listing.c: which of the filter's scopes, if any, finds its stories quicker
 * than a walk by date. */
int store_list_driver(struct store *store, const struct story_filter *filter,
                      enum driver *ret, struct error *err);
/* With a driver: append the ids of the stories that fit, newest first. What is
 * read before *ret_open is finalized is of the same snapshot; it must be, also
 * when this fails. */
int store_list_newest(struct store *store, const struct story_filter *filter,
                      enum driver driver, struct ids *ids,
                      sqlite3_stmt **ret_open, struct error *err);

/* Append the ids of the stories that fit; filter->limit counts. */
int store_story_ids(struct store *store, const struct story_filter *filter,
                    struct ids *ids, struct error *err);

/* entries.c: one number of texts, any of which may be NULL. */
int64_t store_hash(const char *const *texts, size_t count);

/* identity.c: an entry on its way in. */
struct put {
    const struct entry *entry;
    int64_t feed;
    const char *title; /* never NULL */
    const char *canonical;
    int64_t told; /* its identity in another database, TIME_ABSENT: none */
    int64_t identity, content_hash, detail_hash;
    int64_t link_hash; /* TIME_ABSENT: its link names no entry */
};

/* … and the one that it was taken for. */
struct known {
    int64_t entry; /* 0: it is new */
    bool renamed;  /* its identity was another */
    bool again;    /* one of the document was it already */
    bool same_text, same;
    bool same_title, same_link;
};

/* Set identity and link_hash from the rest. */
void store_identify(struct put *put);
/* What put is; nothing is written, its identity is set to the one to store. */
int store_known(struct store *store, struct put *put, struct known *ret,
                struct error *err);
/* Replace them by what put is known by without its identity: its text with its
 * link, and, if long, with its date. */
void store_text_keys(const struct put *put, int64_t ret_keys[2]);
/* An entry of the document is this one. */
int store_take(struct store *store, int64_t entry, struct error *err);

/* changes.c: what became of an entry's text. */
enum text_change {
    TEXT_TOUCHED,   /* case and white space, at most */
    TEXT_CHANGED,   /* a few words, or signs */
    TEXT_REWRITTEN, /* substantially */
};

int store_text_change(struct store *store, int64_t entry, const char *title,
                      const char *text, enum text_change *ret,
                      struct error *err);
/* What it says now becomes a revision; the oldest are dropped. */
int store_revision_keep(struct store *store, int64_t entry, int64_t now,
                        struct error *err);
/* Those of another database, oldest first. */
int store_revisions_take(struct store *store, int64_t entry,
                         const struct exported_revision *revisions,
                         size_t count, struct error *err);
/* mutes.c: a feed is muted as the mutes of outlets and tags say; its stories
 * follow. Entries of this transaction, which are indexed and still pending,
 * are as the mutes of words say. */
int store_mute_feed(struct store *store, int64_t feed, struct error *err);
int store_mute_pending(struct store *store, struct error *err);
/* FTS5's own words about a query that it does not understand. */
int store_query_fault(struct store *store, struct error *err);
/* A story with its lead, without its entries; nothing when there is none. */
int store_story_lead(struct store *store, int64_t story, store_story_fn *emit,
                     void *context, struct error *err);
/* corrections.c: fold_source.links. */
int store_links(void *context, struct arena *arena,
                struct fold_link **ret_links, size_t *ret_count,
                struct error *err);

/* A number that the file remembers. */
int store_setting_put(struct store *store, const char *name, int64_t value,
                      struct error *err);
/* The window begins where `before` says, but never goes back. */
int store_window_move(struct store *store, int64_t before, bool *ret_moved,
                      struct error *err);
/* The first entry that was first seen at `before` or later, not before the
 * window's. */
int store_window_of(struct store *store, int64_t before, int64_t *ret_entry,
                    struct error *err);
/* tombstones.c: whether put, which is no entry, was pruned; it is listed at
 * `now`. */
int store_buried(struct store *store, const struct put *put, int64_t now,
                 bool *ret_buried, struct error *err);
/* Of those in temp.leaving, before they are removed. */
int store_bury_leaving(struct store *store, int64_t now, struct error *err);
/* Forget what feeds have not listed for long. */
int store_bury_no_more(struct store *store, struct error *err);

void store_source_init(struct store *store);

/* The tokenizer and the rank of the full-text index, for this connection. */
int store_search_init(struct store *store, struct error *err);
void store_search_release(struct store *store);
/* Emit the words of a text as the index has them. */
typedef int store_word_fn(void *context, int flags, const char *word, int len,
                          int start, int end);
int store_tokenize(struct store *store, const char *text, int len,
                   store_word_fn *emit, void *context, struct error *err);
/* How FTS5 keeps the index, as values of a row each: bytes of new words in memory,
 * as in schema/006_search.sql; and how many segments it makes one, as in
 * schema/021_small_batches.sql. */
#define SEARCH_SETTINGS \
    "('hashsize', 8388608), ('automerge', 64), ('crisismerge', 256)"
/* How many entries a refold that has not ended has folded. */
int store_refold_count(struct store *store, int64_t *ret, struct error *err);
/* check_folding.c: tell what newsfold refold is for. */
int store_check_folding(struct store *store, unsigned fold_version,
                        store_check_fn *emit, void *context, struct error *err);
/* How many entries are indexed by other words than theirs, and the first. An
 * index that cannot be read is an error. */
int store_check_words(struct store *store, int64_t *ret_count,
                      int64_t *ret_first, struct error *err);
int store_search_rebuild(struct store *store, struct error *err);

#define SCHEMA_NAME 64 /* bytes of a name that is told */

struct schema_faults {
    int64_t wrong; /* missing, altered or strange; mended, if asked for */
    int64_t lost;  /* tables that hold what nothing else does */
    char first_wrong[SCHEMA_NAME], first_lost[SCHEMA_NAME];
};

/* Compare the file's schema with the program's. */
int store_check_schema(struct store *store, bool repair,
                       struct schema_faults *ret, struct error *err);
void store_rank(const Fts5ExtensionApi *api, Fts5Context *fts,
                sqlite3_context *result, int count, sqlite3_value **values);
/* A correction that says nothing, since entries of it are gone. */
#define CORRECTION_UNSAID                                                   \
    "(SELECT iif(together, count(*), count(DISTINCT side)) FROM corrected " \
    "c WHERE c.correction = corrections.correction) < 2"
/* Entries were removed: what says nothing any more goes, too. */
int store_corrections_settle(struct store *store, struct error *err);
/* Append the FTS5 expression of a query as people type it; ERROR_INPUT. */
int store_query(struct strbuf *out, const char *text, struct error *err);

/* To be indexed at the commit: a new entry; one before its text changes. */
int store_index_new(struct store *store, int64_t entry, struct error *err);
int store_index_changing(struct store *store, int64_t entry, struct error *err);
/* Take the words of a feed's entries out, before these are removed. */
int store_index_leave_feed(struct store *store, int64_t feed,
                           struct error *err);
/* The same of those in temp.leaving (retention.c). */
int store_index_leaving(struct store *store, struct error *err);
/* Index them. */
int store_index_flush(struct store *store, struct error *err);
