/* The database, and the feeds and entries that a command names, with advice
 * where there are none. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/cli.h"

int cli_open(struct cli *cli, enum store_mode mode, struct store **ret_store)
{
    struct error err;
    int result = store_open(cli->database, mode, ret_store, &err);

    if (result < 0 && mode == STORE_READ && access(cli->database, F_OK) < 0 &&
        errno == ENOENT) {
        cli_error("there is no database at %s yet; newsfold add URL makes it",
                  cli->database);
        return EXIT_STATE;
    }
    if (result < 0)
        return cli_fail(&err);
    if (store_is_frozen(*ret_store) && cli->verbosity >= 0)
        cli_error("%s is in a folder that cannot be written: it is read as if "
                  "nobody changed it",
                  cli->database);
    return EXIT_OK;
}

/* Part of a url may be a secret that was typed. */
static int no_such_feed(const char *name)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    if (strchr(name, '?'))
        url_redact(&shown, name);
    else
        strbuf_addstr(&shown, name);
    cli_error("there is no feed '%s'; newsfold feeds lists them", shown.data);
    return EXIT_USAGE;
}

int cli_find_feeds(struct store *store, char *const *names, size_t count,
                   int64_t *ret_feeds)
{
    struct error err;

    for (size_t i = 0; i < count; i++) {
        CLEANUP(strbuf_release) struct strbuf name;
        strbuf_init(&name, LIMIT_URL);
        url_take_credentials(&name, names[i], NULL, NULL);
        int result = store_feed_find(store, name.data, &ret_feeds[i], &err);
        if (result == STORE_NONE)
            return no_such_feed(name.data);
        if (result < 0)
            return cli_fail(&err);
    }
    return EXIT_OK;
}

int cli_find_entries(struct store *store, char *const *numbers, size_t count,
                     int64_t *ret_entries, int64_t *ret_stories)
{
    struct error err;

    for (size_t i = 0; i < count; i++) {
        long id;
        int result = STORE_NONE;
        if (cli_number(numbers[i], 1, INT64_MAX, &id))
            result = store_entry_of(store, id, &ret_entries[i], &ret_stories[i],
                                    &err);
        if (result == STORE_NONE) {
            cli_error("there is no story or entry %s; newsfold stories lists "
                      "them",
                      numbers[i]);
            return EXIT_USAGE;
        }
        if (result < 0)
            return cli_fail(&err);
    }
    return EXIT_OK;
}
