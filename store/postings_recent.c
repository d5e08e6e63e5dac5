/*
 * New postings wait in runs.
 *
 * The features of a batch are spread over all of the index, so each of its postings is
 * on another page of a large one: a hundred entries change two thousand pages, which is
 * half of what a poll costs. So they are written as a run, and move on to where all are
 * from the lowest feature to the highest and then again from the lowest, a share of all
 * features with each batch: what has come of these since the time before, which is
 * several postings for each page. It is the rolling merge of a log-structured merge
 * tree (O'Neil, Cheng, Gawlick, O'Neil 1996), of two levels.
 *
 * With each batch of p postings the share p/R of all features is moved on, and a run
 * stays until all of it has been. So R postings wait, of 8 bytes each, which are read
 * with each batch; N entries have N/7 blocks, and Np/7R of them change. R grows as the
 * root of N, which makes the sum least; its factor is for batches of a hundred entries.
 */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "store/postings.h"
#include "store/runs.h"

#define FEATURES ((int64_t)1 << 48)
#define ROUND    700 /* postings, by the root of the number of entries */
#define LARGE \
    10000 /* entries; of less the whole index is not that many pages */
#define SMALL_RUN 16384           /* bytes; the next run takes it up */
#define WORN      (INT64_MAX / 2) /* places and numbers, after so many rounds */

#define RUNS "SELECT run, items FROM recent_postings "

const char run_remove[] = "DELETE FROM recent_postings WHERE run = ?1";

/* Going through */

/* The run of a row of RUNS, for as long as it is the statement's. */
static bool open_row(sqlite3_stmt *row, struct run *ret)
{
    const void *items = sqlite3_column_blob(row, 1);

    return run_open(items, (size_t)sqlite3_column_bytes(row, 1), ret);
}

/* The postings of the run behind number *ret_number, which becomes its own. STEP_ROW,
 * STEP_DONE, or why not. */
static int next_run(struct store *store, int64_t *ret_number, bool *ret_whole,
                    struct postings *ret, struct error *err)
{
    struct run run;
    sqlite3_stmt *row;
    int result =
        store_bind(store, &row, err, RUNS "WHERE run > ?1 ORDER BY run LIMIT 1",
                   "i", *ret_number);

    ret->count = 0;
    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW) {
        *ret_number = sqlite3_column_int64(row, 0);
        *ret_whole = open_row(row, &run) && run_postings(&run, ret);
    }
    sqlite3_reset(row);
    ret->count = postings_sort(ret->items, ret->count);
    return result;
}

int runs_visit(struct store *store, run_fn *visit, void *context,
               struct error *err)
{
    struct postings postings = {0};
    int64_t number = INT64_MIN;
    bool whole;
    int result;

    while ((result = next_run(store, &number, &whole, &postings, err)) ==
           STEP_ROW) {
        result = visit(context, number, whole, &postings, err);
        if (result < 0)
            break;
    }
    postings_release(&postings);
    return result;
}

/* What is looked for in the runs: features, which are in order, or all of a range. */
struct seeking {
    const uint64_t *features;
    size_t count;
    unsigned char *marks; /* a bit for each that the lower bits of one may be */
    uint32_t mask;
    int64_t from, to;
    struct postings *found;
};

/* Bits for each feature: of those that are not looked for one in so many passes. */
#define SPARSE 32

static void mark_features(struct seeking *seeking)
{
    uint32_t bits = 1024;

    while (bits < seeking->count * SPARSE && bits < 1U << 30)
        bits *= 2;
    seeking->marks = xcalloc(bits / 8, 1);
    seeking->mask = bits - 1;
    for (size_t i = 0; i < seeking->count; i++) {
        uint32_t bit = (uint32_t)seeking->features[i] & seeking->mask;
        seeking->marks[bit / 8] |= (unsigned char)(1U << bit % 8);
    }
}

static int compare_features(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool find_features(const struct seeking *seeking, const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        uint32_t bit = run_low(run, i) & seeking->mask;
        if (!(seeking->marks[bit / 8] & 1U << bit % 8))
            continue;
        uint64_t feature = (uint64_t)run_feature(run, i);
        if (bsearch(&feature, seeking->features, seeking->count,
                    sizeof(feature), compare_features) &&
            !run_posting(run, i, seeking->found))
            return false;
    }
    return true;
}

