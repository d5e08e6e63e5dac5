/*
 * Texts by somebody who knows everything but the secret.
 *
 * Attacks on stories are composed here from a seed (made_story.c). An attack
 * is a text that is not a copy and wants to be folded with a story, to ride on
 * it, or to draw it in and so to hide it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "tests/made_story.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define STORIES      100
#define ATTACKS      1000

/* Attacks */

struct attack {
    struct random random;
    const struct story *stories;
    size_t target; /* the story that is meant */
    struct story text;
};

static const struct story *target(const struct attack *attack)
{
    return &attack->stories[attack->target];
}

/* The title, and another text under it. */
static void under_its_title(struct attack *attack)
{
    make_story(&attack->text, &attack->random, 12);
}

/* It begins like the story, and goes on with what it wants to say. */
static void after_its_beginning(struct attack *attack)
{
    const struct story *story = target(attack);

    make_story(&attack->text, &attack->random, story->count);
    for (size_t i = 0; i < story->count * 3 / 10; i++)
        attack->text.sentences[i] = story->sentences[i];
}

/* A long text of its own, the story somewhere behind. */
static void behind_its_own(struct attack *attack)
{
    const struct story *story = target(attack);

    make_story(&attack->text, &attack->random, MOST_SENTENCES);
    for (size_t i = 0; i < story->count; i++)
        attack->text.sentences[MOST_SENTENCES - story->count + i] =
            story->sentences[i];
}

/* Sentences of five stories by turns. */
static void a_mosaic(struct attack *attack)
{
    make_story(&attack->text, &attack->random, 15);
    for (size_t i = 0; i < attack->text.count; i++) {
        const struct story *story =
            &attack->stories[(attack->target + i % 5) % STORIES];
        attack->text.sentences[i] =
            story->sentences[random_below(&attack->random, story->count)];
    }
}

/* A good third of one story and of another, to make them one. */
static void a_bridge(struct attack *attack)
{
    const struct story *one = target(attack);
    const struct story *other =
        &attack->stories[(attack->target + 1) % STORIES];

    make_story(&attack->text, &attack->random, 12);
    for (size_t i = 0; i < 5; i++) {
        attack->text.sentences[i] = one->sentences[i];
        attack->text.sentences[7 + i] = other->sentences[i];
    }
}

/* Its words, all of them, in another order. */
static void its_words_shuffled(struct attack *attack)
{
    attack->text = *target(attack);
    for (size_t i = 0; i < attack->text.count; i++) {
        struct sentence *sentence = &attack->text.sentences[i];
        for (size_t j = sentence->count - 1; j > 0; j--) {
            size_t k = random_below(&attack->random, j + 1);
            char word[24];
            memcpy(word, sentence->words[j], sizeof(word));
            memcpy(sentence->words[j], sentence->words[k], sizeof(word));
            memcpy(sentence->words[k], word, sizeof(word));
        }
    }
}

/* Every third word is another one. */
static void every_third_word_changed(struct attack *attack)
{
    attack->text = *target(attack);
    for (size_t i = 0; i < attack->text.count; i++)
        for (size_t j = i % 3; j < attack->text.sentences[i].count; j += 3)
            make_word(attack->text.sentences[i].words[j],
                      random_below(&attack->random, 1000), j == 0);
}

/* A template of it: the same words about other names and numbers. */
static void with_other_facts(struct attack *attack)
{
    struct story others;

    make_story(&others, &attack->random, 1);
    attack->text = *target(attack);
    for (size_t i = 0; i < attack->text.count; i++)
        for (size_t j = 1; j < attack->text.sentences[i].count; j++) {
            char *word = attack->text.sentences[i].words[j];
            if (*word >= 'A' && *word <= 'Z')
                memcpy(word, others.names[*word % NAMES], 24);
            else if (*word >= '0' && *word <= '9')
                snprintf(word, 24, "%zu",
                         1000 + random_below(&attack->random, 9000));
        }
}

