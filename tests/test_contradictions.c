/*
 * Texts that are equal but for a passage that says the contrary: bench/quality.sh
 * and bench/ablations.sh count those that are folded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "tests/contradictions.h"
#include "tests/made_story.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void put(struct story *story, size_t at, const char *text)
{
    struct sentence *sentence = &story->sentences[at];

    *sentence = (struct sentence){0};
    while (*text) {
        size_t len = strcspn(text, " ");
        char word[24];
        snprintf(word, sizeof(word), "%.*s", (int)len, text);
        sentence_add(sentence, word);
        text += len + (text[len] == ' ');
    }
}

/* Whether the story as it is now is folded with the document. */
static bool joins(struct folding *folding, int64_t original,
                  const struct story *story)
{
    return folding_same(folding, original, fold_story(folding, story, NULL));
}

/* Another word in the place of one that is no fact, so far from either end. */
static void edit_word(struct sentence *sentence, size_t first, size_t last,
                      struct random *random)
{
    size_t at = first + random_below(random, sentence->count - first - last);

    if (*sentence->words[at] >= 'a')
        make_word(sentence->words[at], random_below(random, 1000), false);
}

/* A copy editor's hand: a word in every second sentence. */
static void edit_lightly(struct story *story, struct random *random)
{
    for (size_t i = 0; i < story->count; i += 2)
        edit_word(&story->sentences[i], 1, 0, random);
}

/* In every other sentence, but in that one none, nor right beside it. */
static void edit_around(struct story *story, size_t but, struct random *random)
{
    for (size_t i = (but + 1) % 2; i < story->count; i += 2)
        edit_word(&story->sentences[i], 3, 3, random);
}

/* Whether the story is folded with its sentence turned; it is left as it was. */
static bool turned_joins(struct folding *folding, int64_t original,
                         struct story *story, size_t at,
                         const struct turn *turn)
{
    put(story, at, turn->after);
    bool folded = joins(folding, original, story);
    if (folded)
        print_error("folded: %s, in sentence %zu of %zu\n", turn->name, at + 1,
                    story->count);
    put(story, at, turn->before);
    return folded;
}

/* From 30 to 400 words, the sentence that is turned at any place of it. */
static void a_contradiction_is_no_copy(void **state)
{
    size_t folds = 0, copies = 0;
    struct random random = {4711};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 500; i++) {
        struct folding folding;
        const struct turn *turn = &turns[i % COUNT(turns)];
        make_story(story, &random, 3 + i * 30 / 500);
        size_t at = random_below(&random, story->count);
        folding_init(&folding);
        put(story, at, turn->before);
        int64_t original = fold_story(&folding, story, NULL);
        folds += turned_joins(&folding, original, story, at, turn);
        edit_lightly(story, &random);
        copies += joins(&folding, original, story);
        folding_release(&folding);
    }
    xfree(story);
    assert_int_equal(folds, 0);
    assert_true(copies >= 490);
}

/* So many sentences have a word more that says nothing, but that one. */
static void fill(struct story *story, size_t but, size_t count,
                 struct random *random)
{
    static const char *const fillers[] = {"also", "however", "then", "which"};

    for (size_t i = 0; i < story->count && count; i++) {
        struct sentence *sentence = &story->sentences[i];
        size_t at = 4 + random_below(random, 2);
        if (i == but)
            continue;
        for (size_t j = sentence->count; j > at; j--)
            snprintf(sentence->words[j], sizeof(sentence->words[0]), "%s",
                     sentence->words[j - 1]);
        snprintf(sentence->words[at], sizeof(sentence->words[0]), "%s",
                 fillers[i % COUNT(fillers)]);
        sentence->count++;
        count--;
    }
}

