/*
 * Addresses and ports that a feed's url must not lead to.
 *
 * Checked on the address a connection is made to, after resolving, so that a
 * name cannot say one thing when it is checked and another when it is used. A
 * proxy resolves for us: then the url is looked at, and names are the proxy's.
 * The tables are IANA's special-purpose registries (RFC 6890 and after).
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "fetcher/fetcher_internal.h"

struct block {
    unsigned char bytes[16];
    unsigned bits;
};

static const struct block ipv4[] = {
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4},
    {{240}, 4},
};

/* Everything but 2000::/3 is refused; these are within it, or hold IPv4. */
static const struct block ipv6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23}, /* protocol assignments, Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x3f, 0xff}, 20},             /* documentation */
};

static bool within(const unsigned char *address, const struct block *block)
{
    unsigned whole = block->bits / 8;
    unsigned rest = block->bits % 8;

    if (memcmp(address, block->bytes, whole) != 0)
        return false;
    return rest == 0 ||
           (address[whole] ^ block->bytes[whole]) >> (8 - rest) == 0;
}

static bool ipv4_is_public(const unsigned char *address)
{
    for (size_t i = 0; i < sizeof(ipv4) / sizeof(*ipv4); i++)
        if (within(address, &ipv4[i]))
            return false;
    return true;
}

static bool ipv6_is_public(const unsigned char *address)
{
    static const struct block mapped = {{[10] = 0xff, [11] = 0xff}, 96};
    static const struct block nat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};
    static const struct block sixtofour = {{0x20, 0x02}, 16};
    static const struct block global = {{0x20}, 3};

    if (within(address, &mapped) || within(address, &nat64))
        return ipv4_is_public(address + 12);
    if (within(address, &sixtofour))
        return ipv4_is_public(address + 2);
    if (!within(address, &global))
        return false;
    for (size_t i = 0; i < sizeof(ipv6) / sizeof(*ipv6); i++)
        if (within(address, &ipv6[i]))
            return false;
    return true;
}

/* The ports that browsers refuse, for the same reason (Fetch standard, "bad
 * ports"), in order. */
static const unsigned short bad_ports[] = {
    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,    22,   23,
    25,   37,   42,   43,   53,   69,   77,   79,   87,   95,    101,  102,
    103,  104,  109,  110,  111,  113,  115,  117,  119,  123,   135,  137,
    139,  143,  161,  179,  389,  427,  465,  512,  513,  514,   515,  526,
    530,  531,  532,  540,  548,  554,  556,  563,  587,  601,   636,  989,
    990,  993,  995,  1719, 1720, 1723, 2049, 3659, 4045, 4190,  5060, 5061,
    6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
};

bool port_is_allowed(unsigned port)
{
    for (size_t i = 0; i < sizeof(bad_ports) / sizeof(*bad_ports); i++)
        if (bad_ports[i] == port)
            return false;
    return port != 0;
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return ipv4_is_public(
            (const unsigned char *)&(
                (const struct sockaddr_in *)(const void *)address)
                ->sin_addr);
    if (address->sa_family == AF_INET6)
        return ipv6_is_public(
            (const unsigned char *)&(
                (const struct sockaddr_in6 *)(const void *)address)
                ->sin6_addr);
    return false;
}

int address_text_is_public(const char *text)
{
    union {
        struct sockaddr any;
        struct sockaddr_in ipv4;
        struct sockaddr_in6 ipv6;
    } parsed = {0};

    bool colons = strchr(text, ':') != NULL;

    parsed.any.sa_family = colons ? AF_INET6 : AF_INET;
    if (inet_pton(parsed.any.sa_family, text,
                  colons ? (void *)&parsed.ipv6.sin6_addr
                         : (void *)&parsed.ipv4.sin_addr) != 1)
        return -1;
    return address_is_public(&parsed.any);
}

char *url_part(const char *url, CURLUPart part, unsigned flags)
{
    CURLU *handle = curl_url();
    char *text = NULL;

    if (handle &&
        (curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) ||
         curl_url_get(handle, part, &text, flags)))
        text = NULL;
    curl_url_cleanup(handle);
    return text;
}

/* Add the host as resolvers read it (UTS #46): what stands for letters, digits
 * and dots in other scripts becomes those. libcurl's own way leaks (7.88). */
static void add_mapped(struct strbuf *out, const char *host)
{
    CLEANUP(strbuf_release) struct strbuf folded;
    const char *stop;

    strbuf_init(&folded, LIMIT_URL);
    text_fold(&folded, host, strlen(host));
    for (const char *at = folded.data; *at; at = stop) {
        stop = strstr(at, "\xe3\x80\x82"); /* the ideographic full stop */
        strbuf_add(out, at, stop ? (size_t)(stop - at) : strlen(at));
        if (!stop)
            break;
        strbuf_addch(out, '.');
        stop += 3;
    }
}

/* Names that mean this machine (RFC 6761 section 6.3). */
static bool is_local_name(const char *host, size_t len)
{
    static const char local[] = "localhost";
    size_t part = sizeof(local) - 1;

    return len >= part && !strncasecmp(host + len - part, local, part) &&
           (len == part || host[len - part - 1] == '.');
}

static bool host_is_public(const char *host)
{
    char text[64];
    size_t len = strlen(host);

    while (len && host[len - 1] == '.')
        len--;
    if (!len || is_local_name(host, len))
        return false;
    if (len >= sizeof(text))
        return true;
    bool brackets = *host == '[' && host[len - 1] == ']';
    snprintf(text, sizeof(text), "%.*s", (int)(len - (brackets ? 2U : 0U)),
             host + brackets);
    text[strcspn(text, "%")] = '\0'; /* a zone */
    if (brackets && !strchr(text, ':'))
        return false;
    int is_public = address_text_is_public(text);
    return is_public < 0 ? !brackets : is_public;
}

bool url_is_public(const char *url)
{
    char *host = url_part(url, CURLUPART_HOST, 0);
    bool is_public = false;

    if (host) {
        CLEANUP(strbuf_release) struct strbuf again;
        strbuf_init(&again, LIMIT_URL);
        /* Once more, now that digits are digits: "0x7f.1" is an address. */
        strbuf_addstr(&again, "http://");
        add_mapped(&again, host);
        strbuf_addch(&again, '/');
        curl_free(host);
        host = url_part(again.data, CURLUPART_HOST, 0);
    }
    if (host)
        is_public = host_is_public(host);
    curl_free(host);
    return is_public;
}

bool url_port_is_allowed(const char *url)
{
    char *port = url_part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    bool allowed = port && port_is_allowed((unsigned)strtoul(port, NULL, 10));

    curl_free(port);
    return allowed;
}
