/*
 * What must agree, and how it is made to agree again.
 *
 * A rule is a statement that counts what is wrong and statements that mend it,
 * so that a new table brings its rule as a row of the table below. Rules stand
 * in the order of mending: what belongs to nothing goes before what is counted
 * is counted. Nothing that a feed said is ever removed by a repair, unless
 * nothing can lead to it any more.
 *
 * SQLite's own check of the file comes first. A damaged index is made again
 * from its table; other damage cannot be mended, and the rules after it may be
 * unable to read what they ask for, which they say.
 *
 * These statements read whole tables, as nothing else here does; the comment
 * that each begins with tells tests/plans.py so.
 */
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "store/counts.h"
#include "store/postings.h"
#include "store/store_internal.h"

#define DETAIL            160
#define STATEMENTS_A_RULE 4

struct rule {
    const char *name;
    const char *what;
    const char *wrong; /* how many, and one of them */
    const char *mend[STATEMENTS_A_RULE];
    const char *unposted; /* gives the entries whose postings go, before that */
};

#define FEED_TOTALS                                                        \
    "(SELECT count(*), coalesce(sum(e.story <> e.entry), 0) FROM entries " \
    "e WHERE e.feed = feeds.feed)"

#define MUTED_BY_WORDS                                                       \
    "(SELECT s.rowid FROM mutes m CROSS JOIN search s WHERE m.kind = 0 AND " \
    "s.search MATCH m.expression)"

