#pragma once
#include "parser/parser_internal.h"

/* By a byte order mark, unless the first characters contradict it; or by the
 * characters alone. NULL when they say nothing: the text begins behind *ret_bom
 * all the same. */
const char *declared_by_bytes(const char *body, size_t len, size_t *ret_bom);

/* The rest give the name that converts; false when none is said that we know.
 * encoding="…" of the XML declaration, in text that is ASCII enough: */
bool declared_by_xml(const char *text, size_t len, char name[CHARSET_NAME]);
/* charset=… of a media type (RFC 9110 section 8.3.1), which may be NULL: */
bool declared_by_header(const char *type, char name[CHARSET_NAME]);
/* charset=… of a <meta> near the beginning, as HTML has it: */
bool declared_by_meta(const char *body, size_t len, char name[CHARSET_NAME]);

/* The language that a feed or its root says it is in, two small letters: of
 * <language>, <dc:language> or xml:lang, near the beginning. */
bool declared_language(const char *body, size_t len, char ret[3]);
