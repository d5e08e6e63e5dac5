#pragma once
#include "cli/cli.h"
#include "fetcher/fetcher.h"

/* The configuration as options of a fetcher; agent, empty, holds the user
 * agent and must outlive fetcher_new. */
void fetching_options(const struct cli *cli, size_t jobs, struct strbuf *agent,
                      struct fetch_options *ret_options);
