#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * The user's corrections: which entries belong together, which are kept apart,
 * whatever folding says of their texts. Part of store/store.h.
 */

struct store;

struct correction {
    int64_t correction;
    bool together; /* all entries; else side 0 is kept apart from side 1 */
    int64_t made;
    const int64_t *sides[2]; /* ascending; those that are still there */
    size_t counts[2];
};

/* The entry that an id means: itself, else the oldest of the story of that id,
 * or of the one it was merged into; and its story. 0 or STORE_NONE. */
int store_entry_of(struct store *store, int64_t id, int64_t *ret_entry,
                   int64_t *ret_story, struct error *err);

/* Keep a correction: its number is made if it is 0, else entries are added to
 * the one of that number; folding honours it from now on.
 * Inside store_begin/store_commit, as all that changes. */
int store_correction_add(struct store *store,
                         const struct correction *correction,
                         int64_t *ret_correction, struct error *err);
/* One that says of the same entries the same; *ret_correction is 0 when there
 * is none. */
int store_correction_same(struct store *store,
                          const struct correction *correction,
                          int64_t *ret_correction, struct error *err);
/* Forget it. 0 or STORE_NONE. */
int store_correction_remove(struct store *store, int64_t correction,
                            struct error *err);

typedef int store_correction_fn(void *context,
                                const struct correction *correction,
                                struct error *err);

/* Call emit for all, oldest first. */
int store_corrections(struct store *store, store_correction_fn *emit,
                      void *context, struct error *err);

/* The correction that forbids entries a and b to be together (their stories),
 * or to be apart; *ret_correction is 0 when none does. */
int store_correction_against(struct store *store, bool together, int64_t a,
                             int64_t b, int64_t *ret_correction,
                             struct error *err);

/*
 * Folding entries again: let them go, fold them (fold_options.past_only), apply
 * the result without its counts, settle. All in one transaction.
 */
int store_fold_release(struct store *store, const int64_t *entries,
                       size_t count, struct error *err);
/* The entry that this one was matched with; 0: none, or the user said so. */
int store_fold_matched(struct store *store, int64_t entry, int64_t *ret_matched,
                       struct error *err);
/* Their ids, and those that led to them, lead to where they are now. */
int store_fold_settle(struct store *store, const int64_t *entries, size_t count,
                      struct error *err);
