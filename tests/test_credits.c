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

/* The words of which a name is none. */
static const struct polar_index *polar;

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
    "By John Smith, special to The Associated Press. ",
    "By John Smith for Reuters. ",
    "By John Smith - ",
    "By John Smith | Staff Writer | ",
    "By John Smith \xe2\x80\x94 ",
    "Von Hans M\xc3\xbcller und Eva Schulz. ",
    "Par Michel Dupont avec AFP. ",
    "Por Juan P\xc3\xa9rez y \xc3\x81ngela Ruiz. ",
    "Updated 4:15 p.m. ET, Nov. 23. ",
    "Published: 23 November 2026. ",
    "Last updated at 9:30 a.m. GMT | ",
    "Posted 2026-11-23 at 16:15. ",
    "Published 11/23/2026 4pm. ",
    "Aktualisiert: 23.11.2026, 14:05 Uhr. ",
    "By Jean-Marie Smith-Jones. ",
    "By Ann Lee/AP. ",
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
    "Last updated Monday at 9:30 a.m. The storm has passed.",
    "Updated 9 PM ET: 24-17.",
    "Updated: 45-dead, 12-wounded.",
    "Published Nov. 28: 04-12-18-33-41.",
    "Updated 4 PM ET: 4,500.12 -",
    "Posted 12 of 40.",
    "Posted 45. The storm has passed.",
    "Published 99 May. The storm has passed.",
    "By John Smith, Storm Hits Boston.",
    "By John Smith: Storm Hits Boston.",
    "By John Monday. The storm has passed.",
    "By John Wins. The storm has passed.",
    "By Ann Lee-Wins. The storm has passed.",
    "By Ann Lee Wins Big Vote. The storm has passed.",
    "By Court Order. The storm has passed.",
    "By John Smith WASHINGTON (AP) - The storm",
};

static void openings_are_passed_over(void **state)
{
    char text[256];

    (void)state;
    for (size_t i = 0; i < COUNT(openings); i++) {
        snprintf(text, sizeof(text), "%sThe storm has hit.", openings[i]);
        size_t past =
            (size_t)(credits_opening(text, text + strlen(text), polar) - text);
        if (past != strlen(openings[i]))
            fail_msg("of '%s' %zu bytes", text, past);
    }
}

static void news_is_no_opening(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (credits_opening(texts[i], strchr(texts[i], '\0'), polar) > texts[i])
            fail_msg("passed over: '%s'", texts[i]);
}

/* Behind "The storm has hit. " */
static const char *const closings[] = {
    "AP writer John Smith reported from Boston.",
    "Associated Press reporters John Smith and Ann Lee reported from New York.",
    "The Associated Press contributed to this report.",
    "Associated Press writer Ann F. Lee contributed to this report.",
    ("___ AP writers Ann Lee in Boston, Bob Ray in Paris and Tim Roe in St. "
     "Louis contributed to this report."),
    "Staff writer Ann Lee contributed to this report from Paris.",
    "Mary Jones in Washington and Ann Lee contributed to this report.",
    "CNN's Ann Lee and Bob Ray contributed reporting.",
    "Ann Lee also contributed to this story",
    "Additional reporting by Ann Lee.",
    "Reporting by Ann Lee; editing by Tim Roe",
    "(Reporting by Ann Lee in Paris; Writing by Jo Hart; Editing by Tim Roe)",
    "With files from The Canadian Press",
    "Con informaci\xc3\xb3n de EFE.",
    "Mit Material von dpa.",
    "Follow John Smith on Twitter.",
    "Follow us on Facebook and Instagram.",
    ("AFP writer Ann Lee reported from Paris. Tim Roe contributed to this report. Follow "
     "Tim Roe on X."),
};

