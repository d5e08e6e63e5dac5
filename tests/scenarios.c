/*
 * Run scenarios: files that say what a server answers, what newsfold must send,
 * and what must come of it and be stored (tests/scenarios/README).
 *
 * usage: test_scenarios FILE|FOLDER...
 *
 * Each runs in a process of its own, a few at a time: a database, a server and
 * parse workers, polled through the same door as by the command. The clock is
 * the scenario's. Output is TAP.
 */
#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/pipeline.h"
#include "cli/settings.h"
#include "cli/worker.h"
#include "fetcher/decoding.h"
#include "tests/scenario_file.h"
#include "tests/scenario_names.h"
#include "tests/scenario_server.h"

#define NOW       1700000000 /* Tuesday, 14 November 2023, 22:13:20 UTC */
#define MAX_FEEDS 256
#define PARALLEL  4
#define SECONDS   60 /* that a scenario may take */
#define SKIPPED   77

/* The command line's, which is not under test here. */
const struct command commands[] = {{0}};

struct run {
    const char *file;
    const struct section *section; /* that is looked at */
    char folder[64], database[96], config[96], output[96];
    struct nursery nursery;
    struct server *server;
    struct store *store;
    struct cli cli;
    int64_t feeds[MAX_FEEDS];
    size_t feed_count;
    struct poll_summary summary;
    time_t took; /* seconds of the last poll */
};

static void __attribute__((format(printf, 2, 3), noreturn))
fail(const struct run *run, const char *format, ...)
{
    va_list args;

    fprintf(stdout, "# %s:%zu: ", run->file,
            run->section ? run->section->line : 0);
    va_start(args, format);
    vfprintf(stdout, format, args);
    va_end(args);
    fputc('\n', stdout);
    (void)fflush(stdout);
    exit(1);
}

static void check_call(const struct run *run, int result,
                       const struct error *err)
{
    if (result < 0)
        fail(run, "%s", err->message);
}

/* Call with each line of a section, macros replaced. */
static void each_line(struct run *run,
                      void (*call)(struct run *run, char *line, void *context),
                      void *context)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_BODY);
    scenario_expand(&text, run->section->text, server_places(run->server));
    for (char *at = text.data, *end; *at; at = end) {
        end = at + strcspn(at, "\n");
        if (*end)
            *end++ = '\0';
        if (*at)
            call(run, at, context);
    }
}

/* Setting up */

static void put_file(const struct run *run, const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        fail(run, "cannot write %s", path);
}

static void load_config(struct run *run, const char *text)
{
    struct error err;

    put_file(run, run->config, text);
    check_call(run, config_load(&run->cli, &err), &err);
}

static void add_feed(struct run *run, const char *url, bool private)
{
    struct feed_new feed = {
        .url = url, .allow_private = private, .now = run->cli.now};
    struct error err;

    if (run->feed_count == MAX_FEEDS)
        fail(run, "more than %d feeds", MAX_FEEDS);
    check_call(run, store_begin(run->store, &err), &err);
    check_call(
        run,
        store_feed_add(run->store, &feed, &run->feeds[run->feed_count++], &err),
        &err);
    check_call(run, store_commit(run->store, &err), &err);
}

/* "URL [public]": private addresses are allowed without. */
static void feed_line(struct run *run, char *line, void *context)
{
    char *rest = strchr(line, ' ');

    if (rest)
        *rest++ = '\0';
    add_feed(run, line, !rest || strcmp(rest, "public") != 0);
}

static void do_feed(struct run *run)
{
    each_line(run, feed_line, NULL);
}

/* "NAME=VALUE", as newsfold set takes it. */
static void set_line(struct run *run, char *line, void *context)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct feed_setting setting;
    struct error err;

    check_call(run, setting_parse(line, &arena, &setting, &err), &err);
    check_call(run, store_begin(run->store, &err), &err);
    check_call(run,
               setting_store(run->store, &run->cli, *(int64_t *)context,
                             &setting, &err),
               &err);
    check_call(run, store_commit(run->store, &err), &err);
}

/* "NAME ADDRESS..." */
static void name_line(struct run *run, char *line, void *context)
{
    char *addresses = strchr(line, ' ');

    if (!addresses)
        fail(run, "'%s' has no address", line);
    *addresses++ = '\0';
    names_set(line, addresses);
}

static void do_names(struct run *run)
{
    each_line(run, name_line, NULL);
}

/* "needs CODING": brotli and zstd are optional. */
static void do_needs(struct run *run)
{
    if (!strstr(decoding_accepted(), run->section->argument))
        exit(SKIPPED);
}

static void do_config(struct run *run)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_BODY);
    scenario_expand(&text, run->section->text, server_places(run->server));
    load_config(run, text.data);
}

