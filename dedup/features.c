/*
 * Shingles, their weights, and the features by which entries find each other.
 *
 * A shingle is three words in a row within a line. Shingles that many stories
 * have say little: weight 1 / (1 + (df / 3)²). Counting df of all shingles
 * would cost as much as storing the text; what repeats, repeats in runs, so it
 * is known of those that are posted, from their postings, and the others take
 * it from their nearest neighbour in the text.
 *
 * Features are a consistent sample: the same shingle is chosen in every text
 * that has it. One in 32, and more among the first 48 words, so that a teaser
 * meets its full text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "dedup/dedup_internal.h"

#define OPENING_WORDS 48
#define SAMPLE        32
#define WINNOW        7
#define NEAR          WINNOW /* words to a sample whose phrase it may be */
#define MOST_FEATURES 256
#define MANY          1024 /* numbers, for which a radix sort is quicker */
#define SHORT_LINE    16 /* words of a line whose opening may be boilerplate */

uint64_t count_key(int64_t scope, uint64_t key)
{
    return mix((uint64_t)scope, key);
}

static void flip_scopes(struct fold_count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        counts[i].scope = (int64_t)((uint64_t)counts[i].scope ^ 1ULL << 63);
}

void sort_counts(struct fold_count *counts, size_t count)
{
    sort_by_number(counts, count, sizeof(*counts),
                   offsetof(struct fold_count, key));
    /* As numbers without a sign negative ones would come last. */
    flip_scopes(counts, count);
    sort_by_number(counts, count, sizeof(*counts),
                   offsetof(struct fold_count, scope));
    flip_scopes(counts, count);
}

uint64_t title_count_key(uint64_t title_key)
{
    return mix(title_key, 3);
}

uint64_t opening_count_key(uint64_t opening)
{
    return mix(opening, 5);
}

uint64_t shingle_at(const struct word *words)
{
    return mix(mix(words[0].hash, words[1].hash), words[2].hash);
}

static struct shingle shingle_of(const struct profile *profile, size_t at)
{
    return (struct shingle){shingle_at(&profile->words[at]), (uint32_t)at, 0};
}

void profile_count_keys(const struct profile *profile,
                        void (*add)(void *context, int64_t scope, uint64_t key),
                        void *context)
{
    int64_t outlet = profile->document.outlet;

    add(context, outlet, COUNT_ENTRIES);
    if (profile->title_key)
        add(context, outlet, title_count_key(profile->title_key));
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        add(context, outlet, line->key);
        if (line->count <= SHORT_LINE && line->count >= 2)
            add(context, outlet, opening_count_key(line->opening));
    }
}

uint64_t boilerplate_lines(const struct profile *profile,
                           const struct line *line, const struct counts *counts)
{
    uint64_t times = table_get(&counts->known,
                               count_key(profile->document.outlet, line->key));

    return times >= 3 ? times : 0;
}

uint64_t boilerplate_openings(const struct profile *profile,
                              const struct line *line,
                              const struct counts *counts)
{
    int64_t outlet = profile->document.outlet;

    if (line->count > SHORT_LINE || line->count < 2)
        return 0;
    uint64_t openings = table_get(
        &counts->known, count_key(outlet, opening_count_key(line->opening)));
    uint64_t entries =
        table_get(&counts->known, count_key(outlet, COUNT_ENTRIES));
    return openings >= 5 && openings * 10 >= entries ? openings : 0;
}

/* Lines that the outlet repeats. */
static bool is_boilerplate(const struct profile *profile,
                           const struct line *line, const struct counts *counts)
{
    return boilerplate_lines(profile, line, counts) ||
           boilerplate_openings(profile, line, counts);
}

double rarity(size_t count)
{
    double third = (double)count / 3;

    return 1 / (1 + third * third);
}

static uint32_t distance(const struct sample *sample, uint32_t position)
{
    return sample->position > position ? sample->position - position
                                       : position - sample->position;
}

/*
 * How many stories have a shingle is what the sample nearest to it says; or the
 * next one on its other side, if that is near, too, and commoner: a common
 * phrase begins and ends between samples.
 */
