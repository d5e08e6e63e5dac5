#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* White space of Unicode (White_Space), plus U+FEFF. */
bool text_is_space(uint32_t cp);

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
void json_string(struct strbuf *out, const char *text);

/* Append text as a field of TSV: one line, no tab. NULL gives nothing. */
void tsv_field(struct strbuf *out, const char *text);
