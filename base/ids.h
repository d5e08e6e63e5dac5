#pragma once
#include <stddef.h>
#include <stdint.h>

/* Numbers of the database's rows. */

/* For qsort and bsearch. */
int ids_compare(const void *a, const void *b);
/* Put count of them in ascending order, each once; how many are left. ids may
 * be NULL where count is 0. */
size_t ids_distinct(int64_t *ids, size_t count);
