/*
 * The way of an entry: feeds that are due, to the fetcher; bodies, to the
 * parse workers; entries, to folding; all of it, to the store.
 *
 * Feeds are leased in groups: their attempt is marked and committed before
 * they are asked, so that one that kills the program cannot starve the others.
 * Results wait in memory and are written many feeds in one transaction, since
 * a commit costs a disk's flush and folding is faster by the thousand; no
 * transaction is open while the net is waited for. How much may wait has its
 * ceiling: beyond it no more feeds are asked until the workers have caught up.
 *
 * SIGINT and SIGTERM end a poll early: no transfer is begun any more, those that
 * run get a moment to end, what has arrived is written, and the leases of the
 * rest are given back. A second signal ends the program as it would any other.
 */
#include "cli/pipeline.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/feed_request.h"
#include "cli/fetching.h"
#include "cli/fold_version.h"
#include "cli/pipeline_feed.h"
#include "cli/pool.h"
#include "cli/retention.h"
#include "cli/stopping.h"
#include "dedup/dedup.h"
#include "fetcher/fetcher.h"

#define GROUP        256  /* feeds leased at once, at least */
#define PENDING_MOST 4096 /* feeds that wait for hosts that are busy */
#define LEASE        600  /* seconds until it may be tried again */
#define FIRST_BATCH  4000 /* entries, until it is known how long they take */
#define BATCH_MS     2000 /* that feeds wait for more, which make a batch */
#define SMALL_BATCH  ((size_t)1 << 20) /* bytes of entries, a thousand or so */
#define BULK         4000 /* entries, after which the index is put in order */
#define HTML         2    /* bytes of what is stored, for one of text */
#define QUEUED_BYTES ((size_t)128 << 20) /* of bodies waiting for a worker */
#define MAX_WORKERS  64
#define GRACE_MS     3000 /* for running transfers, after a signal */

struct poll_run {
    struct cli *cli;
    struct store *store;
    const struct poll_options *options;
    struct poll_summary *summary;
    struct fetcher *fetcher;
    struct secrets *secrets; /* of the feeds that are due */
    struct pool *pool;
    struct fold_options fold;
    int64_t *due; /* ids of feeds, in the order to be asked */
    size_t due_count, due_capacity;
    size_t leased;        /* of them */
    struct polled **live; /* those that are asked and not written yet */
    size_t asked;
    size_t done;    /* of them, for the progress line */
    size_t queued;  /* bytes of bodies that wait for a worker or are parsed */
    size_t waiting; /* that are ready to be written */
    size_t oldest;  /* all of live before it are gone */
    size_t waiting_bytes;
    int64_t waiting_since; /* monotonic ms */
    struct fold_most most;
    size_t batch_entries; /* that are stored and folded at once */
    int64_t began;        /* the same */
    int64_t stop_by;      /* the same, of running transfers; 0: not ending */
};

static int64_t monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Which feeds */

static int take_due(void *context, const struct feed *feed, struct error *err)
{
    struct poll_run *run = context;

    if (run->due_count == run->due_capacity)
        run->due = array_grow(run->due, run->due_count, &run->due_capacity,
                              sizeof(*run->due));
    run->due[run->due_count++] = feed->feed;
    return 0;
}

static int choose_feeds(struct poll_run *run, struct error *err)
{
    const struct poll_options *options = run->options;
    struct feed_filter filter = {
        .tag = options->tag,
        .due_by = options->all ? INT64_MAX : run->cli->now,
    };
    int result = 0;

    if (!options->feed_count)
        return store_feeds(run->store, &filter, take_due, run, err);
    filter.due_by = TIME_ABSENT;
    for (size_t i = 0; i < options->feed_count && result == 0; i++) {
        filter.feed = options->feeds[i];
        result = store_feeds(run->store, &filter, take_due, run, err);
    }
    return result;
}

/* Asking */

static void queue_result(struct poll_run *run, struct polled *polled)
{
    polled->ready = true;
    run->waiting++;
    run->waiting_bytes += polled->answer.entries.len;
    if (run->waiting == 1)
        run->waiting_since = monotonic_ms();
}

static int ask(void *context, const struct feed *feed, struct error *err)
{
    struct poll_run *run = context;
    CLEANUP(arena_release) struct arena arena = {0};
    struct polled *polled = polled_new(feed, run->asked);
    struct fetch_request request;
    struct error why;

    run->live[run->asked++] = polled;
    run->summary->feeds++;
    if (feed_request(feed, run->secrets, &arena, &request, &why) < 0) {
        polled_fail(polled, why.message);
        queue_result(run, polled);
        return 0;
    }
    request.tag = polled;
    fetcher_add(run->fetcher, &request);
    return 0;
}

/* Lease the next group, and ask its feeds. A feed that was removed by another
 * program in between gives no row. */
