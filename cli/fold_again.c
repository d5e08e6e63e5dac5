/*
 * Folding entries again: they are let go, folded in their order as if they had
 * just come, and put where that leads. What they have left in the database when
 * they came is not seen, and not counted twice: an outlet that prints a report
 * and its update would otherwise have printed each line four times.
 */
#include "cli/fold_again.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/ids.h"

#define MOST_MEMBERS ((size_t)1 << 20)

int fold_again_story(struct store *store, int64_t story, int64_t **entries,
                     size_t *count, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    const struct fold_source *source = store_fold_source(store, FOLD_VERSION);
    int64_t *members;
    size_t n;
    int result = source->members(source->context, story, MOST_MEMBERS, &arena,
                                 &members, &n, err);

    if (result < 0)
        return result;
    n = ids_distinct(members, n);
    *entries = xreallocarray(*entries, *count + n + 1, sizeof(**entries));
    memcpy(*entries + *count, members, n * sizeof(**entries));
    *count += n;
    return 0;
}

/* An index that is damaged may name entries that are not there. */
static size_t keep_found(struct fold_document *documents, int64_t *entries,
                         size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!documents[i].entry)
            continue;
        entries[kept] = entries[i];
        documents[kept++] = documents[i];
    }
    return kept;
}

/* The database without what entries that are folded again have left in it. */
struct without {
    const struct fold_source *source;
    const int64_t *entries; /* ascending */
    size_t count;
    const struct fold_count *counted; /* by them; ascending by scope, key */
    size_t counted_count;
};

static int without_postings(void *context, const uint64_t *features,
                            size_t count, size_t limit, struct arena *arena,
                            struct fold_postings *ret, struct error *err)
{
    const struct without *without = context;
    const struct fold_source *source = without->source;
    int result = source->postings(source->context, features, count, limit,
                                  arena, ret, err);

    for (size_t i = 0; i < count && result == 0; i++) {
        struct fold_posting *kept =
            arena_alloc(arena, (ret[i].count + 1) * sizeof(*kept));
        size_t n = 0;
        for (size_t j = 0; j < ret[i].count; j++)
            if (!bsearch(&ret[i].items[j].entry, without->entries,
                         without->count, sizeof(int64_t), ids_compare))
                kept[n++] = ret[i].items[j];
        ret[i] = (struct fold_postings){kept, n};
    }
    return result;
}

static int without_documents(void *context, const int64_t *entries,
                             size_t count, struct arena *arena,
                             struct fold_document *ret, struct error *err)
{
    const struct fold_source *source = ((struct without *)context)->source;

    return source->documents(source->context, entries, count, arena, ret, err);
}

static int without_members(void *context, int64_t story, size_t limit,
                           struct arena *arena, int64_t **ret_entries,
                           size_t *ret_count, struct error *err)
{
    const struct fold_source *source = ((struct without *)context)->source;

    return source->members(source->context, story, limit, arena, ret_entries,
                           ret_count, err);
}

