/*
 * newsfold show: one story. For people the text once, as its lead has it, and
 * the copies below with how much of them it shares; for programs an entry
 * each. With --diff, how each copy differs from the lead instead.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/story_record.h"
#include "cli/worddiff.h"

#define TEXT_COLUMNS 80
#define DIFF_CONTEXT 24 /* words shown beside a change */

struct showing {
    const struct cli *cli;
    enum cli_format format;
    bool diff;
    bool revisions;
    struct store *store;
    struct strbuf out;
};

static void print_heading(struct showing *showing, const struct story *story,
                          size_t columns)
{
    struct strbuf *out = &showing->out;

    if (showing->cli->colour)
        strbuf_addstr(out, "\033[1m");
    text_wrap(out, story_entry_title(&story->lead), columns, 0);
    if (showing->cli->colour)
        strbuf_addstr(out, "\033[0m");
    strbuf_addf(out, "story %lld, %zu %s of %zu %s, first seen ",
                (long long)story->story, story->entry_count,
                story->entry_count == 1 ? "entry" : "entries",
                story->outlet_count,
                story->outlet_count == 1 ? "outlet" : "outlets");
    text_time(out, story->first_seen);
    strbuf_addstr(out, " UTC");
    if (story->changed != TIME_ABSENT) {
        strbuf_addstr(out, ", updated ");
        text_time(out, story->changed);
    }
    strbuf_addf(out, "%s%s%s\n\n", story->starred ? ", starred" : "",
                story->read ? ", read" : "", story->muted ? ", muted" : "");
}

static void print_body(struct showing *showing, const char *text,
                       size_t columns, size_t indent)
{
    struct strbuf line;

    strbuf_init(&line, LIMIT_FIELD);
    while (*text) {
        size_t len = strcspn(text, "\n");
        strbuf_clear(&line);
        strbuf_add(&line, text, len);
        if (len) {
            text_wrap(&showing->out, line.data, columns, indent);
            strbuf_addch(&showing->out, '\n');
        }
        text += len + (text[len] == '\n');
    }
    strbuf_release(&line);
}

static void print_copy(struct showing *showing, const struct story_entry *entry,
                       bool lead, size_t columns)
{
    struct strbuf *out = &showing->out;

    strbuf_addf(out, "%s %6lld  ", lead ? "*" : " ", (long long)entry->entry);
    text_time(out, entry->published == TIME_ABSENT ? entry->first_seen
                                                   : entry->published);
    if (lead)
        strbuf_addstr(out, "        ");
    else
        strbuf_addf(out, "  %3.0f%%  ", entry->similarity * 100);
    text_clean_line(out, entry->outlet);
    strbuf_addch(out, '\n');
    text_wrap(out, story_entry_title(entry), columns, 10);
    if (entry->link) {
        strbuf_addstr(out, "          ");
        text_clean_line(out, entry->link);
        strbuf_addch(out, '\n');
    }
}

/* One text of two entries. */
static void print_difference(struct showing *showing, const char *before,
                             const char *after, size_t columns)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct diff_style style = {showing->cli->colour, columns, 10, DIFF_CONTEXT};
    struct word_diff diff;

    word_diff(before, after, &arena, &diff);
    if (diff.removed + diff.added)
        word_diff_text(&showing->out, &diff, &style);
    else
        strbuf_addf(&showing->out, "          the same %zu %s\n", diff.same,
                    diff.same == 1 ? "word" : "words");
}

static void print_differences(struct showing *showing,
                              const struct story *story, size_t columns)
{
    const struct story_entry *lead = &story->lead;

    for (size_t i = 0; i < story->entries_given; i++) {
        const struct story_entry *entry = &story->entries[i];
        bool is_lead = entry->entry == lead->entry;
        print_copy(showing, entry, is_lead, columns);
        if (is_lead)
            continue;
        strbuf_addch(&showing->out, '\n');
        print_difference(showing, lead->title, entry->title, columns);
        strbuf_addch(&showing->out, '\n');
        print_difference(showing, lead->text, entry->text, columns);
        strbuf_addch(&showing->out, '\n');
    }
}

