/*
 * The fetcher against a server of the test's own: what it says, what the
 * client must send, what must come of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetcher/fetcher.h"
#include "fetcher/fetcher_internal.h"

#define GZIP_HELLO                                                             \
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\x07\x00\x86" \
    "\xa6\x10\x36\x05\x00\x00\x00"

struct scenario {
    const char *name;
    const char *reply; /* of /NAME-independent path /INDEX */
    size_t len;        /* 0: strlen */
    struct fetch_request request;
    const char *sent; /* must be in the request; NULL: anything */
    enum fetch_outcome outcome;
    const char *body;      /* NULL: not looked at */
    const char *message;   /* part of it */
    const char *permanent; /* end of it; "" for none */
};

#define OK_HEAD "HTTP/1.1 200 OK\r\nConnection: close\r\n"

static const struct scenario scenarios[] = {
    {"a body",
     OK_HEAD "Content-Length: 5\r\nETag: W/\"x y\"\r\n\r\nhello",
     0,
     {.allow_private = true},
     "Accept-Encoding: ",
     FETCH_BODY,
     "hello",
     NULL,
     ""},
    {"conditions are sent byte for byte",
     "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",
     0,
     {.allow_private = true, .etag = "W/\"x y\"", .last_modified = "Thu, x"},
     "If-None-Match: W/\"x y\"\r\nIf-Modified-Since: Thu, x\r\n",
     FETCH_NOT_MODIFIED,
     NULL,
     NULL,
     ""},
    {"304 that was not asked for",
     "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "304",
     ""},
    {"gone",
     "HTTP/1.1 410 Gone\r\nConnection: close\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_GONE,
     NULL,
     NULL,
     ""},
    {"not found",
     "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "HTTP 404",
     ""},
    {"moved for good",
     "HTTP/1.1 301 M\r\nConnection: close\r\nLocation: "
     "/0\r\nContent-Length: 0\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_BODY,
     "hello",
     NULL,
     "/0"},
    {"moved for now",
     "HTTP/1.1 302 F\r\nConnection: close\r\nLocation: "
     "/0\r\nContent-Length: 0\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_BODY,
     "hello",
     NULL,
     ""},
    {"a loop",
     "HTTP/1.1 302 F\r\nConnection: close\r\nLocation: "
     "/7\r\nContent-Length: 0\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "redirects",
     ""},
    {"to a file",
     "HTTP/1.1 302 F\r\nConnection: close\r\nLocation: "
     "file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_REFUSED,
     NULL,
     "",
     ""},
    {"gzip",
     OK_HEAD "Content-Encoding: gzip\r\nContent-Length: 25\r\n\r\n" GZIP_HELLO,
     sizeof(OK_HEAD "Content-Encoding: gzip\r\nContent-Length: "
                    "25\r\n\r\n") -
         1 + 25,
     {.allow_private = true},
     NULL,
     FETCH_BODY,
     "hello",
     NULL,
     ""},
    {"a cut body",
     OK_HEAD "Content-Length: 99\r\n\r\nhello",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "",
     ""},
    {"cut chunks",
     OK_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhe",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "",
     ""},
    {"no HTTP",
     "garbage\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "",
     ""},
    {"nothing",
     "",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "",
     ""},
    {"a private address",
     OK_HEAD "Content-Length: 5\r\n\r\nhello",
     0,
     {.allow_private = false},
     NULL,
     FETCH_REFUSED,
     NULL,
     "private address",
     ""},
    {"a body too large",
     OK_HEAD "Content-Length: 2000\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_REFUSED,
     NULL,
     "larger",
     ""},
    {"retry later",
     "HTTP/1.1 503 U\r\nConnection: close\r\nRetry-After: 120\r\n\r\n",
     0,
     {.allow_private = true},
     NULL,
     FETCH_FAILED,
     NULL,
     "503",
     ""},
};

struct server {
    int fd;
    int port;
    atomic_int running, most, served;
    char requests[sizeof(scenarios) / sizeof(*scenarios)][4096];
};

struct connection {
    struct server *server;
    int fd;
};

static void answer(const struct connection *connection, const char *request)
{
    int index = (int)strtol(strchr(request, '/') + 1, NULL, 10);
    char filler[1500];

    if (index >= 1000) { /* many: takes a while */
        static const char reply[] = OK_HEAD "Content-Length: 1\r\n\r\nx";
        usleep(2000);
        send(connection->fd, reply, sizeof(reply) - 1, MSG_NOSIGNAL);
        return;
    }
    const struct scenario *scenario = &scenarios[index];
    snprintf(connection->server->requests[index], 4096, "%s", request);
    send(connection->fd, scenario->reply,
         scenario->len ? scenario->len : strlen(scenario->reply), MSG_NOSIGNAL);
    if (strstr(scenario->name, "too large")) {
        memset(filler, 'x', sizeof(filler));
        send(connection->fd, filler, sizeof(filler), MSG_NOSIGNAL);
        send(connection->fd, filler, 500, MSG_NOSIGNAL);
    }
}

