/*
 * What folding costs at a size: entries made by program go through the
 * store's and the fold's own doors, in batches as a poll makes them.
 *
 * usage: bench_dedup DATABASE fill COUNT      up to COUNT entries
 *        bench_dedup DATABASE teasers|texts|mixed COUNT
 *                                             COUNT more, in batches as a poll
 *                                             makes them
 *        bench_dedup DATABASE again COUNT     the last COUNT, as they are
 *        bench_dedup DATABASE size            bytes of the index
 *        bench_dedup --feed FROM COUNT        the entries of these numbers, as a
 *                                             feed
 *
 * Prints one line of numbers, named by --header. Seconds are those of the
 * processor, in this process.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "bench/texts.h"
#include "dedup/dedup.h"
#include "store/store.h"

#define FEEDS  2000
#define TEASER 300
#define FULL   4000
#define START  1700000000
#define SMALL  1000 /* entries of a batch, about what a poll takes for it */

struct bench {
    const char *path;
    struct store *store;
    struct texts *texts;
    struct fold_options options;
    size_t count; /* entries done */
    size_t candidates, verified;
    double put, fold, commit; /* seconds */
};

static _Noreturn void die(const struct error *err)
{
    fprintf(stderr, "bench_dedup: %s\n", err->message);
    exit(1);
}

static void try(int result, const struct error *err)
{
    if (result < 0)
        die(err);
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One number that the database has. */
static int64_t ask(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *row;
    int64_t result = 0;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK) {
        if (sqlite3_step(row) == SQLITE_ROW)
            result = sqlite3_column_int64(row, 0);
        sqlite3_finalize(row);
    }
    sqlite3_close(db);
    return result;
}

static int64_t entries_stored(const char *path)
{
    return ask(path, "SELECT coalesce(max(entry), 0) FROM entries");
}

static void add_feeds(struct bench *bench)
{
    struct error err;
    char url[64];
    int64_t feed;

    try(store_begin(bench->store, &err), &err);
    for (size_t i = 0; i < FEEDS; i++) {
        snprintf(url, sizeof(url), "https://f%zu.example/feed", i);
        struct feed_new row = {.url = url, .now = START};
        try(store_feed_add(bench->store, &row, &feed, &err), &err);
    }
    try(store_commit(bench->store, &err), &err);
}

/* How long the entry of that number is: of four, three are teasers. */
static size_t mixed(uint64_t number)
{
    return number % 4 ? TEASER : FULL;
}

static int64_t put(struct bench *bench, uint64_t number, size_t bytes)
{
    CLEANUP(strbuf_release) struct strbuf title;
    CLEANUP(strbuf_release) struct strbuf text;
    struct error err;
    enum entry_change change;
    char id[32];
    int64_t stored;

    strbuf_init(&title, 1000);
    strbuf_init(&text, 20000);
    texts_make(bench->texts, number, bytes, &title, &text);
    snprintf(id, sizeof(id), "e%llu", (unsigned long long)number);
    struct entry entry = {.id = id,
                          .title = title.data,
                          .content = text.data,
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    double before = seconds();
    try(store_entry_put(bench->store, (int64_t)(number % FEEDS) + 1, &entry,
                        START + (int64_t)(number / 4), &stored, &change, &err),
        &err);
    bench->put += seconds() - before;
    return change == ENTRY_UNCHANGED ? 0 : stored;
}

static void fold(struct bench *bench, const int64_t *entries, size_t count)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document *documents =
        arena_calloc(&arena, count + 1, sizeof(*documents));
    struct fold_result result;
    struct error err;
    double before = seconds();

    try(store_fold_documents(bench->store, entries, count, &arena, documents,
                             &err),
        &err);
    try(fold_batch(&bench->options,
                   store_fold_source(bench->store, FOLD_VERSION), documents,
                   count, &arena, &result, &err),
        &err);
    try(store_fold_apply(bench->store, &result, FOLD_VERSION, &err), &err);
    bench->fold += seconds() - before;
    bench->candidates += result.candidates;
    bench->verified += result.verified;
}

static void batch(struct bench *bench, uint64_t from, size_t count,
                  size_t bytes)
{
    int64_t *entries = xcalloc(count + 1, sizeof(*entries));
    size_t fresh = 0;
    struct error err;

    try(store_expect_small(bench->store, count < SMALL, &err), &err);
    try(store_begin(bench->store, &err), &err);
    for (size_t i = 0; i < count; i++) {
        uint64_t number = from + i;
        int64_t entry = put(bench, number, bytes ? bytes : mixed(number));
        if (entry)
            entries[fresh++] = entry;
    }
    if (fresh)
        fold(bench, entries, fresh);
    double before = seconds();
    try(store_commit(bench->store, &err), &err);
    bench->commit += seconds() - before;
    bench->count += count;
    xfree(entries);
}

