#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Stories as they are shown: read from the store, rendered by cli and digest.
 * Strings are UTF-8, borrowed from the reader that delivers the record, and
 * foreign: every renderer passes them through its one encoder. Times as in
 * base/entry.h.
 */

/* An entry within its story: a copy. */
struct story_entry {
    int64_t entry;
    int64_t story;
    const char *feed_url;   /* without credentials */
    const char *feed_title; /* NULL when unknown */
    const char *outlet;     /* registrable domain, or the feed's host */
    const char *title;      /* "" when there is none */
    const char *link;       /* NULL when there is none */
    const char *text;       /* plain: content, else summary; "" when none */
    const char *author;     /* NULL when unknown */
    int64_t published;
    int64_t updated;
    int64_t first_seen;
    double similarity; /* to the entry it was folded with; 1 for the lead */
    uint64_t simhash;
};

struct story {
    int64_t story;
    size_t outlet_count;
    size_t entry_count;
    int64_t first_seen; /* the oldest entry's */
    int64_t last_seen;  /* the newest entry's */
    int64_t changed;    /* when an entry's words changed; TIME_ABSENT: never */
    bool read, starred, muted;
    struct story_entry lead;
    /* All entries, lead first, where the reader was asked for them. */
    const struct story_entry *entries;
    size_t entries_given;
};

/* An entry's title, or words that say it has none. */
const char *story_entry_title(const struct story_entry *entry);
