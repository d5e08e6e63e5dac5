#pragma once
#include <jansson.h>

#include "cli/exchange.h"
#include "dedup/dedup.h"

/*
 * What import --entries does with a line. Entries wait for the end of a batch,
 * which is a transaction, and are put into their stories then.
 */

#define TAKING_BATCH 2000 /* entries a transaction */

struct placed {
    int64_t entry, story, nearest, first_seen;
    double similarity;
    int64_t rule;
};

struct taking {
    struct cli *cli;
    const struct importing *options;
    struct store *store;
    struct fold_options fold;
    struct placed batch[TAKING_BATCH];
    size_t count; /* of the batch; less than TAKING_BATCH before a line */
    size_t added, known, pruned;
};

/* A line that is not the first. */
int taking_line(struct taking *taking, const json_t *line, struct error *err);
/* Put the entries of the batch into their stories. */
int taking_place(struct taking *taking, struct error *err);
