#pragma once
#include "base/alloc.h"
#include "parser/parser.h"

/* What the parser made of a document. */
struct seen {
    struct arena arena;
    struct strbuf entries; /* a line each: title|link|id|text|author|time */
    struct feed_info info;
    struct error err;
    int result;
};

/* Parse; options may be NULL. */
void look(struct seen *seen, const char *body, size_t len,
          const struct parser_options *options);
void forget(struct seen *seen);

#define RSS(version, inside)                                            \
    "<?xml version=\"1.0\"?><rss version=\"" version                    \
    "\"><channel><title>F</title><link>http://f.example/</link>" inside \
    "</channel></rss>"
#define ITEM(inside) RSS("2.0", "<item>" inside "</item>")
