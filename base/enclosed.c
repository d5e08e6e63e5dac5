/*
 * Letters and digits in circles, squares and brackets, spelled with instead of
 * plain ones.
 *
 * Alone they are signs: a list's first item, a metro station, a blood group, a
 * flag of two letters. They are read as text only where they stand in a word or
 * a number, or are several; in a text that has such a word, those that stand
 * alone are read as well. What has a letter or digit at all Unicode says (its
 * compatibility decomposition, brackets and points left out), but for the
 * negative ones, which have none.
 */
#include "base/enclosed.h"

#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "base/text.h"

#define FLAG_FIRST 0x1f1e6
#define LONGEST    8 /* characters of a decomposition */

/* The codes that have a flag: by their first letter, all second ones. */
static const char *const regions[26] = {"CDEFGILMOQRSTUWXZ",
                                        "ABDEFGHIJLMNOQRSTVWYZ",
                                        "ACDFGHIKLMNOPRUVWXYZ",
                                        "EGJKMOZ",
                                        "ACEGHRSTU",
                                        "IJKMOR",
                                        "ABDEFGHILMNPQRSTUWY",
                                        "KMNRTU",
                                        "CDELMNOQRST",
                                        "EMOP",
                                        "EGHIMNPRWYZ",
                                        "ABCIKRSTUVY",
                                        "ACDEFGHKLMNOPQRSTUVWXYZ",
                                        "ACEFGILOPRUZ",
                                        "M",
                                        "AEFGHKLMNRSTWY",
                                        "A",
                                        "EOSUW",
                                        "ABCDEGHIJKLMNORSTVXYZ",
                                        "ACDFGHJKLMNORTVWZ",
                                        "AGMNSYZ",
                                        "ACEGINU",
                                        "FS",
                                        "K",
                                        "ET",
                                        "AMW"};

static bool is_flag_letter(uint32_t cp)
{
    return cp >= FLAG_FIRST && cp < FLAG_FIRST + 26;
}

bool text_is_enclosed(uint32_t cp)
{
    return (cp >= 0x2460 && cp <= 0x24ff) || (cp >= 0x1f100 && cp <= 0x1f190) ||
           is_flag_letter(cp);
}

/* The number in a negative or double circle; -1: none. */
static int circled_number(uint32_t cp)
{
    if (cp == 0x24ff || cp == 0x1f10b || cp == 0x1f10c)
        return 0;
    if (cp >= 0x24eb && cp <= 0x24f4)
        return (int)(cp - 0x24eb) + 11;
    return cp >= 0x24f5 && cp <= 0x24fe ? (int)(cp - 0x24f5) + 1 : -1;
}

/* The letter in a negative circle or square, or of a flag; 0: none. */
static char negative_letter(uint32_t cp)
{
    static const uint32_t first[] = {0x1f150, 0x1f170, FLAG_FIRST};

    for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++)
        if (cp >= first[i] && cp < first[i] + 26)
            return (char)('A' + cp - first[i]);
    return cp == 0x1f18a ? 'P' : '\0';
}

static bool is_alphanumeric(utf8proc_int32_t cp)
{
    return cp < 0x80 && ((cp >= '0' && cp <= '9') || text_is_letter((char)cp));
}

/* Append what is enclosed; nothing where it is no letter or digit. */
static void add_plain(struct strbuf *out, uint32_t cp)
{
    utf8proc_int32_t points[LONGEST];
    int class = 0;
    int number = circled_number(cp);
    char letter = negative_letter(cp);

    if (number >= 0)
        strbuf_addf(out, "%d", number);
    else if (letter)
        strbuf_addch(out, letter);
    if (number >= 0 || letter)
        return;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)cp, points, LONGEST,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &class);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST; i++)
        if (is_alphanumeric(points[i]))
            strbuf_addch(out, (char)points[i]);
}

/* Enclosed characters in a row, all flags' letters or none. */
struct run {
    const char *at, *end;
    size_t count;
    bool flags;
    struct strbuf plain;
};

static void read_run(struct run *run, const char *at, const char *end)
{
    const char *next = at;

    run->at = at;
    run->end = at;
    run->count = 0;
    strbuf_clear(&run->plain);
    while (next < end) {
        uint32_t cp = utf8_next(&next, end);
        if (!text_is_enclosed(cp) ||
            (run->count && is_flag_letter(cp) != run->flags))
            break;
        run->flags = is_flag_letter(cp);
        run->count++;
        run->end = next;
        add_plain(&run->plain, cp);
    }
}

static bool is_region(const char *pair)
{
    return strchr(regions[pair[0] - 'A'], pair[1]) != NULL;
}

/* Whether a run of flags' letters is flags. */
static bool is_flags(const struct run *run)
{
    if (run->count % 2)
        return false;
    for (size_t i = 0; i < run->count; i += 2)
        if (!is_region(run->plain.data + i))
            return false;
    return true;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* Whether a letter in a circle beside it may be one of its word: of a script
 * that Latin letters pass for. Beside others it is a mark. */
static bool is_letter(uint32_t cp)
{
    enum text_class class = text_class(cp);

    return (class == TEXT_LETTER || class == TEXT_CAPITAL) &&
           (cp < 0x530 || (cp >= 0x1e00 && cp < 0x2000));
}

static bool may_be_spelled(const struct run *run)
{
    return run->plain.len && !(run->flags && is_flags(run));
}

/* Whether a run with these beside it is a word or number, or a part of one. */
static bool is_spelled(const struct run *run, uint32_t before, uint32_t after)
{
    if (!may_be_spelled(run) || run->count > 1)
        return may_be_spelled(run);
    return is_digit((unsigned char)*run->plain.data)
               ? is_digit(before) || is_digit(after)
               : is_letter(before) || is_letter(after);
}

/* The character at `at`; 0 at the end. */
static uint32_t peek(const char *at, const char *end)
{
    return at < end ? utf8_next(&at, end) : 0;
}

/* Append the text with what is spelled so; with all that has a letter or digit
 * but flags, where all is true. Whether there was a word. */
static bool spell(struct strbuf *out, const char *text, bool all)
{
    const char *end = text + strlen(text);
    struct run run;
    uint32_t before = 0;
    bool found = false;

    strbuf_init(&run.plain, 3 * strlen(text) + 1);
    while (text < end) {
        read_run(&run, text, end);
        if (!run.count) {
            const char *at = text;
            before = utf8_next(&text, end);
            strbuf_add(out, at, (size_t)(text - at));
            continue;
        }
        bool spelled = is_spelled(&run, before, peek(run.end, end));
        found |= spelled && text_is_letter(*run.plain.data);
        if (spelled || (all && may_be_spelled(&run)))
            strbuf_add(out, run.plain.data, run.plain.len);
        else
            strbuf_add(out, run.at, (size_t)(run.end - run.at));
        before = spelled ? (unsigned char)run.plain.data[run.plain.len - 1] : 0;
        text = run.end;
    }
    strbuf_release(&run.plain);
    return found;
}

const char *text_unenclosed(const char *text, struct arena *arena)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, 3 * strlen(text) + 1);
    if (spell(&out, text, false)) {
        strbuf_clear(&out);
        spell(&out, text, true);
    }
    return arena_strndup(arena, out.data, out.len);
}
