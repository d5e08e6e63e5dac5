#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "cli/cli.h"

/*
 * Letting old entries go, by the configuration and by what is set of feeds:
 * newsfold prune, and the end of a poll
 */

struct retention {
    long days;    /* 0: for ever; of feeds that have no setting of their own */
    long entries; /* of a feed; 0: all; the same */
    bool automatic; /* at most once a day, and of bounded work */
};

struct retention_summary {
    struct prune_plan plan;
    size_t done;          /* of the plan's entries */
    int64_t unused_bytes; /* of a file that cannot shrink */
};

/* What would go. */
int retention_plan(struct cli *cli, struct store *store,
                   const struct retention *retention, struct prune_plan *ret,
                   struct error *err);
/* Let it go, and the file shrink; a signal (cli/stopping.h) ends it between
 * batches. */
int retention_run(struct cli *cli, struct store *store,
                  const struct retention *retention,
                  struct retention_summary *ret, struct error *err);
