#pragma once
#include "store/packed.h"

/* counts.c: how often outlets have had a line, an opening, a title. */

extern const struct packed_table count_index;
extern const struct packed_table count_refold; /* of folding again */

/* fold_source.counts. A block that is malformed is an error. */
int store_counts_read(struct store *store, const struct packed_table *table,
                      struct fold_count *keys, size_t count, struct error *err);
/* Add a result's, counted at `time`; no count grows past UINT32_MAX. */
int store_counts_put(struct store *store, const struct packed_table *table,
                     const struct fold_result *result, int64_t time,
                     struct error *err);
/* Drop what was last counted before the day of that time. */
int store_counts_expire(struct store *store, int64_t before, struct error *err);
/* Those that folding again has made take the place of the index. */
int store_counts_swap(struct store *store, struct error *err);
/* How many blocks are malformed, and the last key of the first of them; they are
 * removed, if asked for: what folding again has made is lost with one. */
int store_counts_check(struct store *store, bool repair, int64_t *ret_count,
                       int64_t *ret_first, struct error *err);
/* The functions of this connection that steps of the schema call. */
int store_counts_init(struct store *store, struct error *err);
