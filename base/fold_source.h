#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * What fold asks, and what it answers
 *
 * dedup knows no database: it asks for postings, documents and counts through
 * a struct fold_source, which the caller hands it; the store answers over
 * SQLite, `cluster` and the tests in memory. fold changes nothing itself: its
 * answer is a struct fold_result, which the same side applies.
 *
 * A story's id is the id of the entry that founded it, the oldest one; so a
 * new story needs no number of its own. Ids are positive, and an entry that
 * came later has the greater id.
 *
 * A feature is a 64-bit key, of which the low 48 bits at most are used: a
 * sampled shingle, a title's key, the fingerprint, a link … (dedup's concern;
 * the rest of the program only looks them up by equality).
 */

/* An entry as fold reads it: new ones given to it, stored ones fetched. */
struct fold_document {
    int64_t entry;
    int64_t story;      /* 0 for an entry not folded yet */
    int64_t outlet;     /* > 0 */
    int64_t first_seen; /* our clock, not the feed's; 0: unknown */
    const char *title;  /* plain text; "" when there is none */
    const char *text;   /* content, else summary; lines are paragraphs */
    const char *link;   /* canonical; NULL when there is none */
    const char *guid;   /* NULL when there is none */
    int64_t stay;       /* of one to be folded: the story that it stays in when
                           nothing holds it elsewhere, by a match that the source
                           does not know any more; 0: none */
};

struct fold_posting {
    int64_t entry;
    int64_t story;      /* that it was put into; merges since may be missing */
    int64_t first_seen; /* 0 when it is not known: the document says it */
};

/* The newest postings of one feature, newest first. */
struct fold_postings {
    const struct fold_posting *items;
    size_t count;
};

/* How often a thing was counted within an outlet (scope): a line, a title, …
 * key is dedup's concern. */
struct fold_count {
    int64_t scope;
    uint64_t key;
    uint32_t count;
};

/*
 * A correction by the user, an entry of it. All entries of a correction that
 * says `together` belong in one story; of one that does not, none of side 0
 * may be in one story with any of side 1.
 */
struct fold_link {
    int64_t correction;
    int64_t entry;
    int64_t story; /* that it is in; 0 while it is in none */
    bool together;
    int side; /* 0 or 1 */
};

struct fold_source {
    void *context;

    /*
     * For each of count features (ascending, distinct) the newest `limit`
     * postings inside the window. ret[i] answers features[i]; what it points
     * to lives in arena. One call a batch: answer it in one pass.
     */
    int (*postings)(void *context, const uint64_t *features, size_t count,
                    size_t limit, struct arena *arena,
                    struct fold_postings *ret, struct error *err);

    /*
     * The documents of count entries (ascending, distinct), into ret, strings
     * in arena. An entry that is not stored has ret[i].entry = 0, and no words.
     */
    int (*documents)(void *context, const int64_t *entries, size_t count,
                     struct arena *arena, struct fold_document *ret,
                     struct error *err);

    /* The newest entries of a story, newest first, at most `limit` of them. */
    int (*members)(void *context, int64_t story, size_t limit,
                   struct arena *arena, int64_t **ret_entries,
                   size_t *ret_count, struct error *err);

    /* Fill in .count for keys (ascending by scope, key; distinct); 0 where
     * nothing was counted. */
    int (*counts)(void *context, struct fold_count *keys, size_t count,
                  struct error *err);

    /* All links of the user's corrections, ascending by correction, in arena.
     * NULL: there are none. */
    int (*links)(void *context, struct arena *arena,
                 struct fold_link **ret_links, size_t *ret_count,
                 struct error *err);
};

enum fold_rule {
    FOLD_ALONE,       /* founds its own story */
    FOLD_LINK,        /* same canonical link or guid in one outlet */
    FOLD_TITLE,       /* no text, the same title */
    FOLD_FINGERPRINT, /* equal or near fingerprints, facts agree */
    FOLD_CONTAINMENT, /* the texts were compared */
    FOLD_CORRECTION,  /* the user said so */
};

/* "alone", "link", "title", "fingerprint", "containment", "correction". */
const char *fold_rule_name(enum fold_rule rule);

/* Where one entry of the batch went. */
struct fold_assignment {
    int64_t entry;
    int64_t story;     /* = entry when it founds a story */
    int64_t nearest;   /* the entry it was matched with; 0 when alone, and
                           when it stayed (then the rule is FOLD_ALONE) */
    double similarity; /* to nearest: weighted containment, 0..1; 1 when
                           alone */
    enum fold_rule rule;
    uint64_t simhash;         /* of the whole text, shown to users */
    const uint64_t *features; /* to be posted; ascending, distinct */
    size_t feature_count;
};

/* All of story `from` moves to `into`; into < from. */
struct fold_merge {
    int64_t from;
    int64_t into;
};

/* To be applied in this order: assignments, merges, counts (added). */
struct fold_result {
    const struct fold_assignment *assignments; /* one a document, in order */
    size_t assignment_count;
    const struct fold_merge *merges;
    size_t merge_count;
    const struct fold_count *counts; /* increments; ascending, distinct */
    size_t count_count;
    size_t candidates; /* weighed, for all documents, and ... */
    size_t verified;   /* ... of these, compared word by word */
};
