/*
 * Opening, locking, committing.
 *
 * One file in WAL mode: readers never wait for the writer nor it for them.
 * The poll lock is a lock on a file beside the database, given back by the
 * kernel when the process ends, however it ends: no pid, nothing to clean up.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/store_internal.h"

#define BUSY_MS       30000
#define BUSY_PAUSE_MS 50
#define CHECKPOINT_MS 2000

/* The folders of path, private to the user. */
static int make_folders(const char *path, struct error *err)
{
    CLEANUP(xfreep) char *folder = xstrdup(path);

    for (char *slash = strchr(folder + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0700) < 0 && errno != EEXIST)
            return error_set(err, ERROR_STORAGE, "making the folder %s: %s",
                             folder, strerror(errno));
        *slash = '/';
    }
    return 0;
}

/* SQLite makes files by the umask; ours are for the user's eyes. */
static int make_file(const char *path, struct error *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0)
        return error_set(err, ERROR_STORAGE, "opening the database %s: %s",
                         path, strerror(errno));
    close(fd);
    return 0;
}

/* The mode is kept in the file. Changing it, which only a copy or an old file
 * needs, does not wait for others who do the same. */
static int enter_wal(struct store *store, struct error *err)
{
    const struct timespec pause = {.tv_nsec = BUSY_PAUSE_MS * 1000000L};
    int result = SQLITE_BUSY;

    for (int i = 0; i < BUSY_MS / BUSY_PAUSE_MS && result == SQLITE_BUSY; i++) {
        if (i)
            nanosleep(&pause, NULL);
        result = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL,
                              NULL, NULL) &
                 0xff;
    }
    return result == SQLITE_OK ? 0 : store_fault(store, "opening", err);
}

/* Only a file without pages can be given this; it shrinks when entries are
 * pruned. Another program that makes it at the same time says the same. */
static int prepare_new(struct store *store, struct error *err)
{
    struct stat status;

    if (stat(store->path, &status) < 0 || status.st_size > 0)
        return 0;
    int result = sqlite3_exec(store->db, "PRAGMA auto_vacuum = INCREMENTAL",
                              NULL, NULL, NULL) &
                 0xff;
    return result == SQLITE_OK || result == SQLITE_BUSY
               ? 0
               : store_fault(store, "making", err);
}

static int configure(struct store *store, enum store_mode mode,
                     struct error *err)
{
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    /* What is no database at all is found out here. */
    int result = store_execute_for(store, "opening",
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA cache_size = -65536;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "CREATE TEMP TABLE pending (entry INTEGER "
                                   "PRIMARY KEY, title TEXT, text TEXT);",
                                   err);
    if (result == 0)
        result = store_search_init(store, err);
    if (result < 0 || mode == STORE_READ)
        return result;
    result = prepare_new(store, err);
    if (result == 0)
        result = enter_wal(store, err);
    if (result < 0)
        return result;
    return store_execute_for(store, "opening",
                             "PRAGMA synchronous = FULL;"
                             "PRAGMA wal_autocheckpoint = 8192;",
                             err);
}

/* Whether nobody writes here: the folder cannot be written, and no log of
 * another's waits beside the file. A log that waits there cannot be read
 * without its index, which nobody can make. */
static int look_around(const char *path, bool *ret_frozen, struct error *err)
{
    CLEANUP(xfreep) char *folder = xstrdup(path);
    CLEANUP(strbuf_release) struct strbuf log;
    CLEANUP(strbuf_release) struct strbuf index;
    char *slash = strrchr(folder, '/');
    struct stat status;

    strbuf_init(&log, 8192);
    strbuf_init(&index, 8192);
    strbuf_addf(&log, "%s-wal", path);
    strbuf_addf(&index, "%s-shm", path);
    if (slash)
        slash[slash == folder] = '\0';
    *ret_frozen = false;
    if (access(slash ? folder : ".", W_OK) == 0 ||
        access(index.data, F_OK) == 0)
        return 0;
    if (stat(log.data, &status) < 0)
        *ret_frozen = errno == ENOENT;
    else if (status.st_size > 0)
        return error_set(err, ERROR_STORAGE,
                         "opening %s: a log waits beside it (%s), and its "
                         "folder cannot be written; copy both to one that can",
                         path, log.data);
    else
        *ret_frozen = true;
    return 0;
}

/* A file in WAL mode needs a log beside it even to be read, unless SQLite is
 * told that it will not change. */
static int open_frozen(struct store *store)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, 32768);
    strbuf_addstr(&url, "file:");
    for (const char *p = store->path; *p; p++) {
        if (strchr("%?#", *p))
            strbuf_addf(&url, "%%%02X", (unsigned char)*p);
        else
            strbuf_addch(&url, *p);
    }
    strbuf_addstr(&url, "?immutable=1");
    return sqlite3_open_v2(
        url.data, &store->db,
        SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
}

static int open_file(struct store *store, enum store_mode mode,
                     struct error *err)
{
    int flags =
        mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    struct stat status;

