/*
 * Who wrote a report, where that stands in its running text: a byline, a time
 * or a picture's credit before the first sentence, "Ann Lee contributed to this
 * report." behind the last one. Outlets that print one report set other names
 * there, and a name in the place of a name is what contradicts.
 *
 * Looked for are the beginning of what counts, here, and the last sentences of
 * lines near a text's end, in credits_closing.c. Everything that stands there must be
 * known: fixed phrases, names (words with capitals, few in a row), and the
 * small words between them. So nothing that a report says is taken for a credit,
 * nor can anybody put a sentence there that is not read: "By Monday, the storm",
 * "By John Smith's account" and "The storm contributed to this" are text.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define ITEMS        4  /* before the first sentence */
#define BYLINE_WORDS 12 /* all of a byline */
#define ROLE_WORDS   6  /* "special to The Associated Press" */
#define STAMP_WORDS  12 /* of a date and time */

/* Whether the full stop there may belong to the word before: "J.", "Jr." */
bool credit_is_abbreviated(const char *begin, const char *at)
{
    const char *word = at;

    while (word > begin && text_is_letter(word[-1]))
        word--;
    if (at - word == 1)
        return *word <= 'Z';
    return furniture_title(begin, at) ||
           (at - word == 2 &&
            (!memcmp(word, "Jr", 2) || !memcmp(word, "Sr", 2)));
}

bool credit_is_capital(const char *at, size_t len)
{
    const char *next = at;
    const char *end = at + len;

    if (!len || text_class(utf8_next(&next, end)) != TEXT_CAPITAL)
        return false;
    for (; next < end; next++)
        if ((*next >= '0' && *next <= '9') || *next == '@')
            return false;
    return true;
}

/* What stands behind a word, off it: full stops, commas, brackets. */
static void trim_word(struct credit_word *word)
{
    while (word->len) {
        const char *last = &word->at[word->len - 1];
        if (*last == '.')
            word->stop |= !credit_is_abbreviated(word->at, last);
        else if (*last == ',' || *last == ';' || *last == ':')
            word->pause = true;
        else if (*last == ')' || *last == ']')
            word->bracket = true;
        else
            return;
        word->len--;
    }
}

