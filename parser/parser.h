#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/entry.h"
#include "base/error.h"
#include "base/strbuf.h"

/*
 * Parser: the bytes of a feed document to normalised entries
 *
 * A pure function of bytes: no files, no network, no database, no clock.
 * Hostile input is the normal case; what comes out is valid UTF-8 within the
 * ceilings of base/limits.h.
 */

/*
 * Load what needs files (charset converters), so that a process that will be
 * locked out of them can parse all the same. Once is enough; optional.
 */
void parser_prepare(void);
/*
 * Or not to load them, since few documents want one: from now on missing is called
 * where parser_parse wants a converter that is not to be had, before it has
 * changed the body or delivered an entry. It must not return.
 */
void parser_unprepared(void (*missing)(void *context), void *context);

struct parser_options {
    const char *content_type; /* the HTTP header, with charset; may be NULL */
    const char *base_url;     /* what the document was fetched from, Content-
                                 Location applied; may be NULL */
    size_t max_entries;       /* deliver at most; 0: LIMIT_ENTRIES */
    /* The body is in private anonymous memory (malloc's) that nobody reads
     * afterwards: what was made UTF-8 of it is given back on the way, so that a
     * large document is not there twice. */
    bool expendable;
};

/*
 * Called once an entry, in document order; the entry and its strings are
 * valid during the call only. A negative return stops the parser, which
 * returns it with err as the callback left it.
 */
typedef int parser_entry_fn(void *context, const struct entry *entry,
                            struct error *err);

/*
 * Parse a feed of any format (RSS 0.90-2.0, RDF, Atom 0.3/1.0, JSON Feed,
 * CDF), told by its content, not its media type. *ret_info's strings live in
 * arena. Leniently: what can be read of a damaged document is delivered, with
 * info.well_formed false; info.complete says whether its end was seen.
 * ERROR_INPUT when it is not a feed, or declares entities; ERROR_LIMIT when
 * it goes beyond a ceiling that protects memory or time. Of these, ret_info
 * has only well_formed and encoding.
 */
int parser_parse(const char *body, size_t len,
                 const struct parser_options *options, parser_entry_fn *emit,
                 void *context, struct arena *arena, struct feed_info *ret_info,
                 struct error *err);

/*
 * HTML (a fragment or a document) to plain text: paragraphs, list items,
 * table rows and <br> end a line, cells are separated by a space, white space
 * runs are one space, script, style, template and hidden elements leave
 * nothing, entities are decoded.
 */
void parser_html_to_text(const char *html, size_t len, struct strbuf *out);

/*
 * A date as feeds write them (RFC 822/2822/5322, RFC 3339, W3C-DTF, ISO 8601,
 * asctime and the usual mistakes) to Unix seconds; TIME_ABSENT when it cannot
 * be read. Never a guess at "now".
 */
int64_t parser_date(const char *text);
/* The same in a feed of that language (RFC 5646, "hr"), which decides what a
 * month is whose name others give to another, and which of "6/5" is the day;
 * NULL for none. */
int64_t parser_date_in(const char *text, const char *language);

/* The namespace of attributes that newsfold adds to OPML. */
#define NEWSFOLD_OPML_URI "urn:newsfold:opml"

struct subscription_setting {
    const char *name;
    const char *value;
};

/* One subscription of a list. What newsboat runs (exec:, filter:) is there,
 * with such a url; so is what is no subscription, with its fault and what url
 * it has, if any. */
struct subscription {
    const char *url;
    const char *fault;       /* why it is none; NULL: it is one */
    size_t line;             /* of a list of lines, from 1; else 0 */
    bool hidden;             /* newsboat does not show it */
    const char *title;       /* NULL when not given */
    struct string_list tags; /* names of enclosing outlines, newsboat's tags */
    struct subscription_setting *settings; /* attributes of NEWSFOLD_OPML_URI */
    size_t setting_count;
};

/*
 * Read a list of subscriptions: OPML 1.0/2.0 (nested outlines become tags),
 * a plain list of urls (# comments), or newsboat's urls file (tags in quotes,
 * "~title"). Everything lives in arena. ERROR_INPUT, with the line, when it
 * is none of these; ERROR_LIMIT when outlines are nested too deep; an empty
 * list is not an error.
 */
int parser_subscriptions(const char *body, size_t len, struct arena *arena,
                         struct subscription **ret_items, size_t *ret_count,
                         struct error *err);

/* A feed that a web page names. */
struct feed_link {
    const char *url;
    const char *title; /* as the page has it, uncleaned; NULL: none */
};

/*
 * The feeds that a web page names (<link rel=alternate> of a feed's media
 * type, rel=feed), resolved, each once, in the page's order; at most 64. What
 * is no web page has none. Everything lives in arena.
 */
void parser_discover(const char *body, size_t len,
                     const struct parser_options *options, struct arena *arena,
                     struct feed_link **ret_links, size_t *ret_count);
