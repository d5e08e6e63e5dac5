/*
 * The features by which entries find each other, and the lines that an outlet
 * repeats.
 *
 * Features are a consistent sample of shingles (shingles.c): the same one is
 * chosen in every text that has it. One in 32, and more among the first 48
 * words, so that a teaser meets its full text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "dedup/dedup_internal.h"

#define OPENING_WORDS 48
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

/* Whether a line may be one of those that begin alike, "Read also | …". */
static bool may_be_link(const struct line *line)
{
    return line->count <= SHORT_LINE && line->count >= 2 && line->link;
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
        if (may_be_link(line))
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

    if (!may_be_link(line))
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
    size_t least;    /* where the one with the least hash is */
    uint32_t chosen; /* its position + 1 */
};

static size_t least_of(const struct winnow *winnow, size_t count)
{
    size_t least = 0;

    for (size_t i = 1; i < count; i++)
        if (winnow->shingles[i].hash < winnow->shingles[least].hash)
            least = i;
    return least;
}

/* Put the shingle where the oldest was. All are looked at again only where
 * that was the least; of equal ones it is always the first by its place. */
static void slide(struct winnow *winnow, const struct shingle *shingle)
{
    size_t place = winnow->count++ % WINNOW;
    const struct shingle *least = &winnow->shingles[winnow->least];

    winnow->shingles[place] = *shingle;
    if (winnow->count <= WINNOW || place == winnow->least)
        winnow->least =
            least_of(winnow, winnow->count < WINNOW ? winnow->count : WINNOW);
    else if (shingle->hash < least->hash ||
             (shingle->hash == least->hash && place < winnow->least))
        winnow->least = place;
}

static void winnow_shingle(struct profile *profile, struct winnow *winnow,
                           const struct shingle *shingle)
{
    slide(winnow, shingle);
    if (winnow->count < WINNOW)
        return;
    const struct shingle *least = &winnow->shingles[winnow->least];
    if (least->position + 1 != winnow->chosen)
        add_sample(profile, least);
    winnow->chosen = least->position + 1;
}

/* Of a text too short to fill a window. */
static void winnow_finish(struct profile *profile, const struct winnow *winnow)
{
    if (winnow->count && winnow->count < WINNOW)
        add_sample(profile, &winnow->shingles[winnow->least]);
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
        size_t opening =
            line->first < OPENING_WORDS ? OPENING_WORDS - line->first : 0;
        for (size_t j = opening; !line->skip && j + 2 < line->count; j++) {
            struct shingle shingle = shingle_of(profile, line->first + j);
            if (shingle.hash % SAMPLE == 0 || !profile->sample_count)
                add_sample(profile, &shingle);
        }
    }
}

static void *keep(struct arena *arena, const void *items, size_t size)
{
    return memcpy(arena_alloc(arena, size), items, size);
}

void profile_features(struct profile *profile, struct arena *arena)
{
    const struct fold_document *document = &profile->document;
    uint64_t features[MOST_FEATURES];
    struct sample samples[MOST_FEATURES];

    profile->features = features;
    profile->samples = samples;
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
    profile->feature_count = sort_distinct(features, profile->feature_count);
    profile->features =
        keep(arena, features, profile->feature_count * sizeof(*features));
    profile->samples =
        keep(arena, samples, profile->sample_count * sizeof(*samples));
}

bool profile_is_decisive(const struct profile *profile, uint64_t feature)
{
    for (size_t i = 0; i < profile->decisive_count; i++)
        if (profile->decisive[i] == feature)
            return true;
    return false;
}
