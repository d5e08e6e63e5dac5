#pragma once
#include "cli/cli.h"

/*
 * Entries as JSON lines, from one database to another: newsfold export
 * --entries and import --entries. newsfold-formats(5) tells the form.
 */

#define EXCHANGE_VERSION 1
#define EXCHANGE_LINE    (32 * 1024 * 1024) /* the longest */

/* Print all; an exit status. Without credentials urls are without secrets. */
int exchange_export(struct cli *cli, bool credentials);

struct importing {
    struct string_list tags; /* for feeds that are new */
    bool allow_private;
};

/* Take in what path ("-": standard input) has; an exit status. */
int exchange_import(struct cli *cli, const struct importing *importing,
                    const char *path);
