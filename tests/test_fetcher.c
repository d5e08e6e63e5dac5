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

#include "tests/fetcher_scenarios.h"

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

static void what_waits_for_its_host_is_not_ready(void **state)
{
    struct fetch_options options = {.max_per_host = 2};
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(&options, &answer);
    struct error err;
    char url[128];

    for (int i = 0; i < 10; i++) {
        struct fetch_request request = {.url = url, .allow_private = true};
        snprintf(url, sizeof(url), "http://127.0.0.1:%d/1000", server->port);
        fetcher_add(fetcher, &request);
    }
    assert_int_equal(fetcher_pending(fetcher), 10);
    assert_int_equal(fetcher_ready(fetcher), 2);
    assert_int_equal(fetcher_step(fetcher, NULL, 0, 0, &err), 0);
    assert_true(fetcher_ready(fetcher) <= 2);
    run(fetcher);
    assert_int_equal(fetcher_ready(fetcher), 0);
    fetcher_free(fetcher);
}

/* A file is read at once: what is to be done with it does not wait for others, here
 * for ten minutes. */
static void what_has_ended_is_not_waited_for(void **state)
{
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(NULL, &answer);
    struct error err;
    struct fetch_request request = {.url = "file:///dev/null",
                                    .allow_private = true};

    fetcher_add(fetcher, &request);
    assert_int_equal(fetcher_step(fetcher, NULL, 0, 600000, &err), 0);
    assert_int_equal(answer.calls, 1);
    fetcher_free(fetcher);
}

static int dropped;

static void drop(void *context, void *tag)
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
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof(address);
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(NULL, &answer);
    char url[64];
    struct fetch_request request = {.url = url, .allow_private = true};
    int deaf = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(deaf, (struct sockaddr *)&address, len), 0);
    getsockname(deaf, (struct sockaddr *)&address, &len);
    snprintf(url, sizeof(url), "http://127.0.0.1:%d/", ntohs(address.sin_port));
    fetcher_add(fetcher, &request);
    run(fetcher);
    assert_int_equal(answer.outcome, FETCH_FAILED);
    assert_true(*answer.message);
    fetcher_free(fetcher);
    close(deaf);
}

static void a_port_of_another_protocol_is_refused(void **state)
{
    struct answer answer = {0};
    struct fetcher *fetcher = new_fetcher(NULL, &answer);
    struct fetch_request request = {.url = "http://127.0.0.1:25/",
                                    .allow_private = true};

    fetcher_add(fetcher, &request);
    run(fetcher);
    assert_int_equal(answer.outcome, FETCH_REFUSED);
    fetcher_free(fetcher);
}

static void a_host_that_says_later_is_asked_no_more(void **state)
{
    struct fetch_options options = {.max_per_host = 1};
    struct answer answers[3] = {0};
    struct fetcher *fetcher = new_fetcher(&options, NULL);
    char url[128];

    for (size_t i = 0; i < 3; i++) {
        struct fetch_request request = {
            .url = url, .allow_private = true, .tag = &answers[i]};
        /* The last scenario is the server's "later". */
        snprintf(url, sizeof(url), "http://127.0.0.1:%d/%zu", server->port,
                 i == 1 ? sizeof(scenarios) / sizeof(*scenarios) - 1 : 1000);
        fetcher_add(fetcher, &request);
    }
    run(fetcher);
    assert_int_equal(answers[0].outcome, FETCH_BODY);
    assert_int_equal(answers[1].outcome, FETCH_FAILED);
    assert_int_equal(answers[2].outcome, FETCH_POSTPONED);
    assert_int_equal(answers[2].retry_after, 120);
    fetcher_free(fetcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_has_its_outcome),
        cmocka_unit_test(limits_of_parallel_transfers_hold),
        cmocka_unit_test(what_waits_for_its_host_is_not_ready),
        cmocka_unit_test(what_has_ended_is_not_waited_for),
        cmocka_unit_test(stopping_drops_what_has_not_begun),
        cmocka_unit_test(a_refused_connection_fails),
        cmocka_unit_test(a_port_of_another_protocol_is_refused),
        cmocka_unit_test(a_host_that_says_later_is_asked_no_more),
    };

    server = start_server();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
