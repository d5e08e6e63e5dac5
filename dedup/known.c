/*
 * What is known of features: their postings, and which documents of the batch
 * have them.
 *
 * Each profile has a pointer for each of its features, since they are used
 * again and again: when candidates are looked for, among those stored and those
 * of the batch, when the text is weighed, and when it is posted. A look into a
 * table each time was a tenth of folding. To be asked for, the features are
 * sorted anyway; so those of the batch stay as they are then, and others, a
 * chunk's at a time, are found there in one pass.
 */
#include "base/sort.h"
#include "dedup/fold_internal.h"

/* A feature of a profile, and where it is to be known. */
struct asked {
    uint64_t feature;
    struct known_feature **known;
};

/* The features of all profiles, ascending, in the chunk's arena. */
static struct asked *list_features(struct batch *batch,
                                   struct profile *const *profiles,
                                   size_t count, struct arena *arena,
                                   size_t *ret_count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += profiles[i]->feature_count;
    struct asked *asked =
        arena_alloc(&batch->chunk, (total + 1) * sizeof(*asked));
    total = 0;
    for (size_t i = 0; i < count; i++) {
        struct profile *profile = profiles[i];
        profile->known = arena_alloc(arena, (profile->feature_count + 1) *
                                                sizeof(struct known_feature *));
        for (size_t j = 0; j < profile->feature_count; j++)
            asked[total++] =
                (struct asked){profile->features[j], &profile->known[j]};
    }
    sort_by_number(asked, total, sizeof(*asked),
                   offsetof(struct asked, feature));
    *ret_count = total;
    return asked;
}

/* The last of from..to - 1 that is no greater than the feature; else from. */
static size_t last_before(const uint64_t *features, size_t from, size_t to,
                          uint64_t feature)
{
    while (from + 1 < to) {
        size_t middle = (from + to) / 2;
        if (features[middle] <= feature)
            from = middle;
        else
            to = middle;
    }
    return from;
}

/* What is known of a feature of the batch's documents; NULL where they do not
 * have it. Features are looked for in order: from *position on, in steps that
 * double, since those of a chunk lie close and those of one document far apart. */
static struct known_feature *find_asked(const struct asked_features *asked,
                                        uint64_t feature, size_t *position)
{
    size_t from = *position;
    size_t step = 1;

    while (from + step < asked->count &&
           asked->features[from + step] <= feature)
        step *= 2;
    size_t to = from + step < asked->count ? from + step : asked->count;
    size_t at = last_before(asked->features, from + step / 2, to, feature);
    *position = at;
    return at < asked->count && asked->features[at] == feature
               ? &asked->known[at]
               : NULL;
}

/* Point each to what is known of it; ret gets what nothing is known of yet. */
static void point_known(struct batch *batch, const struct asked *list,
                        size_t count, struct asked_features *ret)
{
    bool first = !batch->asked.features;
    size_t position = 0;

    for (size_t i = 0, next; i < count; i = next) {
        uint64_t feature = list[i].feature;
        struct known_feature *known =
            find_asked(&batch->asked, feature, &position);
        if (!known && !first)
            known = (struct known_feature *)(uintptr_t)table_get(
                &batch->features, feature);
        if (!known) {
            ret->features[ret->count] = feature;
            known = &ret->known[ret->count++];
        }
        for (next = i; next < count && list[next].feature == feature; next++)
            *list[next].known = known;
    }
}

const struct known_feature *known_find(const struct batch *batch,
                                       uint64_t feature, size_t *position)
{
    return find_asked(&batch->asked, feature, position);
}

static bool is_among(const int64_t *stories, size_t count, int64_t story)
{
    for (size_t i = 0; i < count; i++)
        if (stories[i] == story)
            return true;
    return false;
}

static uint32_t stories_of(const struct fold_postings *postings)
{
    int64_t seen[POSTINGS];
    uint32_t count = 0;

    for (size_t i = 0; i < postings->count; i++)
        if (!is_among(seen, count, postings->items[i].story))
            seen[count++] = postings->items[i].story;
    return count;
}

int known_ask(struct batch *batch, struct profile *const *profiles,
              size_t count, struct arena *arena, struct error *err)
{
    size_t total;
    struct asked *list = list_features(batch, profiles, count, arena, &total);
    struct asked_features fresh = {
        .features = arena_alloc(arena, (total + 1) * sizeof(*fresh.features)),
        .known =
            arena_alloc(&batch->found, (total + 1) * sizeof(*fresh.known))};
    point_known(batch, list, total, &fresh);
    struct fold_postings *found =
        arena_calloc(&batch->chunk, fresh.count + 1, sizeof(*found));
    int result = batch->source->postings(batch->source->context, fresh.features,
                                         fresh.count, POSTINGS, &batch->found,
                                         found, err);

    if (result < 0)
        return result;
    for (size_t i = 0; i < fresh.count; i++)
        fresh.known[i] = (struct known_feature){
            .postings = found[i], .stories = stories_of(&found[i])};
    if (!batch->asked.features) {
        batch->asked = fresh;
        return 0;
    }
    for (size_t i = 0; i < fresh.count; i++)
        *table_at(&batch->features, fresh.features[i]) =
            (uintptr_t)&fresh.known[i];
    return 0;
}

/* The stories of the POSTINGS newest documents that have a feature, those of
 * this batch as if they were stored already; how many documents there are. */
static size_t list_stories(const struct batch *batch,
                           const struct known_feature *known, int64_t *stories)
{
    const struct fold_postings *postings = &known->postings;
    size_t count = 0;

    for (uint32_t at = known->newest; at && count < POSTINGS;) {
        const struct local *local = &batch->locals[at - 1];
        stories[count++] = local->story;
        at = local->next;
    }
    for (size_t i = 0; i < postings->count && count < POSTINGS; i++)
        stories[count++] = postings->items[i].story;
    return count;
}

void known_post(struct batch *batch, struct known_feature *known, size_t place)
{
    int64_t story = batch->assignments[place].story;
    int64_t stories[POSTINGS];
    size_t count = list_stories(batch, known, stories);

    if (count == POSTINGS) { /* the oldest makes room */
        count--;
        known->stories -= !is_among(stories, count, stories[count]);
    }
    known->stories += !is_among(stories, count, story);
    batch->locals[batch->local_count++] =
        (struct local){story, (uint32_t)place, known->newest};
    known->newest = (uint32_t)batch->local_count;
}

const struct known_feature *known_of(const struct profile *profile,
                                     uint64_t feature)
{
    return profile->known[last_before(profile->features, 0,
                                      profile->feature_count, feature)];
}
