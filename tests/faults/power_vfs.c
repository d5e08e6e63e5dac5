/*
 * The disk of power_vfs.h. It has one folder.
 *
 * A file is its bytes as a reader sees them, its bytes as they were synced,
 * and the list of what was done in between. SQLite's unix VFS tells it that a
 * write never damages bytes beside it (POWERSAFE_OVERWRITE), and syncs the
 * folder when it first syncs a log that it opened; so does this one. Until
 * then, what was made may be gone and what was deleted may be there again,
 * name by name.
 *
 * One connection at a time: locks always succeed, and the index of the log is
 * memory that power takes.
 */
#include "tests/faults/power_vfs.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES   16
#define SECTOR  4096
#define REGIONS 64

struct change {
    int64_t at;
    int64_t len; /* -1: a truncation to `at` */
    unsigned char *bytes;
};

struct content {
    unsigned char *bytes;
    int64_t len, capacity;
};

/* A name, and what it means now and after a loss. Deleted and made again it
 * is another file: until the folder is synced, it may be `earlier` that is
 * found. */
struct disk_file {
    char *name; /* NULL: none */
    bool exists;
    bool durable; /* the file that has the name now keeps it */
    bool returns; /* an earlier one may have it again */
    struct content earlier;
    struct content seen, synced;
    struct change *changes;
    size_t change_count, change_capacity;
    void *regions[REGIONS];
};

struct handle {
    sqlite3_file base;
    struct disk_file *file;
    bool sync_folder; /* with the file, the first time */
};

static struct {
    struct disk_file files[FILES];
    uint64_t random;
    unsigned long left;
    bool cut, lie;
    struct power_counts counts;
    sqlite3_vfs *real;
} disk;

