/*
 * Starting a pager, as git does: the program goes on writing into a pipe, and
 * at its end waits until the user has left the pager. The pager is started
 * when the first line is printed, so that an error or an empty list shows
 * none; one that cannot be started costs a message, not the output.
 *
 * While it runs, the terminal's interrupt belongs to it. Quitting it closes
 * the pipe, which ends the listing (cli/output.c).
 */
#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/fields.h"

#define MOST_WORDS   64
#define MOST_COLUMNS 100 /* longer lines of text cannot be read */

static bool wanted;
static pid_t pager;
static int terminal = STDOUT_FILENO; /* what stdout was before the pipe */

static const char *choose(void)
{
    const char *own = getenv("NEWSFOLD_PAGER");
    const char *common = getenv("PAGER");

    return own ? own : common ? common : "less";
}

/* Move *at past one word, writing what it means to `to`; its end, or NULL
 * when a quote is not closed. */
static char *read_word(const char **at, char *to)
{
    char quote = 0;

    for (; **at && (quote || !strchr(" \t\n", **at)); ++*at) {
        char c = **at;
        if (quote ? c == quote : c == '\'' || c == '"') {
            quote = quote ? 0 : c;
        } else {
            if (c == '\\' && quote != '\'' && (*at)[1])
                c = *++*at;
            *to++ = c;
        }
    }
    *to++ = '\0';
    return quote ? NULL : to;
}

/* Words of a command into argv; false when there are none, or too many. */
static bool split_command(const char *command, char *buffer, char **argv)
{
    size_t count = 0;

    for (;;) {
        command += strspn(command, " \t\n");
        if (!*command)
            break;
        if (count == MOST_WORDS)
            return false;
        argv[count++] = buffer;
        buffer = read_word(&command, buffer);
        if (!buffer)
            return false;
    }
    argv[count] = NULL;
    return count != 0;
}

void pager_want(const struct cli *cli)
{
    const char *command = choose();
    const char *kind = getenv("TERM");

    wanted = cli->stdout_terminal && *command && strcmp(command, "cat") != 0 &&
             kind && strcmp(kind, "dumb") != 0;
}

/* In the child: becomes the pager, or tells why not. */
static void __attribute__((noreturn))
become_pager(char **argv, int input, int told)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    /* Leave at once what fits on the screen, let colours through, and do not
     * clear the screen at the end. The user's own settings go first. */
    setenv("LESS", "FRX", 0);
    setenv("LV", "-c", 0);
    if (dup2(input, STDIN_FILENO) >= 0)
        execvp(argv[0], argv);
    int reason = errno;
    ssize_t ignored = write(told, &reason, sizeof(reason));
    _exit(ignored ? 127 : 126);
}

/* Fork the pager; 0, or why it cannot run. */
static int spawn(char **argv)
{
    int data[2], told[2];
    int reason = 0;

    if (pipe2(data, O_CLOEXEC) < 0)
        return errno;
    if (pipe2(told, O_CLOEXEC) < 0) {
        reason = errno;
        close(data[0]);
        close(data[1]);
        return reason;
    }
    pid_t child = fork();
    if (child == 0)
        become_pager(argv, data[0], told[1]);
    reason = child < 0 ? errno : 0;
    close(data[0]);
    close(told[1]);
    /* Nothing to read: it was executed. */
    if (child > 0 && read(told[0], &reason, sizeof(reason)) <= 0) {
        terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
        if (dup2(data[1], STDOUT_FILENO) < 0)
            reason = errno;
        pager = child;
    } else if (child > 0) {
        waitpid(child, NULL, 0);
    }
    close(told[0]);
    close(data[1]);
    return reason;
}

void pager_start_wanted(void)
{
    char *argv[MOST_WORDS + 1];

    if (!wanted)
        return;
    wanted = false;
    const char *command = choose();
    CLEANUP(xfreep) char *buffer = xmalloc(strlen(command) + MOST_WORDS + 1);
    if (!split_command(command, buffer, argv)) {
        cli_error("the pager '%s' is no command; printing without one",
                  command);
        return;
    }
    (void)fflush(stdout);
    int reason = spawn(argv);
    if (reason && (reason != ENOENT || getenv("NEWSFOLD_PAGER")))
        cli_error("starting the pager '%s': %s", command, strerror(reason));
    if (pager)
        signal(SIGINT, SIG_IGN);
}

bool pager_running(void)
{
    return pager != 0;
}

void pager_wait(void)
{
    while (pager && waitpid(pager, NULL, 0) < 0 && errno == EINTR)
        continue;
    pager = 0;
}

size_t terminal_columns(size_t otherwise)
{
    struct winsize size = {0};

    if (ioctl(terminal, TIOCGWINSZ, &size) < 0 || size.ws_col < 20)
        return otherwise;
    return size.ws_col;
}

size_t cli_text_columns(const struct cli *cli, size_t otherwise)
{
    size_t columns =
        cli->stdout_terminal ? terminal_columns(otherwise) : otherwise;

    return columns > MOST_COLUMNS ? MOST_COLUMNS : columns;
}
