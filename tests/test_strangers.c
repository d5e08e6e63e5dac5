/*
 * Stories that have nothing to do with each other, or say the opposite, and texts
 * that lie between them: two reports in one, a report without the passage in which
 * two others differ, texts that become another one word by word. What is between
 * may be put where it likes; the two must stay apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/contradictions.h"
#include "tests/made_story.h"
#include "tests/numbered.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static int64_t fold_as(struct folding *folding, const struct text *text,
                       const char *title, int64_t outlet)
{
    CLEANUP(strbuf_release) struct strbuf out;

    write_sentences(&out, text);
    struct fold_document document = {
        .title = title, .text = out.data, .outlet = outlet};
    return folding_add(folding, &document, 1, 1);
}

static int64_t fold(struct folding *folding, const struct text *text)
{
    return fold_as(folding, text, "What the papers have today", 0);
}

/* Under one of three titles. */
static int64_t fold_titled(struct folding *folding, const struct text *text,
                           int title)
{
    return fold_as(folding, text, titles[title], 0);
}

/* The orders in which three can come. */
static const char orders[][4] = {"ABX", "AXB", "BAX", "BXA", "XAB", "XBA"};

static void fold_in_order(struct folding *folding, const struct text texts[3],
                          const char *order, int64_t ret[3])
{
    memset(ret, 0, 3 * sizeof(*ret));
    for (size_t i = 0; i < 3; i++) {
        size_t which = order[i] == 'X' ? 2 : (size_t)(order[i] - 'A');
        ret[which] = fold(folding, &texts[which]);
    }
}

/* Reprints of both come later, too, and go where they belong. One of the
 * stories may have begun with a teaser. */
static void two_reports_in_one_do_not_join_them(void **state)
{
    static const int lengths[] = {5, 14, 36};

    for (size_t i = 0; i < 2 * KINDS * COUNT(lengths) * COUNT(orders); i++) {
        const char *kind = kinds[i / 2 % KINDS];
        int n = lengths[i / 2 / KINDS % COUNT(lengths)];
        const char *order = orders[i / 2 / KINDS / COUNT(lengths)];
        struct folding folding;
        struct text texts[3] = {0};
        int64_t ids[3] = {0};
        folding_init(&folding);
        push_range(&texts[0], 0, n);
        push_range(&texts[1], 100, 100 + n);
        push_both(&texts[2], kind, n);
        if (n > 10 && i % 4 < 2) { /* a sentence that both have */
            push(&texts[0], 500);
            push(&texts[1], 500);
        }
        if (i % 2) {
            struct text teaser = {0};
            push_range(&teaser, 0, 2);
            fold_titled(&folding, &teaser, 0);
        }
        for (size_t j = 0; j < 3; j++) {
            size_t which = order[j] == 'X' ? 2 : (size_t)(order[j] - 'A');
            ids[which] = fold_titled(&folding, &texts[which], (int)which);
        }
        bool apart = !folding_same(&folding, ids[0], ids[1]);
        int64_t a = fold_titled(&folding, &texts[0], 0);
        int64_t b = fold_titled(&folding, &texts[1], 1);
        if (!apart || folding_same(&folding, ids[0], ids[1]) ||
            !folding_same(&folding, a, ids[0]) ||
            !folding_same(&folding, b, ids[1]))
            fail_msg("%s, %d sentences, %s%s%s", kind, n, order,
                     i % 2 ? ", after a teaser" : "",
                     apart ? ", then their reprints" : "");
        folding_release(&folding);
    }
}

/* An outlet that prints but the end of a report does not keep those out that print
 * its beginning. */
static void the_end_of_a_report_hides_none_of_it(void **state)
{
    static const int beginnings[] = {10, 14, 18, 22, 30};

    for (size_t i = 0; i < COUNT(beginnings); i++) {
        struct folding folding;
        struct text report = {0}, end = {0}, beginning = {0};
        folding_init(&folding);
        push_range(&report, 0, 36);
        push_range(&end, 22, 36);
        push_range(&beginning, 0, beginnings[i]);
        int64_t first = fold(&folding, &report);
        fold(&folding, &end);
        assert_true(folding_same(&folding, first, fold(&folding, &beginning)));
        folding_release(&folding);
    }
}

