#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/entry.h"
#include "base/error.h"

/*
 * Entries as they leave for another database, and what is remembered while
 * they come into this one. Part of store/store.h.
 */

struct store;

/* What an entry said until `replaced`. */
struct exported_revision {
    int64_t replaced;
    const char *title;             /* "" when there is none */
    const char *summary, *content; /* NULL when there is none */
};

struct exported_entry {
    int64_t entry, feed, story;
    int64_t first_seen;
    int64_t identity; /* what it is known by there; TIME_ABSENT: not told */
    int64_t nearest;  /* 0: none; the entry it was matched with, … */
    double similarity;
    int64_t rule; /* … and how (enum fold_rule) */
    bool read, starred;
    int64_t changed;     /* TIME_ABSENT: never */
    struct entry fields; /* the markup is content_html, also a summary's */
    const struct exported_revision *revisions; /* oldest first */
    size_t revision_count;
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
    IMPORT_FOUNDED, /* stories here that are of the file alone */
    /* The store's own: */
    IMPORT_TAKEN, /* entries here that are one of the file, … */
    IMPORT_READ,  /* … and read there, not yet here */
    IMPORT_LATER, /* matched with one that the file tells later */
};

/* What the feeds of the file say of how often they bring entries. */
int store_import_recount(struct store *store, struct error *err);
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

struct known_entry {
    int64_t entry, story;
    bool same_text;
};

/* The entry of feed that this one is, by its identity, else as for
 * store_entry_put, and its story; no other of the file is it. 0 or
 * STORE_NONE. */
int store_entry_known(struct store *store, int64_t feed,
                      const struct exported_entry *from,
                      struct known_entry *ret_known, struct error *err);
/* Store one that is not known. *ret_entry is 0 when it was pruned here. */
int store_entry_take(struct store *store, int64_t feed,
                     const struct exported_entry *from, int64_t *ret_entry,
                     struct error *err);

/*
 * Read, starred, changed, and revisions, as the file says. Of a new entry,
 * before it is folded: founded, when its story is the file's alone; else it is
 * read if that story is. Of one that is known, read and starred are added to
 * what is here, but not read where the text is another; revisions where there
 * are none.
 */
int store_import_new_states(struct store *store, int64_t entry, bool founded,
                            const struct exported_entry *from,
                            struct error *err);
int store_import_known_states(struct store *store,
                              const struct known_entry *known,
                              const struct exported_entry *from,
                              struct error *err);
/* The file has ended: stories that it and this database share are read, too, if
 * all that the file has of them is; what is here alone are later copies. */
int store_import_settle(struct store *store, struct error *err);
