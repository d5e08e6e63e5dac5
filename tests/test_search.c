/* Full-text search: which words are found, in which scripts, and which
 * queries are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define NOW 1700000000
#define DAY 86400

static int64_t add_feed(struct store *store, const char *url, const char *tag)
{
    const char *tags[] = {tag};
    struct feed_new feed = {.url = url, .tags = {tags, 1}, .now = NOW};
    int64_t id = 0;

    OK(store_feed_add(store, &feed, &id, &err));
    return id;
}

static void put(struct store *store, int64_t feed, const char *guid,
                const char *title, const char *text, int64_t now)
{
    struct entry entry = {.id = guid,
                          .title = title,
                          .content = text,
                          .published = now,
                          .updated = TIME_ABSENT};
    enum entry_change change;
    int64_t id = 0;

    OK(store_begin(store, &err));
    OK(store_entry_put(store, feed, &entry, now, &id, &change, &err));
    struct fold_assignment assignment = {
        .entry = id, .story = id, .similarity = 1};
    struct fold_result result = {.assignments = &assignment,
                                 .assignment_count = change == ENTRY_NEW};
    OK(store_fold_apply(store, &result, 1, &err));
    OK(store_commit(store, &err));
}

static struct store *filled(struct place *place)
{
    struct store *store = opened(place, STORE_WRITE);
    int64_t a = add_feed(store, "http://a.example/", "world");
    int64_t b = add_feed(store, "http://b.example/", "sport");

    put(store, a, "1", "Missile test by Iran",
        "Tehran fired a ballistic missile over the desert.", NOW);
    put(store, a, "2", "Café opens in Zürich",
        "The cafe\xcc\x81 sells C++ books, covid-19 masks; don't wait.", NOW);
    put(store, a, "3", "東京で地震", "東京都心で強い地震がありました。", NOW);
    put(store, a, "4", "北京发布新政策",
        "中国政府周三在北京发布了新的经济政策。", NOW);
    put(store, b, "5", "Football",
        "A long report in which the word missile stands once, far behind "
        "many other words about a match that nobody will remember.",
        NOW);
    put(store, b, "6", "Старый Ёж", "Съешь ещё этих мягких булок", NOW);
    put(store, b, "7", "Same words", "identical text of harbour",
        NOW - 9 * DAY);
    put(store, b, "8", "Same words", "identical text of harbour", NOW);
    put(store, b, "9", "Ο Άνθρωπος", "Йод и ἄνεμος, γαῖα", NOW);
    return store;
}

static int list(void *context, const struct search_hit *hit, struct error *err)
{
    char *out = context;

    snprintf(out + strlen(out), 64, "%d ", (int)hit->entry);
    return 0;
}

static void expect(struct store *store, const char *query, const char *wanted)
{
    struct search search = {
        .query = query,
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .now = NOW};
    struct error err = {0};
    char out[256] = "";

    if (store_search(store, &search, list, out, &err) < 0)
        fail_msg("%s: %s", query, err.message);
    if (strcmp(out, wanted) != 0)
        fail_msg("%s: %s, not %s", query, out, wanted);
}

static void words_are_found(void **state)
{
    static const char *const cases[][2] = {
        {"missile", "1 5 "},
        {"missile AND iran", "1 "},
        {"MISSILE iran", "1 "},
        {"missile NOT iran", "5 "},
        {"football OR tehran", "5 1 "},
        {"\"ballistic missile\"", "1 "},
        {"\"missile ballistic\"", ""},
        {"NEAR(tehran missile, 4)", "1 "},
        {"NEAR(tehran desert, 1)", ""},
        {"balli*", "1 "},
        {"title:missile", "1 "},
        {"text:football", ""},
        {"^football", "5 "},
        {"cafe", "2 "},
        {"CAFÉ", "2 "},
        {"zurich", "2 "},
        {"covid-19", "2 "},
        {"don't", "2 "},
        {"c++", "2 "},
        {"wait & covid", "2 "},
        {"ёж", "6 "},
        {"nowhere", ""},
        /* Newer ones first, when they match alike. */
        {"harbour", "8 7 "},
        /* Scripts without spaces: a word of two, three and one character. */
        {"еж", "6 "},
        {"ёж", "6 "},
        {"ЕЩЁ", "6 "},
        {"еще", "6 "},
        {"ανθρωπος", "9 "},
        {"ΆΝΘΡΩΠΟΣ", "9 "},
        {"ἄνθρωπος", "9 "},
        {"ανεμ*", "9 "},
        {"γαία", "9 "},
        {"йод", "9 "},
        {"иод", ""},
        {"東京", "3 "},
        {"地震", "3 "},
        {"東京都", "3 "},
        {"京東", ""},
        {"强", ""},
        {"強", "3 "},
        {"北京", "4 "},
        {"经济政策", "4 "},
        {"策", "4 "},
        {"北京 AND 政策", "4 "},
        {"京", "3 4 "},
    };
    struct store *store = filled(*state);

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        expect(store, cases[i][0], cases[i][1]);
    store_free(store);
}

