/*
 * An element whose text is being gathered.
 *
 * Elements within it are markup, and are written down again as such; what the
 * fields look at is kept of its attributes.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "parser/xmlfeed.h"

static const char *const attribute_names[ATTRIBUTE_COUNT] = {
    "type", "mode",   "href",     "rel",   "url",  "isPermaLink",
    "term", "length", "fileSize", "value", "text", "src"};

void capture_begin(struct xmlfeed *feed, const struct xml_element *element,
                   const struct rule *rule)
{
    struct capture *capture = &feed->capture;

    arena_clear(&capture->values);
    strbuf_clear(&capture->text);
    capture->text.cut = false;
    capture->field = rule->field;
    capture->rank = rule->rank;
    capture->ns = element->ns;
    capture->depth = feed->depth;
    capture->markup = false;
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        capture->attributes[i] = arena_strdup(
            &capture->values, xml_attribute(element, attribute_names[i]));
    const char *type = capture->attributes[ATTRIBUTE_TYPE];
    capture->raw =
        type && feed->atom &&
        (!strcasecmp(type, "html") || !strcasecmp(type, "text/html"));
    const char *mode = capture->attributes[ATTRIBUTE_MODE];
    if (mode || feed->info.format == FORMAT_ATOM03)
        capture->raw = mode && !strcasecmp(mode, "escaped");
}

static void put_attribute_value(struct strbuf *text,
                                const struct xml_attribute *attribute,
                                const char *base)
{
    CLEANUP(strbuf_release) struct strbuf made;
    const char *value = attribute->value;

    strbuf_init(&made, LIMIT_FIELD);
    if (base &&
        html_resolve_value(&made, attribute->name, strlen(attribute->name),
                           base, value) &&
        !made.cut)
        value = made.data;
    html_escape(text, value, strlen(value));
}

/* An element within a captured one is markup. */
void capture_start(struct capture *capture, const struct xml_element *element,
                   const char *base)
{
    struct strbuf *text = &capture->text;

    if (!capture->markup) {
        CLEANUP(strbuf_release) struct strbuf plain = *text;
        strbuf_init(text, LIMIT_FIELD);
        if (capture->raw)
            strbuf_add(text, plain.data, plain.len);
        else
            html_escape(text, plain.data, plain.len);
        capture->markup = true;
    }
    strbuf_addf(text, "<%s", element->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        if (attribute->ns != NS_CORE)
            continue;
        strbuf_addf(text, " %s=\"", attribute->name);
        put_attribute_value(text, attribute, base);
        strbuf_addch(text, '"');
    }
    strbuf_addch(text, '>');
}

void capture_end(struct capture *capture, const char *name)
{
    if (!html_is_void(name, strlen(name)))
        strbuf_addf(&capture->text, "</%s>", name);
}
