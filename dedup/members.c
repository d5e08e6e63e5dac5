/*
 * Which documents are in a story: a list each, newest first, linked through one
 * array, so that stories merge without moving anything.
 */
#include "base/alloc.h"
#include "dedup/dedup_internal.h"

void members_add(struct members *members, int64_t story, size_t place)
{
    uint64_t *newest = table_at(&members->newest, (uint64_t)story);

    while (members->capacity <= place)
        members->older = array_grow(members->older, members->capacity,
                                    &members->capacity, sizeof(uint32_t));
    members->older[place] = (uint32_t)*newest;
    *newest = place + 1;
}

size_t members_newest(const struct members *members, int64_t story)
{
    return table_get(&members->newest, (uint64_t)story);
}

size_t members_older(const struct members *members, size_t member)
{
    return members->older[member - 1];
}

void members_merge(struct members *members, int64_t from, int64_t into)
{
    uint32_t a = (uint32_t)members_newest(members, from);
    uint64_t *newest = table_at(&members->newest, (uint64_t)into);
    uint32_t b = (uint32_t)*newest;
    uint32_t first = a > b ? a : b;
    uint32_t last = 0; /* of those that are in order */

    while (a && b) {
        uint32_t *newer = a > b ? &a : &b;
        if (last)
            members->older[last - 1] = *newer;
        last = *newer;
        *newer = members->older[last - 1];
    }
    if (last)
        members->older[last - 1] = a ? a : b;
    *newest = first;
}

void members_release(struct members *members)
{
    table_release(&members->newest);
    xfree(members->older);
    *members = (struct members){0};
}
