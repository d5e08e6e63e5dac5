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
    return word.len &&
           (*word.at == '@' || credit_is_capital(word.at, word.len) ||
            credit_is(&word, "report story article reporting dpa"));
}

/* What was read of a credit. */
struct credit {
    size_t words;
    size_t row; /* capitals, of a name */
    size_t names;
    size_t roles;
};

/* Whether the word may stand in a list of those who worked. */
static bool take_credited(struct credit *credit, const struct credit_word *word)
{
    static const char words[] =
        "by from in at also additional Additional Reporting reporting Writing "
        "writing Editing editing Compiled compiled Graphics graphics Editado "
        "editado por Escrito escrito redigiert Redigiert geschrieben -";

    if (++credit->words > CREDIT_WORDS || word->stop)
        return false;
    if (!word->len || credit_is(word, words) || credit_joins(word) ||
        credit_is_role(word) || credit_leads(word)) {
        credit->row = 0;
        credit->roles += credit_is_role(word);
        credit->names += credit_is_role(word);
        return true;
    }
    if (!word->capital)
        return credit_is_particle(word);
    credit->names++;
    credit->row++;
    bool fits = credit->row <= CREDIT_NAME;
    if (word->pause)
        credit->row = 0;
    return fits;
}

/* Whether there is a list of names, and nothing else. */
static bool is_list(const char *at, const char *end)
{
    struct credit credit = {0};

    while (at < end) {
        struct credit_word word = credit_read(at, end);
        if (!take_credited(&credit, &word))
            return false;
        at = word.next;
    }
    return credit.names > 0;
}

/* "… to this report", "… reporting from Boston" */
static bool is_contribution(const char *at, const char *end)
{
    static const char *const what[] = {"to this report", "to this story",
                                       "to this article", "to the report",
                                       "reporting"};
    static const char from[] = " from ";
    const char *past = past_one_of(at, end, what, sizeof(what) / sizeof(*what));

    return past > at && (past == end || (begins(past, end, from) &&
                                         is_list(past + strlen(from), end)));
}

static bool has_phrase(const char *at, const char *end, const char *phrase)
{
    return memmem(at, (size_t)(end - at), phrase, strlen(phrase)) != NULL;
}

/* "Ann Lee reported from Boston", "AP writers Ann Lee and Tim Roe contributed
 * to this report" */
static bool is_contributed(const char *at, const char *end, bool certain)
{
    static const char from[] = "from ";
    struct credit credit = {0};

    /* Each word is looked up in lists: not of sentences without a verb. */
    if (!has_phrase(at, end, " contributed ") &&
        !has_phrase(at, end, " reported from "))
        return false;
    while (at < end && !(credit.words == 0 && is_small(*at))) {
        struct credit_word word = credit_read(at, end);
        at = word.next;
        if (credit_is(&word, "contributed"))
            return (certain ? credit.names : credit.roles) &&
                   is_contribution(at, end);
        if (credit_is(&word, "reported"))
            return certain && credit.names >= 2 && begins(at, end, from) &&
                   is_list(at + strlen(from), end);
        if (!take_credited(&credit, &word))
            return false;
    }
    return false;
}

/* "Follow Ann Lee on Twitter", "Follow us on Facebook and X: @herald" */
static bool is_invitation_to_follow(const char *at, const char *end)
{
    static const char networks[] =
        "Twitter Facebook Instagram X Threads Bluesky Mastodon LinkedIn YouTube "
        "TikTok Telegram";
    static const char follow[] = "Follow ";
    struct credit credit = {0};
    bool network = false;

    if (!begins(at, end, follow))
        return false;
    for (at += strlen(follow); at < end;) {
        struct credit_word word = credit_read(at, end);
        at = word.next;
        network |= credit_is(&word, networks);
        if (!credit_is(&word, "him her them us me on at") &&
            !(word.len && *word.at == '@') && !take_credited(&credit, &word))
            return false;
    }
    return network;
}

/* Whether it is a credit that begins there: one that begins with names may do so
 * only where a sentence ends for certain, or if it says whose writers they are. */
static bool is_closing(const char *at, const char *end, bool certain)
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
        return is_list(past, end);
    return (certain && is_invitation_to_follow(at, end)) ||
           is_contributed(at, end, certain);
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
static const char *last_credit(const char *begin, const char *end, bool bracket)
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
        if ((certain || doubts <= DOUBTS) && is_closing(at, end, certain))
            found = at;
        if (certain)
            return found;
    }
    return at == begin && is_closing(at, end, true) ? at : found;
}

const char *credits_closing(const char *at, const char *end)
{
    for (size_t i = 0; i < CREDITS; i++) {
        const char *last = end;
        while (last > at && strchr(" .)]", last[-1]))
            last--;
        if (!may_end_credit(at, last))
            break;
        const char *from = last_credit(at, last, last < end && *last == ')');
        if (!from)
            break;
        end = from;
    }
    return end;
}
