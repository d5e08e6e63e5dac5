#pragma once
#include "store/postings.h"

/* Blocks of postings, for the files postings*.c and runs.c. */

/* blocks.c: how they are packed. */

struct posting {
    int64_t feature, entry, story; /* feature ≥ 0, entry 1..MOST_ENTRY */
};

#define MOST_ENTRY \
    (INT64_MAX >> 2) /* none is as large in a file that is whole */

/* Postings in order: by feature, and of each the newest first. */
struct postings {
    struct posting *items;
    size_t count, capacity;
};

struct block {
    int64_t last; /* feature that it may have */
    struct postings postings;
};

void postings_release(struct postings *postings);
void postings_add(struct postings *postings, int64_t feature, int64_t entry,
                  int64_t story);
/* By feature, and of each the newest first, an entry once, as it came first; how many
 * are left. */
size_t postings_sort(struct posting *items, size_t count);
/* Add to the first list of a feature what is in the other; of an entry in both
 * that of the other stays. Both have the newest first. */
void postings_merge(struct postings *postings, const struct posting *items,
                    size_t count);
/* Pack postings in order into the items of the block up to last. */
void postings_pack(const struct posting *items, size_t count, int64_t last,
                   struct strbuf *out);
/* The postings of a block instead of those in ret; false if it is malformed. */
bool postings_unpack(int64_t last, const void *bytes, size_t len,
                     struct postings *ret);

/* Packed bytes of one that are gone through. */
struct block_scan {
    const unsigned char *at, *end;
    int64_t
        feature; /* of the group before; before the first: the block's last */
    bool begun;
};

/* A feature, and where its postings stand. */
struct block_group {
    int64_t feature;
    int64_t before; /* the scan's, from which its distance is told */
    const unsigned char *begin, *postings, *end;
};

enum { BLOCK_MALFORMED = -1, BLOCK_END, BLOCK_GROUP };

/* The next group; what its postings say is not looked at. */
int block_next(struct block_scan *scan, struct block_group *ret);
/* The next group whose feature is not below that one. */
int block_seek(struct block_scan *scan, int64_t feature,
               struct block_group *ret);
/* Add the postings of a group, the newest `limit`; false if they are malformed. */
bool group_read(const struct block_group *group, size_t limit,
                struct postings *ret);
/* How many postings, from the first on, are of its feature. */
size_t group_count(const struct posting *items, size_t count);
/* Add postings of one feature to a block, the newest 512 of them. */
void group_pack(struct strbuf *out, const struct posting *items, size_t count);

/* postings.c: one by one. */
/* The row of a feature's block, for as long as no other is found. STEP_ROW,
 * STEP_DONE, or why not. */
int block_row(struct store *store, const struct packed_table *table,
              int64_t feature, sqlite3_stmt **ret_row, struct block_scan *ret,
              struct error *err);
/* The block of a feature. STEP_ROW, STEP_DONE, or why not; what is malformed is
 * a row, too, and *ret_whole is false. */
int block_find(struct store *store, const struct packed_table *table,
               int64_t feature, struct block *ret, bool *ret_whole,
               struct error *err);
/* The same, where what is malformed is an error. */
int block_read(struct store *store, const struct packed_table *table,
               int64_t feature, struct block *ret, struct error *err);
/* postings_put.c */
/* Put postings in order. */
int blocks_put(struct store *store, const struct packed_table *table,
               const struct postings *postings, struct error *err);
/* Write postings in order as the block up to last, or as several where they are
 * many. */
int blocks_write(struct store *store, const struct packed_table *table,
                 const struct posting *items, size_t count, int64_t last,
                 struct strbuf *packed, struct error *err);
