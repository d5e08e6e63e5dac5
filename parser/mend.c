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
#include "parser/mend.h"

/* What entities may add to a document; further references stay as they are. */
#define LIMIT_GROWTH LIMIT_FIELD
/* Bytes of a CDATA section that are mended at a time. */
#define PIECE 4096
/* How far behind an end tag another section tells that one ran on. */
#define WINDOW 4096

bool mend_starts(const struct mender *mender, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(mender->end - mender->at) >= len &&
           memcmp(mender->at, text, len) == 0;
}

void mend_skip_blanks(struct mender *mender)
{
    while (mender->at < mender->end && text_is_blank(*mender->at))
        mender->at++;
}

const char *mend_find(const struct mender *mender, struct finder *finder)
{
    if (!finder->next || finder->next < mender->at) {
        size_t left = (size_t)(mender->end - mender->at);
        finder->next =
            memmem(mender->at, left, finder->mark, strlen(finder->mark));
        if (!finder->next)
            finder->next = mender->end;
    }
    return finder->next;
}

/* XML 1.0, production 2. */
static bool xml_allows(uint32_t cp)
{
    return cp == 0x9 || cp == 0xa || cp == 0xd ||
           (cp >= 0x20 && cp != 0xfffe && cp != 0xffff);
}

void mend_escaped(struct mender *mender, uint32_t cp)
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

static void put_points(struct mender *mender, const uint32_t points[2])
{
    mend_escaped(mender, points[0]);
    if (points[1])
        mend_escaped(mender, points[1]);
}

/* The text of an entity that the document declares. */
static void put_entity(struct mender *mender, struct name value)
{
    const char *at = value.text;
    const char *end = at + value.len;

    while (at < end) {
        uint32_t points[2];
        size_t len =
            *at == '&' ? charref_read(at, end, CHARREF_XML, points) : 0;
        if (len)
            put_points(mender, points);
        else
            mend_escaped(mender, utf8_next(&at, end));
        at += len;
    }
}

static void put_reference(struct mender *mender, const char *limit)
{
    uint32_t points[2];
    struct name value;
    size_t len = charref_read(mender->at, limit, CHARREF_XML, points);

    if (len) {
        mender->at += len;
        put_points(mender, points);
    } else if (mender->grown < LIMIT_GROWTH &&
               mend_entity(mender, limit, &value, &len)) {
        mender->grown += value.len > len ? value.len - len : 0;
        mender->at += len;
        put_entity(mender, value);
    } else {
        mender->at++;
        mend_escaped(mender, '&');
    }
}

void mend_character(struct mender *mender, const char *limit)
{
    if (*mender->at == '&')
        put_reference(mender, limit);
    else if ((unsigned char)*mender->at >= 0x20 &&
             (unsigned char)*mender->at < 0x80 && !strchr("<>\"", *mender->at))
        strbuf_addch(mender->out, *mender->at++);
    else
        mend_escaped(mender, utf8_next(&mender->at, limit));
}

bool mend_skip_past(struct mender *mender, const char *text)
{
    size_t left = (size_t)(mender->end - mender->at);
    const char *found = memmem(mender->at, left, text, strlen(text));

    mender->at = found ? found + strlen(text) : mender->end;
    return found != NULL;
}

/* "<?php … ?>"; where that end is missing or far, to the end of what would be
 * a tag. */
static void skip_instruction(struct mender *mender)
{
    const char *close = mend_find(mender, &mender->instruction_end);

    if (close < mender->end && close - mender->at < WINDOW &&
        !mend_starts(mender, "<?xml"))
        mender->at = close + 2;
    else
        mend_skip_past(mender, ">");
}

/*
 * A section whose own end is missing runs into the next one, or to the end of
 * the document: then it ends with the element it is in.
 */
static const char *section_end(struct mender *mender)
{
    const char *close = mend_find(mender, &mender->section_end);
    const char *at = mender->at;

    if (mender->depth == 0)
        return close;
    const struct name *open = &mender->open[mender->depth - 1].name;
    while ((at = memmem(at, (size_t)(close - at), "</", 2)) != NULL) {
        const char *name = at + 2;
        if ((size_t)(close - name) > open->len &&
            mend_name_at(name, close).len == open->len &&
            !memcmp(name, open->text, open->len)) {
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

/* How long the mark is that begins a section, however it is written:
 * "<![CDATA[", "<![cdata[", "<! [CDATA["; 0 for none. */
static size_t section_mark(const struct mender *mender)
{
    static const char name[] = "[CDATA[";
    const char *at = mender->at + 2;

    if (!mend_starts(mender, "<!"))
        return 0;
    at += at < mender->end && *at == ' ';
    if ((size_t)(mender->end - at) < strlen(name) ||
        strncasecmp(at, name, strlen(name)) != 0)
        return 0;
    return (size_t)(at - mender->at) + strlen(name);
}

static void begin_cdata(struct mender *mender)
{
    mender->at += section_mark(mender);
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
            mend_escaped(mender, utf8_next(&mender->at, mender->cdata));
        else
            mender->at++;
    }
    if (mender->at < mender->cdata)
        return;
    if (mend_starts(mender, "]]>"))
        mender->at += 3;
    else if (mend_starts(mender, "]]-->"))
        mender->at += 5;
    mender->cdata = NULL;
}

static void take_comment(struct mender *mender)
{
    const char *text = mender->at + strlen(HIDDEN_SECTION);
    bool section = mend_starts(mender, HIDDEN_SECTION);

    if (!mend_skip_past(mender, "-->")) {
        mender->cut = true;
        return;
    }
    const char *close = mender->at - strlen("]]-->");
    if (section && close >= text && !memcmp(close, "]]", 2)) {
        mender->at = text;
        mender->cdata = close;
    }
}

static void take_markup(struct mender *mender)
{
    if (mend_starts(mender, "<!--")) {
        take_comment(mender);
    } else if (section_mark(mender)) {
        begin_cdata(mender);
    } else if (mend_starts(mender, "<!")) {
        mend_doctype(mender);
    } else if (mend_starts(mender, "<?")) {
        skip_instruction(mender);
    } else if (mend_starts(mender, "</") &&
               mend_name_at(mender->at + 2, mender->end).len) {
        mend_end_tag(mender);
    } else {
        mend_start_tag(mender);
    }
}

static void step(struct mender *mender)
{
    if (mender->cdata)
        take_cdata(mender);
    else if (*mender->at == '<')
        take_markup(mender);
    else if (mender->depth)
        mend_character(mender, mender->end);
    else
        mender->at++; /* text outside of the root */
}

struct mender *mender_new(const char *text, size_t len)
{
    struct mender *mender = xcalloc(1, sizeof(*mender));

    strbuf_init(&mender->pending, 2 * (size_t)LIMIT_UTF8);
    mender->out = &mender->pending;
    mender->section_end.mark = "]]>";
    mender->instruction_end.mark = "?>";
    mender->end_tag.mark = "</";
    mender->at = text;
    mender->end = text + len;
    return mender;
}

void mender_let_nest(struct mender *mender)
{
    mender->nests = true;
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
            mend_close_top(mender);
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

bool mender_flat(const struct mender *mender)
{
    return mender->flat;
}

bool mender_found(const struct mender *mender)
{
    return mender->root_seen;
}