static void scopes_are_kept(void **state)
{
    struct store *store = filled(*state);
    struct search search = {
        .query = "missile",
        .scope = {.tag = "sport", .since = TIME_ABSENT, .until = TIME_ABSENT},
        .now = NOW};
    char out[256] = "";

    OK(store_search(store, &search, list, out, &err));
    search.scope.tag = NULL;
    search.scope.feed = 1;
    OK(store_search(store, &search, list, out, &err));
    search.scope.feed = 0;
    search.query = "harbour";
    search.scope.since = NOW - DAY;
    OK(store_search(store, &search, list, out, &err));
    assert_string_equal(out, "5 1 8 ");
    store_free(store);
}

static void wrong_queries_are_refused(void **state)
{
    static const char *const cases[][2] = {
        {"", "no words"},
        {"& -", "no words"},
        {"\"open", "quotation mark"},
        {"(a b", "parenthesis"},
        {"a)", "parenthesis"},
        {"AND AND", "no words"},
        {"a AND", "a word is missing"},
        {"a -b", "NOT"},
        {"ab*", "three letters"},
        {"NEAR(a b, x)", "number of words"},
    };
    struct store *store = filled(*state);
    struct search search = {
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT}, .now = NOW};
    char out[256] = "";
    char *hostile = calloc(1, 4001);

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct error err = {0};
        search.query = cases[i][0];
        assert_int_equal(store_search(store, &search, list, out, &err),
                         ERROR_INPUT);
        if (!strstr(err.message, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], err.message);
    }
    const char *const repeated[] = {"a ", "NEAR(a b) ", "(", "ab* ", "\"", "x"};
    for (size_t i = 0; i < sizeof(repeated) / sizeof(*repeated); i++) {
        struct error err = {0};
        size_t unit = strlen(repeated[i]);
        size_t times = (i == 5 ? 2500 : 1900) / unit;
        memset(hostile, 0, 4001);
        for (size_t n = 0; n < times; n++)
            memcpy(hostile + n * unit, repeated[i], unit);
        search.query = hostile;
        assert_int_equal(store_search(store, &search, list, out, &err),
                         ERROR_INPUT);
    }
    free(hostile);
    store_free(store);
}

/* What is no longer there is no longer found: the index holds no words of a
 * text that has changed, nor of a feed that is gone. */
static void the_index_follows(void **state)
{
    struct store *store = filled(*state);

    put(store, 1, "1", "Rocket test by Iran", "Another text.", NOW + 1);
    expect(store, "missile", "5 ");
    expect(store, "rocket AND another", "1 ");
    OK(store_begin(store, &err));
    OK(store_feed_remove(store, 2, &err));
    OK(store_commit(store, &err));
    expect(store, "missile", "");
    expect(store, "rocket", "1 ");
    store_free(store);
}

static int take_hit(void *context, const struct search_hit *hit,
                    struct error *err)
{
    assert_string_equal(hit->title, "Football");
    assert_non_null(strstr(hit->snippet, "word \2missile\3 stands"));
    assert_int_equal(hit->story->story, 5);
    ++*(int *)context;
    return 0;
}

static void a_snippet_marks_what_matched(void **state)
{
    struct store *store = filled(*state);
    struct search search = {
        .query = "missile NOT iran",
        .scope = {.since = TIME_ABSENT, .until = TIME_ABSENT},
        .now = NOW,
        .limit = 1};
    int hits = 0;

    OK(store_search(store, &search, take_hit, &hits, &err));
    assert_int_equal(hits, 1);
    store_free(store);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(words_are_found),
        TEST(scopes_are_kept),
        TEST(wrong_queries_are_refused),
        TEST(the_index_follows),
        TEST(a_snippet_marks_what_matched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
