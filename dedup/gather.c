/*
 * Asking the source, each time for many documents with their keys sorted, so
 * that an index on disk answers in one pass: for the features of the whole
 * batch, then for the candidates of one chunk of it after the other.
 *
 * A feature that many entries have is weak evidence and is weighed so; one
 * whose newest postings alone are more than we want to see is none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/ids.h"
#include "dedup/fold_internal.h"

#define UNLIKELY     0.25 /* of the best score */
#define LIGHT        0.2
#define LIGHT_SHARE  (2.0 / 3) /* of the features */
#define FEW_FEATURES 8 /* of a text so short that it may share just one */

int64_t batch_resolve(const struct batch *batch, int64_t story)
{
    uint64_t next;

    while ((next = table_get(&batch->merged, (uint64_t)story)) != 0)
        story = (int64_t)next;
    return story;
}

int64_t batch_story(const struct batch *batch, int64_t entry)
{
    uint64_t place = table_get(&batch->places, (uint64_t)entry);

    return place ? batch->assignments[place - 1].story : 0;
}

struct profile *batch_profile(const struct batch *batch, int64_t entry)
{
    uint64_t place = table_get(&batch->places, (uint64_t)entry);

    if (place)
        return batch->documents[place - 1];
    return (struct profile *)(uintptr_t)table_get(&batch->others,
                                                  (uint64_t)entry);
}

/* Counts */

struct wanted {
    struct batch *batch;
    struct fold_count *keys;
    size_t count, capacity;
};

static void want(void *context, int64_t scope, uint64_t key)
{
    struct wanted *wanted = context;
    struct table *known = &wanted->batch->counts.known;
    size_t before = known->count;

    table_at(known, count_key(scope, key));
    if (known->count == before)
        return;
    if (wanted->count == wanted->capacity)
        wanted->keys = array_grow(wanted->keys, wanted->count,
                                  &wanted->capacity, sizeof(*wanted->keys));
    wanted->keys[wanted->count++] = (struct fold_count){scope, key, 0};
}

static int ask_counts(struct wanted *wanted, struct error *err)
{
    struct batch *batch = wanted->batch;
    int result = 0;

    if (wanted->count) {
        sort_counts(wanted->keys, wanted->count);
        result = batch->source->counts(batch->source->context, wanted->keys,
                                       wanted->count, err);
    }
    for (size_t i = 0; i < wanted->count && result == 0; i++)
        if (wanted->keys[i].count)
            *table_at(&batch->counts.known,
                      count_key(wanted->keys[i].scope, wanted->keys[i].key)) =
                wanted->keys[i].count;
    xfree(wanted->keys);
    return result;
}

void gather_count(struct batch *batch, int64_t scope, uint64_t key)
{
    ++*table_at(&batch->counts.known, count_key(scope, key));
    if (batch->increment_count == batch->increment_capacity)
        batch->increments =
            array_grow(batch->increments, batch->increment_count,
                       &batch->increment_capacity, sizeof(*batch->increments));
    batch->increments[batch->increment_count++] =
        (struct fold_count){scope, key, 1};
}

/* Candidates */

/* Keep the best, by score. */
static void keep_candidate(struct item *item, const struct candidate *candidate)
{
    struct candidate *all = item->candidates;
    size_t worst = 0;

    for (size_t i = 0; i < item->candidate_count; i++)
        if (all[i].entry == candidate->entry)
            return;
    if (item->candidate_count < CANDIDATES) {
        all[item->candidate_count++] = *candidate;
        return;
    }
    for (size_t i = 1; i < CANDIDATES; i++)
        if (all[i].score < all[worst].score)
            worst = i;
    if (candidate->score > all[worst].score)
        all[worst] = *candidate;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a;
    const struct candidate *y = b;

    return (x->entry > y->entry) - (x->entry < y->entry);
}

bool in_window(const struct batch *batch, const struct item *item, int64_t time)
{
    int64_t mine = item->profile.document.first_seen;
    int64_t apart = mine > time ? mine - time : time - mine;

    return !batch->options->window || !mine || !time ||
           apart <= batch->options->window;
}

/*
 * Shared are phrases that many stories have. A copy shares a weight of four in
 * all, of which its features, one shingle of four in an opening, have one; this
 * is a fifth of that, which six stories leave of one phrase, and dozens of ten.
 * What shares much is read all the same, since a teaser may be all phrases, and
 * its title tells it.
 */
static bool is_light(const struct item *item, const struct candidate *candidate)
{
    return candidate->weight < LIGHT && !candidate->decisive &&
           candidate->shared <
               LIGHT_SHARE * (double)item->profile.feature_count;
}

