/* Feed documents: whatever the bytes, the entries are UTF-8 within limits. */
#undef NDEBUG /* asserting is what it is for */
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
    check(entry->content_html);
    ++*(size_t *)context;
    return 0;
}

static void parse(const uint8_t *data, size_t size,
                  const struct parser_options *options)
{
    struct arena arena = {0};
    size_t count = 0;
    struct feed_info info;
    struct error err;

    if (parser_parse((const char *)data, size, options, on_entry, &count,
                     &arena, &info, &err) == 0) {
        check(info.title);
        check(info.description);
        assert(count == info.entry_count);
        assert(!options->max_entries || count <= options->max_entries);
    }
    arena_release(&arena);
}

/* With and without a charset that may be a lie, and a ceiling. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {
        "text/xml; charset=iso-8859-1", "text/xml; charset=shift_jis",
        "application/feed+json; charset=utf-16", "text/html;charset=koi8-r"};
    struct parser_options options = {.base_url = "http://example.org/feed"};

    parse(data, size, &options);
    options.content_type = types[size % (sizeof(types) / sizeof(*types))];
    options.max_entries = 2;
    parse(data, size, &options);
    return 0;
}