/* "reply PATH [close] [crlf]" */
static void do_reply(struct run *run)
{
    char *path = xstrdup(run->section->argument);
    const char *options = "";

    if (path[strcspn(path, " ")]) {
        options = path + strcspn(path, " ") + 1;
        path[strcspn(path, " ")] = '\0';
    }
    server_set(run->server, path, run->section->text,
               strstr(options, "close") != NULL,
               strstr(options, "crlf") != NULL);
    xfree(path);
}

/* Polling: "poll [due | N | signal MS] [+TIME]", and what came of it. Without,
 * all feeds are asked; N is one of them. */

static void *send_signal(void *context)
{
    usleep(*(useconds_t *)context * 1000);
    kill(getpid(), SIGINT);
    return NULL;
}

/* SIGINT after so many milliseconds of the poll that begins. */
static void start_signal(const char *argument)
{
    static useconds_t after;
    pthread_t thread;

    after = (useconds_t)strtoul(argument, NULL, 10);
    if (pthread_create(&thread, NULL, send_signal, &after) == 0)
        pthread_detach(thread);
}

static void count_line(struct run *run, char *line, void *context)
{
    const struct poll_summary *sum = &run->summary;

    const struct {
        const char *name;
        size_t count;
    } counts[] = {
        {"feeds", sum->feeds},
        {"bodies", sum->bodies},
        {"unchanged", sum->unchanged},
        {"failed", sum->failed},
        {"postponed", sum->postponed},
        {"new", sum->entries},
        {"updated", sum->updated},
        {"requests", server_requests(run->server)},
        {"signal", (size_t)sum->signal},
        {"most", server_most(run->server)},
        {"busiest", server_busiest(run->server)},
    };

    char *value = strchr(line, ' ');

    if (!value)
        fail(run, "'%s' has no number", line);
    *value++ = '\0';
    if (!strcmp(line, "within")) {
        if (run->took > (time_t)strtoul(value, NULL, 10))
            fail(run, "it took %lld s, not %s", (long long)run->took, value);
        return;
    }
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        if (strcmp(counts[i].name, line) != 0)
            continue;
        if (counts[i].count != strtoul(value, NULL, 10))
            fail(run, "%s is %zu, not %s", line, counts[i].count, value);
        return;
    }
    fail(run, "a poll does not count '%s'", line);
}

static int64_t parse_time(const struct run *run, const char *text)
{
    static const char units[] = "smhd";
    static const int64_t seconds[] = {1, 60, 3600, 86400};
    char *unit;
    int64_t number = strtoll(text, &unit, 10);
    const char *at = *unit ? strchr(units, *unit) : units;

    if (unit == text || !at)
        fail(run, "'%s' is no time", text);
    return number * seconds[at - units];
}

static void do_poll(struct run *run)
{
    const char *argument = run->section->argument;
    struct poll_options options = {.all = strncmp(argument, "due", 3) != 0,
                                   .jobs = run->cli.config.max_transfers};
    const char *plus = strchr(argument, '+');
    size_t number = *argument == '+' ? 0 : strtoul(argument, NULL, 10);
    struct error err;

    if (number && number <= run->feed_count) {
        options.feeds = &run->feeds[number - 1];
        options.feed_count = 1;
    }
    if (!run->feed_count) {
        CLEANUP(strbuf_release) struct strbuf url;
        strbuf_init(&url, LIMIT_URL);
        strbuf_addf(&url, "http://%s/feed", server_places(run->server)->host);
        add_feed(run, url.data, true);
    }
    if (plus && *argument != '+' && *argument != 'd' && *argument != 's' &&
        !number)
        fail(run, "'%s' is no poll", argument);
    if (plus)
        run->cli.now += parse_time(run, plus + 1);
    server_forget(run->server);
    if (!strncmp(argument, "signal ", 7))
        start_signal(argument + 7);
    time_t began = time(NULL);
    check_call(run,
               pipeline_poll(&run->cli, run->store, &run->nursery, &options,
                             &run->summary, &err),
               &err);
    run->took = time(NULL) - began;
    each_line(run, count_line, NULL);
}

/* "request PATH": lines that must be in the last request for it, "!text" that
 * must not, or "none". */
static void request_line(struct run *run, char *line, void *context)
{
    const char *request = context;
    CLEANUP(strbuf_release) struct strbuf whole;

    strbuf_init(&whole, LIMIT_BODY);
    if (!strcmp(line, "none")) {
        if (request)
            fail(run, "%s was requested", run->section->argument);
        return;
    }
    if (!request)
        fail(run, "%s was not requested", run->section->argument);
    strbuf_addf(&whole, *line == '!' ? "%s" : "%s\r\n", line + (*line == '!'));
    if ((strcasestr(request, whole.data) != NULL) == (*line == '!'))
        fail(run, "'%s', but the request is: %s", line, request);
}