static int compare_counts(const void *a, const void *b)
{
    const struct fold_count *x = a;
    const struct fold_count *y = b;

    if (x->scope != y->scope)
        return x->scope < y->scope ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static int without_counts(void *context, struct fold_count *keys, size_t count,
                          struct error *err)
{
    const struct without *without = context;
    const struct fold_source *source = without->source;
    int result = source->counts(source->context, keys, count, err);

    /* The first time it is not known yet what they count. */
    for (size_t i = 0; i < count && result == 0 && without->counted; i++) {
        const struct fold_count *own =
            bsearch(&keys[i], without->counted, without->counted_count,
                    sizeof(*without->counted), compare_counts);
        if (own)
            keys[i].count -=
                own->count < keys[i].count ? own->count : keys[i].count;
    }
    return result;
}

static int without_links(void *context, struct arena *arena,
                         struct fold_link **ret_links, size_t *ret_count,
                         struct error *err)
{
    const struct fold_source *source = ((struct without *)context)->source;

    return source->links(source->context, arena, ret_links, ret_count, err);
}

/* Twice: what they count is known when they have been folded. */
static int fold_without(struct store *store, const struct fold_options *options,
                        const struct fold_document *documents,
                        const int64_t *entries, size_t count,
                        struct arena *arena, struct fold_result *ret,
                        struct error *err)
{
    struct without without = {store_fold_source(store, FOLD_VERSION), entries,
                              count, NULL, 0};
    struct fold_source source = {&without,          without_postings,
                                 without_documents, without_members,
                                 without_counts,    without_links};
    int result =
        fold_batch(options, &source, documents, count, arena, ret, err);

    without.counted = ret->counts;
    without.counted_count = ret->count_count;
    return result < 0 ? result
                      : fold_batch(options, &source, documents, count, arena,
                                   ret, err);
}

/* What entries were matched with before they were folded again. */
struct before {
    struct store *store;
    const int64_t *entries; /* ascending */
    int64_t *matched;       /* 0: nothing */
    size_t count;
};

static int read_matched(struct before *before, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < before->count && result == 0; i++)
        result = store_fold_matched(before->store, before->entries[i],
                                    &before->matched[i], err);
    return result;
}

/* Whether an entry is not with what it was matched with, or, matched with
 * nothing, was matched now, or is in none of the stories that were folded
 * again. One that is gone says nothing. */
static int is_moved(const struct before *before, size_t i, bool *ret_moved,
                    struct error *err)
{
    struct store *store = before->store;
    int64_t matched = before->matched[i];
    int64_t here = 0;
    int64_t there = 0;
    int64_t found = 0;
    int64_t now = 0;
    int result = matched
                     ? store_entry_of(store, matched, &found, &there, err)
                     : store_fold_matched(store, before->entries[i], &now, err);

    if (result == 0)
        result = store_entry_of(store, before->entries[i], &found, &here, err);
    *ret_moved = matched
                     ? there && here != there
                     : now || !bsearch(&here, before->entries, before->count,
                                       sizeof(here), ids_compare);
    return result < 0 ? result : 0;
}

static int count_moved(const struct before *before, size_t *ret_moved,
                       struct error *err)
{
    size_t moved = 0;
    int result = 0;

    for (size_t i = 0; i < before->count && result == 0; i++) {
        bool is = false;
        result = is_moved(before, i, &is, err);
        moved += is;
    }
    *ret_moved = moved;
    return result;
}

/* Let them go, and put them where folding them leads. */
static int fold_released(struct store *store, int64_t *entries, size_t count,
                         struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_options options = {.past_only = true};
    struct fold_result folded;
    struct fold_document *documents =
        arena_calloc(&arena, count, sizeof(*documents));
    int result = store_secret(store, options.secret.bytes, err);

    if (result == 0)
        result = store_fold_release(store, entries, count, err);
    if (result == 0)
        result =
            store_fold_documents(store, entries, count, &arena, documents, err);
    if (result == 0)
        count = keep_found(documents, entries, count);
    if (result == 0)
        result = fold_without(store, &options, documents, entries, count,
                              &arena, &folded, err);
    if (result < 0)
        return result;
    folded.count_count = 0;
    result = store_fold_apply(store, &folded, FOLD_VERSION, err);
    return result < 0 ? result : store_fold_settle(store, entries, count, err);
}

int fold_again(struct store *store, int64_t *entries, size_t count,
               size_t *ret_moved, struct error *err)
{
    CLEANUP(xfreep) int64_t *matched = xcalloc(count + 1, sizeof(*matched));
    CLEANUP(xfreep) int64_t *sorted = xcalloc(count + 1, sizeof(*sorted));
    struct before before = {store, sorted, matched,
                            ids_distinct(entries, count)};

    memcpy(sorted, entries, before.count * sizeof(*entries));
    int result = read_matched(&before, err);
    if (result == 0 && before.count)
        result = fold_released(store, entries, before.count, err);
    return result < 0 || !ret_moved ? result
                                    : count_moved(&before, ret_moved, err);
}
