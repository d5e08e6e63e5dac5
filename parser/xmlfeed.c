/*
 * RSS, RDF, Atom and CDF, read as one family.
 *
 * The formats borrow from each other freely (Atom links in RSS, Dublin Core
 * everywhere, RSS elements in the wrong namespace), so there is one reader,
 * driven by a table: which element, in which namespaces and in which place,
 * means which field, and how good a source of it that is. An element of the
 * table is captured until it ends; elements within it become markup. Places
 * keep a channel image's title from becoming the feed's.
 *
 * An entry lives in its own arena, which is emptied when it has been handed
 * on: memory does not grow with the number of entries.
 */
#include "parser/xmlfeed.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

/* Deeper than what mend.c leaves; libxml2 stops at 256. */
#define FRAMES (LIMIT_DEPTH + 8)

static struct frame *top(struct xmlfeed *feed)
{
    return &feed->frames[feed->depth - 1];
}

bool xmlfeed_within(const struct xmlfeed *feed, enum place place)
{
    for (size_t i = feed->depth; i-- > 0;)
        if (feed->frames[i].place == place)
            return true;
    return false;
}

static bool named(const struct xml_element *element, const char *name)
{
    return strcasecmp(element->name, name) == 0;
}

static bool is_atom(const struct xml_element *element)
{
    return element->ns == NS_ATOM10 || element->ns == NS_ATOM03;
}

static bool is_ours(const struct xml_element *element)
{
    return element->ns == NS_CORE || is_atom(element);
}

static void begin_item(struct xmlfeed *feed, const struct xml_element *element)
{
    if (xmlfeed_within(feed, PLACE_ITEM))
        feed->outer[feed->nested++] = feed->item;
    else
        arena_clear(&feed->entry_arena);
    gathering_init(&feed->item, &feed->entry_arena);
    feed->source_title = feed->source_link = NULL;
    const char *about = xml_attribute_ns(element, NS_RDF, "about");
    if (about) {
        feed->item.id = trimmed(&feed->entry_arena, about, strlen(about));
        feed->item.id_rank = 3;
        gathering_set_link(&feed->item, 9, top(feed)->base, about);
    }
    const char *language = xml_attribute_ns(element, NS_XML, "lang");
    if (language)
        feed->item.language = arena_strdup(&feed->entry_arena, language);
    const char *href = xml_attribute(element, "href"); /* CDF */
    if (href)
        gathering_set_link(&feed->item, 3, top(feed)->base, href);
    const char *modified = xml_attribute(element, "lastmod");
    if (modified)
        gathering_set_time(&feed->item.updated, &feed->item.updated_rank, 3,
                           modified, NULL);
}

static void begin_feed(struct xmlfeed *feed, const struct xml_element *element)
{
    const char *language = xml_attribute_ns(element, NS_XML, "lang");

    if (language && !feed->feed.language)
        feed->feed.language = trimmed(feed->arena, language, strlen(language));
    const char *href = xml_attribute(element, "href");
    if (href)
        gathering_set_link(&feed->feed, 3, top(feed)->base, href);
    const char *about = xml_attribute_ns(element, NS_RDF, "about");
    if (about && feed->info.format == FORMAT_RSS10) {
        feed->feed.id = trimmed(feed->arena, about, strlen(about));
        feed->feed.id_rank = 3;
    }
    const char *modified = xml_attribute(element, "lastmod");
    if (modified)
        gathering_set_time(&feed->feed.updated, &feed->feed.updated_rank, 3,
                           modified, NULL);
}

static bool is_item(const struct xml_element *element)
{
    return is_ours(element) &&
           (named(element, "item") || named(element, "entry"));
}

static int not_a_feed(const struct xmlfeed *feed, struct error *err)
{
    return error_set(err, ERROR_INPUT,
                     "not a feed: its root element is <%.60s>", feed->root);
}

