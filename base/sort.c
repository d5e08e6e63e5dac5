/*
 * A radix sort from the lowest byte up. Keys are hashes, many thousand at a
 * time: a sort by comparisons, each a call, took a twentieth of folding. Items
 * are moved themselves: to sort numbers of their places first is quicker only
 * for items larger than any here, and takes thrice the memory.
 */
#include "base/sort.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

#define DIGITS 8 /* bytes of a number */
#define VALUES 256

static size_t digit_of(const char *item, size_t offset, int digit)
{
    uint64_t number;

    memcpy(&number, item + offset, sizeof(number));
    return (size_t)(number >> (8 * digit)) & (VALUES - 1);
}

/* In a function for each size the compiler moves an item by a few words. */
static inline void move(const char *from, char *to, size_t count, size_t size,
                        size_t offset, size_t next[VALUES], int digit)
{
    for (size_t i = 0; i < count; i++) {
        const char *item = from + i * size;
        memcpy(to + next[digit_of(item, offset, digit)]++ * size, item, size);
    }
}

/* One pass, unless all have the same byte there; whether it was made. */
static bool pass(const char *from, char *to, size_t count, size_t size,
                 size_t offset, size_t counts[VALUES], int digit)
{
    size_t next = 0;

    if (counts[digit_of(from, offset, digit)] == count)
        return false;
    for (size_t i = 0; i < VALUES; i++) {
        size_t here = counts[i];
        counts[i] = next;
        next += here;
    }
    if (size == 8)
        move(from, to, count, 8, offset, counts, digit);
    else if (size == 16)
        move(from, to, count, 16, offset, counts, digit);
    else if (size == 24)
        move(from, to, count, 24, offset, counts, digit);
    else
        move(from, to, count, size, offset, counts, digit);
    return true;
}

void sort_by_number(void *items, size_t count, size_t size, size_t offset)
{
    size_t counts[DIGITS][VALUES] = {{0}};

    if (count < 2)
        return;
    char *from = items;
    char *to = xmalloc(count * size);
    char *other = to;
    for (size_t i = 0; i < count; i++)
        for (int digit = 0; digit < DIGITS; digit++)
            counts[digit][digit_of(from + i * size, offset, digit)]++;
    for (int digit = 0; digit < DIGITS; digit++) {
        if (!pass(from, to, count, size, offset, counts[digit], digit))
            continue;
        char *swapped = from;
        from = to;
        to = swapped;
    }
    if (from == other)
        memcpy(items, other, count * size);
    xfree(other);
}
