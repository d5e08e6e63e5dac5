/* Differences of texts, word by word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/worddiff.h"

static void rendered(const char *before, const char *after,
                     const struct diff_style *style, struct strbuf *out)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct word_diff diff;

    word_diff(before, after, &arena, &diff);
    word_diff_text(out, &diff, style);
}

static void marks_what_was_removed_and_added(void **state)
{
    static const struct {
        const char *name, *before, *after, *expected;
    } cases[] = {
        {"equal", "one two", "one  two", "one two\n"},
        {"both empty", "", "", ""},
        {"from nothing", "", "one two", "{+one two+}\n"},
        {"to nothing", "one two", "", "[-one two-]\n"},
        {"a word replaced", "the bank raises rates", "the bank cuts rates",
         "the bank [-raises-] {+cuts+} rates\n"},
        {"at the beginning", "By Ann. The fire", "The fire",
         "[-By Ann.-] The fire\n"},
        {"all replaced", "one", "two", "[-one-] {+two+}\n"},
        {"at the end", "the fire", "the fire is out", "the fire {+is out+}\n"},
        {"paragraphs", "one\ntwo", "one\nand a half\ntwo",
         "one\n{+and a half+}\ntwo\n"},
        {"a mark ends with its line", "one", "one\ntwo\nthree",
         "one\n{+two+}\n{+three+}\n"},
        {"paragraphs are not compared", "one two", "one\ntwo", "one\ntwo\n"},
        {"Han by character", "\xe5\x8c\x97\xe4\xba\xac\xe5\xb8\x82",
         "\xe5\x8c\x97\xe6\xb5\xb7\xe5\xb8\x82",
         "\xe5\x8c\x97[-\xe4\xba\xac-]{+\xe6\xb5\xb7+}\xe5\xb8\x82\n"},
        {"chance is no agreement", "a b c d e the f g h i j",
         "q r s t u the v w x y z",
         "[-a b c d e the f g h i j-] {+q r s t u the v w x y z+}\n"},
        {"no escapes", "one", "\033[31mone\xe2\x80\xae\a",
         "[-one-] {+[31mone+}\n"},
    };
    struct diff_style style = {0};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, 1 << 20);
        rendered(cases[i].before, cases[i].after, &style, &out);
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s: %s", cases[i].name, out.data);
    }
}

static void colours_end_with_the_line(void **state)
{
    CLEANUP(strbuf_release) struct strbuf out;
    struct diff_style style = {.colour = true, .columns = 13, .indent = 2};

    strbuf_init(&out, 1 << 20);
    rendered("alpha beta", "alpha gamma delta eps beta", &style, &out);
    assert_string_equal(out.data, "  alpha \033[32mgamma\033[0m\n"
                                  "  \033[32mdelta eps\033[0m\n"
                                  "  beta\n");
}

static void what_is_the_same_is_left_out(void **state)
{
    CLEANUP(strbuf_release) struct strbuf out;
    struct diff_style style = {.context = 2};

    strbuf_init(&out, 1 << 20);
    rendered("x 1 2 3 4 5 6 7 8 9 y", "X 1 2 3 4 5 6 7 8 9 Y", &style, &out);
    assert_string_equal(out.data, "[-x-] {+X+} 1 2\n"
                                  "\xe2\x80\xa6 (5 words are the same) "
                                  "\xe2\x80\xa6\n"
                                  "8 9 [-y-] {+Y+}\n");
}

static void is_json_for_programs(void **state)
{
    CLEANUP(strbuf_release) struct strbuf out;
    CLEANUP(arena_release) struct arena arena = {0};
    struct word_diff diff;

    strbuf_init(&out, 1 << 20);
    word_diff("one \"two\"", "one three\nfour", &arena, &diff);
    word_diff_json(&out, &diff);
    assert_string_equal(out.data, "[{\"same\":\"one\"},"
                                  "{\"removed\":\" \\\"two\\\"\"},"
                                  "{\"added\":\" three\\nfour\"}]");
    assert_int_equal(diff.same, 1);
    assert_int_equal(diff.removed, 1);
    assert_int_equal(diff.added, 2);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

/* Words of a small alphabet, so that there is much to align. */
static void random_text(struct strbuf *out, uint32_t *seed, size_t words,
                        unsigned alphabet)
{
    for (size_t i = 0; i < words; i++)
        strbuf_addf(out, "%sw%u", i ? " " : "", next_random(seed) % alphabet);
}

