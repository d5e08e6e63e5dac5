/* Feed documents: whatever the bytes, the entries are UTF-8 within limits. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *text)
{
    if (text)
        assert(utf8_valid(text, strlen(text)) && strlen(text) <= LIMIT_FIELD);
}

static int on_entry(void *context, const struct entry *entry, struct error *err)
{
    check(entry->title);
    check(entry->link);
    check(entry->summary);
    check(entry->content);
    check(entry->author);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct parser_options options = {.base_url = "http://example.org/feed"};
    struct arena arena = {0};
    struct subscription *items;
    struct feed_info info;
    struct error err;
    size_t count;

    if (parser_parse((const char *)data, size, &options, on_entry, NULL, &arena,
                     &info, &err) == 0)
        check(info.title);
    parser_subscriptions((const char *)data, size, &arena, &items, &count,
                         &err);
    arena_release(&arena);
    return 0;
}
