#pragma once
#include "base/strbuf.h"
#include "parser/parser_internal.h"

/*
 * The mender, between mend.c, which takes what stands between tags,
 * mend_tag.c, which takes tags, and mend_doctype.c, which takes a document
 * type and the entities it declares.
 */

/* Elements within elements; tags beyond are dropped, their text is kept. Less
 * than libxml2's own limit of 256. */
#define DEPTH 200
/* Entities of a document type that are remembered, and how long they may be:
 * enough for what people declare, and too little to be worth an attack. */
#define ENTITIES     64
#define ENTITY_BYTES 256

struct name {
    const char *text;
    size_t len;
};

/* Where a mark stands next. Looked for once for all that stands before it, so
 * that a document of beginnings without ends costs no more than its length. */
struct finder {
    const char *mark;
    const char *next;
};

struct open_element {
    struct name name;
    size_t namespaces; /* that it declares */
};

struct mender {
    struct strbuf pending; /* mended, and not read yet */
    struct strbuf *out;    /* pending */
    size_t taken;          /* of pending, by the reader */
    const char *cdata;     /* the end of the CDATA section at is in */
    struct finder section_end, instruction_end, end_tag;
    const char *at;
    const char *end;
    struct open_element open[DEPTH];
    size_t depth;
    size_t beyond;     /* open elements that were dropped for their depth */
    size_t namespaces; /* declared by those that are open */

    struct {
        struct name name, value;
    } entities[ENTITIES];

    size_t entity_count;
    size_t grown; /* bytes that references have added */
    bool nests;   /* items in items are meant */
    bool root_seen;
    bool cut;
    bool flat; /* tags were dropped for their depth */
};

/* Whether text stands here. */
bool mend_starts(const struct mender *mender, const char *text);
/* Skip to behind text, or to the end. false when text was not found. */
bool mend_skip_past(struct mender *mender, const char *text);
/* Where the finder's mark stands next; the end when nowhere. */
const char *mend_find(const struct mender *mender, struct finder *finder);
void mend_skip_blanks(struct mender *mender);
void mend_escaped(struct mender *mender, uint32_t cp);
/* The character here, which may be written as a reference. */
void mend_character(struct mender *mender, const char *limit);

/* The XML name that begins at `at` (XML 1.0, productions 4 and 5, with a colon
 * once and inside); of no length when none does. */
struct name mend_name_at(const char *at, const char *end);
void mend_start_tag(struct mender *mender);
void mend_end_tag(struct mender *mender);
/* End the innermost element. */
void mend_close_top(struct mender *mender);

/* "<!DOCTYPE …>", noting the entities that are plain text. */
void mend_doctype(struct mender *mender);
/* What the reference here means by the document type, and how long it is;
 * false when it is none of them. */
bool mend_entity(const struct mender *mender, const char *limit,
                 struct name *ret_value, size_t *ret_len);
