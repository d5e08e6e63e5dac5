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
 * usual ones, and they stay loaded. That takes longer than a document does, so
 * it is done only once one has come that wants them (parser_unprepared).
 */
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"
#include "parser/declared.h"
#include "parser/parser_internal.h"

/* The names that any bytes fit, and that servers and templates say of any. */
static bool is_latin1(const char *name)
{
    return !strcmp(name, "ISO-8859-1") || !strcmp(name, "US-ASCII") ||
           !strcmp(name, "WINDOWS-1252");
}

/* So many bytes beyond ASCII in a row are words of no Latin alphabet. */
#define LONG_RUN 6

/* Give back so many bytes at once. */
#define SPENT ((ptrdiff_t)1 << 20)

void spend(struct spending *spending, const char *upto)
{
    if (!spending || !spending->next || upto - spending->next < SPENT)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t len = (size_t)(upto - spending->next) / page * page;
    madvise(spending->next, len, MADV_DONTNEED);
    spending->next += len;
}

/* Pages that belong to the body alone. */
static struct spending spending_of(const char *body, bool expendable)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)body + page - 1) / page * page;

    return (struct spending){expendable ? (char *)first : NULL};
}

/* windows-1252, in which every byte is something. */
static void convert_1252(const char *body, size_t len,
                         struct spending *spending, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)body[i];
        if ((i & (SPENT - 1)) == 0)
            spend(spending, body + i);
        if (c < 0x80)
            strbuf_addch(out, (char)c);
        else
            strbuf_adduc(out, c < 0xa0 ? windows1252(c) : c);
    }
}

/* Half of a pair of UTF-16, in three bytes like a character; 0 for none. */
static uint32_t surrogate_at(const char *at, const char *end)
{
    if (end - at < 3 || (unsigned char)at[0] != 0xed ||
        ((unsigned char)at[1] & 0xe0) != 0xa0 ||
        ((unsigned char)at[2] & 0xc0) != 0x80)
        return 0;
    return 0xd000 | (uint32_t)(at[1] & 0x3f) << 6 | (uint32_t)(at[2] & 0x3f);
}

/* Whether text is UTF-8 but for such halves: CESU-8 (Unicode's report 26), as
 * Java and some databases write it. */
static bool is_cesu8(const char *body, size_t len)
{
    const char *at = body;
    const char *end = body + len;
    bool found = false;

    while (at < end) {
        const char *start = at;
        if (utf8_next(&at, end) != 0xfffd || at > start + 1)
            continue;
        if (!surrogate_at(start, end))
            return false;
        found = true;
        at = start + 3;
    }
    return found;
}

/* The character of a pair, or U+FFFD for a half: returns how many bytes. */
static size_t convert_surrogate(const char *at, const char *end,
                                struct strbuf *out)
{
    uint32_t high = surrogate_at(at, end);
    uint32_t low = high ? surrogate_at(at + 3, end) : 0;
    uint32_t cp = utf16_pair(high, low);

    strbuf_adduc(out, cp ? cp : 0xfffd);
    return cp ? 6 : 3;
}

/* Mostly UTF-8: what is not is read as windows-1252, the usual mixture. */
static void convert_mixture(const char *body, size_t len,
                            struct spending *spending, struct strbuf *out)
{
    const char *at = body;
    const char *end = body + len;

    while (at < end) {
        const char *start = at;
        uint32_t cp = utf8_next(&at, end);
        if (cp == 0xfffd && at == start + 1 && surrogate_at(start, end))
            at = start + convert_surrogate(start, end, out);
        else if (cp == 0xfffd && at == start + 1)
            convert_1252(start, 1, NULL, out);
        else
            strbuf_add(out, start, (size_t)(at - start));
        spend(spending, at);
    }
}

static void use_storage(struct document *document)
{
    document->text = document->storage.data;
    document->len = document->storage.len;
}

/* Wide and EBCDIC text says so by its first bytes. */
static bool decode_by_first_bytes(struct document *document, const char *body,
                                  size_t len, size_t *ret_bom,
                                  struct arena *arena)
{
    char name[CHARSET_NAME];
    const char *encoding = declared_by_bytes(body, len, ret_bom);
    size_t bom = *ret_bom;

