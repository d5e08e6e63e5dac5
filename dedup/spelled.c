/*
 * A number in digits where the other text has one in words: "14" and "forty". Of words
 * that write a number two are read, "forty-one"; another word beside it leaves it
 * open, also dozens or millions.
 */
#include <stdio.h>

#include "dedup/dedup_internal.h"
#include "dedup/polar_internal.h"

/* What a word writes, up to 90; 0: no number, or one that is not known. */
static unsigned word_value(const struct polar_index *polar,
                           const struct word *word)
{
    struct sense sense = {.matter = polar->numbers};

    for (; sense.side < NUMBER_WORDS; sense.side++)
        if (polarity_has(polar, word->polarity, &sense))
            return sense.side < 20 ? sense.side + 1U : (sense.side - 17U) * 10;
    return 0;
}

/* What the words that a span has left write; 0 where it has others: "five years ago"
 * may be "in 2021". */
static unsigned spelled_value(const struct polar_index *polar,
                              const struct span *span)
{
    unsigned total = 0;
    uint32_t last = span->to;

    for (uint32_t i = span->from; i < span->to; i++) {
        const struct word *word = &span->words[i];
        if (span->covered[i])
            continue;
        unsigned value = total && word->hash == polar->one
                             ? 1 /* else it has other uses */
                             : word_value(polar, word);
        if (!value && is_filler(polar, word))
            continue;
        if (!value ||
            (total && !(total % 10 == 0 && value < 10 && last + 1 == i)))
            return 0;
        total += value;
        last = i;
    }
    return total;
}

/* The hash of a word that is that number. */
static uint64_t value_hash(const struct polar_index *polar, unsigned value)
{
    char digits[16];
    size_t len = (size_t)snprintf(digits, sizeof(digits), "%u", value);

    return mix(polar->seed, number_key(digits, len));
}

/* Whether a word is the number of that hash, alone or with letters behind it. */
static bool is_value(const struct word *word, uint64_t hash)
{
    return word->flags & WORD_NUMBER ? word->hash == hash
                                     : word->letters == ((uint32_t)hash | 1);
}

bool spelled_otherwise(const struct polar_index *polar,
                       const struct span *words, const struct span *digits)
{
    bool numbers = false;

    for (uint32_t i = digits->from; i < digits->to; i++) {
        const struct word *word = &digits->words[i];
        if (digits->covered[i] || is_filler(polar, word))
            continue;
        if (!is_number(word))
            return false;
        numbers = true;
    }
    unsigned value = numbers ? spelled_value(polar, words) : 0;
    if (!value)
        return false;
    uint64_t hash = value_hash(polar, value);
    for (uint32_t i = digits->from; i < digits->to; i++)
        if (is_number(&digits->words[i]) && is_value(&digits->words[i], hash))
            return false;
    return true;
}
