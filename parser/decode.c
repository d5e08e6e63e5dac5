/*
 * Bytes to UTF-8.
 *
 * What an encoding's name is taken from, best first: a byte order mark; the
 * first bytes, where they are not ASCII's ("<?" as UTF-16, UTF-32 or EBCDIC);
 * the HTTP header; the XML declaration; the bytes themselves. A name that the
 * bytes contradict is passed over for the next: headers are often a server's
 * default, and declarations often a template's. Names of the Latin 1 family
 * fit any bytes, so they are believed only where the text is not UTF-8, and
 * mean windows-1252, as in HTML.
 *
 * Conversion is the C library's iconv. It loads converters from files, which
 * a parse worker cannot do once it is locked in: parser_prepare opens the
 * usual ones, and they stay loaded.
 */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

#define NAME_SIZE 48

/* Other names of what iconv has. */
static const char *const aliases[][2] = {
    {"U16", "UTF-16"},
    {"UTF16", "UTF-16"},
    {"U32", "UTF-32"},
    {"UTF32", "UTF-32"},
    {"UTF8", "UTF-8"},
    {"UNICODE", "UTF-16"},
    {"X-SJIS", "CP932"},
    {"SHIFT-JIS", "CP932"},
    {"SHIFTJIS", "CP932"},
    {"WINDOWS-31J", "CP932"},
    {"KS-C-5601-1987", "CP949"},
    {"EUC-KR", "CP949"},
    {"GB2312", "GB18030"},
    {"GBK", "GB18030"},
    {"X-GBK", "GB18030"},
    {"BIG5", "BIG5-HKSCS"},
    {"X-X-BIG5", "BIG5-HKSCS"},
    {"CP-IS", "CP861"},
    {"CP1125", "CP1125"},
    {"MACROMAN", "MACINTOSH"},
    {"X-MAC-ROMAN", "MACINTOSH"},
    {"MACICELAND", "MAC-IS"},
    {"MACCYRILLIC", "MAC-CYRILLIC"},
    {"X-MAC-CYRILLIC", "MAC-CYRILLIC"},
    {"CSIBM037", "IBM037"},
    {"CSPC8CODEPAGE437", "IBM437"},
    {"CSPCP852", "IBM852"},
    {"X-USER-DEFINED", "WINDOWS-1252"},
};

/* Loaded by parser_prepare. */
static const char *const usual[] = {
    "UTF-16",       "UTF-16LE",     "UTF-16BE",     "UTF-32",
    "UTF-32LE",     "UTF-32BE",     "WINDOWS-1250", "WINDOWS-1251",
    "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
    "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "ISO-8859-2",
    "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",
    "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",
    "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",
    "KOI8-R",       "KOI8-U",       "CP932",        "EUC-JP",
    "ISO-2022-JP",  "GB18030",      "BIG5-HKSCS",   "CP949",
    "ISO-2022-KR",  "TIS-620",      "MACINTOSH",    "CP866",
    "IBM437",       "IBM850",       "IBM852",       "IBM037",
};

void parser_prepare(void)
{
    /* Kept open for good: closing would unload them. */
    static iconv_t converters[sizeof(usual) / sizeof(*usual)];

    for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
        if (!converters[i])
            converters[i] = iconv_open("UTF-8", usual[i]);
}

/* "windows_1252 " to "WINDOWS-1252". */
static void normal_name(const char *name, size_t len, char out[NAME_SIZE])
{
    size_t used = 0;

    for (size_t i = 0; i < len && used < NAME_SIZE - 1; i++) {
        char c = name[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == ':')
            out[used++] = c;
        else if (c == '_')
            out[used++] = '-';
    }
    out[used] = '\0';
    for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
        if (!strcmp(out, aliases[i][0])) {
            memcpy(out, aliases[i][1], strlen(aliases[i][1]) + 1);
            return;
        }
}

