/*
 * libxml2's SAX2 interface, made small.
 *
 * Events carry what the formats need: a namespace as a number, NUL-terminated
 * attributes. libxml2 reads the document piece by piece; nothing is kept but the event's own strings. No tree is built, no
 * entity declared, no network or file touched: an entity declaration, which
 * only attacks need, ends the document.
 *
 * Undeclared prefixes are common; they mean what everybody means by them.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "parser/parser_internal.h"

struct namespace_name {
    const char *text;
    enum xml_namespace ns;
};

/* Beginnings of namespace names: versions and typing errors differ behind. */
static const struct namespace_name namespaces[] = {
    {"http://www.w3.org/2005/Atom", NS_ATOM10},
    {"http://purl.org/atom/", NS_ATOM03},
    {"http://example.com/newformat", NS_ATOM03},
    {"http://example.com/necho", NS_ATOM03},
    {"http://purl.org/echo/", NS_ATOM03},
    {"http://purl.org/pie/", NS_ATOM03},
    {"uri/of/echo/namespace", NS_ATOM03},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", NS_RDF},
    {"http://purl.org/dc/elements/1.", NS_DC},
    {"http://purl.org/dc/terms", NS_DCTERMS},
    {"http://purl.org/rss/1.0/modules/content", NS_CONTENT},
    {"http://purl.org/rss/1.0/modules/syndication", NS_SYNDICATION},
    {"http://purl.org/rss/1.0/modules/rss091", NS_CORE},
    {"http://purl.org/rss/1.0/modules/", NS_UNKNOWN},
    {"http://purl.org/rss/", NS_CORE},
    {"http://purl.org/net/rss", NS_CORE},
    {"http://my.netscape.com/", NS_CORE},
    {"http://channel.netscape.com/", NS_CORE},
    {"http://my.netscape.com/publish/formats/", NS_CORE},
    {"http://backend.userland.com/", NS_CORE},
    {"http://blogs.law.harvard.edu/tech/rss", NS_CORE},
    {"http://www.rssboard.org/rss-specification", NS_CORE},
    {"http://search.yahoo.com/mrss", NS_MEDIA},
    {"http://video.search.yahoo.com/mrss", NS_MEDIA},
    {"http://tools.search.yahoo.com/mrss", NS_MEDIA},
    {"http://www.rssboard.org/media-rss", NS_MEDIA},
    {"http://www.itunes.com/", NS_ITUNES},
    {"http://example.com/DTDs/PodCast-1.0.dtd", NS_ITUNES},
    {"http://www.w3.org/1999/xhtml", NS_XHTML},
    {"http://www.w3.org/XML/1998/namespace", NS_XML},
};

static const struct namespace_name prefixes[] = {
    {"atom", NS_ATOM10},   {"atom10", NS_ATOM10},   {"atom03", NS_ATOM03},
    {"rdf", NS_RDF},       {"dc", NS_DC},           {"dcterms", NS_DCTERMS},
    {"dct", NS_DCTERMS},   {"content", NS_CONTENT}, {"media", NS_MEDIA},
    {"itunes", NS_ITUNES}, {"sy", NS_SYNDICATION},  {"syn", NS_SYNDICATION},
    {"xhtml", NS_XHTML},   {"xml", NS_XML},         {"rss", NS_CORE},
};

static enum xml_namespace of_uri(const char *uri)
{
    for (size_t i = 0; i < sizeof(namespaces) / sizeof(*namespaces); i++)
        if (!strncasecmp(uri, namespaces[i].text, strlen(namespaces[i].text)))
            return namespaces[i].ns;
    return NS_UNKNOWN;
}

static enum xml_namespace namespace_of(const char *uri, const char *prefix)
{
    if (uri)
        return of_uri(uri);
    if (!prefix)
        return NS_CORE;
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
        if (!strcmp(prefix, prefixes[i].text))
            return prefixes[i].ns;
    return NS_UNKNOWN;
}

