/*
 * The tables of polar.c, and how words.c looks a word up.
 */
#ifndef DEDUP_POLAR_INTERNAL_H
#define DEDUP_POLAR_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

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

#define WORD_SLOTS    8192 /* a power of two, as all numbers of slots */
#define POLARITY_MASK 0xffffU
#define PHRASE_SLOTS  1024
#define FIRST_CHAR    3 /* bytes, by which a phrase is found */

struct phrase {
    const char *text; /* NULL: none */
    size_t len;
    uint16_t polarity;
};

/*
 * Each word of each text is looked up: by the hash that it has anyway. The hash
 * is keyed, so that nobody finds other words with the same. Its lowest bits say
 * where the word is; in their place its polarity is kept.
 */
struct polar_index {
    uint64_t seed;
    uint64_t words[WORD_SLOTS]; /* 0: none */
    struct phrase phrases[PHRASE_SLOTS];
};

/* The slot of the word of that hash, or where it is to be put. */
static inline size_t word_slot(const struct polar_index *index, uint64_t hash)
{
    size_t at = hash % WORD_SLOTS;

    while (index->words[at] && (index->words[at] ^ hash) > POLARITY_MASK)
        at = (at + 1) % WORD_SLOTS;
    return at;
}

/* word_polarity of a word of plain letters, by its hash. */
static inline unsigned hash_polarity(const struct polar_index *index,
                                     uint64_t hash)
{
    return index->words[word_slot(index, hash)] & POLARITY_MASK;
}

/* polar_words.c */
extern const struct polar polar_words[];
extern const size_t polar_word_count;

#endif
