#pragma once
#include <stdbool.h>

#include "base/story.h"
#include "base/strbuf.h"

/* Append "*" starred, "m" muted, "r" read, "u" changed and not read (again). */
void story_marks(struct strbuf *out, const struct story *story);
/* Append its states as members of a JSON object, without the braces. */
void story_states_json(struct strbuf *out, const struct story *story);
/* Append a story as a JSON line, or as a line of TSV:
 * newsfold-formats(5); more is what stands before its marks, with tabs. */
void story_json(struct strbuf *out, const struct story *story);
void story_tsv(struct strbuf *out, const struct story *story, const char *more);
/* Append it as a line for people, cut to columns where they are not 0. */
void story_line(struct strbuf *line, const struct story *story, size_t columns,
                bool colour);
