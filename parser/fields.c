/*
 * What a finished element of an XML feed means.
 *
 * One small function a field, chosen by a table. The one question with a
 * history is how a text is written: RSS does not say whether its texts are
 * HTML, and they are; Atom 1.0 says it by type, Atom 0.3 by mode and type, and
 * both are believed.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/base64.h"
#include "parser/xmlfeed.h"

struct gathering *field_target(struct xmlfeed *feed)
{
    return xmlfeed_within(feed, PLACE_ITEM) ? &feed->item : &feed->feed;
}

static const char *attribute(const struct xmlfeed *feed, enum attribute which)
{
    return feed->capture.attributes[which];
}

static const char *text_of(struct xmlfeed *feed, struct arena *arena)
{
    return trimmed(arena, feed->capture.text.data, feed->capture.text.len);
}

static const char *base_of(const struct xmlfeed *feed)
{
    return feed->frames[feed->depth - 1].base;
}

static bool says_html(const char *type)
{
    return !strcasecmp(type, "html") || !strcasecmp(type, "xhtml") ||
           !strncasecmp(type, "text/html", 9) ||
           !strcasecmp(type, "application/xhtml+xml");
}

/* Atom 1.0, section 4.1.3.3: any media type but text and XML is base64. */
static bool says_base64(const struct xmlfeed *feed)
{
    const char *type = attribute(feed, ATTRIBUTE_TYPE);
    const char *mode = attribute(feed, ATTRIBUTE_MODE);

    if (mode)
        return !strcasecmp(mode, "base64");
    return feed->info.format == FORMAT_ATOM10 && type && strchr(type, '/') &&
           strncasecmp(type, "text/", 5) != 0 && !strstr(type, "xml");
}

/* How the captured text of a title, a summary or a content is written. */
static enum text_kind kind_of(const struct xmlfeed *feed)
{
    const struct capture *capture = &feed->capture;
    const char *type = attribute(feed, ATTRIBUTE_TYPE);
    const char *mode = attribute(feed, ATTRIBUTE_MODE);
    bool atom = capture->ns == NS_ATOM10 || capture->ns == NS_ATOM03 ||
                (capture->ns == NS_CORE && feed->atom);

    if (!atom && !capture->markup && capture->field == FIELD_TITLE)
        return TEXT_HTML_TITLE;
    if (capture->markup || !atom || (says_base64(feed) && !mode))
        return TEXT_HTML;
    if (mode && !strcasecmp(mode, "escaped") && !type)
        return TEXT_HTML;
    if (type && !strcasecmp(type, "xhtml"))
        return TEXT_PLAIN; /* and no element in it */
    return type && says_html(type) ? TEXT_HTML : TEXT_PLAIN;
}

static void set_text(struct xmlfeed *feed, struct text_value *value)
{
    struct capture *capture = &feed->capture;
    const char *type = attribute(feed, ATTRIBUTE_TYPE);

    if (type && (!strncmp(type, "image/", 6) || !strncmp(type, "audio/", 6) ||
                 !strncmp(type, "video/", 6)))
        return;
    if (says_base64(feed) && !capture->markup &&
        !base64_decode(&capture->text) && capture->field == FIELD_CONTENT &&
        base64_is(&capture->text))
        return;
    struct text_source source = {kind_of(feed), capture->text.data,
                                 capture->text.len, base_of(feed)};
    gathering_set_text(field_target(feed), value, capture->rank, &source);
}

/* A name: what RSS escapes in it once more than it had to is that character;
 * but a name is no markup, and none is made of it. */
static const char *plain_name(struct arena *arena, const char *text, bool html)
{
    CLEANUP(strbuf_release) struct strbuf plain;

    strbuf_init(&plain, LIMIT_FIELD);
    if (html && strchr(text, '&') && !strchr(text, '<'))
        html_title_to_text(text, strlen(text), &plain);
    if (plain.len && !strchr(plain.data, '<'))
        text = plain.data;
    return trimmed(arena, text, strlen(text));
}

static const char *name_of(struct xmlfeed *feed, const char *text)
{
    return plain_name(field_target(feed)->arena, text,
                      kind_of(feed) != TEXT_PLAIN);
}

void field_add_persons(struct xmlfeed *feed, int rank, const char *text,
                       bool html)
{
    struct gathering *target = field_target(feed);
    const char *at = plain_name(target->arena, text, html);

    while (at) {
        /* "ann@f.example (Ann), bob@f.example (Bob)" */
        const char *next = strstr(at, "),");
        size_t len =
            next && strchr(next, '@') ? (size_t)(next + 1 - at) : strlen(at);
        struct person person;
        person_split(target->arena, arena_strndup(target->arena, at, len),
                     &person);
        gathering_add_person(target, rank, person.name, person.email);
        at = at[len] ? at + len + 1 : NULL;
    }
}

