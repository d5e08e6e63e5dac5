/*
 * Feeds: subscribing, finding, listing, removing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/postings.h"
#include "store/store_internal.h"

const char *feed_status_name(enum feed_status status)
{
    static const char *const names[] = {"new", "ok", "failing", "gone"};

    return status <= FEED_GONE ? names[status] : "new";
}

int store_outlet(struct store *store, const char *domain, int64_t *ret_outlet,
                 struct error *err)
{
    int result = store_integer(store, 0, ret_outlet, err,
                               "SELECT outlet FROM outlets WHERE domain = ?1",
                               "t", domain);

    if (result < 0 || *ret_outlet)
        return result;
    result = store_run(store, err, "INSERT INTO outlets (domain) VALUES (?1)",
                       "t", domain);
    *ret_outlet = sqlite3_last_insert_rowid(store->db);
    return result;
}

static int add_tags(struct store *store, int64_t feed,
                    const struct string_list *tags, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < tags->count && result == 0; i++)
        result = store_run(store, err,
                           "INSERT OR IGNORE INTO tags (feed, tag) "
                           "VALUES (?1, ?2)",
                           "it", feed, tags->items[i]);
    return result;
}

int store_feed_add(struct store *store, const struct feed_new *feed,
                   int64_t *ret_feed, struct error *err)
{
    int64_t id;
    int result =
        store_integer(store, 0, &id, err,
                      "SELECT feed FROM feeds WHERE url = ?1", "t", feed->url);
    bool exists = id != 0;

    if (result < 0)
        return result;
    if (exists && feed->allow_private)
        result = store_run(store, err,
                           "UPDATE feeds SET allow_private = 1 WHERE feed = ?1",
                           "i", id);
    if (!exists) {
        result = store_run(store, err,
                           "INSERT INTO feeds (url, user_title, allow_private, "
                           "added, next_due) VALUES (?1, ?2, ?3, ?4, ?4)",
                           "ttii", feed->url, feed->title,
                           (int64_t)feed->allow_private, feed->now);
        id = sqlite3_last_insert_rowid(store->db);
    }
    if (result == 0)
        result = add_tags(store, id, &feed->tags, err);
    if (result == 0 && feed->tags.count)
        result = store_mute_feed(store, id, err);
    if (result < 0)
        return result;
    *ret_feed = id;
    return exists ? STORE_EXISTS : 0;
}

/* The stories that lose entries, so that they can be counted again. */
static int stories_of_feed(struct store *store, int64_t feed, int64_t **ret,
                           size_t *ret_count, struct error *err)
{
    sqlite3_stmt *statement;
    size_t capacity = 0;
    int64_t *stories = NULL;
    size_t count = 0;
    int result = store_bind(store, &statement, err,
                            "SELECT DISTINCT story FROM entries WHERE "
                            "feed = ?1 AND story IS NOT NULL",
                            "i", feed);

    while (result >= 0 &&
           (result = store_step(store, statement, err)) == STEP_ROW) {
        if (count == capacity)
            stories = array_grow(stories, count, &capacity, sizeof(*stories));
        stories[count++] = sqlite3_column_int64(statement, 0);
    }
    if (result < 0) {
        xfree(stories);
        return result;
    }
    *ret = stories;
    *ret_count = count;
    return 0;
}

int store_feed_remove(struct store *store, int64_t feed, struct error *err)
{
    int64_t *stories = NULL;
    size_t count = 0;
    int result = stories_of_feed(store, feed, &stories, &count, err);

    /* Their postings go first: nothing else knows whose they were. */
    if (result == 0)
        result = store_postings_drop(
            store, "SELECT entry FROM entries WHERE feed = ?1", feed, err);
    if (result == 0)
        result = store_index_leave_feed(store, feed, err);
    if (result == 0)
        result = store_run(store, err, "DELETE FROM feeds WHERE feed = ?1", "i",
                           feed);
    bool none = sqlite3_changes(store->db) == 0;
    for (size_t i = 0; i < count && result == 0; i++)
        result = store_story_refresh(store, stories[i], err);
    xfree(stories);
    if (result == 0)
        result = store_corrections_settle(store, err);
    if (result < 0)
        return result;
    return none ? STORE_NONE : 0;
}