static void add_run(struct strbuf *out, const struct edit *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        if (out->len)
            strbuf_addch(out, ' ');
        strbuf_add(out, edit->words[i].text, edit->words[i].len);
    }
}

/* The edits of any two texts give both back. */
static void check_whole(const char *before, const char *after)
{
    CLEANUP(strbuf_release) struct strbuf old;
    CLEANUP(strbuf_release) struct strbuf new;
    CLEANUP(arena_release) struct arena arena = {0};
    struct word_diff diff;

    strbuf_init(&old, SIZE_MAX / 2);
    strbuf_init(&new, SIZE_MAX / 2);
    word_diff(before, after, &arena, &diff);
    for (size_t i = 0; i < diff.count; i++) {
        if (diff.edits[i].kind != EDIT_ADDED)
            add_run(&old, &diff.edits[i]);
        if (diff.edits[i].kind != EDIT_REMOVED)
            add_run(&new, &diff.edits[i]);
    }
    assert_string_equal(old.data, before);
    assert_string_equal(new.data, after);
}

static void edits_give_both_texts_back(void **state)
{
    uint32_t seed = 7;

    for (size_t i = 0; i < 2000; i++) {
        CLEANUP(strbuf_release) struct strbuf a;
        CLEANUP(strbuf_release) struct strbuf b;
        unsigned alphabet = 2 + next_random(&seed) % 30;
        strbuf_init(&a, 1 << 20);
        strbuf_init(&b, 1 << 20);
        random_text(&a, &seed, next_random(&seed) % 40, alphabet);
        random_text(&b, &seed, next_random(&seed) % 40, alphabet);
        check_whole(a.data, b.data);
    }
}

/* The length of the longest common subsequence, the slow way. */
static size_t common(const char *a, const char *b)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    size_t table[64][64] = {{0}};

    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++)
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                          : table[i - 1][j] > table[i][j - 1] ? table[i - 1][j]
                                                              : table[i][j - 1];
    return table[n][m];
}

/* Where nothing is taken for chance, no shorter difference exists. */
static void differences_are_the_shortest(void **state)
{
    uint32_t seed = 11;
    size_t checked = 0;

    for (size_t i = 0; i < 3000; i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        struct word_diff diff;
        char letters[2][32] = {{0}};
        char texts[2][96] = {{0}};
        for (size_t side = 0; side < 2; side++) {
            size_t len = next_random(&seed) % 24;
            for (size_t j = 0; j < len; j++) {
                letters[side][j] = (char)('a' + next_random(&seed) % 3);
                texts[side][2 * j] = letters[side][j];
                texts[side][2 * j + 1] = ' ';
            }
        }
        word_diff(texts[0], texts[1], &arena, &diff);
        size_t longest = common(letters[0], letters[1]);
        assert_true(diff.same <= longest);
        checked += diff.same == longest;
    }
    assert_true(checked > 2000);
}

/* 1 MiB of words of which no two agree in order: the ceiling ends it. */
static void hostile_texts_end(void **state)
{
    static const unsigned alphabets[] = {2, 50, 60000};
    uint32_t seed = 3;

    for (size_t i = 0; i < 3; i++) {
        CLEANUP(strbuf_release) struct strbuf a;
        CLEANUP(strbuf_release) struct strbuf b;
        strbuf_init(&a, 1 << 20);
        strbuf_init(&b, 1 << 20);
        random_text(&a, &seed, 150000, alphabets[i]);
        random_text(&b, &seed, 150000, alphabets[i]);
        check_whole(a.data, b.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_what_was_removed_and_added),
        cmocka_unit_test(colours_end_with_the_line),
        cmocka_unit_test(what_is_the_same_is_left_out),
        cmocka_unit_test(is_json_for_programs),
        cmocka_unit_test(edits_give_both_texts_back),
        cmocka_unit_test(differences_are_the_shortest),
        cmocka_unit_test(hostile_texts_end),
    };

    return cmocka_run_group_tests_name("worddiff", tests, NULL, NULL);
}
