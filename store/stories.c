/*
 * Reading stories, and digests' marks.
 *
 * A digest's mark is the newest entry it has seen. A story is told when it
 * comes to fit the filter: it does by its entries up to now, and did not by
 * those up to the mark. So nothing needs to be remembered of what was told,
 * and a story that a second outlet carries only later is not missed by a
 * digest that wants two.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "store/store_internal.h"

#define ENTRY_COLUMNS                                                      \
    "e.entry, e.story, f.url, coalesce(f.user_title, f.title), o.domain, " \
    "e.title, e.link, coalesce(x.content, x.summary, ''), e.author, "      \
    "e.published, e.updated, e.first_seen, coalesce(e.similarity, 1), "    \
    "coalesce(e.simhash, 0) "
#define ENTRY_TABLES                                                          \
    "entries e JOIN feeds f USING (feed) LEFT JOIN outlets o USING (outlet) " \
    "LEFT JOIN texts x ON x.entry = e.entry "

static const char *shown_url(const char *url, struct arena *arena)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, LIMIT_URL);
    url_redact(&out, url ? url : "");
    return arena_strndup(arena, out.data, out.len);
}

static const char *host_of(const char *url, struct arena *arena)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, LIMIT_URL);
    url_outlet(&out, url);
    return out.len ? arena_strndup(arena, out.data, out.len) : "local";
}

static void read_entry(sqlite3_stmt *row, int at, struct arena *arena,
                       struct story_entry *ret)
{
    *ret = (struct story_entry){
        .entry = sqlite3_column_int64(row, at),
        .story = sqlite3_column_int64(row, at + 1),
        .feed_url =
            shown_url((const char *)sqlite3_column_text(row, at + 2), arena),
        .feed_title = column_text(row, at + 3, arena),
        .outlet = column_text(row, at + 4, arena),
        .title = column_filled(row, at + 5, arena),
        .link = column_text(row, at + 6, arena),
        .text = column_text(row, at + 7, arena),
        .author = column_text(row, at + 8, arena),
        .published = column_time(row, at + 9),
        .updated = column_time(row, at + 10),
        .first_seen = sqlite3_column_int64(row, at + 11),
        .similarity = sqlite3_column_double(row, at + 12),
        .simhash = (uint64_t)sqlite3_column_int64(row, at + 13),
    };
    if (!ret->outlet)
        ret->outlet = host_of(ret->feed_url, arena);
}

static int read_members(struct store *store, struct story *story,
                        struct arena *arena, struct error *err)
{
    struct story_entry *entries = NULL;
    int64_t members = 0;
    sqlite3_stmt *row;
    size_t count = 0;
    /* Not story->entry_count: in a damaged file that may be any number. */
    int result = store_integer(store, 0, &members, err,
                               "SELECT count(*) FROM entries WHERE story = ?1",
                               "i", story->story);

    if (result < 0)
        return result;
    entries = arena_calloc(arena, (size_t)members + 1, sizeof(*entries));
    result = store_bind(store, &row, err,
                        "SELECT " ENTRY_COLUMNS "FROM " ENTRY_TABLES
                        "WHERE e.story = ?1 ORDER BY e.entry <> ?2, "
                        "e.entry LIMIT ?3",
                        "iii", story->story, story->lead.entry, members);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        read_entry(row, 0, arena, &entries[count++]);
    sqlite3_reset(row);
    story->entries = entries;
    story->entries_given = count;
    return result;
}

static int each_story(struct store *store, sqlite3_stmt *row, bool entries,
                      store_story_fn *emit, void *context, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    int result;

    while ((result = store_step(store, row, err)) == STEP_ROW) {
        arena_clear(&arena);
        struct story story = {
            .story = sqlite3_column_int64(row, 0),
            .outlet_count = (size_t)sqlite3_column_int64(row, 1),
            .entry_count = (size_t)sqlite3_column_int64(row, 2),
            .first_seen = sqlite3_column_int64(row, 3),
            .last_seen = sqlite3_column_int64(row, 4),
            .read = sqlite3_column_int(row, 5) != 0,
            .starred = sqlite3_column_int(row, 6) != 0,
            .changed = column_time(row, 7),
            .muted = sqlite3_column_int(row, 8) != 0,
        };
        read_entry(row, 9, &arena, &story.lead);
        result = entries ? read_members(store, &story, &arena, err) : 0;
        if (result >= 0)
            result = emit(context, &story, err);
        if (result < 0)
            return result;
    }
    return result;
}

