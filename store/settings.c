/*
 * What a user says of a feed once it is subscribed: its settings, tags,
 * priority, and whether it is asked.
 */
#include <string.h>

#include "base/alloc.h"
#include "store/store_internal.h"

int store_feed_set(struct store *store, int64_t feed, const char *name,
                   const char *value, struct error *err)
{
    if (!value)
        return store_run(store, err,
                         "DELETE FROM feed_settings WHERE feed = ?1 AND "
                         "name = ?2",
                         "it", feed, name);
    return store_run(store, err,
                     "INSERT OR REPLACE INTO feed_settings (feed, name, "
                     "value) VALUES (?1, ?2, ?3)",
                     "itt", feed, name, value);
}

int store_feeds_setting(struct store *store, const char *name,
                        store_setting_fn *emit, void *context,
                        struct error *err)
{
    sqlite3_stmt *row = NULL;
    int result = store_bind(store, &row, err,
                            "SELECT feed, value FROM feed_settings WHERE name "
                            "= ?1 ORDER BY feed",
                            "t", name);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        const char *value = (const char *)sqlite3_column_text(row, 1);
        result = emit(context, sqlite3_column_int64(row, 0), value ? value : "",
                      err);
    }
    sqlite3_reset(row);
    return result;
}

int store_feed_title(struct store *store, int64_t feed, const char *title,
                     struct error *err)
{
    return store_run(store, err,
                     "UPDATE feeds SET user_title = ?2 WHERE feed = ?1", "it",
                     feed, title);
}

int store_feed_url(struct store *store, int64_t feed, const char *url,
                   int64_t now, struct error *err)
{
    int64_t other = 0;
    int result =
        store_integer(store, 0, &other, err,
                      "SELECT feed FROM feeds WHERE url = ?1", "t", url);

    if (result < 0 || other == feed)
        return result;
    if (other)
        return STORE_EXISTS;
    return store_run(store, err,
                     "UPDATE feeds SET url = ?2, etag = NULL, last_modified = "
                     "NULL, body_hash = 0, next_due = ?3 WHERE feed = ?1",
                     "iti", feed, url, now);
}

int store_feed_private(struct store *store, int64_t feed, bool allowed,
                       struct error *err)
{
    return store_run(store, err,
                     "UPDATE feeds SET allow_private = ?2 WHERE feed = ?1",
                     "ii", feed, (int64_t)allowed);
}

int store_feed_priority(struct store *store, int64_t feed, int64_t priority,
                        struct error *err)
{
    int result =
        store_run(store, err, "UPDATE feeds SET priority = ?2 WHERE feed = ?1",
                  "ii", feed, priority);

    return result < 0 ? result : store_feed_recount(store, feed, err);
}

int store_feed_tag(struct store *store, int64_t feed, const char *tag,
                   bool tagged, struct error *err)
{
    int result =
        tagged ? store_run(store, err,
                           "INSERT OR IGNORE INTO tags (feed, tag) VALUES "
                           "(?1, ?2)",
                           "it", feed, tag)
               : store_run(store, err,
                           "DELETE FROM tags WHERE feed = ?1 AND tag = ?2",
                           "it", feed, tag);

    return result < 0 ? result : store_mute_feed(store, feed, err);
}

int store_feed_pause(struct store *store, int64_t feed, enum feed_asking asking,
                     struct error *err)
{
    return store_run(store, err, "UPDATE feeds SET paused = ?2 WHERE feed = ?1",
                     "ii", feed, (int64_t)asking);
}

int store_feed_resume(struct store *store, int64_t feed, int64_t now,
                      struct error *err)
{
    return store_run(store, err,
                     "UPDATE feeds SET paused = 0, next_due = min(next_due, "
                     "?2), message = iif(status = 3, NULL, message), "
                     "failures = iif(status = 3, 0, failures), "
                     "failing_since = iif(status = 3, NULL, failing_since), "
                     "status = iif(status = 3, last_success IS NOT NULL, "
                     "status) WHERE feed = ?1",
                     "ii", feed, now);
}

int store_feed_settings(struct store *store, struct feed *feed,
                        struct arena *arena, struct error *err)
{
    sqlite3_stmt *statement;
    size_t capacity = 0;
    struct feed_setting *settings = NULL;
    size_t count = 0;
    int result = store_bind(store, &statement, err,
                            "SELECT name, value FROM feed_settings WHERE "
                            "feed = ?1 ORDER BY name",
                            "i", feed->feed);

    while (result >= 0 &&
           (result = store_step(store, statement, err)) == STEP_ROW) {
        if (count == capacity) {
            capacity = capacity ? capacity * 2 : 8;
            struct feed_setting *bigger =
                arena_calloc(arena, capacity, sizeof(*bigger));
            if (count)
                memcpy(bigger, settings, count * sizeof(*bigger));
            settings = bigger;
        }
        settings[count++] =
            (struct feed_setting){column_filled(statement, 0, arena),
                                  column_filled(statement, 1, arena)};
    }
    feed->settings = settings;
    feed->setting_count = count;
    return result;
}
