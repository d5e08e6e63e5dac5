/* HTML: to plain text of clean white space, and with its links resolved. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct strbuf *text, bool valid)
{
    assert(!valid || utf8_valid(text->data, text->len));
    assert(!strstr(text->data, "  ") && !strstr(text->data, "\n\n"));
    for (size_t i = 0; i < text->len; i++)
        assert(text->data[i] < 0 || text->data[i] >= ' ' ||
               text->data[i] == '\n');
    if (text->len)
        assert(text->data[0] != ' ' && text->data[text->len - 1] != '\n');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf again;
    const char *html = (const char *)data;
    bool valid = utf8_valid(html, size);

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_init(&again, LIMIT_FIELD);
    parser_html_to_text(html, size, &text);
    check(&text, valid);
    strbuf_clear(&text);
    html_title_to_text(html, size, &text);
    check(&text, valid);
    /* What is resolved once stays as it is. */
    strbuf_clear(&text);
    html_resolve_links(html, size, "http://example.org/a/b?c#d", &text);
    html_resolve_links(text.data, text.len, "http://other.example/x/", &again);
    assert(text.cut || again.cut || strlen(again.data) == strlen(text.data) ||
           memchr(html, '\0', size));
    return 0;
}