static int lease(struct poll_run *run, struct error *err)
{
    size_t group = run->options->jobs > GROUP ? run->options->jobs : GROUP;
    size_t left = run->due_count - run->leased;
    const int64_t *feeds = run->due + run->leased;
    int result = 0;

    if (group > left)
        group = left;
    /* Queued before they are marked, to know what they were before; nothing is
     * asked until the fetcher's next step. */
    for (size_t i = 0; i < group && result == 0; i++)
        result = store_feed_asked(run->store, feeds[i], ask, run, err);
    if (result == 0)
        result = store_lease(run->store, feeds, group, run->cli->now,
                             run->cli->now + LEASE, err);
    run->leased += group;
    return result;
}

static bool may_ask_more(const struct poll_run *run)
{
    return run->leased < run->due_count && !*stopping &&
           fetcher_ready(run->fetcher) < 2 * run->options->jobs &&
           fetcher_pending(run->fetcher) < PENDING_MOST &&
           run->queued < QUEUED_BYTES;
}

/* Answers */

static void on_drop(void *context, void *tag)
{
    polled_drop(tag);
    queue_result(context, tag);
}

static void on_response(void *context, const struct fetch_response *response)
{
    struct poll_run *run = context;
    struct polled *polled = response->tag;

    run->summary->wire_bytes += response->wire_bytes;
    if (!polled_response(polled, response)) {
        queue_result(run, polled);
        return;
    }
    struct pool_job job = {
        .content_type = polled->content_type,
        .base_url = polled->base_url ? polled->base_url : polled->feed.url,
        .max_entries = (uint32_t)run->cli->config.max_entries,
        .body = response->body,
        .len = response->len,
        .tag = polled,
    };
    polled->body_len = response->len;
    run->queued += response->len;
    pool_add(run->pool, &job);
}

static void on_answer(void *context, void *tag, struct pool_answer *answer)
{
    struct poll_run *run = context;
    struct polled *polled = tag;

    run->queued -= polled->body_len;
    polled_answer(polled, answer);
    queue_result(run, polled);
}

/* Writing */

static int store_one(struct poll_run *run, struct polled *polled,
                     struct unfolded *unfolded, struct error *err)
{
    run->waiting--;
    run->waiting_bytes -= polled->answer.entries.len;
    run->live[polled->place] = NULL;
    run->done++;
    int result =
        polled_store(polled, run->cli, run->store, run->summary, unfolded, err);
    polled_free(polled);
    return result;
}

/* Store feeds that are ready, up to about a batch of entries, in the order
 * they were asked: which entry leads a story should not depend on whose
 * server was quicker. */
static int store_ready(struct poll_run *run, struct unfolded *unfolded,
                       struct error *err)
{
    int result = 0;

    while (run->oldest < run->asked && !run->live[run->oldest])
        run->oldest++;
    for (size_t i = run->oldest;
         i < run->asked && run->waiting &&
         unfolded->count < run->batch_entries && result == 0;
         i++)
        if (run->live[i] && run->live[i]->ready)
            result = store_one(run, run->live[i], unfolded, err);
    return result;
}

static int write_batch(struct poll_run *run, struct error *err)
{
    struct unfolded unfolded = {0};
    int64_t began = monotonic_ms();
    int result =
        store_expect_small(run->store, run->waiting_bytes < SMALL_BATCH, err);

    if (result == 0)
        result = store_begin(run->store, err);
    if (result == 0)
        result = store_ready(run, &unfolded, err);
    if (result == 0 && unfolded.count)
        result = pipeline_fold(run->store, &run->fold, &unfolded,
                               &run->summary->founded, err);
    result = store_end(run->store, result, err);
    if (unfolded.count)
        run->batch_entries = pipeline_batch(
            unfolded.count, monotonic_ms() - began, run->most.documents);
    xfree(unfolded.entries);
    run->waiting_since = monotonic_ms();
    return result;
}

static bool nothing_under_way(const struct poll_run *run)
{
    return !fetcher_pending(run->fetcher) && !pool_pending(run->pool);
}

static bool batch_is_ready(const struct poll_run *run)
{
    return run->waiting && (nothing_under_way(run) || *stopping ||
                            run->waiting_bytes >= run->most.bytes * HTML ||
                            monotonic_ms() - run->waiting_since >= BATCH_MS);
}

/* The whole */

/* A signal has come. */
static void wind_down(struct poll_run *run)
{
    int64_t now = monotonic_ms();

    if (!run->stop_by) {
        run->stop_by = now + GRACE_MS;
        fetcher_stop(run->fetcher, on_drop);
        if (run->cli->verbosity >= 0)
            cli_error("stopping: what has arrived is stored; a second signal "
                      "does not wait for it");
    }
    if (now >= run->stop_by)
        fetcher_abandon(run->fetcher, on_drop);
}

static bool has_ended(const struct poll_run *run)
{
    return !run->waiting && nothing_under_way(run) &&
           (*stopping || run->leased == run->due_count);
}

