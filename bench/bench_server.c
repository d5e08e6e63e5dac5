/*
 * A web server for bench/poll.sh: feeds without end, each answer held back for
 * a round trip's time.
 *
 * usage: bench_server LATENCY_MS ENTRIES
 *
 * Listens on 127.0.0.1 to 127.0.0.10, on one port, which it prints. /N.xml is an
 * RSS document of ENTRIES entries with an ETag, or 304. What is asked of
 * 127.0.0.10 is never answered. A line on standard input makes it print how many
 * requests there were since the last one, and how many paths were asked twice.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strbuf.h"

#define ADDRESSES 10
#define MAX_FD    65536
#define MAX_FEEDS 100000
#define CEILING   ((size_t)16 << 20)

struct connection {
    char request[4096];
    size_t len;
    struct strbuf out;
    size_t sent;
    int64_t due;     /* when the answer may be sent; 0: none */
    int fd, waiting; /* waiting: next in the queue, by descriptor */
    bool stalls;
};

struct server {
    int epoll, listeners[ADDRESSES];
    unsigned short port;
    int64_t latency_us;
    int entries;
    struct connection *connections[MAX_FD];
    int first, last; /* answers wait in the order in which they are due */
    unsigned asked[MAX_FEEDS];
    size_t requests, twice;
};

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void watch(const struct server *server, int fd, uint32_t events, int how)
{
    struct epoll_event event = {.events = events, .data = {.fd = fd}};

    epoll_ctl(server->epoll, how, fd, &event);
}

static void drop(struct server *server, struct connection *connection)
{
    if (connection->due) { /* it is in the queue: closed when it is due */
        connection->stalls = true;
        watch(server, connection->fd, 0, EPOLL_CTL_DEL);
        return;
    }
    close(connection->fd);
    strbuf_release(&connection->out);
    server->connections[connection->fd] = NULL;
    xfree(connection);
}

static void write_feed(struct strbuf *out, unsigned feed, int entries)
{
    strbuf_addf(out,
                "<rss version=\"2.0\"><channel><title>Feed %u</title><link>"
                "https://outlet%u.example/</link>\n",
                feed, feed);
    for (int i = 0; i < entries; i++) {
        unsigned word = (feed * 1000 + (unsigned)i) * 2654435761U;
        strbuf_addf(out,
                    "<item><guid>%u-%d</guid><title>Report %u of %d</title>"
                    "<link>https://outlet%u.example/%d</link><description>",
                    feed, i, word, i, feed, i);
        for (int j = 0; j < 30; j++) {
            word = word * 1664525U + 1013904223U;
            strbuf_addf(out, "value%u ", word >> 16);
        }
        strbuf_addstr(out, "</description></item>\n");
    }
    strbuf_addstr(out, "</channel></rss>\n");
}

