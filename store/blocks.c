/*
 * A block of postings: how it is packed.
 *
 * A block is a row: the last feature that it may have, by which it is found, and
 * its postings. It has all postings of its features, and all features behind the
 * last of the block before. For each feature, ascending, it holds how far that is from
 * the one before (of the first: how far from the last that may be), and its
 * postings, the newest first: four times the entry, or how far it is from the one before; plus 2 if
 * the story is another than the entry and follows, plus 1 if it is the
 * feature's last. Numbers: packed.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "store/blocks.h"

/* Postings of a feature, the newest: more than are ever asked for, so that some
 * are left when those of a feed are taken out. */
#define MOST_POSTINGS 512

void postings_release(struct postings *postings)
{
    xfree(postings->items);
}

void postings_add(struct postings *postings, int64_t feature, int64_t entry,
                  int64_t story)
{
    postings->items = array_grow(postings->items, postings->count,
                                 &postings->capacity, sizeof(*postings->items));
    postings->items[postings->count++] =
        (struct posting){feature, entry, story};
}

void postings_merge(struct postings *postings, const struct posting *items,
                    size_t count)
{
    size_t there = postings->count;
    size_t i = 0, j = 0;

    /* Behind those that are there, which then are taken out. */
    while (i < there || j < count) {
        bool first = j == count ||
                     (i < there && postings->items[i].entry > items[j].entry);
        struct posting next = first ? postings->items[i] : items[j];
        i += first || (i < there && postings->items[i].entry == items[j].entry);
        j += !first;
        postings_add(postings, next.feature, next.entry, next.story);
    }
    postings->count -= there;
    memmove(postings->items, postings->items + there,
            postings->count * sizeof(*postings->items));
}

/* Numbers */

/* Past a number; NULL: there is none. Whether it fits, who reads it says. */
static const unsigned char *skip_number(const unsigned char *at,
                                        const unsigned char *end,
                                        uint32_t *ret_low)
{
    if (end - at < PACKED_WORD)
        return NULL;
    *ret_low = packed_word(at);
    at += PACKED_WORD;
    if (*ret_low != PACKED_LONG)
        return at;
    if (end - at < 2 * PACKED_WORD)
        return NULL;
    *ret_low = packed_word(at);
    return at + 2 * PACKED_WORD;
}

/* Past the postings of a feature. */
static const unsigned char *skip_postings(const unsigned char *at,
                                          const unsigned char *end)
{
    uint32_t flags = 0;
    uint32_t story;

    while (at && !(flags & 1)) {
        at = skip_number(at, end, &flags);
        if (at && flags & 2)
            at = skip_number(at, end, &story);
    }
    return at;
}

/* Features of a block */

/* To a group's feature; false if there is none so far away. */
static bool take_step(struct block_scan *scan, int64_t step)
{
    if (scan->begun)
        return step > 0 &&
               !__builtin_add_overflow(scan->feature, step, &scan->feature);
    if (scan->feature < step)
        return false;
    scan->begun = true;
    scan->feature -= step;
    return true;
}

int block_next(struct block_scan *scan, struct block_group *ret)
{
    const unsigned char *at = scan->at;

    if (at == scan->end)
        return scan->begun ? BLOCK_END : BLOCK_MALFORMED;
    ret->begin = at;
    ret->before = scan->feature;
    int64_t step = packed_take(&at, scan->end);
    if (step < 0 || !take_step(scan, step))
        return BLOCK_MALFORMED;
    ret->feature = scan->feature;
    ret->postings = at;
    at = skip_postings(at, scan->end);
    if (!at)
        return BLOCK_MALFORMED;
    ret->end = scan->at = at;
    return BLOCK_GROUP;
}

/*
 * Past the groups below the feature, nothing of which is handed out: a hundred of
 * them lie before the one that is looked for. It ends before one whose distance
 * takes more than a word, and before what is malformed.
 */