static const struct rule rules[] = {
    {"texts",
     "texts, enclosures or revisions of no entry",
     WHOLE "SELECT count(*), min(entry) FROM (SELECT entry FROM texts UNION "
           "ALL SELECT entry FROM enclosures UNION ALL SELECT entry FROM "
           "revisions) WHERE entry NOT IN (SELECT entry FROM entries)",
     {WHOLE "DELETE FROM texts WHERE entry NOT IN (SELECT entry FROM entries)",
      WHOLE
      "DELETE FROM enclosures WHERE entry NOT IN (SELECT entry FROM entries)",
      WHOLE
      "DELETE FROM revisions WHERE entry NOT IN (SELECT entry FROM entries)"}},
    /* Asked for again, whole, at the next poll. */
    {"texts",
     "entries without a text",
     WHOLE "SELECT count(*), min(entry) FROM entries WHERE entry NOT IN "
           "(SELECT entry FROM texts)",
     {WHOLE "UPDATE feeds SET etag = NULL, last_modified = NULL, body_hash = 0 "
            "WHERE feed IN (SELECT feed FROM entries WHERE entry NOT IN "
            "(SELECT entry FROM texts))",
      WHOLE "UPDATE entries SET content_hash = 0 WHERE entry NOT IN "
            "(SELECT entry FROM texts)",
      WHOLE "INSERT INTO texts (entry) SELECT entry FROM entries WHERE entry "
            "NOT IN (SELECT entry FROM texts)"}},
    {"outlets",
     "feeds of an outlet that is not there",
     "SELECT count(*), min(feed) FROM feeds WHERE outlet IS NOT NULL AND outlet "
     "NOT IN (SELECT outlet FROM outlets)",
     {"UPDATE feeds SET outlet = NULL WHERE outlet NOT IN (SELECT outlet FROM "
      "outlets)"}},
    {"tags",
     "tags, settings or pruned entries of a feed that is not there",
     WHOLE "SELECT count(*), min(feed) FROM (SELECT feed FROM tags UNION ALL "
           "SELECT feed FROM feed_settings UNION ALL SELECT feed FROM "
           "tombstones) WHERE feed NOT IN (SELECT feed FROM feeds)",
     {"DELETE FROM tags WHERE feed NOT IN (SELECT feed FROM feeds)",
      "DELETE FROM feed_settings WHERE feed NOT IN (SELECT feed FROM feeds)",
      WHOLE
      "DELETE FROM tombstones WHERE feed NOT IN (SELECT feed FROM feeds)"}},
    {"corrections",
     "corrections of less than two entries, or of those that are not there",
     WHOLE "SELECT count(*), min(correction) FROM (SELECT correction FROM "
           "corrected WHERE entry NOT IN (SELECT entry FROM entries) OR "
           "correction NOT IN (SELECT correction FROM corrections) UNION ALL "
           "SELECT correction FROM corrections WHERE " CORRECTION_UNSAID ")",
     {WHOLE "DELETE FROM corrected WHERE entry NOT IN (SELECT entry FROM "
            "entries) OR correction NOT IN (SELECT correction FROM "
            "corrections)",
      WHOLE "DELETE FROM corrected WHERE correction IN (SELECT correction FROM "
            "corrections WHERE " CORRECTION_UNSAID ")",
      WHOLE "DELETE FROM corrections WHERE " CORRECTION_UNSAID}},
    {"feeds",
     "entries of a feed that is not there",
     WHOLE "SELECT count(*), min(entry) FROM entries WHERE feed NOT IN (SELECT "
           "feed FROM feeds)",
     {NULL}},
    {"forwards",
     "merged stories that lead to none, or are there themselves",
     WHOLE "SELECT count(*), min(story) FROM forwards WHERE target NOT IN "
           "(SELECT story FROM stories) OR story IN (SELECT story FROM "
           "stories)",
     /* Through other forwards to a story that is there, or not at all. */
     {WHOLE "WITH RECURSIVE chain (story, target, depth) AS (SELECT story, "
            "target, 0 FROM forwards WHERE target NOT IN (SELECT story FROM "
            "stories) UNION SELECT c.story, f.target, depth + 1 FROM chain c "
            "JOIN forwards f ON f.story = c.target WHERE depth < 64), ends AS "
            "(SELECT c.story, c.target FROM chain c JOIN stories s ON s.story "
            "= c.target) UPDATE forwards SET target = ends.target FROM ends "
            "WHERE forwards.story = ends.story AND ends.target <> "
            "forwards.story",
      WHOLE "DELETE FROM forwards WHERE target NOT IN (SELECT story FROM "
            "stories) OR story IN (SELECT story FROM stories)"}},
    {"stories",
     "entries in no story",
     WHOLE "SELECT count(*), min(entry) FROM entries WHERE story IS NULL OR "
           "story NOT IN (SELECT story FROM stories)",
     {WHOLE "UPDATE entries SET story = coalesce((SELECT target FROM forwards "
            "f WHERE f.story = entries.story), story, entry) WHERE story IS "
            "NULL OR story NOT IN (SELECT story FROM stories)",
      WHOLE "INSERT INTO stories (story, lead, first_seen, last_seen, "
            "entry_count, outlet_count) SELECT story, min(entry), "
            "min(first_seen), max(first_seen), count(*), 1 FROM entries WHERE "
            "story NOT IN (SELECT story FROM stories) GROUP BY story"}},
    {"stories",
     "stories without an entry",
     WHOLE "SELECT count(*), min(story) FROM stories WHERE story NOT IN "
           "(SELECT story FROM entries WHERE story IS NOT NULL)",
     {WHOLE "DELETE FROM stories WHERE story NOT IN (SELECT story FROM entries "
            "WHERE story IS NOT NULL)",
      WHOLE "DELETE FROM forwards WHERE target NOT IN (SELECT story FROM "
            "stories)"}},
    {"search",
     "entries that search does not know, or that are not there",
     WHOLE "SELECT count(*), min(entry) FROM (SELECT entry FROM entries WHERE "
           "entry NOT IN (SELECT id FROM search_docsize) UNION ALL SELECT id "
           "FROM search_docsize WHERE id NOT IN (SELECT entry FROM entries))",
     {WHOLE "INSERT INTO search (search) VALUES ('rebuild')"}},
    {"states",
     "entries that are neither read nor unread",
     WHOLE "SELECT count(*), min(entry) FROM entries WHERE read IS NULL",
     {WHOLE "UPDATE entries SET read = 0 WHERE read IS NULL"}},
    {"mutes",
     "feeds that are not as muted as they should be",
     "SELECT count(*), min(feed) FROM feeds WHERE muted <> " FEED_MUTED,
     {"UPDATE feeds SET muted = " FEED_MUTED}},
    {"mutes",
     "entries that are not as muted as they should be",
     WHOLE
     "SELECT count(*), min(entry) FROM entries WHERE muted <> (entry IN " MUTED_BY_WORDS
     ")",
     {WHOLE "UPDATE entries SET muted = (entry IN " MUTED_BY_WORDS ")"}},
    {"counts",
     "stories that are not what their entries make them",
     WHOLE
     "SELECT count(*), min(s.story) FROM stories s WHERE " STORY_TOTAL_COLUMNS
     " IS NOT " STORY_TOTALS("s.story"),
     {WHOLE "UPDATE stories SET " STORY_TOTAL_COLUMNS
            " = " STORY_TOTALS("stories.story")}},
    {"counts",
     "feeds that count their entries wrong",
     WHOLE "SELECT count(*), min(feed) FROM feeds WHERE (entry_count, "
           "copy_count) IS NOT " FEED_TOTALS,
     {WHOLE "UPDATE feeds SET (entry_count, copy_count) = " FEED_TOTALS}},
    {"counts",
     "feeds that are wrong about their newest entries",
     WHOLE "SELECT count(*), min(feed) FROM feeds WHERE " FEED_RECENT_COLUMNS
           " IS NOT " FEED_RECENT("feeds.feed"),
     {WHOLE "UPDATE feeds SET " FEED_RECENT_COLUMNS
            " = " FEED_RECENT("feeds.feed")}},
    {"leads",
     "stories with the wrong lead",
     WHOLE "SELECT count(*), min(s.story) FROM stories s WHERE lead IS "
           "NOT " STORY_LEAD("s.story"),
     {WHOLE
      "UPDATE stories SET lead = coalesce(" STORY_LEAD("stories.story") ", "
                                                                        "0)"}},
    {"features",
     "entries that have features and are not there",
     WHOLE "SELECT count(*), min(entry) FROM temp.posted WHERE entry NOT IN "
           "(SELECT entry FROM entries)",
     {WHOLE "DELETE FROM temp.posted WHERE entry NOT IN (SELECT entry FROM "
            "entries)"},
     WHOLE "SELECT entry FROM temp.posted WHERE entry NOT IN (SELECT entry "
           "FROM entries)"},
    {"features",
     "entries with features that another version of folding has read",
     WHOLE "SELECT count(*), min(entry) FROM temp.posted JOIN entries USING "
           "(entry) WHERE fold_version <> (SELECT value FROM settings WHERE "
           "name = 'fold_version')",
     {WHOLE "DELETE FROM temp.posted WHERE entry IN (SELECT entry FROM entries "
            "WHERE fold_version <> (SELECT value FROM settings WHERE name = "
            "'fold_version'))"},
     WHOLE "SELECT entry FROM temp.posted JOIN entries USING (entry) WHERE "
           "fold_version <> (SELECT value FROM settings WHERE name = "
           "'fold_version')"},
    {"window",
     "windows that end after the newest entry",
     "SELECT count(*), min(value) FROM settings WHERE name IN "
     "('window_entry', 'postings_entry') AND value > (SELECT "
     "coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE "
     "name = 'entries')",
     {"DELETE FROM settings WHERE name IN ('window_entry', "
      "'postings_entry')"}},
    {"digests",
     "digests that have seen entries to come",
     "SELECT count(*), min(mark) FROM digests WHERE mark > (SELECT "
     "coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries')",
     {"UPDATE digests SET mark = (SELECT coalesce(max(entry), 0) FROM entries) "
      "WHERE mark > (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE "
      "name = 'entries')"}},
};

