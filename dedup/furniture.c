/*
 * What stands around a report and is not of it: the end of a teaser ("Continue
 * reading"), marks before a headline ("Update 2-"), an outlet's name behind one,
 * and what a page prints around its pictures. Datelines are in datelines.c, legal
 * notices in notices.c, credits inside of running text in credits.c.
 *
 * An outlet's own lines are learned (features.c), but that takes a few
 * entries, and a teaser of twenty words with twenty words of copyright notice
 * would not wait. These are phrases that publishing systems and agencies set,
 * the same for thousands of outlets. What is passed over weighs nothing and
 * contradicts nothing, so news must not stand in it: behind a phrase it is looked
 * at what else there is.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define TAIL         96 /* bytes of a line in which a teaser's end begins */
#define TAIL_NAMES   6  /* words of an outlet's name in it, */
#define ANY_NAMES    2  /* ... of any name */
#define LINK_BYTES   40 /* behind a teaser that is broken off */
#define LINK_MARK    40 /* bytes of a link, in which a mark stands */
#define PHOTOGRAPHER 4  /* words of his name */
#define OUTLET_BYTES \
    40 /* of an outlet's name behind a headline, with its dash */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Bylines */

const char *furniture_by(const char *at, const char *end)
{
    static const char *const openings[] = {"By ",  "by ",  "BY ",
                                           "Von ", "Par ", "Por "};

    return past_one_of(at, end, openings, sizeof(openings) / sizeof(*openings));
}

/* The end of a teaser */

/* Whether at..end is the beginning of the entry's own title, or all of it: that
 * hides nothing, since titles are compared. */
static bool is_own_title(const char *at, const char *end, const char *title)
{
    size_t len = (size_t)(end - at);

    return len && !strncmp(at, title, len) && !text_is_letter(title[len]);
}

const char *furniture_before_marks(const char *at, const char *end,
                                   const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t len = strlen(marks[i]);
        bool found =
            (size_t)(end - at) >= len && !memcmp(end - len, marks[i], len);
        end -= found ? len : 0;
        i = found ? 0 : i + 1;
    }
    return end;
}

/* Without what may stand around a passage. */
static void trim_marks(const char **at, const char **end)
{
    static const char *const marks[] = {" ",
                                        ".",
                                        ":",
                                        "|",
                                        "-",
                                        ">",
                                        "\"",
                                        "'",
                                        ")",
                                        "\xe2\x80\xa6",
                                        "\xc2\xbb",
                                        "\xc2\xab",
                                        "\xe2\x86\x92",
                                        "\xe2\x80\x9c",
                                        "\xe2\x80\x9d",
                                        "\xe2\x80\xba",
                                        "\xe2\x80\x98",
                                        "\xe2\x80\x99",
                                        "\xe3\x80\x82"};
    const size_t count = sizeof(marks) / sizeof(*marks);
    const char *past;

    while ((past = past_one_of(*at, *end, marks, count)) > *at)
        *at = past;
    *end = furniture_before_marks(*at, *end, marks, count);
}

/* "The post HEADLINE appeared first on OUTLET.", or without a headline; of another
 * headline than the entry's it is text. */
static const char *appeared_first(const char *at, const char *end,
                                  const struct furniture_entry *entry)
{
    static const char post[] = "The post ";
    static const char first[] = "appeared first on ";
    const char *from = end - at > 2 * TAIL ? end - 2 * TAIL : at;
    const char *tail = find_in(from, end, first);
    const char *behind = tail ? tail + strlen(first) : NULL;
    const char *over = end;
    bool certain;

    if (!tail)
        return end;
    while (over > behind && over[-1] == '.')
        over--;
    if (behind == over ||
        !furniture_may_be_outlet(behind, over, entry->polar, &certain))
        return end;
    for (from = at; (from = find_in(from, tail, post)); from++) {
        const char *title = from + strlen(post);
        const char *title_end = tail;
        trim_marks(&title, &title_end);
        if ((from == at || from[-1] == ' ') &&
            (title == title_end ||
             is_own_title(title, title_end, entry->title)))
            return from;
    }
    return end;
}

