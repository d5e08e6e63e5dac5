/*
 * newsfold cluster: the folding stage alone, as a filter.
 */
#include <getopt.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/clustering.h"

static void print_clusters(const struct clustering *clustering)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, LIMIT_LINE);
    for (size_t i = 0; i < clustering->count; i++) {
        size_t story = clustering_story(clustering, i);
        strbuf_addstr(&line, "{\"id\":");
        json_quote(&line, clustering->documents[i].id);
        strbuf_addstr(&line, ",\"cluster\":");
        json_quote(&line, clustering->documents[story].id);
        strbuf_addstr(&line, "}\n");
        cli_write(&line);
    }
}

int cmd_cluster(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {{0}};
    struct error err;

    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return EXIT_USAGE;
    if (argc - optind > 1)
        return cli_usage(cli_command("cluster"), "cluster reads one file");
    struct clustering *clustering = clustering_new(cli);
    int result =
        clustering_read(clustering, optind < argc ? argv[optind] : "-", &err);
    if (result == 0)
        print_clusters(clustering);
    clustering_free(clustering);
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}
