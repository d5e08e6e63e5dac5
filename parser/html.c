/*
 * HTML to plain text.
 *
 * A tokenizer, not a tree: which tags break a line, which part cells and whose
 * content is not shown is a table, and everything else is text. One pass, no
 * recursion, no memory beyond the output, whatever the nesting; libxml2's HTML
 * parser, which would build implied elements and rearrange what is misnested,
 * has nothing to add to that, and takes many times as long.
 *
 * White space: runs are one space, none at the ends of lines, no empty lines.
 * Spaces and line ends are only remembered until text follows them.
 */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "parser/parser_internal.h"

enum tag_effect {
    TAG_UNKNOWN, /* no element of HTML; as inline */
    TAG_INLINE,
    TAG_SPACE, /* parts cells */
    TAG_BREAK, /* begins and ends a line */
    TAG_HIDE,  /* its content is not shown */
    TAG_RAW,   /* the same, and holds no tags but its own end */
};

struct tag_rule {
    const char *name;
    enum tag_effect effect;
};

/* Sorted by name. */
static const struct tag_rule rules[] = {
    {"a", TAG_INLINE},        {"abbr", TAG_INLINE},
    {"acronym", TAG_INLINE},  {"address", TAG_BREAK},
    {"applet", TAG_RAW},      {"article", TAG_BREAK},
    {"aside", TAG_BREAK},     {"audio", TAG_HIDE},
    {"b", TAG_INLINE},        {"bdi", TAG_INLINE},
    {"bdo", TAG_INLINE},      {"big", TAG_INLINE},
    {"blink", TAG_INLINE},    {"blockquote", TAG_BREAK},
    {"body", TAG_BREAK},      {"br", TAG_BREAK},
    {"button", TAG_SPACE},    {"caption", TAG_BREAK},
    {"center", TAG_BREAK},    {"cite", TAG_INLINE},
    {"code", TAG_INLINE},     {"dd", TAG_BREAK},
    {"del", TAG_INLINE},      {"details", TAG_BREAK},
    {"dfn", TAG_INLINE},      {"dialog", TAG_BREAK},
    {"dir", TAG_BREAK},       {"div", TAG_BREAK},
    {"dl", TAG_BREAK},        {"dt", TAG_BREAK},
    {"em", TAG_INLINE},       {"embed", TAG_INLINE},
    {"fieldset", TAG_BREAK},  {"figcaption", TAG_BREAK},
    {"figure", TAG_BREAK},    {"font", TAG_INLINE},
    {"footer", TAG_BREAK},    {"form", TAG_BREAK},
    {"h1", TAG_BREAK},        {"h2", TAG_BREAK},
    {"h3", TAG_BREAK},        {"h4", TAG_BREAK},
    {"h5", TAG_BREAK},        {"h6", TAG_BREAK},
    {"header", TAG_BREAK},    {"hr", TAG_BREAK},
    {"i", TAG_INLINE},        {"iframe", TAG_BREAK},
    {"img", TAG_INLINE},      {"input", TAG_INLINE},
    {"ins", TAG_INLINE},      {"kbd", TAG_INLINE},
    {"label", TAG_INLINE},    {"legend", TAG_BREAK},
    {"li", TAG_BREAK},        {"link", TAG_INLINE},
    {"main", TAG_BREAK},      {"map", TAG_INLINE},
    {"mark", TAG_INLINE},     {"marquee", TAG_INLINE},
    {"menu", TAG_BREAK},      {"meta", TAG_INLINE},
    {"nav", TAG_BREAK},       {"nobr", TAG_INLINE},
    {"noembed", TAG_RAW},     {"noframes", TAG_RAW},
    {"object", TAG_INLINE},   {"ol", TAG_BREAK},
    {"optgroup", TAG_BREAK},  {"option", TAG_BREAK},
    {"p", TAG_BREAK},         {"param", TAG_INLINE},
    {"pre", TAG_BREAK},       {"q", TAG_INLINE},
    {"rp", TAG_INLINE},       {"rt", TAG_INLINE},
    {"ruby", TAG_INLINE},     {"s", TAG_INLINE},
    {"samp", TAG_INLINE},     {"script", TAG_RAW},
    {"section", TAG_BREAK},   {"select", TAG_BREAK},
    {"small", TAG_INLINE},    {"source", TAG_INLINE},
    {"span", TAG_INLINE},     {"strike", TAG_INLINE},
    {"strong", TAG_INLINE},   {"style", TAG_RAW},
    {"sub", TAG_INLINE},      {"summary", TAG_BREAK},
    {"sup", TAG_INLINE},      {"svg", TAG_INLINE},
    {"table", TAG_BREAK},     {"tbody", TAG_BREAK},
    {"td", TAG_SPACE},        {"template", TAG_HIDE},
    {"textarea", TAG_INLINE}, {"tfoot", TAG_BREAK},
    {"th", TAG_SPACE},        {"thead", TAG_BREAK},
    {"time", TAG_INLINE},     {"title", TAG_BREAK},
    {"tr", TAG_BREAK},        {"track", TAG_INLINE},
    {"tt", TAG_INLINE},       {"u", TAG_INLINE},
    {"ul", TAG_BREAK},        {"var", TAG_INLINE},
    {"video", TAG_HIDE},      {"wbr", TAG_INLINE},
};

