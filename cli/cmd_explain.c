/*
 * newsfold explain: why two entries are one story, or are not, and for one
 * alone what is nearest to it. What folding would say now, by its own code
 * (dedup/explain.h), and what it said when the entries came.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/fold_version.h"
#include "dedup/dedup.h"

#define TEXT_COLUMNS    80
#define MOST_PASSAGES   5
#define MOST_DISCOUNTED 12
#define MOST_FACTS      24
#define MOST_NEIGHBOURS 5

struct explaining {
    struct cli *cli;
    struct store *store;
    enum cli_format format;
    struct fold_options options;
    struct arena arena;
    struct strbuf out;
    int64_t entries[2]; /* the one that came first is first */
    int64_t stories[2];
    struct fold_document documents[2];
    int64_t correction; /* that says so; 0: none */
    size_t columns;
};

static const char *const sides[] = {"A", "B"};

static const char *why_discounted(enum discount why)
{
    static const char *const names[] = {
        [DISCOUNT_REPEATED] = "repeated",
        [DISCOUNT_CREDIT] = "credit",
        [DISCOUNT_LINE] = "boilerplate",
        [DISCOUNT_OPENING] = "opening",
    };

    return names[why];
}

/* Foreign words, for people, cut to a line. */
static void add_quotation(struct explaining *explaining,
                          const struct quotation *quotation, size_t columns)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_add(&text, quotation->text, quotation->len);
    if (columns)
        text_fit(&explaining->out, text.data, columns);
    else
        text_clean_line(&explaining->out, text.data);
}

static void add_entry(struct explaining *explaining, int side)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out, "%s %6lld  ", sides[side],
                (long long)explaining->entries[side]);
    if (*explaining->documents[side].title)
        text_fit(out, explaining->documents[side].title,
                 explaining->columns - 10);
    else
        strbuf_addstr(out, "(no title)");
    strbuf_addf(out, "\n          story %lld\n",
                (long long)explaining->stories[side]);
}

/* What would have to change, for the rules that have no figures. */
static const char *const remedies[BREACH_BELIED + 1] = {
    [BREACH_SHORT] =
        "A text has fewer than 8 words that count, so only a title "
        "decides: the same, of five words or more, within three "
        "days, which neither outlet has used before.\n",
    [BREACH_QUOTED] =
        "They quote the same, but each begins with words of its own; one would "
        "have to begin like the other.\n",
    [BREACH_TITLES] =
        "The titles are of one form, and each has a number or a name that the "
        "other entry has nowhere, or says the opposite of the other.\n",
    [BREACH_OPPOSED] =
        "A passage of one says the opposite of the other: another number or "
        "name, a negation, a word and its opposite in the same place, or two "
        "words that changed places.\n",
    [BREACH_WINDOW] =
        "Their texts match, but they came further apart than copies are looked "
        "for; the setting is window, of [fold].\n",
    [BREACH_UNSEEN] =
        "Their texts match, but of the passages that entries are looked up by "
        "they share one at most, and no title or link. newsfold merge makes "
        "them one story.\n",
    [BREACH_BELIED] =
        "Their texts match, but the earlier one is only a teaser, and the full "
        "texts of its story are others.\n",
};

/* What would have to change, for the rule that is broken. */
static void add_remedy(struct strbuf *out, const struct fold_explanation *e)
{
    switch (e->breach) {
    case BREACH_CONTAINMENT:
        strbuf_addf(out,
                    "Of the smaller text's weight %.0f%% is in the larger; it "
                    "would have to be %.0f%%.\n",
                    e->containment * 100, e->needed * 100);
        break;
    case BREACH_WORDS:
        strbuf_addf(out,
                    "What they share is rare, but only %.0f%% of the smaller "
                    "text's words; it would have to be 55%%.\n",
                    e->in_both * 100);
        break;
    case BREACH_SHARED:
        strbuf_addf(out,
                    "What they share weighs %.1f; 4 are needed. Words that "
                    "many stories use weigh little.\n",
                    e->shared);
        break;
    case BREACH_OPENING:
        strbuf_addf(out,
                    "One is much longer, and only %.0f%% of what they share "
                    "is in its opening; 70%% would have to be.\n",
                    e->opening * 100);
        break;
    case BREACH_FACTS:
        strbuf_addf(out,
                    "Of the numbers and names beside what they share %.0f%% "
                    "agree; it would have to be %.0f%%.\n",
                    e->facts * 100, e->facts_needed * 100);
        break;
    default:
        if (remedies[e->breach])
            strbuf_addstr(out, remedies[e->breach]);
    }
}

