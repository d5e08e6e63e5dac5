/*
 * The tables of polar.c, and how words.c looks a word up.
 */
#ifndef DEDUP_POLAR_INTERNAL_H
#define DEDUP_POLAR_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include "dedup/dedup_internal.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum strength {
    NEITHER,    /* looks like one that counts, and does not */
    NEGATES,    /* "not" */
    NEGATES_TO, /* "failed", before "to" */
    NEGATES_OF, /* "lack", before "of" */
    SAMES,      /* each side is one word, written in two ways */
    FILLS,      /* "also", "said": says nothing that matters */
    OPPOSES,    /* opposites */
    TERMS,      /* of which only one can be true: two and three */
    CONTRASTS,  /* opposites or terms where little else is edited */
    VALUES      /* what speaks well, and ill: all such rows are of one matter */
};

/*
 * What words say of one matter: the sides, parted by "|", are against each
 * other; words are parted by spaces. Those behind a ";" only contrast with the
 * other sides. English words with a mark stand for their forms as well:
 *
 *   allow*   allow allows allowed allowing; also deny* and raise*
 *   ban+     ban bans banned banning
 *   ally~    ally allies
 */
struct polar {
    enum strength strength;
    const char *sides;
};

#define WORD_SLOTS    32768 /* a power of two, as all numbers of slots */
#define POLARITY_MASK 0xffffU
#define PHRASE_SLOTS  4096
#define FIRST_CHAR    3 /* bytes, by which a phrase is found */
#define MOST_SETS     16384
#define MOST_SENSES   65536 /* of all sets together */

struct phrase {
    const char *text; /* NULL: none */
    size_t len;
    uint16_t polarity;
};

/* All that a word says: those of an index, from there on. */
struct senses {
    uint32_t first, count;
};

/*
 * Each word of each text is looked up: by the hash that it has anyway. The hash
 * is keyed, so that nobody finds other words with the same. Its lowest bits say
 * where the word is; in their place its polarity is kept.
 */
struct polar_index {
    uint64_t seed;
    uint64_t to, of, one;       /* the hashes of these words */
    uint64_t words[WORD_SLOTS]; /* 0: none */
    struct phrase phrases[PHRASE_SLOTS];
    struct senses *sets;  /* MOST_SETS, by polarity / 2; the first is empty */
    struct sense *senses; /* MOST_SENSES */
    uint32_t set_count, sense_count;
    size_t word_count;
    uint16_t english; /* the last matter of tables that have English words */
    uint16_t numbers; /* the matter of number words */
};

/* The slot of the word of that hash, or where it is to be put. */
static inline size_t word_slot(const struct polar_index *index, uint64_t hash)
{
    size_t at = hash % WORD_SLOTS;

    while (index->words[at] && (index->words[at] ^ hash) > POLARITY_MASK)
        at = (at + 1) % WORD_SLOTS;
    return at;
}

/* word_polarity of a word of plain letters, by its hash: most have none. */
static inline unsigned hash_polarity(const struct polar_index *index,
                                     uint64_t hash)
{
    return index->words[hash % WORD_SLOTS]
               ? index->words[word_slot(index, hash)] & POLARITY_MASK
               : 0;
}

#define NUMBER_WORDS 27 /* sides of their row: 1 to 20, 30 to 90 */

/* A language's words; phrases are of scripts that write no spaces. */
struct polar_table {
    const struct polar *rows;
    size_t count;
};

/* polar_english.c, polar_contrasts.c, polar_values.c, polar_antonyms.c: English */
extern const struct polar_table polar_english;
extern const struct polar_table polar_contrasts;
extern const struct polar_table polar_values;
extern const struct polar_table polar_antonyms;
/* polar_european.c: German, French, Spanish */
extern const struct polar_table polar_european;
/* polar_russian.c */
extern const struct polar_table polar_russian;
/* polar_asian.c: Arabic, Korean; Chinese, Japanese, Thai */
extern const struct polar_table polar_spaced;
extern const struct polar_table polar_phrases;
/* polar_terms.c: numbers, days and measures of all languages; what else only one
 * of can be true, of English */
extern const struct polar_table polar_terms;
/* polar_same.c: abbreviations, and names spelled in two ways */
extern const struct polar_table polar_same;
/* polar_synonyms.c: English words that say the same */
extern const struct polar_table polar_synonyms;
/* polar_fillers.c: small words of all languages but Arabic and Asian ones */
extern const struct polar_table polar_fillers;

#endif
