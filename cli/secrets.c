/*
 * The commands run before anything is fetched, a few at a time, each in a
 * process group of its own that is killed when its time is over: a password
 * manager that hangs costs a poll so many seconds once, and never stops the
 * transfers of other feeds.
 */
#include "cli/secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

#define AT_ONCE       8     /* commands */
#define OUTPUT_LIMIT  65536 /* bytes of a command */
#define SECRET_LIMIT  4096
#define TICK_MS       20
#define MAX_ARGUMENTS 64

struct wanted {
    struct wanted *next;
    char *command;
    pid_t pid; /* 0: not started, or ended */
    int fd;    /* its output; -1 */
    int64_t deadline;
    bool started;
    bool ready;    /* output is the secret */
    char name[64]; /* of the program */
    struct strbuf output;
    struct error why;
};

struct secrets {
    struct wanted *first;
    int timeout_ms;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct secrets *secrets_new(int timeout_ms)
{
    struct secrets *secrets = xcalloc(1, sizeof(*secrets));

    secrets->timeout_ms = timeout_ms;
    return secrets;
}

static void wipe(struct strbuf *buffer)
{
    if (buffer->len)
        explicit_bzero(buffer->data, buffer->len);
    strbuf_release(buffer);
}

void secrets_free(struct secrets *secrets)
{
    struct wanted *wanted;

    if (!secrets)
        return;
    while ((wanted = secrets->first)) {
        secrets->first = wanted->next;
        wipe(&wanted->output);
        xfree(wanted->command);
        xfree(wanted);
    }
    xfree(secrets);
}

static struct wanted *find(const struct secrets *secrets, const char *command)
{
    struct wanted *wanted = secrets->first;

    while (wanted && strcmp(wanted->command, command) != 0)
        wanted = wanted->next;
    return wanted;
}

void secrets_want(struct secrets *secrets, const char *command)
{
    if (find(secrets, command))
        return;
    struct wanted *wanted = xcalloc(1, sizeof(*wanted));
    wanted->command = xstrdup(command);
    wanted->fd = -1;
    wanted->next = secrets->first;
    strbuf_init(&wanted->output, OUTPUT_LIMIT);
    error_set(&wanted->why, ERROR_CONFIG, "it was not run");
    secrets->first = wanted;
}

size_t secrets_wanted(const struct secrets *secrets)
{
    size_t count = 0;

    for (const struct wanted *at = secrets->first; at; at = at->next)
        count++;
    return count;
}

/* Splitting */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One word of *at, moved behind it; false when a quote is never closed. */
static bool take_word(const char **at, struct strbuf *word)
{
    char quote = 0;
    const char *p = *at;

    for (; *p && (quote || !is_blank(*p)); p++) {
        if (quote ? *p == quote : *p == '"' || *p == '\'')
            quote = quote ? 0 : *p;
        else if (*p == '\\' && quote != '\'' && p[1])
            strbuf_addch(word, *++p);
        else
            strbuf_addch(word, *p);
    }
    *at = p;
    return !quote;
}

static void free_words(char **words)
{
    for (size_t i = 0; words && words[i]; i++)
        xfree(words[i]);
    xfree(words);
}

static char **split(const char *command, struct error *err)
{
    char **words = xcalloc(MAX_ARGUMENTS + 1, sizeof(*words));
    const char *at = command;
    size_t count = 0;
    const char *wrong = NULL;

    while (!wrong) {
        struct strbuf word;
        while (is_blank(*at))
            at++;
        if (!*at)
            break;
        strbuf_init(&word, SECRET_LIMIT);
        if (!take_word(&at, &word))
            wrong = "a quote is not closed";
        else if (count == MAX_ARGUMENTS)
            wrong = "it has too many words";
        else
            words[count++] = strbuf_detach(&word);
        strbuf_release(&word);
    }
    if (!wrong && (!count || !*words[0]))
        wrong = "it is empty";
    if (!wrong)
        return words;
    free_words(words);
    error_set(err, ERROR_INPUT, "the command cannot be run: %s", wrong);
    return NULL;
}

int secrets_check_command(const char *command, struct error *err)
{
    char **words = split(command, err);

    free_words(words);
    return words ? 0 : err->code;
}

/* Running */

/* In a group of its own, with the signals of a fresh process; nothing to read,
 * the pipe to write to. */
static int spawn(char **words, int output, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP |
                                              POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    int fault =
        posix_spawnp(ret_pid, words[0], &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return fault;
}

/* "running 'pass': <why>"; the arguments may be secrets. */
static void blame(struct wanted *wanted, const char *why)
{
    error_set(&wanted->why, ERROR_CONFIG, "running '%.60s': %s", wanted->name,
              why);
}

static void start(struct wanted *wanted, int timeout_ms)
{
    int ends[2];
    char **words = split(wanted->command, &wanted->why);

    wanted->started = true;
    if (!words)
        return;
    snprintf(wanted->name, sizeof(wanted->name), "%s", words[0]);
    if (pipe2(ends, O_CLOEXEC) < 0) {
        blame(wanted, strerror(errno));
        free_words(words);
        return;
    }
    int fault = spawn(words, ends[1], &wanted->pid);
    free_words(words);
    close(ends[1]);
    if (fault) {
        close(ends[0]);
        wanted->pid = 0;
        blame(wanted, strerror(fault));
        return;
    }
    wanted->fd = ends[0];
    fcntl(wanted->fd, F_SETFL, fcntl(wanted->fd, F_GETFL) | O_NONBLOCK);
    wanted->deadline = now_ms() + timeout_ms;
}

static void drain(struct wanted *wanted)
{
    char block[4096];
    ssize_t n;

    while ((n = read(wanted->fd, block, sizeof(block))) > 0 &&
           !wanted->output.cut)
        strbuf_add(&wanted->output, block, (size_t)n);
    explicit_bzero(block, sizeof(block));
}

/* Cut down to the first line. Whether that can be a secret. */
static const char *first_line(struct strbuf *text)
{
    size_t len = strcspn(text->data, "\r\n");

    if (strlen(text->data) < text->len && strlen(text->data) <= len)
        return "what it gives is not text";
    strbuf_truncate(text, len);
    if (!len)
        return "it gives nothing";
    if (len > SECRET_LIMIT)
        return "its first line is too long";
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text->data[i] < ' ' || text->data[i] == 0x7f)
            return "its first line has control characters";
    return NULL;
}

static void judge(struct wanted *wanted, int status)
{
    char why[64];
    const char *fault = NULL;

    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
        snprintf(why, sizeof(why), "it failed with status %d",
                 WEXITSTATUS(status));
        fault = why;
    } else if (!WIFEXITED(status)) {
        snprintf(why, sizeof(why), "it was ended by signal %d",
                 WTERMSIG(status));
        fault = why;
    } else if (wanted->output.cut) {
        fault = "it prints too much";
    } else {
        fault = first_line(&wanted->output);
    }
    if (fault)
        blame(wanted, fault);
    wanted->ready = !fault;
}

