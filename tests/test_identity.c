/* Which entry of a feed is it: guids that change, links that name nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define NOW 1700000000
#define LONG                                                                  \
    "The library of Hallow will be shut for the month of March, when its "    \
    "roof is mended; books can be brought back to the school until then, "    \
    "says the librarian, who asks people to read slowly meanwhile. The town " \
    "pays for it all."

struct item {
    const char *guid, *link, *title, *text;
    int64_t published; /* 0: none */
    const char *enclosure;
};

/* Two documents of one feed, one poll after the other, and how many entries
 * there are then; the second time the second document comes it changes
 * nothing. */
struct polls {
    const char *name;
    struct item first[3], second[4];
    int entries;
    int revisions;
};

#define PAGE "https://a.example/page"

static const struct polls table[] = {
    {"all guids change",
     {{"1", PAGE, "A", "a"}, {"2", PAGE "2", "B", "b"}},
     {{"3", PAGE, "A", "a"}, {"4", PAGE "2", "B", "b"}},
     2,
     0},
    {"all guids change, and a text",
     {{"1", PAGE, "A", "a"}, {"2", PAGE "2", "B", "b"}},
     {{"3", PAGE, "a", "changed"}, {"4", PAGE "2", "B", "b"}},
     2,
     1},
    {"all guids change, and a title: no entry is taken for another",
     {{"1", PAGE, "A", "a"}},
     {{"3", PAGE, "Z", "something else"}},
     2,
     0},
    {"all guids and links change",
     {{"1", PAGE "?s=1", "A", LONG, NOW}, {"2", PAGE "?s=2", "B", LONG "b"}},
     {{"3", PAGE "?s=3", "A", LONG, NOW}, {"4", PAGE "?s=4", "B", LONG "b"}},
     2,
     0},
    {"all guids, dates and the visits in links change, of short texts",
     {{"1", PAGE "?a=1&PHPSESSID=7e1c", "A", "a", NOW},
      {"2", PAGE "?a=2&PHPSESSID=7e1c", "A", "a", NOW}},
     {{"3", PAGE "?a=1&PHPSESSID=d05b", "A", "a", NOW + 60},
      {"4", PAGE "?a=2&PHPSESSID=d05b", "A", "a", NOW + 60}},
     2,
     0},
    {"another parameter may be another page",
     {{"1", PAGE "?a=1", "A", "a", NOW}},
     {{"3", PAGE "?a=2", "A", "a", NOW}},
     2,
     0},
    {"a number in the title may make another entry",
     {{"1", PAGE, "Lecture (1)", "a", NOW}},
     {{"3", PAGE, "Lecture (2)", "a", NOW}},
     2,
     0},
    {"guids change where nothing has a link or a date",
     {{"1", NULL, "A", "a"}, {"2", NULL, "B", "b"}},
     {{"3", NULL, "A", "a"}, {"4", NULL, "B", "b"}},
     2,
     0},
    {"a short text of another day is another",
     {{"1", NULL, "Good morning", "a", NOW}},
     {{"2", NULL, "Good morning", "a", NOW + 86400}},
     2,
     0},
    {"a short text of another page is another",
     {{"1", PAGE, "Photo", "a", NOW}},
     {{"2", PAGE "2", "Photo", "a", NOW}},
     2,
     0},
    {"another enclosure is another",
     {{"1", PAGE, "Episode", "a", 0, "https://a.example/1.mp3"}},
     {{"2", PAGE, "Episode", "a", 0, "https://a.example/2.mp3"}},
     2,
     0},
    {"the same text twice in a document is two entries",
     {{"1", PAGE, "A", "a"}, {"2", PAGE, "A", "a"}},
     {{"3", PAGE, "A", "a"}, {"4", PAGE, "A", "a"}},
     2,
     0},
    {"all lead to the front page, with guids",
     {{"1", "https://a.example/", "A", "a"}, {"2", "https://a.example/", "B"}},
     {{"3", "https://a.example/", "C", "c"},
      {"1", "https://a.example/", "A", "a"},
      {"2", "https://a.example/", "B"}},
     3,
     0},
    {"all lead to the front page, without guids",
     {{NULL, "http://www.a.example", "A", "a"},
      {NULL, "http://www.a.example", "B", "b"}},
     {{NULL, "http://www.a.example", "C", "c"},
      {NULL, "http://www.a.example", "A", "a"},
      {NULL, "http://www.a.example", "B", "b"}},
     3,
     0},
    {"one after the other leads to the front page, without guids",
     {{NULL, "http://www.a.example", "A", "a"}},
     {{NULL, "http://www.a.example", "B", "b"}},
     2,
     0},
    {"several of one page, without guids",
     {{NULL, PAGE, "A", "a"}, {NULL, PAGE, "B", "b"}},
     {{NULL, PAGE, "C", "c"}, {NULL, PAGE, "A", "a"}, {NULL, PAGE, "B", "b"}},
     3,
     0},
    {"several of one page and title, without guids",
     {{NULL, PAGE, "Live", "a"}, {NULL, PAGE, "Live", "b"}},
     {{NULL, PAGE, "Live", "a"}, {NULL, PAGE, "Live", "b"}},
     2,
     0},
    {"a page that changes its title and text, without guids",
     {{NULL, PAGE, "A", "a"}},
     {{NULL, PAGE, "B", "b"}},
     1,
     1},
    {"one guid for everything",
     {{"x", PAGE, "A", "a"}, {"x", PAGE "2", "B", "b"}},
     {{"x", PAGE, "A", "a"}, {"x", PAGE "2", "B", "b"}},
     2,
     0},
    {"one guid and link twice: the first counts",
     {{"x", PAGE, "A", "a"}, {"x", PAGE, "B", "b"}},
     {{"y", NULL, "C", "c"}, {"x", PAGE, "A", "a"}, {"x", PAGE, "B", "b"}},
     2,
     0},
    {"one guid and title twice: the first counts",
     {{"x", NULL, "A", "a"}, {"x", PAGE, "A", "b"}},
     {{"y", NULL, "C", "c"}, {"x", NULL, "A", "a"}, {"x", PAGE, "A", "b"}},
     2,
     0},
    {"a feed that drops its guids",
     {{"1", PAGE, "A", "a"}},
     {{NULL, PAGE, "A", "a"}},
     1,
     0},
    {"a text that changes under its guid",
     {{"1", PAGE, "A", "a"}},
     {{"1", PAGE "2", "B", "b"}},
     1,
     1},
};

