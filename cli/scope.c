/* Options of listings: one reading of them for all. */
#include "cli/scope.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "base/url.h"

const char *scope_outlet(const char *name, char outlet[OUTLET_MAX])
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(strbuf_release) struct strbuf found;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&found, LIMIT_URL);
    strbuf_addf(&url, "%s%s", strstr(name, "://") ? "" : "https://", name);
    url_outlet(&found, url.data);
    if (!found.len || found.len >= OUTLET_MAX)
        return name;
    memcpy(outlet, found.data, found.len + 1);
    return outlet;
}

static int take_time(const struct cli *cli, const struct command *command,
                     const char *name, int64_t *ret)
{
    struct error err;

    if (time_since(optarg, cli->now, ret, &err) < 0)
        return cli_usage(command, "--%s: %s", name, err.message);
    return EXIT_OK;
}

int scope_take(const struct cli *cli, const struct command *command, int option,
               struct scope_options *options)
{
    struct scope *scope = &options->scope;

    switch (option) {
    case SCOPE_FEED:
        options->feed = optarg;
        return EXIT_OK;
    case SCOPE_TAG:
        scope->tag = optarg;
        return EXIT_OK;
    case SCOPE_OUTLET:
        scope->outlet = scope_outlet(optarg, options->outlet);
        return EXIT_OK;
    case SCOPE_SINCE:
        return take_time(cli, command, "since", &scope->since);
    case SCOPE_UNTIL:
        return take_time(cli, command, "until", &scope->until);
    case SCOPE_UNREAD:
        scope->unread = true;
        return EXIT_OK;
    case SCOPE_STARRED:
        scope->starred = true;
        return EXIT_OK;
    case SCOPE_MUTED:
        scope->muted = true;
        return EXIT_OK;
    default:
        return EXIT_USAGE;
    }
}

int scope_find(struct store *store, struct scope_options *options)
{
    if (!options->feed)
        return EXIT_OK;
    return cli_find_feeds(store, &options->feed, 1, &options->scope.feed);
}
