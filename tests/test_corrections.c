/* What the user has said of stories, as folding honours it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/fold_helper.h"

static const char bridge[] =
    "The mayor of Sulby opened the new bridge over the river Tarn on Monday "
    "after eleven years of building that cost 40 million crowns, and crossed "
    "it first on a borrowed bicycle. The old ferry made its last trip in the "
    "evening with the whole of the school band on board, playing in the rain.";
static const char seal[] =
    "A seal has been seen in the harbour basin of Port Ansel for the third "
    "time this winter; the harbour master asks people not to feed it, since it "
    "steals from the fishing boats anyway and has learned to open the crates.";

/* Fold these entries again, among all others. */
static void fold_again(struct folding *folding, const char *const *texts,
                       const int64_t *entries, size_t count,
                       struct fold_result *ret, struct arena *arena)
{
    struct fold_document documents[8] = {{0}};
    struct error err;

    for (size_t i = 0; i < count; i++)
        documents[i] =
            (struct fold_document){.entry = entries[i],
                                   .outlet = 1000 + entries[i],
                                   .first_seen = 1700000000 + entries[i] * 60,
                                   .title = "",
                                   .text = texts[i]};
    if (fold_batch(&folding->options, fold_memory_source(folding->memory),
                   documents, count, arena, ret, &err) < 0)
        fail_msg("%s", err.message);
}

static void what_is_kept_apart_does_not_fold(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", bridge);
    int64_t b = folding_text(&folding, "", bridge);
    assert_true(folding_same(&folding, a, b));
    fold_memory_correct(folding.memory, false, a, b);
    fold_again(&folding, (const char *const[]){bridge}, &b, 1, &result, &arena);
    assert_int_equal(result.assignments[0].story, b);
    assert_int_equal(result.assignments[0].rule, FOLD_ALONE);
    folding_release(&folding);
}

/* A third entry is a strong match of both, and would make them one story. */
static void a_third_copy_does_not_bridge(void **state)
{
    struct folding folding;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", bridge);
    fold_memory_correct(folding.memory, false, a + 1, a);
    int64_t b = folding_text(&folding, "", bridge);
    int64_t c = folding_text(&folding, "", bridge);
    int64_t d = folding_text(&folding, "", bridge);
    assert_true(folding_same(&folding, c, a) || folding_same(&folding, c, b));
    assert_true(folding_same(&folding, d, a) || folding_same(&folding, d, b));
    assert_false(folding_same(&folding, a, b));
    folding_release(&folding);
}

static void what_belongs_together_folds_again_together(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", bridge);
    int64_t b = folding_text(&folding, "", seal);
    int64_t both[] = {a, b};
    fold_memory_correct(folding.memory, true, b, a);
    fold_again(&folding, (const char *const[]){bridge, seal}, both, 2, &result,
               &arena);
    assert_int_equal(result.assignments[0].story, a);
    assert_int_equal(result.assignments[1].story, a);
    assert_int_equal(result.assignments[1].rule, FOLD_CORRECTION);
    assert_int_equal(result.assignments[1].nearest, a);
    folding_release(&folding);
}

/* a and b are together, b and c apart: so a and c are, although b is folded
 * again after both, and a copy of c. */
static void a_partner_is_kept_apart_too(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", bridge);
    int64_t c = folding_text(&folding, "", bridge);
    int64_t b = folding_text(&folding, "", seal);
    int64_t all[] = {a, c, b};
    fold_memory_correct(folding.memory, true, a, b);
    fold_memory_correct(folding.memory, false, b, c);
    fold_again(&folding, (const char *const[]){bridge, bridge, seal}, all, 3,
               &result, &arena);
    assert_int_equal(result.assignments[0].story, a);
    assert_int_equal(result.assignments[1].story, c);
    assert_int_equal(result.assignments[2].story, a);
    assert_int_equal(result.merge_count, 0);
    folding_release(&folding);
}

/* Both are folded again, and the first finds what the second said before. */
static void what_changes_together_stays_apart(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", seal);
    int64_t b = folding_text(&folding, "", bridge);
    int64_t both[] = {a, b};
    fold_memory_correct(folding.memory, false, a, b);
    fold_again(&folding, (const char *const[]){bridge, bridge}, both, 2,
               &result, &arena);
    assert_int_equal(result.assignments[0].story, a);
    assert_int_equal(result.assignments[1].story, b);
    assert_int_equal(result.merge_count, 0);
    folding_release(&folding);
}

