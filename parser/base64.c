/* Contents that Atom has in base64: of another media type than text. */
#include "parser/base64.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"

static int base64_value(char c)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;

    return found ? (int)(found - digits) : -1;
}

bool base64_decode(struct strbuf *text)
{
    CLEANUP(strbuf_release) struct strbuf bytes;
    unsigned bits = 0;
    int count = 0;

    strbuf_init(&bytes, LIMIT_FIELD);
    for (size_t i = 0; i < text->len; i++) {
        int value = base64_value(text->data[i]);
        if (value < 0)
            continue;
        bits = bits << 6 | (unsigned)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            strbuf_addch(&bytes, (char)(bits >> count & 0xff));
        }
    }
    if (memchr(bytes.data, 0, bytes.len) || !utf8_valid(bytes.data, bytes.len))
        return false;
    strbuf_clear(text);
    strbuf_add(text, bytes.data, bytes.len);
    return true;
}

bool base64_is(const struct strbuf *text)
{
    size_t start = strspn(text->data, " \t\r\n");
    size_t len = text->len;

    while (len > start && text->data[len - 1] <= ' ')
        len--;
    for (size_t i = start; i < len; i++)
        if (base64_value(text->data[i]) < 0 && !strchr("=\r\n", text->data[i]))
            return false;
    return len > start;
}
