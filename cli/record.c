/*
 * One table of fields for each struct, walked by one writer and one reader:
 * a field that is added to base/entry.h is added here once. Strings travel
 * with their NUL, so that the reader hands out pointers into the frame
 * instead of copies.
 */
#include "cli/record.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"

enum field_kind {
    FIELD_STRING,
    FIELD_LIST,
    FIELD_INT64,
    FIELD_UINT32,
    FIELD_BOOL,
    FIELD_SIZE,
};

struct field {
    enum field_kind kind;
    size_t offset;
};

#define ABSENT UINT32_MAX /* the length of a NULL string */

#define ENTRY(kind, member)                  \
    {                                        \
        kind, offsetof(struct entry, member) \
    }
#define INFO(kind, member)                       \
    {                                            \
        kind, offsetof(struct feed_info, member) \
    }

static const struct field entry_fields[] = {
    ENTRY(FIELD_STRING, id),
    ENTRY(FIELD_STRING, link),
    ENTRY(FIELD_STRING, title),
    ENTRY(FIELD_STRING, summary),
    ENTRY(FIELD_STRING, content),
    ENTRY(FIELD_STRING, title_html),
    ENTRY(FIELD_STRING, summary_html),
    ENTRY(FIELD_STRING, content_html),
    ENTRY(FIELD_STRING, author),
    ENTRY(FIELD_STRING, author_email),
    ENTRY(FIELD_LIST, authors),
    ENTRY(FIELD_LIST, categories),
    ENTRY(FIELD_STRING, comments),
    ENTRY(FIELD_STRING, language),
    ENTRY(FIELD_INT64, published),
    ENTRY(FIELD_INT64, updated),
    ENTRY(FIELD_STRING, source_title),
    ENTRY(FIELD_STRING, source_link),
    ENTRY(FIELD_STRING, comment_count),
};

static const struct field info_fields[] = {
    INFO(FIELD_STRING, id),           INFO(FIELD_STRING, title),
    INFO(FIELD_STRING, link),         INFO(FIELD_STRING, description),
    INFO(FIELD_STRING, title_html),   INFO(FIELD_STRING, description_html),
    INFO(FIELD_STRING, language),     INFO(FIELD_STRING, author),
    INFO(FIELD_STRING, author_email), INFO(FIELD_LIST, authors),
    INFO(FIELD_LIST, categories),     INFO(FIELD_INT64, published),
    INFO(FIELD_INT64, updated),       INFO(FIELD_STRING, ttl),
    INFO(FIELD_UINT32, skip_hours),   INFO(FIELD_INT64, update_period),
    INFO(FIELD_STRING, encoding),     INFO(FIELD_BOOL, well_formed),
    INFO(FIELD_BOOL, complete),       INFO(FIELD_SIZE, entry_count),
    INFO(FIELD_SIZE, dropped_count),
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Writing */

static void put_u32(struct strbuf *out, uint32_t value)
{
    strbuf_add(out, &value, sizeof(value));
}

static void put_i64(struct strbuf *out, int64_t value)
{
    strbuf_add(out, &value, sizeof(value));
}

static void put_string(struct strbuf *out, const char *text)
{
    size_t len = text ? strlen(text) : 0;

    put_u32(out, text ? (uint32_t)len : ABSENT);
    if (text)
        strbuf_add(out, text, len + 1);
}

static void put_list(struct strbuf *out, const struct string_list *list)
{
    put_u32(out, (uint32_t)list->count);
    for (size_t i = 0; i < list->count; i++)
        put_string(out, list->items[i]);
}

static void put_field(struct strbuf *out, const struct field *field,
                      const void *record)
{
    const char *at = (const char *)record + field->offset;
    const char *text;
    int64_t number;
    size_t size;
    bool flag;

    switch (field->kind) {
    case FIELD_STRING:
        memcpy(&text, at, sizeof(text));
        put_string(out, text);
        break;
    case FIELD_LIST:
        put_list(out, (const struct string_list *)(const void *)at);
        break;
    case FIELD_INT64:
        memcpy(&number, at, sizeof(number));
        put_i64(out, number);
        break;
    case FIELD_UINT32:
        strbuf_add(out, at, sizeof(uint32_t));
        break;
    case FIELD_BOOL:
        memcpy(&flag, at, sizeof(flag));
        put_u32(out, flag);
        break;
    case FIELD_SIZE:
        memcpy(&size, at, sizeof(size));
        put_i64(out, (int64_t)size);
        break;
    }
}

static void put_fields(struct strbuf *out, const struct field *fields,
                       size_t count, const void *record)
{
    for (size_t i = 0; i < count; i++)
        put_field(out, &fields[i], record);
}

void record_put_job(struct strbuf *out, const struct parse_job *job)
{
    put_string(out, job->content_type);
    put_string(out, job->base_url);
    put_u32(out, job->max_entries);
    put_u32(out, (uint32_t)job->len);
    strbuf_add(out, job->body, job->len);
}

void record_put_entry(struct strbuf *out, const struct entry *entry)
{
    put_fields(out, entry_fields, COUNT(entry_fields), entry);
    put_u32(out, (uint32_t)entry->enclosure_count);
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        put_string(out, entry->enclosures[i].url);
        put_string(out, entry->enclosures[i].type);
        put_string(out, entry->enclosures[i].length);
    }
}

