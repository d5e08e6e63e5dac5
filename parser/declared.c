/*
 * What a document says of its encoding, in each of the places where it can: its
 * first bytes, the HTTP header, the XML declaration, a <meta>. Whether that is
 * true is decode.c's question.
 */
#include "parser/declared.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

/* Where the zeros stand in ASCII written wide (XML 1.0, appendix F.1); NULL when
 * that is not so. */
static const char *wide_by_zeros(const char *body, size_t len)
{
    static const struct {
        bool zero[4];
        const char *name;
    } wide[] = {
        {{true, true, true, false}, "UTF-32BE"},
        {{false, true, true, true}, "UTF-32LE"},
        {{true, false, true, false}, "UTF-16BE"},
        {{false, true, false, true}, "UTF-16LE"},
    };

    for (size_t i = 0; len >= 4 && i < sizeof(wide) / sizeof(*wide); i++) {
        size_t same = 0;
        while (same < 4 && (body[same] == 0) == wide[i].zero[same])
            same++;
        if (same == 4)
            return wide[i].name;
    }
    return NULL;
}

/* By a byte order mark, unless the first characters contradict it; or by the
 * characters alone. NULL when they say nothing: then what they say nothing of
 * begins behind *ret_bom. */
const char *declared_by_bytes(const char *body, size_t len, size_t *ret_bom)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } marks[] = {
        {"\0\0\xfe\xff", 4, "UTF-32BE"}, {"\xff\xfe\0\0", 4, "UTF-32LE"},
        {"\xef\xbb\xbf", 3, "UTF-8"},    {"\xfe\xff", 2, "UTF-16BE"},
        {"\xff\xfe", 2, "UTF-16LE"},
    };

    size_t i = 0;

    *ret_bom = 0;
    while (i < 5 && (len < marks[i].len ||
                     memcmp(body, marks[i].bytes, marks[i].len) != 0))
        i++;
    if (i < 5) {
        *ret_bom = marks[i].len;
        const char *text = body + marks[i].len;
        const char *wide = wide_by_zeros(text, len - marks[i].len);
        /* "<?xm": no document begins with these as two characters. */
        bool narrow = len - marks[i].len >= 4 && *text == '<' && text[1] &&
                      text[2] && text[3] && marks[i].len != 3;
        return narrow ? NULL : wide ? wide : marks[i].name;
    }
    const char *wide = wide_by_zeros(body, len);
    if (wide || len < 4)
        return wide;
    return memcmp(body, "\x4c\x6f\xa7\x94", 4) ? NULL : "IBM037"; /* <?xm */
}

/* encoding="…" of the XML declaration, in text that is ASCII enough. */
bool declared_by_xml(const char *text, size_t len, char name[CHARSET_NAME])
{
    size_t head = len < 512 ? len : 512;
    const char *start = memmem(text, head, "<?xml", 5);
    const char *end =
        start ? memchr(start, '>', head - (size_t)(start - text)) : NULL;

    if (!end)
        return false;
    const char *at = memmem(start, (size_t)(end - start), "encoding", 8);
    if (!at)
        return false;
    at += 8;
    while (at < end && (*at == ' ' || *at == '=' || *at == '\t' || *at == '\n'))
        at++;
    if (at >= end || (*at != '"' && *at != '\''))
        return false;
    const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
    if (!close || close == at + 1)
        return false;
    return charset_find(at + 1, (size_t)(close - at - 1), name);
}

/* charset=… of a media type (RFC 9110 section 8.3.1). */
bool declared_by_header(const char *type, char name[CHARSET_NAME])
{
    const char *at = type ? type : "";

    while (*(at += strcspn(at, ";"))) {
        at++;
        at += strspn(at, " \t");
        if (strncasecmp(at, "charset", 7) != 0)
            continue;
        const char *value = at + 7 + strspn(at + 7, " \t");
        if (*value != '=')
            continue;
        value++;
        value += strspn(value, " \t\"'");
        return charset_find(value, strcspn(value, " \t\"';"), name);
    }
    return false;
}

/* charset=… in a tag that ends at close. */
static bool charset_within(const char *at, const char *close,
                           char name[CHARSET_NAME])
{
    for (; at + 8 < close; at++) {
        if (strncasecmp(at, "charset=", 8) != 0)
            continue;
        at += 8;
        while (at < close && (*at == '"' || *at == '\''))
            at++;
        const char *start = at;
        while (at < close && !strchr("\"'; />", *at))
            at++;
        return charset_find(start, (size_t)(at - start), name);
    }
    return false;
}

/* The same of a <meta> near the beginning, as HTML has it. */
bool declared_by_meta(const char *body, size_t len, char name[CHARSET_NAME])
{
    const char *end = body + (len < 1024 ? len : 1024);
    const char *at = body;

    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        at++;
        if (end - at < 5 || strncasecmp(at, "meta", 4) != 0)
            continue;
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (close && charset_within(at, close, name))
            return true;
    }
    return false;
}

bool declared_language(const char *body, size_t len, char ret[3])
{
    static const char *const places[] = {"language>", "xml:lang="};
    size_t head = len < 8192 ? len : 8192;

    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
        const char *end = body + head;
        const char *at = memmem(body, head, places[i], strlen(places[i]));
        if (!at)
            continue;
        at += strlen(places[i]);
        while (at < end && strchr(" \t\r\n\"'", *at) && *at)
            at++;
        if (end - at < 3 || !text_is_letter(at[0]) || !text_is_letter(at[1]) ||
            text_is_letter(at[2]))
            continue;
        ret[0] = (char)(at[0] | 0x20);
        ret[1] = (char)(at[1] | 0x20);
        ret[2] = '\0';
        return true;
    }
    return false;
}
