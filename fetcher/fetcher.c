/*
 * The fetcher: a queue for each host, and libcurl's multi interface.
 *
 * Requests wait here, not in libcurl, so that thousands of them cost a string
 * each. Hosts that may start another transfer stand in one line and take
 * turns: a host with a thousand feeds does not hold up the others. A host that
 * answered 429 or 503 with a Retry-After is asked no more: what still waits
 * for it is answered without asking. A redirect is a request to the host it
 * leads to (redirect.c). Easy handles are used again, connections are libcurl's
 * to keep.
 */
#include "fetcher/fetcher.h"

#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "fetcher/fetcher_internal.h"

static long or_default(long value, long fallback)
{
    return value > 0 ? value : fallback;
}

int fetcher_new(const struct fetch_options *options, fetch_done_fn *done,
                void *context, struct fetcher **ret_fetcher, struct error *err)
{
    static const struct fetch_options none;
    struct fetcher *fetcher = xcalloc(1, sizeof(*fetcher));
    struct fetch_options *chosen = &fetcher->options;

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
        !(fetcher->multi = curl_multi_init())) {
        xfree(fetcher);
        return error_set(err, ERROR_CONFIG, "libcurl cannot be started");
    }
    *chosen = options ? *options : none;
    chosen->max_total = (size_t)or_default((long)chosen->max_total, 64);
    chosen->max_per_host = (size_t)or_default((long)chosen->max_per_host, 4);
    chosen->connect_timeout_ms = or_default(chosen->connect_timeout_ms, 15000);
    chosen->total_timeout_ms = or_default(chosen->total_timeout_ms, 60000);
    if (!chosen->max_body)
        chosen->max_body = LIMIT_BODY;
    fetcher->user_agent = xstrdup(
        chosen->user_agent ? chosen->user_agent : "newsfold/" NEWSFOLD_VERSION);
    fetcher->proxy = chosen->proxy ? xstrdup(chosen->proxy) : NULL;
    fetcher->authorities =
        chosen->authorities ? xstrdup(chosen->authorities) : NULL;
    fetcher->done = done;
    fetcher->context = context;
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS,
                      (long)chosen->max_total * 2);
    *ret_fetcher = fetcher;
    return 0;
}

static struct host *host_of(struct fetcher *fetcher, const char *url)
{
    CLEANUP(strbuf_release) struct strbuf name;
    unsigned bucket = 2166136261U;

    strbuf_init(&name, LIMIT_URL);
    url_host(&name, url);
    for (size_t i = 0; i < name.len; i++)
        bucket = (bucket ^ (unsigned char)name.data[i]) * 16777619U;
    struct host **head = &fetcher->hosts[bucket % HOST_BUCKETS];
    for (struct host *host = *head; host; host = host->next)
        if (!strcmp(host->name, name.data))
            return host;
    struct host *host = xcalloc(1, sizeof(*host));
    host->name = xstrdup(name.data);
    host->next = *head;
    *head = host;
    return host;
}

/* Its queue or what runs of it has changed. */
static void recount(struct fetcher *fetcher, struct host *host)
{
    size_t room = fetcher->options.max_per_host > host->running
                      ? fetcher->options.max_per_host - host->running
                      : 0;

    fetcher->blocked -= host->blocked;
    host->blocked = host->queued > room ? host->queued - room : 0;
    fetcher->blocked += host->blocked;
}

/* Put the host at the end of the line, if it has something to start. */
static void line_up(struct fetcher *fetcher, struct host *host)
{
    if (host->ready || !host->first ||
        host->running >= fetcher->options.max_per_host)
        return;
    host->ready = true;
    host->ready_next = NULL;
    if (fetcher->ready_last)
        fetcher->ready_last->ready_next = host;
    else
        fetcher->ready_first = host;
    fetcher->ready_last = host;
}

void fetcher_add(struct fetcher *fetcher, const struct fetch_request *request)
{
    struct transfer *transfer = transfer_new(fetcher, request);
    struct host *host = host_of(fetcher, request->url);

    transfer->host = host;
    if (host->last)
        host->last->next = transfer;
    else
        host->first = transfer;
    host->last = transfer;
    host->queued++;
    fetcher->pending++;
    recount(fetcher, host);
    line_up(fetcher, host);
}

