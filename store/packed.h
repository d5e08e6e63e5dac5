#pragma once
#include <endian.h>
#include <string.h>

#include "base/strbuf.h"
#include "store/store_internal.h"

/*
 * Rows that hold many small things each: a block of those whose keys are
 * neighbours, in the order of their keys. A block is found by the last key that it
 * may have, and has all keys behind the last of the block before.
 *
 * A number in a block is a word of 32 bits, the lowest byte first; one that does
 * not fit is three: a word of ones, and the number's lower and upper half.
 */

#define PACKED_MOST \
    2000 /* bytes of a block: two fit into a page with their rows */
#define PACKED_WORD 4 /* bytes */
#define PACKED_LONG \
    UINT32_MAX /* a word that says that two more are the number */

/* A table of blocks, by the statements that ask for one and write it. */
struct packed_table {
    const char *find;   /* that of key ?1: last, items */
    const char *put;    /* up to key ?1 the items ?2 */
    const char *remove; /* that up to key ?1 */
};

/* What a block holds, for as long as its row is the statement's. */
struct packed_items {
    int64_t last; /* key that it may have */
    const unsigned char *at, *end;
};

/* The block of a key. STEP_ROW, STEP_DONE, or why not; the caller resets the
 * statement, which may have been set even then. */
int packed_find(struct store *store, const struct packed_table *table,
                int64_t key, sqlite3_stmt **ret_row, struct packed_items *ret,
                struct error *err);
/* Run a bound statement with the items as its value at that place. */
int packed_run(struct store *store, sqlite3_stmt *statement, int place,
               const struct strbuf *items, struct error *err);
/* Write the items of the block up to last. */
int packed_put(struct store *store, const struct packed_table *table,
               int64_t last, const struct strbuf *items, struct error *err);
/* Say that a block of `what` is malformed, and what mends it. */
int packed_malformed(struct store *store, const char *what, struct error *err);

void packed_add_word(struct strbuf *out, uint32_t word);
/* Add a number, which is not negative, to a block. */
void packed_add(struct strbuf *out, int64_t number);

static inline uint32_t packed_word(const unsigned char *at)
{
    uint32_t word;

    memcpy(&word, at, sizeof(word));
    return le32toh(word);
}

/* The number at *at, and past it; -1: there is none. */
static inline int64_t packed_take(const unsigned char **at,
                                  const unsigned char *end)
{
    if (end - *at < PACKED_WORD)
        return -1;
    uint32_t word = packed_word(*at);
    *at += PACKED_WORD;
    if (word != PACKED_LONG)
        return word;
    if (end - *at < 2 * PACKED_WORD)
        return -1;
    uint64_t number =
        (uint64_t)packed_word(*at + PACKED_WORD) << 32 | packed_word(*at);
    *at += 2 * PACKED_WORD;
    return number > INT64_MAX ? -1 : (int64_t)number;
}
