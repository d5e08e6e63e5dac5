/*
 * newsfold search: the stories with an entry that matches, the best first,
 * with the words that matched where they stand.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/scope.h"
#include "cli/story_record.h"

#define DEFAULT_LIMIT 20
#define TEXT_COLUMNS  80

struct searching {
    struct cli *cli;
    enum cli_format format;
    struct search search;
    struct scope_options scope;
    size_t columns;
    struct strbuf line;
};

/* Call piece for the stretches of a marked text, by turns plain and matched. */
typedef void piece_fn(void *context, const char *text, bool matched);

static void each_piece(const char *text, piece_fn *piece, void *context)
{
    static const char marks[] = {SEARCH_MARK_BEGIN, SEARCH_MARK_END, 0};
    CLEANUP(strbuf_release) struct strbuf part;
    bool matched = false;

    strbuf_init(&part, LIMIT_FIELD);
    while (*text) {
        size_t len = strcspn(text, marks);
        strbuf_clear(&part);
        strbuf_add(&part, text, len);
        if (len)
            piece(context, part.data, matched);
        text += len;
        if (*text)
            matched = *text++ == SEARCH_MARK_BEGIN;
    }
}

/* Clean text that keeps the spaces at its ends, since pieces are joined. */
static void add_clean(struct strbuf *out, const char *text)
{
    size_t len = strlen(text);

    if (text[0] == ' ' || text[0] == '\n')
        strbuf_addch(out, ' ');
    text_clean_line(out, text);
    if (len > 1 && (text[len - 1] == ' ' || text[len - 1] == '\n'))
        strbuf_addch(out, ' ');
}

static void bold_piece(void *context, const char *text, bool matched)
{
    struct searching *searching = context;
    bool bold = matched && searching->cli->colour;

    if (bold)
        strbuf_addstr(&searching->line, "\033[1m");
    add_clean(&searching->line, text);
    if (bold)
        strbuf_addstr(&searching->line, "\033[0m");
}

static void plain_piece(void *context, const char *text, bool matched)
{
    add_clean(context, text);
}

struct matched_list {
    struct strbuf *out;
    size_t count;
};

static void list_piece(void *context, const char *text, bool matched)
{
    struct matched_list *list = context;

    if (!matched)
        return;
    if (list->count++)
        strbuf_addch(list->out, ',');
    json_quote(list->out, text);
}

static void print_text(struct searching *searching,
                       const struct search_hit *hit)
{
    struct strbuf *line = &searching->line;

    story_line(line, hit->story, searching->columns, searching->cli->colour);
    if (hit->entry != hit->story->lead.entry) {
        strbuf_addstr(line, "        ");
        each_piece(hit->title, bold_piece, searching);
        strbuf_addch(line, '\n');
    }
    if (*hit->snippet) {
        strbuf_addstr(line, "        ");
        each_piece(hit->snippet, bold_piece, searching);
        strbuf_addch(line, '\n');
    }
}

static void print_tsv(struct searching *searching, const struct search_hit *hit)
{
    CLEANUP(strbuf_release) struct strbuf more;

    strbuf_init(&more, LIMIT_FIELD);
    strbuf_addf(&more, "\t%lld\t%.3f\t", (long long)hit->entry, hit->score);
    each_piece(hit->snippet, plain_piece, &more);
    story_tsv(&searching->line, hit->story, more.data);
}

static void print_json(struct searching *searching,
                       const struct search_hit *hit)
{
    CLEANUP(strbuf_release) struct strbuf snippet;
    struct strbuf *line = &searching->line;
    struct matched_list list = {line, 0};

    strbuf_init(&snippet, LIMIT_FIELD);
    each_piece(hit->snippet, plain_piece, &snippet);
    story_json(line, hit->story);
    strbuf_truncate(line, line->len - 2);
    strbuf_addf(line, ",\"entry\":%lld,\"score\":%.3f,\"snippet\":",
                (long long)hit->entry, hit->score);
    json_quote(line, snippet.data);
    strbuf_addstr(line, ",\"matched\":[");
    each_piece(hit->title, list_piece, &list);
    each_piece(hit->snippet, list_piece, &list);
    strbuf_addstr(line, "]}\n");
}

static int print_hit(void *context, const struct search_hit *hit,
                     struct error *err)
{
    static void (*const printers[])(struct searching *,
                                    const struct search_hit *) = {
        [CLI_TEXT] = print_text,
        [CLI_TSV] = print_tsv,
        [CLI_JSON] = print_json,
    };
    struct searching *searching = context;

    printers[searching->format](searching, hit);
    return cli_emit(&searching->line, err);
}

static bool read_options(struct searching *searching, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"limit", required_argument, NULL, 'l'},
        SCOPE_OPTIONS,
        {0},
    };
    const struct command *command = cli_command("search");
    struct search *search = &searching->search;
    long limit = DEFAULT_LIMIT;
    bool fine = true;
    int option;

    while (fine &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option >= SCOPE_FEED)
            fine =
                !scope_take(searching->cli, command, option, &searching->scope);
        else if (option == 'f' && !cli_format_parse(optarg, &searching->format))
            fine = !cli_usage(command, "there is no format '%s'", optarg);
        else if (option == 'l' && !cli_number(optarg, 0, INT32_MAX, &limit))
            fine = !cli_usage(command, "--limit takes a number, 0 for all");
        else if (option == '?')
            fine = false;
    }
    search->limit = (size_t)limit;
    if (fine && optind == argc)
        fine = !cli_usage(command, "which words?");
    return fine;
}

/* Words given as several arguments are one query. */
static void join_query(struct strbuf *out, int argc, char **argv)
{
    for (int i = optind; i < argc; i++) {
        if (i > optind)
            strbuf_addch(out, ' ');
        strbuf_addstr(out, argv[i]);
    }
}

int cmd_search(struct cli *cli, int argc, char **argv)
{
    CLEANUP(strbuf_release) struct strbuf query;
    struct searching searching = {
        .cli = cli, .scope = SCOPE_ANY, .search = {.now = cli->now}};
    struct store *store;
    struct error err;

    strbuf_init(&query, LIMIT_LINE);
    if (!read_options(&searching, argc, argv))
        return EXIT_USAGE;
    join_query(&query, argc, argv);
    searching.search.query = query.data;
    int status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    status = scope_find(store, &searching.scope);
    searching.search.scope = searching.scope.scope;
    searching.columns =
        cli->stdout_terminal ? terminal_columns(TEXT_COLUMNS) : 0;
    strbuf_init(&searching.line, LIMIT_LINE);
    if (status == EXIT_OK &&
        store_search(store, &searching.search, print_hit, &searching, &err) <
            0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&searching.line);
    store_free(store);
    return status;
}
