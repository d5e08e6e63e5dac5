#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * What the user has read, starred and muted (a part of store.h)
 *
 * States belong to entries, so that they outlive merges, splits and re-folds:
 * a story is read when all of its entries are, and starred when one is. An
 * entry that joins a read story is read with it; one whose words change
 * substantially is unread again.
 */

struct store;
struct story_filter;

/* What a listing is about. Of a story, feed, tag and outlet are those of one of
 * its entries, and it was last seen at `since` or later, first seen before
 * `until`. Muted stories are left out, unless they are asked for. */
struct scope {
    int64_t feed;       /* 0: any */
    const char *tag;    /* NULL: any */
    const char *outlet; /* NULL: any */
    int64_t since;      /* TIME_ABSENT: any */
    int64_t until;      /* TIME_ABSENT: any */
    bool unread, starred;
    bool muted; /* muted ones, too */
};

enum story_mark { STORY_READ, STORY_STARRED };

/*
 * Inside store_begin/store_commit. Set a mark of a story, or take it away: of
 * that an id means, as for store_story; of all that ids from first to last mean;
 * of all that fit. 0, or STORE_NONE when there is none.
 */
int store_mark(struct store *store, int64_t id, enum story_mark mark, bool set,
               struct error *err);
int store_mark_range(struct store *store, int64_t first, int64_t last,
                     enum story_mark mark, bool set, struct error *err);
int store_mark_all(struct store *store, const struct story_filter *filter,
                   enum story_mark mark, bool set, struct error *err);

/*
 * Mutes. Words mute a story when one of its entries matches; an outlet and a
 * tag do when all of its entries are of feeds that one of them fits, since what
 * others carry, too, is more than theirs.
 */
enum mute_kind { MUTE_WORDS, MUTE_OUTLET, MUTE_TAG };

/* "words", "outlet", "tag". */
const char *mute_kind_name(enum mute_kind kind);

struct mute {
    int64_t mute;
    enum mute_kind kind;
    const char *what; /* words: a query, as for store_search */
    int64_t made;
};

typedef int store_mute_fn(void *context, const struct mute *mute,
                          struct error *err);

/* Inside store_begin/store_commit; mute->mute is made. 0, STORE_EXISTS, or
 * ERROR_INPUT for a query that is none. */
int store_mute(struct store *store, const struct mute *mute, struct error *err);
/* Inside store_begin/store_commit. 0 or STORE_NONE. */
int store_unmute(struct store *store, int64_t mute, struct error *err);
/* In the order in which they were made. */
int store_mutes(struct store *store, store_mute_fn *emit, void *context,
                struct error *err);
