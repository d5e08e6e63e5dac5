/*
 * The schema: a list of numbered steps. user_version says how many a file has
 * taken, application_id whether it is ours at all.
 *
 * A step is one transaction, so a file is always of one version, wherever its
 * program was killed. A step that rewrites tables (SQLite cannot add a
 * constraint to one) drops them on its way, which with foreign keys on would
 * empty those that refer to them: they are off for that step, and what it made
 * is checked before it is committed. Before it, the file is copied, since what
 * such a step loses by a fault of ours is lost.
 *
 * Whoever brings a file up to date holds the poll lock: two at a time would
 * copy each other's result over the copy of the old file.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/counts.h"
#include "store/postings.h"
#include "store/schema.h"
#include "store/store_internal.h"

#define APPLICATION_ID 0x4e465344 /* "NFSD" */
#define SCHEMA_VERSION ((int64_t)(sizeof(schema) / sizeof(*schema)))
#define LOCK_TRIES     600 /* of 50 ms each */

int64_t store_schema_version(void)
{
    return SCHEMA_VERSION;
}

static int pragma(struct store *store, const char *sql, int64_t *ret,
                  struct error *err)
{
    sqlite3_stmt *statement;
    int result = store_prepare(store, &statement, err, sql, "");

    if (result < 0)
        return result;
    result = store_step(store, statement, err);
    if (result == STEP_ROW)
        *ret = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result < 0 ? result : 0;
}

/* A file of somebody else's is refused before anything is written to it. */
static int check_owner(struct store *store, int64_t *ret_version,
                       struct error *err)
{
    int64_t application = 0;
    int64_t tables = 0;

    if (pragma(store, "PRAGMA application_id", &application, err) < 0 ||
        pragma(store, "PRAGMA user_version", ret_version, err) < 0 ||
        pragma(store, "SELECT count(*) FROM sqlite_schema", &tables, err) < 0)
        return err->code;
    if (application != APPLICATION_ID && (tables > 0 || application != 0))
        return error_set(err, ERROR_STORAGE,
                         "opening %s: it is a database, but not newsfold's",
                         store->path);
    if (*ret_version > SCHEMA_VERSION || *ret_version < 0)
        return error_set(err, ERROR_STORAGE,
                         "opening %s: it was made by a newer newsfold (schema "
                         "%lld, this one knows %lld)",
                         store->path, (long long)*ret_version,
                         (long long)SCHEMA_VERSION);
    return 0;
}

static int make_secret(struct store *store, struct error *err)
{
    unsigned char secret[16];

    if (getrandom(secret, sizeof(secret), 0) != (ssize_t)sizeof(secret))
        return error_set(err, ERROR_STORAGE, "making a secret: %s",
                         strerror(errno));
    sqlite3_stmt *statement;
    int result = store_prepare(
        store, &statement, err,
        "INSERT INTO settings (name, value) VALUES ('secret', ?1)", "");
    if (result < 0)
        return result;
    sqlite3_bind_blob(statement, 1, secret, sizeof(secret), SQLITE_TRANSIENT);
    result = store_step(store, statement, err);
    sqlite3_finalize(statement);
    return result;
}

/* What a rewriting step made must be as whole as what it found. */
static int check_references(struct store *store, struct error *err)
{
    int64_t broken = 0;
    int result = pragma(store, "SELECT count(*) FROM pragma_foreign_key_check",
                        &broken, err);

    if (result < 0 || !broken)
        return result;
    return error_set(err, ERROR_STORAGE,
                     "bringing %s up to date: %lld of its rows refer to "
                     "nothing; newsfold check --repair of the version that "
                     "made it mends that",
                     store->path, (long long)broken);
}

static int apply(struct store *store, int64_t version, struct error *err)
{
    char sql[128];
    int result = store_execute(store, schema[version].sql, err);

    if (result == 0 && version == 0)
        result = make_secret(store, err);
    if (result == 0 && schema[version].rewrites)
        result = check_references(store, err);
    snprintf(sql, sizeof(sql),
             "PRAGMA application_id = %d; PRAGMA user_version = %lld;",
             APPLICATION_ID, (long long)version + 1);
    return result < 0 ? result : store_execute(store, sql, err);
}

/* One step, in a transaction of its own. Another process may have been
 * quicker: the version is read again under the lock. */
static int take_step(struct store *store, int64_t *version, struct error *err)
{
    bool rewrites = schema[*version].rewrites;
    int result = 0;

    if (rewrites)
        result = store_execute(store, "PRAGMA foreign_keys = OFF", err);
    if (result == 0)
        result = store_begin(store, err);
    if (result == 0)
        result = check_owner(store, version, err);
    if (result == 0 && *version < SCHEMA_VERSION &&
        schema[*version].rewrites == rewrites) {
        result = apply(store, *version, err);
        ++*version;
    }
    result = store_end(store, result, err);
    if (rewrites && sqlite3_exec(store->db, "PRAGMA foreign_keys = ON", NULL,
                                 NULL, NULL) != SQLITE_OK)
        return store_fault(store, "opening", err);
    return result;
}

/* The copy is named by the schema it has, "news.db.schema1", and stays until
 * the user removes it. */
static int copy_before(struct store *store, int64_t version, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf path;

    strbuf_init(&path, 8192);
    strbuf_addf(&path, "%s.schema%lld", store->path, (long long)version);
    return store_backup(store, path.data, true, err);
}

/* The poll lock, waited for like the lock of any other writer. */
static int wait_for_lock(struct store *store, struct error *err)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    int result = store_lock(store, err);

    for (int i = 0; i < LOCK_TRIES && result == STORE_LOCKED; i++) {
        nanosleep(&pause, NULL);
        result = store_lock(store, err);
    }
    if (result == STORE_LOCKED)
        return error_set(err, ERROR_STORAGE,
                         "bringing %s up to date: an older newsfold polls it; "
                         "try again when that has ended",
                         store->path);
    return result;
}

static bool will_rewrite(int64_t version)
{
    for (; version < SCHEMA_VERSION; version++)
        if (schema[version].rewrites)
            return true;
    return false;
}

/* The functions that steps call. */
static int add_functions(struct store *store, struct error *err)
{
    int result = store_postings_init(store, err);

    return result < 0 ? result : store_counts_init(store, err);
}

static int take_steps(struct store *store, int64_t version, struct error *err)
{
    int result = add_functions(store, err);

    while (result == 0 && version < SCHEMA_VERSION)
        result = take_step(store, &version, err);
    return result;
}

/* A file that was there before. */
static int upgrade(struct store *store, struct error *err)
{
    int64_t version = 0;
    int result = wait_for_lock(store, err);

    if (result == 0)
        result = check_owner(store, &version, err);
    if (result == 0 && will_rewrite(version))
        result = copy_before(store, version, err);
    if (result == 0)
        result = take_steps(store, version, err);
    store_unlock(store);
    return result;
}

int store_make_schema(struct store *store, struct error *err)
{
    int result = add_functions(store, err);

    for (int64_t i = 0; i < SCHEMA_VERSION && result == 0; i++)
        result = store_execute(store, schema[i].sql, err);
    return result;
}

int store_migrate(struct store *store, enum store_mode mode, struct error *err)
{
    int64_t version = 0;
    int result = check_owner(store, &version, err);

    if (result < 0 || version == SCHEMA_VERSION)
        return result;
    if (mode == STORE_READ)
        return error_set(err, ERROR_STORAGE,
                         "opening %s: it was made by an older newsfold; any "
                         "command that writes (poll) brings it up to date",
                         store->path);
    return version ? upgrade(store, err) : take_steps(store, version, err);
}