    if (!encoding)
        return false;
    document->encoding = encoding;
    if (!strcmp(encoding, "UTF-8")) {
        document->text = body + bom;
        document->len = len - bom;
        if (utf8_valid(document->text, document->len))
            return true;
        document->damaged = true;
        convert_mixture(body + bom, len - bom, &document->spending,
                        &document->storage);
        use_storage(document);
        return true;
    }
    bool ebcdic = !strcmp(encoding, "IBM037");
    struct charset_input input = {body + bom, len - bom,
                                  ebcdic ? NULL : &document->spending};
    if (!charset_convert(encoding, &input, &document->storage,
                         &document->damaged))
        return false;
    if (ebcdic &&
        declared_by_xml(document->storage.data, document->storage.len, name)) {
        strbuf_clear(&document->storage);
        document->encoding = arena_strdup(arena, name);
        if (!charset_convert(name, &input, &document->storage,
                             &document->damaged))
            charset_convert("IBM037", &input, &document->storage,
                            &document->damaged);
    }
    use_storage(document);
    return true;
}

/* What the names are judged by. */
struct bytes {
    const char *body;
    size_t len;
    size_t high;      /* bytes beyond ASCII */
    size_t letters;   /* of ASCII */
    size_t sequences; /* of UTF-8, of more than one byte */
    size_t run;       /* bytes beyond ASCII in a row, at most */
    bool controls;    /* 0x80 to 0x9f, which no ISO 8859 has */
    bool valid;       /* UTF-8 */
};

static struct bytes look_at(const char *body, size_t len)
{
    struct bytes bytes = {.body = body, .len = len};
    size_t run = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)body[i];
        run = c >= 0x80 ? run + 1 : 0;
        bytes.run = run > bytes.run ? run : bytes.run;
        bytes.controls |= c >= 0x80 && c < 0xa0;
        bytes.high += c >= 0x80;
        bytes.sequences += c >= 0xc2 && c < 0xf5 && i + 1 < len &&
                           ((unsigned char)body[i + 1] & 0xc0) == 0x80;
        bytes.letters += text_is_letter(body[i]);
    }
    bytes.valid = !bytes.high || utf8_valid(body, len);
    return bytes;
}

static void borrow(struct document *document, const struct bytes *bytes)
{
    document->text = bytes->body;
    document->len = bytes->len;
}

/*
 * Text that is UTF-8 in so many places is so by no accident. In an encoding of
 * one byte a character even one place is none, since the bytes of UTF-8 are
 * nonsense there; a pair of bytes of two looks like UTF-8 now and then.
 */
static size_t certain_sequences(const char *name)
{
    static const char *const wide[] = {"GB",  "BIG5",  "EUC", "SHIFT",
                                       "CP9", "JOHAB", "HZ",  "ISO-2022",
                                       "UHC", "KOI8-C"};

    for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
        if (!strncmp(name, wide[i], strlen(wide[i])))
            return 4;
    return 1;
}

/* What people mean who say ISO 8859 of text that has characters where it has
 * none; else the name. */
static const char *with_controls(const char *name, const struct bytes *bytes)
{
    static const char *const pairs[][2] = {
        {"ISO-8859-2", "WINDOWS-1250"},  {"ISO-8859-5", "WINDOWS-1251"},
        {"ISO-8859-6", "WINDOWS-1256"},  {"ISO-8859-7", "WINDOWS-1253"},
        {"ISO-8859-8", "WINDOWS-1255"},  {"ISO-8859-9", "WINDOWS-1254"},
        {"ISO-8859-13", "WINDOWS-1257"}, {"ISO-8859-15", "WINDOWS-1252"},
    };

    for (size_t i = 0; bytes->controls && i < sizeof(pairs) / sizeof(*pairs);
         i++)
        if (!strcmp(name, pairs[i][0]))
            return pairs[i][1];
    return name;
}

/* So large a document is read twice rather than kept twice. */
#define LARGE ((size_t)4 << 20)

