/* A parse worker's answer, read by its parent: any bytes may come. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "cli/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every string that was read must be one: strlen walks it. */
static size_t walk(const struct string_list *list)
{
    size_t total = 0;

    for (size_t i = 0; i < list->count; i++)
        total += list->items[i] ? strlen(list->items[i]) : 0;
    return total;
}

static void read_entries(struct record_reader reader)
{
    struct entry entry;
    struct error err;

    while (reader.at < reader.end &&
           record_get_entry(&reader, &entry, &err) == 0) {
        CLEANUP(strbuf_release) struct strbuf again;
        strbuf_init(&again, LIMIT_RECORD);
        if (walk(&entry.authors) + walk(&entry.categories) < SIZE_MAX)
            record_put_entry(&again, &entry);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_release) struct arena arena = {0};
    /* A block of its own, so that reading beyond it is seen. */
    CLEANUP(xfreep) char *bytes = xmalloc(size + 1);
    struct record_reader reader = {bytes, bytes + size, &arena};
    struct record_reader again = reader;
    struct feed_info info;
    struct parse_job job;
    struct error said, err;

    memcpy(bytes, data, size);
    read_entries(reader);
    if (record_get_info(&again, &info, &err) == 0)
        walk(&info.authors);
    again = reader;
    (void)record_get_error(&again, &said, &err);
    again = reader;
    (void)record_get_job(&again, &job, &err);
    return 0;
}
