/*
 * newsfold quality: how well folding does on documents of which a person has
 * said what belongs together.
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/clustering.h"
#include "cli/quality.h"

struct named {
    const char *name;
    size_t document;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name,
                  ((const struct named *)b)->name);
}

/* What each document is called, in the order of the names. */
static struct named *sort_named(const struct clustering *clustering,
                                bool by_cluster)
{
    struct named *names = xcalloc(clustering->count + 1, sizeof(*names));

    for (size_t i = 0; i < clustering->count; i++) {
        const struct clustered *document = &clustering->documents[i];
        names[i] =
            (struct named){by_cluster ? document->cluster : document->id, i};
    }
    if (clustering->count)
        qsort(names, clustering->count, sizeof(*names), compare_names);
    return names;
}

/* Each document once: of two of one id one may be in another's place. */
static int check_ids(const struct clustering *clustering, const char *path,
                     struct error *err)
{
    struct named *names = sort_named(clustering, false);
    int result = 0;

    if (!clustering->count)
        result =
            error_set(err, ERROR_INPUT, "%s: there are no documents", path);
    for (size_t i = 1; i < clustering->count && result == 0; i++)
        if (compare_names(&names[i - 1], &names[i]) == 0)
            result = error_set(err, ERROR_INPUT,
                               "%s: documents %zu and %zu are both '%.60s'",
                               path, names[i - 1].document + 1,
                               names[i].document + 1, names[i].name);
    xfree(names);
    return result;
}

/* Number the clusters that a person has given. */
static int read_gold(const struct clustering *clustering, const char *path,
                     size_t *ret_gold, struct error *err)
{
    size_t number = 0;

    for (size_t i = 0; i < clustering->count; i++) {
        const struct clustered *document = &clustering->documents[i];
        if (!document->cluster || !*document->cluster)
            return error_set(err, ERROR_INPUT,
                             "%s: document %zu, '%.60s', has no \"cluster\"",
                             path, i + 1, document->id);
    }
    struct named *names = sort_named(clustering, true);
    for (size_t i = 0; i < clustering->count; i++) {
        number += i && compare_names(&names[i - 1], &names[i]) != 0;
        ret_gold[names[i].document] = number;
    }
    xfree(names);
    return 0;
}

static void add_rate(struct strbuf *out, const char *name,
                     const struct rate *rate)
{
    strbuf_addf(out, "%-8s precision %.4f  recall %.4f  F1 %.4f\n", name,
                rate->precision, rate->recall, rate->f1);
}

static void print_text(struct strbuf *out, const struct quality *quality)
{
    strbuf_addf(out, "%zu documents of %zu stories, folded into %zu\n",
                quality->items, quality->gold_clusters, quality->clusters);
    add_rate(out, "pairs", &quality->pair);
    add_rate(out, "B-cubed", &quality->bcubed);
    strbuf_addf(out, "%-8s %.4f\n", "ARI", quality->adjusted_rand);
    strbuf_addf(out,
                "%" PRIu64 " of %" PRIu64 " pairs found, %" PRIu64 " false\n",
                quality->true_pairs, quality->gold_pairs,
                quality->pairs - quality->true_pairs);
}

static void print_json(struct strbuf *out, const struct quality *quality)
{
    strbuf_addf(out,
                "{\"documents\":%zu,\"gold_stories\":%zu,\"stories\":%zu,"
                "\"gold_pairs\":%" PRIu64 ",\"pairs\":%" PRIu64
                ",\"true_pairs\":%" PRIu64,
                quality->items, quality->gold_clusters, quality->clusters,
                quality->gold_pairs, quality->pairs, quality->true_pairs);
    strbuf_addf(out, ",\"precision\":%.6f,\"recall\":%.6f,\"f1\":%.6f",
                quality->pair.precision, quality->pair.recall,
                quality->pair.f1);
    strbuf_addf(out,
                ",\"bcubed_precision\":%.6f,\"bcubed_recall\":%.6f,"
                "\"bcubed_f1\":%.6f,\"ari\":%.6f}\n",
                quality->bcubed.precision, quality->bcubed.recall,
                quality->bcubed.f1, quality->adjusted_rand);
}

static int judge(const struct clustering *clustering, const char *path,
                 enum cli_format format, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf out;
    size_t *gold = xcalloc(clustering->count + 1, sizeof(*gold));
    size_t *found = xcalloc(clustering->count + 1, sizeof(*found));
    struct quality quality;

    strbuf_init(&out, LIMIT_LINE);
    int result = check_ids(clustering, path, err);
    if (result == 0)
        result = read_gold(clustering, path, gold, err);
    if (result == 0) {
        for (size_t i = 0; i < clustering->count; i++)
            found[i] = clustering_story(clustering, i);
        quality_of(gold, found, clustering->count, &quality);
        if (format == CLI_JSON)
            print_json(&out, &quality);
        else
            print_text(&out, &quality);
        cli_write(&out);
    }
    xfree(gold);
    xfree(found);
    return result;
}

int cmd_quality(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {0},
    };
    enum cli_format format = CLI_TEXT;
    struct error err;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 'f')
            return EXIT_USAGE;
        if (!cli_format_parse(optarg, &format) || format == CLI_TSV)
            return cli_usage(cli_command("quality"),
                             "quality prints text or json, not '%s'", optarg);
    }
    if (argc - optind != 1)
        return cli_usage(cli_command("quality"),
                         "quality reads one file of labelled documents");
    struct clustering *clustering = clustering_new(cli);
    int result = clustering_read(clustering, argv[optind], &err);
    if (result == 0)
        result = judge(clustering, argv[optind], format, &err);
    clustering_free(clustering);
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}