/* What was pruned, what the feed lists afterwards, and whether that is it. */
static const struct burial {
    const char *name;
    struct item pruned, listed;
    enum entry_change change;
} burials[] = {
    {"another guid",
     {"1", PAGE, "A", "a", NOW},
     {"2", PAGE, "A", "a", NOW + 86400},
     ENTRY_PRUNED},
    {"another guid and link, a long text of that date",
     {"1", PAGE "?s=1", "A", LONG, NOW},
     {"2", PAGE "?s=2", "A", LONG, NOW},
     ENTRY_PRUNED},
    {"another guid and link, a long text of another date",
     {"1", PAGE "?s=1", "A", LONG, NOW},
     {"2", PAGE "?s=2", "A", LONG, NOW + 86400},
     ENTRY_NEW},
    {"another guid, a short text without a link, of that date",
     {"1", NULL, "A", "a", NOW},
     {"2", NULL, "A", "a", NOW},
     ENTRY_PRUNED},
    {"another guid, a short text without a link, of another date",
     {"1", NULL, "A", "a", NOW},
     {"2", NULL, "A", "a", NOW + 86400},
     ENTRY_NEW},
    {"another guid, a long text that leads to the front page",
     {"1", "https://a.example/", "A", LONG, NOW},
     {"2", "https://a.example/", "A", LONG, NOW + 86400},
     ENTRY_PRUNED},
    {"what a page says under the same title on another day",
     {"1", PAGE, "Weather", "rain", NOW},
     {"2", PAGE, "Weather", "sun", NOW + 86400},
     ENTRY_NEW},
    {"another enclosure",
     {"1", PAGE, "Episode", "a", NOW, "https://a.example/1.mp3"},
     {"2", PAGE, "Episode", "a", NOW, "https://a.example/2.mp3"},
     ENTRY_NEW},
};

