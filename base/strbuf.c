/*
 * Grows by doubling up to a ceiling. Text that meets the ceiling is cut, not
 * refused, and the cut is remembered: for a feed's over-long field a cut is
 * right, for a record it is an error, and only the caller knows which.
 */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

static char empty[1];

void strbuf_init(struct strbuf *buffer, size_t ceiling)
{
    *buffer = (struct strbuf){.data = empty, .ceiling = ceiling};
}

void strbuf_release(struct strbuf *buffer)
{
    if (buffer->capacity)
        xfree(buffer->data);
    strbuf_init(buffer, buffer->ceiling);
}

void strbuf_clear(struct strbuf *buffer)
{
    buffer->len = 0;
    buffer->cut = false;
    if (buffer->capacity)
        buffer->data[0] = '\0';
}

char *strbuf_detach(struct strbuf *buffer)
{
    char *data = buffer->capacity ? buffer->data : xstrdup("");

    buffer->capacity = 0;
    strbuf_init(buffer, buffer->ceiling);
    return data;
}

/* Room for extra more bytes; returns how many of them the ceiling allows. */
static size_t reserve(struct strbuf *buffer, size_t extra)
{
    if (extra > buffer->ceiling - buffer->len) {
        extra = buffer->ceiling - buffer->len;
        buffer->cut = true;
    }
    size_t needed = buffer->len + extra + 1;
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity * 2 : 64;
        if (capacity < needed)
            capacity = needed;
        buffer->data =
            xrealloc(buffer->capacity ? buffer->data : NULL, capacity);
        buffer->capacity = capacity;
    }
    return extra;
}

void strbuf_add(struct strbuf *buffer, const void *bytes, size_t len)
{
    len = reserve(buffer, len);
    memcpy(buffer->data + buffer->len, bytes, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
}

void strbuf_addstr(struct strbuf *buffer, const char *text)
{
    strbuf_add(buffer, text, strlen(text));
}

void strbuf_addch(struct strbuf *buffer, char c)
{
    if (buffer->len + 1 < buffer->capacity && buffer->len < buffer->ceiling) {
        buffer->data[buffer->len++] = c;
        buffer->data[buffer->len] = '\0';
    } else {
        strbuf_add(buffer, &c, 1);
    }
}

void strbuf_addf(struct strbuf *buffer, const char *format, ...)
{
    char small[512];
    va_list args;

    va_start(args, format);
    int n = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (n < 0)
        return;
    if ((size_t)n < sizeof(small)) {
        strbuf_add(buffer, small, (size_t)n);
        return;
    }
    CLEANUP(xfreep) char *large = xmalloc((size_t)n + 1);
    va_start(args, format);
    vsnprintf(large, (size_t)n + 1, format, args);
    va_end(args);
    strbuf_add(buffer, large, (size_t)n);
}

void strbuf_adduc(struct strbuf *buffer, unsigned cp)
{
    char bytes[4];
    size_t n = 0;

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return;
    if (cp < 0x80) {
        bytes[n++] = (char)cp;
    } else if (cp < 0x800) {
        bytes[n++] = (char)(0xC0 | cp >> 6);
        bytes[n++] = (char)(0x80 | (cp & 0x3F));
    } else if (cp < 0x10000) {
        bytes[n++] = (char)(0xE0 | cp >> 12);
        bytes[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (cp & 0x3F));
    } else {
        bytes[n++] = (char)(0xF0 | cp >> 18);
        bytes[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
        bytes[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (cp & 0x3F));
    }
    strbuf_add(buffer, bytes, n);
}

void strbuf_truncate(struct strbuf *buffer, size_t len)
{
    if (len < buffer->len) {
        buffer->len = len;
        buffer->data[len] = '\0';
    }
}
