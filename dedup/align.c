/*
 * Two texts laid side by side.
 *
 * Shared shingles are anchors: words that stand in both in the same order. A
 * copy editor changes a word here and there, and each such word breaks three
 * shingles; so where two anchors follow each other in both texts with only a
 * few words between them, those words are an edit of one text into the other,
 * and what they have in common is shared, too. Coverage counts words so, while
 * containment counts whole shingles.
 *
 * An edit is also where copies contradict each other: another number, another
 * name, an opposite, a "not" in the place of something else.
 */
#include <string.h>

#include "dedup/dedup_internal.h"

#define SHORT 3  /* words more than an edit has, of a line without anchors */
#define HEAD  40 /* words that a text begins with */
#define NAME  2  /* words of a name in the place of another */
#define EDIT  5  /* words of an edit, on either side, */
#define PAIRS 16 /* ... or pairs of characters */

/* Note where the words of all occurrences of a shingle are: how many. */
static size_t cover_run(const struct profile *profile, size_t at, bool *covered)
{
    const struct shingle *first = &profile->shingles[at];
    size_t count = 0;

    for (; at + count < profile->shingle_count &&
           first[count].hash == first->hash;
         count++)
        for (size_t i = 0; i < 3; i++)
            covered[first[count].position + i] = true;
    return count;
}

static void anchor(struct alignment *alignment, uint32_t at, uint32_t to)
{
    for (uint32_t i = 0; i < 3; i++)
        if (!alignment->place[at + i])
            alignment->place[at + i] = to + i + 1;
}

/* Words of the larger text among which the smaller's must lie. */
static uint32_t opening_words(const struct profile *smaller)
{
    return (uint32_t)(2 * smaller->kept + 80);
}

static void find_anchors(struct alignment *alignment)
{
    const struct profile *smaller = alignment->smaller;
    const struct profile *larger = alignment->larger;
    uint32_t opening = opening_words(smaller);
    size_t i = 0, j = 0;

    while (i < smaller->shingle_count && j < larger->shingle_count) {
        const struct shingle *x = &smaller->shingles[i];
        const struct shingle *y = &larger->shingles[j];
        if (x->hash < y->hash) {
            i++;
        } else if (x->hash > y->hash) {
            j++;
        } else {
            double weight = x->weight < y->weight ? x->weight : y->weight;
            alignment->shared += weight;
            if (y->position < opening)
                alignment->opening += weight;
            anchor(alignment, x->position, y->position);
            i += cover_run(smaller, i, alignment->smaller_covered);
            j += cover_run(larger, j, alignment->larger_covered);
        }
    }
}

/* The words of an edit: from..to on one side. */
struct span {
    const struct profile *profile;
    bool *covered;
    uint32_t from, to;
};

/* Spelled nearly alike: the same letters, but for one. */
static bool is_variant(const struct word *a, const struct word *b)
{
    return a->letters && b->letters &&
           __builtin_popcount(a->letters ^ b->letters) <= 1;
}

/* Cover what both sides have, in order. */
static void match_edit(const struct span *a, const struct span *b)
{
    uint32_t next = b->from;

    for (uint32_t i = a->from; i < a->to; i++)
        for (uint32_t j = next; j < b->to; j++) {
            const struct word *x = &a->profile->words[i];
            const struct word *y = &b->profile->words[j];
            if (x->hash != y->hash && !is_variant(x, y))
                continue;
            a->covered[i] = b->covered[j] = true;
            next = j + 1;
            break;
        }
}

/* What is only on one side. */
struct remains {
    size_t words, numbers, names, negations;
    int polarity;
};

static void count_remains(const struct span *span, struct remains *ret)
{
    *ret = (struct remains){0};
    for (uint32_t i = span->from; i < span->to; i++) {
        const struct word *word = &span->profile->words[i];
        /* Though the other text may have it elsewhere. */
        ret->negations += word->polarity == NEGATION;
        if (word->polarity && word->polarity != NEGATION)
            ret->polarity = word->polarity;
        if (span->covered[i])
            continue;
        ret->words++;
        if (word->flags & WORD_BROKEN)
            continue;
        ret->numbers += (word->flags & WORD_NUMBER) != 0;
        ret->names += (word->flags & WORD_NAME) != 0;
    }
}

/* The names of a span, in order; how many. */
static size_t names_of(const struct span *span, uint64_t names[EDIT + 1])
{
    size_t count = 0;

    for (uint32_t i = span->from; i < span->to && count <= EDIT; i++)
        if (span->profile->words[i].flags & WORD_NAME)
            names[count++] = span->profile->words[i].hash;
    return count;
}

