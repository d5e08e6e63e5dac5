/* The feeds that a web page names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"

#define RSS "type=\"application/rss+xml\""

static const struct {
    const char *name;
    const char *html;
    const char *links; /* "url title|url title" */
} cases[] = {
    {"a link", "<link rel=\"alternate\" " RSS " title=\"News\" href=\"/feed\">",
     "https://a.example/feed News"},
    {"case and quotes do not matter",
     "<LINK REL='Alternate' TYPE=Application/ATOM+xml HREF=x.atom>",
     "https://a.example/blog/x.atom "},
    {"in the body, and closed",
     "<p>Text</p><body><link href='../r' rel='x alternate y' " RSS " />",
     "https://a.example/r "},
    {"JSON", "<link rel=alternate type='application/feed+json' href=f.json>",
     "https://a.example/blog/f.json "},
    {"each once, in order",
     "<link rel=alternate " RSS " href=/a><link rel=alternate " RSS
     " href=/b><link rel=alternate " RSS " href=https://a.example/a>",
     "https://a.example/a |https://a.example/b "},
    {"base, also behind",
     "<link rel=alternate " RSS " href=a><base href='/x/'><base href='/y/'>",
     "https://a.example/x/a "},
    {"a base of another host",
     "<base href='//b.example/p/q'><link rel=alternate " RSS " href=a>",
     "https://b.example/p/a "},
    {"references",
     "<link rel=alternate " RSS " href='/f?a=1&amp;b=2' title='A &lt;b&gt;'>",
     "https://a.example/f?a=1&b=2 A <b>"},
    {"a type with parameters",
     "<link rel=alternate type='application/rss+xml; charset=x' href=/f>",
     "https://a.example/f "},
    {"rel=feed needs no type", "<a rel=feed href=/f>Feed</a>",
     "https://a.example/f "},
    {"others are none",
     "<link rel=stylesheet href=/c><link rel='alternate stylesheet' " RSS
     " href=/s><link rel=alternate hreflang=de href=/de><link rel=alternate "
     "type=text/html href=/h><a href=/rss>x</a><link rel=alternate " RSS ">",
     ""},
    {"comments, scripts, titles",
     "<!-- <link rel=alternate " RSS " href=/1> --><script>'<link "
     "rel=alternate " RSS " href=/2>'</script><title><link rel=alternate " RSS
     " href=/3></title><link rel=alternate " RSS " href=/4>",
     "https://a.example/4 "},
    {"a comment that never ends", "<!-- x <link rel=alternate " RSS " href=/1>",
     "https://a.example/1 "},
    {"not closed", "<link rel=alternate " RSS " href='/1",
     "https://a.example/1 "},
    {"nothing", "", ""},
    {"no page", "<rss><channel/></rss>", ""},
};

static void links_are_found(void **state)
{
    struct parser_options options = {.base_url = "https://a.example/blog/x"};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct arena arena = {0};
        struct feed_link *links = NULL;
        char found[1024] = "";
        size_t count = 0;

        parser_discover(cases[i].html, strlen(cases[i].html), &options, &arena,
                        &links, &count);
        for (size_t j = 0; j < count; j++) {
            size_t len = strlen(found);
            snprintf(found + len, sizeof(found) - len, "%s%s %s", j ? "|" : "",
                     links[j].url, links[j].title ? links[j].title : "");
        }
        if (strcmp(found, cases[i].links) != 0)
            fail_msg("%s: '%s'", cases[i].name, found);
        arena_release(&arena);
    }
}

static void other_encodings_are_read(void **state)
{
    static const char html[] = "<link rel=alternate " RSS " href=/f>";
    char wide[2 * sizeof(html)] = "\xff\xfe";
    struct parser_options options = {.base_url = "https://a.example/"};
    struct arena arena = {0};
    struct feed_link *links = NULL;
    size_t count = 0;

    for (size_t i = 0; i + 1 < sizeof(html); i++)
        wide[2 + 2 * i] = html[i];
    parser_discover(wide, sizeof(wide), &options, &arena, &links, &count);
    assert_int_equal(count, 1);
    assert_string_equal(links[0].url, "https://a.example/f");
    arena_release(&arena);
}

/* Time that grows with the square would take minutes. */
static void hostile_pages_take_linear_time(void **state)
{
    static const char *const pieces[] = {"<!--", "<script>", "<link href='",
                                         "<a ",  "&#",       "<"};
    size_t size = (size_t)4 << 20;
    char *page = malloc(size);

    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
        struct parser_options options = {0};
        struct arena arena = {0};
        struct feed_link *links = NULL;
        size_t len = strlen(pieces[i]);
        size_t count = 0;
        for (size_t at = 0; at < size; at++)
            page[at] = pieces[i][at % len];
        parser_discover(page, size, &options, &arena, &links, &count);
        assert_int_equal(count, 0);
        arena_release(&arena);
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_found),
        cmocka_unit_test(other_encodings_are_read),
        cmocka_unit_test(hostile_pages_take_linear_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
