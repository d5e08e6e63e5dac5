/*
 * Folding the window again takes the place of what was there: which numbers
 * stories have afterwards, and where numbers lead that are gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store.h"
#include "tests/store_helper.h"

#define NOW     1700000000
#define DAY     86400
#define ENTRIES 6

/* Entries 1 to 6 in stories by folding as it was; the group of each now (0: it
 * is gone meanwhile). */
struct refolding {
    const char *what;
    int before[ENTRIES];
    int groups[ENTRIES];
    bool old[ENTRIES]; /* first seen before the window */
    int merge[2];      /* of stories from before the window: into, from */
    const char *sql;   /* what else was done before */
    int after[ENTRIES];
    int leads[3][2]; /* a number to a story */
};

static const struct refolding refoldings[] = {
    {.what = "nothing changes",
     .before = {1, 1, 3, 3, 1, 6},
     .groups = {1, 1, 3, 3, 1, 6},
     .after = {1, 1, 3, 3, 1, 6}},
    {.what = "stories join the older one",
     .before = {1, 1, 3, 3, 5, 6},
     .groups = {1, 1, 1, 1, 1, 6},
     .after = {1, 1, 1, 1, 1, 6},
     .leads = {{3, 1}, {5, 1}}},
    {.what = "a part founds a story, the founder keeps the number",
     .before = {1, 1, 1, 1, 1, 6},
     .groups = {1, 2, 2, 1, 2, 6},
     .after = {1, 2, 2, 1, 2, 6}},
    {.what = "an older entry comes to a story that is there",
     .before = {1, 1, 3, 3, 3, 6},
     .groups = {1, 2, 2, 2, 2, 6},
     .after = {1, 3, 3, 3, 3, 6},
     .leads = {{2, 3}}},
    {.what = "the number of a founder that is gone stays",
     .before = {1, 1, 1, 4, 4, 6},
     .groups = {0, 2, 2, 4, 4, 6},
     .after = {0, 1, 1, 4, 4, 6},
     .leads = {{1, 1}}},
    {.what = "of its parts, the larger has it",
     .before = {1, 1, 1, 1, 1, 6},
     .groups = {0, 2, 3, 3, 3, 6},
     .after = {0, 2, 1, 1, 1, 6},
     .leads = {{1, 1}}},
    {.what = "it joins another",
     .before = {1, 1, 3, 3, 3, 6},
     .groups = {1, 1, 0, 1, 1, 6},
     .after = {1, 1, 0, 1, 1, 6},
     .leads = {{3, 1}}},
    {.what = "it joins two others: most of it",
     .before = {1, 2, 3, 3, 3, 3},
     .groups = {1, 2, 0, 1, 2, 2},
     .after = {1, 2, 0, 1, 2, 2},
     .leads = {{3, 2}}},
    {.what = "what was merged leads on",
     .before = {1, 1, 3, 3, 5, 6},
     .groups = {1, 1, 1, 1, 5, 6},
     .sql = "INSERT INTO forwards VALUES (90, 3), (91, 5)",
     .after = {1, 1, 1, 1, 5, 6},
     .leads = {{90, 1}, {91, 5}, {3, 1}}},
    {.what = "what was merged is a story again",
     .before = {1, 1, 1, 1, 5, 6},
     .groups = {1, 1, 3, 3, 5, 6},
     .sql = "INSERT INTO forwards VALUES (3, 1), (4, 1)",
     .after = {1, 1, 3, 3, 5, 6},
     .leads = {{3, 3}, {4, 3}}},
    {.what = "what began before the window keeps what joined it",
     .before = {1, 1, 1, 1, 5, 6},
     .groups = {0, 0, 1, 4, 1, 6},
     .old = {true, true},
     .after = {1, 1, 1, 4, 1, 6},
     .leads = {{5, 1}}},
    {.what = "what began before the window, and is one",
     .before = {1, 2, 1, 2, 5, 6},
     .groups = {0, 0, 1, 2, 5, 6},
     .old = {true, true},
     .merge = {1, 2},
     .after = {1, 1, 1, 1, 5, 6},
     .leads = {{2, 1}}},
    {.what = "what an import brought from before it stays in its story",
     .before = {1, 1, 1, 1, 5, 6},
     .groups = {1, 1, 3, 0, 3, 6},
     .old = {[3] = true},
     .after = {1, 1, 5, 1, 5, 6}},
    {.what = "... and follows its founder",
     .before = {1, 1, 3, 3, 5, 6},
     .groups = {1, 1, 1, 0, 5, 6},
     .old = {[3] = true},
     .after = {1, 1, 1, 1, 5, 6},
     .leads = {{3, 1}}},
    {.what = "... and keeps what joined it",
     .before = {1, 1, 3, 3, 5, 6},
     .groups = {1, 1, 0, 3, 3, 6},
     .old = {[2] = true},
     .after = {1, 1, 3, 3, 3, 6},
     .leads = {{5, 3}}},
};

static void add_entry(struct store *store, int64_t feed, int number,
                      const struct refolding *refolding)
{
    const char guid[] = {(char)('a' + number), 0};
    struct entry entry = {.id = guid,
                          .title = guid,
                          .summary = guid,
                          .published = TIME_ABSENT,
                          .updated = TIME_ABSENT};
    const uint64_t features[] = {7};
    struct fold_assignment assignment = {.story = refolding->before[number],
                                         .features = features,
                                         .feature_count = 1};
    struct fold_result folded = {.assignments = &assignment,
                                 .assignment_count = 1};
    enum entry_change change;

    OK(store_entry_put(store, feed, &entry,
                       refolding->old[number] ? NOW - 20 * DAY : NOW,
                       &assignment.entry, &change, &err));
    OK(store_fold_apply(store, &folded, 1, &err));
}

