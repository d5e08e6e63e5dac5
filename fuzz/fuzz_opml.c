/* Lists of subscriptions: OPML, plain lists, newsboat's urls. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct subscription *items = NULL;
    struct error err;
    size_t count = 0;

    if (parser_subscriptions((const char *)data, size, &arena, &items, &count,
                             &err) == 0)
        for (size_t i = 0; i < count; i++) {
            const struct subscription *item = &items[i];
            assert(item->url && (*item->url || item->fault));
            assert(utf8_valid(item->url, strlen(item->url)));
            assert(!item->title ||
                   utf8_valid(item->title, strlen(item->title)));
            for (size_t j = 0; j < item->tags.count; j++)
                assert(*item->tags.items[j]);
        }
    arena_release(&arena);
    return 0;
}
