/*
 * Redirects, followed by ourselves.
 *
 * Each is a request of its own: it waits in the queue of the host it leads to,
 * so that a host which many feeds are led to is asked by no more at once than
 * any other, and is left alone when it wants to be. What is sent, what is
 * shown, and where a feed moves follow from the one url that is asked: libcurl,
 * following, would take the first of two Locations, follow one that comes with
 * 304, and read a redirect's body for as long as it lasts.
 *
 * Credentials and a feed's own headers end with the first request to another
 * origin (scheme, host, port), and do not come back when the chain does: who
 * was asked in between would choose what they are sent for. The time that a
 * transfer may take is for the whole chain.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "fetcher/fetcher_internal.h"

#define MAX_REDIRECTS 10

bool is_redirect(long status)
{
    return status == 300 || status == 301 || status == 302 || status == 303 ||
           status == 307 || status == 308;
}

static bool end_chain(struct transfer *transfer, const char *why)
{
    snprintf(transfer->why, sizeof(transfer->why), "%s", why);
    return false;
}

/* Where it leads, without fragment; what is not ASCII is escaped, but in the
 * host's name. */
static void find_target(struct strbuf *out, const struct transfer *transfer)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, LIMIT_URL);
    url_resolve(&url, transfer_at(transfer), transfer->headers.location.data);
    const char *host = strstr(url.data, "://");
    const char *path =
        host ? host + 3 + strcspn(host + 3, "/?#") : url.data + url.len;
    strbuf_add(out, url.data, (size_t)(path - url.data));
    for (; *path && *path != '#'; path++) {
        if ((unsigned char)*path < 0x80)
            strbuf_addch(out, *path);
        else
            strbuf_addf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
    out->cut = out->cut || url.cut;
}

static bool is_http(const char *url)
{
    return !strncasecmp(url, "http://", 7) || !strncasecmp(url, "https://", 8);
}

/* Where permanent redirects alone have led to, in the form that is subscribed
 * to. */
static void watch_moving(struct transfer *transfer, long status,
                         const char *target)
{
    CLEANUP(strbuf_release) struct strbuf bare;
    CLEANUP(strbuf_release) struct strbuf url;
    struct error unused;

    strbuf_init(&bare, LIMIT_URL);
    strbuf_init(&url, LIMIT_URL);
    transfer->all_permanent =
        transfer->all_permanent && (status == 301 || status == 308);
    if (!transfer->all_permanent)
        return;
    url_take_credentials(&bare, target, NULL, NULL);
    xfree(transfer->permanent);
    transfer->permanent = NULL;
    if (url_subscribe(&url, bare.data, &unused) == 0 &&
        strcmp(url.data, transfer->url) != 0)
        transfer->permanent = strbuf_detach(&url);
}

static long time_of(const struct transfer *transfer)
{
    return transfer->own.timeout_ms > 0
               ? transfer->own.timeout_ms
               : transfer->fetcher->options.total_timeout_ms;
}

/* This request is over: what it took counts for the whole. */
static void add_up(struct transfer *transfer)
{
    curl_off_t spent = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &spent);
    transfer->spent_ms += (long)(spent / 1000);
    transfer->earlier_bytes += transfer_received(transfer);
}

bool redirect_follow(struct transfer *transfer)
{
    CLEANUP(strbuf_release) struct strbuf target;
    long status = 0;

    strbuf_init(&target, LIMIT_URL);
    if (!transfer->redirected || transfer->refused)
        return false;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    add_up(transfer);
    find_target(&target, transfer);
    if (++transfer->redirects > MAX_REDIRECTS)
        return end_chain(transfer, "more than 10 redirects");
    if (transfer->spent_ms >= time_of(transfer))
        return end_chain(transfer, "its redirects take too long");
    if (target.cut)
        return end_chain(transfer, "it is redirected to a url that is too "
                                   "long");
    if (!is_http(target.data)) {
        transfer_refuse(transfer, "it is redirected to what is neither http "
                                  "nor https");
        return false;
    }
    watch_moving(transfer, status, target.data);
    transfer->left =
        transfer->left || !url_same_origin(transfer->url, target.data);
    xfree(transfer->at);
    transfer->at = strbuf_detach(&target);
    return true;
}

void redirect_apply(struct transfer *transfer)
{
    headers_next(&transfer->headers);
    transfer->redirected = false;
    transfer->skipped = 0;
    transfer->refused = false;
    *transfer->why = *transfer->curl_error = '\0';
    curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS,
                     time_of(transfer) - transfer->spent_ms);
    if (transfer->left)
        own_leave(transfer);
}
