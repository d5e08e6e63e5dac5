/*
 * The program's entry: options before the command, then the command, which is
 * looked up in a table and reads its own options.
 *
 * Everything a command needs of its surroundings — where the database is, the
 * configuration, how talkative to be, what time it is — is gathered here once
 * and handed on in struct cli, so that tests can stand in for any of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "cli/pager.h"

const struct command commands[] = {
    {"add",
     "[--first|--all|--exact] [--allow-private] [--insecure] [--title T] "
     "[--tag T]... URL...",
     "subscribe to feeds, also to those that a web page names",
     "      --all            all feeds of a web page\n"
     "      --allow-private  let these feeds live on private addresses\n"
     "      --exact          exactly this url, without looking at it\n"
     "      --first          the first feed of a web page\n"
     "      --insecure       do not verify their certificates\n"
     "      --tag TAG        tag them (may be repeated)\n"
     "      --title TITLE    the name to show, with one URL\n",
     cmd_add},
    {"import",
     "[--entries] [--allow-private] [--insecure] [--tag T]... [FILE|URL...]",
     "subscribe to the feeds of an OPML file or a list of urls",
     "      --allow-private  let these feeds live on private addresses\n"
     "      --entries        FILE is what export --entries has printed\n"
     "      --insecure       do not verify their certificates\n"
     "      --tag TAG        tag them all (may be repeated)\n",
     cmd_import},
    {"export", "[--entries] [--tag T] [--with-credentials]",
     "print the subscriptions as OPML, or all entries",
     "      --entries           entries, stories and corrections as JSON lines\n"
     "      --tag TAG           only feeds with this tag\n"
     "      --with-credentials  user names, passwords and tokens in urls, too\n",
     cmd_export},
    {"feeds",
     "[--broken[=DAYS]] [--format F] [--tag T] [--outlet O] [--feed FEED]",
     "list feeds and their health",
     "      --broken[=DAYS]  only those that fail for longer (default 3) or are\n"
     "                       gone; status 2 when there are any\n"
     "      --feed FEED      only this one\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --outlet DOMAIN  only feeds of this outlet\n"
     "      --tag TAG        only feeds with this tag\n",
     cmd_feeds, true},
    {"remove", "FEED...", "unsubscribe and forget a feed's entries", "",
     cmd_remove},
    {"pause", "FEED...", "do not poll feeds for now", "", cmd_pause},
    {"resume", "FEED...", "poll feeds again that are paused or gone", "",
     cmd_resume},
    {"unpause", "FEED...", "the same as resume", "", cmd_resume},
    {"set", "[--format F] [--allow-private] [--insecure] FEED [NAME=VALUE]...",
     "what is different about one feed; without values, print it",
     "      --allow-private  it may live on a private address\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --insecure       its certificate is not verified\n"
     "\n"
     "NAME= takes a setting back. Settings: allow-private, cookies,\n"
     "header.NAME, headers-file, insecure, interval, keep-days, keep-entries,\n"
     "max-body, password-command, password-file, proxy, timeout, title,\n"
     "token-command, token-file, url, user, user-agent; newsfold(1) tells "
     "them.\n",
     cmd_set},
    {"tag", "FEED... [+TAG|-TAG]...",
     "give feeds tags and take them away; without any, print them", "",
     cmd_tag},
    {"priority", "FEED... N",
     "how much a feed's entries count as leads of stories (-1000 to 1000)", "",
     cmd_priority},
    {"ingest",
     "--feed URL [--content-type CT] [--base-url URL] [--tag T]... [FILE]",
     "store and fold a feed's document from a pipe",
     "      --base-url URL     resolve links against URL (default: the feed's)\n"
     "      --content-type CT  the media type it was served with\n"
     "      --feed URL         whose it is, or its number\n"
     "      --tag TAG          tag it (may be repeated)\n",
     cmd_ingest},
    {"poll", "[--all] [--jobs N] [--tag T] [FEED...]",
     "fetch the feeds that are due, fold and store their entries",
     "      --all            also feeds that are not due yet\n"
     "      --jobs N         transfers at the same time\n"
     "      --tag TAG        only feeds with this tag\n",
     cmd_poll},
    {"stories",
     "[--format F] [--unread] [--starred] [--muted] [--since WHEN] "
     "[--until WHEN] [--tag T] [--outlet O] [--feed FEED] [--min-outlets N] "
     "[--limit N]",
     "list stories, newest first",
     "      --feed FEED      with an entry of this feed\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --limit N        at most N stories (0: all; default 50 for text)\n"
     "      --min-outlets N  carried by at least N outlets\n"
     "      --muted          muted ones, too\n"
     "      --outlet DOMAIN  with an entry of this outlet\n"
     "      --since WHEN     with an entry since then: 2d, 12h, 2026-11-23\n"
     "      --starred        only starred ones\n"
     "      --tag TAG        with an entry of a feed with this tag\n"
     "      --unread         only unread ones\n"
     "      --until WHEN     with an entry from before\n",
     cmd_stories, true},
    {"show", "[--format F] [--diff] [--revisions] STORY",
     "show a story and its copies",
     "      --diff           how the copies differ from the lead, word by word\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --revisions      what its entries said before; with --diff, what\n"
     "                       has changed since\n",
     cmd_show, true},
    {"search",
     "[--format F] [--unread] [--starred] [--muted] [--since WHEN] "
     "[--until WHEN] [--tag T] [--outlet O] [--feed FEED] [--limit N] "
     "QUERY...",
     "find stories by their words",
     "      --feed FEED      only entries of this feed\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --limit N        at most N stories (0: all; default 20)\n"
     "      --muted          muted stories, too\n"
     "      --outlet DOMAIN  only entries of this outlet\n"
     "      --since WHEN     only entries since then: 2d, 12h, 2026-11-23\n"
     "      --starred        only starred stories\n"
     "      --tag TAG        only entries of feeds with this tag\n"
     "      --unread         only unread stories\n"
     "      --until WHEN     only entries from before\n",
     cmd_search, true},
    {"explain", "[--format F] A [B]",
     "why two entries are one story, or are not",
     "      --format FORMAT  text (default) or json\n", cmd_explain, true},
    {"read", "STORY...|FIRST-LAST...|--all [SCOPE]",
     "mark stories as read, and so their later copies",
     "      --all  all unread ones that newsfold stories lists; its options\n"
     "             --feed, --tag, --outlet, --since, --until, --starred and\n"
     "             --muted say of what\n",
     cmd_read},
    {"unread", "STORY...|FIRST-LAST...|--all [SCOPE]",
     "mark stories as not read", "      --all  as for read\n", cmd_unread},
    {"star", "STORY...|FIRST-LAST...|--all [SCOPE]",
     "star stories, which are kept", "      --all  as for read\n", cmd_star},
    {"unstar", "STORY...|FIRST-LAST...|--all [SCOPE]", "take stars away",
     "      --all  as for read\n", cmd_unstar},
    {"mute",
     "QUERY...|--outlet DOMAIN|--tag TAG|--delete N|--list [--format F]",
     "hide stories by words, outlet or tag",
     "      --delete N       lift mute N\n"
     "      --format FORMAT  text (default), tsv or json\n"
     "      --list           list the mutes\n"
     "      --outlet DOMAIN  what this outlet alone carries\n"
     "      --tag TAG        what feeds with this tag alone carry\n",
     cmd_mute, true},
    {"merge", "STORY STORY...", "make one story of several, for good", "",
     cmd_merge},
    {"split", "ENTRY...", "take entries out of their story, for good", "",
     cmd_split},
    {"corrections", "[--format F] [--undo N]",
     "list what merge and split were told",
     "      --format FORMAT  text (default), tsv or json\n"
     "      --undo N         take a correction back\n",
     cmd_corrections, true},
    {"refold", "[--dry-run [--threshold SHARE]|--abandon]",
     "fold the entries of the window again, after an upgrade",
     "      --abandon          drop what a stopped one has made\n"
     "      --dry-run          only say which stories would join or part\n"
     "      --threshold SHARE  of a text that a copy must contain, as .55\n",
     cmd_refold},
    {"digest",
     "[--name NAME] [--format F] [--to ADDR]... [--from ADDR] [--since WHEN] "
     "[--until WHEN] [--tag T] [--outlet O] [--feed FEED] [--unread] "
     "[--starred] [--muted] [--min-outlets N] [--peek] [--mark-file FILE] "
     "[--mark TOKEN]",
     "print what is new since the last digest",
     "      --feed FEED      only stories of this feed\n"
     "      --format FORMAT  text (default), tsv, json or mail (RFC 5322)\n"
     "      --from ADDR      mail: the sender\n"
     "      --mark TOKEN     remember that the digest of this token was sent;\n"
     "                       prints nothing\n"
     "      --mark-file FILE write the token to FILE instead of remembering\n"
     "      --min-outlets N  only stories carried by at least N outlets\n"
     "      --muted          muted stories, too\n"
     "      --name NAME      which digest (default: default)\n"
     "      --outlet DOMAIN  only stories of this outlet\n"
     "      --peek           do not remember what was shown\n"
     "      --since WHEN     how far the first digest goes back (default 1d)\n"
     "      --starred        only starred stories\n"
     "      --tag TAG        only stories of feeds with this tag\n"
     "      --to ADDR        mail: a recipient (may be repeated)\n"
     "      --unread         only unread stories\n"
     "      --until WHEN     only stories from before\n",
     cmd_digest},
    {"check", "[--repair] [--format F]",
     "whether the database is whole, and how large it is",
     "      --format FORMAT  text (default), tsv or json\n"
     "      --repair         mend what follows from something else\n",
     cmd_check},
    {"backup", "[--force] FILE", "copy the database, also while a poll runs",
     "      --force  replace FILE\n", cmd_backup},
    {"prune", "[--dry-run] [--days N] [--entries N] [--compact]",
     "let old entries go",
     "      --compact    write the file anew, so that it shrinks\n"
     "      --days N     keep N days (0: for ever), instead of [keep] days\n"
     "      --dry-run    only say what would go\n"
     "      --entries N  keep the newest N of a feed (0: all), instead of\n"
     "                   [keep] entries\n",
     cmd_prune},
    {"parse", "[--content-type CT] [--base-url URL] [FILE]",
     "print what newsfold sees in a feed document, as JSON",
     "      --base-url URL     resolve links against URL\n"
     "      --content-type CT  the media type it was served with\n",
     cmd_parse},
    {"cluster", "[FILE]", "fold documents given as JSON lines", "",
     cmd_cluster},
    {"label", "[--since WHEN] FILE", "say which borderline pairs are copies",
     "      --since WHEN  entries of stories since then; default the window\n",
     cmd_label},
    {"quality", "[--format F] GOLD", "judge folding by labelled documents",
     "      --format FORMAT  text (default) or json\n", cmd_quality},
    {"help", "[COMMAND]", "show this, or a command's usage", "", cmd_help},
    {0},
};

/* $XDG_variable/newsfold/name, else $HOME/fallback/newsfold/name. */
static char *xdg_path(const char *variable, const char *fallback,
                      const char *name)
{
    const char *directory = getenv(variable);
    const char *home = getenv("HOME");
    struct strbuf path;

    strbuf_init(&path, 4096);
    if (directory && directory[0] == '/')
        strbuf_addf(&path, "%s/newsfold/%s", directory, name);
    else if (home && home[0] == '/')
        strbuf_addf(&path, "%s/%s/newsfold/%s", home, fallback, name);
    else
        return NULL;
    return strbuf_detach(&path);
}

