/*
 * A table from 64-bit keys to numbers: open addressing, linear probing, at
 * most half full. Keys are hashes already.
 */
#include "base/alloc.h"
#include "dedup/dedup_internal.h"

#define LEAST 16

static struct table_slot *probe(const struct table *table, uint64_t key)
{
    size_t at = (size_t)mix(key, 1) & (table->capacity - 1);

    while (table->slots[at].used && table->slots[at].key != key)
        at = (at + 1) & (table->capacity - 1);
    return &table->slots[at];
}

static void grow(struct table *table, size_t capacity)
{
    struct table bigger = {.capacity = capacity};

    bigger.slots = xcalloc(bigger.capacity, sizeof(*bigger.slots));
    bigger.count = table->count;
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i].used)
            *probe(&bigger, table->slots[i].key) = table->slots[i];
    xfree(table->slots);
    *table = bigger;
}

void table_reserve(struct table *table, size_t more)
{
    size_t capacity = LEAST;

    while (capacity < 2 * (table->count + more + 1))
        capacity *= 2;
    if (capacity > table->capacity)
        grow(table, capacity);
}

uint64_t *table_at(struct table *table, uint64_t key)
{
    if (table->count * 2 >= table->capacity)
        grow(table, table->capacity ? table->capacity * 2 : LEAST);
    struct table_slot *slot = probe(table, key);
    if (!slot->used) {
        slot->used = true;
        slot->key = key;
        table->count++;
    }
    return &slot->value;
}

uint64_t table_get(const struct table *table, uint64_t key)
{
    if (!table->capacity)
        return 0;
    const struct table_slot *slot = probe(table, key);
    return slot->used ? slot->value : 0;
}

void table_release(struct table *table)
{
    xfree(table->slots);
    *table = (struct table){0};
}
