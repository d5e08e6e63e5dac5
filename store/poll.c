/*
 * What a poll writes about feeds: the attempt before, the result after.
 */
#include "store/store_internal.h"

int store_mark_attempt(struct store *store, const int64_t *feeds, size_t count,
                       int64_t now, int64_t next_due, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = store_run(store, err,
                           "UPDATE feeds SET last_attempt = ?2, next_due = "
                           "max(next_due, ?3) WHERE feed = ?1",
                           "iii", feeds[i], now, next_due);
    return result;
}

static int put_body(struct store *store, const struct feed_result *result,
                    struct error *err)
{
    const struct feed_info *info = result->info;
    bool keep = result->keep_validators;
    int64_t outlet = 0;

    if (result->outlet && *result->outlet &&
        store_outlet(store, result->outlet, &outlet, err) < 0)
        return err->code;
    return store_run(
        store, err,
        "UPDATE feeds SET title = coalesce(?2, title), "
        "site = coalesce(?3, site), outlet = coalesce(nullif(?4, 0), outlet), "
        "etag = ?5, last_modified = ?6, body_hash = ?7, ttl_seconds = ?8, "
        "update_period = ?9, skip_hours = ?10, skip_days = ?11 "
        "WHERE feed = ?1",
        "ittittiiiii", result->feed, info->title, info->link, outlet,
        keep ? result->etag : NULL, keep ? result->last_modified : NULL,
        keep ? (int64_t)result->body_hash : (int64_t)0, feed_info_ttl(info),
        info->update_period, (int64_t)info->skip_hours,
        (int64_t)info->skip_days);
}

static int move_feed(struct store *store, const struct feed_result *result,
                     struct error *err)
{
    return store_run(store, err,
                     "UPDATE OR IGNORE feeds SET url = ?2 WHERE feed = ?1",
                     "it", result->feed, result->moved_to);
}

int store_feed_result(struct store *store, const struct feed_result *result,
                      struct error *err)
{
    int done = store_run(
        store, err,
        "UPDATE feeds SET status = ?2, next_due = ?3, message = ?4, "
        "last_attempt = ?5, last_success = iif(?6, ?5, last_success), "
        "failures = iif(?6, 0, failures + 1) WHERE feed = ?1",
        "iiitii", result->feed, (int64_t)result->status, result->next_due,
        result->message, result->now, (int64_t)result->success);

    if (done == 0 && result->new_body)
        done = put_body(store, result, err);
    if (done == 0 && result->moved_to)
        done = move_feed(store, result, err);
    return done;
}
