/*
 * Entries: new, changed or as they were.
 *
 * An entry that is as it was is the usual case, nine of ten in every poll, and
 * costs one lookup: a hash of its text and one of everything else are kept
 * beside it. Only a changed text makes a revision; a changed link or author is
 * written over.
 */
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "store/store_internal.h"

static void add(XXH3_state_t *state, const char *text)
{
    /* The NUL goes in, so that fields cannot run into each other. */
    XXH3_64bits_update(state, text ? text : "\1", text ? strlen(text) + 1 : 1);
}

static int64_t finish(const XXH3_state_t *state)
{
    return (int64_t)XXH3_64bits_digest(state);
}

int64_t store_hash(const char *const *texts, size_t count)
{
    XXH3_state_t state;

    XXH3_64bits_reset(&state);
    for (size_t i = 0; i < count; i++)
        add(&state, texts[i]);
    return finish(&state);
}

static int64_t content_hash(const struct put *put)
{
    const char *texts[] = {put->title, put->entry->summary,
                           put->entry->content};

    return store_hash(texts, 3);
}

static int64_t detail_hash(const struct entry *entry)
{
    const char *fields[] = {entry->link,         entry->author,
                            entry->language,     entry->comments,
                            entry->source_title, entry->source_link,
                            entry->content_html};
    XXH3_state_t state;

    XXH3_64bits_reset(&state);
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
        add(&state, fields[i]);
    XXH3_64bits_update(&state, &entry->published, sizeof(entry->published));
    XXH3_64bits_update(&state, &entry->updated, sizeof(entry->updated));
    for (size_t i = 0; i < entry->enclosure_count; i++)
        add(&state, entry->enclosures[i].url);
    return finish(&state);
}

static int put_enclosures(struct store *store, int64_t id,
                          const struct entry *entry, struct error *err)
{
    int result = store_run(store, err,
                           "DELETE FROM enclosures WHERE entry = ?1", "i", id);

    for (size_t i = 0; i < entry->enclosure_count && result == 0; i++)
        result = store_run(
            store, err,
            "INSERT INTO enclosures (entry, position, url, type, length) "
            "VALUES (?1, ?2, ?3, ?4, ?5)",
            "iittt", id, (int64_t)i, entry->enclosures[i].url,
            entry->enclosures[i].type, entry->enclosures[i].length);
    return result;
}

/* The markup, when it is the content's; the summary's says nothing more. */
static const char *html_of(const struct entry *entry)
{
    return entry->content ? entry->content_html : entry->summary_html;
}

static int insert_entry(struct store *store, int64_t feed, int64_t now,
                        const struct put *put, int64_t *ret_entry,
                        struct error *err)
{
    const struct entry *entry = put->entry;
    int result = store_run(
        store, err,
        "INSERT INTO entries (feed, identity, content_hash, detail_hash, "
        "first_seen, published, updated, title, guid, link, canonical, "
        "author, language, comments, source_title, source_link, link_hash, "
        "read) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
        "?16, ?17, NULL)",
        "iiiiiaattttttttta", feed, put->identity, put->content_hash,
        put->detail_hash, now, entry->published, entry->updated, put->title,
        entry->id, entry->link, put->canonical, entry->author, entry->language,
        entry->comments, entry->source_title, entry->source_link,
        put->link_hash);

    if (result < 0)
        return result;
    *ret_entry = sqlite3_last_insert_rowid(store->db);
    result = store_run(store, err,
                       "INSERT INTO texts (entry, summary, content, html) "
                       "VALUES (?1, ?2, ?3, ?4)",
                       "ittt", *ret_entry, entry->summary, entry->content,
                       html_of(entry));
    if (result == 0)
        result = store_index_new(store, *ret_entry, err);
    if (result == 0 && entry->enclosure_count)
        result = put_enclosures(store, *ret_entry, entry, err);
    return result;
}

static int update_entry(struct store *store, int64_t id, const struct put *put,
                        struct error *err)
{
    const struct entry *entry = put->entry;
    int result = store_run(
        store, err,
        "UPDATE entries SET content_hash = ?2, detail_hash = ?3, "
        "published = ?4, updated = ?5, title = ?6, link = ?7, canonical = ?8, "
        "author = ?9, language = ?10, comments = ?11, source_title = ?12, "
        "source_link = ?13, link_hash = ?14 WHERE entry = ?1",
        "iiiaatttttttta", id, put->content_hash, put->detail_hash,
        entry->published, entry->updated, put->title, entry->link,
        put->canonical, entry->author, entry->language, entry->comments,
        entry->source_title, entry->source_link, put->link_hash);

    if (result == 0)
        result = store_run(store, err,
                           "UPDATE texts SET summary = ?2, content = ?3, "
                           "html = ?4 WHERE entry = ?1",
                           "ittt", id, entry->summary, entry->content,
                           html_of(entry));
    if (result == 0)
        result = put_enclosures(store, id, entry, err);
    return result;
}

