/*
 * The parser's door: decode, tell the format, read.
 *
 * A document is read strictly first. Only when that finds it damaged is it
 * mended and read again from the start; the entries which the first reading
 * delivered are passed over then, since they came from before the damage. So
 * the usual feed costs one pass, and a damaged one loses nothing.
 */
#include "parser/parser.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

/* How far junk before a document may reach. */
#define HEAD 65536

/* Past what may stand before a document; whether anything but white space
 * behind the XML declaration was there. */
static bool skip_head(const char **text, size_t *len)
{
    const char *at = *text;
    const char *end = at + *len;

    while (at < end && text_is_blank(*at))
        at++;
    bool odd = at > *text;
    if (end - at >= 6 && !memcmp(at, "<?xml", 5) && text_is_blank(at[5])) {
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

static bool begins(const char *at, const char *end, const char *word)
{
    size_t len = strlen(word);

    return (size_t)(end - at) >= len && !strncasecmp(at, word, len);
}

/* The end of the tag at `at`, past what its attributes quote; `at` itself where
 * it is none, `end` where it does not end. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = '\0';

    if (end - at < 2 || !(isalpha((unsigned char)at[1]) || at[1] == '/'))
        return at;
    for (const char *p = at + 1; p < end; p++)
        if (quote)
            quote = *p == quote ? '\0' : quote;
        else if (*p == '"' || *p == '\'')
            quote = *p;
        else if (*p == '>')
            return p;
    return end;
}

/*
 * Where the document begins, if something that is no part of it stands before:
 * a server's complaint, in HTML ("<br />\n<b>Warning</b>: …"), or the end of
 * somebody's template. 0 when it begins where it should, or nowhere.
 */
static size_t junk_before(const char *text, size_t len)
{
    static const char *const roots[] = {"<?xml", "<rss", "<rdf:RDF", "<feed",
                                        "<channel"};
    static const char *const heads[] = {"<?", "<!", "<html", "<body", "<head"};
    size_t head = len < HEAD ? len : HEAD;
    const char *first = memchr(text, '<', head);

    if (!first)
        return 0;
    const char *end = text + head;
    for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
        if (begins(first, end, heads[i]))
            return begins(first, end, "<?xml ") ? (size_t)(first - text) : 0;
    bool ends = true; /* do the tags so far: one that does not is passed over
                         once, or many would cost a look at all of it each */
    for (const char *at = first; at;) {
        for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
            if (begins(at, end, roots[i]))
                return (size_t)(at - text);
        const char *stop = ends ? tag_end(at, end) : at;
        ends = ends && stop < end;
        at = stop < end ? stop : at;
        at = memchr(at + 1, '<', (size_t)(end - at - 1));
    }
    return 0;
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
    struct mender *mender = mender_new(text, len);
    struct xml_source source = {mender_read, mender};

    if (sink->nested)
        mender_let_nest(mender);
    sink->skip = sink->delivered + sink->dropped;
    sink->seen = 0;
    int result = xmlfeed_parse(&source, base, sink, arena, ret_info, err);
    ret_info->well_formed = false;
    ret_info->complete =
        result >= 0 && result != XML_DAMAGED && mender_complete(mender);
    if (result >= 0 && !mender_found(mender))
        result = error_set(err, ERROR_INPUT,
                           "not a feed: there is no element in it");
    mender_free(mender);
    return result < 0 ? result : 0;
}

static int parse_xml(const char *text, size_t len, const char *base,
                     struct feed_sink *sink, struct arena *arena,
                     struct feed_info *ret_info, struct error *err)
{
    size_t junk = junk_before(text, len);
    text += junk;
    len -= junk;
    bool odd = skip_head(&text, &len) || junk;

    if (len == 0)
        return error_set(err, ERROR_INPUT, "not a feed: the document is empty");
    struct xml_text whole = {text, len};
    struct xml_source source = xml_text_source(&whole);
    sink->nested = false;
    if (xml_is_for_mender(text, len))
        return parse_damaged(text, len, base, sink, arena, ret_info, err);
    int result = xmlfeed_parse(&source, base, sink, arena, ret_info, err);
    if (result < 0) {
        struct error ignored;
        whole = (struct xml_text){text, len};
        ret_info->well_formed = result == ERROR_INPUT && !odd &&
                                xml_parse(&source, &nobody, &ignored) == 0;
        return result;
    }
    if (result == XML_DAMAGED)
        return parse_damaged(text, len, base, sink, arena, ret_info, err);
    ret_info->well_formed = !odd && result != XML_UNDECLARED;
    ret_info->complete = true;
    return 0;
}

static int parse_text(const struct document *document, const char *base,
                      struct feed_sink *sink, struct arena *arena,
                      struct feed_info *ret_info, struct error *err)
{
    const char *text = document->text;
    size_t len = document->len;

    if (!sink->json)
        return parse_xml(text, len, base, sink, arena, ret_info, err);
    return jsonfeed_parse(text, len, base, sink, arena, ret_info, err);
}

static bool is_json(const struct document *document)
{
    size_t i = 0;

    while (i < document->len && text_is_blank(document->text[i]))
        i++;
    return i < document->len && document->text[i] == '{';
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
    document_init(&document, body, len, options, arena);
    sink.json = is_json(&document);
    if (feed_sink_may_overflow(&sink, document.text, document.len)) {
        struct arena passing = {0};
        sink.counting = true;
        parse_text(&document, options->base_url, &sink, &passing, &info, err);
        feed_sink_choose(&sink);
        arena_release(&passing);
        info = (struct feed_info){0};
    }
    result = parse_text(&document, options->base_url, &sink, arena, &info, err);
    info.well_formed &= !document.damaged;
    info.encoding = document.encoding;
    info.entry_count = sink.delivered;
    info.dropped_count = sink.dropped;
    document_release(&document);
    *ret_info = info;
    return result;
}
