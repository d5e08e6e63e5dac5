#pragma once
#include "store/blocks.h"

/* Runs of new postings, for postings_recent.c and postings_whole.c. */

/* runs.c: how they are packed. */

/* A run's packed bytes. */
struct run {
    size_t count; /* of postings */
    size_t entry_count;
    const unsigned char *entries, *low, *high, *places;
};

/* False if it is malformed. */
bool run_open(const void *bytes, size_t len, struct run *ret);

/* The lower half of the feature of posting i, 32 bits of 48. */
static inline uint32_t run_low(const struct run *run, size_t i)
{
    return packed_word(run->low + i * PACKED_WORD);
}

int64_t run_feature(const struct run *run, size_t i);
/* Add posting i; false if it is malformed. */
bool run_posting(const struct run *run, size_t i, struct postings *ret);
/* Add all; false if one is malformed. */
bool run_postings(const struct run *run, struct postings *ret);
/* How many entries they are of. */
size_t run_entries(const struct postings *postings);
#define RUN_ENTRIES 65536
/* Pack postings of so many entries at most. */
void run_pack(const struct postings *postings, struct strbuf *out);

/* postings_recent.c */

/* What is done with each run, the oldest first, by who may change or remove it; whole:
 * postings has what it holds. */
typedef int run_fn(void *context, int64_t number, bool whole,
                   struct postings *postings, struct error *err);
int runs_visit(struct store *store, run_fn *visit, void *context,
               struct error *err);
/* Removes the run of number ?1. */
extern const char run_remove[];
/* Remove all. */
int recent_clear(struct store *store, struct error *err);
/* Write postings, which may be none, as that run, which is there. */
int run_rewrite(struct store *store, int64_t number,
                const struct postings *postings, struct error *err);
/* What the runs have of features, which are in order: by feature, and of each the
 * newest entries first, each as the newest run has it. */
int recent_find(struct store *store, const uint64_t *features, size_t count,
                struct postings *ret, struct error *err);
/* Put postings in order as a run, and move some of those that wait on to the table;
 * they are changed. */
int recent_put(struct store *store, const struct packed_table *table,
               struct postings *postings, struct error *err);
