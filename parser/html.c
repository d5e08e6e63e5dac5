/*
 * HTML to plain text.
 *
 * A tokenizer, not a tree: which tags break a line, which part cells and whose
 * content is not shown is a table, and everything else is text. One pass, no
 * recursion, no memory beyond the output, whatever the nesting; libxml2's HTML
 * parser, which would build implied elements and rearrange what is misnested,
 * has nothing to add to that, and takes many times as long.
 *
 * White space: runs are one space, none at the ends of lines, no empty lines.
 * Spaces and line ends are only remembered until text follows them.
 */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "parser/html_tags.h"

struct walker {
    const char *at;
    const char *end;
    struct strbuf *out;
    bool space;      /* white space waits for text */
    bool line;       /* a line end waits for text */
    size_t start;    /* of the output */
    char hidden[32]; /* name of the element that hides; "" for none */
    size_t hidden_depth;
    size_t hidden_inner; /* blocks that are open within it */
    bool title;          /* unknown elements are text */
    /* An element of this rule is known to have no end from here on. */
    bool endless_comment, endless_cdata; /* nor have these */
    bool endless[TAG_RULES];
    bool endless_unknown; /* one without a rule */
    bool endless_tag;     /* no ">" follows */
    bool endless_bang;    /* nor "--!>" */
};

struct tag {
    const char *name;
    size_t len;
    const struct tag_rule *rule; /* NULL: no element of HTML */
    size_t place;                /* of the rule */
    const char *end;             /* its ">", or the walker's end */
    bool end_tag;
    bool closed; /* "<x/>" */
};

/* Write the white space that text has made certain. */
static void settle(struct walker *walker)
{
    if (walker->out->len > walker->start) {
        if (walker->line)
            strbuf_addch(walker->out, '\n');
        else if (walker->space)
            strbuf_addch(walker->out, ' ');
    }
    walker->line = walker->space = false;
}

static void put(struct walker *walker, uint32_t cp)
{
    if (walker->hidden_depth)
        return;
    if (text_is_space(cp)) {
        walker->space = true;
        return;
    }
    if (cp >= 0x80 && cp < 0xa0)
        cp = windows1252(cp);
    if (cp < 0x20 || cp == 0xfeff || cp == 0xfffe || cp == 0xffff)
        return;
    settle(walker);
    strbuf_adduc(walker->out, cp);
}

/* The '>' that ends a tag, past quoted values; the end when there is none. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = 0;
    char before = 0; /* the last that is no blank */
    const char *first = at < end ? memchr(at, '>', (size_t)(end - at)) : NULL;

    for (const char *p = at; first && p < end; p++) {
        if (quote) {
            if (*p == quote)
                quote = 0;
        } else if (*p == '>') {
            return p;
        } else if ((*p == '"' || *p == '\'') && before == '=') {
            quote = *p;
        }
        if (!text_is_blank(*p))
            before = *p;
    }
    return first ? first : end; /* a quote that is never closed */
}

/* The '<' of the next end tag of that name; NULL when there is none. */
static const char *find_end_tag(const struct walker *walker, const char *name,
                                size_t len)
{
    const char *at = walker->at;

    while ((at = memchr(at, '<', (size_t)(walker->end - at))) != NULL) {
        if ((size_t)(walker->end - at) >= len + 2 && at[1] == '/' &&
            !strncasecmp(at + 2, name, len) &&
            (at + len + 2 == walker->end || !text_is_letter(at[2 + len])))
            return at;
        at++;
    }
    return NULL;
}

static void hide(struct walker *walker, const char *name, size_t len)
{
    if (len >= sizeof(walker->hidden) || walker->hidden_depth)
        return;
    memcpy(walker->hidden, name, len);
    walker->hidden[len] = '\0';
    walker->hidden_depth = 1;
    walker->hidden_inner = 0;
}

/*
 * A tag within a hidden element. Whether it ends that: by its own end tag, by
 * one of what it is in, or, of elements that need none, by the next one; which
 * then is to be looked at for itself.
 */