/* What was given, else what the configuration says, else the XDG place. */
static int choose_database(struct cli *cli, struct error *err)
{
    if (!cli->database && cli->config.database)
        cli->database = xstrdup(cli->config.database);
    if (!cli->database)
        cli->database = xdg_path("XDG_DATA_HOME", ".local/share", "news.db");
    if (!cli->database)
        return error_set(err, ERROR_CONFIG,
                         "where to keep the database: HOME is not set; use "
                         "--database FILE");
    return 0;
}

/* The clock, read once a run; tests set it. */
static int64_t read_clock(void)
{
    const char *text = getenv("NEWSFOLD_NOW");
    char *end;

    if (text && *text) {
        long long now = strtoll(text, &end, 10);
        if (!*end && now > 0)
            return now;
    }
    return time(NULL);
}

static int parse_globals(struct cli *cli, int argc, char **argv)
{
    enum { OPTION_VERSION = 256, OPTION_NO_PAGER };
    static const struct option options[] = {
        {"config", required_argument, NULL, 'c'},
        {"database", required_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},
        {"no-pager", no_argument, NULL, OPTION_NO_PAGER},
        {"quiet", no_argument, NULL, 'q'},
        {"verbose", no_argument, NULL, 'v'},
        {"version", no_argument, NULL, OPTION_VERSION},
        {0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "+c:d:hqv", options, NULL)) !=
           -1) {
        switch (option) {
        case 'c':
            xfree(cli->config_path);
            cli->config_path = xstrdup(optarg);
            break;
        case 'd':
            xfree(cli->database);
            cli->database = xstrdup(optarg);
            break;
        case OPTION_NO_PAGER:
            cli->no_pager = true;
            break;
        case 'q':
            cli->verbosity = -1;
            break;
        case 'v':
            cli->verbosity = 1;
            break;
        case 'h':
            return 'h';
        case OPTION_VERSION:
            return 'V';
        default:
            return '?';
        }
    }
    return 0;
}