/* The root element tells the format; or, where somebody's template has put the
 * feed into a web page, the first in its body that does. */
static int begin_document(struct xmlfeed *feed,
                          const struct xml_element *element,
                          enum place *ret_place, struct error *err)
{
    if (feed->depth == 2)
        feed->root = arena_strdup(feed->arena, element->name);
    if (named(element, "rss")) {
        feed->info.format = format_rss(xml_attribute(element, "version"));
        *ret_place = PLACE_RSS;
    } else if (named(element, "RDF")) {
        feed->info.format = format_rdf(element->default_uri);
        *ret_place = PLACE_RSS;
    } else if (named(element, "feed") && is_ours(element)) {
        feed->info.format = format_atom(element);
        feed->atom = true;
        *ret_place = PLACE_FEED;
        begin_feed(feed, element);
    } else if (feed->depth == 2 && named(element, "channel")) {
        feed->info.format = FORMAT_CDF;
        *ret_place = PLACE_FEED;
        begin_feed(feed, element);
    } else if (named(element, "entry") &&
               (is_atom(element) || (feed->depth == 2 && is_ours(element)))) {
        feed->info.format = format_atom(element);
        feed->atom = true;
        *ret_place = PLACE_ITEM;
        begin_item(feed, element);
    } else if (named(element, "html") || named(element, "body")) {
        *ret_place = PLACE_DOCUMENT;
        return 0;
    } else if (feed->depth == 2) {
        return not_a_feed(feed, err);
    } else {
        return 0;
    }
    const char *language = xml_attribute_ns(element, NS_XML, "lang");
    if (language && !feed->feed.language)
        feed->feed.language = trimmed(feed->arena, language, strlen(language));
    return 0;
}

static enum place begin_person(struct xmlfeed *feed, int rank)
{
    feed->person = (struct person){0};
    feed->person_rank = rank;
    strbuf_clear(&feed->person_text);
    return PLACE_PERSON;
}

/* Elements that hold a feed or an entry; PLACE_OTHER when it is none. */
static enum place begin_container(struct xmlfeed *feed,
                                  const struct xml_element *element,
                                  enum place place)
{
    bool in_feed = place == PLACE_FEED;

    if (is_item(element) && feed->nested < ITEM_NESTING &&
        (place == PLACE_RSS || in_feed || xmlfeed_within(feed, PLACE_ITEM))) {
        begin_item(feed, element);
        return PLACE_ITEM;
    }
    if (in_feed && feed->info.format == FORMAT_CDF && named(element, "channel"))
        return PLACE_FEED;
    /* A list that somebody made of them. */
    if (in_feed && is_ours(element) &&
        (named(element, "items") || named(element, "entries")))
        return PLACE_FEED;
    if (place == PLACE_RSS && is_ours(element) && named(element, "channel")) {
        begin_feed(feed, element);
        return PLACE_FEED;
    }
    return PLACE_OTHER;
}

/* Elements of a feed or an entry that hold others; PLACE_OTHER when it is none
 * of them. */
static enum place begin_group(struct xmlfeed *feed,
                              const struct xml_element *element,
                              enum place place)
{
    bool in_feed = place == PLACE_FEED;

    if ((in_feed || place == PLACE_ITEM) && is_ours(element) &&
        named(element, "author"))
        return begin_person(feed, 1);
    if (in_feed && element->ns == NS_ITUNES && named(element, "owner"))
        return begin_person(feed, 5);
    /* RFC 4287, section 4.1.2: an entry without author has its source's. */
    if (place == PLACE_SOURCE && is_ours(element) && named(element, "author"))
        return begin_person(feed, 20);
    if (place == PLACE_CONTENTS)
        return PLACE_CONTENTS;
    if (place == PLACE_ITEM && is_atom(element) && named(element, "source"))
        return PLACE_SOURCE;
    if (place == PLACE_ITEM && element->ns == NS_CONTENT &&
        named(element, "items"))
        return PLACE_CONTENTS;
    if ((place & (PLACE_ITEM | PLACE_MEDIA)) && element->ns == NS_MEDIA &&
        named(element, "group"))
        return PLACE_MEDIA;
    if (in_feed && (named(element, "skipHours") || named(element, "skipDays")))
        return PLACE_SKIPS;
    return PLACE_OTHER;
}

