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

#define THRESHOLD         0.55
#define THRESHOLD_SHORT   0.62
#define SHORT_SHINGLES    30
#define THRESHOLD_BOTH    0.75 /* both are but a sentence */
#define SENTENCE          20   /* words */
#define LEAST_SHARED      4.0
#define MOST_WORDS        0.55 /* of the smaller: what is rare weighs no more */
#define LEAST_CONTAINMENT 0.25
#define COVERAGE          0.20
#define COVERAGE_TITLED   0.10
#define COVERED           0.95 /* coverage that is enough for any outlet, */
#define CONTAINED         0.70 /* ... with this containment */
#define WHOLE             0.90 /* nothing of the smaller is missing */
#define WHOLE_WORDS       20
#define LEAST_TEASER      4 /* shingles of one that its title supports */
#define LEAST_BEGINNING   3 /* words of a text that is only a beginning */
#define UPDATED           150 /* words of a text in which an update changes numbers */
#define COPY_EDITS        3
#define OTHER_NUMBERS     2 /* among several edits */
#define QUOTING           120 /* words of a text that may be more than a quotation */
#define QUOTED            0.74
#define QUOTED_EDITS      4
#define QUOTED_HEAD       0.55
#define OWN_HEAD          0.15 /* of one's beginning: all of it is its own */
#define SAME_OUTLET       0.85 /* of one outlet, titles differ */
#define AGREED_OUTLET     0.65 /* ... but are of the same words */
#define FACTS             0.60
#define FACTS_OUTLET      0.80
#define LONGER            3   /* times: the opening rule applies */
#define OPENING_SHARE     0.7 /* of the shared weight */
#define STRONG            0.70
#define SUBSTANTIAL       40.0
#define NEAR              3 /* Hamming distance of fingerprints */
#define COMPARABLE        2 /* times: of texts that say the same at such length */
#define SIEVED            64 /* shingles at a time */

int fingerprint_distance(const struct profile *a, const struct profile *b)
{
    return __builtin_popcountll(simhash_of(a->shingles, a->shingle_count) ^
                                simhash_of(b->shingles, b->shingle_count));
}

static bool same_outlet(const struct profile *a, const struct profile *b)
{
    return a->document.outlet == b->document.outlet;
}

static double needed(const struct profile *a, const struct profile *b,
                     double threshold)
{
    size_t least = a->shingle_count < b->shingle_count ? a->shingle_count
                                                       : b->shingle_count;
    double need = threshold > 0 ? threshold : THRESHOLD;

    if (least < SHORT_SHINGLES && need < THRESHOLD_SHORT)
        need = THRESHOLD_SHORT;
    if (a->kept < SENTENCE && b->kept < SENTENCE && need < THRESHOLD_BOTH)
        need = THRESHOLD_BOTH;
    if (same_outlet(a, b) && a->title_key != b->title_key) {
        double outlet = titles_agree(a, b) ? AGREED_OUTLET : SAME_OUTLET;
        if (need < outlet)
            need = outlet;
    }
    return need;
}

/* Copy-edited throughout, so that few shingles are whole: but the words are
 * there, in order, and no fact among the edits. */
static bool is_covered(const struct alignment *alignment,
                       const struct match *match)
{
    double least =
        match->needed + (match->supported ? COVERAGE_TITLED : COVERAGE);

    if (least > COVERED && match->containment >= CONTAINED)
        least = COVERED;
    return match->containment >= LEAST_CONTAINMENT &&
           match->coverage >= least && alignment->numbers == 0 &&
           alignment->names * 4 <= alignment->edits;
}

/* Whether so little is edited, of what says anything, that it is no copy
 * editor's work. */
static bool is_hardly_edited(const struct alignment *alignment)
{
    return alignment->edits <= COPY_EDITS ||
           (alignment->edits <= SEVERAL_EDITS &&
            alignment->edits - alignment->fillings <= COPY_EDITS);
}

/* Whether whoever edited it has put words in the place of others, and words in
 * between, but none was left out: then none was by an oversight either. */
static bool is_unabridged(const struct alignment *alignment)
{
    return alignment->dropped == 0;
}

/*
 * The same text with another number or name, an opposite or a "not" in it.
 * Many small edits are a copy editor's, and where he drops words one of them may
 * be a "not"; an outlet updates its own long texts, and then numbers change, as
 * they all do in what others print of it.
 */
static bool edits_contradict(const struct alignment *alignment)
{
    bool few = is_hardly_edited(alignment);
    bool told = few || is_unabridged(alignment);

    if (alignment->opposites || (alignment->negations && few))
        return true;
    if (alignment->numbers && alignment->smaller->kept < UPDATED)
        return true;
    if (same_outlet(alignment->smaller, alignment->larger))
        return false;
    if (few && alignment->numbers)
        return true;
    if (alignment->alone)
        return true;
    if ((told || alignment->edits <= SEVERAL_EDITS) && alignment->numbers &&
        alignment->numbers <= OTHER_NUMBERS)
        return true;
    return told && (alignment->denials || alignment->contrasts ||
                    alignment->exchanged || alignment->replaced ||
                    (few && alignment->renamed));
}

