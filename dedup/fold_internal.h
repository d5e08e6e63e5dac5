#pragma once
#include "dedup/dedup_internal.h"

/*
 * A batch being folded: gather.c and known.c ask the source for what it needs,
 * fold.c decides.
 */

/*
 * The candidates of so many documents are asked for, and in memory, at once …
 * Neighbours have candidates in common, which are read once a chunk: in four
 * times as much text a quarter of them fewer. All of a batch would have another
 * third, for more memory than that is worth. A candidate is weighed by what is
 * known when its chunk begins.
 */
#define CHUNK       16000             /* … of so many at most … */
#define CHUNK_BYTES ((size_t)4 << 20) /* … or with so much text. */

#define POSTINGS   48 /* newest postings of a feature; more say nothing */
#define CANDIDATES 12 /* verified for a document */

struct candidate {
    int64_t entry;
    double score;    /* of what is shared, by the entries that have it, … */
    double weight;   /* … by the stories, as texts are weighed */
    uint32_t shared; /* features */
    bool decisive;   /* one of these is no shingle */
};

/* A feature that was asked for, and documents of the batch that have it. */
struct known_feature {
    struct fold_postings postings;
    uint32_t newest;  /* place of the newest of struct local + 1; 0: none */
    uint32_t stories; /* that the POSTINGS newest of both are in */
};

/* A document, and who may be its copies. */
struct item {
    struct profile profile;
    struct candidate *candidates; /* [CANDIDATES], while its chunk is folded */
    size_t candidate_count;
};

struct batch {
    const struct fold_options *options;
    const struct fold_source *source;
    struct lexicon lexicon;
    struct arena *arena;  /* the result's */
    struct arena own;     /* profiles of the batch's documents */
    struct arena found;   /* what the source has posted */
    struct arena chunk;   /* of one chunk */
    struct arena scratch; /* of one comparison */
    struct counts counts; /* the source's, and what this batch added */

    struct asked_features {
        uint64_t *features;          /* ascending */
        struct known_feature *known; /* of each */
        size_t count;
    } asked;                /* features of the batch's documents */
    struct table features;  /* of others, to struct known_feature * */
    struct table others;    /* candidate of the chunk to struct profile * */
    struct table places;    /* folded entry to its place in documents + 1 */
    struct table merged;    /* story to the one it went into */
    struct members members; /* what of this batch is in a story */
    const struct fold_document *given; /* all that is to be folded, by entry */
    size_t given_count;
    struct fold_link *links; /* the user's corrections */
    int64_t *left; /* of each link that is folded again: where it was */
    size_t link_count;
    struct table groups; /* linked entry to another of its group, or itself */
    struct table linked; /* stories that have, or had, a linked entry */

    /* A document that has been folded, under one of its features. */
    struct local {
        int64_t story;  /* that it was put into */
        uint32_t place; /* in documents */
        uint32_t next;  /* older one of the feature + 1 */
    } * locals;         /* room for all features of the batch */

    size_t local_count;
    struct profile **documents;          /* of the batch, as far as folded */
    struct fold_assignment *assignments; /* one for each of them */
    size_t assignment_count;
    struct fold_merge *merges;
    size_t merge_count, merge_capacity;
    struct fold_count *increments;
    size_t increment_count, increment_capacity;
    size_t candidates, verified; /* for the result */
};

/* Read documents, which are not weighed yet, and look up their features. The
 * more at once, the nearer to each other are the keys that the source is asked
 * for; little of it is kept but what their own batch needs until its end. */
int gather_features(struct batch *batch, const struct fold_document *documents,
                    size_t count, struct item *items, struct error *err);
/* Read and weigh the candidates of a chunk of items. */
int gather_others(struct batch *batch, struct item *items, size_t count,
                  struct error *err);
/* Read the documents of entries that were not read yet, for this chunk; they are
 * not weighed. */
int gather_entries(struct batch *batch, int64_t *entries, size_t total,
                   struct error *err);
/* A count grows by one: for this batch at once, for the source at its end. */
void gather_count(struct batch *batch, int64_t scope, uint64_t key);
/* The story that took this one in. */
int64_t batch_resolve(const struct batch *batch, int64_t story);
/* Whether an entry of that time can be a copy of the item's. */
bool in_window(const struct batch *batch, const struct item *item,
               int64_t time);
/* What was read of an entry: in this batch, or else for this chunk; NULL:
 * nothing. */
struct profile *batch_profile(const struct batch *batch, int64_t entry);
/* The story that an entry was put into in this batch; 0: it was not yet. */
int64_t batch_story(const struct batch *batch, int64_t entry);
/* A text of some length that is a copy shares several shingles: one that
 * shares a single one is not read. */
bool candidate_is_likely(const struct item *item, const struct candidate *sum);
/* Sum up count candidates, an entry at a time, and keep the best of them. */
void gather_candidates(struct item *item, struct candidate *all, size_t count,
                       struct arena *scratch);
/* Weigh the item's profile by the counts and postings of the source and of the
 * batch's documents so far, and candidates that may only now be its copies. */
int gather_weigh(struct batch *batch, struct item *item, struct error *err);

/* known.c: what is known of features. */
/* Ask for those of the profiles' features that were not asked for in this
 * batch, at first for those of its own documents; the profiles are in arena. */
int known_ask(struct batch *batch, struct profile *const *profiles,
              size_t count, struct arena *arena, struct error *err);
/* A document that has been folded has the feature from now on. */
void known_post(struct batch *batch, struct known_feature *known, size_t place);
/* Of a feature that the profile has, and that was asked for. */
const struct known_feature *known_of(const struct profile *profile,
                                     uint64_t feature);