static void do_request(struct run *run)
{
    const char *path = run->section->argument;
    CLEANUP(xfreep)
    char *request = server_request(run->server, *path ? path : "/feed");

    each_line(run, request_line, request);
}

/* State: "state [N]" of the feed (the Nth, 1 is the first). */

static void check_text(const struct run *run, const char *name,
                       const char *stored, const char *wanted)
{
    if (!strcmp(wanted, "-") ? stored != NULL
                             : !stored || strcmp(stored, wanted) != 0)
        fail(run, "%s is '%s', not '%s'", name, stored ? stored : "-", wanted);
}

static void check_part(const struct run *run, const char *name,
                       const char *stored, const char *wanted)
{
    if (!strcmp(wanted, "-"))
        check_text(run, name, stored, wanted);
    else if (!stored || !strstr(stored, wanted))
        fail(run, "%s is '%s', without '%s'", name, stored ? stored : "-",
             wanted);
}

static void check_end(const struct run *run, const char *name,
                      const char *stored, const char *wanted)
{
    size_t len = stored ? strlen(stored) : 0;
    size_t end = strlen(wanted);

    if (!stored || len < end || strcmp(stored + len - end, wanted) != 0)
        fail(run, "%s is '%s', not '…%s'", name, stored ? stored : "-", wanted);
}

/* "LOW..HIGH", or one time. */
static void check_range(const struct run *run, const char *name, int64_t value,
                        const char *wanted)
{
    const char *dots = strstr(wanted, "..");
    CLEANUP(xfreep)
    char *low =
        xstrndup(wanted, dots ? (size_t)(dots - wanted) : strlen(wanted));

    if (value < parse_time(run, low) ||
        value > parse_time(run, dots ? dots + 2 : low))
        fail(run, "%s is %lld s, not %s", name, (long long)value, wanted);
}

struct looked_at {
    struct run *run;
    char *line;
};

static int state_line_of(void *context, const struct feed *feed,
                         struct error *err)
{
    const struct looked_at *looked = context;
    const struct run *run = looked->run;
    const char *name = looked->line;
    char *value = strchr(looked->line, ' ');

    if (!value)
        fail(run, "'%s' has no value", name);
    *value++ = '\0';
    if (!strcmp(name, "status"))
        check_text(run, name, feed_status_name(feed->status), value);
    else if (!strcmp(name, "message"))
        check_part(run, name, feed->message, value);
    else if (!strcmp(name, "etag"))
        check_text(run, name, feed->etag, value);
    else if (!strcmp(name, "modified"))
        check_text(run, name, feed->last_modified, value);
    else if (!strcmp(name, "title"))
        check_text(run, name, feed->title, value);
    else if (!strcmp(name, "url"))
        check_end(run, name, feed->url, value);
    else if (!strcmp(name, "entries"))
        check_range(run, name, (int64_t)feed->entry_count, value);
    else if (!strcmp(name, "failures"))
        check_range(run, name, feed->failures, value);
    else if (!strcmp(name, "due"))
        check_range(run, name, feed->next_due - run->cli.now, value);
    else if (!strcmp(name, "hash"))
        check_text(run, name, feed->body_hash ? "yes" : "no", value);
    else
        fail(run, "there is no state '%s'", name);
    *--value = ' ';
    return 0;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): each_line's type */
static void state_line(struct run *run, char *line, void *context)
{
    struct feed_filter filter = {.feed = *(const int64_t *)context,
                                 .due_by = TIME_ABSENT};
    struct looked_at looked = {run, line};
    struct error err;

    check_call(run,
               store_feeds(run->store, &filter, state_line_of, &looked, &err),
               &err);
}

/* The Nth feed, 1 is the first; without a number that, too. */
static int64_t *feed_of(struct run *run)
{
    size_t number = strtoul(run->section->argument, NULL, 10);

    number -= number > 0;
    if (number >= run->feed_count)
        fail(run, "there is no feed %s", run->section->argument);
    return &run->feeds[number];
}

static void do_state(struct run *run)
{
    each_line(run, state_line, feed_of(run));
}

static void do_set(struct run *run)
{
    each_line(run, set_line, feed_of(run));
}

/* "output": what must be said on standard error so far, "!text" what not. */
/* NOLINTNEXTLINE(readability-non-const-parameter): each_line's type */
static void output_line(struct run *run, char *line, void *context)
{
    const char *text = *line == '!' ? line + 1 : line;

    if ((strstr(context, text) != NULL) == (*line == '!'))
        fail(run, "'%s', but the output is: %s", line, (char *)context);
}

static void do_output(struct run *run)
{
    CLEANUP(xfreep) char *bytes = NULL;
    struct error err;
    size_t len;

    (void)fflush(stderr);
    check_call(run, cli_read(run->output, LIMIT_BODY, &bytes, &len, &err),
               &err);
    each_line(run, output_line, bytes);
}

