/* What the formats leave to the reader, and what feeds make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "tests/parser_helper.h"

#define ATOM(attributes, inside)                                 \
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"" attributes ">" \
    "<title>F</title>" inside "</feed>"

static const struct {
    const char *name, *body, *entries;
} documents[] = {
    {"the last of several links",
     ITEM("<link>http://f.example/1</link><link>http://f.example/2</link>"),
     "|http://f.example/2||||\n"},
    {"relative to the channel's link", ITEM("<link>/1</link>"),
     "|http://f.example/1||||\n"},
    {"xml:base beats the channel's link",
     RSS("2.0", "<item xml:base=\"http://b.example/x/\"><link>1</link></item>"),
     "|http://b.example/x/1||||\n"},
    {"nested bases",
     ATOM(" xml:base=\"http://a.example/1/\"",
          "<entry xml:base=\"2/\"><link xml:base=\"3/\" href=\"4\"/></entry>"
          "<entry><link href=\"5\"/></entry>"),
     "|http://a.example/1/2/3/4||||\n|http://a.example/1/5||||\n"},
    {"a guid that is said to be something else",
     ITEM("<guid isPermaLink=\"maybe\">http://f.example/g</guid>"),
     "||http://f.example/g|||\n"},
    {"ids are not resolved",
     ATOM(" xml:base=\"http://a.example/\"", "<entry><id>x</id></entry>"),
     "||x|||\n"},
    {"bytes in base64 are no text",
     ATOM("", "<entry><title>1</title><content type=\"application/pdf\">"
              "JVBERi0xLjQKJeLjz9MK/wD/AP8AEA==\nAAECAwQFBgcICQ==</content>"
              "</entry><entry><title>2</title><content type=\"application/x\">"
              "T2sh</content></entry><entry><title>3</title><content "
              "type=\"application/x\">Some words.</content></entry>"),
     "1|||||\n2|||Ok!||\n3|||Some words.||\n"},
    {"the later of two dates",
     ATOM("", "<entry><updated>2010-12-01T10:00:00Z</updated>"
              "<updated>2003-12-31T10:00:00Z</updated></entry>"),
     "|||||2003-12-31T10:00:00Z\n"},
    {"a month in the channel's language",
     RSS("2.0", "<language>hr</language><item><pubDate>25. listopada 2024."
                "</pubDate></item><item><language "
                "xmlns=\"http://purl.org/dc/elements/1.1/\">pl</language>"
                "<pubDate>25 listopada 2024</pubDate></item>"),
     "|||||2024-10-25T00:00:00Z\n|||||2024-11-25T00:00:00Z\n"},
    {"a link whose text HTML has put behind it",
     "<rss version=\"2.0\"><channel><title>F</title><link/>http://f.example/\n"
     "<item><title>T</title><link/>\n https://f.example/1?a=1&amp;b=2\n <guid>"
     "g</guid></item><item><link />http://f.example/2</item><item>"
     "<description>/3</description><link/></item><item><link/>http://f.example/"
     "no<link>/4</link></item><item><link>5</link><link/>http://f.example/no"
     "</item></channel></rss>",
     "T|https://f.example/1?a=1&b=2|g|||\n|http://f.example/2||||\n"
     "|||/3||\n|http://f.example/4||||\n|http://f.example/5||||\n"},
    {"text behind an empty link that is none",
     "<rss version=\"2.0\"><channel><item><link/>http://f.example/ and more"
     "</item><item><link/>f.example<title>T</title>http://f.example/</item>"
     "</channel></rss>",
     "|||||\nT|||||\n"},
    {"text behind an empty link of Atom",
     ATOM("", "<entry><link/>http://f.example/</entry>"), "|||||\n"},
    {"a link by its text and rel",
     ATOM("", "<entry><link rel=\"enclosure\">http://f.example/e</link>"
              "<link rel=\"alternate\">http://f.example/a</link></entry>"),
     "|http://f.example/a||||\n"},
    {"escaped markup within elements",
     ATOM("", "<entry><content type=\"html\"><div>A &lt;b&gt;B&lt;/b&gt; C"
              "</div></content></entry>"),
     "|||A B C||\n"},
    {"a video's description",
     ATOM(" xmlns:media=\"http://search.yahoo.com/mrss/\"",
          "<entry><title>T</title><media:group><media:title>M</media:title>"
          "<media:description>D</media:description></media:group></entry>"),
     "T|||D||\n"},
    {"an item within an item",
     ITEM("<x:y xmlns:x=\"urn:x\"><item><title>in</title></item></x:y>"
          "<title>out</title>"),
     "in|||||\nout|||||\n"},
    {"a feed in a web page",
     "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>" ATOM(
         "", "<entry><title>T</title></entry>") "</body></html>",
     "T|||||\n"},
    {"a channel within a channel",
     "<CHANNEL HREF=\"http://f.example/\"><CHANNEL><ITEM HREF=\"http://f.example/1\"><TITLE>T"
     "</TITLE></ITEM></CHANNEL></CHANNEL>",
     "T|http://f.example/1||||\n"},
    {"text that was encoded twice",
     ITEM("<title>&#226;&#128;&#166; caf\xc3\x83\xc2\xa9</title>"),
     "\xe2\x80\xa6 caf\xc3\xa9|||||\n"},
    {"text that speaks of such things",
     ITEM("<title>\xc3\x83\xc2\xa9 means \xc3\xa9</title>"),
     "\xc3\x83\xc2\xa9 means \xc3\xa9|||||\n"},
    {"a comment that never ends",
     ITEM("<description>sa&lt;!-- -- x &gt;fe</description>"), "|||safe||\n"},
    {"a section that never ends",
     ITEM("<title><![CDATA[A</title><link>http://f.example/</link>"),
     "A|http://f.example/||||\n"},
    {"a section that runs into the next",
     ITEM("<title><![CDATA[A</title><description><![CDATA[B]]></description>"),
     "A|||B||\n"},
    {"an item with a summary beside its description",
     "<rss version='2.0'><channel><item><guid>1</guid>"
     "<description>D</description><summary>S</summary></item><item>"
     "<guid>2</guid><summary>S</summary><description>D</description></item>"
     "<item><guid>3</guid><description>D</description><summary>S</summary>"
     "<body>B</body></item></channel></rss>",
     "||1|S||\n||2|D||\n||3|B||\n"},
    {"elements whose ends were forgotten",
     "<rss version='2.0'><channel><description>D<item><title>A<guid>1</guid>"
     "</item><item><title>B</title><description>C</item></channel></rss>",
     "A||1|||\nB|||C||\n"},
    {"an entry behind a title without end",
     "<feed xmlns='http://www.w3.org/2005/Atom'><title>T<b>U<entry>"
     "<title>A</title></entry></feed>",
     "A|||||\n"},
    {"HTML 4's names of XML, and HTML 5's of HTML",
     "<rss version='2.0'><channel><item><title>&lang;&rang;&amp;lang;"
     "&amp;rang;&langle;</title></item></channel></rss>",
     "\xe2\x8c\xa9\xe2\x8c\xaa\xe2\x9f\xa8\xe2\x9f\xa9\xe2\x9f\xa8|||||\n"},
    {"halves of pairs",
     "<rss version='2.0'><channel><item><title>&#xd83d;&#xde00; "
     "&#55357;&#56832; &#xde00;&#xd83d;x</title></item></channel></rss>",
     "\xf0\x9f\x98\x80 \xf0\x9f\x98\x80 \xef\xbf\xbd\xef\xbf\xbdx|||||\n"},
    {"halves of pairs as bytes",
     "<rss version='2.0'><channel><item><title>\xc3\xa9 \xed\xa0\xbd\xed\xb8\x80"
     " \xed\xb8\x80\xed\xa0\xbdx</title></item></channel></rss>",
     "\xc3\xa9 \xf0\x9f\x98\x80 \xef\xbf\xbd\xef\xbf\xbdx|||||\n"},
    {"json, with a number as version and names alone",
     "{\"version\":1.1,\"items\":[{\"id\":1,\"authors\":{\"name\":\"Ann\"}},"
     "{\"id\":2,\"author\":\"Ben\"},{\"id\":3,\"authors\":[\"Cy\"]}]}",
     "||1||Ann|\n||2||Ben|\n||3||Cy|\n"},
    {"json, cut in its last item",
     "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"},"
     "{\"id\":\"2\",\"title\":\"]\\\"}\"},{\"id\":\"3",
     "||1|||\n]\"}||2|||\n"},
    {"json, with a damaged item",
     "{\"title\":\"T\",\"items\":[{\"id\":1},{\"id\":2 3},{\"id\":3}],"
     "\"version\":\"1.1\"}",
     "||1|||\n||3|||\n"},
    {"json, with the slips of templates",
     "{\"version\":\"https://jsonfeed.org/version/1\",\"description\":\"a\nb\","
     "\"items\":[{\"id\":1,\"title\":\"\\ud83d x\"},{\"id\":2,} {\"id\":"
     "123456789012345678901234567890,\"_x\":1e400,\"title\":\"a\\x\ty\"},]}",
     "\xef\xbf\xbd x||1|||\n||2|||\nax y||123456789012345678901234567890|||\n"},
    {"json, with NULs",
     "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":"
     "\"1\\u00002\",\"title\":\"a\\u0000b\\u0001\",\"content_text\":\"c\\u0000d"
     "\"},{\"id\":\"\\u0000\"}]}",
     "ab||12|cd||\n|||||\n"},
    {"json, whose author stands behind its items",
     "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"}],"
     "\"author\":{\"name\":\"Ann\"}}",
     "||1||Ann|\n"},
};

static void documents_are_read(void **state)
{
    for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
        struct seen seen;
        look(&seen, documents[i].body, strlen(documents[i].body), NULL);
        if (seen.result < 0)
            fail_msg("%s: %s", documents[i].name, seen.err.message);
        if (strcmp(seen.entries.data, documents[i].entries) != 0)
            fail_msg("%s: entries\n%snot\n%s", documents[i].name,
                     seen.entries.data, documents[i].entries);
        forget(&seen);
    }
}

/* Namespaces of the wrong name are the format's own where its elements have
 * them; end tags are forgotten. */
