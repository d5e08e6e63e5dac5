/*
 * Who wrote a report, where that stands in its running text: a byline, a time
 * or a picture's credit before the first sentence, "Ann Lee contributed to this
 * report." behind the last one. Outlets that print one report set other names
 * there, and a name in the place of a name is what contradicts.
 *
 * Looked for are the beginning of what counts, here, and the last sentences of
 * lines near a text's end, in credits_closing.c. Everything that stands there
 * must be known: fixed phrases, agencies, times and dates of a few forms, and
 * people, who are known by their given names (credits_names.c). Most credits are
 * of that kind. The others are words as all others, and tell two copies apart;
 * to pass over what looks like them would hide a headline of two words.
 *
 * What a credit takes away is names. So "By Joe Biden." is no news here, which
 * is what it looks like. Else nothing that is said is passed over: "By Monday,
 * the storm", "By Court Order.", "By John Smith's account" and "The storm
 * contributed to this" are text.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define ITEMS        4 /* before the first sentence */
#define BYLINE_NAMES 4
#define BYLINE_WORDS 8 /* of a line that may be a byline */

/* Whether nothing follows `last` in its sentence. */
static bool is_over(const struct credit_word *last, const char *end)
{
    return last->stop || last->next == end;
}

/* Past what ends a byline or a stamp behind `last`, where the next word begins;
 * NULL: it does not end there. */
static const char *past_end(const struct credit_word *last, const char *end)
{
    if (is_over(last, end))
        return last->next;
    struct credit_word next = credit_read(last->next, end);
    if (last->pause || !credit_is_dash(&next) ||
        (next.next < end && is_lower(*next.next)))
        return NULL;
    return next.next;
}

/* Dates and times */

/* Whether the word is of figures, as many in a row as the form has of '9', and
 * of the marks between them. */
static bool has_form(const struct credit_word *word, const char *form)
{
    if (word->len != strlen(form))
        return false;
    for (size_t i = 0; i < word->len; i++)
        if (form[i] == '9' ? word->at[i] < '0' || word->at[i] > '9'
                           : word->at[i] != form[i])
            return false;
    return true;
}

static bool has_one_form(const struct credit_word *word,
                         const char *const *forms, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has_form(word, forms[i]))
            return true;
    return false;
}

static bool is_day(const struct credit_word *word)
{
    return has_form(word, "9") ||
           (has_form(word, "99") && memcmp(word->at, "31", 2) <= 0);
}

static bool is_year(const struct credit_word *word)
{
    return has_form(word, "9999") &&
           (!memcmp(word->at, "19", 2) || !memcmp(word->at, "20", 2));
}

static bool is_month(const struct credit_word *word)
{
    return credit_is(word, CREDIT_MONTHS " Jun");
}

/* Past "4", "4:15", "16.15" at a word's beginning; NULL: it is no time. */
static const char *past_clock(const struct credit_word *word, bool *ret_minutes)
{
    const char *end = word->at + word->len;
    size_t hours = word_digits(word->at, end);
    const char *at = word->at + hours;

    *ret_minutes = at < end && (*at == ':' || *at == '.') &&
                   word_digits(at + 1, end) == 2 && at[1] < '6';
    if (!hours || hours > 2 || (hours == 2 && memcmp(word->at, "24", 2) > 0))
        return NULL;
    return at + (*ret_minutes ? 3 : 0);
}

/* "4 p.m. ET", "4:15pm", "16:15 Uhr": whether such begins there, and which word
 * is its last. */
static bool read_time(const char *at, const char *end,
                      struct credit_word *ret_last)
{
    static const char zones[] =
        "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST "
        "AEST AEDT JST Uhr";
    static const char halves[] = "a.m p.m am pm AM PM A.M P.M";
    struct credit_word word = credit_read(at, end);
    bool minutes;
    const char *past = past_clock(&word, &minutes);

