/*
 * A table from 64-bit keys to numbers: open addressing, linear probing, at
 * most three quarters full. Its slots are its cost, since each look into a
 * large table misses the caches: so they are 16 bytes, and four are in a line.
 * Key 0 says that a slot is empty; the value of that key itself stands apart.
 */
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"

#define LEAST 16

/* Keys are hashes, or numbers in a row: the high bits of the product spread
 * either. */
static struct table_slot *probe(const struct table *table, uint64_t key)
{
    int bits = __builtin_ctzll(table->capacity);
    size_t at = (size_t)(key * 0x9e3779b97f4a7c15ULL >> (64 - bits));

    while (table->slots[at].key && table->slots[at].key != key)
        at = (at + 1) & (table->capacity - 1);
    return &table->slots[at];
}

static void grow(struct table *table, size_t capacity)
{
    size_t size = capacity * sizeof(*table->slots);
    struct table bigger = *table;

    /* Not by calloc: a page that is read before it is written costs two
     * faults. */
    bigger.slots = memset(xmalloc(size), 0, size);
    bigger.capacity = capacity;
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i].key)
            *probe(&bigger, table->slots[i].key) = table->slots[i];
    xfree(table->slots);
    *table = bigger;
}

static bool is_full(size_t count, size_t capacity)
{
    return count >= capacity / 4 * 3;
}

void table_reserve(struct table *table, size_t more)
{
    size_t capacity = LEAST;

    while (is_full(table->count + more, capacity))
        capacity *= 2;
    if (capacity > table->capacity)
        grow(table, capacity);
}

uint64_t *table_at(struct table *table, uint64_t key)
{
    if (!key) {
        table->count += !table->has_zero;
        table->has_zero = true;
        return &table->zero;
    }
    if (is_full(table->count, table->capacity))
        grow(table, table->capacity ? table->capacity * 2 : LEAST);
    struct table_slot *slot = probe(table, key);
    if (!slot->key) {
        slot->key = key;
        table->count++;
    }
    return &slot->value;
}

uint64_t table_get(const struct table *table, uint64_t key)
{
    if (!key)
        return table->zero;
    return table->capacity ? probe(table, key)->value : 0;
}

void table_clear(struct table *table)
{
    if (table->capacity)
        memset(table->slots, 0, table->capacity * sizeof(*table->slots));
    *table = (struct table){.slots = table->slots, .capacity = table->capacity};
}

void table_release(struct table *table)
{
    xfree(table->slots);
    *table = (struct table){0};
}