static void add_verdict(struct explaining *explaining,
                        const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;
    bool joined = explaining->stories[0] == explaining->stories[1];

    strbuf_addf(out, "\n%s",
                joined ? "They are one story" : "They are not one story");
    if (explaining->correction)
        strbuf_addf(out, ": correction %lld, yours, says so.\n",
                    (long long)explaining->correction);
    else if (joined && !e->copy)
        strbuf_addstr(out, ", by way of other entries or of earlier texts.\n");
    else if (!joined && e->copy)
        strbuf_addstr(out, ", although their texts match now: each is with "
                           "what matched it better, and no entry that matches "
                           "both made one of them.\n");
    else
        strbuf_addstr(out, ".\n");
    if (e->copy)
        strbuf_addf(out, "Folding calls them copies, by %s.\n",
                    fold_rule_name(e->rule));
    else
        strbuf_addf(out, "Folding calls them no copies, by the rule of %s.\n",
                    breach_name(e->breach));
    if (e->breach != BREACH_NONE)
        add_remedy(out, e);
}

static void add_measures(struct explaining *explaining,
                         const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out,
                "\nA in B       %3.0f%% of its weight, %zu words of which %zu "
                "count\n",
                e->contained[0] * 100, e->words[0], e->kept[0]);
    strbuf_addf(out,
                "B in A       %3.0f%% of its weight, %zu words of which %zu "
                "count\n",
                e->contained[1] * 100, e->words[1], e->kept[1]);
    if (e->needed > 0)
        strbuf_addf(out, "needed       %3.0f%%; words in both %.0f%%\n",
                    e->needed * 100, e->coverage * 100);
    strbuf_addf(out, "fingerprints differ in %d of 64 bits\n", e->distance);
    if (e->passage_distance < 64) {
        strbuf_addf(out, "the nearest passages in %d:\n", e->passage_distance);
        for (int side = 0; side < 2; side++) {
            strbuf_addf(out, "    %s  ", sides[side]);
            add_quotation(explaining, &e->nearest[side],
                          explaining->columns - 8);
            strbuf_addch(out, '\n');
        }
    }
}

static void add_left_out(struct strbuf *out, size_t count, size_t shown)
{
    if (count > shown)
        strbuf_addf(out, "    and %zu more\n", count - shown);
}

static void add_passages(struct explaining *explaining,
                         const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    if (!e->passage_count)
        return;
    strbuf_addstr(out, "\nShared:\n");
    for (size_t i = 0; i < e->passage_count && i < MOST_PASSAGES; i++) {
        CLEANUP(strbuf_release) struct strbuf text;
        strbuf_init(&text, LIMIT_FIELD);
        strbuf_add(&text, e->passages[i].text, e->passages[i].len);
        text_wrap(out, text.data, explaining->columns, 4);
    }
    add_left_out(out, e->passage_count, MOST_PASSAGES);
}

