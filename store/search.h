#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/story.h"
#include "store/states.h"

/*
 * Full-text search (a part of store.h)
 */

struct store;

struct search {
    const char *query;  /* as typed: newsfold(1) tells its syntax */
    struct scope scope; /* of entries; states are their stories' */
    int64_t now;        /* newer matches rank higher */
    size_t limit;       /* stories; 0: all */
};

/* What stands around a matched word in the texts of a hit. */
#define SEARCH_MARK_BEGIN '\2'
#define SEARCH_MARK_END   '\3'

struct search_hit {
    const struct story *story; /* without its entries */
    int64_t entry;             /* the story's that matches best */
    double score;              /* higher is better; of one search only */
    const char *title;         /* the entry's, with marks */
    const char *snippet;       /* of its text, with marks; "" without text */
};

typedef int store_hit_fn(void *context, const struct search_hit *hit,
                         struct error *err);

/*
 * The stories with an entry that matches, best first. Of very common words
 * only the newest 1,000 matches are ranked. ERROR_INPUT says what is wrong
 * with the query.
 */
int store_search(struct store *store, const struct search *search,
                 store_hit_fn *emit, void *context, struct error *err);