/* Small words elsewhere do not make a copy editor's work of it. */
static void a_contradiction_among_small_words_is_no_copy(void **state)
{
    size_t folds = 0, copies = 0;
    struct random random = {2718};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 300; i++) {
        struct folding folding;
        const struct turn *turn = &turns[i % COUNT(turns)];
        make_story(story, &random, 9 + i * 24 / 300);
        size_t at = random_below(&random, story->count);
        folding_init(&folding);
        put(story, at, turn->before);
        int64_t original = fold_story(&folding, story, NULL);
        fill(story, at, 1 + i % 8, &random);
        folds += turned_joins(&folding, original, story, at, turn);
        copies += joins(&folding, original, story);
        folding_release(&folding);
    }
    xfree(story);
    assert_int_equal(folds, 0);
    /* Two numbers in a row may be one, "84 213", until a word parts them. */
    assert_true(copies >= 290);
}

/* Whether it is said among many edits, too: a part of a name may be another form of
 * it, as in Joe and Joseph Biden. */
static bool is_certain(const struct turn *turn)
{
    return strcmp(turn->name, "Keller, Schmid") != 0;
}

/* Nor do two to seventeen other words, as long as none is left out. */
static void a_contradiction_among_other_words_is_no_copy(void **state)
{
    size_t folds = 0, copies = 0;
    struct random random = {57721};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 600; i++) {
        struct folding folding;
        const struct turn *turn = &turns[i % COUNT(turns)];
        make_story(story, &random, 6 + i * 30 / 600);
        size_t at = random_below(&random, story->count);
        folding_init(&folding);
        put(story, at, turn->before);
        int64_t original = fold_story(&folding, story, NULL);
        edit_around(story, at, &random);
        if (is_certain(turn))
            folds += turned_joins(&folding, original, story, at, turn);
        copies += joins(&folding, original, story);
        folding_release(&folding);
    }
    xfree(story);
    assert_int_equal(folds, 0);
    assert_true(copies >= 590);
}

/* Of two that contradict each other, a third that is one of them with other words
 * in it is no copy of both. */
static void an_edited_third_does_not_join_what_contradicts(void **state)
{
    static const char orders[][4] = {"AXB", "XAB", "BXA"};
    struct random random = {66260};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 2 * COUNT(turns); i++) {
        struct folding folding;
        const struct turn *turn = &turns[i % COUNT(turns)];
        make_story(story, &random, 6 + i * 12 / COUNT(turns));
        struct story original = *story;
        struct story edited = *story;
        size_t at = random_below(&random, story->count);
        put(&edited, at, turn->after);
        edit_around(&edited, at, &random);
        folding_init(&folding);
        int64_t ids[128] = {0};
        for (const char *c = orders[i % COUNT(orders)]; *c; c++) {
            put(&original, at, *c == 'A' ? turn->before : turn->after);
            ids[(int)*c] =
                fold_story(&folding, *c == 'X' ? &edited : &original, NULL);
        }
        if (folding_same(&folding, ids['A'], ids['B']) && is_certain(turn))
            fail_msg("%s, %s", turn->name, orders[i % COUNT(orders)]);
        assert_true(folding_same(&folding, ids['X'], ids['B']));
        folding_release(&folding);
    }
    xfree(story);
}

/* Among many edits a name in the place of another may be the same man's. */
static void other_forms_of_a_name_are_the_same(void **state)
{
    static const struct {
        const char *before, *after;
        bool copy;
    } pairs[] = {
        {"then President Obama met both of them at the gate",
         "then Barack Obama met both of them at the gate", true},
        {"then Mike Holm met both of them at the gate of it",
         "then Michael Holm met both of them at the gate of it", true},
        {"the talks of Moscow with Kiev went on in vain for Russia",
         "the talks of Russia with Kiev went on in vain for Russia", true},
        {"the head of the Department of Justice met both of them",
         "the head of the Justice Department met both of them", true},
        {"the talks of Moscow with Kiev went on in vain for years",
         "the talks of Warsaw with Kiev went on in vain for years", false},
        {"then Tolland accused Obrist of lying about all of the money",
         "then Obrist accused Tolland of lying about all of the money", false},
    };
    struct random random = {1618};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 10 * COUNT(pairs); i++) {
        struct folding folding;
        make_story(story, &random, 16);
        size_t at = 1 + 2 * random_below(&random, 7); /* is not edited */
        folding_init(&folding);
        put(story, at, pairs[i % COUNT(pairs)].before);
        int64_t original = fold_story(&folding, story, NULL);
        edit_around(story, at, &random);
        put(story, at, pairs[i % COUNT(pairs)].after);
        if (joins(&folding, original, story) != pairs[i % COUNT(pairs)].copy)
            fail_msg("%s", pairs[i % COUNT(pairs)].after);
        folding_release(&folding);
    }
    xfree(story);
}