/* splitmix64 */
static uint64_t draw(void)
{
    uint64_t z = (disk.random += 0x9e3779b97f4a7c15ULL);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static void *checked(void *block)
{
    if (!block)
        abort();
    return block;
}

static void content_resize(struct content *content, int64_t len)
{
    if (len > content->capacity) {
        int64_t capacity = len * 2 + SECTOR;
        content->bytes = checked(realloc(content->bytes, (size_t)capacity));
        content->capacity = capacity;
    }
    if (len > content->len)
        memset(content->bytes + content->len, 0, (size_t)(len - content->len));
    content->len = len;
}

static void content_write(struct content *content, const void *bytes,
                          int64_t len, int64_t at)
{
    if (at + len > content->len)
        content_resize(content, at + len);
    if (len)
        memcpy(content->bytes + at, bytes, (size_t)len);
}

static void content_copy(struct content *to, const struct content *from)
{
    content_resize(to, 0);
    content_write(to, from->bytes, from->len, 0);
}

static void forget_changes(struct disk_file *file)
{
    for (size_t i = 0; i < file->change_count; i++)
        free(file->changes[i].bytes);
    file->change_count = 0;
}

static struct change *add_change(struct disk_file *file)
{
    if (file->change_count == file->change_capacity) {
        file->change_capacity =
            file->change_capacity ? file->change_capacity * 2 : 64;
        file->changes = checked(realloc(
            file->changes, file->change_capacity * sizeof(*file->changes)));
    }
    return &file->changes[file->change_count++];
}

static void free_regions(struct disk_file *file)
{
    for (size_t i = 0; i < REGIONS; i++) {
        free(file->regions[i]);
        file->regions[i] = NULL;
    }
}

/* One operation on the disk: whether the power is on for it. */
static bool operate(void)
{
    if (disk.cut)
        return false;
    if (disk.left && !--disk.left)
        disk.cut = true;
    return !disk.cut;
}

static struct disk_file *find(const char *name)
{
    for (size_t i = 0; i < FILES; i++)
        if (disk.files[i].name && !strcmp(disk.files[i].name, name))
            return &disk.files[i];
    return NULL;
}

static struct disk_file *find_or_make(const char *name)
{
    struct disk_file *file = find(name);

    for (size_t i = 0; !file && i < FILES; i++) {
        if (disk.files[i].name)
            continue;
        file = &disk.files[i];
        file->name = checked(strdup(name));
    }
    return checked(file);
}

/* A file */

static struct disk_file *of(sqlite3_file *base)
{
    return ((struct handle *)base)->file;
}

static int file_close(sqlite3_file *base)
{
    return SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *bytes, int len, sqlite3_int64 at)
{
    const struct content *content = &of(base)->seen;
    int64_t there = content->len > at ? content->len - at : 0;

    if (disk.cut)
        return SQLITE_IOERR_READ;
    if (there > len)
        there = len;
    if (there)
        memcpy(bytes, content->bytes + at, (size_t)there);
    if (there == len)
        return SQLITE_OK;
    memset((char *)bytes + there, 0, (size_t)(len - there));
    return SQLITE_IOERR_SHORT_READ;
}

static void record(struct disk_file *file, const void *bytes, int64_t len,
                   int64_t at)
{
    struct change *change = add_change(file);

    *change = (struct change){at, len, checked(malloc((size_t)len + 1))};
    memcpy(change->bytes, bytes, (size_t)len);
}

static int file_write(sqlite3_file *base, const void *bytes, int len,
                      sqlite3_int64 at)
{
    struct disk_file *file = of(base);
    bool before = !disk.cut;
    bool on = operate();

    /* The write that the power was cut in may have got through, too. */
    if (before)
        record(file, bytes, len, at);
    if (!on)
        return SQLITE_IOERR_WRITE;
    content_write(&file->seen, bytes, len, at);
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 len)
{
    struct disk_file *file = of(base);

    if (!operate())
        return SQLITE_IOERR_TRUNCATE;
    *add_change(file) = (struct change){.at = len, .len = -1};
    content_resize(&file->seen, len);
    return SQLITE_OK;
}

static void sync_folder(void)
{
    for (size_t i = 0; i < FILES; i++) {
        disk.files[i].durable = disk.files[i].exists;
        disk.files[i].returns = false;
    }
}

static int file_sync(sqlite3_file *base, int flags)
{
    struct handle *handle = (struct handle *)base;
    struct disk_file *file = handle->file;

    if (!operate())
        return SQLITE_IOERR_FSYNC;
    disk.counts.syncs++;
    if (disk.lie)
        return SQLITE_OK;
    content_copy(&file->synced, &file->seen);
    forget_changes(file);
    if (handle->sync_folder)
        sync_folder();
    handle->sync_folder = false;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *ret_len)
{
    *ret_len = of(base)->seen.len;
    return disk.cut ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level)
{
    return SQLITE_OK;
}

static int file_reserved(sqlite3_file *base, int *ret_locked)
{
    *ret_locked = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *base, int operation, void *argument)
{
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base)
{
    return SECTOR;
}

static int file_traits(sqlite3_file *base)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int file_shm_map(sqlite3_file *base, int region, int size, int extend,
                        void volatile **ret_memory)
{
    struct disk_file *file = of(base);

    assert(region < REGIONS);
    if (!file->regions[region] && extend)
        file->regions[region] = checked(calloc(1, (size_t)size));
    *ret_memory = file->regions[region];
    return SQLITE_OK;
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags)
{
    return SQLITE_OK;
}

static void file_shm_barrier(sqlite3_file *base)
{
}

static int file_shm_unmap(sqlite3_file *base, int delete_it)
{
    free_regions(of(base));
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

/* The file system */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base,
                    int flags, int *ret_flags)
{
    struct handle *handle = (struct handle *)base;

    if (disk.cut)
        return SQLITE_CANTOPEN;
    handle->file = find_or_make(name ? name : "temporary");
    handle->sync_folder =
        (flags & SQLITE_OPEN_CREATE) &&
        (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL));
    handle->file->exists = true;
    base->pMethods = &methods;
    if (ret_flags)
        *ret_flags = flags;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int with_folder)
{
    struct disk_file *file = find(name);

    if (!operate())
        return SQLITE_IOERR_DELETE;
    if (!file || !file->exists)
        return SQLITE_IOERR_DELETE_NOENT;
    if (file->durable) {
        content_copy(&file->earlier, &file->synced);
        file->returns = true;
    }
    file->exists = file->durable = false;
    content_resize(&file->seen, 0);
    content_resize(&file->synced, 0);
    forget_changes(file);
    if (with_folder)
        sync_folder();
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags,
                      int *ret_there)
{
    const struct disk_file *file = find(name);

    *ret_there = file && file->exists && (flags || file->seen.len > 0);
    return disk.cut ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int vfs_path(sqlite3_vfs *vfs, const char *name, int size, char *ret)
{
    return disk.real->xFullPathname(disk.real, name, size, ret);
}

static int vfs_random(sqlite3_vfs *vfs, int len, char *ret)
{
    for (int i = 0; i < len; i++)
        ret[i] = (char)draw();
    return len;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    return microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, double *ret_days)
{
    *ret_days = 2461365.5;
    return SQLITE_OK;
}

void power_init(uint64_t seed)
{
    static sqlite3_vfs vfs = {
        .iVersion = 1,
        .szOsFile = sizeof(struct handle),
        .mxPathname = 512,
        .zName = "power",
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_path,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
    };

    disk.random = seed;
    disk.real = sqlite3_vfs_find(NULL);
    sqlite3_vfs_register(&vfs, 1);
}

void power_cut_after(unsigned long operations)
{
    disk.left = operations;
}

bool power_is_cut(void)
{
    return disk.cut;
}

struct power_counts power_counts(void)
{
    return disk.counts;
}

void power_lie(bool lie)
{
    disk.lie = lie;
}

/* Fisher and Yates: an order in which the disk may have written. */
static void shuffle(struct change *changes, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = draw() % i;
        struct change swap = changes[i - 1];
        disk.counts.reordered += j != i - 1;
        changes[i - 1] = changes[j];
        changes[j] = swap;
    }
}

