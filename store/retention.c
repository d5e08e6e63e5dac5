/*
 * Letting old entries go.
 *
 * What goes is chosen first, into a table of this connection, so that it can
 * be counted before anything is removed, and then removed batch by batch: a
 * transaction is short, others write in between, and whoever is interrupted
 * has removed whole batches.
 *
 * Postings are found by feature, not by entry, and are dropped once a day by
 * reading all of them (store_fold_expire). So an entry goes only after its
 * postings have: nothing of it is left behind, and nothing needs to be searched.
 *
 * A feed that still lists what was pruned would bring it back, so each leaves a
 * tombstone (tombstones.c).
 */
#include <string.h>

#include "base/alloc.h"
#include "store/store_internal.h"

#define DAY         86400
#define PAUSE       (30 * DAY) /* since polls have asked */
#define NO_LIMIT    INT64_C(1000000000000)
#define SHRINK_STEP "1024" /* pages a transaction */

static int make_tables(struct store *store, struct error *err)
{
    return store_execute(
        store,
        "CREATE TEMP TABLE IF NOT EXISTS ruled (feed INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS going (entry INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS leaving (entry INTEGER PRIMARY KEY, "
        "feed INTEGER, story INTEGER, identity INTEGER)",
        err);
}

/* The first entry that stays whatever the rules say. */
static int find_bound(struct store *store, const struct prune_rules *rules,
                      int64_t *ret_bound, struct error *err)
{
    if (rules->window == TIME_ABSENT)
        return store_integer(store, 0, ret_bound, err,
                             "SELECT value FROM settings WHERE name = "
                             "'postings_entry'",
                             "");
    return store_window_of(store, rules->window, ret_bound, err);
}

static int choose_old(struct store *store, const struct prune_rule *rule,
                      int64_t bound, int64_t limit, struct error *err)
{
    if (!rule->feed)
        return store_run(
            store, err,
            "INSERT OR IGNORE INTO temp.going SELECT entry FROM entries WHERE "
            "first_seen < ?1 AND +entry < ?2 AND starred = 0 AND feed NOT IN (SELECT feed FROM "
            "temp.ruled) LIMIT ?3",
            "aii", rule->before, bound, limit);
    return store_run(store, err,
                     "INSERT OR IGNORE INTO temp.going SELECT entry FROM "
                     "entries WHERE feed = ?1 AND +first_seen < ?2 AND entry < "
                     "?3 AND starred = 0 LIMIT ?4",
                     "iaii", rule->feed, rule->before, bound, limit);
}

/* Which of a feed's entries are the newest: as they were seen; those of one
 * document by their dates, unless these lie ahead; then as documents list them,
 * the newest first. So no date of a feed makes an entry stay. */
#define NEWEST_FIRST                                                           \
    "first_seen DESC, min(coalesce(published, first_seen), first_seen) DESC, " \
    "entry"

static int choose_many(struct store *store, const struct prune_rule *rule,
                       int64_t bound, int64_t limit, struct error *err)
{
    return store_run(
        store, err,
        "INSERT OR IGNORE INTO temp.going SELECT entry FROM (SELECT entry, "
        "starred FROM entries WHERE feed = ?1 AND (SELECT entry_count FROM "
        "feeds WHERE feed = ?1) > ?3 ORDER BY " NEWEST_FIRST
        " LIMIT -1 OFFSET ?3) WHERE entry < ?2 AND starred = 0 AND entry NOT "
        "IN (SELECT entry FROM temp.going) LIMIT ?4",
        "iiii", rule->feed, bound, rule->newest, limit);
}

static int count_going(struct store *store, int64_t *ret, struct error *err)
{
    return store_integer(store, 0, ret, err, "SELECT count(*) FROM temp.going",
                         "");
}

/* How many more may be chosen. */
static int count_left(struct store *store, size_t limit, int64_t *ret,
                      struct error *err)
{
    int64_t chosen = 0;

    if (limit && count_going(store, &chosen, err) < 0)
        return err->code;
    *ret = limit ? (int64_t)limit - chosen : NO_LIMIT;
    return 0;
}

