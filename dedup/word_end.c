/*
 * Where a word ends: marks may be inside of it, and in a number the space that
 * parts its thousands, or the colon between hours and minutes.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"

/* Whether the mark at `at` is inside of a word: "1,000", "don't", "U.S". */
static bool joins(uint32_t cp, enum text_class before, const char *at,
                  const char *end)
{
    if (at >= end)
        return false;
    enum text_class after = text_class(utf8_next(&at, end));
    if (cp == ',' || cp == '.')
        return before == TEXT_DIGIT && after == TEXT_DIGIT;
    if (cp == '\'' || cp == 0x2019)
        return before != TEXT_DIGIT &&
               (after == TEXT_LETTER || after == TEXT_CAPITAL);
    return false;
}

size_t word_digits(const char *at, const char *end)
{
    size_t count = 0;

    while (at + count < end && at[count] >= '0' && at[count] <= '9')
        count++;
    return count;
}

/* Whether the space before `next` parts thousands, as in "10 000": one to three
 * digits before the first one, and three behind each. */
static bool groups_digits(uint32_t cp, const char *begin, const char *at,
                          const char *next, const char *end)
{
    bool space = cp == ' ' || cp == 0xa0 || cp == 0x2009 || cp == 0x202f;

    return space && word_digits(next, end) == 3 &&
           word_digits(begin, at) <= 3 && word_digits(begin, at) > 0 &&
           at[-1] >= '0' && at[-1] <= '9';
}

/* The bytes of a blank that begins there, within a line: 0 for none. */
static size_t blank_length(const char *at, const char *end)
{
    const char *next = at;

    if (at == end)
        return 0;
    uint32_t cp = utf8_next(&next, end);
    return cp == ' ' || cp == 0xa0 || cp == 0x202f ? (size_t)(next - at) : 0;
}

size_t word_half_day(const char *at, const char *end)
{
    if (end - at < 3 || at[1] != '.' ||
        ((*at | ' ') != 'a' && (*at | ' ') != 'p'))
        return 0;
    size_t blank = blank_length(at + 2, end);
    const char *last = at + 2 + blank;
    const char *behind = last + 1;
    if (last == end || (*last | ' ') != 'm' ||
        (behind < end && text_is_letter(*behind)))
        return 0;
    /* "A. M. Smith" is somebody. */
    if (blank && (*at < 'a' || (behind < end && *behind != '.')))
        return 0;
    return (size_t)(behind - at);
}

/* Whether what is said there makes a time of the number before it. */
static bool tells_hours(const char *at, const char *end)
{
    static const char *const words[] = {
        "am",  "pm",  "AM",      "PM",
        "Uhr", "uhr", "o'clock", "o\xe2\x80\x99\x63lock"};

    at += blank_length(at, end);
    if (word_half_day(at, end))
        return true;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t len = strlen(words[i]);
        if ((size_t)(end - at) >= len && !memcmp(at, words[i], len))
            return at + len == end || !text_is_letter(at[len]);
    }
    return false;
}

/* Whether the colon before `next` parts hours from minutes, as in "8:15 p.m.":
 * two digits behind it, and no seconds. Of others nobody knows: "25:20" may be
 * what another writes "25-20". */
static bool parts_minutes(uint32_t cp, const char *begin, const char *at,
                          const char *next, const char *end)
{
    size_t hours = (size_t)(at - begin);

    return cp == ':' && (hours == 1 || hours == 2) &&
           word_digits(begin, at) == hours && word_digits(next, end) == 2 &&
           tells_hours(next + 2, end);
}

/* Of "8a.m.", whose point is at `at`: where the word ends; NULL for others. */
static const char *past_half_day(const char *begin, const char *at,
                                 const char *end)
{
    const char *half = at > begin ? at - 1 : at;

    if (half > begin && (half[-1] < '0' || half[-1] > '9'))
        return NULL;
    size_t len = word_half_day(half, end);
    return len ? half + len : NULL;
}

const char *word_end(const char *at, const char *end)
{
    const char *begin = at;
    enum text_class before = TEXT_OTHER;

    while (at < end) {
        const char *next = at;
        while (next < end && ((*next >= 'a' && *next <= 'z') ||
                              (*next >= 'A' && *next <= 'Z')))
            next++; /* most of most words */
        if (next > at) {
            before = TEXT_LETTER;
            at = next;
            continue;
        }
        uint32_t cp = utf8_next(&next, end);
        enum text_class class = text_class(cp);
        if (class == TEXT_OTHER) {
            const char *past = past_half_day(begin, at, end);
            if (past)
                return past;
            if (!joins(cp, before, next, end) &&
                !groups_digits(cp, begin, at, next, end) &&
                !parts_minutes(cp, begin, at, next, end))
                break;

        } else if (class == TEXT_IDEOGRAPH) {
            break;
        } else {
            before = class;
        }
        at = next;
    }
    return at;
}
