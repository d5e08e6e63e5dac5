/* What explain says is what folding does. */
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

#define REPORT                                                                 \
    "The central bank of Norwick raises its rate to 4.5 percent on Tuesday, "  \
    "the third step this year, governor Ines Halberg said in Port Ansel, and " \
    "warned that bread and rents would go on rising until the summer at least."

static const char report[] = REPORT;
static const char cuts[] =
    "The central bank of Norwick cuts its rate to 5.4 percent on Tuesday, the "
    "third step this year, governor Ines Halberg said in Port Ansel, and "
    "warned that bread and rents would go on rising until the summer at least.";
static const char other[] =
    "A seal has been seen in the harbour basin of Port Ansel for the third "
    "time this winter; the harbour master asks people not to feed it, since it "
    "steals from the fishing boats anyway and has learned to open the crates.";
static const char teaser[] =
    "The central bank of Norwick raises its rate to 4.5 percent on Tuesday, "
    "the third step this year, governor Ines Halberg said in Port Ansel.";
static const char round_up[] =
    "Three ships were caught in the ice off Marten Point and are to be freed "
    "when the wind turns, said the coast guard, which has sent its one boat.\n"
    "The theatre of Sulby opens its season with a play about a dog and two "
    "brothers, written by a baker and played by the fire brigade.\n"
    "In Hallow the library will be shut for March while its roof is mended; "
    "books can be borrowed from the back of a van on Fridays until then.\n"
    "The football club of Tarn has sold its goalkeeper to pay for a new stand, "
    "and will play the rest of the season with the groundsman in his place.\n"
    "Farmers on the lower Tarn say that the geese have come three weeks early "
    "and eaten most of the winter wheat that had come up since October.\n"
    "A ferry that was given up for lost in 1961 has been found by divers in "
    "forty metres of water, upright, with its lamps and its piano in place.\n"
    "The old mill at Ostrey is to be a school again, after sixty years as a "
    "store for paint, if the county finds the money for new stairs.\n" REPORT;

/* Longer than its opening, and what of it is a story of its own. */
static const char long_one[] =
    "Ten villages of the upper valley have agreed on a common timetable for "
    "their buses after two winters in which pupils waited in the snow at the "
    "bridge. Drivers had refused the old one because it left them no time to "
    "turn at the quarry, where the road is narrow and the gravel is loose, and "
    "where two of them had met head on in autumn without anyone being hurt. "
    "The new lines begin before Easter with vehicles bought from a brewery.";
static const char part[] =
    "The new lines begin before Easter with vehicles bought from a brewery.";

static const char *const texts[] = {report, cuts, other, teaser, round_up, ""};

#define TEXTS (sizeof(texts) / sizeof(*texts))

static void explained(struct folding *folding, const char *a, const char *b,
                      struct arena *arena, struct fold_explanation *ret)
{
    struct fold_document documents[2] = {
        {1, 1, 1001, 1700000060, "", a, NULL, NULL},
        {2, 2, 1002, 1700000120, "", b, NULL, NULL}};
    struct error err;

    if (fold_explain(&folding->options, fold_memory_source(folding->memory),
                     &documents[0], &documents[1], arena, ret, &err) < 0)
        fail_msg("%s", err.message);
}

static void it_never_says_something_else_than_folding(void **state)
{
    size_t copies = 0;

    for (size_t i = 0; i < TEXTS; i++)
        for (size_t j = 0; j < TEXTS; j++) {
            CLEANUP(arena_release) struct arena arena = {0};
            struct fold_explanation explanation;
            struct folding folding;
            folding_init(&folding);
            int64_t a = folding_text(&folding, "", texts[i]);
            int64_t b = folding_text(&folding, "", texts[j]);
            explained(&folding, texts[i], texts[j], &arena, &explanation);
            assert_int_equal(explanation.copy, folding_same(&folding, a, b));
            assert_int_equal(explanation.copy,
                             explanation.breach == BREACH_NONE);
            copies += explanation.copy;
            folding_release(&folding);
        }
    /* Each with itself but the empty one, and the teaser with its report. */
    assert_int_equal(copies, TEXTS - 1 + 2);
}

static void it_names_the_rule_that_is_broken(void **state)
{
    static const struct {
        const char *name, *a, *b;
        enum breach expected;
    } cases[] = {
        {"a copy", report, report, BREACH_NONE},
        {"a teaser", report, teaser, BREACH_NONE},
        {"another story", report, other, BREACH_CONTAINMENT},
        {"the opposite", report, cuts, BREACH_OPPOSED},
        {"a round-up", teaser, round_up, BREACH_OPENING},
        {"no text", report, "", BREACH_SHORT},
        {"a part that is not sampled", long_one, part, BREACH_UNSEEN},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct fold_explanation explanation;
        struct folding folding;
        folding_init(&folding);
        explained(&folding, cases[i].a, cases[i].b, &arena, &explanation);
        if (explanation.breach != cases[i].expected)
            fail_msg("%s: %s", cases[i].name, breach_name(explanation.breach));
        folding_release(&folding);
    }
}

