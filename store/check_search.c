/*
 * Whether the full-text index holds the words of the entries, and no others.
 *
 * FTS5 can tell by itself, but only as a writer, which would hold up a poll and
 * cannot be done on a medium that is read only. So every occurrence of a word is
 * read out of the index (fts5vocab), every text is taken apart as for it, and
 * of each entry the sums of both must be the same. A sum does not depend on the
 * order, which is by word there and by entry here.
 */
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "store/store_internal.h"

#define TOKEN_MOST 32768 /* FTS5 cuts longer words */
#define LOOKED_UP  16    /* every so manieth word; a page has more */
#define REBUILD    "/* whole */ INSERT INTO search (search) VALUES ('rebuild')"

struct sum {
    int64_t entry;
    uint64_t words;
};

struct sums {
    struct sum *items; /* ascending by entry */
    size_t count, capacity;
    size_t last;   /* the one found last: the next is mostly behind it */
    int64_t stray; /* of no text, or not found by its word; 0: none */
    size_t words;  /* distinct */
};

static uint64_t weigh(const char *word, size_t len, bool title, int64_t offset)
{
    uint64_t place = (uint64_t)offset << 1 | (title ? 1 : 0);

    return XXH3_64bits_withSeed(word, len, place);
}

/* Texts */

struct text {
    uint64_t *sum;
    int64_t offset;
    bool title;
};

static int add_word(void *context, int flags, const char *word, int len,
                    int start, int end)
{
    struct text *text = context;
    size_t most = len < TOKEN_MOST ? (size_t)len : TOKEN_MOST;

    *text->sum += weigh(word, most, text->title, text->offset++);
    return SQLITE_OK;
}

static int add_entry(struct store *store, sqlite3_stmt *row, struct sums *sums,
                     struct error *err)
{
    struct sum sum = {.entry = sqlite3_column_int64(row, 0)};

    for (int column = 1; column < 3; column++) {
        struct text text = {.sum = &sum.words, .title = column == 1};
        const char *words = (const char *)sqlite3_column_text(row, column);
        if (words &&
            store_tokenize(store, words, sqlite3_column_bytes(row, column),
                           add_word, &text, err) < 0)
            return err->code;
    }
    if (sums->count == sums->capacity)
        sums->items = array_grow(sums->items, sums->count, &sums->capacity,
                                 sizeof(*sums->items));
    sums->items[sums->count++] = sum;
    return 0;
}

static int read_texts(struct store *store, struct sums *sums, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err,
                               "/* whole */ SELECT entry, title, text FROM "
                               "searchable ORDER BY entry",
                               "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        result = add_entry(store, row, sums, err);
    sqlite3_finalize(row);
    return result;
}

/* The index */

static uint64_t *find(struct sums *sums, int64_t entry)
{
    size_t low = 0;
    size_t high = sums->count;

    if (sums->last < high && sums->items[sums->last].entry < entry)
        low = sums->last + 1;
    if (low < high && sums->items[low].entry >= entry)
        high = low;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sums->items[middle].entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sums->count || sums->items[low].entry != entry)
        return NULL;
    sums->last = low;
    return &sums->items[low].words;
}

static void take_word(sqlite3_stmt *row, const char *word, struct sums *sums)
{
    const char *column = (const char *)sqlite3_column_text(row, 2);
    int64_t entry = sqlite3_column_int64(row, 1);
    uint64_t *sum = find(sums, entry);

    if (sum && column)
        *sum -= weigh(word, (size_t)sqlite3_column_bytes(row, 0),
                      !strcmp(column, "title"), sqlite3_column_int64(row, 3));
    else if (!sums->stray)
        sums->stray = entry;
}

/* Whether a word is found by itself, and not only in passing: some of each page
 * are looked up. */
static int look_up(struct store *store, const char *word, sqlite3_stmt *row,
                   struct sums *sums, struct error *err)
{
    int64_t found = 0;

    if (sums->words++ % LOOKED_UP)
        return 0;
    int result =
        store_integer(store, 0, &found, err,
                      "SELECT 1 FROM temp.words WHERE term = ?1", "t", word);
    if (result == 0 && !found && !sums->stray)
        sums->stray = sqlite3_column_int64(row, 1);
    return result;
}

static int take_words(struct store *store, sqlite3_stmt *row, struct sums *sums,
                      struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf last;
    int result = 0;

    strbuf_init(&last, 2 * (size_t)TOKEN_MOST);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        const char *word = (const char *)sqlite3_column_text(row, 0);
        if (!word)
            continue;
        if (strcmp(word, last.data) != 0) {
            strbuf_clear(&last);
            strbuf_addstr(&last, word);
            result = look_up(store, word, row, sums, err);
        }
        take_word(row, word, sums);
    }
    return result;
}

static int read_index(struct store *store, struct sums *sums, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_execute(
        store,
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING "
        "fts5vocab(main, search, instance);"
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING "
        "fts5vocab(main, search, row)",
        err);

    if (result < 0)
        return result;
    result = store_prepare(store, &row, err,
                           "/* whole */ SELECT term, doc, col, offset FROM "
                           "temp.occurrences",
                           "");
    if (result == 0)
        result = take_words(store, row, sums, err);
    sqlite3_finalize(row);
    return result;
}

int store_check_words(struct store *store, int64_t *ret_count,
                      int64_t *ret_first, struct error *err)
{
    struct sums sums = {0};
    int result = read_texts(store, &sums, err);

    if (result == 0)
        result = read_index(store, &sums, err);
    *ret_count = sums.stray != 0;
    *ret_first = sums.stray;
    for (size_t i = 0; i < sums.count; i++) {
        if (sums.items[i].words && !(*ret_count)++)
            *ret_first = sums.items[i].entry;
    }
    xfree(sums.items);
    return result;
}

/* Repair */

/* FTS5 refuses an index of which it cannot read the first records, also to
 * rebuild it: they are made those of an empty one of its format. */
static int make_empty(struct store *store, struct error *err)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    int result =
        store_execute(store,
                      "/* whole */ DELETE FROM search_idx;"
                      "DELETE FROM search_data;"
                      "INSERT INTO search_data (id, block) VALUES (1, x''), "
                      "(10, x'00000000000000');"
                      "INSERT OR REPLACE INTO search_config (k, v) "
                      "VALUES ('version', 4), " SEARCH_SETTINGS ";",
                      err);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return result;
}

int store_search_rebuild(struct store *store, struct error *err)
{
    int result = store_execute(store,
                               "DROP TABLE IF EXISTS temp.occurrences;"
                               "DROP TABLE IF EXISTS temp.words;",
                               err);

    if (result < 0 || store_execute(store, REBUILD, err) == 0)
        return result;
    result = make_empty(store, err);
    return result < 0 ? result : store_execute(store, REBUILD, err);
}
