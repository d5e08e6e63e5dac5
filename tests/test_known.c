/* Dedup: what is known of features while a batch is folded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "dedup/fold_internal.h"

/* What the source was asked for, in all. */
struct asked_source {
    uint64_t features[100];
    size_t count;
};

/* A feature's first posting is of the entry of that number. */
static int answer(void *context, const uint64_t *features, size_t count,
                  size_t limit, struct arena *arena, struct fold_postings *ret,
                  struct error *err)
{
    struct asked_source *source = context;

    (void)limit;
    (void)err;
    for (size_t i = 0; i < count; i++) {
        struct fold_posting *item = arena_calloc(arena, 1, sizeof(*item));
        *item =
            (struct fold_posting){.entry = (int64_t)features[i], .story = 1};
        ret[i] = (struct fold_postings){item, 1};
        assert_true(i == 0 || features[i - 1] < features[i]);
        source->features[source->count++] = features[i];
    }
    return 0;
}

/* Ask for the features of two profiles, and look at what is known of each. */
static void ask(struct batch *batch, uint64_t *a, size_t a_count, uint64_t *b,
                size_t b_count)
{
    struct profile profiles[] = {{.features = a, .feature_count = a_count},
                                 {.features = b, .feature_count = b_count}};
    struct profile *list[] = {&profiles[0], &profiles[1]};
    struct error err;

    assert_int_equal(known_ask(batch, list, 2, &batch->own, &err), 0);
    for (size_t n = 0; n < 2; n++)
        for (size_t i = 0; i < profiles[n].feature_count; i++) {
            uint64_t feature = profiles[n].features[i];
            const struct known_feature *known = known_of(&profiles[n], feature);
            assert_ptr_equal(known, profiles[n].known[i]);
            assert_int_equal(known->postings.items[0].entry, feature);
            assert_int_equal(known->stories, 1);
        }
}

static void a_feature_is_asked_for_once(void **state)
{
    struct asked_source asked = {.count = 0};
    struct fold_source source = {.context = &asked, .postings = answer};
    struct fold_options options = {.window = 0};
    struct arena arena = {0};
    struct batch batch;
    uint64_t own[] = {10, 20, 30, 40, 50, 60, 70, 80, 90};
    uint64_t same[] = {20, 45, 95};
    uint64_t others[] = {5, 10, 11, 45, 50, 80, 90, 100};
    uint64_t more[] = {1, 5, 9, 90, 95, 100, 101};

    (void)state;
    batch_init(&batch, &options, &source, &arena);
    ask(&batch, own, 9, same, 3);
    assert_int_equal(asked.count, 11); /* 20 is in both */
    ask(&batch, others, 8, same, 3);
    assert_int_equal(asked.count, 14); /* 5, 11, 100 */
    ask(&batch, more, 7, more, 0);
    assert_int_equal(asked.count, 17); /* 1, 9, 101 */
    ask(&batch, others, 8, own, 9);
    assert_int_equal(asked.count, 17);
    batch_release(&batch);
    arena_release(&arena);
}

/* How many different ones are among the last POSTINGS. */
static uint32_t newest_stories(const int64_t *stories, size_t count)
{
    size_t from = count > POSTINGS ? count - POSTINGS : 0;
    uint32_t distinct = 0;

    for (size_t i = from; i < count; i++) {
        size_t j = from;
        while (stories[j] != stories[i])
            j++;
        distinct += j == i;
    }
    return distinct;
}

static void stories_are_counted_as_if_all_were_stored(void **state)
{
    enum { STORED = 30, POSTED = 200 };

    int64_t stories[STORED + POSTED]; /* oldest first */
    struct fold_posting items[STORED];
    struct fold_assignment assignments[POSTED];
    struct local locals[POSTED];
    struct batch batch = {.assignments = assignments, .locals = locals};
    struct known_feature known = {.postings = {items, STORED}};
    uint32_t random = 1;

    (void)state;
    for (size_t i = 0; i < STORED + POSTED; i++) {
        random = random * 1664525 + 1013904223;
        /* Now many stories, now few. */
        stories[i] = (random >> 16) % (i / 60 % 2 ? 4 : 40);
        if (i < STORED)
            items[STORED - 1 - i].story = stories[i];
        else
            assignments[i - STORED].story = stories[i];
    }
    known.stories = newest_stories(stories, STORED);
    for (size_t i = 0; i < POSTED; i++) {
        known_post(&batch, &known, i);
        assert_int_equal(known.stories,
                         newest_stories(stories, STORED + i + 1));
        assert_int_equal(locals[known.newest - 1].place, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feature_is_asked_for_once),
        cmocka_unit_test(stories_are_counted_as_if_all_were_stored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
