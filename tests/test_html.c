/* HTML to plain text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser_internal.h"

static const struct {
    const char *name, *html, *text;
} cases[] = {
    {"plain", "one  two\n three", "one two three"},
    {"paragraphs", "<p>one</p><p>two<br>three</p>", "one\ntwo\nthree"},
    {"inline", "o<b>n</b>e <i> two</i>", "one two"},
    {"cells", "<tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc"},
    {"list", "<ul><li>a</li><li>b</li></ul>", "a\nb"},
    {"script", "a<script>if (1<2) x('</b>');</script>b", "ab"},
    {"style", "a<style>p { }</style> b", "a b"},
    {"comment", "a<!-- <p>no</p> -->b", "ab"},
    {"a space of no width", "&#xFEFF;Kes\xef\xbb\xbfsel<p>&#xFEFF;", "Kessel"},
    {"hidden", "a<div hidden>x<div>y</div>z</div>b", "a\nb"},
    {"display none", "a<span style=\"display: none\">x</span>b", "ab"},
    {"what stands in a value hides nothing",
     "<p title=\"a hidden gem\" data-x=\"display:none\">one</p>", "one"},
    {"hidden by a style", "a<b style=\"display&#58;/**/none\">x</b>b", "ab"},
    {"hidden by visibility", "a<b style='visibility:hidden'>x</b>b", "ab"},
    {"a paragraph ends the hidden one", "<p hidden>x<p>one</p>two", "one\ntwo"},
    {"an item ends the hidden one",
     "<ul><li hidden>x<ul><li>y</ul>z<li>one</ul>", "one"},
    {"what it is in ends a hidden paragraph", "<div><p hidden>x</div>one",
     "one"},
    {"custom elements", "<video-player>one</video-player>", "one"},
    {"a hidden custom element", "<x-y hidden>x</x-y>one", "one"},
    {"prefixed elements", "<h:p>one</h:p><h:p>two</h:p>", "one\ntwo"},
    {"quotes behind a space", "<a title = \"x > y\">one</a>", "one"},
    {"a comment that ends oddly", "a<!-- x --!>b<!-- y -->c", "abc"},
    {"an address is no tag", "mail <joe@f.example>, <http://f.example/>",
     "mail <joe@f.example>, <http://f.example/>"},
    {"template", "a<template><p>x</p></template>b", "ab"},
    {"entities", "&lt;a&gt; &amp;amp; &rsquo;&#8212;&#x41;",
     "<a> &amp; \xe2\x80\x99\xe2\x80\x94"
     "A"},
    {"references without semicolon", "B&ampB &copyC &ampamp &notit; &lt",
     "B&B \xc2\xa9"
     "C &amp \xc2\xacit; <"},
    {"a name that is longer than one without semicolon", "&notin; &notinva;",
     "\xe2\x88\x89 \xe2\x88\x89"},
    {"names that need their semicolon", "&rsquo &hellip", "&rsquo &hellip"},
    {"references to two code points", "&NotEqualTilde;&fjlig;",
     "\xe2\x89\x82\xcc\xb8"
     "fj"},
    {"an address in text", "?a=1&section=2&region_x=3&not-y=4",
     "?a=1&section=2&region_x=3&not-y=4"},
    {"the longest name", "&CounterClockwiseContourIntegral;", "\xe2\x88\xb3"},
    {"windows-1252 reference", "don&#146;t", "don\xe2\x80\x99t"},
    {"no reference", "AT&T &bogus; ?a=1&copy=2", "AT&T &bogus; ?a=1&copy=2"},
    {"less", "1 < 2 <3", "1 < 2 <3"},
    {"quoted greater", "<a title=\"x>y\">link</a>", "link"},
    {"open quote", "<a title=\"x>link</a> text", "link text"},
    {"unclosed script", "a<script>b", "ab"},
    {"unclosed tag", "a <b", "a"},
    {"forbidden",
     "a&#0;b&#xd800;c\x01"
     "d",
     "a\xef\xbf\xbd"
     "b\xef\xbf\xbd"
     "cd"},
    {"only markup", "<p><img src=x></p>", ""},
    {"nothing", "", ""},
};

static void html_becomes_text(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct strbuf out;
        strbuf_init(&out, LIMIT_FIELD);
        parser_html_to_text(cases[i].html, strlen(cases[i].html), &out);
        if (strcmp(out.data, cases[i].text) != 0)
            fail_msg("%s: '%s', not '%s'", cases[i].name, out.data,
                     cases[i].text);
        strbuf_release(&out);
    }
}

/* Linear: each of these took minutes if a search began again for each tag. */
static void repeated_openings_take_one_pass(void **state)
{
    static const char *const openings[] = {
        "<script>", "<!--",       "<a title=\"", "<div hidden>", "&",
        "<",        "<template>", "]]",          "<b ",          "<x-y hidden>",
        "<!-- -->", "<b x='>"};
    char *html = xmalloc(1 << 20);

    for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++) {
        struct strbuf out;
        size_t len = strlen(openings[i]);
        size_t used = 0;
        for (; used + len < 1 << 20; used += len)
            memcpy(html + used, openings[i], len);
        strbuf_init(&out, LIMIT_FIELD * 4);
        parser_html_to_text(html, used, &out);
        html_title_to_text(html, used, &out);
        assert_true(utf8_valid(out.data, out.len));
        strbuf_release(&out);
    }
    xfree(html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_becomes_text),
        cmocka_unit_test(repeated_openings_take_one_pass),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
