/*
 * Subscribing, for add and import: urls that are wrong are told one by one,
 * the others are subscribed all the same, in one transaction.
 */
#include "cli/subscribe.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/fields.h"

int subscribe_begin(struct subscribing *subscribing)
{
    struct error err;
    int status = cli_open(subscribing->cli, STORE_WRITE, &subscribing->store);

    if (status == EXIT_OK && store_begin(subscribing->store, &err) < 0) {
        status = cli_fail(&err);
        store_free(subscribing->store);
    }
    return status;
}

static void say_known(const struct subscribing *subscribing, const char *url)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    url_redact(&shown, url);
    if (subscribing->say_known && subscribing->cli->verbosity >= 0)
        cli_error("subscribed already: %s", shown.data);
    else
        cli_note(subscribing->cli, "subscribed already: %s", shown.data);
}

/* The tags of the list itself that can be tags, then those for all. */
static void gather_tags(const struct subscribing *subscribing,
                        const struct subscription *subscription,
                        struct string_list *tags)
{
    for (size_t i = 0; i < subscription->tags.count; i++)
        if (tag_check(subscription->tags.items[i]))
            string_list_add(tags, subscription->tags.items[i]);
    for (size_t i = 0; i < subscribing->tags.count; i++)
        string_list_add(tags, subscribing->tags.items[i]);
}

int subscribe(struct subscribing *subscribing,
              const struct subscription *subscription, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(string_list_release) struct string_list tags = {0};
    struct error wrong;
    int64_t feed;

    strbuf_init(&url, LIMIT_URL);
    if (url_subscribe(&url, subscription->url, &wrong) < 0) {
        cli_error("%s", wrong.message);
        subscribing->wrong++;
        return 0;
    }
    gather_tags(subscribing, subscription, &tags);
    struct feed_new row = {
        .url = url.data,
        .title = subscription->title,
        .tags = tags,
        .allow_private = subscribing->allow_private,
        .now = subscribing->cli->now,
    };
    int result = store_feed_add(subscribing->store, &row, &feed, err);
    if (result == STORE_EXISTS) {
        subscribing->known++;
        say_known(subscribing, url.data);
        return 0;
    }
    subscribing->added += result == 0;
    return result;
}

int subscribe_end(struct subscribing *subscribing, int result,
                  const struct error *err)
{
    struct error fault;
    int status = EXIT_OK;

    if (result < 0)
        status = cli_fail(err);
    else if (store_commit(subscribing->store, &fault) < 0)
        status = cli_fail(&fault);
    store_free(subscribing->store);
    string_list_release(&subscribing->tags);
    if (status != EXIT_OK)
        return status;
    cli_note(subscribing->cli, "%zu subscribed, %zu known already, %zu wrong",
             subscribing->added, subscribing->known, subscribing->wrong);
    return subscribing->wrong ? EXIT_USAGE : EXIT_OK;
}