/* What scores far below the best is not read, nor what shares next to nothing:
 * nothing that it would find is lost (docs/dedup.md). */
static void drop_unlikely(struct item *item)
{
    double best = 0;
    size_t kept = 0;

    for (size_t i = 0; i < item->candidate_count; i++)
        if (item->candidates[i].score > best)
            best = item->candidates[i].score;
    for (size_t i = 0; i < item->candidate_count; i++)
        if (item->candidates[i].score >= best * UNLIKELY &&
            !is_light(item, &item->candidates[i]))
            item->candidates[kept++] = item->candidates[i];
    item->candidate_count = kept;
}

bool candidate_is_likely(const struct item *item, const struct candidate *sum)
{
    return sum->shared >= 2 || sum->decisive ||
           item->profile.feature_count <= FEW_FEATURES;
}

/* Sum them up, each entry at the place where it came first; how many entries
 * there are. Most are there once, and go at once: they are not worth sorting. */
static size_t sum_candidates(struct candidate *all, size_t count,
                             struct arena *scratch)
{
    unsigned bits = 1;
    size_t sums = 0;

    while (count * 2 >> bits)
        bits++;
    size_t slots = (size_t)1 << bits;
    uint32_t *places = arena_calloc(scratch, slots, sizeof(*places)); /* + 1 */
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)(mix((uint64_t)all[i].entry, 0) >> (64 - bits));
        while (places[at] && all[places[at] - 1].entry != all[i].entry)
            at = (at + 1) & (slots - 1);
        if (!places[at]) {
            all[sums++] = all[i];
            places[at] = (uint32_t)sums;
            continue;
        }
        struct candidate *sum = &all[places[at] - 1];
        sum->score += all[i].score;
        sum->weight += all[i].weight;
        sum->shared += all[i].shared;
        sum->decisive |= all[i].decisive;
    }
    return sums;
}

void gather_candidates(struct item *item, struct candidate *all, size_t count,
                       struct arena *scratch)
{
    size_t sums = sum_candidates(all, count, scratch);
    size_t likely = 0;

    for (size_t i = 0; i < sums; i++)
        if (all[i].entry != item->profile.document.entry &&
            candidate_is_likely(item, &all[i]))
            all[likely++] = all[i];
    if (likely)
        qsort(all, likely, sizeof(*all), compare_candidates);
    for (size_t i = 0; i < likely; i++)
        keep_candidate(item, &all[i]);
}

static void score_postings(struct batch *batch, struct item *item)
{
    const struct profile *profile = &item->profile;
    size_t count = 0;

    for (size_t i = 0; i < profile->feature_count; i++)
        count += profile->known[i]->postings.count;
    struct candidate *all =
        arena_alloc(&batch->scratch, (count + 1) * sizeof(*all));
    count = 0;
    for (size_t i = 0; i < profile->feature_count; i++) {
        const struct fold_postings *postings = &profile->known[i]->postings;
        struct candidate candidate = {
            .score = rarity(postings->count),
            .weight = rarity(profile->known[i]->stories),
            .shared = 1,
            .decisive = profile_is_decisive(profile, profile->features[i])};
        for (size_t j = 0; j < postings->count; j++) {
            candidate.entry = postings->items[j].entry;
            if (in_window(batch, item, postings->items[j].first_seen))
                all[count++] = candidate;
        }
    }
    gather_candidates(item, all, count, &batch->scratch);
    arena_clear(&batch->scratch);
    drop_unlikely(item);
}

/* A profile whose features were asked for. */
static void batch_weigh(struct batch *batch, struct profile *profile,
                        struct arena *arena)
{
    for (size_t i = 0; i < profile->sample_count; i++) {
        struct sample *sample = &profile->samples[i];
        sample->stories = known_of(profile, sample->feature)->stories;
    }
    profile_weigh(profile, &batch->counts, arena, &batch->scratch);
}

/* The item's candidates that may be copies, and are not weighed yet; where the
 * next one goes. */
static struct profile **list_hopeful(struct batch *batch, struct item *item,
                                     struct profile **list)
{
    struct profile *profile = &item->profile;

    if (item->candidate_count && !profile->shingles)
        profile_shingle(profile, &batch->own, &batch->scratch);
    for (size_t i = 0; i < item->candidate_count; i++) {
        struct profile *other = batch_profile(batch, item->candidates[i].entry);
        if (!other || other->hopeful || verify_share(profile, other) < HOPELESS)
            continue;
        other->hopeful = true;
        *list++ = other;
    }
    return list;
}

