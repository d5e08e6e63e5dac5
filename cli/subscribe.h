#pragma once
#include "cli/cli.h"
#include "parser/parser.h"

/* What add and import share: subscribing to one feed after the other. */
struct subscribing {
    struct cli *cli;
    struct store *store;
    struct string_list tags; /* for all of them */
    bool allow_private;
    bool insecure;
    bool say_known; /* that one is subscribed already */
    bool typed;     /* the urls are from the command line: files, too */
    size_t added, known, wrong;
    size_t hidden; /* by newsboat, which this program does not */
};

/* Begin: opens the database and a transaction. An exit status. */
int subscribe_begin(struct subscribing *subscribing);
/* One feed; a wrong url is said, counted and passed over. */
int subscribe(struct subscribing *subscribing,
              const struct subscription *subscription, struct error *err);
/* Commit what was subscribed unless result is an error; closes the database.
 * An exit status: EXIT_USAGE when a url was wrong. */
int subscribe_end(struct subscribing *subscribing, int result,
                  const struct error *err);
