/*
 * Names of encodings, and what they convert by.
 *
 * The labels are those of the WHATWG Encoding Standard (section 4.2), which say
 * what the web means by a name, and the aliases that IANA, Python and glibc
 * have besides. They are compared by their letters and digits only, so that
 * "ISO_8859-2:1987" and "iso8859-2" need no rows of their own. A name that
 * is not in the table is tried with iconv as it stands.
 *
 * Where the web reads a name as a superset of what it says (gb2312 as gb18030,
 * Shift_JIS as windows-31J), the superset converts and the name stays. Four
 * of the Macintosh's encodings are in no iconv of glibc's; they are tables
 * here.
 */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/text.h"
#include "parser/parser_internal.h"

/* Converters that are loaded at once: all rows, and room for more. */
#define PREPARED 96

/* What converts a name, where that is another. */
static const char *const supersets[][2] = {
    {"GB2312", "GB18030"},     {"GBK", "GB18030"},
    {"BIG5", "BIG5-HKSCS"},    {"EUC-KR", "CP949"},
    {"SHIFT_JIS", "CP932"},    {"EUC-JP", "EUC-JP-MS"},
    {"TIS-620", "CP874"},      {"ISO-8859-11", "CP874"},
    {"ISO-8859-9", "CP1254"},  {"PTCP154", "PT154"},
    {"KZ-1048", "RK1048"},     {"MAC-UKRAINE", "MAC-UK"},
    {"MAC-ICELAND", "MAC-IS"}, {"MAC-LATIN2", "MAC-CENTRALEUROPE"},
};

static const char *converter_name(const char *name)
{
    for (size_t i = 0; i < sizeof(supersets) / sizeof(*supersets); i++)
        if (!strcmp(name, supersets[i][0]))
            return supersets[i][1];
    return name;
}

static const char *macintosh_table(const char *name)
{
    for (size_t i = 0; i < charset_macintosh_count; i++)
        if (!strcmp(name, charset_macintosh[i].name))
            return charset_macintosh[i].labels;
    return NULL;
}

static struct {
    void (*missing)(void *context);
    void *context;
} unprepared;

void parser_unprepared(void (*missing)(void *context), void *context)
{
    /* What is built into the C library can be had once it has read its list. */
    iconv_t builtin = iconv_open("UTF-8", "UTF-16");

    if (builtin != (iconv_t)-1)
        iconv_close(builtin);
    unprepared.missing = missing;
    unprepared.context = context;
}

static iconv_t open_converter(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);

    if (converter == (iconv_t)-1 && unprepared.missing)
        unprepared.missing(unprepared.context);
    return converter;
}

