/*
 * Relative links in the HTML of an entry, made absolute: the HTML is kept for
 * whoever shows it later, far from the document that said what it is relative
 * to (RFC 4287 section 3.1.1.3, RFC 3986 section 5).
 *
 * Everything else stays byte for byte as it is.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "parser/parser_internal.h"

static bool is_link(const char *name, size_t len)
{
    static const char *const names[] = {
        "href",        "src",        "cite",    "action", "background",
        "data",        "longdesc",   "usemap",  "poster", "codebase",
        "classid",     "formaction", "profile", "dynsrc", "lowsrc",
        "pluginspage", "manifest",   "icon"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i]) == len && !strncasecmp(name, names[i], len))
            return true;
    return false;
}

/* scheme ":" (RFC 3986 section 3.1): nothing to resolve. */
static bool is_absolute(const char *value, size_t len)
{
    size_t i = 0;

    while (i < len && text_is_blank(value[i]))
        i++;
    if (i == len || !text_is_letter(value[i]))
        return false;
    while (i < len && (text_is_letter(value[i]) || strchr("+-.", value[i]) ||
                       (value[i] >= '0' && value[i] <= '9')))
        i++;
    return i < len && value[i] == ':';
}

struct rewriter {
    const char *base;
    const char *at;
    const char *end;
    const char *copied; /* what stands before is in out */
    struct strbuf *out;
};

static void flush(struct rewriter *rewriter, const char *upto)
{
    strbuf_add(rewriter->out, rewriter->copied,
               (size_t)(upto - rewriter->copied));
    rewriter->copied = upto;
}

static bool resolve(struct strbuf *out, const char *base, const char *reference,
                    size_t len)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&text, LIMIT_URL);
    strbuf_init(&url, LIMIT_URL);
    strbuf_add(&text, reference, len);
    if (len > LIMIT_URL || is_absolute(reference, len))
        return false;
    url_resolve(&url, base, text.data);
    if (url.cut || url.len == 0)
        return false;
    strbuf_add(out, url.data, url.len);
    return true;
}

/* A comma at its end would end the candidate: it stood before characters that a
 * url does not have. */
static void escape_last_comma(struct strbuf *out)
{
    if (!out->len || out->data[out->len - 1] != ',')
        return;
    strbuf_truncate(out, out->len - 1);
    strbuf_addstr(out, "%2C");
}

/* "a.png 1x, b.png 2x" (HTML 5, section 4.8.4.2.1). */
static bool resolve_set(struct strbuf *out, const char *base, const char *at)
{
    bool changed = false;

    while (*at) {
        size_t blank = strspn(at, " \t\r\n\f,");
        strbuf_add(out, at, blank);
        at += blank;
        size_t len = strcspn(at, " \t\r\n\f");
        if (len == 0)
            break;
        size_t commas = 0;
        while (commas < len && at[len - commas - 1] == ',')
            commas++;
        if (resolve(out, base, at, len - commas)) {
            changed = true;
            escape_last_comma(out);
        } else {
            strbuf_add(out, at, len - commas);
        }
        at += len - commas;
        size_t rest = strcspn(at, ",");
        strbuf_add(out, at, rest);
        at += rest;
    }
    return changed;
}

bool html_resolve_value(struct strbuf *out, const char *name, size_t len,
                        const char *base, const char *value)
{
    if (len == 6 && !strncasecmp(name, "srcset", 6))
        return resolve_set(out, base, value);
    return is_link(name, len) && resolve(out, base, value, strlen(value));
}

static void take_value(struct rewriter *rewriter, const char *name,
                       size_t name_len, const char *value, size_t len)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf made;

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_init(&made, LIMIT_FIELD);
    charref_decode(&text, value, len, CHARREF_VALUE);
    if (!html_resolve_value(&made, name, name_len, rewriter->base, text.data) ||
        made.cut)
        return;
    /* A blank that was written as a reference would end a value that has no
     * quotes. */
    bool bare = value[-1] != '"' && value[-1] != '\'' &&
                made.data[strcspn(made.data, " \t\r\n\f")];
    flush(rewriter, value);
    if (bare)
        strbuf_addch(rewriter->out, '"');
    html_escape(rewriter->out, made.data, made.len);
    if (bare)
        strbuf_addch(rewriter->out, '"');
    rewriter->copied = value + len;
}

/* Whether an attribute's name may be one of ours: most are not. */
static bool is_candidate(const char *name, size_t len)
{
    return is_link(name, len) || (len == 6 && !strncasecmp(name, "srcset", 6));
}

static const char *past_blanks(const char *at, const char *end)
{
    while (at < end && text_is_blank(*at))
        at++;
    return at;
}

/* The value at `at`, with or without quotes: returns where it ends and sets
 * *ret_value to where it begins; *ret_next is behind its quote. */
static const char *find_value(const char *at, const char *end,
                              const char **ret_value, const char **ret_next)
{
    *ret_value = at;
    if (at < end && (*at == '"' || *at == '\'')) {
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        *ret_value = at + 1;
        *ret_next = close ? close + 1 : end;
        return close ? close : end;
    }
    while (at < end && !text_is_blank(*at) && *at != '>')
        at++;
    *ret_next = at;
    return at;
}

/* One attribute; at is at its name. */
static void take_attribute(struct rewriter *rewriter)
{
    const char *name = rewriter->at;
    const char *at = name;
    const char *end = rewriter->end;
    const char *value;

    while (at < end && !text_is_blank(*at) && *at != '=' && *at != '>' &&
           *at != '/')
        at++;
    size_t len = (size_t)(at - name);
    at = past_blanks(at, end);
    if (at == end || *at != '=' || len == 0) {
        rewriter->at = at > name ? at : at + 1;
        return;
    }
    at = past_blanks(at + 1, end);
    const char *stop = find_value(at, end, &value, &rewriter->at);
    if (is_candidate(name, len))
        take_value(rewriter, name, len, value, (size_t)(stop - value));
}

static void take_tag(struct rewriter *rewriter)
{
    rewriter->at++;
    while (rewriter->at < rewriter->end && !text_is_blank(*rewriter->at) &&
           *rewriter->at != '>' && *rewriter->at != '/')
        rewriter->at++;
    while (rewriter->at < rewriter->end && *rewriter->at != '>') {
        if (text_is_blank(*rewriter->at) || *rewriter->at == '/')
            rewriter->at++;
        else
            take_attribute(rewriter);
    }
}

static void skip_comment(struct rewriter *rewriter)
{
    size_t left = (size_t)(rewriter->end - rewriter->at);
    const char *close = memmem(rewriter->at, left, "-->", 3);

    rewriter->at = close ? close + 3 : rewriter->at + 4;
}

void html_resolve_links(const char *html, size_t len, const char *base,
                        struct strbuf *out)
{
    struct rewriter rewriter = {base, html, html + len, html, out};

    while (!out->cut &&
           (rewriter.at = memchr(rewriter.at, '<',
                                 (size_t)(rewriter.end - rewriter.at)))) {
        size_t left = (size_t)(rewriter.end - rewriter.at);
        if (left > 1 && text_is_letter(rewriter.at[1]))
            take_tag(&rewriter);
        else if (left >= 4 && !memcmp(rewriter.at, "<!--", 4))
            skip_comment(&rewriter);
        else
            rewriter.at++;
    }
    flush(&rewriter, rewriter.end);
}