/* Whether the same names stand on both sides, in another order. */
static bool is_swapped(const struct span *a, const struct span *b)
{
    uint64_t x[EDIT + 1], y[EDIT + 1];
    uint64_t x_sum = 0, y_sum = 0;
    size_t count = names_of(a, x);
    bool differ = false;

    if (count < 2 || names_of(b, y) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        differ |= x[i] != y[i];
        x_sum += x[i];
        y_sum += y[i];
    }
    return differ && x_sum == y_sum;
}

static void judge_edit(struct alignment *alignment, const struct span *a,
                       const struct span *b)
{
    struct remains x, y;

    alignment->exchanged += is_swapped(a, b);
    match_edit(a, b);
    count_remains(a, &x);
    count_remains(b, &y);
    alignment->edits += x.words || y.words;
    alignment->numbers += x.numbers && y.numbers;
    alignment->names += x.names && y.names;
    alignment->exchanged += x.words == y.words && x.names == x.words &&
                            y.names == y.words && x.words > 0 &&
                            x.words <= NAME;
    alignment->negations += x.negations != y.negations;
    alignment->opposites += x.polarity && x.polarity == -y.polarity;
}

/* How many words an edit may have that begins there. */
static uint32_t edit_words(const struct profile *profile, uint32_t at)
{
    return profile->words[at].flags & WORD_PAIR ? PAIRS : EDIT;
}

/* Between the anchors p and i of the smaller text. */
static void bridge_edit(struct alignment *alignment, uint32_t p, uint32_t i)
{
    uint32_t q = alignment->place[p] - 1;
    uint32_t j = alignment->place[i] - 1;

    uint32_t most = edit_words(alignment->smaller, p) + 1;

    if (j <= q || i - p > most || j - q > most)
        return;
    judge_edit(
        alignment,
        &(struct span){alignment->smaller, alignment->smaller_covered, p + 1,
                       i},
        &(struct span){alignment->larger, alignment->larger_covered, q + 1, j});
}

/* What differs between a line's last anchor and its end, or its beginning and
 * its first anchor: as many words of both, since the larger may go on. An
 * outlet corrects its own tables; those of two say different things. */
static void judge_end(struct alignment *alignment, uint32_t from, uint32_t to,
                      int64_t other)
{
    uint32_t count = to - from;

    if (count == 0 || other < 0 ||
        count > edit_words(alignment->smaller, from) ||
        (size_t)other + count > alignment->larger->word_count)
        return;
    judge_edit(alignment,
               &(struct span){alignment->smaller, alignment->smaller_covered,
                              from, to},
               &(struct span){alignment->larger, alignment->larger_covered,
                              (uint32_t)other, (uint32_t)other + count});
}

/* Where a line is broken off; its end if it is not. */
static uint32_t unbroken_end(const struct profile *profile, uint32_t from,
                             uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (profile->words[i].flags & WORD_BROKEN)
            return i;
    return end;
}

static void judge_ends(struct alignment *alignment, const struct line *line,
                       uint32_t first, uint32_t last)
{
    uint32_t end = (uint32_t)(line->first + line->count);

    judge_end(alignment, (uint32_t)line->first, first,
              (int64_t)alignment->place[first] - 1 - first +
                  (int64_t)line->first);
    judge_end(alignment, last + 1,
              unbroken_end(alignment->smaller, last + 1, end),
              alignment->place[last]);
}

/* How many words of both stand in the same order. */
static size_t common_words(const struct span *a, const struct span *b)
{
    size_t count = 0;
    uint32_t next = b->from;

    for (uint32_t i = a->from; i < a->to; i++)
        for (uint32_t j = next; j < b->to; j++)
            if (a->profile->words[i].hash == b->profile->words[j].hash) {
                count++;
                next = j + 1;
                break;
            }
    return count;
}

