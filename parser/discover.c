/*
 * The feeds that a web page names: <link rel="alternate" type="..."> (HTML 5,
 * section 4.6.6.2; the RSS Advisory Board's autodiscovery), anywhere in the
 * page, since not all have a head.
 *
 * One pass over the tags, in linear time: comments, scripts and styles are
 * stepped over, nothing is nested. <base href> counts for all links, also
 * those before it.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "parser/parser_internal.h"

#define MAX_LINKS 64

struct attributes {
    struct strbuf rel, type, href, title;
};

struct finder {
    const char *at, *end;
    struct arena *arena;
    char *base; /* of <base>; NULL: none seen */
    struct feed_link links[MAX_LINKS];
    size_t count;
    bool endless_comment; /* one that is never closed hides nothing */
};

static void attributes_init(struct attributes *all)
{
    strbuf_init(&all->rel, 256);
    strbuf_init(&all->type, 256);
    strbuf_init(&all->href, LIMIT_URL);
    strbuf_init(&all->title, 1024);
}

static void attributes_release(struct attributes *all)
{
    strbuf_release(&all->rel);
    strbuf_release(&all->type);
    strbuf_release(&all->href);
    strbuf_release(&all->title);
}

static struct strbuf *attribute_of(struct attributes *all, const char *name,
                                   size_t len)
{
    const struct {
        const char *name;
        struct strbuf *value;
    } names[] = {{"rel", &all->rel},
                 {"type", &all->type},
                 {"href", &all->href},
                 {"title", &all->title}};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i].name) == len &&
            !strncasecmp(names[i].name, name, len))
            return names[i].value;
    return NULL;
}

/* Decode a value; the first of two attributes of a name counts. */
static void take_value(struct strbuf *out, const char *at, const char *end)
{
    while (out && !out->len && at < end) {
        size_t len = strnlen(at, (size_t)(end - at));
        charref_decode(out, at, len, CHARREF_VALUE);
        at += len + 1;
    }
}

/* One attribute, at its name. */
static void take_attribute(struct finder *finder, struct attributes *all)
{
    const char *name = finder->at;
    const char *at = name + 1; /* a "=" may begin a name */

    while (at < finder->end && !text_is_blank(*at) && !strchr("=>/", *at))
        at++;
    struct strbuf *value = attribute_of(all, name, (size_t)(at - name));
    while (at < finder->end && text_is_blank(*at))
        at++;
    if (at == finder->end || *at != '=') {
        finder->at = at;
        return;
    }
    at++;
    while (at < finder->end && text_is_blank(*at))
        at++;
    const char *stop = at;
    if (at < finder->end && (*at == '"' || *at == '\'')) {
        stop = memchr(at + 1, *at, (size_t)(finder->end - at - 1));
        stop = stop ? stop : finder->end;
        take_value(value, at + 1, stop);
        finder->at = stop < finder->end ? stop + 1 : stop;
        return;
    }
    while (stop < finder->end && !text_is_blank(*stop) && *stop != '>')
        stop++;
    take_value(value, at, stop);
    finder->at = stop;
}

static void take_attributes(struct finder *finder, struct attributes *all)
{
    while (finder->at < finder->end && *finder->at != '>') {
        if (text_is_blank(*finder->at) || *finder->at == '/')
            finder->at++;
        else
            take_attribute(finder, all);
    }
}

static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    while (*text) {
        size_t n = strcspn(text, " \t\r\n\f");
        if (n == len && !strncasecmp(text, word, len))
            return true;
        text += n;
        text += strspn(text, " \t\r\n\f");
    }
    return false;
}

static bool is_feed_type(const char *type)
{
    static const char *const types[] = {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "application/x.atom+xml",
        "application/rss",
        "text/rss+xml",
    };
    size_t blank = strspn(type, " \t\r\n\f");
    size_t len = strcspn(type + blank, " \t\r\n\f;");

    for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (strlen(types[i]) == len &&
            !strncasecmp(types[i], type + blank, len))
            return true;
    return false;
}

