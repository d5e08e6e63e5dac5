/* Words: numbers by their value, opposites, and what a word is read as. */

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
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
        {"8:15", "8.15", true},
        {"8:00", "8", true},
        {"8:15", "815", false},
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

/* How two words contradict each other; whether the senses do that are told. */
static enum opposition opposed(const char *a, const char *b)
{
    CLEANUP(arena_release) struct arena arena = {0};
    const struct polar_index *index = polar_index_new(7, &arena);
    struct sense senses[2] = {{0}};
    unsigned x = word_polarity(index, a, strlen(a));
    unsigned y = word_polarity(index, b, strlen(b));
    enum opposition opposition = polarity_opposed(index, x, y, senses);

    assert_int_equal(opposition != UNOPPOSED,
                     polarity_has(index, x, &senses[0]) &&
                         polarity_has(index, y, &senses[1]));
    assert_false(polarity_has(index, x, &senses[1]));
    return opposition;
}

static void expect_all(const char *const pairs[][2], size_t count,
                       enum opposition expected)
{
    for (size_t i = 0; i < count; i++)
        if (opposed(pairs[i][0], pairs[i][1]) != expected ||
            opposed(pairs[i][1], pairs[i][0]) != expected)
            fail_msg("%s, %s", pairs[i][0], pairs[i][1]);
}

