/* Dates: absent, or within the years that RFC 3339 can write. */
#undef NDEBUG /* asserting is what it is for */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/timefmt.h"
#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(xfreep) char *text = xstrndup((const char *)data, size);
    char written[TIME_RFC3339_SIZE];
    int64_t seconds = parser_date(text);

    if (seconds == TIME_ABSENT)
        return 0;
    assert(strlen(time_rfc3339(seconds, written)) == 20);
    assert(parser_date(written) == seconds);
    return 0;
}
