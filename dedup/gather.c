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
#define FEW_FEATURES 8    /* of a text so short that it may share just one */

int64_t batch_resolve(const struct batch *batch, int64_t story)
{
    uint64_t next;

    while ((next = table_get(&batch->merged, (uint64_t)story)) != 0)
        story = (int64_t)next;
    return story;
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
    uint64_t *asked = table_at(&wanted->batch->asked, count_key(scope, key));

    if (*asked)
        return;
    *asked = 1;
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
    /* On top of what this batch has counted already. */
    for (size_t i = 0; i < wanted->count && result == 0; i++)
        *table_at(&batch->counts.known,
                  count_key(wanted->keys[i].scope, wanted->keys[i].key)) +=
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

/* What scores far below the best is not read: nothing that it would find is
 * lost (docs/dedup.md). */
static void drop_unlikely(struct item *item)
{
    double best = 0;
    size_t kept = 0;

    for (size_t i = 0; i < item->candidate_count; i++)
        if (item->candidates[i].score > best)
            best = item->candidates[i].score;
    for (size_t i = 0; i < item->candidate_count; i++)
        if (item->candidates[i].score >= best * UNLIKELY)
            item->candidates[kept++] = item->candidates[i];
    item->candidate_count = kept;
}

bool candidate_is_likely(const struct item *item, const struct candidate *sum)
{
    return sum->shared >= 2 || sum->decisive ||
           item->profile.feature_count <= FEW_FEATURES;
}

void gather_candidates(struct item *item, struct candidate *all, size_t count)
{
    if (count)
        qsort(all, count, sizeof(*all), compare_candidates);
    for (size_t i = 0, next; i < count; i = next) {
        struct candidate sum = all[i];
        for (next = i + 1; next < count && all[next].entry == sum.entry;
             next++) {
            sum.score += all[next].score;
            sum.shared += all[next].shared;
            sum.decisive |= all[next].decisive;
        }
        if (sum.entry != item->profile.document.entry &&
            candidate_is_likely(item, &sum))
            keep_candidate(item, &sum);
    }
}

/* A feature that was asked for in this batch. */
static const struct known_feature *known_of(const struct batch *batch,
                                            uint64_t feature)
{
    return (const struct known_feature *)(uintptr_t)table_get(&batch->features,
                                                              feature);
}

const struct fold_postings *gather_postings(const struct batch *batch,
                                            uint64_t feature)
{
    return &known_of(batch, feature)->postings;
}

static void score_postings(struct batch *batch, struct item *item)
{
    const struct profile *profile = &item->profile;
    size_t count = 0;

    for (size_t i = 0; i < profile->feature_count; i++)
        count += gather_postings(batch, profile->features[i])->count;
    struct candidate *all =
        arena_alloc(&batch->scratch, (count + 1) * sizeof(*all));
    count = 0;
    for (size_t i = 0; i < profile->feature_count; i++) {
        uint64_t feature = profile->features[i];
        const struct fold_postings *postings = gather_postings(batch, feature);
        struct candidate candidate = {
            .score = rarity(postings->count),
            .shared = 1,
            .decisive = profile_is_decisive(profile, feature)};
        for (size_t j = 0; j < postings->count; j++) {
            candidate.entry = postings->items[j].entry;
            if (in_window(batch, item, postings->items[j].first_seen))
                all[count++] = candidate;
        }
    }
    gather_candidates(item, all, count);
    arena_clear(&batch->scratch);
    drop_unlikely(item);
}

/* How many stories are among count of them; `seen` has them. */
static uint32_t add_story(int64_t *seen, uint32_t count, int64_t story)
{
    for (uint32_t i = 0; i < count; i++)
        if (seen[i] == story)
            return count;
    seen[count] = story;
    return count + 1;
}

static uint32_t stories_of(const struct fold_postings *postings)
{
    int64_t seen[POSTINGS];
    uint32_t count = 0;

    for (size_t i = 0; i < postings->count; i++)
        count = add_story(seen, count, postings->items[i].story);
    return count;
}

/* As if the batch's documents were stored already. */
static uint32_t stories_with_locals(const struct batch *batch, uint64_t at,
                                    const struct fold_postings *postings)
{
    int64_t seen[POSTINGS];
    uint32_t count = 0;
    size_t n = 0;

    for (; at && n < POSTINGS; n++) {
        const struct local *local = &batch->locals[at - 1];
        count = add_story(seen, count, local->story);
        at = local->next;
    }
    for (size_t i = 0; i < postings->count && n < POSTINGS; i++, n++)
        count = add_story(seen, count, postings->items[i].story);
    return count;
}

/* A profile whose features were asked for. */
static void batch_weigh(struct batch *batch, struct profile *profile,
                        struct arena *arena)
{
    for (size_t i = 0; i < profile->sample_count; i++) {
        struct sample *sample = &profile->samples[i];
        const struct known_feature *known = known_of(batch, sample->feature);
        uint64_t locals = table_get(&batch->index, sample->feature);
        sample->stories =
            locals ? stories_with_locals(batch, locals, &known->postings)
                   : known->stories;
    }
    profile_weigh(profile, &batch->counts, arena, &batch->scratch);
}

/* Those of the profiles' features that were not asked for in this batch. */
static int ask_postings(struct batch *batch, struct profile *const *profiles,
                        size_t count, struct error *err)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += profiles[i]->feature_count;
    uint64_t *features =
        arena_alloc(&batch->chunk, (total + 1) * sizeof(*features));
    table_reserve(&batch->features, total);
    total = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < profiles[i]->feature_count; j++) {
            uint64_t feature = profiles[i]->features[j];
            uint64_t *known = table_at(&batch->features, feature);
            if (*known)
                continue;
            features[total++] = feature;
            *known = 1; /* until it is answered */
        }
    total = sort_distinct(features, total);
    struct fold_postings *found =
        arena_calloc(&batch->chunk, total + 1, sizeof(*found));
    struct known_feature *known =
        arena_alloc(&batch->found, (total + 1) * sizeof(*known));
    int result =
        batch->source->postings(batch->source->context, features, total,
                                POSTINGS, &batch->found, found, err);
    for (size_t i = 0; i < total && result == 0; i++) {
        known[i] = (struct known_feature){found[i], stories_of(&found[i])};
        *table_at(&batch->features, features[i]) = (uintptr_t)&known[i];
    }
    return result;
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
        struct profile *other = (struct profile *)(uintptr_t)table_get(
            &batch->profiles, (uint64_t)item->candidates[i].entry);
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
    int result = ask_postings(batch, hopeful, found, err);
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

