#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/entry.h"
#include "base/error.h"
#include "base/fold_source.h"
#include "base/story.h"
#include "store/corrections.h"
#include "store/exchange.h"
#include "store/refold.h"
#include "store/retention.h"
#include "store/search.h"
#include "store/states.h"

/*
 * Store: feeds, entries and stories in one SQLite file
 *
 * All SQL is behind this door, values are only ever bound. Every call that
 * can fail returns ERROR_STORAGE for a fault of the database, with the file
 * and SQLite's reason in the message. Strings of records that are delivered
 * to a callback are valid during the call only.
 */

struct store;

enum store_mode {
    STORE_READ,  /* must exist; a read-only directory is fine */
    STORE_WRITE, /* created, with its folders (0700; file 0600), if missing */
};

/*
 * Open path, migrating it to this program's schema (each migration in one
 * transaction). ERROR_STORAGE when it is newer than this program, is no
 * newsfold database, or cannot be opened.
 */
int store_open(const char *path, enum store_mode mode, struct store **ret_store,
               struct error *err);
/* Rolls back what was not committed. NULL is allowed. */
void store_free(struct store *store);

/* store_lock's outcome: another process polls this database. */
enum { STORE_LOCKED = 1 };

/* Take the poll lock of the database at path, without waiting: a kernel lock,
 * gone with the process. 0, STORE_LOCKED or an error. */
int store_lock(struct store *store, struct error *err);

/* 16 random bytes, made when the database was. */
int store_secret(struct store *store, unsigned char ret_secret[16],
                 struct error *err);

/* Say that transactions are small from now on, or not, as they are at first: by that
 * 2 or 64 MiB of the file's pages are kept in memory. A hundred entries come to
 * hardly any page twice, and memory that is new costs more than a page read again. */
int store_expect_small(struct store *store, bool small, struct error *err);

/* BEGIN IMMEDIATE (waits up to 30 s for another writer) … COMMIT. What was
 * committed survives a crash and a power loss. The commit puts into the
 * full-text index what was stored. */
int store_begin(struct store *store, struct error *err);
int store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);
/* Commit what has gone well, or roll back: result is that of the last step, or
 * of store_begin. Returns it, or the failure of the commit. */
int store_end(struct store *store, int result, struct error *err);

/* Truncate the write-ahead log; at the end of a poll. A reader that is in the
 * way is no error. */
int store_checkpoint(struct store *store, struct error *err);

/* Whether the file is read as one that nobody changes, since its folder
 * cannot be written and no log lies beside it. */
bool store_is_frozen(const struct store *store);

/* How many steps this program's schema has. */
int64_t store_schema_version(void);

/*
 * Copies and checks
 */

/* Copy the database to path, as one snapshot, readable by its user alone. It
 * has the name when it is whole and on the disk; then what had the name is
 * replaced, with its logs, or, without replace, it is ERROR_INPUT that there was
 * something; and always where that is the database itself, or no file. */
int store_backup(struct store *store, const char *path, bool replace,
                 struct error *err);

enum check_state {
    CHECK_FINE,
    CHECK_WRONG,  /* and can be mended */
    CHECK_MENDED, /* by this call */
    CHECK_LOST,   /* cannot be mended: a copy must be put back */
    CHECK_UNTOLD, /* what would tell cannot be read */
    CHECK_OLD,    /* right, but to be folded again */
    CHECK_HALF,   /* right, but to go on with, or to be dropped */
};

struct check {
    const char *name; /* "integrity", "forwards", … */
    const char *what; /* is wrong, of so many: "entries in no story" */
    enum check_state state;
    int64_t count;      /* of what is wrong */
    const char *detail; /* the first of them, or why not; NULL: none */
};

typedef int store_check_fn(void *context, const struct check *check,
                           struct error *err);

/*
 * Compare everything that must agree, each in its turn, and hand over how it
 * is; with repair, mend what is derived (counts, leads, forwards, indexes,
 * what belongs to nothing), all or nothing. A damaged file is no error, but
 * told in the checks. fold_version is the program's.
 */
int store_check(struct store *store, unsigned fold_version, bool repair,
                store_check_fn *emit, void *context, struct error *err);

