/*
 * Are two texts copies? Candidates share a few features; here their shingles
 * are compared, all of them, weighted.
 *
 * The measure is containment of the smaller in the larger, since a teaser is a
 * copy of a story although most of the story is not in it. What makes that
 * safe: enough shared weight, the opening rule (a round-up that has the story
 * somewhere is not its copy), and the fact check.
 */
#include <string.h>

#include "dedup/dedup_internal.h"

#define THRESHOLD       0.55
#define THRESHOLD_SHORT 0.62
#define SHORT_SHINGLES  30
#define LEAST_SHARED    4.0
#define SAME_OUTLET     0.85
#define FACTS           0.60
#define FACTS_OUTLET    0.80
#define LONGER          3   /* times: the opening rule applies */
#define OPENING_SHARE   0.7 /* of the shared weight */
#define STRONG          0.70
#define SUBSTANTIAL     40.0
#define NEAR            3 /* Hamming distance of fingerprints */

struct overlap {
    double shared;  /* weight */
    double opening; /* the part in the larger one's opening */
    bool *a_covered, *b_covered;
};

/* Cover the words of all occurrences of the shingle at `at`: how many. */
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

/* Words of the larger text among which the smaller's must lie. */
static uint32_t opening_words(const struct profile *smaller)
{
    return (uint32_t)(2 * smaller->kept + 80);
}

static void compare(const struct profile *smaller, const struct profile *larger,
                    bool *smaller_covered, bool *larger_covered,
                    struct overlap *overlap)
{
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
            overlap->shared += weight;
            if (y->position < opening)
                overlap->opening += weight;
            i += cover_run(smaller, i, smaller_covered);
            j += cover_run(larger, j, larger_covered);
        }
    }
}

static int hamming(uint64_t a, uint64_t b)
{
    return __builtin_popcountll(a ^ b);
}

static double needed(const struct profile *a, const struct profile *b,
                     double threshold)
{
    size_t least = a->shingle_count < b->shingle_count ? a->shingle_count
                                                       : b->shingle_count;
    double need = threshold > 0 ? threshold : THRESHOLD;

    if (least < SHORT_SHINGLES && need < THRESHOLD_SHORT)
        need = THRESHOLD_SHORT;
    if (a->document.outlet == b->document.outlet &&
        a->title_key != b->title_key && need < SAME_OUTLET)
        need = SAME_OUTLET;
    return need;
}

/* The rules beyond containment, cheapest first. */
static bool keeps_rules(const struct profile *smaller,
                        const struct profile *larger,
                        const struct overlap *overlap,
                        const bool *smaller_covered, const bool *larger_covered)
{
    bool one_outlet = smaller->document.outlet == larger->document.outlet;
    bool opposed;

    if (overlap->shared < LEAST_SHARED)
        return false;
    if (larger->kept > LONGER * smaller->kept &&
        overlap->opening < OPENING_SHARE * overlap->shared)
        return false;
    if (titles_contradict(smaller, larger))
        return false;
    double facts =
        facts_agree(smaller, smaller_covered, larger, larger_covered, &opposed);
    return !opposed && facts >= (one_outlet ? FACTS_OUTLET : FACTS);
}

void verify(const struct profile *a, const struct profile *b, double threshold,
            struct arena *scratch, struct match *ret)
{
    bool a_smaller = a->weight <= b->weight;
    const struct profile *smaller = a_smaller ? a : b;
    const struct profile *larger = a_smaller ? b : a;
    struct overlap overlap = {0};

    *ret = (struct match){.rule = FOLD_CONTAINMENT};
    if (smaller->weight <= 0)
        return;
    bool *smaller_covered =
        arena_calloc(scratch, smaller->word_count + 3, sizeof(bool));
    bool *larger_covered =
        arena_calloc(scratch, larger->word_count + 3, sizeof(bool));
    compare(smaller, larger, smaller_covered, larger_covered, &overlap);
    ret->containment = overlap.shared / smaller->weight;
    if (ret->containment > 1)
        ret->containment = 1;
    if (ret->containment < needed(a, b, threshold))
        return;
    ret->copy =
        keeps_rules(smaller, larger, &overlap, smaller_covered, larger_covered);
    if (hamming(a->simhash, b->simhash) <= NEAR && a->kept == b->kept)
        ret->rule = FOLD_FINGERPRINT;
    ret->strong = ret->copy && ret->containment >= STRONG &&
                  smaller->weight >= SUBSTANTIAL &&
                  larger->weight <= 2 * smaller->weight;
}