static const struct {
    const char *name, *body, *entries;
} slips[] = {
    {"a channel's namespace",
     "<rss version=\"2.0\"><channel xmlns=\"http://foo/\"><item><title>T"
     "</title></item></channel></rss>",
     "T|||||\n"},
    {"each item's namespace, which is another's",
     "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\">"
     "<channel><item xmlns=\"http://search.yahoo.com/mrss/\"><media:title>M"
     "</media:title><title>T</title><guid>g</guid></item><item "
     "xmlns=\"http://foo/\"><title>U</title></item></channel></rss>",
     "T||g|||\nU|||||\n"},
    {"an entry's namespace",
     ATOM("", "<entry xmlns=\"http://foo/\"><title>T</title></entry>"),
     "T|||||\n"},
    {"Atom in RSS keeps its own",
     RSS("2.0", "<entry xmlns=\"http://www.w3.org/2005/Atom\"><title>1 &lt;b> "
                "2</title><link href=\"http://f.example/1\"/></entry>"),
     "1 <b> 2|http://f.example/1||||\n"},
    {"no item's end",
     RSS("2.0", "<item><title>1</title><item><title>2</title><item><title>3"
                "</title><item><title>4</title><item><title>5</title><item>"
                "<title>6</title><item><title>7</title>"),
     "1|||||\n2|||||\n3|||||\n4|||||\n5|||||\n6|||||\n7|||||\n"},
    {"no end of a title, a link, a description",
     RSS("2.0", "<item><title>1<link>http://f.example/1<description>D<item>"
                "<link>http://f.example/2<title>2</title></item>"),
     "1|http://f.example/1||D||\n2|http://f.example/2||||\n"},
    {"an item in an item, before the damage",
     RSS("2.0", "<item><title>out</title><item><title>in</title></item><link>"
                "http://f.example/?a&b</link></item>"),
     "in|||||\nout|http://f.example/?a&b||||\n"},
};

