#pragma once
#include <stddef.h>

/* Put count items of size bytes each in ascending order of the uint64_t that
 * stands at offset in each; those of equal numbers stay in the order they are
 * in. Meant for many: it takes 16 bytes an item besides a copy of them all. */
void sort_by_number(void *items, size_t count, size_t size, size_t offset);
