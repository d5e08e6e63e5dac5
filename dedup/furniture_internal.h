/*
 * What furniture.c and the files of credits have in common.
 */
#ifndef DEDUP_FURNITURE_INTERNAL_H
#define DEDUP_FURNITURE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct polar_index;

static inline bool begins(const char *at, const char *end, const char *with)
{
    if (at >= end || *at != *with) /* nearly always */
        return false;
    size_t len = strlen(with);
    return (size_t)(end - at) >= len && !memcmp(at, with, len);
}

/* Past the phrase that begins there; `at` where none does. */
static inline const char *past_one_of(const char *at, const char *end,
                                      const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (begins(at, end, phrases[i]))
            return at + strlen(phrases[i]);
    return at;
}

static inline const char *find_in(const char *at, const char *end,
                                  const char *what)
{
    return memmem(at, (size_t)(end - at), what, strlen(what));
}

static inline bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A word of a credit, and what stands at it. */
struct credit_word {
    const char *at;
    size_t len;       /* without brackets and what ends a sentence */
    const char *next; /* where the next begins */
    bool capital;     /* begins with a capital */
    bool stop;        /* a full stop behind it that ends a sentence */
    bool pause;       /* a comma, semicolon or slash */
    bool bracket;
};

/* The next word of a credit; of no length at the end. */
struct credit_word credit_read(const char *at, const char *end);
const char *credit_past_blanks(const char *at, const char *end);
/* Whether these bytes are one of the words of a list, which blanks part. */
bool credit_listed(const char *at, size_t len, const char *list);
bool credit_is(const struct credit_word *word, const char *list);
/* "van": what names have between their capitals. */
bool credit_is_particle(const struct credit_word *word);
/* "and" */
bool credit_joins(const struct credit_word *word);
/* What somebody is, or works for: "writer", "Reuters". */
bool credit_is_role(const struct credit_word *word);
/* "for", "special to" */
bool credit_leads(const struct credit_word *word);
bool credit_is_dash(const struct credit_word *word);
/* Whether a word begins with a capital. */
bool credit_is_capital(const char *at, size_t len);
/* Whether the full stop there may belong to the word before: "J.", "Jr." */
bool credit_is_abbreviated(const char *begin, const char *at);
/* Whether it may be a surname or a place: has a capital, and says nothing. */
bool credit_is_proper(const struct credit_word *word,
                      const struct polar_index *polar);
/* Whether somebody's name begins there, and which word is its last. */
bool credit_name(const char *at, const char *end,
                 const struct polar_index *polar, struct credit_word *ret_last);

/* "Nov. 23, 2026", "23 November", "2026-11-23": whether such begins there, and
 * which word is its last. */
bool credit_date(const char *at, const char *end, struct credit_word *ret_last);

/* outlets.c */
#define FOLDED_WORD 64 /* bytes of one, at most */
/* A word as it is written in the lists, folded; its length, 0: it is too long. */
size_t furniture_fold(const struct credit_word *word, char ret[FOLDED_WORD]);
/* Whether it is one of the folded words of a list, which blanks part. */
bool furniture_has(const struct credit_word *word, const char *list);
/* The same, of a word as it is in the list, which is a long one and sorted. */
bool furniture_sorted(const char *word, size_t len, const char *list);
/* "Ltd", "Group" */
bool furniture_is_company(const struct credit_word *word);
/* Of a name that has it, it is certain that it is an outlet's: "Gazette". */
bool furniture_names_outlet(const struct credit_word *word);
/* Whether it may be part of one. */
bool furniture_may_name_outlet(const struct credit_word *word,
                               const struct polar_index *polar);
/* Whether at..end may be the name of an outlet: of words that say nothing; and
 * whether it is one for certain. */
bool furniture_may_be_outlet(const char *at, const char *end,
                             const struct polar_index *polar,
                             bool *ret_certain);

/* Without "Jun", which is somebody's name. */
#define CREDIT_MONTHS                                                        \
    "January February March April May June July August September October "   \
    "November December Jan Feb Mar Apr Jul Aug Sep Sept Oct Nov Dec Januar " \
    "Februar M\xc3\xa4rz Mai Juni Juli Oktober Dezember"

#define CREDIT_NAME  6 /* words behind a given name, at most: initials, "van" */
#define CREDIT_ROLES 6 /* "special to The Associated Press" */

/* Past what begins a byline, "By "; `at` where none does. */
const char *furniture_by(const char *at, const char *end);

#endif
