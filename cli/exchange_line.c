/*
 * Fields of lines, each checked for its kind and size before anything is made
 * of it.
 */
#include "cli/exchange_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "dedup/dedup.h"
#include "parser/parser.h"

#define SIDE_MOST     100000 /* entries of a correction */
#define REVISION_MOST 100    /* of an entry; the store keeps fewer */

/* *ret_text is NULL when there is none. */
static int get_text(const json_t *object, const char *name, size_t most,
                    const char **ret_text, struct error *err)
{
    const json_t *value = json_object_get(object, name);

    *ret_text = json_string_value(value);
    if (value && !json_is_null(value) && !*ret_text)
        return error_set(err, ERROR_INPUT, "its %s is no text", name);
    if (*ret_text && strlen(*ret_text) > most)
        return error_set(err, ERROR_INPUT, "its %s is longer than %zu bytes",
                         name, most);
    return 0;
}

static int get_number(const json_t *object, const char *name, int64_t min,
                      int64_t max, int64_t *ret_number, struct error *err)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || number < min || number > max)
        return error_set(err, ERROR_INPUT,
                         "its %s is no number from %lld to "
                         "%lld",
                         name, (long long)min, (long long)max);
    *ret_number = number;
    return 0;
}

static int get_time(const json_t *object, const char *name, int64_t *ret_time,
                    struct error *err)
{
    const char *text;

    if (get_text(object, name, 100, &text, err) < 0)
        return err->code;
    *ret_time = text ? parser_date(text) : TIME_ABSENT;
    if (text && *ret_time == TIME_ABSENT)
        return error_set(err, ERROR_INPUT, "its %s is no time", name);
    return 0;
}

static int get_bool(const json_t *object, const char *name, bool *ret,
                    struct error *err)
{
    const json_t *value = json_object_get(object, name);

    if (value && !json_is_boolean(value))
        return error_set(err, ERROR_INPUT, "its %s is neither true nor false",
                         name);
    *ret = json_is_true(value);
    return 0;
}

/* One that is not in the future; absent only where it may be. */
static int get_past(const json_t *object, const char *name, int64_t now,
                    bool optional, int64_t *ret_time, struct error *err)
{
    if (get_time(object, name, ret_time, err) < 0)
        return err->code;
    if (*ret_time == TIME_ABSENT ? !optional : *ret_time < 0 || *ret_time > now)
        return error_set(err, ERROR_INPUT, "its %s is none, or in the future",
                         name);
    return 0;
}

/* Feeds */

/* The url without credentials, and those; a local file only by permission. */
static int check_url(const char *text, bool allow_local, struct strbuf *url,
                     struct strbuf *user, struct strbuf *password,
                     bool *ret_known, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf whole;

    strbuf_init(&whole, LIMIT_URL);
    if (!text)
        return error_set(err, ERROR_INPUT, "the feed has no url");
    if (url_subscribe(&whole, text, err) < 0)
        return err->code;
    if (!strncmp(whole.data, "file:", 5) && !allow_local)
        return error_set(err, ERROR_INPUT,
                         "a local file is not taken from a list "
                         "(--allow-private permits it)");
    *ret_known = url_take_credentials(url, whole.data, user, password);
    return 0;
}

void exchange_feed_release(struct exchange_feed *feed)
{
    strbuf_release(&feed->url);
    strbuf_release(&feed->user);
    strbuf_release(&feed->password);
}

int exchange_feed_read(const json_t *line, bool allow_local,
                       struct exchange_feed *ret_feed, struct error *err)
{
    const char *url;