static void print_text(struct showing *showing, const struct story *story)
{
    size_t columns = cli_text_columns(showing->cli, TEXT_COLUMNS);

    print_heading(showing, story, columns);
    if (showing->diff) {
        print_differences(showing, story, columns);
        return;
    }
    print_body(showing, story->lead.text, columns, 0);
    for (size_t i = 0; i < story->entries_given; i++)
        print_copy(showing, &story->entries[i],
                   story->entries[i].entry == story->lead.entry, columns);
}

static void json_difference(struct strbuf *out, const char *before,
                            const char *after)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct word_diff diff;

    word_diff(before, after, &arena, &diff);
    word_diff_json(out, &diff);
}

/* An entry's revisions, each beside what replaced it. */
struct history {
    struct showing *showing;
    size_t columns; /* 0: as JSON */
    size_t count;
    struct arena arena;
    const char *title, *text; /* of what replaced the next */
};

static void print_revision(struct history *history,
                           const struct revision *revision)
{
    struct showing *showing = history->showing;
    struct strbuf *out = &showing->out;

    strbuf_addstr(out, "        until ");
    text_time(out, revision->replaced);
    strbuf_addch(out, '\n');
    if (showing->diff) {
        print_difference(showing, revision->title, history->title,
                         history->columns);
        print_difference(showing, revision->text, history->text,
                         history->columns);
        return;
    }
    text_wrap(out, revision->title, history->columns, 10);
    print_body(showing, revision->text, history->columns, 10);
}

static void json_revision(struct history *history,
                          const struct revision *revision)
{
    struct strbuf *out = &history->showing->out;

    strbuf_addstr(out, history->count ? ",{\"replaced\":" : "{\"replaced\":");
    json_time(out, revision->replaced);
    strbuf_addstr(out, ",\"title\":");
    json_quote(out, revision->title);
    strbuf_addstr(out, ",\"text\":");
    json_quote(out, revision->text);
    if (history->showing->diff) {
        strbuf_addstr(out, ",\"title_diff\":");
        json_difference(out, revision->title, history->title);
        strbuf_addstr(out, ",\"text_diff\":");
        json_difference(out, revision->text, history->text);
    }
    strbuf_addch(out, '}');
}

static int take_revision(void *context, const struct revision *revision,
                         struct error *err)
{
    struct history *history = context;

    if (history->columns)
        print_revision(history, revision);
    else
        json_revision(history, revision);
    history->count++;
    history->title = arena_strdup(&history->arena, revision->title);
    history->text = arena_strdup(&history->arena, revision->text);
    return 0;
}

static int each_revision(struct showing *showing,
                         const struct story_entry *entry, size_t columns,
                         struct error *err)
{
    struct history history = {.showing = showing,
                              .columns = columns,
                              .title = entry->title,
                              .text = entry->text};
    int result = store_revisions(showing->store, entry->entry, take_revision,
                                 &history, err);

    arena_release(&history.arena);
    return result;
}

static int print_revisions(struct showing *showing, const struct story *story,
                           struct error *err)
{
    size_t columns = cli_text_columns(showing->cli, TEXT_COLUMNS);
    int result = 0;

    print_heading(showing, story, columns);
    for (size_t i = 0; i < story->entries_given && result == 0; i++) {
        const struct story_entry *entry = &story->entries[i];
        print_copy(showing, entry, entry->entry == story->lead.entry, columns);
        result = each_revision(showing, entry, columns, err);
    }
    return result;
}

static void print_tsv(struct showing *showing, const struct story *story)
{
    struct strbuf *out = &showing->out;

    for (size_t i = 0; i < story->entries_given; i++) {
        const struct story_entry *entry = &story->entries[i];
        strbuf_addf(out, "%lld\t%lld\t", (long long)story->story,
                    (long long)entry->entry);
        tsv_url(out, entry->feed_url);
        strbuf_addch(out, '\t');
        tsv_field(out, entry->outlet);
        strbuf_addch(out, '\t');
        tsv_field(out, entry->title);
        strbuf_addch(out, '\t');
        tsv_field(out, entry->link);
        strbuf_addch(out, '\t');
        tsv_time(out, entry->published);
        strbuf_addch(out, '\t');
        tsv_time(out, entry->first_seen);
        strbuf_addf(out, "\t%.2f\t%016llx\n", entry->similarity,
                    (unsigned long long)entry->simhash);
    }
}