static bool ends_hidden(struct walker *walker, const char *name, size_t len,
                        bool end_tag, bool block)
{
    bool same = strlen(walker->hidden) == len &&
                !strncasecmp(walker->hidden, name, len);
    bool may_imply = tag_may_lack_end(walker->hidden, strlen(walker->hidden));
    bool inner = tag_may_lack_end(name, len);

    if (!end_tag && block && !walker->hidden_inner &&
        tag_is_ended_by(walker->hidden, name, len)) {
        walker->hidden_depth = 0;
        return true;
    }
    if (end_tag && block && may_imply && !same && !inner &&
        walker->hidden_inner-- == 0) {
        walker->hidden_depth = walker->hidden_inner = 0;
        return true;
    }
    if (!end_tag && block && !same && !inner)
        walker->hidden_inner++;
    if (same && end_tag)
        walker->hidden_depth--;
    else if (same)
        walker->hidden_depth++;
    return false;
}

/* Hide what is in an element, unless it never ends: then it is a mistake, and
 * its text is better shown than lost. */
static void enter_hidden(struct walker *walker, const struct tag *tag)
{
    const char *name = tag->name;
    size_t len = tag->len;
    bool *endless =
        tag->rule ? &walker->endless[tag->place] : &walker->endless_unknown;

    if (tag_may_lack_end(name, len)) {
        hide(walker, name, len);
        return;
    }
    if (*endless)
        return;
    const char *end = find_end_tag(walker, name, len);
    if (!end) {
        *endless = true;
        return;
    }
    if (tag->rule && tag->rule->effect == TAG_RAW) {
        const char *close = memchr(end, '>', (size_t)(walker->end - end));
        walker->at = close ? close + 1 : walker->end;
    } else {
        hide(walker, name, len);
    }
}

/* Letters, digits, and what stands between them in a custom element's name or
 * behind a prefix. */
static size_t name_length(const char *name, const char *end)
{
    size_t len = 0;

    while (name + len < end &&
           (text_is_letter(name[len]) ||
            (name[len] >= '0' && name[len] <= '9') ||
            ((name[len] == '-' || name[len] == ':') && name + len + 1 < end &&
             text_is_letter(name[len + 1]))))
        len++;
    return len;
}

/* What is here, if it is a tag: an address between angle brackets is none, and
 * in a title nor is what HTML does not know. */
static bool read_tag(struct walker *walker, struct tag *tag)
{
    tag->end_tag = walker->at[1] == '/';
    tag->name = walker->at + (tag->end_tag ? 2 : 1);
    tag->len = name_length(tag->name, walker->end);
    const char *colon = memrchr(tag->name, ':', tag->len);
    const char *local = colon ? colon + 1 : tag->name; /* without prefix */
    tag->rule =
        tag_rule_of(local, tag->len - (size_t)(local - tag->name), &tag->place);
    const char *behind = tag->name + tag->len;
    if (behind < walker->end && *behind && strchr("@:.,;&", *behind))
        return false;
    tag->end = walker->endless_tag ? walker->end : tag_end(behind, walker->end);
    walker->endless_tag = tag->end == walker->end;
    tag->closed = tag->end > tag->name && tag->end[-1] == '/';
    return !walker->title || (tag->rule && tag->end < walker->end);
}

static void take_tag(struct walker *walker)
{
    struct tag tag;

    if (!read_tag(walker, &tag)) {
        put(walker, '<');
        walker->at++;
        return;
    }
    enum tag_effect effect = tag.rule ? tag.rule->effect : TAG_UNKNOWN;
    walker->at = tag.end < walker->end ? tag.end + 1 : walker->end;
    if (walker->hidden_depth &&
        (tag.closed ||
         !ends_hidden(walker, tag.name, tag.len, tag.end_tag,
                      effect == TAG_BREAK || effect == TAG_SPACE)))
        return;
    if (effect == TAG_BREAK)
        walker->line = true;
    else if (effect == TAG_SPACE)
        walker->space = true;
    if (tag.end_tag || tag.closed)
        return;
    if (effect == TAG_RAW || effect == TAG_HIDE ||
        (!html_is_void(tag.name, tag.len) &&
         html_hides(tag.name + tag.len, tag.end)))
        enter_hidden(walker, &tag);
}