/* Weigh what may be a copy of one of the items. */
static int weigh_others(struct batch *batch, struct item *items, size_t count,
                        struct error *err)
{
    struct profile **hopeful = arena_alloc(
        &batch->chunk, (count * CANDIDATES + 1) * sizeof(struct profile *));
    struct profile **end = hopeful;

    for (size_t i = 0; i < count; i++)
        end = list_hopeful(batch, &items[i], end);
    size_t found = (size_t)(end - hopeful);
    for (size_t i = 0; i < found; i++)
        profile_features(hopeful[i], &batch->chunk);
    int result = known_ask(batch, hopeful, found, &batch->chunk, err);
    for (size_t i = 0; i < found && result == 0; i++)
        batch_weigh(batch, hopeful[i], &batch->chunk);
    return result;
}

int gather_weigh(struct batch *batch, struct item *item, struct error *err)
{
    struct profile *profile = &item->profile;
    size_t before = profile->shingle_count;

    batch_weigh(batch, profile, &batch->own);
    /* Less of it counts, so a share may be greater than it was. */
    return profile->shingle_count == before ? 0
                                            : weigh_others(batch, item, 1, err);
}

int gather_entries(struct batch *batch, int64_t *entries, size_t total,
                   struct error *err)
{
    struct wanted wanted = {.batch = batch};

    total = ids_distinct(entries, total);
    struct fold_document *documents =
        arena_calloc(&batch->chunk, total + 1, sizeof(*documents));
    struct profile *profiles =
        arena_calloc(&batch->chunk, total + 1, sizeof(*profiles));
    int result = batch->source->documents(batch->source->context, entries,
                                          total, &batch->chunk, documents, err);
    for (size_t i = 0; i < total && result == 0; i++) {
        if (!documents[i].entry)
            continue;
        profile_read(&profiles[i], &documents[i], &batch->lexicon,
                     &batch->chunk);
        profile_count_keys(&profiles[i], want, &wanted);
        *table_at(&batch->others, (uint64_t)entries[i]) =
            (uintptr_t)&profiles[i];
    }
    if (result < 0) {
        xfree(wanted.keys);
        return result;
    }
    result = ask_counts(&wanted, err);
    for (size_t i = 0; i < total && result == 0; i++) {
        if (!documents[i].entry)
            continue;
        profile_clean(&profiles[i], &batch->counts);
        profile_shingle(&profiles[i], &batch->chunk, &batch->scratch);
    }
    return result;
}

/* Read the documents of all candidates. */
static int ask_documents(struct batch *batch, struct item *items, size_t count,
                         struct error *err)
{
    int64_t *entries =
        arena_alloc(&batch->chunk, (count * CANDIDATES + 1) * sizeof(*entries));
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < items[i].candidate_count; j++)
            if (!batch_profile(batch, items[i].candidates[j].entry))
                entries[total++] = items[i].candidates[j].entry;
    return gather_entries(batch, entries, total, err);
}

int gather_features(struct batch *batch, const struct fold_document *documents,
                    size_t count, struct item *items, struct error *err)
{
    struct wanted wanted = {.batch = batch};
    struct profile **profiles =
        arena_alloc(&batch->chunk, (count + 1) * sizeof(struct profile *));
    size_t keys = 0;

    for (size_t i = 0; i < count; i++) {
        profiles[i] = &items[i].profile;
        profile_read(profiles[i], &documents[i], &batch->lexicon, &batch->own);
        profiles[i]->hopeful = true;
        keys += profiles[i]->line_count + 1;
    }
    table_reserve(&batch->counts.known, keys); /* most are of a line's words */
    for (size_t i = 0; i < count; i++)
        profile_count_keys(profiles[i], want, &wanted);
    int result = ask_counts(&wanted, err);
    if (result < 0)
        return result;
    for (size_t i = 0; i < count; i++) {
        profile_clean(profiles[i], &batch->counts);
        /* They are posted in the end. */
        profile_features(profiles[i], batch->arena);
    }
    return known_ask(batch, profiles, count, &batch->own, err);
}

int gather_others(struct batch *batch, struct item *items, size_t count,
                  struct error *err)
{
    struct candidate *candidates = arena_alloc(
        &batch->chunk, (count * CANDIDATES + 1) * sizeof(*candidates));

    for (size_t i = 0; i < count; i++) {
        items[i].candidates = candidates + i * CANDIDATES;
        score_postings(batch, &items[i]);
    }
    int result = ask_documents(batch, items, count, err);
    return result < 0 ? result : weigh_others(batch, items, count, err);
}
