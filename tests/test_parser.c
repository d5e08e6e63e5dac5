/* Feed documents to entries: formats, encodings, damage, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/timefmt.h"
#include "parser/parser_internal.h"
#include "tests/parser_helper.h"

static const struct {
    const char *name, *body;
    const char *format;
    const char *entries;
    bool well_formed;
} documents[] = {
    {"rss 2.0",
     ITEM("<title>T &amp;amp; U</title><link>http://f.example/1</link>"
          "<guid isPermaLink=\"false\">g1</guid><description>&lt;p&gt;One.&lt;/"
          "p&gt;&lt;p&gt;Two.&lt;/p&gt;</description><author>a@f.example "
          "(Ann)</author><pubDate>Thu, 01 Feb 2024 10:00:00 GMT</pubDate>"),
     "rss20",
     "T & U|http://f.example/1|g1|One.\nTwo.|Ann|2024-02-01T10:00:00Z\n", true},
    {"rss 0.91", RSS("0.91", "<item><title>T</title></item>"), "rss091",
     "T|||||\n", true},
    {"a channel image's title is not the feed's",
     RSS("2.0", "<image><title>I</title><link>http://i/</link></image>"),
     "rss20", "", true},
    {"a guid that is a url is the link",
     ITEM("<guid>http://f.example/g</guid>"), "rss20",
     "|http://f.example/g|http://f.example/g|||\n", true},
    {"content beats description",
     ITEM("<description>short</description><content:encoded "
          "xmlns:content=\"http://purl.org/rss/1.0/modules/content/"
          "\"><![CDATA[<b>long</b>]]></content:encoded>"),
     "rss20", "|||long||\n", true},
    {"rss 1.0",
     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
     "xmlns=\"http://purl.org/rss/1.0/\" "
     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>F</title>"
     "</channel><item rdf:about=\"http://f.example/1\"><title>T</title>"
     "<link>http://f.example/1</link><dc:creator>Ann</dc:creator>"
     "<dc:date>2024-02-01</dc:date></item></rdf:RDF>",
     "rss10",
     "T|http://f.example/1|http://f.example/1||Ann|2024-02-01T00:00:00Z\n",
     true},
    {"atom 1.0",
     "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
     "xml:base=\"http://f.example/x/\"><title>F</title><entry><title "
     "type=\"html\">a &lt;b&gt;b&lt;/b&gt;</title><link "
     "href=\"1?a=1&amp;b=2\"/><link rel=\"self\" href=\"no\"/>"
     "<id>urn:1</id><content type=\"xhtml\"><div "
     "xmlns=\"http://www.w3.org/1999/xhtml\"><p>One</p><p>Two</p></div>"
     "</content><author><name>Ann</name></author>"
     "<updated>2024-02-01T10:00:00Z</updated></entry></feed>",
     "atom10",
     "a b|http://f.example/x/1?a=1&b=2|urn:1|One\nTwo|Ann|2024-02-01T10:00:00Z"
     "\n",
     true},
    {"atom text is not html",
     "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>1 &lt;b> "
     "2</title></entry></feed>",
     "atom10", "1 <b> 2|||||\n", true},
    {"atom 0.3",
     "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>"
     "<title>T</title><content type=\"text/html\" "
     "mode=\"escaped\">&lt;p&gt;One</content><issued>2024-02-01</issued>"
     "</entry></feed>",
     "atom03", "T|||One||2024-02-01T00:00:00Z\n", true},
    {"json feed",
     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":7,"
     "\"url\":\"http://f.example/7\",\"title\":\"T\",\"content_html\":\"<p>One"
     "</p>\",\"authors\":[{\"name\":\"Ann\"}],\"date_published\":\"2024-02-01T1"
     "0:00:00Z\"},17]}",
     "json11", "T|http://f.example/7|7|One|Ann|2024-02-01T10:00:00Z\n", true},
    {"cdf",
     "<CHANNEL HREF=\"http://f.example/\"><ITEM HREF=\"http://f.example/1\">"
     "<TITLE>T</TITLE><ABSTRACT>One</ABSTRACT></ITEM></CHANNEL>",
     "cdf", "T|http://f.example/1||One||\n", true},
    {"unknown tags in a title are text",
     ITEM("<title>Nice &lt;gorilla&gt;</title>"), "rss20",
     "Nice <gorilla>|||||\n", true},
    /* damage */
    {"bare ampersand", ITEM("<title>A & B</title>"), "rss20", "A & B|||||\n",
     false},
    {"html name", ITEM("<title>caf&eacute;</title>"), "rss20",
     "caf\xc3\xa9|||||\n", false},
    {"html within an element",
     ITEM("<description><p>One<br>two <img src=x></description>"
          "<title>T</title>"),
     "rss20", "T|||One\ntwo||\n", false},
    {"control character",
     ITEM("<title>a\x01"
          "b</title>"),
     "rss20", "ab|||||\n", false},
    {"spaces of no width",
     ITEM("<title>\xef\xbb\xbf"
          "a\xef\xbb\xbf"
          "b</title>"),
     "rss20", "ab|||||\n", true},
    {"undeclared prefix", ITEM("<dc:creator>Ann</dc:creator>"), "rss20",
     "||||Ann|\n", false},
    {"space before the declaration", "\n " ITEM("<title>T</title>"), "rss20",
     "T|||||\n", false},
    {"cut",
     "<rss version=\"2.0\"><channel><item><title>A</title></item><item>"
     "<title>B</ti",
     "rss20", "A|||||\nB|||||\n", false},
    {"damage after an entry tells it once",
     RSS("2.0", "<item><title>A</title></item><item><title>B & C</title>"
                "</item>"),
     "rss20", "A|||||\nB & C|||||\n", false},
    /* damage people make */
    {"what is no name of XML is no tag, and no attribute",
     RSS("2.0", "<item><title>A</title><description><img 1>x <\xe2\x80\x9cy"
                "\xe2\x80\x9d></description></item><item><title>B</title>"
                "</item>"),
     "rss20", "A|||x <\xe2\x80\x9cy\xe2\x80\x9d>||\nB|||||\n", false},
    {"a forgotten quote ends with its tag",
     RSS("2.0", "<item><title>A</title><description><a href=\"x>y</a>"
                "</description></item><item><title>B</title><enclosure "
                "url=\"u\"/></item>"),
     "rss20", "A|||y||\nB|||||\n", false},
    {"a quote that the next attribute's ends",
     ITEM("<enclosure url=\"http://f.example/1.mp3 type=\"audio/mpeg\"/>"
          "<description><a title=\"1 =\" href='x'>y</a></description>"),
     "rss20", "|||y||\n", false},
    {"an enclosure that never ends",
     RSS("2.0", "<item><enclosure url=\"u\"><guid>1</guid></item><item>"
                "<enclosure url=\"u\"><title>T</title><enclosure url=\"u\">"
                "<item><title>U</title></item>"),
     "rss20", "||1|||\nT|||||\nU|||||\n", false},
    {"sections in small letters, or with a blank",
     ITEM("<title><![cdata[A & <b>B</b>]]></title><guid><! [CDATA[1]]></guid>"),
     "rss20", "A & B||1|||\n", false},
    {"sections that HTML has made comments",
     ITEM("<title><!--[CDATA[A & B]]--></title><guid><!--[CDATA[1--></guid>"
          "<description>x<!--[CDATA[]]-->y<!--]]--></description>"),
     "rss20", "A & B|||xy||\n", false},
    {"entities of a document type that are text",
     "<!DOCTYPE rss [<!-- it's --><!ENTITY hw \"Hello &#87;\"><!ENTITY a "
     "\"&hw;&hw;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
     "<rss version=\"2.0\"><channel><item><title>&hw; &a; &x;</title></item>"
     "</channel></rss>",
     "rss20", "Hello W &a; &x;|||||\n", false},
    {"a server's complaint before the document",
     "<br />\n<b>Warning</b>: x<br />\n" ITEM("<title>T</title>"), "rss20",
     "T|||||\n", false},
    {"many line breaks in a damaged document",
     ITEM("<description>a<br>b & c</description><title>T</title>"), "rss20",
     "T|||a\nb & c||\n", false},
    /* namespaces */
    {"a wrong namespace of rss",
     "<rss version=\"2.0\" xmlns=\"http://foo\"><channel><item><title>T"
     "</title></item></channel></rss>",
     "rss20", "T|||||\n", true},
    {"a wrong namespace of atom",
     "<feed xmlns=\"http://www.w3.org/2005/10/Atom\"><entry><title>T</title>"
     "<id>i</id></entry></feed>",
     "atom10", "T||i|||\n", true},
    {"an unknown prefix of the root",
     "<x:rss version=\"2.0\"><x:channel><x:item><x:title>T</x:title></x:item>"
     "</x:channel></x:rss>",
     "rss20", "T|||||\n", false},
    {"a known prefix of an unknown namespace",
     "<rss version=\"2.0\" xmlns:dc=\"http://wrong/\"><channel><item>"
     "<dc:creator>Ann</dc:creator></item></channel></rss>",
     "rss20", "||||Ann|\n", true},
    {"https in a namespace",
     "<feed xmlns=\"https://www.w3.org/2005/Atom\"><entry><title>T</title>"
     "</entry></feed>",
     "atom10", "T|||||\n", true},
    /* modules */
    {"content:items, and a person by foaf",
     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
     "xmlns:foaf=\"http://xmlns.com/foaf/0.1/\" "
     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
     "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
     "xmlns=\"http://purl.org/rss/1.0/\"><item><title>T</title><dc:creator>"
     "<foaf:Person><foaf:name>Ann</foaf:name></foaf:Person></dc:creator>"
     "<content:items><rdf:Bag><rdf:li><content:item><rdf:value>One"
     "</rdf:value></content:item></rdf:li></rdf:Bag></content:items></item>"
     "</rdf:RDF>",
     "rss10", "T|||One|Ann|\n", true},
    {"cdf with a base, and an item named by a link",
     "<CHANNEL HREF=\"http://f.example/\" BASE=\"http://f.example/b/\"><ITEM>"
     "<A HREF=\"2.htm\">T</A></ITEM></CHANNEL>",
     "cdf", "T|http://f.example/b/2.htm||||\n", true},
    {"an entry without author has its source's",
     "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title>"
     "<link rel=\" Alternate \" href=\"http://f.example/1\"/><source><author>"
     "<name>Ann</name></author></source></entry></feed>",
     "atom10", "T|http://f.example/1|||Ann|\n", true},
    {"a wrapped link, and a base that is none",
     "<rss version=\"2.0\" xml:base=\"javascript:x\"><channel><item><title>T"
     "</title><link>http://f.example/\n1</link></item></channel></rss>",
     "rss20", "T|http://f.example/1||||\n", true},
    {"items in a list of their own",
     "<rss version=\"2.0\"><channel><items><item><title>T</title></item>"
     "</items></channel></rss>",
     "rss20", "T|||||\n", true},
    {"an entry alone", "<entry><title>T</title><id>i</id></entry>", "atom",
     "T||i|||\n", true},
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
        if (strcmp(feed_format_name(seen.info.format), documents[i].format) !=
            0)
            fail_msg("%s: format %s", documents[i].name,
                     feed_format_name(seen.info.format));
        if (seen.info.well_formed != documents[i].well_formed)
            fail_msg("%s: well_formed %d", documents[i].name,
                     seen.info.well_formed);
        forget(&seen);
    }
}

