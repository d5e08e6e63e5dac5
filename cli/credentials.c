/*
 * There is one origin for all of them, so that what was set before a feed went
 * elsewhere must go when something is set for the new place: else it would be
 * sent there.
 */
#include "cli/credentials.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/fields.h"
#include "cli/settings.h"

struct binding {
    struct arena arena;
    struct strbuf origin;   /* where the feed is */
    const char *before;     /* the origin that is stored; NULL: none */
    struct string_list old; /* names of what is for it */
};

bool credentials_hold(const struct feed *feed)
{
    CLEANUP(strbuf_release) struct strbuf origin;
    const char *bound = feed_setting(feed, "origin");

    strbuf_init(&origin, LIMIT_URL);
    url_origin(&origin, feed->url);
    return bound && !strcmp(bound, origin.data);
}

const char *credentials_password(const struct feed *feed)
{
    return credentials_hold(feed) ? feed_setting(feed, "password") : NULL;
}

void credentials_url(struct strbuf *out, const struct feed *feed)
{
    const char *user = feed_setting(feed, "user");
    const char *password = credentials_password(feed);

    if (password)
        url_put_credentials(out, feed->url, user ? user : "", password);
    else
        strbuf_addstr(out, feed->url);
}

static int look(void *context, const struct feed *feed, struct error *err)
{
    struct binding *binding = context;

    url_origin(&binding->origin, feed->url);
    binding->before =
        arena_strdup(&binding->arena, feed_setting(feed, "origin"));
    for (size_t i = 0; i < feed->setting_count && !credentials_hold(feed); i++)
        if (setting_is_bound(feed->settings[i].name))
            string_list_add(
                &binding->old,
                arena_strdup(&binding->arena, feed->settings[i].name));
    return 0;
}

static int take_back(struct store *store, const struct cli *cli, int64_t feed,
                     const struct binding *binding, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < binding->old.count && result == 0; i++) {
        const char *name = binding->old.items[i];
        result = store_feed_set(store, feed, name, NULL, err);
        if (result == 0 && cli->verbosity >= 0)
            cli_error("%s was for %s and is taken back", name,
                      binding->before ? binding->before : "another place");
    }
    return result;
}

int credentials_bind(struct store *store, const struct cli *cli, int64_t feed,
                     struct error *err)
{
    struct feed_filter filter = {.feed = feed, .due_by = TIME_ABSENT};
    struct binding binding = {.before = NULL};

    strbuf_init(&binding.origin, LIMIT_URL);
    int result = store_feeds(store, &filter, look, &binding, err);
    if (result == 0 && !binding.origin.len)
        result = error_set(err, ERROR_INPUT,
                           "a file is asked without credentials or headers");
    if (result == 0)
        result = take_back(store, cli, feed, &binding, err);
    if (result == 0)
        result =
            store_feed_set(store, feed, "origin", binding.origin.data, err);
    string_list_release(&binding.old);
    strbuf_release(&binding.origin);
    arena_release(&binding.arena);
    return result;
}

int credentials_store(struct store *store, const struct cli *cli, int64_t feed,
                      const char *user, const char *password, struct error *err)
{
    if (credentials_bind(store, cli, feed, err) < 0 ||
        store_feed_set(store, feed, "user", user, err) < 0)
        return err->code;
    return store_feed_set(store, feed, "password", password, err);
}
