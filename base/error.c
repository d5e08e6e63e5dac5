/*
 * The message is a fixed buffer inside the caller's struct, so that reporting
 * a failure never allocates and never fails. A message that is too long is
 * cut; since error_wrap puts the context in front, what is cut is detail.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct error *err, enum error_code code, const char *format, ...)
{
    va_list args;

    err->code = code;
    va_start(args, format);
    vsnprintf(err->message, sizeof(err->message), format, args);
    va_end(args);
    return code;
}

int error_wrap(struct error *err, const char *format, ...)
{
    char inner[sizeof(err->message)];
    va_list args;

    memcpy(inner, err->message, sizeof(inner));
    va_start(args, format);
    int n = vsnprintf(err->message, sizeof(err->message), format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof(err->message))
        snprintf(err->message + n, sizeof(err->message) - (size_t)n, ": %s",
                 inner);
    return err->code;
}
