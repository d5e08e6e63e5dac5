/*
 * Stories composed from a seed, so that each run is the same and there are
 * hundreds of them: sentences of words, which can be edited.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "tests/fold_helper.h"
#include "tests/random.h"

#define NAMES   6
#define CEILING (64 << 10)

#define MOST_WORDS     20
#define MOST_SENTENCES 48

struct sentence {
    char words[MOST_WORDS][24];
    size_t count;
};

struct story {
    char names[NAMES][24];
    struct sentence title;
    struct sentence sentences[MOST_SENTENCES];
    size_t count;
};

/* A word of one to four syllables; the first thousand are the language. */
void make_word(char *ret, uint64_t n, bool capital);
/* Words of the language, with a name or a number among them. */
void make_sentence(struct sentence *sentence, const struct story *story,
                   struct random *random, size_t words);
void make_story(struct story *story, struct random *random, size_t sentences);
/* One word more, if there is room. */
void sentence_add(struct sentence *sentence, const char *word);
/* Three sentences a paragraph. */
void write_text(struct strbuf *out, const struct story *story);
void write_sentence(struct strbuf *out, const struct sentence *sentence);
/* From a new outlet, under its own title where none is given: its id. */
int64_t fold_story(struct folding *folding, const struct story *story,
                   const struct sentence *title);
