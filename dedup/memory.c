/*
 * A collection in memory: a fold_source that also applies results.
 *
 * What the store does with tables, with tables of another kind: ids are
 * looked up by hash, a feature's postings are an array in order of arrival,
 * read from its end. For `cluster`, and for tests of folding alone.
 */
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"

struct remembered {
    struct fold_document document; /* strings in arena */
};

struct posted {
    int64_t *entries;
    size_t count, capacity;
};

struct fold_memory {
    struct fold_source source;
    struct arena arena;
    struct remembered *entries;
    size_t entry_count, entry_capacity;
    struct table by_id;    /* entry to its place + 1 */
    struct table features; /* feature to its place in posted + 1 */
    struct posted *posted;
    size_t posted_count, posted_capacity;
    struct table counts;
    struct table merged;
    struct members members; /* by their places in entries */
    struct fold_link *links;
    size_t link_count, link_capacity;
};

static int64_t resolve(const struct fold_memory *memory, int64_t story)
{
    uint64_t next;

    while ((next = table_get(&memory->merged, (uint64_t)story)) != 0)
        story = (int64_t)next;
    return story;
}

static struct fold_document *find(const struct fold_memory *memory,
                                  int64_t entry)
{
    uint64_t place = table_get(&memory->by_id, (uint64_t)entry);

    return place ? &memory->entries[place - 1].document : NULL;
}

static int memory_postings(void *context, const uint64_t *features,
                           size_t count, size_t limit, struct arena *arena,
                           struct fold_postings *ret, struct error *err)
{
    const struct fold_memory *memory = context;

    for (size_t i = 0; i < count; i++) {
        uint64_t place = table_get(&memory->features, features[i]);
        const struct posted *posted =
            place ? &memory->posted[place - 1] : &(struct posted){0};
        size_t most = posted->count < limit ? posted->count : limit;
        struct fold_posting *items =
            arena_calloc(arena, most + 1, sizeof(*items));
        size_t n = 0;
        for (size_t j = posted->count; j-- > 0 && n < limit;) {
            const struct fold_document *document =
                find(memory, posted->entries[j]);
            if (document)
                items[n++] = (struct fold_posting){
                    document->entry, document->story, document->first_seen};
        }
        ret[i] = (struct fold_postings){items, n};
    }
    return 0;
}

static int memory_documents(void *context, const int64_t *entries, size_t count,
                            struct arena *arena, struct fold_document *ret,
                            struct error *err)
{
    const struct fold_memory *memory = context;

    for (size_t i = 0; i < count; i++) {
        const struct fold_document *document = find(memory, entries[i]);
        ret[i] = document ? *document : (struct fold_document){0};
        if (document)
            ret[i].story = resolve(memory, document->story);
    }
    return 0;
}

static int memory_members(void *context, int64_t story, size_t limit,
                          struct arena *arena, int64_t **ret_entries,
                          size_t *ret_count, struct error *err)
{
    const struct fold_memory *memory = context;
    int64_t *entries = arena_calloc(arena, limit + 1, sizeof(*entries));
    size_t count = 0;

    for (size_t member = members_newest(&memory->members, story);
         member && count < limit;
         member = members_older(&memory->members, member))
        entries[count++] = memory->entries[member - 1].document.entry;
    *ret_entries = entries;
    *ret_count = count;
    return 0;
}

static int memory_counts(void *context, struct fold_count *keys, size_t count,
                         struct error *err)
{
    const struct fold_memory *memory = context;

    for (size_t i = 0; i < count; i++)
        keys[i].count = (uint32_t)table_get(
            &memory->counts, count_key(keys[i].scope, keys[i].key));
    return 0;
}

static int memory_links(void *context, struct arena *arena,
                        struct fold_link **ret_links, size_t *ret_count,
                        struct error *err)
{
    const struct fold_memory *memory = context;
    struct fold_link *links =
        arena_calloc(arena, memory->link_count + 1, sizeof(*links));

    for (size_t i = 0; i < memory->link_count; i++) {
        links[i] = memory->links[i];
        links[i].story = fold_memory_story(memory, links[i].entry);
    }
    *ret_links = links;
    *ret_count = memory->link_count;
    return 0;
}

