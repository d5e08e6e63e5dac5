/*
 * Who has the rest of a text: what it holds beside a part of it.
 *
 * Of two reports in one text, the one that came second finds the first in the
 * story, but as one of hundreds perhaps. It is known by what the text holds and
 * this report does not; so that is asked for, like any features. Of the rest all
 * shingles are there to choose from. What a report has posted of it are, in its
 * opening, those with the least hashes of a few in a row: hence the least of all
 * are asked for, and one in SAMPLE, of which the remainder of a text is posted.
 *
 * The text's own copies have the rest, too. Where so many hold it that not all
 * are read, who has little of the part goes first.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "dedup/fold_internal.h"

#define LEAST_HASHES 48  /* of the rest, and of the part, are asked for … */
#define MOST_ASKED   128 /* … with one in SAMPLE so many at most */
#define NEWEST       512 /* postings of each: as many as are kept */
#define ELSEWHERE    8 /* share of what is asked for that another story's has */

/* An entry that has something of the rest. */
struct holder {
    int64_t entry;
    int64_t story; /* that it was put into */
    uint32_t rest; /* features of it, … */
    uint32_t part; /* … and of the part */
};

struct holders {
    struct table places; /* of an entry + 1 */
    struct holder *items;
    size_t count, capacity;
};

/* Features of the shingles of a text that are in a part of it, or are not. */
static size_t list_features(const struct profile *whole,
                            const struct profile *part, bool in_part,
                            uint64_t ret[MOST_ASKED])
{
    const struct shingle *shingles = whole->shingles;
    size_t count = 0;
    size_t at = 0; /* of the part */

    for (size_t i = 0; i < whole->shingle_count && count < MOST_ASKED; i++) {
        uint64_t hash = shingles[i].hash;
        while (at < part->shingle_count && part->shingles[at].hash < hash)
            at++;
        bool has = at < part->shingle_count && part->shingles[at].hash == hash;
        if (has == in_part && (count < LEAST_HASHES || hash % SAMPLE == 0))
            ret[count++] = hash & FEATURE_MASK;
    }
    return sort_distinct(ret, count);
}

/* The entry as one that may have the rest: a new one only where the rest is
 * asked for, else NULL. */
static struct holder *holder_of(struct holders *holders, int64_t entry,
                                int64_t story, bool in_part)
{
    size_t place = table_get(&holders->places, (uint64_t)entry);

    if (place)
        return &holders->items[place - 1];
    if (in_part)
        return NULL;
    if (holders->count == holders->capacity)
        holders->items =
            array_grow(holders->items, holders->count, &holders->capacity,
                       sizeof(*holders->items));
    holders->items[holders->count] = (struct holder){entry, story, 0, 0};
    *table_at(&holders->places, (uint64_t)entry) = ++holders->count;
    return &holders->items[holders->count - 1];
}

static void count_holder(struct holders *holders, int64_t entry, int64_t story,
                         bool in_part)
{
    struct holder *holder = holder_of(holders, entry, story, in_part);

    if (holder)
        ++*(in_part ? &holder->part : &holder->rest);
}

/* Who has one feature: of this batch, and stored. */
static void count_postings(const struct batch *batch,
                           const struct known_feature *known,
                           const struct fold_postings *stored, bool in_part,
                           struct holders *holders)
{
    size_t count = 0;

    for (uint32_t at = known ? known->newest : 0; at && count < NEWEST;
         at = batch->locals[at - 1].next, count++) {
        const struct local *local = &batch->locals[at - 1];
        count_holder(holders, batch->given[local->place].entry,
                     batch_resolve(batch, local->story), in_part);
    }
    for (size_t i = 0; i < stored->count && count < NEWEST; i++, count++)
        count_holder(holders, stored->items[i].entry,
                     batch_resolve(batch, stored->items[i].story), in_part);
}

static int ask(struct batch *batch, const struct profile *whole,
               const struct profile *part, bool in_part, size_t *ret_asked,
               struct holders *holders, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    uint64_t features[MOST_ASKED];
    struct fold_postings postings[MOST_ASKED] = {{0}};
    size_t count = list_features(whole, part, in_part, features);
    size_t position = 0;
    int result = batch->source->postings(batch->source->context, features,
                                         count, NEWEST, &arena, postings, err);

    for (size_t i = 0; i < count && result == 0; i++)
        count_postings(batch, known_find(batch, features[i], &position),
                       &postings[i], in_part, holders);
    *ret_asked = count;
    return result;
}

/* Those that have most of the rest and little of the part come first; of equal
 * ones the older. */
static int compare_holders(const void *a, const void *b)
{
    const struct holder *x = a;
    const struct holder *y = b;
    uint64_t x_score = (uint64_t)x->rest * (1 + 2 * (uint64_t)y->part);
    uint64_t y_score = (uint64_t)y->rest * (1 + 2 * (uint64_t)x->part);

    if (x_score != y_score)
        return x_score > y_score ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* Whether an entry may be in the story: it was put into it, or, since its story
 * may have gone into this one, has a good part of the rest. */
static bool may_be_in(const struct holder *holder, int64_t story, size_t asked)
{
    return holder->story == story ||
           (holder->rest > 1 && (size_t)holder->rest * ELSEWHERE >= asked);
}

static void drop_holders(struct holders *holders, const struct profile *whole,
                         int64_t story, size_t asked)
{
    size_t kept = 0;

    for (size_t i = 0; i < holders->count; i++)
        if (holders->items[i].entry != whole->document.entry &&
            may_be_in(&holders->items[i], story, asked))
            holders->items[kept++] = holders->items[i];
    holders->count = kept;
    table_clear(&holders->places);
    for (size_t i = 0; i < kept; i++)
        *table_at(&holders->places, (uint64_t)holders->items[i].entry) = i + 1;
}

static bool has_story(const struct holder *holders, size_t count, int64_t story)
{
    for (size_t i = 0; i < count; i++)
        if (holders[i].story == story)
            return true;
    return false;
}

/* The first of those that were put into the story, and the first of each other
 * one. */
static size_t pick_holders(const struct holders *holders, int64_t story,
                           int64_t ret[MOST_HOLDERS])
{
    size_t own = 0;
    size_t others = 0;

    for (size_t i = 0; i < holders->count; i++) {
        const struct holder *holder = &holders->items[i];
        if (holder->story == story
                ? own == MOST_OWN
                : others == MOST_OTHERS ||
                      has_story(holders->items, i, holder->story))
            continue;
        ret[own + others] = holder->entry;
        own += holder->story == story;
        others += holder->story != story;
    }
    return own + others;
}

int rest_holders(struct batch *batch, const struct profile *whole,
                 const struct profile *part, int64_t story,
                 int64_t ret[MOST_HOLDERS], size_t *ret_count,
                 struct error *err)
{
    struct holders holders = {0};
    size_t asked = 0;
    int result = ask(batch, whole, part, false, &asked, &holders, err);

    drop_holders(&holders, whole, story, asked);
    if (result == 0 && holders.count > MOST_OWN)
        result = ask(batch, whole, part, true, &asked, &holders, err);
    if (result == 0 && holders.count) {
        qsort(holders.items, holders.count, sizeof(*holders.items),
              compare_holders);
        *ret_count = pick_holders(&holders, story, ret);
    } else {
        *ret_count = 0;
    }
    table_release(&holders.places);
    xfree(holders.items);
    return result;
}
