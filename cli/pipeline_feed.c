/*
 * What became of one feed, and how it is stored.
 *
 * A feed succeeds when its body was parsed, was the one of last time, or was
 * not modified. Validators are kept of complete documents only, so that a cut
 * one is asked for again. A failure is told in one line, and remembered for
 * the list of feeds.
 */
#include "cli/pipeline_feed.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/record.h"
#include "cli/settings.h"

static const char *copy(struct polled *polled, const char *text)
{
    return arena_strdup(&polled->arena, text);
}

struct polled *polled_new(const struct feed *feed, size_t place)
{
    struct polled *polled = xcalloc(1, sizeof(*polled));

    polled->place = place;
    polled->feed = *feed;
    polled->feed.tags = (struct string_list){0};
    polled->feed.settings = NULL;
    polled->feed.setting_count = 0;
    polled->interval = feed_setting_amount(feed, "interval");
    polled->feed.url = copy(polled, feed->url);
    polled->feed.title = copy(polled, feed->title);
    polled->feed.site = copy(polled, feed->site);
    polled->feed.outlet = copy(polled, feed->outlet);
    polled->feed.message = copy(polled, feed->message);
    polled->feed.etag = copy(polled, feed->etag);
    polled->feed.last_modified = copy(polled, feed->last_modified);
    polled->feed.redirect = copy(polled, feed->redirect);
    polled->redirect = (struct redirect){
        polled->feed.redirect, feed->redirect_count, feed->redirect_since};
    strbuf_init(&polled->answer.entries, LIMIT_RECORD);
    strbuf_init(&polled->answer.info, FRAME_CEILING);
    return polled;
}

void polled_free(struct polled *polled)
{
    if (!polled)
        return;
    strbuf_release(&polled->answer.entries);
    strbuf_release(&polled->answer.info);
    arena_release(&polled->arena);
    xfree(polled);
}

/* FNV-1a: tells the same body from another, nothing more. */
static uint64_t hash_body(const char *body, size_t len)
{
    uint64_t hash = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)body[i]) * 0x100000001b3ULL;
    return hash ? hash : 1;
}