    if (mode == STORE_WRITE) {
        if (make_folders(store->path, err) < 0 ||
            make_file(store->path, err) < 0)
            return err->code;
    } else if (stat(store->path, &status) < 0) {
        return error_set(err, ERROR_STORAGE, "opening the database %s: %s",
                         store->path, strerror(errno));
    }
    if (mode == STORE_READ && look_around(store->path, &store->frozen, err) < 0)
        return err->code;
    int opened = store->frozen
                     ? open_frozen(store)
                     : sqlite3_open_v2(store->path, &store->db,
                                       flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (opened != SQLITE_OK)
        return store_fault(store, "opening", err);
    int result = configure(store, mode, err);
    if (result == 0)
        result = store_migrate(store, mode, err);
    if (result == 0)
        result = store_integer(store, 0, &store->window_entry, err,
                               "SELECT value FROM settings WHERE name = "
                               "'window_entry'",
                               "");
    return result;
}

/* The program has one thread, and reads no statistics of memory: each
 * allocation of SQLite's would take a lock for them. Of the process, and only
 * before SQLite is first used. */
static void configure_library(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int store_open(const char *path, enum store_mode mode, struct store **ret_store,
               struct error *err)
{
    struct store *store = xcalloc(1, sizeof(*store));

    configure_library();
    store->path = xstrdup(path);
    store->lock = -1;
    store_source_init(store);
    int result = open_file(store, mode, err);
    if (result < 0) {
        store_free(store);
        return result;
    }
    *ret_store = store;
    return 0;
}

int store_open_empty(struct store **ret, struct error *err)
{
    struct store *store = xcalloc(1, sizeof(*store));
    int result = 0;

    store->path = xstrdup(":memory:");
    store->lock = -1;
    *ret = store;
    if (sqlite3_open_v2(store->path, &store->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        result = store_fault(store, "opening", err);
    if (result == 0)
        result = store_search_init(store, err);
    return result < 0 ? result : store_make_schema(store, err);
}

bool store_is_frozen(const struct store *store)
{
    return store->frozen;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->statement_count; i++)
        sqlite3_finalize(store->statements[i].statement);
    store_search_release(store);
    sqlite3_close(store->db);
    store_unlock(store);
    xfree(store->taken.items);
    xfree(store->path);
    xfree(store);
}

int store_lock(struct store *store, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf path;

    strbuf_init(&path, 8192);
    strbuf_addf(&path, "%s-lock", store->path);
    int fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return error_set(err, ERROR_STORAGE, "opening the lock %s: %s",
                         path.data, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        int why = errno;
        close(fd);
        if (why == EWOULDBLOCK)
            return STORE_LOCKED;
        return error_set(err, ERROR_STORAGE, "locking %s: %s", path.data,
                         strerror(why));
    }
    store->lock = fd;
    return 0;
}

void store_unlock(struct store *store)
{
    if (store->lock >= 0)
        close(store->lock);
    store->lock = -1;
}

int store_secret(struct store *store, unsigned char ret_secret[16],
                 struct error *err)
{
    sqlite3_stmt *statement;
    int result =
        store_prepare(store, &statement, err,
                      "SELECT value FROM settings WHERE name = 'secret'", "");

    if (result < 0)
        return result;
    result = store_step(store, statement, err);
    if (result == STEP_ROW && sqlite3_column_bytes(statement, 0) == 16) {
        memcpy(ret_secret, sqlite3_column_blob(statement, 0), 16);
        result = 0;
    } else if (result >= 0) {
        result = error_set(err, ERROR_STORAGE, "reading %s: it has no secret",
                           store->path);
    }
    sqlite3_finalize(statement);
    return result;
}

int store_expect_small(struct store *store, bool small, struct error *err)
{
    return store_execute(store,
                         small ? "PRAGMA cache_size = -2048"
                               : "PRAGMA cache_size = -65536",
                         err);
}

int store_begin(struct store *store, struct error *err)
{
    store->taken.count = 0;
    return store_execute(store, "BEGIN IMMEDIATE", err);
}

int store_commit(struct store *store, struct error *err)
{
    int result = store_index_flush(store, err);

    return result < 0 ? result : store_execute(store, "COMMIT", err);
}

void store_rollback(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

int store_end(struct store *store, int result, struct error *err)
{
    int ended = result < 0 ? result : store_commit(store, err);

    if (ended < 0)
        store_rollback(store);
    return ended < 0 ? ended : result;
}

/* Readers do not stay for long; one that does is not waited for. */
int store_checkpoint(struct store *store, struct error *err)
{
    sqlite3_busy_timeout(store->db, CHECKPOINT_MS);
    int result = sqlite3_wal_checkpoint_v2(
        store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

    sqlite3_busy_timeout(store->db, BUSY_MS);
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY &&
        (result & 0xff) != SQLITE_LOCKED)
        return store_fault(store, "writing", err);
    return 0;
}
