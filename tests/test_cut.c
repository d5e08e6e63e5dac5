/*
 * A text that an outlet has cut inside of a word, with or without an ellipsis, is a
 * copy of that which goes on, whatever is left of the word; but not if the other
 * goes on with another word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/made_story.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Two ends of one text, in two outlets. */
struct ends {
    const char *shorter, *longer;
};

static const struct ends copies[] = {
    {"and was told by the Toronto Stock Ex",
     "and was told by the Toronto Stock Exchange (TSE) that it would be heard"},
    {"and was told by the Toronto Stock Ex",
     "and was told by the Toronto Stock Exchan"},
    {"and was told by the Toronto Stock Ex [...]",
     "and was told by the Toronto Stock Exchange (TSE) that it would be heard"},
    {"and was told by the Toronto Stock Ex […]",
     "and was told by the Toronto Stock Exchan […]"},
    {"while the debt has reached a record 12",
     "while the debt has reached a record 125.5 billion crowns, it said"},
    {"while the debt has reached a record 125",
     "while the debt has reached a record 125.5 billion crowns, it said"},
    {"which would carry the goods to Am",
     "which would carry the goods to American harbours in the spring"},
    {"which would carry the goods to A",
     "which would carry the goods to American ha"},
    {"and the harbour of Marg",
     "and the harbour of Margate-on-Sea is closed until the autumn"},
};

static const struct ends others[] = {
    {"and at least 12", "and at least 45 people were killed, the mayor said"},
    {"and at least 12.", "and at least 125 people were killed, the mayor said"},
    {"which would carry the goods to Am",
     "which would carry the goods to Bolivian harbours in the spring"},
    {"and the ship had been sold to Melissa Gr",
     "and the ship had been sold to Tanya Rhodes, who lives there"},
};

/* Whether the story is one with both ends, behind so many sentences. */
static bool fold_ends(const struct story *story, size_t count,
                      const struct ends *ends)
{
    const char *const both[] = {ends->shorter, ends->longer};
    struct folding folding;
    int64_t ids[2];

    folding_init(&folding);
    for (size_t i = 0; i < 2; i++) {
        CLEANUP(strbuf_release) struct strbuf text;
        CLEANUP(strbuf_release) struct strbuf title;
        strbuf_init(&text, CEILING);
        strbuf_init(&title, CEILING);
        write_sentence(&title, &story->title);
        for (size_t j = 0; j < count; j++) {
            write_sentence(&text, &story->sentences[j]);
            strbuf_addstr(&text, j + 1 < count ? ". " : " ");
        }
        strbuf_addstr(&text, both[i]);
        ids[i] = folding_text(&folding, title.data, text.data);
    }
    bool same = folding_same(&folding, ids[0], ids[1]);
    folding_release(&folding);
    return same;
}

static void expect(const struct ends *all, size_t count, bool same)
{
    struct random random = {496};
    struct story *story = xcalloc(1, sizeof(*story));
    size_t failed = 0;

    for (size_t i = 0; i < 6 * count; i++) {
        const struct ends *ends = &all[i % count];
        size_t sentences = 3 + i / count * 3;
        make_story(story, &random, sentences);
        if (fold_ends(story, sentences, ends) == same)
            continue;
        print_error("%s | %s, behind %zu sentences\n", ends->shorter,
                    ends->longer, sentences);
        failed++;
    }
    xfree(story);
    assert_int_equal(failed, 0);
}

static void half_a_word_is_no_edit(void **state)
{
    expect(copies, COUNT(copies), true);
}

static void another_word_is(void **state)
{
    expect(others, COUNT(others), false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_a_word_is_no_edit),
        cmocka_unit_test(another_word_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