static void opposites_are_known(void **state)
{
    static const char *const opposites[][2] = {
        {"raises", "cuts"},       {"denies", "confirms"},
        {"lost", "won"},          {"lost", "gained"},
        {"left", "right"},        {"left", "joined"},
        {"right", "wrong"},       {"подтвердил", "опроверг"},
        {"وارتفع", "انخفض"},      {"hausse", "baisse"},
        {"avant", "après"},       {"absolvió", "condenó"},
        {"вышла", "вступила"},    {"kauft", "verkauft"},
        {"승인했다", "거부했다"},
    };
    /* In some of their uses, or of a word that is listed for such. */
    static const char *const contrasts[][2] = {
        {"applauded", "scolded"},  {"dwindled", "rose"},
        {"denying", "conceding"},  {"banned", "enabling"},
        {"alliances", "rifts"},    {"hospital", "schools"},
        {"euros", "yen"},          {"half", "all"},
        {"spring", "autumn"},      {"km", "m"},
        {"clinching", "losing"},   {"in", "out"},
        {"lobte", "kritisierte"},  {"весной", "осенью"},
        {"revela", "oculta"},      {"أشاد", "انتقد"},
        {"invited", "snubbed"},    {"enhance", "undermine"},
        {"unveiled", "scrapping"},
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

    expect_all(opposites, COUNT(opposites), OPPOSITES);
    expect_all(contrasts, COUNT(contrasts), CONTRAST);
    expect_all(terms, COUNT(terms), OTHER_TERMS);
    expect_all(neither, COUNT(neither), UNOPPOSED);
    assert_int_equal(polarity_of("isnt"), NEGATION);
    assert_int_equal(polarity_of("не"), NEGATION);
    assert_int_equal(polarity_of("table"), 0);
    assert_int_equal(polarity_of(""), 0);
    assert_true(polarity_of("without") & NEGATION);
    assert_false(polarity_of("with") & NEGATION);
}

/* "Yet" and "lack" say "not" before one word. */
static void two_words_deny(void **state)
{
    static const struct {
        const char *text;
        bool denies;
    } texts[] = {{"yet to", true},   {"failed to", true},  {"lack of", true},
                 {"lack to", false}, {"yet of", false},    {"yet", false},
                 {"to to", false},   {"refusing to", true}};

    for (size_t i = 0; i < COUNT(texts); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct lexicon lexicon =
            lexicon_new(&(struct fold_secret){"abc"}, &arena);
        struct fold_document document = {.title = "", .text = texts[i].text};
        struct profile profile;
        profile_read(&profile, &document, &lexicon, &arena);
        if (negates_with(lexicon.polar, &profile.words[0], &profile.words[1]) !=
            texts[i].denies)
            fail_msg("%s", texts[i].text);
    }
}

static unsigned phrase_of(const char *text, size_t *ret_len)
{
    CLEANUP(arena_release) struct arena arena = {0};

    return phrase_polarity(polar_index_new(7, &arena), text,
                           text + strlen(text), ret_len);
}

static enum opposition phrases_opposed(const char *a, const char *b)
{
    CLEANUP(arena_release) struct arena arena = {0};
    const struct polar_index *index = polar_index_new(7, &arena);
    struct sense senses[2];
    size_t len;

    return polarity_opposed(
        index, phrase_polarity(index, a, a + strlen(a), &len),
        phrase_polarity(index, b, b + strlen(b), &len), senses);
}

static void phrases_are_known(void **state)
{
    size_t len = 0;

    assert_int_equal(phrases_opposed("上调汽油税", "下调汽油税"), OPPOSITES);
    assert_int_equal(phrases_opposed("เปิดให้", "ปิดให้"), OPPOSITES);
    assert_int_equal(phrases_opposed("上调汽油税", "上调"), UNOPPOSED);
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
    assert_int_equal(profiles[0].words[8].flags,
                     WORD_NAME | WORD_CAPITAL | 6 << MARK_SHIFT);
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
                (profile.words[1].letters & ~COMMON_ENDING) !=
                    (1U | 1U << 25) ||
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
        enum opposition negates;
    } pairs[] = {
        {"unsafe", "safe", OPPOSITES},
        {"illegal", "legal", OPPOSITES},
        {"ineffective", "effective", OPPOSITES},
        {"disagree", "agree", OPPOSITES},
        {"impossible", "possible", OPPOSITES},
        {"mishandled", "handled", OPPOSITES},
        {"uninterested", "interested", OPPOSITES},
        {"inline", "line", UNOPPOSED},
        {"information", "nifromation", UNOPPOSED},
        {"deactivate", "activate", CONTRAST},
        {"underfunded", "funded", CONTRAST},
        {"safe", "unsafe", UNOPPOSED},
        {"unsafe", "unsafe", UNOPPOSED},
        {"disturbing", "dsiturbing", UNOPPOSED},
        {"until", "till", UNOPPOSED},
        {"unlike", "table", UNOPPOSED},
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

/* By its first two letters a word is looked up, or not: of every ones that a
 * prefix begins with, and of no others. A word may begin with any byte. */
static void a_word_is_asked_for_a_prefix_by_its_first_letters(void **state)
{
    static const char *const prefixes[] = {"de",   "dis", "il",   "im",
                                           "in",   "ir",  "mis",  "non",
                                           "over", "un",  "under"};
    bool begins[256] = {false};
    bool goes_on[256] = {false};

    for (size_t i = 0; i < COUNT(prefixes); i++) {
        char word[16];
        int len = snprintf(word, sizeof(word), "%sxxxxx", prefixes[i]);
        begins[(unsigned char)word[0]] = true;
        goes_on[(unsigned char)word[1]] = true;
        if (!negating_prefix(word, (size_t)len))
            fail_msg("%s is no prefix", prefixes[i]);
    }
    for (unsigned c = 0; c < 256; c++)
        for (const char *rest = "abcdefghijklmnopqrstuvwxyz"; *rest; rest++) {
            char word[] = {(char)c, *rest, 'x', 'x', 'x', 'x', 'x', 'x', '\0'};
            if (may_negate(word) !=
                (begins[c] && goes_on[(unsigned char)*rest]))
                fail_msg("a word that begins with byte %u, %c", c, *rest);
            if (negating_prefix(word, strlen(word)) && !begins[c])
                fail_msg("byte %u begins no prefix", c);
        }
}

/* Latin letters of other languages, in words of ours. */
static void letters_with_marks_are_read(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){{0}}, &arena);

    for (uint32_t cp = 0x80; cp < 0x2000; cp++) {
        CLEANUP(strbuf_release) struct strbuf text;
        struct profile profile;
        strbuf_init(&text, 100);
        strbuf_adduc(&text, cp);
        strbuf_addstr(&text, "isabled reports come");
        profile_read(&profile,
                     &(struct fold_document){.title = "", .text = text.data},
                     &lexicon, &arena);
        assert_true(profile.word_count >= 3);
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
    struct sense senses[2];
    assert_int_equal(polarity_opposed(lexicon.polar, words[0].polarity,
                                      words[1].polarity, senses),
                     OTHER_TERMS);
    assert_int_equal(polarity_opposed(lexicon.polar, words[4].polarity,
                                      words[5].polarity, senses),
                     OPPOSITES);
    assert_false(words[3].flags & WORD_QUANTITY);
    assert_false(words[6].flags & WORD_QUANTITY);
    assert_true(words[7].flags & WORD_QUANTITY);
    arena_release(&arena);
}

/* What says whose a number is, and on which side of zero. */
static void signs_of_numbers_are_read(void **state)
{
    static const struct {
        const char *a, *b;
        bool differ;
    } pairs[] = {
        {"12 degrees", "-12 degrees", true},
        {"12", "−12", true},
        {"at (-12)", "at 12", true},
        {"5-12", "5 12", false},
        {"F-16", "F 16", false},
        {"- 12", "12", false},
        {"$40", "€40", true},
        {"$ 40", "40 €", true},
        {"$40m", "£40m", true},
        {"$40", "40", false},
        {"40 €", "€40", false},
        {"$40", "40 dollars", false},
        {"US$40", "$40", false},
        {"x-12", "x 12", false},
        {"-$12", "$12", false},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct lexicon lexicon =
            lexicon_new(&(struct fold_secret){"abc"}, &arena);
        const char *texts[2] = {pairs[i].a, pairs[i].b};
        const struct word *numbers[2] = {NULL, NULL};
        for (int side = 0; side < 2; side++) {
            struct fold_document document = {.title = "", .text = texts[side]};
            struct profile profile;
            profile_read(&profile, &document, &lexicon, &arena);
            for (size_t j = 0; j < profile.word_count; j++)
                if (is_number(&profile.words[j]))
                    numbers[side] = &profile.words[j];
        }
        if (!numbers[0] || !numbers[1] ||
            marks_differ(numbers[0], numbers[1]) != pairs[i].differ)
            fail_msg("%s, %s", pairs[i].a, pairs[i].b);
    }
}

/* Both texts have the pair 三人, and it is not the same. Pairs of a phrase go on
 * saying what it says. */
static void a_pair_is_part_of_a_number(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){"abc"}, &arena);
    const char *texts[] = {"三人死亡", "十三人死亡", "引き上げる",
                           "引き下げる"};
    struct profile profiles[COUNT(texts)];
    struct sense senses[2];

    for (size_t i = 0; i < COUNT(texts); i++) {
        struct fold_document document = {.title = "", .text = texts[i]};
        profile_read(&profiles[i], &document, &lexicon, &arena);
    }
    const struct word *three = &profiles[0].words[0];
    const struct word *thirteen = &profiles[1].words[1];
    assert_int_equal(three->hash, thirteen->hash);
    assert_int_equal(polarity_opposed(lexicon.polar, three->polarity,
                                      thirteen->polarity, senses),
                     OTHER_TERMS);
    assert_int_equal(profiles[1].mark_count, 4);
    assert_int_not_equal(
        polarity_opposed(lexicon.polar, profiles[2].words[1].polarity,
                         profiles[3].words[1].polarity, senses),
        UNOPPOSED);
}

