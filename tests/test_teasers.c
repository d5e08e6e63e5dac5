/* Teasers and titles: what little is known of a text, and where it belongs. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/fold_helper.h"
#include "tests/report.h"

/* A short text does not say what it is about: its title does. Of a long one the
 * same words are enough. */
static void a_title_turned_makes_another_text_of_a_short_one(void **state)
{
    static const struct {
        const char *a, *b;
    } titles[] = {
        {"Central bank raises its key rate", "Central bank cuts its key rate"},
        {"Ministers to sign the treaty", "Ministers not to sign the treaty"},
        {"Vaccine is safe for children", "Vaccine is unsafe for children"},
        {"Winning numbers of draw 41", "Winning numbers of draw 42"},
        {"Police attack protesters", "Protesters attack police"},
    };

    static const char brief[] =
        "What it means and what comes next is told by our correspondents in "
        "the capital, who have spoken to those who were in the room when it "
        "was made known.";

    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
        CLEANUP(strbuf_release) struct strbuf report;
        struct folding folding;
        folding_init(&folding);
        int64_t turned = folding_text(&folding, titles[i].a, brief);
        if (folding_same(&folding, turned,
                         folding_text(&folding, titles[i].b, brief)) ||
            !folding_same(&folding, turned,
                          folding_text(&folding, titles[i].a, brief)))
            fail_msg("%s", titles[i].a);
        strbuf_init(&report, 4 << 10);
        strbuf_addstr(&report, REPORT);
        for (int n = 0; n < 100; n++)
            strbuf_addf(&report, " said%d", n);
        int64_t first = folding_text(&folding, titles[i].a, report.data);
        assert_true(folding_same(
            &folding, first, folding_text(&folding, titles[i].b, report.data)));
        folding_release(&folding);
    }
}

/* By what publishing system so ever: inside of a number, here. */
static void a_teaser_broken_off_contradicts_nothing(void **state)
{
    struct folding *folding = *state;
    int64_t report = folding_text(folding, "Breakwater moves", REPORT);
    int64_t teaser = folding_text(
        folding, "Rubble washed out",
        LEAD "Divers sent down by the authority found that the sea had washed "
             "out the rubble under three of its 2… More on this");
    int64_t other = folding_text(
        folding, "Rubble found",
        LEAD "Divers sent down by the authority found that the sea had washed "
             "out the rubble under three of its 29 caissons.");

    assert_true(folding_same(folding, report, teaser));
    assert_false(folding_same(folding, report, other));
}

/* A teaser that is mostly a passage which another story has as well does not
 * draw that story's text in: the full text of its own story knows better. */
static void a_teaser_does_not_draw_in_another_text(void **state)
{
    static const char other[] =
        "Members of the rowing club met in the old customs house to speak "
        "about the coming season and the races they want to enter.\n"
        "The chairwoman said the new boats would come in May, that the youth "
        "section had doubled, and that the roof was to be tarred at last.\n"
        "Coffee was served, and the evening closed with slides of the trip "
        "to the lakes, which half of the members had missed for the flu.\n"
        "The next meeting is to be held on the lawn, weather permitting, "
        "with the brass band of the fire brigade and a raffle.\n";
    struct folding *folding = *state;
    char text[4096];

    snprintf(text, sizeof(text), "%s%s", LEAD, other);
    int64_t full = folding_text(folding, "Vell breakwater", REPORT);
    int64_t teaser = folding_text(folding, "Large ships banned", LEAD);
    int64_t club = folding_text(folding, "Rowing club meets", text);
    assert_true(folding_same(folding, full, teaser));
    assert_false(folding_same(folding, full, club));
}

/* Teasers of a few words, and what other stories have of the same. */
static void short_teasers_are_found_by_text_and_title(void **state)
{
    static const struct {
        const char *name, *title, *text;
        bool copy;
    } teasers[] = {
        {"a beginning, its title cut", "Vell harbour is to close to big",
         "The harbour of Vell", true},
        {"a beginning, another title", "Rowing club elects its chair",
         "The harbour of Vell", false},
        {"a name left out", "A wall that walks",
         "Divers sent down by the authority found that the sea had washed out "
         "the rubble under three of its 22 caissons. Chief engineer said that "
         "the wall would stand the spring tides, but not another winter.",
         true},
    };
    struct folding *folding = *state;
    int64_t original =
        folding_text(folding, "Vell harbour is to close to big ships", REPORT);

    for (size_t i = 0; i < sizeof(teasers) / sizeof(*teasers); i++)
        if (folding_same(folding, original,
                         folding_text(folding, teasers[i].title,
                                      teasers[i].text)) != teasers[i].copy)
            fail_msg("wrong: %s", teasers[i].name);
}

/* A notice that ten texts begin with weighs nothing: a teaser that has
 * only this belongs to the story that its title is of. */
