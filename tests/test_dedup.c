/* Dedup: what is a copy, what is not, and that neither order of arrival in
 * batches nor hostile text changes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"
#include "tests/fold_helper.h"
#include "tests/report.h"

static void a_reprint_is_found_whatever_was_done_to_it(void **state)
{
    static const struct {
        const char *name, *title, *text;
    } reprints[] = {
        {"word for word", "Vell harbour to close to big ships", REPORT},
        {"another headline", "A wall that walks", REPORT},
        {"a teaser", "Large ships banned from Vell", LEAD},
        {"byline, dateline and credit", "Breakwater moves",
         "By Ona Reed\nVELL, March 3 (CP) - " REPORT
         "(Reporting by Lars Fenn; editing by Ida Moss)"},
        {"advertisements and links between", "Harbour closes",
         LEAD "Advertisement\n" SECOND
              "Read also | The ten finest beaches of the north\n" THIRD
              "Advertisement\n" FOURTH "Subscribe to our newsletter"},
        {"pictures between", "The wall of 1911",
         "Enlarge this image toggle caption Ada Lind/AFP/Getty Images Ada "
         "Lind/AFP/Getty Images\n" LEAD SECOND "Image source, Getty Images\n"},
        {"a paragraph twice", "Divers find holes", LEAD LEAD SECOND THIRD},
        {"paragraphs dropped", "Wall has moved", LEAD SECOND},
        {"local paragraphs behind", "What the closure means for us",
         REPORT "At the Ansel quay, shopkeepers are getting ready. \"We will "
                "need more bread,\" said Bea Ilt of the corner bakery.\n"},
        {"curly quotes", "Boats may stay",
         LEAD SECOND THIRD
         "Fishing cooperatives, whose boats are shorter, welcomed that they "
         "can stay. \xe2\x80\x9cWe have been here longer than the wall,"
         "\xe2\x80\x9d said Henk Obrist, who speaks for 31 skippers.\n"},
    };
    struct folding *folding = *state;
    int64_t original = folding_text(folding, "Vell breakwater", REPORT);

    for (size_t i = 0; i < sizeof(reprints) / sizeof(*reprints); i++)
        if (!folding_same(
                folding, original,
                folding_text(folding, reprints[i].title, reprints[i].text)))
            fail_msg("not found: %s", reprints[i].name);
}

/* Two letters that changed places make no other name, with or without marks. */
static void a_name_misspelled_is_no_other_name(void **state)
{
#define BEGINNING                                                            \
    "Die Gemeinde Vell sperrt ihren Hafen vom April an, weil der alte Damm " \
    "sich bewegt hat. Neue "
#define END                                                                    \
    " sucht jetzt eine Kommission unter dem fr\xc3\xbcheren Lotsen Holm, die " \
    "im Herbst dem Rat berichten soll; bis dahin fahren die Boote von Ansel "  \
    "aus, was eine Stunde l\xc3\xa4nger dauert."
    struct folding *folding = *state;
    int64_t marked =
        folding_text(folding, "Der Damm", BEGINNING "L\xc3\xb6sungen" END);

    assert_true(folding_same(
        folding, marked,
        folding_text(folding, "Damm", BEGINNING "L\xc3\xb6usngen" END)));
    assert_false(folding_same(
        folding, marked,
        folding_text(folding, "Damm", BEGINNING "M\xc3\xbchlen" END)));
}

/* A report with a time in it, in two ways; whether they are one story. */
static bool same_with_times(const char *a, const char *b)
{
    struct folding folding;
    char texts[2][512];

    for (size_t i = 0; i < 2; i++)
        snprintf(texts[i], sizeof(texts[i]),
                 LEAD "The last big ship is to leave at %s on Sunday, and a "
                      "pilot will be aboard.",
                 i ? b : a);
    folding_init(&folding);
    int64_t first = folding_text(&folding, "Vell", texts[0]);
    bool same =
        folding_same(&folding, first, folding_text(&folding, "A", texts[1]));
    folding_release(&folding);
    return same;
}