struct checking {
    struct store *store;
    unsigned fold_version;
    bool repair;
    bool damaged; /* the file itself */
    store_check_fn *emit;
    void *context;
};

/* One row of a statement that takes no values. 0, or why it cannot be read. */
static int read_row(struct store *store, const char *sql, int64_t *ret_count,
                    char detail[DETAIL], struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err, sql, "");

    if (result < 0)
        return result;
    result = store_step(store, row, err);
    if (result == STEP_ROW) {
        *ret_count = sqlite3_column_int64(row, 0);
        snprintf(detail, DETAIL, "%lld",
                 (long long)sqlite3_column_int64(row, 1));
    }
    sqlite3_finalize(row);
    return result < 0 ? result : 0;
}

static int emit(struct checking *checking, const struct check *check,
                struct error *err)
{
    return checking->emit(checking->context, check, err);
}

static int mend(struct store *store, const struct rule *rule, struct error *err)
{
    int result =
        rule->unposted ? store_postings_drop(store, rule->unposted, 0, err) : 0;

    for (size_t i = 0; i < STATEMENTS_A_RULE && rule->mend[i] && result == 0;
         i++)
        result = store_execute(store, rule->mend[i], err);
    return result;
}

static int check_rule(struct checking *checking, const struct rule *rule,
                      struct error *err)
{
    char detail[DETAIL] = "";
    struct check check = {
        .name = rule->name, .what = rule->what, .detail = detail};

