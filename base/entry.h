#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a feed document says: the record that travels from the parser to the
 * store. Strings are UTF-8 without NUL, NULL where the document gives none;
 * they belong to whoever made the record (an arena, mostly) and are borrowed
 * by everybody else. Times are Unix seconds UTC, TIME_ABSENT where the
 * document gives none or none that can be read.
 */

#define TIME_ABSENT INT64_MIN

enum feed_format {
    FORMAT_UNKNOWN,
    FORMAT_RSS, /* RSS of a version that is not known */
    FORMAT_RSS090,
    FORMAT_RSS091,
    FORMAT_RSS092,
    FORMAT_RSS093,
    FORMAT_RSS094,
    FORMAT_RSS10,
    FORMAT_RSS20,
    FORMAT_ATOM,
    FORMAT_ATOM03,
    FORMAT_ATOM10,
    FORMAT_CDF,
    FORMAT_JSON,
    FORMAT_JSON10,
    FORMAT_JSON11,
};

/* "rss20", "atom10", …; "" for FORMAT_UNKNOWN. Static. */
const char *feed_format_name(enum feed_format format);

struct enclosure {
    const char *url;    /* resolved */
    const char *type;   /* media type */
    const char *length; /* digits, as given */
};

struct string_list {
    const char **items;
    size_t count;
};

/* Title, summary and content are plain text; a paragraph is a line. */
struct entry {
    const char *id;   /* guid, atom:id: as given, never resolved */
    const char *link; /* resolved */
    const char *title;
    const char *summary;
    const char *content;
    const char *title_html; /* the markup of the above, where it had one */
    const char *summary_html;
    const char *content_html;
    const char *author; /* a name, else an address */
    const char *author_email;
    struct string_list authors; /* when there are several */
    struct string_list categories;
    const char *comments;      /* url of a discussion */
    const char *comment_count; /* slash:comments; digits, as given */
    const char *language;
    int64_t published;
    int64_t updated;
    struct enclosure *enclosures;
    size_t enclosure_count;
    const char *source_title; /* who published it first: RSS <source> … */
    const char *source_link;
};

/* What the document says of the feed itself. */
struct feed_info {
    enum feed_format format;
    const char *id;
    const char *title;
    const char *link; /* the site, resolved */
    const char *description;
    const char *title_html;
    const char *description_html;
    const char *language;
    const char *author;
    const char *author_email;
    struct string_list authors;
    struct string_list categories;
    int64_t published;
    int64_t updated;
    const char *ttl;       /* minutes, digits as given */
    uint32_t skip_hours;   /* bit n: hour n UTC, 0-23 */
    uint8_t skip_days;     /* bit n: Sunday is 0 */
    int64_t update_period; /* sy:, seconds between updates; 0 when absent */
    const char *encoding;  /* what the bytes were decoded from */
    bool well_formed;      /* false when the parser had to recover */
    bool complete;         /* the end of the document was seen */
    size_t entry_count;    /* entries delivered */
    size_t dropped_count;  /* entries beyond the ceiling, not delivered */
};

/* What the document asks for by its ttl, in seconds; 0 when it has none, or
 * one that cannot be meant (a year and more). */
int64_t feed_info_ttl(const struct feed_info *info);