    if (!past)
        return false;
    struct credit_word half = word;
    half.at = past;
    half.len = (size_t)(word.at + word.len - past);
    bool known = credit_is(&half, halves);
    if (half.len && !known)
        return false;
    if (!half.len && !is_over(&word, end) && !word.pause) {
        half = credit_read(word.next, end);
        known = credit_is(&half, halves);
        if (known)
            word = half;
    }
    if (!known && !minutes)
        return false;
    *ret_last = word;
    if (word.next < end && !word.pause) {
        word = credit_read(word.next, end);
        if (credit_is(&word, zones))
            *ret_last = word;
    }
    return true;
}

bool credit_date(const char *at, const char *end, struct credit_word *ret_last)
{
    static const char *const forms[] = {
        "9999-99-99", "99/99/9999", "9/99/9999", "99/9/9999", "9/9/9999",
        "99.99.9999", "9.99.9999",  "99.9.9999", "9.9.9999"};
    struct credit_word word = credit_read(at, end);

    *ret_last = word;
    if (has_one_form(&word, forms, sizeof(forms) / sizeof(*forms)))
        return true;
    if (word.pause || word.next == end)
        return false;
    struct credit_word next = credit_read(word.next, end);
    if (!(is_month(&word) && is_day(&next)) &&
        !(is_day(&word) && is_month(&next)))
        return false;
    *ret_last = next;
    if (next.next < end) {
        word = credit_read(next.next, end);
        if (is_year(&word))
            *ret_last = word;
    }
    return true;
}

/* "Updated 4:15 p.m. ET, Nov. 23.": past it. One time and one date, and nothing
 * else: what follows a colon, or is any other number, is a report. */
static const char *past_stamp(const char *at, const char *end)
{
    static const char *const openings[] = {
        "Updated",         "UPDATED",     "Last updated", "Last Updated",
        "Published",       "PUBLISHED",   "Posted",       "POSTED",
        "First published", "Aktualisiert"};
    const char *past = at;
    const char *from =
        past_one_of(at, end, openings, sizeof(openings) / sizeof(*openings));
    bool timed = false, dated = false;

    if (from == at || from == end || (*from != ' ' && *from != ':'))
        return at;
    from = credit_past_blanks(from + (*from == ':'), end);
    while (from < end && !(timed && dated)) {
        struct credit_word word = credit_read(from, end);
        if (credit_is(&word, "at on um"))
            from = word.next;
        if (!timed && read_time(from, end, &word))
            timed = true;
        else if (!dated && credit_date(from, end, &word))
            dated = true;
        else
            break;
        const char *over = past_end(&word, end);
        past = over ? over : past;
        if (over && over != word.next)
            break;
        from = word.next;
    }
    return past;
}

/* Bylines */

/* Whether there are words about somebody there, "Staff Writer", "for The
 * Associated Press", and where they end, if a byline ends there. */
static const char *past_role(const char *at, const char *end)
{
    for (size_t i = 0; i < CREDIT_ROLES && at < end; i++) {
        struct credit_word word = credit_read(at, end);
        bool role = credit_is_role(&word);
        if (!role && !credit_leads(&word))
            return NULL;
        const char *past = role ? past_end(&word, end) : NULL;
        if (past)
            return past;
        if (word.stop)
            return NULL;
        at = word.next;
    }
    return NULL;
}

/* Past a byline's end behind the last word of a name, with what he is; NULL: it
 * goes on. */
static const char *past_name(const struct credit_word *last, const char *end)
{
    const char *past = past_end(last, end);

    if (is_over(last, end))
        return past;
    const char *role = past_role(past ? past : last->next, end);
    return role ? role : past;
}

/* "By John Smith and Ann Lee, Staff Writers.", "By John Smith | Reuters | ": past
 * it. */
