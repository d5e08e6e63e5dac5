/*
 * Legal notices and what invites to subscribe: "Copyright 2026 Northern Gazette.
 * All rights reserved."
 *
 * News may stand in the same paragraph, and even in the same sentence. So what is
 * passed over is a line, or the sentences at either end of one, that has a phrase
 * of notices in it, and no word that these are not made of: those listed here,
 * years, and the names of outlets and companies. All else is text, "Vell will
 * drop its terms of service and its privacy policy" as well.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define NOTICE_BYTES 599 /* of a line that may have a notice */
#define NOTICE_NAMES 5   /* words of an outlet's name in one */
#define ANY_NAMES    2   /* ... of any name */
#define SENTENCES    16  /* of such a line */
#define BESIDE       36  /* bytes beside an Asian phrase */

/*
 * The line, ASCII case folded when it is first asked for: two dozen phrases are
 * looked for in each line, and are in hardly any. So first it is noted which
 * characters stand behind which, by their last five bits, which are those of a
 * letter, small or not. Of a phrase that is not there some pair is missing,
 * mostly one of the first.
 */
struct legal_line {
    const char *at;
    size_t len;
    uint32_t pairs[32]; /* by the first; the second is a bit */
    char folded[NOTICE_BYTES + 1];
};

static unsigned last_bits(char c)
{
    return (unsigned char)c & 31;
}

static void note_pairs(struct legal_line *line, const char *at, const char *end)
{
    line->at = at;
    line->len = (size_t)(end - at);
    memset(line->pairs, 0, sizeof(line->pairs));
    *line->folded = '\0';
    for (size_t i = 1; i < line->len; i++)
        line->pairs[last_bits(at[i - 1])] |= 1U << last_bits(at[i]);
}

static bool has_pairs(const struct legal_line *line, const char *phrase)
{
    for (; phrase[1]; phrase++)
        if (!(line->pairs[last_bits(phrase[0])] >> last_bits(phrase[1]) & 1))
            return false;
    return true;
}

static bool has_phrase(struct legal_line *line, const char *phrase)
{
    if (!has_pairs(line, phrase))
        return false;
    if (!*line->folded) {
        for (size_t i = 0; i < line->len; i++) {
            char c = line->at[i];
            line->folded[i] = (char)(c >= 'A' && c <= 'Z' ? c | ' ' : c);
        }
        line->folded[line->len] = '\0';
    }
    return strstr(line->folded, phrase) != NULL;
}

/* How many of the phrases are in the line. */
static size_t count_phrases(const char *const *phrases, size_t count,
                            struct legal_line *line)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += has_phrase(line, phrases[i]);
    return found;
}

#define ASIAN_PHRASES                                   \
    "\xe7\x89\x88\xe6\x9d\x83\xe6\x89\x80\xe6\x9c\x89", \
        "\xe7\x84\xa1\xe6\x96\xad\xe8\xbb\xa2\xe8\xbc\x89"

/* Whether a passage of at most NOTICE_BYTES may be a notice by its phrases. What
 * stands first may be all of a teaser: there only what is certain counts. */
static bool has_phrases(const char *at, const char *end, bool first)
{
    static const char *const certain[] = {
        "all rights reserved",
        "reproduction in whole or in part",
        "may not be published, broadcast, rewritten",
        "alle rechte vorbehalten",
        "tous droits r\xc3\xa9serv\xc3\xa9s",
        "todos los derechos reservados",
        ("\xd0\xb2\xd1\x81\xd0\xb5 \xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb0 "
         "\xd0\xb7\xd0\xb0\xd1\x89\xd0\xb8\xd1\x89\xd0\xb5\xd0\xbd\xd1\x8b"),
        ASIAN_PHRASES,
        "we use cookies",
        "copyright ",
        "\xc2\xa9"};
    static const char *const likely[] = {
        "terms of use",  "terms of service",  "privacy policy", "about us",
        "contact us",    "advertise with us", "sign up",        "newsletter",
        "subscribe to",  "your inbox",        "click here",     "follow us",
        "cookie policy", "corrections",       "subscription"};

    struct legal_line line;

    note_pairs(&line, at, end);
    return count_phrases(certain, sizeof(certain) / sizeof(*certain), &line) ||
           (!first && count_phrases(likely, sizeof(likely) / sizeof(*likely),
                                    &line) >= 2);
}

