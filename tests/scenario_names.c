/*
 * Names of the scenarios' own.
 *
 * A symbol of the program comes before a library's of the same name. The table
 * is only written between polls, while no resolver runs.
 */
#include "tests/scenario_names.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_NAMES 16
#define MAX_FDS   1024
#define HERE      0x08080808 /* 8.8.8.8 */
#define NOWHERE   0x08080404 /* 8.8.4.4 */
#define SILENCE   40         /* seconds until "never" is told */

static struct {
    char name[64];
    char addresses[128];
} names[MAX_NAMES];

static bool stands_in[MAX_FDS]; /* descriptors that say they lead to HERE */

void names_set(const char *name, const char *addresses)
{
    size_t i = 0;

    while (i < MAX_NAMES - 1 && *names[i].name &&
           strcmp(names[i].name, name) != 0)
        i++;
    snprintf(names[i].name, sizeof(names[i].name), "%s", name);
    snprintf(names[i].addresses, sizeof(names[i].addresses), "%s", addresses);
}

/* libc's own; a pointer to data is no pointer to a function to C11. */
/* NOLINTBEGIN(bugprone-macro-parentheses) */
#define LIBC(function)                 \
    static __typeof__(&function) real; \
    *(void **)&real = dlsym(RTLD_NEXT, #function)

/* NOLINTEND(bugprone-macro-parentheses) */

static int libc_getaddrinfo(const char *node, const char *service,
                            const struct addrinfo *hints, struct addrinfo **ret)
{
    LIBC(getaddrinfo);

    return real(node, service, hints, ret);
}

/* Chain what each address gives. */
static int all_of(const char *addresses, const char *service,
                  const struct addrinfo *hints, struct addrinfo **ret)
{
    struct addrinfo numeric = *hints;
    char address[64];
    int used;

    numeric.ai_flags = AI_NUMERICHOST;
    for (; sscanf(addresses, "%63s%n", address, &used) == 1;
         addresses += used) {
        int result = libc_getaddrinfo(address, service, &numeric, ret);
        if (result != 0)
            return result;
        while (*ret)
            ret = &(*ret)->ai_next;
    }
    return 0;
}

/* A resolver whose server does not answer. */
static int say_nothing(void)
{
    sleep(SILENCE);
    return EAI_AGAIN;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

int getaddrinfo(const char *node, const char *service,
                const struct addrinfo *hints, struct addrinfo **ret)
{
    *ret = NULL;
    for (size_t i = 0; node && hints && i < MAX_NAMES && *names[i].name; i++) {
        if (strcmp(names[i].name, node) != 0)
            continue;
        if (!strcmp(names[i].addresses, "never"))
            return say_nothing();
        return all_of(names[i].addresses, service, hints, ret);
    }
    return libc_getaddrinfo(node, service, hints, ret);
}

/* Its parameter's type is glibc's, which takes every kind of address. */
int connect(int fd, __CONST_SOCKADDR_ARG address, socklen_t len)
{
    struct sockaddr_in to = {0};
    LIBC(connect);

    if (address.__sockaddr__->sa_family != AF_INET || fd >= MAX_FDS)
        return real(fd, address, len);
    memcpy(&to, address.__sockaddr__, sizeof(to));
    stands_in[fd] = to.sin_addr.s_addr == htonl(HERE);
    if (to.sin_addr.s_addr == htonl(NOWHERE)) {
        errno = ECONNREFUSED;
        return -1;
    }
    if (stands_in[fd])
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return real(fd, (__CONST_SOCKADDR_ARG){.__sockaddr_in__ = &to}, sizeof(to));
}

int getpeername(int fd, __SOCKADDR_ARG address, socklen_t *len)
{
    struct sockaddr_in *peer = address.__sockaddr_in__;
    LIBC(getpeername);
    int result = real(fd, address, len);

    if (result == 0 && fd < MAX_FDS && stands_in[fd])
        peer->sin_addr.s_addr = htonl(HERE);
    return result;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