static bool equal(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

bool polled_response(struct polled *polled,
                     const struct fetch_response *response)
{
    const struct feed *feed = &polled->feed;

    polled->outcome = response->outcome;
    polled->base_url = copy(polled, response->base_url);
    polled->content_type = copy(polled, response->content_type);
    polled->permanent_url = copy(polled, response->permanent_url);
    polled->etag = copy(polled, response->etag);
    polled->last_modified = copy(polled, response->last_modified);
    polled->message = copy(polled, response->message);
    polled->fresh_seconds = response->fresh_seconds;
    polled->retry_after = response->retry_after;
    polled->status = response->status;
    polled->delta = response->delta;
    if (response->outcome != FETCH_BODY)
        return false;
    /* A part of a body tells nothing of the whole. */
    polled->body_hash =
        polled->delta ? 0 : hash_body(response->body, response->len);
    /* New validators must be stored even of the same body. */
    polled->same_body = polled->body_hash &&
                        polled->body_hash == feed->body_hash &&
                        equal(polled->etag, feed->etag) &&
                        equal(polled->last_modified, feed->last_modified);
    return !polled->same_body;
}

void polled_fail(struct polled *polled, const char *why)
{
    polled->outcome = FETCH_FAILED;
    polled->message = copy(polled, why);
    polled->base_url = polled->feed.url;
    polled->fresh_seconds = polled->retry_after = -1;
}

void polled_drop(struct polled *polled)
{
    polled->outcome = FETCH_POSTPONED;
    polled->retry_after = 0;
}

void polled_answer(struct polled *polled, struct pool_answer *answer)
{
    polled->parsed = !answer->failed;
    if (answer->failed) {
        polled->message = copy(polled, answer->error.message);
        return;
    }
    struct pool_answer empty = polled->answer;
    polled->answer = *answer;
    answer->entries = empty.entries;
    answer->info = empty.info;
}

static void remember(struct unfolded *unfolded, int64_t entry)
{
    if (unfolded->count == unfolded->capacity)
        unfolded->entries =
            array_grow(unfolded->entries, unfolded->count, &unfolded->capacity,
                       sizeof(*unfolded->entries));
    unfolded->entries[unfolded->count++] = entry;
}

static int store_entries(struct polled *polled, struct cli *cli,
                         struct store *store, struct poll_summary *summary,
                         struct unfolded *unfolded, struct error *err)
{
    const struct strbuf *bytes = &polled->answer.entries;
    CLEANUP(arena_release) struct arena arena = {0};
    struct record_reader reader = {bytes->data, bytes->data + bytes->len,
                                   &arena};

    while (reader.at < reader.end) {
        enum entry_change change;
        struct entry entry;
        int64_t id;
        arena_clear(&arena);
        if (record_get_entry(&reader, &entry, err) < 0 ||
            store_entry_put(store, polled->feed.feed, &entry, cli->now, &id,
                            &change, err) < 0)
            return err->code;
        summary->entries += change == ENTRY_NEW;
        polled->found_new += change == ENTRY_NEW;
        summary->updated += change == ENTRY_UPDATED;
        if (change == ENTRY_NEW || change == ENTRY_UPDATED)
            remember(unfolded, id);
    }
    return 0;
}

/* Whose feed it is: its site's, else that of the url it is fetched from. */
static const char *outlet_of(struct polled *polled,
                             const struct feed_info *info)
{
    CLEANUP(strbuf_release) struct strbuf outlet;

    strbuf_init(&outlet, LIMIT_URL);
    if (info->link)
        url_outlet(&outlet, info->link);
    if (!outlet.len)
        url_outlet(&outlet, polled->feed.url);
    return outlet.len ? copy(polled, outlet.data) : "local";
}

/* What this poll says of the feed's rhythm. */
static int learn_rhythm(struct polled *polled, const struct cli *cli,
                        struct store *store, const struct feed_info *info,
                        struct error *err)
{
    struct feed *feed = &polled->feed;
    struct feed_rhythm *rhythm = &feed->rhythm;

    if (!polled->found_new) {
        rhythm->quiet++;
        return 0;
    }
    struct feed_times times = {0};
    int result = store_feed_times(store, feed->feed, &times, err);
    bool whole = feed->last_success != TIME_ABSENT && !polled->delta;
    rhythm->quiet = 0;
    rhythm->turnover =
        schedule_turnover(whole ? cli->now - feed->last_success : 0,
                          polled->found_new, info->entry_count);
    rhythm->gap = schedule_gap(times.times, times.count, times.seen);
    rhythm->newest = times.count ? times.times[0] : TIME_ABSENT;
    return result;
}

static int64_t next_due(const struct polled *polled, const struct cli *cli,
                        const struct feed_info *info, bool success)
{
    const struct feed *feed = &polled->feed;
    struct schedule_limits limits = {cli->config.min_interval,
                                     cli->config.max_interval};

    if (polled->interval) /* the user's word, at all hours */
        limits.floor = limits.ceiling = polled->interval;
    struct schedule_history history = {
        .feed = feed->feed,
        .now = cli->now,
        .fresh_seconds = polled->fresh_seconds,
        .retry_after = polled->retry_after,
        .ttl_seconds = info ? feed_info_ttl(info) : feed->ttl_seconds,
        .update_period = info ? info->update_period : feed->update_period,
        .skip_hours = polled->interval ? 0
                      : info           ? info->skip_hours
                                       : feed->skip_hours,
        .skip_days = polled->interval ? 0
                     : info           ? info->skip_days
                                      : feed->skip_days,
        .gap = feed->rhythm.gap,
        .silence = feed->rhythm.newest == TIME_ABSENT
                       ? 0
                       : cli->now - feed->rhythm.newest,
        .turnover = feed->rhythm.turnover,
        .quiet = feed->rhythm.quiet,
        .failures = success ? 0 : feed->failures + 1,
    };

    return schedule_next(&history, &limits);
}

static bool has_user(const char *url)
{
    CLEANUP(strbuf_release) struct strbuf unused;

    strbuf_init(&unused, LIMIT_URL);
    return url_take_credentials(&unused, url, NULL, NULL);
}

/* A url with a user name in it is the user's own: it stays. So does one that
 * leads to where another feed is. */
static int learn_redirect(struct polled *polled, const struct cli *cli,
                          struct store *store, struct error *err)
{
    const char *target = polled->permanent_url;

    polled->moved = redirect_seen(&polled->redirect, target, cli->now) &&
                    !has_user(polled->feed.url);
    if (!polled->moved)
        return 0;
    int result = store_feed_at(store, target, &polled->twin, err);
    polled->moved = result == STORE_NONE;
    if (polled->moved)
        polled->redirect = (struct redirect){0};
    return result < 0 ? result : 0;
}

static const char *shown(const char *url, struct strbuf *out)
{
    strbuf_clear(out);
    url_redact(out, url);
    return out->data;
}

/* A note on the feed, when it moved or lost something; NULL for none. */
static const char *note_of(struct polled *polled, const struct feed_info *info)
{
    CLEANUP(strbuf_release) struct strbuf note;
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&note, LIMIT_URL);
    strbuf_init(&url, LIMIT_URL);
    if (polled->moved)
        strbuf_addf(&note, "moved here from %s", shown(polled->feed.url, &url));
    else if (polled->twin)
        strbuf_addf(&note,
                    "moved to where feed %lld is already: one of the two can "
                    "be removed",
                    (long long)polled->twin);
    else if (polled->permanent_url)
        strbuf_addf(&note, "moving to %s", shown(polled->permanent_url, &url));
    if (info && info->dropped_count)
        strbuf_addf(&note, "%sof %zu entries the newest %zu were kept",
                    note.len ? "; " : "",
                    info->entry_count + info->dropped_count, info->entry_count);
    return note.len ? copy(polled, note.data) : NULL;
}

