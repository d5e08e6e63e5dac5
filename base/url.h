#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Urls (RFC 3986). Results are appended to a strbuf, whose ceiling should be
 * LIMIT_URL; strings are never NULL.
 */

/*
 * Resolve reference against base by RFC 3986 section 5.2, byte for byte: no
 * normalisation beyond removing dot segments, no escaping but of spaces and
 * controls; leading and trailing white space of the reference is dropped. An
 * absolute reference comes out as it is. An empty or relative base gives the
 * reference itself.
 */
void url_resolve(struct strbuf *out, const char *base, const char *reference);

/*
 * Check and normalise a url a user subscribes to: http, https or file; a bare
 * "example.org/feed" becomes https. Scheme and host in lower case, default
 * port and fragment dropped. ERROR_INPUT names what is wrong.
 */
int url_subscribe(struct strbuf *out, const char *text, struct error *err);

/*
 * The canonical form of an entry's link, by which copies of it are equal:
 * scheme https, host in lower case without "www.", default port, fragment
 * and parameters of tracking (utm_*, fbclid, gclid, at_*, ns_*, …) and of
 * visits (PHPSESSID, ;jsessionid=, "sid" with 128 random bits) dropped,
 * no slash at the end. Not to be fetched. A link that is not http(s) comes
 * out as it is.
 */
void url_canonical(struct strbuf *out, const char *link);

/* The host in lower case, without port; nothing where there is none. */
void url_host(struct strbuf *out, const char *url);

/*
 * The outlet of a url: its host's registrable domain by the Public Suffix
 * List ("bbc.co.uk" of https://feeds.bbc.co.uk/x); hosts without one
 * (addresses, localhost) give the host, with ":port" where one is given, so
 * that servers on one machine are different outlets. Nothing where there is
 * no host. "xn--mller-kva.de" is "müller.de"; where such a name could pass for
 * another it is the other way round.
 */
void url_outlet(struct strbuf *out, const char *url);

/* Append url without user name, password and the values of query parameters
 * named like secrets (token, key, auth, password, secret, signature): fit to
 * be shown. */
void url_redact(struct strbuf *out, const char *url);

/*
 * Append url without user name and password, and those, decoded, to user and
 * password (each may be NULL). Whether it had any.
 */
bool url_take_credentials(struct strbuf *out, const char *url,
                          struct strbuf *user, struct strbuf *password);

/* Append url with user and password (may be NULL) put back. */
void url_put_credentials(struct strbuf *out, const char *url, const char *user,
                         const char *password);

/* Whether url names a proxy: http, https, socks4, socks4a, socks5 or socks5h,
 * and a host, as libcurl reads them. */
bool url_is_proxy(const char *url);

/* Append the origin of a http or https url, "https://example.org:443" (RFC
 * 6454); nothing for others. */
void url_origin(struct strbuf *out, const char *url);
/* Whether both have one, and it is the same. */
bool url_same_origin(const char *a, const char *b);