static void a_teaser_of_common_words_goes_where_its_title_says(void **state)
{
#define NOTICE                                                                 \
    "The opinions printed on this page are those of their authors and not of " \
    "the paper or its owners. "
    struct folding *folding = *state;
    int64_t ids[10];
    char title[80], text[2048];

    for (int i = 0; i < 10; i++) {
        snprintf(title, sizeof(title),
                 "New column by %c%c%c on what became of %c%c%c%c", 'A' + i,
                 'a' + i, 'b' + i, 'C' + i, 'd' + i, 'a' + i, 'e' + i);
        snprintf(text, sizeof(text),
                 NOTICE
                 "What %c%c%c%c saw at x%d was a%d, then b%d and at last "
                 "c%d, d%d and e%d in a row; f%d came with g%d later, "
                 "h%d stayed with i%d until j%d let k%d off.",
                 'C' + i, 'd' + i, 'a' + i, 'e' + i, i, i, i, i, i, i, i, i, i,
                 i, i, i);
        ids[i] = folding_text(folding, title, text);
    }
    int64_t vague = folding_text(folding, "From our columns", NOTICE);
    for (int i = 0; i < 10; i++)
        assert_false(folding_same(folding, ids[i], vague));
    int64_t teaser = folding_text(
        folding, "New column by Iij on what became of Klim", NOTICE);
    assert_true(folding_same(folding, ids[8], teaser));
    assert_false(folding_same(folding, ids[0], teaser));
}

static void titles_without_text(void **state)
{
    struct folding *folding = *state;
    struct fold_document same[] = {
        {.title = "Swimmer crosses the Strait of Vell in record time"},
        {.title = "Swimmer crosses the Strait of Vell in record time"},
        {.title = "Swimmer crosses the Strait of Vell in record time",
         .first_seen = 1700000000 + 5 * 86400},
        {.title = "Morning news"},
        {.title = "Morning news"},
    };
    int64_t id = folding_add(folding, same, 5, 5);

    assert_true(folding_same(folding, id, id + 1));
    assert_false(folding_same(folding, id, id + 2));     /* five days later */
    assert_false(folding_same(folding, id + 3, id + 4)); /* too short */
}

static void a_teaser_and_its_copies_end_in_one_story(void **state)
{
    struct folding *folding = *state;
    int64_t first = folding_text(folding, "Head", LEAD SECOND);
    int64_t second = folding_text(folding, "Tail", THIRD FOURTH);

    assert_false(folding_same(folding, first, second));
    int64_t whole = folding_text(folding, "Whole", REPORT);
    assert_true(folding_same(folding, first, whole));
    assert_int_equal(fold_memory_story(folding->memory, first), first);
}

/* count words that no other text has, of a number's letters. */
static void add_words(struct strbuf *text, unsigned number, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        unsigned word = (number * 4096 + i) * 2654435761u;
        for (int n = 0; n < 7; n++, word /= 26)
            strbuf_addf(text, "%c", 'a' + (int)(word % 26));
        strbuf_addstr(text, " ");
    }
}

/* What begins texts of many stories leads to none of them: they are not read. */
static void phrases_of_many_stories_are_not_followed(void **state)
{
    CLEANUP(strbuf_release) struct strbuf text;
    struct folding *folding = *state;
    size_t before = 0;

    strbuf_init(&text, 4 << 10);
    for (unsigned i = 0; i < 100; i++) {
        strbuf_clear(&text);
        add_words(&text, 2 * i, 15);
        strbuf_addstr(&text, "as was confirmed by people who are familiar with "
                             "the matter on Monday afternoon ");
        add_words(&text, 2 * i + 1, 60);
        char title[20];
        snprintf(title, sizeof(title), "Matter %u", i);
        if (i == 3 || i == 60)
            before = folding->candidates;
        folding_text(folding, title, text.data);
        if (i == 3)
            assert_int_equal(folding->candidates - before, 3);
    }
    /* Not 12 each, 480: which words of a phrase are posted depends on those around
     * it, and some were seldom. */
    assert_in_range(folding->candidates - before, 0, 30);
}

/* However many outlets have printed it: they are one story. */
static void a_long_text_finds_a_teaser_that_many_have(void **state)
{
    CLEANUP(strbuf_release) struct strbuf text;
    struct folding *folding = *state;

    strbuf_init(&text, 32 << 10);
    int64_t first = folding_text(folding, "Teaser", LEAD);
    for (int i = 0; i < 60; i++) {
        char title[20];
        snprintf(title, sizeof(title), "Outlet %d", i);
        assert_true(
            folding_same(folding, first, folding_text(folding, title, LEAD)));
    }
    strbuf_addstr(&text, LEAD);
    add_words(&text, 1, 2500);
    assert_true(folding_same(folding, first,
                             folding_text(folding, "Whole", text.data)));
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folding_setup, folding_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_title_turned_makes_another_text_of_a_short_one),
        TEST(a_teaser_broken_off_contradicts_nothing),
        TEST(a_teaser_does_not_draw_in_another_text),
        TEST(short_teasers_are_found_by_text_and_title),
        TEST(a_teaser_of_common_words_goes_where_its_title_says),
        TEST(titles_without_text),
        TEST(a_teaser_and_its_copies_end_in_one_story),
        TEST(phrases_of_many_stories_are_not_followed),
        TEST(a_long_text_finds_a_teaser_that_many_have),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
