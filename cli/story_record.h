#pragma once
#include "base/story.h"
#include "base/strbuf.h"

/* Append a story as one line, as newsfold-formats(5) tells it. */
void story_json(struct strbuf *out, const struct story *story);
void story_tsv(struct strbuf *out, const struct story *story);