/*
 * A standard descriptor that is closed must not become a socket or the
 * database. What takes its place can be used for nothing, so that a command
 * that needs it says so.
 */
static void hold_descriptors(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};

    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
            abort();
}

static void setup_streams(struct cli *cli)
{
    const char *plain = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    hold_descriptors();
    signal(SIGPIPE, SIG_IGN);
    umask(077);
    setlocale(LC_CTYPE, "C.UTF-8");
    cli->stdout_terminal = isatty(STDOUT_FILENO);
    cli->stderr_terminal = isatty(STDERR_FILENO);
    cli->colour = cli->stdout_terminal && (!plain || !*plain) && terminal &&
                  strcmp(terminal, "dumb") != 0;
}

static int run_command(struct cli *cli, int argc, char **argv)
{
    const struct command *command = cli_command(argv[0]);
    char help_name[] = "help";
    char *help[] = {help_name, argv[0], NULL};
    struct error err;

    if (!command) {
        cli_error("there is no command '%s'; newsfold help lists them",
                  argv[0]);
        return EXIT_USAGE;
    }
    if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
        return cmd_help(cli, 2, help);
    if (config_load(cli, &err) < 0 || choose_database(cli, &err) < 0)
        return cli_fail(&err);
    if (command->pages && !cli->no_pager)
        pager_want(cli);
    optind = 0; /* getopt starts afresh (glibc and musl) */
    return command->run(cli, argc, argv);
}

int main(int argc, char **argv)
{
    struct cli cli = {.now = read_clock()};
    char **arguments = argv = arguments_take(argc, argv);
    char help_name[] = "help";
    char *help[] = {help_name, NULL};
    int status;

    setup_streams(&cli);
    int option = parse_globals(&cli, argc, argv);
    if (!cli.config_path) {
        cli.config_path =
            xdg_path("XDG_CONFIG_HOME", ".config", "newsfold.conf");
        cli.config_optional = true;
    }
    if (option == 'V') {
        cli_print("newsfold " NEWSFOLD_VERSION "\n");
        status = EXIT_OK;
    } else if (option == 'h') {
        status = cmd_help(&cli, 1, help);
    } else if (option == '?' || optind == argc) {
        if (option != '?')
            cli_error("which command? newsfold help lists them");
        status = EXIT_USAGE;
    } else {
        status = run_command(&cli, argc - optind, argv + optind);
    }
    status = cli_finish(status);
    config_release(&cli.config);
    xfree(cli.database);
    xfree(cli.config_path);
    arguments_free(arguments);
    return status;
}
