#pragma once
#include "digest/digest.h"

/* Shared by the files of digest/. */

/* The digest's title: the caller's, else "newsfold: N stories". */
void digest_title(size_t count, const struct digest_options *options,
                  struct strbuf *out);
