/*
 * What a request brings of its own: credentials, cookies, headers, a proxy,
 * and how it differs from what the fetcher does for all.
 *
 * Credentials go to the origin they were given for (scheme, host and port) and
 * nowhere else: user and password, a bearer token and the feed's own headers
 * are taken off when a redirect leaves it (redirect.c), and do not come back;
 * cookies go by their domain. Credentials in the url are taken out of it, so
 * that they stand in no message and in no url that is made of it.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "fetcher/fetcher_internal.h"

static char *copy(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

/* A secret does not stay in memory that is used for something else. */
static void forget(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    xfree(secret);
}

char *own_init(struct own *own, const struct fetch_request *request)
{
    CLEANUP(strbuf_release) struct strbuf url;
    struct strbuf user, password;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&user, LIMIT_URL);
    strbuf_init(&password, LIMIT_URL);
    *own = (struct own){
        .user = copy(request->user),
        .password = copy(request->password),
        .token = copy(request->token),
        .cookies = copy(request->cookies),
        .headers = copy(request->headers),
        .user_agent = copy(request->user_agent),
        .proxy = copy(request->proxy),
        .timeout_ms = request->timeout_ms,
        .insecure = request->insecure,
    };
    if (url_take_credentials(&url, request->url, &user, &password) &&
        !own->user) {
        own->user = strbuf_detach(&user);
        own->password = strbuf_detach(&password);
    }
    strbuf_release(&user);
    strbuf_release(&password);
    return strbuf_detach(&url);
}

void own_release(struct own *own)
{
    forget(own->user);
    forget(own->password);
    forget(own->token);
    forget(own->cookies);
    forget(own->headers);
    xfree(own->user_agent);
    xfree(own->proxy);
    curl_slist_free_all(own->list);
}

const char *own_proxy(const struct transfer *transfer)
{
    const char *proxy =
        transfer->own.proxy ? transfer->own.proxy : transfer->fetcher->proxy;

    return proxy && *proxy ? proxy : NULL;
}

/* Call add for each line that is not empty. */
static void each_line(const char *lines,
                      void (*add)(struct transfer *transfer, const char *line),
                      struct transfer *transfer)
{
    CLEANUP(xfreep) char *text = xstrdup(lines);

    for (char *at = text; *at;) {
        size_t len = strcspn(at, "\r\n");
        char *next = at + len + (at[len] ? 1 : 0);
        at[len] = '\0';
        if (*at)
            add(transfer, at);
        at = next;
    }
}

/* A line of a cookies file has six tabs; libcurl takes certain words for
 * commands. */
static void add_cookie(struct transfer *transfer, const char *line)
{
    size_t tabs = 0;

    for (const char *p = line; *p; p++)
        tabs += *p == '\t';
    if (tabs >= 6)
        curl_easy_setopt(transfer->easy, CURLOPT_COOKIELIST, line);
}

static void add_header(struct transfer *transfer, const char *line)
{
    transfer->own.list = curl_slist_append(transfer->own.list, line);
}

static void set_credentials(const struct own *own, CURL *easy)
{
    if (own->token) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, own->token);
    } else if (own->user) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, own->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD,
                         own->password ? own->password : "");
    }
}

static bool has_header(const struct curl_slist *list, const char *line)
{
    size_t len = strcspn(line, ":;") + 1;

    for (; list; list = list->next)
        if (!strncasecmp(list->data, line, len))
            return true;
    return false;
}

void own_apply(struct transfer *transfer)
{
    struct own *own = &transfer->own;
    CURL *easy = transfer->easy;

    set_credentials(own, easy);
    if (own->cookies)
        each_line(own->cookies, add_cookie, transfer);
    if (own->headers) {
        each_line(own->headers, add_header, transfer);
        for (const struct curl_slist *at = transfer->list; at; at = at->next)
            if (!has_header(own->list, at->data))
                own->list = curl_slist_append(own->list, at->data);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, own->list);
    }
    if (own->user_agent)
        curl_easy_setopt(easy, CURLOPT_USERAGENT, own->user_agent);
    if (own->proxy)
        curl_easy_setopt(easy, CURLOPT_PROXY, own->proxy);
    if (own->timeout_ms > 0) {
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, own->timeout_ms);
        if (own->timeout_ms < transfer->fetcher->options.connect_timeout_ms)
            curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, own->timeout_ms);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                         (own->timeout_ms + 1999) / 2000);
    }
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, own->insecure ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, own->insecure ? 0L : 2L);
}

void own_leave(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->list);
    curl_easy_setopt(easy, CURLOPT_USERNAME, NULL);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, NULL);
    curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, NULL);
}
