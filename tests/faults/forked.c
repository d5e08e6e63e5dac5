/*
 * The program's commands, each in a fork of this process: what loading the
 * libraries costs is paid once, and under a sanitizer that is most of a short
 * command's time.
 *
 * A line of standard input is a command's arguments, separated by tabs. The
 * answer is its exit status (128 + the signal that ended it), how long what it
 * said on standard error is, and that. What it prints is thrown away. One that
 * has not ended after 60 seconds is ended by SIGALRM.
 *
 * usage: forked, with lines on standard input
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

#define ARGUMENTS 64
#define SECONDS   60

/* cli/main.c's, under another name. */
int newsfold_main(int argc, char **argv);

static int split(char *line, char **arguments)
{
    int count = 0;

    line[strcspn(line, "\n")] = '\0';
    while (line && count < ARGUMENTS)
        arguments[count++] = strsep(&line, "\t");
    arguments[count] = NULL;
    return count;
}

static void run(char *line, int said)
{
    char *arguments[ARGUMENTS + 1];
    int count = split(line, arguments);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(said, STDERR_FILENO);
    alarm(SECONDS);
    exit(newsfold_main(count, arguments));
}

static void answer(int status, FILE *said)
{
    char block[65536];
    size_t len;

    rewind(said);
    len = fread(block, 1, sizeof(block), said);
    printf("%d %zu\n",
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           len);
    fwrite(block, 1, len, stdout);
    (void)fflush(stdout);
}

int main(void)
{
    char line[65536];
    int status = 0;

    while (fgets(line, sizeof(line), stdin)) {
        FILE *said = tmpfile();
        if (!said)
            return 1;
        pid_t child = fork();
        if (child < 0)
            return 1;
        if (!child)
            run(line, fileno(said));
        if (waitpid(child, &status, 0) < 0)
            return 1;
        answer(status, said);
        (void)fclose(said);
    }
    return 0;
}
