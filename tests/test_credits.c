/* Credits inside of running text: what is passed over, what is text, and that
 * outlets which name other people print one report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"
#include "tests/fold_helper.h"
#include "tests/report.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Before "The storm has hit." */
static const char *const openings[] = {
    "By John Smith. ",
    "By Mary F. Jones. ",
    "BY JOHN SMITH. ",
    "By Ludwig van der Meer. ",
    "By John Smith and Mary Jones. ",
    "By John Smith, Mary Jones and Ann Lee. ",
    "By John Smith, Staff Writer. ",
    "By John Smith, Reuters. ",
    "By John Smith, The Associated Press. ",
    "By John Smith, special to The Globe. ",
    "By John Smith for Reuters. ",
    "By John Smith - ",
    "By John Smith | Staff Writer | ",
    "By John Smith \xe2\x80\x94 ",
    "Von Hans M\xc3\xbcller und Eva Kurz. ",
    "Par Michel Dupont avec AFP. ",
    "Por Juan P\xc3\xa9rez y \xc3\x81ngela Ruiz. ",
    "Updated 4:15 p.m. ET, Nov. 23. ",
    "Published: 23 November 2026. ",
    "Last updated Monday at 9:30 a.m. GMT | ",
    "Aktualisiert: 23.11.2026, 14:05 Uhr. ",
    "By John Smith Updated 4:15 p.m. ET. ",
    "(Photo: Getty Images) ",
    "(Photo by Jane Doe/AFP) By John Smith. Updated 4:15 p.m. ",
};

/* Of which nothing is passed over. */
static const char *const texts[] = {
    "By Monday, the storm will have passed.",
    "By Monday Morning. The storm has passed.",
    "By John Smith's account the storm has passed.",
    "By John Smith\xe2\x80\x99s Account. The storm has passed.",
    "By New York standards, the storm was weak.",
    "By World War II the town had grown.",
    "By World War II \xe2\x80\x94 the second in a row \xe2\x80\x94 it grew.",
    "By Smith. The storm has passed.",
    "By Not. The storm has passed.",
    "By far the strongest storm. It has passed.",
    "By Big Storms And High Tides Towns Were Hit.",
    "By John Smith, Mary Jones. The storm has passed.",
    "By John Smith, who saw it. The storm has passed.",
    "By John Smith, Reuters, who saw it. The storm has passed.",
    "Von Angela Merkel stammt der Satz.",
    "Por favor. El temporal pas\xc3\xb3.",
    "Updated figures show 23 dead. The storm has passed.",
    "Updated 2026 figures show 23 dead. The storm has passed.",
    "Published Monday. The storm has passed.",
    "Posted 12 wins in a row. Nobody has more.",
    "(Photo: the storm over Boston) It has passed.",
    "(Photo: Big Storms And High Tides Hit Towns Again) It has passed.",
    "(Getty Images) The storm has passed.",
};

static void openings_are_passed_over(void **state)
{
    char text[256];

    (void)state;
    for (size_t i = 0; i < COUNT(openings); i++) {
        snprintf(text, sizeof(text), "%sThe storm has hit.", openings[i]);
        size_t past =
            (size_t)(credits_opening(text, text + strlen(text)) - text);
        if (past != strlen(openings[i]))
            fail_msg("of '%s' %zu bytes", text, past);
    }
    static const char dateline[] = "By John Smith WASHINGTON (AP) - The storm";
    assert_string_equal(credits_opening(dateline, strchr(dateline, '\0')),
                        "WASHINGTON (AP) - The storm");
}

static void news_is_no_opening(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (credits_opening(texts[i], strchr(texts[i], '\0')) > texts[i])
            fail_msg("passed over: '%s'", texts[i]);
}

/* Behind "The storm has hit. " */
static const char *const closings[] = {
    "John Smith reported from Boston.",
    "John Smith reported from Washington, D.C.",
    "John Smith reported from Boston and Mary Jones from Paris.",
    "The Associated Press contributed to this report.",
    "Associated Press writer Ann F. Lee contributed to this report.",
    ("___ AP writers Ann Lee in Boston, Bob Ray in Paris and Tim Roe in St. "
     "Louis contributed to this report."),
    "Staff writer Ann Lee contributed to this report from Paris.",
    "CNN's Ann Lee and Bob Ray contributed reporting.",
    "Ann Lee also contributed to this story",
    "Additional reporting by Ann Lee.",
    "Reporting by Ann Lee; editing by Tim Roe",
    "(Reporting by Ann Lee in Paris; Writing by Jo Hart; Editing by Tim Roe)",
    "With files from The Canadian Press",
    "Con informaci\xc3\xb3n de EFE.",
    "Mit Material von dpa.",
    "Follow John Smith on Twitter.",
    "Follow Ann Lee on Twitter: @annlee",
    "Follow us on Facebook and Instagram.",
    ("Ann Lee reported from Paris. Tim Roe contributed to this report. Follow "
     "Tim Roe on X."),
};

