/*
 * libxml2's SAX2 interface, made small.
 *
 * Events carry what the formats need: a namespace as a number, NUL-terminated
 * attributes. libxml2 reads the document piece by piece; nothing is kept but
 * the event's own strings. No tree is built, no entity declared, no network or
 * file touched: a document that declares entities counts as damaged, and is
 * read by way of the mender, which knows what may be done with them.
 *
 * Namespaces are wrong as often as not. A prefix that is not declared, or
 * declared as nothing known, means what everybody means by it. The root of a
 * feed says by its name what it is, so the namespace it has itself, whatever
 * that is called, is the format's own.
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

/* Beginnings of namespace names, without their scheme: versions and typing
 * errors differ behind. */
static const struct namespace_name namespaces[] = {
    {"www.w3.org/2005/Atom", NS_ATOM10},
    {"purl.org/atom/", NS_ATOM03},
    {"example.com/newformat", NS_ATOM03},
    {"example.com/necho", NS_ATOM03},
    {"purl.org/echo/", NS_ATOM03},
    {"purl.org/pie/", NS_ATOM03},
    {"uri/of/echo/namespace", NS_ATOM03},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", NS_RDF},
    {"purl.org/dc/elements/1.", NS_DC},
    {"purl.org/dc/terms", NS_DCTERMS},
    {"purl.org/rss/1.0/modules/content", NS_CONTENT},
    {"purl.org/rss/1.0/modules/syndication", NS_SYNDICATION},
    {"purl.org/rss/1.0/modules/slash", NS_SLASH},
    {"purl.org/rss/1.0/modules/rss091", NS_CORE},
    {"purl.org/rss/1.0/modules/", NS_UNKNOWN},
    {"purl.org/rss/", NS_CORE},
    {"purl.org/net/rss", NS_CORE},
    {"my.netscape.com/", NS_CORE},
    {"channel.netscape.com/", NS_CORE},
    {"my.netscape.com/publish/formats/", NS_CORE},
    {"backend.userland.com/", NS_CORE},
    {"blogs.law.harvard.edu/tech/rss", NS_CORE},
    {"www.rssboard.org/rss-specification", NS_CORE},
    {"search.yahoo.com/mrss", NS_MEDIA},
    {"video.search.yahoo.com/mrss", NS_MEDIA},
    {"tools.search.yahoo.com/mrss", NS_MEDIA},
    {"www.rssboard.org/media-rss", NS_MEDIA},
    {"www.itunes.com/", NS_ITUNES},
    {"example.com/DTDs/PodCast-1.0.dtd", NS_ITUNES},
    {"www.w3.org/1999/xhtml", NS_XHTML},
    {"www.w3.org/XML/1998/namespace", NS_XML},
    {NEWSFOLD_OPML_URI, NS_NEWSFOLD},
};

static const struct namespace_name prefixes[] = {
    {"atom", NS_ATOM10},   {"atom10", NS_ATOM10},   {"atom03", NS_ATOM03},
    {"rdf", NS_RDF},       {"dc", NS_DC},           {"dcterms", NS_DCTERMS},
    {"dct", NS_DCTERMS},   {"content", NS_CONTENT}, {"media", NS_MEDIA},
    {"itunes", NS_ITUNES}, {"sy", NS_SYNDICATION},  {"syn", NS_SYNDICATION},
    {"xhtml", NS_XHTML},   {"xml", NS_XML},         {"rss", NS_CORE},
    {"slash", NS_SLASH},
};

static enum xml_namespace of_prefix(const char *prefix)
{
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
        if (!strcmp(prefix, prefixes[i].text))
            return prefixes[i].ns;
    return NS_UNKNOWN;
}

static enum xml_namespace of_uri(const char *uri)
{
    if (!strncasecmp(uri, "http://", 7))
        uri += 7;
    else if (!strncasecmp(uri, "https://", 8))
        uri += 8;
    for (size_t i = 0; i < sizeof(namespaces) / sizeof(*namespaces); i++)
        if (!strncasecmp(uri, namespaces[i].text, strlen(namespaces[i].text)))
            return namespaces[i].ns;
    return NS_UNKNOWN;
}

static enum xml_namespace namespace_of(const char *uri, const char *prefix)
{
    enum xml_namespace ns = uri ? of_uri(uri) : NS_UNKNOWN;

