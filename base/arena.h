#pragma once
#include <stddef.h>

/*
 * Arena: memory that is freed all at once
 *
 * Blocks are aligned for any type and live until arena_release or
 * arena_clear. Strings put here are NUL-terminated. An arena that was
 * zero-initialised is empty and usable.
 */
struct arena {
    struct arena_block *block; /* newest; NULL when empty */
    struct arena_block *spare; /* blocks of full size, for reuse */
    size_t total;              /* bytes taken from the allocator */
};

/* size bytes, not cleared. */
void *arena_alloc(struct arena *arena, size_t size)
    __attribute__((returns_nonnull));
/* count * size bytes, zeroed; aborts on overflow. */
void *arena_calloc(struct arena *arena, size_t count, size_t size)
    __attribute__((returns_nonnull));
/* A copy of text; NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len)
    __attribute__((returns_nonnull));
/* Forget everything but keep the newest block, and those of full size, for
 * reuse. */
void arena_clear(struct arena *arena);
/* Free everything; the arena is empty and usable again. */
void arena_release(struct arena *arena);