static void add_discounted(struct explaining *explaining,
                           const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    if (!e->discounted_count)
        return;
    strbuf_addstr(out, "\nDiscounted:\n");
    for (size_t i = 0; i < e->discounted_count && i < MOST_DISCOUNTED; i++) {
        const struct discounted *d = &e->discounted[i];
        strbuf_addf(out, "    %s  ", sides[d->side]);
        add_quotation(explaining, &d->line, explaining->columns - 8);
        strbuf_addstr(out, "\n       ");
        if (d->why == DISCOUNT_LINE)
            strbuf_addf(out, "its outlet has printed it %llu times\n",
                        (unsigned long long)d->times);
        else if (d->why == DISCOUNT_OPENING)
            strbuf_addf(out, "%llu lines of its outlet begin like it\n",
                        (unsigned long long)d->times);
        else if (d->why == DISCOUNT_REPEATED)
            strbuf_addstr(out, "the entry says it twice\n");
        else
            strbuf_addstr(out, "a byline or a notice\n");
    }
    add_left_out(out, e->discounted_count, MOST_DISCOUNTED);
}

static void add_facts(struct explaining *explaining,
                      const struct fold_explanation *e, bool agree)
{
    struct strbuf *out = &explaining->out;
    size_t count = 0;

    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fold_fact *fact = &e->fact_list[i];
        /* What agrees stands in both: once is enough. */
        if (fact->agrees != agree || (agree && fact->side))
            continue;
        if (++count > MOST_FACTS)
            continue;
        if (count == 1)
            strbuf_addf(out, "\n%s:\n   ",
                        agree ? "Numbers and names that agree"
                              : "Only in one, beside what is shared");
        strbuf_addf(out, " %s%s", agree ? "" : sides[fact->side],
                    agree ? "" : ":");
        add_quotation(explaining, &fact->word, 0);
    }
    if (count)
        strbuf_addch(out, '\n');
    add_left_out(out, count, MOST_FACTS);
}

static void pair_text(struct explaining *explaining,
                      const struct fold_explanation *e)
{
    add_entry(explaining, 0);
    add_entry(explaining, 1);
    add_verdict(explaining, e);
    add_measures(explaining, e);
    add_passages(explaining, e);
    add_discounted(explaining, e);
    add_facts(explaining, e, true);
    add_facts(explaining, e, false);
}

static void json_quotation(struct strbuf *out,
                           const struct quotation *quotation)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_add(&text, quotation->text, quotation->len);
    json_quote(out, text.data);
}

static void json_lists(struct strbuf *out, const struct fold_explanation *e)
{
    strbuf_addstr(out, ",\"shared_passages\":[");
    for (size_t i = 0; i < e->passage_count; i++) {
        strbuf_addstr(out, i ? "," : "");
        json_quotation(out, &e->passages[i]);
    }
    strbuf_addstr(out, "],\"discounted\":[");
    for (size_t i = 0; i < e->discounted_count; i++) {
        const struct discounted *d = &e->discounted[i];
        strbuf_addf(out,
                    "%s{\"side\":%d,\"why\":\"%s\",\"times\":%llu,"
                    "\"line\":",
                    i ? "," : "", d->side, why_discounted(d->why),
                    (unsigned long long)d->times);
        json_quotation(out, &d->line);
        strbuf_addch(out, '}');
    }
    strbuf_addstr(out, "],\"facts\":[");
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fold_fact *fact = &e->fact_list[i];
        strbuf_addf(out,
                    "%s{\"side\":%d,\"agrees\":%s,\"opposite\":%s,"
                    "\"word\":",
                    i ? "," : "", fact->side, fact->agrees ? "true" : "false",
                    fact->opposite ? "true" : "false");
        json_quotation(out, &fact->word);
        strbuf_addch(out, '}');
    }
    strbuf_addstr(out, "]");
}

