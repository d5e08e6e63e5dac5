/*
 * What a text looks like, whatever it is spelled with.
 *
 * Pages break words with soft hyphens, and whoever wants a copy to pass for
 * new, or to belie a name, spells it with characters that cannot be seen or
 * that look like others. For comparing (never for showing) such a text is
 * undone first, so that words, facts and furniture see only what a reader
 * sees:
 *
 * - Characters without a shape are dropped: Unicode's Default_Ignorable.
 * - Full-width and mathematical letters become plain ones, digits of all
 *   scripts those of ASCII; so do letters and digits in circles, where words
 *   and numbers are spelled with them (base/enclosed.c).
 * - Letters of Latin, Cyrillic and Greek that look alike are made the line's.
 *   A skeleton for all words alike (UTS #39) would turn half of each Russian
 *   word into Latin, and "Не" and "не" into different words, since capitals
 *   look like other letters than small ones do. So the script of a line is
 *   the one of its letters that have no look-alike: no disguise can change
 *   these. And a word is changed only when all of it can be read in that
 *   script: a true Russian name in an English line stays as it is, and so
 *   does all of a Russian line.
 *
 * Most texts have nothing of it, and are not even copied.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "base/enclosed.h"
#include "base/text.h"

enum script { NO_SCRIPT, LATIN, CYRILLIC, GREEK, SCRIPTS };

#define CYRILLIC_FIRST 0x400
#define CYRILLIC_COUNT 0x130
#define GREEK_FIRST    0x370
#define GREEK_COUNT    0x90

/* The letter of Latin that one looks like, or is taken for among others. */
static const char cyrillic_as_latin[CYRILLIC_COUNT] = {
    [0x5] = 'S',   [0x6] = 'I',   [0x8] = 'J',   [0x10] = 'A',  [0x12] = 'B',
    [0x15] = 'E',  [0x1a] = 'K',  [0x1c] = 'M',  [0x1d] = 'H',  [0x1e] = 'O',
    [0x20] = 'P',  [0x21] = 'C',  [0x22] = 'T',  [0x23] = 'Y',  [0x25] = 'X',
    [0x30] = 'a',  [0x33] = 'r',  [0x35] = 'e',  [0x3a] = 'k',  [0x3c] = 'm',
    [0x3d] = 'h',  [0x3e] = 'o',  [0x3f] = 'n',  [0x40] = 'p',  [0x41] = 'c',
    [0x42] = 't',  [0x43] = 'y',  [0x45] = 'x',  [0x4c] = 'b',  [0x54] = 'e',
    [0x55] = 's',  [0x56] = 'i',  [0x58] = 'j',  [0x74] = 'V',  [0x75] = 'v',
    [0xae] = 'Y',  [0xaf] = 'y',  [0xbb] = 'h',  [0xc0] = 'I',  [0xcf] = 'l',
    [0x101] = 'd', [0x10c] = 'G', [0x11a] = 'Q', [0x11b] = 'q', [0x11c] = 'W',
    [0x11d] = 'w'};
static const char greek_as_latin[GREEK_COUNT] = {
    [0xf] = 'J',  [0x21] = 'A', [0x22] = 'B', [0x25] = 'E', [0x26] = 'Z',
    [0x27] = 'H', [0x29] = 'I', [0x2a] = 'K', [0x2c] = 'M', [0x2d] = 'N',
    [0x2f] = 'O', [0x31] = 'P', [0x34] = 'T', [0x35] = 'Y', [0x37] = 'X',
    [0x41] = 'a', [0x43] = 'y', [0x45] = 'e', [0x47] = 'n', [0x49] = 'i',
    [0x4a] = 'k', [0x4d] = 'v', [0x4f] = 'o', [0x51] = 'p', [0x52] = 's',
    [0x53] = 'o', [0x54] = 't', [0x55] = 'u', [0x57] = 'x', [0x59] = 'w',
    [0x6c] = 'F', [0x82] = 'c', [0x83] = 'j', [0x89] = 'C'};
/* And back: only what cannot be told apart. */
static const uint16_t latin_as_cyrillic[128] = {
    ['A'] = 0x410, ['B'] = 0x412, ['C'] = 0x421, ['E'] = 0x415, ['H'] = 0x41d,
    ['I'] = 0x406, ['J'] = 0x408, ['K'] = 0x41a, ['M'] = 0x41c, ['O'] = 0x41e,
    ['P'] = 0x420, ['Q'] = 0x51a, ['S'] = 0x405, ['T'] = 0x422, ['V'] = 0x474,
    ['W'] = 0x51c, ['X'] = 0x425, ['Y'] = 0x423, ['a'] = 0x430, ['c'] = 0x441,
    ['d'] = 0x501, ['e'] = 0x435, ['h'] = 0x4bb, ['i'] = 0x456, ['j'] = 0x458,
    ['k'] = 0x43a, ['l'] = 0x4cf, ['o'] = 0x43e, ['p'] = 0x440, ['q'] = 0x51b,
    ['s'] = 0x455, ['v'] = 0x475, ['w'] = 0x51d, ['x'] = 0x445, ['y'] = 0x443};