/* Another guid for an entry that is known. */
static int rename_entry(struct store *store, int64_t id, const struct put *put,
                        struct error *err)
{
    return store_run(store, err,
                     "UPDATE entries SET identity = ?2, guid = ?3 WHERE "
                     "entry = ?1",
                     "iit", id, put->identity, put->entry->id);
}

/* The story is told to have changed; substantially, and it is unread again. All
 * else of it stays, so its other entries, which may be many, are not read. */
static int mark_changed(struct store *store, int64_t id, int64_t now,
                        bool rewritten, struct error *err)
{
    int result = store_run(store, err,
                           "UPDATE entries SET changed = max(coalesce(changed, "
                           "?2), ?2), read = iif(?3, 0, read) WHERE entry = ?1",
                           "iii", id, now, (int64_t)rewritten);

    return result < 0
               ? result
               : store_run(store, err,
                           "UPDATE stories SET changed = max(coalesce(changed, "
                           "?2), ?2), read = iif(?3, 0, read) WHERE story = "
                           "(SELECT story FROM entries WHERE entry = ?1)",
                           "iii", id, now, (int64_t)rewritten);
}

static int put_changed(struct store *store, int64_t id, const struct put *put,
                       int64_t now, struct error *err)
{
    const struct entry *entry = put->entry;
    enum text_change change;
    int result = store_text_change(
        store, id, put->title, entry->content ? entry->content : entry->summary,
        &change, err);

    if (result >= 0 && change != TEXT_TOUCHED)
        result = store_revision_keep(store, id, now, err);
    if (result >= 0 && change != TEXT_TOUCHED)
        result = mark_changed(store, id, now, change == TEXT_REWRITTEN, err);
    if (result >= 0)
        result = store_index_changing(store, id, err);
    return result < 0 ? result : update_entry(store, id, put, err);
}

static int put_known(struct store *store, const struct known *known,
                     const struct put *put, int64_t now, struct error *err)
{
    int result =
        known->renamed ? rename_entry(store, known->entry, put, err) : 0;

    if (result < 0 || known->same || known->again)
        return result;
    return known->same_text ? update_entry(store, known->entry, put, err)
                            : put_changed(store, known->entry, put, now, err);
}

static void identify(struct put *put, struct strbuf *canonical)
{
    if (!put->title)
        put->title = "";
    if (put->entry->link) {
        url_canonical(canonical, put->entry->link);
        put->canonical = canonical->len ? canonical->data : NULL;
    }
    store_identify(put);
    put->content_hash = content_hash(put);
    put->detail_hash = detail_hash(put->entry);
}

int store_entry_known(struct store *store, int64_t feed,
                      const struct exported_entry *from,
                      struct known_entry *ret_known, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf canonical;
    struct put put = {.entry = &from->fields,
                      .feed = feed,
                      .title = from->fields.title,
                      .told = from->identity};
    struct known known;
    int64_t story = 0;

    strbuf_init(&canonical, LIMIT_URL);
    identify(&put, &canonical);
    int result = store_known(store, &put, &known, err);
    if (result < 0)
        return result;
    if (!known.entry)
        return STORE_NONE;
    if (store_take(store, known.entry, err) < 0 ||
        store_story_of(store, known.entry, &story, err) < 0)
        return err->code;
    *ret_known = (struct known_entry){known.entry, story, known.same_text};
    return 0;
}

static int put_entry(struct store *store, struct put *put, int64_t now,
                     int64_t *ret_entry, enum entry_change *ret_change,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf canonical;
    struct known known;
    bool buried = false;

    strbuf_init(&canonical, LIMIT_URL);
    identify(put, &canonical);
    store->now = now;
    int result = store_known(store, put, &known, err);
    int64_t id = known.entry;
    if (result == 0 && !id)
        result = store_buried(store, put, now, &buried, err);
    if (result == 0 && buried) {
        *ret_change = ENTRY_PRUNED;
        return 0;
    }
    if (result == 0 && !id)
        result = insert_entry(store, put->feed, now, put, &id, err);
    else if (result == 0)
        result = put_known(store, &known, put, now, err);
    if (result == 0)
        result = store_take(store, id, err);
    if (result < 0)
        return result;
    *ret_change = !known.entry                     ? ENTRY_NEW
                  : known.same_text || known.again ? ENTRY_UNCHANGED
                                                   : ENTRY_UPDATED;
    *ret_entry = id;
    return 0;
}

int store_entry_put(struct store *store, int64_t feed,
                    const struct entry *entry, int64_t now, int64_t *ret_entry,
                    enum entry_change *ret_change, struct error *err)
{
    struct put put = {.entry = entry,
                      .feed = feed,
                      .title = entry->title,
                      .told = TIME_ABSENT};

    return put_entry(store, &put, now, ret_entry, ret_change, err);
}

int store_entry_take(struct store *store, int64_t feed,
                     const struct exported_entry *from, int64_t *ret_entry,
                     struct error *err)
{
    struct put put = {.entry = &from->fields,
                      .feed = feed,
                      .title = from->fields.title,
                      .told = from->identity};
    enum entry_change change;

    *ret_entry = 0;
    return put_entry(store, &put, from->first_seen, ret_entry, &change, err);
}
