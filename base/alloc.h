#pragma once
#include <stddef.h>

/*
 * Allocation
 *
 * These never return NULL: when memory is exhausted, or a size overflows, the
 * program ends with one line on stderr and abort(). That is sound because
 * every input has a ceiling (base/limits.h). malloc and its kin are called
 * nowhere else (a test checks it); what a library allocated is freed by that
 * library's own function.
 */

void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));
void *xrealloc(void *block, size_t size) __attribute__((returns_nonnull));
/* As xrealloc, of count * size bytes. */
void *xreallocarray(void *block, size_t count, size_t size)
    __attribute__((returns_nonnull));
char *xstrdup(const char *text) __attribute__((malloc, returns_nonnull));
char *xstrndup(const char *text, size_t len)
    __attribute__((malloc, returns_nonnull));
/* Free a block of the above; NULL is allowed. */
void xfree(void *block);

/*
 * Make room for one more item of an array that doubles: *capacity counts
 * items and is updated; returns the block, moved or not.
 */
void *array_grow(void *block, size_t count, size_t *capacity, size_t size)
    __attribute__((returns_nonnull));

/*
 * From here on keep what is freed for what is allocated next, instead of giving
 * it back to the system; blocks over 32 MiB excepted. For work that comes in
 * rounds which each need as much: a page that is new to the process costs more
 * than filling it. May be said again. Does nothing where the C library has no
 * such setting.
 */
void alloc_keep(void);

/* How many bytes of memory the machine has; 0: that is not known. */
size_t alloc_machine(void);

/* CLEANUP(release) struct strbuf b = ...; runs release(&b) at scope's end. */
#define CLEANUP(function) __attribute__((cleanup(function)))

/* Cleanup for a local `char *` (or any xmalloc'd block): CLEANUP(xfreep). */
void xfreep(void *pointer_to_block);
