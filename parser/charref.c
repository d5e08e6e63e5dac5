/*
 * Character references: "&#8217;", "&#x2019;", "&rsquo;".
 *
 * Names are looked up in libxml2's table of HTML 4, which has all that feeds
 * use; the references of XML are among them but for "apos". Numbers from 128
 * to 159 are control characters that nobody means: HTML reads them as
 * windows-1252, and so do feeds.
 */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "parser/parser_internal.h"

#define LONGEST_NAME 8 /* "thetasym" */

uint32_t windows1252(unsigned byte)
{
    static const uint16_t table[32] = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

    return table[byte - 0x80];
}

static int digit_value(char c, bool hex)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (hex && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (hex && c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Behind "&#". */
static size_t read_number(const char *at, const char *end, bool strict,
                          uint32_t *ret_cp)
{
    const char *start = at;
    bool hex = at < end && (*at == 'x' || *at == 'X');
    uint32_t value = 0;
    size_t digits = 0;
    int digit;

    if (hex)
        at++;
    for (; at < end && (digit = digit_value(*at, hex)) >= 0; at++, digits++)
        if (value < 0x110000)
            value = value * (hex ? 16 : 10) + (uint32_t)digit;
    bool closed = at < end && *at == ';';
    if (digits == 0 || (strict && !closed))
        return 0;
    if (value >= 0x80 && value < 0xa0)
        value = windows1252(value);
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        value = 0xfffd;
    *ret_cp = value;
    return (size_t)(at - start) + (closed ? 1 : 0);
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

size_t charref_read(const char *at, const char *end, bool strict,
                    uint32_t *ret_cp)
{
    char name[LONGEST_NAME + 1];
    size_t len = 0;

    at++;
    if (at < end && *at == '#') {
        size_t n = read_number(at + 1, end, strict, ret_cp);
        return n ? n + 2 : 0;
    }
    while (at + len < end && len < LONGEST_NAME && is_name(at[len])) {
        name[len] = at[len];
        len++;
    }
    name[len] = '\0';
    bool closed = at + len < end && at[len] == ';';
    /* Without a semicolon, "&copy=1" is a query, not a sign. */
    if (len < 2 ||
        (!closed &&
         (strict || (at + len < end && (at[len] == '=' || is_name(at[len]))))))
        return 0;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (entity)
        *ret_cp = entity->value;
    else if (!strcmp(name, "apos"))
        *ret_cp = '\'';
    else
        return 0;
    return len + 1 + (closed ? 1 : 0);
}

void html_escape(struct strbuf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '&':
            strbuf_addstr(out, "&amp;");
            break;
        case '<':
            strbuf_addstr(out, "&lt;");
            break;
        case '>':
            strbuf_addstr(out, "&gt;");
            break;
        case '"':
            strbuf_addstr(out, "&quot;");
            break;
        default:
            strbuf_addch(out, text[i]);
        }
    }
}
