/*
 * Character references: "&#8217;", "&#x2019;", "&rsquo;".
 *
 * Names are the HTML standard's (charref_names.c); the references of XML are
 * among them. Numbers from 128 to 159 are control characters that nobody means:
 * HTML reads them as windows-1252, and so do feeds.
 */
#include <string.h>

#include "parser/charref.h"
#include "parser/parser_internal.h"

#define LONGEST_NAME 31 /* "CounterClockwiseContourIntegral" */
#define LONGEST_BARE 6  /* "Aacute" */

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
                          uint32_t *ret_value)
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
    *ret_value = value;
    return (size_t)(at - start) + (closed ? 1 : 0);
}

uint32_t utf16_pair(uint32_t high, uint32_t low)
{
    if (high < 0xd800 || high >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
        return 0;
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* A reference by number, at its '&'. Two that are the halves of a pair of
 * UTF-16 are one character, as those meant who wrote them. */
static size_t read_numbers(const char *at, const char *end, bool strict,
                           uint32_t *ret_cp)
{
    uint32_t value, low;
    size_t len = read_number(at + 2, end, strict, &value);

    if (!len)
        return 0;
    len += 2;
    if (value >= 0xd800 && value < 0xdc00 && end - at > (ptrdiff_t)len + 2 &&
        at[len] == '&' && at[len + 1] == '#') {
        size_t more = read_number(at + len + 2, end, strict, &low);
        *ret_cp = more ? utf16_pair(value, low) : 0;
        if (*ret_cp)
            return len + 2 + more;
    }
    if (value >= 0x80 && value < 0xa0)
        value = windows1252(value);
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        value = 0xfffd;
    *ret_cp = value;
    return len;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* The name of len bytes; NULL when there is none. */
static const struct charref_name *find_name(const char *at, size_t len)
{
    size_t low = 0, high = charref_name_count;

    while (low < high) {
        const struct charref_name *row = &charref_names[low + (high - low) / 2];
        int order = strncmp(row->name, at, len);
        if (order == 0 && !row->name[len])
            return row;
        if (order < 0)
            low = (size_t)(row - charref_names) + 1;
        else
            high = (size_t)(row - charref_names);
    }
    return NULL;
}

/* Behind a name without semicolon: whether it is that of a query's field,
 * "?a=1&section=2", which HTML says of values of attributes only (section
 * 13.2.5.73), though feeds have such addresses in their text. */
static bool is_field(const char *at, const char *end, enum charref_place place)
{
    if (place == CHARREF_VALUE && at < end && is_name(*at))
        return true;
    while (at < end && (is_name(*at) || *at == '_' || *at == '-'))
        at++;
    return at < end && *at == '=';
}

/* The longest name without semicolon that the text begins with. */
static const struct charref_name *
find_bare(const char *at, const char *end, size_t len, enum charref_place place)
{
    for (len = len < LONGEST_BARE ? len : LONGEST_BARE; len >= 2; len--) {
        const struct charref_name *row = find_name(at, len);
        if (row && row->bare)
            return is_field(at + len, end, place) ? NULL : row;
    }
    return NULL;
}

size_t charref_read(const char *at, const char *end, enum charref_place place,
                    uint32_t ret_points[2])
{
    const struct charref_name *row = NULL;
    size_t len = 0;

    if (at + 1 < end && at[1] == '#') {
        ret_points[1] = 0;
        return read_numbers(at, end, place == CHARREF_XML, &ret_points[0]);
    }
    at++;
    while (at + len < end && len < LONGEST_NAME && is_name(at[len]))
        len++;
    bool closed = at + len < end && at[len] == ';';
    if (closed)
        row = find_name(at, len);
    if (!row && place != CHARREF_XML) {
        row = find_bare(at, end, len, place);
        closed = false;
    }
    if (!row)
        return 0;
    ret_points[0] = row->first;
    /* Two names mean others than in the document types that XML had from HTML
     * 4 (its section 24.3.1). */
    if (place == CHARREF_XML && row->first >= 0x27e8 && row->first <= 0x27e9 &&
        len == 4)
        ret_points[0] = row->first - 0x27e8 + 0x2329;
    ret_points[1] = row->second;
    return strlen(row->name) + 1 + (closed ? 1 : 0);
}

void charref_decode(struct strbuf *out, const char *text, size_t len,
                    enum charref_place place)
{
    const char *end = text + len;

    while (text < end) {
        uint32_t points[2];
        size_t n = *text == '&' ? charref_read(text, end, place, points) : 0;
        if (n) {
            strbuf_adduc(out, points[0]);
            if (points[1])
                strbuf_adduc(out, points[1]);
        } else {
            strbuf_addch(out, *text);
        }
        text += n ? n : 1;
    }
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
