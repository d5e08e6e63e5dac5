/*
 * A word in the place of another, and no other edit in two outlets' texts: if both
 * are such that one says something by them, it is another story, unless the two
 * say the same.
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

/* A sentence, with what stands in it in one text, and in the other. */
struct rewording {
    const char *frame, *before, *after; /* "%s" where they stand */
};

/* Each has an opposite, but it is not the other. */
static const struct rewording others[] = {
    {"The blast killed %s miners in the eastern shaft", "14", "forty"},
    {"The blast killed %s miners in the eastern shaft", "14", "forty-one"},
    {"The %s case of the fever was found in the capital", "third", "1st"},
    {"The council %s the engineer on Tuesday", "jailed", "buried"},
    {"%s was seen at the border on Friday", "Melissa Grant", "Tanya Rhodes"},
    {"The case was %s on Thursday in the town hall", "settled", "stalled"},
    {"The yard will %s two hundred welders in the spring", "hire", "lay off"},
    {"The island was %s by the fleet on Thursday", "liberated", "occupied"},
    {"The minister %s the engineers who had drawn the bridge", "decorated",
     "jailed"},
    {"The council wants to %s the old mill", "restore", "raze"},
    {"The nurse %s the letters before the trial", "kept", "burned"},
    {"The captain had been %s when the ship ran aground", "awake", "drunk"},
    {"The vaccine was found to be %s in young children", "harmless", "harmful"},
    {"The river was %s after a week of rain", "rising", "frozen"},
    {"The abbot will %s the painting to the museum", "lend", "sell"},
    {"The verdict was %s by the court of appeal", "quashed", "affirmed"},
    {"The bank %s the widow's house", "seized", "returned"},
    {"The envoy %s the hall before the vote", "entered", "left"},
    {"The striker %s the club on the last day of the window", "signed for",
     "left"},
    {"The queen was %s at the opening of the bridge", "present", "absent"},
    {"The choir will sing in %s next year", "Oslo", "Lisbon"},
    {"The medicine must be taken %s meals", "before", "without"},
    {"The beach was %s on Sunday", "packed", "deserted"},
    {"The king %s the bishop's visit", "enjoyed", "endured"},
    {"The lake is %s enough to drink from", "clean", "filthy"},
    {"The treaty was %s in the spring", "signed", "torn up"},
    {"The editor %s the reporter who wrote it", "promoted", "fired"},
    {"The mayor's %s was arrested on Friday", "brother", "driver"},
    {"The goods were bound for %s", "Iran", "Ireland"},
    {"The tower is to be built of %s", "timber", "concrete"},
    {"%s was seen at the border on Friday", "Tomas Brandel", "Felix Moorhouse"},
    {"The professor %s the theory in a new book", "defends", "abandons"},
    {"The road is %s to lorries", "open", "barred"},
    {"The thieves took the %s and fled", "silver", "paintings"},
};

/* Words for each other, by a copy editor. */
static const struct rewording alike[] = {
    {"The blast killed %s miners in the eastern shaft", "14", "fourteen"},
    {"The blast killed %s miners in the eastern shaft", "41", "forty-one"},
    {"The %s held through the night", "cease-fire", "ceasefire"},
    {"The %s rally drew thousands to the square", "anti-war", "antiwar"},
    {"The minister %s on Monday", "resigned", "stepped down"},
    {"The match was %s after the storm", "cancelled", "called off"},
    {"The %s will pay for the road", "EU", "European Union"},
    {"The yard will %s a second dock in the spring", "build", "construct"},
    {"The police %s two men near the harbour", "arrested", "detained"},
    {"The firm wants to %s its rival", "buy", "acquire"},
    {"The storm %s forty houses", "destroyed", "demolished"},
    {"The minister %s the plan as a mistake", "criticised", "condemned"},
    {"Turnout fell by six %s", "percent", "per cent"},
    {"The talks %s on Thursday in the old town hall", "began", "started"},
    {"The mill will %s at the end of the year", "close", "shut"},
    {"They want to %s the bridge", "restore", "restroe"},
    {"The %s of the union resigned on Friday", "chairman", "chair"},
    {"Many %s came to the square", "people", "persons"},
    {"The %s was shown in all the cinemas", "film", "movie"},
    {"The island has a %s harbour", "big", "large"},
    {"The law is meant to %s the poor", "help", "aid"},
    {"He spoke to %s behind the hall", "reporters", "journalists"},
    {"The ship sank %s off the coast", "Tuesday", "today"},
    {"The guests left %s the speech", "after", "following"},
    {"The colour of the %s was grey", "harbour", "harbor"},
    {"The bus hit a %s on the bridge", "car", "vehicle"},
    {"The engineers %s the cause in a week", "found", "discovered"},
    {"The strike was %s until the autumn", "postponed", "delayed"},
    {"The mayor %s that the bridge would be mended", "promised", "pledged"},
    {"The talks about the %s failed", "deal", "agreement"},
};

static void write_with(struct strbuf *out, const struct rewording *rewording,
                       const char *words)
{
    const char *at = strstr(rewording->frame, "%s");

    assert_non_null(at);
    strbuf_add(out, rewording->frame, (size_t)(at - rewording->frame));
    strbuf_addstr(out, words);
    strbuf_addstr(out, at + 2);
}

/* The first `count` sentences of the story, with that behind each `every` of them,
 * from `at` on. */