static void a_time_may_be_written_in_many_ways(void **state)
{
    static const char *const same[][2] = {{"8.15pm", "8:15 p.m."},
                                          {"20.15 Uhr", "20:15 Uhr"},
                                          {"8:15", "8\xe2\x88\xb6"
                                                   "15"},
                                          {"odds of 25:20", "odds of 25-20"},
                                          {"8 p. m.", "8 p.m."},
                                          {"8:00 p.m.", "8 P.M."},
                                          {"8 p.m.", "8pm"}};
    static const char *const others[][2] = {
        {"8:15", "8:30"},
        {"8:15 p.m.", "9:15 p.m."},
        {"8 p.m.", "8 a.m."},
        {"8pm", "8 a.m."},
        {"8:15am", "8:15 p.m."},
        {"8a.m.", "8p.m."},
        {"8 a. m.", "8 p. m."},
        {"8:15a.m.", "8:15p.m."},
        {"8 a.\xc2\xa0m.", "8 p.\xc2\xa0m."},
        {"odds of 2:1", "odds of 1:2"}};

    (void)state;
    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
        if (!same_with_times(same[i][0], same[i][1]))
            fail_msg("two stories: %s, %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        if (same_with_times(others[i][0], others[i][1]))
            fail_msg("one story: %s, %s", others[i][0], others[i][1]);
}

/* Two texts each, of one kind, that no copy makes. */
static void what_is_not_a_copy_is_left_alone(void **state)
{
    static const struct {
        const char *name, *titles[2], *texts[2];
    } traps[] = {
        {"results of one league",
         {"Norden 2 Sulby 1", "Erling 3 Tarn 0"},
         {"Norden beat Sulby 2-1 at home on Saturday in the second division. "
          "Pell scored in the 14th minute and Marsh in the 61st; Okoro had "
          "equalised from the spot after 33 minutes. The attendance was "
          "4,112.",
          "Erling beat Tarn 3-0 at home on Saturday in the second division. "
          "Vass scored in the 9th minute and Quill in the 40th; Brandt made it "
          "three from the spot after 77 minutes. The attendance was 2,908."}},
        {"weather reports",
         {"Weather on Tuesday", "Weather on Wednesday"},
         {"Cloudy in the morning with showers in the north, later sunny "
          "spells. Highs of 11 degrees on the coast and 9 in the hills, wind "
          "from the west at 25 kilometres an hour. Pressure 1008 hectopascal, "
          "falling.",
          "Cloudy in the morning with showers in the south, later sunny "
          "spells. Highs of 15 degrees on the coast and 13 in the hills, wind "
          "from the east at 10 kilometres an hour. Pressure 1021 hectopascal, "
          "rising."}},
        {"opposite decisions",
         {"Central bank raises rate", "Central bank cuts rate"},
         {"The central bank raised its key rate by a quarter point to 4.5 "
          "percent on Thursday, citing the labour market, and said that "
          "further steps would depend on the data it receives by June.",
          "The central bank cut its key rate by a quarter point to 5.4 percent "
          "on Thursday, citing the labour market, and said that further steps "
          "would depend on the data it receives by June."}},
        {"a denial",
         {"Minister confirms talks", "Minister denies talks"},
         {"The minister of transport confirmed on Friday that talks with the "
          "railway union had begun in secret two weeks ago at a hotel near the "
          "airport, and that both sides were ready to sign a contract.",
          "The minister of transport denied on Friday that talks with the "
          "railway union had begun in secret two weeks ago at a hotel near the "
          "airport, and that both sides were ready to sign a contract."}},
        {"pictures by one photographer",
         {"Harvest festival opens in Tarn", "Premier aced the debate"},
         {"Harvest festival opens in Tarn Enlarge this image toggle caption "
          "Brenda Smial/AFP/Getty Images Brenda Smial/AFP/Getty Images "
          "Thousands have come",
          "Premier aced the debate Enlarge this image toggle caption Brenda "
          "Smial/AFP/Getty Images Brenda Smial/AFP/Getty Images"}},
        {"earnings",
         {"Corvane profit rises", "Maddox profit rises"},
         {"Corvane said on Monday that its quarterly net profit rose 12 "
          "percent to 340 million crowns, as sales grew to 2.1 billion. It "
          "expects a margin of 16 percent for the full year, it said in a "
          "statement before markets opened.",
          "Maddox said on Monday that its quarterly net profit rose 7 percent "
          "to 95 million crowns, as sales grew to 880 million. It expects a "
          "margin of 11 percent for the full year, it said in a statement "
          "before markets opened."}},
    };
    struct folding *folding = *state;

    for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++) {
        int64_t a =
            folding_text(folding, traps[i].titles[0], traps[i].texts[0]);
        int64_t b =
            folding_text(folding, traps[i].titles[1], traps[i].texts[1]);
        if (folding_same(folding, a, b))
            fail_msg("folded: %s", traps[i].name);
    }
}

