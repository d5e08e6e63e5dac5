/*
 * Shingles, and what they weigh.
 *
 * A shingle is three words in a row within a line. Shingles that many stories
 * have say little: weight 1 / (1 + (df / 3)²). Counting df of all shingles
 * would cost as much as storing the text; what repeats, repeats in runs, so it
 * is known of those that are posted, from their postings, and the others take
 * it from their nearest neighbour in the text.
 */
#include "dedup/dedup_internal.h"

#define NEAR WINNOW /* words to a sample whose phrase it may be */

double rarity(size_t count)
{
    double third = (double)count / 3;

    return 1 / (1 + third * third);
}

/* What words from..to weigh, up to the last word. */
static void fill_weights(float *weights, uint32_t from, uint32_t to,
                         float weight)
{
    for (uint32_t at = from; at < to; at++)
        weights[at] = weight;
}

static float weight_of(const struct sample *sample)
{
    return (float)rarity(sample->stories);
}

/* The same of words that are near to another sample, too: if it is commoner. */
static void fill_commoner(float *weights, uint32_t from, uint32_t to,
                          const struct sample *other,
                          const struct sample *nearest)
{
    if (other->stories < nearest->stories)
        return;
    fill_weights(weights, from, to, weight_of(other));
}

static uint32_t lesser(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Where the words begin to which the sample behind this one is nearer, or as
 * near; at `from` or behind it. */
static uint32_t nearer_to_next(const struct sample *sample, uint32_t from)
{
    uint32_t middle = (sample[0].position + sample[1].position + 1) / 2;

    return sample[0].position == sample[1].position || middle < from ? from
                                                                     : middle;
}

/*
 * How many stories have a shingle is what the sample nearest to it says; or the
 * next one on its other side, if that is near, too, and commoner: a common
 * phrase begins and ends between samples. From one word at which the nearest
 * changes to the next, all weigh the same but those near to the other one.
 */
static void spread_weights(const struct profile *profile, float *weights)
{
    const struct sample *samples = profile->samples;
    size_t count = profile->sample_count;
    uint32_t end = (uint32_t)profile->word_count;
    uint32_t from = 0;
    uint32_t to;

    if (!count)
        fill_weights(weights, 0, end, 1.0F);
    for (size_t near = 0; near < count; near++, from = to) {
        const struct sample *nearest = &samples[near];
        to = near + 1 < count ? nearer_to_next(nearest, from) : end;
        fill_weights(weights, from, to, weight_of(nearest));
        if (near > 0)
            fill_commoner(weights, from,
                          lesser(lesser(to, nearest->position),
                                 nearest[-1].position + NEAR + 1),
                          &nearest[-1], nearest);
        if (near + 1 < count)
            fill_commoner(weights,
                          greater(greater(from, nearest->position + 1),
                                  nearest[1].position < NEAR
                                      ? 0
                                      : nearest[1].position - NEAR),
                          to, &nearest[1], nearest);
    }
}

/* A bin for each beginning of a hash: how many shingles are in those before. */
struct bins {
    uint32_t *starts;
    size_t count;
    unsigned shift; /* what is left by it are the first bits */
};

static struct bins bins_new(size_t count, struct arena *arena)
{
    unsigned bits = 1;

    while (count >> bits)
        bits++;
    size_t bins = (size_t)1 << bits;
    return (struct bins){arena_calloc(arena, bins + 1, sizeof(uint32_t)), bins,
                         64 - bits};
}

/* The shingles of the lines that are not skipped, in the order of the text;
 * they are counted in the bins. */
static void list_shingles(const struct profile *profile, struct shingle *list,
                          struct bins *bins)
{
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        for (size_t j = 0; !line->skip && j + 2 < line->count; j++) {
            *list = shingle_of(profile, line->first + j);
            bins->starts[(list->hash >> bins->shift) + 1]++;
            list++;
        }
    }
}

/* Hashes are spread evenly: by their first bits each is nearly in its place.
 * Equal ones stay in the order of the text. How many are distinct. */