/* A story with its lead. */
#define STORY_COLUMNS                                               \
    "SELECT s.story, s.outlet_count, s.entry_count, s.first_seen, " \
    "s.last_seen, s.read, s.starred, s.changed, s.muted, " ENTRY_COLUMNS
#define STORY_TABLES                                                \
    "JOIN entries e ON e.entry = s.lead JOIN feeds f USING (feed) " \
    "LEFT JOIN outlets o USING (outlet) "                           \
    "LEFT JOIN texts x ON x.entry = e.entry "

/* The list, walked by date, by that index which leaves out most of what does
 * not fit. */
#define BY_DATE(columns, tables)                                             \
    {                                                                        \
        columns "FROM stories s " tables                                     \
                "WHERE ?12 = 0 AND " STORY_FITS IN_ORDER,                    \
            columns "FROM stories s INDEXED BY stories_unread " tables       \
                    "WHERE ?12 = 0 AND s.read = 0 AND " STORY_FITS IN_ORDER, \
            columns                                                          \
            "FROM stories s INDEXED BY stories_starred " tables              \
            "WHERE ?12 = 0 AND s.starred = 1 AND " STORY_FITS IN_ORDER,      \
    }
#define IN_ORDER "ORDER BY s.first_seen DESC, s.story DESC LIMIT ?6"

static int list_by_date(struct store *store, const char *const *statements,
                        const struct story_filter *filter,
                        sqlite3_stmt **ret_row, struct error *err)
{
    const struct scope *scope = &filter->scope;
    size_t index = scope->starred ? 2 : scope->unread ? 1 : 0;

    return store_prepare(store, ret_row, err, statements[index],
                         STORY_FILTER_TYPES,
                         STORY_FILTER_VALUES(filter, DRIVER_NONE));
}

#define ONE_STORY \
    STORY_COLUMNS "FROM stories s " STORY_TABLES "WHERE s.story = ?1"

static int read_story(struct store *store, int64_t story, bool entries,
                      store_story_fn *emit, void *context, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err, ONE_STORY, "i", story);

    if (result == 0)
        result = each_story(store, row, entries, emit, context, err);
    sqlite3_finalize(row);
    return result;
}

static int read_stories(struct store *store, const struct ids *ids,
                        bool entries, store_story_fn *emit, void *context,
                        struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(store, &row, err, ONE_STORY, "i", (int64_t)0);

    for (size_t i = 0; i < ids->count && result == 0; i++) {
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, ids->items[i]);
        result = each_story(store, row, entries, emit, context, err);
    }
    sqlite3_finalize(row);
    return result;
}

static int list_by_feeds(struct store *store, const struct story_filter *filter,
                         enum driver driver, store_story_fn *emit,
                         void *context, struct error *err)
{
    struct ids ids = {0};
    sqlite3_stmt *open = NULL;
    int result = store_list_newest(store, filter, driver, &ids, &open, err);

    if (result == 0)
        result = read_stories(store, &ids, filter->entries, emit, context, err);
    sqlite3_finalize(open);
    xfree(ids.items);
    return result;
}

int store_stories(struct store *store, const struct story_filter *filter,
                  store_story_fn *emit, void *context, struct error *err)
{
    static const char *const statements[] =
        BY_DATE(STORY_COLUMNS, STORY_TABLES);
    sqlite3_stmt *row;
    enum driver driver;
    int result = store_list_driver(store, filter, &driver, err);

    if (result < 0)
        return result;
    if (driver)
        return list_by_feeds(store, filter, driver, emit, context, err);
    result = list_by_date(store, statements, filter, &row, err);
    if (result == 0)
        result = each_story(store, row, filter->entries, emit, context, err);
    sqlite3_finalize(row);
    return result;
}

int store_story_ids(struct store *store, const struct story_filter *filter,
                    struct ids *ids, struct error *err)
{
    static const char *const statements[] = BY_DATE("SELECT s.story ", "");
    sqlite3_stmt *row = NULL;
    enum driver driver;
    int result = store_list_driver(store, filter, &driver, err);