static void what_is_no_feed_is_refused(void **state)
{
    static const char *const bodies[] = {"",
                                         "   ",
                                         "hello",
                                         "<html><body>x</body></html>",
                                         "{\"a\":1}",
                                         "{\"items\":[",
                                         "[]",
                                         "<",
                                         "<?xml",
                                         "\xff\xfe",
                                         "<!DOCTYPE rss>"};

    for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
        struct seen seen;
        look(&seen, bodies[i], strlen(bodies[i]), NULL);
        if (seen.result != ERROR_INPUT)
            fail_msg("'%s' gives %d", bodies[i], seen.result);
        assert_true(*seen.err.message);
        forget(&seen);
    }
}

static void a_cut_document_is_not_complete(void **state)
{
    static const char whole[] = ITEM("<title>T</title>");
    struct seen seen;

    look(&seen, whole, strlen(whole), NULL);
    assert_true(seen.info.complete);
    forget(&seen);
    look(&seen, whole, strlen(whole) - 8, NULL);
    assert_int_equal(seen.result, 0);
    assert_false(seen.info.complete);
    forget(&seen);
}

static void every_prefix_is_survived(void **state)
{
    for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
        for (size_t len = strlen(documents[i].body); len-- > 0;) {
            struct seen seen;
            /* In a block of its own, so that a read beyond it is seen. */
            char *body = xmalloc(len + 1);
            memcpy(body, documents[i].body, len);
            look(&seen, body, len, NULL);
            if (seen.result == 0 && documents[i].body[0] != '{')
                assert_false(seen.info.complete && seen.info.well_formed);
            forget(&seen);
            xfree(body);
        }
    }
}