static const uint16_t latin_as_greek[128] = {
    ['A'] = 0x391, ['B'] = 0x392, ['C'] = 0x3f9, ['E'] = 0x395, ['F'] = 0x3dc,
    ['H'] = 0x397, ['I'] = 0x399, ['J'] = 0x37f, ['K'] = 0x39a, ['M'] = 0x39c,
    ['N'] = 0x39d, ['O'] = 0x39f, ['P'] = 0x3a1, ['T'] = 0x3a4, ['X'] = 0x3a7,
    ['Y'] = 0x3a5, ['Z'] = 0x396, ['a'] = 0x3b1, ['c'] = 0x3f2, ['i'] = 0x3b9,
    ['j'] = 0x3f3, ['k'] = 0x3ba, ['o'] = 0x3bf, ['p'] = 0x3c1, ['u'] = 0x3c5,
    ['v'] = 0x3bd, ['w'] = 0x3c9, ['x'] = 0x3c7, ['y'] = 0x3b3};

static enum script script_of(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' ? LATIN : NO_SCRIPT;
    if (cp >= 0xc0 && cp <= 0x2af)
        return cp == 0xd7 || cp == 0xf7 ? NO_SCRIPT : LATIN;
    if (cp >= 0x400 && cp <= 0x52f)
        return cp >= 0x482 && cp <= 0x489 ? NO_SCRIPT : CYRILLIC;
    if ((cp >= 0x370 && cp <= 0x3ff && cp != 0x37e) ||
        (cp >= 0x1f00 && cp <= 0x1fff))
        return GREEK;
    return cp >= 0x1e00 && cp <= 0x1eff ? LATIN : NO_SCRIPT;
}

/* The Latin letter that cp looks like; 0: none. */
static uint32_t as_latin(uint32_t cp)
{
    if (cp - CYRILLIC_FIRST < CYRILLIC_COUNT)
        return (unsigned char)cyrillic_as_latin[cp - CYRILLIC_FIRST];
    if (cp - GREEK_FIRST < GREEK_COUNT)
        return (unsigned char)greek_as_latin[cp - GREEK_FIRST];
    return script_of(cp) == LATIN ? cp : 0;
}

/* cp in another script; 0 when it does not look like a letter of that. */
static uint32_t in_script(uint32_t cp, enum script script)
{
    enum script from = script_of(cp);

    if (from == script || from == NO_SCRIPT)
        return cp;
    uint32_t latin = as_latin(cp);
    if (script == LATIN || latin >= 128)
        return script == LATIN ? latin : 0;
    return script == CYRILLIC ? latin_as_cyrillic[latin]
                              : latin_as_greek[latin];
}

static bool has_lookalike(uint32_t cp, enum script script)
{
    if (script != LATIN)
        return as_latin(cp) != 0;
    return cp < 128 && (latin_as_cyrillic[cp] || latin_as_greek[cp]);
}

/* Where the digits of a script begin: NFKC leaves them. */
static const uint32_t zeros[] = {0x660, 0x6f0, 0x7c0, 0x966,  0x9e6,  0xa66,
                                 0xae6, 0xb66, 0xbe6, 0xc66,  0xce6,  0xd66,
                                 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810};

static uint32_t plain_digit(uint32_t cp)
{
    for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
        if (cp >= zeros[i] && cp < zeros[i] + 10)
            return '0' + cp - zeros[i];
    return cp;
}

/* The character that one of a typographic variety stands for. */
static uint32_t plain_form(uint32_t cp)
{
    if (cp < 0x660)
        return cp;
    if (cp < 0x1d400) {
        if (cp >= 0xff01 && cp <= 0xff5e)
            return cp - 0xff01 + '!';
        if (cp == 0x66b || cp == 0x66c) /* Arabic marks within a number */
            return cp == 0x66b ? '.' : ',';
        return cp < 0x1820 ? plain_digit(cp) : cp;
    }
    utf8proc_int32_t point;
    int class = 0;
    if (cp <= 0x1d7ff && utf8proc_decompose_char(
                             (utf8proc_int32_t)cp, &point, 1,
                             UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &class) == 1)
        return (uint32_t)point;
    return cp;
}

static bool is_invisible(uint32_t cp)
{
    if (cp < 0xad)
        return false;
    return utf8proc_get_property((utf8proc_int32_t)cp)->ignorable ||
           (cp >= 0xfff9 && cp <= 0xfffb);
}