static void slips_cost_nothing(void **state)
{
    for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++) {
        struct seen seen;
        look(&seen, slips[i].body, strlen(slips[i].body), NULL);
        if (seen.result < 0 || strcmp(seen.entries.data, slips[i].entries) != 0)
            fail_msg("%s: %s", slips[i].name, seen.entries.data);
        forget(&seen);
    }
}

static void what_is_left_of_cut_json_is_not_complete(void **state)
{
    static const char body[] =
        "{\"title\":\"T\",\"version\":\"1\",\"items\":[{}";
    struct seen seen;

    look(&seen, body, strlen(body), NULL);
    assert_int_equal(seen.result, 0);
    assert_int_equal(seen.info.entry_count, 1);
    assert_false(seen.info.complete);
    assert_false(seen.info.well_formed);
    assert_int_equal(seen.info.format, FORMAT_JSON10);
    forget(&seen);
}

/* The names in an entry: category|category|...|author|author|...|source. */
static int keep_names(void *context, const struct entry *entry,
                      struct error *err)
{
    for (size_t i = 0; i < entry->categories.count; i++)
        strbuf_addf(context, "%s|", entry->categories.items[i]);
    for (size_t i = 0; i < entry->authors.count; i++)
        strbuf_addf(context, "%s|", entry->authors.items[i]);
    if (!entry->authors.count && entry->author)
        strbuf_addf(context, "%s|", entry->author);
    strbuf_addstr(context, entry->source_title ? entry->source_title : "");
    return 0;
}