const char *xml_attribute_ns(const struct xml_element *element,
                             enum xml_namespace ns, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].ns == ns &&
            !strcasecmp(element->attributes[i].name, name))
            return element->attributes[i].value;
    return NULL;
}

const char *xml_attribute(const struct xml_element *element, const char *name)
{
    return xml_attribute_ns(element, NS_CORE, name);
}

struct reader {
    const struct xml_handler *handler;
    xmlParserCtxtPtr parser;
    struct arena values;     /* the attributes of one event */
    const xmlChar *last_uri; /* libxml2 interns names: equal is identical */
    enum xml_namespace last_ns;
    int result;
    struct error *err;
};

/* Keep the handler's failure, and let libxml2 stop. */
static void judge(struct reader *reader, int result)
{
    if (result < 0 && reader->result == 0) {
        reader->result = result;
        xmlStopParser(reader->parser);
    }
}

/*
 * libxml2 hands over attributes with an ampersand written as "&#38;", in case
 * somebody wants to substitute entities later. Nobody does.
 */
static char *attribute_value(struct arena *arena, const char *raw, size_t len)
{
    char *value = arena_strndup(arena, raw, len);
    char *to = strchr(value, '&');

    if (!to)
        return value;
    for (const char *from = to; (*to = *from) != '\0'; to++, from++)
        if (!strncmp(from, "&#38;", 5))
            from += 4;
    return value;
}

static void read_attributes(struct reader *reader, const xmlChar **raw,
                            size_t count, struct xml_attribute *attributes)
{
    for (size_t i = 0; i < count; i++, raw += 5) {
        attributes[i].name = (const char *)raw[0];
        attributes[i].ns =
            namespace_of((const char *)raw[2], (const char *)raw[1]);
        attributes[i].value = attribute_value(
            &reader->values, (const char *)raw[3], (size_t)(raw[4] - raw[3]));
    }
}

/* xmlns="…" of this element; NULL when it has none. */
static const char *default_namespace(const xmlChar **declared, int count)
{
    for (int i = 0; i < count; i++)
        if (!declared[2 * i])
            return (const char *)declared[2 * i + 1];
    return NULL;
}

/* NOLINTNEXTLINE(readability-function-size): the signature is libxml2's */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count,
                     const xmlChar **declared, int attribute_count,
                     int defaulted, const xmlChar **raw)
{
    struct reader *reader = context;
    size_t count = (size_t)attribute_count;

    if (reader->result < 0)
        return;
    arena_clear(&reader->values);
    struct xml_attribute *attributes =
        arena_calloc(&reader->values, count + 1, sizeof(*attributes));
    read_attributes(reader, raw, count, attributes);
    if (!uri || uri != reader->last_uri) {
        reader->last_ns = namespace_of((const char *)uri, (const char *)prefix);
        reader->last_uri = uri;
    }
    struct xml_element element = {
        .ns = reader->last_ns,
        .uri = (const char *)uri,
        .prefix = (const char *)prefix,
        .name = (const char *)name,
        .default_uri = default_namespace(declared, namespace_count),
        .attributes = attributes,
        .attribute_count = count,
    };
    judge(reader, reader->handler->start(reader->handler->context, &element,
                                         reader->err));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct reader *reader = context;

    if (reader->result == 0)
        judge(reader,
              reader->handler->end(reader->handler->context, reader->err));
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct reader *reader = context;

    if (reader->result == 0)
        judge(reader, reader->handler->text(reader->handler->context,
                                            (const char *)text, (size_t)len,
                                            reader->err));
}

/* A name that is not declared here, but may be in an external document type,
 * which we do not fetch: HTML's, that is. */
static void on_reference(void *context, const xmlChar *name)
{
    CLEANUP(strbuf_release) struct strbuf text;
    uint32_t cp;

    strbuf_init(&text, 64);
    strbuf_addf(&text, "&%.40s;", (const char *)name);
    if (!charref_read(text.data, text.data + text.len, true, &cp))
        return;
    strbuf_clear(&text);
    strbuf_adduc(&text, cp);
    on_text(context, (const xmlChar *)text.data, (int)text.len);
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    return xmlGetPredefinedEntity(name);
}