/* Past an invitation to read on; `at` where none stands there. */
static const char *past_invitation(const char *at, const char *end)
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
                       sizeof(invitations) / sizeof(*invitations));
}

/*
 * Whether at..end, behind an invitation, says no more than what there is to be
 * read, and where: "the main story", "at Northern Gazette", the entry's own
 * title. Other headlines are text, and so is a sentence that begins like one,
 * "Read More Pupils Passed".
 */
static bool says_where(const char *at, const char *end,
                       const struct furniture_entry *entry)
{
    static const char words[] =
        "a the this that these our your its full main whole entire original rest "
        "complete of story stories article articles report reports post posts "
        "review interview transcript column text version here now below online "
        "more coverage read reading view see get continue download subscribe share "
        "with for and to you friends free page website site";
    static const char before_name[] = "at on from in via by about";
    size_t names = 0;
    bool named = false;
    bool outlet = false;

    trim_marks(&at, &end);
    if (at == end || is_own_title(at, end, entry->title))
        return true;
    while (at < end) {
        struct credit_word word = credit_read(at, end);
        bool before = furniture_has(&word, before_name) ||
                      (named && furniture_has(&word, "the our"));
        at = word.next;
        if (before || furniture_has(&word, words)) {
            named = before;
            if (names > ANY_NAMES && !outlet)
                return false;
            names = 0;
        } else if (!named || ++names > TAIL_NAMES ||
                   !furniture_may_name_outlet(&word, entry->polar)) {
            return false;
        }
        outlet = furniture_names_outlet(&word);
    }
    return names <= ANY_NAMES || outlet;
}

/* Whether an invitation may begin with c: most words are no further looked at. */
static bool may_invite(char c)
{
    return c == '(' || is_upper(c) || (unsigned char)c >= 0x80;
}

const char *furniture_tail(const char *at, const char *end,
                           const struct furniture_entry *entry)
{
    const char *line = at;

    end = appeared_first(at, end, entry);
    for (at = end - at > TAIL ? end - TAIL : at; at < end; at++) {
        if ((at > line && at[-1] != ' ' && *at != '(') || !may_invite(*at))
            continue;
        const char *past = past_invitation(at, end);
        if (past > at && says_where(past, end, entry))
            return at;
    }
    return end;
}

bool furniture_breaks_off(const char *at, const char *end)
{
    static const char links[] = "read more continue full click see mehr weiter "
                                "weiterlesen leer lire seguir sigue suite";

    if (end - at < 3 ||
        (memcmp(at, "…", strlen("…")) != 0 && memcmp(at, "...", 3) != 0))
        return false;
    at += 3;
    while (at < end && strchr(" .)]\"'[(", *at))
        at++;
    size_t len = 0;
    while (at + len < end && text_is_letter(at[len]))
        len++;
    return at == end ||
           (end - at <= LINK_BYTES &&
            ((unsigned char)*at < 'a' || (unsigned char)*at > 'z' ||
             credit_listed(at, len, links)));
}

/* Links */

/* Whether a line ends as a sentence does; headlines do not. */
static bool is_sentence(const char *at, const char *end)
{
    static const char *const behind[] = {
        "\"",           " ",        "'",           ")", "]", "\xe2\x80\x9d",
        "\xe2\x80\x99", "\xc2\xbb", "\xe2\x80\x9c"};
    end = furniture_before_marks(at, end, behind,
                                 sizeof(behind) / sizeof(*behind));
    return end > at && (end[-1] == '.' || end[-1] == '!');
}

/* A headline behind a mark. Sentences of an outlet begin alike as well, "The
 * company …", and rows of its tables, "Final score: 2-1". */
