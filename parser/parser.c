/*
 * The parser's door: decode, tell the format, read.
 *
 * A document is read strictly first. Only when that finds it damaged is it
 * mended and read again from the start; the entries which the first reading
 * delivered are passed over then, since they came from before the damage. So
 * the usual feed costs one pass, and a damaged one loses nothing.
 */
#include "parser/parser.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "parser/parser_internal.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Past what may stand before a document; whether anything but white space
 * behind the XML declaration was there. */
static bool skip_head(const char **text, size_t *len)
{
    const char *at = *text;
    const char *end = at + *len;

    while (at < end && is_blank(*at))
        at++;
    bool odd = at > *text;
    if (end - at >= 6 && !memcmp(at, "<?xml", 5) && is_blank(at[5])) {
        const char *close = memmem(at, (size_t)(end - at), "?>", 2);
        if (close) {
            at = close + 2;
        } else {
            odd = true;
        }
    } else {
        odd = false;
    }
    *len = (size_t)(end - at);
    *text = at;
    return odd;
}

/* Nobody listens: whether a document is well-formed. */
static int ignore_start(void *context, const struct xml_element *element,
                        struct error *err)
{
    return 0;
}

static int ignore_end(void *context, struct error *err)
{
    return 0;
}

static int ignore_text(void *context, const char *text, size_t len,
                       struct error *err)
{
    return 0;
}

static const struct xml_handler nobody = {NULL, ignore_start, ignore_end,
                                          ignore_text};

static int parse_damaged(const char *text, size_t len, const char *base,
                         struct feed_sink *sink, struct arena *arena,
                         struct feed_info *ret_info, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf mended;

    strbuf_init(&mended, 2 * (size_t)LIMIT_UTF8);
    bool complete = mend_xml(text, len, &mended);
    if (mended.len == 0)
        return error_set(err, ERROR_INPUT,
                         "not a feed: there is no element "
                         "in it");
    sink->skip = sink->delivered + sink->dropped;
    sink->seen = 0;
    int result = xmlfeed_parse(mended.data, mended.len, base, sink, arena,
                               ret_info, err);
    if (result < 0)
        return result;
    ret_info->well_formed = false;
    ret_info->complete = complete && result == 0 && !mended.cut;
    return 0;
}

static int parse_xml(const char *text, size_t len, const char *base,
                     struct feed_sink *sink, struct arena *arena,
                     struct feed_info *ret_info, struct error *err)
{
    bool odd = skip_head(&text, &len);

    if (len == 0)
        return error_set(err, ERROR_INPUT, "not a feed: the document is empty");
    int result = xmlfeed_parse(text, len, base, sink, arena, ret_info, err);
    if (result < 0) {
        struct error ignored;
        ret_info->well_formed = result == ERROR_INPUT && !odd &&
                                xml_parse(text, len, &nobody, &ignored) == 0;
        return result;
    }
    if (result == XML_DAMAGED)
        return parse_damaged(text, len, base, sink, arena, ret_info, err);
    ret_info->well_formed = !odd;
    ret_info->complete = true;
    return 0;
}

int parser_parse(const char *body, size_t len,
                 const struct parser_options *options, parser_entry_fn *emit,
                 void *context, struct arena *arena, struct feed_info *ret_info,
                 struct error *err)
{
    struct feed_sink sink = {.emit = emit,
                             .context = context,
                             .max = options->max_entries ? options->max_entries
                                                         : LIMIT_ENTRIES};
    struct feed_info info = {0};
    struct document document;
    int result;

    if (len > LIMIT_BODY)
        return error_set(err, ERROR_LIMIT,
                         "the document has %zu bytes, more than %d", len,
                         LIMIT_BODY);
    document_init(&document, body, len, options->content_type, arena);
    const char *text = document.text;
    size_t left = document.len;
    while (left && is_blank(*text)) {
        text++;
        left--;
    }
    if (left && *text == '{') {
        result = jsonfeed_parse(text, left, options->base_url, &sink, arena,
                                &info, err);
    } else {
        result = parse_xml(document.text, document.len, options->base_url,
                           &sink, arena, &info, err);
    }
    info.well_formed &= !document.damaged;
    info.encoding = document.encoding;
    info.entry_count = sink.delivered;
    info.dropped_count = sink.dropped;
    document_release(&document);
    *ret_info = info;
    return result;
}
