/*
 * Tags, of a document that is being mended.
 *
 * What cannot be a tag is text. An attribute whose closing quote was forgotten
 * ends with its tag: its value would run over an end tag of an element that is
 * open, which no value that anybody meant does.
 */
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "parser/mend.h"

/* Attributes of a tag that are kept, and namespaces in scope. */
#define ATTRIBUTES 64
#define NAMESPACES 256

struct range {
    uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t cp)
{
    for (size_t i = 0; i < count; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

/* XML 1.0, production 4, without the colon. */
static bool starts_name(uint32_t cp)
{
    static const struct range ranges[] = {
        {'a', 'z'},       {'A', 'Z'},       {'_', '_'},
        {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},
        {0x370, 0x37d},   {0x37f, 0x1fff},  {0x200c, 0x200d},
        {0x2070, 0x218f}, {0x2c00, 0x2fef}, {0x3001, 0xd7ff},
        {0xf900, 0xfdcf}, {0xfdf0, 0xfffc}, {0x10000, 0xeffff},
    };
    return within(ranges, sizeof(ranges) / sizeof(*ranges), cp);
}

/* Production 5, without the colon. */
static bool continues_name(uint32_t cp)
{
    static const struct range ranges[] = {
        {'0', '9'}, {'-', '.'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}};

    return starts_name(cp) ||
           within(ranges, sizeof(ranges) / sizeof(*ranges), cp);
}

/* The end of the part of a name, without colon, that begins at `at`. */
static const char *name_part(const char *at, const char *end)
{
    const char *next = at;

    if (at == end || !starts_name(utf8_next(&next, end)))
        return at;
    do {
        at = next;
    } while (at < end && continues_name(utf8_next(&next, end)));
    return at;
}

struct name mend_name_at(const char *at, const char *end)
{
    const char *stop = name_part(at, end);

    if (stop > at && stop < end && *stop == ':') {
        const char *local = name_part(stop + 1, end);
        if (local > stop + 1)
            stop = local;
    }
    return (struct name){at, (size_t)(stop - at)};
}

static struct name take_name(struct mender *mender)
{
    struct name name = mend_name_at(mender->at, mender->end);

    mender->at += name.len;
    return name;
}

static void put_name(struct mender *mender, struct name name)
{
    strbuf_add(mender->out, name.text, name.len);
}

static bool same(struct name a, struct name b)
{
    return a.len == b.len && !strncasecmp(a.text, b.text, a.len);
}

void mend_close_top(struct mender *mender)
{
    const struct open_element *top = &mender->open[--mender->depth];

    mender->namespaces -= top->namespaces;
    strbuf_addstr(mender->out, "</");
    put_name(mender, top->name);
    strbuf_addch(mender->out, '>');
}

void mend_end_tag(struct mender *mender)
{
    mender->at += 2;
    struct name name = take_name(mender);
    while (mender->at < mender->end && *mender->at != '>' && *mender->at != '<')
        mender->at++;
    if (mender->at < mender->end && *mender->at == '>')
        mender->at++;
    for (size_t i = mender->depth; i-- > 0;) {
        if (!same(mender->open[i].name, name))
            continue;
        if (i == mender->depth - 1 && mender->beyond) {
            mender->beyond--; /* the end of one that was dropped */
            return;
        }
        mender->beyond = 0;
        while (mender->depth > i)
            mend_close_top(mender);
        return;
    }
}

/* The names of a tag's attributes, to drop a second one of a name. */
struct attributes {
    struct name element;
    struct name names[ATTRIBUTES];
    size_t count;
    size_t namespaces;
};

static bool attribute_is_new(struct attributes *attributes, struct name name)
{
    for (size_t i = 0; i < attributes->count; i++)
        if (attributes->names[i].len == name.len &&
            memcmp(attributes->names[i].text, name.text, name.len) == 0)
            return false;
    if (attributes->count == ATTRIBUTES)
        return false;
    attributes->names[attributes->count++] = name;
    return true;
}

/* Whether the value that would end at close runs over the end of an element
 * that is open, or of its own. */
static bool runs_over(struct mender *mender, const char *close,
                      struct name element)
{
    const char *tag = mend_find(mender, &mender->end_tag);

    if (tag >= close)
        return false;
    struct name name = mend_name_at(tag + 2, mender->end);
    if (!name.len)
        return false;
    bool known = same(name, element);
    for (size_t i = mender->depth; i-- > 0 && !known;)
        known = same(mender->open[i].name, name);
    return known;
}

/* Where a value ends, between its quotes, unless the second of them is that of
 * the next attribute: url="http://f.example/1 type="audio/mpeg". */
static const char *before_next(const char *at, const char *close,
                               const char *end)
{
    const char *blank = close;

    if (close == at || close == end || close[-1] != '=' || close + 1 == end ||
        text_is_blank(close[1]) || strchr("/>?", close[1]))
        return close;
    while (blank > at && !text_is_blank(*blank))
        blank--;
    struct name name = mend_name_at(blank + 1, close);
    return blank > at && name.text + name.len == close - 1 ? blank : close;
}

/* A value's end: its quote, or where an unquoted one ends. */
static const char *value_end(struct mender *mender, char quote,
                             struct name element)
{
    const char *at = mender->at;

    if (quote) {
        const char *close = memchr(at, quote, (size_t)(mender->end - at));
        if (!close)
            close = mender->end;
        if (!runs_over(mender, close, element))
            return before_next(at, close, mender->end);
        while (*at != '>' && *at != '<')
            at++;
        return at;
    }
    while (at < mender->end && !text_is_blank(*at) && *at != '>' &&
           !(*at == '/' && at + 1 < mender->end && at[1] == '>'))
        at++;
    return at;
}

static void take_value(struct mender *mender, struct name element)
{
    char quote = 0;

    mender->at++;
    mend_skip_blanks(mender);
    if (mender->at < mender->end && (*mender->at == '"' || *mender->at == '\''))
        quote = *mender->at++;
    const char *limit = value_end(mender, quote, element);
    size_t start = mender->out->len;
    while (mender->at < limit && mender->out->len - start < LIMIT_FIELD)
        mend_character(mender, limit);
    mender->at = limit;
    if (quote && mender->at < mender->end && *mender->at == quote)
        mender->at++;
}

/* Whether a tag may declare one more. */
static bool namespace_fits(const struct mender *mender,
                           struct attributes *attributes, struct name name)
{
    if (name.len < 5 || memcmp(name.text, "xmlns", 5) != 0)
        return true;
    return mender->namespaces + ++attributes->namespaces <= NAMESPACES;
}

static void take_attribute(struct mender *mender, struct attributes *attributes)
{
    struct name name = take_name(mender);

    if (name.len == 0) {
        utf8_next(&mender->at, mender->end); /* a stray quote or sign */
        return;
    }
    bool keep = attribute_is_new(attributes, name) &&
                namespace_fits(mender, attributes, name);
    size_t mark = mender->out->len;
    strbuf_addch(mender->out, ' ');
    put_name(mender, name);
    strbuf_addstr(mender->out, "=\"");
    mend_skip_blanks(mender);
    if (mender->at < mender->end && *mender->at == '=')
        take_value(mender, attributes->element);
    strbuf_addch(mender->out, '"');
    if (!keep)
        strbuf_truncate(mender->out, mark);
}

/* Behind a tag's name comes its end, a blank, or something odd that people put
 * there; not what makes it an address, or a comparison. */
static bool is_tag(const struct mender *mender, struct name name)
{
    const char *at = name.text + name.len;

    if (at < mender->end && strchr("@:&,.;=+*?!", *at) && *at)
        return false;
    while (at < mender->end && text_is_blank(*at))
        at++;
    return at == mender->end || !*at || !strchr("&+*?!,;", *at);
}

static bool is_among(struct name name, const char *const names[])
{
    for (; *names; names++)
        if (strlen(*names) == name.len &&
            !strncasecmp(name.text, *names, name.len))
            return true;
    return false;
}

/* HTML's elements that never hold anything and are no element of a feed. */
static bool holds_nothing(struct name name)
{
    static const char *const names[] = {"br",  "hr",    "img",
                                        "wbr", "input", NULL};

    return is_among(name, names);
}

/*
 * Elements of feeds that hold text, or nothing, whose end tags were forgotten.
 * Within them no other element of a feed begins that is not one of HTML, too;
 * where an item does, all that is open since the channel or the item before has
 * ended, and an item that it would be the child of.
 */
static void end_forgotten(struct mender *mender, struct name name)
{
    static const char *const items[] = {"item", "entry", NULL};
    static const char *const around[] = {"channel", "feed",  "rdf:RDF",
                                         "item",    "entry", NULL};
    static const char *const texts[] = {"enclosure", "title",    "link",
                                        "guid",      "pubDate",  "description",
                                        "copyright", "language", "dc:date",
                                        "subtitle",  "tagline",  NULL};
    static const char *const begins[] = {
        "guid",      "pubDate", "description",   "category",        "enclosure",
        "copyright", "dc:date", "lastBuildDate", "content:encoded", NULL};
    /* Those in which HTML's <link> and <title> have no place, either. */
    static const char *const bare[] = {"enclosure", "title",   "link",
                                       "guid",      "pubDate", "language",
                                       "dc:date",   NULL};
    static const char *const begins_too[] = {"title", "link", NULL};
    size_t depth = mender->depth;

    if (depth && (is_among(name, begins) || is_among(name, begins_too))) {
        if (is_among(mender->open[depth - 1].name,
                     is_among(name, begins) ? texts : bare))
            mend_close_top(mender);
    } else if (is_among(name, items)) {
        bool text = false;
        while (depth && !is_among(mender->open[depth - 1].name, around))
            text |= is_among(mender->open[--depth].name, texts);
        if (!depth || (!text && depth < mender->depth))
            return;
        depth -=
            !mender->nests && is_among(mender->open[depth - 1].name, items);
        while (mender->depth > depth)
            mend_close_top(mender);
    }
}

static void open_element(struct mender *mender,
                         const struct attributes *attributes)
{
    mender->open[mender->depth++] =
        (struct open_element){attributes->element, attributes->namespaces};
    mender->namespaces += attributes->namespaces;
}

void mend_start_tag(struct mender *mender)
{
    struct attributes attributes = {
        .element = mend_name_at(mender->at + 1, mender->end)};
    bool closed = false;

    if (!attributes.element.len || !is_tag(mender, attributes.element)) {
        if (mender->depth)
            strbuf_addstr(mender->out, "&lt;");
        mender->at++;
        return;
    }
    mender->at += 1 + attributes.element.len;
    end_forgotten(mender, attributes.element);
    size_t mark = mender->out->len;
    strbuf_addch(mender->out, '<');
    put_name(mender, attributes.element);
    while (mender->at < mender->end && *mender->at != '>' &&
           *mender->at != '<') {
        closed = *mender->at == '/';
        if (text_is_blank(*mender->at) || closed)
            mender->at++;
        else
            take_attribute(mender, &attributes);
    }
    if (mender->at < mender->end && *mender->at == '>')
        mender->at++;
    closed |= mender->depth > 0 && holds_nothing(attributes.element);
    /* Only one root, and only so deep. */
    if (mender->depth == DEPTH || (mender->depth == 0 && mender->root_seen)) {
        strbuf_truncate(mender->out, mark);
        mender->beyond += !closed && mender->depth == DEPTH;
        mender->flat |= mender->depth == DEPTH;
        return;
    }
    mender->root_seen = true;
    strbuf_addstr(mender->out, closed ? "/>" : ">");
    if (!closed)
        open_element(mender, &attributes);
}
