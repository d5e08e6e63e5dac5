#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * What a person has said of pairs of entries, kept in a file that `quality`
 * reads: a document a line, with the story (cluster) that it is of. A line has
 * one member more, "apart": the documents that were asked about and are not
 * copies of it, so that no pair is asked twice. What follows from answers is
 * answered: a copy of a copy is one.
 */

struct gold_document {
    int64_t entry;
    int64_t first_seen;
    const char *outlet; /* NULL: unknown */
    const char *title;
    const char *text;
};

struct gold_answer {
    size_t a, b;      /* places of documents */
    size_t documents; /* how many there were before */
    bool same;
};

struct gold {
    struct arena arena; /* the documents' strings */
    const char *path;
    struct gold_document *documents;
    size_t count, capacity;
    struct gold_answer *answers;
    size_t answer_count, answer_capacity;
    size_t *groups; /* of each document: the place of one of its copies */
};

enum gold_state { GOLD_OPEN, GOLD_SAME, GOLD_APART };

/* Read the file at path (borrowed); one that is missing is empty. ERROR_INPUT
 * names the line that is not of this kind. */
int gold_read(struct gold *gold, const char *path, struct error *err);
void gold_release(struct gold *gold);

bool gold_has(const struct gold *gold, int64_t entry);
/* What is known of two entries. */
enum gold_state gold_state(const struct gold *gold, int64_t a, int64_t b);
/* Take in an answer about two documents (copied) that are not decided yet. */
void gold_answer(struct gold *gold, const struct gold_document *a,
                 const struct gold_document *b, bool same);
/* Take the last answer back. */
void gold_undo(struct gold *gold);
/* Stories that the documents are of. */
size_t gold_stories(const struct gold *gold);
/* Whether the file could be written now: one beside it is, and goes. */
int gold_try(const struct gold *gold, struct error *err);
/* Write the file anew: it is the old one or the new one, whatever happens. */
int gold_write(const struct gold *gold, struct error *err);