static const struct {
    const char *kind;
    void (*call)(struct run *run);
} steps[] = {
    {"config", do_config}, {"feed", do_feed},       {"reply", do_reply},
    {"poll", do_poll},     {"request", do_request}, {"state", do_state},
    {"output", do_output}, {"needs", do_needs},     {"names", do_names},
    {"set", do_set},
};

static void do_section(struct run *run)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        if (!strcmp(steps[i].kind, run->section->kind)) {
            steps[i].call(run);
            return;
        }
    fail(run, "there is no section '%s'", run->section->kind);
}

/* One scenario, in its own process */

static void prepare(struct run *run)
{
    struct error err;

    /* In memory, where there is such a place: disks are slow to flush. */
    snprintf(run->folder, sizeof(run->folder), "%s/newsfold-test-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(run->folder))
        fail(run, "no temporary folder");
    snprintf(run->database, sizeof(run->database), "%s/db", run->folder);
    snprintf(run->config, sizeof(run->config), "%s/conf", run->folder);
    snprintf(run->output, sizeof(run->output), "%s/err", run->folder);
    /* Workers first: they must inherit nothing. */
    check_call(run, nursery_init(&run->nursery, &err), &err);
    if (!freopen(run->output, "w", stderr))
        fail(run, "cannot redirect standard error");
    run->server = server_new();
    if (!run->server)
        fail(run, "no server");
    run->cli = (struct cli){
        .now = NOW, .database = run->database, .config_path = run->config};
    load_config(run, "[poll]\nworkers = 1\n");
    check_call(run, store_open(run->database, STORE_WRITE, &run->store, &err),
               &err);
}

static void clean_up(struct run *run)
{
    static const char *const names[] = {"db",      "db-wal", "db-shm",
                                        "db-lock", "conf",   "err"};
    char path[128];

    store_free(run->store);
    nursery_release(&run->nursery);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        snprintf(path, sizeof(path), "%s/%s", run->folder, names[i]);
        (void)remove(path);
    }
    (void)remove(run->folder);
}

static int play(const char *file)
{
    static struct run run;
    CLEANUP(xfreep) char *bytes = NULL;
    struct scenario scenario;
    struct error err;
    size_t len;

    (void)alarm(SECONDS);
    run.file = file;
    check_call(&run, cli_read(file, LIMIT_BODY, &bytes, &len, &err), &err);
    if (!scenario_read(&scenario, bytes))
        fail(&run, "it has no sections");
    prepare(&run);
    for (size_t i = 0; i < scenario.count; i++) {
        run.section = &scenario.sections[i];
        do_section(&run);
    }
    clean_up(&run);
    scenario_release(&scenario);
    return 0;
}

/* All of them */

static const char *name_of(const char *file)
{
    const char *slash = strrchr(file, '/');

    return slash ? slash + 1 : file;
}

static pid_t start(const char *file)
{
    pid_t child = fork();

    if (child == 0)
        exit(play(file));
    return child;
}

/* The next of them has ended; whether it was good. */
static bool tell(const char *file, int number, int status)
{
    bool skipped = WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED;
    bool good = skipped || (WIFEXITED(status) && WEXITSTATUS(status) == 0);

    printf("%sok %d - %s%s\n", good ? "" : "not ", number, name_of(file),
           skipped ? " # SKIP" : "");
    if (WIFSIGNALED(status))
        printf("# %s: signal %d\n", file, WTERMSIG(status));
    return good;
}

static int run_all(char **files, int count)
{
    /* Static, so that it is not a leak of the children, which end by exit. */
    static pid_t *children;
    int failures = 0;
    int begun = 0;
    int ended = 0;
    int status;

    children = xcalloc((size_t)count, sizeof(*children));
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    printf("1..%d\n", count);
    while (ended < count) {
        while (begun < count && begun - ended < PARALLEL) {
            children[begun] = start(files[begun]);
            begun++;
        }
        pid_t child = wait(&status);
        for (int i = 0; i < begun; i++) {
            if (child <= 0 || children[i] != child)
                continue;
            failures += !tell(files[i], ++ended, status);
        }
        if (child < 0)
            break;
    }
    xfree(children);
    return failures > 0;
}

int main(int argc, char **argv)
{
    glob_t found = {0};
    char pattern[4096];

    for (int i = 1; i < argc; i++) {
        snprintf(pattern, sizeof(pattern), "%s%s", argv[i],
                 strstr(argv[i], ".txt") ? "" : "/*.txt");
        if (glob(pattern, i > 1 ? GLOB_APPEND : 0, NULL, &found) != 0) {
            printf("Bail out! %s: not found\n", pattern);
            return 1;
        }
    }
    int status = run_all(found.gl_pathv, (int)found.gl_pathc);
    globfree(&found);
    return status;
}
