/*
 * newsfold add: subscribe to feeds given by their urls.
 *
 * A url is looked at first: what is a feed is subscribed, and of a web page
 * the feeds that it names. What cannot be told now, since the net is down or
 * credentials are still to be set, is subscribed as it was typed. Nothing is
 * written before all is known: no transaction waits for the net or for a
 * person.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/discover.h"
#include "cli/fields.h"
#include "cli/subscribe.h"

enum choosing { CHOOSE_ASK, CHOOSE_FIRST, CHOOSE_ALL };

struct adding {
    struct cli *cli;
    struct subscribing subscribing;
    struct look_options options;
    const char *title;
    enum choosing choosing;
    bool exact; /* the urls are not looked at */
    struct arena arena;
    struct string_list chosen; /* urls */
    size_t wrong;
    bool several; /* a page has several feeds, and nobody chose */
};

static void choose(struct adding *adding, const char *url)
{
    string_list_add(&adding->chosen, arena_strdup(&adding->arena, url));
}

/* Choosing among the feeds of a page */

static void add_feed_line(struct strbuf *line, const struct look *feed)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, LIMIT_URL);
    url_redact(&url, feed->url);
    text_clean_line(line, url.data);
    strbuf_addstr(line, "\t");
    text_clean_line(line, feed->title ? feed->title : "-");
    strbuf_addch(line, '\n');
}

/* "2", "1,3", "all"; false when it is none of them. Nothing is nothing. */
static bool parse_choice(char *text, bool *chosen, size_t count)
{
    char *end = text + strcspn(text, "\r\n");

    *end = '\0';
    while (*text) {
        size_t len = strcspn(text, ", ");
        char saved = text[len];
        long number = 0;
        text[len] = '\0';
        bool all = !strcmp(text, "a") || !strcmp(text, "all");
        if (len && !all && !cli_number(text, 1, (long)count, &number))
            return false;
        for (size_t i = 0; i < count; i++)
            chosen[i] = chosen[i] || all || (long)i + 1 == number;
        text += len + (saved ? 1 : 0);
    }
    return true;
}

static void ask(struct adding *adding, const struct look *feeds, size_t count)
{
    bool *chosen = arena_calloc(&adding->arena, count, sizeof(*chosen));
    char answer[256];

    for (size_t i = 0; i < count; i++) {
        CLEANUP(strbuf_release) struct strbuf line;
        strbuf_init(&line, LIMIT_LINE);
        add_feed_line(&line, &feeds[i]);
        fprintf(stderr, "%3zu  %s", i + 1, line.data);
    }
    for (int i = 0; i < 3; i++) {
        fprintf(stderr, "Which? (a number, several, \"all\", or nothing) ");
        (void)fflush(stderr);
        if (!fgets(answer, sizeof(answer), stdin)) {
            fputs("\n", stderr);
            return;
        }
        if (parse_choice(answer, chosen, count))
            break;
        memset(chosen, 0, count * sizeof(*chosen));
    }
    for (size_t i = 0; i < count; i++)
        if (chosen[i])
            choose(adding, feeds[i].url);
}

static void list(struct adding *adding, const char *page,
                 const struct look *feeds, size_t count)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, LIMIT_LINE);
    for (size_t i = 0; i < count; i++)
        add_feed_line(&line, &feeds[i]);
    cli_write(&line);
    cli_error("%s has %zu feeds, which are listed; add one of them, or use "
              "--first or --all",
              page, count);
    adding->several = true;
}

static void take_feeds(struct adding *adding, const char *page,
                       const struct look *feeds, size_t count)
{
    bool terminal = isatty(STDIN_FILENO) && adding->cli->stderr_terminal;

    if (adding->choosing == CHOOSE_ASK && count > 1 && terminal)
        ask(adding, feeds, count);
    else if (adding->choosing == CHOOSE_ASK && count > 1)
        list(adding, page, feeds, count);
    else
        for (size_t i = 0;
             i < count && (i == 0 || adding->choosing == CHOOSE_ALL); i++)
            choose(adding, feeds[i].url);
}

/* Looking */

static int take_page(struct adding *adding, struct looker *looker,
                     const struct look *look, const char *shown,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf found;
    struct look *feeds = NULL;
    size_t count = 0;
    int result = look_for_feeds(looker, look, &feeds, &count, err);

    strbuf_init(&found, LIMIT_URL);
    if (result < 0)
        return result;
    if (!count) {
        cli_error("%s is no feed (%s), and none was found there", shown,
                  look->message ? look->message : "it cannot be read");
        adding->wrong++;
        return 0;
    }
    if (count == 1 && adding->cli->verbosity >= 0) {
        url_redact(&found, feeds->url);
        cli_error("%s has the feed %s", shown, found.data);
    }
    take_feeds(adding, shown, feeds, count);
    return 0;
}

