/*
 * What a poll writes about feeds: the attempt before, the result after.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "store/store_internal.h"

static int mark_attempts(struct store *store, const int64_t *feeds,
                         size_t count, int64_t now, int64_t next_due,
                         struct error *err)
{
    int result = store_begin(store, err);

    for (size_t i = 0; i < count && result == 0; i++)
        result = store_run(store, err,
                           "UPDATE feeds SET last_attempt = ?2, next_due = "
                           "max(next_due, ?3) WHERE feed = ?1",
                           "iii", feeds[i], now, next_due);
    return store_end(store, result, err);
}

int store_lease(struct store *store, const int64_t *feeds, size_t count,
                int64_t now, int64_t next_due, struct error *err)
{
    int result = store_execute(store, "PRAGMA synchronous = NORMAL", err);

    if (result < 0)
        return result;
    result = mark_attempts(store, feeds, count, now, next_due, err);
    if (result < 0) {
        struct error unused;
        (void)store_execute(store, "PRAGMA synchronous = FULL", &unused);
        return result;
    }
    return store_execute(store, "PRAGMA synchronous = FULL", err);
}

int store_feed_release(struct store *store, int64_t feed, int64_t last_attempt,
                       int64_t next_due, struct error *err)
{
    return store_run(store, err,
                     "UPDATE feeds SET last_attempt = ?2, next_due = ?3 "
                     "WHERE feed = ?1",
                     "iai", feed, last_attempt, next_due);
}

static int feeds_of_host(struct store *store, const char *host, int64_t until,
                         struct ids *ids, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf name;
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err,
                            "SELECT feed, url FROM feeds WHERE next_due < ?1",
                            "i", until);

    strbuf_init(&name, LIMIT_URL);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        strbuf_clear(&name);
        url_host(&name, (const char *)sqlite3_column_text(row, 1));
        if (strcmp(name.data, host) == 0)
            ids_add(ids, sqlite3_column_int64(row, 0));
    }
    return result;
}

int store_host_hold(struct store *store, const char *host, int64_t until,
                    struct error *err)
{
    struct ids ids = {0};
    int result = feeds_of_host(store, host, until, &ids, err);

    for (size_t i = 0; i < ids.count && result == 0; i++)
        result = store_run(store, err,
                           "UPDATE feeds SET next_due = ?2 WHERE feed = ?1",
                           "ii", ids.items[i], until);
    xfree(ids.items);
    return result;
}

/* Whose the feed is. Its stories count outlets, so they follow. */
static int put_outlet(struct store *store, int64_t feed, const char *domain,
                      struct error *err)
{
    int64_t outlet = 0;
    int64_t before = 0;

    if (store_outlet(store, domain, &outlet, err) < 0 ||
        store_integer(store, 0, &before, err,
                      "SELECT outlet FROM feeds WHERE feed = ?1", "i",
                      feed) < 0)
        return err->code;
    if (before == outlet)
        return 0;
    int result =
        store_run(store, err, "UPDATE feeds SET outlet = ?2 WHERE feed = ?1",
                  "ii", feed, outlet);
    if (result == 0)
        result = store_feed_recount(store, feed, err);
    return result < 0 ? result : store_mute_feed(store, feed, err);
}

int store_feed_times(struct store *store, int64_t feed,
                     struct feed_times *ret_times, struct error *err)
{
    struct feed_times found = {0};
    size_t undated = 0;
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT min(coalesce(published, first_seen), first_seen) AS t, "
        "published IS NULL FROM (SELECT published, first_seen FROM entries "
        "WHERE feed = ?1 ORDER BY entry DESC LIMIT ?2) ORDER BY t DESC",
        "ii", feed, (int64_t)(sizeof(found.times) / sizeof(*found.times)));

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        found.times[found.count++] = sqlite3_column_int64(row, 0);
        undated += sqlite3_column_int(row, 1) != 0;
    }
    found.seen = undated * 2 > found.count;
    if (result >= 0)
        *ret_times = found;
    return result;
}

/* What the list of feeds says of how often its entries come. */
static int put_recent(struct store *store, int64_t feed, struct error *err)
{
    return store_run(store, err,
                     "UPDATE feeds SET " FEED_RECENT_COLUMNS
                     " = " FEED_RECENT("?1") " WHERE feed = ?1",
                     "i", feed);
}

static int put_body(struct store *store, const struct feed_result *result,
                    struct error *err)
{
    const struct feed_info *info = result->info;
    bool keep = result->keep_validators;

    if (result->outlet && *result->outlet &&
        put_outlet(store, result->feed, result->outlet, err) < 0)
        return err->code;
    return store_run(
        store, err,
        "UPDATE feeds SET title = coalesce(?2, title), "
        "site = coalesce(?3, site), etag = ?4, last_modified = ?5, "
        "body_hash = ?6, ttl_seconds = ?7, update_period = ?8, "
        "skip_hours = ?9, skip_days = ?10, listed = coalesce(?11, listed) "
        "WHERE feed = ?1",
        "ittttiiiiia", result->feed, info->title, info->link,
        keep ? result->etag : NULL, keep ? result->last_modified : NULL,
        keep ? (int64_t)result->body_hash : (int64_t)0, feed_info_ttl(info),
        info->update_period, (int64_t)info->skip_hours,
        (int64_t)info->skip_days, keep ? result->now : TIME_ABSENT);
}

static int move_feed(struct store *store, const struct feed_result *result,
                     struct error *err)
{
    return store_run(store, err,
                     "UPDATE OR IGNORE feeds SET moved_from = url, moved = ?3, "
                     "url = ?2 WHERE feed = ?1",
                     "iti", result->feed, result->moved_to, result->now);
}

int store_feed_result(struct store *store, const struct feed_result *result,
                      struct error *err)
{
    int done = store_run(
        store, err,
        "UPDATE feeds SET status = ?2, next_due = ?3, message = ?4, "
        "last_attempt = ?5, last_success = iif(?6, ?5, last_success), "
        "failures = iif(?6, 0, failures + 1), gap = ?7, newest = ?8, "
        "failing_since = iif(?6, NULL, failing_since), "
        "quiet = ?9, turnover = ?10, redirect = ?11, redirect_count = ?12, "
        "redirect_since = ?13 WHERE feed = ?1",
        "iiitiiiaiitia", result->feed, (int64_t)result->status,
        result->next_due, result->message, result->now,
        (int64_t)result->success, result->rhythm.gap, result->rhythm.newest,
        (int64_t)result->rhythm.quiet, result->rhythm.turnover,
        result->redirect, (int64_t)result->redirect_count,
        result->redirect_since);

    if (done == 0 && !result->success)
        done = store_run(store, err,
                         "UPDATE feeds SET last_failure = ?2, last_fault = ?3, "
                         "failing_since = coalesce(failing_since, ?2) WHERE "
                         "feed = ?1",
                         "iit", result->feed, result->now, result->message);
    if (done == 0 && result->new_body)
        done = put_recent(store, result->feed, err);
    if (done == 0 && result->new_body)
        done = put_body(store, result, err);
    if (done == 0 && result->moved_to)
        done = move_feed(store, result, err);
    return done;
}
