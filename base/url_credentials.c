/*
 * Who asks, taken out of a url: user name and password (RFC 3986 section
 * 3.2.1), and the origin they are meant for (RFC 6454).
 *
 * They are kept apart from the url once it was typed, so that a url can be
 * shown, compared and resolved against without giving anything away.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/url_internal.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decoded; what decodes to NUL stays as it is. */
static void add_decoded(struct strbuf *out, const char *at, const char *end)
{
    while (at < end) {
        int high = *at == '%' && end - at > 2 ? hex_digit(at[1]) : -1;
        int low = high >= 0 ? hex_digit(at[2]) : -1;
        int byte = low >= 0 ? high * 16 + low : 0;
        strbuf_addch(out, byte ? (char)byte : *at);
        at += byte ? 3 : 1;
    }
}

bool url_take_credentials(struct strbuf *out, const char *url,
                          struct strbuf *user, struct strbuf *password)
{
    struct url_slice text = url_trim(url);
    struct url_parts parts = url_split(text.at, text.len);
    struct url_slice authority = parts.authority;
    const char *end = text.at + text.len;
    const char *at =
        authority.len ? memrchr(authority.at, '@', authority.len) : NULL;

    if (!at) {
        strbuf_add(out, text.at, text.len);
        return false;
    }
    const char *colon = memchr(authority.at, ':', (size_t)(at - authority.at));
    if (user)
        add_decoded(user, authority.at, colon ? colon : at);
    if (password && colon)
        add_decoded(password, colon + 1, at);
    strbuf_add(out, text.at, (size_t)(authority.at - text.at));
    strbuf_add(out, at + 1, (size_t)(end - at - 1));
    return true;
}

/* All but what RFC 3986 calls unreserved. */
static void add_encoded(struct strbuf *out, const char *text)
{
    for (; *text; text++) {
        char c = *text;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z') || strchr("-._~", c))
            strbuf_addch(out, c);
        else
            strbuf_addf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

void url_put_credentials(struct strbuf *out, const char *url, const char *user,
                         const char *password)
{
    struct url_parts parts = url_split(url, strlen(url));

    if (!parts.authority.at) {
        strbuf_addstr(out, url);
        return;
    }
    strbuf_add(out, url, (size_t)(parts.authority.at - url));
    add_encoded(out, user);
    if (password) {
        strbuf_addch(out, ':');
        add_encoded(out, password);
    }
    strbuf_addch(out, '@');
    strbuf_addstr(out, parts.authority.at);
}

void url_origin(struct strbuf *out, const char *url)
{
    struct url_slice text = url_trim(url);
    struct url_parts parts = url_split(text.at, text.len);
    struct url_slice port;

    if (!url_is_http(parts.scheme) || !parts.authority.len)
        return;
    struct url_slice host = url_host_of(parts.authority, &port);
    url_add_lower(out, parts.scheme);
    strbuf_addstr(out, "://");
    url_add_lower(out, host);
    strbuf_addch(out, ':');
    if (port.len)
        strbuf_add(out, port.at, port.len);
    else
        strbuf_addstr(out, url_slice_is(parts.scheme, "http") ? "80" : "443");
}

bool url_same_origin(const char *a, const char *b)
{
    CLEANUP(strbuf_release) struct strbuf x;
    CLEANUP(strbuf_release) struct strbuf y;

    strbuf_init(&x, LIMIT_URL);
    strbuf_init(&y, LIMIT_URL);
    url_origin(&x, a);
    url_origin(&y, b);
    return x.len && !x.cut && !y.cut && !strcmp(x.data, y.data);
}
