#pragma once
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/entry.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "parser/parser.h"

/*
 * decode.c: bytes to UTF-8
 */

/* Memory that is given back while it is read; NULL where it is to be kept. */
struct spending {
    char *next; /* the first page that is still there */
};

/* What stands before upto is not needed any more. */
void spend(struct spending *spending, const char *upto);

struct document {
    const char *text; /* UTF-8; borrowed from the body, or in storage */
    size_t len;
    const char *encoding;  /* lives in the arena, or static */
    bool damaged;          /* bytes that its encoding does not have */
    struct strbuf storage; /* holds the text where it had to be converted */
    struct spending spending;
};

/* Never fails: what cannot be decoded becomes U+FFFD. Byte order mark and XML
 * declaration are left in the text. */
void document_init(struct document *document, const char *body, size_t len,
                   const struct parser_options *options, struct arena *arena);
void document_release(struct document *document);

/*
 * charset.c: encodings by name
 */

struct charset_row {
    const char *name;
    const char *labels; /* each between spaces; or what the upper half is */
};

extern const struct charset_row charset_labels[], charset_macintosh[];
extern const size_t charset_label_count, charset_macintosh_count;

#define CHARSET_NAME 48

struct charset_input {
    const char *body;
    size_t len;
    struct spending *spending; /* NULL: it is read again */
};

/* The encoding that a label means, as it is called in a document's encoding.
 * false when nobody knows it. */
bool charset_find(const char *label, size_t len, char ret_name[CHARSET_NAME]);
/* Append body as UTF-8; out may be NULL. What the encoding does not have
 * becomes U+FFFD and sets *ret_damaged. false when there is no such encoding. */
bool charset_convert(const char *name, const struct charset_input *input,
                     struct strbuf *out, bool *ret_damaged);
/* The encoding that the bytes look like (uchardet: frequencies of characters);
 * false when they are too few to tell. */
bool charset_guess(const char *body, size_t len, char ret_name[CHARSET_NAME]);

/*
 * mend.c: a damaged document to a well-formed one
 */

struct mender;

/* Text as well-formed XML without document type, comments and processing
 * instructions: stray & and < are escaped, named characters of HTML resolved,
 * attributes quoted, unclosed elements closed. It is mended piece by piece,
 * as it is read; text is borrowed until mender_free. */
struct mender *mender_new(const char *text, size_t len);
void mender_free(struct mender *mender);
/* Items may stand in items; else one in another ends that, whose end tag was
 * forgotten. */
void mender_let_nest(struct mender *mender);
/* What an xml_source reads; the context is the mender. */
int mender_read(void *context, char *into, int len);
/* Of a text that was read to its end: whether no element was left open, and
 * whether there was any. */
bool mender_complete(const struct mender *mender);
bool mender_found(const struct mender *mender);
/* Whether tags were dropped, since they stood too deep in others. */
bool mender_flat(const struct mender *mender);

/*
 * charref.c: character references
 */

/* What a reference stands in: without its semicolon it is none in XML, and in
 * a value of HTML not before a letter, a digit or "=". */
enum charref_place { CHARREF_XML, CHARREF_TEXT, CHARREF_VALUE };

/*
 * The reference at `at`, which points to an '&': returns how many bytes it
 * takes and its one or two code points (the second is 0 for none), or 0 when
 * it is none. Numbers from the C1 range mean windows-1252, as in HTML 5
 * (section 13.2.5.80).
 */
size_t charref_read(const char *at, const char *end, enum charref_place place,
                    uint32_t ret_points[2]);

/* The code point that byte (0x80-0x9f) means in windows-1252. */
uint32_t windows1252(unsigned byte);

/* The code point of a pair of UTF-16; 0 when the two are none. */
uint32_t utf16_pair(uint32_t high, uint32_t low);

/* Append text with its references resolved. */
void charref_decode(struct strbuf *out, const char *text, size_t len,
                    enum charref_place place);

/* Append text with & < > " escaped. */
void html_escape(struct strbuf *out, const char *text, size_t len);

