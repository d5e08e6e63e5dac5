#pragma once
#include "cli/cli.h"

/* What a command does to one feed, inside the transaction. 0 or an error. */
typedef int feed_change_fn(void *context, struct store *store, int64_t feed,
                           struct error *err);

/* Call change for the feeds that names mean, and commit. An exit status. */
int feeds_change(struct cli *cli, char *const *names, size_t count,
                 feed_change_fn *change, void *context);
