/*
 * A url's forms: canonical to compare, redacted to show, normalised to
 * subscribe to.
 *
 * The canonical form gives up what copies of one link differ by (scheme,
 * www., tracking), so it may name a url that nobody serves; parameters are
 * dropped by name only where the name is a tracker's and nothing else's, for
 * "cid" or "source" are somewhere the number of the article. What can be
 * subscribed to is judged by libcurl, so that what is accepted here can be
 * fetched.
 */
#include <ctype.h>
#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/url_internal.h"

static bool is_default_port(struct url_slice scheme, struct url_slice port)
{
    return !port.len ||
           (url_slice_is(scheme, "http") && url_slice_is(port, "80")) ||
           (url_slice_is(scheme, "https") && url_slice_is(port, "443"));
}

/* Names of query parameters that say where a reader came from. A name ending
 * in '*' is a prefix. */
static const char *const tracking[] = {
    "utm_*",      "at_*",     "ns_*",
    "pk_*",       "piwik_*",  "mtm_*",
    "stm_*",      "hsa_*",    "fbclid",
    "gclid",      "dclid",    "gbraid",
    "wbraid",     "msclkid",  "yclid",
    "twclid",     "ttclid",   "igshid",
    "mc_cid",     "mc_eid",   "_ga",
    "_gl",        "_hsenc",   "_hsmi",
    "cmpid",      "ocid",     "xtor",
    "smid",       "smtyp",    "ref_src",
    "ref_url",    "wt.mc_*",  "wt_mc*",
    "ftag",       "sr_share", "mkt_tok",
    "spm",        "echobox",  "oly_anon_id",
    "oly_enc_id", "vero_id",  "__twitter_impression",
};

/* Names of parameters that number a visit, so that each reader, and each poll,
 * has another link. */
static const char *const visits[] = {
    "phpsessid", "jsessionid", "aspsessionid*", "oscsid", "zenid",
};
/* The same where the value is of 128 random bits; else it may be an article. */
static const char *const visits_or_not[] = {
    "s", "sid", "session", "sessionid", "session_id",
};

static bool matches(struct url_slice name, const char *pattern)
{
    size_t len = strlen(pattern);

    if (len && pattern[len - 1] == '*')
        return name.len >= len - 1 && !strncasecmp(name.at, pattern, len - 1);
    return url_slice_is(name, pattern);
}

static bool matches_any(struct url_slice name, const char *const *patterns,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (matches(name, patterns[i]))
            return true;
    return false;
}

/* The next parameter of a query, moving *at behind it; its name alone in
 * *ret_name. */
static struct url_slice next_parameter(const char **at, const char *end,
                                       struct url_slice *ret_name)
{
    struct url_slice parameter = url_slice_until(at, end, "&");
    const char *name_end = parameter.at;

    if (*at < end)
        ++*at;
    *ret_name = url_slice_until(&name_end, parameter.at + parameter.len, "=");
    return parameter;
}

static bool is_random(struct url_slice parameter, struct url_slice name)
{
    size_t len = parameter.len - name.len;

    if (len <= 32)
        return false;
    for (size_t i = 1; i < len; i++)
        if (!isxdigit((unsigned char)name.at[name.len + i]))
            return false;
    return true;
}

#define MATCHES_ANY(name, patterns) \
    matches_any((name), (patterns), sizeof(patterns) / sizeof(*(patterns)))

static bool is_dropped(struct url_slice parameter, struct url_slice name)
{
    return MATCHES_ANY(name, tracking) || MATCHES_ANY(name, visits) ||
           (MATCHES_ANY(name, visits_or_not) && is_random(parameter, name));
}

/* Where Java's servers put the visit: "/a;jsessionid=1". */
static struct url_slice without_visit(struct url_slice path)
{
    static const char name[] = ";jsessionid=";
    const char *at = path.len ? memrchr(path.at, ';', path.len) : NULL;
    size_t left = at ? path.len - (size_t)(at - path.at) : 0;

    if (left >= sizeof(name) - 1 && !strncasecmp(at, name, sizeof(name) - 1) &&
        !memchr(at, '/', left))
        path.len -= left;
    return path;
}

