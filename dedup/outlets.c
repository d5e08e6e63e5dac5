/*
 * Names of outlets, where they stand behind a headline, in a notice or before
 * "Staff". Any two words with capitals may be one, and a speaker or news as well:
 * "- Northern Gazette", "- Trump", "- Port Closed". So a name is one where a word
 * of it is of those that outlets are called by, and none of the others says
 * anything that the tables of polar.c know of: what is not known is text.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define LONGEST_WORD 32 /* bytes of one in the lists */
#define OUTLET_WORDS 6  /* of a name */

/* Folded, as all lists here; sorted, as the long ones are. */
static const char outlet_words[] =
    "abc afp age agency aj al ap argus associated axios bangkok banner bbc "
    "beacon bee bild blade blog bloomberg breitbart broadcasting bulletin "
    "businessweek buzzfeed cbc cbs chronicle clar\xc3\xadn cnbc cnet cnn "
    "cnnmoney cnnpolitics courier dawn dealer diario die digest dispatch dpa "
    "dw echo economist efe el engadget espn examiner express figaro "
    "financieel forbes gazette gizmodo globe guardian haaretz handelsblatt "
    "herald hindu huffpost indiatimes inquirer irna itv jazeera journal "
    "kicker kurier kyodo lab ledger lib\xc3\xa9ration magazine mail mashable "
    "mercury mirror monde monitor msnbc mundo nachrichten nbc news newsday "
    "newsweek newswire npr observer pa parisien pa\xc3\xads pbs politico "
    "post press presse pti quartz record register repubblica reuters rt rte "
    "rundschau sentinel sky slate spectator spiegel standard star statesman "
    "stern sun tagblatt tagesschau tageszeitung tass taz telegraaf telegraph "
    "time times tribune univision upi vanguardia variety verge vice vox welt "
    "wikinews wired xinhua yahoo yonhap zdf zeit zeitung";

/* What stands beside those, though it is against others. */
static const char beside[] =
    "& and atlantic bay beijing berlin business cairo capital central "
    "channel city coast coastal county daily das de delhi democrat der "
    "digital du east eastern evening financial first for fox free global "
    "harbor harbour independent international island jerusalem la lake le "
    "london metro morgenpost morning moscow mountain national network new "
    "north northern of online pacific paris prairie radio republican river "
    "saturday science seoul south southern sports street sunday tehran "
    "television the today tokyo tonight tv uk union united us usa valley "
    "washington weekly west western world york";

/* What companies are called behind it. */
static const char companies[] =
    "inc ltd llc plc gmbh ag co company corp corporation limited group media "
    "holdings publishing publications publishers communications networks "
    "interactive entertainment syndicate services service";

/* A word of ASCII, as most are; 0: it is none. */
static size_t fold_plain(const struct credit_word *word, char ret[FOLDED_WORD])
{
    for (size_t i = 0; i < word->len; i++) {
        char c = word->at[i];
        if ((unsigned char)c >= 0x80)
            return 0;
        ret[i] = (char)(c >= 'A' && c <= 'Z' ? c | ' ' : c);
    }
    return word->len;
}

static size_t fold_any(const struct credit_word *word, char ret[FOLDED_WORD])
{
    CLEANUP(strbuf_release) struct strbuf folded;

    strbuf_init(&folded, 4 * LONGEST_WORD);
    text_fold(&folded, word->at, word->len);
    size_t len = strlen(folded.data);
    if (len >= FOLDED_WORD)
        return 0;
    memcpy(ret, folded.data, len);
    return len;
}

size_t furniture_fold(const struct credit_word *word, char ret[FOLDED_WORD])
{
    if (word->len > LONGEST_WORD)
        return 0;
    size_t len = fold_plain(word, ret);
    return len ? len : fold_any(word, ret);
}

bool furniture_has(const struct credit_word *word, const char *list)
{
    char folded[FOLDED_WORD];
    size_t len = furniture_fold(word, folded);

    return credit_listed(folded, len, list);
}

static int compare_words(const char *a, size_t a_len, const char *b,
                         size_t b_len)
{
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

    return order ? order : (a_len > b_len) - (a_len < b_len);
}

bool furniture_sorted(const char *word, size_t len, const char *list)
{
    size_t low = 0;
    size_t high = strlen(list);
    size_t size = high;

    while (low < high && len) {
        size_t middle = (low + high) / 2;
        while (middle > low && list[middle - 1] != ' ')
            middle--;
        const char *blank = memchr(list + middle, ' ', size - middle);
        size_t end = blank ? (size_t)(blank - list) : size;
        int order = compare_words(word, len, list + middle, end - middle);
        if (!order)
            return true;
        if (order < 0)
            high = middle;
        else
            low = end + 1;
    }
    return false;
}

/* Whether it is one of the words of a long list. */
static bool is_sorted(const struct credit_word *word, const char *list)
{
    char folded[FOLDED_WORD];
    size_t len = furniture_fold(word, folded);

    return furniture_sorted(folded, len, list);
}

/* "tagesschau.de", "CNNPolitics.com" */
static bool is_domain(const struct credit_word *word)
{
    static const char endings[] =
        "com org net de at ch fr es it uk in au ca ie ru tv news co eu info";
    const char *dot = memrchr(word->at, '.', word->len);

    return dot && dot > word->at && dot[-1] != '.' &&
           credit_listed(dot + 1, (size_t)(word->at + word->len - dot - 1),
                         endings);
}

bool furniture_is_company(const struct credit_word *word)
{
    return furniture_has(word, companies);
}

bool furniture_names_outlet(const struct credit_word *word)
{
    return (word->capital && is_sorted(word, outlet_words)) ||
           is_domain(word) || credit_is(word, "dpa taz heise");
}

bool furniture_may_name_outlet(const struct credit_word *word,
                               const struct polar_index *polar)
{
    return furniture_names_outlet(word) || is_sorted(word, beside) ||
           (word->capital &&
            (credit_is_role(word) || furniture_is_company(word))) ||
           credit_is_proper(word, polar);
}

bool furniture_may_be_outlet(const char *at, const char *end,
                             const struct polar_index *polar, bool *ret_certain)
{
    size_t count = 0;

    *ret_certain = false;
    for (struct credit_word word; at < end; at = word.next) {
        word = credit_read(at, end);
        if (++count > OUTLET_WORDS || !furniture_may_name_outlet(&word, polar))
            return false;
        *ret_certain |= furniture_names_outlet(&word);
    }
    return true;
}