static const struct {
    const char *body, *expect;
} names[] = {
    {ITEM("<category><![CDATA[Arts &amp; Crafts]]></category><category>"
          "O&amp;#8217;Neill</category><category>a &amp;lt;b&amp;gt;</category>"
          "<author>Ann &amp;amp; Bob</author><source>S &amp;amp; T</source>"),
     "Arts & Crafts|O\xe2\x80\x99Neill|a &lt;b&gt;|Ann & Bob|S & T"},
    {ITEM("<author>a@f.example (Ann), b@f.example (Bob)</author>"), "Ann|Bob|"},
    {ITEM("<dc:creator>Ann (first), Bob (second)</dc:creator>"),
     "Ann (first), Bob (second)|"},
    {ATOM("", "<entry><author><name>a &amp;amp; b</name></author><category "
              "term=\"c &amp;amp; d\"/><source><title type=\"xhtml\"><div "
              "xmlns=\"http://www.w3.org/1999/xhtml\">S <b>T</b></div></title>"
              "</source></entry>"),
     "c &amp; d|a &amp; b|S T"},
    {ATOM("", "<entry><source><title>a &lt;b></title></source></entry>"),
     "a <b>"},
};

static void names_are_plain(void **state)
{
    struct parser_options options = {0};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        CLEANUP(strbuf_release) struct strbuf seen;
        CLEANUP(arena_release) struct arena arena = {0};
        struct feed_info info;
        struct error err;
        strbuf_init(&seen, 4096);
        parser_parse(names[i].body, strlen(names[i].body), &options, keep_names,
                     &seen, &arena, &info, &err);
        assert_string_equal(seen.data, names[i].expect);
    }
}

/* The HTML of the one entry. */
static int keep_html(void *context, const struct entry *entry,
                     struct error *err)
{
    strbuf_addstr(context, entry->content_html ? entry->content_html
                                               : entry->summary_html);
    return 0;
}

