/* base/: alloc, error, arena, strbuf, sort, text, timefmt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/entry.h"
#include "base/error.h"
#include "base/sort.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/timefmt.h"

static void wrapping_puts_the_context_in_front(void **state)
{
    struct error err;

    assert_int_equal(error_set(&err, ERROR_LIMIT, "%d too many", 3),
                     ERROR_LIMIT);
    assert_int_equal(error_wrap(&err, "feed %s", "x"), ERROR_LIMIT);
    assert_string_equal(err.message, "feed x: 3 too many");
}

static void a_long_message_is_cut_not_overrun(void **state)
{
    struct error err;
    char text[1000];

    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    error_set(&err, ERROR_INPUT, "%s", text);
    error_wrap(&err, "%s", text);
    assert_int_equal(strlen(err.message), sizeof(err.message) - 1);
}

static void arena_blocks_are_aligned_and_survive_growth(void **state)
{
    struct arena arena = {0};
    char *first = arena_strdup(&arena, "first");

    for (size_t i = 1; i < 3000; i++) {
        char *block = arena_alloc(&arena, i);
        assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
        memset(block, 'x', i);
    }
    char *large = arena_alloc(&arena, 5 << 20);
    memset(large, 'y', 5 << 20);
    assert_string_equal(first, "first");
    assert_null(arena_strdup(&arena, NULL));
    arena_clear(&arena);
    assert_true(arena.total > 0);
    arena_release(&arena);
    assert_int_equal(arena.total, 0);
}

static void a_buffer_stops_at_its_ceiling_and_says_so(void **state)
{
    struct strbuf buffer;

    strbuf_init(&buffer, 5);
    assert_string_equal(buffer.data, "");
    strbuf_addstr(&buffer, "abc");
    assert_false(buffer.cut);
    strbuf_addstr(&buffer, "defg");
    assert_string_equal(buffer.data, "abcde");
    assert_true(buffer.cut);
    strbuf_addch(&buffer, 'x');
    assert_int_equal(buffer.len, 5);
    char *detached = strbuf_detach(&buffer);
    assert_string_equal(detached, "abcde");
    assert_string_equal(buffer.data, "");
    xfree(detached);
    strbuf_release(&buffer);
}

static void a_long_format_is_not_cut(void **state)
{
    struct strbuf buffer;
    char text[2000];

    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    strbuf_init(&buffer, 10000);
    strbuf_addf(&buffer, "%s%d", text, 7);
    assert_int_equal(buffer.len, sizeof(text));
    strbuf_release(&buffer);
}

static void invalid_bytes_are_one_replacement_each(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        size_t replacements;
        size_t points;
    } cases[] = {
        {"abc", 3, 0, 3},
        {"\xC3\xA9", 2, 0, 1},
        {"\xC0\x80", 2, 2, 2},         /* overlong NUL */
        {"\xE0\x80\x80", 3, 3, 3},     /* overlong */
        {"\xED\xA0\x80", 3, 3, 3},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, 4, 4}, /* above U+10FFFF */
        {"\xF0\x9F\x98\x80", 4, 0, 1},
        {"\xF0\x9F\x98", 3, 3, 3}, /* cut */
        {"\xE2\x82", 2, 2, 2},     /* cut */
        {"a\xFFz", 3, 1, 3},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *p = cases[i].bytes;
        const char *end = p + cases[i].len;
        size_t replacements = 0;
        size_t points = 0;
        while (p < end) {
            replacements += utf8_next(&p, end) == 0xFFFD;
            points++;
        }
        assert_ptr_equal(p, end);
        assert_int_equal(replacements, cases[i].replacements);
        assert_int_equal(points, cases[i].points);
        assert_int_equal(utf8_valid(cases[i].bytes, cases[i].len),
                         cases[i].replacements == 0);
        assert_true(text_is_ascii(cases[i].bytes, cases[i].len) == (i == 0));
    }
}

static void ascii_is_told_from_what_it_stands_beside(void **state)
{
    static const char text[] = "eight by eight bytes, caf\xc3\xa9";

    assert_true(text_is_ascii(text, 0));
    assert_true(text_is_ascii(text, sizeof(text) - 3));
    assert_false(text_is_ascii(text, sizeof(text) - 2));
}

static void a_given_replacement_character_is_valid(void **state)
{
    assert_true(utf8_valid("\xEF\xBF\xBD", 3));
}

