/* newsfold help: made from the command table, so that it cannot lie about
 * which commands there are. */
#include "cli/cli.h"

static const char heading[] =
    "usage: newsfold [OPTION...] COMMAND [ARGUMENT...]\n"
    "\n"
    "Gathers news feeds and folds the copies of one story into one line.\n"
    "\n"
    "  -c, --config FILE    the configuration file\n"
    "  -d, --database FILE  the database\n"
    "  -h, --help           show this\n"
    "      --no-pager       print to the terminal itself\n"
    "  -q, --quiet          do not name the feeds that failed\n"
    "  -v, --verbose        say what was done\n"
    "      --version        show the version\n"
    "\n"
    "Commands:\n";

static void help_all(struct strbuf *out)
{
    strbuf_addstr(out, heading);
    for (const struct command *command = commands; command->name; command++)
        strbuf_addf(out, "  %-9s %s\n", command->name, command->summary);
    strbuf_addstr(out, "\n"
                       "newsfold help COMMAND shows a command's options; "
                       "newsfold(1) tells the rest.\n");
}

static void help_one(struct strbuf *out, const struct command *command)
{
    strbuf_addf(out, "usage: newsfold %s%s%s\n\n%s\n", command->name,
                *command->arguments ? " " : "", command->arguments,
                command->summary);
    if (*command->options)
        strbuf_addf(out, "\n%s", command->options);
}

int cmd_help(struct cli *cli, int argc, char **argv)
{
    struct strbuf out;
    const struct command *command = NULL;

    if (argc > 2)
        return cli_usage(cli_command("help"), "help takes one command");
    if (argc == 2 && !(command = cli_command(argv[1]))) {
        cli_error("there is no command '%s'; newsfold help lists them",
                  argv[1]);
        return EXIT_USAGE;
    }
    strbuf_init(&out, 1 << 20);
    if (command)
        help_one(&out, command);
    else
        help_all(&out);
    cli_write(&out);
    strbuf_release(&out);
    return EXIT_OK;
}
