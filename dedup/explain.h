#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/fold_source.h"

/*
 * Why two entries are copies, or are not: what folding would say of them now,
 * by the same code. Part of dedup/dedup.h. Everything lives in the caller's
 * arena; quotations point into the documents' texts and are not terminated.
 */

struct fold_options;

/* The first rule that a pair breaks, in the order in which they are asked. */
enum breach {
    BREACH_NONE,        /* a copy */
    BREACH_SHORT,       /* a text of fewer words than are compared */
    BREACH_CONTAINMENT, /* too little of the smaller is in the larger */
    BREACH_WORDS,       /* … or hardly half of its words are, weighing much */
    BREACH_SHARED,      /* what they share weighs too little */
    BREACH_OPENING,     /* it is not in the opening of a much longer one */
    BREACH_QUOTED,      /* both quote the same, each begins with its own */
    BREACH_TITLES,      /* each title has a fact the other text has not */
    BREACH_OPPOSED,     /* a passage says the opposite */
    BREACH_FACTS,       /* too few numbers and names agree */
    /* The texts match, but: */
    BREACH_WINDOW, /* they are further apart than copies are looked for */
    BREACH_UNSEEN, /* they share one sampled passage at most (texts of some
                      length), no title and no link, so that folding does
                      not come to compare them */
    BREACH_BELIED, /* the earlier one is a teaser of a story whose full texts
                      are others */
    BREACH_DENIED, /* another text of its story says the opposite */
    BREACH_STRANGE /* other texts of its story have nothing in common with the
                      later one */
};

/* "none", "short", "containment", "words", "shared", "opening", "quoted",
 * "titles", "opposed", "facts", "window", "unseen", "belied", "denied",
 * "strange". */
const char *breach_name(enum breach breach);

struct quotation {
    const char *text;
    size_t len;
};

enum discount {
    DISCOUNT_REPEATED, /* the entry has the line twice */
    DISCOUNT_CREDIT,   /* a byline, a notice */
    DISCOUNT_LINE,     /* the outlet prints the line again and again */
    DISCOUNT_OPENING   /* … or lines that begin like it */
};

/* A line that weighs nothing. */
struct discounted {
    struct quotation line;
    int side; /* 0: of the first document */
    enum discount why;
    uint64_t times; /* that the outlet has printed it; 0 where not asked */
};

/* A number, a name, or a word that has an opposite, beside shared text. */
struct fold_fact {
    struct quotation word;
    int side;
    bool agrees;   /* the other has it, too */
    bool opposite; /* a word with an opposite, or a negation */
};

/* What contradicts in the same place of two texts, with the words around it. */
struct contradiction {
    struct quotation texts[2];
};

struct fold_explanation {
    bool copy; /* folding would say so */
    enum fold_rule rule;
    enum breach breach;
    int64_t objector;   /* belied, denied, strange: by that entry of the earlier
                         one's story; 0 where it is another breach */
    double containment; /* of the smaller in the larger, by weight */
    double needed;      /* that would do */
    double contained[2];  /* of each in the other */
    double coverage;      /* of the smaller's words, small edits bridged */
    double in_both;       /* the same, but rare words weigh no more */
    double shared;        /* weight of what is shared; 4 are needed */
    double opening;       /* share of it in the larger one's opening */
    double facts;         /* share that agrees */
    double facts_needed;  /* that would do */
    size_t words[2];      /* of each text */
    size_t kept[2];       /* … that are not discounted */
    int distance;         /* Hamming, of the fingerprints */
    int passage_distance; /* of the two nearest passages of 24 words; 64
                              when there are none */
    struct quotation nearest[2];      /* those */
    const struct quotation *passages; /* shared ones, of the first document,
                                         longest first */
    size_t passage_count;
    const struct discounted *discounted;
    size_t discounted_count;
    const struct fold_fact *fact_list;
    size_t fact_count;
    const struct contradiction *contradictions; /* of the two; if denied, of the
                                                   objector and the later one */
    size_t contradiction_count;
};

/* Explain documents a and b; a is stored and has the smaller id. b is judged
 * as if it came now, or, where it is stored, were folded again. */
int fold_explain(const struct fold_options *options,
                 const struct fold_source *source,
                 const struct fold_document *a, const struct fold_document *b,
                 struct arena *arena, struct fold_explanation *ret,
                 struct error *err);

/* An entry that shares features with the one asked for. */
struct fold_neighbour {
    int64_t entry;
    int64_t story;
    bool copy;
    enum fold_rule rule;
    enum breach breach;
    double containment, needed;
};

/* The nearest others of a document that came before it, or with
 * options->past_only unset all, best first. */
int fold_neighbours(const struct fold_options *options,
                    const struct fold_source *source,
                    const struct fold_document *document, struct arena *arena,
                    struct fold_neighbour **ret, size_t *ret_count,
                    struct error *err);
