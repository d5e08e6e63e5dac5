/*
 * The tables of polar.c.
 */
#ifndef DEDUP_POLAR_INTERNAL_H
#define DEDUP_POLAR_INTERNAL_H

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* What words are about: of each meaning there are two sides. */
enum meaning {
    SAME = 0,
    NEGATIVE,
    UP,
    CONFIRM,
    WIN,
    GAIN,
    PROFIT,
    OPEN,
    START,
    FOR,
    GUILTY,
    MORE,
    SURVIVE,
    HURT,
    ARREST,
    TRUE,
    LEFT,
    JOIN,
    HIRE,
    BUY,
    ALLOW,
    IMPOSE,
    STRONG,
    SUCCEED,
    INCLUDE,
    UPHOLD,
    ADVANCE,
    BEFORE,
    MALE,
    NORTH,
    EAST,
    FIRST,
    EARLY,
    GOOD,
    FRIEND,
    SAFE,
    POSITIVE,
    PRAISE,
    IMPORT,
    BUILD,
    LENGTH,
    RICH,
    HOT,
    AGE,
    LEND,
    PEACE,
    MORNING
};

struct polar {
    enum meaning meaning;
    const char *these, *opposites; /* parted by spaces */
};

/* polar_words.c */
extern const struct polar polar_words[];
extern const size_t polar_word_count;

#endif
