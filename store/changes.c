/*
 * How much of a text has changed, and what it said before.
 *
 * Feeds touch their entries all the time: they put capitals right, count
 * comments, add a comma. What people are told of is a change of words, and what
 * makes a story that was read unread again is one of a fifth of its words, or
 * of many: a report of a thousand words that got a new paragraph. Words are
 * compared as a bag, so that it costs a sort, whatever the texts are.
 */
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/store_internal.h"

#define MANY_WORDS     20
#define REVISIONS      "10"     /* kept of an entry, … */
#define REVISION_BYTES "262144" /* … of so many bytes; the newest always */

/* The hashes of a text's words, and of all that is seen of it. */
struct bag {
    uint64_t *words;
    size_t count, capacity;
    XXH3_state_t seen;
};

static void add_word(struct bag *bag, const char *word, size_t len)
{
    if (bag->count == bag->capacity)
        bag->words = array_grow(bag->words, bag->count, &bag->capacity,
                                sizeof(*bag->words));
    bag->words[bag->count++] = XXH3_64bits(word, len);
}

static void add_text(struct bag *bag, const char *text)
{
    CLEANUP(strbuf_release) struct strbuf folded;
    const char *word = NULL;

    strbuf_init(&folded, LIMIT_FIELD);
    text_fold(&folded, text, strlen(text));
    const char *end = folded.data + folded.len;
    for (const char *p = folded.data; p < end;) {
        const char *start = p;
        uint32_t cp = utf8_next(&p, end);
        enum text_class class = text_class(cp);
        if (!text_is_space(cp))
            XXH3_64bits_update(&bag->seen, start, (size_t)(p - start));
        if (word && (class == TEXT_OTHER || class == TEXT_IDEOGRAPH)) {
            add_word(bag, word, (size_t)(start - word));
            word = NULL;
        }
        if (class == TEXT_IDEOGRAPH)
            add_word(bag, start, (size_t)(p - start));
        else if (class != TEXT_OTHER && !word)
            word = start;
    }
    if (word)
        add_word(bag, word, (size_t)(end - word));
    XXH3_64bits_update(&bag->seen, "", 1); /* the NUL: where it ends */
}

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void bag_init(struct bag *bag, const char *title, const char *text)
{
    *bag = (struct bag){0};
    XXH3_64bits_reset(&bag->seen);
    add_text(bag, title);
    add_text(bag, text ? text : "");
    if (bag->count)
        qsort(bag->words, bag->count, sizeof(*bag->words), compare_words);
}

/* Words of one that the other has not, of both. */
static size_t count_differing(const struct bag *a, const struct bag *b)
{
    size_t i = 0;
    size_t j = 0;
    size_t same = 0;

    while (i < a->count && j < b->count) {
        int order = compare_words(&a->words[i], &b->words[j]);
        same += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return a->count + b->count - 2 * same;
}

static enum text_change compare(const struct bag *before,
                                const struct bag *after)
{
    if (XXH3_64bits_digest(&before->seen) == XXH3_64bits_digest(&after->seen))
        return TEXT_TOUCHED;
    size_t differing = count_differing(before, after);
    return differing >= MANY_WORDS || differing * 5 > before->count
               ? TEXT_REWRITTEN
               : TEXT_CHANGED;
}

int store_text_change(struct store *store, int64_t entry, const char *title,
                      const char *text, enum text_change *ret,
                      struct error *err)
{
    sqlite3_stmt *row;
    struct bag before;
    struct bag after;
    int result = store_bind(
        store, &row, err, "SELECT title, text FROM searchable WHERE entry = ?1",
        "i", entry);

    if (result == 0)
        result = store_step(store, row, err);
    if (result != STEP_ROW) {
        *ret = TEXT_REWRITTEN;
        return result;
    }
    bag_init(&before, (const char *)sqlite3_column_text(row, 0),
             (const char *)sqlite3_column_text(row, 1));
    sqlite3_reset(row);
    bag_init(&after, title, text);
    *ret = compare(&before, &after);
    xfree(before.words);
    xfree(after.words);
    return 0;
}

/* Revisions */

static int drop_oldest(struct store *store, int64_t entry, struct error *err)
{
    return store_run(
        store, err,
        "DELETE FROM revisions WHERE rowid IN (SELECT r FROM (SELECT rowid AS "
        "r, row_number() OVER newest AS n, sum(length(title) + "
        "coalesce(length(summary), 0) + coalesce(length(content), 0)) OVER "
        "newest AS size FROM revisions WHERE entry = ?1 WINDOW newest AS "
        "(ORDER BY rowid DESC)) WHERE n > " REVISIONS
        " OR (n > 1 AND size > " REVISION_BYTES "))",
        "i", entry);
}

int store_revision_keep(struct store *store, int64_t entry, int64_t now,
                        struct error *err)
{
    int result =
        store_run(store, err,
                  "INSERT INTO revisions (entry, replaced, title, summary, "
                  "content) SELECT entry, ?2, title, summary, content FROM "
                  "entries JOIN texts USING (entry) WHERE entry = ?1",
                  "ii", entry, now);

    return result < 0 ? result : drop_oldest(store, entry, err);
}

int store_revisions_take(struct store *store, int64_t entry,
                         const struct exported_revision *revisions,
                         size_t count, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result =
            store_run(store, err,
                      "INSERT INTO revisions (entry, replaced, title, "
                      "summary, content) VALUES (?1, ?2, ?3, ?4, ?5)",
                      "iittt", entry, revisions[i].replaced, revisions[i].title,
                      revisions[i].summary, revisions[i].content);
    return result < 0 || !count ? result : drop_oldest(store, entry, err);
}

int store_revisions(struct store *store, int64_t entry, store_revision_fn *emit,
                    void *context, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        "SELECT replaced, title, coalesce(content, summary, '') FROM revisions "
        "WHERE entry = ?1 ORDER BY rowid DESC",
        "i", entry);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        arena_clear(&arena);
        struct revision revision = {
            .replaced = sqlite3_column_int64(row, 0),
            .title = column_filled(row, 1, &arena),
            .text = column_text(row, 2, &arena),
        };
        result = emit(context, &revision, err);
    }
    sqlite3_finalize(row);
    return result;
}
