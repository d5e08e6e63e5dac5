/*
 * What a feed's language (RFC 5646) says about its dates, where they can be
 * read in two ways: months that Croatian calls what others call other months,
 * and which of two numbers between slashes is the day. A feed that says none,
 * or "en" alone, which is what templates say, is left to the general reading.
 */
#include <string.h>
#include <strings.h>

#include "parser/date.h"

/* Whether the tag's part at `at` is among names. */
static bool is_among(const char *at, const char *const names[])
{
    size_t len = strcspn(at, "-_ ");

    for (; *names; names++)
        if (strlen(*names) == len && !strncasecmp(*names, at, len))
            return true;
    return false;
}

/* Whether 6/5 is the 6th of May. */
static bool is_day_first(const char *language)
{
    static const char *const english[] = {"en", NULL};
    /* Places of English where it is not, or is in doubt; no place, too. */
    static const char *const month_first[] = {"us", "ca", "ph", "", NULL};
    /* The year comes first there, and nothing else is sure. */
    static const char *const others[] = {"zh", "ja",  "ko",  "hu", "fil",
                                         "tl", "mul", "und", NULL};
    size_t len = strcspn(language, "-_ ");

    if (len < 2 || len > 3)
        return false;
    if (!is_among(language, english))
        return !is_among(language, others);
    const char *region = language + len + (language[len] != '\0');
    return strcspn(region, "-_ ") <= 2 && !is_among(region, month_first);
}

void date_in_language(struct date_scan *scan, const char *language)
{
    /* Also as it is called in Bosnia, and was before. */
    static const char *const croatian[] = {"hr", "bs", "sh", NULL};

    if (!language)
        return;
    scan->croatian = is_among(language, croatian);
    scan->day_first = is_day_first(language);
}