    if (ns != NS_UNKNOWN)
        return ns;
    return prefix ? of_prefix(prefix) : uri ? NS_UNKNOWN : NS_CORE;
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

/* Namespaces in scope; libxml2 looks through all of them for each name. */
#define NAMESPACES 512
/* Of elements and attributes; a feed's document type has some forty. */
#define DECLARATIONS 256

/* A namespace that a feed's own elements are in, whatever it is called: where it
 * is the name of something else, too, only with the prefix they have. */
struct home {
    const xmlChar *uri;
    const xmlChar *prefix;
    bool any_prefix;
};

/* The root's, the channel's, the items'. */
#define HOMES 4

struct reader {
    const struct xml_handler *handler;
    const struct xml_source *source;
    xmlParserCtxtPtr parser;
    struct arena values;     /* the attributes of one event */
    const xmlChar *last_uri; /* libxml2 interns names: equal is identical */
    enum xml_namespace last_ns;
    bool home_found;          /* the feed's root element was seen */
    struct home homes[HOMES]; /* namespaces that are the format's own */
    size_t home_count;
    const xmlChar *home_prefix; /* the root's, where that is not declared */
    enum xml_namespace home_ns; /* what they mean */
    int declared[LIMIT_DEPTH];  /* namespaces by each open element */
    size_t depth;
    size_t in_scope;
    size_t declarations;
    bool given_up; /* by us: as if it were damaged here */
    int result;
    struct error *err;
};

static void give_up(struct reader *reader)
{
    reader->given_up = true;
    xmlStopParser(reader->parser);
}

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

static bool is_home(const struct reader *reader, const xmlChar *uri,
                    const xmlChar *prefix)
{
    for (size_t i = 0; i < reader->home_count; i++) {
        const struct home *home = &reader->homes[i];
        if (home->uri == uri && (home->any_prefix || home->prefix == prefix))
            return true;
    }
    return false;
}

static void add_home(struct reader *reader, const char *uri, const char *prefix)
{
    const xmlChar *name = (const xmlChar *)uri;
    const xmlChar *known = (const xmlChar *)prefix;

    if (reader->home_count < HOMES && !is_home(reader, name, known))
        reader->homes[reader->home_count++] =
            (struct home){name, known, of_uri(uri) == NS_UNKNOWN};
}

/* A feed's root element names its namespace, whatever that is. */
static void find_home(struct reader *reader, const struct xml_element *element)
{
    static const char *const roots[] = {"rss", "RDF", "channel", "feed",
                                        "entry"};
    bool prefixed = element->prefix && strcmp(element->name, "RDF") != 0;
    const char *uri = prefixed ? element->uri : element->default_uri;
    bool rss = !strcasecmp(element->name, "rss");
    size_t i = 0;

    while (i < 5 && strcasecmp(element->name, roots[i]) != 0)
        i++;
    if (i == 5)
        return;
    reader->home_found = true;
    reader->home_ns = i < 3 ? NS_CORE : NS_ATOM10;
    if (uri && (rss || of_uri(uri) == NS_UNKNOWN))
        add_home(reader, uri, prefixed ? element->prefix : NULL);
    if (!element->uri && element->prefix &&
        of_prefix(element->prefix) == NS_UNKNOWN)
        reader->home_prefix = (const xmlChar *)element->prefix;
}

/* So does what holds a feed or an entry, where it has one of its own. */
static void find_inner_home(struct reader *reader,
                            const struct xml_element *element)
{
    bool rss = reader->home_ns == NS_CORE;
    const char *uri = element->default_uri;

    if (!uri || !*uri || element->prefix)
        return;
    if (rss ? !strcasecmp(element->name, "channel") ||
                  !strcasecmp(element->name, "item")
            : !strcasecmp(element->name, "entry") && of_uri(uri) == NS_UNKNOWN)
        add_home(reader, uri, NULL);
}

static enum xml_namespace element_ns(struct reader *reader, const xmlChar *uri,
                                     const xmlChar *prefix)
{
    if (uri ? is_home(reader, uri, prefix)
            : prefix && prefix == reader->home_prefix)
        return reader->home_ns;
    if (!uri || uri != reader->last_uri) {
        reader->last_ns = namespace_of((const char *)uri, (const char *)prefix);
        reader->last_uri = uri;
    }
    return reader->last_ns;
}

/* Of the element that begins; false when there are too many in scope. */
static bool count_namespaces(struct reader *reader, int count)
{
    if (reader->depth < LIMIT_DEPTH)
        reader->declared[reader->depth] = count;
    reader->depth++;
    reader->in_scope += (size_t)count;
    return reader->in_scope <= NAMESPACES;
}

/* NOLINTNEXTLINE(readability-function-size): the signature is libxml2's */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count,
                     const xmlChar **declared, int attribute_count,
                     int defaulted, const xmlChar **raw)
{
    struct reader *reader = context;
    size_t count = (size_t)attribute_count;

    if (reader->result < 0 || reader->given_up)
        return;
    if (!count_namespaces(reader, namespace_count)) {
        give_up(reader);
        return;
    }
    arena_clear(&reader->values);
    struct xml_attribute *attributes =
        arena_calloc(&reader->values, count + 1, sizeof(*attributes));
    read_attributes(reader, raw, count, attributes);
    struct xml_element element = {
        .uri = (const char *)uri,
        .prefix = (const char *)prefix,
        .name = (const char *)name,
        .default_uri = default_namespace(declared, namespace_count),
        .attributes = attributes,
        .attribute_count = count,
    };
    if (!reader->home_found)
        find_home(reader, &element);
    else
        find_inner_home(reader, &element);
    element.ns = element_ns(reader, uri, prefix);
    judge(reader, reader->handler->start(reader->handler->context, &element,
                                         reader->err));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct reader *reader = context;

    if (reader->depth && --reader->depth < LIMIT_DEPTH)
        reader->in_scope -= (size_t)reader->declared[reader->depth];
    if (reader->result == 0 && !reader->given_up)
        judge(reader,
              reader->handler->end(reader->handler->context, reader->err));
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct reader *reader = context;

    if (reader->result == 0 && !reader->given_up)
        judge(reader, reader->handler->text(reader->handler->context,
                                            (const char *)text, (size_t)len,
                                            reader->err));
}

