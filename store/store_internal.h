#pragma once
#include <sqlite3.h>

#include "store/store.h"

/*
 * Shared by the files of store/. Statements are prepared once and kept, found
 * by the address of their text; values are only ever bound.
 */

#define STATEMENTS 96

struct store {
    sqlite3 *db;
    char *path;
    int lock; /* descriptor of the poll lock; -1 */

    struct {
        const char *sql;
        sqlite3_stmt *statement;
    } statements[STATEMENTS];

    size_t statement_count;
    struct fold_source source;
    int64_t window_entry; /* postings of older entries are outside */
    int64_t now;          /* of the newest entry that was put */
};

/* "<what>: <SQLite's message>", ERROR_STORAGE. */
int store_fault(struct store *store, const char *what, struct error *err);

/*
 * A statement of the cache, bound and ready to step; sql must be a constant.
 * types tells the values: i int64_t, a int64_t that is NULL for TIME_ABSENT,
 * d double, t const char * (may be NULL). Text is borrowed until the reset.
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

/* Fill in feed's settings. */
int store_feed_settings(struct store *store, struct feed *feed,
                        struct arena *arena, struct error *err);

/* The id of an outlet's domain, made if new. */
int store_outlet(struct store *store, const char *domain, int64_t *ret_outlet,
                 struct error *err);

/* Count a story's entries and outlets again and choose its lead; a story
 * without entries is removed. */
int store_story_refresh(struct store *store, int64_t story, struct error *err);

void store_source_init(struct store *store);