/* Of each sentence the first half, its end is the attacker's. */
static void half_of_each_sentence(struct attack *attack)
{
    attack->text = *target(attack);
    for (size_t i = 0; i < attack->text.count; i++) {
        struct sentence *sentence = &attack->text.sentences[i];
        struct sentence own;
        make_sentence(&own, &attack->text, &attack->random, sentence->count);
        for (size_t j = sentence->count / 2; j < sentence->count; j++)
            memcpy(sentence->words[j], own.words[j], 24);
    }
}

/* The title said over and over, and its names, to be near to everything. */
static void stuffed_with_its_words(struct attack *attack)
{
    const struct story *story = target(attack);

    make_story(&attack->text, &attack->random, 20);
    for (size_t i = 0; i < 20; i += 2)
        attack->text.sentences[i] = story->title;
    for (size_t i = 1; i < 20; i += 2)
        for (size_t j = 0; j < attack->text.sentences[i].count; j += 3)
            memcpy(attack->text.sentences[i].words[j], story->names[j % NAMES],
                   24);
}

static const struct {
    const char *name;
    void (*make)(struct attack *attack);
} attacks[] = {
    {"under its title", under_its_title},
    {"after its beginning", after_its_beginning},
    {"behind its own text", behind_its_own},
    {"a mosaic", a_mosaic},
    {"a bridge", a_bridge},
    {"its words shuffled", its_words_shuffled},
    {"every third word changed", every_third_word_changed},
    {"with other facts", with_other_facts},
    {"half of each sentence", half_of_each_sentence},
    {"stuffed with its words", stuffed_with_its_words},
};

/* How many attacks are in one of the stories; each is told, as is what the
 * next function finds: bench/ablations.sh counts them. */
static size_t count_joined(const struct folding *folding,
                           const int64_t hostile[ATTACKS],
                           const int64_t honest[STORIES])
{
    size_t joined = 0;

    for (size_t i = 0; i < ATTACKS; i++)
        for (size_t j = 0; j < STORIES; j++)
            if (folding_same(folding, hostile[i], honest[j])) {
                print_error("joined: %s, %s: text %zu is in story %zu\n",
                            attacks[i % COUNT(attacks)].name,
                            i < ATTACKS / 2 ? "before" : "after", i, j);
                joined++;
            }
    return joined;
}

/* How many stories are not listed, since they are in another one. */
static size_t count_hidden(const struct folding *folding,
                           const int64_t honest[STORIES])
{
    size_t hidden = 0;

    for (size_t i = 0; i < STORIES; i++)
        for (size_t j = 0; j < i; j++)
            if (folding_same(folding, honest[i], honest[j])) {
                print_error("hidden: story %zu is in story %zu\n", i, j);
                hidden++;
            }
    return hidden;
}

/* Half of the attacks come before the stories, half after; the stories'
 * reprints come last, and are to be found all the same. */
static void attackers_neither_join_nor_hide_a_story(void **state)
{
    struct folding *folding = *state;
    struct random random = {20240301};
    struct story *stories = xcalloc(STORIES, sizeof(*stories));
    struct attack *attack = xcalloc(1, sizeof(*attack));
    int64_t honest[STORIES], hostile[ATTACKS];
    size_t reprints = 0;

    for (size_t i = 0; i < STORIES; i++)
        make_story(&stories[i], &random, 14);
    *attack = (struct attack){.random = random, .stories = stories};
    for (size_t i = 0; i <= ATTACKS; i++) {
        if (i == ATTACKS / 2)
            for (size_t j = 0; j < STORIES; j++)
                honest[j] = fold_story(folding, &stories[j], NULL);
        if (i == ATTACKS)
            break;
        attack->target = i / COUNT(attacks) % STORIES;
        attacks[i % COUNT(attacks)].make(attack);
        hostile[i] = fold_story(folding, &attack->text, &target(attack)->title);
    }
    size_t joined = count_joined(folding, hostile, honest);
    size_t hidden = count_hidden(folding, honest);
    for (size_t i = 0; i < STORIES; i++)
        reprints += folding_same(folding, honest[i],
                                 fold_story(folding, &stories[i], NULL));
    xfree(stories);
    xfree(attack);
    assert_int_equal(joined, 0);
    assert_int_equal(hidden, 0);
    assert_int_equal(reprints, STORIES);
}

