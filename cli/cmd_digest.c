/*
 * newsfold digest: what is new since the last digest of that name.
 *
 * A digest is remembered once it was handed over: printed whole to standard
 * output, or — where a script mails it — when the script says so. For that the
 * token that --mark-file gets names the digest and what it has seen; --mark
 * takes it back after the mail was accepted. So a mail that could not be sent
 * is made again, and nothing is told twice or never.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/scope.h"
#include "cli/story_record.h"
#include "digest/digest.h"

#define DAY           86400
#define NAME_CEILING  64
#define OUTPUT_LIMIT  ((size_t)1 << 30)
#define TEXT_COLUMNS  72
#define TOKEN_CEILING 128

enum digest_format { DIGEST_TEXT, DIGEST_TSV, DIGEST_JSON, DIGEST_MAIL };

struct digesting {
    struct cli *cli;
    const char *name;
    enum digest_format format;
    struct string_list recipients;
    const char *sender;
    const char *mark_file;
    const char *token;
    bool peek;
    struct story_filter filter;
    struct scope_options scope;
    /* what was read */
    struct arena arena;
    struct story *stories;
    size_t count, capacity;
};

/* Reading stories into memory: they are rendered together. */

static void copy_entry(struct arena *arena, struct story_entry *entry)
{
    entry->feed_url = arena_strdup(arena, entry->feed_url);
    entry->feed_title = arena_strdup(arena, entry->feed_title);
    entry->outlet = arena_strdup(arena, entry->outlet);
    entry->title = arena_strdup(arena, entry->title);
    entry->link = arena_strdup(arena, entry->link);
    entry->text = arena_strdup(arena, entry->text);
    entry->author = arena_strdup(arena, entry->author);
}

static int take_story(void *context, const struct story *story,
                      struct error *err)
{
    struct digesting *digesting = context;
    struct arena *arena = &digesting->arena;

    if (digesting->count == digesting->capacity)
        digesting->stories =
            array_grow(digesting->stories, digesting->count,
                       &digesting->capacity, sizeof(*digesting->stories));
    struct story *copy = &digesting->stories[digesting->count++];
    struct story_entry *entries =
        arena_calloc(arena, story->entries_given + 1, sizeof(*entries));
    *copy = *story;
    copy_entry(arena, &copy->lead);
    for (size_t i = 0; i < story->entries_given; i++) {
        entries[i] = story->entries[i];
        entries[i].text = ""; /* only the lead's is shown */
        copy_entry(arena, &entries[i]);
    }
    copy->entries = entries;
    return 0;
}

/* Tokens: "NAME MARK" */

static bool name_check(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t len = strlen(name);

    if (len && len <= NAME_CEILING && strspn(name, allowed) == len)
        return true;
    cli_error("the name '%s' of a digest must be 1 to %d letters, digits, "
              "'-', '_' or '.'",
              name, NAME_CEILING);
    return false;
}

static int write_token(const struct digesting *digesting, int64_t mark)
{
    CLEANUP(strbuf_release) struct strbuf token;
    const char *path = digesting->mark_file;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool written = false;

    strbuf_init(&token, TOKEN_CEILING);
    strbuf_addf(&token, "%s %lld\n", digesting->name, (long long)mark);
    if (fd >= 0) {
        written = write(fd, token.data, token.len) == (ssize_t)token.len;
        written = close(fd) == 0 && written;
    }
    if (!written)
        cli_error("writing %s: %s", path, strerror(errno));
    return written ? EXIT_OK : EXIT_STATE;
}

static int mark(struct digesting *digesting, struct store *store, int64_t value)
{
    struct error err;
    int result = store_begin(store, &err);

    if (result == 0)
        result = store_digest_mark(store, digesting->name, value,
                                   digesting->cli->now, &err);
    if (result == 0)
        result = store_commit(store, &err);
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}