static bool is_text(const struct quotation *quotation, const char *text)
{
    return quotation->len == strlen(text) &&
           !memcmp(quotation->text, text, quotation->len);
}

static const struct fold_fact *find_fact(const struct fold_explanation *e,
                                         int side, const char *word)
{
    static const struct fold_fact none;

    for (size_t i = 0; i < e->fact_count; i++)
        if (e->fact_list[i].side == side &&
            is_text(&e->fact_list[i].word, word))
            return &e->fact_list[i];
    fail_msg("there is no fact '%s'", word);
    return &none;
}

static void it_quotes_what_is_shared_and_what_is_not(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_explanation e;
    struct folding folding;

    folding_init(&folding);
    explained(&folding, report, cuts, &arena, &e);
    assert_true(e.passage_count >= 2);
    assert_true(is_text(
        &e.passages[0],
        "percent on Tuesday, the third step this year, governor Ines Halberg "
        "said in Port Ansel, and warned that bread and rents would go on "
        "rising until the summer at least"));
    assert_true(find_fact(&e, 0, "Halberg")->agrees);
    assert_false(find_fact(&e, 0, "4.5")->agrees);
    assert_false(find_fact(&e, 1, "5.4")->agrees);
    assert_true(find_fact(&e, 0, "raises")->opposite);
    assert_true(find_fact(&e, 1, "cuts")->opposite);
    assert_true(e.distance > 0 && e.distance < 32);
    assert_int_equal(e.passage_distance, 0);
    folding_release(&folding);
}

static void it_quotes_prefixes_and_quantities(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_explanation e;
    struct folding folding;

    folding_init(&folding);
    explained(&folding,
              REPORT " It is safe to lend 3m crowns, the bank has found.",
              REPORT " It is unsafe to lend 3bn crowns, the bank has found.",
              &arena, &e);
    assert_int_equal(e.breach, BREACH_OPPOSED);
    assert_true(find_fact(&e, 1, "unsafe")->opposite);
    assert_true(find_fact(&e, 0, "3m")->opposite);
    assert_true(find_fact(&e, 1, "3bn")->opposite);
    folding_release(&folding);
}

static void containment_is_told_both_ways(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_explanation e;
    struct folding folding;

    folding_init(&folding);
    explained(&folding, report, teaser, &arena, &e);
    assert_true(e.contained[1] > 0.9);
    assert_true(e.contained[0] < 0.75);
    assert_float_equal(e.containment, e.contained[1], 1e-9);
    folding_release(&folding);
}

/* Lines weigh nothing for one of four reasons. */
static void it_says_why_a_line_is_discounted(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    CLEANUP(strbuf_release) struct strbuf text;
    struct fold_explanation e;
    struct folding folding;

    size_t seen[4] = {0};

    folding_init(&folding);
    strbuf_init(&text, 1 << 16);
    for (int i = 0; i < 6; i++) {
        struct fold_document document = {.outlet = 1001, .title = ""};
        strbuf_clear(&text);
        strbuf_addf(&text,
                    "Item%d word%d thing%d place%d.\nSubscribe to our letter "
                    "today\nRead also: matter %c and more\n",
                    i, i, i, i, 'a' + i);
        document.text = text.data;
        folding_add(&folding, &document, 1, 1);
    }
    strbuf_clear(&text);
    strbuf_addf(&text,
                "%s\nBy Ann Hale\nSubscribe to our letter today\n"
                "Read also: geese come early\nA line of its page is said twice "
                "here.\nA line of its page is said twice here.\n",
                report);
    explained(&folding, text.data, report, &arena, &e);
    for (size_t i = 0; i < e.discounted_count; i++)
        seen[e.discounted[i].why]++;
    assert_int_equal(seen[DISCOUNT_CREDIT], 1);
    assert_int_equal(seen[DISCOUNT_REPEATED], 1);
    assert_int_equal(seen[DISCOUNT_LINE], 1);
    assert_int_equal(seen[DISCOUNT_OPENING], 1);
    for (size_t i = 0; i < e.discounted_count; i++)
        if (e.discounted[i].why == DISCOUNT_LINE) {
            assert_true(is_text(&e.discounted[i].line,
                                "Subscribe to our letter today"));
            assert_int_equal(e.discounted[i].times, 6);
        }
    assert_true(e.copy);
    folding_release(&folding);
}

/* What is quoted is what was compared, whatever the text is spelled with. */
static void a_disguised_text_is_quoted_as_it_was_read(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    CLEANUP(strbuf_release) struct strbuf hyphens;
    struct fold_explanation e;
    struct folding folding;

    folding_init(&folding);
    strbuf_init(&hyphens, 1 << 16);
    for (const char *p = report; *p; p++) {
        strbuf_addch(&hyphens, *p);
        if (*p > ' ' && p[1] > ' ')
            strbuf_addstr(&hyphens, "\u00ad");
    }
    explained(&folding, hyphens.data, report, &arena, &e);
    assert_true(e.copy);
    assert_int_equal(e.words[0], e.words[1]);
    assert_int_equal(e.passage_count, 1);
    /* All but the full stop. */
    assert_int_equal(e.passages[0].len, sizeof(report) - 2);
    assert_memory_equal(e.passages[0].text, report, sizeof(report) - 2);
    assert_true(find_fact(&e, 0, "Halberg")->agrees);
    folding_release(&folding);
}

