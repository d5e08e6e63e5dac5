#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

/*
 * News made by program, the same every time: words by Zipf's law, stock
 * phrases, names and numbers, in sentences and paragraphs
 *
 * Of a hundred entries 50 are reports of their own, 30 reprint one of the
 * last 2,000 (one word in forty is another, and a line is put between), 10
 * bring the beginning of one only, 10 fill in a template.
 */
struct texts;

struct texts *texts_new(void);
void texts_free(struct texts *texts);

/* The entry of that number, of about so many bytes; into cleared buffers. */
void texts_make(const struct texts *texts, uint64_t number, size_t bytes,
                struct strbuf *title, struct strbuf *text);