static int choose(struct store *store, const struct prune_rule *rule,
                  int64_t bound, size_t limit, struct error *err)
{
    int64_t left = 0;

    if (count_left(store, limit, &left, err) < 0 ||
        (left > 0 && choose_old(store, rule, bound, left, err) < 0))
        return err->code;
    if (!rule->feed || !rule->newest)
        return 0;
    if (count_left(store, limit, &left, err) < 0)
        return err->code;
    return left > 0 ? choose_many(store, rule, bound, left, err) : 0;
}

static int count_plan(struct store *store, struct prune_plan *ret_plan,
                      struct error *err)
{
    int64_t entries, feeds, stories;

    if (count_going(store, &entries, err) < 0 ||
        store_integer(store, 0, &feeds, err,
                      "SELECT count(DISTINCT feed) FROM temp.going CROSS "
                      "JOIN entries USING (entry)",
                      "") < 0 ||
        store_integer(
            store, 0, &stories, err,
            "SELECT count(*) FROM (SELECT story, count(*) AS n FROM "
            "temp.going CROSS JOIN entries USING (entry) WHERE story IS "
            "NOT NULL GROUP BY story) g JOIN stories s ON s.story = "
            "g.story AND s.entry_count = g.n",
            "") < 0)
        return err->code;
    *ret_plan =
        (struct prune_plan){(size_t)entries, (size_t)feeds, (size_t)stories};
    return 0;
}

int store_prune_plan(struct store *store, const struct prune_rules *rules,
                     size_t limit, struct prune_plan *ret_plan,
                     struct error *err)
{
    int64_t bound = 0;
    int result = make_tables(store, err);

    if (result == 0)
        result = store_run(store, err, "DELETE FROM temp.going", "");
    if (result == 0)
        result = store_run(store, err, "DELETE FROM temp.ruled", "");
    if (result == 0)
        result = find_bound(store, rules, &bound, err);
    for (size_t i = 0; i < rules->count && result == 0; i++)
        if (rules->items[i].feed)
            result = store_run(store, err,
                               "INSERT OR IGNORE INTO temp.ruled VALUES (?1)",
                               "i", rules->items[i].feed);
    for (size_t i = 0; i < rules->count && result == 0; i++)
        result = choose(store, &rules->items[i], bound, limit, err);
    return result < 0 ? result : count_plan(store, ret_plan, err);
}

/* Move up to `most` entries from the plan to those that leave now. */
static int take(struct store *store, size_t most, size_t *ret_taken,
                struct error *err)
{
    int64_t taken = 0;
    int64_t last = 0;

    if (store_integer(store, 0, &taken, err,
                      "SELECT count(*) FROM (SELECT entry FROM temp.going "
                      "LIMIT ?1)",
                      "i", (int64_t)most) < 0 ||
        store_integer(store, 0, &last, err,
                      "SELECT max(entry) FROM (SELECT entry FROM temp.going "
                      "ORDER BY entry LIMIT ?1)",
                      "i", (int64_t)most) < 0 ||
        store_run(store, err, "DELETE FROM temp.leaving", "") < 0 ||
        store_run(
            store, err,
            "INSERT INTO temp.leaving SELECT entry, feed, story, "
            "identity FROM temp.going CROSS JOIN entries USING (entry) WHERE "
            "entry <= ?1 AND entry < coalesce((SELECT value FROM "
            "settings WHERE name = 'postings_entry'), 0) AND starred = 0",
            "i", last) < 0 ||
        store_run(store, err, "DELETE FROM temp.going WHERE entry <= ?1", "i",
                  last) < 0)
        return err->code;
    *ret_taken = (size_t)taken;
    return 0;
}

/* Stories and lists of feeds, counted again; corrections that say something. */
static int settle(struct store *store, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err,
                            "SELECT DISTINCT story FROM temp.leaving WHERE "
                            "story IS NOT NULL",
                            "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        result = store_story_refresh(store, sqlite3_column_int64(row, 0), err);
    sqlite3_reset(row);
    if (result == 0)
        result = store_run(
            store, err,
            "UPDATE feeds SET " FEED_RECENT_COLUMNS " = " FEED_RECENT(
                "feeds.feed") " WHERE feed IN (SELECT feed FROM temp.leaving)",
            "");
    if (result == 0)
        result = store_corrections_settle(store, err);
    return result;
}