static void the_nearest_others_come_best_first(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_neighbour *found;
    struct folding folding;
    struct error err;
    size_t count;

    folding_init(&folding);
    int64_t far = folding_text(&folding, "", other);
    int64_t opposite = folding_text(&folding, "", cuts);
    int64_t copy = folding_text(&folding, "", report);
    int64_t self = folding_text(&folding, "", report);
    struct fold_document document = {self, copy,   1004, 1700000240,
                                     "",   report, NULL, NULL};
    assert_int_equal(fold_neighbours(&folding.options,
                                     fold_memory_source(folding.memory),
                                     &document, &arena, &found, &count, &err),
                     0);
    assert_int_equal(count, 2);
    assert_int_equal(found[0].entry, copy);
    assert_true(found[0].copy);
    assert_int_equal(found[1].entry, opposite);
    assert_int_equal(found[1].breach, BREACH_OPPOSED);
    assert_true(far != opposite);
    folding_release(&folding);
}

static bool has_words(const struct quotation *quotation, const char *words)
{
    return memmem(quotation->text, quotation->len, words, strlen(words)) !=
           NULL;
}

static void it_quotes_what_contradicts(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_explanation e;
    struct folding folding;

    folding_init(&folding);
    explained(&folding, report, cuts, &arena, &e);
    assert_int_equal(e.breach, BREACH_OPPOSED);
    assert_int_equal(e.objector, 0);
    assert_int_equal(e.contradiction_count, 2);
    assert_true(has_words(&e.contradictions[0].texts[0],
                          "of Norwick raises its rate to"));
    assert_true(
        has_words(&e.contradictions[0].texts[1], "of Norwick cuts its rate"));
    assert_true(has_words(&e.contradictions[1].texts[0], "4.5 percent"));
    assert_true(has_words(&e.contradictions[1].texts[1], "5.4 percent"));
    explained(&folding, report, report, &arena, &e);
    assert_int_equal(e.contradiction_count, 0);
    folding_release(&folding);
}

/* The third lacks what the others say against each other. */
static void it_names_and_quotes_who_objects(void **state)
{
    static const char *const ends[] = {
        " The members of the union raised their rates after all of that.",
        " The members of the union cut their rates after all of that.", ""};
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document documents[3];
    struct fold_explanation e;
    struct fold_neighbour *found;
    struct folding folding;
    struct error err;
    size_t count;
    char reports[3][1200];

    folding_init(&folding);
    const struct fold_source *source = fold_memory_source(folding.memory);
    for (int i = 0; i < 3; i++) /* raised, silent, cut */
        snprintf(reports[i], sizeof(reports[i]), "%s%s", long_one,
                 ends[i ? 3 - i : 0]);
    for (int i = 0; i < 3; i++) {
        int64_t id = folding_text(&folding, "", reports[i]);
        documents[i] = (struct fold_document){
            id, id == 2 ? 1 : id, 1000 + id, 1700000000 + 60 * id,
            "", reports[i],       NULL,      NULL};
    }
    assert_true(folding_same(&folding, 1, 2));
    assert_false(folding_same(&folding, 1, 3));
    assert_int_equal(fold_explain(&folding.options, source, &documents[1],
                                  &documents[2], &arena, &e, &err),
                     0);
    assert_int_equal(e.breach, BREACH_DENIED);
    assert_int_equal(e.objector, 1);
    assert_int_equal(e.contradiction_count, 1);
    assert_true(has_words(&e.contradictions[0].texts[0], "union raised their"));
    assert_true(has_words(&e.contradictions[0].texts[1], "union cut their"));
    /* Of one alone the same is said, though the other came later. */
    assert_int_equal(fold_neighbours(&folding.options, source, &documents[1],
                                     &arena, &found, &count, &err),
                     0);
    assert_int_equal(count, 2);
    assert_int_equal(found[0].entry, 1);
    assert_true(found[0].copy);
    assert_int_equal(found[1].entry, 3);
    assert_int_equal(found[1].breach, BREACH_DENIED);
    folding_release(&folding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_never_says_something_else_than_folding),
        cmocka_unit_test(it_names_the_rule_that_is_broken),
        cmocka_unit_test(it_quotes_what_is_shared_and_what_is_not),
        cmocka_unit_test(it_quotes_prefixes_and_quantities),
        cmocka_unit_test(containment_is_told_both_ways),
        cmocka_unit_test(it_says_why_a_line_is_discounted),
        cmocka_unit_test(a_disguised_text_is_quoted_as_it_was_read),
        cmocka_unit_test(the_nearest_others_come_best_first),
        cmocka_unit_test(it_quotes_what_contradicts),
        cmocka_unit_test(it_names_and_quotes_who_objects),
    };

    return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
