/*
 * A poll's entries are folded in its own process: folding is a conversation
 * with the database, and what it reads of a text it has parsed out of hostile
 * bytes already.
 */

#include "base/alloc.h"
#include "base/arena.h"
#include "base/ids.h"
#include "cli/pipeline_feed.h"
#include "dedup/dedup.h"

#define WRITE_MS    10000 /* that a batch should take at most */
#define LEAST_BATCH 1000

size_t pipeline_batch(size_t entries, int64_t ms, size_t most)
{
    size_t next = entries * WRITE_MS / (ms > 0 ? (size_t)ms : 1);

    if (next < LEAST_BATCH)
        return LEAST_BATCH;
    return next < most ? next : most;
}

static int alone(void *context, const struct story *story, struct error *err)
{
    *(bool *)context = story->entry_count == 1;
    return 0;
}

/*
 * Whether document is to be folded. A new one is; one whose text has changed
 * is verified again, and leaves its story if it is no copy any more. Only an
 * entry that founded a story which others have joined stays: the story has
 * its id, and was matched by its earlier text.
 */
static int is_foldable(struct store *store, struct fold_document *document,
                       bool *ret_foldable, struct error *err)
{
    bool may_leave = true;
    int result = 0;

    if (document->story == document->entry)
        result = store_story(store, document->story, alone, &may_leave, err);
    if (result < 0)
        return result;
    document->story = 0;
    *ret_foldable = document->entry && may_leave;
    return 0;
}

static int read_documents(struct store *store, const int64_t *entries,
                          size_t *count, struct arena *arena,
                          struct fold_document *documents, struct error *err)
{
    size_t kept = 0;
    bool foldable;
    int result =
        store_fold_documents(store, entries, *count, arena, documents, err);

    for (size_t i = 0; i < *count && result == 0; i++) {
        result = is_foldable(store, &documents[i], &foldable, err);
        if (result == 0 && foldable)
            documents[kept++] = documents[i];
    }
    *count = kept;
    return result;
}

int pipeline_fold(struct store *store, const struct fold_options *options,
                  struct unfolded *unfolded, size_t *founded, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    /* Two copies of an entry in one document are stored as one. */
    size_t count = ids_distinct(unfolded->entries, unfolded->count);
    struct fold_document *documents =
        arena_calloc(&arena, count + 1, sizeof(*documents));
    struct fold_result folded;
    int result = read_documents(store, unfolded->entries, &count, &arena,
                                documents, err);

    if (result < 0 || !count)
        return result;
    result = fold_batch(options, store_fold_source(store, FOLD_VERSION),
                        documents, count, &arena, &folded, err);
    if (result < 0)
        return result;
    for (size_t i = 0; i < folded.assignment_count; i++)
        *founded += folded.assignments[i].story == folded.assignments[i].entry;
    return store_fold_apply(store, &folded, FOLD_VERSION, err);
}