static bool is_latin1(const char *name)
{
    static const char *const names[] = {"ISO-8859-1",   "LATIN1",   "LATIN-1",
                                        "ISO8859-1",    "US-ASCII", "ASCII",
                                        "WINDOWS-1252", "CP1252"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

static iconv_t open_converter(const char *name)
{
    char number[NAME_SIZE + 2] = "CP";
    iconv_t converter = iconv_open("UTF-8", name);

    /* "850", and "ebcdic-cp-us" whose dash we made of an underscore. */
    if (converter == (iconv_t)-1 && *name >= '0' && *name <= '9') {
        strncpy(number + 2, name, NAME_SIZE - 1);
        converter = iconv_open("UTF-8", number);
    }
    return converter;
}

/* Convert all; what the encoding does not have becomes U+FFFD and sets
 * *damaged. false when there is no such encoding. */
static bool convert(const char *name, const char *body, size_t len,
                    struct strbuf *out, bool *damaged)
{
    iconv_t converter = open_converter(name);
    char block[32768];
    char *in = (char *)(uintptr_t)body; /* iconv does not write there */

    if (converter == (iconv_t)-1)
        return false;
    *damaged = false;
    while (len) {
        char *to = block;
        size_t room = sizeof(block);
        size_t done = iconv(converter, &in, &len, &to, &room);
        strbuf_add(out, block, (size_t)(to - block));
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        *damaged = true;
        if (errno == EINVAL)
            break; /* cut within a character */
        strbuf_adduc(out, 0xfffd);
        in++;
        len--;
    }
    iconv_close(converter);
    return true;
}

/* windows-1252, in which every byte is something. */
static void convert_1252(const char *body, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)body[i];
        if (c < 0x80)
            strbuf_addch(out, (char)c);
        else
            strbuf_adduc(out, c < 0xa0 ? windows1252(c) : c);
    }
}

/* Mostly UTF-8: what is not is read as windows-1252, the usual mixture. */
static void convert_mixture(const char *body, size_t len, struct strbuf *out)
{
    const char *at = body;
    const char *end = body + len;

    while (at < end) {
        const char *start = at;
        uint32_t cp = utf8_next(&at, end);
        if (cp == 0xfffd && at == start + 1)
            convert_1252(start, 1, out);
        else
            strbuf_add(out, start, (size_t)(at - start));
    }
}

/* By the first bytes; NULL when they are ASCII's. */
static const char *first_bytes(const char *body, size_t len, size_t *ret_bom)
{
    static const struct {
        const char *bytes;
        size_t len, bom;
        const char *name;
    } table[] = {
        {"\0\0\xfe\xff", 4, 4, "UTF-32BE"},
        {"\xff\xfe\0\0", 4, 4, "UTF-32LE"},
        {"\xef\xbb\xbf", 3, 3, "UTF-8"},
        {"\xfe\xff", 2, 2, "UTF-16BE"},
        {"\xff\xfe", 2, 2, "UTF-16LE"},
        {"\0\0\0<", 4, 0, "UTF-32BE"},
        {"<\0\0\0", 4, 0, "UTF-32LE"},
        {"\0<\0", 3, 0, "UTF-16BE"},
        {"<\0", 2, 0, "UTF-16LE"},
        {"\0{", 2, 0, "UTF-16BE"},
        {"{\0", 2, 0, "UTF-16LE"},
        {"\x4c\x6f\xa7\x94", 4, 0, "IBM037"},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
        if (len >= table[i].len &&
            !memcmp(body, table[i].bytes, table[i].len)) {
            *ret_bom = table[i].bom;
            return table[i].name;
        }
    *ret_bom = 0;
    return NULL;
}

/* encoding="…" of the XML declaration, in text that is ASCII enough. */
static bool declared(const char *text, size_t len, char name[NAME_SIZE])
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
    normal_name(at + 1, (size_t)(close - at - 1), name);
    return *name != '\0';
}