static CURL *take_handle(struct fetcher *fetcher)
{
    if (fetcher->idle_count)
        return fetcher->idle[--fetcher->idle_count];
    return curl_easy_init();
}

static void give_handle(struct fetcher *fetcher, CURL *easy)
{
    curl_easy_reset(easy);
    if (fetcher->idle_count == fetcher->idle_capacity)
        fetcher->idle =
            array_grow(fetcher->idle, fetcher->idle_count,
                       &fetcher->idle_capacity, sizeof(*fetcher->idle));
    fetcher->idle[fetcher->idle_count++] = easy;
}

/* It runs no more. */
static void take_out(struct fetcher *fetcher, struct transfer *transfer)
{
    if (fetcher->active == transfer) {
        fetcher->active = transfer->next;
    } else {
        struct transfer *before = fetcher->active;
        while (before && before->next != transfer)
            before = before->next;
        if (before)
            before->next = transfer->next;
    }
    transfer->host->running--;
    fetcher->running--;
}

static void end_transfer(struct fetcher *fetcher, struct transfer *transfer,
                         CURLcode code)
{
    struct host *host = transfer->host;

    take_out(fetcher, transfer);
    fetcher->pending--;
    transfer_finish(transfer, code);
    /* A handle keeps its cookies for ever. */
    if (!transfer->own.cookies) {
        give_handle(fetcher, transfer->easy);
        transfer->easy = NULL;
    }
    transfer_free(transfer);
    recount(fetcher, host);
    line_up(fetcher, host);
}

/* It goes on with another url: the next of those that wait for its host. */
static void go_on(struct fetcher *fetcher, struct transfer *transfer)
{
    struct host *host = transfer->host;

    take_out(fetcher, transfer);
    recount(fetcher, host);
    line_up(fetcher, host);
    host = transfer->host = host_of(fetcher, transfer_at(transfer));
    transfer->next = host->first;
    host->first = transfer;
    if (!host->last)
        host->last = transfer;
    host->queued++;
    recount(fetcher, host);
    line_up(fetcher, host);
}

void fetcher_hold(struct fetcher *fetcher, const char *url, int64_t seconds)
{
    struct host *host = host_of(fetcher, url);

    if (seconds > host->hold)
        host->hold = seconds;
}

/* Answer for a request that is not made. */
static void postpone(struct fetcher *fetcher, struct transfer *transfer)
{
    fetcher->pending--;
    transfer_postpone(transfer, transfer->host->hold);
    transfer_free(transfer);
}

static void start_next(struct fetcher *fetcher)
{
    struct host *host = fetcher->ready_first;
    struct transfer *transfer = host->first;

    fetcher->ready_first = host->ready_next;
    if (!fetcher->ready_first)
        fetcher->ready_last = NULL;
    host->ready = false;
    host->first = transfer->next;
    if (!host->first)
        host->last = NULL;
    host->queued--;
    if (host->hold) {
        recount(fetcher, host);
        postpone(fetcher, transfer);
        line_up(fetcher, host);
        return;
    }
    transfer->next = fetcher->active;
    fetcher->active = transfer;
    host->running++;
    fetcher->running++;
    recount(fetcher, host);
    if (!transfer->easy)
        transfer->easy = take_handle(fetcher);
    if (is_file_url(transfer->url))
        end_transfer(fetcher, transfer,
                     transfer_read_file(transfer) ? CURLE_OK
                                                  : CURLE_READ_ERROR);
    else if (!transfer_start(transfer) ||
             curl_multi_add_handle(fetcher->multi, transfer->easy) != CURLM_OK)
        end_transfer(fetcher, transfer, CURLE_URL_MALFORMAT);
    line_up(fetcher, host);
}

static void start_all(struct fetcher *fetcher)
{
    while (fetcher->ready_first &&
           fetcher->running < fetcher->options.max_total)
        start_next(fetcher);
}

static void end_all(struct fetcher *fetcher)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(fetcher->multi, &left))) {
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        char *private = NULL;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
        curl_multi_remove_handle(fetcher->multi, easy);
        struct transfer *transfer = (struct transfer *)(void *)private;
        if (redirect_follow(transfer))
            go_on(fetcher, transfer);
        else
            end_transfer(fetcher, transfer, code);
    }
}