static bool is_empty(const struct strbuf *text)
{
    return !text->data[strspn(text->data, " \t\r\n\f")];
}

/* Of the feed that an entry of Atom is from. */
static void finish_source_title(struct xmlfeed *feed)
{
    CLEANUP(strbuf_release) struct strbuf plain;
    const struct strbuf *text = &feed->capture.text;

    strbuf_init(&plain, LIMIT_FIELD);
    if (kind_of(feed) != TEXT_PLAIN) {
        html_title_to_text(text->data, text->len, &plain);
        text = &plain;
    }
    feed->source_title =
        trimmed(field_target(feed)->arena, text->data, text->len);
}

static void finish_title(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *value = attribute(feed, ATTRIBUTE_VALUE);

    if (xmlfeed_within(feed, PLACE_SOURCE)) {
        finish_source_title(feed);
        return;
    }
    if (value && is_empty(&feed->capture.text))
        strbuf_addstr(&feed->capture.text, value); /* CDF */
    set_text(feed, &target->title);
}

/* RSS has description only, and where an item has summary beside it, the second
 * of the two is the content: neither is lost. */
#define RANK_SECOND_TEXT 7

static void finish_summary(struct xmlfeed *feed)
{
    struct capture *capture = &feed->capture;
    struct text_value *summary = &field_target(feed)->summary;

    if (field_target(feed) == &feed->item && capture->ns == NS_CORE &&
        !feed->atom && capture->rank <= 2 && summary->rank &&
        summary->rank + capture->rank == 3) {
        capture->rank = RANK_SECOND_TEXT;
        set_text(feed, &feed->item.content);
        return;
    }
    set_text(feed, summary);
}

static void finish_content(struct xmlfeed *feed)
{
    const char *src = attribute(feed, ATTRIBUTE_SRC);

    if (src && feed->capture.text.len == 0) {
        gathering_set_link(&feed->item, 8, base_of(feed), src);
        return;
    }
    set_text(feed, &feed->item.content);
}

/*
 * RSS has one link each, and where there are several the last is meant. The
 * channel's is also what relative links in it start from, unless there is an
 * xml:base: the document may be a copy on a server of its own.
 */
static void rss_link(struct xmlfeed *feed, int rank, const char *reference)
{
    struct gathering *target = field_target(feed);
    const char *document = feed->frames[0].base;

    if (target->link_rank == rank)
        target->link_rank++;
    gathering_set_link(target, rank, base_of(feed), reference);
    if (target != &feed->feed || rank > 2 || !is_base(target->link))
        return;
    for (size_t i = 1; i < feed->depth; i++)
        if (feed->frames[i].base == document)
            feed->frames[i].base = target->link;
}

/* Whether an attribute's value is that word. */
static bool is_word(const char *value, const char *word)
{
    size_t len = strlen(word);

    value += strspn(value, " \t\r\n");
    return !strncasecmp(value, word, len) &&
           !value[len + strspn(value + len, " \t\r\n")];
}

/* An Atom link: what it is follows from rel. */
static void atom_link(struct xmlfeed *feed, const char *href)
{
    struct gathering *target = field_target(feed);
    const char *rel = attribute(feed, ATTRIBUTE_REL);
    const char *type = attribute(feed, ATTRIBUTE_TYPE);
    bool page = !type || !*type || strstr(type, "html") != NULL;
    static const char iana[] =
        "http://www.iana.org/assignments/relation/alternate";

    if (rel && is_word(rel, "enclosure")) {
        gathering_add_enclosure(
            target, resolved(target->arena, base_of(feed), href),
            type ? arena_strdup(target->arena, type) : NULL,
            arena_strdup(target->arena, attribute(feed, ATTRIBUTE_LENGTH)));
        return;
    }
    if (rel && *rel && !is_word(rel, "alternate") && !is_word(rel, iana))
        return;
    if (feed->atom)
        gathering_set_link(target, page ? 1 : 4, base_of(feed), href);
    else
        rss_link(feed, (page ? 1 : 4) + (feed->capture.ns == NS_CORE ? 0 : 2),
                 href);
}