/*
 * html.c
 */

/* As parser_html_to_text, for a title, in which what is no element of HTML is
 * text: "Nice <gorilla>". */
void html_title_to_text(const char *html, size_t len, struct strbuf *out);
/* Whether elements of that name have no end tag. */
bool html_is_void(const char *name, size_t len);

/* Whether attributes, from behind a tag's name to its end, hide the element
 * (html_hidden.c). */
bool html_hides(const char *at, const char *end);

/* Append html with its relative links resolved against base (html_links.c). */
void html_resolve_links(const char *html, size_t len, const char *base,
                        struct strbuf *out);
/* The value of an attribute that holds a url, or srcset's list of them, with
 * references resolved; false, and nothing, where there is none to resolve. */
bool html_resolve_value(struct strbuf *out, const char *name, size_t len,
                        const char *base, const char *value);

/*
 * xml.c: SAX events
 */

enum xml_namespace {
    NS_UNKNOWN,
    NS_CORE, /* none, or one of the many that RSS was given */
    NS_ATOM10,
    NS_ATOM03,
    NS_RDF,
    NS_DC,
    NS_DCTERMS,
    NS_CONTENT,
    NS_MEDIA,
    NS_ITUNES,
    NS_SYNDICATION,
    NS_SLASH,
    NS_XHTML,
    NS_XML,
    NS_NEWSFOLD, /* our own, in OPML */
};

struct xml_attribute {
    enum xml_namespace ns;
    const char *name;
    const char *value; /* NUL-terminated, lives during the event only */
};

struct xml_element {
    enum xml_namespace ns;
    const char *uri;         /* of its namespace; NULL for none */
    const char *prefix;      /* NULL for none */
    const char *name;        /* lives as long as the parse */
    const char *default_uri; /* its xmlns="…"; NULL for none */
    const struct xml_attribute *attributes;
    size_t attribute_count;
};

/* The value of the element's own attribute (no namespace); NULL if none. */
const char *xml_attribute(const struct xml_element *element, const char *name);
const char *xml_attribute_ns(const struct xml_element *element,
                             enum xml_namespace ns, const char *name);

/* A negative return ends the parse, which returns it. */
struct xml_handler {
    void *context;
    int (*start)(void *context, const struct xml_element *element,
                 struct error *err);
    int (*end)(void *context, struct error *err);
    int (*text)(void *context, const char *text, size_t len, struct error *err);
};

/* xml_parse's outcomes. */
enum {
    XML_DAMAGED = 1,    /* not well-formed, or it declares entities, or far too
                           many namespaces: what stands before was delivered */
    XML_UNDECLARED = 2, /* all was delivered, but a prefix is not declared */
};

/* Where a UTF-8 document comes from. */
struct xml_source {
    /* Put up to len bytes more into `into`; 0 at the end. */
    int (*read)(void *context, char *into, int len);
    void *context;
};

/* A document in memory, as a source. */
struct xml_text {
    const char *at;
    size_t left;
};

struct xml_source xml_text_source(struct xml_text *text);

/* What HTML makes of "<![CDATA[", up to "]]-->". */
#define HIDDEN_SECTION "<!--[CDATA["

/* Whether an element has more than LIMIT_ATTRIBUTES attributes, or cannot be
 * known not to (xml_scan.c), or a section is hidden: hand it to the mender
 * instead. */
bool xml_is_for_mender(const char *text, size_t len);

/* Parse a document. 0, an outcome above, or the handler's error. */
int xml_parse(const struct xml_source *source,
              const struct xml_handler *handler, struct error *err);

/*
 * feed.c: what the formats have in common. An item is gathered in a struct
 * gathering, in which a better source of a field replaces a worse one.
 */

struct text_value {
    const char *plain;
    const char *html; /* NULL when it had no markup */
    int rank;         /* lower is better; 0: none */
};

struct person {
    const char *name;
    const char *email;
};

