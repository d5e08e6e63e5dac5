#pragma once
#include "parser/parser_internal.h"

/*
 * The XML formats, between xmlfeed.c, which knows where in the document we
 * are, and fields.c, which knows what a finished element means.
 */

/* What an element is part of. */
enum place {
    PLACE_DOCUMENT = 1,
    PLACE_RSS = 2,    /* within <rss> or <rdf:RDF> */
    PLACE_FEED = 4,   /* channel, feed */
    PLACE_ITEM = 8,   /* item, entry */
    PLACE_MEDIA = 16, /* media:group, media:content */
    PLACE_PERSON = 32,
    PLACE_SOURCE = 64,
    PLACE_SKIPS = 128,    /* skipHours, skipDays */
    PLACE_CATEGORY = 256, /* itunes:category, which nests */
    PLACE_CONTENTS = 512, /* content:items, and what is within */
    PLACE_OTHER = 1024,   /* nothing of ours, with all below */
};

enum field {
    FIELD_NONE,
    FIELD_TITLE,
    FIELD_LINK,
    FIELD_ANCHOR,
    FIELD_ID,
    FIELD_GUID,
    FIELD_SUMMARY,
    FIELD_CONTENT,
    FIELD_PERSON_TEXT, /* a person in one string */
    FIELD_PERSON_NAME,
    FIELD_PERSON_EMAIL,
    FIELD_CATEGORY,
    FIELD_KEYWORDS,
    FIELD_COMMENTS,
    FIELD_COMMENT_COUNT,
    FIELD_LANGUAGE,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_ENCLOSURE,
    FIELD_SOURCE,
    FIELD_TTL,
    FIELD_HOUR,
    FIELD_DAY,
    FIELD_PERIOD,
    FIELD_FREQUENCY,
};

struct rule {
    unsigned places;
    unsigned namespaces; /* bits 1 << enum xml_namespace */
    const char *name;
    enum field field;
    int rank;
};

/* What a captured element means; NULL for nothing. */
const struct rule *element_rule(enum place place,
                                const struct xml_element *element);

/* The version of a root element. RDF says it by the namespace of what is in
 * it. */
enum feed_format format_rss(const char *version);
enum feed_format format_rdf(const char *uri);
enum feed_format format_atom(const struct xml_element *element);

/* The attributes that fields look at. */
enum attribute {
    ATTRIBUTE_TYPE,
    ATTRIBUTE_MODE,
    ATTRIBUTE_HREF,
    ATTRIBUTE_REL,
    ATTRIBUTE_URL,
    ATTRIBUTE_IS_PERMALINK,
    ATTRIBUTE_TERM,
    ATTRIBUTE_LENGTH,
    ATTRIBUTE_FILE_SIZE,
    ATTRIBUTE_VALUE,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_SRC,
    ATTRIBUTE_COUNT,
};

/* An element whose text is being gathered. */
struct capture {
    enum field field; /* FIELD_NONE: no capture */
    int rank;
    enum xml_namespace ns;
    size_t depth;       /* of its frame */
    struct strbuf text; /* plain, or markup once an element was in it */
    bool markup;
    bool raw; /* its text is said to be markup: elements in it change nothing */
    const char *attributes[ATTRIBUTE_COUNT]; /* in values */
    struct arena values;
};

struct frame {
    enum place place;
    const char *name; /* of the element */
    const char *base; /* xml:base in force; NULL for none */
    char *own_base;   /* the same, where the element has one; to be freed */
};

/* Items within items, as modules for versions and threads have them. */
#define ITEM_NESTING 4

struct xmlfeed {
    struct feed_sink *sink;
    struct arena *arena; /* the feed's */
    struct arena entry_arena;
    struct gathering feed, item;
    struct gathering outer[ITEM_NESTING]; /* items that item is within */
    size_t nested;
    struct frame *frames;
    size_t depth;
    struct capture capture;
    struct strbuf person_text; /* text directly in a person element */
    struct strbuf behind_link; /* text behind an empty link of RSS */
    bool link_was_empty;       /* and it may go on */
    struct person person;
    int person_rank;
    struct feed_info info;
    const char *source_title, *source_link;
    int64_t period;
    int64_t frequency;
    const char *root; /* name of the root element */
    bool atom;        /* the document is Atom, whatever its namespace */
};

/* capture.c: gather an element's text; what begins, and ends, within it. Links
 * in attributes are resolved against base. */
void capture_begin(struct xmlfeed *feed, const struct xml_element *element,
                   const struct rule *rule);
void capture_start(struct capture *capture, const struct xml_element *element,
                   const char *base);
void capture_end(struct capture *capture, const char *name);

/* The fields' side: what the finished capture says. */
void field_finish(struct xmlfeed *feed);
/* "<link/>http://f.example/", which HTML makes of a link: the text behind it
 * has ended. */
void field_behind_link(struct xmlfeed *feed);
/* Where fields go now: the item's gathering within one, else the feed's. */
struct gathering *field_target(struct xmlfeed *feed);
/* Those whom a text names, with addresses or without; html: it may be escaped
 * once more than it had to be. */
void field_add_persons(struct xmlfeed *feed, int rank, const char *text,
                       bool html);
/* Deeper than any frame that is not an item's or the feed's. */
bool xmlfeed_within(const struct xmlfeed *feed, enum place place);
