#pragma once
#include "cli/cli.h"

/* Before a command folds: where the index is of another version of folding, say
 * so, once, and begin it anew. Outside of a transaction. */
int fold_version_adopt(struct cli *cli, struct store *store, struct error *err);
/* For commands that only ask what folding would say: tell that it finds
 * nothing. */
int fold_version_tell(struct cli *cli, struct store *store, struct error *err);