static void *serve(void *context)
{
    struct connection *connection = context;
    struct server *server = connection->server;
    char request[4096];
    size_t len = 0;
    int running = atomic_fetch_add(&server->running, 1) + 1;

    while (running > atomic_load(&server->most))
        atomic_store(&server->most, running);
    while (len < sizeof(request) - 1) {
        ssize_t n =
            recv(connection->fd, request + len, sizeof(request) - 1 - len, 0);
        if (n <= 0)
            break;
        len += (size_t)n;
        request[len] = '\0';
        if (strstr(request, "\r\n\r\n")) {
            answer(connection, request);
            break;
        }
    }
    atomic_fetch_add(&server->served, 1);
    atomic_fetch_sub(&server->running, 1);
    shutdown(connection->fd, SHUT_RDWR);
    close(connection->fd);
    free(connection);
    return NULL;
}

static void *accept_all(void *context)
{
    struct server *server = context;
    pthread_t thread;
    int fd;

    while ((fd = accept(server->fd, NULL, NULL)) >= 0) {
        struct connection *connection = malloc(sizeof(*connection));
        *connection = (struct connection){server, fd};
        pthread_create(&thread, NULL, serve, connection);
        pthread_detach(thread);
    }
    return NULL;
}

static struct server *start_server(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof(address);
    struct server *server = calloc(1, sizeof(*server));
    pthread_t thread;

    server->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(server->fd, (struct sockaddr *)&address, len), 0);
    assert_int_equal(listen(server->fd, 1024), 0);
    getsockname(server->fd, (struct sockaddr *)&address, &len);
    server->port = ntohs(address.sin_port);
    pthread_create(&thread, NULL, accept_all, server);
    pthread_detach(thread);
    return server;
}

static struct server *server;

struct answer {
    int calls;
    enum fetch_outcome outcome;
    char body[64], message[256], permanent[256], etag[64];
    int64_t retry_after;
};

static void copy(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from ? from : "");
}

static void on_done(void *context, const struct fetch_response *response)
{
    struct answer *answer = response->tag ? response->tag : context;

    answer->calls++;
    answer->outcome = response->outcome;
    answer->retry_after = response->retry_after;
    copy(answer->message, sizeof(answer->message), response->message);
    if (response->outcome >= FETCH_GONE)
        assert_non_null(response->message);
    copy(answer->permanent, sizeof(answer->permanent), response->permanent_url);
    copy(answer->etag, sizeof(answer->etag), response->etag);
    snprintf(answer->body, sizeof(answer->body), "%.*s", (int)response->len,
             response->body ? response->body : "");
}

static void run(struct fetcher *fetcher)
{
    struct error err;

    for (int i = 0; fetcher_pending(fetcher) && i < 100000; i++)
        assert_int_equal(fetcher_step(fetcher, NULL, 0, 1000, &err), 0);
    assert_int_equal(fetcher_pending(fetcher), 0);
}

static struct fetcher *new_fetcher(const struct fetch_options *options,
                                   void *context)
{
    struct fetcher *fetcher = NULL;
    struct error err;

    assert_int_equal(fetcher_new(options, on_done, context, &fetcher, &err), 0);
    return fetcher;
}

static void check(const struct scenario *scenario, size_t index,
                  const struct answer *answer)
{
    if (answer->calls != 1 || answer->outcome != scenario->outcome)
        fail_msg("%s: outcome %d after %d calls: %s", scenario->name,
                 answer->outcome, answer->calls, answer->message);
    if (scenario->body && strcmp(answer->body, scenario->body) != 0)
        fail_msg("%s: body '%s'", scenario->name, answer->body);
    if (scenario->message && !strstr(answer->message, scenario->message))
        fail_msg("%s: message '%s'", scenario->name, answer->message);
    if (scenario->outcome >= FETCH_REFUSED && !*answer->message)
        fail_msg("%s: no message", scenario->name);
    if (scenario->sent && !strstr(server->requests[index], scenario->sent))
        fail_msg("%s: sent '%s'", scenario->name, server->requests[index]);
    if (!*scenario->permanent != !*answer->permanent ||
        !strstr(answer->permanent, scenario->permanent))
        fail_msg("%s: moved to '%s'", scenario->name, answer->permanent);
}

static void each_answer_has_its_outcome(void **state)
{
    for (size_t i = 0; i < sizeof(scenarios) / sizeof(*scenarios); i++) {
        struct fetch_options options = {.max_body = 1000};
        struct fetch_request request = scenarios[i].request;
        struct answer answer = {0};
        struct fetcher *fetcher = new_fetcher(&options, &answer);
        char url[128];

        snprintf(url, sizeof(url), "http://user:secret@127.0.0.1:%d/%zu",
                 server->port, i);
        request.url = url;
        fetcher_add(fetcher, &request);
        run(fetcher);
        check(&scenarios[i], i, &answer);
        assert_null(strstr(answer.message, "secret"));
        fetcher_free(fetcher);
    }
}