struct store_statistics {
    int64_t feeds, entries, stories, outlets;
    int64_t bytes;         /* of the file */
    int64_t entries_a_day; /* of the last week, or since the first */
    int64_t bytes_a_day;   /* that those made */
    double duplicates;     /* share of the entries that repeat another */
};

int store_statistics(struct store *store, int64_t now,
                     struct store_statistics *ret, struct error *err);

/*
 * Feeds
 */

/* store_feed_add's outcome: it is subscribed already. */
enum { STORE_EXISTS = 1 };

/* store_feed_find's and store_story's outcome: there is none. */
enum { STORE_NONE = 2 };

enum feed_status {
    FEED_NEW, /* never polled */
    FEED_OK,
    FEED_FAILING,
    FEED_GONE, /* 410: not asked any more */
};

/* "new", "ok", "failing", "gone". */
const char *feed_status_name(enum feed_status status);

/* Whether polls ask a feed that they were not told to ask by name. */
enum feed_asking {
    FEED_ASKED,
    FEED_PAUSED, /* by the user */
    FEED_PIPED,  /* fed by ingest alone */
};

/* A user's setting of one feed; the store knows no names. */
struct feed_setting {
    const char *name;
    const char *value;
};

/* How a feed publishes. */
struct feed_rhythm {
    int64_t gap;      /* usual seconds between two publications; 0: unknown */
    int64_t newest;   /* when the last one was; TIME_ABSENT: unknown */
    int64_t turnover; /* seconds in which all entries of the document are
                         replaced; 0: unknown */
    unsigned quiet;   /* polls in a row that brought nothing new */
};

struct feed {
    int64_t feed;
    const char *url;        /* what is fetched; its query may hold a secret */
    const char *title;      /* the user's, else the document's; NULL: unknown */
    const char *user_title; /* NULL: the user gave none */
    const char *site;       /* the document's link; NULL: unknown */
    const char *outlet;     /* NULL: unknown yet */
    struct string_list tags;
    const struct feed_setting *settings; /* by name */
    size_t setting_count;
    bool allow_private;
    int64_t priority; /* higher leads; default 0 */
    enum feed_status status;
    enum feed_asking asking;
    int64_t added;
    int64_t last_attempt; /* TIME_ABSENT: never */
    int64_t last_success; /* TIME_ABSENT: never */
    int64_t next_due;
    unsigned failures;   /* in a row */
    const char *message; /* of the last failure, or a note; NULL: none */
    size_t entry_count;
    size_t copy_count;     /* of them, that joined a story that was there */
    size_t recent_count;   /* of the newest 32 entries, … */
    int64_t recent_since;  /* … when the first of them was published */
    int64_t failing_since; /* TIME_ABSENT: it does not */
    int64_t last_failure;  /* TIME_ABSENT: never */
    const char *last_fault;
    int64_t moved; /* TIME_ABSENT: never; … */
    const char *moved_from;
    /* validators of the last complete body */
    const char *etag;
    const char *last_modified;
    uint64_t body_hash; /* of the last complete body; 0: none */
    struct feed_rhythm rhythm;
    /* where permanent redirects lead, on how many polls since when */
    const char *redirect; /* NULL: nowhere */
    unsigned redirect_count;
    int64_t redirect_since;
    /* the document's hints, kept for polls that bring no body */
    int64_t ttl_seconds;
    int64_t update_period;
    uint32_t skip_hours;
    uint8_t skip_days;
};

struct feed_new {
    const char *url; /* normalised by url_subscribe */
    const char *title;
    struct string_list tags;
    bool allow_private;
    int64_t now;
};

/* Subscribe. 0, or STORE_EXISTS: tags are added and allow_private is set when
 * given, the rest is as it was. *ret_feed is its id in both cases. */
int store_feed_add(struct store *store, const struct feed_new *feed,
                   int64_t *ret_feed, struct error *err);
/* Remove a feed and its entries; stories lose them, a story without entries
 * is gone. 0 or STORE_NONE. */
int store_feed_remove(struct store *store, int64_t feed, struct error *err);
/* The feed that name means: an id, a url, or the part of exactly one url.
 * 0, STORE_NONE, or ERROR_INPUT when several fit. */
int store_feed_find(struct store *store, const char *name, int64_t *ret_feed,
                    struct error *err);