/* Two reports on one speech: what they share they quote, and each begins, and
 * goes on, with words of its own. */
static void a_shared_quotation_makes_no_copy(void **state)
{
    static const char first[] =
        "The prime minister surprised his own party on Thursday when he came "
        "to the lectern without notes and spoke for nearly an hour, sparing "
        "neither his predecessors nor the delegates in front of him.\n"
        "Observers in the hall said they had not heard him so blunt since he "
        "took office, and some wondered whether he was taking his leave.\n";
    static const char second[] =
        "Shares in the shipyards fell sharply after remarks that traders took "
        "as the end of the guarantees which have kept the docks alive through "
        "three lean winters and two changes of government.\n"
        "Analysts at the savings banks cut their forecasts for the sector "
        "within the hour and warned of orders moving abroad for good.\n";
    struct folding *folding = *state;
    char text[2][4096];

    snprintf(text[0], sizeof(text[0]), "%s%s", first, REPORT);
    snprintf(text[1], sizeof(text[1]), "%s%s", second, REPORT);
    int64_t a = folding_text(folding, "A speech without notes", text[0]);
    int64_t b = folding_text(folding, "Shipyards fall", text[1]);
    assert_false(folding_same(folding, a, b));
}

static void a_round_up_does_not_bridge_stories(void **state)
{
    struct folding *folding = *state;
    static const char other[] =
        "A library in Sulby has lent a book that was returned 71 years late, "
        "its director Anna Quist said. The reader, a man of 88, had found the "
        "atlas under the stairs and paid no fine, since the library gave them "
        "up in 1999 and keeps a shelf for such guests.\n";
    static const char round_up[] =
        "Good morning, here is what you need to know on Tuesday. The markets "
        "open lower, and the ferry strike in the south goes into its third "
        "day without an offer on the table from either side of it.\n" LEAD
        "A library in Sulby has lent a book that was returned 71 years late, "
        "its director Anna Quist said. The reader, a man of 88, had found the "
        "atlas under the stairs and paid no fine.\n";
    int64_t a = folding_text(folding, "Vell breakwater", REPORT);
    int64_t b = folding_text(folding, "Book comes back", other);

    folding_text(folding, "Tuesday's briefing", round_up);
    assert_false(folding_same(folding, a, b));
}