/* digest --mark "NAME MARK" */
static int mark_token(struct digesting *digesting)
{
    CLEANUP(xfreep) char *name = xstrdup(digesting->token);
    struct store *store;
    long value = 0;
    char *space = strrchr(name, ' ');

    if (!space || !cli_number(space + 1, 0, INT64_MAX, &value)) {
        cli_error("'%s' is not what --mark-file wrote", digesting->token);
        return EXIT_USAGE;
    }
    *space = '\0';
    if (!name_check(name))
        return EXIT_USAGE;
    digesting->name = name;
    int status = cli_open(digesting->cli, STORE_WRITE, &store);
    if (status != EXIT_OK)
        return status;
    status = mark(digesting, store, value);
    store_free(store);
    return status;
}

/* Rendering */

/* user@host, for a configuration that names no sender. */
static const char *default_sender(struct digesting *digesting)
{
    char host[256] = "";
    struct strbuf sender;
    const struct passwd *user = getpwuid(geteuid());

    if (gethostname(host, sizeof(host) - 1) < 0 || !*host)
        strncpy(host, "localhost", sizeof(host) - 1);
    strbuf_init(&sender, 512);
    strbuf_addf(&sender, "newsfold <%s@%s>", user ? user->pw_name : "newsfold",
                host);
    const char *copy =
        arena_strndup(&digesting->arena, sender.data, sender.len);
    strbuf_release(&sender);
    return copy;
}

static int render(struct digesting *digesting, struct strbuf *out)
{
    struct cli *cli = digesting->cli;
    struct digest_options options = {
        .recipients = digesting->recipients.items,
        .recipient_count = digesting->recipients.count,
        .now = cli->now,
    };
    struct error err;

    switch (digesting->format) {
    case DIGEST_TEXT:
        options.columns = cli_text_columns(cli, TEXT_COLUMNS);
        digest_text(digesting->stories, digesting->count, &options, out);
        return EXIT_OK;
    case DIGEST_TSV:
        for (size_t i = 0; i < digesting->count; i++)
            story_tsv(out, &digesting->stories[i], "");
        return EXIT_OK;
    case DIGEST_JSON:
        for (size_t i = 0; i < digesting->count; i++)
            story_json(out, &digesting->stories[i]);
        return EXIT_OK;
    case DIGEST_MAIL:
        options.sender = digesting->sender;
        if (!options.sender)
            options.sender = cli->config.sender;
        if (!options.sender)
            options.sender = default_sender(digesting);
        if (digest_mail(digesting->stories, digesting->count, &options, out,
                        &err) < 0)
            return cli_fail(&err);
        return EXIT_OK;
    }
    return EXIT_USAGE;
}

/* Print it, and remember that it was: only what arrived counts as told. */
static int hand_over(struct digesting *digesting, struct store *store,
                     int64_t newest)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, OUTPUT_LIMIT);
    int status = render(digesting, &out);
    if (status != EXIT_OK)
        return status;
    cli_write(&out);
    if (!cli_flush())
        return EXIT_STATE;
    if (digesting->mark_file)
        return write_token(digesting, newest);
    return digesting->peek ? EXIT_OK : mark(digesting, store, newest);
}

static int run(struct digesting *digesting)
{
    bool write = !digesting->peek && !digesting->mark_file;
    struct store *store;
    struct error err;
    int64_t newest = 0;
    int status = cli_open(digesting->cli, STORE_READ, &store);

    if (status == EXIT_OK && write) {
        store_free(store);
        status = cli_open(digesting->cli, STORE_WRITE, &store);
    }
    if (status != EXIT_OK)
        return status;
    status = scope_find(store, &digesting->scope);
    digesting->filter.scope = digesting->scope.scope;
    if (status != EXIT_OK)
        ; /* said */
    else if (store_digest_stories(store, digesting->name, &digesting->filter,
                                  take_story, digesting, &newest, &err) < 0)
        status = cli_fail(&err);
    else if (!digesting->count)
        status = EXIT_NOTHING;
    else
        status = hand_over(digesting, store, newest);
    store_free(store);
    return status;
}