/* Convert, unless it turns out not to be in that encoding: a large one is looked
 * through first then, since what was converted is gone. */
static bool convert(struct document *document, const char *name,
                    const struct bytes *bytes, bool force)
{
    struct charset_input input = {bytes->body, bytes->len, NULL};

    if (document->spending.next && bytes->len >= LARGE) {
        if (!force &&
            (!charset_convert(name, &input, NULL, &document->damaged) ||
             document->damaged))
            return false;
        input.spending = &document->spending;
    }
    return charset_convert(name, &input, &document->storage,
                           &document->damaged) &&
           (!document->damaged || force);
}

/* The alphabet of a language that cannot be written in ISO 8859-1; NULL of all
 * others. Where they differ, such a feed has said the wrong name. */
static const char *alphabet_of(const struct bytes *bytes)
{
    static const char *const alphabets[][2] = {
        {"bs cs hr hu pl ro sk sl", "ISO-8859-2"},
        {"az tr", "ISO-8859-9"},
        {"lt lv", "ISO-8859-13"},
    };
    char language[3];

    if (!declared_language(bytes->body, bytes->len, language))
        return NULL;
    for (size_t i = 0; i < sizeof(alphabets) / sizeof(*alphabets); i++)
        if (strstr(alphabets[i][0], language))
            return with_controls(alphabets[i][1], bytes);
    return NULL;
}

/*
 * Names that any bytes fit. Text in which a third of the letters are beyond
 * ASCII, tags and all, is in no Latin alphabet, whatever a template says.
 */
static bool decode_latin1(struct document *document, const char *name,
                          const struct bytes *bytes, struct arena *arena)
{
    char guess[CHARSET_NAME];

    document->encoding = arena_strdup(arena, name);
    if (!bytes->high) {
        borrow(document, bytes);
        return true;
    }
    if (bytes->valid || !strcmp(name, "US-ASCII"))
        return false;
    const char *meant = NULL;
    if (bytes->high < 64 || 2 * bytes->high <= bytes->letters)
        meant = alphabet_of(bytes);
    else if (charset_guess(bytes->body, bytes->len, guess) && !is_latin1(guess))
        meant = guess;
    if (meant && convert(document, meant, bytes, false)) {
        document->encoding = arena_strdup(arena, meant);
        use_storage(document);
        return true;
    }
    strbuf_clear(&document->storage);
    document->damaged = false; /* as it would be in another encoding */
    convert_1252(bytes->body, bytes->len, &document->spending,
                 &document->storage);
    use_storage(document);
    return true;
}

/* Whether the bytes are what name says; then they are the document. */
static bool decode_as(struct document *document, const char *name,
                      const struct bytes *bytes, bool force,
                      struct arena *arena)
{
    strbuf_clear(&document->storage);
    name = with_controls(name, bytes);
    if (is_latin1(name))
        return decode_latin1(document, name, bytes, arena);
    document->encoding = arena_strdup(arena, name);
    if (!strcmp(name, "UTF-8")) {
        borrow(document, bytes);
        return bytes->valid;
    }
    /* Wide text was told by its first bytes. */
    if (!strncmp(name, "UTF-16", 6) || !strncmp(name, "UTF-32", 6) ||
        (bytes->valid && bytes->sequences >= certain_sequences(name)))
        return false;
    if (!convert(document, name, bytes, force))
        return false;
    use_storage(document);
    return true;
}

/* How many bytes are of characters beyond ASCII in UTF-8. */
static size_t count_good(const char *body, size_t len)
{
    const char *at = body;
    const char *end = body + len;
    size_t good = 0;

    while (at < end) {
        const char *start = at;
        utf8_next(&at, end);
        good += at > start + 1 ? (size_t)(at - start) : 0;
    }
    return good;
}

/* Whether the bytes are UTF-8 with damage, though some other name may fit, or
 * another kind of text in which that much of it looks so by accident. */
enum mixture { MIXTURE_NOT, MIXTURE_PERHAPS, MIXTURE_CERTAINLY };