void parser_prepare(void)
{
    /* Kept open for good: closing would unload them. */
    static iconv_t converters[PREPARED];

    for (size_t i = 0; i < charset_label_count && i < PREPARED; i++)
        if (!converters[i] && !macintosh_table(charset_labels[i].name))
            converters[i] =
                iconv_open("UTF-8", converter_name(charset_labels[i].name));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The name as iconv might have it: upper case, without what no name has. */
static size_t clean_name(const char *label, size_t len, char separator,
                         char out[CHARSET_NAME])
{
    size_t used = 0;

    for (size_t i = 0; i < len && used < CHARSET_NAME - 1; i++) {
        char c = label[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' || c == ':')
            out[used++] = c;
        else if (c == '_' || c == '-')
            out[used++] = separator;
    }
    out[used] = '\0';
    return used;
}

/* The row one of whose labels has the same letters and digits. */
static const struct charset_row *find_row(const char *label, size_t len)
{
    char wanted[CHARSET_NAME + 2] = " ";
    size_t used = 1;

    for (size_t i = 0; i < len && used < CHARSET_NAME; i++) {
        char c = label[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || is_digit(c))
            wanted[used++] = c;
    }
    if (used == 1)
        return NULL;
    wanted[used++] = ' ';
    wanted[used] = '\0';
    for (size_t i = 0; i < charset_label_count; i++)
        if (strstr(charset_labels[i].labels, wanted))
            return &charset_labels[i];
    return NULL;
}

static bool iconv_has(const char *name)
{
    iconv_t converter = open_converter(name);

    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

bool charset_find(const char *label, size_t len, char ret_name[CHARSET_NAME])
{
    static const char separators[] = "-_";
    const struct charset_row *row = find_row(label, len);

    if (row) {
        snprintf(ret_name, CHARSET_NAME, "%s", row->name);
        return true;
    }
    for (const char *separator = separators; *separator; separator++)
        if (clean_name(label, len, *separator, ret_name) && iconv_has(ret_name))
            return true;
    /* "850" */
    if (len && len < 6 && is_digit(*label)) {
        snprintf(ret_name, CHARSET_NAME, "CP%.*s", (int)len, label);
        return iconv_has(ret_name);
    }
    return false;
}

static void convert_macintosh(const char *table, const char *body, size_t len,
                              struct strbuf *out)
{
    const char *upper[128];
    const char *at = table;
    const char *end = table + strlen(table);

    for (size_t i = 0; i < 128; i++) {
        upper[i] = at;
        utf8_next(&at, end);
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)body[i];
        if (c < 0x80) {
            strbuf_addch(out, (char)c);
        } else {
            at = upper[c - 0x80];
            strbuf_adduc(out, utf8_next(&at, end));
        }
    }
}

static void put(struct strbuf *out, const char *bytes, size_t len)
{
    if (out)
        strbuf_add(out, bytes, len);
}

/* What the converter gives, one block after the other. */
static void convert(iconv_t converter, size_t unit,
                    const struct charset_input *input, struct strbuf *out,
                    bool *ret_damaged)
{
    char block[32768];
    char *in = (char *)(uintptr_t)input->body; /* iconv does not write there */
    size_t len = input->len;

    while (len) {
        char *to = block;
        size_t room = sizeof(block);
        size_t done = iconv(converter, &in, &len, &to, &room);
        put(out, block, (size_t)(to - block));
        spend(input->spending, in);
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        *ret_damaged = true;
        if (errno == EINVAL || len < unit)
            break;                   /* cut within a character */
        put(out, "\xef\xbf\xbd", 3); /* U+FFFD */
        in += unit;
        len -= unit;
    }
    /* What a converter has held back for a character that may combine. */
    char *to = block;
    size_t room = sizeof(block);
    iconv(converter, NULL, NULL, &to, &room);
    put(out, block, (size_t)(to - block));
}

bool charset_convert(const char *name, const struct charset_input *input,
                     struct strbuf *out, bool *ret_damaged)
{
    const char *table = macintosh_table(name);
    size_t unit = !strncmp(name, "UTF-16", 6)   ? 2
                  : !strncmp(name, "UTF-32", 6) ? 4
                                                : 1;

    *ret_damaged = false;
    if (table) {
        if (out)
            convert_macintosh(table, input->body, input->len, out);
        return true;
    }
    iconv_t converter = open_converter(converter_name(name));
    if (converter == (iconv_t)-1)
        return false;
    convert(converter, unit, input, out, ret_damaged);
    iconv_close(converter);
    return true;
}

/* Guesses between Latin alphabets differ in a few letters, and need more text
 * than those between scripts. */
#define GUESS_LATIN 32
#define GUESS_OTHER 8
#define GUESS_BYTES (256 * 1024)

static bool is_latin(const char *name)
{
    static const char latin[] =
        " ISO-8859-1 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-9 ISO-8859-10"
        " ISO-8859-13 ISO-8859-14 ISO-8859-15 ISO-8859-16 WINDOWS-1250"
        " WINDOWS-1252 WINDOWS-1254 WINDOWS-1257 WINDOWS-1258 MACINTOSH"
        " MAC-LATIN2 CP850 CP852 VISCII ";
    char wanted[CHARSET_NAME + 2];

    snprintf(wanted, sizeof(wanted), " %s ", name);
    return strstr(latin, wanted) != NULL;
}

bool charset_guess(const char *body, size_t len, char ret_name[CHARSET_NAME])
{
    size_t high = 0;
    size_t start = 0;
    bool found = false;

    /* The text may begin far behind a head of ASCII. */
    while (start < len && !(body[start] & 0x80))
        start++;
    body += start;
    len -= start;
    if (len > GUESS_BYTES)
        len = GUESS_BYTES;
    for (size_t i = 0; i < len; i++)
        high += (body[i] & 0x80) != 0;
    if (high < GUESS_OTHER)
        return false;
    uchardet_t detector = uchardet_new();
    if (uchardet_handle_data(detector, body, len) == 0) {
        uchardet_data_end(detector);
        const char *name = uchardet_get_charset(detector);
        found = charset_find(name, strlen(name), ret_name) &&
                (!is_latin(ret_name) || high >= GUESS_LATIN);
    }
    uchardet_delete(detector);
    return found;
}