/* The feed of exactly this url: 0 or STORE_NONE. */
int store_feed_at(struct store *store, const char *url, int64_t *ret_feed,
                  struct error *err);

/* When the feed's newest entries were published, newest first, and not later
 * than we saw them. */
struct feed_times {
    int64_t times[32];
    size_t count;
    bool seen; /* most give no date: when we saw them */
};

int store_feed_times(struct store *store, int64_t feed,
                     struct feed_times *ret_times, struct error *err);

typedef int store_feed_fn(void *context, const struct feed *feed,
                          struct error *err);

struct feed_filter {
    int64_t feed;       /* 0: any */
    const char *tag;    /* NULL: any */
    const char *outlet; /* NULL: any; not with due_by */
    int64_t due_by; /* TIME_ABSENT: any; else next_due ≤ it, or asked later
                        than it (a clock was set back), none that is gone,
                        paused or piped */
};

/* Call emit for the feeds that fit, in order of id; with due_by in that of
 * next_due, and as for store_feed_asked, without settings. */
int store_feeds(struct store *store, const struct feed_filter *filter,
                store_feed_fn *emit, void *context, struct error *err);

/* Call emit for every feed that has a setting of this name. */
typedef int store_setting_fn(void *context, int64_t feed, const char *value,
                             struct error *err);
int store_feeds_setting(struct store *store, const char *name,
                        store_setting_fn *emit, void *context,
                        struct error *err);

/*
 * What a user says of a feed. Inside store_begin/store_commit:
 */

/* value NULL: the setting is as if never made. */
int store_feed_set(struct store *store, int64_t feed, const char *name,
                   const char *value, struct error *err);
/* NULL: the document's title counts again. */
int store_feed_title(struct store *store, int64_t feed, const char *title,
                     struct error *err);
/* Another url (by url_subscribe), asked at once. 0, or STORE_EXISTS when
 * another feed has it. */
int store_feed_url(struct store *store, int64_t feed, const char *url,
                   int64_t now, struct error *err);
int store_feed_private(struct store *store, int64_t feed, bool allowed,
                       struct error *err);
int store_feed_priority(struct store *store, int64_t feed, int64_t priority,
                        struct error *err);
/* Add the tag, or take it away. */
int store_feed_tag(struct store *store, int64_t feed, const char *tag,
                   bool tagged, struct error *err);
int store_feed_pause(struct store *store, int64_t feed, enum feed_asking asking,
                     struct error *err);
/* Ask it again, now: it was paused, piped or gone. */
int store_feed_resume(struct store *store, int64_t feed, int64_t now,
                      struct error *err);

/*
 * A poll
 */

/* Outside of a transaction: the lease. Mark that the feeds are being asked, and
 * put off their next_due, so that one that kills the program cannot starve the
 * others. It outlives the program at once; a power loss only from the next
 * commit on, since waiting for the disk here would hold up the transfers. */
int store_lease(struct store *store, const int64_t *feeds, size_t count,
                int64_t now, int64_t next_due, struct error *err);

/* The rest is called inside store_begin/store_commit. A feed was not asked after
 * all: what the lease changed is set back, or, of
 * next_due, to what it is to be. */
int store_feed_release(struct store *store, int64_t feed, int64_t last_attempt,
                       int64_t next_due, struct error *err);

/* No feed of the host (lower case, no port) is due before `until`. */
int store_host_hold(struct store *store, const char *host, int64_t until,
                    struct error *err);

enum entry_change {
    ENTRY_NEW,
    ENTRY_UPDATED, /* title or text changed; if in words, the earlier one is a
                      revision, and the story is marked as updated */
    ENTRY_UNCHANGED,
    ENTRY_PRUNED, /* once, and still listed: nothing is stored, there is no id */
};

/*
 * Store an entry of feed, identified by its id, else its canonical link, else
 * a hash of title and text; where its id is unknown, by link and text, too.
 * What is put for one feed in one transaction is held to be one document:
 * two of it that differ are two. *ret_entry is its id. A new entry is in no story
 * until store_fold_apply: fold it in the same transaction. first_seen is now.
 */
int store_entry_put(struct store *store, int64_t feed,
                    const struct entry *entry, int64_t now, int64_t *ret_entry,
                    enum entry_change *ret_change, struct error *err);

