/*
 * What is the same in two texts though it is written in two ways: words spelled nearly
 * alike, words that say the same, compounds in two words.
 */
#include "dedup/dedup_internal.h"

#define LONGEST_SHORT 3 /* letters of a word whose letters are not known */

bool is_variant(const struct word *a, const struct word *b)
{
    int more = (int)word_length(a) - (int)word_length(b);
    int most = (a->flags | b->flags) & WORD_CAPITAL ? 1 : 2;

    if ((a->flags | b->flags) & WORD_QUANTITY || more > most || more < -most ||
        prefix_negates(a, b) || prefix_negates(b, a))
        return false;
    return a->letters && b->letters &&
           __builtin_popcount((a->letters ^ b->letters) & ~COMMON_ENDING) <= 1;
}

/* Two of one unit: 20ft and 90ft. */
static bool are_other_quantities(const struct word *a, const struct word *b)
{
    return a->flags & b->flags & WORD_QUANTITY && a->letters != b->letters;
}

/* Two words that are known, and not for the same: neither is the other misspelled.
 * "Settled" and "stalled". */
static bool are_other_words(const struct polar_index *polar,
                            const struct word *a, const struct word *b)
{
    return a->polarity && b->polarity && !says_alike(polar, a, b);
}

/* Whether one word stands for the other. */
static bool is_same(const struct polar_index *polar, const struct word *a,
                    const struct word *b)
{
    return a->hash == b->hash ||
           (is_variant(a, b) && !are_other_words(polar, a, b)) ||
           (means_same(polar, a, b) && !are_other_quantities(a, b));
}

void match_edit(const struct polar_index *polar, const struct span *a,
                const struct span *b)
{
    uint32_t next = b->from;

    for (uint32_t i = a->from; i < a->to; i++)
        for (uint32_t j = next; j < b->to; j++) {
            if (!is_same(polar, &a->words[i], &b->words[j]))
                continue;
            a->covered[i] = b->covered[j] = true;
            next = j + 1;
            break;
        }
}

/* Whether one has in a word what the other has in two, "cease-fire": by their
 * letters, of short words how many there are. */
static bool is_compound(const struct span *two, const struct span *one)
{
    uint32_t letters = 0;
    unsigned known = 0;
    unsigned shorts = 0;

    if (count_words(two) != 2 || count_words(one) != 1)
        return false;
    for (uint32_t i = two->from; i < two->to; i++) {
        const struct word *word = &two->words[i];
        letters |= word_length(word) ? word->letters : 0;
        known += word_length(word);
        shorts += !word_length(word);
        if (word->flags & (WORD_NUMBER | WORD_QUANTITY | WORD_PAIR))
            return false;
    }
    const struct word *whole = &one->words[one->from];
    unsigned length = word_length(whole);
    return known && known + shorts <= length && shorts <= 1 &&
           length <= known + shorts * LONGEST_SHORT &&
           !(letters & ~whole->letters & ~COMMON_ENDING);
}

bool match_compound(const struct span *one, const struct span *other)
{
    struct span a = *one;
    struct span b = *other;

    trim_spans(&a, &b);
    if (!is_compound(&a, &b) && !is_compound(&b, &a))
        return false;
    for (uint32_t i = one->from; i < one->to; i++)
        one->covered[i] = true;
    for (uint32_t i = other->from; i < other->to; i++)
        other->covered[i] = true;
    return true;
}
