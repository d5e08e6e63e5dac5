/*
 * One transfer: the request's options, our own ceilings, what came of it.
 *
 * libcurl's answer alone is not believed. Its limit of sizes does not see
 * decoded bytes, so that they are counted here, where they are made
 * (decoding.c); a body shorter than promised, or whose coding has not come to
 * its end, is a failure. Redirects are not libcurl's to follow (redirect.c).
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "fetcher/decoding.h"
#include "fetcher/fetcher_internal.h"

#define MAX_INTERIM 10         /* responses of 1xx before the one */
#define SLOW        100L       /* bytes a second */
#define DNS_SECONDS 600L       /* a name's address is believed */
#define RATIO       100        /* of decoded to received bytes … */
#define RATIO_FROM  (4 << 20)  /* … of bodies this large */
#define SKIP_MOST   (64 << 10) /* of a redirect's body, to keep the connection */

static char *copy(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

struct transfer *transfer_new(struct fetcher *fetcher,
                              const struct fetch_request *request)
{
    struct transfer *transfer = xcalloc(1, sizeof(*transfer));

    transfer->fetcher = fetcher;
    transfer->url = own_init(&transfer->own, request);
    transfer->etag = copy(request->etag);
    transfer->last_modified = copy(request->last_modified);
    transfer->allow_private = request->allow_private;
    transfer->tag = request->tag;
    transfer->all_permanent = true;
    headers_init(&transfer->headers);
    strbuf_init(&transfer->body, request->max_body ? request->max_body
                                                   : fetcher->options.max_body);
    return transfer;
}

void transfer_free(struct transfer *transfer)
{
    xfree(transfer->url);
    xfree(transfer->etag);
    xfree(transfer->last_modified);
    xfree(transfer->at);
    xfree(transfer->permanent);
    curl_easy_cleanup(transfer->easy);
    own_release(&transfer->own);
    curl_slist_free_all(transfer->list);
    headers_release(&transfer->headers);
    strbuf_release(&transfer->body);
    decoding_free(transfer->decoding);
    xfree(transfer);
}

void transfer_refuse(struct transfer *transfer, const char *why)
{
    transfer->refused = true;
    snprintf(transfer->why, sizeof(transfer->why), "%s", why);
}

const char *transfer_at(const struct transfer *transfer)
{
    return transfer->at ? transfer->at : transfer->url;
}

size_t transfer_received(const struct transfer *transfer)
{
    curl_off_t bytes = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
    return (size_t)bytes;
}

/* Feeds pack to a fifth, those of one sentence a thousand times to a
 * fiftieth. */
static bool is_bomb(const struct transfer *transfer)
{
    return transfer->headers.encoding.len && transfer->body.len > RATIO_FROM &&
           transfer->body.len / RATIO > transfer_received(transfer);
}

/* What a body's bytes are, decoded. */
static bool take_body(void *context, const char *bytes, size_t len)
{
    struct transfer *transfer = context;

    strbuf_add(&transfer->body, bytes, len);
    if (transfer->body.cut)
        transfer_refuse(transfer, "the body is larger than the limit");
    else if (is_bomb(transfer))
        transfer_refuse(transfer,
                        "the body unpacks to more than 100 times its size");
    return !transfer->refused;
}

static bool is_success(long status)
{
    return status == 200 || status == 226;
}

/* Bodies that nobody will read are only counted. */
static void begin_body(struct transfer *transfer)
{
    const char *coding = transfer->headers.encoding.data;
    long status = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    transfer->decoding =
        decoding_new(is_success(status) ? coding : "", take_body, transfer);
    if (!transfer->decoding)
        snprintf(transfer->why, sizeof(transfer->why),
                 "the body has an unknown encoding: %s", coding);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;

    if (transfer->redirected) {
        transfer->skipped += size * count;
        return transfer->skipped > SKIP_MOST ? CURL_WRITEFUNC_ERROR
                                             : size * count;
    }
    if (!transfer->decoding)
        begin_body(transfer);
    if (!transfer->decoding)
        return CURL_WRITEFUNC_ERROR;
    if (decoding_add(transfer->decoding, bytes, size * count))
        return size * count;
    if (!transfer->refused)
        snprintf(transfer->why, sizeof(transfer->why),
                 "the body cannot be decoded, it is no %s or damaged",
                 transfer->headers.encoding.data);
    return CURL_WRITEFUNC_ERROR;
}

/* The head has come to its end. */
static void end_head(struct transfer *transfer)
{
    long status = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    transfer->redirected =
        is_redirect(status) && transfer->headers.location.len;
}

static size_t on_header(char *line, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    size_t len = size * count;

    headers_add(&transfer->headers, line, len);
    if (len <= 2 && (len == 0 || *line == '\r' || *line == '\n'))
        end_head(transfer);
    if (transfer->headers.bytes > LIMIT_HEADERS)
        transfer_refuse(transfer, "its headers are larger than the limit");
    else if (transfer->headers.interim > MAX_INTERIM)
        transfer_refuse(transfer,
                        "it sends interim responses (1xx) without end");
    else
        return len;
    return CURL_WRITEFUNC_ERROR;
}

static void refuse_address(struct transfer *transfer)
{
    transfer_refuse(transfer,
                    "it leads to a private address (--allow-private when "
                    "adding the feed permits it)");
}

#define BAD_PORT "its port belongs to another protocol"

static unsigned port_of(const struct curl_sockaddr *address)
{
    const void *any = &address->addr;

    if (address->family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)any)->sin6_port);
    return ntohs(((const struct sockaddr_in *)any)->sin_port);
}

