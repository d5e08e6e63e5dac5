/*
 * newsfold read, unread, star, unstar: the user's marks on stories, by their
 * numbers, by ranges of these, or on all that a listing would show.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/scope.h"

struct marking {
    enum story_mark mark;
    bool set;
    bool all;
    struct scope_options scope;
};

/* "7" or "7-12". */
static bool read_range(const char *text, int64_t *ret_first, int64_t *ret_last)
{
    char *end;
    long long first = strtoll(text, &end, 10);
    long long last = first;

    if (*end == '-' && end > text)
        last = strtoll(end + 1, &end, 10);
    if (*end || first < 1 || last < first || *text < '0' || *text > '9')
        return false;
    *ret_first = first;
    *ret_last = last;
    return true;
}

static int mark_named(struct store *store, const struct marking *marking,
                      const char *text, struct error *err)
{
    int64_t first, last;

    if (!read_range(text, &first, &last))
        return error_set(err, ERROR_INPUT,
                         "'%s' is no story; it takes a number, or two as in "
                         "7-12",
                         text);
    int result =
        strchr(text, '-')
            ? store_mark_range(store, first, last, marking->mark, marking->set,
                               err)
            : store_mark(store, first, marking->mark, marking->set, err);
    if (result == STORE_NONE)
        return error_set(err, ERROR_INPUT,
                         "there is no story %s; newsfold stories lists them",
                         text);
    return result;
}

/* Of all that were named, or none of them. */
static int mark(struct store *store, const struct marking *marking,
                char *const *names, size_t count, struct error *err)
{
    struct story_filter filter = {.scope = marking->scope.scope,
                                  .first_since = TIME_ABSENT};
    int result = store_begin(store, err);

    if (result == 0 && marking->all)
        result =
            store_mark_all(store, &filter, marking->mark, marking->set, err);
    for (size_t i = 0; i < count && result == 0; i++)
        result = mark_named(store, marking, names[i], err);
    return store_end(store, result, err);
}

static int run(struct cli *cli, struct marking *marking, int argc, char **argv)
{
    static const struct option options[] = {
        {"all", no_argument, NULL, 'a'},
        SCOPE_OPTIONS,
        {0},
    };
    const struct command *command = cli_command(argv[0]);
    struct store *store;
    struct error err;
    bool scoped = false;
    int status = EXIT_OK;
    int option;

    while (status == EXIT_OK &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        marking->all = marking->all || option == 'a';
        scoped = scoped || option >= SCOPE_FEED;
        if (option != 'a')
            status = scope_take(cli, command, option, &marking->scope);
    }
    if (status != EXIT_OK)
        return status;
    if (marking->all == (optind < argc) || (scoped && !marking->all))
        return cli_usage(command, "which stories? It takes their numbers, or "
                                  "--all");
    status = cli_open(cli, STORE_WRITE, &store);
    if (status != EXIT_OK)
        return status;
    status = scope_find(store, &marking->scope);
    if (status == EXIT_OK &&
        mark(store, marking, argv + optind, (size_t)(argc - optind), &err) < 0)
        status = cli_fail(&err);
    store_free(store);
    return status;
}

int cmd_read(struct cli *cli, int argc, char **argv)
{
    struct marking marking = {STORY_READ, true, false, SCOPE_ANY};

    marking.scope.scope.unread = true;
    return run(cli, &marking, argc, argv);
}

int cmd_unread(struct cli *cli, int argc, char **argv)
{
    struct marking marking = {STORY_READ, false, false, SCOPE_ANY};

    return run(cli, &marking, argc, argv);
}

int cmd_star(struct cli *cli, int argc, char **argv)
{
    struct marking marking = {STORY_STARRED, true, false, SCOPE_ANY};

    return run(cli, &marking, argc, argv);
}

int cmd_unstar(struct cli *cli, int argc, char **argv)
{
    struct marking marking = {STORY_STARRED, false, false, SCOPE_ANY};

    marking.scope.scope.starred = true;
    return run(cli, &marking, argc, argv);
}
