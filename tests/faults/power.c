/*
 * Power losses: the store polls on a disk of power_vfs.h, whose power is cut
 * at random moments of opening, upgrading, polling, folding, expiring and
 * checkpointing. On what survived, all that was acknowledged is there, feeds are
 * applied wholly or not at all, no validator is newer than its entries, and
 * all that must agree does.
 *
 * usage: power [LOSSES [SEED]]
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "store/store.h"
#include "tests/faults/power_vfs.h"

#define FEEDS   6
#define ENTRIES 3  /* new ones a version */
#define LIFE    40 /* losses until a new database is begun */
#define NOW     1795219200
#define WINDOW  (14 * 86400)

struct world {
    uint64_t random;
    char folder[64];
    char path[80];
    int64_t now;
    bool subscribed;             /* acknowledged */
    unsigned told[FEEDS];        /* versions acknowledged as stored */
    unsigned attempted[FEEDS];   /* versions whose storing was begun */
    unsigned long losses, polls; /* so far */
};

static uint64_t draw(struct world *world)
{
    uint64_t z = (world->random += 0x9e3779b97f4a7c15ULL);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static void __attribute__((format(printf, 2, 3), noreturn))
fail(const struct world *world, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "failed: loss %lu: ", world->losses);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

/* Feeds are subscribed in order: the n-th has number n + 1. */
static int subscribe(struct world *world, struct store *store,
                     struct error *err)
{
    int result = store_begin(store, err);

    for (int i = 0; i < FEEDS && result >= 0; i++) {
        char url[64];
        struct feed_new feed = {.url = url, .now = world->now};
        int64_t id;
        snprintf(url, sizeof(url), "http://feed%d.example/", i);
        result = store_feed_add(store, &feed, &id, err);
    }
    return result < 0 ? result : store_commit(store, err);
}

/* One entry, folded alone or into the story of an earlier one. */
static int put_entry(struct world *world, struct store *store, int feed,
                     unsigned version, int n, struct error *err)
{
    static char text[6000];
    char guid[64];
    struct entry entry = {.id = guid,
                          .title = guid,
                          .content = text,
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    uint64_t features[24];
    struct fold_assignment assignment = {
        .similarity = 0.9, .features = features, .feature_count = 24};
    struct fold_result folded = {.assignments = &assignment,
                                 .assignment_count = 1};
    enum entry_change change;
    size_t len = 50 + draw(world) % (sizeof(text) - 51);

    memset(text, 'a' + (int)(version % 26), len);
    text[len] = '\0';
    snprintf(guid, sizeof(guid), "%d-%u-%d", feed, version, n);
    int result = store_entry_put(store, feed + 1, &entry, world->now,
                                 &assignment.entry, &change, err);
    if (result < 0 || change != ENTRY_NEW)
        return result;
    for (size_t i = 0; i < 24; i++)
        features[i] = (draw(world) & 0xffffffff) * 32 + i;
    assignment.story = assignment.entry;
    return store_fold_apply(store, &folded, 1, err);
}

/* Two stories become one. */
static int merge(struct world *world, struct store *store, struct error *err)
{
    struct fold_merge merged = {0};
    struct fold_result folded = {.merges = &merged, .merge_count = 1};
    int64_t id = 1 + (int64_t)(draw(world) % 50);
    int64_t ids[2] = {id, id + 1 + (int64_t)(draw(world) % 5)};
    struct fold_document documents[2] = {{0}};
    CLEANUP(arena_release) struct arena arena = {0};
    int result = store_fold_documents(store, ids, 2, &arena, documents, err);
    if (result < 0 || !documents[0].story || !documents[1].story ||
        documents[0].story == documents[1].story)
        return result;
    bool forth = documents[0].story < documents[1].story;
    merged.into = documents[!forth].story;
    merged.from = documents[forth].story;
    return store_fold_apply(store, &folded, 1, err);
}

static int put_version(struct world *world, struct store *store, int feed,
                       unsigned version, struct error *err)
{
    char etag[32];
    struct feed_info info = {.title = "A feed"};
    struct feed_result result = {
        .feed = feed + 1,
        .status = FEED_OK,
        .now = world->now,
        .next_due = world->now + 600,
        .success = true,
        .new_body = true,
        .keep_validators = true,
        .etag = etag,
        .info = &info,
        .outlet = feed % 2 ? "one.example" : "two.example",
    };
    int done = 0;

    snprintf(etag, sizeof(etag), "%u", version);
    for (int n = 0; n < ENTRIES && done >= 0; n++)
        done = put_entry(world, store, feed, version, n, err);
    return done < 0 ? done : store_feed_result(store, &result, err);
}

static int lease(struct world *world, struct store *store, struct error *err)
{
    int64_t ids[FEEDS];

    for (int i = 0; i < FEEDS; i++)
        ids[i] = i + 1;
    return store_lease(store, ids, FEEDS, world->now, world->now + 600, err);
}

/* One batch; what it holds is told only after its commit. */
static int store_batch(struct world *world, struct store *store,
                       struct error *err)
{
    unsigned next[FEEDS];
    int result = store_begin(store, err);

    for (int i = 0; i < FEEDS; i++)
        next[i] = world->told[i];
    for (int i = 0; i < FEEDS && result >= 0; i++) {
        if (draw(world) % 3 == 0)
            continue;
        next[i]++;
        world->attempted[i] = next[i];
        result = put_version(world, store, i, next[i], err);
    }
    if (result >= 0)
        result = merge(world, store, err);
    if (result >= 0)
        result = store_commit(store, err);
    if (result >= 0)
        memcpy(world->told, next, sizeof(next));
    return result;
}

static int expire(struct world *world, struct store *store, struct error *err)
{
    int result = store_begin(store, err);

    if (result == 0)
        result = store_fold_expire(store, world->now - WINDOW, err);
    return result < 0 ? result : store_commit(store, err);
}

static int poll_once(struct world *world, struct store *store,
                     struct error *err)
{
    int result = lease(world, store, err);

    world->now += 3600 * (int64_t)(draw(world) % 30);
    for (uint64_t i = 1 + draw(world) % 3; i && result >= 0; i--)
        result = store_batch(world, store, err);
    if (result >= 0)
        result = expire(world, store, err);
    if (result >= 0 && draw(world) % 4)
        result = store_checkpoint(store, err);
    world->polls++;
    return result;
}

/* What one program does until the power is gone. */
static void live(struct world *world)
{
    struct store *store = NULL;
    struct error err = {0};
    int result = store_open(world->path, STORE_WRITE, &store, &err);

    if (result >= 0 && !world->subscribed) {
        result = subscribe(world, store, &err);
        world->subscribed = result >= 0;
    }
    /* Some programs end before the power does. */
    for (uint64_t i = draw(world) % 6; i && result >= 0; i--)
        result = poll_once(world, store, &err);
    if (result < 0 && !power_is_cut())
        fail(world, "with the power on: %s", err.message);
    if (result < 0 && store)
        store_rollback(store);
    store_free(store);
}

/* What survived */

static int64_t number(struct world *world, sqlite3 *db, const char *sql,
                      int feed, unsigned version)
{
    sqlite3_stmt *statement;
    char prefix[32];
    int64_t value = 0;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(world, "%s", sqlite3_errmsg(db));
    snprintf(prefix, sizeof(prefix), "%d-%u-", feed, version);
    sqlite3_bind_int(statement, 1, feed + 1);
    sqlite3_bind_text(statement, 2, prefix, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(statement) == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    if (sqlite3_finalize(statement) != SQLITE_OK)
        fail(world, "%s", sqlite3_errmsg(db));
    return value;
}

static void check_feed(struct world *world, sqlite3 *db, int feed)
{
    unsigned version = (unsigned)number(
        world, db, "SELECT etag FROM feeds WHERE feed = ?1", feed, 0);

    if (version < world->told[feed])
        fail(world, "feed %d: told version %u, holds %u", feed,
             world->told[feed], version);
    if (version > world->attempted[feed])
        fail(world, "feed %d: version %u was never stored", feed, version);
    for (unsigned v = 1; v <= world->attempted[feed]; v++) {
        int64_t count =
            number(world, db,
                   "SELECT count(*) FROM entries JOIN texts USING "
                   "(entry) WHERE feed = ?1 AND guid LIKE ?2 || '%'",
                   feed, v);
        if (count != (v <= version ? ENTRIES : 0))
            fail(world, "feed %d: %" PRId64 " entries of version %u, holds %u",
                 feed, count, v, version);
    }
    world->told[feed] = world->attempted[feed] = version;
}

static int take_check(void *context, const struct check *check,
                      struct error *err)
{
    if (check->state != CHECK_FINE)
        fail(context, "%s: %" PRId64 " %s: %s", check->name, check->count,
             check->what, check->detail ? check->detail : "");
    return 0;
}

static void check_survivors(struct world *world)
{
    struct store *store = NULL;
    struct error err;
    sqlite3 *db;

    if (store_open(world->path, STORE_WRITE, &store, &err) < 0 ||
        store_check(store, 1, false, take_check, world, &err) < 0)
        fail(world, "after the loss: %s", err.message);
    store_free(store);
    if (sqlite3_open(world->path, &db) != SQLITE_OK)
        fail(world, "%s", sqlite3_errmsg(db));
    int64_t feeds =
        number(world, db, "SELECT count(*) FROM feeds WHERE ?1 OR ?2", 0, 0);
    if (feeds != FEEDS && (world->subscribed || feeds != 0))
        fail(world, "%" PRId64 " feeds of %d", feeds, FEEDS);
    world->subscribed = feeds == FEEDS;
    for (int i = 0; i < FEEDS && world->subscribed; i++)
        check_feed(world, db, i);
    sqlite3_close(db);
}

static void begin_life(struct world *world)
{
    power_clear();
    world->now = NOW;
    world->subscribed = false;
    memset(world->told, 0, sizeof(world->told));
    memset(world->attempted, 0, sizeof(world->attempted));
}

int main(int argc, char **argv)
{
    unsigned long losses = argc > 1 ? strtoul(argv[1], NULL, 10) : 100;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct world world = {.random = seed ^ 0x5eed};
    char name[128];

    snprintf(world.folder, sizeof(world.folder), "/tmp/newsfold-power-XXXXXX");
    if (!mkdtemp(world.folder))
        return 1;
    snprintf(world.path, sizeof(world.path), "%s/news.db", world.folder);
    power_init(seed);
    power_lie(getenv("NEWSFOLD_POWER_LIE") != NULL);
    while (world.losses < losses) {
        if (world.losses % LIFE == 0)
            begin_life(&world);
        power_cut_after(1 + draw(&world) % (draw(&world) % 2 ? 60 : 600));
        while (!power_is_cut())
            live(&world);
        world.losses++;
        power_restore();
        check_survivors(&world);
    }
    struct power_counts counts = power_counts();
    power_clear();
    static const char *const endings[] = {"", "-lock"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(name, sizeof(name), "%s%s", world.path, endings[i]);
        (void)remove(name);
    }
    (void)rmdir(world.folder);
    printf("%lu power losses in %lu polls; writes not synced: %lu dropped, %lu "
           "torn, %lu kept, %lu out of order; %lu syncs; 0 corrupt, 0 "
           "acknowledged entries lost\n",
           world.losses, world.polls, counts.dropped, counts.torn, counts.kept,
           counts.reordered, counts.syncs);
    return 0;
}
