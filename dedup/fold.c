/*
 * Folding: each document joins the story of its best match, or founds one.
 *
 * Documents are taken in order, and each sees those before it in the batch as
 * it would see stored ones, so that how they were batched does not matter.
 * Texts are compared last; a link or guid that an outlet uses twice settles it
 * at once, and where there is no text the title decides, unless the outlet
 * uses titles again.
 *
 * Two stories become one only on strong evidence: a document that is as large
 * as both and matches both well. A story of one entry is taken in on an
 * ordinary match. The younger goes into the older.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/fold_internal.h"

#define BULK         1000 /* documents: a batch of many, and not the only one */
#define TITLE_WINDOW (3 * 86400)
#define LEAST_WORDS  8    /* of a text that is compared */
#define BRIDGE       25.0 /* weight below which nothing is bridged */

/* Earlier documents of this batch that share features. */
static void add_locals(struct batch *batch, struct item *item)
{
    const struct profile *profile = &item->profile;
    struct candidate *all =
        arena_alloc(&batch->scratch,
                    (profile->feature_count * POSTINGS + 1) * sizeof(*all));
    size_t count = 0;

    for (size_t i = 0; i < profile->feature_count; i++) {
        const struct known_feature *known = profile->known[i];
        uint32_t at = known->newest;
        struct candidate candidate = {
            .shared = 1,
            .decisive = profile_is_decisive(profile, profile->features[i])};
        for (size_t n = known->postings.count; at && n < POSTINGS; n++) {
            const struct local *local = &batch->locals[at - 1];
            const struct fold_document *other = &batch->given[local->place];
            candidate.entry = other->entry;
            candidate.score = rarity(n + 1);
            if (in_window(batch, item, other->first_seen))
                all[count++] = candidate;
            at = local->next;
        }
    }
    gather_candidates(item, all, count, &batch->scratch);
    arena_clear(&batch->scratch);
}