/* What a text may have, by the first bytes of its characters. */
enum trace {
    HAS_LATIN = 1,
    HAS_CYRILLIC = 2,
    HAS_GREEK = 4,
    MAYBE_DISGUISED = 8 /* something invisible, or of another variety */
};

static unsigned trace_of(unsigned char byte)
{
    if (byte < 0x80)
        return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? HAS_LATIN : 0;
    if (byte >= 0xd0 && byte <= 0xd4)
        return HAS_CYRILLIC;
    if (byte >= 0xcd && byte <= 0xcf)
        return byte == 0xcd ? HAS_GREEK | MAYBE_DISGUISED : HAS_GREEK;
    return byte == 0xc2 || byte == 0xd8 || byte == 0xd9 || byte >= 0xdb
               ? MAYBE_DISGUISED
               : 0;
}

static unsigned traces(const char *text)
{
    unsigned found = 0;

    for (; *text; text++)
        found |= trace_of((unsigned char)*text);
    return found;
}

static bool is_mixed(unsigned found)
{
    unsigned scripts = found & (HAS_LATIN | HAS_CYRILLIC | HAS_GREEK);

    return (scripts & (scripts - 1)) != 0;
}

/* Whether cp would be left as it is. */
static bool is_plain(uint32_t cp)
{
    return cp < 0x80 ||
           (!is_invisible(cp) && plain_form(cp) == cp && !text_is_enclosed(cp));
}

static bool is_disguised(const char *text)
{
    const char *end = text + strlen(text);

    while (text < end)
        if (!is_plain(utf8_next(&text, end)))
            return true;
    return false;
}

/* Whether there is something enclosed left, which needs its neighbours. */
static bool undisguise(struct strbuf *out, const char *text)
{
    const char *end = text + strlen(text);
    bool enclosed = false;

    while (text < end) {
        uint32_t cp = utf8_next(&text, end);
        if (cp < 0x80)
            strbuf_addch(out, (char)cp);
        else if (!is_invisible(cp))
            strbuf_adduc(out, plain_form(cp));
        enclosed |= text_is_enclosed(cp);
    }
    return enclosed;
}

/* The script that a line is in: of its letters without look-alikes, else of
 * all its letters. */
static enum script line_script(const char *at, const char *end)
{
    size_t counts[SCRIPTS] = {0};
    enum script best = LATIN;

    while (at < end) {
        uint32_t cp = utf8_next(&at, end);
        enum script script = script_of(cp);
        counts[script] += has_lookalike(cp, script) ? 1 : 1U << 20;
    }
    for (enum script i = CYRILLIC; i < SCRIPTS; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

/* Append the word, in that script when all its letters have one there. */
static void add_in_script(struct strbuf *out, const char *at, const char *end,
                          enum script script)
{
    size_t mark = out->len;

    for (const char *next = at; next < end;) {
        uint32_t cp = utf8_next(&next, end);
        uint32_t changed = in_script(cp, script);
        if (!changed) {
            strbuf_truncate(out, mark);
            strbuf_add(out, at, (size_t)(end - at));
            return;
        }
        strbuf_adduc(out, changed);
    }
}

static bool is_letter(uint32_t cp)
{
    enum text_class class = text_class(cp);

    return class == TEXT_LETTER || class == TEXT_CAPITAL;
}

static void unmix_line(struct strbuf *out, const char *at, const char *end)
{
    enum script script = line_script(at, end);

    while (at < end) {
        const char *next = at;
        const char *stop = at;
        while (next < end && is_letter(utf8_next(&next, end)))
            stop = next;
        if (stop > at) {
            add_in_script(out, at, stop, script);
            at = stop;
            continue;
        }
        next = at;
        utf8_next(&next, end);
        strbuf_add(out, at, (size_t)(next - at));
        at = next;
    }
}

static void unmix(struct strbuf *out, const char *text)
{
    for (const char *stop; *text; text = stop) {
        stop = strchrnul(text, '\n');
        unmix_line(out, text, stop);
        if (*stop)
            strbuf_addch(out, *stop++);
    }
}

const char *text_undisguised(const char *text, struct arena *arena)
{
    size_t len = strlen(text);
    size_t most = 3 * len + 1;

    if (text_is_ascii(text, len))
        return text;
    unsigned found = traces(text);
    if ((found & MAYBE_DISGUISED) && is_disguised(text)) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, most);
        bool enclosed = undisguise(&out, text);
        text = arena_strndup(arena, out.data, out.len);
        if (enclosed)
            text = text_unenclosed(text, arena);
        found = traces(text);
    }
    if (is_mixed(found)) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, most);
        unmix(&out, text);
        text = arena_strndup(arena, out.data, out.len);
    }
    return text;
}
