/*
 * Where a word ends: marks may be inside of it, and in a number the space that
 * parts its thousands, or the colon between hours and minutes.
 */
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

static size_t count_digits(const char *at, const char *end)
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

    return space && count_digits(next, end) == 3 &&
           count_digits(begin, at) <= 3 && count_digits(begin, at) > 0 &&
           at[-1] >= '0' && at[-1] <= '9';
}

/* Whether the colon before `next` parts hours from minutes, as in "8:15": two
 * digits behind it, and no seconds. */
static bool parts_minutes(uint32_t cp, const char *begin, const char *at,
                          const char *next, const char *end)
{
    size_t hours = (size_t)(at - begin);

    return cp == ':' && (hours == 1 || hours == 2) &&
           count_digits(begin, at) == hours && count_digits(next, end) == 2 &&
           (next + 2 == end || next[2] != ':');
}

bool word_is_half_day(const char *at, const char *end)
{
    return end - at >= HALF_DAY && at[1] == '.' && (at[2] | ' ') == 'm' &&
           ((*at | ' ') == 'a' || (*at | ' ') == 'p') &&
           (end - at == HALF_DAY || !text_is_letter(at[HALF_DAY]));
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
            if (word_is_half_day(begin, end))
                return begin + HALF_DAY;
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