static void limits_of_parallel_transfers_hold(void **state)
{
    struct fetch_options options = {.max_total = 50, .max_per_host = 3};
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(&options, &answer);
    char url[128];

    atomic_store(&server->most, 0);
    for (int i = 0; i < 200; i++) {
        struct fetch_request request = {.url = url, .allow_private = true};
        snprintf(url, sizeof(url), "http://127.0.0.1:%d/%d", server->port,
                 1000 + i);
        fetcher_add(fetcher, &request);
    }
    run(fetcher);
    assert_int_equal(answer.calls, 200);
    /* A connection may be accepted while the last one is being closed. */
    assert_true(atomic_load(&server->most) <= 3 * 2);
    fetcher_free(fetcher);
}

static int dropped;

static void drop(void *tag)
{
    dropped++;
}

static void stopping_drops_what_has_not_begun(void **state)
{
    struct fetch_options options = {.max_per_host = 1};
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(&options, &answer);
    struct error err;
    char url[128];

    for (int i = 0; i < 10; i++) {
        struct fetch_request request = {.url = url, .allow_private = true};
        snprintf(url, sizeof(url), "http://127.0.0.1:%d/1000", server->port);
        fetcher_add(fetcher, &request);
    }
    assert_int_equal(fetcher_step(fetcher, NULL, 0, 0, &err), 0);
    fetcher_stop(fetcher, drop);
    run(fetcher);
    assert_int_equal(dropped + answer.calls, 10);
    assert_true(dropped > 0);
    fetcher_free(fetcher);
}

static void a_refused_connection_fails(void **state)
{
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(NULL, &answer);
    struct fetch_request request = {.url = "http://127.0.0.1:1/",
                                    .allow_private = true};

    fetcher_add(fetcher, &request);
    run(fetcher);
    assert_int_equal(answer.outcome, FETCH_FAILED);
    assert_true(*answer.message);
    fetcher_free(fetcher);
}

static const struct {
    const char *address;
    bool is_public;
} addresses[] = {
    {"8.8.8.8", true},
    {"127.0.0.1", false},
    {"10.1.2.3", false},
    {"172.15.0.1", true},
    {"172.16.0.1", false},
    {"172.31.255.255", false},
    {"172.32.0.1", true},
    {"192.168.1.1", false},
    {"169.254.169.254", false},
    {"100.64.0.1", false},
    {"100.128.0.1", true},
    {"0.0.0.0", false},
    {"224.0.0.1", false},
    {"255.255.255.255", false},
    {"198.18.0.1", false},
    {"2606:4700::1111", true},
    {"::1", false},
    {"::", false},
    {"fe80::1", false},
    {"fc00::1", false},
    {"fd12::1", false},
    {"ff02::1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::10.0.0.1", false},
    {"2002:7f00:1::", false},
    {"2001:db8::1", false},
    {"2001::1", false},
};

static void private_addresses_are_known(void **state)
{
    for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
        union {
            struct sockaddr any;
            struct sockaddr_in ipv4;
            struct sockaddr_in6 ipv6;
        } parsed = {0};

        bool six = strchr(addresses[i].address, ':') != NULL;
        parsed.any.sa_family = six ? AF_INET6 : AF_INET;
        assert_int_equal(inet_pton(parsed.any.sa_family, addresses[i].address,
                                   six ? (void *)&parsed.ipv6.sin6_addr
                                       : (void *)&parsed.ipv4.sin_addr),
                         1);
        if (address_is_public(&parsed.any) != addresses[i].is_public)
            fail_msg("%s", addresses[i].address);
    }
}

static void headers_are_read(void **state)
{
    struct headers headers;
    static const char *const lines[] = {
        "HTTP/1.1 200 OK\r\n", "ETAG:  \"a\" \r\n",
        "Cache-Control: public, max-age=300\r\n",
        "Date: Thu, 01 Feb 2024 10:00:00 GMT\r\n",
        "Retry-After: Thu, 01 Feb 2024 10:02:00 GMT\r\n"};

    headers_init(&headers);
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        headers_add(&headers, lines[i], strlen(lines[i]));
    assert_string_equal(headers.etag.data, "\"a\"");
    assert_int_equal(headers_fresh(&headers), 300);
    assert_int_equal(headers_retry(&headers), 120);
    headers_add(&headers, "HTTP/2 200\r\n", 12);
    assert_int_equal(headers.etag.len, 0);
    assert_int_equal(headers_fresh(&headers), -1);
    headers_release(&headers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_has_its_outcome),
        cmocka_unit_test(limits_of_parallel_transfers_hold),
        cmocka_unit_test(stopping_drops_what_has_not_begun),
        cmocka_unit_test(a_refused_connection_fails),
        cmocka_unit_test(private_addresses_are_known),
        cmocka_unit_test(headers_are_read),
    };

    server = start_server();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