void fold_memory_correct(struct fold_memory *memory, bool together, int64_t a,
                         int64_t b)
{
    for (int side = 0; side < 2; side++) {
        if (memory->link_count == memory->link_capacity)
            memory->links =
                array_grow(memory->links, memory->link_count,
                           &memory->link_capacity, sizeof(*memory->links));
        memory->links[memory->link_count] = (struct fold_link){
            .correction = (int64_t)(memory->link_count / 2 + 1),
            .entry = side ? b : a,
            .together = together,
            .side = side};
        memory->link_count++;
    }
}

struct fold_memory *fold_memory_new(void)
{
    struct fold_memory *memory = xcalloc(1, sizeof(*memory));

    memory->source =
        (struct fold_source){memory,         memory_postings, memory_documents,
                             memory_members, memory_counts,   memory_links};
    return memory;
}

void fold_memory_free(struct fold_memory *memory)
{
    if (!memory)
        return;
    for (size_t i = 0; i < memory->posted_count; i++)
        xfree(memory->posted[i].entries);
    xfree(memory->posted);
    xfree(memory->entries);
    xfree(memory->links);
    table_release(&memory->by_id);
    table_release(&memory->features);
    table_release(&memory->counts);
    table_release(&memory->merged);
    members_release(&memory->members);
    arena_release(&memory->arena);
    xfree(memory);
}

const struct fold_source *fold_memory_source(const struct fold_memory *memory)
{
    return &memory->source;
}

static void remember(struct fold_memory *memory,
                     const struct fold_document *document, int64_t story)
{
    struct fold_document copy = *document;

    copy.story = story;
    copy.title = arena_strdup(&memory->arena, document->title);
    copy.text = arena_strdup(&memory->arena, document->text);
    copy.link = arena_strdup(&memory->arena, document->link);
    copy.guid = arena_strdup(&memory->arena, document->guid);
    if (memory->entry_count == memory->entry_capacity)
        memory->entries =
            array_grow(memory->entries, memory->entry_count,
                       &memory->entry_capacity, sizeof(*memory->entries));
    members_add(&memory->members, resolve(memory, story), memory->entry_count);
    memory->entries[memory->entry_count++].document = copy;
    *table_at(&memory->by_id, (uint64_t)copy.entry) = memory->entry_count;
}

static void post(struct fold_memory *memory, uint64_t feature, int64_t entry)
{
    uint64_t *place = table_at(&memory->features, feature);

    if (!*place) {
        if (memory->posted_count == memory->posted_capacity)
            memory->posted =
                array_grow(memory->posted, memory->posted_count,
                           &memory->posted_capacity, sizeof(*memory->posted));
        memory->posted[memory->posted_count++] = (struct posted){0};
        *place = memory->posted_count;
    }
    struct posted *posted = &memory->posted[*place - 1];
    if (posted->count == posted->capacity)
        posted->entries = array_grow(posted->entries, posted->count,
                                     &posted->capacity, sizeof(int64_t));
    posted->entries[posted->count++] = entry;
}

void fold_memory_apply(struct fold_memory *memory,
                       const struct fold_document *documents, size_t count,
                       const struct fold_result *result)
{
    for (size_t i = 0; i < count; i++) {
        const struct fold_assignment *assignment = &result->assignments[i];
        remember(memory, &documents[i], assignment->story);
        for (size_t j = 0; j < assignment->feature_count; j++)
            post(memory, assignment->features[j], assignment->entry);
    }
    for (size_t i = 0; i < result->merge_count; i++) {
        const struct fold_merge *merge = &result->merges[i];
        *table_at(&memory->merged, (uint64_t)merge->from) =
            (uint64_t)merge->into;
        members_merge(&memory->members, merge->from, merge->into);
    }
    for (size_t i = 0; i < result->count_count; i++)
        *table_at(&memory->counts,
                  count_key(result->counts[i].scope, result->counts[i].key)) +=
            result->counts[i].count;
}

int64_t fold_memory_story(const struct fold_memory *memory, int64_t entry)
{
    const struct fold_document *document = find(memory, entry);

    return document ? resolve(memory, document->story) : 0;
}
