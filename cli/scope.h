#pragma once
#include <getopt.h>

#include "cli/cli.h"

/*
 * What a listing is about: the options that all of them share, each in its own
 * table of getopt_long.
 */

enum {
    SCOPE_FEED = 512,
    SCOPE_TAG,
    SCOPE_OUTLET,
    SCOPE_SINCE,
    SCOPE_UNTIL,
    SCOPE_UNREAD,
    SCOPE_STARRED,
    SCOPE_MUTED,
};

/* Entries of a table of struct option. */
#define SCOPE_OF_FEEDS                                  \
    {"feed", required_argument, NULL, SCOPE_FEED},      \
        {"tag", required_argument, NULL, SCOPE_TAG},    \
    {                                                   \
        "outlet", required_argument, NULL, SCOPE_OUTLET \
    }
#define SCOPE_OF_STORIES                                             \
    SCOPE_OF_FEEDS, {"until", required_argument, NULL, SCOPE_UNTIL}, \
        {"unread", no_argument, NULL, SCOPE_UNREAD},                 \
        {"starred", no_argument, NULL, SCOPE_STARRED},               \
    {                                                                \
        "muted", no_argument, NULL, SCOPE_MUTED                      \
    }
#define SCOPE_OPTIONS                                 \
    SCOPE_OF_STORIES,                                 \
    {                                                 \
        "since", required_argument, NULL, SCOPE_SINCE \
    }

#define OUTLET_MAX 1024 /* bytes, with a NUL; names of hosts are shorter */

struct scope_options {
    struct scope scope;
    char outlet[OUTLET_MAX]; /* what scope names */
    char *feed;              /* as typed; scope_find looks it up */
};

#define SCOPE_ANY                                              \
    {                                                          \
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT } \
    }

/* Take an option of these; EXIT_USAGE, said, when its value is wrong, and
 * without a word when it is none of them. */
int scope_take(const struct cli *cli, const struct command *command, int option,
               struct scope_options *options);
/* The outlet of a host or a url, as typed; name itself where it has none. */
const char *scope_outlet(const char *name, char outlet[OUTLET_MAX]);
/* Look up the feed that was named; an exit status, said. */
int scope_find(struct store *store, struct scope_options *options);