/* Elements that have no end tag, so that they can hide nothing. */
static const char *const voids[] = {
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr",
};

struct walker {
    const char *at;
    const char *end;
    struct strbuf *out;
    bool space;      /* white space waits for text */
    bool line;       /* a line end waits for text */
    size_t start;    /* of the output */
    char hidden[16]; /* name of the element that hides; "" for none */
    size_t hidden_depth;
    bool title; /* unknown elements are text */
    /* An element of this rule is known to have no end from here on. */
    bool endless_comment, endless_cdata; /* nor have these */
    bool endless[sizeof(rules) / sizeof(*rules)];
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Write the white space that text has made certain. */
static void settle(struct walker *walker)
{
    if (walker->out->len > walker->start) {
        if (walker->line)
            strbuf_addch(walker->out, '\n');
        else if (walker->space)
            strbuf_addch(walker->out, ' ');
    }
    walker->line = walker->space = false;
}

static void put(struct walker *walker, uint32_t cp)
{
    if (walker->hidden_depth)
        return;
    if (text_is_space(cp)) {
        walker->space = true;
        return;
    }
    if (cp >= 0x80 && cp < 0xa0)
        cp = windows1252(cp);
    if (cp < 0x20 || cp == 0xfffe || cp == 0xffff)
        return;
    settle(walker);
    strbuf_adduc(walker->out, cp);
}

static int compare_rule(const char *name, size_t len,
                        const struct tag_rule *rule)
{
    int order = strncasecmp(name, rule->name, len);

    return order ? order : (rule->name[len] ? -1 : 0);
}

static const struct tag_rule *rule_of(const char *name, size_t len)
{
    size_t low = 0;
    size_t high = sizeof(rules) / sizeof(*rules);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_rule(name, len, &rules[middle]);
        if (order == 0)
            return &rules[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool html_is_void(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof(voids) / sizeof(*voids); i++)
        if (strlen(voids[i]) == len && !strncasecmp(name, voids[i], len))
            return true;
    return false;
}

/* Whether the attributes hide the element: hidden, or a style that does. */
static bool hides(const char *at, const char *end)
{
    size_t len = (size_t)(end - at);

    for (size_t i = 0; i + 6 <= len; i++) {
        if (is_blank(at[i]) && len - i > 6 &&
            !strncasecmp(at + i + 1, "hidden", 6) &&
            (i + 7 == len || at[i + 7] == '=' || is_blank(at[i + 7]) ||
             at[i + 7] == '/'))
            return true;
        if ((at[i] == 'd' || at[i] == 'D') && len - i >= 12 &&
            !strncasecmp(at + i, "display", 7)) {
            const char *value = at + i + 7;
            while (value < end && (is_blank(*value) || *value == ':'))
                value++;
            if (end - value >= 4 && !strncasecmp(value, "none", 4))
                return true;
        }
    }
    return false;
}

/* The '>' that ends a tag, past quoted values; the end when there is none. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = 0;
    const char *first = memchr(at, '>', (size_t)(end - at));

    for (const char *p = at; p < end; p++) {
        if (quote) {
            if (*p == quote)
                quote = 0;
        } else if (*p == '>') {
            return p;
        } else if ((*p == '"' || *p == '\'') && p > at && p[-1] == '=') {
            quote = *p;
        }
    }
    return first ? first : end; /* a quote that is never closed */
}

/* The '<' of the next end tag of that name; NULL when there is none. */
static const char *find_end_tag(const struct walker *walker, const char *name,
                                size_t len)
{
    const char *at = walker->at;

    while ((at = memchr(at, '<', (size_t)(walker->end - at))) != NULL) {
        if ((size_t)(walker->end - at) >= len + 2 && at[1] == '/' &&
            !strncasecmp(at + 2, name, len) &&
            (at + len + 2 == walker->end || !is_letter(at[2 + len])))
            return at;
        at++;
    }
    return NULL;
}

static void hide(struct walker *walker, const char *name, size_t len)
{
    if (len >= sizeof(walker->hidden) || walker->hidden_depth)
        return;
    memcpy(walker->hidden, name, len);
    walker->hidden[len] = '\0';
    walker->hidden_depth = 1;
}

static void track_hidden(struct walker *walker, const char *name, size_t len,
                         bool end_tag)
{
    if (strlen(walker->hidden) != len ||
        strncasecmp(walker->hidden, name, len) != 0)
        return;
    if (end_tag)
        walker->hidden_depth--;
    else
        walker->hidden_depth++;
}

/* Hide what is in an element, unless it never ends: then it is a mistake, and
 * its text is better shown than lost. */
static void enter_hidden(struct walker *walker, const struct tag_rule *rule,
                         const char *name, size_t len)
{
    bool *endless = rule ? &walker->endless[rule - rules] : NULL;

    if (endless && *endless)
        return;
    const char *end = find_end_tag(walker, name, len);
    if (!end) {
        if (endless)
            *endless = true;
        return;
    }
    if (rule && rule->effect == TAG_RAW) {
        const char *close = memchr(end, '>', (size_t)(walker->end - end));
        walker->at = close ? close + 1 : walker->end;
    } else {
        hide(walker, name, len);
    }
}

static size_t name_length(const char *name, const char *end)
{
    size_t len = 0;

    while (name + len < end &&
           (is_letter(name[len]) || (name[len] >= '0' && name[len] <= '9')))
        len++;
    return len;
}

static void take_tag(struct walker *walker)
{
    bool end_tag = walker->at[1] == '/';
    const char *name = walker->at + (end_tag ? 2 : 1);
    size_t len = name_length(name, walker->end);
    const struct tag_rule *rule = rule_of(name, len);
    enum tag_effect effect = rule ? rule->effect : TAG_UNKNOWN;
    const char *end = tag_end(name + len, walker->end);
    bool closed = end > name && end[-1] == '/';

    if (walker->title && (!rule || end == walker->end)) {
        put(walker, '<');
        walker->at++;
        return;
    }
    walker->at = end < walker->end ? end + 1 : walker->end;
    if (walker->hidden_depth) {
        if (!closed)
            track_hidden(walker, name, len, end_tag);
        return;
    }
    if (effect == TAG_BREAK)
        walker->line = true;
    else if (effect == TAG_SPACE)
        walker->space = true;
    if (end_tag || closed)
        return;
    if (effect == TAG_RAW || effect == TAG_HIDE ||
        (rule && hides(name + len, end) && !html_is_void(name, len)))
        enter_hidden(walker, rule, name, len);
}

static void take_declaration(struct walker *walker)
{
    size_t left = (size_t)(walker->end - walker->at);
    bool comment = left >= 4 && !memcmp(walker->at, "<!--", 4);
    bool cdata = left >= 9 && !memcmp(walker->at, "<![CDATA[", 9);

    if (cdata) { /* as feeds have it: text twice wrapped */
        if (!walker->endless_cdata)
            walker->endless_cdata = !memmem(walker->at, left, "]]>", 3);
        if (walker->endless_cdata)
            put(walker, '<');
        walker->at += walker->endless_cdata ? 1 : 9;
        return;
    }
    const char *close = NULL;
    if (comment && !walker->endless_comment) {
        close = memmem(walker->at, left, "-->", 3);
        walker->endless_comment = !close;
    }
    if (close) {
        walker->at = close + 3;
        return;
    }
    /* Nor does a comment that never ends hide what follows. */
    close = memchr(walker->at, '>', left);
    walker->at = close ? close + 1 : walker->end;
}

static void take_less(struct walker *walker)
{
    char next = walker->at + 1 < walker->end ? walker->at[1] : ' ';

    if (is_letter(next) || (next == '/' && walker->at + 2 < walker->end &&
                            is_letter(walker->at[2])))
        take_tag(walker);
    else if (next == '!' || next == '?')
        take_declaration(walker);
    else {
        put(walker, '<');
        walker->at++;
    }
}

static void take_reference(struct walker *walker)
{
    uint32_t cp;
    size_t len = charref_read(walker->at, walker->end, false, &cp);

    put(walker, len ? cp : '&');
    walker->at += len ? len : 1;
}

/* Characters that need no look, in one piece. */
static void take_run(struct walker *walker)
{
    const char *at = walker->at;

    while (at<walker->end && * at> ' ' && *at != '<' && *at != '&' &&
           *at != ']')
        at++;
    size_t len = (size_t)(at - walker->at);
    if (len && !walker->hidden_depth) {
        settle(walker);
        strbuf_add(walker->out, walker->at, len);
    }
    walker->at = at;
}

static void walk(const char *html, size_t len, bool title, struct strbuf *out)
{
    struct walker walker = {.at = html,
                            .end = html + len,
                            .out = out,
                            .start = out->len,
                            .title = title};

    while (walker.at < walker.end && !out->cut) {
        char c = *walker.at;
        if (c == '<')
            take_less(&walker);
        else if (c == '&')
            take_reference(&walker);
        else if (c == ']' && walker.end - walker.at >= 3 &&
                 !memcmp(walker.at, "]]>", 3))
            walker.at += 3;
        else if (c > ' ' && c != ']')
            take_run(&walker);
        else
            put(&walker, utf8_next(&walker.at, walker.end));
    }
}

void parser_html_to_text(const char *html, size_t len, struct strbuf *out)
{
    walk(html, len, false, out);
}

void html_title_to_text(const char *html, size_t len, struct strbuf *out)
{
    walk(html, len, true, out);
}