static void entries_beyond_the_ceiling_are_counted(void **state)
{
    static const char body[] =
        RSS("2.0", "<item><title>1</title></item><item><title>2</title></item>"
                   "<item><title>3</title></item>");
    struct parser_options options = {.max_entries = 2};
    struct seen seen;

    look(&seen, body, strlen(body), &options);
    assert_string_equal(seen.entries.data, "1|||||\n2|||||\n");
    assert_int_equal(seen.info.entry_count, 2);
    assert_int_equal(seen.info.dropped_count, 1);
    forget(&seen);
}

static int refuse(void *context, const struct entry *entry, struct error *err)
{
    ++*(int *)context;
    return error_set(err, ERROR_STORAGE, "no");
}

static void the_callback_can_stop_the_parser(void **state)
{
    static const char body[] = RSS("2.0", "<item/><item/><item/>");
    struct parser_options options = {0};
    struct arena arena = {0};
    struct feed_info info;
    struct error err;
    int calls = 0;

    assert_int_equal(parser_parse(body, strlen(body), &options, refuse, &calls,
                                  &arena, &info, &err),
                     ERROR_STORAGE);
    assert_string_equal(err.message, "no");
    assert_int_equal(calls, 1);
    arena_release(&arena);
}

static void nesting_is_bounded(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, 32 << 20);
    strbuf_addstr(&body, "<rss version='2.0'><channel><item><description>");
    for (int i = 0; i < 100000; i++)
        strbuf_addstr(&body, "<b>");
    strbuf_addstr(&body, "x</description></item></channel></rss>");
    look(&seen, body.data, body.len, NULL);
    assert_int_equal(seen.result, 0);
    assert_string_equal(seen.entries.data, "|||x||\n");
    forget(&seen);
    strbuf_release(&body);
}

