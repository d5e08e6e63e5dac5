/*
 * RFC 3986 by hand, as slices of the given string: resolving has to keep what
 * publishers wrote byte for byte (a guid may be such a url), which libcurl's
 * url API, made for fetching, does not promise.
 */
#include "base/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url_internal.h"

static size_t scheme_length(const char *text, const char *end)
{
    const char *p = text;

    if (p == end || !isalpha((unsigned char)*p))
        return 0;
    while (p < end && (isalnum((unsigned char)*p) || strchr("+-.", *p)))
        p++;
    return p < end && *p == ':' ? (size_t)(p - text) : 0;
}

/* The slice from *at up to the first of stops, moving *at there. */
struct url_slice url_slice_until(const char **at, const char *end,
                                 const char *stops)
{
    struct url_slice slice = {*at, 0};

    while (*at < end && !strchr(stops, **at))
        ++*at;
    slice.len = (size_t)(*at - slice.at);
    return slice;
}

/* RFC 3986 appendix B. */
struct url_parts url_split(const char *text, size_t len)
{
    struct url_parts parts = {0};
    const char *at = text;
    const char *end = text + len;
    size_t scheme = scheme_length(text, end);

    if (scheme) {
        parts.scheme = (struct url_slice){text, scheme};
        at += scheme + 1;
    }
    if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
        at += 2;
        parts.authority = url_slice_until(&at, end, "/?#");
    }
    parts.path = url_slice_until(&at, end, "?#");
    if (at < end && *at == '?') {
        at++;
        parts.query = url_slice_until(&at, end, "#");
    }
    if (at < end)
        parts.fragment = (struct url_slice){at + 1, (size_t)(end - at - 1)};
    return parts;
}

/* Append bytes; spaces and controls are escaped, as every browser does. */
void url_add_escaped(struct strbuf *out, struct url_slice slice)
{
    for (size_t i = 0; i < slice.len; i++) {
        unsigned char c = (unsigned char)slice.at[i];
        if (c <= ' ' || c == 0x7f)
            strbuf_addf(out, "%%%02X", c);
        else
            strbuf_addch(out, (char)c);
    }
}

/* Take the last segment away again, with its slash. */
static void remove_segment(struct strbuf *out, size_t root)
{
    size_t len = out->len;

    while (len > root && out->data[len - 1] != '/')
        len--;
    strbuf_truncate(out, len > root ? len - 1 : root);
}

/* Append path without dot segments (section 5.2.4). */
void url_add_path(struct strbuf *out, const char *path, size_t len)
{
    size_t root = out->len;
    const char *at = path;
    const char *end = path + len;

    while (at < end) {
        const char *slash = *at == '/' ? at++ : NULL;
        const char *stop = memchr(at, '/', (size_t)(end - at));
        size_t segment = (size_t)((stop ? stop : end) - at);
        bool up = segment == 2 && at[0] == '.' && at[1] == '.';
        bool here = segment == 1 && at[0] == '.';

        if (up)
            remove_segment(out, root);
        if (slash && (!stop || (!up && !here)))
            strbuf_addch(out, '/');
        if (!up && !here)
            url_add_escaped(out, (struct url_slice){at, segment});
        at += segment;
    }
}

/* The base's path up to its last slash with the reference's behind it. */
static void add_merged_path(struct strbuf *out, const struct url_parts *base,
                            struct url_slice reference)
{
    CLEANUP(strbuf_release) struct strbuf merged;
    size_t keep = base->path.len;

    strbuf_init(&merged, LIMIT_URL);
    while (keep && base->path.at[keep - 1] != '/')
        keep--;
    if (!keep && base->authority.at)
        strbuf_addch(&merged, '/');
    strbuf_add(&merged, base->path.at, keep);
    strbuf_add(&merged, reference.at, reference.len);
    url_add_path(out, merged.data, merged.len);
}

void url_add_component(struct strbuf *out, const char *prefix,
                       struct url_slice slice)
{
    if (!slice.at)
        return;
    strbuf_addstr(out, prefix);
    url_add_escaped(out, slice);
}

static void add_relative(struct strbuf *out, const struct url_parts *base,
                         const struct url_parts *reference)
{
    struct url_slice query = reference->query;

    strbuf_add(out, base->scheme.at, base->scheme.len);
    strbuf_addch(out, ':');
    if (reference->authority.at) {
        url_add_component(out, "//", reference->authority);
        url_add_path(out, reference->path.at, reference->path.len);
    } else {
        url_add_component(out, "//", base->authority);
        if (!reference->path.len) {
            url_add_escaped(out, base->path);
            if (!query.at)
                query = base->query;
        } else if (reference->path.at[0] == '/') {
            url_add_path(out, reference->path.at, reference->path.len);
        } else {
            add_merged_path(out, base, reference->path);
        }
    }
    url_add_component(out, "?", query);
    url_add_component(out, "#", reference->fragment);
}

struct url_slice url_trim(const char *text)
{
    struct url_slice slice = {text, strlen(text)};

    while (slice.len && (unsigned char)*slice.at <= ' ') {
        slice.at++;
        slice.len--;
    }
    while (slice.len && (unsigned char)slice.at[slice.len - 1] <= ' ')
        slice.len--;
    return slice;
}

void url_resolve(struct strbuf *out, const char *base, const char *reference)
{
    struct url_slice text = url_trim(reference);
    struct url_slice base_text = url_trim(base);
    struct url_parts parts = url_split(text.at, text.len);
    struct url_parts base_parts = url_split(base_text.at, base_text.len);

    if (parts.scheme.at || !base_parts.scheme.at)
        url_add_escaped(out, text);
    else
        add_relative(out, &base_parts, &parts);
}

/* Host of an authority: without user and port; *ret_port may be absent. */
struct url_slice url_host_of(struct url_slice authority,
                             struct url_slice *ret_port)
{
    struct url_slice host = authority;
    struct url_slice none = {0};
    const char *at = authority.at ? memrchr(host.at, '@', host.len) : NULL;

    *ret_port = none;
    if (at) {
        host.len -= (size_t)(at + 1 - host.at);
        host.at = at + 1;
    }
    const char *bracket = host.at ? memrchr(host.at, ']', host.len) : NULL;
    const char *colon = host.at ? memrchr(host.at, ':', host.len) : NULL;
    if (colon && (!bracket || colon > bracket)) {
        *ret_port = (struct url_slice){
            colon + 1, host.len - (size_t)(colon + 1 - host.at)};
        host.len = (size_t)(colon - host.at);
    }
    return host;
}

void url_add_lower(struct strbuf *out, struct url_slice slice)
{
    for (size_t i = 0; i < slice.len; i++)
        strbuf_addch(out, (char)tolower((unsigned char)slice.at[i]));
}

bool url_slice_is(struct url_slice slice, const char *text)
{
    return slice.len == strlen(text) && !strncasecmp(slice.at, text, slice.len);
}

bool url_is_http(struct url_slice scheme)
{
    return scheme.at &&
           (url_slice_is(scheme, "http") || url_slice_is(scheme, "https"));
}

void url_host(struct strbuf *out, const char *url)
{
    struct url_slice port;

    url_add_lower(out,
                  url_host_of(url_split(url, strlen(url)).authority, &port));
}