static int64_t fold_with(struct folding *folding, const struct story *story,
                         size_t count, size_t at, size_t every,
                         const struct rewording *rewording, const char *words)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf title;

    strbuf_init(&text, CEILING);
    strbuf_init(&title, CEILING);
    write_sentence(&title, &story->title);
    for (size_t i = 0; i < count; i++) {
        if (i >= at && (i - at) % every == 0) {
            write_with(&text, rewording, words);
            strbuf_addstr(&text, ". ");
        }
        write_sentence(&text, &story->sentences[i]);
        strbuf_addstr(&text, i % 3 == 2 ? ".\n" : ". ");
    }
    return folding_text(folding, title.data, text.data);
}

#define ONCE MOST_SENTENCES

/* Fold the pair; whether it is one story. at: in one place, or each so many. */
static bool fold_pair(const struct story *story, size_t at, size_t every,
                      const struct rewording *pair)
{
    struct folding folding;

    folding_init(&folding);
    int64_t before =
        fold_with(&folding, story, story->count, at, every, pair, pair->before);
    int64_t after =
        fold_with(&folding, story, story->count, at, every, pair, pair->after);
    bool same = folding_same(&folding, before, after);
    folding_release(&folding);
    return same;
}

static size_t tell(const struct rewording *pair, size_t at, size_t count)
{
    print_error("%s, %s, behind sentence %zu of %zu\n", pair->before,
                pair->after, at, count);
    return 1;
}

/* Texts of 40 to 400 words, which have it at any place, or in several. */
static void another_word_is_another_story(void **state)
{
    struct random random = {8128};
    size_t failed = 0;
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 6 * COUNT(others); i++) {
        const struct rewording *pair = &others[i % COUNT(others)];
        make_story(story, &random, 3 + i / COUNT(others) * 6);
        size_t at = random_below(&random, story->count);
        if (fold_pair(story, at, ONCE, pair))
            failed += tell(pair, at, story->count);
        if (fold_pair(story, 0, story->count / 2, pair))
            failed += tell(pair, 0, story->count);
    }
    xfree(story);
    assert_int_equal(failed, 0);
}

static void a_word_that_says_the_same_is_no_edit(void **state)
{
    struct random random = {496};
    size_t failed = 0;
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 6 * COUNT(alike); i++) {
        const struct rewording *pair = &alike[i % COUNT(alike)];
        make_story(story, &random, 3 + i / COUNT(alike) * 6);
        size_t at = random_below(&random, story->count);
        if (!fold_pair(story, at, ONCE, pair))
            failed += tell(pair, at, story->count);
    }
    xfree(story);
    assert_int_equal(failed, 0);
}

/* A text that is cut before the word is a copy of the first; it does not bring the
 * other there. */
static void a_silent_copy_joins_no_other(void **state)
{
    struct random random = {6};
    size_t failed = 0;
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < COUNT(others); i++) {
        const struct rewording *pair = &others[i];
        struct folding folding;
        make_story(story, &random, 12);
        folding_init(&folding);
        int64_t first =
            fold_with(&folding, story, 12, 8, ONCE, pair, pair->before);
        int64_t silent = fold_with(&folding, story, 7, 8, ONCE, pair, "");
        int64_t other =
            fold_with(&folding, story, 12, 8, ONCE, pair, pair->after);
        assert_true(folding_same(&folding, first, silent));
        if (folding_same(&folding, first, other))
            failed += tell(pair, 8, 12);
        folding_release(&folding);
    }
    xfree(story);
    assert_int_equal(failed, 0);
}

/* But a teaser with another word than the text has may be nothing but badly set: it
 * is no copy of the text, and yet one of a teaser that is cut before the word. */
static void a_teaser_with_it_joins_by_a_silent_one(void **state)
{
    static const struct rewording rewording = {
        "The abbot will %s the painting to the museum", "lend", "sell"};
    struct random random = {28};
    struct story *story = xcalloc(1, sizeof(*story));

    for (size_t i = 0; i < 40; i++) {
        struct folding folding;
        make_story(story, &random, 24);
        folding_init(&folding);
        int64_t first = fold_with(&folding, story, 24, 4, ONCE, &rewording,
                                  rewording.before);
        int64_t teaser = fold_with(&folding, story, 4, 4, ONCE, &rewording, "");
        int64_t other =
            fold_with(&folding, story, 5, 4, ONCE, &rewording, rewording.after);
        assert_true(folding_same(&folding, first, teaser));
        assert_true(folding_same(&folding, teaser, other));
        folding_release(&folding);
    }
    xfree(story);
}

/* One of two with a word put in elsewhere is a copy of both, by its edits; it makes
 * them no story. */
static void a_third_makes_no_story_of_two(void **state)
{
    static const char orders[][4] = {"ABC", "BCA", "CAB"};
    struct random random = {33550336};
    struct story *story = xcalloc(1, sizeof(*story));
    size_t failed = 0;

    for (size_t i = 0; i < 3 * COUNT(others); i++) {
        const struct rewording *pair = &others[i % COUNT(others)];
        struct folding folding;
        int64_t ids[128] = {0};
        make_story(story, &random, 12);
        struct story edited = *story;
        sentence_add(&edited.sentences[2], "reportedly");
        folding_init(&folding);
        for (const char *c = orders[i / COUNT(others)]; *c; c++)
            ids[(int)*c] =
                fold_with(&folding, *c == 'C' ? &edited : story, 12, 6, ONCE,
                          pair, *c == 'B' ? pair->after : pair->before);
        if (folding_same(&folding, ids['A'], ids['B']))
            failed += tell(pair, 6, 12);
        folding_release(&folding);
    }
    xfree(story);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_word_is_another_story),
        cmocka_unit_test(a_word_that_says_the_same_is_no_edit),
        cmocka_unit_test(a_silent_copy_joins_no_other),
        cmocka_unit_test(a_teaser_with_it_joins_by_a_silent_one),
        cmocka_unit_test(a_third_makes_no_story_of_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
