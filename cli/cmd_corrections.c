/*
 * newsfold corrections: what the user has said of stories, and taking it back.
 * Undone, the stories concerned are folded again, and are what folding says.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/fold_again.h"
#include "cli/fold_version.h"

#define MOST_SHOWN 3 /* entries of a side, for people */

struct listing {
    struct store *store;
    enum cli_format format;
    struct strbuf out;
};

static void add_numbers(struct strbuf *out, const int64_t *numbers,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        strbuf_addf(out, "%s%lld", i ? "," : "", (long long)numbers[i]);
}

static int text_side(struct listing *listing,
                     const struct correction *correction, int side,
                     struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document documents[MOST_SHOWN];
    size_t count = correction->counts[side];
    size_t shown = count < MOST_SHOWN ? count : MOST_SHOWN;
    int result = store_fold_documents(listing->store, correction->sides[side],
                                      shown, &arena, documents, err);

    for (size_t i = 0; i < shown && result == 0; i++) {
        strbuf_addf(&listing->out, "    %6lld  ",
                    (long long)documents[i].entry);
        text_clean_line(&listing->out, documents[i].title);
        strbuf_addch(&listing->out, '\n');
    }
    if (count > shown)
        strbuf_addf(&listing->out, "          and %zu more\n", count - shown);
    if (!count)
        strbuf_addstr(&listing->out, "          (its entries are gone)\n");
    return result;
}

static int print_text(struct listing *listing,
                      const struct correction *correction, struct error *err)
{
    strbuf_addf(&listing->out, "%6lld  ", (long long)correction->correction);
    text_time(&listing->out, correction->made);
    strbuf_addf(&listing->out, "  %s\n",
                correction->together ? "together" : "apart");
    int result = text_side(listing, correction, 0, err);
    strbuf_addf(&listing->out, "          %s\n",
                correction->together ? "and" : "from");
    return result < 0 ? result : text_side(listing, correction, 1, err);
}

static void print_json(struct strbuf *out, const struct correction *correction)
{
    strbuf_addf(out, "{\"correction\":%lld,\"made\":",
                (long long)correction->correction);
    json_time(out, correction->made);
    strbuf_addf(out, ",\"kind\":\"%s\",\"entries\":[",
                correction->together ? "together" : "apart");
    add_numbers(out, correction->sides[0], correction->counts[0]);
    strbuf_addstr(out, "],\"others\":[");
    add_numbers(out, correction->sides[1], correction->counts[1]);
    strbuf_addstr(out, "]}\n");
}

static void print_tsv(struct strbuf *out, const struct correction *correction)
{
    strbuf_addf(out, "%lld\t", (long long)correction->correction);
    tsv_time(out, correction->made);
    strbuf_addf(out, "\t%s\t", correction->together ? "together" : "apart");
    add_numbers(out, correction->sides[0], correction->counts[0]);
    strbuf_addch(out, '\t');
    add_numbers(out, correction->sides[1], correction->counts[1]);
    strbuf_addch(out, '\n');
}

static int print_correction(void *context, const struct correction *correction,
                            struct error *err)
{
    struct listing *listing = context;
    int result = 0;

    if (listing->format == CLI_JSON)
        print_json(&listing->out, correction);
    else if (listing->format == CLI_TSV)
        print_tsv(&listing->out, correction);
    else
        result = print_text(listing, correction, err);
    return result < 0 ? result : cli_emit(&listing->out, err);
}

static int list(struct cli *cli, enum cli_format format)
{
    struct listing listing = {.format = format};
    struct error err;
    int status = cli_open(cli, STORE_READ, &listing.store);

    if (status != EXIT_OK)
        return status;
    strbuf_init(&listing.out, LIMIT_LINE);
    if (store_corrections(listing.store, print_correction, &listing, &err) <
            0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&listing.out);
    store_free(listing.store);
    return status;
}

/* The entries of all stories that a correction concerns. */
struct concerned {
    struct store *store;
    int64_t correction;
    bool together;
    int64_t *entries;
    size_t count;
};

static int collect(void *context, const struct correction *correction,
                   struct error *err)
{
    struct concerned *concerned = context;
    int result = 0;

    if (correction->correction != concerned->correction)
        return 0;
    concerned->together = correction->together;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < correction->counts[side] && result == 0; i++) {
            int64_t entry, story;
            result =
                store_entry_of(concerned->store, correction->sides[side][i],
                               &entry, &story, err);
            bool known = false;
            for (size_t j = 0; j < concerned->count; j++)
                known |= concerned->entries[j] == entry;
            if (result == 0 && !known)
                result = fold_again_story(concerned->store, story,
                                          &concerned->entries,
                                          &concerned->count, err);
        }
    return result;
}

static int undo_one(struct store *store, int64_t correction, size_t *ret_moved,
                    struct error *err)
{
    struct concerned concerned = {store, correction, false, NULL, 0};
    int result = store_begin(store, err);

    if (result < 0)
        return result;
    result = store_corrections(store, collect, &concerned, err);
    if (result == 0)
        result = store_correction_remove(store, correction, err);
    if (result == 0)
        result = fold_again(store, concerned.entries, concerned.count,
                            ret_moved, err);
    if (!concerned.together) /* they were to go elsewhere */
        *ret_moved = 0;
    if (result == 0)
        result = store_commit(store, err);
    if (result != 0)
        store_rollback(store);
    xfree(concerned.entries);
    return result;
}

static int undo(struct cli *cli, int64_t correction)
{
    struct store *store;
    struct error err;
    size_t moved = 0;
    int status = cli_open(cli, STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    int result = fold_version_adopt(cli, store, &err);
    if (result == 0)
        result = undo_one(store, correction, &moved, &err);
    store_free(store);
    if (result == STORE_NONE) {
        cli_error("there is no correction %lld; newsfold corrections lists "
                  "them",
                  (long long)correction);
        return EXIT_USAGE;
    }
    if (result == 0 && moved && cli->verbosity >= 0)
        cli_error("what has come since decides, too: of the entries folded "
                  "again, %zu went elsewhere than when they came; newsfold "
                  "refold puts them back",
                  moved);
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}

int cmd_corrections(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"undo", required_argument, NULL, 'u'},
        {0},
    };
    enum cli_format format = CLI_TEXT;
    long number = 0;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'f' && !cli_format_parse(optarg, &format))
            return cli_usage(cli_command("corrections"),
                             "there is no format '%s'", optarg);
        if (option == 'u' && !cli_number(optarg, 1, INT64_MAX, &number))
            return cli_usage(cli_command("corrections"),
                             "--undo takes a correction's number");
        if (option == '?')
            return EXIT_USAGE;
    }
    if (optind < argc)
        return cli_usage(cli_command("corrections"),
                         "corrections takes options only");
    return number ? undo(cli, number) : list(cli, format);
}
