/*
 * What stands around a report and is not of it: datelines, bylines, the end
 * of a teaser ("Continue reading"), legal lines, marks before a headline
 * ("Update 2-"), and what a page prints around its pictures. Credits inside
 * of running text are in credits.c.
 *
 * An outlet's own lines are learned (features.c), but that takes a few
 * entries, and a teaser of twenty words with twenty words of copyright notice
 * would not wait. These are phrases that publishing systems and agencies set,
 * the same for thousands of outlets.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define LEGAL_WORDS 60 /* words of a line that may be a legal notice */
#define TAIL        96 /* bytes of a line in which a teaser's end begins */
#define DATELINE    72 /* bytes in which a dateline ends */

/* Datelines */

/* A dash or colon that ends a dateline or a part of it: its length. */
static size_t dateline_mark(const char *at, const char *end)
{
    static const char *const marks[] = {
        " - ",          " -- ", " \xe2\x80\x94 ", " \xe2\x80\x93 ",
        "\xe2\x80\x94", ": "};

    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (begins(at, end, marks[i]))
            return strlen(marks[i]);
    return 0;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* How a word of a dateline looks. */
struct token {
    size_t len;
    bool shouted; /* three letters and more, all capitals */
    bool agency;  /* in brackets, or a known name */
    bool fits;    /* may stand in a dateline at all */
};

static struct token read_token(const char *at, const char *end)
{
    static const char *const agencies[] = {"AP", "Reuters", "dpa", "CNN",
                                           "UPI"};
    struct token token = {0};
    size_t lower = 0, upper = 0;
    const char *from = at + (at < end && *at == '(');

    while (at + token.len < end && at[token.len] != ' ' &&
           !(token.len && dateline_mark(at + token.len, end))) {
        lower += is_lower(at[token.len]);
        upper += is_upper(at[token.len]);
        token.len++;
    }
    token.shouted = upper >= 3 && !lower;
    token.agency = from > at;
    for (size_t i = 0; i < sizeof(agencies) / sizeof(*agencies); i++)
        token.agency |= begins(from, end, agencies[i]);
    token.fits = token.agency || !is_lower(*at);
    return token;
}

/*
 * "LONDON (Reuters) - Text", "OTTAWA, AFP: Text", "KYIV — AP — Text": past
 * it. A dateline is of words in capitals and agencies' names, up to a dash or
 * colon; its first is shouted, or there is an agency in it.
 */
const char *furniture_dateline(const char *at, const char *end)
{
    const char *text = at;
    const char *limit = end - at > DATELINE ? at + DATELINE : end;
    bool certain = false;

    for (const char *word = at; word < limit;) {
        struct token token = read_token(word, end);
        if (!token.fits || !token.len)
            break;
        certain |= token.agency || (word == at && token.shouted);
        word += token.len;
        size_t mark = dateline_mark(word, end);
        if (mark && certain)
            text = word + mark;
        word += mark ? mark : 1;
        if (mark && !certain)
            break;
    }
    return text < end ? text : at;
}

/* Bylines and legal lines */

const char *furniture_by(const char *at, const char *end)
{
    static const char *const openings[] = {"By ",  "by ",  "BY ",
                                           "Von ", "Par ", "Por "};

    return past_one_of(at, end, openings, sizeof(openings) / sizeof(*openings));
}

#define LEGAL_BYTES 599 /* of a line, in which a notice is looked for */

/*
 * The beginning of a line, ASCII case folded when it is first asked for: two
 * dozen phrases are looked for in each line, and are in hardly any. So first it
 * is noted which characters stand behind which, by their last five bits, which
 * are those of a letter, small or not. Of a phrase that is not there some pair
 * is missing, mostly one of the first.
 */
struct legal_line {
    const char *at;
    size_t len;
    uint32_t pairs[32]; /* by the first; the second is a bit */
    char folded[LEGAL_BYTES + 1];
};

static unsigned last_bits(char c)
{
    return (unsigned char)c & 31;
}

static void note_pairs(struct legal_line *line, const char *at, const char *end)
{
    line->at = at;
    line->len = end - at < LEGAL_BYTES ? (size_t)(end - at) : LEGAL_BYTES;
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
            line->folded[i] = (char)(is_upper(c) ? c + ('a' - 'A') : c);
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

/* The first line may be all of a teaser: there only what is certain counts. */
bool furniture_legal(const char *at, const char *end, size_t words, bool first)
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
        "\xe7\x89\x88\xe6\x9d\x83\xe6\x89\x80\xe6\x9c\x89",
        "\xe7\x84\xa1\xe6\x96\xad\xe8\xbb\xa2\xe8\xbc\x89",
        "we use cookies"};
    static const char *const likely[] = {
        "terms of use",  "terms of service",  "privacy policy", "about us",
        "contact us",    "advertise with us", "sign up",        "newsletter",
        "subscribe to",  "your inbox",        "click here",     "follow us",
        "cookie policy", "corrections",       "subscription"};

    struct legal_line line;

    if (words > LEGAL_WORDS)
        return false;
    if (begins(at, end, "\xc2\xa9") || begins(at, end, "Copyright "))
        return true;
    note_pairs(&line, at, end);
    if (count_phrases(certain, sizeof(certain) / sizeof(*certain), &line))
        return true;
    return !first &&
           count_phrases(likely, sizeof(likely) / sizeof(*likely), &line) >= 2;
}