static bool find_range(const struct seeking *seeking, const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        int64_t feature = run_feature(run, i);
        if (feature >= seeking->from && feature < seeking->to &&
            !run_posting(run, i, seeking->found))
            return false;
    }
    return true;
}

/* Add what is found to seeking->found, and put that in order: of an entry that several
 * runs have it is as the newest says. */
static int find(struct store *store, const struct seeking *seeking,
                struct error *err)
{
    sqlite3_stmt *row;
    bool whole = true;
    int result =
        store_bind(store, &row, err, WHOLE RUNS "ORDER BY run DESC", "");

    while (result >= 0 && whole &&
           (result = store_step(store, row, err)) == STEP_ROW) {
        struct run run;
        whole = open_row(row, &run) &&
                (seeking->features ? find_features(seeking, &run)
                                   : find_range(seeking, &run));
    }
    sqlite3_reset(row);
    seeking->found->count =
        postings_sort(seeking->found->items, seeking->found->count);
    if (!whole)
        return packed_malformed(store, "recent postings", err);
    return result < 0 ? result : 0;
}

int recent_find(struct store *store, const uint64_t *features, size_t count,
                struct postings *ret, struct error *err)
{
    struct seeking seeking = {
        .features = features, .count = count, .found = ret};

    mark_features(&seeking);
    int result = find(store, &seeking, err);
    xfree(seeking.marks);
    return result;
}

/* Moving on */

int recent_clear(struct store *store, struct error *err)
{
    return store_run(store, err, WHOLE "DELETE FROM recent_postings", "");
}

static int settle(struct store *store, const struct packed_table *table,
                  int64_t from, int64_t to, struct error *err)
{
    struct postings postings = {0};
    struct seeking seeking = {.from = from, .to = to, .found = &postings};
    int result = find(store, &seeking, err);

    if (result == 0)
        result = blocks_put(store, table, &postings, err);
    postings_release(&postings);
    return result;
}

/* Move on what is from a place in the rounds to another, which is within one, and
 * drop the runs of which all has been. */
static int settle_upto(struct store *store, const struct packed_table *table,
                       int64_t settled, int64_t upto, struct error *err)
{
    int64_t round = settled / FEATURES * FEATURES;
    int64_t to = upto - round;
    int result = settle(store, table, settled - round,
                        to < FEATURES ? to : FEATURES, err);

    if (result == 0 && to > FEATURES)
        result = settle(store, table, 0, to - FEATURES, err);
    return result < 0
               ? result
               : store_run(store, err,
                           WHOLE "DELETE FROM recent_postings WHERE settled "
                                 "<= ?1",
                           "i", upto - FEATURES);
}

/* All that wait, and those of a batch, at once. */
static int settle_all(struct store *store, const struct packed_table *table,
                      struct postings *postings, struct error *err)
{
    struct seeking seeking = {.to = FEATURES, .found = postings};
    int result = find(store, &seeking, err);

    if (result == 0)
        result = blocks_put(store, table, postings, err);
    if (result == 0)
        result = recent_clear(store, err);
    return result < 0 ? result : store_setting_put(store, "settled", 0, err);
}

/* Putting */

static int write_run(struct store *store, const char *sql, int64_t number,
                     int64_t settled, const struct postings *postings,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err, sql, "ii", number, settled);

    if (result < 0)
        return result;
    strbuf_init(&packed, SIZE_MAX);
    run_pack(postings, &packed);
    return packed_run(store, row, 3, &packed, err);
}

int run_rewrite(struct store *store, int64_t number,
                const struct postings *postings, struct error *err)
{
    return postings->count
               ? write_run(store,
                           "UPDATE recent_postings SET items = ?3 WHERE run = "
                           "?1",
                           number, 0, postings, err)
               : store_run(store, err, run_remove, "i", number);
}

