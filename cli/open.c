/* Opening the database for a command, with advice where there is none. */
#include <errno.h>
#include <unistd.h>

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
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}
