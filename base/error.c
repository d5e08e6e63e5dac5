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
    char context[sizeof(err->message)];
    char whole[2 * sizeof(err->message) + 2];
    va_list args;

    va_start(args, format);
    vsnprintf(context, sizeof(context), format, args);
    va_end(args);
    snprintf(whole, sizeof(whole), "%s: %s", context, err->message);
    whole[sizeof(err->message) - 1] = '\0';
    memcpy(err->message, whole, sizeof(err->message));
    return err->code;
}