void record_put_info(struct strbuf *out, const struct feed_info *info)
{
    put_u32(out, info->format);
    put_u32(out, info->skip_days);
    put_fields(out, info_fields, COUNT(info_fields), info);
}

void record_put_error(struct strbuf *out, const struct error *err)
{
    put_i64(out, err->code);
    put_string(out, err->message);
}

/* Reading */

static int malformed(struct error *err, const char *what)
{
    return error_set(err, ERROR_INPUT, "a parse worker's answer: %s", what);
}

static int get_bytes(struct record_reader *reader, void *into, size_t len,
                     struct error *err)
{
    if ((size_t)(reader->end - reader->at) < len)
        return malformed(err, "it ends in the middle of a record");
    memcpy(into, reader->at, len);
    reader->at += len;
    return 0;
}

static int get_u32(struct record_reader *reader, uint32_t *ret,
                   struct error *err)
{
    return get_bytes(reader, ret, sizeof(*ret), err);
}

static int get_i64(struct record_reader *reader, int64_t *ret,
                   struct error *err)
{
    return get_bytes(reader, ret, sizeof(*ret), err);
}

static int get_string(struct record_reader *reader, const char **ret,
                      struct error *err)
{
    uint32_t len = 0;
    const char *text = reader->at + sizeof(len);

    if (get_u32(reader, &len, err) < 0)
        return err->code;
    if (len == ABSENT) {
        *ret = NULL;
        return 0;
    }
    if ((size_t)(reader->end - reader->at) <= len)
        return malformed(err, "a string is longer than the record");
    if (text[len] || memchr(text, '\0', len) || !utf8_valid(text, len))
        return malformed(err, "a string is not UTF-8");
    reader->at += len + 1;
    *ret = text;
    return 0;
}

/* A count of things that each take at least `least` bytes. */
static int get_count(struct record_reader *reader, size_t least, size_t ceiling,
                     size_t *ret, struct error *err)
{
    uint32_t count = 0;

    if (get_u32(reader, &count, err) < 0)
        return err->code;
    if (count > ceiling || count > (size_t)(reader->end - reader->at) / least)
        return malformed(err, "a list is longer than its ceiling");
    *ret = count;
    return 0;
}

static int get_list(struct record_reader *reader, struct string_list *ret,
                    struct error *err)
{
    size_t count = 0;

    if (get_count(reader, sizeof(uint32_t), LIMIT_LIST, &count, err) < 0)
        return err->code;
    const char **items = arena_calloc(reader->arena, count, sizeof(*items));
    for (size_t i = 0; i < count; i++) {
        if (get_string(reader, &items[i], err) < 0)
            return err->code;
        if (!items[i])
            return malformed(err, "a list holds nothing");
    }
    ret->items = items;
    ret->count = count;
    return 0;
}