static const struct {
    const char *html, *expect;
} links[] = {
    {"<a href=\"x\">", "<a href=\"http://a.example/d/x\">"},
    {"<A class=b HREF=../x>", "<A class=b HREF=http://a.example/x>"},
    {"<img src='/i?a&amp;b' alt='i'>",
     "<img src='http://a.example/i?a&amp;b' alt='i'>"},
    {"<img srcset=\"a.png 1x, /b,c.png 2x,\">",
     "<img srcset=\"http://a.example/d/a.png 1x, http://a.example/b,c.png 2x,\">"},
    {"<img srcset=a.png&#32;2x&#12;alt=b title=c>",
     "<img srcset=\"http://a.example/d/a.png 2x\falt=b\" title=c>"},
    {"<a href=\"?a&amp;b&copy=1&lt\">",
     "<a href=\"http://a.example/d/f?a&amp;b&amp;copy=1&lt;\">"},
    {"<a href=\"#top\">", "<a href=\"http://a.example/d/f#top\">"},
    {"<a href=\"mailto:x@y\"><a href=\"HTTPS://z/\">",
     "<a href=\"mailto:x@y\"><a href=\"HTTPS://z/\">"},
    {"<!-- <a href=\"x\"> --><p title=\"<a href='y'>\">",
     "<!-- <a href=\"x\"> --><p title=\"<a href='y'>\">"},
};

static void links_in_html_are_absolute(void **state)
{
    struct parser_options options = {.base_url = "http://a.example/d/f"};

    for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
        struct strbuf body, html;
        struct arena arena = {0};
        struct feed_info info;
        struct error err;
        strbuf_init(&body, 4096);
        strbuf_init(&html, 4096);
        strbuf_addf(&body,
                    ATOM("", "<entry><content type=\"html\"><![CDATA[%s x]]>"
                             "</content></entry>"),
                    links[i].html);
        assert_int_equal(parser_parse(body.data, body.len, &options, keep_html,
                                      &html, &arena, &info, &err),
                         0);
        strbuf_truncate(&html, html.len - 2);
        assert_string_equal(html.data, links[i].expect);
        strbuf_release(&body);
        strbuf_release(&html);
        arena_release(&arena);
    }
}

/* Of dated entries the newest are kept, in the document's order. */
static void the_newest_are_kept(void **state)
{
    static const char *const bodies[] = {
        RSS("2.0",
            "<item><title>1</title><pubDate>2024-01-01</pubDate></item>"
            "<item><title>2</title></item>"
            "<item><title>3</title><pubDate>2024-01-03</pubDate></item>"
            "<item><title>4</title><pubDate>2024-01-02</pubDate></item>"),
        /* the same, damaged: read twice, mended both times */
        RSS("2.0", "<item><title>1</title><pubDate>2024-01-01</pubDate></item>"
                   "<item><title>2</title></item>"
                   "<item><title>3</title><pubDate>2024-01-03</pubDate></item>"
                   "<item><title>4</title><pubDate>2024-01-02</pubDate></item>"
                   "&x"),
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["
        "{\"title\":\"1\",\"date_published\":\"2024-01-01\"},{\"title\":\"2\"},"
        "{\"title\":\"3\",\"date_published\":\"2024-01-03\"},"
        "{\"title\":\"4\",\"date_published\":\"2024-01-02\"}]}",
    };
    struct parser_options options = {.max_entries = 2};

    for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
        struct seen seen;
        look(&seen, bodies[i], strlen(bodies[i]), &options);
        assert_int_equal(seen.result, 0);
        assert_string_equal(seen.entries.data, "3|||||2024-01-03T00:00:00Z\n"
                                               "4|||||2024-01-02T00:00:00Z\n");
        assert_int_equal(seen.info.entry_count, 2);
        assert_int_equal(seen.info.dropped_count, 2);
        forget(&seen);
    }
}

