/*
 * UTF-8 and what may be shown of it. Decoding never fails: a bad byte is one
 * U+FFFD, so that every caller terminates and nothing needs an error path.
 * What is hostile on output is a table of ranges, searched in order; plain
 * ASCII never reaches it.
 */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDU

uint32_t utf8_next(const char **position, const char *end)
{
    const unsigned char *p = (const unsigned char *)*position;
    size_t left = (size_t)(end - *position);
    uint32_t cp = p[0];
    size_t n;

    if (cp < 0x80) {
        *position += 1;
        return cp;
    }
    if (cp >= 0xC2 && cp <= 0xDF)
        n = 1, cp &= 0x1F;
    else if (cp >= 0xE0 && cp <= 0xEF)
        n = 2, cp &= 0x0F;
    else if (cp >= 0xF0 && cp <= 0xF4)
        n = 3, cp &= 0x07;
    else
        n = left; /* never fits: a bad first byte */
    bool good = n < left;
    for (size_t i = 1; good && i <= n; i++) {
        good = (p[i] & 0xC0) == 0x80;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    if (!good || (n == 2 && (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))) ||
        (n == 3 && (cp < 0x10000 || cp > 0x10FFFF))) {
        *position += 1;
        return REPLACEMENT;
    }
    *position += n + 1;
    return cp;
}

/* Past what is ASCII, eight bytes at a time. */
static const char *skip_ascii(const char *text, const char *end)
{
    uint64_t word;

    while ((size_t)(end - text) >= sizeof(word)) {
        memcpy(&word, text, sizeof(word));
        if (word & 0x8080808080808080U)
            break;
        text += sizeof(word);
    }
    while (text < end && (unsigned char)*text < 0x80)
        text++;
    return text;
}

bool text_is_ascii(const char *text, size_t len)
{
    return skip_ascii(text, text + len) == text + len;
}

bool utf8_valid(const char *text, size_t len)
{
    const char *end = text + len;

    while ((text = skip_ascii(text, end)) < end) {
        const char *before = text;
        if (utf8_next(&text, end) == REPLACEMENT && text - before == 1)
            return false;
    }
    return true;
}

size_t utf8_whole(const char *text, size_t len)
{
    size_t start = len;

    while (start && len - start < 3 &&
           ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start == 0 || (unsigned char)text[start - 1] < 0xc0)
        return len;
    return utf8_valid(text + start - 1, len - start + 1) ? len : start - 1;
}

bool text_is_space(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

bool text_is_hostile(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},       {0x061C, 0x061C},
        {0x200B, 0x200B}, {0x200E, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFEFF, 0xFEFF},   {0xFDD0, 0xFDEF},
        {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
    };

    if (cp >= 0x20 && cp < 0x7F)
        return false;
    if ((cp & 0xFFFE) == 0xFFFE)
        return true;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

/* text up to end, as text_clean_line promises. */
static void clean_span(struct strbuf *out, const char *text, const char *end)
{
    bool gap = false;
    bool any = false;

    while (text < end) {
        uint32_t cp = utf8_next(&text, end);
        if (text_is_space(cp)) {
            gap = true;
        } else if (!text_is_hostile(cp)) {
            if (gap && any)
                strbuf_addch(out, ' ');
            strbuf_adduc(out, cp);
            gap = false;
            any = true;
        }
    }
}

void text_clean_line(struct strbuf *out, const char *text)
{
    clean_span(out, text, text + strlen(text));
}

void text_clean_lines(struct strbuf *out, const char *text)
{
    for (;;) {
        const char *end = text + strcspn(text, "\n");
        clean_span(out, text, end);
        if (*end == '\0')
            return;
        strbuf_addch(out, '\n');
        text = end + 1;
    }
}

static size_t width_of(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F)
        return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)cp);
    return width > 0 ? (size_t)width : 0;
}

static size_t span_width(const char *text, const char *end)
{
    size_t width = 0;

    while (text < end)
        width += width_of(utf8_next(&text, end));
    return width;
}

size_t text_width(const char *text)
{
    return span_width(text, text + strlen(text));
}

/* The end of as much of text as fits into columns. */
static const char *fit_end(const char *text, const char *end, size_t columns)
{
    size_t width = 0;

    while (text < end) {
        const char *next = text;
        width += width_of(utf8_next(&next, end));
        if (width > columns)
            break;
        text = next;
    }
    return text;
}

void text_fit(struct strbuf *out, const char *text, size_t columns)
{
    struct strbuf clean;

    strbuf_init(&clean, out->ceiling);
    text_clean_line(&clean, text);
    const char *end = clean.data + clean.len;
    if (span_width(clean.data, end) <= columns) {
        strbuf_add(out, clean.data, clean.len);
    } else if (columns > 0) {
        end = fit_end(clean.data, end, columns - 1);
        while (end > clean.data && end[-1] == ' ')
            end--;
        strbuf_add(out, clean.data, (size_t)(end - clean.data));
        strbuf_addstr(out, "\xE2\x80\xA6");
    }
    strbuf_release(&clean);
}

/* Where a line that starts at text and may take columns ends: at a space if
 * there is one, else wherever it is full, but never empty. */
static const char *line_end(const char *text, const char *end, size_t columns)
{
    const char *full = fit_end(text, end, columns);

    if (full == end || *full == ' ')
        return full;
    for (const char *p = full; p > text; p--)
        if (p[-1] == ' ')
            return p - 1;
    if (full == text)
        utf8_next(&full, end);
    return full;
}

void text_wrap(struct strbuf *out, const char *text, size_t columns,
               size_t indent)
{
    struct strbuf clean;

    strbuf_init(&clean, out->ceiling);
    text_clean_line(&clean, text);
    const char *p = clean.data;
    const char *end = p + clean.len;
    size_t room = columns > indent ? columns - indent : 1;
    do {
        const char *stop = line_end(p, end, room);
        for (size_t i = 0; i < indent && stop > p; i++)
            strbuf_addch(out, ' ');
        strbuf_add(out, p, (size_t)(stop - p));
        strbuf_addch(out, '\n');
        p = stop;
        while (p < end && *p == ' ')
            p++;
    } while (p < end);
    strbuf_release(&clean);
}

static void json_escape(struct strbuf *out, uint32_t cp)
{
    static const char short_forms[] = "\bb\tt\nn\ff\rr\"\"\\\\";

    for (size_t i = 0; short_forms[i]; i += 2) {
        if (cp == (unsigned char)short_forms[i]) {
            strbuf_addch(out, '\\');
            strbuf_addch(out, short_forms[i + 1]);
            return;
        }
    }
    if (cp >= 0x10000) {
        strbuf_addf(out, "\\u%04x", 0xD800 + ((cp - 0x10000) >> 10));
        cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
    }
    strbuf_addf(out, "\\u%04x", cp);
}

void json_quote(struct strbuf *out, const char *text)
{
    if (!text) {
        strbuf_addstr(out, "null");
        return;
    }
    const char *end = text + strlen(text);
    strbuf_addch(out, '"');
    while (text < end) {
        const char *plain = text;
        while (text < end && *text >= 0x20 && *text < 0x7F && *text != '"' &&
               *text != '\\')
            text++;
        strbuf_add(out, plain, (size_t)(text - plain));
        if (text == end)
            break;
        uint32_t cp = utf8_next(&text, end);
        if (cp == '"' || cp == '\\' || text_is_hostile(cp))
            json_escape(out, cp);
        else
            strbuf_adduc(out, cp);
    }
    strbuf_addch(out, '"');
}

void tsv_field(struct strbuf *out, const char *text)
{
    if (text)
        text_clean_line(out, text);
}
