#pragma once
#include <jansson.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "store/store.h"

/*
 * Lines of export --entries, read. Each is hostile: ERROR_INPUT says what is
 * wrong with it. Numbers are the file's. Texts are borrowed from the line.
 */

struct exchange_feed {
    int64_t feed;
    struct strbuf url;            /* without credentials, and those */
    struct strbuf user, password; /* where has_credentials */
    bool has_credentials;
    const json_t *tags;
    const char *user_title, *title, *site, *outlet; /* NULL: not known */
    int64_t priority;
};

void exchange_feed_release(struct exchange_feed *feed);

/* Without allow_local, files of this machine are no feeds. feed must be
 * released even when this fails. */
int exchange_feed_read(const json_t *line, bool allow_local,
                       struct exchange_feed *ret_feed, struct error *err);
/* Nothing of it is later than now. Lists are made in arena. */
int exchange_entry_read(const json_t *line, int64_t now, struct arena *arena,
                        struct exported_entry *ret_entry, struct error *err);
/* Entries are in the order of the file. */
int exchange_correction_read(const json_t *line, struct arena *arena,
                             struct correction *ret_correction,
                             struct error *err);
