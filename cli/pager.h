#pragma once
#include "cli/cli.h"

/*
 * The pager: what a listing goes through when standard output is a terminal
 *
 * $NEWSFOLD_PAGER, else $PAGER, else less; "" and "cat" mean none. It is
 * started without a shell: words parted by spaces, quotes and backslashes as
 * a shell reads them, nothing more.
 */

/* From now on, the first thing printed starts the pager. */
void pager_want(const struct cli *cli);
/* Called by whatever is about to write to standard output. */
void pager_start_wanted(void);
/* Whether a pager is (or was) running, so that a closed pipe is its user's
 * wish. */
bool pager_running(void);
/* After standard output was closed: wait until its user has left it. */
void pager_wait(void);