/* Read the documents of all candidates. */
static int ask_documents(struct batch *batch, struct item *items, size_t count,
                         struct error *err)
{
    struct wanted wanted = {.batch = batch};
    int64_t *entries =
        arena_alloc(&batch->chunk, (count * CANDIDATES + 1) * sizeof(*entries));
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < items[i].candidate_count; j++)
            if (!table_get(&batch->profiles,
                           (uint64_t)items[i].candidates[j].entry))
                entries[total++] = items[i].candidates[j].entry;
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
        *table_at(&batch->profiles, (uint64_t)entries[i]) =
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

int gather_features(struct batch *batch, const struct fold_document *documents,
                    size_t count, struct item *items, struct error *err)
{
    struct wanted wanted = {.batch = batch};
    struct profile **profiles =
        arena_alloc(&batch->chunk, (count + 1) * sizeof(struct profile *));

    for (size_t i = 0; i < count; i++) {
        profiles[i] = &items[i].profile;
        profile_read(profiles[i], &documents[i], &batch->lexicon, &batch->own);
        profiles[i]->hopeful = true;
        profile_count_keys(profiles[i], want, &wanted);
    }
    int result = ask_counts(&wanted, err);
    if (result < 0)
        return result;
    for (size_t i = 0; i < count; i++) {
        profile_clean(profiles[i], &batch->counts);
        profile_features(profiles[i], &batch->own);
    }
    return ask_postings(batch, profiles, count, err);
}

int gather_others(struct batch *batch, struct item *items, size_t count,
                  struct error *err)
{
    for (size_t i = 0; i < count; i++)
        score_postings(batch, &items[i]);
    int result = ask_documents(batch, items, count, err);
    return result < 0 ? result : weigh_others(batch, items, count, err);
}