static enum place container(struct xmlfeed *feed,
                            const struct xml_element *element, enum place place)
{
    if (place == PLACE_RSS && feed->info.format == FORMAT_RSS &&
        element->prefix && is_ours(element))
        feed->info.format = format_rdf(element->uri); /* not xmlns="…" */
    enum place inner = begin_container(feed, element, place);
    return inner != PLACE_OTHER ? inner : begin_group(feed, element, place);
}

static int push(struct xmlfeed *feed, const char *name, const char *base,
                struct error *err)
{
    if (feed->depth == FRAMES)
        return error_set(err, ERROR_LIMIT,
                         "elements are nested more than %d deep", LIMIT_DEPTH);
    feed->frames[feed->depth++] = (struct frame){PLACE_OTHER, name, base, NULL};
    return 0;
}

/* Elements that say all in attributes, and have others within. */
static bool is_container_field(const struct rule *rule,
                               const struct xml_element *element)
{
    return (rule->field == FIELD_ENCLOSURE && element->ns == NS_MEDIA) ||
           (rule->field == FIELD_CATEGORY && element->ns == NS_ITUNES);
}

static enum place container_field(struct xmlfeed *feed,
                                  const struct xml_element *element,
                                  const struct rule *rule)
{
    capture_begin(feed, element, rule);
    field_finish(feed);
    feed->capture.field = FIELD_NONE;
    return element->ns == NS_MEDIA ? PLACE_MEDIA : PLACE_CATEGORY;
}

/* own resolved against base: the caller's; NULL when they make no url that
 * others can be relative to. */
static char *new_base(const char *base, const char *own)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, LIMIT_URL);
    url_resolve(&url, base ? base : "", own);
    return !url.cut && is_base(url.data) ? xstrdup(url.data) : NULL;
}

static void pop(struct xmlfeed *feed)
{
    xfree(top(feed)->own_base);
    feed->depth--;
}

static int on_start(void *context, const struct xml_element *element,
                    struct error *err)
{
    struct xmlfeed *feed = context;
    enum place place = top(feed)->place;
    const char *base = top(feed)->base;
    enum place inside = PLACE_OTHER;

    if (feed->link_was_empty)
        field_behind_link(feed);
    if (place == PLACE_OTHER && !feed->capture.field && !is_item(element))
        return push(feed, element->name, base, err);
    const char *own_base = xml_attribute_ns(element, NS_XML, "base");
    if (!own_base && (feed->info.format == FORMAT_CDF ||
                      (feed->depth == 1 && named(element, "channel"))))
        own_base = xml_attribute(element, "base");
    char *made = own_base ? new_base(base, own_base) : NULL;
    int result = push(feed, element->name, made ? made : base, err);
    if (result < 0)
        xfree(made);
    else
        top(feed)->own_base = made;
    if (feed->capture.field)
        capture_start(&feed->capture, element, base);
    if (result < 0 || feed->capture.field)
        return result;
    const struct rule *rule = element_rule(place, element);
    if (place == PLACE_DOCUMENT)
        result = begin_document(feed, element, &inside, err);
    else if (rule && is_container_field(rule, element))
        inside = container_field(feed, element, rule);
    else if (rule)
        capture_begin(feed, element, rule);
    else
        inside = container(feed, element, place);
    top(feed)->place = inside;
    return result;
}

