#pragma once
#include <stdbool.h>
#include <stddef.h>

/*
 * String buffer
 *
 * data is always NUL-terminated and never NULL after strbuf_init; len counts
 * bytes without that NUL. Bytes beyond the ceiling are dropped and `cut` is
 * set: the caller decides whether that is an error. Freed by strbuf_release,
 * or handed over by strbuf_detach.
 */
struct strbuf {
    char *data;
    size_t len;
    size_t capacity; /* 0 while data is the shared empty string */
    size_t ceiling;
    bool cut;
};

/* An empty buffer that will hold at most ceiling bytes. */
void strbuf_init(struct strbuf *buffer, size_t ceiling);
void strbuf_release(struct strbuf *buffer);
/* Empty it, keeping the memory and the ceiling. */
void strbuf_clear(struct strbuf *buffer);
/* The bytes, now the caller's to xfree; the buffer is empty again. */
char *strbuf_detach(struct strbuf *buffer);

void strbuf_add(struct strbuf *buffer, const void *bytes, size_t len);
void strbuf_addstr(struct strbuf *buffer, const char *text);
void strbuf_addch(struct strbuf *buffer, char c);
void strbuf_addf(struct strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Append code point cp as UTF-8; nothing for surrogates or > U+10FFFF. */
void strbuf_adduc(struct strbuf *buffer, unsigned cp);
/* Shorten to len bytes; longer is left alone. */
void strbuf_truncate(struct strbuf *buffer, size_t len);
