#pragma once
#include <curl/curl.h>
#include <sys/socket.h>

#include "base/strbuf.h"
#include "fetcher/fetcher.h"

/*
 * guards.c
 */

/* Whether an address is one of the public internet: not loopback, private,
 * link-local, shared, multicast, documentation, or an IPv4 one in disguise. */
bool address_is_public(const struct sockaddr *address);
/* The same of an address as text, IPv6 without brackets: 1 or 0, and -1 when it
 * is no address. */
int address_text_is_public(const char *text);
/* The same of what a url says by itself, for requests that somebody else makes
 * for us: the host, where it is an address in any spelling or a name of this
 * machine. Other names are public. */
bool url_is_public(const char *url);
/* A part of a url, to be curl_freed; NULL when it cannot be read. flags are
 * those of curl_url_get. */
char *url_part(const char *url, CURLUPart part, unsigned flags);
/* Whether a web server may live on the url's port. */
bool url_port_is_allowed(const char *url);
/* Whether a web server may live on port: not those of other protocols, which
 * a request could be made to speak. */
bool port_is_allowed(unsigned port);

/*
 * headers.c: what a response says of itself
 */

struct headers {
    struct strbuf content_type, etag, last_modified, location, encoding;
    struct strbuf content_location;
    struct strbuf manipulation; /* IM */
    int64_t date, expires;      /* TIME_ABSENT when absent */
    int64_t max_age, age;       /* -1 absent */
    int64_t retry_after;        /* seconds; -1 absent */
    int64_t retry_date;         /* the other form; TIME_ABSENT absent */
    int64_t length;             /* Content-Length; -1 absent */
    bool coded;                 /* for the way, which goes before a length */
    size_t bytes;
    unsigned interim; /* responses of 1xx so far */
};

void headers_init(struct headers *headers);
void headers_release(struct headers *headers);
/* Forget the response; what counts for the whole chain stays. */
void headers_next(struct headers *headers);
/* One line as received, a status line beginning a new response. */
void headers_add(struct headers *headers, const char *line, size_t len);
/* For how long it stays fresh: Cache-Control max-age, else Expires - Date,
 * less the Age it has come with; -1 when nothing is said. */
int64_t headers_fresh(const struct headers *headers);
/* Retry-After in seconds; a date counts from Date, else from now. */
int64_t headers_retry(const struct headers *headers, int64_t now);

/*
 * transfer.c: one request on its way
 */

/* own.c: what a request brings of its own */
struct own {
    char *user, *password, *token, *cookies, *headers;
    char *user_agent, *proxy;
    long timeout_ms;
    bool insecure;
    struct curl_slist *list; /* its headers, then all others */
};

struct transfer {
    struct fetcher *fetcher;
    struct transfer *next; /* in a queue */
    struct host *host;
    char *url, *etag, *last_modified;
    bool allow_private;
    struct own own;
    void *tag;
    CURL *easy;
    struct curl_slist *list;
    struct headers headers;
    struct decoding *decoding; /* of the body, once it has begun */
    struct strbuf body;
    char *at;             /* where redirects have led to; NULL: nowhere */
    unsigned redirects;   /* so far */
    bool redirected;      /* by the response that is read */
    size_t skipped;       /* bytes of its body */
    bool left;            /* the origin, by one of them */
    char *permanent;      /* where 301 and 308 alone have led to */
    bool all_permanent;   /* no other redirect so far */
    long spent_ms;        /* by the requests before this one … */
    size_t earlier_bytes; /* … and received */
    bool refused;         /* by us: why says it */
    char why[160];        /* our own reason for a failure, before libcurl's */
    char curl_error[CURL_ERROR_SIZE];
};

/* Copy what the request brings; the url without credentials, the caller's. */
char *own_init(struct own *own, const struct fetch_request *request);
void own_release(struct own *own);
/* The proxy that the transfer goes by, its own or everybody's; NULL: none. */
const char *own_proxy(const struct transfer *transfer);
/* Set it up, after everything that all transfers have. */
void own_apply(struct transfer *transfer);
/* Another origin is asked: what is not for it is taken off. */
void own_leave(struct transfer *transfer);

struct transfer *transfer_new(struct fetcher *fetcher,
                              const struct fetch_request *request);
void transfer_free(struct transfer *transfer);
/* Set up the easy handle for the request. false when curl refuses it. */
bool transfer_start(struct transfer *transfer);
/* Read a local file to the end; false when that failed or is refused. */
bool transfer_read_file(struct transfer *transfer);
bool is_file_url(const char *url);
/* The url that is asked. */
const char *transfer_at(const struct transfer *transfer);
/* Bytes of the response's body, before decoding. */
size_t transfer_received(const struct transfer *transfer);
/* Our guards do not let it go on. */
void transfer_refuse(struct transfer *transfer, const char *why);
/* Tell done that it is not asked, since its host wants to be left alone. */
void transfer_postpone(struct transfer *transfer, int64_t seconds);
/* Tell done what came of it. */
void transfer_finish(struct transfer *transfer, CURLcode code);

/*
 * redirect.c
 */

bool is_redirect(long status);
/* The request is over. Whether it has led to another url, which is now the one
 * to be asked; false also when it may not be followed: why says it. */
bool redirect_follow(struct transfer *transfer);
/* Set up the request for it. */
void redirect_apply(struct transfer *transfer);

/* Requests to one host, and how many of them run. */
struct host {
    struct host *next; /* of the same bucket */
    struct host *ready_next;
    char *name;
    struct transfer *first, *last;
    size_t running, queued;
    size_t blocked; /* of the queued, those behind its own limit */
    bool ready;     /* in the queue of hosts that may start one */
    int64_t hold;   /* seconds it wants to be left alone; 0: it does not */
};

#define HOST_BUCKETS 4096

/* fetcher.c: the host of url answers no more for so many seconds. */
void fetcher_hold(struct fetcher *fetcher, const char *url, int64_t seconds);

struct fetcher {
    struct fetch_options options;
    char *user_agent, *proxy, *authorities;
    fetch_done_fn *done;
    void *context;
    CURLM *multi;
    CURL **idle; /* easy handles to use again */
    size_t idle_count, idle_capacity;
    struct host *hosts[HOST_BUCKETS];
    struct host *ready_first, *ready_last;
    size_t running, pending, blocked;
    struct transfer *active; /* at most max_total: searched from the front */
};