/* A name that is not declared here, but may be in an external document type,
 * which we do not fetch: HTML's, that is. */
static void on_reference(void *context, const xmlChar *name)
{
    CLEANUP(strbuf_release) struct strbuf reference;
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&reference, 64);
    strbuf_init(&text, 64);
    strbuf_addf(&reference, "&%.40s;", (const char *)name);
    charref_decode(&text, reference.data, reference.len, CHARREF_XML);
    if (text.data[0] == '&' && text.len > 1)
        return;
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
    give_up(context);
}

/* Of a document type; libxml2 keeps them all. */
static void on_element_declaration(void *context, const xmlChar *name, int type,
                                   xmlElementContentPtr content)
{
    struct reader *reader = context;

    if (++reader->declarations > DECLARATIONS)
        give_up(reader);
}

/* libxml2 adds the defaults of attributes to each element of the name, and
 * compares each with each. */
static void on_attribute_declaration(void *context, const xmlChar *element,
                                     const xmlChar *name, int type, int kind,
                                     const xmlChar *value,
                                     xmlEnumerationPtr values)
{
    xmlFreeEnumeration(values);
    if (value)
        give_up(context);
    else
        on_element_declaration(context, element, type, NULL);
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

struct xml_source xml_text_source(struct xml_text *text)
{
    return (struct xml_source){read_text, text};
}

/* libxml2 reads on behind what is not well-formed, finds fault with each
 * character, and tells nobody: what has no use ends at its next look. Stopping
 * it here would take away what it is looking at. */
static void on_error(void *context, xmlErrorPtr error)
{
    struct reader *reader = context;

    reader->given_up |= error->level == XML_ERR_FATAL;
}

static int read_source(void *context, char *into, int len)
{
    const struct reader *reader = context;

    return reader->given_up
               ? 0
               : reader->source->read(reader->source->context, into, len);
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
    struct reader reader = {.handler = handler, .source = source, .err = err};
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
        .serror = on_error,
        .elementDecl = on_element_declaration,
        .attributeDecl = on_attribute_declaration,
    };
    xmlParserCtxtPtr parser;

    parser = xmlNewParserCtxt();
    if (!parser)
        return error_set(err, ERROR_LIMIT, "libxml2 has no memory");
    *parser->sax = sax;
    parser->userData = &reader;
    reader.parser = parser;
    xmlDocPtr tree = xmlCtxtReadIO(parser, read_source, close_source, &reader,
                                   NULL, "UTF-8", options);
    /* No tree is made, but for what an internal subset leaves. */
    xmlFreeDoc(tree);
    bool damaged = !parser->wellFormed || reader.given_up;
    bool undeclared = !parser->nsWellFormed;
    if (parser->myDoc && parser->myDoc != tree)
        xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    arena_release(&reader.values);
    if (reader.result < 0)
        return reader.result;
    return damaged ? XML_DAMAGED : undeclared ? XML_UNDECLARED : 0;
}
