/*
 * The user's corrections, and folding a story again when one is made or
 * undone: its entries are let go, and what folding says of them is applied as
 * for new ones.
 */
#include <string.h>

#include "base/alloc.h"
#include "store/store_internal.h"

int store_entry_of(struct store *store, int64_t id, int64_t *ret_entry,
                   int64_t *ret_story, struct error *err)
{
    int64_t entry = 0;
    int64_t story = 0;
    int result = store_integer(
        store, 0, &entry, err,
        "SELECT coalesce((SELECT entry FROM entries WHERE entry = ?1), "
        "(SELECT min(entry) FROM entries WHERE story = coalesce((SELECT target "
        "FROM forwards WHERE story = ?1), ?1)))",
        "i", id);

    if (result == 0)
        result = store_story_of(store, entry, &story, err);
    if (result < 0)
        return result;
    if (!entry)
        return STORE_NONE;
    *ret_entry = entry;
    *ret_story = story;
    return 0;
}

int store_correction_add(struct store *store,
                         const struct correction *correction,
                         int64_t *ret_correction, struct error *err)
{
    int64_t id = correction->correction;
    int result = 0;

    if (!id) {
        result =
            store_run(store, err,
                      "INSERT INTO corrections (together, made) VALUES "
                      "(?1, ?2)",
                      "ii", (int64_t)correction->together, correction->made);
        id = sqlite3_last_insert_rowid(store->db);
    }
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < correction->counts[side] && result == 0; i++)
            result =
                store_run(store, err,
                          "INSERT OR IGNORE INTO corrected (correction, "
                          "side, entry) VALUES (?1, ?2, ?3)",
                          "iii", id, (int64_t)side, correction->sides[side][i]);
    if (result == 0)
        *ret_correction = id;
    return result;
}

int store_correction_remove(struct store *store, int64_t correction,
                            struct error *err)
{
    int result =
        store_run(store, err, "DELETE FROM corrected WHERE correction = ?1",
                  "i", correction);

    if (result == 0)
        result = store_run(store, err,
                           "DELETE FROM corrections WHERE correction = ?1", "i",
                           correction);
    if (result == 0 && sqlite3_changes(store->db) == 0)
        return STORE_NONE;
    return result;
}

int store_corrections_settle(struct store *store, struct error *err)
{
    int result = store_run(
        store, err,
        "DELETE FROM corrected WHERE correction IN (SELECT correction FROM "
        "corrections WHERE " CORRECTION_UNSAID ")",
        "");

    return result < 0 ? result
                      : store_run(store, err,
                                  "DELETE FROM corrections "
                                  "WHERE " CORRECTION_UNSAID,
                                  "");
}

/* The entries of one side, in arena. */
static int read_side(struct store *store, struct correction *correction,
                     int side, struct arena *arena, struct error *err)
{
    int64_t count;
    int64_t *entries;
    sqlite3_stmt *row;
    size_t n = 0;
    int result = store_integer(store, 0, &count, err,
                               "SELECT count(*) FROM corrected WHERE "
                               "correction = ?1 AND side = ?2",
                               "ii", correction->correction, (int64_t)side);

    if (result < 0)
        return result;
    entries = arena_calloc(arena, (size_t)count + 1, sizeof(*entries));
    result = store_bind(store, &row, err,
                        "SELECT entry FROM corrected WHERE correction = ?1 AND "
                        "side = ?2 ORDER BY entry LIMIT ?3",
                        "iii", correction->correction, (int64_t)side, count);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        entries[n++] = sqlite3_column_int64(row, 0);
    correction->sides[side] = entries;
    correction->counts[side] = n;
    return result;
}

int store_corrections(struct store *store, store_correction_fn *emit,
                      void *context, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err,
                               "SELECT correction, together, made FROM "
                               "corrections ORDER BY correction",
                               "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        struct correction correction = {
            .correction = sqlite3_column_int64(row, 0),
            .together = sqlite3_column_int64(row, 1) != 0,
            .made = sqlite3_column_int64(row, 2)};
        arena_clear(&arena);
        for (int side = 0; side < 2 && result >= 0; side++)
            result = read_side(store, &correction, side, &arena, err);
        if (result >= 0)
            result = emit(context, &correction, err);
    }
    sqlite3_finalize(row);
    return result;
}

static bool same_side(const struct correction *a, const struct correction *b,
                      int side)
{
    return a->counts[side] == b->counts[side] &&
           (!a->counts[side] || !memcmp(a->sides[side], b->sides[side],
                                        a->counts[side] * sizeof(int64_t)));
}