static void on_declaration(void *context, const xmlChar *name, int type,
                           const xmlChar *public_id, const xmlChar *system_id,
                           xmlChar *content)
{
    struct reader *reader = context;

    judge(reader, error_set(reader->err, ERROR_INPUT,
                            "the document declares an entity, which no feed "
                            "needs: it is refused"));
}

/* Past the end mark of what begins at `at`; the end when there is none. */
static const char *past(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));

    return found ? found + strlen(mark) : end;
}

/* To a tag's ">", counting its quoted values. */
static const char *tag_end(const char *at, const char *end, size_t *ret_count)
{
    *ret_count = 0;
    for (; at < end && *at != '>'; at++) {
        if (*at != '"' && *at != '\'')
            continue;
        const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!quote)
            return end;
        at = quote;
        ++*ret_count;
    }
    return at;
}

/*
 * Whether an element has more attributes than its ceiling. libxml2 compares
 * each with each before it hands over any: 200,000 of them cost it half a
 * minute. Up to the first fault, where libxml2 stops, tags are told as it
 * tells them.
 */
static bool too_many_attributes(const char *at, const char *end)
{
    size_t count;

    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        size_t left = (size_t)(end - at);
        if (left >= 4 && !memcmp(at, "<!--", 4)) {
            at = past(at + 4, end, "-->");
        } else if (left >= 9 && !memcmp(at, "<![CDATA[", 9)) {
            at = past(at + 9, end, "]]>");
        } else if (left >= 2 && at[1] == '?') {
            at = past(at + 2, end, "?>");
        } else {
            at = tag_end(at + 1, end, &count);
            if (count > LIMIT_ATTRIBUTES)
                return true;
        }
    }
    return false;
}

static int read_text(void *context, char *into, int len)
{
    struct xml_text *text = context;
    size_t n = text->left < (size_t)len ? text->left : (size_t)len;

    memcpy(into, text->at, n);
    text->at += n;
    text->left -= n;
    return (int)n;
}

int xml_text_source(struct xml_text *text, struct xml_source *ret_source,
                    struct error *err)
{
    *ret_source = (struct xml_source){read_text, text};
    if (too_many_attributes(text->at, text->at + text->left))
        return error_set(err, ERROR_LIMIT,
                         "an element has more than %d attributes",
                         LIMIT_ATTRIBUTES);
    return 0;
}

static int close_source(void *context)
{
    return 0;
}

/*
 * The text is handed over piece by piece: of one given at once libxml2 2.9
 * refuses what lies behind ten million bytes.
 */
int xml_parse(const struct xml_source *source,
              const struct xml_handler *handler, struct error *err)
{
    static const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
                               XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC |
                               XML_PARSE_COMPACT;
    struct reader reader = {.handler = handler, .err = err};
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .reference = on_reference,
        .getEntity = on_entity,
        .entityDecl = on_declaration,
    };
    xmlParserCtxtPtr parser;

    parser = xmlNewParserCtxt();
    if (!parser)
        return error_set(err, ERROR_LIMIT, "libxml2 has no memory");
    *parser->sax = sax;
    parser->userData = &reader;
    reader.parser = parser;
    xmlDocPtr tree = xmlCtxtReadIO(parser, source->read, close_source,
                                   source->context, NULL, "UTF-8", options);
    /* No tree is made, but for what an internal subset leaves. */
    xmlFreeDoc(tree);
    bool damaged = !parser->wellFormed || !parser->nsWellFormed;
    if (parser->myDoc && parser->myDoc != tree)
        xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    arena_release(&reader.values);
    if (reader.result < 0)
        return reader.result;
    return damaged ? XML_DAMAGED : 0;
}