/* What an outlet prints under everything says nothing about the text. */
static void boilerplate_of_an_outlet_is_learned(void **state)
{
#define FOOTER                                                                \
    "You are reading the free edition of the paper that has served the "      \
    "valley since its first press was carried over the pass by mules. If "    \
    "you enjoy our work, please think about a subscription: it pays for "     \
    "reporters who go and look, for editors who ask again, and for a paper "  \
    "that is delivered to your door by half past six. Call our desk or come " \
    "to the counter next to the old post office, where coffee is free and "   \
    "somebody will always have the time to listen to what you have to tell "  \
    "us about the village, its people and its animals.\n"
    static const struct fold_document documents[] = {
        {.outlet = 9,
         .title = "Choir",
         .text = "the choir sang in the square until the rain came\n" FOOTER},
        {.outlet = 9,
         .title = "Well",
         .text = "an old well was found below the bakery last week\n" FOOTER},
        {.outlet = 9,
         .title = "Bus",
         .text = "buses run later on market days from next month on\n" FOOTER},
        {.outlet = 9,
         .title = "Cat",
         .text = "somebody left a basket of kittens at the town hall\n" FOOTER},
        {.outlet = 9,
         .title = "Snow",
         .text = "children built a snow bridge over the frozen brook\n" FOOTER},
        {.outlet = 9,
         .title = "Fair",
         .text =
             "this spring the fair moves to the lower meadow again\n" FOOTER},
    };
    struct folding *folding = *state;
    int64_t id = folding_add(folding, documents, 6, 1);

    /* It takes three entries to learn it. */
    for (int64_t i = id + 3; i < id + 6; i++)
        for (int64_t j = id; j < i; j++)
            if (folding_same(folding, i, j))
                fail_msg("document %d is folded with %d", (int)i, (int)j);
}

static void a_link_joins_two_feeds_of_one_outlet(void **state)
{
    struct folding *folding = *state;
    struct fold_document documents[] = {
        {.outlet = 5, .title = "Vell", .text = LEAD, .link = "https://a/1"},
        {.outlet = 5,
         .title = "Harbour",
         .text = SECOND,
         .link = "https://a/1"},
        {.outlet = 6, .title = "Ferries", .text = THIRD, .link = "https://a/1"},
    };
    int64_t id = folding_add(folding, documents, 3, 3);

    assert_true(folding_same(folding, id, id + 1));
    assert_false(folding_same(folding, id, id + 2)); /* anybody can claim it */
}

/* The same stories, whether entries came one by one or all at once. */
static void batches_do_not_matter(void **state)
{
    static const struct fold_document documents[] = {
        {.title = "Teaser", .text = LEAD},
        {.title = "Book",
         .text = "A library in Sulby has lent a book that was "
                 "returned 71 years late, its director said."},
        {.title = "Report", .text = REPORT},
        {.title = "Cut", .text = LEAD SECOND},
        {.title = "Tail", .text = SECOND THIRD FOURTH},
        {.title = "Copy", .text = "VELL - " REPORT "Advertisement\n"},
        {.title = "Weather on Tuesday",
         .text = "Cloudy in the morning with showers, highs of 11 degrees."},
        {.title = "Weather on Friday",
         .text = "Cloudy in the morning with showers, highs of 15 degrees."},
    };

    enum { COUNT = sizeof(documents) / sizeof(*documents) };

    int64_t expected[COUNT] = {0};

    for (size_t batch = 1; batch <= COUNT; batch++) {
        struct folding folding;
        folding_init(&folding);
        folding_add(&folding, documents, COUNT, batch);
        for (int64_t i = 0; i < COUNT; i++) {
            int64_t story = fold_memory_story(folding.memory, i + 1);
            if (batch == 1)
                expected[i] = story;
            else if (story != expected[i])
                fail_msg("batches of %zu: document %d is in %d, not %d", batch,
                         (int)i + 1, (int)story, (int)expected[i]);
        }
        folding_release(&folding);
    }
    assert_int_equal(expected[2], 1);
    assert_int_equal(expected[5], 1);
    assert_int_not_equal(expected[6], expected[7]);
}

