#pragma once

/*
 * The command line's words, where nobody else can read them: other users see
 * those that the kernel keeps (/proc/PID/cmdline) for as long as we live.
 */

/* A copy of argv, NULL at its end, to be freed by arguments_free. Of argv
 * itself, what may be a secret is overwritten: who a url says to be, its query,
 * and the values of headers. */
char **arguments_take(int argc, char **argv);
void arguments_free(char **arguments);