static int compare_correction(struct store *store,
                              const struct correction *correction, int64_t id,
                              bool *ret_same, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct correction other = {.correction = id};

    if (read_side(store, &other, 0, &arena, err) < 0 ||
        read_side(store, &other, 1, &arena, err) < 0)
        return err->code;
    *ret_same =
        same_side(correction, &other, 0) && same_side(correction, &other, 1);
    return 0;
}

int store_correction_same(struct store *store,
                          const struct correction *correction,
                          int64_t *ret_correction, struct error *err)
{
    struct ids ids = {0};
    bool same = false;
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT correction FROM corrected JOIN corrections USING (correction) "
        "WHERE entry = ?1 AND side = 0 AND together = ?2",
        "ii", *correction->sides[0], (int64_t)correction->together);

    *ret_correction = 0;
    if (result == 0)
        result = store_ids(store, row, &ids, err);
    for (size_t i = 0; i < ids.count && result == 0 && !same; i++) {
        result =
            compare_correction(store, correction, ids.items[i], &same, err);
        if (same)
            *ret_correction = ids.items[i];
    }
    xfree(ids.items);
    return result;
}

int store_correction_against(struct store *store, bool together, int64_t a,
                             int64_t b, int64_t *ret_correction,
                             struct error *err)
{
    if (together)
        return store_integer(
            store, 0, ret_correction, err,
            "SELECT x.correction FROM corrected x JOIN entries e ON e.entry = "
            "x.entry JOIN corrected y ON y.correction = x.correction AND y.side "
            "<> x.side JOIN entries f ON f.entry = y.entry JOIN corrections c "
            "ON c.correction = x.correction WHERE c.together = 0 AND e.story = "
            "(SELECT story FROM entries WHERE entry = ?1) AND f.story = "
            "(SELECT story FROM entries WHERE entry = ?2) LIMIT 1",
            "ii", a, b);
    return store_integer(
        store, 0, ret_correction, err,
        "SELECT x.correction FROM corrected x JOIN corrected y ON y.correction "
        "= x.correction JOIN corrections c ON c.correction = x.correction "
        "WHERE c.together = 1 AND x.entry = ?1 AND y.entry = ?2 LIMIT 1",
        "ii", a, b);
}

int store_links(void *context, struct arena *arena,
                struct fold_link **ret_links, size_t *ret_count,
                struct error *err)
{
    struct store *store = context;
    struct fold_link *links = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT c.correction, x.entry, coalesce(e.story, 0), c.together, "
        "x.side FROM corrections c JOIN corrected x USING (correction) JOIN "
        "entries e USING (entry) ORDER BY c.correction, x.side, x.entry",
        "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        if (count == capacity)
            links = array_grow(links, count, &capacity, sizeof(*links));
        links[count++] = (struct fold_link){
            sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
            sqlite3_column_int64(row, 2), sqlite3_column_int64(row, 3) != 0,
            sqlite3_column_int(row, 4)};
    }
    if (result == 0) {
        *ret_links = arena_calloc(arena, count + 1, sizeof(*links));
        for (size_t i = 0; i < count; i++)
            (*ret_links)[i] = links[i];
        *ret_count = count;
    }
    xfree(links);
    return result;
}

/* Folding again */

int store_fold_release(struct store *store, const int64_t *entries,
                       size_t count, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++) {
        int64_t story;
        result = store_story_of(store, entries[i], &story, err);
        if (result == 0)
            result = store_run(store, err,
                               "UPDATE entries SET story = NULL WHERE entry = "
                               "?1",
                               "i", entries[i]);
        if (result == 0 && story)
            result = store_story_refresh(store, story, err);
    }
    return result;
}

int store_fold_matched(struct store *store, int64_t entry, int64_t *ret_matched,
                       struct error *err)
{
    return store_integer(store, 0, ret_matched, err,
                         "SELECT nearest FROM entries WHERE entry = ?1 AND "
                         "rule <> ?2",
                         "ii", entry, (int64_t)FOLD_CORRECTION);
}

int store_fold_settle(struct store *store, const int64_t *entries, size_t count,
                      struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++) {
        /* An entry that is there leads to its story itself. */
        result = store_run(store, err, "DELETE FROM forwards WHERE story = ?1",
                           "i", entries[i]);
        if (result == 0)
            result = store_run(store, err,
                               "UPDATE forwards SET target = (SELECT story "
                               "FROM entries WHERE entry = ?1) WHERE target = "
                               "?1",
                               "i", entries[i]);
    }
    return result;
}