/* libxml2 would take minutes. */
static void attributes_are_bounded(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addstr(&body, "<rss><channel><item ");
    for (int i = 0; i < 500000; i++)
        strbuf_addf(&body, "a%d='>' ", i);
    strbuf_addstr(&body, "><title>T</title></item></channel></rss>");
    look(&seen, body.data, body.len, NULL);
    assert_int_equal(seen.result, 0);
    assert_false(seen.info.well_formed);
    assert_string_equal(seen.entries.data, "T|||||\n");
    forget(&seen);
    strbuf_release(&body);
}

/* What a document type may cost: a gigabyte of text from a megabyte, and minutes
 * in libxml2. */
static void a_document_type_is_bounded(void **state)
{
    struct strbuf body;
    struct seen seen;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addf(&body, "<!DOCTYPE rss [<!ENTITY e '%0200d'>]><rss><channel>",
                0);
    for (int i = 0; i < 20; i++) {
        strbuf_addstr(&body, "<item><title>");
        for (int j = 0; j < 5000; j++)
            strbuf_addstr(&body, "&e;");
        strbuf_addstr(&body, "</title></item>");
    }
    strbuf_addstr(&body, "</channel></rss>");
    look(&seen, body.data, body.len, NULL);
    assert_int_equal(seen.info.entry_count, 20);
    assert_in_range(seen.entries.len, LIMIT_FIELD, 2 * LIMIT_FIELD);
    forget(&seen);
    strbuf_clear(&body);
    strbuf_addstr(&body, "<!DOCTYPE rss [<!ATTLIST item");
    for (int i = 0; i < 20000; i++)
        strbuf_addf(&body, " a%d CDATA 'x'", i);
    strbuf_addstr(&body, ">]><rss><channel>");
    for (int i = 0; i < 1000; i++)
        strbuf_addstr(&body, "<item/>");
    strbuf_addstr(&body, "</channel></rss>");
    look(&seen, body.data, body.len, NULL);
    assert_int_equal(seen.info.entry_count, 1000);
    assert_false(seen.info.well_formed);
    forget(&seen);
    strbuf_release(&body);
}

