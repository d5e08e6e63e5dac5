/*
 * Which entry of a feed is it?
 *
 * By its guid; without one by its link; without one by title and text. Feeds
 * break each of these promises, so they are doubted where the rest
 * contradicts:
 *
 * - An unknown guid may be a new one of a known entry, in feeds that make all
 *   guids anew for every poll: where the text is known, too, with the same link
 *   (or date, if it is long), or the link alone, with the same title.
 * - A link that leads to a front page names no entry. Nor does one that
 *   several entries of the feed have; these are told apart by their titles.
 * - A guid that stands twice in one document names two entries where title,
 *   text and link all differ; else it is one, as it stands first, lest it changes
 *   to and fro at every poll.
 *
 * An entry that another of the same document was taken for is never taken for
 * a second that differs. In doubt it is two entries: folding brings together
 * what is one text.
 *
 * An entry of another database brings its identity along: over many polls two
 * may have come to say the same, and are two all the same.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/store_internal.h"

#define LONG_TEXT 200 /* bytes: by chance it is not the same twice */

static const char *text_of(const struct entry *entry)
{
    return entry->content ? entry->content : entry->summary;
}

static bool is_long(const struct entry *entry)
{
    const char *text = text_of(entry);

    return text && strlen(text) >= LONG_TEXT;
}

static bool is_front_page(const char *canonical)
{
    const char *host = strstr(canonical, "://");

    return host && !strpbrk(host + 3, "/?");
}

void store_identify(struct put *put)
{
    const struct entry *entry = put->entry;
    const char *guid[] = {"guid", entry->id};
    const char *link[] = {"link", put->canonical};
    const char *text[] = {"text", put->title, text_of(entry)};
    bool linked = put->canonical && !is_front_page(put->canonical);

    put->link_hash = linked ? store_hash(link, 2) : TIME_ABSENT;
    if (entry->id)
        put->identity = store_hash(guid, 2);
    else if (linked)
        put->identity = put->link_hash;
    else
        put->identity = store_hash(text, 3);
}

/* What tells apart entries of one guid, or one link: their titles, and at last
 * their texts. */
static int64_t next_identity(const struct put *put, int tried)
{
    const char *texts[] = {"again", put->entry->id, put->canonical, put->title,
                           text_of(put->entry)};

    return store_hash(texts, tried == 1 ? 4 : 5);
}

/* Whether an entry of the document is this one. */
static int is_taken(struct store *store, int64_t id, bool *ret,
                    struct error *err)
{
    int64_t taken = 0;

    if (store->importing) {
        if (store_import_recall(store, IMPORT_TAKEN, id, &taken, err) < 0)
            return err->code;
    } else {
        for (size_t i = store->taken.count; i-- > 0 && !taken;)
            taken = store->taken.items[i] == id;
    }
    *ret = taken != 0;
    return 0;
}

static bool same_title(const char *a, const char *b)
{
    CLEANUP(strbuf_release) struct strbuf one;
    CLEANUP(strbuf_release) struct strbuf other;

    strbuf_init(&one, LIMIT_FIELD);
    strbuf_init(&other, LIMIT_FIELD);
    text_fold(&one, a, strlen(a));
    text_fold(&other, b, strlen(b));
    return one.len == other.len && !memcmp(one.data, other.data, one.len);
}

/* What a row of entries says of the entry that was found. */
#define FOUND_COLUMNS "entry, content_hash, detail_hash, title, canonical "

static void read_found(sqlite3_stmt *row, const struct put *put,
                       struct known *found)
{
    const char *title = (const char *)sqlite3_column_text(row, 3);
    const char *link = (const char *)sqlite3_column_text(row, 4);

    found->entry = sqlite3_column_int64(row, 0);
    found->same_text = sqlite3_column_int64(row, 1) == put->content_hash;
    found->same =
        found->same_text && sqlite3_column_int64(row, 2) == put->detail_hash;
    found->same_title =
        found->same_text || same_title(title ? title : "", put->title);
    found->same_link = link && put->canonical ? !strcmp(link, put->canonical)
                                              : link == put->canonical;
}

/* The first row of a bound statement; found->entry is 0 where there is none. */
static int read_row(struct store *store, sqlite3_stmt *row,
                    const struct put *put, struct known *found,
                    struct error *err)
{
    int result = store_step(store, row, err);

    *found = (struct known){0};
    if (result == STEP_ROW)
        read_found(row, put, found);
    sqlite3_reset(row);
    return result < 0 ? result : 0;
}

static int by_identity(struct store *store, const struct put *put,
                       struct known *found, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err,
                            "SELECT " FOUND_COLUMNS
                            "FROM entries WHERE feed = ?1 AND identity = ?2",
                            "ii", put->feed, put->identity);

    return result < 0 ? result : read_row(store, row, put, found, err);
}

/* Whether the first enclosure of e is not that of the url, which may be NULL. */
#define OTHER_ENCLOSURE(url)                                          \
    "EXISTS (SELECT 1 FROM enclosures c WHERE c.entry = e.entry AND " \
    "c.position = 0 AND c.url <> " url ")"

static const char *first_enclosure(const struct entry *entry)
{
    return entry->enclosure_count ? entry->enclosures[0].url : NULL;
}

/*
 * The same text. A link that names an entry decides; without one, or where the
 * text is long, the dates must not contradict. Two of one document are two.
 */