/* Nobody who does not know the secret can aim at a story. */
static void features_depend_on_the_secret(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document document = {
        .entry = 1, .outlet = 1, .title = "", .text = REPORT};
    struct fold_secret secret = {{0}};
    struct profile a, b;
    struct lexicon lexicon = lexicon_new(&secret, &arena);

    profile_read(&a, &document, &lexicon, &arena);
    profile_features(&a, &arena);
    secret.bytes[15] = 1;
    lexicon = lexicon_new(&secret, &arena);
    profile_read(&b, &document, &lexicon, &arena);
    profile_features(&b, &arena);
    assert_true(a.feature_count > 5);
    for (size_t i = 0; i < a.feature_count; i++)
        for (size_t j = 0; j < b.feature_count; j++)
            assert_true(a.features[i] != b.features[j]);
}

static char *repeated(const char *text, size_t times)
{
    size_t len = strlen(text);
    char *all = xmalloc(len * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(all + i * len, text, len);
    all[len * times] = '\0';
    return all;
}

static void hostile_texts_are_folded_in_time(void **state)
{
    static const struct {
        const char *text;
        size_t times;
    } texts[] = {
        {"a", 1000000},           {"a ", 300000},
        {"\n", 100000},           {"1,", 200000},
        {"x\n", 200000},          {"\xe6\xbc\xa2", 200000},
        {"Lorem ipsum. ", 50000}, {"\xf0\x9f\x98\x80", 100000},
        {"\xcc\x81", 200000},     {REPORT, 300},
        {"\xff\xfe", 100000},     {"A\n\n.\n", 100000},
    };
    struct folding *folding = *state;

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        char *text = repeated(texts[i].text, texts[i].times);
        folding_text(folding, "one", text);
        folding_text(folding, "two", text);
        xfree(text);
    }
}

static void the_whole_is_found_in_languages_without_spaces(void **state)
{
    static const char report[] =
        "潮見町は四日、町立図書館を来年三月末で閉館すると発表した。建物は"
        "一九六三年に建てられ、昨年の調査で耐震強度が足りないことが分かった。"
        "蔵書六万二千冊は旧小学校の校舎に移される。\n"
        "町長の森川恵子氏は「読む場所を町から無くすことはしない」と述べた。"
        "新しい図書館は駅前に二〇二九年に開く予定で、費用は十八億円。";
    static const char teaser[] =
        "潮見町は四日、町立図書館を来年三月末で閉館すると発表した。建物は"
        "一九六三年に建てられ、昨年の調査で耐震強度が足りないことが分かった。";
    static const char other[] =
        "朝霧市は五日、市営プールを今年十二月から改修すると発表した。屋根は"
        "一九七八年に架けられ、雨漏りが続いていた。工事は半年の予定。";
    struct folding *folding = *state;
    int64_t a = folding_text(folding, "図書館閉館へ", report);

    assert_true(
        folding_same(folding, a, folding_text(folding, "校舎に移転", teaser)));
    assert_false(
        folding_same(folding, a, folding_text(folding, "プール改修", other)));
}

static void a_table_keeps_any_key_and_forgets_all_at_once(void **state)
{
    static const uint64_t odd[] = {0, 1, UINT64_MAX, 1ULL << 63, 1ULL << 32};

    enum { ODD = sizeof(odd) / sizeof(*odd), MANY = 3000 };
    struct table table = {0};

    (void)state;
    for (int round = 0; round < 2; round++) {
        assert_int_equal(table_get(&table, 0), 0);
        for (uint64_t i = 0; i < ODD + MANY; i++) {
            uint64_t key = i < ODD ? odd[i] : i << 20;
            size_t before = table.count;
            assert_int_equal(*table_at(&table, key), 0);
            assert_int_equal(table.count, before + 1);
            *table_at(&table, key) = i + 1;
            assert_int_equal(table.count, before + 1);
        }
        for (uint64_t i = 0; i < ODD + MANY; i++)
            assert_int_equal(table_get(&table, i < ODD ? odd[i] : i << 20),
                             i + 1);
        assert_int_equal(table_get(&table, 7), 0);
        table_clear(&table);
        assert_int_equal(table_get(&table, 1), 0);
    }
    size_t capacity = table.capacity;
    table_reserve(&table, ODD + MANY);
    assert_int_equal(table.capacity, capacity);
    table_release(&table);
}