/* The first says now what the second did, which leaves its story for another. */
static void nothing_follows_what_is_to_leave(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", seal);
    int64_t b = folding_text(&folding, "", bridge);
    int64_t both[] = {a, b};
    fold_again(&folding, (const char *const[]){bridge, bridge}, both, 2,
               &result, &arena);
    assert_int_equal(result.assignments[0].story, a);
    assert_int_equal(result.assignments[1].story, a);
    folding_release(&folding);
}

/* What b says now is c's, but c is kept from d, which is in a's story. */
static void nothing_goes_where_its_partner_cannot(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", seal);
    int64_t b = folding_text(&folding, "", seal);
    int64_t d = folding_text(&folding, "", seal);
    int64_t c = folding_text(&folding, "", bridge);
    fold_memory_correct(folding.memory, true, a, b);
    fold_memory_correct(folding.memory, false, c, d);
    fold_again(&folding, (const char *const[]){bridge}, &b, 1, &result, &arena);
    assert_int_equal(result.assignments[0].story, a);
    assert_int_equal(result.assignments[0].rule, FOLD_CORRECTION);
    folding_release(&folding);
}

/* Later copies of either side find their side. */
static void later_copies_find_their_side(void **state)
{
    struct folding folding;
    CLEANUP(strbuf_release) struct strbuf changed;

    folding_init(&folding);
    strbuf_init(&changed, 1 << 16);
    strbuf_addf(&changed,
                "%s\nThe ferryman, Abel Rook, has rowed that water "
                "for forty years and will now keep bees instead.",
                bridge);
    int64_t a = folding_text(&folding, "", bridge);
    fold_memory_correct(folding.memory, false, a, a + 1);
    int64_t b = folding_text(&folding, "", changed.data);
    assert_false(folding_same(&folding, a, b));
    int64_t like_b = folding_text(&folding, "", changed.data);
    int64_t like_a = folding_text(&folding, "", bridge);
    assert_true(folding_same(&folding, like_b, b));
    assert_true(folding_same(&folding, like_a, a));
    assert_false(folding_same(&folding, a, b));
    folding_release(&folding);
}

/* Folded again, an entry does not look at what came after it. */
/* Where what came before matches nothing that the source knows: it stays in its
 * story, but for a text that matches, or a correction. */
static int64_t story_of_staying(struct folding *folding, const char *text,
                                int64_t stay)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document document = {.entry = folding->count + 1,
                                     .outlet = 1000,
                                     .first_seen = 1700001000,
                                     .title = "",
                                     .text = text,
                                     .stay = stay};
    struct fold_result result;
    struct error err;

    if (fold_batch(&folding->options, fold_memory_source(folding->memory),
                   &document, 1, &arena, &result, &err) < 0)
        fail_msg("%s", err.message);
    return result.assignments[0].story;
}

static void what_matches_nothing_stays_unless_it_is_kept_apart(void **state)
{
    struct folding folding;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", bridge);
    int64_t next = a + 1;
    assert_int_equal(story_of_staying(&folding, seal, 0), next);
    assert_int_equal(story_of_staying(&folding, seal, a), a);
    assert_int_equal(story_of_staying(&folding, bridge, 77), a);
    fold_memory_correct(folding.memory, false, a, next);
    assert_int_equal(story_of_staying(&folding, seal, a), next);
    folding_release(&folding);
}

static void only_the_past_is_looked_at(void **state)
{
    struct folding folding;
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;

    folding_init(&folding);
    int64_t a = folding_text(&folding, "", seal);
    int64_t b = folding_text(&folding, "", bridge);
    fold_again(&folding, (const char *const[]){bridge}, &a, 1, &result, &arena);
    assert_int_equal(result.assignments[0].story, b);
    folding.options.past_only = true;
    fold_again(&folding, (const char *const[]){bridge}, &a, 1, &result, &arena);
    assert_int_equal(result.assignments[0].story, a);
    folding_release(&folding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_apart_does_not_fold),
        cmocka_unit_test(a_third_copy_does_not_bridge),
        cmocka_unit_test(what_belongs_together_folds_again_together),
        cmocka_unit_test(a_partner_is_kept_apart_too),
        cmocka_unit_test(what_changes_together_stays_apart),
        cmocka_unit_test(nothing_follows_what_is_to_leave),
        cmocka_unit_test(nothing_goes_where_its_partner_cannot),
        cmocka_unit_test(later_copies_find_their_side),
        cmocka_unit_test(what_matches_nothing_stays_unless_it_is_kept_apart),
        cmocka_unit_test(only_the_past_is_looked_at),
    };

    return cmocka_run_group_tests_name("corrections", tests, NULL, NULL);
}
