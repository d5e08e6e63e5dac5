/*
 * Lists of subscriptions: OPML, a plain list of urls, newsboat's urls file.
 *
 * Told apart by the first character that is not white space. In OPML whatever
 * has an xmlUrl is a feed; the outlines around it are its tags (as readers
 * write folders), and so is its category attribute. In a list, a line is a url
 * with words behind it: newsboat's tags, "~" for a title.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

struct list {
    struct arena *arena;
    struct subscription *items;
    size_t count, capacity;
};

static struct subscription *append(struct list *list, const char *url)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        struct subscription *bigger =
            arena_calloc(list->arena, capacity, sizeof(*bigger));
        if (list->count)
            memcpy(bigger, list->items, list->count * sizeof(*bigger));
        list->items = bigger;
        list->capacity = capacity;
    }
    struct subscription *item = &list->items[list->count++];
    *item = (struct subscription){.url = url};
    return item;
}

static void add_tag(struct arena *arena, struct string_list *tags,
                    const char *tag)
{
    if (!tag || tags->count == LIMIT_LIST)
        return;
    for (size_t i = 0; i < tags->count; i++)
        if (!strcmp(tags->items[i], tag))
            return;
    if (tags->count % 8 == 0) {
        const char **bigger =
            arena_calloc(arena, tags->count + 8, sizeof(*bigger));
        if (tags->count)
            memcpy(bigger, tags->items, tags->count * sizeof(*bigger));
        tags->items = bigger;
    }
    tags->items[tags->count++] = tag;
}

/* OPML */

struct opml {
    struct list list;
    /* NULL for an outline that is a feed */
    const char *folders[LIMIT_DEPTH];
    size_t depth;
    size_t other; /* elements within that are no outlines */
    bool opml_seen;
};

/* "/News/World,Science": what stands between commas is a tag, and so is, as
 * with outlines, each part of a path. */
static void add_categories(struct arena *arena, struct string_list *tags,
                           const char *text)
{
    while (text && *text) {
        size_t len = strcspn(text, ",/");
        add_tag(arena, tags, trimmed(arena, text, len));
        text += len + (text[len] ? 1 : 0);
    }
}

/* xmlUrl; or url, where the type says that it is a feed's (OPML 1.0). */
static const char *feed_url(const struct xml_element *element)
{
    static const char *const types[] = {"rss", "atom", "feed", "rdf", "pie"};
    const char *url = xml_attribute(element, "xmlUrl");
    const char *type = xml_attribute(element, "type");

    for (size_t i = 0; !url && type && i < sizeof(types) / sizeof(*types); i++)
        if (!strcasecmp(type, types[i]))
            url = xml_attribute(element, "url");
    return url;
}

static void take_settings(struct arena *arena,
                          const struct xml_element *element,
                          struct subscription *item)
{
    item->settings =
        arena_calloc(arena, element->attribute_count, sizeof(*item->settings));
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].ns == NS_NEWSFOLD)
            item->settings[item->setting_count++] =
                (struct subscription_setting){
                    arena_strdup(arena, element->attributes[i].name),
                    arena_strdup(arena, element->attributes[i].value)};
}

static int opml_start(void *context, const struct xml_element *element,
                      struct error *err)
{
    struct opml *opml = context;
    struct arena *arena = opml->list.arena;

    if (!strcasecmp(element->name, "opml"))
        opml->opml_seen = true;
    /* What is within a comment is one, too (OPML 2.0, "Common attributes"). */
    const char *comment = xml_attribute(element, "isComment");
    bool commented = comment && !strcasecmp(comment, "true");
    if (opml->other || commented || strcasecmp(element->name, "outline") != 0) {
        opml->other += opml->depth > 0 || opml->other > 0 || commented;
        return 0;
    }
    if (opml->depth == LIMIT_DEPTH)
        return error_set(err, ERROR_LIMIT,
                         "outlines are nested more than %d deep", LIMIT_DEPTH);
    const char *url = feed_url(element);
    const char *title = xml_attribute(element, "title");
    const char *text = xml_attribute(element, "text");
    title = title && *title ? title : text;
    title = title ? trimmed(arena, title, strlen(title)) : NULL;
    url = url ? trimmed(arena, url, strlen(url)) : NULL;
    opml->folders[opml->depth++] = url ? NULL : title;
    if (!url)
        return 0;
    struct subscription *item = append(&opml->list, url);
    /* An outline must have a text (OPML 2.0): of what has no name, its url. */
    item->title = title && strcmp(title, url) != 0 ? title : NULL;
    for (size_t i = 0; i + 1 < opml->depth; i++)
        add_tag(arena, &item->tags, opml->folders[i]);
    add_categories(arena, &item->tags, xml_attribute(element, "category"));
    take_settings(arena, element, item);
    return 0;
}

static int opml_end(void *context, struct error *err)
{
    struct opml *opml = context;

    if (opml->other)
        opml->other--;
    else if (opml->depth)
        opml->depth--;
    return 0;
}

static int opml_text(void *context, const char *text, size_t len,
                     struct error *err)
{
    return 0;
}

static int read_opml(const char *text, size_t len, struct list *list,
                     struct error *err)
{
    struct opml opml = {.list = *list};
    struct xml_handler handler = {&opml, opml_start, opml_end, opml_text};
    struct xml_text whole = {text, len};
    struct xml_source source = xml_text_source(&whole);
    int result = XML_DAMAGED;