static void add_untracked_query(struct strbuf *out, struct url_slice query)
{
    const char *at = query.at;
    const char *end = at ? at + query.len : NULL;
    char separator = '?';

    while (at < end) {
        struct url_slice name;
        struct url_slice parameter = next_parameter(&at, end, &name);
        if (!parameter.len || is_dropped(parameter, name))
            continue;
        strbuf_addch(out, separator);
        url_add_escaped(out, parameter);
        separator = '&';
    }
}

void url_canonical(struct strbuf *out, const char *link)
{
    struct url_slice text = url_trim(link);
    struct url_parts parts = url_split(text.at, text.len);
    struct url_slice port;

    if (!url_is_http(parts.scheme) || !parts.authority.len) {
        url_add_escaped(out, text);
        return;
    }
    struct url_slice host = url_host_of(parts.authority, &port);
    if (host.len > 4 && !strncasecmp(host.at, "www.", 4)) {
        host.at += 4;
        host.len -= 4;
    }
    strbuf_addstr(out, "https://");
    url_add_lower(out, host);
    if (!is_default_port(parts.scheme, port))
        url_add_component(out, ":", port);
    size_t path = out->len;
    parts.path = without_visit(parts.path);
    url_add_path(out, parts.path.at, parts.path.len);
    while (out->len > path && out->data[out->len - 1] == '/')
        strbuf_truncate(out, out->len - 1);
    add_untracked_query(out, parts.query);
}

static const char *const secrets[] = {
    "token*",   "*token",   "key",     "apikey",   "api_key",   "auth*",
    "pass*",    "pwd",      "secret*", "sig",      "signature", "sid",
    "session*", "access_*", "hash",    "user_key", "k",
};

static bool is_secret(struct url_slice name)
{
    static const char suffix[] = "token";

    if (name.len >= 5 && !strncasecmp(name.at + name.len - 5, suffix, 5))
        return true;
    return MATCHES_ANY(name, secrets);
}

static void add_redacted_query(struct strbuf *out, struct url_slice query)
{
    const char *at = query.at;
    const char *end = at ? at + query.len : NULL;
    char separator = '?';

    while (at < end) {
        struct url_slice name;
        struct url_slice parameter = next_parameter(&at, end, &name);
        strbuf_addch(out, separator);
        separator = '&';
        if (is_secret(name) && name.len < parameter.len) {
            url_add_escaped(out, name);
            strbuf_addstr(out, "=...");
        } else {
            url_add_escaped(out, parameter);
        }
    }
}

void url_redact(struct strbuf *out, const char *url)
{
    struct url_slice text = url_trim(url);
    struct url_parts parts = url_split(text.at, text.len);
    const char *at = parts.authority.len
                         ? memrchr(parts.authority.at, '@', parts.authority.len)
                         : NULL;

    if (at) {
        parts.authority.len -= (size_t)(at + 1 - parts.authority.at);
        parts.authority.at = at + 1;
    }
    if (parts.scheme.at) {
        url_add_escaped(out, parts.scheme);
        strbuf_addch(out, ':');
    }
    url_add_component(out, "//", parts.authority);
    url_add_escaped(out, parts.path);
    add_redacted_query(out, parts.query);
    url_add_component(out, "#", parts.fragment);
}

/* Subscribing */

static int add_file(struct strbuf *out, const struct url_parts *parts,
                    const char *text, struct error *err)
{
    if ((parts->authority.len &&
         !url_slice_is(parts->authority, "localhost")) ||
        !parts->path.len || parts->path.at[0] != '/')
        return error_set(err, ERROR_INPUT,
                         "'%.100s': a file url names an absolute path, like "
                         "file:///home/user/feed.xml",
                         text);
    strbuf_addstr(out, "file://");
    url_add_escaped(out, parts->path);
    return 0;
}