static uint64_t random_next(uint64_t *random)
{
    *random = *random * 6364136223846793005ULL + 1442695040888963407ULL;
    return *random >> 33;
}

/* Shingles of `common`, each or not, some twice, and `own` that only this text
 * has; how many different ones. */
static size_t fill_shingles(struct shingle *shingles, size_t *ret_count,
                            size_t common, size_t own, uint64_t *random)
{
    uint64_t hash = 0;
    size_t count = 0;
    size_t distinct = 0;

    for (size_t i = 0; i < common + own; i++) {
        hash += 2;
        if (i < common && random_next(random) % 2)
            continue;
        uint64_t here = i < common ? hash : hash + random_next(random) % 2;
        for (size_t n = random_next(random) % 4 ? 1 : 2; n; n--)
            shingles[count++].hash = here * 0x9e3779b97f4a7c15ULL;
        distinct++;
    }
    *ret_count = count;
    return distinct;
}

static int compare_shingles(const void *a, const void *b)
{
    const struct shingle *x = a;
    const struct shingle *y = b;

    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void a_share_counts_each_shingle_once(void **state)
{
    enum { MOST = 3000 };

    static const size_t sizes[][3] = {
        {40, 3, 5}, {40, 300, 0},  {0, 20, 900}, {600, 40, 40},
        {1, 0, 0},  {900, 1, 500}, {0, 0, 10}};
    static struct shingle shingles[2][MOST];
    uint64_t random = 1;

    (void)state;
    for (size_t n = 0; n < 50 * sizeof(sizes) / sizeof(*sizes); n++) {
        const size_t *size = sizes[n / 50];
        struct profile profiles[2] = {{.shingles = shingles[0]},
                                      {.shingles = shingles[1]}};
        size_t shared = 0;
        for (size_t i = 0; i < 2; i++) {
            profiles[i].distinct =
                fill_shingles(shingles[i], &profiles[i].shingle_count, size[0],
                              size[1 + i], &random);
            qsort(shingles[i], profiles[i].shingle_count, sizeof(**shingles),
                  compare_shingles);
        }
        for (size_t i = 0; i < profiles[0].shingle_count; i++)
            shared +=
                (i == 0 || shingles[0][i - 1].hash != shingles[0][i].hash) &&
                profile_has(&profiles[1], shingles[0][i].hash);
        size_t least = profiles[0].distinct < profiles[1].distinct
                           ? profiles[0].distinct
                           : profiles[1].distinct;
        double share = least ? (double)shared / (double)least : 0;
        for (size_t i = 0; i < 2; i++)
            assert_true(
                fabs(verify_share(&profiles[i], &profiles[!i]) - share) < 1e-9);
    }
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folding_setup, folding_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_reprint_is_found_whatever_was_done_to_it),
        TEST(a_name_misspelled_is_no_other_name),
        cmocka_unit_test(a_time_may_be_written_in_many_ways),
        TEST(what_is_not_a_copy_is_left_alone),
        TEST(a_shared_quotation_makes_no_copy),
        TEST(a_round_up_does_not_bridge_stories),
        TEST(boilerplate_of_an_outlet_is_learned),
        TEST(a_link_joins_two_feeds_of_one_outlet),
        TEST(batches_do_not_matter),
        TEST(features_depend_on_the_secret),
        TEST(hostile_texts_are_folded_in_time),
        TEST(the_whole_is_found_in_languages_without_spaces),
        cmocka_unit_test(a_share_counts_each_shingle_once),
        cmocka_unit_test(a_table_keeps_any_key_and_forgets_all_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