static void spread_weights(const struct profile *profile, float *weights)
{
    const struct sample *samples = profile->samples;
    size_t count = profile->sample_count;
    size_t near = 0; /* sample */

    for (uint32_t at = 0; at < profile->word_count; at++) {
        if (!count) {
            weights[at] = 1.0F;
            continue;
        }
        while (near + 1 < count &&
               distance(&samples[near + 1], at) <= distance(&samples[near], at))
            near++;
        size_t other = near;
        if (samples[near].position < at && near + 1 < count)
            other = near + 1;
        else if (samples[near].position > at && near > 0)
            other = near - 1;
        if (distance(&samples[other], at) > NEAR ||
            samples[other].stories < samples[near].stories)
            other = near;
        weights[at] = (float)rarity(samples[other].stories);
    }
}

/* Hashes are spread evenly: by their first bits each is nearly in its place.
 * Equal ones stay in the order of the text. */
static void sort_shingles(struct shingle *shingles, size_t count,
                          struct arena *arena)
{
    unsigned bits = 1;

    while (count >> bits)
        bits++;
    size_t *ends = arena_calloc(arena, ((size_t)1 << bits) + 1, sizeof(*ends));
    struct shingle *sorted = arena_alloc(arena, (count + 1) * sizeof(*sorted));
    for (size_t i = 0; i < count; i++)
        ends[(shingles[i].hash >> (64 - bits)) + 1]++;
    for (size_t i = 0; i < (size_t)1 << bits; i++)
        ends[i + 1] += ends[i];
    for (size_t i = 0; i < count; i++)
        sorted[ends[shingles[i].hash >> (64 - bits)]++] = shingles[i];
    for (size_t i = 0; i < count; i++) {
        struct shingle shingle = sorted[i];
        size_t at = i;
        for (; at && shingles[at - 1].hash > shingle.hash; at--)
            shingles[at] = shingles[at - 1];
        shingles[at] = shingle;
    }
}

/*
 * The fingerprint that is shown, of a text as of a passage: each shingle has a
 * vote on each bit. The votes are counted for 64 bits at once, in binary
 * counters that lie across the words of `digits`.
 */
uint64_t simhash_of(const struct shingle *shingles, size_t count)
{
    uint64_t digits[32] = {0};
    uint64_t result = 0;
    size_t most = 1;

    while (most < 32 && count >> most)
        most++;
    for (size_t i = 0; i < count; i++) {
        uint64_t carry = shingles[i].hash;
        for (size_t k = 0; carry && k < most; k++) {
            uint64_t next = digits[k] & carry;
            digits[k] ^= carry;
            carry = next;
        }
    }
    for (int bit = 0; bit < 64; bit++) {
        size_t votes = 0;
        for (size_t k = 0; k < most; k++)
            votes |= (size_t)(digits[k] >> bit & 1) << k;
        result |= (uint64_t)(votes * 2 > count) << bit;
    }
    return result;
}

bool profile_clean(struct profile *profile, const struct counts *counts)
{
    bool more = false;

    for (size_t i = 0; i < profile->line_count; i++) {
        struct line *line = &profile->lines[i];
        if (line->skip || !is_boilerplate(profile, line, counts))
            continue;
        line->skip = true;
        more = true;
    }
    return more;
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

    if (!profile->shingles)
        profile->shingles = arena_alloc(arena, (profile->word_count + 1) *
                                                   sizeof(struct shingle));
    profile->kept = 0;
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        if (line->skip)
            continue;
        profile->kept += line->count;
        for (size_t j = 0; j + 2 < line->count; j++)
            profile->shingles[count++] = shingle_of(profile, line->first + j);
    }
    profile->shingle_count = count;
    sort_shingles(profile->shingles, count, scratch);
    arena_clear(scratch);
    profile->distinct = 0;
    for (size_t i = 0; i < count; i++)
        profile->distinct += is_first(profile, i);
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

int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

size_t sort_distinct(uint64_t *numbers, size_t count)
{
    size_t kept = 0;

    if (count < MANY)
        qsort(numbers, count, sizeof(*numbers), compare_numbers);
    else
        sort_by_number(numbers, count, sizeof(*numbers), 0);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || numbers[kept - 1] != numbers[i])
            numbers[kept++] = numbers[i];
    return kept;
}

