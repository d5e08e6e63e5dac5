/*
 * What folding the window again has found takes the place of what was there,
 * in one transaction; or, for a dry run, is compared with it.
 *
 * A group becomes that story which began before the window and which it
 * belongs to; else the oldest of the stories whose founder is in it, or whose
 * founder is gone and most of whose entries are in it; else a new one, by its
 * oldest entry. So a story's id is one of its entries', ids stay where
 * founders do, and no two groups want the same. The id of a story that is
 * there no more leads to where its founder is, or else most of its entries.
 *
 * States are the entries' own, and what follows from them is told again of
 * the stories that have changed.
 */
#include "base/alloc.h"
#include "store/counts.h"
#include "store/postings.h"
#include "store/store_internal.h"

/* Entries that left, or came to, another story: those of m. */
#define MOVED         "m.before <> m.after"
#define STAGED(entry) entry " IN (SELECT entry FROM temp.refold_moves)"
/* Whether a story has entries that were not folded again: they came before the
 * window. */
#define BEGAN_BEFORE(story)                                              \
    "EXISTS (SELECT 1 FROM entries o WHERE o.story = " story " AND NOT " \
    "o." STAGED("entry") ")"

static int take_steps(struct store *store, const char *const *steps,
                      size_t count, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = store_run(store, err, steps[i], "");
    return result;
}

/* Where each entry was, and is to be. */
static int make_tables(struct store *store, struct error *err)
{
    return store_execute(
        store,
        "CREATE TEMP TABLE IF NOT EXISTS refold_moves (entry INTEGER PRIMARY "
        "KEY, before INTEGER, team INTEGER, after INTEGER);"
        "CREATE INDEX IF NOT EXISTS temp.refold_moves_before ON refold_moves "
        "(before, team);"
        "CREATE INDEX IF NOT EXISTS temp.refold_moves_team ON refold_moves "
        "(team, before);"
        "CREATE TEMP TABLE IF NOT EXISTS refold_claims (story INTEGER PRIMARY "
        "KEY, team INTEGER);"
        "CREATE TEMP TABLE IF NOT EXISTS refold_teams (team INTEGER PRIMARY "
        "KEY, story INTEGER);"
        "CREATE TEMP TABLE IF NOT EXISTS refold_touched (story INTEGER PRIMARY "
        "KEY);",
        err);
}

static const char *const naming[] = {
    WHOLE "INSERT INTO temp.refold_moves (entry, before, team) SELECT entry, "
          "coalesce(e.story, entry), r.story FROM refold_entries r JOIN "
          "entries e USING (entry)",
    /* A story from before the window may have been merged meanwhile. */
    WHOLE "UPDATE temp.refold_moves SET team = f.target FROM forwards f WHERE "
          "f.story = refold_moves.team AND NOT f." STAGED(
              "story") " AND NOT "
                       "f." STAGED("target"),
    /* Where most of a story's entries are. */
    WHOLE "INSERT INTO temp.refold_claims (story, team) SELECT before, team "
          "FROM (SELECT before, team, row_number() OVER (PARTITION BY before "
          "ORDER BY count(*) DESC, team) AS place FROM temp.refold_moves "
          "GROUP BY before, team) WHERE place = 1",
    WHOLE
    "INSERT INTO temp.refold_teams (team, story) SELECT t.team, CASE "
    "WHEN NOT t." STAGED("team") " AND " BEGAN_BEFORE(
        "t.team") " THEN "
                  "t.team ELSE coalesce((SELECT min(m.before) FROM temp.refold_moves m "
                  "WHERE m.team = t.team AND (EXISTS (SELECT 1 FROM temp.refold_moves "
                  "f WHERE f.entry = m.before AND f.team = t.team) OR (m.before NOT IN "
                  "(SELECT entry FROM entries) AND NOT " BEGAN_BEFORE(
                      "m.before") " "
                                  "AND t.team = (SELECT c.team FROM temp.refold_claims c WHERE c.story "
                                  "= m.before)))), t.first) END FROM (SELECT team, min(entry) AS first "
                                  "FROM temp.refold_moves GROUP BY team) t",
    WHOLE "UPDATE temp.refold_moves SET after = (SELECT t.story FROM "
          "temp.refold_teams t WHERE t.team = refold_moves.team)",
};

static const char *const emptying[] = {
    WHOLE "DELETE FROM temp.refold_moves",
    WHOLE "DELETE FROM temp.refold_claims",
    WHOLE "DELETE FROM temp.refold_teams",
    WHOLE "DELETE FROM temp.refold_touched",
};