static int take_look(struct adding *adding, struct looker *looker,
                     const struct look *look, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    url_redact(&shown, look->url);
    switch (look->result) {
    case LOOK_PAGE:
        return take_page(adding, looker, look, shown.data, err);
    case LOOK_UNTOLD:
        if (adding->cli->verbosity >= 0)
            cli_error("%s: %s; it is subscribed all the same", shown.data,
                      look->message);
        choose(adding, look->url);
        break;
    case LOOK_FEED:
        choose(adding, look->url);
        break;
    case LOOK_MISSING:
    case LOOK_REFUSED:
        cli_error("%s: %s; it is not subscribed (--exact does it all the "
                  "same)",
                  shown.data, look->message);
        adding->wrong++;
        break;
    }
    return 0;
}

static int look_at_all(struct adding *adding, struct nursery *nursery,
                       struct look *looks, size_t count, struct error *err)
{
    struct looker *looker = NULL;
    int result =
        looker_new(adding->cli, nursery, &adding->options, &looker, err);

    if (result == 0)
        result = look_at(looker, looks, count, err);
    for (size_t i = 0; i < count && result == 0; i++)
        result = take_look(adding, looker, &looks[i], err);
    looker_free(looker);
    return result;
}

/* What is to be looked at; the rest is chosen as it is. */
static size_t sort_urls(struct adding *adding, char **urls, size_t count,
                        struct look *looks)
{
    size_t looked = 0;

    for (size_t i = 0; i < count; i++) {
        CLEANUP(strbuf_release) struct strbuf url;
        struct error wrong;
        strbuf_init(&url, LIMIT_URL);
        int result = url_subscribe(&url, urls[i], &wrong);
        if (result < 0) {
            cli_error("%s", wrong.message);
            adding->wrong++;
        } else if (adding->exact || !strncmp(url.data, "file:", 5)) {
            choose(adding, url.data);
        } else {
            looks[looked++].url =
                arena_strndup(&adding->arena, url.data, url.len);
        }
    }
    return looked;
}

static int subscribe_all(struct adding *adding)
{
    struct subscribing *subscribing = &adding->subscribing;
    struct subscription subscription = {.title = adding->title};
    struct error err;
    int result = 0;
    int status = subscribe_begin(subscribing);

    if (status != EXIT_OK)
        return status;
    subscribing->wrong = adding->wrong;
    for (size_t i = 0; i < adding->chosen.count && result == 0; i++) {
        subscription.url = adding->chosen.items[i];
        result = subscribe(subscribing, &subscription, &err);
    }
    return subscribe_end(subscribing, result, &err);
}

static int add(struct adding *adding, char **urls, size_t count)
{
    struct look *looks = arena_calloc(&adding->arena, count, sizeof(*looks));
    struct nursery nursery = {.control = -1};
    struct error err;
    int result = 0;
    size_t looked = sort_urls(adding, urls, count, looks);

    if (looked) {
        result = nursery_init(&nursery, &err);
        if (result == 0)
            result = look_at_all(adding, &nursery, looks, looked, &err);
        nursery_release(&nursery);
    }
    if (result < 0)
        return cli_fail(&err);
    if (adding->title && adding->chosen.count > 1)
        return cli_usage(cli_command("add"), "--title names one feed");
    int status = EXIT_OK;
    if (adding->chosen.count)
        status = subscribe_all(adding);
    else if (adding->wrong)
        status = EXIT_USAGE;
    return status == EXIT_OK && adding->several ? EXIT_SEVERAL : status;
}

static int take_options(struct adding *adding, int argc, char **argv)
{
    static const struct option options[] = {
        {"all", no_argument, NULL, 'a'},
        {"allow-private", no_argument, NULL, 'p'},
        {"exact", no_argument, NULL, 'e'},
        {"first", no_argument, NULL, 'f'},
        {"insecure", no_argument, NULL, 'i'},
        {"tag", required_argument, NULL, 't'},
        {"title", required_argument, NULL, 'T'},
        {0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'a' || option == 'f')
            adding->choosing = option == 'a' ? CHOOSE_ALL : CHOOSE_FIRST;
        else if (option == 'p')
            adding->options.allow_private = true;
        else if (option == 'e')
            adding->exact = true;
        else if (option == 'i')
            adding->options.insecure = true;
        else if (option == 'T')
            adding->title = optarg;
        else if (option == 't' && tag_check(optarg))
            string_list_add(&adding->subscribing.tags, optarg);
        else
            return EXIT_USAGE;
    }
    if (optind == argc)
        return cli_usage(cli_command("add"), "which feed is to be added?");
    if (adding->title && argc - optind > 1)
        return cli_usage(cli_command("add"), "--title names one feed");
    return EXIT_OK;
}

int cmd_add(struct cli *cli, int argc, char **argv)
{
    struct adding adding = {
        .cli = cli,
        .subscribing = {.cli = cli, .say_known = true, .typed = true}};
    int status = take_options(&adding, argc, argv);

    adding.subscribing.allow_private = adding.options.allow_private;
    adding.subscribing.insecure = adding.options.insecure;
    if (status == EXIT_OK)
        status = add(&adding, argv + optind, (size_t)(argc - optind));
    string_list_release(&adding.chosen);
    string_list_release(&adding.subscribing.tags);
    arena_release(&adding.arena);
    return status;
}
