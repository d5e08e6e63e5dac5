/*
 * A chain of blocks, each twice the last up to 1 MiB, so that a small feed
 * costs one small allocation and a big one few; blocks of that size are kept
 * when the arena is cleared, since the allocator would give them back to the
 * system, and each page that is touched anew costs as much as filling it. A
 * request larger than a block gets a block of its own, linked behind the newest
 * so that the rest of the newest stays in use.
 */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

struct arena_block {
    struct arena_block *next; /* older */
    size_t size;              /* usable bytes in data */
    size_t used;
    _Alignas(max_align_t) unsigned char data[];
};

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1024 * 1024 };

static struct arena_block *block_new(struct arena *arena, size_t size)
{
    struct arena_block *block = xmalloc(sizeof(*block) + size);

    block->size = size;
    block->used = 0;
    block->next = NULL;
    arena->total += sizeof(*block) + size;
    return block;
}

static void *alloc_large(struct arena *arena, size_t size)
{
    struct arena_block *block = block_new(arena, size);

    block->used = size;
    if (arena->block) {
        block->next = arena->block->next;
        arena->block->next = block;
    } else {
        arena->block = block;
    }
    return block->data;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->block;
    size_t align = _Alignof(max_align_t);

    size = (size + align - 1) & ~(align - 1);
    if (block && block->size - block->used >= size) {
        void *memory = block->data + block->used;
        block->used += size;
        return memory;
    }
    if (size > LARGEST_BLOCK / 4)
        return alloc_large(arena, size);

    size_t next = block ? block->size * 2 : FIRST_BLOCK;
    if (next > LARGEST_BLOCK)
        next = LARGEST_BLOCK;
    while (next < size)
        next *= 2;
    struct arena_block *fresh = arena->spare;
    if (fresh)
        arena->spare = fresh->next;
    else
        fresh = block_new(arena, next);
    fresh->next = block;
    fresh->used = size;
    arena->block = fresh;
    return fresh->data;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        count = SIZE_MAX / 2 / size; /* the allocator will abort */
    void *memory = arena_alloc(arena, count * size);
    memset(memory, 0, count * size);
    return memory;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);

    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

static void free_chain(struct arena *arena, struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        arena->total -= sizeof(*block) + block->size;
        xfree(block);
        block = next;
    }
}

/* Blocks of full size are kept; a checked build gives all back, so that it sees
 * who uses what was forgotten. */
static void spare_chain(struct arena *arena, struct arena_block *block)
{
#ifndef __SANITIZE_ADDRESS__
    for (struct arena_block **at = &block; *at;) {
        struct arena_block *this = *at;
        if (this->size != LARGEST_BLOCK) {
            at = &this->next;
            continue;
        }
        *at = this->next;
        this->next = arena->spare;
        arena->spare = this;
    }
#endif
    free_chain(arena, block);
}

void arena_clear(struct arena *arena)
{
    if (!arena->block)
        return;
    spare_chain(arena, arena->block->next);
    arena->block->next = NULL;
    arena->block->used = 0;
}

void arena_release(struct arena *arena)
{
    free_chain(arena, arena->block);
    free_chain(arena, arena->spare);
    arena->block = NULL;
    arena->spare = NULL;
}