/* Where a connection really goes. */
static curl_socket_t on_socket(void *context, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    struct transfer *transfer = context;

    if (!transfer->allow_private && !own_proxy(transfer) &&
        !address_is_public(&address->addr)) {
        refuse_address(transfer);
        return CURL_SOCKET_BAD;
    }
    if (!own_proxy(transfer) && !port_is_allowed(port_of(address))) {
        transfer_refuse(transfer, BAD_PORT);
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

/* The same for a connection that is used again, perhaps made by a request that
 * was permitted more. A name may have several addresses: that one of them was
 * refused is nothing when another has led here. */
static int on_request(void *context, char *address, char *local, int port,
                      int local_port)
{
    struct transfer *transfer = context;

    if (transfer->allow_private || own_proxy(transfer))
        return CURL_PREREQFUNC_OK;
    if (address_text_is_public(address) == 1) {
        transfer->refused = false;
        *transfer->why = '\0';
        return CURL_PREREQFUNC_OK;
    }
    refuse_address(transfer);
    return CURL_PREREQFUNC_ABORT;
}

static void add_condition(struct transfer *transfer, const char *name,
                          const char *value)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, LIMIT_URL);
    if (!value || !*value || value[strcspn(value, "\r\n")])
        return;
    strbuf_addf(&line, "%s: %s", name, value);
    if (!line.cut)
        transfer->list = curl_slist_append(transfer->list, line.data);
}

/* What all transfers have in common; kept while the handle is used again. */
static void set_constant(struct fetcher *fetcher, CURL *easy)
{
    const struct fetch_options *options = &fetcher->options;

    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, decoding_accepted());
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     options->connect_timeout_ms);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options->total_timeout_ms);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SLOW);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     (options->total_timeout_ms + 1999) / 2000);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, DNS_SECONDS);
    /* A transfer whose time is over does not wait for its name's resolver,
     * which would hold up all others for as long as that likes. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (fetcher->authorities)
        curl_easy_setopt(easy, CURLOPT_CAINFO, fetcher->authorities);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, fetcher->user_agent);
    curl_easy_setopt(easy, CURLOPT_PROXY, fetcher->proxy ? fetcher->proxy : "");
    /* Else the environment's no_proxy would lead past it, and its guards. */
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
}

/* Whom others ask for us: they resolve its name, and we see but the url. */
static bool check_proxied(struct transfer *transfer)
{
    const char *url = transfer_at(transfer);

    if (!own_proxy(transfer))
        return true;
    if (!url_port_is_allowed(url))
        transfer_refuse(transfer, BAD_PORT);
    else if (!transfer->allow_private && !url_is_public(url))
        refuse_address(transfer);
    return !transfer->refused;
}

static void set_up(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    set_constant(transfer->fetcher, easy);
    add_condition(transfer, "If-None-Match", transfer->etag);
    add_condition(transfer, "If-Modified-Since", transfer->last_modified);
    /* The server may leave out what it told when that ETag was the newest. */
    if (transfer->etag)
        add_condition(transfer, "A-IM", "feed");
    transfer->list = curl_slist_append(
        transfer->list,
        "Accept: application/atom+xml, application/rss+xml, "
        "application/feed+json, application/rdf+xml;q=0.9, "
        "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, "
        "*/*;q=0.5");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->list);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_error);
    own_apply(transfer);
}

bool transfer_start(struct transfer *transfer)
{
    const char *url = transfer_at(transfer);

    if (transfer->redirects)
        redirect_apply(transfer);
    else
        set_up(transfer);
    /* Over TLS, wait for what the first connection to a host can do: streams
     * of one HTTP/2 connection are cheaper than more connections. */
    curl_easy_setopt(transfer->easy, CURLOPT_PIPEWAIT,
                     !strncasecmp(url, "https:", 6) ? 1L : 0L);
    return check_proxied(transfer) &&
           curl_easy_setopt(transfer->easy, CURLOPT_URL, url) == CURLE_OK;
}

/* Why a body that libcurl is content with is not whole. */
static const char *body_fault(const struct transfer *transfer)
{
    const struct headers *headers = &transfer->headers;

    if (!headers->coded && headers->length >= 0 &&
        (int64_t)transfer_received(transfer) < headers->length)
        return "the body is shorter than was promised";
    if (transfer->decoding && !decoding_ended(transfer->decoding))
        return "the body ends before its encoding does";
    if (transfer->body.len == 0)
        return "the body is empty";
    return NULL;
}

