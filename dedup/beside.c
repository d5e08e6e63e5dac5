/*
 * What stands against an edit, where more was put in beside it.
 *
 * A dateline, a byline, a sentence before it or behind it: then one text has more
 * words between two anchors than an edit has, and the other has few. Those few are
 * an edit of as many at the beginning of the many or at their end.
 */
#include "dedup/dedup_internal.h"

#define MORE 2 /* words more than the other that one side of an edit may have */
#define PUT  60 /* words that may be put in between two anchors */

size_t common_words(const struct span *a, const struct span *b)
{
    size_t count = 0;
    uint32_t next = b->from;

    for (uint32_t i = a->from; i < a->to; i++)
        for (uint32_t j = next; j < b->to; j++)
            if (a->words[i].hash == b->words[j].hash) {
                count++;
                next = j + 1;
                break;
            }
    return count;
}

/* So many words of a span, at its end or its beginning. */
static struct span part_of(const struct span *span, uint32_t count, bool at_end)
{
    struct span part = *span;

    if (at_end)
        part.from = part.to - count;
    else
        part.to = part.from + count;
    return part;
}

/* How many words there are a sentence of their own, or the rest of one; 0: more
 * than `most`. */
static uint32_t sentence_words(const struct span *span, uint32_t most,
                               bool at_end)
{
    for (uint32_t n = 1; n <= most && n < count_words(span); n++)
        if (span->words[at_end ? span->to - n : span->from + n].flags &
            WORD_START)
            return n;
    return 0;
}

/* How many words there have most in common with the edit's other side: about as
 * many as it has, no matter what else was put in beside them. */
static uint32_t alike_words(const struct span *edit, const struct span *span,
                            uint32_t most, bool at_end)
{
    uint32_t best = count_words(edit);
    struct span part = part_of(span, best, at_end);
    size_t common = common_words(edit, &part);

    for (uint32_t n = best + 1; n <= most; n++) {
        part = part_of(span, n, at_end);
        size_t more = common_words(edit, &part);
        if (more > common) {
            common = more;
            best = n;
        }
    }
    return best;
}

/* The part of a span, which is too long for an edit, that stands against the
 * edit's other side; nothing if there is none. */
static struct span beside(const struct span *edit, const struct span *span,
                          bool at_end)
{
    uint32_t most = count_words(edit) ? count_words(edit) + MORE : 0;

    if (most > count_words(span))
        most = count_words(span);
    uint32_t count = sentence_words(span, most, at_end);
    if (!count)
        count = alike_words(edit, span, most, at_end);
    return part_of(span, count, at_end);
}

/* Whether an edit and what stands against it are one place of both: they begin or
 * end the sentence, as many words on both sides, or have half of them in common. */
static bool is_same_place(const struct span *edit, const struct span *part,
                          size_t common, bool at_end)
{
    const struct word *word = &edit->words[at_end ? edit->from : edit->to];
    const struct word *other = &part->words[at_end ? part->from : part->to];

    return common * 2 >= count_words(edit) ||
           (count_words(part) == count_words(edit) &&
            word->flags & other->flags & WORD_START);
}

bool find_beside(const struct span *edit, struct span *span)
{
    if (edit->from == edit->to || count_words(span) > PUT)
        return false;
    struct span last = beside(edit, span, true);
    struct span first = beside(edit, span, false);
    size_t last_common = common_words(edit, &last);
    size_t first_common = common_words(edit, &first);
    bool at_last = is_same_place(edit, &last, last_common, true);
    bool at_first = is_same_place(edit, &first, first_common, false);

    *span =
        at_last && (!at_first || last_common >= first_common) ? last : first;
    return at_last || at_first;
}

struct span beside_anchor(const struct span *edit, const struct span *span,
                          bool at_end)
{
    struct span near = beside(edit, span, at_end);
    struct span far = beside(edit, span, !at_end);
    size_t common = common_words(edit, &far);

    return common * 2 >= count_words(edit) && common > common_words(edit, &near)
               ? far
               : near;
}

bool is_longer(const struct span *span, const struct span *other, uint32_t most)
{
    return count_words(span) > most ||
           (other->from < other->to &&
            count_words(span) > count_words(other) + MORE);
}
