#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/cli.h"
#include "cli/worker.h"

/*
 * A poll: the one place where fetcher, parse workers, folding and store meet
 */

struct poll_options {
    bool all;             /* also feeds that are not due */
    const char *tag;      /* NULL: any */
    const int64_t *feeds; /* these, due or not; none: all that are due */
    size_t feed_count;
    size_t jobs; /* transfers at the same time */
};

struct poll_summary {
    size_t feeds;     /* asked */
    size_t bodies;    /* answered with a new body */
    size_t unchanged; /* not modified, or the same body */
    size_t failed;    /* of these each got a line on stderr */
    size_t entries;   /* new */
    size_t updated;   /* entries whose text changed */
    size_t founded;   /* new entries that founded a story */
    size_t postponed; /* not asked: their hosts want to be left alone, or the
                         poll was ended */
    size_t wire_bytes;
    int signal; /* that ended it early; 0: none */
};

/* A feed's document that did not come by a poll; NULL where absent. */
struct feed_document {
    const char *body;
    size_t len;
    const char *content_type;
    const char *base_url;
};

/* Parse it, fold and store its entries as those of feed. What is wrong with
 * it is stored and said as of a poll. */
int pipeline_ingest(struct cli *cli, struct store *store,
                    struct nursery *nursery, int64_t feed,
                    const struct feed_document *document,
                    struct poll_summary *ret_summary, struct error *err);

/*
 * Poll: lease, fetch, parse, fold, commit, for all feeds that options choose.
 * What failed of a feed is stored and said, and is no error here. The nursery
 * must have been started before any thread or connection was.
 */
int pipeline_poll(struct cli *cli, struct store *store, struct nursery *nursery,
                  const struct poll_options *options,
                  struct poll_summary *ret_summary, struct error *err);