static void pair_json(struct explaining *explaining,
                      const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(
        out, "{\"entries\":[%lld,%lld],\"stories\":[%lld,%lld],",
        (long long)explaining->entries[0], (long long)explaining->entries[1],
        (long long)explaining->stories[0], (long long)explaining->stories[1]);
    strbuf_addf(out, "\"joined\":%s,\"correction\":",
                explaining->stories[0] == explaining->stories[1] ? "true"
                                                                 : "false");
    if (explaining->correction)
        strbuf_addf(out, "%lld", (long long)explaining->correction);
    else
        strbuf_addstr(out, "null");
    strbuf_addf(out, ",\"copy\":%s,\"rule\":\"%s\",\"breach\":\"%s\"",
                e->copy ? "true" : "false", fold_rule_name(e->rule),
                breach_name(e->breach));
    strbuf_addf(out,
                ",\"containment\":%.4f,\"needed\":%.4f,\"contained\":[%.4f,"
                "%.4f],\"coverage\":%.4f,\"in_both\":%.4f,\"shared\":%.2f,"
                "\"opening\":%.4f,"
                "\"facts_agree\":%.4f,\"facts_needed\":%.4f",
                e->containment, e->needed, e->contained[0], e->contained[1],
                e->coverage, e->in_both, e->shared, e->opening, e->facts,
                e->facts_needed);
    strbuf_addf(out,
                ",\"words\":[%zu,%zu],\"kept\":[%zu,%zu],\"distance\":%d,"
                "\"passage_distance\":%d",
                e->words[0], e->words[1], e->kept[0], e->kept[1], e->distance,
                e->passage_distance);
    json_lists(out, e);
    strbuf_addstr(out, "}\n");
}

static int explain_pair(struct explaining *explaining, struct error *err)
{
    struct fold_explanation explanation = {0};
    int64_t a = explaining->entries[0];
    int64_t b = explaining->entries[1];
    bool joined = explaining->stories[0] == explaining->stories[1];
    int result = store_correction_against(explaining->store, !joined, a, b,
                                          &explaining->correction, err);

    if (result == 0)
        result =
            fold_explain(&explaining->options,
                         store_fold_source(explaining->store, FOLD_VERSION),
                         &explaining->documents[0], &explaining->documents[1],
                         &explaining->arena, &explanation, err);
    if (result < 0)
        return result;
    if (explaining->format == CLI_JSON)
        pair_json(explaining, &explanation);
    else
        pair_text(explaining, &explanation);
    return 0;
}

static int neighbour_text(struct explaining *explaining,
                          const struct fold_neighbour *neighbour,
                          struct error *err)
{
    struct strbuf *out = &explaining->out;
    struct fold_document document;
    int result = store_fold_documents(explaining->store, &neighbour->entry, 1,
                                      &explaining->arena, &document, err);

    if (result < 0)
        return result;
    strbuf_addf(out, "%3.0f%%  %6lld  ", neighbour->containment * 100,
                (long long)neighbour->entry);
    text_fit(out, document.title, explaining->columns - 14);
    strbuf_addf(out, "\n              story %lld, ",
                (long long)neighbour->story);
    if (neighbour->copy)
        strbuf_addf(out, "a copy, by %s\n", fold_rule_name(neighbour->rule));
    else
        strbuf_addf(out, "no copy, by the rule of %s\n",
                    breach_name(neighbour->breach));
    return 0;
}

static int alone_text(struct explaining *explaining,
                      const struct fold_neighbour *found, size_t count,
                      struct error *err)
{
    int result = 0;

    add_entry(explaining, 0);
    strbuf_addstr(&explaining->out,
                  count ? "\nNearest, with the share of the smaller text:\n"
                        : "\nNothing shares a rare passage, a title or a link "
                          "with it.\n");
    for (size_t i = 0; i < count && i < MOST_NEIGHBOURS && result == 0; i++)
        result = neighbour_text(explaining, &found[i], err);
    if (count && result == 0)
        strbuf_addf(&explaining->out,
                    "\nnewsfold explain %lld %lld tells more of the first.\n",
                    (long long)explaining->entries[0],
                    (long long)found[0].entry);
    return result;
}

