/* Web pages: the feeds they name. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct parser_options options = {.base_url = "https://example.org/a/b?c"};
    struct feed_link *links = NULL;
    size_t count = 0;

    parser_discover((const char *)data, size, &options, &arena, &links, &count);
    assert(count <= 64);
    for (size_t i = 0; i < count; i++) {
        assert(*links[i].url && strlen(links[i].url) <= LIMIT_URL);
        assert(utf8_valid(links[i].url, strlen(links[i].url)));
        for (size_t j = 0; j < i; j++)
            assert(strcmp(links[i].url, links[j].url) != 0);
    }
    arena_release(&arena);
    return 0;
}
