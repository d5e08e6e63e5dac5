#include "base/ids.h"

#include <stdlib.h>

int ids_compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

size_t ids_distinct(int64_t *ids, size_t count)
{
    size_t kept = 0;

    if (count)
        qsort(ids, count, sizeof(*ids), ids_compare);
    for (size_t i = 0; i < count; i++)
        if (!kept || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    return kept;
}