/* Nor do eight words that say something, where one is another number. */
static void a_number_among_edits_is_another(void **state)
{
    struct random random = {161803};
    struct story *story = xcalloc(1, sizeof(*story));

    assert_string_equal(turns[1].name, "4.5, 5.4");
    for (size_t i = 0; i < 50; i++) {
        struct folding folding;
        make_story(story, &random, 16);
        size_t at = 1 + 2 * random_below(&random, 8); /* is not edited */
        folding_init(&folding);
        put(story, at, turns[1].before);
        int64_t original = fold_story(&folding, story, NULL);
        edit_lightly(story, &random);
        put(story, at, turns[1].after);
        int64_t turned = fold_story(&folding, story, NULL);
        put(story, at, turns[1].before);
        int64_t edited = fold_story(&folding, story, NULL);
        assert_false(folding_same(&folding, original, turned));
        assert_true(folding_same(&folding, original, edited));
        folding_release(&folding);
    }
    xfree(story);
}

/* Outlets have rules of style: what one writes in another way is the same. */
static void what_is_written_in_two_ways_is_the_same(void **state)
{
    static const struct {
        const char *before, *after;
        bool copy;
    } pairs[] = {
        {"they meet again in December in the old town hall",
         "they meet again in Dec. in the old town hall", true},
        {"they meet again in Dec. in the old town hall",
         "they meet again in Nov. in the old town hall", false},
        {"the bill was written by Senator Tom Holm of the left",
         "the bill was written by Sen. Tom Holm of the left", true},
        {"the bill was written by Sen. Tom Holm of the left",
         "the bill was written by Sen. Ann Holm of the left", false},
        {"the yard in San Diego, California, has room for it",
         "the yard in San Diego, Calif., has room for it", true},
        {"the yard in San Diego, Calif., has room for it",
         "the yard in San Diego, Texas, has room for it", false},
        {"the yard has lost 10,000 of its men in ten years",
         "the yard has lost 10 000 of its men in ten years", true},
        {"the yard has lost 1,010,000 of its men in ten years",
         "the yard has lost 1\xc2\xa0"
         "010\xe2\x80\xaf"
         "000 of its men in ten years",
         true},
        {"the yard has lost 10,000 of its men in ten years",
         "the yard has lost 12 000 of its men in ten years", false},
        {"the talks were held in Kiev with both of the sides",
         "the talks were held in Kyiv with both of the sides", true},
        {"the talks were held in Kiev with both of the sides",
         "the talks were held in Minsk with both of the sides", false},
        {"the law of 3 March 2024 is in force for all of them",
         "the law of March 3, 2024 is in force for all of them", true},
        {"the law of 3 March 2024 is in force for all of them",
         "the law of March 9, 2024 is in force for all of them", false},
        {"the envoy of the United Nations spoke to both of them",
         "the envoy of the UN spoke to both of them", true},
        {"they have seen nothing of it since the end of the war",
         "they have seen notihng of it since the end of the war", true},
        {"they have seen nothing of it since the end of the war",
         "they have seen much of it since the end of the war", false},
        {"the visitors lost by 1 to 2 in front of a full house",
         "the visitors lost by 2 to 1 in front of a full house", false},
    };
    struct random random = {31415};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 10 * COUNT(pairs); i++) {
        struct folding folding;
        make_story(story, &random, 4 + i / COUNT(pairs) * 3);
        size_t at = random_below(&random, story->count);
        folding_init(&folding);
        put(story, at, pairs[i % COUNT(pairs)].before);
        int64_t original = fold_story(&folding, story, NULL);
        put(story, at, pairs[i % COUNT(pairs)].after);
        if (joins(&folding, original, story) != pairs[i % COUNT(pairs)].copy)
            fail_msg("%s, %zu sentences", pairs[i % COUNT(pairs)].after,
                     story->count);
        folding_release(&folding);
    }
    xfree(story);
}

