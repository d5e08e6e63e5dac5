#pragma once
#include "base/arena.h"
#include "cli/cli.h"
#include "cli/worker.h"

/*
 * Discovery: is a url a feed, and if it is a page, which feeds has it?
 */

enum look_result {
    LOOK_FEED,
    LOOK_PAGE,    /* it can be had, and is no feed */
    LOOK_UNTOLD,  /* it cannot be had now, or only with credentials */
    LOOK_MISSING, /* it is not there (404, 410) */
    LOOK_REFUSED, /* our guards do not let it be asked */
};

struct look {
    const char *url; /* by url_subscribe; may hold credentials */
    enum look_result result;
    const char *title;   /* of the feed; NULL: unknown */
    const char *message; /* why not; NULL for a feed */
    /* of a page */
    const char *body;
    size_t len;
    const char *content_type;
    const char *base_url;
    uint64_t hash; /* of the body */
};

struct looker;

struct look_options {
    bool allow_private;
    bool insecure;
};

/* The nursery must have been started before any connection was. */
int looker_new(struct cli *cli, struct nursery *nursery,
               const struct look_options *options, struct looker **ret_looker,
               struct error *err);
void looker_free(struct looker *looker);

/* Ask for all of them at once and fill them in; their strings live as long as
 * the looker. */
int look_at(struct looker *looker, struct look *looks, size_t count,
            struct error *err);

/*
 * The feeds of a page: those that it names, else those at the usual places;
 * each was asked for and is one. *ret_feeds lives as long as the looker.
 */
int look_for_feeds(struct looker *looker, const struct look *page,
                   struct look **ret_feeds, size_t *ret_count,
                   struct error *err);
