#pragma once
#include <signal.h>

/*
 * Being asked to stop in the middle of something long. From stopping_begin on
 * the first SIGINT or SIGTERM is noted, and its number stands in *stopping; the
 * next one ends the process. stopping_end gives signals back to who had them.
 */
extern const volatile sig_atomic_t *const stopping;

void stopping_begin(void);
void stopping_end(void);