/* Call emit for a feed that is to be asked: its tags, which only a
 * listing needs, are left out. No row, no call. */
int store_feed_asked(struct store *store, int64_t feed, store_feed_fn *emit,
                     void *context, struct error *err);

/* What a poll learned about a feed; NULL strings leave the stored value. */
struct feed_result {
    int64_t feed;
    enum feed_status status;
    int64_t now;
    int64_t next_due;
    bool success;         /* a body that was parsed, or not modified */
    const char *message;  /* of a failure, or a note; NULL clears it */
    const char *moved_to; /* new url, or NULL; ignored when another feed has
                              it */
    struct feed_rhythm rhythm;
    const char *redirect; /* stored as they are */
    unsigned redirect_count;
    int64_t redirect_since;
    bool new_body;        /* the rest is set */
    bool keep_validators; /* the body was complete: store these, even NULL;
                              otherwise they are cleared */
    const char *etag;
    const char *last_modified;
    uint64_t body_hash;
    const struct feed_info *info;
    const char *outlet; /* of the feed's site */
};

int store_feed_result(struct store *store, const struct feed_result *result,
                      struct error *err);

/*
 * Folding. The source answers over this connection, so it sees what the open
 * transaction has stored; it lives as long as the store. An index of another
 * version of folding answers as an empty one (store/refold.h).
 */
const struct fold_source *store_fold_source(struct store *store,
                                            unsigned version);
/* The documents of entries (ascending), for fold_batch; as source->documents.
 */
int store_fold_documents(struct store *store, const int64_t *entries,
                         size_t count, struct arena *arena,
                         struct fold_document *ret, struct error *err);
/* Write a batch's result: assignments, merges, postings, counts, leads; into
 * an index that is of this version from then on. */
int store_fold_apply(struct store *store, const struct fold_result *result,
                     unsigned version, struct error *err);
/* Inside of a transaction: move the postings that wait to the others, so that the
 * small batches to come do not read them each time; after a bulk. */
int store_fold_tidy(struct store *store, struct error *err);
/* Drop postings of entries first seen before `before`, and stale counts: those
 * do not count at once, and are removed once a day. */
int store_fold_expire(struct store *store, int64_t before, struct error *err);
/* The same, and remove them now, so that the entries can be pruned. */
int store_fold_forget(struct store *store, int64_t before, struct error *err);

/*
 * Reading stories
 */

struct story_filter {
    struct scope scope;
    int64_t first_since; /* first_seen ≥ it; TIME_ABSENT: any */
    size_t min_outlets;  /* 0: any */
    size_t limit;        /* 0: all */
    bool entries;        /* fill in story.entries */
};

typedef int store_story_fn(void *context, const struct story *story,
                           struct error *err);

/* Stories, newest (first_seen, then id) first. */
int store_stories(struct store *store, const struct story_filter *filter,
                  store_story_fn *emit, void *context, struct error *err);
/* One story with its entries; id may be a story's, a merged one's or an
 * entry's. 0 or STORE_NONE. */
int store_story(struct store *store, int64_t id, store_story_fn *emit,
                void *context, struct error *err);

/* What an entry said until its words changed. */
struct revision {
    int64_t replaced; /* when */
    const char *title;
    const char *text; /* as story_entry.text */
};

typedef int store_revision_fn(void *context, const struct revision *revision,
                              struct error *err);

/* Newest first; at most ten are kept, of 256 KiB. */
int store_revisions(struct store *store, int64_t entry, store_revision_fn *emit,
                    void *context, struct error *err);

/*
 * Digests. A digest remembers, by name, which entries it has seen, so each
 * story is told once. Begun by reading, ended by store_digest_mark once the
 * digest was handed over.
 */

/* Stories founded after the digest's mark (the first time: first_seen ≥
 * filter->first_since), oldest first, with entries if filter->entries.
 * *ret_mark is what to mark. */
int store_digest_stories(struct store *store, const char *name,
                         const struct story_filter *filter,
                         store_story_fn *emit, void *context, int64_t *ret_mark,
                         struct error *err);
int store_digest_mark(struct store *store, const char *name, int64_t mark,
                      int64_t now, struct error *err);