static void a_clean_line_holds_nothing_that_steers_a_terminal(void **state)
{
    static const struct {
        const char *raw, *clean;
    } cases[] = {
        {"  a \t\n b  ", "a b"},
        {"\x1b[31mred\x1b[0m", "[31mred[0m"},
        {"csi\xC2\x9Bx", "csix"},
        {"rtl\xE2\x80\xAE"
         "abc",
         "rtlabc"},
        {"tag\xF3\xA0\x81\x81", "tag"},
        {"zw\xE2\x80\x8Bsp", "zwsp"},
        {"nb\xC2\xA0sp", "nb sp"},
        {"bad\xFF", "bad\xEF\xBF\xBD"},
        {"non\xEF\xBF\xBF", "non"},
        {"zwj\xE2\x80\x8Dkept", "zwj\xE2\x80\x8Dkept"},
        {"\r\nBcc: x", "Bcc: x"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf out;
        strbuf_init(&out, 1000);
        text_clean_line(&out, cases[i].raw);
        assert_string_equal(out.data, cases[i].clean);
        strbuf_release(&out);
    }
}

static void fitting_counts_columns_not_bytes(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
        const char *fitted;
    } cases[] = {
        {"short", 10, "short"},
        {"exactly ten", 11, "exactly ten"},
        {"too long a title", 9, "too long\xE2\x80\xA6"},
        {"日本語の見出し", 5, "日本\xE2\x80\xA6"},
        {"e\xCC\x81t\xC3\xA9", 3, "e\xCC\x81t\xC3\xA9"},
        {"x", 0, ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf out;
        strbuf_init(&out, 1000);
        text_fit(&out, cases[i].text, cases[i].columns);
        assert_string_equal(out.data, cases[i].fitted);
        assert_true(text_width(out.data) <= cases[i].columns);
        strbuf_release(&out);
    }
}

static void wrapping_breaks_at_spaces_and_within_long_words(void **state)
{
    struct strbuf out;

    strbuf_init(&out, 1000);
    text_wrap(&out, "one two three aaaaaaaaaaaa b", 9, 2);
    assert_string_equal(out.data, "  one two\n  three\n  aaaaaaa\n  aaaaa b\n");
    strbuf_clear(&out);
    text_wrap(&out, "", 9, 2);
    assert_string_equal(out.data, "\n");
    strbuf_clear(&out);
    text_wrap(&out, "日本", 1, 4);
    assert_string_equal(out.data, "    日\n    本\n");
    strbuf_release(&out);
}

static void json_escapes_what_a_terminal_would_obey(void **state)
{
    struct strbuf out;

    strbuf_init(&out, 1000);
    json_quote(&out, "a\"\\\n\x1b\xC2\x9B\xE2\x80\xAE\xF3\xA0\x81\x81é\xFF");
    assert_string_equal(out.data, "\"a\\\"\\\\\\n\\u001b\\u009b\\u202e"
                                  "\\udb40\\udc41é\xEF\xBF\xBD\"");
    strbuf_clear(&out);
    json_quote(&out, NULL);
    assert_string_equal(out.data, "null");
    strbuf_release(&out);
}

static void times_are_written_and_counted_exactly(void **state)
{
    static const struct {
        int64_t seconds;
        const char *rfc3339, *rfc5322;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"},
        {951782400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 +0000"},
        {-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000"},
        {253402300799, "9999-12-31T23:59:59Z",
         "Fri, 31 Dec 9999 23:59:59 +0000"},
        {253402300800, "", ""},
        {-62167219200, "0000-01-01T00:00:00Z",
         "Sat, 01 Jan 0000 00:00:00 +0000"},
        {-62167219201, "", ""},
        {TIME_ABSENT, "", ""},
        {INT64_MAX, "", ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char buffer[64];
        assert_string_equal(time_rfc3339(cases[i].seconds, buffer),
                            cases[i].rfc3339);
        assert_string_equal(time_rfc5322(cases[i].seconds, buffer),
                            cases[i].rfc5322);
    }
    for (int64_t t = -70000000000; t < 300000000000; t += 86399 * 97) {
        struct civil_time civil = civil_of(t);
        assert_true(civil_seconds(&civil) == t);
    }
}

static void since_takes_spans_and_dates_and_names_what_it_cannot(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* -1: refused */
    } cases[] = {
        {"2d", 1000000 - 172800},
        {"90m", 1000000 - 5400},
        {"1970-01-02", 86400},
        {"1970-01-02T01:00", 90000},
        {"1970-01-02 01:00:01Z", 90001},
        {"2024-02-30", -1},
        {"2d3", -1},
        {"", -1},
        {"-2d", -1},
        {"d", -1},
        {"99999999999999999999d", -1},
        {"1970-01-02T", -1},
        {"1970-01-02x", -1},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct error err = {0};
        int64_t seconds = -1;
        int rc = time_since(cases[i].text, 1000000, &seconds, &err);
        assert_int_equal(rc, cases[i].seconds == -1 ? ERROR_INPUT : 0);
        assert_true(seconds == cases[i].seconds);
    }
}

/* Items of any size: the number stands behind the first 8 bytes, or, in items
 * that have no more, is all of them. */
static void many_are_sorted_by_a_number_and_stay_in_order(void **state)
{
    static const size_t sizes[] = {8, 16, 24, 32, 40};
    static const uint64_t odd[] = {0, UINT64_MAX, 1ULL << 63, 255, 256, 1};

    enum { COUNT = 5000, ODD = sizeof(odd) / sizeof(*odd) };

    static uint64_t items[COUNT * 5];
    uint64_t random = 1;

    (void)state;
    for (size_t n = 0; n < sizeof(sizes) / sizeof(*sizes); n++) {
        size_t words = sizes[n] / 8;
        size_t at = words > 1; /* of the number */
        for (size_t i = 0; i < COUNT; i++) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            items[i * words] = i;
            items[i * words + at] = i % 4 ? odd[(random >> 33) % ODD] : random;
        }
        sort_by_number(items, COUNT, sizes[n], at * 8);
        for (size_t i = 1; i < COUNT; i++) {
            const uint64_t *last = &items[(i - 1) * words];
            const uint64_t *next = &items[i * words];
            if (last[at] > next[at] ||
                (words > 1 && last[at] == next[at] && *last >= *next))
                fail_msg("item %zu of %zu bytes", i, sizes[n]);
        }
    }
    sort_by_number(items, 0, 8, 0);
    sort_by_number(NULL, 0, 8, 0);
}

/* Pages that the system gives anew while 16 MiB in blocks that glibc would map
 * each are filled. */
static long faults_of_a_round(void)
{
    char *blocks[8];
    struct rusage before, after;

    getrusage(RUSAGE_SELF, &before);
    for (size_t i = 0; i < 8; i++)
        blocks[i] = memset(xmalloc(2 << 20), (int)i + 1, 2 << 20);
    getrusage(RUSAGE_SELF, &after);
    for (size_t i = 0; i < 8; i++)
        xfree(blocks[i]);
    return after.ru_minflt - before.ru_minflt;
}

static void what_is_freed_serves_the_next_round(void **state)
{
    alloc_keep();
    assert_true(faults_of_a_round() > 1000);
    long again = faults_of_a_round();
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
    assert_in_range(again, 0, 100);
#else
    (void)again; /* another allocator has no such setting */
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapping_puts_the_context_in_front),
        cmocka_unit_test(a_long_message_is_cut_not_overrun),
        cmocka_unit_test(arena_blocks_are_aligned_and_survive_growth),
        cmocka_unit_test(a_buffer_stops_at_its_ceiling_and_says_so),
        cmocka_unit_test(a_long_format_is_not_cut),
        cmocka_unit_test(invalid_bytes_are_one_replacement_each),
        cmocka_unit_test(ascii_is_told_from_what_it_stands_beside),
        cmocka_unit_test(a_given_replacement_character_is_valid),
        cmocka_unit_test(a_clean_line_holds_nothing_that_steers_a_terminal),
        cmocka_unit_test(fitting_counts_columns_not_bytes),
        cmocka_unit_test(wrapping_breaks_at_spaces_and_within_long_words),
        cmocka_unit_test(json_escapes_what_a_terminal_would_obey),
        cmocka_unit_test(many_are_sorted_by_a_number_and_stay_in_order),
        cmocka_unit_test(what_is_freed_serves_the_next_round),
        cmocka_unit_test(times_are_written_and_counted_exactly),
        cmocka_unit_test(since_takes_spans_and_dates_and_names_what_it_cannot),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