/*
 * Two reports that quote the same: a tweet, a speech, one the other. What is
 * quoted is not edited, and each report begins with words of its own, while a
 * copy keeps its beginning, or is edited throughout.
 */
static bool is_quotation(const struct alignment *alignment,
                         const struct match *match)
{
    return alignment->smaller->kept >= QUOTING && match->containment < QUOTED &&
           alignment->edits <= QUOTED_EDITS &&
           ((alignment->smaller_head < QUOTED_HEAD &&
             alignment->larger_head < QUOTED_HEAD) ||
            alignment->smaller_head < OWN_HEAD ||
            alignment->larger_head < OWN_HEAD);
}

double facts_needed(const struct profile *a, const struct profile *b)
{
    const struct profile *smaller = a->weight <= b->weight ? a : b;
    bool one_outlet = same_outlet(a, b);

    /* Long texts of one outlet are no templates. */
    return one_outlet && smaller->kept < UPDATED ? FACTS_OUTLET : FACTS;
}

/* All of it is in the larger, in words that many stories have; but the title
 * says that it is this one. */
static bool is_titled_teaser(const struct profile *smaller,
                             const struct match *match)
{
    return match->supported && match->containment >= WHOLE &&
           smaller->shingle_count >= LEAST_TEASER;
}

/* The first words of a text that count; how many there are. */
static size_t first_words(const struct profile *profile,
                          const struct word **ret)
{
    for (size_t i = 0; i < profile->line_count; i++)
        if (!profile->lines[i].skip) {
            *ret = &profile->words[profile->lines[i].first];
            return profile->lines[i].count;
        }
    return 0;
}

bool verify_beginning(const struct profile *a, const struct profile *b)
{
    const struct word *x = NULL;
    const struct word *y = NULL;
    size_t x_count = first_words(a, &x);
    size_t y_count = first_words(b, &y);
    size_t least = x_count < y_count ? x_count : y_count;

    if (least < LEAST_BEGINNING ||
        least != (a->kept < b->kept ? a->kept : b->kept))
        return false;
    for (size_t i = 0; i < least; i++)
        if (x[i].hash != y[i].hash)
            return false;
    return titles_support(a, b);
}

static bool is_whole(const struct profile *smaller, double share)
{
    return share >= WHOLE && smaller->kept >= WHOLE_WORDS;
}

/* The rules, cheapest first. */
static enum breach find_breach(const struct profile *smaller,
                               const struct profile *larger,
                               const struct alignment *alignment,
                               struct match *match)
{
    if (match->containment < match->needed && !is_covered(alignment, match))
        return BREACH_CONTAINMENT;
    if (match->in_both < MOST_WORDS)
        return BREACH_WORDS;
    if (match->shared < LEAST_SHARED && !is_titled_teaser(smaller, match))
        return BREACH_SHARED;
    if (larger->kept > LONGER * smaller->kept && match->opening < OPENING_SHARE)
        return BREACH_OPENING;
    if (is_quotation(alignment, match))
        return BREACH_QUOTED;
    if (edits_contradict(alignment))
        return BREACH_OPPOSED;
    if (!is_whole(smaller, match->containment) &&
        titles_contradict(smaller, larger))
        return BREACH_TITLES;
    if (smaller->kept < UPDATED && titles_oppose(smaller, larger))
        return BREACH_TITLES;
    if (!same_outlet(smaller, larger) && is_whole(smaller, match->coverage) &&
        !alignment->names && !alignment->numbers)
        return BREACH_NONE; /* names left out contradict nothing */
    match->facts = facts_agree(smaller, alignment->smaller_covered, larger,
                               alignment->larger_covered);
    return match->facts < facts_needed(smaller, larger) ? BREACH_FACTS
                                                        : BREACH_NONE;
}

/* Where they contradict each other, as seen from the first of the two. */
static void list_disputes(const struct alignment *alignment, bool a_smaller,
                          struct match *match)
{
    for (size_t i = 0; i < alignment->dispute_count; i++) {
        const struct dispute *dispute = &alignment->disputes[i];
        int first = a_smaller ? 0 : 1;
        match->disputes[i] =
            (struct dispute){{dispute->from[first], dispute->from[!first]},
                             {dispute->to[first], dispute->to[!first]}};
    }
    match->dispute_count = alignment->dispute_count;
}

static void measure(const struct alignment *alignment, struct match *match)
{
    match->shared = alignment->shared;
    match->containment = alignment->shared / alignment->smaller->weight;
    if (match->containment > 1)
        match->containment = 1;
    if (alignment->shared > 0)
        match->opening = alignment->opening / alignment->shared;
}

/* Shingles of a text, a bit each by their last bits: one in 32 bits is set, of a
 * text of a thousand words; the bits of most others' are not. */
struct sieve {
    uint64_t bits[1 << 9];
    uint64_t mask;
};

