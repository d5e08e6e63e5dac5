/*
 * A document that is not well-formed, made so.
 *
 * A tolerant reader in one pass, in the spirit of HTML's: it never fails and
 * never looks back further than its stack of open elements. An end tag closes
 * the nearest element of its name, and those within; without such an element
 * it is dropped. What cannot be a tag is text. So text survives every mistake,
 * and structure the usual ones: bare ampersands, named characters without a
 * document type, control characters, unquoted attributes, HTML left as it is
 * inside an element, a document that ends in the middle.
 *
 * It runs only after libxml2 has refused the document, so well-formed feeds
 * do not pay for it.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

/* Elements within elements; tags beyond are dropped, their text is kept. Less
 * than libxml2's own limit of 256. */
#define DEPTH 200
/* Bytes of a CDATA section that are mended at a time. */
#define PIECE 4096
/* How far behind an end tag another section tells that one ran on. */
#define WINDOW 4096

struct name {
    const char *text;
    size_t len;
};

struct mender {
    struct strbuf pending; /* mended, and not read yet */
    struct strbuf *out;    /* pending */
    size_t taken;          /* of pending, by the reader */
    const char *cdata;     /* the end of the CDATA section at is in */
    const char *close;     /* the next "]]>" behind at, when it is known */
    const char *at;
    const char *end;
    struct name open[DEPTH];
    size_t depth;
    size_t beyond; /* open elements that were dropped for their depth */
    bool root_seen;
    bool cut;
};

static bool starts(const struct mender *mender, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(mender->end - mender->at) >= len &&
           memcmp(mender->at, text, len) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c & 0x80);
}

static bool name_char(char c)
{
    return name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == ':';
}

/* A colon is allowed once, inside. */
static struct name take_name(struct mender *mender)
{
    struct name name = {mender->at, 0};
    const char *colon = NULL;

    while (mender->at < mender->end && name_char(*mender->at)) {
        if (*mender->at == ':') {
            if (colon || mender->at + 1 == mender->end ||
                !name_start(mender->at[1]))
                break;
            colon = mender->at;
        }
        mender->at++;
    }
    name.len = (size_t)(mender->at - name.text);
    return name;
}

/* XML 1.0, production 2. */
static bool xml_allows(uint32_t cp)
{
    return cp == 0x9 || cp == 0xa || cp == 0xd ||
           (cp >= 0x20 && cp != 0xfffe && cp != 0xffff);
}

static void put_escaped(struct mender *mender, uint32_t cp)
{
    if (cp == '&')
        strbuf_addstr(mender->out, "&amp;");
    else if (cp == '<')
        strbuf_addstr(mender->out, "&lt;");
    else if (cp == '>')
        strbuf_addstr(mender->out, "&gt;");
    else if (cp == '"')
        strbuf_addstr(mender->out, "&quot;");
    else if (xml_allows(cp))
        strbuf_adduc(mender->out, cp);
}

/* The character at `at`, which may be written as a reference. */
static void put_character(struct mender *mender, const char *limit)
{
    uint32_t cp;

    if (*mender->at == '&') {
        size_t len = charref_read(mender->at, limit, true, &cp);
        mender->at += len ? len : 1;
        put_escaped(mender, len ? cp : '&');
        return;
    }
    if ((unsigned char)*mender->at >= 0x20 &&
        (unsigned char)*mender->at < 0x80 && !strchr("<>\"", *mender->at)) {
        strbuf_addch(mender->out, *mender->at++);
        return;
    }
    put_escaped(mender, utf8_next(&mender->at, limit));
}

/* Skip to behind text, or to the end. false when text was not found. */
static bool skip_past(struct mender *mender, const char *text)
{
    size_t left = (size_t)(mender->end - mender->at);
    const char *found = memmem(mender->at, left, text, strlen(text));

    mender->at = found ? found + strlen(text) : mender->end;
    return found != NULL;
}

/* "<!DOCTYPE rss [ ... ]>": brackets and quotes hide the end. */
static void skip_doctype(struct mender *mender)
{
    int brackets = 0;

    for (; mender->at < mender->end; mender->at++) {
        if (*mender->at == '[')
            brackets++;
        else if (*mender->at == ']')
            brackets--;
        else if (*mender->at == '>' && brackets <= 0)
            break;
    }
    if (mender->at < mender->end)
        mender->at++;
}

