/*
 * Who else worked on a report: the sentences at its end, "Ann Lee contributed to
 * this report.", "(Reporting by Ann Lee; editing by Tim Roe)". See credits.c.
 *
 * They are read from the end, while the last sentence is one. Of most lines the
 * last word tells that it is none.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define CREDITS      4   /* sentences at the end of a line */
#define CREDIT_WORDS 32  /* "Additional reporting by …; editing by …" */
#define CREDIT_BYTES 320 /* of the same */
#define PLACE        3   /* words, of one */
#define DOUBTS       3   /* abbreviations of a sentence that may be its end */
#define LAST_WORD    24  /* bytes, of one that may end a credit */

/* Whether a line's last word may be that of a credit: of most lines it is not. */
static bool may_end_credit(const char *begin, const char *end)
{
    struct credit_word word = {.at = end};

    while (word.at > begin && word.at[-1] != ' ' && word.len < LAST_WORD) {
        word.at--;
        word.len++;
    }
    return word.len && (credit_is_capital(word.at, word.len) ||
                        credit_is(&word, "report story article reporting dpa"));
}

/* What was read of a credit. */
struct credit {
    const struct polar_index *polar;
    size_t words;
    size_t names;
    size_t roles;
    bool named; /* somebody's name is what was read last, */
    bool where; /* ... and "in" behind it */
};

/* What is a place, though it is against others: "New" against "old", "Moscow"
 * against "Washington". */
static bool is_known_place(const struct credit_word *word, const char *end)
{
    static const char places[] =
        "St Washington WASHINGTON Moscow Beijing London Kyiv Kiev Tehran "
        "Jerusalem Brussels Berlin Paris Tokyo Seoul Taipei Cairo Delhi";
    struct credit_word next = credit_read(word->next, end);

    return credit_is(word, places) ||
           (credit_is(word, "New") &&
            credit_is(&next, "York Delhi Jersey Mexico Orleans Zealand"));
}

/* Past a place that begins there; `at` where none does. */
static const char *past_place(const char *at, const char *end,
                              const struct polar_index *polar)
{
    for (size_t i = 0; i < PLACE && at < end; i++) {
        struct credit_word word = credit_read(at, end);
        bool known = is_known_place(&word, end);
        if ((!known && !credit_is_proper(&word, polar)) || word.stop)
            return at;
        at = word.next;
        if (word.pause)
            return at;
    }
    return at;
}

/* Whether there is a place at..end, and nothing else. */
static bool is_place(const char *at, const char *end,
                     const struct polar_index *polar)
{
    return at < end && past_place(at, end, polar) == end;
}

/* Past what may stand in a list of those who worked, a name or a word; NULL: it
 * may not. A place may only where somebody's name is before it. */
static const char *past_credited(struct credit *credit, const char *at,
                                 const char *end)
{
    static const char words[] =
        "by also additional Additional Reporting reporting Writing writing "
        "Editing editing Compiled compiled Graphics graphics Editado editado por "
        "Escrito escrito redigiert Redigiert geschrieben -";
    struct credit_word word = credit_read(at, end);
    bool named = credit->named;
    bool where = credit->where;

    credit->named = credit->where = false;
    if (++credit->words > CREDIT_WORDS)
        return NULL;
    if (where) {
        const char *past = past_place(at, end, credit->polar);
        return past > at ? past : NULL;
    }
    if (!word.stop && (credit_is_role(&word) || credit_leads(&word) ||
                       credit_joins(&word) || credit_is(&word, words))) {
        credit->roles += credit_is_role(&word);
        return word.next;
    }
    if (named && credit_is(&word, "in from")) {
        credit->where = true;
        return word.next;
    }
    if (!credit_name(at, end, credit->polar, &word) || word.stop)
        return NULL;
    credit->names++;
    credit->named = !word.pause;
    return word.next;
}

/* Whether there is a list of those who worked, and nothing else. */
static bool is_list(const char *at, const char *end,
                    const struct polar_index *polar)
{
    struct credit credit = {.polar = polar};

    while (at && at < end)
        at = past_credited(&credit, at, end);
    return at && credit.names + credit.roles > 0;
}

/* "… to this report", "… reporting"; and where from, if it says whose writer
 * that is: of others the place may be what is told. */
static bool is_contribution(const struct credit *credit, const char *at,
                            const char *end)
{
    static const char *const what[] = {"to this report", "to this story",
                                       "to this article", "to the report",
                                       "reporting"};
    static const char from[] = " from ";
    const char *past = past_one_of(at, end, what, sizeof(what) / sizeof(*what));

    return past > at &&
           (past == end ||
            (credit->roles && credit->names && begins(past, end, from) &&
             is_place(past + strlen(from), end, credit->polar)));
}

/* "AP reporter Ann Lee reported from Boston", "AP writers Ann Lee and Tim Roe
 * contributed to this report" */