static size_t sort_shingles(struct shingle *sorted, const struct shingle *list,
                            size_t count, struct bins *bins)
{
    size_t distinct = 0;

    for (size_t i = 0; i < bins->count; i++)
        bins->starts[i + 1] += bins->starts[i];
    for (size_t i = 0; i < count; i++)
        sorted[bins->starts[list[i].hash >> bins->shift]++] = list[i];
    for (size_t i = 0; i < count; i++) {
        struct shingle shingle = sorted[i];
        size_t at = i;
        for (; at && sorted[at - 1].hash > shingle.hash; at--)
            sorted[at] = sorted[at - 1];
        if (at < i)
            sorted[at] = shingle;
        distinct += !at || sorted[at - 1].hash != shingle.hash;
    }
    return distinct;
}

#define DIGITS 34 /* of 32 bits, and two to end a carry */

/* Add 0 or 1 to each counter. */
static void add_vote(uint64_t *digits, uint64_t carry)
{
    while (carry) {
        uint64_t next = *digits & carry;
        *digits++ ^= carry;
        carry = next;
    }
}

/* Add a and b to the lowest digit of each counter; what is to be carried. */
static uint64_t add_votes(uint64_t *digit, uint64_t a, uint64_t b)
{
    uint64_t sum = *digit ^ a;
    uint64_t carry = (*digit & a) | (sum & b);

    *digit = sum ^ b;
    return carry;
}

/*
 * The fingerprint that is shown, of a text as of a passage: each shingle has a
 * vote on each bit. The votes are counted for 64 bits at once, in binary
 * counters that lie across the words of `digits`.
 */
uint64_t simhash_of(const struct shingle *shingles, size_t count)
{
    uint64_t digits[DIGITS] = {0};
    uint64_t result = 0;
    size_t most = 1;
    size_t i = 0;

    while (most < DIGITS && count >> most)
        most++;
    for (; i + 4 <= count; i += 4) {
        uint64_t a = add_votes(digits, shingles[i].hash, shingles[i + 1].hash);
        uint64_t b =
            add_votes(digits, shingles[i + 2].hash, shingles[i + 3].hash);
        add_vote(digits + 2, add_votes(digits + 1, a, b));
    }
    for (; i < count; i++)
        add_vote(digits, shingles[i].hash);
    for (int bit = 0; bit < 64; bit++) {
        size_t votes = 0;
        for (size_t k = 0; k < most; k++)
            votes |= (size_t)(digits[k] >> bit & 1) << k;
        result |= (uint64_t)(votes * 2 > count) << bit;
    }
    return result;
}

/* Of the shingles of one hash. */
static bool is_first(const struct profile *profile, size_t shingle)
{
    return shingle == 0 || profile->shingles[shingle - 1].hash !=
                               profile->shingles[shingle].hash;
}

void profile_shingle(struct profile *profile, struct arena *arena,
                     struct arena *scratch)
{
    size_t count = 0;

    profile->kept = 0;
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        if (line->skip)
            continue;
        profile->kept += line->count;
        count += line->count > 2 ? line->count - 2 : 0;
    }
    if (!profile->shingles) /* there are never more than the first time */
        profile->shingles =
            arena_alloc(arena, count * sizeof(*profile->shingles));
    struct shingle *list = arena_alloc(scratch, count * sizeof(*list));
    struct bins bins = bins_new(count, scratch);
    list_shingles(profile, list, &bins);
    profile->shingle_count = count;
    profile->distinct = sort_shingles(profile->shingles, list, count, &bins);
    arena_clear(scratch);
}

void profile_weigh(struct profile *profile, const struct counts *counts,
                   struct arena *arena, struct arena *scratch)
{
    if (profile_clean(profile, counts) || !profile->shingles)
        profile_shingle(profile, arena, scratch);
    float *weights =
        arena_alloc(scratch, (profile->word_count + 1) * sizeof(*weights));
    spread_weights(profile, weights);
    profile->weight = 0;
    for (size_t i = 0; i < profile->shingle_count; i++) {
        struct shingle *shingle = &profile->shingles[i];
        shingle->weight = weights[shingle->position];
        /* Repeated ones stay, since they cover words; they weigh once. */
        if (is_first(profile, i))
            profile->weight += shingle->weight;
    }
    arena_clear(scratch);
}

bool profile_has(const struct profile *profile, uint64_t hash)
{
    size_t low = 0;
    size_t high = profile->shingle_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (profile->shingles[middle].hash == hash)
            return true;
        if (profile->shingles[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
