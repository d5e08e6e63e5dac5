/* Words: numbers by their value, opposites, and what a word is read as. */

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void numbers_are_compared_by_value(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } pairs[] = {
        {"1,000", "1000", true},
        {"2.70", "2.7", true},
        {"007", "7", true},
        {"1.000.000", "1000000", true},
        {"1,000,000", "1.000.000", true},
        {"2.7", "27", false},
        {"4.5", "5.4", false},
        {"10", "100", false},
        {"0", "00", true},
        {"3.05", "3.5", false},
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        bool equal = number_key(pairs[i].a, strlen(pairs[i].a)) ==
                     number_key(pairs[i].b, strlen(pairs[i].b));
        if (equal != pairs[i].equal)
            fail_msg("%s and %s", pairs[i].a, pairs[i].b);
    }
    assert_int_equal(number_key("12a", 3), 0);
    assert_int_equal(number_key("a", 1), 0);
}

static unsigned polarity_of(const char *word)
{
    CLEANUP(arena_release) struct arena arena = {0};

    return word_polarity(polar_index_new(7, &arena), word, strlen(word));
}

static enum opposition opposed(const char *a, const char *b)
{
    return polarity_opposed(polarity_of(a), polarity_of(b));
}

static void opposites_are_known(void **state)
{
    static const char *const opposites[][2] = {
        {"raises", "cuts"},    {"denies", "confirms"},
        {"lost", "won"},       {"lost", "gained"},
        {"left", "right"},     {"left", "joined"},
        {"right", "wrong"},    {"подтвердил", "опроверг"},
        {"وارتفع", "انخفض"},   {"hausse", "baisse"},
        {"avant", "après"},    {"absolvió", "condenó"},
        {"вышла", "вступила"}, {"kauft", "verkauft"},
    };
    static const char *const terms[][2] = {
        {"two", "twelve"}, {"first", "third"},   {"million", "billion"},
        {"enero", "mayo"}, {"среду", "пятницу"}, {"m", "bn"},
        {"mars", "mai"},
    };
    static const char *const neither[][2] = {
        {"raises", "lifted"}, {"won", "gained"},  {"two", "second"},
        {"two", "million"},   {"enero", "lunes"}, {"table", "cuts"},
        {"cuts", "cuts"},     {"not", "not"},     {"mn", "million"},
        {"not", "raises"},    {"table", "chair"},
    };

    for (size_t i = 0; i < COUNT(opposites); i++)
        if (opposed(opposites[i][0], opposites[i][1]) != OPPOSITES ||
            opposed(opposites[i][1], opposites[i][0]) != OPPOSITES)
            fail_msg("%s, %s", opposites[i][0], opposites[i][1]);
    for (size_t i = 0; i < COUNT(terms); i++)
        if (opposed(terms[i][0], terms[i][1]) != OTHER_TERMS)
            fail_msg("%s, %s", terms[i][0], terms[i][1]);
    for (size_t i = 0; i < COUNT(neither); i++)
        if (opposed(neither[i][0], neither[i][1]) != UNOPPOSED)
            fail_msg("%s, %s", neither[i][0], neither[i][1]);
    assert_int_equal(polarity_of("isnt"), NEGATION);
    assert_int_equal(polarity_of("не"), NEGATION);
    assert_int_equal(polarity_of("table"), 0);
    assert_int_equal(polarity_of(""), 0);
}

static unsigned phrase_of(const char *text, size_t *ret_len)
{
    CLEANUP(arena_release) struct arena arena = {0};

    return phrase_polarity(polar_index_new(7, &arena), text,
                           text + strlen(text), ret_len);
}

static void phrases_are_known(void **state)
{
    size_t len = 0;

    assert_int_equal(polarity_opposed(phrase_of("上调汽油税", &len),
                                      phrase_of("下调汽油税", &len)),
                     OPPOSITES);
    assert_int_equal(
        polarity_opposed(phrase_of("เปิดให้", &len), phrase_of("ปิดให้", &len)),
        OPPOSITES);
    assert_int_equal(phrase_of("ない。", &len), NEGATION);
    assert_int_equal(len, strlen("ない"));
    assert_int_equal(phrase_of("不会", &len), NEGATION);
    assert_int_equal(phrase_of("不过", &len), 0);
    assert_int_equal(len, strlen("不过"));
    len = 0;
    assert_int_equal(phrase_of("天气", &len), 0);
    assert_int_equal(len, 0);
}

/* An apostrophe sends a word the long way, and is not part of it. */
static void a_plain_word_is_read_as_any_other(void **state)
{
    static const char *const texts[2] = {
        "Bank raises the rate. It had not, Boris Miller said: Prices fell. We "
        "saw antidisestablishmentarianismantidisestablishmentarianism...",
        "Ba'nk ra'ises t'he ra'te. I't h'ad n'ot, Bo'ris M'iller sa'id: "
        "Pri'ces fe'll. W'e s'aw antidisestablishmentarianism"
        "antidisestablishmentarianis'm..."};
    struct profile profiles[2];
    struct arena arena = {0};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){"abc"}, &arena);

    for (int i = 0; i < 2; i++) {
        struct fold_document document = {.title = "", .text = texts[i]};
        profile_read(&profiles[i], &document, &lexicon, &arena);
    }
    assert_int_equal(profiles[0].word_count, 15);
    assert_int_equal(profiles[1].word_count, 15);
    assert_memory_equal(profiles[0].words, profiles[1].words,
                        15 * sizeof(struct word));
    assert_true(profiles[0].words[1].polarity);
    assert_int_equal(profiles[0].words[8].flags, WORD_NAME | WORD_CAPITAL);
    assert_true(profiles[0].words[14].flags & WORD_BROKEN);
    arena_release(&arena);
}