static int step(struct poll_run *run, struct error *err)
{
    struct pollfd fds[MAX_WORKERS];
    size_t count = pool_descriptors(run->pool, fds);
    int timeout = run->waiting || *stopping ? 100 : 1000;
    int result = fetcher_step(run->fetcher, fds, count, timeout, err);

    if (result == 0)
        pool_step(run->pool, fds, count);
    return result;
}

#define BAR "####################"

/* [########------------] 412/1000 feeds, 36 new, 2 failed, 1.4 MB, 3 s */
static void show_progress(const struct poll_run *run)
{
    static const char gap[] = "--------------------";
    const struct poll_summary *sum = run->summary;
    int cells = (int)(sizeof(BAR) - 1);
    int full = (int)(run->done * (size_t)cells / run->due_count);

    cli_progress(run->cli,
                 "[%.*s%.*s] %zu/%zu feeds, %zu new, %zu failed, %.1f MB, "
                 "%lld s",
                 full, BAR, cells - full, gap, run->done, run->due_count,
                 sum->entries, sum->failed, (double)sum->wire_bytes / 1e6,
                 (long long)(monotonic_ms() - run->began) / 1000);
}

static int loop(struct poll_run *run, struct error *err)
{
    int result = 0;

    while (result == 0) {
        if (*stopping)
            wind_down(run);
        if (may_ask_more(run))
            result = lease(run, err);
        if (result == 0 && batch_is_ready(run))
            result = write_batch(run, err);
        show_progress(run);
        if (result < 0 || has_ended(run))
            break;
        if (!nothing_under_way(run))
            result = step(run, err);
    }
    return result;
}

static size_t worker_count(const struct cli *cli, size_t feeds)
{
    size_t count = cli->config.workers;

    if (!count) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        count = cores > 0 ? (size_t)cores : 1;
    }
    if (count > MAX_WORKERS)
        count = MAX_WORKERS;
    return count > feeds ? feeds : count;
}

static int start(struct poll_run *run, struct nursery *nursery,
                 struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf agent;
    struct fetch_options options;

    strbuf_init(&agent, 1024);
    fetching_options(run->cli, run->options->jobs, &agent, &options);
    if (store_secret(run->store, run->fold.secret.bytes, err) < 0)
        return err->code;
    run->live = xcalloc(run->due_count, sizeof(*run->live));
    run->pool = pool_new(nursery, worker_count(run->cli, run->due_count),
                         on_answer, run);
    return fetcher_new(&options, on_response, run, &run->fetcher, err);
}

static int let_go(struct poll_run *run, struct error *err)
{
    struct retention retention = {
        .days = (long)run->cli->config.keep_days,
        .entries = (long)run->cli->config.keep_entries,
        .automatic = true,
    };
    struct retention_summary unused;

    return retention_run(run->cli, run->store, &retention, &unused, err);
}

/* What was moved out of the window is forgotten, what is old is let go, the log
 * is folded in. */
static int tidy(struct poll_run *run, struct error *err)
{
    int64_t before = run->cli->now - run->cli->config.window;
    bool bulk = run->summary->entries + run->summary->updated >= BULK;
    int result = store_begin(run->store, err);

    if (result == 0)
        result = store_fold_expire(run->store, before, err);
    if (result == 0 && bulk)
        result = store_fold_tidy(run->store, err);
    result = store_end(run->store, result, err);
    if (result == 0 && !*stopping)
        result = let_go(run, err);
    return result < 0 ? result : store_checkpoint(run->store, err);
}

static void finish(struct poll_run *run)
{
    fetcher_free(run->fetcher);
    secrets_free(run->secrets);
    pool_free(run->pool);
    for (size_t i = 0; i < run->asked; i++)
        polled_free(run->live[i]);
    xfree(run->live);
    xfree(run->due);
    cli_progress(run->cli, NULL);
}

int pipeline_poll(struct cli *cli, struct store *store, struct nursery *nursery,
                  const struct poll_options *options,
                  struct poll_summary *ret_summary, struct error *err)
{
    struct poll_run run = {.cli = cli,
                           .store = store,
                           .options = options,
                           .summary = ret_summary,
                           .most = fold_most(alloc_machine()),
                           .batch_entries = FIRST_BATCH};

    *ret_summary = (struct poll_summary){0};
    run.began = monotonic_ms();
    stopping_begin();
    run.secrets = secrets_new((int)cli->config.command_timeout * 1000);
    int result = fold_version_adopt(cli, store, err);
    if (result == 0)
        result = choose_feeds(&run, err);
    if (result == 0)
        result =
            feeds_want_secrets(store, run.due, run.due_count, run.secrets, err);
    if (result == 0 && secrets_wanted(run.secrets))
        cli_progress(cli, "asking %zu commands for passwords",
                     secrets_wanted(run.secrets));
    if (result == 0)
        secrets_run(run.secrets, stopping);
    if (result == 0 && run.due_count) {
        result = start(&run, nursery, err);
        if (result == 0)
            result = loop(&run, err);
        if (result == 0)
            result = tidy(&run, err);
    }
    finish(&run);
    ret_summary->signal = *stopping;
    stopping_end();
    return result;
}