static int wait_for(struct fetcher *fetcher, struct pollfd *extra, size_t count,
                    int timeout_ms, struct error *err)
{
    struct curl_waitfd fds[64];

    if (count > sizeof(fds) / sizeof(*fds))
        count = sizeof(fds) / sizeof(*fds);
    for (size_t i = 0; i < count; i++)
        fds[i] = (struct curl_waitfd){
            .fd = extra[i].fd,
            .events =
                (short)((extra[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                        (extra[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0))};
    CURLMcode code =
        curl_multi_poll(fetcher->multi, fds, (unsigned)count, timeout_ms, NULL);
    /* libcurl does not tell a hang-up: ask the kernel. */
    if (count && poll(extra, count, 0) < 0 && errno != EINTR)
        return error_set(err, ERROR_NETWORK, "waiting for transfers: %s",
                         strerror(errno));
    if (code != CURLM_OK && code != CURLM_UNRECOVERABLE_POLL)
        return error_set(err, ERROR_NETWORK, "waiting for transfers: %s",
                         curl_multi_strerror(code));
    return 0;
}

int fetcher_step(struct fetcher *fetcher, struct pollfd *extra, size_t count,
                 int timeout_ms, struct error *err)
{
    size_t pending = fetcher->pending;
    int running;

    start_all(fetcher);
    CURLMcode code = curl_multi_perform(fetcher->multi, &running);
    if (code != CURLM_OK)
        return error_set(err, ERROR_NETWORK, "transferring: %s",
                         curl_multi_strerror(code));
    /* What ended at once, as files do, is not waited for: there is something to
     * do with it. */
    if ((size_t)running < fetcher->running || fetcher->pending < pending)
        timeout_ms = 0;
    int result = wait_for(fetcher, extra, count, timeout_ms, err);
    if (result < 0)
        return result;
    curl_multi_perform(fetcher->multi, &running);
    end_all(fetcher);
    return 0;
}

size_t fetcher_pending(const struct fetcher *fetcher)
{
    return fetcher->pending;
}

size_t fetcher_ready(const struct fetcher *fetcher)
{
    return fetcher->pending - fetcher->blocked;
}

void fetcher_stop(struct fetcher *fetcher,
                  void (*drop)(void *context, void *tag))
{
    for (size_t i = 0; i < HOST_BUCKETS; i++) {
        for (struct host *host = fetcher->hosts[i]; host; host = host->next) {
            struct transfer *transfer;
            while ((transfer = host->first)) {
                host->first = transfer->next;
                fetcher->pending--;
                if (drop)
                    drop(fetcher->context, transfer->tag);
                transfer_free(transfer);
            }
            host->last = NULL;
            host->ready = false;
            host->queued = 0;
            recount(fetcher, host);
        }
    }
    fetcher->ready_first = fetcher->ready_last = NULL;
}

void fetcher_abandon(struct fetcher *fetcher,
                     void (*drop)(void *context, void *tag))
{
    struct transfer *transfer;

    while ((transfer = fetcher->active)) {
        fetcher->active = transfer->next;
        fetcher->running--;
        fetcher->pending--;
        transfer->host->running--;
        recount(fetcher, transfer->host);
        curl_multi_remove_handle(fetcher->multi, transfer->easy);
        if (drop)
            drop(fetcher->context, transfer->tag);
        transfer_free(transfer);
    }
}

void fetcher_free(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    fetcher_stop(fetcher, NULL);
    fetcher_abandon(fetcher, NULL);
    for (size_t i = 0; i < fetcher->idle_count; i++)
        curl_easy_cleanup(fetcher->idle[i]);
    curl_multi_cleanup(fetcher->multi);
    for (size_t i = 0; i < HOST_BUCKETS; i++) {
        struct host *host;
        while ((host = fetcher->hosts[i])) {
            fetcher->hosts[i] = host->next;
            xfree(host->name);
            xfree(host);
        }
    }
    xfree(fetcher->idle);
    xfree(fetcher->user_agent);
    xfree(fetcher->proxy);
    xfree(fetcher->authorities);
    xfree(fetcher);
    curl_global_cleanup();
}
