#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * The version of folding that the index is of. Part of store/store.h.
 *
 * Fingerprints and counts of two versions are never compared: the index is of
 * one. To any other it is empty, and whoever folds with another version begins
 * it anew. Entries say which version folded them last.
 */

struct store;

/* Whether there is an index of another version than this one. */
int store_fold_is_foreign(struct store *store, unsigned version,
                          bool *ret_foreign, struct error *err);
/* From now on the index is of this version; if it was of another, it is
 * empty. Inside store_begin/store_commit. */
int store_fold_adopt(struct store *store, unsigned version, struct error *err);
