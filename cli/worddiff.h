#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/strbuf.h"

/*
 * The difference of two texts, word by word
 *
 * A word is a run of what is no white space; of scripts that write no spaces,
 * each character is one. White space is not compared. The work has a ceiling,
 * so that no text can stall it: where it is reached, the rest between two
 * agreeing places is given as replaced.
 */

struct diff_word {
    const char *text; /* not terminated */
    size_t len;
    bool spaced;  /* white space stands before it */
    bool opening; /* it begins a paragraph */
};

enum edit_kind { EDIT_SAME, EDIT_REMOVED, EDIT_ADDED };

/* A run of words, at least one; those that are the same are told as `after`
 * has them. A removed run stands before the added one that replaces it. */
struct edit {
    enum edit_kind kind;
    const struct diff_word *words;
    size_t count;
};

struct word_diff {
    const struct edit *edits; /* in the order of the text */
    size_t count;
    size_t same, removed, added; /* words */
};

/* Compare what people see of the texts (they are cleaned as text_clean_lines
 * does). *ret_diff lives in arena, its words too. */
void word_diff(const char *before, const char *after, struct arena *arena,
               struct word_diff *ret_diff);

struct diff_style {
    bool colour;    /* red and green; else [-removed-]{+added+} */
    size_t columns; /* lines are broken there; 0: only paragraphs are */
    size_t indent;  /* spaces before each line */
    size_t context; /* words kept on each side of a change when more are the
                       same; 0: all */
};

/* Append the difference, for people; ends in \n unless it is empty. */
void word_diff_text(struct strbuf *out, const struct word_diff *diff,
                    const struct diff_style *style);
/* Append it as a JSON array: [{"same":T},{"removed":T},{"added":T}], all
 * words, paragraphs apart by \n. */
void word_diff_json(struct strbuf *out, const struct word_diff *diff);