    if (!xml_is_for_mender(text, len))
        result = xml_parse(&source, &handler, err);
    if (result == XML_DAMAGED) {
        struct mender *mender = mender_new(text, len);
        source = (struct xml_source){mender_read, mender};
        opml = (struct opml){.list = {.arena = list->arena}};
        result = xml_parse(&source, &handler, err);
        if (result >= 0 && mender_flat(mender))
            result =
                error_set(err, ERROR_LIMIT, "its elements are nested too deep");
        mender_free(mender);
    }
    if (result < 0)
        return result;
    if (!opml.opml_seen && opml.list.count == 0)
        return error_set(err, ERROR_INPUT,
                         "line 1: it is XML, but no OPML: there is no outline "
                         "with an xmlUrl");
    *list = opml.list;
    return 0;
}

/* Plain lists */

/* The next word of a line, in quotes or not; false at its end. */
static bool next_word(const char **at, const char *end, struct strbuf *word)
{
    strbuf_clear(word);
    while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r'))
        ++*at;
    if (*at == end || **at == '#')
        return false;
    bool quoted = **at == '"';
    if (quoted)
        ++*at;
    while (
        *at < end &&
        (quoted ? **at != '"' : **at != ' ' && **at != '\t' && **at != '\r')) {
        if (quoted && **at == '\\' && *at + 1 < end)
            ++*at;
        if (**at) /* a NUL would end the word for others */
            strbuf_addch(word, **at);
        ++*at;
    }
    if (quoted && *at < end)
        ++*at;
    return true;
}

static bool is_url(const char *text)
{
    size_t scheme = strcspn(text, ":/");

    if (!strncmp(text + scheme, "://", 3) && scheme > 0)
        return true;
    return strchr(text, '.') != NULL && text[strcspn(text, "<>\"{}|\\^`")] == 0;
}

/* What a line's first word is, if it is no subscription; NULL if it is. */
static const char *fault_of(const struct strbuf *word)
{
    if (!strncmp(word->data, "query:", 6))
        return "newsboat's queries are no feeds";
    if (!strncmp(word->data, "exec:", 5) || !strncmp(word->data, "filter:", 7))
        return NULL;
    if (word->cut)
        return "the url is too long";
    return is_url(word->data) ? NULL : "not a url";
}

/* A word behind the url: a title, newsboat's mark for what it hides, a tag. */
static void take_word(struct list *list, struct subscription *item,
                      const struct strbuf *word)
{
    if (word->data[0] == '~')
        item->title = trimmed(list->arena, word->data + 1, word->len - 1);
    else if (word->data[0] == '!')
        item->hidden = true;
    else
        add_tag(list->arena, &item->tags,
                trimmed(list->arena, word->data, word->len));
}

static void read_line(const char *at, const char *end, size_t number,
                      struct list *list)
{
    CLEANUP(strbuf_release) struct strbuf word;

    strbuf_init(&word, LIMIT_URL);
    if (!next_word(&at, end, &word))
        return;
    struct subscription *item =
        append(list, arena_strndup(list->arena, word.data, word.len));
    item->line = number;
    item->fault = fault_of(&word);
    while (!item->fault && next_word(&at, end, &word))
        take_word(list, item, &word);
}

/* A list of which no line is a subscription is something else. */
static int read_lines(const char *text, size_t len, struct list *list,
                      struct error *err)
{
    const char *at = text;
    const char *end = text + len;
    size_t good = 0;

    for (size_t number = 1; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop)
            stop = end;
        read_line(at, stop, number, list);
        at = stop < end ? stop + 1 : end;
    }
    for (size_t i = 0; i < list->count; i++)
        good += !list->items[i].fault;
    if (good == 0 && list->count > 0)
        return error_set(err, ERROR_INPUT, "line %zu: %s: %.80s",
                         list->items[0].line, list->items[0].fault,
                         list->items[0].url);
    return 0;
}

/* Past white space and the XML declaration, whose encoding is done with. */
static void skip_start(const char **text, size_t *len)
{
    const char *at = *text;
    const char *end = at + *len;

    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    if (end - at > 5 && !memcmp(at, "<?xml", 5)) {
        const char *close = memmem(at, (size_t)(end - at), "?>", 2);
        at = close ? close + 2 : at;
        *len = (size_t)(end - at);
        *text = at;
    }
}

int parser_subscriptions(const char *body, size_t len, struct arena *arena,
                         struct subscription **ret_items, size_t *ret_count,
                         struct error *err)
{
    struct list list = {.arena = arena};
    struct document document;
    int result;

    if (len > LIMIT_SUBSCRIPTIONS)
        return error_set(err, ERROR_LIMIT,
                         "the list has %zu bytes, more than %d", len,
                         LIMIT_SUBSCRIPTIONS);
    document_init(&document, body, len, &(struct parser_options){0}, arena);
    const char *text = document.text;
    size_t left = document.len;
    skip_start(&text, &left);
    size_t blank = 0;
    while (blank < left && strchr(" \t\r\n", text[blank]) && text[blank])
        blank++;
    if (blank < left && text[blank] == '<')
        result = read_opml(text, left, &list, err);
    else
        result = read_lines(text, left, &list, err);
    document_release(&document);
    if (result < 0)
        return result;
    *ret_items = list.items;
    *ret_count = list.count;
    return 0;
}
