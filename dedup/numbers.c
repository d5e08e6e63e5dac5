/*
 * Numbers: by their value, so that 2.70 is 2.7; and the signs that stand beside
 * them, which are no part of the value, but tell a number from the same one with
 * others.
 */
#include <string.h>

#include "dedup/dedup_internal.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static bool is_mark(char c)
{
    return c == ',' || c == '.' || c == ' ';
}

/* Whether the mark at i parts thousands: three digits follow, and it is a space,
 * a comma, or one of several points. */
static bool parts_thousands(const char *folded, size_t len, size_t i)
{
    size_t next = i + 4;

    if (next > len || (next < len && !is_mark(folded[next])))
        return false;
    return folded[i] == ',' || folded[i] == ' ' || memchr(folded, '.', i) ||
           memchr(folded + i + 1, '.', len - i - 1);
}

/* A number as it is read digit by digit. */
struct reading {
    uint64_t key;
    uint64_t zeros; /* of the fraction, that may be its last */
    bool fraction;
};

static void read_point(struct reading *reading)
{
    reading->fraction = true;
    reading->key = mix(reading->key ? reading->key : 1, '.');
}

/* "02.70" is 2.7: zeros at either end say nothing. */
static void read_digit(struct reading *reading, char digit, bool last)
{
    bool leading = !reading->key && !reading->fraction;

    if (digit == '0' && leading && !last)
        return;
    if (digit == '0' && reading->fraction) {
        reading->zeros++;
        return;
    }
    for (; reading->zeros; reading->zeros--)
        reading->key = mix(reading->key, '0');
    reading->key = mix(reading->key, (uint64_t)digit);
}

/* "8:00" is 8. */
static bool is_full_hour(const char *minutes, size_t len)
{
    return len == 3 && minutes[0] == ':' && minutes[1] == '0' &&
           minutes[2] == '0';
}

uint64_t number_key(const char *folded, size_t len)
{
    struct reading reading = {0};

    if (len == 0 || *folded < '0' || *folded > '9')
        return 0;
    for (size_t i = 0; i < len; i++) {
        char c = folded[i];
        if (is_full_hour(folded + i, len - i))
            break;
        if (c == ':' || (is_mark(c) && !parts_thousands(folded, len, i)))
            read_point(&reading); /* "8:15" is "8.15" */
        else if (c >= '0' && c <= '9')
            read_digit(&reading, c, i + 1 == len);
        else if (!is_mark(c))
            return 0;
    }
    return reading.key ? reading.key : 1;
}

static bool begins_with(const char *at, const char *end, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(end - at) >= len && !memcmp(at, text, len);
}

static bool ends_with(const char *begin, const char *at, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(at - begin) >= len && !memcmp(at - len, text, len);
}

/* A minus before `at`; what is behind a word or a number is a hyphen. */
static bool is_minus(const char *begin, const char *at)
{
    static const char *const signs[] = {"-", "\xe2\x88\x92"};

    if (at == begin || at[-1] == ' ')
        return false;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (ends_with(begin, at, signs[i])) {
            at -= strlen(signs[i]);
            return at == begin || at[-1] == ' ' || at[-1] == '(';
        }
    return false;
}

/* Of all signs of currencies one is of ASCII. */
static bool may_be_currency(char c)
{
    return c == '$' || (unsigned char)c >= 0x80;
}

/* Which currency is told by its sign before a number or behind it, with a space
 * between them or without one; 0: none. */
static unsigned currency_at(const char *begin, const char *text,
                            const char *behind, const char *end)
{
    static const char *const signs[] = {"$", "€", "£", "¥", "₹", "₽", "₩",
                                        "₺", "₴", "₪", "฿", "₫", "₦"};

    if (text > begin && text[-1] == ' ')
        text--;
    if (behind < end && *behind == ' ')
        behind++;
    if ((text == begin || !may_be_currency(text[-1])) &&
        (behind == end || !may_be_currency(*behind)))
        return 0;
    for (unsigned i = 0; i < COUNT(signs); i++)
        if (ends_with(begin, text, signs[i]) ||
            begins_with(behind, end, signs[i]))
            return i + 1;
    return 0;
}

unsigned number_mark(const char *begin, const char *text, const char *behind,
                     const char *end)
{
    return currency_at(begin, text, behind, end) * 2 * MINUS |
           (is_minus(begin, text) ? MINUS : 0);
}