    *ret_feed = (struct exchange_feed){.tags = json_object_get(line, "tags")};
    strbuf_init(&ret_feed->url, LIMIT_URL);
    strbuf_init(&ret_feed->user, LIMIT_URL);
    strbuf_init(&ret_feed->password, LIMIT_URL);
    if (get_number(line, "feed", 1, INT64_MAX, &ret_feed->feed, err) < 0 ||
        get_text(line, "url", LIMIT_URL, &url, err) < 0 ||
        get_text(line, "user_title", LIMIT_FIELD, &ret_feed->user_title, err) <
            0 ||
        get_text(line, "title", LIMIT_FIELD, &ret_feed->title, err) < 0 ||
        get_text(line, "site", LIMIT_URL, &ret_feed->site, err) < 0 ||
        get_text(line, "outlet", 255, &ret_feed->outlet, err) < 0 ||
        get_number(line, "priority", -1000, 1000, &ret_feed->priority, err) < 0)
        return err->code;
    return check_url(url, allow_local, &ret_feed->url, &ret_feed->user,
                     &ret_feed->password, &ret_feed->has_credentials, err);
}

/* Entries */

static int read_enclosures(const json_t *object, struct arena *arena,
                           struct entry *entry, struct error *err)
{
    const json_t *list = json_object_get(object, "enclosures");
    size_t count = json_array_size(list);

    if (count > LIMIT_LIST)
        return error_set(err, ERROR_INPUT, "it has more than %d enclosures",
                         LIMIT_LIST);
    entry->enclosures =
        arena_calloc(arena, count + 1, sizeof(*entry->enclosures));
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        struct enclosure *to = &entry->enclosures[i];
        if (get_text(item, "url", LIMIT_URL, &to->url, err) < 0 ||
            get_text(item, "type", 1000, &to->type, err) < 0 ||
            get_text(item, "length", 100, &to->length, err) < 0)
            return err->code;
        if (!to->url)
            return error_set(err, ERROR_INPUT, "an enclosure has no url");
    }
    entry->enclosure_count = count;
    return 0;
}

static int read_fields(const json_t *object, struct entry *entry,
                       struct error *err)
{
    const struct {
        const char *name;
        const char **to;
        size_t most;
    } texts[] = {
        {"guid", &entry->id, LIMIT_FIELD},
        {"link", &entry->link, LIMIT_URL},
        {"title", &entry->title, LIMIT_FIELD},
        {"summary", &entry->summary, LIMIT_FIELD},
        {"content", &entry->content, LIMIT_FIELD},
        {"html", &entry->content_html, LIMIT_FIELD},
        {"author", &entry->author, LIMIT_FIELD},
        {"language", &entry->language, LIMIT_FIELD},
        {"comments", &entry->comments, LIMIT_FIELD},
        {"source_title", &entry->source_title, LIMIT_FIELD},
        {"source_link", &entry->source_link, LIMIT_FIELD},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (get_text(object, texts[i].name, texts[i].most, texts[i].to, err) <
            0)
            return err->code;
    if (!entry->content) {
        entry->summary_html = entry->content_html;
        entry->content_html = NULL;
    }
    if (get_time(object, "published", &entry->published, err) < 0)
        return err->code;
    return get_time(object, "updated", &entry->updated, err);
}

/* 16 hexadecimal digits; older files do not tell it. */
static int get_identity(const json_t *object, int64_t *ret, struct error *err)
{
    const char *text;

    if (get_text(object, "identity", 16, &text, err) < 0)
        return err->code;
    *ret = TIME_ABSENT;
    if (text && strspn(text, "0123456789abcdef") != 16)
        return error_set(err, ERROR_INPUT,
                         "its identity is not 16 hexadecimal digits");
    if (text)
        *ret = (int64_t)strtoull(text, NULL, 16);
    return 0;
}

static int read_place(const json_t *object, int64_t now,
                      struct exported_entry *entry, struct error *err)
{
    const json_t *similarity = json_object_get(object, "similarity");

