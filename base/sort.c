/*
 * A radix sort from the lowest byte up. Keys are hashes, many thousand at a
 * time: a sort by comparisons, each a call, took a twentieth of folding.
 */
#include "base/sort.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

#define DIGITS 8 /* bytes of a number */
#define VALUES 256

struct numbered {
    uint64_t number;
    size_t place; /* of its item */
};

static size_t digit_of(uint64_t number, int digit)
{
    return (size_t)(number >> (8 * digit)) & (VALUES - 1);
}

/* One pass, unless all have the same byte there; whether it was made. */
static bool pass(const struct numbered *from, struct numbered *to, size_t count,
                 size_t counts[VALUES], int digit)
{
    size_t next = 0;

    if (counts[digit_of(from[0].number, digit)] == count)
        return false;
    for (size_t i = 0; i < VALUES; i++) {
        size_t here = counts[i];
        counts[i] = next;
        next += here;
    }
    for (size_t i = 0; i < count; i++)
        to[counts[digit_of(from[i].number, digit)]++] = from[i];
    return true;
}

void sort_by_number(void *items, size_t count, size_t size, size_t offset)
{
    size_t counts[DIGITS][VALUES] = {{0}};
    char *bytes = items;

    if (count < 2)
        return;
    struct numbered *from = xcalloc(count, sizeof(*from));
    struct numbered *to = xcalloc(count, sizeof(*to));
    for (size_t i = 0; i < count; i++) {
        memcpy(&from[i].number, bytes + i * size + offset, sizeof(uint64_t));
        from[i].place = i;
        for (int digit = 0; digit < DIGITS; digit++)
            counts[digit][digit_of(from[i].number, digit)]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
        if (!pass(from, to, count, counts[digit], digit))
            continue;
        struct numbered *swapped = from;
        from = to;
        to = swapped;
    }
    xfree(to);
    char *copy = xcalloc(count, size);
    memcpy(copy, items, count * size);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * size, copy + from[i].place * size, size);
    xfree(copy);
    xfree(from);
}