    if (result == 0 && driver)
        result = store_list_newest(store, filter, driver, ids, &row, err);
    else if (result == 0)
        result = list_by_date(store, statements, filter, &row, err);
    if (result == 0 && !driver)
        result = store_ids(store, row, ids, err);
    sqlite3_finalize(row);
    return result;
}

int store_story_find(struct store *store, int64_t id, int64_t *ret_story,
                     struct error *err)
{
    return store_integer(
        store, 0, ret_story, err,
        "SELECT coalesce((SELECT story FROM stories WHERE story = ?1), "
        "(SELECT target FROM forwards WHERE story = ?1), "
        "(SELECT story FROM entries WHERE entry = ?1))",
        "i", id);
}

int store_story(struct store *store, int64_t id, store_story_fn *emit,
                void *context, struct error *err)
{
    int64_t story;
    int result = store_story_find(store, id, &story, err);

    if (result < 0)
        return result;
    return story ? read_story(store, story, true, emit, context, err)
                 : STORE_NONE;
}

int store_story_lead(struct store *store, int64_t story, store_story_fn *emit,
                     void *context, struct error *err)
{
    return read_story(store, story, false, emit, context, err);
}

int store_digest_stories(struct store *store, const char *name,
                         const struct story_filter *filter,
                         store_story_fn *emit, void *context, int64_t *ret_mark,
                         struct error *err)
{
    const struct scope *scope = &filter->scope;
    sqlite3_stmt *row;
    int64_t mark, newest;

    if (store_integer(store, 0, &mark, err,
                      "SELECT mark FROM digests WHERE name = ?1", "t",
                      name) < 0 ||
        store_integer(store, 0, &newest, err, "SELECT max(entry) FROM entries",
                      "") < 0)
        return err->code;
    /* fits(n): what the filter asks is true of the entries up to n. */
    int result = store_prepare(
        store, &row, err,
        "WITH candidates AS (SELECT DISTINCT story FROM entries WHERE "
        "entry > ?1 AND entry <= ?2 AND story IS NOT NULL), "
        "fits AS (SELECT c.story AS story, "
        "count(DISTINCT CASE WHEN m.entry <= ?1 THEN g.outlet END) AS "
        "outlets_then, count(DISTINCT g.outlet) AS outlets_now, "
        "sum(m.entry <= ?1) AS entries_then, "
        "sum(m.entry <= ?1 AND t.tag IS NOT NULL) AS tagged_then, "
        "sum(t.tag IS NOT NULL) AS tagged_now "
        "FROM candidates c JOIN entries m ON m.story = c.story "
        "JOIN feeds g ON g.feed = m.feed "
        "LEFT JOIN tags t ON t.feed = m.feed AND t.tag = ?3 "
        "WHERE m.entry <= ?2 GROUP BY c.story) " STORY_COLUMNS
        "FROM fits JOIN stories s ON s.story = fits.story " STORY_TABLES
        "WHERE "
        "outlets_now >= ?4 AND (?3 IS NULL OR tagged_now > 0) AND "
        "NOT (entries_then > 0 AND outlets_then >= ?4 AND "
        "(?3 IS NULL OR tagged_then > 0)) AND "
        "(?1 > 0 OR ?6 IS NULL OR s.first_seen >= ?6) AND " STORY_IN_SCOPE
        "ORDER BY s.first_seen, s.story",
        "iititaaiiiii", mark, newest, scope->tag, (int64_t)filter->min_outlets,
        scope->outlet, filter->first_since, scope->until, scope->feed,
        (int64_t)scope->unread, (int64_t)scope->starred, (int64_t)scope->muted,
        (int64_t)DRIVER_NONE);
    if (result == 0)
        result = each_story(store, row, filter->entries, emit, context, err);
    sqlite3_finalize(row);
    if (result == 0)
        *ret_mark = newest;
    return result;
}

/* A mark never goes back. */
int store_digest_mark(struct store *store, const char *name, int64_t mark,
                      int64_t now, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO digests (name, mark, marked) VALUES "
                     "(?1, ?2, ?3) ON CONFLICT DO UPDATE SET mark = "
                     "max(mark, excluded.mark), marked = excluded.marked",
                     "tii", name, mark, now);
}