/* The words of notices, folded and sorted. */
static const char notice_words[] =
    "a about accept acceptance accessibility account ads advert advertise "
    "advertisement advertising agree agreeing agreement alerts all alle an "
    "analyse analyze and any app appeared apps archive archives are article "
    "articles as associated at autorisation autorizaci\xc3\xb3n be become "
    "been best breaking broadcast browser buy by c cached cannot care "
    "careers click clicking commercial conditions consent constitutes "
    "contact content contents continue cookie cookies copied copyright "
    "corrections daily datenschutz day day's days day\xe2\x80\x99s delivered "
    "derechos desk digital displayed distributed distribution droits e-mail "
    "email emails ensure evening every except experience express expressly "
    "facebook faq features feedback follow for forbidden free from "
    "genehmigung get help here home impressum improve in inbox information "
    "instagram interdite international is it its jobs join la latest law "
    "laws licence license licensed licensing log login los manage material "
    "may media member mit more morning must nachdruck network news "
    "newsletter newsletters no non-commercial noncommercial not notice now "
    "nur of on only opinion or originally otherwise our owner owners page "
    "pages part permission permitted personal personalise personalize policy "
    "politics preferences press prior privacy prohibida prohibited property "
    "protected provide published publishing receive rechte redistributed "
    "redistribution registered reprint reprints reproducci\xc3\xb3n "
    "reproduced reproduction republication republished reservados reserved "
    "reserves respective rewritten rights r\xc3\xa9serv\xc3\xa9s sample sans "
    "sauf service settings sign signing sin site sitemap sites social "
    "statement stay stories story straight strictly subject subscribe "
    "subscribing subscription subscriptions syndication terms that the these "
    "they this those time to today todos top tous trademark trademarks "
    "traffic transmitted twitter under unsubscribe up updates us use used "
    "verboten view visit vorbehalten we website websites weekly whatsapp "
    "whole with without written x you your youtube \xc2\xa9 "
    "\xd0\xb2\xd1\x81\xd0\xb5 "
    "\xd0\xb7\xd0\xb0\xd1\x89\xd0\xb8\xd1\x89\xd0\xb5\xd0\xbd\xd1\x8b "
    "\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb0";

/* Behind which a name may stand. */
static const char before_name[] =
    "\xc2\xa9 c copyright of by the from at for to in on with visit contact";

/* What was read of a notice's sentence. */
struct sentence {
    const struct polar_index *polar;
    size_t words; /* of those that notices have */
    size_t names; /* in a row, up to what is read next */
    bool before;  /* a name may stand there, whatever it is; else it ends in an
                     outlet's or a company's word, */
    bool outlet;  /* ... which the last one is */
};

/* A word of a notice, without the marks at it. An Asian full stop ends one. */
static struct credit_word read_notice(const char *at, const char *end)
{
    static const char stop[] = "\xe3\x80\x82";
    const char *blank = memchr(at, ' ', (size_t)(end - at));
    const char *over = find_in(at, blank ? blank : end, stop);
    struct credit_word word = credit_read(at, over ? over : end);

    while (word.len && strchr("\"'*_|-+>.", *word.at)) {
        word.stop |= *word.at == '|';
        word.at++;
        word.len--;
    }
    while (word.len && strchr(":!?\"'*_|-+>", word.at[word.len - 1])) {
        char last = word.at[--word.len];
        word.stop |= last == '!' || last == '?' || last == '|';
        word.pause |= last == ':';
    }
    if (over) {
        word.stop = true;
        word.next = credit_past_blanks(over + strlen(stop), end);
    }
    word.capital = credit_is_capital(word.at, word.len);
    return word;
}

static bool is_year(const struct credit_word *word)
{
    bool year = word->len == 4 || (word->len == 9 && word->at[4] == '-');

    for (size_t i = 0; i < word->len && year; i++)
        year = i == 4 || (word->at[i] >= '0' && word->at[i] <= '9');
    return year && (!memcmp(word->at, "19", 2) || !memcmp(word->at, "20", 2));
}

/* Whether nothing in these bytes says anything, of a script that writes no
 * spaces. */
