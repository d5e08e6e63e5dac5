#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Retention: which entries are let go, and their removal. Part of
 * store/store.h.
 *
 * A prune is a plan, which is this connection's alone, and batches, which are
 * a transaction each; in between, others write. Entries that folding can still
 * match are never planned.
 */

struct store;

struct prune_rule {
    int64_t feed;   /* 0: all that have no rule of their own */
    int64_t before; /* what was first seen before it goes; TIME_ABSENT: none */
    int64_t newest; /* so many of the feed stay, older ones go; 0: all stay;
                       not for feed 0. Newer is what was seen later, then what
                       is dated later, then what its document listed first */
};

struct prune_rules {
    const struct prune_rule *items;
    size_t count;
    int64_t window; /* what was first seen since then stays; TIME_ABSENT: what
                       store_fold_expire has left */
};

struct prune_plan {
    size_t entries;
    size_t feeds;   /* that have them */
    size_t stories; /* that have no others */
};

/* Choose what goes, at most `limit` entries (0: all), instead of what was
 * planned before. Writes nothing into the file. */
int store_prune_plan(struct store *store, const struct prune_rules *rules,
                     size_t limit, struct prune_plan *ret_plan,
                     struct error *err);
/* Remove up to `most` entries of the plan, in a transaction of its own: their
 * texts, their place in stories and in search; a story without entries is gone,
 * a correction with nothing left to say as well. What the user has starred
 * meanwhile stays, and so does what the window has not left. *ret_done is how
 * many of the plan were seen to; 0: none is left. */
int store_prune_batch(struct store *store, size_t most, int64_t now,
                      size_t *ret_done, struct error *err);
/* Whether the last prune that came to its end is a day ago; asked at the end of
 * each poll, which is noted. If that was not done for a month, no prune is due
 * for a day. */
int store_prune_due(struct store *store, int64_t now, bool *ret_due,
                    struct error *err);
/* It came to its end: forget what was pruned and is not listed any more. In a
 * transaction of its own. */
int store_prune_finish(struct store *store, int64_t now, struct error *err);

/* Give free pages back to the file system, but for one in `spare` of the file's
 * (0: all), until *stop, if stop is not NULL. *ret_bytes is how much stays free
 * because this file was made without what it takes: only store_compact helps. */
int store_shrink(struct store *store, int64_t spare, const volatile int *stop,
                 int64_t *ret_bytes, struct error *err);
/* Write the file anew, without free pages, so that it can shrink by itself from
 * now on. Takes twice its space, and blocks writers. */
int store_compact(struct store *store, struct error *err);