/* The one manipulation that was asked for. */
static bool is_delta(const struct transfer *transfer)
{
    return transfer->etag &&
           !strcasecmp(transfer->headers.manipulation.data, "feed");
}

/* Of a request that waited for a connection, its own or (PIPEWAIT) one that is
 * to be shared, libcurl says what it has not come to. One that was sent over a
 * kept connection has no time of connecting either, so it is what was sent that
 * tells. */
static bool is_unconnected(const struct transfer *transfer)
{
    long sent = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &sent);
    return sent == 0 && strncmp(transfer->curl_error, "Resolving", 9) != 0;
}

/* Our own reason, else libcurl's. */
static const char *fault(struct transfer *transfer, CURLcode code)
{
    if (*transfer->why)
        return transfer->why;
    if (code == CURLE_OPERATION_TIMEDOUT && is_unconnected(transfer))
        return "no connection came about in time";
    if (own_proxy(transfer) &&
        strstr(transfer->curl_error, own_proxy(transfer)))
        return "the proxy's url cannot be used"; /* it may hold a password */
    return *transfer->curl_error ? transfer->curl_error
                                 : curl_easy_strerror(code);
}

static enum fetch_outcome outcome_of(struct transfer *transfer, CURLcode code,
                                     long status, const char **ret_message)
{
    bool file = is_file_url(transfer->url);

    if (transfer->refused) {
        *ret_message = transfer->why;
        return FETCH_REFUSED;
    }
    if (code != CURLE_OK || *transfer->why) {
        *ret_message = fault(transfer, code);
        return FETCH_FAILED;
    }
    if (status == 304) {
        if (transfer->etag || transfer->last_modified)
            return FETCH_NOT_MODIFIED;
        *ret_message = "HTTP 304, although nothing was asked for";
        return FETCH_FAILED;
    }
    if (status == 410) {
        *ret_message = "HTTP 410: it is gone for good and not asked any more";
        return FETCH_GONE;
    }
    if (status == 226 && !is_delta(transfer)) {
        *ret_message = "HTTP 226, although nothing of the kind was asked for";
        return FETCH_FAILED;
    }
    if (!is_success(status) && !(file && status == 0)) {
        snprintf(transfer->why, sizeof(transfer->why), "HTTP %ld", status);
        *ret_message = transfer->why;
        return FETCH_FAILED;
    }
    *ret_message = file ? NULL : body_fault(transfer);
    return *ret_message ? FETCH_FAILED : FETCH_BODY;
}

static const char *given(const struct strbuf *text)
{
    return text->len ? text->data : NULL;
}

void transfer_finish(struct transfer *transfer, CURLcode code)
{
    CLEANUP(strbuf_release) struct strbuf base;
    CLEANUP(strbuf_release) struct strbuf final;
    CLEANUP(strbuf_release) struct strbuf clean;
    const struct headers *headers = &transfer->headers;
    const char *message = NULL;
    long status = 0;

    strbuf_init(&base, LIMIT_URL);
    strbuf_init(&final, LIMIT_URL);
    strbuf_init(&clean, 1024);
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    /* A redirect may bring credentials of its own. */
    url_take_credentials(&final, transfer_at(transfer), NULL, NULL);
    enum fetch_outcome outcome = outcome_of(transfer, code, status, &message);
    if (message)
        text_clean_line(&clean, message);
    url_resolve(&base, final.data,
                given(&headers->content_location)
                    ? headers->content_location.data
                    : "");
    struct fetch_response response = {
        .tag = transfer->tag,
        .outcome = outcome,
        .status = status,
        .content_type = given(&headers->content_type),
        .etag = given(&headers->etag),
        .last_modified = given(&headers->last_modified),
        .base_url =
            base.len && headers->content_location.len ? base.data : final.data,
        .fresh_seconds = headers_fresh(headers),
        .delta = status == 226,
        .retry_after = headers_retry(headers, transfer->fetcher->options.now),
        .wire_bytes = transfer_received(transfer),
        .message = message ? clean.data : NULL,
    };
    if (outcome == FETCH_BODY) {
        response.body = transfer->body.data;
        response.len = transfer->body.len;
    }
    if (outcome == FETCH_BODY || outcome == FETCH_NOT_MODIFIED ||
        outcome == FETCH_GONE)
        response.permanent_url = transfer->permanent;
    if (outcome == FETCH_FAILED && (status == 429 || status == 503) &&
        response.retry_after > 0)
        fetcher_hold(transfer->fetcher, final.data, response.retry_after);
    transfer->fetcher->done(transfer->fetcher->context, &response);
}

void transfer_postpone(struct transfer *transfer, int64_t seconds)
{
    struct fetch_response response = {
        .tag = transfer->tag,
        .outcome = FETCH_POSTPONED,
        .base_url = transfer->url,
        .wire_bytes = transfer->earlier_bytes,
        .fresh_seconds = -1,
        .retry_after = seconds,
        .message = "not asked: its host wants to be left alone",
    };

    transfer->fetcher->done(transfer->fetcher->context, &response);
}