static int by_text(struct store *store, const struct put *put,
                   struct known *found, struct error *err)
{
    const struct entry *entry = put->entry;
    bool linked = put->link_hash != TIME_ABSENT;
    sqlite3_stmt *row;
    int result =
        store_bind(store, &row, err,
                   "SELECT " FOUND_COLUMNS
                   "FROM entries e WHERE feed = ?1 AND content_hash = ?2 AND "
                   "CASE WHEN canonical IS ?3 THEN ?5 OR ?6 OR published IS ?4 "
                   "ELSE ?6 AND published IS ?4 END AND "
                   "NOT " OTHER_ENCLOSURE("?7") " ORDER BY entry LIMIT 64",
                   "iitaiit", put->feed, put->content_hash, put->canonical,
                   entry->published, (int64_t)linked, (int64_t)is_long(entry),
                   first_enclosure(entry));

    *found = (struct known){0};
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        bool taken = false;
        read_found(row, put, found);
        result = is_taken(store, found->entry, &taken, err);
        if (result == 0 && !taken)
            break;
        found->entry = 0;
    }
    sqlite3_reset(row);
    return result < 0 ? result : 0;
}

/* What by_text asks, as numbers: two of one text have one of them, but where a
 * text has an enclosure and then none. */
void store_text_keys(const struct put *put, int64_t ret_keys[2])
{
    const int64_t *text = &put->content_hash;
    const int64_t *date = &put->entry->published;
    const char *texts[] = {"text and link", put->canonical,
                           first_enclosure(put->entry), NULL, NULL};
    char numbers[2][32];
    bool has_date = put->link_hash == TIME_ABSENT && !is_long(put->entry);

    snprintf(numbers[0], sizeof(numbers[0]), "%lld", (long long)*text);
    snprintf(numbers[1], sizeof(numbers[1]), "%lld", (long long)*date);
    texts[3] = numbers[0];
    texts[4] = has_date ? numbers[1] : NULL;
    ret_keys[0] = store_hash(texts, 5);
    texts[0] = "text and date";
    texts[1] = NULL;
    texts[4] = numbers[1];
    if (is_long(put->entry))
        ret_keys[1] = store_hash(texts, 5);
}

static int count_links(struct store *store, const struct put *put,
                       int64_t *ret_count, struct error *err)
{
    return store_integer(store, 0, ret_count, err,
                         "SELECT count(*) FROM (SELECT 1 FROM entries WHERE "
                         "feed = ?1 AND link_hash = ?2 LIMIT 2)",
                         "ii", put->feed, put->link_hash);
}

/* The only entry with that link, which has the same title. */
static int by_link(struct store *store, const struct put *put,
                   struct known *found, struct error *err)
{
    sqlite3_stmt *row;
    int64_t count = 0;
    int result = count_links(store, put, &count, err);

    *found = (struct known){0};
    if (result < 0 || count != 1)
        return result;
    result = store_bind(store, &row, err,
                        "SELECT " FOUND_COLUMNS
                        "FROM entries e WHERE feed = ?1 AND link_hash = ?2 "
                        "AND NOT " OTHER_ENCLOSURE("?3"),
                        "iit", put->feed, put->link_hash,
                        first_enclosure(put->entry));
    if (result == 0)
        result = read_row(store, row, put, found, err);
    bool taken = false;
    if (result == 0 && found->entry)
        result = is_taken(store, found->entry, &taken, err);
    if (!found->same_title || taken)
        found->entry = 0;
    return result;
}

/* Whether what has the identity is another entry all the same. */
static int is_another(struct store *store, const struct put *put,
                      const struct known *found, bool *ret, struct error *err)
{
    int64_t count = 0;
    bool taken = false;

    *ret = false;
    if (!found->entry || found->same_text)
        return 0;
    int result = is_taken(store, found->entry, &taken, err);
    if (put->entry->id) {
        *ret = taken && !found->same_title && !found->same_link;
        return result;
    }
    if (result == 0 && !taken && !found->same_title &&
        put->link_hash != TIME_ABSENT)
        result = count_links(store, put, &count, err);
    *ret = taken || count > 1;
    return result;
}

static int by_all(struct store *store, struct put *put, struct known *ret,
                  struct error *err)
{
    bool another = true;
    int result = 0;

    for (int tried = 0; tried < 3 && another && result == 0; tried++) {
        if (tried)
            put->identity = next_identity(put, tried);
        result = by_identity(store, put, ret, err);
        if (result == 0)
            result = is_another(store, put, ret, &another, err);
    }
    if (result == 0 && ret->entry)
        result = is_taken(store, ret->entry, &ret->again, err);
    if (result < 0 || ret->entry)
        return result;
    result = by_text(store, put, ret, err);
    if (result == 0 && !ret->entry && put->entry->id &&
        put->link_hash != TIME_ABSENT)
        result = by_link(store, put, ret, err);
    ret->renamed = ret->entry != 0;
    return result;
}

/* By the identity that it has elsewhere, else as above, and then never one that
 * another of the file is: there they were told apart. A second line of one
 * identity is the first again. */
static int by_told(struct store *store, struct put *put, struct known *ret,
                   struct error *err)
{
    struct put told = *put;

    told.identity = put->told;
    int result = by_identity(store, &told, ret, err);
    if (result < 0 || ret->entry)
        return result;
    result = by_all(store, put, ret, err);
    if (ret->again)
        *ret = (struct known){0};
    put->identity = put->told;
    return result;
}

int store_known(struct store *store, struct put *put, struct known *ret,
                struct error *err)
{
    if (store->taken_feed != put->feed)
        store->taken.count = 0;
    store->taken_feed = put->feed;
    return put->told == TIME_ABSENT ? by_all(store, put, ret, err)
                                    : by_told(store, put, ret, err);
}

int store_take(struct store *store, int64_t entry, struct error *err)
{
    if (store->importing)
        return store_import_remember(store, IMPORT_TAKEN, entry, 1, err);
    ids_add(&store->taken, entry);
    return 0;
}