static const char *past_byline(const char *at, const char *end,
                               const struct polar_index *polar)
{
    const char *from = furniture_by(at, end);
    bool listed = false; /* with commas, and no "and" yet */

    if (from == at)
        return at;
    for (size_t i = 0; i < BYLINE_NAMES; i++) {
        struct credit_word last;
        if (from == end || !credit_name(from, end, polar, &last))
            return at;
        const char *past = listed ? NULL : past_name(&last, end);
        if (past)
            return past;
        if (is_over(&last, end))
            return at;
        listed = last.pause;
        from = last.next;
        struct credit_word next = credit_read(from, end);
        if (credit_joins(&next)) {
            listed = false;
            from = next.next;
        } else if (!last.pause) {
            return at;
        }
    }
    return at;
}

/* Whether a line ends with what somebody is, "Northern Gazette Staff". */
static bool ends_in_role(const char *at, const char *end)
{
    const char *last = end;

    while (last > at && last[-1] != ' ')
        last--;
    struct credit_word word = credit_read(last, end);
    return credit_is(&word, "Staff STAFF Writer WRITER Reporter Correspondent");
}

/* A line of its own is less in doubt: there the name may be any of two words, or
 * an agency's, and that of an outlet before its staff. But it is one, and all else
 * is known. In a text's middle a name must be one that is known: "By Hamas Forces"
 * may end a heading. */
bool credits_byline(const char *at, const char *end, bool begun,
                    const struct polar_index *polar)
{
    const char *from = furniture_by(at, end);
    struct credit_word last;
    size_t names = 0;
    size_t roles = 0;
    bool role_only = false;

    if (from == at)
        return false;
    bool known = !begun || credit_name(from, end, polar, &last);
    bool staff = ends_in_role(from, end);
    for (size_t i = 1; from < end; i++) {
        struct credit_word word = credit_read(from, end);
        bool role = credit_is_role(&word);
        bool proper =
            !role && (credit_is_proper(&word, polar) ||
                      (word.len == 1 && word.capital) ||
                      (staff && furniture_may_name_outlet(&word, polar)));
        if (i == BYLINE_WORDS || (role_only && !role && !credit_leads(&word)))
            return false;
        role_only |= credit_is_dash(&word);
        if (!role && !proper && !role_only && !credit_is_particle(&word) &&
            !credit_joins(&word) && !credit_leads(&word) &&
            !credit_is(&word, "in"))
            return false;
        names += proper;
        roles += role;
        from = word.next;
        if (word.stop && from < end)
            return false;
    }
    return roles > 0 || (known && names > 1);
}

/* Pictures */

/* "(Photo: Getty Images)", "(Photo by Jane Doe/AFP)": past it. */
static const char *past_picture(const char *at, const char *end,
                                const struct polar_index *polar)
{
    static const char *const openings[] = {
        "Photo: ",        "PHOTO: ",         "Photos: ", "Photo by ",
        "Photos by ",     "Photo courtesy ", "Image: ",  "Picture: ",
        "Photo credit: ", "Foto: "};

    if (at == end || (*at != '(' && *at != '['))
        return at;
    const char *from = past_one_of(at + 1, end, openings,
                                   sizeof(openings) / sizeof(*openings));
    struct credit_word word;
    if (from == at + 1 || from == end)
        return at;
    if (credit_name(from, end, polar, &word)) {
        if (word.bracket)
            return word.next;
        from = word.next;
    }
    for (size_t i = 0; i < CREDIT_ROLES && from < end; i++) {
        word = credit_read(from, end);
        if (!credit_is_role(&word) && !credit_leads(&word))
            return at;
        if (word.bracket)
            return word.next;
        from = word.next;
    }
    return at;
}

const char *credits_opening(const char *at, const char *end,
                            const struct polar_index *polar)
{
    for (size_t i = 0; i < ITEMS; i++) {
        const char *from = at;
        at = past_picture(at, end, polar);
        at = past_stamp(at, end);
        at = past_byline(at, end, polar);
        if (at == from)
            break;
    }
    return at;
}
