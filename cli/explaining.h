/*
 * newsfold explain, and how it is printed (explain_text.c, explain_json.c).
 */
#ifndef CLI_EXPLAINING_H
#define CLI_EXPLAINING_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "cli/cli.h"
#include "dedup/dedup.h"

struct explaining {
    struct cli *cli;
    struct store *store;
    enum cli_format format;
    struct fold_options options;
    struct arena arena;
    struct strbuf out;
    int64_t entries[2]; /* the one that came first is first */
    int64_t stories[2];
    struct fold_document documents[2];
    int64_t versions[2]; /* of folding, that have read them; 0: unknown */
    int64_t correction;  /* that says so; 0: none */
    size_t columns;
};

/* The title and story of one of the entries. */
void explain_entry(struct explaining *explaining, int side);

/* Why two entries are one story, or are not: for people, and as a line of JSON. */
void explain_text(struct explaining *explaining,
                  const struct fold_explanation *e);
void explain_json(struct explaining *explaining,
                  const struct fold_explanation *e);

#endif
