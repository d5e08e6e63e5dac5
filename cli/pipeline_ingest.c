/*
 * A document that somebody else has fetched, or made: it goes the way of a
 * polled body, through a parse worker into one transaction. Polls may run
 * meanwhile; the database has one writer at a time.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/fold_version.h"
#include "cli/pipeline_feed.h"
#include "cli/pool.h"

struct ingesting {
    struct polled *polled;
    bool done;
};

static int take_row(void *context, const struct feed *feed, struct error *err)
{
    struct ingesting *ingesting = context;

    ingesting->polled = polled_new(feed, 0);
    return 0;
}

static void on_answer(void *context, void *tag, struct pool_answer *answer)
{
    struct ingesting *ingesting = context;

    polled_answer(ingesting->polled, answer);
    ingesting->done = true;
}

static void parse(struct ingesting *ingesting, struct cli *cli,
                  struct nursery *nursery, const struct feed_document *document)
{
    struct pool *pool = pool_new(nursery, 1, on_answer, ingesting);
    struct pool_job job = {
        .content_type = document->content_type,
        .base_url = ingesting->polled->base_url,
        .max_entries = (uint32_t)cli->config.max_entries,
        .body = document->body,
        .len = document->len,
    };

    pool_add(pool, &job);
    while (!ingesting->done) {
        struct pollfd fds[1];
        size_t count = pool_descriptors(pool, fds);
        if (count)
            poll(fds, count, 1000);
        pool_step(pool, fds, count);
    }
    pool_free(pool);
}

static int write_all(struct polled *polled, struct cli *cli,
                     struct store *store, struct poll_summary *summary,
                     struct error *err)
{
    struct fold_options fold = {0};
    struct unfolded unfolded = {0};
    int result = store_secret(store, fold.secret.bytes, err);

    if (result == 0)
        result = fold_version_adopt(cli, store, err);
    if (result == 0)
        result = store_begin(store, err);
    if (result == 0)
        result = polled_store(polled, cli, store, summary, &unfolded, err);
    if (result == 0 && unfolded.count)
        result = pipeline_fold(store, &fold, &unfolded, &summary->founded, err);
    result = store_end(store, result, err);
    xfree(unfolded.entries);
    return result;
}

int pipeline_ingest(struct cli *cli, struct store *store,
                    struct nursery *nursery, int64_t feed,
                    const struct feed_document *document,
                    struct poll_summary *ret_summary, struct error *err)
{
    struct ingesting ingesting = {0};
    int result = store_feed_asked(store, feed, take_row, &ingesting, err);

    *ret_summary = (struct poll_summary){.feeds = 1};
    if (result < 0 || !ingesting.polled)
        return result;
    struct fetch_response response = {
        .outcome = FETCH_BODY,
        .status = 200,
        .body = document->body,
        .len = document->len,
        .content_type = document->content_type,
        .base_url = document->base_url ? document->base_url
                                       : ingesting.polled->feed.url,
        .fresh_seconds = -1,
        .retry_after = -1,
    };
    if (polled_response(ingesting.polled, &response))
        parse(&ingesting, cli, nursery, document);
    result = write_all(ingesting.polled, cli, store, ret_summary, err);
    polled_free(ingesting.polled);
    return result;
}
