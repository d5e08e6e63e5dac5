/*
 * Whose a url is: the registrable domain of its host, by the Public Suffix
 * List.
 *
 * A name outside of ASCII can be written in two ways, "müller.de" and
 * "xn--mller-kva.de" (RFC 5890). Both are read as the second, and shown as the
 * first only where nobody can take it for another name: where a label is of
 * Latin letters of European languages, of Chinese, Japanese or Korean
 * characters alone, or of one of the other scripts under a domain that is not
 * of ASCII either ("пример.рф"). So what looks like "apple.com" in Cyrillic
 * letters stays "xn--80ak6aa92e.com".
 */
#include <idn2.h>
#include <libpsl.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/url.h"
#include "base/url_internal.h"

/* The list is loaded once and lives as long as the process; it is a constant
 * of the machine, not state. */
static const psl_ctx_t *suffix_list(void)
{
    static psl_ctx_t *list;

    if (!list)
        list = psl_latest(NULL);
    return list;
}

/* libpsl takes "10.0.0.1" for a name of four labels. */
static bool is_address(const char *host)
{
    return strchr(host, ':') || strspn(host, "0123456789.") == strlen(host);
}

/* Without the letters that are read as others: dotless i, long s, and so on. */
static bool is_european(utf8proc_int32_t c)
{
    return c >= 0xdf && c < 0x17f && c != 0xf7 && c != 0x131 && c != 0x138 &&
           c != 0x140 && c != 0x149;
}

static bool is_east_asian(utf8proc_int32_t c)
{
    return c == 0x3005 || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30a1 && c <= 0x30fe && c != 0x30fb) ||
           (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3);
}

/* Whether a label is of one script, and shows what it is. */
static bool is_clear(const char *label, size_t len, bool national)
{
    bool latin = false;
    bool asian = false;
    bool other = false;
    utf8proc_int32_t c;

    for (size_t at = 0; at < len;) {
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)label + at,
                             (utf8proc_ssize_t)(len - at), &c);
        if (step <= 0)
            return false;
        at += (size_t)step;
        if (c < 0x80)
            latin = latin || (c >= 'a' && c <= 'z');
        else if (is_european(c))
            latin = true;
        else if (is_east_asian(c))
            asian = true;
        else
            other = true;
    }
    return latin + asian + other <= 1 && (!other || national);
}

static bool all_are_clear(const char *domain)
{
    const char *last = strrchr(domain, '.');
    bool national = last && !text_is_ascii(last, strlen(last));

    for (const char *label = domain; *label;) {
        size_t len = strcspn(label, ".");
        if (!is_clear(label, len, national))
            return false;
        label += len + (label[len] == '.');
    }
    return true;
}

static void add_readable(struct strbuf *out, const char *domain)
{
    char *name = NULL;
    bool is_readable =
        strstr(domain, "xn--") &&
        idn2_to_unicode_8z8z(domain, &name, IDN2_NONTRANSITIONAL) == IDN2_OK &&
        all_are_clear(name);

    strbuf_addstr(out, is_readable ? name : domain);
    idn2_free(name);
}

/* What is no name of a host stays as it is. */
static void make_ascii(struct strbuf *host)
{
    uint8_t *name = NULL;

    if (text_is_ascii(host->data, host->len) && !strstr(host->data, "xn--"))
        return;
    if (idn2_lookup_u8((const uint8_t *)host->data, &name,
                       IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK) {
        strbuf_clear(host);
        strbuf_addstr(host, (const char *)name);
    }
    idn2_free(name);
}

void url_outlet(struct strbuf *out, const char *url)
{
    CLEANUP(strbuf_release) struct strbuf host;
    struct url_slice port;
    const char *domain = NULL;
    struct url_slice found =
        url_host_of(url_split(url, strlen(url)).authority, &port);

    strbuf_init(&host, 256);
    url_add_lower(&host, found);
    if (!host.cut)
        make_ascii(&host);
    while (host.len && host.data[host.len - 1] == '.')
        strbuf_truncate(&host, host.len - 1);
    if (suffix_list() && !host.cut && !is_address(host.data))
        domain = psl_registrable_domain(suffix_list(), host.data);
    if (domain) {
        add_readable(out, domain);
        return;
    }
    strbuf_add(out, host.data, host.len);
    if (host.len && port.len) {
        strbuf_addch(out, ':');
        url_add_lower(out, port);
    }
}
