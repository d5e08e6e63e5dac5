/*
 * What the program says: results to standard output, everything else to
 * standard error, one line each and cleaned, since messages may quote what a
 * server or a file said.
 *
 * Output goes through stdio and cli/spool.c; the first failure (a full disk) is
 * kept, and cli_finish turns that into an exit status. A reader that went away (a pager,
 * head) is no failure: SIGPIPE is ignored, EPIPE ends the output quietly.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/pager.h"
#include "cli/spool.h"

/* The longest line to standard error. */
#define MESSAGE_SIZE 2048

static int output_errno;
static bool progress_shown;

static void wipe_progress(void)
{
    if (progress_shown)
        fputs("\r\033[K", stderr);
    progress_shown = false;
}

static void __attribute__((format(printf, 1, 0)))
say(const char *format, va_list args)
{
    CLEANUP(strbuf_release) struct strbuf line;
    char message[MESSAGE_SIZE];

    strbuf_init(&line, 3 * MESSAGE_SIZE);
    strbuf_addstr(&line, "newsfold: ");
    vsnprintf(message, sizeof(message), format, args);
    text_clean_line(&line, message);
    wipe_progress();
    fprintf(stderr, "%s\n", line.data);
}

void cli_error(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
}

void cli_note(const struct cli *cli, const char *format, ...)
{
    va_list args;

    if (cli->verbosity < 1)
        return;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

/* The terminal's columns, so that one line stays one: what wraps is not wiped
 * with it. */
static int columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
               ? size.ws_col
               : 80;
}

void cli_progress(const struct cli *cli, const char *format, ...)
{
    static struct timespec last;
    struct timespec now;
    char message[128];
    va_list args;

    if (!cli->stderr_terminal || cli->verbosity < 0)
        return;
    if (!format) {
        wipe_progress();
        (void)fflush(stderr);
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (progress_shown && (now.tv_sec - last.tv_sec) * 1000 +
                                  (now.tv_nsec - last.tv_nsec) / 1000000 <
                              100)
        return;
    last = now;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    wipe_progress();
    fprintf(stderr, "%.*s", columns() - 1, message);
    (void)fflush(stderr);
    progress_shown = true;
}

int cli_fail(const struct error *err)
{
    cli_error("%s", err->message);
    switch (err->code) {
    case ERROR_INPUT:
    case ERROR_LIMIT:
        return EXIT_USAGE;
    case ERROR_NETWORK:
        return EXIT_FEEDS;
    case ERROR_STORAGE:
    case ERROR_CONFIG:
        break;
    }
    return EXIT_STATE;
}

int cli_usage(const struct command *command, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
    fprintf(stderr, "usage: newsfold %s%s%s\n", command->name,
            *command->arguments ? " " : "", command->arguments);
    return EXIT_USAGE;
}

const struct command *cli_command(const char *name)
{
    for (const struct command *command = commands; command->name; command++)
        if (!strcmp(command->name, name))
            return command;
    return NULL;
}

bool cli_format_parse(const char *text, enum cli_format *ret_format)
{
    static const char *const names[] = {"text", "tsv", "json"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (!strcmp(text, names[i])) {
            *ret_format = (enum cli_format)i;
            return true;
        }
    }
    return false;
}

void cli_print(const char *text)
{
    pager_start_wanted();
    if (!output_errno && !spool_write(text, strlen(text)))
        output_errno = errno;
}

void cli_write(struct strbuf *buffer)
{
    if (buffer->len)
        pager_start_wanted();
    if (!output_errno && !spool_write(buffer->data, buffer->len))
        output_errno = errno;
    strbuf_clear(buffer);
}

int cli_emit(struct strbuf *buffer, struct error *err)
{
    cli_write(buffer);
    return output_errno
               ? error_set(err, ERROR_STORAGE, "writing to standard output: %s",
                           strerror(output_errno))
               : 0;
}

bool cli_output_closed(void)
{
    return output_errno != 0;
}

bool cli_flush(void)
{
    if (!output_errno && !spool_drain())
        output_errno = errno;
    errno = 0;
    if ((fflush(stdout) == EOF || ferror(stdout)) && !output_errno)
        output_errno = errno ? errno : EIO;
    return !output_errno;
}

int cli_finish(int status)
{
    cli_flush();
    if (fclose(stdout) == EOF && !output_errno)
        output_errno = errno;
    pager_wait();
    if (!output_errno || output_errno == EPIPE)
        return status;
    cli_error("writing to standard output: %s", strerror(output_errno));
    return EXIT_STATE;
}

static int read_all(int fd, const char *path, size_t limit,
                    struct strbuf *bytes, struct error *err)
{
    char block[65536];
    ssize_t n;

    while ((n = read(fd, block, sizeof(block))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set(err, ERROR_INPUT, "reading %s: %s", path,
                             strerror(errno));
        strbuf_add(bytes, block, (size_t)n);
        if (bytes->cut)
            return error_set(err, ERROR_LIMIT,
                             "reading %s: it has more than %zu bytes", path,
                             limit);
    }
    return 0;
}

int cli_read(const char *path, size_t limit, char **ret_bytes, size_t *ret_len,
             struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf bytes;
    bool standard = !strcmp(path, "-");
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    strbuf_init(&bytes, limit);
    if (fd < 0)
        return error_set(err, ERROR_INPUT, "reading %s: %s", path,
                         strerror(errno));
    int result =
        read_all(fd, standard ? "standard input" : path, limit, &bytes, err);
    if (!standard)
        close(fd);
    if (result < 0)
        return result;
    *ret_len = bytes.len;
    *ret_bytes = strbuf_detach(&bytes);
    return 0;
}

bool cli_number(const char *text, long min, long max, long *ret_number)
{
    char *end;

    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno || end == text || *end || number < min || number > max)
        return false;
    *ret_number = number;
    return true;
}
