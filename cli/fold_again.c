/*
 * Folding entries again: they are let go, folded in their order as if they had
 * just come, and put where that leads. What was counted of them when they came
 * is not counted twice.
 */
#include "cli/fold_again.h"

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

int fold_again(struct store *store, int64_t *entries, size_t count,
               struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_options options = {.past_only = true};
    struct fold_result folded;

    if (!count)
        return 0;
    count = ids_distinct(entries, count);
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
        result = fold_batch(&options, store_fold_source(store, FOLD_VERSION),
                            documents, count, &arena, &folded, err);
    if (result < 0)
        return result;
    folded.count_count = 0;
    result = store_fold_apply(store, &folded, FOLD_VERSION, err);
    return result < 0 ? result : store_fold_settle(store, entries, count, err);
}