static void say_failure(const struct polled *polled, const struct cli *cli)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, LIMIT_URL);
    if (cli->verbosity >= 0)
        cli_error("%s: %s", shown(polled->feed.url, &url), polled->message);
}

/* The document itself: its entries, and what it says of itself. */
static int store_body(struct polled *polled, struct cli *cli,
                      struct store *store, struct poll_summary *summary,
                      struct unfolded *unfolded, struct error *err)
{
    const struct strbuf *bytes = &polled->answer.info;
    CLEANUP(arena_release) struct arena arena = {0};
    struct record_reader reader = {bytes->data, bytes->data + bytes->len,
                                   &arena};
    struct feed_info info;

    if (record_get_info(&reader, &info, err) < 0 ||
        store_entries(polled, cli, store, summary, unfolded, err) < 0 ||
        learn_rhythm(polled, cli, store, &info, err) < 0 ||
        learn_redirect(polled, cli, store, err) < 0)
        return err->code;
    struct feed_result result = {
        .feed = polled->feed.feed,
        .status = FEED_OK,
        .now = cli->now,
        .next_due = next_due(polled, cli, &info, true),
        .success = true,
        .message = note_of(polled, &info),
        .moved_to = polled->moved ? polled->permanent_url : NULL,
        .rhythm = polled->feed.rhythm,
        .redirect = polled->redirect.target,
        .redirect_count = polled->redirect.count,
        .redirect_since = polled->redirect.since,
        .new_body = true,
        .keep_validators = info.complete,
        .etag = polled->etag,
        .last_modified = polled->last_modified,
        .body_hash = polled->body_hash,
        .info = &info,
        .outlet = outlet_of(polled, &info),
    };
    summary->bodies++;
    return store_feed_result(store, &result, err);
}

/* It was not asked: nothing is known but when it may be. */
static int store_postponed(struct polled *polled, struct cli *cli,
                           struct store *store, struct poll_summary *summary,
                           struct error *err)
{
    const struct feed *feed = &polled->feed;
    int64_t due = polled->retry_after > 0 ? schedule_retry(feed->feed, cli->now,
                                                           polled->retry_after)
                                          : feed->next_due;

    summary->feeds--;
    summary->postponed++;
    return store_feed_release(store, feed->feed, feed->last_attempt, due, err);
}

/* A host that wants to be left alone has other feeds, too. */
static int hold_host(struct polled *polled, int64_t until, struct store *store,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf host;

    strbuf_init(&host, LIMIT_URL);
    if ((polled->status != 429 && polled->status != 503) ||
        polled->retry_after <= 0)
        return 0;
    url_host(&host, polled->base_url);
    return host.len ? store_host_hold(store, host.data, until, err) : 0;
}

static int store_outcome(struct polled *polled, struct cli *cli,
                         struct store *store, struct poll_summary *summary,
                         struct error *err)
{
    bool success = polled->same_body || polled->outcome == FETCH_NOT_MODIFIED;

    if (success) {
        polled->feed.rhythm.quiet++;
        if (learn_redirect(polled, cli, store, err) < 0)
            return err->code;
    }
    struct feed_result result = {
        .feed = polled->feed.feed,
        .status = success                         ? FEED_OK
                  : polled->outcome == FETCH_GONE ? FEED_GONE
                                                  : FEED_FAILING,
        .now = cli->now,
        .next_due = next_due(polled, cli, NULL, success),
        .success = success,
        .message = success ? note_of(polled, NULL) : polled->message,
        .moved_to = polled->moved ? polled->permanent_url : NULL,
        .rhythm = polled->feed.rhythm,
        .redirect = polled->redirect.target,
        .redirect_count = polled->redirect.count,
        .redirect_since = polled->redirect.since,
    };

    if (success) {
        summary->unchanged++;
    } else {
        summary->failed++;
        say_failure(polled, cli);
    }
    int stored = store_feed_result(store, &result, err);
    return stored < 0 ? stored : hold_host(polled, result.next_due, store, err);
}

int polled_store(struct polled *polled, struct cli *cli, struct store *store,
                 struct poll_summary *summary, struct unfolded *unfolded,
                 struct error *err)
{
    if (polled->outcome == FETCH_POSTPONED)
        return store_postponed(polled, cli, store, summary, err);
    if (!polled->parsed)
        return store_outcome(polled, cli, store, summary, err);
    int result = store_body(polled, cli, store, summary, unfolded, err);
    if (result != ERROR_INPUT)
        return result;
    /* A worker that was taken over answered nonsense: its feed failed. */
    polled->parsed = false;
    polled->message = copy(polled, err->message);
    polled->outcome = FETCH_FAILED;
    return store_outcome(polled, cli, store, summary, err);
}