    entry->similarity = json_number_value(similarity);
    if (get_number(object, "entry", 1, INT64_MAX, &entry->entry, err) < 0 ||
        get_number(object, "feed", 1, INT64_MAX, &entry->feed, err) < 0 ||
        get_number(object, "story", 1, INT64_MAX, &entry->story, err) < 0 ||
        get_number(object, "nearest", 0, INT64_MAX, &entry->nearest, err) < 0 ||
        get_number(object, "rule", 0, FOLD_CORRECTION, &entry->rule, err) < 0 ||
        get_identity(object, &entry->identity, err) < 0)
        return err->code;
    if (!json_is_number(similarity) || !(entry->similarity >= 0) ||
        entry->similarity > 1)
        return error_set(err, ERROR_INPUT,
                         "its similarity is no number from 0 to 1");
    return get_past(object, "first_seen", now, false, &entry->first_seen, err);
}

static int read_revision(const json_t *object, int64_t now,
                         struct exported_revision *ret, struct error *err)
{
    if (get_past(object, "replaced", now, false, &ret->replaced, err) < 0 ||
        get_text(object, "title", LIMIT_FIELD, &ret->title, err) < 0 ||
        get_text(object, "summary", LIMIT_FIELD, &ret->summary, err) < 0 ||
        get_text(object, "content", LIMIT_FIELD, &ret->content, err) < 0)
        return err->code;
    if (!ret->title)
        ret->title = "";
    return 0;
}

static int read_states(const json_t *object, int64_t now, struct arena *arena,
                       struct exported_entry *entry, struct error *err)
{
    const json_t *list = json_object_get(object, "revisions");
    size_t count = json_array_size(list);

    if ((list && !json_is_array(list)) || count > REVISION_MOST)
        return error_set(err, ERROR_INPUT,
                         "its revisions are no list of up to %d",
                         REVISION_MOST);
    if (get_bool(object, "read", &entry->read, err) < 0 ||
        get_bool(object, "starred", &entry->starred, err) < 0 ||
        get_past(object, "changed", now, true, &entry->changed, err) < 0)
        return err->code;
    struct exported_revision *revisions =
        arena_calloc(arena, count + 1, sizeof(*revisions));
    for (size_t i = 0; i < count; i++)
        if (read_revision(json_array_get(list, i), now, &revisions[i], err) < 0)
            return err->code;
    entry->revisions = revisions;
    entry->revision_count = count;
    return 0;
}

int exchange_entry_read(const json_t *line, int64_t now, struct arena *arena,
                        struct exported_entry *ret_entry, struct error *err)
{
    struct exported_entry entry = {0};

    if (read_place(line, now, &entry, err) < 0 ||
        read_fields(line, &entry.fields, err) < 0 ||
        read_enclosures(line, arena, &entry.fields, err) < 0 ||
        read_states(line, now, arena, &entry, err) < 0)
        return err->code;
    *ret_entry = entry;
    return 0;
}

/* Corrections */

static int read_side(const json_t *list, struct arena *arena,
                     const int64_t **ret_entries, size_t *ret_count,
                     struct error *err)
{
    size_t count = json_array_size(list);

    if (!json_is_array(list) || count > SIDE_MOST)
        return error_set(err, ERROR_INPUT,
                         "its entries or others are no list of up to %d",
                         SIDE_MOST);
    int64_t *entries = arena_calloc(arena, count + 1, sizeof(*entries));
    for (size_t i = 0; i < count; i++)
        entries[i] = json_integer_value(json_array_get(list, i));
    *ret_entries = entries;
    *ret_count = count;
    return 0;
}

int exchange_correction_read(const json_t *line, struct arena *arena,
                             struct correction *ret_correction,
                             struct error *err)
{
    struct correction correction = {0};
    const char *kind;

    if (get_text(line, "kind", 100, &kind, err) < 0 ||
        get_time(line, "made", &correction.made, err) < 0 ||
        read_side(json_object_get(line, "entries"), arena, &correction.sides[0],
                  &correction.counts[0], err) < 0 ||
        read_side(json_object_get(line, "others"), arena, &correction.sides[1],
                  &correction.counts[1], err) < 0)
        return err->code;
    if (!kind || (strcmp(kind, "together") != 0 && strcmp(kind, "apart") != 0))
        return error_set(err, ERROR_INPUT,
                         "its kind is neither together nor apart");
    if (correction.made == TIME_ABSENT)
        return error_set(err, ERROR_INPUT, "it has no time made");
    correction.together = *kind == 't';
    *ret_correction = correction;
    return 0;
}