static int find_by_part(struct store *store, const char *part,
                        int64_t *ret_feed, struct error *err)
{
    int64_t count, feed;

    if (store_integer(store, 0, &count, err,
                      "SELECT count(*) FROM feeds WHERE instr(url, ?1)", "t",
                      part) < 0 ||
        store_integer(store, 0, &feed, err,
                      "SELECT min(feed) FROM feeds WHERE instr(url, ?1)", "t",
                      part) < 0)
        return err->code;
    if (count == 0)
        return STORE_NONE;
    if (count > 1)
        return error_set(err, ERROR_INPUT,
                         "'%s' fits %lld feeds; give an id or more of the url",
                         part, (long long)count);
    *ret_feed = feed;
    return 0;
}

int store_feed_at(struct store *store, const char *url, int64_t *ret_feed,
                  struct error *err)
{
    int64_t feed = 0;
    int result =
        store_integer(store, 0, &feed, err,
                      "SELECT feed FROM feeds WHERE url = ?1", "t", url);

    if (result == 0 && !feed)
        return STORE_NONE;
    if (result == 0)
        *ret_feed = feed;
    return result;
}

int store_feed_find(struct store *store, const char *name, int64_t *ret_feed,
                    struct error *err)
{
    char *end;
    long long number = strtoll(name, &end, 10);
    int64_t feed = 0;
    int result = store_feed_at(store, name, &feed, err);

    if (result == STORE_NONE && *name && !*end)
        result = store_integer(store, 0, &feed, err,
                               "SELECT feed FROM feeds WHERE feed = ?1", "i",
                               (int64_t)number);
    if (result < 0)
        return result;
    if (!feed)
        return *name ? find_by_part(store, name, ret_feed, err) : STORE_NONE;
    *ret_feed = feed;
    return 0;
}

static int read_tags(struct store *store, struct feed *feed,
                     struct arena *arena, struct error *err)
{
    sqlite3_stmt *statement;
    size_t capacity = 0;
    int result = store_bind(store, &statement, err,
                            "SELECT tag FROM tags WHERE feed = ?1 ORDER BY tag",
                            "i", feed->feed);

    while (result >= 0 &&
           (result = store_step(store, statement, err)) == STEP_ROW) {
        if (feed->tags.count == capacity) {
            capacity = capacity ? capacity * 2 : 8;
            const char **items = arena_calloc(arena, capacity, sizeof(*items));
            if (feed->tags.count)
                memcpy(items, feed->tags.items,
                       feed->tags.count * sizeof(*items));
            feed->tags.items = items;
        }
        feed->tags.items[feed->tags.count++] =
            column_filled(statement, 0, arena);
    }
    return result;
}

static void read_feed(sqlite3_stmt *row, struct arena *arena, struct feed *ret)
{
    *ret = (struct feed){
        .feed = sqlite3_column_int64(row, 0),
        .url = column_filled(row, 1, arena),
        .title = column_text(row, 2, arena),
        .site = column_text(row, 3, arena),
        .outlet = column_text(row, 4, arena),
        .allow_private = sqlite3_column_int(row, 5) != 0,
        .priority = sqlite3_column_int64(row, 6),
        .status = (enum feed_status)sqlite3_column_int(row, 7),
        .added = sqlite3_column_int64(row, 8),
        .last_attempt = column_time(row, 9),
        .last_success = column_time(row, 10),
        .next_due = sqlite3_column_int64(row, 11),
        .failures = (unsigned)sqlite3_column_int(row, 12),
        .message = column_text(row, 13, arena),
        .etag = column_text(row, 14, arena),
        .last_modified = column_text(row, 15, arena),
        .body_hash = (uint64_t)sqlite3_column_int64(row, 16),
        .ttl_seconds = sqlite3_column_int64(row, 17),
        .update_period = sqlite3_column_int64(row, 18),
        .skip_hours = (uint32_t)sqlite3_column_int64(row, 19),
        .skip_days = (uint8_t)sqlite3_column_int(row, 20),
        .asking = (enum feed_asking)sqlite3_column_int(row, 21),
        .rhythm = {.gap = sqlite3_column_int64(row, 22),
                   .newest = column_time(row, 23),
                   .quiet = (unsigned)sqlite3_column_int(row, 24),
                   .turnover = sqlite3_column_int64(row, 25)},
        .redirect = column_text(row, 26, arena),
        .redirect_count = (unsigned)sqlite3_column_int(row, 27),
        .redirect_since = column_time(row, 28),
        .user_title = column_text(row, 29, arena),
        .entry_count = (size_t)sqlite3_column_int64(row, 30),
        .copy_count = (size_t)sqlite3_column_int64(row, 31),
        .recent_count = (size_t)sqlite3_column_int64(row, 32),
        .recent_since = column_time(row, 33),
        .failing_since = column_time(row, 34),
        .last_failure = column_time(row, 35),
        .last_fault = column_text(row, 36, arena),
        .moved = column_time(row, 37),
        .moved_from = column_text(row, 38, arena),
    };
}