/* A word of plain letters ends before every mark, wherever in eight bytes. */
static void a_plain_word_ends_before_marks(void **state)
{
    char text[64];
    struct arena arena = {0};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){"abc"}, &arena);

    for (size_t len = 1; len < 40; len++)
        for (char mark = '\t'; mark < 0x7f; mark++) {
            if (isalnum((unsigned char)mark) || mark == '\'' || mark == '\n')
                continue;
            for (size_t i = 0; i < len; i++)
                text[i] = i % 2 ? 'Z' : 'a';
            snprintf(text + len, sizeof(text) - len, "%cAzAz", mark);
            struct fold_document document = {.title = "", .text = text};
            struct profile profile;
            profile_read(&profile, &document, &lexicon, &arena);
            if (profile.word_count != 2 ||
                profile.words[1].letters != (1U | 1U << 25) ||
                (len == 4 && profile.words[0].hash != profile.words[1].hash))
                fail_msg("%zu letters before %c", len, mark);
        }
    arena_release(&arena);
}

/* "unsafe" is not "safe", "disturbing" not a typing error. */
static void a_prefix_may_negate(void **state)
{
    static const struct {
        const char *a, *b;
        bool negates;
    } pairs[] = {
        {"unsafe", "safe", true},           {"illegal", "legal", true},
        {"ineffective", "effective", true}, {"disagree", "agree", true},
        {"impossible", "possible", true},   {"safe", "unsafe", false},
        {"unsafe", "unsafe", false},        {"disturbing", "dsiturbing", false},
        {"until", "till", false},           {"unlike", "table", false},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct arena arena = {0};
        struct lexicon lexicon =
            lexicon_new(&(struct fold_secret){"abc"}, &arena);
        struct fold_document document = {.title = pairs[i].a,
                                         .text = pairs[i].b};
        struct profile profile;
        profile_read(&profile, &document, &lexicon, &arena);
        if (prefix_negates(&profile.title[0], &profile.words[0]) !=
            pairs[i].negates)
            fail_msg("%s, %s", pairs[i].a, pairs[i].b);
        arena_release(&arena);
    }
}

static void letters_behind_a_number_are_read(void **state)
{
    struct arena arena = {0};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){"abc"}, &arena);
    struct fold_document document = {.title = "",
                                     .text = "3m 3bn 4m 3 7am 7pm m3 1950s"};
    struct profile profile;

    profile_read(&profile, &document, &lexicon, &arena);
    const struct word *words = profile.words;
    assert_int_equal(profile.word_count, 8);
    assert_int_equal(words[0].letters, words[1].letters);
    assert_int_not_equal(words[0].letters, words[2].letters);
    assert_int_equal(words[0].letters, (uint32_t)words[3].hash | 1);
    assert_int_equal(polarity_opposed(words[0].polarity, words[1].polarity),
                     OTHER_TERMS);
    assert_int_equal(polarity_opposed(words[4].polarity, words[5].polarity),
                     OPPOSITES);
    assert_false(words[3].flags & WORD_QUANTITY);
    assert_false(words[6].flags & WORD_QUANTITY);
    assert_true(words[7].flags & WORD_QUANTITY);
    arena_release(&arena);
}

static bool is_legal_line(const char *text, bool first)
{
    return furniture_line(text, text + strlen(text), 12, first);
}

/* Phrases of legal lines, in any case, and what only has their letters. */
static void legal_lines_are_known(void **state)
{
    char text[700];

    assert_true(is_legal_line("(c) 2026 Herald. ALL rights RESERVED.", true));
    assert_true(is_legal_line("Alle Rechte vorbehalten", true));
    assert_true(is_legal_line("\xe7\x89\x88\xe6\x9d\x83\xe6\x89\x80\xe6"
                              "\x9c\x89 2026",
                              true));
    assert_false(is_legal_line("All right reserved, all rights served", true));
    assert_true(is_legal_line("Terms of Use | Privacy Policy", false));
    assert_false(is_legal_line("Terms of Use | Privacy Policy", true));
    assert_false(is_legal_line("Privacy Policy, policy of privacy", false));
    for (size_t at = 570; at < 590; at++) {
        memset(text, 'x', at);
        snprintf(text + at, sizeof(text) - at, "All rights reserved");
        if (is_legal_line(text, true) != (at + 19 <= 599))
            fail_msg("at %zu", at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_compared_by_value),
        cmocka_unit_test(opposites_are_known),
        cmocka_unit_test(phrases_are_known),
        cmocka_unit_test(a_plain_word_is_read_as_any_other),
        cmocka_unit_test(a_plain_word_ends_before_marks),
        cmocka_unit_test(a_prefix_may_negate),
        cmocka_unit_test(letters_behind_a_number_are_read),
        cmocka_unit_test(legal_lines_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