    if (read_row(checking->store, rule->wrong, &check.count, detail, err) < 0) {
        check.state = CHECK_UNTOLD;
        check.detail = err->message;
        return emit(checking, &check, err);
    }
    if (check.count) {
        check.state = rule->mend[0] ? CHECK_WRONG : CHECK_LOST;
        if (checking->repair && rule->mend[0]) {
            if (mend(checking->store, rule, err) < 0)
                return err->code;
            check.state = CHECK_MENDED;
        }
    } else {
        check.detail = NULL;
    }
    return emit(checking, &check, err);
}

/* SQLite's findings: how many, and the first. Those of an index begin so. */
static int read_integrity(struct store *store, int64_t *ret_count,
                          int64_t *ret_of_indexes, char detail[DETAIL],
                          struct error *err)
{
    static const char *const indexes[] = {"row ", "wrong # of entries in index",
                                          "non-unique entry in index"};
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err, "PRAGMA integrity_check", "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        if (!text || !strcmp(text, "ok"))
            continue;
        if (!(*ret_count)++)
            snprintf(detail, DETAIL, "%s", text);
        for (size_t i = 0; i < sizeof(indexes) / sizeof(*indexes); i++)
            if (!strncmp(text, indexes[i], strlen(indexes[i])))
                ++*ret_of_indexes;
    }
    sqlite3_finalize(row);
    return result < 0 ? result : 0;
}

static int check_integrity(struct checking *checking, struct error *err)
{
    char detail[DETAIL] = "";
    int64_t of_indexes = 0;
    struct check check = {
        .name = "integrity", .what = "faults of the file", .detail = detail};

    if (read_integrity(checking->store, &check.count, &of_indexes, detail,
                       err) < 0) {
        check.state = CHECK_UNTOLD;
        check.detail = err->message;
    } else if (check.count) {
        check.state = of_indexes == check.count ? CHECK_WRONG : CHECK_LOST;
    } else {
        check.detail = NULL;
    }
    if (checking->repair && check.state == CHECK_WRONG) {
        if (store_execute(checking->store, "REINDEX", err) < 0)
            return err->code;
        check.state = CHECK_MENDED;
    }
    checking->damaged =
        check.state == CHECK_LOST || check.state == CHECK_UNTOLD;
    return emit(checking, &check, err);
}

/* What of the schema is not there, or is not as it should be. */
static int emit_schema(struct checking *checking, const char *what,
                       int64_t count, const char *first, enum check_state state,
                       struct error *err)
{
    struct check check = {.name = "schema",
                          .what = what,
                          .state = count ? state : CHECK_FINE,
                          .count = count,
                          .detail = count ? first : NULL};

    return emit(checking, &check, err);
}

static int check_schema(struct checking *checking, struct error *err)
{
    struct schema_faults faults;

    if (store_check_schema(checking->store, checking->repair, &faults, err) < 0)
        return emit_schema(checking, "schemas", 1, err->message, CHECK_UNTOLD,
                           err);
    int result = emit_schema(checking, "tables that are missing or altered",
                             faults.lost, faults.first_lost, CHECK_LOST, err);
    return result < 0
               ? result
               : emit_schema(
                     checking,
                     "indexes, triggers or derived tables that are missing, "
                     "altered or not newsfold's",
                     faults.wrong, faults.first_wrong,
                     checking->repair ? CHECK_MENDED : CHECK_WRONG, err);
}

