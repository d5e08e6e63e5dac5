#pragma once
#include "store/packed.h"

/* postings.c: which entries have a feature. */

/* The tables of an index: new postings may wait in runs first (postings_recent.c). A
 * posting that both have is as it is there. */
struct posting_tables {
    struct packed_table settled;
    bool runs;
};

extern const struct posting_tables posting_index;
extern const struct posting_tables posting_refold; /* of folding again */

/* Of entries no older than that; so many of a feature, the newest. */
struct posting_query {
    int64_t oldest;
    size_t limit;
};

/* fold_source.postings; quicker when they are asked for in order. A block that
 * is malformed is an error. */
int store_postings_read(struct store *store,
                        const struct posting_tables *tables,
                        const struct posting_query *query,
                        const uint64_t *features, size_t count,
                        struct arena *arena, struct fold_postings *ret,
                        struct error *err);
/* Put those of a result's assignments; of an entry that has some already, with the
 * story that it is in now. */
int store_postings_put(struct store *store, const struct posting_tables *tables,
                       const struct fold_result *result, struct error *err);
/* Drop all of the index. */
int store_postings_clear(struct store *store, struct error *err);
/* Drop those of entries older than that. */
int store_postings_expire(struct store *store, int64_t before,
                          struct error *err);
/* Drop those of the entries that a statement gives for ?1. */
int store_postings_drop(struct store *store, const char *sql, int64_t value,
                        struct error *err);
/* Those that folding again has made take the place of the index, each in the story
 * that its entry is in by temp.refold_moves. */
int store_postings_swap(struct store *store, struct error *err);
/* How many blocks are malformed, and the first of them; they are removed, if asked for:
 * what folding again has made is lost with one. temp.posted lists the entries that
 * the index has. */
int store_postings_check(struct store *store, bool repair, int64_t *ret_count,
                         int64_t *ret_first, struct error *err);
/* The functions of this connection that steps of the schema call. */
int store_postings_init(struct store *store, struct error *err);
