/*
 * HTML's elements: which break a line, which part cells, whose content is not
 * shown, which need no end tag.
 */
#include <string.h>
#include <strings.h>

#include "parser/html_tags.h"

/* Sorted by name. */
static const struct tag_rule rules[] = {
    {"a", TAG_INLINE},         {"abbr", TAG_INLINE},
    {"acronym", TAG_INLINE},   {"address", TAG_BREAK},
    {"applet", TAG_RAW},       {"area", TAG_INLINE},
    {"article", TAG_BREAK},    {"aside", TAG_BREAK},
    {"audio", TAG_HIDE},       {"b", TAG_INLINE},
    {"base", TAG_INLINE},      {"basefont", TAG_INLINE},
    {"bdi", TAG_INLINE},       {"bdo", TAG_INLINE},
    {"big", TAG_INLINE},       {"blink", TAG_INLINE},
    {"blockquote", TAG_BREAK}, {"body", TAG_BREAK},
    {"br", TAG_BREAK},         {"button", TAG_SPACE},
    {"canvas", TAG_INLINE},    {"caption", TAG_BREAK},
    {"center", TAG_BREAK},     {"cite", TAG_INLINE},
    {"code", TAG_INLINE},      {"col", TAG_INLINE},
    {"colgroup", TAG_INLINE},  {"data", TAG_INLINE},
    {"datalist", TAG_HIDE},    {"dd", TAG_BREAK},
    {"del", TAG_INLINE},       {"details", TAG_BREAK},
    {"dfn", TAG_INLINE},       {"dialog", TAG_BREAK},
    {"dir", TAG_BREAK},        {"div", TAG_BREAK},
    {"dl", TAG_BREAK},         {"dt", TAG_BREAK},
    {"em", TAG_INLINE},        {"embed", TAG_INLINE},
    {"fieldset", TAG_BREAK},   {"figcaption", TAG_BREAK},
    {"figure", TAG_BREAK},     {"font", TAG_INLINE},
    {"footer", TAG_BREAK},     {"form", TAG_BREAK},
    {"frameset", TAG_BREAK},   {"h1", TAG_BREAK},
    {"h2", TAG_BREAK},         {"h3", TAG_BREAK},
    {"h4", TAG_BREAK},         {"h5", TAG_BREAK},
    {"h6", TAG_BREAK},         {"head", TAG_BREAK},
    {"header", TAG_BREAK},     {"hgroup", TAG_BREAK},
    {"hr", TAG_BREAK},         {"html", TAG_BREAK},
    {"i", TAG_INLINE},         {"iframe", TAG_BREAK},
    {"img", TAG_INLINE},       {"input", TAG_INLINE},
    {"ins", TAG_INLINE},       {"kbd", TAG_INLINE},
    {"label", TAG_INLINE},     {"legend", TAG_BREAK},
    {"li", TAG_BREAK},         {"link", TAG_INLINE},
    {"listing", TAG_BREAK},    {"main", TAG_BREAK},
    {"map", TAG_INLINE},       {"mark", TAG_INLINE},
    {"marquee", TAG_INLINE},   {"math", TAG_INLINE},
    {"menu", TAG_BREAK},       {"meta", TAG_INLINE},
    {"meter", TAG_INLINE},     {"nav", TAG_BREAK},
    {"nobr", TAG_INLINE},      {"noembed", TAG_RAW},
    {"noframes", TAG_RAW},     {"noscript", TAG_INLINE},
    {"object", TAG_INLINE},    {"ol", TAG_BREAK},
    {"optgroup", TAG_BREAK},   {"option", TAG_BREAK},
    {"output", TAG_INLINE},    {"p", TAG_BREAK},
    {"param", TAG_INLINE},     {"picture", TAG_INLINE},
    {"pre", TAG_BREAK},        {"progress", TAG_INLINE},
    {"q", TAG_INLINE},         {"rb", TAG_INLINE},
    {"rp", TAG_INLINE},        {"rt", TAG_INLINE},
    {"rtc", TAG_INLINE},       {"ruby", TAG_INLINE},
    {"s", TAG_INLINE},         {"samp", TAG_INLINE},
    {"script", TAG_RAW},       {"search", TAG_BREAK},
    {"section", TAG_BREAK},    {"select", TAG_BREAK},
    {"slot", TAG_INLINE},      {"small", TAG_INLINE},
    {"source", TAG_INLINE},    {"span", TAG_INLINE},
    {"strike", TAG_INLINE},    {"strong", TAG_INLINE},
    {"style", TAG_RAW},        {"sub", TAG_INLINE},
    {"summary", TAG_BREAK},    {"sup", TAG_INLINE},
    {"svg", TAG_INLINE},       {"table", TAG_BREAK},
    {"tbody", TAG_BREAK},      {"td", TAG_SPACE},
    {"template", TAG_HIDE},    {"textarea", TAG_INLINE},
    {"tfoot", TAG_BREAK},      {"th", TAG_SPACE},
    {"thead", TAG_BREAK},      {"time", TAG_INLINE},
    {"title", TAG_BREAK},      {"tr", TAG_BREAK},
    {"track", TAG_INLINE},     {"tt", TAG_INLINE},
    {"u", TAG_INLINE},         {"ul", TAG_BREAK},
    {"var", TAG_INLINE},       {"video", TAG_HIDE},
    {"wbr", TAG_INLINE},       {"xmp", TAG_BREAK},
};

/* Elements that have no end tag, so that they can hide nothing. */
static const char *const voids[] = {
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr",
};

_Static_assert(sizeof(rules) / sizeof(*rules) <= TAG_RULES,
               "TAG_RULES is too small");

static int compare_rule(const char *name, size_t len,
                        const struct tag_rule *rule)
{
    int order = strncasecmp(name, rule->name, len);

    return order ? order : (rule->name[len] ? -1 : 0);
}

const struct tag_rule *tag_rule_of(const char *name, size_t len,
                                   size_t *ret_place)
{
    size_t low = 0;
    size_t high = sizeof(rules) / sizeof(*rules);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_rule(name, len, &rules[middle]);
        if (order == 0) {
            *ret_place = middle;
            return &rules[middle];
        }
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

/* Elements whose end tags may be left out (HTML, section 13.1.2.4), and what
 * beginning ends them. */
static const struct {
    const char *name;
    const char *ended_by; /* NULL: by any block */
} implied[] = {
    {"p", NULL},
    {"li", " li "},
    {"dt", " dt dd "},
    {"dd", " dt dd "},
    {"tr", " tr tbody "},
    {"td", " td th tr tbody "},
    {"th", " td th tr tbody "},
    {"option", " option optgroup "},
};

static size_t implied_place(const char *name, size_t len)
{
    size_t i = 0;

    while (i < sizeof(implied) / sizeof(*implied) &&
           (strlen(implied[i].name) != len ||
            strncasecmp(implied[i].name, name, len) != 0))
        i++;
    return i;
}

bool tag_may_lack_end(const char *name, size_t len)
{
    return implied_place(name, len) < sizeof(implied) / sizeof(*implied);
}

bool tag_is_ended_by(const char *name, const char *next, size_t len)
{
    size_t i = implied_place(name, strlen(name));
    char wanted[40] = " ";

    if (i == sizeof(implied) / sizeof(*implied) || len > 32)
        return false;
    if (!implied[i].ended_by)
        return true;
    memcpy(wanted + 1, next, len);
    wanted[len + 1] = ' ';
    return strcasestr(implied[i].ended_by, wanted) != NULL;
}
