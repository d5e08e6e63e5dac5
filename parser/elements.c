/*
 * Which element of the XML formats means which field.
 *
 * A table, looked through in order: the place, the namespace and the name
 * choose the field, and the rank says how good a source of it the element is
 * (1 is best). Names are compared without case, since CDF shouts and feeds
 * written by hand guess.
 */
#include <string.h>
#include <strings.h>

#include "parser/xmlfeed.h"

#define CORE   (1U << NS_CORE)
#define ATOM   (1U << NS_ATOM10 | 1U << NS_ATOM03)
#define ANY    (CORE | ATOM)
#define DC     (1U << NS_DC)
#define TERMS  (1U << NS_DCTERMS)
#define MEDIA  (1U << NS_MEDIA)
#define ITUNES (1U << NS_ITUNES)

#define IN_FEED  PLACE_FEED
#define IN_ITEM  PLACE_ITEM
#define IN_BOTH  (PLACE_FEED | PLACE_ITEM)
#define IN_MEDIA (PLACE_ITEM | PLACE_MEDIA)

static const struct rule rules[] = {
    {IN_BOTH, ANY, "title", FIELD_TITLE, 1},
    {IN_BOTH, DC, "title", FIELD_TITLE, 3},
    {IN_MEDIA, MEDIA, "title", FIELD_TITLE, 4},
    {IN_BOTH, ITUNES, "title", FIELD_TITLE, 5},
    {IN_BOTH, ANY, "link", FIELD_LINK, 1},
    {IN_BOTH, CORE, "a", FIELD_ANCHOR, 1},
    {IN_BOTH, ANY, "id", FIELD_ID, 1},
    {IN_ITEM, CORE, "guid", FIELD_GUID, 1},
    {IN_BOTH, DC, "identifier", FIELD_ID, 4},
    {IN_BOTH, ANY, "description", FIELD_SUMMARY, 2},
    {IN_BOTH, ANY, "summary", FIELD_SUMMARY, 1},
    {IN_BOTH, ANY, "abstract", FIELD_SUMMARY, 2},
    {IN_FEED, ANY, "tagline", FIELD_SUMMARY, 2},
    {IN_FEED, ANY, "subtitle", FIELD_SUMMARY, 1},
    {IN_BOTH, DC, "description", FIELD_SUMMARY, 4},
    {IN_BOTH, ITUNES, "summary", FIELD_SUMMARY, 5},
    {PLACE_ITEM, MEDIA, "description", FIELD_SUMMARY, 6},
    {PLACE_MEDIA, MEDIA, "description", FIELD_CONTENT, 6},
    {IN_BOTH, ITUNES, "subtitle", FIELD_SUMMARY, 7},
    {IN_ITEM, 1U << NS_CONTENT, "encoded", FIELD_CONTENT, 1},
    {IN_ITEM, ANY, "content", FIELD_CONTENT, 2},
    {IN_ITEM, 1U << NS_XHTML, "body", FIELD_CONTENT, 3},
    {IN_ITEM, 1U << NS_XHTML, "div", FIELD_CONTENT, 3},
    {PLACE_CONTENTS, 1U << NS_RDF, "value", FIELD_CONTENT, 3},
    {IN_ITEM, CORE, "fullitem", FIELD_CONTENT, 4},
    {IN_ITEM, CORE, "body", FIELD_CONTENT, 5},
    {IN_BOTH, DC, "creator", FIELD_PERSON_TEXT, 2},
    {IN_BOTH, DC, "author", FIELD_PERSON_TEXT, 3},
    {IN_BOTH, ITUNES, "author", FIELD_PERSON_TEXT, 4},
    {IN_FEED, CORE, "managingEditor", FIELD_PERSON_TEXT, 1},
    {IN_BOTH, DC, "publisher", FIELD_PERSON_TEXT, 8},
    {PLACE_PERSON, ANY | ITUNES, "name", FIELD_PERSON_NAME, 1},
    {PLACE_PERSON, ANY | ITUNES, "email", FIELD_PERSON_EMAIL, 1},
    {IN_BOTH, ANY, "category", FIELD_CATEGORY, 1},
    {IN_BOTH, DC, "subject", FIELD_CATEGORY, 1},
    {IN_BOTH | PLACE_CATEGORY, ITUNES, "category", FIELD_CATEGORY, 1},
    {IN_BOTH, ITUNES, "keywords", FIELD_KEYWORDS, 1},
    {IN_ITEM, CORE, "comments", FIELD_COMMENTS, 1},
    {IN_ITEM, 1U << NS_SLASH, "comments", FIELD_COMMENT_COUNT, 1},
    {IN_FEED, CORE, "language", FIELD_LANGUAGE, 1},
    {IN_BOTH, DC, "language", FIELD_LANGUAGE, 2},
    {IN_BOTH, CORE, "pubDate", FIELD_PUBLISHED, 1},
    {IN_BOTH, ANY, "published", FIELD_PUBLISHED, 1},
    {IN_BOTH, ANY, "issued", FIELD_PUBLISHED, 2},
    {IN_BOTH, TERMS, "issued", FIELD_PUBLISHED, 3},
    {IN_BOTH, ANY, "created", FIELD_PUBLISHED, 5},
    {IN_BOTH, TERMS, "created", FIELD_PUBLISHED, 5},
    {IN_BOTH, ANY, "updated", FIELD_UPDATED, 1},
    {IN_BOTH, ANY, "modified", FIELD_UPDATED, 2},
    {IN_FEED, CORE, "lastBuildDate", FIELD_UPDATED, 1},
    {IN_BOTH, TERMS, "modified", FIELD_UPDATED, 3},
    {IN_BOTH, DC, "date", FIELD_UPDATED, 4},
    {IN_ITEM, CORE, "enclosure", FIELD_ENCLOSURE, 1},
    {IN_MEDIA, MEDIA, "content", FIELD_ENCLOSURE, 2},
    {IN_ITEM, CORE, "source", FIELD_SOURCE, 1},
    {PLACE_SOURCE, ANY, "title", FIELD_TITLE, 1},
    {PLACE_SOURCE, ANY, "link", FIELD_LINK, 1},
    {IN_FEED, CORE, "ttl", FIELD_TTL, 1},
    {PLACE_SKIPS, CORE, "hour", FIELD_HOUR, 1},
    {PLACE_SKIPS, CORE, "day", FIELD_DAY, 1},
    {IN_FEED, 1U << NS_SYNDICATION, "updatePeriod", FIELD_PERIOD, 1},
    {IN_FEED, 1U << NS_SYNDICATION, "updateFrequency", FIELD_FREQUENCY, 1},
};

