/*
 * Whether the file has the tables, indexes, triggers and views of its schema.
 *
 * They are compared with those of an empty database in memory that takes the
 * same steps (migrate.c). An index or trigger that somebody dropped leaves the
 * file slow, or its counts wrong, and nothing else would say so; a trigger that
 * is not ours would write what no statement of ours has. Tables and indexes of
 * the user's own are left alone.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/store_internal.h"

/* Tables that hold nothing but what follows from others. */
static bool is_derived(const char *table)
{
    static const char *const derived[] = {"postings", "recent_postings",
                                          "counts", "search"};

    for (size_t i = 0; i < sizeof(derived) / sizeof(*derived); i++)
        if (!strcmp(table, derived[i]))
            return true;
    return !strncmp(table, "refold_", strlen("refold_"));
}

/* FTS5's own, which every version of it makes in its way. */
static bool is_inner(const char *table)
{
    return !strncmp(table, "search_", strlen("search_"));
}

/* Whether two statements differ in blanks and quotes at most, which SQLite
 * writes by its version. */
static bool is_alike(const char *a, const char *b)
{
    static const char passed[] = " \t\n\"";

    for (;; a++, b++) {
        a += strspn(a, passed);
        b += strspn(b, passed);
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

struct comparing {
    struct store *store;
    bool repair;
    struct schema_faults *faults;
};

static int drop(struct store *store, const char *type, const char *name,
                struct error *err)
{
    char *sql = sqlite3_mprintf("DROP %s IF EXISTS \"%w\"", type, name);
    int result = sql ? store_execute(store, sql, err)
                     : error_set(err, ERROR_STORAGE, "there is no memory");

    sqlite3_free(sql);
    return result;
}

static int make_again(struct store *store, const char *type, const char *name,
                      const char *sql, struct error *err)
{
    int result = drop(store, type, name, err);

    if (result == 0)
        result = store_execute(store, sql, err);
    if (result < 0 || strcmp(name, "search") != 0)
        return result;
    result = store_execute(store,
                           "INSERT INTO search (search, rank) "
                           "VALUES " SEARCH_SETTINGS,
                           err);
    return result < 0 ? result : store_search_rebuild(store, err);
}

static void note(int64_t *count, char first[SCHEMA_NAME], const char *name)
{
    if (!(*count)++)
        snprintf(first, SCHEMA_NAME, "%s", name);
}

/* One that the schema has, and what the file has of that name; NULL: nothing. */
static int compare(const struct comparing *comparing, const char *type,
                   const char *name, const char *sql, const char *there,
                   struct error *err)
{
    struct schema_faults *faults = comparing->faults;
    bool table = !strcmp(type, "table");

    if (there && (is_inner(name) || is_alike(there, sql)))
        return 0;
    if (table && (there || !is_derived(name))) {
        note(&faults->lost, faults->first_lost, name);
        return 0;
    }
    note(&faults->wrong, faults->first_wrong, name);
    return comparing->repair
               ? make_again(comparing->store, type, name, sql, err)
               : 0;
}

/* The statement that the file has of that name, into ret; whether it has one. */
static int find(struct store *store, const char *type, const char *name,
                struct strbuf *ret, struct error *err)
{
    sqlite3_stmt *row;
    int result =
        store_prepare(store, &row, err,
                      "SELECT coalesce(sql, '') FROM sqlite_schema WHERE type "
                      "= ?1 AND name = ?2",
                      "tt", type, name);

    strbuf_clear(ret);
    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW)
        strbuf_addstr(ret, (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return result < 0 ? result : result == STEP_ROW;
}

/* Views and tables come before the indexes and triggers that are theirs. */
static int compare_all(const struct comparing *comparing, struct store *empty,
                       struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf there;
    sqlite3_stmt *wanted;
    int result = store_prepare(
        empty, &wanted, err,
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER "
        "BY type IN ('index', 'trigger'), rowid",
        "");

    strbuf_init(&there, 1 << 20);
    while (result >= 0 &&
           (result = store_step(empty, wanted, err)) == STEP_ROW) {
        const char *type = (const char *)sqlite3_column_text(wanted, 0);
        const char *name = (const char *)sqlite3_column_text(wanted, 1);
        const char *sql = (const char *)sqlite3_column_text(wanted, 2);
        result = find(comparing->store, type, name, &there, err);
        if (result >= 0)
            result = compare(comparing, type, name, sql,
                             result ? there.data : NULL, err);
    }
    sqlite3_finalize(wanted);
    return result < 0 ? result : 0;
}

/* The next trigger of the file that the schema lacks: name becomes its, and has
 * that of the one before; whether there is one. */
static int next_stranger(struct store *store, struct store *empty,
                         struct strbuf *name, struct error *err)
{
    sqlite3_stmt *row = NULL;
    int64_t known = 1;
    int result = store_prepare(
        store, &row, err,
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name > ?1 "
        "ORDER BY name",
        "t", name->data);

    while (result >= 0 && known &&
           (result = store_step(store, row, err)) == STEP_ROW) {
        strbuf_clear(name);
        strbuf_addstr(name, (const char *)sqlite3_column_text(row, 0));
        if (store_integer(empty, 0, &known, err,
                          "SELECT count(*) FROM sqlite_schema WHERE type = "
                          "'trigger' AND name = ?1",
                          "t", name->data) < 0)
            result = err->code;
    }
    sqlite3_finalize(row);
    return result < 0 ? result : result == STEP_ROW && !known;
}

static int look_for_strangers(const struct comparing *comparing,
                              struct store *empty, struct error *err)
{
    struct schema_faults *faults = comparing->faults;
    CLEANUP(strbuf_release) struct strbuf name;
    int result;

    strbuf_init(&name, 1 << 20);
    while ((result = next_stranger(comparing->store, empty, &name, err)) > 0) {
        note(&faults->wrong, faults->first_wrong, name.data);
        if (comparing->repair)
            result = drop(comparing->store, "TRIGGER", name.data, err);
        if (result < 0)
            break;
    }
    return result;
}

int store_check_schema(struct store *store, bool repair,
                       struct schema_faults *ret, struct error *err)
{
    struct comparing comparing = {store, repair, ret};
    struct store *empty = NULL;
    int result = store_open_empty(&empty, err);

    *ret = (struct schema_faults){0};
    if (result == 0)
        result = compare_all(&comparing, empty, err);
    if (result == 0)
        result = look_for_strangers(&comparing, empty, err);
    store_free(empty);
    return result;
}
