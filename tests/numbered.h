/*
 * Texts of sentences that are told by their numbers: what two have in common is
 * seen where they are made. And two reports in one text.
 */
#pragma once
#include <stddef.h>

#include "base/strbuf.h"

#define MOST_NUMBERED 96 /* sentences */

/* A sentence is always of the same words; so is one by EDITED greater, which has
 * others in the place of every fourth; a negative one is one of turns
 * (contradictions.h). */
#define EDITED 5000

struct text {
    int sentences[MOST_NUMBERED];
    size_t count;
};

#define TURN(n, after) (-1 - 2 * (int)(n) - (after))

void push(struct text *text, int sentence);
/* Those from..to - 1. */
void push_range(struct text *text, int from, int to);
/* Makes out, of enough room. */
void write_sentences(struct strbuf *out, const struct text *text);

/* Titles that have nothing to do with each other. */
extern const char *const titles[3];

/* What a text is that has the report of sentences from 0 on, and that of those from
 * 100 on. */
#define KINDS 4
extern const char *const kinds[KINDS];
/* n: sentences of each of the two. */
void push_both(struct text *ret, const char *kind, int n);