static int end_item(struct xmlfeed *feed, struct error *err)
{
    struct entry entry;

    feed->item.source_title =
        feed->item.source_title ? feed->item.source_title : feed->source_title;
    feed->item.source_link =
        feed->item.source_link ? feed->item.source_link : feed->source_link;
    gathering_entry(&feed->item, &entry);
    int result = feed_sink_put(feed->sink, &entry, err);
    if (feed->nested) {
        feed->item = feed->outer[--feed->nested];
        feed->sink->nested = true;
    }
    return result;
}

static void end_person(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    struct strbuf *text = &feed->person_text;

    strbuf_truncate(text, utf8_whole(text->data, text->len));
    if (!feed->person.name && !feed->person.email)
        field_add_persons(feed, feed->person_rank, text->data, !feed->atom);
    gathering_add_person(target, feed->person_rank, feed->person.name,
                         feed->person.email);
}

static int on_end(void *context, struct error *err)
{
    struct xmlfeed *feed = context;
    struct capture *capture = &feed->capture;
    enum place place = top(feed)->place;
    int result = 0;

    if (feed->link_was_empty)
        field_behind_link(feed);
    if (capture->field && feed->depth == capture->depth) {
        field_finish(feed);
        capture->field = FIELD_NONE;
    } else if (capture->field) {
        capture_end(capture, top(feed)->name);
    } else if (place == PLACE_PERSON) {
        end_person(feed);
    } else if (place == PLACE_ITEM) {
        result = end_item(feed, err);
    }
    pop(feed);
    return result;
}

static int on_text(void *context, const char *text, size_t len,
                   struct error *err)
{
    struct xmlfeed *feed = context;
    struct capture *capture = &feed->capture;

    if (feed->link_was_empty) {
        strbuf_add(&feed->behind_link, text, len);
        return 0;
    }
    if (!capture->field) {
        /* Or within markup in it. */
        if (top(feed)->place == PLACE_PERSON ||
            (feed->depth > 1 &&
             feed->frames[feed->depth - 2].place == PLACE_PERSON))
            strbuf_add(&feed->person_text, text, len);
        return 0;
    }
    if (capture->markup && !capture->raw)
        html_escape(&capture->text, text, len);
    else
        strbuf_add(&capture->text, text, len);
    return 0;
}

/* Seconds between updates by the syndication module. */
static int64_t update_period(const struct xmlfeed *feed)
{
    int64_t period = feed->period;

    if (!period && feed->frequency > 0)
        period = 86400; /* "daily" is what the module means by saying nothing */
    return period / (feed->frequency > 0 ? feed->frequency : 1);
}

int xmlfeed_parse(const struct xml_source *source, const char *base,
                  struct feed_sink *sink, struct arena *arena,
                  struct feed_info *ret_info, struct error *err)
{
    struct xmlfeed feed = {.sink = sink, .arena = arena};
    struct xml_handler handler = {&feed, on_start, on_end, on_text};

    feed.frames = xmalloc(FRAMES * sizeof(*feed.frames));
    feed.frames[feed.depth++] = (struct frame){PLACE_DOCUMENT, "", base, NULL};
    gathering_init(&feed.feed, arena);
    strbuf_init(&feed.capture.text, LIMIT_FIELD);
    strbuf_init(&feed.person_text, 4096);
    strbuf_init(&feed.behind_link, LIMIT_URL);
    int result = xml_parse(source, &handler, err);
    if (result == 0 && feed.root && feed.info.format == FORMAT_UNKNOWN)
        result = not_a_feed(&feed, err);
    if (result >= 0) {
        gathering_info(&feed.feed, &feed.info);
        feed.info.update_period = update_period(&feed);
        *ret_info = feed.info;
    }
    while (feed.depth)
        pop(&feed);
    strbuf_release(&feed.capture.text);
    strbuf_release(&feed.person_text);
    strbuf_release(&feed.behind_link);
    arena_release(&feed.capture.values);
    arena_release(&feed.entry_arena);
    xfree(feed.frames);
    return result;
}