/* What is known of one that a document of the batch has; NULL: none has it. To be
 * asked for in ascending order, from *position on (0 at first). */
const struct known_feature *known_find(const struct batch *batch,
                                       uint64_t feature, size_t *position);

/* corrections.c: what the user has said is above all rules. */
/* Ask for them. */
int corrections_read(struct batch *batch, struct error *err);
/* Only those that put entries together: for explaining what the texts say of
 * entries that are kept apart. No entry of the batch is to be folded. */
int corrections_read_joins(struct batch *batch, struct error *err);
/* An entry was put into a story; a story went into another. */
void corrections_folded(struct batch *batch, int64_t entry, int64_t story);
void corrections_merged(struct batch *batch, int64_t from, int64_t into);
/* Whether the user has put entries of the story together: its texts may be
 * strangers to each other. */
bool corrections_join(const struct batch *batch, int64_t story);
/* Whether the entry may not be in the story. */
bool corrections_bar(const struct batch *batch, int64_t entry, int64_t story);
/* Whether two stories may not become one. */
bool corrections_forbid(const struct batch *batch, int64_t a, int64_t b);
/* The story of the next entry that this one belongs with, from *position on
 * (0 at first), and which entry that is; 0 when there is no more. */
int64_t corrections_partner(const struct batch *batch, int64_t entry,
                            size_t *position, int64_t *ret_partner);

/* fold.c: what explain.c shares, so that it says what folding does. */

/* A candidate that was judged. */
struct found {
    const struct profile *profile;
    int64_t story;
    enum breach objection; /* of its story, if it matches: BREACH_NONE,
                              BREACH_BELIED, BREACH_DENIED, BREACH_STRANGE */
    int64_t objector;      /* the entry of it that knows better; 0: none */
    struct match match;
};

/* Whether an entry is to be folded again in this batch, and was not yet. */
bool batch_waits(const struct batch *batch, int64_t entry);
/* The story that a document is in now; 0: none yet. */
int64_t batch_story_of(const struct batch *batch, const struct profile *other);
/* Judge an item's candidates, ret[CANDIDATES]. */
int batch_judge_all(struct batch *batch, const struct item *item,
                    struct found *ret, size_t *ret_count, struct error *err);
/* Are two documents copies? By link or guid, by title, by their texts. */
void batch_judge(struct batch *batch, const struct profile *a,
                 const struct profile *b, struct match *ret);
/* objections.c */
/* Note what the match's story has against it, by all that was judged. */
void object_by_story(struct found *match, const struct profile *profile,
                     const struct found *all, size_t count);
/* Ask the matches' stories for entries that were not judged, and object where
 * they have nothing in common with the document, or their founder denies it. */
int object_by_members(struct batch *batch, const struct profile *profile,
                      struct found *all, size_t count, struct error *err);
/* Whether a document that matches entries of two stories does not make them one:
 * the other is found in one, `story` has some of count found ones. */
int object_to_merger(struct batch *batch, const struct profile *profile,
                     const struct found *other, const struct found *found,
                     size_t count, int64_t story, bool *ret, struct error *err);

/* strangers.c: entries of a story that have nothing in common with a document. */
#define TEASER     3 /* times that a text is longer than its teaser */
#define MOST_LOOKS 4 /* for a document */

/* In which stories somebody was looked for, who has the rest beside which text, or
 * of which. */
struct looks {
    const struct profile *texts[MOST_LOOKS];
    int64_t stories[MOST_LOOKS];
    size_t count;
};

/* Whether two texts have nothing in common, or a sentence at most. */
bool are_strangers(const struct profile *a, const struct profile *b);
/* A stranger to the document in the story of its match: a founder of comparable
 * length, or, where the match may hold other texts, another entry; NULL: there is
 * none. It stays for the chunk. */
int stranger_in_story(struct batch *batch, const struct profile *profile,
                      const struct found *match, struct looks *looks,
                      const struct profile **ret, struct error *err);
/* What a stranger that was found by one match says of another of its story: that
 * the story is not the document's, where that may hold other texts, too; or it
 * belies a teaser. */
enum breach stranger_objects(const struct profile *stranger,
                             const struct profile *profile,
                             const struct found *match);
/* Whether a document that matches entries of two stories is two reports in one: who
 * founded them, or else what was found in one and an entry of the other, have
 * nothing in common. The other is found in one, `story` has some of count found
 * ones. */
int strangers_in_merger(struct batch *batch, const struct profile *profile,
                        const struct found *other, const struct found *found,
                        size_t count, int64_t story, bool *ret,
                        struct error *err);
/* What was read of an entry, if it is in that story. */
const struct profile *member_of(const struct batch *batch, int64_t story,
                                int64_t entry);

/* rest.c: who has the rest of a text. */
#define MOST_OWN     8 /* entries, of those that were put into the story */
#define MOST_OTHERS  4 /* … and of those whose story may have gone into it */
#define MOST_HOLDERS (MOST_OWN + MOST_OTHERS)
/* The entries, of what may be in the story, that have most of what a text holds
 * beside a part of it. Both have shingles. */
int rest_holders(struct batch *batch, const struct profile *whole,
                 const struct profile *part, int64_t story,
                 int64_t ret[MOST_HOLDERS], size_t *ret_count,
                 struct error *err);

/* Of explaining and folding alike; arena is the result's. */
void batch_init(struct batch *batch, const struct fold_options *options,
                const struct fold_source *source, struct arena *arena);
void batch_release(struct batch *batch);
