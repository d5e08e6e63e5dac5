/*
 * Shingles, their weights, and the features by which entries find each other.
 *
 * A shingle is three words in a row within a line. Shingles that many stories
 * have say little: weight 1 / (1 + (df / 3)²). Counting df of all shingles
 * would cost as much as storing the text; what repeats, repeats in runs, so it
 * is counted of one in DF_SAMPLE, chosen by hash, and the others take it from
 * their nearest neighbour in the text.
 *
 * Features are a consistent sample: the same shingle is chosen in every text
 * that has it. One in 32, and more among the first 48 words, so that a teaser
 * meets its full text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dedup/dedup_internal.h"

#define OPENING_WORDS 48
#define SAMPLE        32
#define WINNOW        6
#define MOST_FEATURES 256
#define SHORT_LINE    16 /* words of a line whose opening may be boilerplate */

uint64_t count_key(int64_t scope, uint64_t key)
{
    return mix((uint64_t)scope, key);
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

static bool sampled(uint64_t hash)
{
    return (hash >> 8) % DF_SAMPLE == 0;
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
        for (size_t j = 0; j + 2 < line->count; j++) {
            uint64_t hash = shingle_at(&profile->words[line->first + j]);
            if (sampled(hash))
                add(context, 0, hash);
        }
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

/* df of a shingle from that of the nearest sampled one. */
static void spread_weights(struct shingle *shingles, size_t count,
                           const struct counts *counts)
{
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < count; i++) {
        if (!sampled(shingles[i].hash))
            continue;
        double df =
            (double)table_get(&counts->known, count_key(0, shingles[i].hash));
        shingles[i].weight = (float)(1 / (1 + df / 3 * (df / 3)));
        /* Half of the way back to the one before is ours. */
        size_t from = last == SIZE_MAX ? 0 : last + (i - last) / 2 + 1;
        for (size_t j = from; j < i; j++)
            shingles[j].weight = shingles[i].weight;
        if (last != SIZE_MAX)
            for (size_t j = last + 1; j < from && j < i; j++)
                shingles[j].weight = shingles[last].weight;
        last = i;
    }
    for (size_t j = last == SIZE_MAX ? 0 : last + 1; j < count; j++)
        shingles[j].weight = last == SIZE_MAX ? 1.0F : shingles[last].weight;
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

/* Repeated ones stay, since they cover words; they weigh once. */
static void weigh_distinct(struct profile *profile)
{
    const struct shingle *shingles = profile->shingles;

    for (size_t i = 0; i < profile->shingle_count; i++)
        if (i == 0 || shingles[i - 1].hash != shingles[i].hash)
            profile->weight += shingles[i].weight;
}

/*
 * The fingerprint that is shown: each shingle has a vote on each bit. The
 * votes are counted for 64 bits at once, in binary counters that lie across
 * the words of `digits`.
 */
uint64_t simhash_of(const struct shingle *shingles, size_t count)
{
    uint64_t digits[32] = {0};
    uint64_t result = 0;

    for (size_t i = 0; i < count; i++) {
        uint64_t carry = shingles[i].hash;
        for (size_t k = 0; carry && k < 32; k++) {
            uint64_t next = digits[k] & carry;
            digits[k] ^= carry;
            carry = next;
        }
    }
    for (int bit = 0; bit < 64; bit++) {
        size_t votes = 0;
        for (int k = 0; k < 32; k++)
            votes |= (size_t)(digits[k] >> bit & 1) << k;
        result |= (uint64_t)(votes * 2 > count) << bit;
    }
    return result;
}

void profile_clean(struct profile *profile, const struct counts *counts)
{
    for (size_t i = 0; i < profile->line_count; i++) {
        struct line *line = &profile->lines[i];
        line->skip |= is_boilerplate(profile, line, counts);
    }
}

void profile_weigh(struct profile *profile, const struct counts *counts,
                   struct arena *arena, struct arena *scratch)
{
    size_t count = 0;

    profile_clean(profile, counts);
    if (!profile->shingles)
        profile->shingles = arena_alloc(arena, (profile->word_count + 1) *
                                                   sizeof(struct shingle));
    profile->weight = 0;
    profile->kept = 0;
    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        if (line->skip)
            continue;
        profile->kept += line->count;
        for (size_t j = 0; j + 2 < line->count; j++) {
            size_t at = line->first + j;
            profile->shingles[count++] = (struct shingle){
                shingle_at(&profile->words[at]), (uint32_t)at, 0};
        }
    }
    profile->shingle_count = count;
    profile->simhash = simhash_of(profile->shingles, count);
    spread_weights(profile->shingles, count, counts);
    sort_shingles(profile->shingles, count, scratch);
    arena_clear(scratch);
    weigh_distinct(profile);
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

    qsort(numbers, count, sizeof(*numbers), compare_numbers);
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
    uint64_t hashes[WINNOW];
    size_t count;
    uint64_t chosen;
};

static void winnow_shingle(struct profile *profile, struct winnow *winnow,
                           uint64_t hash)
{
    uint64_t least = hash;

    winnow->hashes[winnow->count++ % WINNOW] = hash;
    if (winnow->count < WINNOW)
        return;
    for (size_t i = 0; i < WINNOW; i++)
        if (winnow->hashes[i] < least)
            least = winnow->hashes[i];
    if (least != winnow->chosen)
        add_feature(profile, least);
    winnow->chosen = least;
}

/* Of a text too short to fill a window. */
static void winnow_finish(struct profile *profile, const struct winnow *winnow)
{
    uint64_t least = winnow->hashes[0];

    if (!winnow->count || winnow->count >= WINNOW)
        return;
    for (size_t i = 1; i < winnow->count; i++)
        if (winnow->hashes[i] < least)
            least = winnow->hashes[i];
    add_feature(profile, least);
}

static void add_shingle_features(struct profile *profile)
{
    struct winnow winnow = {0};
    bool first = true;

    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        for (size_t j = 0; !line->skip && j + 2 < line->count; j++) {
            size_t at = line->first + j;
            uint64_t hash = shingle_at(&profile->words[at]);
            if (first)
                add_feature(profile, hash);
            first = false;
            if (at < OPENING_WORDS)
                winnow_shingle(profile, &winnow, hash);
            else if (hash % SAMPLE == 0)
                add_feature(profile, hash);
        }
    }
    winnow_finish(profile, &winnow);
}

void profile_features(struct profile *profile, struct arena *arena)
{
    const struct fold_document *document = &profile->document;

    profile->features =
        arena_alloc(arena, MOST_FEATURES * sizeof(*profile->features));
    if (document->link)
        add_feature(profile, mix((uint64_t)document->outlet,
                                 mix(text_hash(document->link), 11)));
    if (document->guid)
        add_feature(profile, mix((uint64_t)document->outlet,
                                 mix(text_hash(document->guid), 13)));
    if (profile->title_key)
        add_feature(profile, profile->title_key);
    if (profile->word_count >= 8)
        add_feature(profile, mix(profile->text_key, 17));
    add_shingle_features(profile);
    profile->feature_count =
        sort_distinct(profile->features, profile->feature_count);
}