static int add_checked(struct strbuf *out, struct url_slice text,
                       const char *shown, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf escaped;
    char *url = NULL;
    CURLU *handle = curl_url();
    CURLUcode code = CURLUE_OUT_OF_MEMORY;

    strbuf_init(&escaped, LIMIT_URL);
    url_add_escaped(&escaped, text);
    if (handle)
        code = curl_url_set(handle, CURLUPART_URL, escaped.data, 0);
    if (!code)
        code = curl_url_set(handle, CURLUPART_FRAGMENT, NULL, 0);
    if (!code)
        code = curl_url_get(handle, CURLUPART_URL, &url, CURLU_NO_DEFAULT_PORT);
    if (!code)
        strbuf_addstr(out, url);
    curl_free(url);
    curl_url_cleanup(handle);
    if (code)
        return error_set(err, ERROR_INPUT, "'%.100s' is not a url: %s", shown,
                         curl_url_strerror(code));
    return 0;
}

bool url_is_proxy(const char *url)
{
    static const char *const schemes[] = {"http",    "https",  "socks4",
                                          "socks4a", "socks5", "socks5h"};
    struct url_parts parts = url_split(url, strlen(url));
    bool known = false;

    for (size_t i = 0; parts.scheme.at && i < 6 && !known; i++)
        known = url_slice_is(parts.scheme, schemes[i]);
    if (!known || !parts.authority.len)
        return false;
    CURLU *handle = curl_url();
    known = handle && curl_url_set(handle, CURLUPART_URL, url,
                                   CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    curl_url_cleanup(handle);
    return known;
}

/* libcurl 7.88 keeps the host as it was typed. */
static void add_lower_host(struct strbuf *out, const char *url)
{
    struct url_parts parts = url_split(url, strlen(url));
    struct url_slice port;
    struct url_slice host = url_host_of(parts.authority, &port);
    size_t before = (size_t)(host.at - url);

    url_add_lower(out, parts.scheme);
    strbuf_add(out, url + parts.scheme.len, before - parts.scheme.len);
    url_add_lower(out, host);
    strbuf_addstr(out, host.at + host.len);
}

/* "host", "host:port", "host/path": what a user types without a scheme. */
static bool is_bare(const struct url_parts *parts, struct url_slice text)
{
    if (!parts->scheme.at && parts->authority.at)
        return true;
    if (!parts->scheme.at)
        return *text.at != '/' && memchr(text.at, '.', text.len);
    const char *port = parts->scheme.at + parts->scheme.len + 1;
    return !parts->authority.at && memchr(text.at, '.', parts->scheme.len) &&
           port < text.at + text.len && isdigit((unsigned char)*port);
}

/* "feed:https://host/x" and "feed://host/x", as browsers hand them over. */
static struct url_slice without_feed_scheme(struct url_slice text)
{
    if (text.len > 5 && !strncasecmp(text.at, "feed:", 5))
        return (struct url_slice){text.at + 5, text.len - 5};
    return text;
}

int url_subscribe(struct strbuf *out, const char *text, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf bare;
    CLEANUP(strbuf_release) struct strbuf checked;
    CLEANUP(strbuf_release) struct strbuf shown; /* in messages */
    struct url_slice slice = without_feed_scheme(url_trim(text));
    struct url_parts parts = url_split(slice.at, slice.len);

    strbuf_init(&bare, LIMIT_URL);
    strbuf_init(&checked, LIMIT_URL);
    strbuf_init(&shown, LIMIT_URL);
    url_redact(&shown, text);
    if (!slice.len)
        return error_set(err, ERROR_INPUT, "an empty url");
    if (slice.len > LIMIT_URL / 4)
        return error_set(err, ERROR_INPUT, "'%.60s...': longer than %d bytes",
                         shown.data, LIMIT_URL / 4);
    if (parts.scheme.at && url_slice_is(parts.scheme, "file"))
        return add_file(out, &parts, text, err);
    if (is_bare(&parts, slice)) {
        strbuf_addstr(&bare, parts.authority.at ? "https:" : "https://");
        strbuf_add(&bare, slice.at, slice.len);
        slice = (struct url_slice){bare.data, bare.len};
        parts = url_split(slice.at, slice.len);
    }
    if (!url_is_http(parts.scheme))
        return error_set(err, ERROR_INPUT,
                         "'%.100s' is not a http, https or file url",
                         shown.data);
    int result = add_checked(&checked, slice, shown.data, err);
    if (result < 0)
        return result;
    add_lower_host(out, checked.data);
    return 0;
}
