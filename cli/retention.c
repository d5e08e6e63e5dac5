/*
 * What is kept: [keep] of the configuration says it of all feeds, the settings
 * keep-days and keep-entries of one. Both hold: an entry goes by either.
 *
 * After a poll the work is bounded: so many entries at most, and when all was
 * done, not again until the next day. What is left waits for the next poll.
 */
#include "cli/retention.h"

#include "base/alloc.h"
#include "cli/settings.h"
#include "cli/stopping.h"

#define DAY       86400
#define BATCH     500  /* entries a transaction */
#define AT_A_POLL 5000 /* entries at most */
#define SPARE     8    /* of a file's pages one in so many may be free */

struct ruling {
    const struct cli *cli;
    const struct retention *retention;
    struct prune_rule *rules;
    size_t count, capacity;
};

static struct prune_rule *new_rule(struct ruling *ruling)
{
    if (ruling->count == ruling->capacity)
        ruling->rules = array_grow(ruling->rules, ruling->count,
                                   &ruling->capacity, sizeof(*ruling->rules));
    return &ruling->rules[ruling->count++];
}

static int64_t before_days(const struct cli *cli, long days)
{
    return days ? cli->now - days * DAY : TIME_ABSENT;
}

static long setting_or(const struct feed *feed, const char *name,
                       long otherwise)
{
    const char *value = feed_setting(feed, name);
    long number;

    return value && cli_number(value, 0, KEEP_ENTRIES_MAX, &number) ? number
                                                                    : otherwise;
}

static int add_rule(void *context, const struct feed *feed, struct error *err)
{
    struct ruling *ruling = context;
    const struct retention *all = ruling->retention;
    long days = setting_or(feed, "keep-days", all->days);
    long entries = setting_or(feed, "keep-entries", all->entries);

    if (days != all->days || entries)
        *new_rule(ruling) = (struct prune_rule){
            feed->feed, before_days(ruling->cli, days), entries};
    return 0;
}

static int plan(struct cli *cli, struct store *store,
                const struct retention *retention, int64_t window,
                struct prune_plan *ret, struct error *err)
{
    struct ruling ruling = {.cli = cli, .retention = retention};
    struct feed_filter filter = {.due_by = TIME_ABSENT};

    *new_rule(&ruling) =
        (struct prune_rule){0, before_days(cli, retention->days), 0};
    int result = store_feeds(store, &filter, add_rule, &ruling, err);
    struct prune_rules rules = {ruling.rules, ruling.count, window};
    if (result == 0)
        result = store_prune_plan(
            store, &rules, retention->automatic ? AT_A_POLL : 0, ret, err);
    xfree(ruling.rules);
    return result;
}

int retention_plan(struct cli *cli, struct store *store,
                   const struct retention *retention, struct prune_plan *ret,
                   struct error *err)
{
    return plan(cli, store, retention, cli->now - cli->config.window, ret, err);
}

static int forget(struct cli *cli, struct store *store, struct error *err)
{
    int result = store_begin(store, err);

    if (result == 0)
        result = store_fold_forget(store, cli->now - cli->config.window, err);
    return store_end(store, result, err);
}

static int remove_planned(struct cli *cli, struct store *store,
                          struct retention_summary *sum, struct error *err)
{
    size_t done = 1;
    int result = 0;

    while (done && result == 0 && !*stopping) {
        done = 0;
        result = store_prune_batch(store, BATCH, cli->now, &done, err);
        sum->done += done;
        cli_progress(cli, "%zu of %zu entries pruned", sum->done,
                     sum->plan.entries);
    }
    return result;
}

static int run_all(struct cli *cli, struct store *store,
                   const struct retention *retention,
                   struct retention_summary *sum, struct error *err)
{
    /* After a poll postings were dropped already, if a day had passed. */
    int result = retention->automatic ? 0 : forget(cli, store, err);

    if (result == 0)
        result = plan(cli, store, retention, TIME_ABSENT, &sum->plan, err);
    if (result == 0)
        result = remove_planned(cli, store, sum, err);
    if (result < 0 || *stopping)
        return result;
    if (!retention->automatic || sum->plan.entries < AT_A_POLL)
        result = store_prune_finish(store, cli->now, err);
    if (result == 0)
        result = store_shrink(store, retention->automatic ? SPARE : 0, stopping,
                              &sum->unused_bytes, err);
    return result;
}

int retention_run(struct cli *cli, struct store *store,
                  const struct retention *retention,
                  struct retention_summary *ret, struct error *err)
{
    bool due = true;

    *ret = (struct retention_summary){0};
    if (retention->automatic && store_prune_due(store, cli->now, &due, err) < 0)
        return err->code;
    int result = due ? run_all(cli, store, retention, ret, err) : 0;
    cli_progress(cli, NULL);
    return result;
}
