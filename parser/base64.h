#pragma once
#include <stdbool.h>

#include "base/strbuf.h"

/* RFC 4648, with white space passed over; false, and left alone, where it comes
 * out as no text. */
bool base64_decode(struct strbuf *text);
/* Whether text has the alphabet of base64, in lines without spaces; then it is
 * bytes of something, and not words that somebody gave a wrong type. */
bool base64_is(const struct strbuf *text);