/* Words that say something, by which furniture is told from news. */
static const struct polar_index *polar;

static int make_polar(void **state)
{
    struct arena *arena = xcalloc(1, sizeof(*arena));

    polar = polar_index_new(7, arena);
    *state = arena;
    return 0;
}

static int release_polar(void **state)
{
    arena_release(*state);
    xfree(*state);
    return 0;
}

static bool is_legal_line(const char *text, bool first)
{
    const char *at = text;
    const char *end = text + strlen(text);

    return furniture_notices(&at, &end, first, polar);
}

/* The phrases of a list in dedup/furniture.c, as they are written there: call
 * check for each. */
static size_t each_phrase(const char *name, const char *function,
                          void (*check)(const char *phrase, bool *begins),
                          bool *begins)
{
    CLEANUP(strbuf_release) struct strbuf source;
    char path[4096];
    char bytes[4096];
    size_t got, count = 0;

    snprintf(path, sizeof(path), "%s/dedup/furniture.c",
             getenv("NEWSFOLD_SOURCE") ? getenv("NEWSFOLD_SOURCE") : "..");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    strbuf_init(&source, 1 << 20);
    while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
        strbuf_add(&source, bytes, got);
    (void)fclose(file);
    const char *at = strstr(source.data, function);
    at = at ? strstr(at, name) : NULL;
    const char *end = at ? strstr(at, "};") : NULL;
    if (!end) {
        fail_msg("there is no list of %s", function);
        return 0;
    }
    for (at = strchr(at, '{'); at && (at = strchr(at, '"')) && at < end; at++) {
        const char *close = strchr(at + 1, '"');
        assert_non_null(close);
        check(at + 1, begins);
        count++;
        at = close;
    }
    return count;
}

static void note_beginning(const char *phrase, bool *begins)
{
    begins[(unsigned char)*phrase] = true;
}

static void expect_invitation(const char *phrase, bool *begins)
{
    char line[256] = "What was said there ";
    size_t len = strlen(line);

    begins[(unsigned char)*phrase] = true;
    if (*phrase == '\\') /* a letter of no ASCII, which may always begin one */
        return;
    strncat(line, phrase, strcspn(phrase, "\"\\"));
    if (phrase[strcspn(phrase, "\"\\")] == '\\') /* Leer m\u00e1s */
        return;
    struct furniture_entry entry = {"", polar};
    if (furniture_tail(line, line + strlen(line), &entry) != line + len)
        fail_msg("'%s' is not looked for", line + len);
}

/* A list's filter lets pass what the list has. */
static void phrases_pass_their_filters(void **state)
{
    bool begins[256] = {false};

    assert_true(each_phrase("phrases[]", "*furniture_picture(", note_beginning,
                            begins) >= 5);
    for (unsigned c = 0; c < 256; c++)
        if (furniture_may_be_picture((char)c) != begins[c])
            fail_msg("a picture's phrase that begins with byte %u", c);
    assert_true(each_phrase("invitations[]", "past_invitation(",
                            expect_invitation, begins) >= 15);
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
    for (size_t at = 490; at < 610; at++) {
        memset(text, ' ', at);
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
        cmocka_unit_test(two_words_deny),
        cmocka_unit_test(a_word_is_asked_for_a_prefix_by_its_first_letters),
        cmocka_unit_test(letters_with_marks_are_read),
        cmocka_unit_test(signs_of_numbers_are_read),
        cmocka_unit_test(a_pair_is_part_of_a_number),
        cmocka_unit_test(phrases_pass_their_filters),
        cmocka_unit_test(legal_lines_are_known),
    };

    return cmocka_run_group_tests(tests, make_polar, release_polar);
}