/* Where the next section ends; the end when none does. Looked for once for
 * all sections before it. */
static const char *next_close(struct mender *mender)
{
    if (!mender->close || mender->close < mender->at) {
        size_t left = (size_t)(mender->end - mender->at);
        mender->close = memmem(mender->at, left, "]]>", 3);
        if (!mender->close)
            mender->close = mender->end;
    }
    return mender->close;
}

/*
 * A section whose own end is missing runs into the next one, or to the end of
 * the document: then it ends with the element it is in.
 */
static const char *section_end(struct mender *mender)
{
    const char *close = next_close(mender);
    const char *at = mender->at;

    if (mender->depth == 0)
        return close;
    const struct name *open = &mender->open[mender->depth - 1];
    while ((at = memmem(at, (size_t)(close - at), "</", 2)) != NULL) {
        const char *name = at + 2;
        if ((size_t)(close - name) > open->len &&
            !memcmp(name, open->text, open->len) &&
            !name_char(name[open->len])) {
            size_t left = (size_t)(close - name);
            bool runs_on =
                close == mender->end ||
                memmem(name, left < WINDOW ? left : WINDOW, "<![CDATA[", 9);
            return runs_on ? at : close;
        }
        at = name;
    }
    return close;
}

static void begin_cdata(struct mender *mender)
{
    mender->at += strlen("<![CDATA[");
    mender->cdata = section_end(mender);
    mender->cut |= mender->cdata == mender->end;
}

/* A piece of a section. */
static void take_cdata(struct mender *mender)
{
    const char *limit = mender->cdata;

    if (limit - mender->at > PIECE)
        limit = mender->at + PIECE;
    while (mender->at < limit) {
        if (mender->depth)
            put_escaped(mender, utf8_next(&mender->at, mender->cdata));
        else
            mender->at++;
    }
    if (mender->at < mender->cdata)
        return;
    if (starts(mender, "]]>"))
        mender->at += 3;
    mender->cdata = NULL;
}

static void put_name(struct mender *mender, struct name name)
{
    strbuf_add(mender->out, name.text, name.len);
}

static void close_top(struct mender *mender)
{
    strbuf_addstr(mender->out, "</");
    put_name(mender, mender->open[--mender->depth]);
    strbuf_addch(mender->out, '>');
}

static void take_end_tag(struct mender *mender)
{
    mender->at += 2;
    struct name name = take_name(mender);
    skip_past(mender, ">");
    for (size_t i = mender->depth; i-- > 0;) {
        const struct name *open = &mender->open[i];
        if (open->len != name.len ||
            strncasecmp(open->text, name.text, name.len) != 0)
            continue;
        if (i == mender->depth - 1 && mender->beyond) {
            mender->beyond--; /* the end of one that was dropped */
            return;
        }
        mender->beyond = 0;
        while (mender->depth > i)
            close_top(mender);
        return;
    }
}

/* The names of a tag's attributes, to drop a second one of a name. */
struct attributes {
    struct name names[64];
    size_t count;
};

static bool attribute_is_new(struct attributes *attributes, struct name name)
{
    for (size_t i = 0; i < attributes->count; i++)
        if (attributes->names[i].len == name.len &&
            memcmp(attributes->names[i].text, name.text, name.len) == 0)
            return false;
    if (attributes->count == 64)
        return false;
    attributes->names[attributes->count++] = name;
    return true;
}

static void skip_blanks(struct mender *mender)
{
    while (mender->at < mender->end && is_blank(*mender->at))
        mender->at++;
}

/* A value's end: its quote, or where an unquoted one ends. */
static const char *value_end(const struct mender *mender, char quote)
{
    const char *at = mender->at;

    if (quote) {
        const char *found = memchr(at, quote, (size_t)(mender->end - at));
        return found ? found : mender->end;
    }
    while (at < mender->end && !is_blank(*at) && *at != '>' &&
           !(*at == '/' && at + 1 < mender->end && at[1] == '>'))
        at++;
    return at;
}