static bool says_nothing(const char *at, const char *end,
                         const struct polar_index *polar)
{
    size_t len;

    if (end - at > BESIDE)
        return false;
    for (; at < end; at++)
        if ((*at >= '0' && *at <= '9') || phrase_polarity(polar, at, end, &len))
            return false;
    return true;
}

/* A phrase of such a script, with little beside it. */
static bool is_asian(const struct credit_word *word,
                     const struct polar_index *polar)
{
    static const char *const phrases[] = {ASIAN_PHRASES};
    static const char forbids[] =
        "\xe3\x82\x92\xe7\xa6\x81\xe3\x81\x98\xe3\x81\xbe\xe3\x81\x99";
    const char *end = word->at + word->len;

    for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
        const char *found = find_in(word->at, end, phrases[i]);
        const char *behind = found ? found + strlen(phrases[i]) : NULL;
        if (behind && begins(behind, end, forbids))
            behind += strlen(forbids);
        if (found && says_nothing(word->at, found, polar) &&
            says_nothing(behind, end, polar))
            return true;
    }
    return false;
}

/* Whether the name that ends there may be one that a notice has. */
static bool is_named(const struct sentence *sentence)
{
    return !sentence->names || sentence->outlet ||
           (sentence->before && sentence->names <= ANY_NAMES);
}

/* Read what may stand in a notice; false: it may not. */
static bool read_word(struct sentence *sentence, const struct credit_word *word)
{
    char folded[FOLDED_WORD];
    size_t len = furniture_fold(word, folded);
    bool known = furniture_sorted(folded, len, notice_words);

    if (!word->len || credit_is_dash(word) || credit_is(word, "\xc2\xbb"))
        return true;
    if (known || is_year(word) || is_asian(word, sentence->polar)) {
        if (!is_named(sentence))
            return false;
        sentence->words++;
        sentence->names = 0;
        sentence->before =
            is_year(word) || credit_listed(folded, len, before_name);
        return true;
    }
    sentence->outlet =
        furniture_names_outlet(word) || furniture_is_company(word);
    return ++sentence->names <= NOTICE_NAMES && word->capital &&
           furniture_may_name_outlet(word, sentence->polar);
}

/* Whether a sentence may end there. */
static bool is_complete(const struct sentence *sentence)
{
    return is_named(sentence) && (sentence->words || sentence->outlet);
}

/* Whether at..end is made of what notices have, sentence by sentence. */
static bool says_no_more(const char *at, const char *end,
                         const struct polar_index *polar)
{
    struct sentence sentence = {.polar = polar};

    while (at < end) {
        struct credit_word word = read_notice(at, end);
        if (!read_word(&sentence, &word))
            return false;
        at = word.next;
        if (!word.stop && at < end)
            continue;
        if (!is_complete(&sentence))
            return false;
        sentence = (struct sentence){.polar = polar};
    }
    return true;
}

/* Whether all of at..end is a notice. */
static bool is_notice(const char *at, const char *end, bool first,
                      const struct polar_index *polar)
{
    return at < end && has_phrases(at, end, first) &&
           says_no_more(at, end, polar);
}

/* Where the sentences of a line begin, but the first; how many. */
static size_t find_sentences(const char *at, const char *end,
                             const char *ret[SENTENCES])
{
    size_t count = 0;

    while (at < end && count < SENTENCES) {
        struct credit_word word = read_notice(at, end);
        if (word.stop && word.next < end)
            ret[count++] = word.next;
        at = word.next;
    }
    return count;
}

bool furniture_notices(const char **at, const char **end, bool first,
                       const struct polar_index *polar)
{
    const char *sentences[SENTENCES];

    if (*end - *at > NOTICE_BYTES || !has_phrases(*at, *end, first))
        return false;
    if (says_no_more(*at, *end, polar))
        return true;
    size_t count = find_sentences(*at, *end, sentences);
    size_t last = 0;
    while (last < count && !is_notice(sentences[last], *end, false, polar))
        last++;
    size_t from = last;
    while (from > 0 && !is_notice(*at, sentences[from - 1], first, polar))
        from--;
    if (last < count)
        *end = sentences[last];
    if (from > 0)
        *at = sentences[from - 1];
    return false;
}