static void finish_link(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *href = attribute(feed, ATTRIBUTE_HREF);
    const char *text = text_of(feed, target->arena);

    if (xmlfeed_within(feed, PLACE_SOURCE)) {
        const char *rel = attribute(feed, ATTRIBUTE_REL);
        if (href && (!rel || is_word(rel, "alternate")))
            feed->source_link = resolved(target->arena, base_of(feed), href);
        return;
    }
    if (href)
        atom_link(feed, href);
    else if (text && feed->atom && attribute(feed, ATTRIBUTE_REL))
        atom_link(feed, text); /* Atom 0.1 */
    else if (text && feed->atom)
        gathering_set_link(target, 5, base_of(feed), text);
    else if (text)
        rss_link(feed, 1, text);
    else
        feed->link_was_empty = !feed->atom && feed->capture.ns == NS_CORE;
}

/*
 * A parser of HTML holds a link empty, and its text text of what is around it.
 * Where that is one web address and nothing else it is the link, unless another
 * link says so itself.
 */
void field_behind_link(struct xmlfeed *feed)
{
    struct strbuf *text = &feed->behind_link;
    const char *link =
        trimmed(field_target(feed)->arena, text->data, text->len);

    if (link && !text->cut && !link[strcspn(link, " \t\r\n\f")] &&
        (!strncasecmp(link, "http://", 7) || !strncasecmp(link, "https://", 8)))
        rss_link(feed, 2, link);
    strbuf_clear(text);
    feed->link_was_empty = false;
}

/* CDF: an item may be named by a link in it. */
static void finish_anchor(struct xmlfeed *feed)
{
    const char *href = attribute(feed, ATTRIBUTE_HREF);

    if (feed->info.format != FORMAT_CDF)
        return;
    if (href)
        gathering_set_link(field_target(feed), 2, base_of(feed), href);
    feed->capture.rank = 6;
    set_text(feed, &field_target(feed)->title);
}

static void finish_id(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *text = text_of(feed, target->arena);

    if (!text || (target->id_rank && feed->capture.rank >= target->id_rank))
        return;
    target->id = text;
    target->id_rank = feed->capture.rank;
}

/* RSS 2.0: a guid is the entry's url unless it says that it is not. */
static void finish_guid(struct xmlfeed *feed)
{
    const char *permanent = attribute(feed, ATTRIBUTE_IS_PERMALINK);
    const char *text = text_of(feed, feed->item.arena);

    finish_id(feed);
    if (text && (!permanent || !strcasecmp(permanent, "true")) &&
        (!strncasecmp(text, "http://", 7) || !strncasecmp(text, "https://", 8)))
        feed->item.permalink = text;
}

static void finish_person_text(struct xmlfeed *feed)
{
    CLEANUP(strbuf_release) struct strbuf plain;
    const struct strbuf *text = &feed->capture.text;
    bool html = kind_of(feed) != TEXT_PLAIN && !feed->capture.markup;

    strbuf_init(&plain, LIMIT_FIELD);
    if (feed->capture.markup) { /* foaf:Person */
        parser_html_to_text(text->data, text->len, &plain);
        text = &plain;
    }
    field_add_persons(feed, feed->capture.rank, text->data, html);
}

static void finish_person_name(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    struct person person = {0};
    const char *text = text_of(feed, target->arena);

    if (text)
        person_split(target->arena, text, &person);
    feed->person.name = person.name ? person.name : text;
    if (!feed->person.email)
        feed->person.email = person.email;
}

static void finish_person_email(struct xmlfeed *feed)
{
    feed->person.email = text_of(feed, field_target(feed)->arena);
}

static void finish_category(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *name = attribute(feed, ATTRIBUTE_TERM);

    if (!name && !is_empty(&feed->capture.text))
        name = feed->capture.text.data;
    if (!name && feed->capture.ns == NS_ITUNES)
        name = attribute(feed, ATTRIBUTE_TEXT);
    if (!name)
        name = attribute(feed, ATTRIBUTE_VALUE);
    name = name ? name_of(feed, name) : NULL;
    if (name)
        gathering_add_category(target, name, strlen(name));
}

/* itunes:keywords: a list, between commas. */
static void finish_keywords(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *at = feed->capture.text.data;

    while (*at) {
        size_t len = strcspn(at, ",");
        gathering_add_category(target, at, len);
        at += len + (at[len] == ',');
    }
}

static void finish_comments(struct xmlfeed *feed)
{
    const char *text = text_of(feed, feed->item.arena);

    if (text && !feed->item.comments)
        feed->item.comments = resolved(feed->item.arena, base_of(feed), text);
}

static void finish_comment_count(struct xmlfeed *feed)
{
    feed->item.comment_count =
        leading_digits(feed->item.arena, feed->capture.text.data);
}

