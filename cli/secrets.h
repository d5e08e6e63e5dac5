#pragma once
#include <signal.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Secrets of feeds, from where the user keeps them: the first line of a file,
 * or of what a command prints. They are held in memory for one run, and never
 * stored or shown.
 *
 * A command is split into words at spaces, with quotes and backslashes as in
 * a shell, and run without one. What its messages say on standard error is
 * the user's to see.
 */

struct secrets;

/* Each command may take timeout_ms. */
struct secrets *secrets_new(int timeout_ms);
/* NULL is allowed. */
void secrets_free(struct secrets *secrets);

/* Remember that the output of command is needed; once is enough for all feeds
 * that name it. */
void secrets_want(struct secrets *secrets, const char *command);
/* How many commands are wanted. */
size_t secrets_wanted(const struct secrets *secrets);
/* Run all commands that were wanted, some at a time. Ends early, with the
 * commands that run killed, once *stop is not 0. */
void secrets_run(struct secrets *secrets, const volatile sig_atomic_t *stop);
/* The first line of what command printed; borrowed. An error says why there
 * is none, without the command's arguments. */
int secrets_of(const struct secrets *secrets, const char *command,
               const char **ret_secret, struct error *err);

/* Whether command can be split; ERROR_INPUT says what is wrong. */
int secrets_check_command(const char *command, struct error *err);

/* The first line of a file. */
int secrets_read_file(struct strbuf *out, const char *path, struct error *err);

/* All of a regular file, up to out's ceiling; never waits. */
int secrets_read_all(struct strbuf *out, const char *path, struct error *err);