/* One write that was not synced: all of it, none, or a part from its
 * beginning, its end, or its middle. */
static void apply(struct content *content, const struct change *change)
{
    int64_t from = 0;
    int64_t to = change->len;
    uint64_t luck = draw() % 4;

    if (luck == 0) {
        disk.counts.dropped++;
        return;
    }
    if (change->len < 0) {
        content_resize(content, change->at);
        return;
    }
    if (luck == 1 && change->len > 1) {
        from = (int64_t)(draw() % (uint64_t)change->len);
        to = from + 1 + (int64_t)(draw() % (uint64_t)(change->len - from));
        disk.counts.torn++;
    } else {
        disk.counts.kept++;
    }
    content_write(content, change->bytes + from, to - from, change->at + from);
}

/* Some disks keep order, some do not, some lose all. */
static void settle(struct disk_file *file)
{
    uint64_t kind = draw() % 4;

    if (kind == 0)
        forget_changes(file);
    else if (kind > 1)
        shuffle(file->changes, file->change_count);
    for (size_t i = 0; i < file->change_count; i++)
        apply(&file->synced, &file->changes[i]);
    forget_changes(file);
    content_copy(&file->seen, &file->synced);
}

static void drop(struct disk_file *file)
{
    forget_changes(file);
    free_regions(file);
    free(file->changes);
    free(file->earlier.bytes);
    free(file->seen.bytes);
    free(file->synced.bytes);
    free(file->name);
    *file = (struct disk_file){0};
}

/* Which file the name leads to, if any. */
static bool choose(struct disk_file *file)
{
    if (file->durable)
        return true;
    if (file->returns && draw() % 2) {
        forget_changes(file);
        content_copy(&file->synced, &file->earlier);
        return true;
    }
    return file->exists && draw() % 2;
}

void power_restore(void)
{
    for (size_t i = 0; i < FILES; i++) {
        struct disk_file *file = &disk.files[i];
        if (!file->name)
            continue;
        free_regions(file);
        if (!choose(file)) {
            drop(file);
            continue;
        }
        settle(file);
        file->exists = file->durable = true;
        file->returns = false;
    }
    disk.cut = false;
    disk.left = 0;
}

void power_clear(void)
{
    for (size_t i = 0; i < FILES; i++)
        if (disk.files[i].name)
            drop(&disk.files[i]);
    disk.cut = false;
    disk.left = 0;
}
