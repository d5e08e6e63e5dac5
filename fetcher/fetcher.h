#pragma once
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Fetcher: many transfers at once over HTTP/1.1 and HTTP/2 (libcurl multi)
 *
 * Knows no database and no feed format. It takes requests, and gives back
 * exactly one response for each. Only http and https, also after redirects
 * (file: where the request allows it); private, loopback and link-local
 * addresses are refused when a connection is made, unless the request allows
 * them. No proxy but a configured one.
 */

enum fetch_outcome {
    FETCH_BODY,         /* 200, or 226 with what is new, with a body */
    FETCH_NOT_MODIFIED, /* 304 */
    FETCH_GONE,         /* 410 */
    FETCH_REFUSED,      /* our guards refused it: scheme, address, size … */
    FETCH_FAILED,       /* everything else: `message` says why */
    FETCH_POSTPONED,    /* not asked: its host wants to be left alone for
                           retry_after seconds */
};

struct fetch_options {
    size_t max_total;        /* parallel transfers, default 64 */
    size_t max_per_host;     /* default 4 */
    long connect_timeout_ms; /* default 15,000 */
    long total_timeout_ms;   /* default 60,000; half of it may be slower than
                                100 bytes a second */
    size_t max_body;         /* decoded bytes, default LIMIT_BODY */
    const char *user_agent;  /* default "newsfold/VERSION" */
    const char *proxy;       /* NULL: none */
    const char *authorities; /* PEM file, instead of the system's; NULL */
    int64_t now;             /* what dates are counted from, where the server
                                does not say what time it is */
};

struct fetch_request {
    const char *url;
    const char *etag;          /* as it was received, byte for byte, or NULL */
    const char *last_modified; /* the same */
    bool allow_private;        /* also local files */
    bool insecure;             /* TLS is not verified */
    /* Credentials and headers, for the url's own origin alone; NULL: none.
     * Credentials in the url are taken as user and password. */
    const char *user, *password;
    const char *token;      /* bearer, instead of user and password */
    const char *cookies;    /* lines of a Netscape cookies file */
    const char *headers;    /* lines "Name: value" */
    const char *user_agent; /* instead of the fetcher's; NULL: that */
    const char *proxy;      /* the same; "" is none */
    long timeout_ms;        /* the same, in all; 0: that */
    size_t max_body;        /* the same */
    void *tag;              /* handed back in the response */
};

/* Strings are borrowed until the callback returns; NULL where absent. */
struct fetch_response {
    void *tag;
    enum fetch_outcome outcome;
    long status;      /* HTTP status, 0 when none was received */
    const char *body; /* decoded; not NULL-terminated */
    size_t len;
    bool delta; /* it may leave out entries of earlier bodies (RFC 3229) */
    const char *content_type;
    const char *etag;
    const char *last_modified;
    const char *base_url;      /* final url, Content-Location applied */
    const char *permanent_url; /* where 301/308 alone led to; NULL: nowhere */
    int64_t fresh_seconds;     /* Cache-Control max-age, else Expires - Date,
                                  less Age; -1: the server says nothing */
    int64_t retry_after;       /* seconds; -1 when the server says nothing */
    size_t wire_bytes;         /* received body bytes, before decoding */
    const char *message;       /* why it is gone, refused or failed; clean */
};

typedef void fetch_done_fn(void *context,
                           const struct fetch_response *response);

struct fetcher;

/* done is called from fetcher_step, once for each request. options may be
 * NULL for the defaults; a zero in it means the default, too. */
int fetcher_new(const struct fetch_options *options, fetch_done_fn *done,
                void *context, struct fetcher **ret_fetcher, struct error *err);
/* Ends all transfers without calling back. NULL is allowed. */
void fetcher_free(struct fetcher *fetcher);

/* Queue a request; its strings are copied. */
void fetcher_add(struct fetcher *fetcher, const struct fetch_request *request);

/*
 * Move the transfers on: waits up to timeout_ms for a transfer or for one of
 * count extra descriptors (revents is filled in, as by poll), then calls back
 * for what has ended. An interrupted wait returns 0.
 */
int fetcher_step(struct fetcher *fetcher, struct pollfd *extra, size_t count,
                 int timeout_ms, struct error *err);

/* Requests taken that have not been answered. */
size_t fetcher_pending(const struct fetcher *fetcher);
/* Of them, those that run or could run, were there room for more in all: not
 * those that wait behind others of their host. */
size_t fetcher_ready(const struct fetcher *fetcher);

/* Forget requests that have not been started: they get no response, and their
 * tags are handed to `drop` (which may be NULL), with done's context. Running
 * transfers go on. */
void fetcher_stop(struct fetcher *fetcher,
                  void (*drop)(void *context, void *tag));
/* The same for running transfers. */
void fetcher_abandon(struct fetcher *fetcher,
                     void (*drop)(void *context, void *tag));

/*
 * When is a feed due: pure functions of headers, hints, history and a clock
 */

struct schedule_limits {
    int64_t floor;   /* seconds, default 600 */
    int64_t ceiling; /* seconds, default 86,400 */
};

/* What is known about a feed's rhythm. */
struct schedule_history {
    int64_t feed; /* id: seeds the jitter, stable per feed */
    int64_t now;
    int64_t fresh_seconds; /* of the last response; -1 unknown */
    int64_t retry_after;   /* -1 unknown */
    int64_t ttl_seconds;   /* RSS ttl; 0 unknown */
    int64_t update_period; /* sy:; 0 unknown */
    uint32_t skip_hours;
    uint8_t skip_days;
    int64_t gap;       /* usual seconds between its publications; 0 unknown */
    int64_t silence;   /* seconds since the newest of them; 0 unknown */
    int64_t turnover;  /* seconds in which a whole document's entries are
                          replaced, by what the last poll found; 0 unknown */
    unsigned quiet;    /* polls in a row that brought nothing new */
    unsigned failures; /* in a row, 0 after a success */
};

/* The time at which the feed is to be asked next: > now. */
int64_t schedule_next(const struct schedule_history *history,
                      const struct schedule_limits *limits);

/* The same for a feed whose host wants to be left alone for so many seconds:
 * after them, a week at most, but not all its feeds at once. */
int64_t schedule_retry(int64_t feed, int64_t now, int64_t retry_after);

/* The usual gap between publications at times (newest first): the median, and
 * less where they are few or come in bursts, of entries less than a minute apart
 * as one publication; 0 when there is none.
 * `seen`: the times are not the publisher's but those of the polls that found
 * them, so that only their number tells. */
int64_t schedule_gap(const int64_t *times, size_t count, bool seen);

/* In which time a document of total entries is replaced, when `found` of them
 * were new after `elapsed` seconds; 0: unknown. */
int64_t schedule_turnover(int64_t elapsed, size_t found, size_t total);

#define SCHEDULE_TIMES 32 /* publications that tell the gap */

/* Where a feed's permanent redirects lead. */
struct redirect {
    const char *target; /* NULL: nowhere */
    unsigned count;     /* polls that saw it, in a row */
    int64_t since;      /* the first of them */
};

/* A poll that succeeded was redirected for good to target (NULL: was not).
 * Whether the feed has moved: seen on 3 polls over a day at least, since a
 * server that is set up wrongly is often mended within that. */
bool redirect_seen(struct redirect *redirect, const char *target, int64_t now);
