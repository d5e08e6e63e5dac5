#pragma once
#include <stdbool.h>
#include <stddef.h>

/*
 * Content codings (RFC 9110 section 8.4), undone as the bytes come
 */

struct decoding;

/* Is given what was decoded, block by block; false ends the decoding. */
typedef bool decoded_fn(void *context, const char *bytes, size_t len);

/* What a request may say it accepts. */
const char *decoding_accepted(void);

/* For a body with this Content-Encoding, "" for none; NULL when it names a
 * coding that is unknown, or more than three. Freed with decoding_free. */
struct decoding *decoding_new(const char *codings_header, decoded_fn *take,
                              void *context);
/* NULL is allowed. */
void decoding_free(struct decoding *decoding);

/* The next bytes as they were received. false: they are damaged, or `take`
 * wanted no more. */
bool decoding_add(struct decoding *decoding, const char *bytes, size_t len);

/* Whether what came so far is whole: each stream has come to its end. */
bool decoding_ended(const struct decoding *decoding);