/* Behind the same: of which nothing is cut. */
static const char *const last_sentences[] = {
    "Smith reported from Boston.",
    "John Smith reported from the scene of the storm in Boston.",
    "John Smith reported heavy damage from Boston.",
    "Heavy casualties were reported from Boston.",
    "The storm contributed to this report.",
    "The Storm Surge That Hit Boston contributed to this report.",
    "Warm water contributed to the storm that hit Boston.",
    "Ann Lee contributed to this.",
    "Ann Lee contributed 500 crowns, says a report.",
    "Ann Lee did not contribute to this report.",
    "Reporting by Ann Lee shows that the storm hit Boston.",
    "Reporting by Ministers Who Were Not There Was Late, Says Boston.",
    "Editing by hand is slow in Boston.",
    "Follow the rules in Boston.",
    "Follow the storm that hit Boston on Twitter.",
    "Follow Ann Lee to Boston.",
    "It was reported from Boston.",
};

static void closings_are_cut(void **state)
{
    static const char before[] = "The storm has hit. ";
    char text[256];

    (void)state;
    for (size_t i = 0; i < COUNT(closings); i++) {
        snprintf(text, sizeof(text), "%s%s", before, closings[i]);
        const char *end = text + strlen(text);
        if (credits_closing(text, end) != text + strlen(before))
            fail_msg("'%s' stays", text);
        if (credits_closing(text + strlen(before), end) !=
            text + strlen(before))
            fail_msg("'%s' stays", text + strlen(before));
    }
    for (size_t i = 0; i < COUNT(last_sentences); i++) {
        snprintf(text, sizeof(text), "%s%s", before, last_sentences[i]);
        if (credits_closing(text, text + strlen(text)) != text + strlen(text))
            fail_msg("'%s' is cut", last_sentences[i]);
    }
}

/* What is not certain to end a sentence does so before a fixed phrase, and
 * nowhere else: a name may have a full stop in it. */
static void a_sentence_may_end_in_an_abbreviation(void **state)
{
    static const char phrase[] = "It hit the U.S. Reporting by Ann Lee";
    static const char agency[] =
        "It hit the U.S. AP writer Ann Lee contributed to this report.";
    static const char name[] =
        "It hit. Mary F. Jones contributed to this report.";

    (void)state;
    assert_ptr_equal(credits_closing(phrase, strchr(phrase, '\0')),
                     strstr(phrase, "Reporting"));
    assert_ptr_equal(credits_closing(agency, strchr(agency, '\0')),
                     strstr(agency, "AP"));
    assert_ptr_equal(credits_closing(name, strchr(name, '\0')),
                     strstr(name, "Mary"));
}

/* A text is not read beyond its end, wherever that is. */
static void credits_may_be_cut_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(openings) + COUNT(closings); i++) {
        const char *text =
            i < COUNT(openings) ? openings[i] : closings[i - COUNT(openings)];
        for (size_t len = 1; len <= strlen(text); len++) {
            char *part = xmalloc(len);
            memcpy(part, text, len);
            const char *past = credits_opening(part, part + len);
            const char *last = credits_closing(part, part + len);
            assert_true(past >= part && past <= part + len);
            assert_true(last >= part && last <= part + len);
            free(part);
        }
    }
}

/* The report in one paragraph. */
#define ONE_LINE(before, behind)                                               \
    before "The harbour of Vell will be closed to ships of more than 90 "      \
           "metres from April, the port authority said on Monday, because "    \
           "the breakwater built in 1911 has moved by 14 centimetres since "   \
           "the autumn storms. Divers sent down by the authority found that "  \
           "the sea had washed out the rubble under three of its 22 caissons." \
           " Chief engineer Mara Tolland said that the wall would stand the "  \
           "spring tides, but not another winter." behind

