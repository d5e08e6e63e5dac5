#pragma once
#include <stdint.h>

#include "base/entry.h"
#include "base/error.h"

/*
 * Entries as they leave for another database, and what is remembered while
 * they come into this one. Part of store/store.h.
 */

struct store;

struct exported_entry {
    int64_t entry, feed, story;
    int64_t first_seen;
    int64_t nearest; /* 0: none; the entry it was matched with, … */
    double similarity;
    int64_t rule;        /* … and how (enum fold_rule) */
    struct entry fields; /* the markup is content_html, also a summary's */
};

typedef int store_exported_fn(void *context, const struct exported_entry *entry,
                              struct error *err);

/* What is read from now on is one snapshot, until store_rollback. */
int store_read_begin(struct store *store, struct error *err);
/* Call emit for all entries that are in a story, by their ids. */
int store_export(struct store *store, store_exported_fn *emit, void *context,
                 struct error *err);

enum import_kind {
    IMPORT_FEED,
    IMPORT_ENTRY,
    IMPORT_STORY,
    IMPORT_FOUNDED,
    IMPORT_TAKEN, /* the store's own: entries here that are one of the file */
};

/* Forget what was remembered; what is put from now on is held to be one
 * document. */
int store_import_begin(struct store *store, struct error *err);
/* The number that something has elsewhere, and the one it has here. */
int store_import_remember(struct store *store, enum import_kind kind,
                          int64_t there, int64_t here, struct error *err);
/* *ret_here is 0 when it is not known; a story that was merged meanwhile is
 * followed. */
int store_import_recall(struct store *store, enum import_kind kind,
                        int64_t there, int64_t *ret_here, struct error *err);
/* What a new feed's document had said. */
int store_feed_describe(struct store *store, int64_t feed, const char *title,
                        const char *site, const char *outlet,
                        struct error *err);
/* The entry of feed that this one is, as for store_entry_put, and its story; no
 * other of the file is it. 0 or STORE_NONE. */
int store_entry_known(struct store *store, int64_t feed,
                      const struct entry *entry, int64_t *ret_entry,
                      int64_t *ret_story, struct error *err);
