#pragma once

/*
 * Errors
 *
 * A function that can fail returns int and takes a struct error as its last
 * parameter: 0 is success; a negative enum error_code is a failure, with a
 * message in err; a positive value is an outcome that the function's own
 * comment names. A failure leaves every ret_ parameter as it was. Messages
 * say what was attempted, on what, and why it failed; they may quote foreign
 * text, so whoever prints one cleans it first (base/text.h).
 */

enum error_code {
    ERROR_INPUT = -1,   /* the data or an argument is not what it should be */
    ERROR_LIMIT = -2,   /* a size, count or depth limit was reached */
    ERROR_NETWORK = -3, /* the other side, or the way there, failed */
    ERROR_STORAGE = -4, /* the database or a file failed */
    ERROR_CONFIG = -5,  /* the configuration, or the machine's set-up */
};

struct error {
    enum error_code code;
    char message[256];
};

/* Set err, and return code, so that a caller can `return error_set(...)`. */
int error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "<text>: " before the message, and return the code it had. */
int error_wrap(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