static void run(struct bench *bench, uint64_t from, uint64_t to, size_t bytes)
{
    struct fold_most at_once = fold_most(alloc_machine());
    size_t most = bytes * at_once.documents > at_once.bytes
                      ? at_once.bytes / bytes
                      : at_once.documents;

    for (; from < to; from += most)
        batch(bench, from, to - from < most ? (size_t)(to - from) : most,
              bytes);
}

static long long log_bytes(const char *path)
{
    char name[4096];
    struct stat status;

    snprintf(name, sizeof(name), "%s-wal", path);
    return stat(name, &status) == 0 ? (long long)status.st_size : 0;
}

static void print(const struct bench *bench, const char *what)
{
    struct rusage usage;
    double count = bench->count ? (double)bench->count : 1;

    getrusage(RUSAGE_SELF, &usage);
    printf("%-8s %8zu %8.0f %8.0f %6.1f %6.1f %7.1f %7.1f %7.1f %7.1f\n", what,
           bench->count, bench->fold > 0 ? count / bench->fold : 0,
           count / (bench->put + bench->fold + bench->commit),
           (double)bench->candidates / count, (double)bench->verified / count,
           1e3 * (bench->put + bench->fold + bench->commit), 1e3 * bench->fold,
           (double)usage.ru_maxrss / 1024,
           (double)log_bytes(bench->path) / 1048576);
}

static void print_size(const char *path)
{
    double count = (double)entries_stored(path);

    printf("index: postings %.0f, counts %.0f bytes an entry, of %.0f\n",
           (double)ask(path, "SELECT sum(pgsize) FROM dbstat WHERE "
                             "name LIKE '%postings' AND aggregate = 1") /
               count,
           (double)ask(path, "SELECT sum(pgsize) FROM dbstat WHERE "
                             "name = 'counts' AND aggregate = 1") /
               count,
           count);
}

static void measure(struct bench *bench, const char *what, uint64_t count)
{
    uint64_t have = (uint64_t)entries_stored(bench->path);
    struct error err;

    try(store_open(bench->path, STORE_WRITE, &bench->store, &err), &err);
    try(store_secret(bench->store, bench->options.secret.bytes, &err), &err);
    if (!have)
        add_feeds(bench);
    if (strcmp(what, "fill") == 0)
        run(bench, have, count, 0);
    else if (strcmp(what, "again") == 0)
        run(bench, have > count ? have - count : 0, have, 0);
    else
        run(bench, have, have + count,
            strcmp(what, "teasers") == 0 ? TEASER
            : strcmp(what, "texts") == 0 ? FULL
                                         : 0);
    print(bench, what);
    try(store_checkpoint(bench->store, &err), &err);
    store_free(bench->store);
}

/* The texts have nothing that ends a section. */
static void print_feed(const struct texts *texts, uint64_t from, uint64_t count)
{
    CLEANUP(strbuf_release) struct strbuf title;
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&title, 1000);
    strbuf_init(&text, 20000);
    puts("<rss version='2.0'><channel><title>Polled</title>"
         "<link>https://polled.example/</link>");
    for (uint64_t number = from; number < from + count; number++) {
        strbuf_clear(&title);
        strbuf_clear(&text);
        texts_make(texts, number, mixed(number), &title, &text);
        printf("<item><guid>%llu</guid><link>https://polled.example/%llu</link>"
               "<title><![CDATA[%s]]></title><description><![CDATA[%s]]>"
               "</description></item>\n",
               (unsigned long long)number, (unsigned long long)number,
               title.data, text.data);
    }
    puts("</channel></rss>");
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--header") == 0) {
        puts("what        count  folds/s    all/s  cand.  verif.  all ms "
             "fold ms  RSS MiB  WAL MiB");
        return 0;
    }
    if (argc == 3 && strcmp(argv[2], "size") == 0) {
        print_size(argv[1]);
        return 0;
    }
    if (argc != 4)
        return 1;
    if (strcmp(argv[1], "--feed") == 0) {
        struct texts *texts = texts_new();
        print_feed(texts, strtoull(argv[2], NULL, 10),
                   strtoull(argv[3], NULL, 10));
        texts_free(texts);
        return 0;
    }
    struct bench bench = {
        .path = argv[1], .texts = texts_new(), .options = {.window = 0}};
    measure(&bench, argv[2], strtoull(argv[3], NULL, 10));
    texts_free(bench.texts);
    return 0;
}
