/* Folding: documents parted by NUL, folded in two batches and one by one. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup.h"

#define DOCUMENTS 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fold(const struct fold_document *documents, size_t count,
                 size_t batch)
{
    struct fold_options options = {.secret = {{1, 2, 3}}};
    struct fold_memory *memory = fold_memory_new();
    struct fold_result result;
    struct error err;

    for (size_t i = 0; i < count; i += batch) {
        size_t n = count - i < batch ? count - i : batch;
        CLEANUP(arena_release) struct arena arena = {0};
        int done = fold_batch(&options, fold_memory_source(memory),
                              documents + i, n, &arena, &result, &err);
        assert(done == 0 && result.assignment_count == n);
        fold_memory_apply(memory, documents + i, n, &result);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t story = fold_memory_story(memory, documents[i].entry);
        assert(story > 0 && story <= documents[i].entry);
    }
    fold_memory_free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fold_document documents[DOCUMENTS];
    char *texts[DOCUMENTS];
    size_t count = 0;

    while (size && count < DOCUMENTS) {
        const uint8_t *stop = memchr(data, 0, size);
        size_t len = stop ? (size_t)(stop - data) : size;
        char *text = xstrndup((const char *)data, len);
        char *line = strchr(text, '\n');
        texts[count] = text;
        documents[count] = (struct fold_document){
            .entry = (int64_t)count + 1,
            .outlet = 1 + (int64_t)count % 3,
            .first_seen = 1000 + (int64_t)count,
            .title = line ? text : "",
            .text = line ? line + 1 : text,
        };
        if (line)
            *line = '\0';
        count++;
        data += stop ? len + 1 : len;
        size -= stop ? len + 1 : len;
    }
    if (count) {
        fold(documents, count, 1);
        fold(documents, count, count / 2 + 1);
    }
    while (count)
        xfree(texts[--count]);
    return 0;
}