static void finish_language(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);
    const char *text = text_of(feed, target->arena);

    if (!text ||
        (target->language_rank && feed->capture.rank > target->language_rank))
        return;
    target->language = text;
    target->language_rank = feed->capture.rank;
}

static void set_time(struct xmlfeed *feed, int64_t *at, int *at_rank)
{
    const char *language = field_target(feed)->language;

    gathering_set_time(at, at_rank, feed->capture.rank, feed->capture.text.data,
                       language ? language : feed->feed.language);
}

static void finish_published(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);

    set_time(feed, &target->published, &target->published_rank);
}

static void finish_updated(struct xmlfeed *feed)
{
    struct gathering *target = field_target(feed);

    set_time(feed, &target->updated, &target->updated_rank);
}

static void finish_enclosure(struct xmlfeed *feed)
{
    struct arena *arena = feed->item.arena;
    const char *url = attribute(feed, ATTRIBUTE_URL);
    const char *length = attribute(feed, ATTRIBUTE_LENGTH);

    if (!url)
        url = attribute(feed, ATTRIBUTE_HREF);
    if (!length)
        length = attribute(feed, ATTRIBUTE_FILE_SIZE);
    gathering_add_enclosure(
        &feed->item, resolved(arena, base_of(feed), url),
        arena_strdup(arena, attribute(feed, ATTRIBUTE_TYPE)),
        arena_strdup(arena, length));
}

static void finish_source(struct xmlfeed *feed)
{
    feed->item.source_title = name_of(feed, feed->capture.text.data);
    feed->item.source_link = resolved(feed->item.arena, base_of(feed),
                                      attribute(feed, ATTRIBUTE_URL));
}

static void finish_ttl(struct xmlfeed *feed)
{
    feed->info.ttl = leading_digits(feed->arena, feed->capture.text.data);
}

static void finish_hour(struct xmlfeed *feed)
{
    char *end;
    long hour = strtol(feed->capture.text.data, &end, 10);

    if (end != feed->capture.text.data && hour >= 0 && hour <= 24)
        feed->info.skip_hours |= 1U << (hour % 24);
}

static void finish_day(struct xmlfeed *feed)
{
    static const char *const days[] = {"sun", "mon", "tue", "wed",
                                       "thu", "fri", "sat"};
    const char *text = feed->capture.text.data;

    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < 7; i++)
        if (!strncasecmp(text, days[i], 3))
            feed->info.skip_days |= (uint8_t)(1U << i);
}

static void finish_period(struct xmlfeed *feed)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } periods[] = {{"hourly", 3600},
                   {"daily", 86400},
                   {"weekly", 7 * 86400},
                   {"monthly", 30 * 86400},
                   {"yearly", 365 * 86400}};

    const char *text = feed->capture.text.data;

    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++)
        if (!strncasecmp(text, periods[i].name, strlen(periods[i].name)))
            feed->period = periods[i].seconds;
}

static void finish_frequency(struct xmlfeed *feed)
{
    feed->frequency = strtol(feed->capture.text.data, NULL, 10);
}

void field_finish(struct xmlfeed *feed)
{
    static void (*const finishers[])(struct xmlfeed *) = {
        [FIELD_TITLE] = finish_title,
        [FIELD_LINK] = finish_link,
        [FIELD_ANCHOR] = finish_anchor,
        [FIELD_ID] = finish_id,
        [FIELD_GUID] = finish_guid,
        [FIELD_SUMMARY] = finish_summary,
        [FIELD_CONTENT] = finish_content,
        [FIELD_PERSON_TEXT] = finish_person_text,
        [FIELD_PERSON_NAME] = finish_person_name,
        [FIELD_PERSON_EMAIL] = finish_person_email,
        [FIELD_CATEGORY] = finish_category,
        [FIELD_KEYWORDS] = finish_keywords,
        [FIELD_COMMENTS] = finish_comments,
        [FIELD_COMMENT_COUNT] = finish_comment_count,
        [FIELD_LANGUAGE] = finish_language,
        [FIELD_PUBLISHED] = finish_published,
        [FIELD_UPDATED] = finish_updated,
        [FIELD_ENCLOSURE] = finish_enclosure,
        [FIELD_SOURCE] = finish_source,
        [FIELD_TTL] = finish_ttl,
        [FIELD_HOUR] = finish_hour,
        [FIELD_DAY] = finish_day,
        [FIELD_PERIOD] = finish_period,
        [FIELD_FREQUENCY] = finish_frequency,
    };

    struct strbuf *text = &feed->capture.text;
    strbuf_truncate(text, utf8_whole(text->data, text->len));
    finishers[feed->capture.field](feed);
}
