#pragma once
#include "parser/parser_internal.h"

/*
 * HTML's elements, as far as plain text is concerned (html_tags.c).
 */

enum tag_effect {
    TAG_UNKNOWN, /* no element of HTML; as inline */
    TAG_INLINE,
    TAG_SPACE, /* parts cells */
    TAG_BREAK, /* begins and ends a line */
    TAG_HIDE,  /* its content is not shown */
    TAG_RAW,   /* the same, and holds no tags but its own end */
};

struct tag_rule {
    const char *name;
    enum tag_effect effect;
};

#define TAG_RULES 144 /* at least so many as there are */

/* The rule of an element, and its place among them; NULL for no element of
 * HTML. */
const struct tag_rule *tag_rule_of(const char *name, size_t len,
                                   size_t *ret_place);
/* Whether an element's end tag may be left out (HTML, section 13.1.2.4). */
bool tag_may_lack_end(const char *name, size_t len);
/* Whether a block of that name, beginning, ends such an element. */
bool tag_is_ended_by(const char *name, const char *next, size_t len);