static void alone_json(struct explaining *explaining,
                       const struct fold_neighbour *found, size_t count)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out, "{\"entry\":%lld,\"story\":%lld,\"nearest\":[",
                (long long)explaining->entries[0],
                (long long)explaining->stories[0]);
    for (size_t i = 0; i < count; i++)
        strbuf_addf(out,
                    "%s{\"entry\":%lld,\"story\":%lld,\"copy\":%s,\"rule\":"
                    "\"%s\",\"breach\":\"%s\",\"containment\":%.4f,"
                    "\"needed\":%.4f}",
                    i ? "," : "", (long long)found[i].entry,
                    (long long)found[i].story, found[i].copy ? "true" : "false",
                    fold_rule_name(found[i].copy ? found[i].rule : FOLD_ALONE),
                    breach_name(found[i].breach), found[i].containment,
                    found[i].needed);
    strbuf_addstr(out, "]}\n");
}

static int explain_alone(struct explaining *explaining, struct error *err)
{
    struct fold_neighbour *found;
    size_t count;
    int result = fold_neighbours(
        &explaining->options,
        store_fold_source(explaining->store, FOLD_VERSION),
        &explaining->documents[0], &explaining->arena, &found, &count, err);

    if (result < 0)
        return result;
    if (explaining->format == CLI_JSON)
        alone_json(explaining, found, count);
    else
        result = alone_text(explaining, found, count, err);
    return result;
}

/* The entries that numbers mean, the one that came first first; an exit
 * status, said. */
static int find_entries(struct explaining *explaining, char *const *numbers,
                        size_t count)
{
    int status = cli_find_entries(explaining->store, numbers, count,
                                  explaining->entries, explaining->stories);

    if (status != EXIT_OK)
        return status;
    if (count == 2 && explaining->entries[0] == explaining->entries[1]) {
        cli_error("%s and %s are one entry; newsfold show %s lists the story's "
                  "entries",
                  numbers[0], numbers[1], numbers[0]);
        return EXIT_USAGE;
    }
    if (count == 2 && explaining->entries[0] > explaining->entries[1]) {
        int64_t entry = explaining->entries[0];
        int64_t story = explaining->stories[0];
        explaining->entries[0] = explaining->entries[1];
        explaining->stories[0] = explaining->stories[1];
        explaining->entries[1] = entry;
        explaining->stories[1] = story;
    }
    return EXIT_OK;
}

static int explain(struct explaining *explaining, char *const *numbers,
                   size_t count)
{
    struct error err;
    int status = find_entries(explaining, numbers, count);

    if (status != EXIT_OK)
        return status;
    int result =
        store_secret(explaining->store, explaining->options.secret.bytes, &err);
    if (result == 0)
        result = fold_version_tell(explaining->cli, explaining->store, &err);
    if (result == 0)
        result = store_fold_documents(explaining->store, explaining->entries,
                                      count, &explaining->arena,
                                      explaining->documents, &err);
    if (result == 0)
        result = count == 2 ? explain_pair(explaining, &err)
                            : explain_alone(explaining, &err);
    if (result < 0)
        return cli_fail(&err);
    cli_write(&explaining->out);
    return EXIT_OK;
}

int cmd_explain(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {0},
    };
    struct explaining explaining = {.cli = cli};
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 'f')
            return EXIT_USAGE;
        if (!cli_format_parse(optarg, &explaining.format) ||
            explaining.format == CLI_TSV)
            return cli_usage(cli_command("explain"),
                             "explain prints text or json, not '%s'", optarg);
    }
    size_t count = (size_t)(argc - optind);
    if (count < 1 || count > 2)
        return cli_usage(cli_command("explain"),
                         "which entries or stories? It takes one or two");
    int status = cli_open(cli, STORE_READ, &explaining.store);
    if (status != EXIT_OK)
        return status;
    explaining.options.window = cli->config.window;
    explaining.options.past_only = count == 2;
    explaining.columns = cli_text_columns(cli, TEXT_COLUMNS);
    strbuf_init(&explaining.out, LIMIT_RECORD);
    status = explain(&explaining, argv + optind, count);
    strbuf_release(&explaining.out);
    arena_release(&explaining.arena);
    store_free(explaining.store);
    return status;
}
