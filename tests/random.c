/* Marsaglia's xorshift. */
#include "tests/random.h"

uint64_t random_next(struct random *random)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return random->state;
}

size_t random_below(struct random *random, size_t count)
{
    return (size_t)(random_next(random) >> 16) % count;
}
