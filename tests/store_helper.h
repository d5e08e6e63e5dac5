#pragma once
#include "store/store.h"

/* A database in a folder of its own, for tests of the store. */
struct place {
    char folder[64];
    char path[128];
};

/* cmocka's: *state becomes a struct place; all of it is removed again. */
int place_setup(void **state);
int place_teardown(void **state);
/* Open it, or fail the test. */
struct store *opened(const struct place *place, enum store_mode mode);
/* Make it anew from tests/data/schema. */
void make_released(const struct place *place, int schema);
/* Run SQL on the file itself. */
void execute(const struct place *place, const char *sql);
/* The one number that a query of the file gives; of the file at path. */
int64_t number(const struct place *place, const char *sql);
int64_t number_at(const char *path, const char *sql);

/* Fail unless the full-text index is kept as store_internal.h says. */
void expect_search_settings(const struct place *place);

/* Call each for the postings of the file's index, by a reader of its own. */
void each_posting(const struct place *place,
                  void (*each)(void *context, int64_t feature, int64_t entry,
                               int64_t story),
                  void *context);
/* How many it has of an entry; of all for 0. */
size_t count_postings(const struct place *place, int64_t entry);
/* The index's, as a run that waits, too. */
void copy_to_run(const struct place *place);
/* Take an entry's out. */
void drop_postings(const struct place *place, int64_t entry);

/* The end of a poll of a feed, after its entries were put. */
void fetched(struct store *store, int64_t feed, int64_t now);
/* Subscribe to a feed that was fetched once at that time, as that outlet's. */
int64_t add_fetched(struct store *store, const char *url, const char *outlet,
                    int64_t now);

/* A call must succeed. */
#define OK(call)                                    \
    do {                                            \
        struct error err;                           \
        if ((call) < 0)                             \
            fail_msg("%s: %s", #call, err.message); \
    } while (0)
