#pragma once
#include "base/arena.h"
#include "cli/cli.h"
#include "cli/pipeline.h"
#include "cli/pool.h"
#include "dedup/dedup.h"
#include "fetcher/fetcher.h"
#include "store/store.h"

/*
 * One feed on its way through a poll: made from its row, filled in by the
 * response and the parse worker's answer, at last written to the store.
 */
struct polled {
    size_t place;       /* among those of this poll */
    struct arena arena; /* its strings */
    int64_t interval;   /* the user's; 0: the schedule's */
    struct feed feed;
    enum fetch_outcome outcome;
    const char *base_url;
    const char *content_type;
    const char *permanent_url;
    const char *etag;
    const char *last_modified;
    int64_t fresh_seconds;
    int64_t retry_after;
    long status; /* HTTP's */
    uint64_t body_hash;
    size_t body_len;
    bool same_body; /* nothing to parse */
    bool delta;     /* the body may leave out entries */
    const char *message;
    struct redirect redirect; /* this poll's taken in */
    bool moved;               /* … and the feed has */
    int64_t twin;             /* that is where it would move to; 0: none */
    size_t found_new;         /* entries stored for the first time */
    struct pool_answer answer;
    bool parsed;
    bool ready; /* to be written */
};

/* Ids of entries that are to be folded, of this batch. */
struct unfolded {
    int64_t *entries;
    size_t count, capacity;
};

struct polled *polled_new(const struct feed *feed, size_t place);
void polled_free(struct polled *polled);

/* It cannot be asked, since `why`. */
void polled_fail(struct polled *polled, const char *why);
/* Take in what the fetcher says; whether there is a body to be parsed. */
bool polled_response(struct polled *polled,
                     const struct fetch_response *response);
/* It will not be asked in this poll, after all. */
void polled_drop(struct polled *polled);
/* Take in what the parse worker says; empties answer. */
void polled_answer(struct polled *polled, struct pool_answer *answer);

/* Inside a transaction: store its entries and its result, say what failed,
 * and count it. Entries to be folded are added to unfolded. */
int polled_store(struct polled *polled, struct cli *cli, struct store *store,
                 struct poll_summary *summary, struct unfolded *unfolded,
                 struct error *err);

/* How many entries the next batch may have, when one of so many took so long:
 * 1,000 to most. Whoever else writes, a user who reads a story, waits for a batch,
 * and for 30 seconds at most. */
size_t pipeline_batch(size_t entries, int64_t ms, size_t most);
/* Fold entries (sorted here) and store their stories; *founded grows by the
 * number of stories that are new. */
int pipeline_fold(struct store *store, const struct fold_options *options,
                  struct unfolded *unfolded, size_t *founded,
                  struct error *err);
