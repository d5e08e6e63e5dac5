#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/fold_source.h"
#include "dedup/explain.h"

/*
 * Dedup: which entries are copies of one text
 *
 * Online: entries come in batches, each is assigned to a story for good (but
 * for merges). The method, in ten points, is in docs/architecture.md and
 * docs/dedup.md. Knows no database, no clock and no files: see
 * base/fold_source.h.
 */

/* Changes when fingerprints of one version cannot be compared with another's;
 * stored beside them. */
#define FOLD_VERSION 8

/* 16 random bytes of this database: features are keyed by it, so that nobody
 * outside can craft a text that lands in a chosen story. */
struct fold_secret {
    unsigned char bytes[16];
};

struct fold_options {
    struct fold_secret secret;
    double threshold; /* containment to join; 0 for the default */
    int64_t window;   /* seconds that copies are apart at most; 0: any */
    bool past_only;   /* entries that are folded again, as they were when they
                         came: what came later and is not among them is not
                         looked at */
};

/*
 * How much is best folded at once by a machine with so many bytes of memory: the
 * more, the nearer together lies what is asked of an index on disk. A document
 * takes 8 KiB meanwhile, or eight times its text; they may take a 64th of the
 * memory, but 16,000 or 16 MiB of text are always, and thrice as much is enough.
 */
struct fold_most {
    size_t documents, bytes;
};

struct fold_most fold_most(size_t memory);

/*
 * Fold count new documents (story 0; in order of arrival, ids ascending)
 * against what source knows and against each other. *ret_result lives in
 * arena. On an error nothing was changed: fold only reads.
 */
int fold_batch(const struct fold_options *options,
               const struct fold_source *source,
               const struct fold_document *documents, size_t count,
               struct arena *arena, struct fold_result *ret_result,
               struct error *err);

/*
 * The stories of an in-memory collection: a fold_source that also applies
 * results. For `cluster`, quality figures and tests.
 */
struct fold_memory;
struct fold_memory *fold_memory_new(void);
void fold_memory_free(struct fold_memory *memory);
/* Remember documents (copied) and what fold said of them. */
void fold_memory_apply(struct fold_memory *memory,
                       const struct fold_document *documents, size_t count,
                       const struct fold_result *result);
/* Correct it: entries are together, or side 0 is kept apart from side 1. */
void fold_memory_correct(struct fold_memory *memory, bool together, int64_t a,
                         int64_t b);
/* Its source; lives as long as memory. */
const struct fold_source *fold_memory_source(const struct fold_memory *memory);
/* The story that entry is in now, merges applied; 0 when unknown. */
int64_t fold_memory_story(const struct fold_memory *memory, int64_t entry);
