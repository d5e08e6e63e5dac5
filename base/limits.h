#pragma once

/*
 * The ceilings. Every input has one, and they stand here, so that the most
 * memory one feed can claim can be read off one page. Sizes are in bytes.
 */

#define LIMIT_BODY          (32 * 1024 * 1024)  /* a decoded document */
#define LIMIT_UTF8          (64 * 1024 * 1024)  /* the same, made UTF-8 */
#define LIMIT_ENTRIES       10000               /* entries kept of a document */
#define LIMIT_FIELD         (1024 * 1024)       /* one text of an entry */
#define LIMIT_URL           8192                /* a url, resolved */
#define LIMIT_BASE          2048                /* what links are relative to */
#define LIMIT_LIST          256                 /* categories, authors, … */
#define LIMIT_DEPTH         256                 /* nesting of elements */
#define LIMIT_ATTRIBUTES    256                 /* of one element */
#define LIMIT_HEADERS       (256 * 1024)        /* a response's headers */
#define LIMIT_RECORD        (256 * 1024 * 1024) /* a parse worker's answer */
#define LIMIT_LINE          (16 * 1024 * 1024)  /* a line of JSON lines input */
#define LIMIT_SUBSCRIPTIONS (64 * 1024 * 1024)  /* an OPML or list file */