static int remove_leaving(struct store *store, int64_t now, struct error *err)
{
    int result = store_bury_leaving(store, now, err);

    if (result == 0)
        result = store_index_leaving(store, err);
    if (result == 0)
        result = store_run(store, err,
                           "DELETE FROM entries WHERE entry IN (SELECT entry "
                           "FROM temp.leaving)",
                           "");
    return result < 0 ? result : settle(store, err);
}

int store_prune_batch(struct store *store, size_t most, int64_t now,
                      size_t *ret_done, struct error *err)
{
    size_t taken = 0;
    int result = store_begin(store, err);

    if (result == 0)
        result = take(store, most, &taken, err);
    if (result == 0 && taken)
        result = remove_leaving(store, now, err);
    result = store_end(store, result, err);
    if (result == 0)
        *ret_done = taken;
    return result;
}

static int read_setting(struct store *store, const char *name, int64_t *ret,
                        struct error *err)
{
    return store_integer(store, 0, ret, err,
                         "SELECT value FROM settings WHERE name = ?1", "t",
                         name);
}

/* A clock that is years ahead would make everything old. So after a pause a
 * day passes in which somebody can see it. *ret_from is when that has. */
static int note_pause(struct store *store, int64_t now, int64_t last,
                      int64_t *ret_from, struct error *err)
{
    int64_t asked = 0;
    int result = store_begin(store, err);

    if (result == 0)
        result = read_setting(store, "prune_asked", &asked, err);
    if (result == 0)
        result = read_setting(store, "prune_from", ret_from, err);
    if (!asked)
        asked = last;
    if (result == 0 && asked && now - PAUSE > asked) {
        *ret_from = now + DAY;
        result = store_setting_put(store, "prune_from", *ret_from, err);
    }
    if (result == 0)
        result = store_setting_put(store, "prune_asked", now, err);
    return store_end(store, result, err);
}

int store_prune_due(struct store *store, int64_t now, bool *ret_due,
                    struct error *err)
{
    int64_t last = 0;
    int64_t from = 0;

    if (read_setting(store, "pruned", &last, err) < 0 ||
        note_pause(store, now, last, &from, err) < 0)
        return err->code;
    bool waits = now < from && now + DAY >= from;
    *ret_due = !waits && (now - DAY >= last || now < last);
    return 0;
}

int store_prune_finish(struct store *store, int64_t now, struct error *err)
{
    int result = store_begin(store, err);

    if (result == 0)
        result = store_bury_no_more(store, err);
    if (result == 0)
        result = store_run(store, err,
                           "INSERT OR REPLACE INTO settings (name, value) "
                           "VALUES ('pruned', ?1)",
                           "i", now);
    return store_end(store, result, err);
}

/* The file's size */

struct pages {
    int64_t all, free, size;
    int64_t mode; /* 2: incremental */
};

static int read_pages(struct store *store, struct pages *ret, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        "SELECT page_count, freelist_count, page_size, auto_vacuum FROM "
        "pragma_page_count, pragma_freelist_count, pragma_page_size, "
        "pragma_auto_vacuum",
        "");

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW)
        *ret = (struct pages){
            sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
            sqlite3_column_int64(row, 2), sqlite3_column_int64(row, 3)};
    sqlite3_finalize(row);
    return result < 0 ? result : 0;
}

int store_shrink(struct store *store, int64_t spare, const volatile int *stop,
                 int64_t *ret_bytes, struct error *err)
{
    struct pages pages = {0};
    int64_t before = INT64_MAX;
    int result;

    while ((result = read_pages(store, &pages, err)) == 0 && pages.mode == 2 &&
           pages.free < before && !(stop && *stop) &&
           pages.free > (spare ? pages.all / spare : 0)) {
        before = pages.free;
        result = store_execute(
            store, "PRAGMA incremental_vacuum(" SHRINK_STEP ")", err);
        if (result < 0)
            return result;
    }
    if (result == 0)
        *ret_bytes = pages.mode == 2 ? 0 : pages.free * pages.size;
    return result;
}

int store_compact(struct store *store, struct error *err)
{
    int result = store_execute(store, "PRAGMA auto_vacuum = INCREMENTAL", err);

    if (result == 0)
        result = store_execute(store, "VACUUM", err);
    return result < 0 ? result : store_checkpoint(store, err);
}
