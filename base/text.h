#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"

/*
 * Text
 *
 * All text inside the program is UTF-8. Foreign text keeps its bidi and
 * zero-width characters in storage (scripts need them) and loses them at
 * every exit.
 */

/*
 * The code point at *position, advancing it; an invalid byte gives U+FFFD and
 * advances by one. *position must be before end.
 */
uint32_t utf8_next(const char **position, const char *end);

/* Whether all of text is valid UTF-8 (RFC 3629: no surrogates, no overlong,
 * nothing above U+10FFFF). */
bool utf8_valid(const char *text, size_t len);

/* The bytes of the mark that some editors put before a file's first line. */
static inline size_t text_bom(const char *text, size_t len)
{
    return len >= 3 && text[0] == '\xef' && text[1] == '\xbb' &&
                   text[2] == '\xbf'
               ? 3
               : 0;
}

/* Whether c is a letter of ASCII. */
static inline bool text_is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* Whether c is what HTML and XML take for white space. */
static inline bool text_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Whether all of text is ASCII. */
bool text_is_ascii(const char *text, size_t len);

/* The length of text, which was cut somewhere, without a character of which
 * only the beginning is left. */
size_t utf8_whole(const char *text, size_t len);

/* White space of Unicode (White_Space). */
bool text_is_space(uint32_t cp);

/* What a code point is to a word. */
enum text_class {
    TEXT_OTHER,     /* parts words */
    TEXT_LETTER,    /* letters and marks */
    TEXT_CAPITAL,   /* upper and title case */
    TEXT_DIGIT,     /* decimal digits */
    TEXT_IDEOGRAPH, /* of a script that writes no spaces: Han, kana, Thai,
                       Lao, Khmer, Burmese */
};
enum text_class text_class(uint32_t cp);

/* Append text in compatibility form (NFKC), case folded, without characters
 * that cannot be seen; accents stay. Texts that people hold equal are equal
 * then. */
void text_fold(struct strbuf *out, const char *text, size_t len);

/* Small Greek letters without accents, breathings and iotas, and Cyrillic ones
 * without those that make no letter of its own (ё, not й), as search finds them;
 * all else as it is. out has room for len bytes; how many it takes. */
size_t text_unaccented(const char *text, size_t len, char *out);

/*
 * text as a reader sees it, for comparing: what is invisible is left out, letters
 * and digits of another variety or script that look like the line's own are
 * those (base/disguise.c says when). Text itself when there is nothing to do,
 * else in arena.
 */
const char *text_undisguised(const char *text, struct arena *arena);

/*
 * Must never reach a terminal, a mail or a file for people: C0 and C1
 * controls, DEL, bidi controls (U+061C, U+200E-F, U+202A-E, U+2066-9), line
 * and paragraph separators, zero-width space and no-break space, interlinear
 * and tag characters, noncharacters. ZWJ and ZWNJ are kept: scripts need them.
 */
bool text_is_hostile(uint32_t cp);

/* Append text on one line for people: hostile characters are dropped, runs of
 * white space are one space, none at either end; invalid bytes U+FFFD. */
void text_clean_line(struct strbuf *out, const char *text);

/* As text_clean_line, for each line of text; line ends stay. */
void text_clean_lines(struct strbuf *out, const char *text);

/* Columns of a terminal that text takes (East Asian wide 2, combining 0). */
size_t text_width(const char *text);

/* Append clean text cut to at most columns, "…" as its last where cut. */
void text_fit(struct strbuf *out, const char *text, size_t columns);

/* Append text broken at spaces to lines of at most columns, each line with
 * indent spaces in front; words longer than a line are broken. Ends in \n. */
void text_wrap(struct strbuf *out, const char *text, size_t columns,
               size_t indent);

/*
 * Append text as a JSON string, quotes included (RFC 8259). Hostile
 * characters are written as \uXXXX, so that nothing is lost and nothing
 * reaches a terminal; invalid bytes become U+FFFD. NULL gives null.
 */
void json_quote(struct strbuf *out, const char *text);

/* Append text as a field of TSV: one line, no tab. NULL gives nothing. */
void tsv_field(struct strbuf *out, const char *text);