/* Behind the same: of which nothing is cut. */
static const char *const last_sentences[] = {
    "John Smith reported from Boston.",
    "Human Rights Watch reported from Boston.",
    "Ann Lee contributed to this report from Boston.",
    "The Boston Government contributed to this report.",
    "Port Stays Open contributed to this report.",
    "Reporting by AP: Storm Hits Boston.",
    "Reporting by Ann Lee, Storm Hits Boston.",
    "Reporting by journalists in Boston.",
    "Bericht von Tod und Leid in Boston.",
    "Follow Ann Lee on Twitter: @annlee",
    "Follow us on X @the_port_stays_open",
    "Follow Port Stays Open on X.",
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
        if (credits_closing(text, end, polar) != text + strlen(before))
            fail_msg("'%s' stays", text);
        if (credits_closing(text + strlen(before), end, polar) !=
            text + strlen(before))
            fail_msg("'%s' stays", text + strlen(before));
    }
    for (size_t i = 0; i < COUNT(last_sentences); i++) {
        snprintf(text, sizeof(text), "%s%s", before, last_sentences[i]);
        if (credits_closing(text, text + strlen(text), polar) !=
            text + strlen(text))
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
    assert_ptr_equal(credits_closing(phrase, strchr(phrase, '\0'), polar),
                     strstr(phrase, "Reporting"));
    assert_ptr_equal(credits_closing(agency, strchr(agency, '\0'), polar),
                     strstr(agency, "AP"));
    assert_ptr_equal(credits_closing(name, strchr(name, '\0'), polar),
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
            const char *past = credits_opening(part, part + len, polar);
            const char *last = credits_closing(part, part + len, polar);
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
static const char *const reports[][2] = {
    {ONE_LINE("By Monday Ona Reed must go. ", ""),
     ONE_LINE("By Monday Lars Fenn must go. ", "")},
    {ONE_LINE("", " The wall was built by Ona Reed."),
     ONE_LINE("", " The wall was built by Lars Fenn.")},
    {ONE_LINE("", " Reporting by Ona Reed led to this."),
     ONE_LINE("", " Reporting by Lars Fenn led to this.")},
    /* Sentences that begin or end as credits do, and others beside them. */
    {ONE_LINE("Updated 9 p.m. ET: 24-17. ", ""),
     ONE_LINE("Updated 9 p.m. ET: 17-24. ", "")},
    {ONE_LINE("Published Nov. 28: 04-12-18-33-41. ", ""),
     ONE_LINE("Published Nov. 28: 07-15-22-30-45. ", "")},
    {ONE_LINE("Updated 9 p.m.: 270 of 538. ", ""),
     ONE_LINE("Updated 9 p.m.: 207 of 538. ", "")},
    {ONE_LINE("Updated 4 PM ET: 4,500.12 - ", ""),
     ONE_LINE("Updated 4 PM ET: 5,400.12 - ", "")},
    {ONE_LINE("Updated: 45-dead, 12-wounded. ", ""),
     ONE_LINE("Updated: 54-dead, 21-wounded. ", "")},
    {ONE_LINE("Posted 12 of 40. ", ""), ONE_LINE("Posted 40 of 12. ", "")},
    {ONE_LINE("By Ann Lee, Fed Cuts Rates Says AP. ", ""),
     ONE_LINE("By Ann Lee, Fed Raises Rates Says AP. ", "")},
    {ONE_LINE("(Photo: Port Stays Open) ", ""),
     ONE_LINE("(Photo: Port Stays Closed) ", "")},
    {ONE_LINE("By Killing Hamas Leaders. ", ""),
     ONE_LINE("By Sparing Hamas Leaders. ", "")},
    {ONE_LINE("Updated 4 p.m. FED CUTS RATES:  ", ""),
     ONE_LINE("Updated 4 p.m. FED RAISES RATES:  ", "")},
    {ONE_LINE("By Election Day \xe2\x80\x94 A new wall will stand. ", ""),
     ONE_LINE("By Christmas Eve \xe2\x80\x94 A new wall will stand. ", "")},
    {ONE_LINE(
         "By Early March \xe2\x80\x94 Easter is late \xe2\x80\x94 it opens. ",
         ""),
     ONE_LINE(
         "By Late April \xe2\x80\x94 Easter is late \xe2\x80\x94 it opens. ",
         "")},
    {ONE_LINE("BY MONDAY NIGHT. ", ""), ONE_LINE("BY FRIDAY NIGHT. ", "")},
    {ONE_LINE("By December Then. ", ""), ONE_LINE("By January Then. ", "")},
    {ONE_LINE("By Court Ruling. ", ""), ONE_LINE("By Royal Decree. ", "")},
    {ONE_LINE("Por Orden Judicial. ", ""), ONE_LINE("Por Decreto Real. ", "")},
    {ONE_LINE("Updated 4 p.m. By Monday 12 people had died there.\n", ""),
     ONE_LINE("Updated 4 p.m. By Monday 21 people had died there.\n", "")},
    {ONE_LINE("By Ona Reed. By Monday 12 people had died there.\n", ""),
     ONE_LINE("By Ona Reed. By Monday 21 people had died there.\n", "")},
    {ONE_LINE("(Photo: AFP) By Monday 12 people had died there.\n", ""),
     ONE_LINE("(Photo: AFP) By Monday 21 people had died there.\n", "")},
    {ONE_LINE("", " Reporting by AP: Fed Cuts Rates."),
     ONE_LINE("", " Reporting by AP: Fed Raises Rates.")},
    {ONE_LINE("", " Reporting by Reuters: Trump Fires Powell."),
     ONE_LINE("", " Reporting by Reuters: Powell Fires Trump.")},
    {ONE_LINE("", " Port Stays Open contributed to this report."),
     ONE_LINE("", " Port Stays Closed contributed to this report.")},
    {ONE_LINE("", " Follow Port Stays Open on X."),
     ONE_LINE("", " Follow Port Stays Closed on X.")},
    {ONE_LINE("", " Follow us on X @the_port_stays_open."),
     ONE_LINE("", " Follow us on X @the_port_is_closed.")},
    {ONE_LINE("", " No Deaths reported from Boston."),
     ONE_LINE("", " Many Deaths reported from Boston.")},
    {ONE_LINE("", " Bird Flu reported from Iowa."),
     ONE_LINE("", " Bird Flu reported from Texas.")},
    {ONE_LINE("", " Human Rights Watch reported from Kharkiv."),
     ONE_LINE("", " Human Rights Watch reported from Kyiv.")},
    {ONE_LINE("", " The Russian Government contributed to this report."),
     ONE_LINE("", " The Ukrainian Government contributed to this report.")},
    {ONE_LINE("", " Bericht von Tod und Leid in Gaza."),
     ONE_LINE("", " Bericht von Frieden und Ruhe in Gaza.")},
    {ONE_LINE("", " Mit Material von Russland und Iran."),
     ONE_LINE("", " Mit Material von Israel und Polen.")},
    {ONE_LINE("", "\nBy Monday Vell was open. AFP contributed to this report."),
     ONE_LINE("",
              "\nBy Monday Vell was closed. AFP contributed to this report.")},
    {ONE_LINE("", "\nBy Monday Vell was open. (Reporting by Ann Lee)"),
     ONE_LINE("", "\nBy Monday Vell was closed. (Reporting by Ann Lee)")},
    {ONE_LINE("", "\nBy Monday 12 people had died there."),
     ONE_LINE("", "\nBy Monday 21 people had died there.")},
    {ONE_LINE(
         "",
         "\nBy Monday 12 people had died there. Ona Reed contributed to this report."),
     ONE_LINE(
         "",
         "\nBy Monday 21 people had died there. Ona Reed contributed to this report.")},
    /* Too short to be compared without its credit. */
    {"By Monday Vell was closed to ships. AFP contributed to this report.",
     "By Monday Vell was open to ships. AFP contributed to this report."},
};

static void a_name_in_the_news_is_no_credit(void **state)
{
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

/* A line of its own may have any name in it, but it has one. */
static void a_line_may_be_a_byline(void **state)
{
    static const struct {
        const char *line;
        bool byline;
    } lines[] = {{"By Xenith Zorn", true},
                 {"By XENITH ZORN, Associated Press Writer", true},
                 {"By Reuters Staff", true},
                 {"By Northern Gazette Staff", true},
                 {"By Xenith Zorn and Quill Marn in Vell", true},
                 {"By Xenith Zorn | Reuters", true},
                 {"By Monday 12 people had died there.", false},
                 {"By Monday Vell was open.", false},
                 {"By Xenith Zorn. It closed.", false},
                 {"By Xenith Zorn | Vell Has Closed", false},
                 {"By and for", false},
                 {"Xenith Zorn", false}};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct profile profile;

        char text[1024];
        snprintf(text, sizeof(text), "%s\n%s", lines[i].line, REPORT);
        read_profile(&profile, text, &arena);
        if (profile.lines[0].skip != lines[i].byline)
            fail_msg("%d: '%s'", lines[i].byline, lines[i].line);
    }
}

/* Behind what counts somebody must be known: "By Hamas Forces" may end a heading. */
static void in_the_middle_a_byline_has_a_known_name(void **state)
{
    static const struct {
        const char *line;
        bool byline;
    } lines[] = {{"By John Zorn", true},
                 {"By Xenith Zorn, Staff Writer", true},
                 {"By Xenith Zorn", false},
                 {"By Zorn", false}};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct profile profile;

        char text[1024];
        snprintf(text, sizeof(text), "%s%s\n%s", LEAD, lines[i].line, SECOND);
        read_profile(&profile, text, &arena);
        if (profile.lines[1].skip != lines[i].byline)
            fail_msg("%d: '%s'", lines[i].byline, lines[i].line);
    }
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
        cmocka_unit_test(a_line_may_be_a_byline),
        cmocka_unit_test(in_the_middle_a_byline_has_a_known_name),
        cmocka_unit_test(within_a_text_credits_are_words),
    };

    struct arena arena = {0};
    polar = lexicon_new(&(struct fold_secret){0}, &arena).polar;
    int failed = cmocka_run_group_tests_name("credits", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
