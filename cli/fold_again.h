#pragma once
#include "cli/cli.h"
#include "dedup/dedup.h"

/* Add the entries of a story to *entries, an xmalloc'd array of *count. */
int fold_again_story(struct store *store, int64_t story, int64_t **entries,
                     size_t *count, struct error *err);
/* Fold entries again (sorted here), as they would have been when they came,
 * under the corrections as they are now. *ret_moved, unless NULL, is how many
 * are no more with what they were matched with, or are matched with something
 * for the first time: what has come since decides, too. Inside a transaction. */
int fold_again(struct store *store, int64_t *entries, size_t count,
               size_t *ret_moved, struct error *err);