/* lead: the entry to compare it with; NULL for no comparison. */
static void json_entry(struct strbuf *out, const struct story_entry *entry,
                       const struct story_entry *lead)
{
    strbuf_addf(out, "{\"entry\":%lld,\"feed\":", (long long)entry->entry);
    json_url(out, entry->feed_url);
    strbuf_addstr(out, ",\"outlet\":");
    json_quote(out, entry->outlet);
    strbuf_addstr(out, ",\"title\":");
    json_quote(out, entry->title);
    strbuf_addstr(out, ",\"link\":");
    json_quote(out, entry->link);
    strbuf_addstr(out, ",\"published\":");
    json_time(out, entry->published);
    strbuf_addstr(out, ",\"first_seen\":");
    json_time(out, entry->first_seen);
    strbuf_addf(out, ",\"similarity\":%.2f,\"simhash\":\"%016llx\"",
                entry->similarity, (unsigned long long)entry->simhash);
    if (lead) {
        strbuf_addstr(out, ",\"title_diff\":");
        json_difference(out, lead->title, entry->title);
        strbuf_addstr(out, ",\"text_diff\":");
        json_difference(out, lead->text, entry->text);
    }
    strbuf_addch(out, '}');
}

static int print_json(struct showing *showing, const struct story *story,
                      struct error *err)
{
    struct strbuf *out = &showing->out;
    int result = 0;

    strbuf_addf(out, "{\"story\":%lld,\"entries\":[", (long long)story->story);
    for (size_t i = 0; i < story->entries_given && result == 0; i++) {
        const struct story_entry *entry = &story->entries[i];
        bool compared = showing->diff && !showing->revisions;
        if (i)
            strbuf_addch(out, ',');
        json_entry(out, entry, compared ? &story->lead : NULL);
        if (showing->revisions) {
            strbuf_truncate(out, out->len - 1);
            strbuf_addstr(out, ",\"revisions\":[");
            result = each_revision(showing, entry, 0, err);
            strbuf_addstr(out, "]}");
        }
    }
    strbuf_addstr(out, "],");
    story_states_json(out, story);
    strbuf_addstr(out, "}\n");
    return result;
}

static int print_story(void *context, const struct story *story,
                       struct error *err)
{
    struct showing *showing = context;
    int result = 0;

    if (showing->format == CLI_TSV)
        print_tsv(showing, story);
    else if (showing->format == CLI_JSON)
        result = print_json(showing, story, err);
    else if (showing->revisions)
        result = print_revisions(showing, story, err);
    else
        print_text(showing, story);
    return result < 0 ? result : cli_emit(&showing->out, err);
}

static int show(struct cli *cli, struct showing *showing, int64_t id)
{
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_READ, &store);

    if (status != EXIT_OK)
        return status;
    showing->store = store;
    int result = store_story(store, id, print_story, showing, &err);
    if (result == STORE_NONE) {
        cli_error("there is no story %lld; newsfold stories lists them",
                  (long long)id);
        status = EXIT_USAGE;
    } else if (result < 0 && !cli_output_closed()) {
        status = cli_fail(&err);
    }
    store_free(store);
    return status;
}

int cmd_show(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"diff", no_argument, NULL, 'd'},
        {"format", required_argument, NULL, 'f'},
        {"revisions", no_argument, NULL, 'r'},
        {0},
    };
    struct showing showing = {.cli = cli};
    int option;
    long id;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'd')
            showing.diff = true;
        else if (option == 'r')
            showing.revisions = true;
        else if (option != 'f')
            return EXIT_USAGE;
        else if (!cli_format_parse(optarg, &showing.format))
            return cli_usage(cli_command("show"), "there is no format '%s'",
                             optarg);
    }
    if ((showing.diff || showing.revisions) && showing.format == CLI_TSV)
        return cli_usage(cli_command("show"), "%s no TSV; use --format json",
                         showing.diff ? "a difference has" : "revisions have");
    if (argc - optind != 1 || !cli_number(argv[optind], 1, INT64_MAX, &id))
        return cli_usage(cli_command("show"), "which story? It takes a number");
    strbuf_init(&showing.out, LIMIT_RECORD);
    int status = show(cli, &showing, id);
    strbuf_release(&showing.out);
    return status;
}
