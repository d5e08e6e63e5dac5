/*
 * The scenarios' server: a thread a connection, one lock.
 *
 * A request ends with its empty line; none has a body. The reply was rendered
 * when it was set, so that a connection only writes, sleeps, stalls or resets.
 */
#include "tests/scenario_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"

#define LISTENERS    3
#define MAX_HOSTS    32
#define MAX_PATHS    256
#define MAX_REQUESTS 1024
#define REQUEST_SIZE 16384

struct route {
    char *path;
    bool close;
    struct reply reply;
};

struct server {
    pthread_mutex_t lock;
    int fds[LISTENERS];
    char hosts[LISTENERS][32];
    struct places places;
    struct route *routes[MAX_PATHS]; /* a route is never changed or freed */
    size_t route_count;
    char *requests[MAX_REQUESTS];
    size_t request_count;
    size_t open, most;

    struct asked {
        char host[64];
        size_t now;
    } asked[MAX_HOSTS];

    size_t busiest;
};

struct connection {
    struct server *server;
    int fd;
};

static const struct route *route_of(struct server *server, const char *path)
{
    const struct route *found = NULL;

    pthread_mutex_lock(&server->lock);
    for (size_t i = 0; i < server->route_count; i++)
        if (!strcmp(server->routes[i]->path, path))
            found = server->routes[i];
    pthread_mutex_unlock(&server->lock);
    return found;
}

void server_set(struct server *server, const char *path, const char *text,
                bool close, bool crlf)
{
    struct route *route = xcalloc(1, sizeof(*route));

    route->path = xstrdup(path);
    reply_render(&route->reply, text, crlf, &server->places);
    route->close = close || !route->reply.whole;
    pthread_mutex_lock(&server->lock);
    if (server->route_count < MAX_PATHS)
        server->routes[server->route_count++] = route;
    pthread_mutex_unlock(&server->lock);
}

static void remember(struct server *server, const char *request)
{
    pthread_mutex_lock(&server->lock);
    if (server->request_count < MAX_REQUESTS)
        server->requests[server->request_count++] = xstrdup(request);
    pthread_mutex_unlock(&server->lock);
}

void server_forget(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    for (size_t i = 0; i < server->request_count; i++)
        xfree(server->requests[i]);
    server->request_count = 0;
    server->most = server->open;
    server->busiest = 0;
    pthread_mutex_unlock(&server->lock);
}

size_t server_requests(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    size_t count = server->request_count;
    pthread_mutex_unlock(&server->lock);
    return count;
}

size_t server_most(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    size_t most = server->most;
    pthread_mutex_unlock(&server->lock);
    return most;
}

size_t server_busiest(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    size_t busiest = server->busiest;
    pthread_mutex_unlock(&server->lock);
    return busiest;
}

/* A request of this host is under way; or, by -1, no more. */
static void count_host(struct server *server, const char *request, int change)
{
    const char *line = strstr(request, "Host: ");
    char host[64] = "";
    size_t i = 0;

    if (line)
        (void)sscanf(line, "Host: %63s", host);
    pthread_mutex_lock(&server->lock);
    while (i < MAX_HOSTS - 1 && *server->asked[i].host &&
           strcmp(server->asked[i].host, host) != 0)
        i++;
    snprintf(server->asked[i].host, sizeof(server->asked[i].host), "%s", host);
    server->asked[i].now += (size_t)change;
    if (server->asked[i].now > server->busiest)
        server->busiest = server->asked[i].now;
    pthread_mutex_unlock(&server->lock);
}

char *server_request(struct server *server, const char *path)
{
    char *found = NULL;
    size_t len = strlen(path);

    pthread_mutex_lock(&server->lock);
    for (size_t i = server->request_count; i > 0 && !found; i--) {
        const char *at = server->requests[i - 1];
        at += strcspn(at, " ");
        at += *at == ' ';
        if (!strncmp(at, path, len) && at[len] == ' ')
            found = xstrdup(server->requests[i - 1]);
    }
    pthread_mutex_unlock(&server->lock);
    return found;
}

static bool send_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        len -= (size_t)sent;
    }
    return true;
}

/* Whether the connection goes on. */
static bool do_pause(int fd, const struct pause *pause)
{
    struct linger at_once = {.l_onoff = 1};
    char byte;

    switch (pause->kind) {
    case PAUSE_SLEEP:
        usleep(pause->amount * 1000);
        return true;
    case PAUSE_STALL:
        while (recv(fd, &byte, 1, 0) > 0)
            ;
        return false;
    case PAUSE_RESET:
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
        return false;
    case PAUSE_NONE:
        break;
    }
    return true;
}

