/* One process is asked once: the number is the program's. */
#include "cli/stopping.h"

static volatile sig_atomic_t noted;
static struct sigaction before[2];

const volatile sig_atomic_t *const stopping = &noted;

static void on_signal(int signal)
{
    struct sigaction action = {.sa_handler = SIG_DFL};

    noted = signal;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void stopping_begin(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    noted = 0;
    sigaction(SIGINT, &action, &before[0]);
    sigaction(SIGTERM, &action, &before[1]);
}

void stopping_end(void)
{
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGTERM, &before[1], NULL);
}