/* The story, with that in the place of its sentence. */
static int64_t fold_with(struct folding *folding, struct story *story,
                         size_t at, const char *before, const char *sentence,
                         const char *behind)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf title;

    strbuf_init(&text, CEILING);
    strbuf_init(&title, CEILING);
    write_sentence(&title, &story->title);
    for (size_t i = 0; i < story->count; i++) {
        if (i == at)
            strbuf_addf(&text, "%s%s%s", before, sentence, behind);
        else
            write_sentence(&text, &story->sentences[i]);
        strbuf_addstr(&text, i % 3 == 2 ? ".\n" : ". ");
    }
    return folding_text(folding, title.data, text.data);
}

/* More words than an edit has, on one side of it. */
static void what_stands_beside_a_contradiction_does_not_hide_it(void **state)
{
    static const struct {
        const char *before, *behind;
        bool opens; /* a paragraph */
    } put_in[] = {
        {"Pellworth, Nov. 20 \xe2\x80\x94 ", "", true},
        {"By Tomas Brandel. ", "", true},
        {"Rain fell on the town for most of the week. ", "", false},
        {"", ". Rain fell on the town for most of the week", false},
    };

    static const char *const pairs[][2] = {
        {"Israel attacked the convoy on its way to the port",
         "Israel did not attack the convoy on its way to the port"},
        {"The jury acquitted the harbour master after a short trial",
         "The jury convicted the harbour master after a short trial"},
        {"The bank put its lending rate at 4.5 percent",
         "The bank put its lending rate at 5.4 percent"},
        {"Denmark will send two of its frigates to the strait",
         "Portugal will send two of its frigates to the strait"},
        {"The law protects the lynx", "The law fails to protect the lynx"},
        {"The governor pardoned the protesters",
         "The governor sentenced the protesters"},
    };
    struct random random = {1202};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 10 * COUNT(put_in) * COUNT(pairs); i++) {
        size_t n = i / 2 % COUNT(put_in);
        const char *const *pair = pairs[i / 2 / COUNT(put_in) % COUNT(pairs)];
        struct folding folding;
        make_story(story, &random, 9 + random_below(&random, 20));
        size_t at = i % 2 ? story->count - 1 : /* it may be a line's only one */
                        random_below(&random, story->count);
        at -= put_in[n].opens ? at % 3 : 0;
        folding_init(&folding);
        int64_t original = fold_with(&folding, story, at, "", pair[0], "");
        int64_t turned = fold_with(&folding, story, at, put_in[n].before,
                                   pair[1], put_in[n].behind);
        int64_t copy = fold_with(&folding, story, at, put_in[n].before, pair[0],
                                 put_in[n].behind);
        if (folding_same(&folding, original, turned))
            fail_msg("%s%s%s, sentence %zu of %zu", put_in[n].before, pair[1],
                     put_in[n].behind, at + 1, story->count);
        assert_true(folding_same(&folding, original, copy));
        folding_release(&folding);
    }
    xfree(story);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folding_setup, folding_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_contradiction_is_no_copy),
        TEST(a_contradiction_among_small_words_is_no_copy),
        TEST(a_contradiction_among_other_words_is_no_copy),
        TEST(an_edited_third_does_not_join_what_contradicts),
        TEST(other_forms_of_a_name_are_the_same),
        TEST(a_number_among_edits_is_another),
        TEST(what_is_written_in_two_ways_is_the_same),
        TEST(what_stands_beside_a_contradiction_does_not_hide_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