static void sieve_make(struct sieve *sieve, const struct profile *profile)
{
    size_t words = 16;

    while (words < sizeof(sieve->bits) / sizeof(*sieve->bits) &&
           words * 2 < profile->shingle_count)
        words *= 2;
    sieve->mask = words * 64 - 1;
    memset(sieve->bits, 0, words * sizeof(*sieve->bits));
    for (size_t i = 0; i < profile->shingle_count; i++) {
        uint64_t bit = profile->shingles[i].hash & sieve->mask;
        sieve->bits[bit / 64] |= 1ULL << bit % 64;
    }
}

/* Which of count shingles may be those of the sieve; how many these are. No
 * branch, which would be guessed wrong at every other shingle. */
static size_t sieve_pick(const struct sieve *sieve,
                         const struct shingle *shingles, size_t count,
                         uint64_t *ret)
{
    size_t picked = 0;

    for (size_t i = 0; i < count; i++) {
        uint64_t bit = shingles[i].hash & sieve->mask;
        ret[picked] = shingles[i].hash;
        picked += sieve->bits[bit / 64] >> bit % 64 & 1;
    }
    return picked;
}

/* How many different shingles are in both: few has no more than many. */
static size_t count_shared(const struct profile *few,
                           const struct profile *many)
{
    struct sieve sieve;
    uint64_t picked[SIEVED] = {0};
    size_t shared = 0;
    size_t at = 0; /* of few */

    sieve_make(&sieve, few);
    for (size_t from = 0, n; from < many->shingle_count; from += n) {
        n = many->shingle_count - from;
        n = n < SIEVED ? n : SIEVED;
        size_t count = sieve_pick(&sieve, many->shingles + from, n, picked);
        for (size_t i = 0; i < count; i++) {
            while (at < few->shingle_count &&
                   few->shingles[at].hash < picked[i])
                at++;
            size_t first = at;
            while (at < few->shingle_count &&
                   few->shingles[at].hash == picked[i])
                at++;
            shared += at > first;
        }
    }
    return shared;
}

double verify_share(const struct profile *a, const struct profile *b)
{
    size_t least = a->distinct < b->distinct ? a->distinct : b->distinct;

    if (!least)
        return 0;
    size_t shared = a->shingle_count < b->shingle_count ? count_shared(a, b)
                                                        : count_shared(b, a);
    return (double)shared / (double)least;
}

void verify(const struct profile *a, const struct profile *b, double threshold,
            struct arena *scratch, struct match *ret)
{
    bool a_smaller = a->weight <= b->weight;
    const struct profile *smaller = a_smaller ? a : b;
    const struct profile *larger = a_smaller ? b : a;
    struct alignment alignment;

    *ret = (struct match){.rule = FOLD_CONTAINMENT,
                          .facts = 1,
                          .breach = BREACH_CONTAINMENT,
                          .needed = needed(a, b, threshold)};
    ret->containment = verify_share(a, b);
    if (ret->containment < HOPELESS || smaller->weight <= 0)
        return;
    align(smaller, larger, scratch, &alignment);
    measure(&alignment, ret);
    ret->supported = titles_support(a, b);
    /* Words beside the anchors do not help where there are so few. */
    if (ret->containment < LEAST_CONTAINMENT && ret->containment < ret->needed)
        return;
    align_edits(&alignment, scratch);
    ret->aligned = true;
    ret->coverage = alignment.coverage;
    ret->in_both = alignment.in_both;
    ret->begins = alignment.smaller_head >= QUOTED_HEAD &&
                  alignment.larger_head >= QUOTED_HEAD;
    ret->breach = find_breach(smaller, larger, &alignment, ret);
    ret->copy = ret->breach == BREACH_NONE;
    list_disputes(&alignment, a_smaller, ret);
    if (ret->copy && a->kept == b->kept && fingerprint_distance(a, b) <= NEAR)
        ret->rule = FOLD_FINGERPRINT;
    ret->alone = alignment.alone;
    ret->slight = ret->alone && larger->kept > COMPARABLE * smaller->kept;
    ret->strong = ret->copy && ret->containment >= STRONG &&
                  smaller->weight >= SUBSTANTIAL &&
                  larger->weight <= 2 * smaller->weight;
}

bool verify_opposed(const struct profile *a, const struct profile *b,
                    struct arena *scratch, struct match *ret)
{
    bool a_smaller = a->kept <= b->kept;
    struct alignment alignment;

    *ret = (struct match){.breach = BREACH_CONTAINMENT};
    if (verify_share(a, b) < THRESHOLD)
        return false;
    align(a_smaller ? a : b, a_smaller ? b : a, scratch, &alignment);
    align_edits(&alignment, scratch);
    list_disputes(&alignment, a_smaller, ret);
    ret->alone = alignment.alone;
    if (edits_contradict(&alignment))
        ret->breach = BREACH_OPPOSED;
    return ret->breach == BREACH_OPPOSED;
}