static void pass_below(struct block_scan *scan, int64_t feature)
{
    while (scan->end - scan->at >= PACKED_WORD) {
        uint32_t step = packed_word(scan->at);
        if (step == PACKED_LONG || step == 0 || feature - scan->feature <= step)
            return;
        const unsigned char *next =
            skip_postings(scan->at + PACKED_WORD, scan->end);
        if (!next)
            return;
        scan->feature += step;
        scan->at = next;
    }
}

int block_seek(struct block_scan *scan, int64_t feature,
               struct block_group *ret)
{
    int result;

    do {
        if (scan->begun && scan->feature < feature)
            pass_below(scan, feature);
        result = block_next(scan, ret);
    } while (result == BLOCK_GROUP && ret->feature < feature);
    return result;
}

bool group_read(const struct block_group *group, size_t limit,
                struct postings *ret)
{
    const unsigned char *at = group->postings;
    int64_t after = 0;

    while (at < group->end && limit--) {
        int64_t number = packed_take(&at, group->end);
        int64_t entry = after ? after - (number >> 2) : number >> 2;
        int64_t story = entry;
        if (number < 4 || entry <= 0)
            return false;
        if (number & 2)
            story = packed_take(&at, group->end);
        if (story <= 0)
            return false;
        postings_add(ret, group->feature, entry, story);
        after = entry;
    }
    return true;
}

size_t group_count(const struct posting *items, size_t count)
{
    size_t n = 1;

    while (n < count && items[n].feature == items[0].feature)
        n++;
    return n;
}

void group_pack(struct strbuf *out, const struct posting *items, size_t count)
{
    int64_t after = 0;

    if (count > MOST_POSTINGS)
        count = MOST_POSTINGS;
    for (size_t i = 0; i < count; i++) {
        bool other = items[i].story != items[i].entry;
        int64_t entry = after ? after - items[i].entry : items[i].entry;
        packed_add(out, entry << 2 | other << 1 | (i + 1 == count));
        if (other)
            packed_add(out, items[i].story);
        after = items[i].entry;
    }
}

void postings_pack(const struct posting *items, size_t count, int64_t last,
                   struct strbuf *out)
{
    strbuf_clear(out);
    for (size_t at = 0, n; at < count; at += n) {
        int64_t feature = items[at].feature;
        n = group_count(items + at, count - at);
        packed_add(out, at ? feature - items[at - 1].feature : last - feature);
        group_pack(out, items + at, n);
    }
}

bool postings_unpack(int64_t last, const void *bytes, size_t len,
                     struct postings *ret)
{
    struct block_scan scan = {bytes, (const unsigned char *)bytes + len, last,
                              false};
    struct block_group group;
    int result;

    ret->count = 0;
    while ((result = block_next(&scan, &group)) == BLOCK_GROUP)
        if (!group_read(&group, SIZE_MAX, ret))
            return false;
    return result == BLOCK_END;
}

static void reverse(struct posting *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct posting swapped = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = swapped;
    }
}

/* The newest first; of an entry the one that was first stays first, since those of
 * one number keep their order. */
static void sort_by_age(struct posting *items, size_t count)
{
    reverse(items, count);
    sort_by_number(items, count, sizeof(*items),
                   offsetof(struct posting, entry));
    reverse(items, count);
}

size_t postings_sort(struct posting *items, size_t count)
{
    size_t kept = 0;

    sort_by_number(items, count, sizeof(*items),
                   offsetof(struct posting, feature));
    for (size_t at = 0, n; at < count; at += n) {
        bool sorted = true;
        n = group_count(items + at, count - at);
        for (size_t i = at + 1; i < at + n; i++)
            sorted &= items[i].entry < items[i - 1].entry;
        if (!sorted)
            sort_by_age(items + at, n);
        for (size_t i = at; i < at + n; i++)
            if (i == at || items[i].entry != items[i - 1].entry)
                items[kept++] = items[i];
    }
    return kept;
}