#define FEED_COLUMNS                                                       \
    "SELECT f.feed, url, coalesce(user_title, title), site, domain, "      \
    "allow_private, priority, status, added, last_attempt, last_success, " \
    "next_due, failures, message, etag, last_modified, body_hash, "        \
    "ttl_seconds, update_period, skip_hours, skip_days, paused, gap, "     \
    "newest, quiet, turnover, redirect, redirect_count, redirect_since, "  \
    "user_title, entry_count, copy_count, recent_count, recent_since, "    \
    "failing_since, last_failure, last_fault, moved, moved_from "          \
    "FROM feeds f LEFT JOIN outlets USING (outlet) "

int store_feed_asked(struct store *store, int64_t feed, store_feed_fn *emit,
                     void *context, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    struct feed found;
    int result = store_bind(store, &row, err, FEED_COLUMNS "WHERE f.feed = ?1",
                            "i", feed);

    if (result >= 0)
        result = store_step(store, row, err);
    if (result != STEP_ROW)
        return result;
    read_feed(row, &arena, &found);
    sqlite3_reset(row);
    result = store_feed_settings(store, &found, &arena, err);
    return result < 0 ? result : emit(context, &found, err);
}

int store_feeds(struct store *store, const struct feed_filter *filter,
                store_feed_fn *emit, void *context, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *statement;
    struct feed feed;
    int result;
    static const char all[] = FEED_COLUMNS
        "WHERE (?1 = 0 OR f.feed = ?1) AND (?2 IS NULL OR EXISTS "
        "(SELECT 1 FROM tags t WHERE t.feed = f.feed AND tag = ?2)) AND "
        "(?3 IS NULL OR domain = ?3) ORDER BY f.feed";
    static const char due[] = FEED_COLUMNS
        "WHERE (?1 = 0 OR f.feed = ?1) AND (?2 IS NULL OR EXISTS "
        "(SELECT 1 FROM tags t WHERE t.feed = f.feed AND tag = ?2)) "
        "AND (next_due <= ?3 OR last_attempt > ?3) AND status <> 3 AND "
        "paused = 0 "
        "ORDER BY next_due, f.feed";

    if (filter->due_by == TIME_ABSENT)
        result = store_prepare(store, &statement, err, all, "itt", filter->feed,
                               filter->tag, filter->outlet);
    else
        result = store_prepare(store, &statement, err, due, "iti", filter->feed,
                               filter->tag, filter->due_by);
    if (result < 0)
        return result;
    while ((result = store_step(store, statement, err)) == STEP_ROW) {
        arena_clear(&arena);
        read_feed(statement, &arena, &feed);
        if (filter->due_by == TIME_ABSENT)
            result = read_tags(store, &feed, &arena, err);
        if (result >= 0 && filter->due_by == TIME_ABSENT)
            result = store_feed_settings(store, &feed, &arena, err);
        if (result >= 0)
            result = emit(context, &feed, err);
        if (result < 0)
            break;
    }
    sqlite3_finalize(statement);
    return result;
}