/*
 * Here and there a stray byte in UTF-8 is the usual damage. In Japanese, Chinese
 * or Thai of another encoding a third to a half of the bytes are good UTF-8,
 * but the bytes stand in long rows.
 */
static enum mixture mixture_of(const struct bytes *bytes)
{
    if (bytes->sequences * 5 < bytes->high)
        return MIXTURE_NOT;
    size_t good = count_good(bytes->body, bytes->len);
    return bytes->run < LONG_RUN || good * 10 >= bytes->high * 6
               ? MIXTURE_CERTAINLY
               : MIXTURE_PERHAPS;
}

/* Nothing that was said is true: what the bytes look like. */
static void decode_unknown(struct document *document, bool said_utf8,
                           const struct bytes *bytes, struct arena *arena)
{
    char names[2][CHARSET_NAME];
    bool given[2] = {declared_by_meta(bytes->body, bytes->len, names[0]),
                     charset_guess(bytes->body, bytes->len, names[1])};

    enum mixture mixture = said_utf8 ? mixture_of(bytes) : MIXTURE_NOT;
    for (size_t i = 0; i < 2 && mixture != MIXTURE_CERTAINLY; i++)
        if (given[i] && (mixture == MIXTURE_NOT || !is_latin1(names[i])) &&
            decode_as(document, names[i], bytes, false, arena))
            return;
    strbuf_clear(&document->storage);
    document->damaged = true; /* UTF-8 is what XML means by saying nothing */
    document->encoding = said_utf8 ? "UTF-8" : "WINDOWS-1252";
    if (said_utf8)
        convert_mixture(bytes->body, bytes->len, &document->spending,
                        &document->storage);
    else
        convert_1252(bytes->body, bytes->len, &document->spending,
                     &document->storage);
    use_storage(document);
}

static bool says_utf8(const bool given[2], char names[2][CHARSET_NAME])
{
    return (given[0] && !strcmp(names[0], "UTF-8")) ||
           (given[1] && !strcmp(names[1], "UTF-8"));
}

/* So many bytes beyond ASCII in a row are no word of a Latin alphabet. */
#define RUN 4

void document_init(struct document *document, const char *body, size_t len,
                   const struct parser_options *options, struct arena *arena)
{
    char names[2][CHARSET_NAME];
    bool given[2];

    *document = (struct document){
        .encoding = "UTF-8",
        .spending = spending_of(body, options->expendable),
    };
    strbuf_init(&document->storage, LIMIT_UTF8);
    size_t bom;
    if (decode_by_first_bytes(document, body, len, &bom, arena))
        return;
    body += bom; /* one that lied */
    len -= bom;
    given[0] = declared_by_header(options->content_type, names[0]);
    given[1] = declared_by_xml(body, len, names[1]);
    const char *name = given[0] ? names[0] : given[1] ? names[1] : "UTF-8";
    struct bytes bytes = {.body = body, .len = len};
    if (!strcmp(name, "UTF-8") && utf8_valid(body, len)) {
        borrow(document, &bytes); /* the usual case, at once */
        return;
    }
    if (is_cesu8(body, len)) {
        document->damaged = true;
        convert_mixture(body, len, &document->spending, &document->storage);
        use_storage(document);
        return;
    }
    bytes = look_at(body, len);
    if (bytes.valid && bytes.high && says_utf8(given, names)) {
        document->encoding = "UTF-8";
        borrow(document, &bytes);
        return;
    }
    /* A server's default, and a declaration that says which alphabet it is, of
     * text in which letters beyond ASCII stand side by side. */
    if (given[0] && given[1] && is_latin1(names[0]) && !is_latin1(names[1]) &&
        bytes.run >= RUN)
        given[0] = false;
    for (int force = 0; force < 2; force++) {
        for (size_t i = 0; i < 2; i++)
            if (given[i] && decode_as(document, names[i], &bytes, force, arena))
                return;
        if (decode_as(document, "UTF-8", &bytes, false, arena))
            return;
    }
    decode_unknown(document, says_utf8(given, names), &bytes, arena);
}

void document_release(struct document *document)
{
    strbuf_release(&document->storage);
}