static void write_answer(struct server *server, struct connection *connection)
{
    CLEANUP(strbuf_release) struct strbuf body;
    const char *slash = strchr(connection->request, '/');
    unsigned feed = slash ? (unsigned)strtoul(slash + 1, NULL, 10) : 0;

    strbuf_init(&body, CEILING);
    server->requests++;
    if (feed < MAX_FEEDS && server->asked[feed]++ == 1)
        server->twice++;
    if (strcasestr(connection->request, "\r\nIf-None-Match: \"v1\"")) {
        strbuf_addstr(&connection->out,
                      "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
        return;
    }
    write_feed(&body, feed, server->entries);
    strbuf_addf(&connection->out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
                "ETag: \"v1\"\r\nContent-Length: %zu\r\n\r\n",
                body.len);
    strbuf_add(&connection->out, body.data, body.len);
}

static void send_answer(struct server *server, struct connection *connection)
{
    ssize_t n = send(connection->fd, connection->out.data + connection->sent,
                     connection->out.len - connection->sent, MSG_NOSIGNAL);

    connection->sent += n > 0 ? (size_t)n : 0;
    if (connection->sent < connection->out.len) {
        watch(server, connection->fd, EPOLLOUT, EPOLL_CTL_MOD);
        return;
    }
    connection->sent = 0;
    strbuf_clear(&connection->out);
    watch(server, connection->fd, EPOLLIN, EPOLL_CTL_MOD);
}

static void queue_answer(struct server *server, struct connection *connection)
{
    write_answer(server, connection);
    connection->len = 0;
    connection->due = now_us() + server->latency_us;
    connection->waiting = -1;
    if (server->first < 0)
        server->first = connection->fd;
    else
        server->connections[server->last]->waiting = connection->fd;
    server->last = connection->fd;
}

/* Send what is due; milliseconds until the next one is, -1 for none. */
static int send_due(struct server *server)
{
    while (server->first >= 0) {
        struct connection *connection = server->connections[server->first];
        int64_t left = connection->due - now_us();
        if (left > 0)
            return (int)(left / 1000) + (left % 1000 > 0);
        server->first = connection->waiting;
        connection->due = 0;
        if (connection->stalls)
            drop(server, connection);
        else
            send_answer(server, connection);
    }
    return -1;
}

static void accept_all(struct server *server, int which)
{
    int on = 1;
    int fd;

    while ((fd = accept4(server->listeners[which], NULL, NULL,
                         SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct connection *connection = xcalloc(1, sizeof(*connection));
        connection->fd = fd;
        connection->stalls = which == ADDRESSES - 1;
        strbuf_init(&connection->out, CEILING);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        server->connections[fd] = connection;
        watch(server, fd, EPOLLIN, EPOLL_CTL_ADD);
    }
}

static void read_request(struct server *server, struct connection *connection)
{
    ssize_t n = recv(connection->fd, connection->request + connection->len,
                     sizeof(connection->request) - 1 - connection->len, 0);

    if (n <= 0) {
        drop(server, connection);
        return;
    }
    connection->len += (size_t)n;
    connection->request[connection->len] = '\0';
    if (strstr(connection->request, "\r\n\r\n") && !connection->stalls)
        queue_answer(server, connection);
}

static void report(struct server *server)
{
    char line[64];

    if (read(STDIN_FILENO, line, sizeof(line)) <= 0)
        exit(0);
    printf("%zu %zu\n", server->requests, server->twice);
    (void)fflush(stdout);
    server->requests = server->twice = 0;
    memset(server->asked, 0, sizeof(server->asked));
}

static void on_event(struct server *server, const struct epoll_event *event)
{
    int fd = event->data.fd;

    if (fd == STDIN_FILENO) {
        report(server);
        return;
    }
    for (int i = 0; i < ADDRESSES; i++) {
        if (fd == server->listeners[i]) {
            accept_all(server, i);
            return;
        }
    }
    if (!server->connections[fd])
        return;
    if (event->events & EPOLLOUT)
        send_answer(server, server->connections[fd]);
    else
        read_request(server, server->connections[fd]);
}

static bool start(struct server *server)
{
    struct rlimit files = {MAX_FD, MAX_FD};

    setrlimit(RLIMIT_NOFILE, &files);
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    server->first = -1;
    for (int i = 0; i < ADDRESSES; i++) {
        struct sockaddr_in address = {
            .sin_family = AF_INET,
            .sin_port = htons(server->port),
            .sin_addr = {htonl(INADDR_LOOPBACK + (uint32_t)i)}};
        socklen_t len = sizeof(address);
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (bind(fd, (struct sockaddr *)&address, len) < 0 ||
            listen(fd, 4096) < 0)
            return false;
        getsockname(fd, (struct sockaddr *)&address, &len);
        server->port = ntohs(address.sin_port);
        server->listeners[i] = fd;
        watch(server, fd, EPOLLIN, EPOLL_CTL_ADD);
    }
    watch(server, STDIN_FILENO, EPOLLIN, EPOLL_CTL_ADD);
    return true;
}

int main(int argc, char **argv)
{
    static struct server server;
    struct epoll_event events[256];

    if (argc != 3)
        return 1;
    server.latency_us = strtoll(argv[1], NULL, 10) * 1000;
    server.entries = (int)strtol(argv[2], NULL, 10);
    if (!start(&server)) {
        perror("bench_server");
        return 1;
    }
    printf("%d\n", server.port);
    (void)fflush(stdout);
    for (;;) {
        int count = epoll_wait(server.epoll, events, 256, send_due(&server));
        for (int i = 0; i < count; i++)
            on_event(&server, &events[i]);
    }
}