static bool equal(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* No text to compare: the same title, lately, which the outlet does not use
 * for everything. */
static bool same_title(const struct batch *batch, const struct profile *a,
                       const struct profile *b)
{
    int64_t apart = a->document.first_seen - b->document.first_seen;

    if (!a->title_key || a->title_key != b->title_key ||
        (a->kept >= LEAST_WORDS && b->kept >= LEAST_WORDS) ||
        apart > TITLE_WINDOW || apart < -TITLE_WINDOW)
        return false;
    const struct profile *both[] = {a, b};
    for (size_t i = 0; i < 2; i++)
        if (table_get(&batch->counts.known,
                      count_key(both[i]->document.outlet,
                                title_count_key(a->title_key))) >= 2)
            return false;
    return true;
}

void batch_judge(struct batch *batch, const struct profile *a,
                 const struct profile *b, struct match *ret)
{
    bool one_outlet = a->document.outlet == b->document.outlet;

    if (one_outlet && (equal(a->document.link, b->document.link) ||
                       equal(a->document.guid, b->document.guid))) {
        *ret =
            (struct match){.containment = 1, .copy = true, .rule = FOLD_LINK};
        return;
    }
    if (same_title(batch, a, b)) {
        *ret =
            (struct match){.containment = 1, .copy = true, .rule = FOLD_TITLE};
        return;
    }
    *ret = (struct match){.breach = BREACH_SHORT};
    if (a->kept < LEAST_WORDS || b->kept < LEAST_WORDS) {
        if (verify_beginning(a, b))
            *ret = (struct match){
                .containment = 1, .copy = true, .rule = FOLD_TITLE};
        return;
    }
    verify(a, b, batch->options->threshold, &batch->scratch, ret);
    batch->verified += ret->aligned;
    arena_clear(&batch->scratch);
}

static int compare_given(const void *entry, const void *document)
{
    int64_t a = *(const int64_t *)entry;
    int64_t b = ((const struct fold_document *)document)->entry;

    return (a > b) - (a < b);
}

/* What is folded again may leave the story that it is in: until then nothing
 * follows it there. It finds what came before it when its turn comes. */
bool batch_waits(const struct batch *batch, int64_t entry)
{
    return batch->given_count && !batch_story(batch, entry) &&
           bsearch(&entry, batch->given, batch->given_count,
                   sizeof(*batch->given), compare_given);
}

int64_t batch_story_of(const struct batch *batch, const struct profile *other)
{
    int64_t story = batch_story(batch, other->document.entry);

    if (!story)
        story = other->document.story;
    return story ? batch_resolve(batch, story) : 0;
}

int batch_judge_all(struct batch *batch, const struct item *item,
                    struct found *ret, size_t *ret_count, struct error *err)
{
    int64_t entry = item->profile.document.entry;
    size_t judged = 0;

    batch->candidates += item->candidate_count;
    for (size_t i = 0; i < item->candidate_count; i++) {
        const struct candidate *candidate = &item->candidates[i];
        const struct profile *other = batch_profile(batch, candidate->entry);
        if (!other || batch_waits(batch, candidate->entry) ||
            (batch->options->past_only && candidate->entry > entry))
            continue;
        int64_t story = batch_story_of(batch, other);
        if (!story || !in_window(batch, item, other->document.first_seen) ||
            corrections_bar(batch, entry, story))
            continue;
        ret[judged] = (struct found){.profile = other, .story = story};
        batch_judge(batch, &item->profile, other, &ret[judged++].match);
    }
    for (size_t i = 0; i < judged; i++)
        object_by_story(&ret[i], &item->profile, ret, judged);
    *ret_count = judged;
    return object_by_members(batch, &item->profile, ret, judged, err);
}

static int find_matches(struct batch *batch, const struct item *item,
                        struct found *found, size_t *ret_count,
                        struct error *err)
{
    size_t judged;
    size_t count = 0;

    int result = batch_judge_all(batch, item, found, &judged, err);
    for (size_t i = 0; i < judged && result == 0; i++)
        if (found[i].match.copy && found[i].objection == BREACH_NONE)
            found[count++] = found[i];
    *ret_count = count;
    return result;
}

static double size_ratio(const struct profile *a, const struct profile *b)
{
    return a->kept < b->kept ? (double)a->kept / (double)b->kept
                             : (double)b->kept / (double)a->kept;
}

/* Of two that contain it alike, the older story; but where the user keeps the
 * two apart, the one whose text is as long. */
static bool is_better(const struct batch *batch, const struct item *item,
                      const struct found *x, const struct found *y)
{
    if (x->match.containment > y->match.containment ||
        x->match.containment < y->match.containment)
        return x->match.containment > y->match.containment;
    if (batch->link_count && corrections_forbid(batch, x->story, y->story))
        return size_ratio(&item->profile, x->profile) >
               size_ratio(&item->profile, y->profile);
    if (x->match.supported != y->match.supported)
        return x->match.supported;
    return x->story < y->story;
}

static const struct found *best_of(const struct batch *batch,
                                   const struct item *item,
                                   const struct found *found, size_t count)
{
    const struct found *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (!best || is_better(batch, item, &found[i], best))
            best = &found[i];
    return best;
}

static int story_is_single(struct batch *batch, int64_t story, bool *ret,
                           struct error *err)
{
    int64_t *entries;
    size_t count = 0;

    int result = batch->source->members(batch->source->context, story, 2,
                                        &batch->chunk, &entries, &count, err);
    /* Its founder may be of this batch, or stored: never both. */
    size_t member = members_newest(&batch->members, story);
    for (; member && count < 2; member = members_older(&batch->members, member))
        count++;
    *ret = count <= 1;
    return result;
}

static void merge(struct batch *batch, int64_t a, int64_t b)
{
    int64_t from = a > b ? a : b;
    int64_t into = a > b ? b : a;

    if (batch->merge_count == batch->merge_capacity)
        batch->merges =
            array_grow(batch->merges, batch->merge_count,
                       &batch->merge_capacity, sizeof(*batch->merges));
    batch->merges[batch->merge_count++] = (struct fold_merge){from, into};
    *table_at(&batch->merged, (uint64_t)from) = (uint64_t)into;
    members_merge(&batch->members, from, into);
    corrections_merged(batch, from, into);
}

/* What else the document matches, besides the story it joins. */
static int bridge(struct batch *batch, const struct profile *profile,
                  const struct found *found, size_t count, int64_t story,
                  struct error *err)
{
    bool best_strong = false;

    if (profile->weight < BRIDGE)
        return 0;
    for (size_t i = 0; i < count; i++)
        best_strong |= found[i].match.strong && found[i].story == story;
    for (size_t i = 0; i < count; i++) {
        int64_t here = batch_resolve(batch, story);
        int64_t other = batch_resolve(batch, found[i].story);
        bool single = false;
        bool objected = false;
        if (other == here || corrections_forbid(batch, here, other))
            continue;
        int result = story_is_single(batch, other, &single, err);
        if (result < 0)
            return result;
        if (!single && !(found[i].match.strong && best_strong))
            continue;
        result = object_to_merger(batch, profile, &found[i], found, count, here,
                                  &objected, err);
        if (result < 0)
            return result;
        if (!objected)
            merge(batch, here, other);
    }
    return 0;
}

struct count_keys {
    uint64_t *items;
    size_t count;
};

/* All are the document's outlet's. */
static void add_count_key(void *context, int64_t scope, uint64_t key)
{
    struct count_keys *keys = context;

    keys->items[keys->count++] = key;
}

/* What the outlet's later documents will be cleaned by: each thing once. */
static void count_document(struct batch *batch, const struct profile *profile)
{
    size_t most = 2 + 2 * profile->line_count; /* entry, title; lines */
    struct count_keys keys = {
        arena_alloc(&batch->scratch, most * sizeof(uint64_t)), 0};

    profile_count_keys(profile, add_count_key, &keys);
    keys.count = sort_distinct(keys.items, keys.count);
    for (size_t i = 0; i < keys.count; i++)
        gather_count(batch, profile->document.outlet, keys.items[i]);
    arena_clear(&batch->scratch);
}

/* The user has said with which entries this one belongs: they are one story,
 * whatever the texts say. */
static void join_partners(struct batch *batch,
                          struct fold_assignment *assignment)
{
    size_t position = 0;
    int64_t partner, story;

    while ((story = corrections_partner(batch, assignment->entry, &position,
                                        &partner)) != 0) {
        int64_t here = batch_resolve(batch, assignment->story);
        if (assignment->rule == FOLD_ALONE) {
            assignment->rule = FOLD_CORRECTION;
            assignment->story = story;
            assignment->nearest = partner;
            assignment->similarity = 0;
        } else if (here != story && !corrections_forbid(batch, here, story)) {
            merge(batch, here, story);
        }
    }
}

/* The story of what matches nothing: its own, or that in which it stays. */
static int64_t story_alone(const struct batch *batch,
                           const struct fold_document *document)
{
    int64_t stay = document->stay ? batch_resolve(batch, document->stay) : 0;

    return stay && !corrections_bar(batch, document->entry, stay)
               ? stay
               : document->entry;
}

static int fold_one(struct batch *batch, struct item *item, struct error *err)
{
    const struct profile *profile = &item->profile;
    int64_t entry = profile->document.entry;
    struct found found[CANDIDATES];

    size_t count;
    int result = find_matches(batch, item, found, &count, err);
    if (result < 0)
        return result;
    const struct found *best = best_of(batch, item, found, count);
    struct fold_assignment *assignment =
        &batch->assignments[batch->assignment_count];
    *assignment = (struct fold_assignment){
        .entry = entry,
        .story = best ? best->story : story_alone(batch, &profile->document),
        .nearest = best ? best->profile->document.entry : 0,
        .similarity = best ? best->match.containment : 1,
        .rule = best ? best->match.rule : FOLD_ALONE,
        .simhash = simhash_of(profile->shingles, profile->shingle_count),
        .features = profile->features,
        .feature_count = profile->feature_count,
    };
    count_document(batch, profile);
    if (batch->link_count)
        join_partners(batch, assignment);
    if (best)
        result = bridge(batch, profile, found, count, best->story, err);
    corrections_folded(batch, entry, assignment->story);
    members_add(&batch->members, batch_resolve(batch, assignment->story),
                batch->assignment_count);
    *table_at(&batch->places, (uint64_t)entry) = ++batch->assignment_count;
    return result;
}

/* Only the batch's own documents outlive their chunk, and what is posted: a
 * quarter of the features of a bulk are asked for again. */
static void forget_chunk(struct batch *batch)
{
    table_clear(&batch->others);
    arena_clear(&batch->chunk);
}

static int fold_chunk(struct batch *batch, struct item *items, size_t count,
                      struct error *err)
{
    int result = gather_others(batch, items, count, err);

    for (size_t i = 0; i < count && result == 0; i++) {
        struct profile *profile = &items[i].profile;
        size_t place = batch->assignment_count;
        add_locals(batch, &items[i]);
        /* Again, by what the documents before it have taught. */
        result = gather_weigh(batch, &items[i], err);
        batch->documents[place] = profile;
        if (result == 0)
            result = fold_one(batch, &items[i], err);
        for (size_t j = 0; j < profile->feature_count && result == 0; j++)
            known_post(batch, profile->known[j], place);
    }
    forget_chunk(batch);
    return result;
}

static void finish_counts(struct batch *batch, struct fold_result *ret)
{
    struct fold_count *counts =
        arena_calloc(batch->arena, batch->increment_count + 1, sizeof(*counts));
    size_t kept = 0;

    sort_counts(batch->increments, batch->increment_count);
    for (size_t i = 0; i < batch->increment_count; i++) {
        const struct fold_count *next = &batch->increments[i];
        struct fold_count *last = kept ? &counts[kept - 1] : NULL;
        if (last && last->scope == next->scope && last->key == next->key)
            last->count += next->count;
        else
            counts[kept++] = *next;
    }
    ret->counts = counts;
    ret->count_count = kept;
}

void batch_init(struct batch *batch, const struct fold_options *options,
                const struct fold_source *source, struct arena *arena)
{
    *batch =
        (struct batch){.options = options, .source = source, .arena = arena};
    batch->lexicon = lexicon_new(&options->secret, &batch->own);
}

void batch_release(struct batch *batch)
{
    arena_release(&batch->own);
    arena_release(&batch->found);
    arena_release(&batch->chunk);
    arena_release(&batch->scratch);
    table_release(&batch->counts.known);
    table_release(&batch->features);
    table_release(&batch->others);
    table_release(&batch->places);
    table_release(&batch->merged);
    members_release(&batch->members);
    table_release(&batch->groups);
    table_release(&batch->linked);
    xfree(batch->merges);
    xfree(batch->increments);
}

/* How many of count items are the next chunk: one at least. */
static size_t chunk_size(const struct item *items, size_t count)
{
    size_t bytes = 0;
    size_t size = 0;

    while (size < count && size < CHUNK && bytes < CHUNK_BYTES)
        bytes += strlen(items[size++].profile.document.text);
    return size;
}

static int fold_all(struct batch *batch, struct error *err)
{
    struct item *items =
        arena_calloc(&batch->own, batch->given_count + 1, sizeof(*items));
    int result =
        gather_features(batch, batch->given, batch->given_count, items, err);
    size_t features = 0;

    for (size_t i = 0; i < batch->given_count; i++)
        features += items[i].profile.feature_count;
    batch->locals =
        arena_alloc(&batch->own, (features + 1) * sizeof(*batch->locals));
    table_reserve(&batch->places, batch->given_count);
    table_reserve(&batch->members.newest, batch->given_count);
    arena_clear(&batch->chunk);
    for (size_t i = 0, n; i < batch->given_count && result == 0; i += n) {
        n = chunk_size(items + i, batch->given_count - i);
        result = fold_chunk(batch, items + i, n, err);
    }
    return result;
}

#define LEAST_DOCUMENTS ((size_t)16000)
#define LEAST_TEXT      ((size_t)16 << 20)
#define BATCH_SHARE     64 /* of the memory */
#define DOCUMENT_MEMORY 8192
#define TEXT_MEMORY     8 /* bytes for one of text */

static size_t clamp(size_t count, size_t least)
{
    return count < least ? least : count > 3 * least ? 3 * least : count;
}

struct fold_most fold_most(size_t memory)
{
    size_t share = memory / BATCH_SHARE;

    return (struct fold_most){clamp(share / DOCUMENT_MEMORY, LEAST_DOCUMENTS),
                              clamp(share / TEXT_MEMORY, LEAST_TEXT)};
}

int fold_batch(const struct fold_options *options,
               const struct fold_source *source,
               const struct fold_document *documents, size_t count,
               struct arena *arena, struct fold_result *ret_result,
               struct error *err)
{
    struct batch batch;
    int result = 0;

    if (count >= BULK)
        alloc_keep();
    batch_init(&batch, options, source, arena);
    batch.assignments =
        arena_calloc(arena, count + 1, sizeof(*batch.assignments));
    batch.documents =
        arena_calloc(&batch.own, count + 1, sizeof(*batch.documents));
    batch.given = documents;
    batch.given_count = count;
    result = corrections_read(&batch, err);
    if (result == 0)
        result = fold_all(&batch, err);
    if (result == 0) {
        struct fold_result done = {.assignments = batch.assignments,
                                   .assignment_count = count,
                                   .merge_count = batch.merge_count,
                                   .candidates = batch.candidates,
                                   .verified = batch.verified};
        struct fold_merge *merges =
            arena_calloc(arena, batch.merge_count + 1, sizeof(*merges));
        if (batch.merge_count)
            memcpy(merges, batch.merges, batch.merge_count * sizeof(*merges));
        done.merges = merges;
        finish_counts(&batch, &done);
        *ret_result = done;
    }
    batch_release(&batch);
    return result;
}