/* From one to the other in steps of a sentence. */
static void a_report_does_not_become_another_by_and_by(void **state)
{
    static const int lengths[] = {6, 14, 36};

    for (size_t i = 0; i < 2 * COUNT(lengths); i++) {
        int n = lengths[i / 2];
        struct folding folding;
        struct text a = {0}, b = {0};
        int64_t ids[2] = {0};
        folding_init(&folding);
        push_range(&a, 0, n);
        push_range(&b, 100, 100 + n);
        for (int step = -1; step <= n + 1; step++) {
            struct text between = {0};
            if (step == (i % 2 ? n + 1 : -1)) {
                ids[0] = fold(&folding, &a);
                ids[1] = fold(&folding, &b);
            }
            if (step < 0 || step > n)
                continue;
            push_range(&between, 100, 100 + step);
            push_range(&between, step, n);
            fold(&folding, &between);
        }
        if (folding_same(&folding, ids[0], ids[1]))
            fail_msg("%d sentences, %s", n, i % 2 ? "before" : "after");
        folding_release(&folding);
    }
}

/* What belongs together does, though two parts have nothing in common. */
static void parts_of_a_report_are_its_copies(void **state)
{
    struct folding *folding = *state;
    struct text full = {0}, most = {0}, start = {0}, teaser = {0};

    push_range(&full, 0, 24);
    push_range(&most, 2, 20);
    push_range(&start, 0, 14);
    push_range(&teaser, 0, 3);
    int64_t first = fold(folding, &full);
    assert_true(folding_same(folding, first, fold(folding, &start)));
    assert_true(folding_same(folding, first, fold(folding, &teaser)));
    assert_true(folding_same(folding, first, fold(folding, &most)));
    assert_true(folding_same(folding, first, fold(folding, &full)));
}

/* n sentences with the turn in the middle or at the end; without it, where it is
 * NULL, or cut before it. */
static struct text with_turn(int n, const int *turn, bool cut)
{
    struct text ret = {0};

    push_range(&ret, 0, cut ? n * 2 / 3 : n);
    if (turn)
        push(&ret, *turn);
    push_range(&ret, n, turn || !cut ? n + 3 : n);
    return ret;
}

static void a_silent_text_does_not_join_what_contradicts(void **state)
{
    static const int lengths[] = {5, 12, 30};

    for (size_t i = 0; i < 10 * COUNT(lengths) * COUNT(orders) * 2; i++) {
        size_t turn = i % 10;
        int n = lengths[i / 10 % COUNT(lengths)];
        const char *order = orders[i / 10 / COUNT(lengths) % COUNT(orders)];
        bool cut = i / 10 / COUNT(lengths) / COUNT(orders);
        int before = TURN(turn, 0), after = TURN(turn, 1);
        struct text texts[] = {with_turn(n, &before, false),
                               with_turn(n, &after, false),
                               with_turn(n, NULL, cut)};
        struct folding folding;
        int64_t ids[3];
        folding_init(&folding);
        fold_in_order(&folding, texts, order, ids);
        if (folding_same(&folding, ids[0], ids[1]))
            fail_msg("%s, %d sentences, %s%s", turns[turn].name, n, order,
                     cut ? ", cut" : "");
        /* The silent one is a copy of one of the two, … */
        assert_true(folding_same(&folding, ids[2], ids[0]) ||
                    folding_same(&folding, ids[2], ids[1]));
        /* … and who takes a side is with it. */
        for (size_t j = 0; j < 2; j++)
            assert_true(
                folding_same(&folding, ids[j], fold(&folding, &texts[j])));
        folding_release(&folding);
    }
}

/* So many that the founder, which contradicts, is none of the nearest. */
static void many_silent_copies_do_not_either(void **state)
{
    static const int lengths[] = {5, 12, 30};

    for (size_t i = 0; i < 10 * COUNT(lengths); i++) {
        int n = lengths[i / 10];
        int before = TURN(i % 10, 0), after = TURN(i % 10, 1);
        struct text founder = with_turn(n, &before, false);
        founder.sentences[0] = 600; /* of its own: farther than the copies */
        struct text contrary = with_turn(n, &after, false);
        struct text silent = with_turn(n, NULL, false);
        struct folding folding;
        folding_init(&folding);
        int64_t first = fold(&folding, &founder);
        for (int j = 0; j < 20; j++)
            assert_true(folding_same(&folding, first, fold(&folding, &silent)));
        if (folding_same(&folding, first, fold(&folding, &contrary)))
            fail_msg("%s, %d sentences", turns[i % 10].name, n);
        folding_release(&folding);
    }
}

