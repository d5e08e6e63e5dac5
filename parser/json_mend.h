#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* Load a value; where it is refused, once more without the usual slips, which
 * *ret_mended tells. NULL, and *fault, when that fails, or when it has more
 * values than a tree should be made of. The caller's. */
json_t *json_load_mended(const char *text, size_t len, bool *ret_mended,
                         json_error_t *fault);
