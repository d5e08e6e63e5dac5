#pragma once
#include <stddef.h>
#include <stdint.h>

/* Numbers that a seed, which is not 0, determines, so that each run is the same. */
struct random {
    uint64_t state;
};

uint64_t random_next(struct random *random);
/* Less than count. */
size_t random_below(struct random *random, size_t count);