/* A text beyond its ceiling is cut between characters, in either format. */
static void a_long_text_is_cut(void **state)
{
    static const char *const frames[][2] = {
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":"
         "\"",
         "\"}]}"},
        {"<rss version=\"2.0\"><channel><item><title>",
         "</title></item></channel></rss>"},
    };

    for (size_t i = 0; i < sizeof(frames) / sizeof(*frames); i++) {
        struct strbuf body;
        struct seen seen;
        strbuf_init(&body, 4 * LIMIT_FIELD);
        strbuf_addstr(&body, frames[i][0]);
        for (size_t j = 0; j < LIMIT_FIELD / 2; j++)
            strbuf_addstr(&body, "\xe2\x82\xac");
        strbuf_addstr(&body, frames[i][1]);
        look(&seen, body.data, body.len, NULL);
        assert_int_equal(seen.result, 0);
        /* The title and five empty fields. */
        assert_int_equal(strcspn(seen.entries.data, "|"), LIMIT_FIELD / 3 * 3);
        forget(&seen);
        strbuf_release(&body);
    }
}

/* A tree of it would take 700 MB. */
static void an_item_of_too_many_values_is_left_out(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addstr(&body, "{\"version\":\"https://jsonfeed.org/version/1\","
                         "\"items\":[{\"id\":1,\"x\":[");
    for (int i = 0; i < 200000; i++)
        strbuf_addstr(&body, "[],");
    strbuf_addstr(&body, "1]},{\"id\":2}]}");
    look(&seen, body.data, body.len, NULL);
    assert_int_equal(seen.result, 0);
    assert_string_equal(seen.entries.data, "||2|||\n");
    assert_false(seen.info.well_formed);
    forget(&seen);
    strbuf_release(&body);
}

static void an_item_of_too_many_bytes_is_left_out(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addstr(&body, "{\"version\":\"https://jsonfeed.org/version/1\","
                         "\"items\":[{\"id\":1,\"x\":\"");
    for (int i = 0; i < 900; i++)
        strbuf_addf(&body, "%010000d", 0);
    strbuf_addstr(&body, "\"},{\"id\":2}]}");
    look(&seen, body.data, body.len, NULL);
    assert_string_equal(seen.entries.data, "||2|||\n");
    assert_false(seen.info.well_formed);
    forget(&seen);
    strbuf_release(&body);
}

static void a_base_is_not_as_long_as_a_url(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, 3 * (size_t)LIMIT_BASE);
    strbuf_addstr(&body, "<rss version='2.0' xml:base='http://o.example/'>"
                         "<channel><item xml:base='http://a.example/");
    for (size_t i = 0; i < LIMIT_BASE; i++)
        strbuf_addch(&body, 'a');
    strbuf_addstr(&body, "/'><link>x</link></item></channel></rss>");
    look(&seen, body.data, body.len, NULL);
    assert_string_equal(seen.entries.data, "|http://o.example/x||||\n");
    forget(&seen);
    strbuf_release(&body);
}

static void whether_what_is_no_feed_is_well_formed(void **state)
{
    struct seen seen;

    look(&seen, "<kml><a b=\"1\" b=\"2\"/></kml>", 27, NULL);
    assert_int_equal(seen.result, ERROR_INPUT);
    assert_false(seen.info.well_formed);
    forget(&seen);
    look(&seen, "<kml><a b=\"1\" c=\"2\"/></kml>", 27, NULL);
    assert_int_equal(seen.result, ERROR_INPUT);
    assert_true(seen.info.well_formed);
    forget(&seen);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_read),
        cmocka_unit_test(slips_cost_nothing),
        cmocka_unit_test(names_are_plain),
        cmocka_unit_test(what_is_left_of_cut_json_is_not_complete),
        cmocka_unit_test(links_in_html_are_absolute),
        cmocka_unit_test(the_newest_are_kept),
        cmocka_unit_test(a_long_text_is_cut),
        cmocka_unit_test(an_item_of_too_many_values_is_left_out),
        cmocka_unit_test(an_item_of_too_many_bytes_is_left_out),
        cmocka_unit_test(a_base_is_not_as_long_as_a_url),
        cmocka_unit_test(whether_what_is_no_feed_is_well_formed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