/* The line that begins with that word; NULL: none does. */
static const struct line *line_at(const struct profile *profile, size_t word)
{
    size_t low = 0;
    size_t high = profile->line_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (profile->lines[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low < profile->line_count && profile->lines[low].first == word
               ? &profile->lines[low]
               : NULL;
}

/* A line so short that an edit in it leaves no anchor: against the one that
 * follows in the larger text where this one's predecessor ends. */
static void judge_short(struct alignment *alignment, const struct line *line)
{
    uint32_t first = (uint32_t)line->first;
    uint32_t place = first ? alignment->place[first - 1] : 0;
    uint32_t most = edit_words(alignment->smaller, first) + SHORT;
    const struct line *other = place ? line_at(alignment->larger, place) : NULL;

    if (!other || line->count > most || other->count > most)
        return;
    struct span a = {alignment->smaller, alignment->smaller_covered, first,
                     first + (uint32_t)line->count};
    struct span b = {alignment->larger, alignment->larger_covered, place,
                     place + (uint32_t)other->count};
    if (common_words(&a, &b) * 2 >= line->count)
        judge_edit(alignment, &a, &b);
}

static bool follows(const struct alignment *alignment, uint32_t last,
                    uint32_t i)
{
    return i - last == 1 && alignment->place[i] - alignment->place[last] == 1;
}

/*
 * The anchor behind `last` that continues it: i, unless i is a stock phrase that
 * the larger text has elsewhere, and one after it goes on where last was.
 */
static uint32_t next_anchor(const struct alignment *alignment, uint32_t last,
                            uint32_t i, uint32_t end)
{
    uint32_t most = edit_words(alignment->smaller, last) + 1;
    uint32_t from = alignment->place[last];

    for (uint32_t k = i; k < end && k - last <= most; k++)
        if (alignment->place[k] > from && alignment->place[k] - from <= most)
            return k;
    return i;
}

static void find_line_edits(struct alignment *alignment,
                            const struct line *line, bool one_outlet)
{
    uint32_t end = (uint32_t)(line->first + line->count);
    uint32_t last = UINT32_MAX;
    uint32_t first = UINT32_MAX;

    for (uint32_t i = (uint32_t)line->first; i < end; i++) {
        if (!alignment->place[i])
            continue;
        if (last != UINT32_MAX && !follows(alignment, last, i)) {
            i = next_anchor(alignment, last, i, end);
            bridge_edit(alignment, last, i);
        }
        last = i;
        if (first == UINT32_MAX)
            first = i;
    }
    if (one_outlet)
        return;
    if (last != UINT32_MAX)
        judge_ends(alignment, line, first, last);
    else
        judge_short(alignment, line);
}

static void find_edits(struct alignment *alignment)
{
    const struct profile *smaller = alignment->smaller;
    bool one_outlet =
        smaller->document.outlet == alignment->larger->document.outlet;

    for (size_t n = 0; n < smaller->line_count; n++)
        if (!smaller->lines[n].skip)
            find_line_edits(alignment, &smaller->lines[n], one_outlet);
}

/* The weight of each word: of the shingles that it is in, the last. */
static void weigh_words(const struct profile *profile, float *weights)
{
    for (size_t i = 0; i < profile->shingle_count; i++)
        for (uint32_t k = 0; k < 3; k++)
            weights[profile->shingles[i].position + k] =
                profile->shingles[i].weight;
}

static double coverage_of(const struct alignment *alignment,
                          struct arena *scratch)
{
    const struct profile *profile = alignment->smaller;
    float *weights =
        arena_calloc(scratch, profile->word_count + 3, sizeof(*weights));
    double covered = 0;
    double all = 0;

    weigh_words(profile, weights);
    for (size_t i = 0; i < profile->word_count; i++) {
        all += weights[i];
        covered += alignment->smaller_covered[i] ? weights[i] : 0;
    }
    return all > 0 ? covered / all : 0;
}

/* The share of a text's first `most` words that are in both. */
static double share_covered(const struct profile *profile, const bool *covered,
                            size_t most)
{
    size_t count = 0;
    size_t shared = 0;

    for (size_t n = 0; n < profile->line_count && count < most; n++) {
        const struct line *line = &profile->lines[n];
        for (size_t i = line->first;
             !line->skip && i < line->first + line->count && count < most;
             i++) {
            count++;
            shared += covered[i];
        }
    }
    return count ? (double)shared / (double)count : 0;
}

void align(const struct profile *smaller, const struct profile *larger,
           struct arena *scratch, struct alignment *ret)
{
    *ret = (struct alignment){
        .smaller = smaller,
        .larger = larger,
        .smaller_covered =
            arena_calloc(scratch, smaller->word_count + 3, sizeof(bool)),
        .larger_covered =
            arena_calloc(scratch, larger->word_count + 3, sizeof(bool)),
        .place =
            arena_calloc(scratch, smaller->word_count + 3, sizeof(*ret->place)),
    };
    find_anchors(ret);
}

void align_edits(struct alignment *alignment, struct arena *scratch)
{
    find_edits(alignment);
    alignment->coverage = coverage_of(alignment, scratch);
    alignment->in_both =
        share_covered(alignment->smaller, alignment->smaller_covered, SIZE_MAX);
    alignment->smaller_head =
        share_covered(alignment->smaller, alignment->smaller_covered, HEAD);
    alignment->larger_head =
        share_covered(alignment->larger, alignment->larger_covered, HEAD);
}