/* The words of the full-text index; one that cannot be read is made again, too. */
static int check_words(struct checking *checking, struct error *err)
{
    char detail[DETAIL] = "";
    int64_t first = 0;
    struct check check = {.name = "search",
                          .what = "entries that search knows by other words",
                          .detail = detail};

    if (store_check_words(checking->store, &check.count, &first, err) < 0) {
        check.count = 1;
        check.what = "indexes of search that cannot be read";
        snprintf(detail, DETAIL, "%.*s", DETAIL - 1, err->message);
    } else if (check.count) {
        snprintf(detail, DETAIL, "%lld", (long long)first);
    }
    if (!check.count)
        check.detail = NULL;
    else if (!checking->repair)
        check.state = CHECK_WRONG;
    else if (store_search_rebuild(checking->store, err) < 0)
        return err->code;
    else
        check.state = CHECK_MENDED;
    return emit(checking, &check, err);
}

/* Blocks of the index: how many are malformed, and the first of them. */
typedef int check_blocks_fn(struct store *store, bool repair,
                            int64_t *ret_count, int64_t *ret_first,
                            struct error *err);

static int check_blocks(struct checking *checking, const char *name,
                        const char *what, check_blocks_fn *check_them,
                        struct error *err)
{
    char detail[DETAIL] = "";
    int64_t first = 0;
    struct check check = {.name = name, .what = what, .detail = detail};

    if (check_them(checking->store, checking->repair, &check.count, &first,
                   err) < 0) {
        check.state = CHECK_UNTOLD;
        check.detail = err->message;
        return emit(checking, &check, err);
    }
    snprintf(detail, DETAIL, "%lld", (long long)first);
    if (check.count)
        check.state = checking->repair ? CHECK_MENDED : CHECK_WRONG;
    else
        check.detail = NULL;
    return emit(checking, &check, err);
}

/* What folding finds copies by, and knows boilerplate by. */
static int check_index(struct checking *checking, struct error *err)
{
    int result =
        check_blocks(checking, "features", "malformed blocks of postings",
                     store_postings_check, err);

    return result < 0 ? result
                      : check_blocks(checking, "boilerplate",
                                     "malformed blocks of counts",
                                     store_counts_check, err);
}

/* What the rules do not know of: a row that refers to nothing. */
static int check_references(struct checking *checking, struct error *err)
{
    char detail[DETAIL] = "";
    struct check check = {.name = "references",
                          .what = "rows that refer to nothing",
                          .detail = detail};

    if (read_row(checking->store,
                 WHOLE "SELECT count(*), 0 FROM pragma_foreign_key_check",
                 &check.count, detail, err) < 0) {
        check.state = CHECK_UNTOLD;
        check.detail = err->message;
    } else {
        check.state = check.count ? CHECK_LOST : CHECK_FINE;
        check.detail = NULL;
    }
    return emit(checking, &check, err);
}

static int check_all(struct checking *checking, struct error *err)
{
    int result = check_integrity(checking, err);

    /* A repair of a file that is damaged below would make it worse. */
    checking->repair = checking->repair && !checking->damaged;
    if (result == 0)
        result = check_schema(checking, err);
    if (result == 0)
        result = check_words(checking, err);
    if (result == 0)
        result = check_index(checking, err);
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules) && result == 0; i++)
        result = check_rule(checking, &rules[i], err);
    if (result == 0)
        result = store_check_folding(checking->store, checking->fold_version,
                                     checking->emit, checking->context, err);
    return result < 0 ? result : check_references(checking, err);
}

/* All is read of one snapshot, so that a poll that runs is no fault. */
int store_check(struct store *store, unsigned fold_version, bool repair,
                store_check_fn *emit_check, void *context, struct error *err)
{
    struct checking checking = {.store = store,
                                .fold_version = fold_version,
                                .repair = repair,
                                .emit = emit_check,
                                .context = context};
    int result =
        repair ? store_begin(store, err) : store_execute(store, "BEGIN", err);

    if (result == 0)
        result = check_all(&checking, err);
    return store_end(store, result, err);
}