static bool is_contributed(const char *at, const char *end, bool certain,
                           const struct polar_index *polar)
{
    static const char from[] = "from ";
    struct credit credit = {.polar = polar};

    /* Each word is looked up in lists: not of sentences without a verb. */
    if (!find_in(at, end, " contributed ") &&
        !find_in(at, end, " reported from "))
        return false;
    while (at && at < end && !(credit.words == 0 && is_lower(*at))) {
        struct credit_word word = credit_read(at, end);
        if (credit_is(&word, "contributed"))
            return (credit.roles || (certain && credit.names)) &&
                   is_contribution(&credit, word.next, end);
        if (credit_is(&word, "reported"))
            return credit.roles && credit.names &&
                   begins(word.next, end, from) &&
                   is_place(word.next + strlen(from), end, polar);
        at = past_credited(&credit, at, end);
    }
    return false;
}

/* "Follow Ann Lee on Twitter", "Follow us on Facebook and X". No handle, which
 * may be of any words. */
static bool is_invitation_to_follow(const char *at, const char *end,
                                    const struct polar_index *polar)
{
    static const char networks[] =
        "Twitter Facebook Instagram X Threads Bluesky Mastodon LinkedIn YouTube "
        "TikTok Telegram";
    static const char follow[] = "Follow ";

    if (!begins(at, end, follow) || end - at == (ptrdiff_t)strlen(follow))
        return false;
    at += strlen(follow);
    struct credit_word word = credit_read(at, end);
    if (!credit_is(&word, "him her them us me") &&
        !credit_name(at, end, polar, &word))
        return false;
    if (word.stop || word.pause || !begins(word.next, end, "on "))
        return false;
    for (at = word.next + strlen("on "); at < end; at = word.next) {
        word = credit_read(at, end);
        if (!credit_is(&word, networks) && !credit_joins(&word))
            return false;
    }
    return credit_is(&word, networks);
}

/* Whether it is a credit that begins there: one that begins with names may do so
 * only where a sentence ends for certain, or if it says whose writers they are. */
static bool is_closing(const char *at, const char *end, bool certain,
                       const struct polar_index *polar)
{
    static const char *const openings[] = {"Reporting by ",
                                           "Additional reporting by ",
                                           "Writing by ",
                                           "Editing by ",
                                           "Compiled by ",
                                           "With reporting by ",
                                           "With additional reporting by ",
                                           "With files from ",
                                           "Reporte de ",
                                           "Con informaci\xc3\xb3n de ",
                                           "con informaci\xc3\xb3n de ",
                                           "Bericht von ",
                                           "Mit Material von "};
    static const char dash[] = "\xe2\x80\x94";

    while (at < end && (strchr("_-*([ ", *at) || begins(at, end, dash)))
        at += *at == *dash ? strlen(dash) : 1;
    const char *past =
        past_one_of(at, end, openings, sizeof(openings) / sizeof(*openings));
    if (past > at)
        return is_list(past, end, polar);
    return (certain && is_invitation_to_follow(at, end, polar)) ||
           is_contributed(at, end, certain, polar);
}

/* Whether a sentence ends before the blank there, and for certain. */
static bool ends_sentence(const char *begin, const char *at, bool *ret_certain)
{
    static const char quote[] = "\xe2\x80\x9d";

    while (at > begin && (at[-1] == ')' || at[-1] == '"'))
        at--;
    if ((size_t)(at - begin) > strlen(quote) &&
        !memcmp(at - strlen(quote), quote, strlen(quote)))
        at -= strlen(quote);
    if (at == begin || !strchr(".!?", at[-1]))
        return false;
    *ret_certain = at[-1] != '.' || !credit_is_abbreviated(begin, at - 1);
    return true;
}

/* Where the credit begins that ends there; NULL: the last sentence is none. */
static const char *last_credit(const char *begin, const char *end, bool bracket,
                               const struct polar_index *polar)
{
    const char *at = end;
    const char *found = NULL;
    size_t doubts = 0;

    for (size_t i = 0; at > begin && i < CREDIT_BYTES; i++, at--) {
        bool certain = true;
        if (at == end || at[-1] != ' ' ||
            (!(bracket && *at == '(') &&
             !ends_sentence(begin, at - 1, &certain)))
            continue;
        doubts += !certain;
        if ((certain || doubts <= DOUBTS) &&
            is_closing(at, end, certain, polar))
            found = at;
        if (certain)
            return found;
    }
    return at == begin && is_closing(at, end, true, polar) ? at : found;
}

const char *credits_closing(const char *at, const char *end,
                            const struct polar_index *polar)
{
    for (size_t i = 0; i < CREDITS; i++) {
        const char *last = end;
        while (last > at && strchr(" .)]", last[-1]))
            last--;
        if (!may_end_credit(at, last))
            break;
        const char *from =
            last_credit(at, last, last < end && *last == ')', polar);
        if (!from)
            break;
        end = from;
    }
    return end;
}
