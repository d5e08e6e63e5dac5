#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/fold_source.h"

/*
 * The version of folding that the index is of, and folding the window again.
 * Part of store/store.h.
 *
 * Fingerprints and counts of two versions are never compared: the index is of
 * one. To any other it is empty, and whoever folds with another version begins
 * it anew. Entries say which version folded them last.
 */

struct store;

/* Whether there is an index of another version than this one. */
int store_fold_is_foreign(struct store *store, unsigned version,
                          bool *ret_foreign, struct error *err);
/* The version that has folded the entry; 0: none has. */
int store_fold_version_of(struct store *store, int64_t entry,
                          int64_t *ret_version, struct error *err);
/* From now on the index is of this version; if it was of another, it is
 * empty. Inside store_begin/store_commit. */
int store_fold_adopt(struct store *store, unsigned version, struct error *err);

/*
 * Folding the window again: into tables of its own, a chunk a transaction, in
 * which store_refold_enter comes first; when none is left to fold, what was
 * made takes the place of index and stories (store_refold_swap), in the same
 * transaction as that was seen. What is made stays until then, and the next
 * goes on with it. Others may write between two chunks.
 */

struct refold_options {
    unsigned version; /* of folding */
    int64_t before;   /* what was first seen before is outside of the window */
    bool dry;         /* after store_refold_rehearse */
};

/* For a dry run: one snapshot is read from now on, and all that is made is in
 * memory, for this connection alone. Ends with store_free. */
int store_refold_rehearse(struct store *store, struct error *err);
/* Go on with what is there; or, *ret_anew, begin: there is nothing, it is of
 * another version, or the user's corrections have changed since. */
int store_refold_enter(struct store *store,
                       const struct refold_options *options, bool *ret_anew,
                       struct error *err);
/* Drop what is there; of how many entries it was, which may be none. */
int store_refold_abandon(struct store *store, size_t *ret_entries,
                         struct error *err);
/* How many entries are folded, of how many. */
int store_refold_progress(struct store *store, size_t *ret_done,
                          size_t *ret_all, struct error *err);
/* The next entries to be folded (at most limit, of some MiB of text, ascending):
 * those that were not, then those whose text has changed. *ret_count 0: none. */
int store_refold_next(struct store *store, size_t limit, int64_t *ret_entries,
                      size_t *ret_count, struct error *err);
/* Their documents, for fold_batch with the source below. */
int store_refold_documents(struct store *store, const int64_t *entries,
                           size_t count, struct arena *arena,
                           struct fold_document *ret, struct error *err);
const struct fold_source *store_refold_source(struct store *store);
/* Write a batch's result; `time` is when its newest entry was first seen. */
int store_refold_apply(struct store *store, const struct fold_result *result,
                       int64_t time, struct error *err);

struct refold_summary {
    size_t entries; /* of the window */
    size_t moved;   /* of them, that are in another story now */
    size_t joined;  /* stories all of whose entries went to one other */
    size_t parted;  /* others that lost an entry */
};

/* An id that is there keeps its meaning: an entry's leads to its story, that
 * of a story that is there no more to where its founder is, or most of it. */
int store_refold_swap(struct store *store, struct refold_summary *ret,
                      struct error *err);

struct refold_change {
    bool joins; /* the story `before` as a whole; else only the entry leaves */
    int64_t before, after;
    int64_t entry;
    const char *title;        /* the entry's; NULL when it joins */
    const char *before_title; /* of the stories' leads, … */
    const char *after_title;  /* … NULL: there is no such story yet */
};

typedef int store_refold_fn(void *context, const struct refold_change *change,
                            struct error *err);

/* Tell what store_refold_swap would change: stories that would join others,
 * then entries that would leave theirs. */
int store_refold_compare(struct store *store, store_refold_fn *emit,
                         void *context, struct refold_summary *ret,
                         struct error *err);