static const struct {
    const char *version;
    enum feed_format format;
} versions[] = {
    {"0.90", FORMAT_RSS090}, {"0.9", FORMAT_RSS090},  {"0.91", FORMAT_RSS091},
    {"0.92", FORMAT_RSS092}, {"0.93", FORMAT_RSS093}, {"0.94", FORMAT_RSS094},
    {"1.0", FORMAT_RSS10},   {"2", FORMAT_RSS20},
};

enum feed_format format_rss(const char *version)
{
    version = version ? version + strspn(version, " \t\r\n") : "";
    size_t len = strcspn(version, " \t\r\n");
    for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++)
        if (strlen(versions[i].version) == len &&
            !strncmp(version, versions[i].version, len))
            return versions[i].format;
    return strncmp(version, "2.", 2) ? FORMAT_RSS : FORMAT_RSS20;
}

enum feed_format format_rdf(const char *uri)
{
    if (!uri)
        return FORMAT_RSS;
    if (!strncmp(uri, "http://purl.org/", 16))
        return FORMAT_RSS10;
    return strstr(uri, "netscape.com") ? FORMAT_RSS090 : FORMAT_RSS;
}

enum feed_format format_atom(const struct xml_element *element)
{
    const char *version = xml_attribute(element, "version");

    if (element->ns == NS_ATOM10)
        return FORMAT_ATOM10;
    if (element->ns == NS_ATOM03 &&
        (!version || !strcmp(version, "0.3") || !strcmp(version, "0.2") ||
         !strcmp(version, "0.1")))
        return version && strcmp(version, "0.3") != 0 ? FORMAT_ATOM
                                                      : FORMAT_ATOM03;
    return version && !strcmp(version, "0.3") ? FORMAT_ATOM03 : FORMAT_ATOM;
}

const struct rule *element_rule(enum place place,
                                const struct xml_element *element)
{
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
        if ((rules[i].places & place) &&
            (rules[i].namespaces & 1U << element->ns) &&
            !strcasecmp(element->name, rules[i].name))
            return &rules[i];
    return NULL;
}