static int get_field(struct record_reader *reader, const struct field *field,
                     void *record, struct error *err)
{
    char *at = (char *)record + field->offset;
    uint32_t word = 0;
    int64_t number = 0;
    int result = 0;

    switch (field->kind) {
    case FIELD_STRING:
        return get_string(reader, (const char **)(void *)at, err);
    case FIELD_LIST:
        return get_list(reader, (struct string_list *)(void *)at, err);
    case FIELD_INT64:
        return get_i64(reader, (int64_t *)(void *)at, err);
    case FIELD_UINT32:
        return get_u32(reader, (uint32_t *)(void *)at, err);
    case FIELD_BOOL:
        result = get_u32(reader, &word, err);
        *(bool *)at = word != 0;
        return result;
    case FIELD_SIZE:
        result = get_i64(reader, &number, err);
        if (!result && number < 0)
            return malformed(err, "a count is negative");
        *(size_t *)(void *)at = (size_t)number;
        return result;
    }
    return result;
}

static int get_fields(struct record_reader *reader, const struct field *fields,
                      size_t count, void *record, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (get_field(reader, &fields[i], record, err) < 0)
            return err->code;
    return 0;
}

int record_get_job(struct record_reader *reader, struct parse_job *ret_job,
                   struct error *err)
{
    struct parse_job job;
    uint32_t len = 0;

    if (get_string(reader, &job.content_type, err) < 0 ||
        get_string(reader, &job.base_url, err) < 0 ||
        get_u32(reader, &job.max_entries, err) < 0 ||
        get_u32(reader, &len, err) < 0)
        return err->code;
    if (len != (size_t)(reader->end - reader->at))
        return malformed(err, "a job's length is wrong");
    job.body = reader->at;
    job.len = len;
    reader->at += len;
    *ret_job = job;
    return 0;
}

static int get_enclosures(struct record_reader *reader, struct entry *entry,
                          struct error *err)
{
    size_t count = 0;

    if (get_count(reader, 3 * sizeof(uint32_t), LIMIT_LIST, &count, err) < 0)
        return err->code;
    entry->enclosures =
        arena_calloc(reader->arena, count, sizeof(*entry->enclosures));
    entry->enclosure_count = count;
    for (size_t i = 0; i < count; i++) {
        struct enclosure *enclosure = &entry->enclosures[i];
        if (get_string(reader, &enclosure->url, err) < 0 ||
            get_string(reader, &enclosure->type, err) < 0 ||
            get_string(reader, &enclosure->length, err) < 0)
            return err->code;
    }
    return 0;
}

int record_get_entry(struct record_reader *reader, struct entry *ret_entry,
                     struct error *err)
{
    struct entry entry = {0};

    if (get_fields(reader, entry_fields, COUNT(entry_fields), &entry, err) <
            0 ||
        get_enclosures(reader, &entry, err) < 0)
        return err->code;
    *ret_entry = entry;
    return 0;
}

int record_get_info(struct record_reader *reader, struct feed_info *ret_info,
                    struct error *err)
{
    struct feed_info info = {0};
    uint32_t format = 0;
    uint32_t days = 0;

    if (get_u32(reader, &format, err) < 0 || get_u32(reader, &days, err) < 0 ||
        get_fields(reader, info_fields, COUNT(info_fields), &info, err) < 0)
        return err->code;
    if (format > FORMAT_JSON11 || days > 0x7f || info.update_period < 0)
        return malformed(err, "a value is out of its range");
    info.format = (enum feed_format)format;
    info.skip_days = (uint8_t)days;
    *ret_info = info;
    return 0;
}

int record_get_error(struct record_reader *reader, struct error *ret_error,
                     struct error *err)
{
    int64_t code = 0;
    const char *message = NULL;

    if (get_i64(reader, &code, err) < 0 ||
        get_string(reader, &message, err) < 0)
        return err->code;
    if (code > ERROR_INPUT || code < ERROR_CONFIG || !message)
        return malformed(err, "an error without a reason");
    error_set(ret_error, (enum error_code)code, "%s", message);
    return 0;
}
