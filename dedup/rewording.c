/*
 * A word in the place of another, and no other edit between two outlets' texts. A
 * copy editor changes more than one; who turns what a text says changes just that.
 * So where both are words that something is said by, since they have opposites, and
 * do not say the same (polar_synonyms.c), they are against each other, whatever
 * they say: "released" and "executed".
 */
#include "dedup/dedup_internal.h"

#define WORDS 2 /* in the place of others */

/* Leave of a span what it has left between what is shared. */
static struct span span_left(const struct span *span)
{
    struct span left = *span;

    while (left.from < left.to && left.covered[left.from])
        left.from++;
    while (left.from < left.to && left.covered[left.to - 1])
        left.to--;
    return left;
}

/* Whether what a span has left stands between words that are in both. */
static bool is_between(const struct profile *profile, const struct span *span)
{
    struct span left = span_left(span);

    return left.from > 0 && left.covered[left.from - 1] &&
           left.to < profile->word_count && left.covered[left.to];
}

/* Whether what a text has before a word that is in both begins its sentence: a
 * dateline is another. */
static bool opens_sentence(const struct profile *profile,
                           const struct span *span)
{
    struct span left = span_left(span);

    return left.to < profile->word_count && left.covered[left.to] &&
           !(left.words[left.to].flags & WORD_CAPITAL);
}

/* Whether all that a span has left are names, the first of which may be what
 * begins a sentence. */
static bool is_capital(const struct span *span)
{
    for (uint32_t i = span->from; i < span->to; i++)
        if (!span->covered[i] && !(span->words[i].flags & WORD_CAPITAL))
            return false;
    return true;
}

/* Whether a word of a that b has not takes sides, and says nothing of what b says. */
static bool says_else(const struct polar_index *polar, const struct span *a,
                      const struct span *b)
{
    bool sides = false;

    for (uint32_t i = a->from; i < a->to; i++) {
        if (a->covered[i] || !takes_side(polar, &a->words[i]))
            continue;
        sides = true;
        for (uint32_t j = b->from; j < b->to; j++)
            if (!b->covered[j] && says_alike(polar, &a->words[i], &b->words[j]))
                return false;
    }
    return sides;
}

/* Whether an edit with so many words left on either side, two at most, is such that
 * they are against each other: two may stand in the place of one, "laid off" and
 * "hired"; or of two, as names: those of one word are told elsewhere. */
static bool is_rewording(const struct alignment *alignment,
                         const struct span *a, size_t a_words,
                         const struct span *b, size_t b_words)
{
    const struct polar_index *polar = alignment->smaller->polar;
    bool between =
        is_between(alignment->smaller, a) && is_between(alignment->larger, b);

    if (a_words == 2 && b_words == 2 && is_capital(a) && is_capital(b) &&
        (between || (opens_sentence(alignment->smaller, a) &&
                     opens_sentence(alignment->larger, b))))
        return true;
    return (a_words + b_words == 2 || between) && says_else(polar, a, b) &&
           says_else(polar, b, a);
}

void note_rewording(struct alignment *alignment, const struct span *a,
                    size_t a_words, const struct span *b, size_t b_words)
{
    if (a_words > WORDS || b_words > WORDS ||
        !is_rewording(alignment, a, a_words, b, b_words))
        return;
    alignment->reworded++;
    alignment->rewording = (struct dispute){{a->from, b->from}, {a->to, b->to}};
}

void judge_alone(struct alignment *alignment)
{
    if (!alignment->reworded || alignment->edits - alignment->repeated != 1)
        return;
    alignment->alone = true;
    if (!alignment->dispute_count)
        alignment->disputes[alignment->dispute_count++] = alignment->rewording;
}
