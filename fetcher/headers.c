/*
 * Response headers: the few that matter, of the last response of a chain.
 *
 * Validators are kept byte for byte, as RFC 9110 wants them sent back. Dates
 * are IMF-fixdate and its two obsolete forms, which libcurl reads.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/entry.h"
#include "base/limits.h"
#include "fetcher/fetcher_internal.h"

#define VALUE_CEILING LIMIT_URL
#define TEXTS         7

static struct strbuf *const *texts(struct headers *headers,
                                   struct strbuf *into[TEXTS])
{
    into[0] = &headers->content_type;
    into[1] = &headers->etag;
    into[2] = &headers->last_modified;
    into[3] = &headers->location;
    into[4] = &headers->encoding;
    into[5] = &headers->content_location;
    into[6] = &headers->manipulation;
    return into;
}

static void clear_values(struct headers *headers)
{
    headers->date = headers->expires = headers->retry_date = TIME_ABSENT;
    headers->max_age = headers->age = headers->retry_after = -1;
    headers->length = -1;
    headers->coded = false;
}

void headers_init(struct headers *headers)
{
    struct strbuf *all[TEXTS];

    memset(headers, 0, sizeof(*headers));
    texts(headers, all);
    for (size_t i = 0; i < TEXTS; i++)
        strbuf_init(all[i], VALUE_CEILING);
    clear_values(headers);
}

void headers_release(struct headers *headers)
{
    struct strbuf *all[TEXTS];

    texts(headers, all);
    for (size_t i = 0; i < TEXTS; i++)
        strbuf_release(all[i]);
}

void headers_next(struct headers *headers)
{
    struct strbuf *all[TEXTS];

    texts(headers, all);
    for (size_t i = 0; i < TEXTS; i++)
        strbuf_clear(all[i]);
    clear_values(headers);
}

static int64_t date_of(const char *value)
{
    time_t seconds = curl_getdate(value, NULL);

    return seconds == -1 ? TIME_ABSENT : (int64_t)seconds;
}

static int64_t number_of(const char *value)
{
    char *end;
    long long number = strtoll(value, &end, 10);

    return end == value || number < 0 ? -1 : number;
}

static void cache_control(struct headers *headers, const char *value)
{
    for (const char *at = value; at && *at; at = strchr(at, ',')) {
        at += strspn(at, ", \t");
        if (!strncasecmp(at, "max-age=", 8))
            headers->max_age = number_of(at + 8 + strspn(at + 8, "\""));
        if (!strncasecmp(at, "no-cache", 8) || !strncasecmp(at, "no-store", 8))
            headers->max_age = 0;
    }
}

static void set_text(struct strbuf *into, const char *value)
{
    strbuf_clear(into);
    strbuf_addstr(into, value);
    if (into->cut) { /* a part of a validator would be another one */
        strbuf_clear(into);
        into->cut = false;
    }
}

/* Lines of one name are one list; but a coding said twice was done once. */
static void add_coding(struct strbuf *into, const char *value)
{
    if (!strcasecmp(into->data, value))
        return;
    if (into->len)
        strbuf_addstr(into, ", ");
    strbuf_addstr(into, value);
}

static void set_value(struct headers *headers, const char *name,
                      const char *value)
{
    if (!strcasecmp(name, "content-type"))
        set_text(&headers->content_type, value);
    else if (!strcasecmp(name, "etag"))
        set_text(&headers->etag, value);
    else if (!strcasecmp(name, "last-modified"))
        set_text(&headers->last_modified, value);
    else if (!strcasecmp(name, "location") && !headers->location.len)
        set_text(&headers->location, value); /* the first of them */
    else if (!strcasecmp(name, "content-encoding"))
        add_coding(&headers->encoding, value);
    else if (!strcasecmp(name, "content-location"))
        set_text(&headers->content_location, value);
    else if (!strcasecmp(name, "im"))
        set_text(&headers->manipulation, value);
    else if (!strcasecmp(name, "date"))
        headers->date = date_of(value);
    else if (!strcasecmp(name, "expires"))
        headers->expires = date_of(value);
    else if (!strcasecmp(name, "age"))
        headers->age = number_of(value);
    else if (!strcasecmp(name, "transfer-encoding"))
        headers->coded = true;
    else if (!strcasecmp(name, "cache-control"))
        cache_control(headers, value);
    else if (!strcasecmp(name, "content-length"))
        headers->length = number_of(value);
    else if (!strcasecmp(name, "retry-after") && *value >= '0' && *value <= '9')
        headers->retry_after = number_of(value);
    else if (!strcasecmp(name, "retry-after"))
        headers->retry_date = date_of(value);
}

/* "HTTP/1.1 103 Early Hints" */
static bool is_interim(const char *line)
{
    const char *status = strchr(line, ' ');

    return status && status[strspn(status, " ")] == '1';
}

void headers_add(struct headers *headers, const char *line, size_t len)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, VALUE_CEILING + 64);
    headers->bytes += len;
    while (len && strchr("\r\n \t", line[len - 1]))
        len--;
    strbuf_add(&text, line, len);
    if (len > 5 && !strncasecmp(line, "HTTP/", 5)) {
        headers_next(headers);
        headers->interim += is_interim(text.data);
        return;
    }
    char *colon = strchr(text.data, ':');
    if (!colon || text.cut)
        return;
    *colon = '\0';
    set_value(headers, text.data, colon + 1 + strspn(colon + 1, " \t"));
}

int64_t headers_fresh(const struct headers *headers)
{
    int64_t fresh = headers->max_age;

    if (fresh < 0 && headers->expires != TIME_ABSENT &&
        headers->date != TIME_ABSENT)
        fresh = headers->expires > headers->date
                    ? headers->expires - headers->date
                    : 0;
    if (fresh > 0 && headers->age > 0)
        fresh = fresh > headers->age ? fresh - headers->age : 0;
    return fresh;
}

int64_t headers_retry(const struct headers *headers, int64_t now)
{
    int64_t from = headers->date != TIME_ABSENT ? headers->date : now;

    if (headers->retry_after >= 0)
        return headers->retry_after;
    if (headers->retry_date != TIME_ABSENT && from > 0 &&
        headers->retry_date > from)
        return headers->retry_date - from;
    return -1;
}