static enum entry_change put_item(struct store *store, int64_t feed,
                                  const struct item *item)
{
    struct enclosure enclosure = {item->enclosure, NULL, NULL};
    struct entry entry = {.id = item->guid,
                          .link = item->link,
                          .title = item->title,
                          .content = item->text,
                          .published =
                              item->published ? item->published : TIME_ABSENT,
                          .updated = TIME_ABSENT,
                          .enclosures = &enclosure,
                          .enclosure_count = item->enclosure != NULL};
    struct fold_assignment assignment = {.similarity = 1};
    struct fold_result result = {.assignments = &assignment};
    enum entry_change change;

    OK(store_entry_put(store, feed, &entry, NOW, &assignment.entry, &change,
                       &err));
    assignment.story = assignment.entry;
    result.assignment_count = change == ENTRY_NEW;
    OK(store_fold_apply(store, &result, 1, &err));
    return change;
}

static void put_all(struct store *store, int64_t feed, const struct item *items,
                    size_t count)
{
    OK(store_begin(store, &err));
    for (size_t i = 0; i < count && items[i].title; i++)
        put_item(store, feed, &items[i]);
    OK(store_commit(store, &err));
}

static int count_revision(void *context, const struct revision *revision,
                          struct error *err)
{
    ++*(int *)context;
    return 0;
}

static void expect(struct store *store, const struct polls *polls, int poll)
{
    struct store_statistics all;
    int revisions = 0;

    OK(store_statistics(store, NOW, &all, &err));
    for (int64_t entry = 1; entry <= all.entries; entry++)
        OK(store_revisions(store, entry, count_revision, &revisions, &err));
    if (all.entries != polls->entries || revisions != polls->revisions)
        fail_msg("%s: %d entries, %d revisions after poll %d", polls->name,
                 (int)all.entries, revisions, poll);
}

static struct store *with_feed(const struct place *place, int64_t *ret_feed)
{
    struct feed_new feed = {.url = "http://a.example/", .now = NOW};

    (void)remove(place->path);
    struct store *store = opened(place, STORE_WRITE);
    OK(store_feed_add(store, &feed, ret_feed, &err));
    return store;
}

static void entries_are_known_again(void **state)
{
    const struct place *place = *state;

    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        int64_t id = 0;
        struct store *store = with_feed(place, &id);
        put_all(store, id, table[i].first, 3);
        for (int poll = 2; poll < 4; poll++) {
            put_all(store, id, table[i].second, 4);
            expect(store, &table[i], poll);
        }
        store_free(store);
    }
}

static void prune_all(struct store *store)
{
    struct prune_rule rule = {0, NOW + 1, 0};
    struct prune_rules rules = {&rule, 1, NOW + 1};
    struct prune_plan plan = {0};
    size_t done = 1;

    OK(store_begin(store, &err));
    OK(store_fold_forget(store, NOW + 1, &err));
    OK(store_commit(store, &err));
    OK(store_prune_plan(store, &rules, 0, &plan, &err));
    assert_int_equal(plan.entries, 1);
    while (done)
        OK(store_prune_batch(store, 10, NOW, &done, &err));
}

static void pruned_entries_are_known_again(void **state)
{
    for (size_t i = 0; i < sizeof(burials) / sizeof(*burials); i++) {
        const struct burial *burial = &burials[i];
        int64_t id = 0;
        struct store *store = with_feed(*state, &id);
        put_all(store, id, &burial->pruned, 1);
        prune_all(store);
        OK(store_begin(store, &err));
        if (put_item(store, id, &burial->listed) != burial->change)
            fail_msg("%s: it is %s", burial->name,
                     burial->change == ENTRY_NEW ? "not new" : "new");
        OK(store_commit(store, &err));
        store_free(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_are_known_again, place_setup,
                                        place_teardown),
        cmocka_unit_test_setup_teardown(pruned_entries_are_known_again,
                                        place_setup, place_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