/* The end of a comment, "-->" or "--!>"; NULL when it has none. */
static const char *comment_end(struct walker *walker)
{
    size_t left = (size_t)(walker->end - walker->at);
    const char *close = memmem(walker->at, left, "-->", 3);
    const char *bang =
        walker->endless_bang ? NULL : memmem(walker->at, left, "--!>", 4);

    walker->endless_bang = !bang;
    if (bang && (!close || bang < close))
        return bang + 4;
    return close ? close + 3 : NULL;
}

static void take_declaration(struct walker *walker)
{
    size_t left = (size_t)(walker->end - walker->at);
    bool comment = left >= 4 && !memcmp(walker->at, "<!--", 4);
    bool cdata = left >= 9 && !memcmp(walker->at, "<![CDATA[", 9);

    if (cdata) { /* as feeds have it: text twice wrapped */
        if (!walker->endless_cdata)
            walker->endless_cdata = !memmem(walker->at, left, "]]>", 3);
        if (walker->endless_cdata)
            put(walker, '<');
        walker->at += walker->endless_cdata ? 1 : 9;
        return;
    }
    const char *close = NULL;
    if (comment && !walker->endless_comment) {
        close = comment_end(walker);
        walker->endless_comment = !close;
    }
    if (close) {
        walker->at = close;
        return;
    }
    /* Nor does a comment that never ends hide what follows. */
    close = memchr(walker->at, '>', left);
    walker->at = close ? close + 1 : walker->end;
}

static void take_less(struct walker *walker)
{
    char next = walker->at + 1 < walker->end ? walker->at[1] : ' ';

    if (text_is_letter(next) || (next == '/' && walker->at + 2 < walker->end &&
                                 text_is_letter(walker->at[2])))
        take_tag(walker);
    else if (next == '!' || next == '?')
        take_declaration(walker);
    else {
        put(walker, '<');
        walker->at++;
    }
}

static void take_reference(struct walker *walker)
{
    uint32_t points[2];
    size_t len = charref_read(walker->at, walker->end, CHARREF_TEXT, points);

    put(walker, len ? points[0] : '&');
    if (len && points[1])
        put(walker, points[1]);
    walker->at += len ? len : 1;
}

/* Characters that need no look, in one piece. */
static void take_run(struct walker *walker)
{
    const char *at = walker->at;

    while (at<walker->end && * at> ' ' && *at != '<' && *at != '&' &&
           *at != ']')
        at++;
    size_t len = (size_t)(at - walker->at);
    if (len && !walker->hidden_depth) {
        settle(walker);
        strbuf_add(walker->out, walker->at, len);
    }
    walker->at = at;
}

static void walk(const char *html, size_t len, bool title, struct strbuf *out)
{
    struct walker walker = {.at = html,
                            .end = html + len,
                            .out = out,
                            .start = out->len,
                            .title = title};

    while (walker.at < walker.end && !out->cut) {
        char c = *walker.at;
        if (c == '<')
            take_less(&walker);
        else if (c == '&')
            take_reference(&walker);
        else if (c == ']' && walker.end - walker.at >= 3 &&
                 !memcmp(walker.at, "]]>", 3))
            walker.at += 3;
        else if (c > ' ' && c != ']')
            take_run(&walker);
        else
            put(&walker, utf8_next(&walker.at, walker.end));
    }
}

void parser_html_to_text(const char *html, size_t len, struct strbuf *out)
{
    walk(html, len, false, out);
}

void html_title_to_text(const char *html, size_t len, struct strbuf *out)
{
    walk(html, len, true, out);
}