static void add_feature(struct profile *profile, uint64_t feature)
{
    if (profile->feature_count < MOST_FEATURES)
        profile->features[profile->feature_count++] = feature & FEATURE_MASK;
}

static void add_decisive(struct profile *profile, uint64_t feature)
{
    add_feature(profile, feature);
    profile->decisive[profile->decisive_count++] = feature & FEATURE_MASK;
}

static void add_sample(struct profile *profile, const struct shingle *shingle)
{
    if (profile->feature_count == MOST_FEATURES)
        return;
    add_feature(profile, shingle->hash);
    profile->samples[profile->sample_count++] =
        (struct sample){shingle->hash & FEATURE_MASK, shingle->position, 0};
}

static uint64_t text_hash(const char *text)
{
    uint64_t hash = 14695981039346656037ULL; /* FNV-1a */

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
    return hash;
}

/*
 * The last shingles seen, for winnowing (Schleimer et al. 2003): of every
 * WINNOW shingles in a row the one with the least hash is chosen, so that two
 * texts with WINNOW + 2 words in common share a feature for certain.
 */
struct winnow {
    struct shingle shingles[WINNOW];
    size_t count;
    uint32_t chosen; /* its position + 1 */
};

static const struct shingle *least_of(const struct winnow *winnow, size_t count)
{
    const struct shingle *least = &winnow->shingles[0];

    for (size_t i = 1; i < count; i++)
        if (winnow->shingles[i].hash < least->hash)
            least = &winnow->shingles[i];
    return least;
}

static void winnow_shingle(struct profile *profile, struct winnow *winnow,
                           const struct shingle *shingle)
{
    winnow->shingles[winnow->count++ % WINNOW] = *shingle;
    if (winnow->count < WINNOW)
        return;
    const struct shingle *least = least_of(winnow, WINNOW);
    if (least->position + 1 != winnow->chosen)
        add_sample(profile, least);
    winnow->chosen = least->position + 1;
}

/* Of a text too short to fill a window. */
static void winnow_finish(struct profile *profile, const struct winnow *winnow)
{
    if (winnow->count && winnow->count < WINNOW)
        add_sample(profile, least_of(winnow, winnow->count));
}

static void add_opening(struct profile *profile)
{
    struct winnow winnow = {0};

    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        for (size_t j = 0; !line->skip && j + 2 < line->count &&
                           line->first + j < OPENING_WORDS;
             j++) {
            struct shingle shingle = shingle_of(profile, line->first + j);
            if (!profile->sample_count) /* the first of all */
                add_sample(profile, &shingle);
            winnow_shingle(profile, &winnow, &shingle);
        }
    }
    winnow_finish(profile, &winnow);
}

static void add_rest(struct profile *profile)
{
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        for (size_t j = 0; !line->skip && j + 2 < line->count; j++) {
            struct shingle shingle = shingle_of(profile, line->first + j);
            if (line->first + j >= OPENING_WORDS &&
                (shingle.hash % SAMPLE == 0 || !profile->sample_count))
                add_sample(profile, &shingle);
        }
    }
}

void profile_features(struct profile *profile, struct arena *arena)
{
    const struct fold_document *document = &profile->document;
    size_t most = profile->word_count + MOST_DECISIVE;

    most = most < MOST_FEATURES ? most : MOST_FEATURES;
    profile->features = arena_alloc(arena, most * sizeof(*profile->features));
    profile->samples = arena_alloc(arena, most * sizeof(*profile->samples));
    if (document->link)
        add_decisive(profile, mix((uint64_t)document->outlet,
                                  mix(text_hash(document->link), 11)));
    if (document->guid)
        add_decisive(profile, mix((uint64_t)document->outlet,
                                  mix(text_hash(document->guid), 13)));
    if (profile->title_key)
        add_decisive(profile, profile->title_key);
    if (profile->word_count >= 8)
        add_decisive(profile, mix(profile->text_key, 17));
    add_opening(profile);
    add_rest(profile);
    profile->feature_count =
        sort_distinct(profile->features, profile->feature_count);
}

bool profile_is_decisive(const struct profile *profile, uint64_t feature)
{
    for (size_t i = 0; i < profile->decisive_count; i++)
        if (profile->decisive[i] == feature)
            return true;
    return false;
}
