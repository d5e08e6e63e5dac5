#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "dedup/dedup.h"

/*
 * A collection of documents, given as JSON lines, folded in memory: what
 * `cluster` prints and `quality` judges
 *
 * The secret is fixed, so that the same input gives the same output.
 */
#define CLUSTERING_BATCH 512

struct clustering {
    struct fold_memory *memory;
    struct fold_options options;
    struct arena arena; /* ids, clusters and outlets, to the end */
    struct arena batch_arena;

    struct clustered {
        const char *id;
        const char *cluster; /* where a person has put it; NULL: not said */
    } * documents;

    size_t count, capacity;
    const char **outlets;
    size_t outlet_count, outlet_capacity;
    struct fold_document batch[CLUSTERING_BATCH];
    size_t batch_count;
};

struct clustering *clustering_new(const struct cli *cli);
void clustering_free(struct clustering *clustering);
/* Read and fold the documents of a file, or of standard input for "-".
 * Errors name the file and the line. */
int clustering_read(struct clustering *clustering, const char *path,
                    struct error *err);
/* The place, from 0, of the document that founded the story of this one. */
size_t clustering_story(const struct clustering *clustering, size_t document);