static void take_attribute(struct mender *mender, struct attributes *attributes)
{
    struct name name = take_name(mender);
    char quote = 0;

    if (name.len == 0) {
        mender->at++; /* stray quote or sign */
        return;
    }
    bool keep = attribute_is_new(attributes, name);
    size_t mark = mender->out->len;
    strbuf_addch(mender->out, ' ');
    put_name(mender, name);
    strbuf_addstr(mender->out, "=\"");
    skip_blanks(mender);
    if (mender->at < mender->end && *mender->at == '=') {
        mender->at++;
        skip_blanks(mender);
        if (mender->at < mender->end &&
            (*mender->at == '"' || *mender->at == '\''))
            quote = *mender->at++;
        const char *limit = value_end(mender, quote);
        while (mender->at < limit)
            put_character(mender, limit);
        if (quote && mender->at < mender->end)
            mender->at++;
    }
    strbuf_addch(mender->out, '"');
    if (!keep)
        strbuf_truncate(mender->out, mark);
}

static void take_start_tag(struct mender *mender)
{
    struct attributes attributes = {.count = 0};
    size_t mark = mender->out->len;
    bool closed = false;

    mender->at++;
    struct name name = take_name(mender);
    strbuf_addch(mender->out, '<');
    put_name(mender, name);
    while (mender->at < mender->end && *mender->at != '>' &&
           *mender->at != '<') {
        closed = *mender->at == '/';
        if (is_blank(*mender->at) || closed)
            mender->at++;
        else
            take_attribute(mender, &attributes);
    }
    if (mender->at < mender->end && *mender->at == '>')
        mender->at++;
    /* Only one root, and only so deep. */
    if (mender->depth == DEPTH || (mender->depth == 0 && mender->root_seen)) {
        strbuf_truncate(mender->out, mark);
        mender->beyond += !closed && mender->depth == DEPTH;
        return;
    }
    mender->root_seen = true;
    strbuf_addstr(mender->out, closed ? "/>" : ">");
    if (!closed)
        mender->open[mender->depth++] = name;
}

static void take_markup(struct mender *mender)
{
    if (starts(mender, "<!--")) {
        if (!skip_past(mender, "-->"))
            mender->cut = true;
    } else if (starts(mender, "<![CDATA[")) {
        begin_cdata(mender);
    } else if (starts(mender, "<!")) {
        skip_doctype(mender);
    } else if (starts(mender, "<?")) {
        skip_past(mender, ">");
    } else if (starts(mender, "</") && mender->at + 2 < mender->end &&
               name_start(mender->at[2])) {
        take_end_tag(mender);
    } else if (mender->at + 1 < mender->end && name_start(mender->at[1])) {
        take_start_tag(mender);
    } else {
        if (mender->depth)
            strbuf_addstr(mender->out, "&lt;");
        mender->at++;
    }
}

static void step(struct mender *mender)
{
    if (mender->cdata)
        take_cdata(mender);
    else if (*mender->at == '<')
        take_markup(mender);
    else if (mender->depth)
        put_character(mender, mender->end);
    else
        mender->at++; /* text outside of the root */
}

struct mender *mender_new(const char *text, size_t len)
{
    struct mender *mender = xcalloc(1, sizeof(*mender));

    strbuf_init(&mender->pending, 2 * (size_t)LIMIT_UTF8);
    mender->out = &mender->pending;
    mender->at = text;
    mender->end = text + len;
    return mender;
}

void mender_free(struct mender *mender)
{
    strbuf_release(&mender->pending);
    xfree(mender);
}

int mender_read(void *context, char *into, int len)
{
    struct mender *mender = context;
    struct strbuf *pending = &mender->pending;

    if (mender->taken == pending->len) {
        strbuf_clear(pending);
        mender->taken = 0;
    }
    while (pending->len < (size_t)len &&
           (mender->at < mender->end || mender->cdata) && !pending->cut)
        step(mender);
    if (mender->at == mender->end && !mender->cdata) {
        mender->cut |= mender->depth > 0;
        while (mender->depth)
            close_top(mender);
    }
    size_t n = pending->len - mender->taken;
    if (n > (size_t)len)
        n = (size_t)len;
    memcpy(into, pending->data + mender->taken, n);
    mender->taken += n;
    return (int)n;
}

bool mender_complete(const struct mender *mender)
{
    return mender->root_seen && !mender->cut && !mender->pending.cut;
}

bool mender_found(const struct mender *mender)
{
    return mender->root_seen;
}