/* Two outlets each, that print the same. */
static void outlets_credit_whom_they_like(void **state)
{
    static const char *const reprints[][2] = {
        {ONE_LINE("By Ona Reed. ", ""), ONE_LINE("By Lars Fenn. ", "")},
        {ONE_LINE("Von Ona Reed. ", ""), ONE_LINE("Von Lars Fenn. ", "")},
        {ONE_LINE("By Ona Reed - ", ""), ONE_LINE("By Lars Fenn | ", "")},
        {ONE_LINE("By Ona Reed. ", ""),
         ONE_LINE("By Lars Fenn, Staff Writer. Updated 4:15 p.m., Nov. 23. ",
                  "")},
        {ONE_LINE("Published: 23 November 2026. ", ""),
         ONE_LINE("Published: 24 November 2026. ", "")},
        {ONE_LINE("", " Additional reporting by Ona Reed."),
         ONE_LINE("", " Additional reporting by Lars Fenn.")},
        {ONE_LINE("", " Reporting by Ona Reed; editing by Ida Moss"),
         ONE_LINE("", " Reporting by Ona Reed; editing by Jo Hart")},
        {ONE_LINE("", " Associated Press writer Ona Reed contributed to this "
                      "report."),
         ONE_LINE("", " Reuters reporter Lars Fenn contributed to this "
                      "report.")},
        {ONE_LINE("", "\nReporting by Ona Reed; editing by Ida Moss"),
         ONE_LINE("", "\nReporting by Ona Reed; editing by Jo Hart")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(reprints); i++) {
        struct folding folding;
        folding_init(&folding);
        int64_t first = folding_text(&folding, "Harbour", reprints[i][0]);
        int64_t second = folding_text(&folding, "A wall", reprints[i][1]);
        if (!folding_same(&folding, first, second))
            fail_msg("two stories: %s, %s", reprints[i][0], reprints[i][1]);
        folding_release(&folding);
    }
}

/* The same places, where it is no credit that differs. */
static void a_name_in_the_news_is_no_credit(void **state)
{
    static const char *const reports[][2] = {
        {ONE_LINE("By Monday Ona Reed must go. ", ""),
         ONE_LINE("By Monday Lars Fenn must go. ", "")},
        {ONE_LINE("", " The wall was built by Ona Reed."),
         ONE_LINE("", " The wall was built by Lars Fenn.")},
        {ONE_LINE("", " Reporting by Ona Reed led to this."),
         ONE_LINE("", " Reporting by Lars Fenn led to this.")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(reports); i++) {
        struct folding folding;
        folding_init(&folding);
        int64_t first = folding_text(&folding, "Harbour", reports[i][0]);
        int64_t second = folding_text(&folding, "A wall", reports[i][1]);
        if (folding_same(&folding, first, second))
            fail_msg("one story: %s, %s", reports[i][0], reports[i][1]);
        folding_release(&folding);
    }
}

static void read_profile(struct profile *profile, const char *text,
                         struct arena *arena)
{
    struct fold_document document = {.text = text, .title = ""};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){0}, arena);

    profile_read(profile, &document, &lexicon, arena);
}

/* A byline does not take with it what is short and stands behind it. */
static void few_words_behind_a_byline_count(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct profile profile;

    (void)state;
    read_profile(&profile,
                 "By Ona Reed. The harbour of Vell will be closed.\n" SECOND
                 "Reporting by Lars Fenn\n",
                 &arena);
    assert_int_equal(profile.line_count, 3);
    assert_int_equal(profile.lines[0].count, 7);
    assert_false(profile.lines[0].skip);
    assert_false(profile.lines[1].skip);
    assert_true(profile.lines[2].skip);
}

/* Credits stand before a text, and at its end. */
static void within_a_text_credits_are_words(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct profile profile;

    (void)state;
    read_profile(&profile,
                 "By Ona Reed. It closed. Reporting by Lars Fenn\n" REPORT
                 "By Ona Reed. It may open. Reporting by Lars Fenn.\n",
                 &arena);
    assert_int_equal(profile.line_count, 6);
    assert_int_equal(profile.lines[0].count, 6);
    assert_int_equal(profile.lines[5].count, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(openings_are_passed_over),
        cmocka_unit_test(news_is_no_opening),
        cmocka_unit_test(closings_are_cut),
        cmocka_unit_test(a_sentence_may_end_in_an_abbreviation),
        cmocka_unit_test(credits_may_be_cut_anywhere),
        cmocka_unit_test(outlets_credit_whom_they_like),
        cmocka_unit_test(a_name_in_the_news_is_no_credit),
        cmocka_unit_test(few_words_behind_a_byline_count),
        cmocka_unit_test(within_a_text_credits_are_words),
    };

    return cmocka_run_group_tests_name("credits", tests, NULL, NULL);
}