static bool send_reply(int fd, const struct reply *reply)
{
    size_t sent = 0;

    for (size_t i = 0; i < reply->pause_count; i++) {
        const struct pause *pause = &reply->pauses[i];
        if (!send_all(fd, reply->bytes.data + sent, pause->at - sent) ||
            !do_pause(fd, pause))
            return false;
        sent = pause->at;
    }
    return send_all(fd, reply->bytes.data + sent, reply->bytes.len - sent);
}

/* Answer one request; whether another may come. */
static bool answer(const struct connection *connection, char *request)
{
    static const char missing[] =
        "HTTP/1.1 404 Not Found\r\nConnection: close\r\n"
        "Content-Length: 0\r\n\r\n";
    char path[1024];

    remember(connection->server, request);
    if (sscanf(request, "%*15s %1023s", path) != 1)
        return false;
    const struct route *route = route_of(connection->server, path);
    if (!route) {
        send_all(connection->fd, missing, sizeof(missing) - 1);
        return false;
    }
    return send_reply(connection->fd, &route->reply) && !route->close;
}

static void count_open(struct server *server, int change)
{
    pthread_mutex_lock(&server->lock);
    server->open += (size_t)change;
    if (server->open > server->most)
        server->most = server->open;
    pthread_mutex_unlock(&server->lock);
}

static void *serve(void *context)
{
    struct connection *connection = context;
    char *request = xmalloc(REQUEST_SIZE);
    size_t len = 0;
    ssize_t n = 0;

    while ((n = recv(connection->fd, request + len, REQUEST_SIZE - 1 - len,
                     0)) > 0) {
        len += (size_t)n;
        request[len] = '\0';
        if (!strstr(request, "\r\n\r\n"))
            continue;
        count_host(connection->server, request, 1);
        bool more = answer(connection, request);
        count_host(connection->server, request, -1);
        if (!more)
            break;
        len = 0;
    }
    count_open(connection->server, -1);
    close(connection->fd);
    xfree(request);
    xfree(connection);
    return NULL;
}

static void start_thread(void *(*function)(void *), void *context)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, function, context) == 0)
        pthread_detach(thread);
}

static void *accept_all(void *context)
{
    struct connection *listener = context;
    int fd;

    while ((fd = accept(listener->fd, NULL, NULL)) >= 0) {
        struct connection *connection = xcalloc(1, sizeof(*connection));
        *connection = (struct connection){listener->server, fd};
        count_open(listener->server, 1);
        start_thread(serve, connection);
    }
    xfree(listener);
    return NULL;
}

/* *port 0 chooses one. */
static int listen_on(const char *host, unsigned short *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(*port)};
    socklen_t len = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    inet_pton(AF_INET, host, &address.sin_addr);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) < 0 ||
        listen(fd, 1024) < 0)
        return -1;
    getsockname(fd, (struct sockaddr *)&address, &len);
    *port = ntohs(address.sin_port);
    return fd;
}

/* Two addresses with one port, and another port of the first. */
static bool listen_on_all(struct server *server)
{
    static const char *const hosts[LISTENERS] = {"127.0.0.1", "127.0.0.2",
                                                 "127.0.0.1"};
    unsigned short port = 0;

    for (int i = 0; i < LISTENERS; i++) {
        if (i == 2)
            port = 0;
        server->fds[i] = listen_on(hosts[i], &port);
        if (server->fds[i] < 0)
            return false;
        snprintf(server->hosts[i], sizeof(server->hosts[i]), "%s:%d", hosts[i],
                 port);
    }
    return true;
}

struct server *server_new(void)
{
    struct server *server = xcalloc(1, sizeof(*server));

    pthread_mutex_init(&server->lock, NULL);
    /* The port may be taken on the second address. */
    for (int i = 0; i < 20 && !listen_on_all(server); i++)
        if (i == 19)
            return NULL;
    server->places =
        (struct places){server->hosts[0], server->hosts[1], server->hosts[2],
                        strchr(server->hosts[0], ':') + 1};
    for (int i = 0; i < LISTENERS; i++) {
        struct connection *listener = xcalloc(1, sizeof(*listener));
        *listener = (struct connection){server, server->fds[i]};
        start_thread(accept_all, listener);
    }
    return server;
}

const struct places *server_places(const struct server *server)
{
    return &server->places;
}