/* The end of a teaser */

/* "The post HEADLINE appeared first on OUTLET.", or without a headline. */
static const char *appeared_first(const char *at, const char *end)
{
    const char *from = end - at > 2 * TAIL ? end - 2 * TAIL : at;
    const char *tail = find_in(from, end, " appeared first on ");
    const char *next;

    if (!tail)
        return end;
    tail += 1; /* the blank may be that behind "The post" */
    from = at;
    if (!begins(from, end, "The post "))
        from = find_in(at, tail, " The post ");
    while (from && (next = find_in(from + 1, tail, " The post ")))
        from = next;
    return from ? from : end;
}

/* Whether it is an invitation to read on that stands there. */
static bool is_invitation(const char *at, const char *end)
{
    static const char *const invitations[] = {
        "Continue reading",
        "Continue Reading",
        "Read more",
        "Read More",
        "READ MORE",
        "Read the full ",
        "Read full ",
        "Keep reading",
        "Click here to ",
        "(more)",
        "Weiterlesen",
        "Mehr lesen",
        "Lire la suite",
        "Leer m\xc3\xa1s",
        "Seguir leyendo",
        ("\xd0\xa7\xd0\xb8\xd1\x82\xd0\xb0\xd1\x82\xd1\x8c "
         "\xd0\xb4\xd0\xb0\xd0\xbb\xd0\xb5\xd0\xb5"),
        "\xe7\xb6\x9a\xe3\x81\x8d\xe3\x82\x92\xe8\xaa\xad\xe3\x82\x80",
        "\xe9\x98\x85\xe8\xaf\xbb\xe5\x85\xa8\xe6\x96\x87",
        ("\xd8\xa7\xd9\x82\xd8\xb1\xd8\xa3 "
         "\xd8\xa7\xd9\x84\xd9\x85\xd8\xb2\xd9\x8a\xd8\xaf")};

    return past_one_of(at, end, invitations,
                       sizeof(invitations) / sizeof(*invitations)) > at;
}

/* Whether an invitation may begin with c: most words are no further looked at. */
static bool may_invite(char c)
{
    return c == '(' || is_upper(c) || (unsigned char)c >= 0x80;
}

/* The end of the line at..end without what invites to read on. */
const char *furniture_tail(const char *at, const char *end)
{
    const char *line = at;

    end = appeared_first(at, end);
    for (at = end - at > TAIL ? end - TAIL : at; at < end; at++)
        if ((at == line || at[-1] == ' ' || *at == '(') && may_invite(*at) &&
            is_invitation(at, end))
            return at;
    return end;
}

/* Pictures */

/* "Enlarge this image", "toggle caption": past it. */
const char *furniture_picture(const char *at, const char *end)
{
    static const char *const phrases[] = {
        "Enlarge this image", "toggle caption", "hide caption",
        "Image source, ",     "Image credit: ", "FILE PHOTO: ",
        "File photo: "};

    return past_one_of(at, end, phrases, sizeof(phrases) / sizeof(*phrases));
}

/* "Jane Doe/AFP/Getty Images", of which the slash stands at `at`: past it. A
 * photographer's pictures go with reports of all kinds. */
const char *furniture_credit(const char *at, const char *end)
{
    static const char *const agencies[] = {
        "/AFP",          "/AP",           "/Getty Images",
        "/GETTY IMAGES", "/EPA",          "/Reuters",
        "/REUTERS",      "/Shutterstock", " via Getty Images",
        " via AP",       " via Reuters"};
    const char *next;

    for (const char *from = at;; from = next) {
        next = past_one_of(from, end, agencies,
                           sizeof(agencies) / sizeof(*agencies));
        if (next == from || (next < end && text_is_letter(*next)))
            return from;
    }
}

/* Headlines */

bool furniture_title(const char *begin, const char *at)
{
    static const char titles[][5] = {
        "Mr",  "Mrs", "Ms",  "Dr",  "Sen",  "Sens", "Gov",  "Govs", "Rep",
        "Gen", "Lt",  "Col", "Maj", "Capt", "Sgt",  "Prof", "Rev",  "Pres",
        "St",  "Mt",  "Ft",  "Adm", "Reps", "Msgr", "Hon",  "Atty", "Supt"};
    const char *word = at;

    while (word > begin && at - word < 5 &&
           text_is_letter((unsigned char)word[-1]))
        word--;
    size_t len = (size_t)(at - word);
    if (len < 2 || len > 4 || *word < 'A' || *word > 'Z')
        return false;
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        if (strlen(titles[i]) == len && !memcmp(titles[i], word, len))
            return true;
    return false;
}

/* "Update 2-", "WORLD: ", "CORRECTED - ": past it. */
const char *furniture_headline(const char *title)
{
    const char *at = title;
    size_t upper = 0;

    while (is_upper(*at) || *at == ' ' || *at == '/') {
        upper += is_upper(*at);
        at++;
    }
    if (upper < 4 || at - title > 24)
        return title;
    while (*at >= '0' && *at <= '9')
        at++;
    while (*at == ' ')
        at++;
    if (*at != '-' && *at != ':')
        return title;
    at++;
    at += strspn(at, " ");
    return *at ? at : title;
}
