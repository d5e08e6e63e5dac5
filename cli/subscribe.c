/*
 * Subscribing, for add and import: urls that are wrong are told one by one,
 * the others are subscribed all the same, in one transaction.
 */
#include "cli/subscribe.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/credentials.h"
#include "cli/fields.h"
#include "cli/settings.h"

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

/* The tags of the list itself, made to fit, then those for all. */
static void gather_tags(const struct subscribing *subscribing,
                        const struct subscription *subscription,
                        struct arena *arena, struct string_list *tags)
{
    for (size_t i = 0; i < subscription->tags.count; i++) {
        CLEANUP(strbuf_release) struct strbuf tag;
        strbuf_init(&tag, LIMIT_LINE);
        tag_fit(&tag, subscription->tags.items[i]);
        if (tag.len)
            string_list_add(tags, arena_strndup(arena, tag.data, tag.len));
    }
    for (size_t i = 0; i < subscribing->tags.count; i++)
        string_list_add(tags, subscribing->tags.items[i]);
}

static int wrong_url(struct subscribing *subscribing, const char *what)
{
    cli_error("%s", what);
    subscribing->wrong++;
    return 0;
}

/* A list from elsewhere must not say what files are read here. */
static bool is_foreign_file(const struct subscribing *subscribing,
                            const char *url)
{
    return !strncmp(url, "file:", 5) && !subscribing->typed &&
           !subscribing->allow_private;
}

/* newsboat runs programs where its list says so. */
static bool is_program(const char *url)
{
    return !strncmp(url, "exec:", 5) || !strncmp(url, "filter:", 7);
}

static int store_priority(struct store *store, int64_t feed, const char *value,
                          struct error *err)
{
    long priority;

    return cli_number(value, -1000, 1000, &priority)
               ? store_feed_priority(store, feed, priority, err)
               : 0;
}

/* What a list says of a new feed besides its url: settings that can do no
 * harm, and how it is asked. Others are passed over. */
static int store_brought(struct subscribing *subscribing, int64_t feed,
                         const struct subscription *subscription,
                         struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct store *store = subscribing->store;
    int result = 0;

    for (size_t i = 0; i < subscription->setting_count && result == 0; i++) {
        const struct subscription_setting *brought = &subscription->settings[i];
        CLEANUP(strbuf_release) struct strbuf text;
        struct feed_setting setting;
        struct error wrong;
        strbuf_init(&text, LIMIT_URL);
        strbuf_addf(&text, "%s=%s", brought->name, brought->value);
        if (!strcmp(brought->name, "priority"))
            result = store_priority(store, feed, brought->value, err);
        else if (!strcmp(brought->name, "asked"))
            result = store_feed_pause(
                store, feed,
                !strcmp(brought->value, "piped") ? FEED_PIPED : FEED_PAUSED,
                err);
        else if (setting_is_harmless(brought->name) &&
                 setting_parse(text.data, &arena, &setting, &wrong) == 0)
            result =
                setting_store(store, subscribing->cli, feed, &setting, err);
    }
    return result;
}

struct typed_url {
    struct strbuf url, user, password;
    bool known; /* the url had a user */
};

static void typed_release(struct typed_url *typed)
{
    strbuf_release(&typed->url);
    strbuf_release(&typed->user);
    strbuf_release(&typed->password);
}

static int store_feed(struct subscribing *subscribing,
                      const struct subscription *subscription,
                      const struct typed_url *typed, struct error *err)
{
    CLEANUP(string_list_release) struct string_list tags = {0};
    CLEANUP(arena_release) struct arena arena = {0};
    struct store *store = subscribing->store;
    int64_t feed = 0;

    gather_tags(subscribing, subscription, &arena, &tags);
    struct feed_new row = {
        .url = typed->url.data,
        .title = subscription->title,
        .tags = tags,
        .allow_private =
            subscribing->allow_private || !strncmp(typed->url.data, "file:", 5),
        .now = subscribing->cli->now,
    };
    int added = store_feed_add(store, &row, &feed, err);
    if (added >= 0 && typed->known &&
        credentials_store(store, subscribing->cli, feed, typed->user.data,
                          typed->password.data, err) < 0)
        return err->code;
    if (added == 0 && store_brought(subscribing, feed, subscription, err) < 0)
        return err->code;
    if (added >= 0 && subscribing->insecure &&
        store_feed_set(store, feed, "insecure", "yes", err) < 0)
        return err->code;
    return added;
}

/* A line that is no subscription; it may have a secret all the same. */
static int wrong_line(struct subscribing *subscribing,
                      const struct subscription *subscription)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    url_redact(&shown, subscription->url);
    cli_error("line %zu: %s: %.80s", subscription->line, subscription->fault,
              shown.data);
    subscribing->wrong++;
    return 0;
}

int subscribe(struct subscribing *subscribing,
              const struct subscription *subscription, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(typed_release) struct typed_url typed = {.known = false};
    struct error wrong;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&typed.url, LIMIT_URL);
    strbuf_init(&typed.user, LIMIT_URL);
    strbuf_init(&typed.password, LIMIT_URL);
    if (subscription->fault)
        return wrong_line(subscribing, subscription);
    subscribing->hidden += subscription->hidden;
    if (is_program(subscription->url)) {
        error_set(&wrong, ERROR_INPUT,
                  "'%.100s': programs are not run; pipe what they print into "
                  "newsfold ingest",
                  subscription->url);
        return wrong_url(subscribing, wrong.message);
    }
    if (url_subscribe(&url, subscription->url, &wrong) < 0)
        return wrong_url(subscribing, wrong.message);
    if (is_foreign_file(subscribing, url.data)) {
        error_set(&wrong, ERROR_INPUT,
                  "'%.100s': a local file is not taken from a list "
                  "(--allow-private permits it)",
                  url.data);
        return wrong_url(subscribing, wrong.message);
    }
    typed.known = url_take_credentials(&typed.url, url.data, &typed.user,
                                       &typed.password);
    int result = store_feed(subscribing, subscription, &typed, err);
    if (result == STORE_EXISTS) {
        subscribing->known++;
        say_known(subscribing, typed.url.data);
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
    if (subscribing->hidden && subscribing->cli->verbosity >= 0)
        cli_error("%zu feed%s hidden in newsboat (\"!\") and not here",
                  subscribing->hidden,
                  subscribing->hidden == 1 ? " is" : "s are");
    cli_note(subscribing->cli, "%zu subscribed, %zu known already, %zu wrong",
             subscribing->added, subscribing->known, subscribing->wrong);
    return subscribing->wrong ? EXIT_USAGE : EXIT_OK;
}