/* A flood */

#define FLOOD 10000

/* One outlet, thousands of versions of a story. */
static void pour(struct folding *folding, const struct story *story,
                 struct random *random)
{
    struct fold_document *documents = xcalloc(FLOOD, sizeof(*documents));
    char **texts = xcalloc(FLOOD, sizeof(*texts));

    for (size_t i = 0; i < FLOOD; i++) {
        struct story version = *story;
        struct strbuf text;
        make_sentence(&version.sentences[random_below(random, story->count)],
                      &version, random, 10);
        strbuf_init(&text, CEILING);
        write_text(&text, &version);
        texts[i] = strbuf_detach(&text);
        documents[i] = (struct fold_document){
            .outlet = 7, .title = "Read this", .text = texts[i]};
    }
    folding_add(folding, documents, FLOOD, FLOOD);
    for (size_t i = 0; i < FLOOD; i++)
        xfree(texts[i]);
    xfree(texts);
    xfree(documents);
}

/* They are one line, the first who had it leads, and other stories are found as
 * before. */
static void a_flood_of_near_copies_changes_nothing(void **state)
{
    struct folding *folding = *state;
    struct random random = {99};
    struct story *stories = xcalloc(3, sizeof(*stories));

    for (size_t i = 0; i < 3; i++)
        make_story(&stories[i], &random, 8);
    int64_t honest = fold_story(folding, &stories[0], NULL);
    int64_t other = fold_story(folding, &stories[1], NULL);
    pour(folding, &stories[0], &random);
    assert_int_equal(fold_memory_story(folding->memory, honest), honest);
    assert_true(
        folding_same(folding, honest, fold_story(folding, &stories[0], NULL)));
    assert_true(
        folding_same(folding, other, fold_story(folding, &stories[1], NULL)));
    int64_t late = fold_story(folding, &stories[2], NULL);
    assert_int_equal(fold_memory_story(folding->memory, late), late);
    xfree(stories);
}

/* A hundred stories and a reprint of each, of which every second one quotes two
 * sentences of the story that may be flooded. */
static void fold_others(struct folding *folding, const struct story *story)
{
    struct random random = {7};
    struct story *other = xcalloc(1, sizeof(*other));

    for (size_t i = 0; i < 100; i++) {
        make_story(other, &random, 14);
        for (size_t j = 0; i % 2 && j < 2; j++)
            other->sentences[1 + j] = story->sentences[1 + j];
        int64_t first = fold_story(folding, other, NULL);
        assert_int_equal(fold_memory_story(folding->memory, first), first);
        assert_true(folding_same(folding, first,
                                 fold_story(folding, other, &story->title)));
    }
    xfree(other);
}

/* What is read and compared for each of the others stays what it was. */
static void a_flood_does_not_slow_others(void **state)
{
    struct folding *folding = *state;
    struct folding calm;
    struct random random = {98};
    struct story *story = xcalloc(1, sizeof(*story));

    make_story(story, &random, 8);
    folding_init(&calm);
    fold_story(&calm, story, NULL);
    fold_others(&calm, story);
    fold_story(folding, story, NULL);
    pour(folding, story, &random);
    folding->candidates = folding->verified = 0;
    fold_others(folding, story);
    if (folding->candidates * 2 > calm.candidates * 3 ||
        folding->verified > calm.verified + 5)
        fail_msg("%zu candidates, of which %zu are compared; calm: %zu, %zu",
                 folding->candidates, folding->verified, calm.candidates,
                 calm.verified);
    folding_release(&calm);
    xfree(story);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folding_setup, folding_teardown)
    const struct CMUnitTest tests[] = {
        TEST(attackers_neither_join_nor_hide_a_story),
        TEST(a_flood_of_near_copies_changes_nothing),
        TEST(a_flood_does_not_slow_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