/* charset=… of a media type (RFC 9110 section 8.3.1). */
static bool header_charset(const char *type, char name[NAME_SIZE])
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
        normal_name(value, strcspn(value, " \t\"';"), name);
        return *name != '\0';
    }
    return false;
}

static bool all_ascii(const char *body, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (body[i] & 0x80)
            return false;
    return true;
}

static void use_storage(struct document *document)
{
    document->text = document->storage.data;
    document->len = document->storage.len;
}

/* Wide and EBCDIC text says so by its first bytes. */
static bool decode_by_first_bytes(struct document *document, const char *body,
                                  size_t len, struct arena *arena)
{
    char name[NAME_SIZE];
    size_t bom;
    const char *encoding = first_bytes(body, len, &bom);

    if (!encoding)
        return false;
    document->encoding = encoding;
    if (!strcmp(encoding, "UTF-8")) {
        document->text = body + bom;
        document->len = len - bom;
        if (utf8_valid(document->text, document->len))
            return true;
        document->damaged = true;
        convert_mixture(body + bom, len - bom, &document->storage);
        use_storage(document);
        return true;
    }
    if (!convert(encoding, body + bom, len - bom, &document->storage,
                 &document->damaged))
        return false;
    if (!strcmp(encoding, "IBM037") &&
        declared(document->storage.data, document->storage.len, name)) {
        strbuf_clear(&document->storage);
        document->encoding = arena_strdup(arena, name);
        if (!convert(name, body, len, &document->storage, &document->damaged))
            convert("IBM037", body, len, &document->storage,
                    &document->damaged);
    }
    use_storage(document);
    return true;
}

/* Whether the bytes are what name says; then they are the document. */
static bool decode_as(struct document *document, const char *name,
                      const char *body, size_t len, bool force)
{
    bool valid = utf8_valid(body, len);
    bool ascii = valid && all_ascii(body, len);

    strbuf_clear(&document->storage);
    if (is_latin1(name)) {
        if (valid && !ascii)
            return false; /* UTF-8 by the bytes */
        if (!ascii && !strcmp(name, "US-ASCII"))
            return false;
        convert_1252(body, len, &document->storage);
    } else if (!strcmp(name, "UTF-8")) {
        if (!valid)
            return false;
        document->text = body;
        document->len = len;
        return true;
    } else if (!convert(name, body, len, &document->storage,
                        &document->damaged) ||
               (document->damaged && !force)) {
        return false;
    }
    use_storage(document);
    return true;
}

void document_init(struct document *document, const char *body, size_t len,
                   const char *content_type, struct arena *arena)
{
    char names[2][NAME_SIZE];
    bool given[2];

    *document = (struct document){.encoding = "UTF-8"};
    strbuf_init(&document->storage, LIMIT_UTF8);
    if (decode_by_first_bytes(document, body, len, arena))
        return;
    given[0] = header_charset(content_type, names[0]);
    given[1] = declared(body, len, names[1]);
    for (int force = 0; force < 2; force++) {
        for (size_t i = 0; i < 2; i++) {
            if (given[i] && decode_as(document, names[i], body, len, force)) {
                document->encoding = arena_strdup(arena, names[i]);
                return;
            }
        }
        if (decode_as(document, "UTF-8", body, len, false)) {
            document->encoding = "UTF-8";
            return;
        }
    }
    strbuf_clear(&document->storage);
    bool said_utf8 = (given[0] && !strcmp(names[0], "UTF-8")) ||
                     (given[1] && !strcmp(names[1], "UTF-8"));
    document->damaged = said_utf8;
    document->encoding = said_utf8 ? "UTF-8" : "WINDOWS-1252";
    if (said_utf8)
        convert_mixture(body, len, &document->storage);
    else
        convert_1252(body, len, &document->storage);
    use_storage(document);
}

void document_release(struct document *document)
{
    strbuf_release(&document->storage);
}
