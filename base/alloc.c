/*
 * The only place that calls malloc. Aborting on exhaustion keeps every caller
 * free of paths that could not be tested; the ceilings on input keep it from
 * being a way to kill the program from outside.
 */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define LARGEST_KEPT (32 << 20) /* bytes; glibc refuses more */
#define MOST_KEPT    INT32_MAX

static void *checked(void *block)
{
    static const char message[] = "newsfold: out of memory\n";

    if (!block) {
        ssize_t ignored = write(STDERR_FILENO, message, sizeof(message) - 1);
        (void)ignored;
        abort();
    }
    return block;
}

void *xmalloc(size_t size)
{
    return checked(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *block, size_t size)
{
    return checked(realloc(block, size ? size : 1));
}

void *xreallocarray(void *block, size_t count, size_t size)
{
    if (count == 0 || size == 0)
        return xrealloc(block, 1);
    return checked(reallocarray(block, count, size));
}

char *xstrdup(const char *text)
{
    return checked(strdup(text));
}

char *xstrndup(const char *text, size_t len)
{
    return checked(strndup(text, len));
}

void xfree(void *block)
{
    free(block);
}

void *array_grow(void *block, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return block;
    *capacity = *capacity ? *capacity * 2 : 16;
    return xreallocarray(block, *capacity, size);
}

void xfreep(void *pointer_to_block)
{
    free(*(void **)pointer_to_block);
}

void alloc_keep(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT);
    mallopt(M_TRIM_THRESHOLD, MOST_KEPT);
#endif
}

size_t alloc_machine(void)
{
    long pages = sysconf(_SC_PHYS_PAGES);
    long page = sysconf(_SC_PAGESIZE);

    return pages > 0 && page > 0 ? (size_t)pages * (size_t)page : 0;
}
