/* Lists of subscriptions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parser/parser.h"

static const struct {
    const char *name, *body;
    const char *expect; /* "url|title|tag,tag\n"…; NULL: ERROR_INPUT */
} cases[] = {
    {"empty", "", ""},
    {"comments only", "# a\n\n  # b\n", ""},
    {"list", "http://a.example/f\nb.example/feed\r\n# no\n",
     "http://a.example/f||\nb.example/feed||\n"},
    {"newsboat",
     "http://a.example/f tech \"two words\" \"~A title\"\n"
     "\"query:x:y\"\nhttp://b.example/ !\n",
     "http://a.example/f|A title|tech,two words\nhttp://b.example/||\n"},
    {"opml",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?><opml version=\"2.0\"><head>"
     "<title>S</title></head><body><outline text=\"News\"><outline "
     "text=\"A\" type=\"rss\" xmlUrl=\"http://a.example/f?x=1&amp;y=2\"/>"
     "<outline text=\"World\"><outline title=\"B\" text=\"b\" "
     "xmlUrl=\" http://b.example/ \" category=\"/x/y,z\"/></outline>"
     "</outline><outline xmlUrl=\"http://c.example/\"/></body></opml>",
     "http://a.example/f?x=1&y=2|A|News\nhttp://b.example/|B|News,World,x/y,z\n"
     "http://c.example/||\n"},
    {"opml of old",
     "<opml version=\"1.0\"><body><outline type=\"rss\" title=\"A\" "
     "url=\"http://a.example/f\"/><outline type=\"link\" title=\"B\" "
     "url=\"http://b.example/\"/></body></opml>",
     "http://a.example/f|A|\n"},
    {"damaged opml",
     "<opml><body><outline text=\"A & B\" xmlUrl=\"http://a.example/?a&b\">"
     "<outline xmlUrl=http://b.example/ >",
     "http://a.example/?a&b|A & B|\nhttp://b.example/||\n"},
    {"a line that is no url", "http://a.example/\nnot a url\n", NULL},
    {"html", "<html><body>x</body></html>", NULL},
};

static void render(const struct subscription *items, size_t count,
                   struct strbuf *out)
{
    for (size_t i = 0; i < count; i++) {
        strbuf_addf(out, "%s|%s|", items[i].url,
                    items[i].title ? items[i].title : "");
        for (size_t j = 0; j < items[i].tags.count; j++)
            strbuf_addf(out, "%s%s", j ? "," : "", items[i].tags.items[j]);
        strbuf_addch(out, '\n');
    }
}

static void lists_are_read(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct arena arena = {0};
        struct subscription *items = NULL;
        struct strbuf out;
        struct error err;
        size_t count = 0;
        strbuf_init(&out, 1 << 16);
        int result = parser_subscriptions(cases[i].body, strlen(cases[i].body),
                                          &arena, &items, &count, &err);
        if (!cases[i].expect) {
            assert_int_equal(result, ERROR_INPUT);
            assert_non_null(strstr(err.message, "line "));
        } else {
            if (result < 0)
                fail_msg("%s: %s", cases[i].name, err.message);
            render(items, count, &out);
            if (strcmp(out.data, cases[i].expect) != 0)
                fail_msg("%s:\n%snot\n%s", cases[i].name, out.data,
                         cases[i].expect);
        }
        strbuf_release(&out);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