/* The number of the last run; its postings are added if it is small. */
static int take_last(struct store *store, struct postings *postings,
                     int64_t *ret_number, bool *ret_taken, struct error *err)
{
    struct run run;
    sqlite3_stmt *row;
    bool whole = true;
    int result = store_bind(store, &row, err,
                            "SELECT run, iif(length(items) < ?1, "
                            "items, NULL) FROM recent_postings WHERE run > 0 "
                            "ORDER BY run DESC LIMIT 1",
                            "i", (int64_t)SMALL_RUN);

    if (result == 0)
        result = store_step(store, row, err);
    *ret_number = result == STEP_ROW ? sqlite3_column_int64(row, 0) : 0;
    *ret_taken =
        result == STEP_ROW && sqlite3_column_type(row, 1) == SQLITE_BLOB;
    if (*ret_taken)
        whole = open_row(row, &run) && run_postings(&run, postings);
    sqlite3_reset(row);
    if (!whole)
        return packed_malformed(store, "recent postings", err);
    return result < 0 ? result : 0;
}

/* Put a batch as a run, together with the last one if that is small. */
static int put_run(struct store *store, int64_t settled,
                   struct postings *postings, struct error *err)
{
    int64_t number = 0;
    bool taken = false;
    int result = take_last(store, postings, &number, &taken, err);

    if (result < 0)
        return result;
    if (taken)
        postings->count = postings_sort(postings->items, postings->count);
    else
        number++;
    return write_run(store,
                     "INSERT OR REPLACE INTO recent_postings (run, settled, "
                     "items) VALUES (?1, ?2, ?3)",
                     number, settled, postings, err);
}

/* How many postings are put while all that wait are moved on; 0: none are to
 * wait. */
static int postings_of_round(struct store *store, double *ret,
                             struct error *err)
{
    int64_t entries = 0;
    int result = store_integer(store, 0, &entries, err,
                               "SELECT coalesce(max(entry), 0) - ?1 FROM "
                               "entries",
                               "i", store->window_entry);

    *ret = entries < LARGE ? 0 : ROUND * sqrt((double)entries);
    return result;
}

/* Where the rounds are; -1: to begin anew, after so many of them, or in a damaged file:
 * each run has come after the one before and within the last round. */
static int settled_upto(struct store *store, int64_t *ret, struct error *err)
{
    int64_t worn = 0;
    int result =
        store_integer(store, 0, ret, err,
                      "SELECT value FROM settings WHERE name = 'settled'", "");

    if (result == 0 && (*ret < 0 || *ret > WORN))
        *ret = -1;
    if (result == 0 && *ret >= 0)
        result = store_integer(
            store, 0, &worn, err,
            WHOLE "SELECT max(run) > ?1 OR max(settled) > ?2 OR min(settled) "
                  "<= ?3 OR count(DISTINCT settled) < count(*) FROM "
                  "recent_postings",
            "iii", WORN, *ret, *ret - FEATURES);
    if (worn)
        *ret = -1;
    return result;
}

/* With another run's, if that is small. */
static bool has_too_many(const struct postings *postings)
{
    const size_t most = RUN_ENTRIES - SMALL_RUN / 8;

    return postings->count > most && run_entries(postings) > most;
}

int store_fold_tidy(struct store *store, struct error *err)
{
    struct postings none = {0};
    int result = settle_all(store, &posting_index.settled, &none, err);

    postings_release(&none);
    return result;
}

int recent_put(struct store *store, const struct packed_table *table,
               struct postings *postings, struct error *err)
{
    double round = 0;
    int64_t settled = 0;
    int result = postings_of_round(store, &round, err);

    if (result < 0 || !postings->count)
        return result;
    if ((double)postings->count >= round || has_too_many(postings))
        return settle_all(store, table, postings, err);
    result = settled_upto(store, &settled, err);
    if (result < 0)
        return result;
    if (settled < 0)
        return settle_all(store, table, postings, err);
    int64_t upto =
        settled + (int64_t)((double)postings->count / round * (double)FEATURES);
    result = settle_upto(store, table, settled, upto, err);
    if (result == 0)
        result = put_run(store, upto, postings, err);
    return result < 0 ? result : store_setting_put(store, "settled", upto, err);
}
