/*
 * What would cost libxml2 dearly, found before it sees it.
 *
 * libxml2 compares each attribute of a tag with each, before it hands over
 * any: 200,000 of them cost it half a minute, and tag after tag of thousands
 * adds up. Nothing that anybody writes by hand has hundreds. Tags are told
 * here as libxml2 tells them, up to the first fault, where it stops; where
 * that cannot be known, the document counts as costly, which only means that
 * it is read by way of the mender (mend.c), whose tags are small. So is one
 * whose sections a parser of HTML has made comments, which nobody else reads.
 */
#include <string.h>

#include "base/limits.h"
#include "parser/parser_internal.h"

struct scan {
    const char *at;
    const char *end;
};

static bool starts(const struct scan *scan, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(scan->end - scan->at) >= len &&
           memcmp(scan->at, text, len) == 0;
}

/* Past the end mark of what begins here; to the end when there is none. */
static void skip_past(struct scan *scan, const char *mark)
{
    size_t left = (size_t)(scan->end - scan->at);
    const char *found = memmem(scan->at, left, mark, strlen(mark));

    scan->at = found ? found + strlen(mark) : scan->end;
}

/* Past a quoted string. */
static bool skip_quoted(struct scan *scan)
{
    size_t left = (size_t)(scan->end - scan->at - 1);
    const char *found = memchr(scan->at + 1, *scan->at, left);

    scan->at = found ? found + 1 : scan->end;
    return found != NULL;
}

/* To a tag's ">"; false when it has too many attributes, or a quote that is
 * never closed. */
static bool skip_tag(struct scan *scan)
{
    size_t count = 0;

    while (scan->at < scan->end && *scan->at != '>') {
        if (*scan->at != '"' && *scan->at != '\'')
            scan->at++;
        else if (!skip_quoted(scan) || ++count > LIMIT_ATTRIBUTES)
            return false;
    }
    return true;
}

/* "<!DOCTYPE rss [ … ]>", in which comments hide quotes, and quotes ends. */
static bool skip_doctype(struct scan *scan)
{
    bool inside = false;

    while (scan->at < scan->end) {
        if (starts(scan, "<!--")) {
            skip_past(scan, "-->");
        } else if (starts(scan, "<?")) {
            skip_past(scan, "?>");
        } else if (*scan->at == '"' || *scan->at == '\'') {
            if (!skip_quoted(scan))
                return false;
        } else if (*scan->at == '>' && !inside) {
            return true;
        } else {
            inside = *scan->at == '[' || (inside && *scan->at != ']');
            scan->at++;
        }
    }
    return true;
}

bool xml_is_for_mender(const char *text, size_t len)
{
    struct scan scan = {text, text + len};
    bool cheap = true;

    while (cheap) {
        size_t left = (size_t)(scan.end - scan.at);
        scan.at = left ? memchr(scan.at, '<', left) : NULL;
        if (!scan.at)
            return false;
        if (starts(&scan, HIDDEN_SECTION)) {
            cheap = false;
        } else if (starts(&scan, "<!--")) {
            scan.at += 4;
            skip_past(&scan, "-->");
        } else if (starts(&scan, "<![CDATA[")) {
            skip_past(&scan, "]]>");
        } else if (starts(&scan, "<?")) {
            skip_past(&scan, "?>");
        } else if (starts(&scan, "<!")) {
            cheap = skip_doctype(&scan);
        } else {
            cheap = skip_tag(&scan);
        }
    }
    return true;
}