/* Options */

static bool parse_format(const char *text, enum digest_format *ret)
{
    static const char *const names[] = {"text", "tsv", "json", "mail"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (!strcmp(text, names[i])) {
            *ret = (enum digest_format)i;
            return true;
        }
    }
    return false;
}

/* Take one option; EXIT_USAGE, said, when it is wrong. */
static int take_option(struct digesting *digesting, int option)
{
    const struct command *command = cli_command("digest");
    struct story_filter *filter = &digesting->filter;
    struct error err;
    long number = 0;

    switch (option) {
    case 'f':
        return parse_format(optarg, &digesting->format)
                   ? EXIT_OK
                   : cli_usage(command, "there is no format '%s'", optarg);
    case 'F':
        digesting->sender = optarg;
        return EXIT_OK;
    case 'k':
        digesting->token = optarg;
        return EXIT_OK;
    case 'K':
        digesting->mark_file = optarg;
        return EXIT_OK;
    case 'm':
        if (!cli_number(optarg, 1, INT32_MAX, &number))
            return cli_usage(command, "--min-outlets takes a number from 1");
        filter->min_outlets = (size_t)number;
        return EXIT_OK;
    case 'n':
        digesting->name = optarg;
        return name_check(optarg) ? EXIT_OK : EXIT_USAGE;
    case 'p':
        digesting->peek = true;
        return EXIT_OK;
    case 's':
        return time_since(optarg, digesting->cli->now, &filter->first_since,
                          &err) < 0
                   ? cli_usage(command, "--since: %s", err.message)
                   : EXIT_OK;
    case 'T':
        string_list_add(&digesting->recipients, optarg);
        return EXIT_OK;
    default:
        return scope_take(digesting->cli, command, option, &digesting->scope);
    }
}

static int read_options(struct digesting *digesting, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"from", required_argument, NULL, 'F'},
        {"mark", required_argument, NULL, 'k'},
        {"mark-file", required_argument, NULL, 'K'},
        {"min-outlets", required_argument, NULL, 'm'},
        {"name", required_argument, NULL, 'n'},
        {"peek", no_argument, NULL, 'p'},
        {"since", required_argument, NULL, 's'},
        SCOPE_OF_STORIES,
        {"to", required_argument, NULL, 'T'},
        {0},
    };
    const struct command *command = cli_command("digest");
    int status = EXIT_OK;
    int option;

    while (status == EXIT_OK &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1)
        status = take_option(digesting, option);
    if (status != EXIT_OK)
        return status;
    if (optind < argc)
        return cli_usage(command, "digest takes options only, not '%s'",
                         argv[optind]);
    if (digesting->token && argc != 3 && argc != 2)
        return cli_usage(command, "--mark stands alone");
    if (digesting->peek && digesting->mark_file)
        return cli_usage(command, "--peek or --mark-file, not both");
    if (digesting->format == DIGEST_MAIL && !digesting->recipients.count &&
        !digesting->token)
        return cli_usage(command, "to whom? --format mail needs --to");
    if (digesting->format != DIGEST_MAIL &&
        (digesting->recipients.count || digesting->sender))
        return cli_usage(command, "--to and --from belong to --format mail");
    return EXIT_OK;
}

int cmd_digest(struct cli *cli, int argc, char **argv)
{
    struct digesting digesting = {
        .cli = cli,
        .name = "default",
        .filter = {.first_since = cli->now - DAY, .entries = true},
        .scope = SCOPE_ANY,
    };
    int status = read_options(&digesting, argc, argv);

    if (status == EXIT_OK)
        status = digesting.token ? mark_token(&digesting) : run(&digesting);
    string_list_release(&digesting.recipients);
    arena_release(&digesting.arena);
    xfree(digesting.stories);
    return status;
}
