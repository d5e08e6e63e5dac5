/*
 * The user's corrections while a batch is folded.
 *
 * Entries that belong together, by one correction or over several, are a
 * group. Two groups are kept apart when a correction has an entry of each on
 * its two sides. Of a story, what counts is which groups are in it: so a story
 * does not come to one that it is kept from by way of a third, nor by an entry
 * whose partner is still to be folded.
 *
 * Corrections are made by hand, so they are few; and only stories that have a
 * corrected entry in them cost more than one look into a table.
 */
#include "base/alloc.h"
#include "dedup/fold_internal.h"

/* The entry that stands for the group of this one. */
static int64_t group_of(const struct batch *batch, int64_t entry)
{
    uint64_t parent;

    while ((parent = table_get(&batch->groups, (uint64_t)entry)) != 0 &&
           parent != (uint64_t)entry)
        entry = (int64_t)parent;
    return entry;
}

static void unite(struct batch *batch, int64_t a, int64_t b)
{
    a = group_of(batch, a);
    b = group_of(batch, b);
    *table_at(&batch->groups, (uint64_t)a) = (uint64_t)a;
    *table_at(&batch->groups, (uint64_t)b) = (uint64_t)a;
}

/* Where a linked entry is now; 0 while it is not folded. */
static int64_t story_of(const struct batch *batch, const struct fold_link *link)
{
    int64_t story = batch_story(batch, link->entry);

    if (!story)
        story = link->story;
    return story ? batch_resolve(batch, story) : 0;
}

/* Whether a linked entry is in the story. One that is to be folded again in this
 * batch may be found there by what it said before, so until then it is. */
static bool is_in(const struct batch *batch, size_t i, int64_t story)
{
    const struct fold_link *link = &batch->links[i];

    if (story_of(batch, link) == story)
        return true;
    return batch->left[i] && !batch_story(batch, link->entry) &&
           batch_resolve(batch, batch->left[i]) == story;
}

int corrections_read(struct batch *batch, struct error *err)
{
    const struct fold_source *source = batch->source;
    struct fold_link *links;
    size_t n;

    if (!source->links)
        return 0;
    int result = source->links(source->context, &batch->own, &links, &n, err);
    if (result < 0)
        return result;
    batch->links = links;
    batch->link_count = n;
    batch->left = arena_calloc(&batch->own, n + 1, sizeof(*batch->left));
    for (size_t i = 0; i < n; i++) {
        *table_at(&batch->linked, (uint64_t)links[i].story) = 1;
        /* What is folded again leads nowhere until it is. */
        if (batch_waits(batch, links[i].entry)) {
            batch->left[i] = links[i].story;
            links[i].story = 0;
        }
        bool joins = links[i].together && i &&
                     links[i - 1].correction == links[i].correction;
        unite(batch, joins ? links[i - 1].entry : links[i].entry,
              links[i].entry);
    }
    return 0;
}

int corrections_read_joins(struct batch *batch, struct error *err)
{
    int result = corrections_read(batch, err);
    size_t kept = 0;

    for (size_t i = 0; i < batch->link_count && result == 0; i++)
        if (batch->links[i].together) /* nothing waits: left is empty */
            batch->links[kept++] = batch->links[i];
    batch->link_count = kept;
    return result;
}

void corrections_folded(struct batch *batch, int64_t entry, int64_t story)
{
    if (table_get(&batch->groups, (uint64_t)entry))
        *table_at(&batch->linked, (uint64_t)story) = 1;
}

void corrections_merged(struct batch *batch, int64_t from, int64_t into)
{
    if (batch->link_count && table_get(&batch->linked, (uint64_t)from))
        *table_at(&batch->linked, (uint64_t)into) = 1;
}

bool corrections_join(const struct batch *batch, int64_t story)
{
    if (!batch->link_count || !table_get(&batch->linked, (uint64_t)story))
        return false;
    for (size_t i = 0; i < batch->link_count; i++)
        if (batch->links[i].together && is_in(batch, i, story))
            return true;
    return false;
}

/* Whether an entry of the group is in the story. */
static bool story_has_group(const struct batch *batch, int64_t story,
                            int64_t group)
{
    for (size_t i = 0; i < batch->link_count; i++)
        if (is_in(batch, i, story) &&
            group_of(batch, batch->links[i].entry) == group)
            return true;
    return false;
}

/* Whether a correction keeps the group from one that is in the story. */
static bool keeps_apart(const struct batch *batch, int64_t group, int64_t story)
{
    const struct fold_link *links = batch->links;

    for (size_t i = 0; i < batch->link_count; i++) {
        if (links[i].together || group_of(batch, links[i].entry) != group)
            continue;
        for (size_t j = 0; j < batch->link_count; j++)
            if (links[j].correction == links[i].correction &&
                links[j].side != links[i].side &&
                story_has_group(batch, story, group_of(batch, links[j].entry)))
                return true;
    }
    return false;
}

bool corrections_forbid(const struct batch *batch, int64_t a, int64_t b)
{
    if (!table_get(&batch->linked, (uint64_t)a) ||
        !table_get(&batch->linked, (uint64_t)b))
        return false;
    for (size_t i = 0; i < batch->link_count; i++)
        if (is_in(batch, i, a) &&
            keeps_apart(batch, group_of(batch, batch->links[i].entry), b))
            return true;
    return false;
}

int64_t corrections_partner(const struct batch *batch, int64_t entry,
                            size_t *position, int64_t *ret_partner)
{
    if (!table_get(&batch->groups, (uint64_t)entry))
        return 0;
    int64_t group = group_of(batch, entry);
    while (*position < batch->link_count) {
        const struct fold_link *link = &batch->links[(*position)++];
        int64_t story = story_of(batch, link);
        if (link->entry == entry || !story ||
            group_of(batch, link->entry) != group)
            continue;
        *ret_partner = link->entry;
        return story;
    }
    return 0;
}

/* Nor does it go where its partners cannot follow. */
bool corrections_bar(const struct batch *batch, int64_t entry, int64_t story)
{
    size_t position = 0;
    int64_t partner, with;

    if (!table_get(&batch->linked, (uint64_t)story) ||
        !table_get(&batch->groups, (uint64_t)entry))
        return false;
    if (keeps_apart(batch, group_of(batch, entry), story))
        return true;
    while ((with = corrections_partner(batch, entry, &position, &partner)) != 0)
        if (with != story && corrections_forbid(batch, with, story))
            return true;
    return false;
}