/* How much was read of a text that goes on and on. */
static int read_on(void *context, char *into, int len)
{
    size_t *count = context;
    int n = 0;

    if (*count > 1 << 20)
        return 0;
    if (*count == 0)
        n = snprintf(into, (size_t)len, "<rss>");
    memset(into + n, '&', (size_t)(len - n));
    *count += (size_t)len;
    return len;
}

static int ignore_start(void *context, const struct xml_element *element,
                        struct error *err)
{
    return 0;
}

static int ignore_end(void *context, struct error *err)
{
    return 0;
}

static int ignore_text(void *context, const char *text, size_t len,
                       struct error *err)
{
    return 0;
}

static void libxml2_sees_nothing_behind_damage(void **state)
{
    size_t count = 0;
    struct xml_source source = {read_on, &count};
    struct xml_handler handler = {NULL, ignore_start, ignore_end, ignore_text};
    struct error err;

    assert_int_equal(xml_parse(&source, &handler, &err), XML_DAMAGED);
    assert_in_range(count, 1, 64 << 10);
}

static void hints_are_read(void **state)
{
    static const char body[] =
        RSS("2.0",
            "<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5"
            "</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day>"
            "</skipDays><sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/"
            "modules/syndication/\">daily</sy:updatePeriod><sy:updateFrequency "
            "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">4"
            "</sy:updateFrequency>");
    struct seen seen;

    look(&seen, body, strlen(body), NULL);
    assert_string_equal(seen.info.ttl, "90");
    assert_int_equal(seen.info.skip_hours, 1 | 1 << 5);
    assert_int_equal(seen.info.skip_days, 1);
    assert_int_equal(seen.info.update_period, 21600);
    forget(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_read),
        cmocka_unit_test(what_is_no_feed_is_refused),
        cmocka_unit_test(a_cut_document_is_not_complete),
        cmocka_unit_test(every_prefix_is_survived),
        cmocka_unit_test(entries_beyond_the_ceiling_are_counted),
        cmocka_unit_test(the_callback_can_stop_the_parser),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(attributes_are_bounded),
        cmocka_unit_test(a_document_type_is_bounded),
        cmocka_unit_test(libxml2_sees_nothing_behind_damage),
        cmocka_unit_test(hints_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
