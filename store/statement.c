/*
 * Statements: prepared once, bound by a line of types, stepped with SQLite's
 * faults turned into errors.
 */
#include <stdarg.h>
#include <string.h>

#include "store/store_internal.h"

/* The file's own fault, or the system's, with its reason. */
int store_fault(struct store *store, const char *what, struct error *err)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    int system = sqlite3_system_errno(store->db);

    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        return error_set(err, ERROR_STORAGE,
                         "%s %s: %.48s; run newsfold check --repair, or put "
                         "back a copy made by newsfold backup",
                         what, store->path, sqlite3_errmsg(store->db));
    if (code == SQLITE_CONSTRAINT) /* what it rests on is not as it should be */
        return error_set(err, ERROR_STORAGE,
                         "%s %s: %.96s; run newsfold check --repair", what,
                         store->path, sqlite3_errmsg(store->db));
    if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && system)
        return error_set(err, ERROR_STORAGE, "%s %s: %s (%s)", what,
                         store->path, sqlite3_errmsg(store->db),
                         strerror(system));
    return error_set(err, ERROR_STORAGE, "%s %s: %s", what, store->path,
                     sqlite3_errmsg(store->db));
}

int store_execute_for(struct store *store, const char *what, const char *sql,
                      struct error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? 0
               : store_fault(store, what, err);
}

int store_execute(struct store *store, const char *sql, struct error *err)
{
    bool reading = sqlite3_db_readonly(store->db, "main");

    return store_execute_for(store, reading ? "reading" : "writing", sql, err);
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    if (text)
        sqlite3_bind_text64(statement, at, text, strlen(text), SQLITE_STATIC,
                            SQLITE_UTF8);
    else
        sqlite3_bind_null(statement, at);
}

static void bind_values(sqlite3_stmt *statement, const char *types,
                        va_list values)
{
    for (int at = 1; *types; types++, at++) {
        switch (*types) {
        case 't':
            bind_text(statement, at, va_arg(values, const char *));
            break;
        case 'd':
            sqlite3_bind_double(statement, at, va_arg(values, double));
            break;
        default: {
            int64_t value = va_arg(values, int64_t);
            if (*types == 'a' && value == TIME_ABSENT)
                sqlite3_bind_null(statement, at);
            else
                sqlite3_bind_int64(statement, at, value);
        }
        }
    }
}

static int cached(struct store *store, const char *sql,
                  sqlite3_stmt **ret_statement, struct error *err)
{
    for (size_t i = 0; i < store->statement_count; i++) {
        if (store->statements[i].sql == sql) {
            *ret_statement = store->statements[i].statement;
            return 0;
        }
    }
    if (store->statement_count == STATEMENTS)
        return error_set(err, ERROR_STORAGE, "too many statements");
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &statement, NULL) != SQLITE_OK)
        return store_fault(store, "reading", err);
    store->statements[store->statement_count].sql = sql;
    store->statements[store->statement_count++].statement = statement;
    *ret_statement = statement;
    return 0;
}

int store_bind(struct store *store, sqlite3_stmt **ret_statement,
               struct error *err, const char *sql, const char *types, ...)
{
    va_list values;

    *ret_statement = NULL; /* which may be reset all the same */
    int result = cached(store, sql, ret_statement, err);
    if (result < 0)
        return result;
    sqlite3_reset(*ret_statement);
    va_start(values, types);
    bind_values(*ret_statement, types, values);
    va_end(values);
    return 0;
}

int store_prepare(struct store *store, sqlite3_stmt **ret_statement,
                  struct error *err, const char *sql, const char *types, ...)
{
    va_list values;

    *ret_statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, ret_statement, NULL) !=
        SQLITE_OK)
        return store_fault(store, "reading", err);
    va_start(values, types);
    bind_values(*ret_statement, types, values);
    va_end(values);
    return 0;
}

int store_step(struct store *store, sqlite3_stmt *statement, struct error *err)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return STEP_ROW;
    case SQLITE_DONE:
        return STEP_DONE;
    default:
        return store_fault(
            store, sqlite3_stmt_readonly(statement) ? "reading" : "writing",
            err);
    }
}

int store_run(struct store *store, struct error *err, const char *sql,
              const char *types, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    int result = cached(store, sql, &statement, err);

    if (result < 0)
        return result;
    sqlite3_reset(statement);
    va_start(values, types);
    bind_values(statement, types, values);
    va_end(values);
    do
        result = store_step(store, statement, err);
    while (result == STEP_ROW);
    sqlite3_reset(statement);
    return result;
}

int store_integer(struct store *store, int64_t absent, int64_t *ret,
                  struct error *err, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list values;
    int result = cached(store, sql, &statement, err);

    if (result < 0)
        return result;
    sqlite3_reset(statement);
    va_start(values, types);
    bind_values(statement, types, values);
    va_end(values);
    result = store_step(store, statement, err);
    if (result >= 0) {
        *ret = absent;
        if (result == STEP_ROW &&
            sqlite3_column_type(statement, 0) != SQLITE_NULL)
            *ret = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return result < 0 ? result : 0;
}

int64_t column_time(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return TIME_ABSENT;
    return sqlite3_column_int64(statement, column);
}

const char *column_filled(sqlite3_stmt *statement, int column,
                          struct arena *arena)
{
    const char *text = column_text(statement, column, arena);

    return text ? text : "";
}

const char *column_text(sqlite3_stmt *statement, int column,
                        struct arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    if (!text)
        return NULL;
    return arena_strndup(arena, text,
                         (size_t)sqlite3_column_bytes(statement, column));
}
