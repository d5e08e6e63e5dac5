/*
 * newsfold backup: a copy of the database that is whole by itself, also while
 * a poll runs. What had the file's name stays unless --force says otherwise.
 */
#include <getopt.h>

#include "cli/cli.h"

int cmd_backup(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"force", no_argument, NULL, 'f'},
        {0},
    };
    struct store *store;
    struct error err;
    bool force = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 'f')
            return EXIT_USAGE;
        force = true;
    }
    if (argc - optind != 1)
        return cli_usage(cli_command("backup"), "into which file?");
    int status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    cli_progress(cli, "copying");
    if (store_backup(store, argv[optind], force, &err) < 0)
        status = cli_fail(&err);
    cli_progress(cli, NULL);
    store_free(store);
    return status;
}