static void take_link(struct finder *finder, const struct attributes *all)
{
    const char *rel = all->rel.data;
    bool named = has_word(rel, "feed") ||
                 (has_word(rel, "alternate") && !has_word(rel, "stylesheet") &&
                  is_feed_type(all->type.data));

    if (!named || !all->href.len || all->href.cut || finder->count == MAX_LINKS)
        return;
    finder->links[finder->count++] = (struct feed_link){
        arena_strndup(finder->arena, all->href.data, all->href.len),
        all->title.len
            ? arena_strndup(finder->arena, all->title.data, all->title.len)
            : NULL};
}

/* Past the end tag of an element whose content is no markup. */
static void skip_raw(struct finder *finder, const char *name, size_t len)
{
    const char *at = finder->at;

    while ((at = memchr(at, '<', (size_t)(finder->end - at)))) {
        if ((size_t)(finder->end - at) > len + 2 && at[1] == '/' &&
            !strncasecmp(at + 2, name, len) && !text_is_letter(at[len + 2])) {
            finder->at = at + len + 2;
            return;
        }
        at++;
    }
    finder->at = finder->end;
}

static bool is_name(const char *name, size_t len, const char *other)
{
    return strlen(other) == len && !strncasecmp(name, other, len);
}

static void take_tag(struct finder *finder)
{
    CLEANUP(attributes_release) struct attributes all;
    const char *name = finder->at + 1;
    size_t len = 0;

    attributes_init(&all);
    while (name + len < finder->end && text_is_letter(name[len]))
        len++;
    finder->at = name + len;
    take_attributes(finder, &all);
    if (is_name(name, len, "link") || is_name(name, len, "a"))
        take_link(finder, &all);
    else if (is_name(name, len, "base") && all.href.len && !finder->base)
        finder->base =
            arena_strndup(finder->arena, all.href.data, all.href.len);
    else if (is_name(name, len, "script") || is_name(name, len, "style") ||
             is_name(name, len, "textarea") || is_name(name, len, "title"))
        skip_raw(finder, name, len);
}

static void skip_comment(struct finder *finder)
{
    size_t left = (size_t)(finder->end - finder->at);
    const char *close =
        finder->endless_comment ? NULL : memmem(finder->at, left, "-->", 3);

    finder->endless_comment = !close;
    finder->at = close ? close + 3 : finder->at + 4;
}

static void find_links(struct finder *finder)
{
    while ((finder->at =
                memchr(finder->at, '<', (size_t)(finder->end - finder->at)))) {
        size_t left = (size_t)(finder->end - finder->at);
        if (left > 1 && text_is_letter(finder->at[1]))
            take_tag(finder);
        else if (left >= 4 && !memcmp(finder->at, "<!--", 4))
            skip_comment(finder);
        else
            finder->at++;
    }
}

/* Resolve in place, and drop what is there already. */
static size_t resolve_links(struct finder *finder, const char *page)
{
    CLEANUP(strbuf_release) struct strbuf base;
    size_t kept = 0;

    strbuf_init(&base, LIMIT_URL);
    url_resolve(&base, page, finder->base ? finder->base : "");
    for (size_t i = 0; i < finder->count; i++) {
        CLEANUP(strbuf_release) struct strbuf url;
        bool known = false;
        strbuf_init(&url, LIMIT_URL);
        url_resolve(&url, base.data, finder->links[i].url);
        for (size_t j = 0; j < kept && !known; j++)
            known = !strcmp(finder->links[j].url, url.data);
        if (known || url.cut || !url.len)
            continue;
        finder->links[kept].title = finder->links[i].title;
        finder->links[kept++].url =
            arena_strndup(finder->arena, url.data, url.len);
    }
    return kept;
}

void parser_discover(const char *body, size_t len,
                     const struct parser_options *options, struct arena *arena,
                     struct feed_link **ret_links, size_t *ret_count)
{
    struct finder finder = {.arena = arena};
    struct document document;

    document_init(&document, body, len, options, arena);
    finder.at = document.text;
    finder.end = document.text + document.len;
    find_links(&finder);
    finder.count =
        resolve_links(&finder, options->base_url ? options->base_url : "");
    *ret_links = arena_calloc(arena, finder.count + 1, sizeof(**ret_links));
    if (finder.count)
        memcpy(*ret_links, finder.links, finder.count * sizeof(**ret_links));
    *ret_count = finder.count;
    document_release(&document);
}
