/*
 * Copies of the database.
 *
 * VACUUM INTO reads one snapshot, so a poll may go on meanwhile, and writes a
 * file that is whole by itself: no log beside it, no free pages. It is written
 * under another name, FILE.newsfold-draft, and gets its own when all of it is on
 * the disk: what has the name of a copy is a copy.
 *
 * Beside a file of that name may lie the log that it had when a program was
 * killed. SQLite would take it for the copy's and spoil that, so it goes first.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/store_internal.h"

static int fail(const char *path, struct error *err)
{
    return error_set(err, ERROR_STORAGE, "making the copy %s: %s", path,
                     strerror(errno));
}

static int copy_into(struct store *store, const char *draft, const char *path,
                     struct error *err)
{
    sqlite3_stmt *statement;
    int result =
        store_prepare(store, &statement, err, "VACUUM INTO ?1", "t", draft);

    if (result < 0)
        return result;
    result = store_step(store, statement, err);
    sqlite3_finalize(statement);
    /* Which of the two files failed SQLite does not say. */
    return result < 0 ? error_wrap(err, "making the copy %s", path) : result;
}

static int sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return -1;
    int result = fsync(fd);
    int why = errno;
    close(fd);
    errno = why;
    return result;
}

static int sync_folder_of(const char *path)
{
    CLEANUP(xfreep) char *folder = xstrdup(path);
    char *slash = strrchr(folder, '/');

    if (slash)
        slash[slash == folder] = '\0';
    return sync_path(slash ? folder : ".", O_DIRECTORY);
}

static int give_name(const char *draft, const char *path, bool replace)
{
    int result = renameat2(AT_FDCWD, draft, AT_FDCWD, path,
                           replace ? 0 : RENAME_NOREPLACE);

    if (result == 0 || replace || (errno != EINVAL && errno != ENOSYS))
        return result;
    /* A file system that cannot: the best there is. */
    if (access(path, F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(draft, path);
}

static int refuse(const char *path, const char *why, struct error *err)
{
    return error_set(err, ERROR_INPUT, "making the copy %s: %s", path, why);
}

/* Whether path is a file of the database itself. */
static bool is_own(struct store *store, const struct stat *there)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-lock"};
    CLEANUP(strbuf_release) struct strbuf own;
    struct stat status;

    strbuf_init(&own, 8192);
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
        strbuf_clear(&own);
        strbuf_addf(&own, "%s%s", store->path, suffixes[i]);
        if (stat(own.data, &status) == 0 && status.st_dev == there->st_dev &&
            status.st_ino == there->st_ino)
            return true;
    }
    return false;
}

static int check_place(struct store *store, const char *path, bool replace,
                       struct error *err)
{
    struct stat there;

    if (stat(path, &there) < 0)
        return 0;
    if (is_own(store, &there))
        return refuse(path, "it is a file of the database itself", err);
    if (!replace)
        return refuse(path, "there is a file of that name", err);
    if (!S_ISREG(there.st_mode))
        return refuse(path, "that is no file", err);
    return 0;
}

/* The logs of what has, or had, the name. */
static int check_logs(const char *path, bool remove, struct error *err)
{
    static const char *const suffixes[] = {"-journal", "-wal", "-shm"};
    CLEANUP(strbuf_release) struct strbuf log;

    strbuf_init(&log, 8192);
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
        strbuf_clear(&log);
        strbuf_addf(&log, "%s%s", path, suffixes[i]);
        if (remove && unlink(log.data) < 0 && errno != ENOENT)
            return fail(log.data, err);
        if (access(log.data, F_OK) == 0)
            return refuse(path,
                          "the log of another file that had that name lies "
                          "beside it (-wal, -shm or -journal)",
                          err);
    }
    return 0;
}

/* Whether the open file still has that name. */
static bool has_name(int fd, const char *path)
{
    struct stat file, named;

    return fstat(fd, &file) == 0 && stat(path, &named) == 0 &&
           file.st_dev == named.st_dev && file.st_ino == named.st_ino &&
           S_ISREG(file.st_mode) && file.st_nlink == 1;
}

/*
 * An empty file of the user's alone, beside path, locked while it is ours: one
 * that a killed program has left is used again. Its descriptor, or an error.
 */
static int make_draft(const char *path, struct strbuf *draft, struct error *err)
{
    strbuf_addf(draft, "%s.newsfold-draft", path);
    int fd = open(draft->data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail(draft->data, err);
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        close(fd);
        return refuse(path, "another newsfold makes it", err);
    }
    /* Who had it may have ended between, and given it the copy's name. */
    if (!has_name(fd, draft->data) || fchmod(fd, 0600) < 0 ||
        ftruncate(fd, 0) < 0) {
        close(fd);
        return refuse(draft->data, "it is in use", err);
    }
    int result = check_logs(draft->data, true, err);
    if (result < 0)
        close(fd);
    return result < 0 ? result : fd;
}

static int make_copy(struct store *store, const char *draft, const char *path,
                     bool replace, struct error *err)
{
    int result = copy_into(store, draft, path, err);

    if (result < 0)
        return result;
    if (sync_path(draft, 0) < 0)
        return fail(path, err);
    if (check_logs(path, replace, err) < 0)
        return err->code;
    if (give_name(draft, path, replace) < 0 || sync_folder_of(path) < 0)
        return fail(path, err);
    return 0;
}

int store_backup(struct store *store, const char *path, bool replace,
                 struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf draft;

    strbuf_init(&draft, 8192);
    int result = check_place(store, path, replace, err);
    if (result == 0 && !replace)
        result = check_logs(path, false, err);
    if (result < 0)
        return result;
    int fd = make_draft(path, &draft, err);
    if (fd < 0)
        return fd;
    result = make_copy(store, draft.data, path, replace, err);
    if (result < 0)
        (void)unlink(draft.data);
    close(fd);
    return result;
}