static int name_stories(struct store *store, struct error *err)
{
    int result = make_tables(store, err);

    if (result == 0)
        result = take_steps(store, emptying,
                            sizeof(emptying) / sizeof(*emptying), err);
    return result < 0 ? result
                      : take_steps(store, naming,
                                   sizeof(naming) / sizeof(*naming), err);
}

/* Stories that are as they were are not looked at. */
static const char *const moving[] = {
    WHOLE "INSERT OR IGNORE INTO temp.refold_touched (story) SELECT before "
          "FROM temp.refold_moves m WHERE " MOVED " UNION SELECT after FROM "
          "temp.refold_moves m WHERE " MOVED " OR after NOT IN (SELECT story "
          "FROM stories)",
    WHOLE "UPDATE entries SET story = m.after, nearest = r.nearest, "
          "similarity = r.similarity, rule = r.rule, simhash = r.simhash, "
          "fold_version = (SELECT version FROM refold_state) FROM "
          "temp.refold_moves m JOIN refold_entries r USING (entry) WHERE "
          "entries.entry = m.entry",
    /* Older ones follow the founder of their story; the index has nothing of
     * them, of whatever version. */
    WHOLE "UPDATE entries SET story = m.after FROM temp.refold_moves m WHERE "
          "m.entry = entries.story AND m.after <> m.entry AND NOT "
          "entries." STAGED("entry"),
    WHOLE "UPDATE entries SET fold_version = (SELECT version FROM "
          "refold_state) WHERE entry >= (SELECT window_entry FROM "
          "refold_state) AND NOT " STAGED("entry"),
    WHOLE "INSERT INTO stories (story, lead, first_seen, last_seen, "
          "entry_count, outlet_count) SELECT after, min(entry), 0, 0, 1, 1 "
          "FROM temp.refold_moves WHERE after NOT IN (SELECT story FROM "
          "stories) GROUP BY after",
    "DELETE FROM stories WHERE story IN (SELECT story FROM "
    "temp.refold_touched) AND NOT EXISTS (SELECT 1 FROM entries e WHERE "
    "e.story = stories.story)",
    "UPDATE stories SET " STORY_TOTAL_COLUMNS
    " = " STORY_TOTALS("stories.story") ", lead = " STORY_LEAD(
        "stories.story") " WHERE story IN (SELECT story FROM "
                         "temp.refold_touched)",
    WHOLE "INSERT OR REPLACE INTO forwards (story, target) SELECT story, "
          "coalesce((SELECT after FROM temp.refold_moves m WHERE m.entry = "
          "refold_touched.story), (SELECT t.story FROM temp.refold_claims c "
          "JOIN temp.refold_teams t USING (team) WHERE c.story = "
          "refold_touched.story)) FROM temp.refold_touched WHERE story NOT IN "
          "(SELECT story FROM stories)",
    "DELETE FROM forwards WHERE story IN (SELECT story FROM "
    "temp.refold_touched) AND story IN (SELECT story FROM stories)",
    /* Forwards never chain: an entry that is there leads to its story. */
    "UPDATE forwards SET target = m.after FROM temp.refold_moves m WHERE "
    "m.entry = forwards.story AND forwards.target IN (SELECT story FROM "
    "temp.refold_touched)",
    "UPDATE forwards SET target = f.target FROM forwards f WHERE f.story = "
    "forwards.target AND forwards.target IN (SELECT story FROM "
    "temp.refold_touched)",
};

/* Stories that began before the window and are one now. */
static int merge_older(struct store *store, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_merge *merges;
    int64_t count = 0;
    size_t n = 0;
    sqlite3_stmt *row;
    int result = store_integer(store, 0, &count, err,
                               WHOLE "SELECT count(*) FROM refold_merges", "");

    if (result < 0 || !count)
        return result;
    merges = arena_calloc(&arena, (size_t)count + 1, sizeof(*merges));
    result = store_bind(
        store, &row, err,
        WHOLE "SELECT m.story, m.target FROM refold_merges m JOIN stories s ON "
              "s.story = m.story JOIN stories t ON t.story = m.target LIMIT ?1",
        "i", count);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        merges[n++] = (struct fold_merge){sqlite3_column_int64(row, 0),
                                          sqlite3_column_int64(row, 1)};
    struct fold_result folded = {.merges = merges, .merge_count = n};
    int64_t version = 0;
    if (result == 0)
        result = store_integer(store, 0, &version, err,
                               "SELECT version FROM refold_state", "");
    return result < 0
               ? result
               : store_fold_apply(store, &folded, (unsigned)version, err);
}

