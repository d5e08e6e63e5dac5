#pragma once
#include <stdbool.h>

#include "base/story.h"
#include "base/strbuf.h"

/* Append a story as a JSON line, or as a line of TSV: newsfold-formats(5). */
void story_json(struct strbuf *out, const struct story *story);
void story_tsv(struct strbuf *out, const struct story *story);
/* Append it as a line for people, cut to columns where they are not 0. */
void story_line(struct strbuf *line, const struct story *story, size_t columns,
                bool colour);