/* Both a feed's and an entry's fields; strings in arena. */
struct gathering {
    struct arena *arena;
    struct text_value title, summary, content;
    const char *link;
    int link_rank;
    const char *id;
    int id_rank;
    struct person persons[16];
    size_t person_count;
    int author_rank;
    const char **categories;
    size_t category_count, category_capacity;
    const char *comments;
    const char *comment_count;
    const char *language;
    int language_rank;
    int64_t published, updated;
    int published_rank, updated_rank;
    struct enclosure *enclosures;
    size_t enclosure_count, enclosure_capacity;
    const char *source_title, *source_link;
    const char *permalink; /* guid that is a url */
};

void gathering_init(struct gathering *gathering, struct arena *arena);
void gathering_add_person(struct gathering *gathering, int rank,
                          const char *name, const char *email);
void gathering_add_category(struct gathering *gathering, const char *text,
                            size_t len);
void gathering_add_enclosure(struct gathering *gathering, const char *url,
                             const char *type, const char *length);
void gathering_set_link(struct gathering *gathering, int rank, const char *base,
                        const char *reference);
/* The time that text says in that language (NULL for none) in *at, unless a
 * better source was there. */
void gathering_set_time(int64_t *at, int *at_rank, int rank, const char *text,
                        const char *language);

/* How the bytes of a text are to be read. */
enum text_kind { TEXT_PLAIN, TEXT_HTML, TEXT_HTML_TITLE };

/* Where a text's relative links lead from base; base may be NULL. */
struct text_source {
    enum text_kind kind;
    const char *text;
    size_t len;
    const char *base;
};

void gathering_set_text(struct gathering *gathering, struct text_value *value,
                        int rank, const struct text_source *given);
/* Take "Name (mail)", "mail (Name)", "Name <mail>" apart. */
void person_split(struct arena *arena, const char *text, struct person *ret);

void gathering_entry(const struct gathering *gathering, struct entry *ret);
void gathering_info(const struct gathering *gathering,
                    struct feed_info *ret_info);

/* text without white space at the ends, in arena; NULL when nothing is left.
 */
const char *trimmed(struct arena *arena, const char *text, size_t len);
/* The digits that text begins with, in arena; NULL when it does not. */
const char *leading_digits(struct arena *arena, const char *text);
/* Whether url is one that others can be relative to (RFC 3986, section 1.2.3:
 * hierarchical), of LIMIT_BASE bytes at most: all of them become as long. */
bool is_base(const char *url);
/* reference resolved against base, in arena; NULL when either is not fit. */
const char *resolved(struct arena *arena, const char *base,
                     const char *reference);

/*
 * The two kinds of documents. They call emit for each entry and fill in
 * ret_info but for encoding and damage.
 */

struct feed_sink {
    parser_entry_fn *emit;
    void *context;
    size_t skip;      /* entries delivered by an earlier attempt */
    size_t max;       /* deliver at most */
    size_t delivered; /* all attempts together */
    size_t seen;      /* in this attempt */
    size_t dropped;
    bool json;   /* the document is */
    bool nested; /* an item has ended within another, as it should */
    /* The newest of too many (sink.c). */
    bool counting; /* only note the times */
    bool
        choosing; /* deliver what is newer than the threshold, and ties of it */
    int64_t *times;
    size_t time_count, time_capacity;
    int64_t threshold;
    size_t ties;
};

/* Whether a document may have more entries than are wanted: a bound. */
bool feed_sink_may_overflow(const struct feed_sink *sink, const char *text,
                            size_t len);
/* The document was read with counting set; the next reading delivers. */
void feed_sink_choose(struct feed_sink *sink);

int feed_sink_put(struct feed_sink *sink, const struct entry *entry,
                  struct error *err);

/* 0, XML_DAMAGED or an error. */
int xmlfeed_parse(const struct xml_source *source, const char *base,
                  struct feed_sink *sink, struct arena *arena,
                  struct feed_info *ret_info, struct error *err);
int jsonfeed_parse(const char *text, size_t len, const char *base,
                   struct feed_sink *sink, struct arena *arena,
                   struct feed_info *ret_info, struct error *err);