static int replace_index(struct store *store, struct error *err)
{
    int result = store_postings_swap(store, err);

    if (result == 0)
        result = store_counts_swap(store, err);
    if (result == 0)
        result = store_run(store, err,
                           "INSERT OR REPLACE INTO settings (name, value) "
                           "SELECT 'fold_version', version FROM refold_state "
                           "UNION ALL SELECT 'refolded', since FROM "
                           "refold_state",
                           "");
    return result;
}

/* Stories all of whose entries go to one other. */
#define JOINED                                                        \
    "(SELECT before FROM temp.refold_moves j GROUP BY before HAVING " \
    "min(after) = max(after) AND min(after) <> before AND "           \
    "(j." STAGED("before") " OR NOT " BEGAN_BEFORE("j.before") "))"

static int count_changes(struct store *store, struct refold_summary *ret,
                         struct error *err)
{
    int64_t entries, moved, joined, parted;

    if (store_integer(store, 0, &entries, err,
                      WHOLE "SELECT count(*) FROM temp.refold_moves", "") < 0 ||
        store_integer(store, 0, &moved, err,
                      WHOLE
                      "SELECT count(*) FROM temp.refold_moves m WHERE " MOVED,
                      "") < 0 ||
        store_integer(store, 0, &joined, err,
                      WHOLE "SELECT count(*) FROM " JOINED, "") < 0 ||
        store_integer(store, 0, &parted, err,
                      WHOLE "SELECT count(DISTINCT before) FROM "
                            "temp.refold_moves m WHERE " MOVED
                            " AND before NOT IN " JOINED,
                      "") < 0)
        return err->code;
    *ret = (struct refold_summary){(size_t)entries, (size_t)moved,
                                   (size_t)joined, (size_t)parted};
    return 0;
}

int store_refold_swap(struct store *store, struct refold_summary *ret,
                      struct error *err)
{
    int result = name_stories(store, err);

    if (result == 0)
        result = count_changes(store, ret, err);
    if (result == 0)
        result =
            take_steps(store, moving, sizeof(moving) / sizeof(*moving), err);
    if (result == 0)
        result = replace_index(store, err);
    if (result == 0)
        result = merge_older(store, err);
    return result < 0 ? result : store_refold_clear(store, err);
}

static int each_change(struct store *store, sqlite3_stmt *row, bool joins,
                       store_refold_fn *emit, void *context, struct error *err)
{
    int result;

    while ((result = store_step(store, row, err)) == STEP_ROW) {
        struct refold_change change = {
            .joins = joins,
            .before = sqlite3_column_int64(row, 0),
            .after = sqlite3_column_int64(row, 1),
            .entry = sqlite3_column_int64(row, 2),
            .title = (const char *)sqlite3_column_text(row, 3),
            .before_title = (const char *)sqlite3_column_text(row, 4),
            .after_title = (const char *)sqlite3_column_text(row, 5),
        };
        result = emit(context, &change, err);
        if (result < 0)
            break;
    }
    sqlite3_reset(row);
    return result;
}

#define TITLE_OF(story)                                                      \
    "(SELECT title FROM entries t JOIN stories s ON s.lead = t.entry WHERE " \
    "s.story = " story ")"

int store_refold_compare(struct store *store, store_refold_fn *emit,
                         void *context, struct refold_summary *ret,
                         struct error *err)
{
    sqlite3_stmt *row = NULL;
    int result = name_stories(store, err);

    if (result == 0)
        result = count_changes(store, ret, err);
    if (result == 0)
        result = store_bind(
            store, &row, err,
            WHOLE "SELECT before, after, min(entry), NULL, " TITLE_OF(
                "m.before") ", " TITLE_OF("m.after") " FROM temp.refold_moves m "
                                                     "WHERE before IN " JOINED
                                                     " GROUP BY before ORDER BY after, "
                                                     "before",
            "");
    if (result == 0)
        result = each_change(store, row, true, emit, context, err);
    if (result == 0)
        result = store_bind(
            store, &row, err,
            WHOLE
            "SELECT m.before, m.after, m.entry, e.title, " TITLE_OF("m.before") ", " TITLE_OF(
                "m.after") " FROM temp.refold_moves m "
                           "JOIN entries e USING (entry) WHERE " MOVED
                           " AND before NOT "
                           "IN " JOINED " ORDER BY m.before, m.after, m.entry",
            "");
    return result < 0 ? result
                      : each_change(store, row, false, emit, context, err);
}