static void add_entries(struct store *store, const struct refolding *refolding)
{
    struct feed_new feed = {.url = "http://one.example/", .now = NOW};
    int64_t id;

    OK(store_begin(store, &err));
    OK(store_feed_add(store, &feed, &id, &err));
    for (int i = 0; i < ENTRIES; i++)
        add_entry(store, id, i, refolding);
    OK(store_commit(store, &err));
}

static void stage(struct store *store, const struct refolding *refolding)
{
    size_t expected = ENTRIES;
    int64_t next[ENTRIES];
    struct fold_assignment assignments[ENTRIES];
    const uint64_t features[] = {8};
    struct fold_merge merge = {refolding->merge[1], refolding->merge[0]};
    struct fold_result folded = {.assignments = assignments,
                                 .merges = &merge,
                                 .merge_count = merge.from ? 1 : 0};

    OK(store_refold_next(store, ENTRIES, next, &folded.assignment_count, &err));
    for (int i = 0; i < ENTRIES; i++)
        expected -= refolding->old[i];
    assert_int_equal(folded.assignment_count, expected);
    for (size_t i = 0; i < folded.assignment_count; i++) {
        int group = refolding->groups[next[i] - 1];
        assignments[i] =
            (struct fold_assignment){.entry = next[i],
                                     .story = group ? group : next[i],
                                     .nearest = 1,
                                     .features = features,
                                     .feature_count = 1};
    }
    OK(store_refold_apply(store, &folded, NOW, &err));
    OK(store_refold_next(store, ENTRIES, next, &folded.assignment_count, &err));
    assert_int_equal(folded.assignment_count, 0);
}

/* Entries that are gone by the time all is folded. */
static void remove_gone(const struct place *place,
                        const struct refolding *refolding)
{
    char sql[256];

    for (int i = 0; i < ENTRIES; i++) {
        if (refolding->groups[i] || refolding->old[i])
            continue;
        snprintf(sql, sizeof(sql),
                 "DELETE FROM texts WHERE entry = %d; DELETE FROM entries "
                 "WHERE entry = %d",
                 i + 1, i + 1);
        drop_postings(place, i + 1);
        execute(place, sql);
    }
    if (refolding->sql)
        execute(place, refolding->sql);
}

static int take_any(void *context, const struct check *check, struct error *err)
{
    return 0;
}

static int take_story(void *context, const struct story *story,
                      struct error *err)
{
    *(int64_t *)context = story->story;
    return 0;
}

static int story_at(struct store *store, int id)
{
    int64_t story = 0;

    OK(store_story(store, id, take_story, &story, &err));
    return (int)story;
}

static int take_fault(void *context, const struct check *check,
                      struct error *err)
{
    if (check->state != CHECK_FINE && strcmp(check->name, "search") != 0)
        fail_msg("%s: %s: %lld %s", (const char *)context, check->name,
                 (long long)check->count, check->what);
    return 0;
}

static void expect(struct store *store, const struct refolding *refolding)
{
    struct arena arena = {0};
    struct fold_document document;

    for (int64_t i = 1; i <= ENTRIES; i++) {
        OK(store_fold_documents(store, &i, 1, &arena, &document, &err));
        if (document.story != refolding->after[i - 1])
            fail_msg("%s: %d is in %d", refolding->what, (int)i,
                     (int)document.story);
    }
    for (int i = 0; i < 3 && refolding->leads[i][0]; i++)
        if (story_at(store, refolding->leads[i][0]) != refolding->leads[i][1])
            fail_msg("%s: %d leads to %d", refolding->what,
                     refolding->leads[i][0],
                     story_at(store, refolding->leads[i][0]));
    arena_release(&arena);
}

static void enter(struct store *store, bool expected)
{
    struct refold_options options = {.version = 2, .before = NOW - 10 * DAY};
    bool anew = !expected;

    OK(store_begin(store, &err));
    OK(store_refold_enter(store, &options, &anew, &err));
    assert_int_equal(anew, expected);
}

static void refold(const struct place *place, const struct refolding *refolding)
{
    struct refold_summary summary;
    char what[256];

    struct store *store = opened(place, STORE_WRITE);
    add_entries(store, refolding);
    enter(store, true);
    stage(store, refolding);
    OK(store_commit(store, &err));
    remove_gone(place, refolding);
    OK(store_check(store, 1, true, take_any, NULL, &err));
    execute(
        place,
        "INSERT INTO recent_postings SELECT last, 0, items FROM refold_postings");
    enter(store, false);
    OK(store_refold_swap(store, &summary, &err));
    OK(store_commit(store, &err));
    expect(store, refolding);
    snprintf(what, sizeof(what), "%s", refolding->what);
    OK(store_check(store, 2, true, take_fault, what, &err));
    store_free(store);
    assert_int_equal(number(place, "SELECT count(*) FROM recent_postings"), 0);
}

static void numbers_stay_or_lead_to_what_they_meant(void **state)
{
    const struct place *place = *state;

    for (size_t i = 0; i < sizeof(refoldings) / sizeof(*refoldings); i++) {
        (void)remove(place->path);
        refold(place, &refoldings[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_stay_or_lead_to_what_they_meant,
                                        place_setup, place_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
