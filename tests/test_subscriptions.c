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
     "\"query:x:y\"\nhttp://b.example/ \"a \\\"b\\\"\" !hid\n",
     "http://a.example/f|A title|tech,two words\n2: newsboat's queries are no "
     "feeds: query:x:y\nhttp://b.example/||a \"b\"|hidden\n"},
    {"opml",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?><opml version=\"2.0\"><head>"
     "<title>S</title></head><body><outline text=\"News\"><outline "
     "text=\"A\" type=\"rss\" xmlUrl=\"http://a.example/f?x=1&amp;y=2\"/>"
     "<outline text=\"World\"><outline title=\"B\" text=\"b\" "
     "xmlUrl=\" http://b.example/ \" category=\"/x/y,z\"/></outline>"
     "</outline><outline xmlUrl=\"http://c.example/\"/></body></opml>",
     "http://a.example/f?x=1&y=2|A|News\nhttp://b.example/|B|News,World,x,y,z\n"
     "http://c.example/||\n"},
    {"opml of old",
     "<opml version=\"1.0\"><body><outline type=\"rss\" title=\"A\" "
     "url=\"http://a.example/f\"/><outline type=\"link\" title=\"B\" "
     "url=\"http://b.example/\"/></body></opml>",
     "http://a.example/f|A|\n"},
    {"comments in opml",
     "<opml><body><outline text=\"old\" isComment=\"true\"><outline "
     "xmlUrl=\"http://a.example/\"/></outline><outline text=\"x\"><outline "
     "isComment=\"true\" xmlUrl=\"http://b.example/\"/><outline "
     "isComment=\"false\" xmlUrl=\"http://c.example/\"/></outline></body>"
     "</opml>",
     "http://c.example/||x\n"},
    {"an outline that is named by its url",
     "<opml><body><outline text=\"http://a.example/f\" "
     "xmlUrl=\"http://a.example/f\"/></body></opml>",
     "http://a.example/f||\n"},
    {"damaged opml",
     "<opml><body><outline text=\"A & B\" xmlUrl=\"http://a.example/?a&b\">"
     "<outline xmlUrl=http://b.example/ >",
     "http://a.example/?a&b|A & B|\nhttp://b.example/||\n"},
    {"lines that are no urls", "http://a.example/\nnot a url\nb.example/\n",
     "http://a.example/||\n2: not a url: not\nb.example/||\n"},
    {"nothing between quotes", "\"\" tag\nhttp://a.example/\n",
     "1: not a url: \nhttp://a.example/||\n"},
    {"no line that is a url", "not a url\nnor this\n", NULL},
    {"no url, but a program", "nothing\n\"exec:a b\"\n",
     "1: not a url: nothing\nexec:a b||\n"},
    {"html", "<html><body>x</body></html>", NULL},
};

static void render(const struct subscription *items, size_t count,
                   struct strbuf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].fault) {
            strbuf_addf(out, "%zu: %s: %s\n", items[i].line, items[i].fault,
                        items[i].url);
            continue;
        }
        strbuf_addf(out, "%s|%s|", items[i].url,
                    items[i].title ? items[i].title : "");
        for (size_t j = 0; j < items[i].tags.count; j++)
            strbuf_addf(out, "%s%s", j ? "," : "", items[i].tags.items[j]);
        strbuf_addstr(out, items[i].hidden ? "|hidden\n" : "\n");
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

/* Folders within folders, and what the result is. */
static int nested(size_t depth, const char *end, struct arena *arena,
                  size_t *ret_tags)
{
    struct subscription *items = NULL;
    struct strbuf body;
    struct error err;
    size_t count = 0;

    strbuf_init(&body, 1 << 20);
    strbuf_addstr(&body, "<opml><body>");
    for (size_t i = 0; i < depth; i++)
        strbuf_addf(&body, "<outline text=\"t%zu\">", i);
    strbuf_addstr(&body, "<outline xmlUrl=\"http://a.example/\"/>");
    for (size_t i = 0; i < depth; i++)
        strbuf_addstr(&body, "</outline>");
    strbuf_addstr(&body, end);
    int result =
        parser_subscriptions(body.data, body.len, arena, &items, &count, &err);
    *ret_tags = count ? items[0].tags.count : 0;
    strbuf_release(&body);
    return result;
}

static void folders_are_tags_however_deep_or_it_is_said(void **state)
{
    struct arena arena = {0};
    size_t tags;

    assert_int_equal(nested(190, "</body></opml>", &arena, &tags), 0);
    assert_int_equal(tags, 190);
    assert_int_equal(nested(190, "&", &arena, &tags), 0);
    assert_int_equal(tags, 190);
    assert_int_equal(nested(100000, "", &arena, &tags), ERROR_LIMIT);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_read),
        cmocka_unit_test(folders_are_tags_however_deep_or_it_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
