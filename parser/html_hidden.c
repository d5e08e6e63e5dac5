/*
 * Whether a tag's attributes hide its element: "hidden", or a style that does.
 *
 * Attributes are told apart as HTML does (section 13.2.5.32 to 40), so that
 * what stands in a value hides nothing.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "parser/parser_internal.h"

/* Of a style; what hides stands early. */
#define STYLE 2048

struct attribute {
    const char *name, *value;
    size_t name_len, value_len;
};

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && text_is_blank(*at))
        at++;
    return at;
}

/* The value behind "=". */
static const char *take_value(const char *at, const char *end,
                              struct attribute *ret)
{
    at = skip_blanks(at, end);
    if (at < end && (*at == '"' || *at == '\'')) {
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        ret->value = at + 1;
        ret->value_len = (size_t)((close ? close : end) - ret->value);
        return close ? close + 1 : end;
    }
    ret->value = at;
    while (at < end && !text_is_blank(*at))
        at++;
    ret->value_len = (size_t)(at - ret->value);
    return at;
}

/* The attribute at `at`, and what is behind it; NULL at the end. */
static const char *take_attribute(const char *at, const char *end,
                                  struct attribute *ret)
{
    while (at < end && (text_is_blank(*at) || *at == '/'))
        at++;
    if (at == end)
        return NULL;
    *ret = (struct attribute){.name = at, .value = ""};
    do {
        at++;
    } while (at < end && !text_is_blank(*at) && *at != '=' && *at != '/');
    ret->name_len = (size_t)(at - ret->name);
    const char *equals = skip_blanks(at, end);
    if (equals < end && *equals == '=')
        return take_value(equals + 1, end, ret);
    return at;
}

static bool is_named(const struct attribute *attribute, const char *name)
{
    return attribute->name_len == strlen(name) &&
           !strncasecmp(attribute->name, name, attribute->name_len);
}

/* A style without blanks, comments and references, in lower case. */
static void bare_style(const struct attribute *style, struct strbuf *out)
{
    const char *at = style->value;
    const char *end = at + style->value_len;

    strbuf_addch(out, ';');
    while (at < end && !out->cut) {
        uint32_t points[2] = {(unsigned char)*at};
        size_t len =
            *at == '&' ? charref_read(at, end, CHARREF_VALUE, points) : 0;
        uint32_t cp = points[0];
        at += len ? len : 1;
        if (cp == '/' && at < end && *at == '*') {
            const char *close = memmem(at, (size_t)(end - at), "*/", 2);
            at = close ? close + 2 : end;
        } else if (cp > ' ' && cp < 0x80) {
            strbuf_addch(out, (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp));
        }
    }
}

static bool style_hides(const struct attribute *attribute)
{
    CLEANUP(strbuf_release) struct strbuf style;

    strbuf_init(&style, STYLE);
    bare_style(attribute, &style);
    return strstr(style.data, ";display:none") ||
           strstr(style.data, ";visibility:hidden") ||
           strstr(style.data, ";visibility:collapse");
}

bool html_hides(const char *at, const char *end)
{
    struct attribute attribute;

    while ((at = take_attribute(at, end, &attribute)) != NULL)
        if (is_named(&attribute, "hidden") ||
            (is_named(&attribute, "style") && style_hides(&attribute)))
            return true;
    return false;
}