/* Nor do they make one of the two when these are there already: of the nearest to
 * the thirteenth the founder is none. */
static void many_silent_copies_do_not_merge_what_contradicts(void **state)
{
    static const int lengths[] = {5, 12, 30};

    for (size_t i = 0; i < 10 * COUNT(lengths); i++) {
        int n = lengths[i / 10];
        int before = TURN(i % 10, 0), after = TURN(i % 10, 1);
        struct text one = with_turn(n, &before, false);
        struct text other = with_turn(n, &after, false);
        struct text silent = with_turn(n, NULL, false);
        struct folding folding;
        folding_init(&folding);
        int64_t first = fold(&folding, &one);
        int64_t second = fold(&folding, &other);
        for (int j = 0; j < 20; j++) {
            int64_t copy = fold(&folding, &silent);
            if (!folding_same(&folding, first, copy) &&
                !folding_same(&folding, second, copy))
                fail_msg("%s, %d sentences: copy %d is alone",
                         turns[i % 10].name, n, j);
            if (folding_same(&folding, first, second))
                fail_msg("%s, %d sentences, copy %d", turns[i % 10].name, n, j);
        }
        folding_release(&folding);
    }
}

/* A text that has both is with one of them. */
static void a_text_with_both_does_not_join_what_contradicts(void **state)
{
    for (size_t i = 0; i < COUNT(orders); i++) {
        struct folding folding;
        int before = TURN(0, 0), after = TURN(0, 1);
        struct text texts[] = {with_turn(12, &before, false),
                               with_turn(12, &after, false),
                               with_turn(12, &before, false)};
        int64_t ids[3];
        folding_init(&folding);
        push(&texts[2], after);
        fold_in_order(&folding, texts, orders[i], ids);
        if (folding_same(&folding, ids[0], ids[1]))
            fail_msg("%s", orders[i]);
        folding_release(&folding);
    }
}

/* An outlet changes a number in its own long report: that is its update, though
 * others have printed what it had before; and who prints the new one is with it. */
static void an_outlet_s_update_is_of_its_story(void **state)
{
    struct folding *folding = *state;
    int before = TURN(1, 0), after = TURN(1, 1);
    struct text old = with_turn(24, &before, false);
    struct text new = with_turn(24, &after, false);

    assert_string_equal(turns[1].name, "4.5, 5.4");
    int64_t first = fold_as(folding, &old, "The rate", 1);
    assert_true(
        folding_same(folding, first, fold_as(folding, &old, "A rate", 2)));
    assert_true(
        folding_same(folding, first, fold_as(folding, &new, "The rate", 1)));
    assert_true(
        folding_same(folding, first, fold_as(folding, &new, "New rate", 3)));
    assert_true(
        folding_same(folding, first, fold_as(folding, &old, "Old rate", 4)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_end_of_a_report_hides_none_of_it,
                                        folding_setup, folding_teardown),
        cmocka_unit_test_setup_teardown(two_reports_in_one_do_not_join_them,
                                        folding_setup, folding_teardown),
        cmocka_unit_test_setup_teardown(
            a_report_does_not_become_another_by_and_by, folding_setup,
            folding_teardown),
        cmocka_unit_test_setup_teardown(parts_of_a_report_are_its_copies,
                                        folding_setup, folding_teardown),
        cmocka_unit_test_setup_teardown(
            a_silent_text_does_not_join_what_contradicts, folding_setup,
            folding_teardown),
        cmocka_unit_test_setup_teardown(
            a_text_with_both_does_not_join_what_contradicts, folding_setup,
            folding_teardown),
        cmocka_unit_test_setup_teardown(many_silent_copies_do_not_either,
                                        folding_setup, folding_teardown),
        cmocka_unit_test_setup_teardown(
            many_silent_copies_do_not_merge_what_contradicts, folding_setup,
            folding_teardown),
        cmocka_unit_test_setup_teardown(an_outlet_s_update_is_of_its_story,
                                        folding_setup, folding_teardown),
    };

    return cmocka_run_group_tests_name("strangers", tests, NULL, NULL);
}