static const char *past_blanks(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

/* Of no length at the end. */
struct credit_word credit_read(const char *at, const char *end)
{
    struct credit_word word = {.at = at};

    while (at < end && *at != ' ')
        at++;
    word.next = past_blanks(at, end);
    if (at > word.at && (*word.at == '(' || *word.at == '[')) {
        word.bracket = true;
        word.at++;
    }
    word.len = (size_t)(at - word.at);
    trim_word(&word);
    word.capital = credit_is_capital(word.at, word.len);
    return word;
}

/* Whether it is one of the words of a list, which blanks part. */
bool credit_is(const struct credit_word *word, const char *list)
{
    const char *end = list + strlen(list);

    for (const char *at = list; word->len; at++) {
        at = memmem(at, (size_t)(end - at), word->at, word->len);
        if (!at)
            break;
        const char *behind = at + word->len;
        if ((at == list || at[-1] == ' ') && (behind == end || *behind == ' '))
            return true;
    }
    return false;
}

/* What names have between their capitals. */
bool credit_is_particle(const struct credit_word *word)
{
    return credit_is(
        word, "de da do dos di du del la le van von der den al el bin ben");
}

bool credit_joins(const struct credit_word *word)
{
    return credit_is(word, "and AND & und et y e");
}

static bool is_weekday(const struct credit_word *word)
{
    return credit_is(word, "Monday Tuesday Wednesday Thursday Friday Saturday "
                           "Sunday");
}

/* What somebody is, or works for. */
bool credit_is_role(const struct credit_word *word)
{
    return credit_is(
        word,
        "Writer writer WRITER Writers writers Reporter reporter Reporters "
        "reporters Correspondent correspondent Correspondents correspondents "
        "Editor editor Staff staff STAFF Contributor contributor Columnist "
        "columnist journalist journalists producer producers Press PRESS News "
        "NEWS Times Post Journal Tribune Herald Globe Guardian Chronicle "
        "Reuters REUTERS AP AFP dpa EFE UPI CNN BBC NPR Bloomberg");
}

bool credit_leads(const struct credit_word *word)
{
    return credit_is(word, "for of to the special in with mit avec con senior");
}

static bool is_dash(const struct credit_word *word)
{
    return credit_is(word, "- -- | \xe2\x80\x94 \xe2\x80\x93 \xe2\x80\xa2 "
                           "\xc2\xb7");
}

/* Dates and times */

static bool is_figure(const struct credit_word *word)
{
    return word->len && *word->at >= '0' && *word->at <= '9';
}

static bool is_part_of_time(const struct credit_word *word)
{
    static const char others[] =
        "a.m p.m am pm AM PM ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT "
        "UTC BST CET CEST IST AEST AEDT JST at on of ago hours minutes Uhr um "
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec January February "
        "March April May June July August September October November December";

    return is_figure(word) || credit_is(word, others) || is_weekday(word);
}

/* "Updated 4:15 p.m. ET, Nov. 23.": past it. */
static const char *past_stamp(const char *at, const char *end)
{
    static const char *const openings[] = {
        "Updated",         "UPDATED",     "Last updated", "Last Updated",
        "Published",       "PUBLISHED",   "Posted",       "POSTED",
        "First published", "Aktualisiert"};
    const char *past = at;
    const char *from =
        past_one_of(at, end, openings, sizeof(openings) / sizeof(*openings));
    bool dated = false;

    if (from == at || from == end || (*from != ' ' && *from != ':'))
        return at;
    from = past_blanks(from + (*from == ':'), end);
    for (size_t i = 0; i < STAMP_WORDS && from < end; i++) {
        struct credit_word word = credit_read(from, end);
        if (is_dash(&word) && dated)
            return word.next;
        if (!is_part_of_time(&word))
            return past;
        from = word.next;
        dated |= is_figure(&word);
        if (dated && (word.stop || from == end))
            past = from;
    }
    return past;
}

/* Bylines */

/* Past what ends a byline behind `last`, where the next word begins; NULL: it
 * does not end there. */
static const char *past_end(const struct credit_word *last, const char *end)
{
    const char *at = last->next;

    if (last->stop || at == end)
        return at;
    struct credit_word next = credit_read(at, end);
    if (is_dash(&next))
        return next.next == end || !is_small(*next.next) ? next.next : NULL;
    return furniture_dateline(at, end) > at || past_stamp(at, end) > at ? at
                                                                        : NULL;
}

/* "Staff Writer.", "for The Associated Press": past it, if a byline ends there;
 * NULL: it is none. */
static const char *past_role(const char *at, const char *end)
{
    bool known = false;

    for (size_t i = 0; i < ROLE_WORDS && at < end; i++) {
        struct credit_word word = credit_read(at, end);
        const char *past;
        known |= credit_is_role(&word);
        if (!word.capital && !credit_is_role(&word) && !credit_leads(&word))
            return NULL;
        if (known && (past = past_end(&word, end)))
            return past;
        if (word.stop)
            return NULL;
        at = word.next;
    }
    return NULL;
}

/* The names of a byline, as far as they were read. */
struct names {
    size_t row;  /* words of the one that is read */
    bool listed; /* others stand before it with commas, and no "and" yet */
};

/* Whether the word may stand there. */
static bool take_name(struct names *names, const struct credit_word *word)
{
    if (credit_joins(word)) {
        if (names->row < 2)
            return false;
        *names = (struct names){0};
        return true;
    }
    if (names->row && credit_is_particle(word))
        return true;
    return word->capital && !is_weekday(word) && ++names->row <= CREDIT_NAME &&
           !(word->len > 2 && !memcmp(word->at + word->len - 2, "'s", 2)) &&
           !(word->len > 4 &&
             !memcmp(word->at + word->len - 4, "\xe2\x80\x99s", 4));
}

/* Past a byline's end behind the last word of a name, with what he is; NULL: it
 * goes on. A dateline, which may follow, is not of it. */
static const char *past_name(const struct credit_word *last, const char *end)
{
    const char *past = past_end(last, end);

    if (last->stop || past == last->next)
        return past;
    const char *role = past_role(past ? past : last->next, end);
    return role ? role : past;
}

/* "By John Smith and Ann Lee, Staff Writers.", "By John Smith | Reuters | ": past
 * it. */
static const char *past_byline(const char *at, const char *end)
{
    const char *from = furniture_by(at, end);
    struct names names = {0};

    if (from == at)
        return at;
    for (size_t i = 0; i < BYLINE_WORDS && from < end; i++) {
        struct credit_word word = credit_read(from, end);
        if (!take_name(&names, &word))
            return at;
        bool whole = names.row >= 2;
        const char *past =
            whole && !names.listed ? past_name(&word, end) : NULL;
        if (past)
            return past;
        if (word.stop || (word.pause && !whole))
            return at;
        if (word.pause)
            names = (struct names){.listed = true};
        from = word.next;
    }
    return at;
}

/* Pictures */

/* "(Photo: Getty Images)", "(Photo by Jane Doe/AFP)": past it. */
static const char *past_picture(const char *at, const char *end)
{
    static const char *const openings[] = {
        "Photo: ",        "PHOTO: ",         "Photos: ", "Photo by ",
        "Photos by ",     "Photo courtesy ", "Image: ",  "Picture: ",
        "Photo credit: ", "Foto: "};

    if (at == end || (*at != '(' && *at != '['))
        return at;
    const char *from = past_one_of(at + 1, end, openings,
                                   sizeof(openings) / sizeof(*openings));
    for (size_t i = 0; i < ROLE_WORDS && from > at + 1 && from < end; i++) {
        struct credit_word word = credit_read(from, end);
        if (!word.capital && !credit_is_particle(&word) &&
            !credit_is_role(&word) && !credit_leads(&word) &&
            !credit_joins(&word))
            return at;
        if (word.bracket)
            return word.next;
        from = word.next;
    }
    return at;
}

const char *credits_opening(const char *at, const char *end)
{
    for (size_t i = 0; i < ITEMS; i++) {
        const char *from = at;
        at = past_picture(at, end);
        at = past_stamp(at, end);
        at = past_byline(at, end);
        if (at == from)
            break;
    }
    return at;
}
