/* Urls: a base and a reference on two lines through every form. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(xfreep) char *text = xstrndup((const char *)data, size);
    CLEANUP(strbuf_release) struct strbuf out;
    char *reference = strchr(text, '\n');
    struct error err;

    strbuf_init(&out, LIMIT_URL);
    if (reference)
        *reference++ = '\0';
    url_resolve(&out, text, reference ? reference : "");
    url_canonical(&out, text);
    url_host(&out, text);
    url_outlet(&out, text);
    strbuf_clear(&out);
    url_redact(&out, text);
    strbuf_clear(&out);
    if (url_subscribe(&out, text, &err) < 0)
        assert(out.len == 0);
    return 0;
}