bool furniture_is_link(const char *at, const char *end)
{
    static const char *const marks[] = {": ",
                                        " | ",
                                        " - ",
                                        " \xe2\x80\x93 ",
                                        " \xe2\x80\x94 ",
                                        " \xc2\xbb",
                                        " \xe2\x80\xba",
                                        "\xef\xbc\x9a"};
    const char *limit = end - at > LINK_MARK ? at + LINK_MARK : end;

    bool marked = false;

    if (is_sentence(at, end))
        return false;
    for (; at < limit && !marked; at++)
        marked =
            past_one_of(at, end, marks, sizeof(marks) / sizeof(*marks)) > at;
    while (at < end && (*at < '0' || *at > '9'))
        at++;
    return marked && at == end;
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

/* Whether all words from there may be parts of a name. */
static bool is_any_name(const char *at, const char *end,
                        const struct polar_index *polar)
{
    size_t names = 0;

    while (at < end) {
        struct credit_word word = credit_read(at, end);
        bool proper = credit_is_proper(&word, polar);
        if (!proper && !(word.len == 1 && word.capital) &&
            !credit_is_particle(&word))
            return false;
        names += proper;
        at = word.next;
    }
    return names <= ANY_NAMES;
}

/* Somebody with a given name of those that are known; or anybody, where only a
 * photographer stands: in brackets, behind "toggle caption". */
static bool is_photographer(const char *begin, const char *at, const char *end,
                            const struct polar_index *polar)
{
    static const char caption[] = "caption ";
    size_t len = strlen(caption);
    struct credit_word last;

    if (credit_name(at, end, polar, &last) && last.next == end)
        return true;
    bool certain = *at == '(' || ((size_t)(at - begin) >= len &&
                                  !memcmp(at - len, caption, len));
    return certain && is_any_name(at, end, polar);
}

size_t furniture_photographer(const char *begin, const char *at,
                              const struct polar_index *polar)
{
    const char *name = at;
    size_t words = 0;
    size_t parts = 0; /* which hyphens part */
    size_t found = 0;

    while (words < PHOTOGRAPHER && name > begin) {
        name--;
        while (name > begin && name[-1] != ' ') {
            parts += *name == '-';
            name--;
        }
        words++;
        if (is_photographer(begin, name, at, polar))
            found = words + parts;
    }
    return found;
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

/* Past "Update 2-", "WORLD: ", "CORRECTED - ". Others are a headline, or who speaks:
 * "FED CUTS: ", "TRUMP: ". */
const char *furniture_headline(const char *title)
{
    static const char marks[] =
        "BREAKING UPDATE UPDATES UPDATED WRAPUP CORRECTED CORRECTION REFILE RPT REPEAT "
        "EXCLUSIVE ANALYSIS OPINION COMMENT COMMENTARY EDITORIAL COLUMN "
        "FACTBOX EXPLAINER TIMELINE INTERVIEW PREVIEW FEATURE SPECIAL REPORT FOCUS "
        "BRIEF LIVE LATEST WATCH VIDEO VIDEOS PHOTO PHOTOS GALLERY PODCAST AUDIO "
        "LISTEN READ NEWS NEWSBREAK ALERT URGENT DEVELOPING WORLD BUSINESS SPORT "
        "SPORTS POLITICS FACT CHECK POLL REVIEW THE";
    const char *at = title;

    for (const char *word = at; is_upper(*word); at += strspn(at, " /")) {
        while (is_upper(*at))
            at++;
        if (!credit_listed(word, (size_t)(at - word), marks))
            return title;
        word = at + strspn(at, " /");
        if (!is_upper(*word))
            break;
        at = word;
    }
    if (at == title)
        return title;
    at += strspn(at, " ");
    at += strspn(at, "0123456789");
    at += strspn(at, " ");
    if (*at != '-' && *at != ':')
        return title;
    at++;
    at += strspn(at, " ");
    return *at ? at : title;
}

/* A headline without the outlet's name that many put behind it. What else stands
 * behind a dash is of the headline, or who says so: "- 45 dead", "- Trump". */
size_t furniture_headline_length(const char *title,
                                 const struct polar_index *polar)
{
    static const char *const dashes[] = {" - ", " | ", " \xe2\x80\x94 ",
                                         " \xe2\x80\x93 "};
    const char *end = strchr(title, '\0');
    const char *least = end;
    bool certain;

    for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
        const char *last = NULL;
        for (const char *at = title; (at = strstr(at, dashes[i])); at++)
            last = at;
        if (last && last < least && end - last < OUTLET_BYTES &&
            last - title > end - last &&
            furniture_may_be_outlet(last + strlen(dashes[i]), end, polar,
                                    &certain) &&
            certain)
            least = last;
    }
    return (size_t)(least - title);
}
