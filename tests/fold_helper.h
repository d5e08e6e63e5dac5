#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dedup/dedup.h"

/* A collection that documents are folded into, for tests of dedup. */
struct folding {
    struct fold_memory *memory;
    struct fold_options options;
    int64_t count; /* documents so far: the next has id count + 1 */
    size_t candidates, verified; /* that they were compared with */
};

void folding_init(struct folding *folding);
void folding_release(struct folding *folding);
/* cmocka's: *state becomes one. */
int folding_setup(void **state);
int folding_teardown(void **state);

/* Fold count documents in batches of `batch`; ids, and outlets where 0, are
 * given by their order, first_seen a minute apart. The first one's id. */
int64_t folding_add(struct folding *folding,
                    const struct fold_document *documents, size_t count,
                    size_t batch);
/* The same for one text of a new outlet. */
int64_t folding_text(struct folding *folding, const char *title,
                     const char *text);
/* Whether two documents are in one story. */
bool folding_same(const struct folding *folding, int64_t a, int64_t b);
