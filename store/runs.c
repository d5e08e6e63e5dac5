/*
 * A run: postings of a batch, as they are looked through.
 *
 * Whoever looks for features goes through all runs, so each thing of a posting has
 * the same size and stands beside those of the others: first the entries, each with
 * its story; then of each posting, in the order of their features, the lower 32 bits
 * of its feature, the upper 16, and the place of its entry. Lowest bytes first.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "store/runs.h"

#define NUMBER 8 /* bytes */
#define HALF   2
#define PAIR   (2 * NUMBER)                /* an entry and its story */
#define EACH   (PACKED_WORD + HALF + HALF) /* posting */

struct pair {
    int64_t entry, story;
};

static uint16_t half_at(const unsigned char *at)
{
    uint16_t half;

    memcpy(&half, at, sizeof(half));
    return le16toh(half);
}

static int64_t number_at(const unsigned char *at)
{
    uint64_t number;

    memcpy(&number, at, sizeof(number));
    return (int64_t)le64toh(number);
}

bool run_open(const void *bytes, size_t len, struct run *ret)
{
    const unsigned char *items = bytes;

    *ret = (struct run){0};
    if (len < PACKED_WORD)
        return false;
    ret->entry_count = packed_word(items);
    len -= PACKED_WORD;
    if (ret->entry_count > RUN_ENTRIES || ret->entry_count * PAIR > len ||
        (len - ret->entry_count * PAIR) % EACH != 0)
        return false;
    ret->count = (len - ret->entry_count * PAIR) / EACH;
    ret->entries = items + PACKED_WORD;
    ret->low = ret->entries + ret->entry_count * PAIR;
    ret->high = ret->low + ret->count * PACKED_WORD;
    ret->places = ret->high + ret->count * HALF;
    return true;
}

int64_t run_feature(const struct run *run, size_t i)
{
    return (int64_t)half_at(run->high + i * HALF) << 32 | run_low(run, i);
}

bool run_posting(const struct run *run, size_t i, struct postings *ret)
{
    size_t place = half_at(run->places + i * HALF);

    if (place >= run->entry_count)
        return false;
    const unsigned char *pair = run->entries + place * PAIR;
    int64_t entry = number_at(pair);
    int64_t story = number_at(pair + NUMBER);
    if (entry <= 0 || entry > MOST_ENTRY || story <= 0)
        return false;
    postings_add(ret, run_feature(run, i), entry, story);
    return true;
}

bool run_postings(const struct run *run, struct postings *ret)
{
    for (size_t i = 0; i < run->count; i++)
        if (!run_posting(run, i, ret))
            return false;
    return true;
}

/* Packing */

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *x = a;
    const struct pair *y = b;

    return x->entry != y->entry ? (x->entry > y->entry) - (x->entry < y->entry)
                                : (x->story > y->story) - (x->story < y->story);
}

static struct pair pair_of(const struct posting *posting)
{
    return (struct pair){posting->entry, posting->story};
}

/* Each once, ascending; the caller's. */
static struct pair *list_pairs(const struct postings *postings,
                               size_t *ret_count)
{
    struct pair *pairs = xcalloc(postings->count + 1, sizeof(*pairs));
    size_t kept = 0;

    for (size_t i = 0; i < postings->count; i++)
        pairs[i] = pair_of(&postings->items[i]);
    qsort(pairs, postings->count, sizeof(*pairs), compare_pairs);
    for (size_t i = 0; i < postings->count; i++)
        if (!kept || compare_pairs(&pairs[i], &pairs[kept - 1]) != 0)
            pairs[kept++] = pairs[i];
    *ret_count = kept;
    return pairs;
}

size_t run_entries(const struct postings *postings)
{
    size_t count;

    xfree(list_pairs(postings, &count));
    return count;
}

static void add_half(struct strbuf *out, uint64_t half)
{
    uint16_t bytes = htole16((uint16_t)half);

    strbuf_add(out, &bytes, sizeof(bytes));
}

static void add_number(struct strbuf *out, int64_t number)
{
    uint64_t bytes = htole64((uint64_t)number);

    strbuf_add(out, &bytes, sizeof(bytes));
}

void run_pack(const struct postings *postings, struct strbuf *out)
{
    size_t count;
    CLEANUP(xfreep) struct pair *pairs = list_pairs(postings, &count);

    strbuf_clear(out);
    packed_add_word(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        add_number(out, pairs[i].entry);
        add_number(out, pairs[i].story);
    }
    for (size_t i = 0; i < postings->count; i++)
        packed_add_word(out, (uint32_t)postings->items[i].feature);
    for (size_t i = 0; i < postings->count; i++)
        add_half(out, (uint64_t)postings->items[i].feature >> 32);
    for (size_t i = 0; i < postings->count; i++) {
        struct pair pair = pair_of(&postings->items[i]);
        const struct pair *found =
            bsearch(&pair, pairs, count, sizeof(pair), compare_pairs);
        add_half(out, (uint64_t)(found - pairs));
    }
}