static void end(struct wanted *wanted)
{
    close(wanted->fd);
    wanted->fd = -1;
    wanted->pid = 0;
}

static void kill_it(struct wanted *wanted, const char *why)
{
    kill(-wanted->pid, SIGKILL);
    while (waitpid(wanted->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    blame(wanted, why);
    end(wanted);
}

/* A process that it left behind may hold the pipe open: its end counts. */
static void move_on(struct wanted *wanted)
{
    int status = 0;

    drain(wanted);
    pid_t ended = waitpid(wanted->pid, &status, WNOHANG);
    if (ended == wanted->pid) {
        drain(wanted);
        judge(wanted, status);
        end(wanted);
    } else if (wanted->output.cut) {
        kill_it(wanted, "it prints too much");
    } else if (now_ms() >= wanted->deadline) {
        kill_it(wanted, "it takes too long");
    }
}

/* Start what may be started; how many run. */
static size_t start_some(struct secrets *secrets, bool stopped)
{
    size_t running = 0;

    for (struct wanted *at = secrets->first; at; at = at->next)
        running += at->pid != 0;
    for (struct wanted *at = secrets->first; at && !stopped; at = at->next) {
        if (running == AT_ONCE)
            break;
        if (at->started)
            continue;
        start(at, secrets->timeout_ms);
        running += at->pid != 0;
    }
    return running;
}

void secrets_run(struct secrets *secrets, const volatile sig_atomic_t *stop)
{
    while (start_some(secrets, *stop != 0)) {
        struct pollfd fds[AT_ONCE];
        nfds_t count = 0;
        for (struct wanted *at = secrets->first; at; at = at->next)
            if (at->pid)
                fds[count++] = (struct pollfd){at->fd, POLLIN, 0};
        poll(fds, count, TICK_MS);
        for (struct wanted *at = secrets->first; at; at = at->next) {
            if (at->pid && *stop)
                kill_it(at, "it was interrupted");
            else if (at->pid)
                move_on(at);
        }
    }
}

int secrets_of(const struct secrets *secrets, const char *command,
               const char **ret_secret, struct error *err)
{
    const struct wanted *wanted = secrets ? find(secrets, command) : NULL;

    if (!wanted)
        return error_set(err, ERROR_CONFIG, "the command was not run");
    if (!wanted->ready) {
        *err = wanted->why;
        return err->code;
    }
    *ret_secret = wanted->output.data;
    return 0;
}

/* Files */

static int read_rest(struct strbuf *out, int fd, const char *path,
                     struct error *err)
{
    char block[4096];
    ssize_t n;

    while ((n = read(fd, block, sizeof(block))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set(err, ERROR_CONFIG, "reading %s: %s", path,
                             strerror(errno));
        strbuf_add(out, block, (size_t)n);
        if (out->cut)
            return error_set(err, ERROR_CONFIG, "reading %s: it is too large",
                             path);
    }
    explicit_bzero(block, sizeof(block));
    return 0;
}

int secrets_read_all(struct strbuf *out, const char *path, struct error *err)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    int result;

    if (fd < 0)
        return error_set(err, ERROR_CONFIG, "reading %s: %s", path,
                         strerror(errno));
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        result = read_rest(out, fd, path, err);
    else
        result = error_set(err, ERROR_CONFIG,
                           "reading %s: it is not a regular file", path);
    close(fd);
    return result;
}

int secrets_read_file(struct strbuf *out, const char *path, struct error *err)
{
    int result = secrets_read_all(out, path, err);
    const char *fault = result == 0 ? first_line(out) : NULL;

    if (fault)
        return error_set(err, ERROR_CONFIG, "reading %s: %s", path, fault);
    return result;
}
