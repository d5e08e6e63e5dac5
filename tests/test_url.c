/* base/url: the examples of RFC 3986 and what feeds and users write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"

struct resolve_case {
    const char *base;
    const char *reference;
    const char *expected;
};

#define RFC_BASE "http://a/b/c/d;p?q"

/* RFC 3986 section 5.4, then what publishers do. */
static const struct resolve_case resolve_cases[] = {
    {RFC_BASE, "g:h", "g:h"},
    {RFC_BASE, "g", "http://a/b/c/g"},
    {RFC_BASE, "./g", "http://a/b/c/g"},
    {RFC_BASE, "g/", "http://a/b/c/g/"},
    {RFC_BASE, "/g", "http://a/g"},
    {RFC_BASE, "//g", "http://g"},
    {RFC_BASE, "?y", "http://a/b/c/d;p?y"},
    {RFC_BASE, "g?y", "http://a/b/c/g?y"},
    {RFC_BASE, "#s", "http://a/b/c/d;p?q#s"},
    {RFC_BASE, "g#s", "http://a/b/c/g#s"},
    {RFC_BASE, "g?y#s", "http://a/b/c/g?y#s"},
    {RFC_BASE, ";x", "http://a/b/c/;x"},
    {RFC_BASE, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {RFC_BASE, "", "http://a/b/c/d;p?q"},
    {RFC_BASE, ".", "http://a/b/c/"},
    {RFC_BASE, "./", "http://a/b/c/"},
    {RFC_BASE, "..", "http://a/b/"},
    {RFC_BASE, "../", "http://a/b/"},
    {RFC_BASE, "../g", "http://a/b/g"},
    {RFC_BASE, "../..", "http://a/"},
    {RFC_BASE, "../../g", "http://a/g"},
    {RFC_BASE, "../../../../g", "http://a/g"},
    {RFC_BASE, "/./g", "http://a/g"},
    {RFC_BASE, "/../g", "http://a/g"},
    {RFC_BASE, "g.", "http://a/b/c/g."},
    {RFC_BASE, "..g", "http://a/b/c/..g"},
    {RFC_BASE, "./../g", "http://a/b/g"},
    {RFC_BASE, "./g/.", "http://a/b/c/g/"},
    {RFC_BASE, "g/../h", "http://a/b/c/h"},
    {RFC_BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
    {"http://a", "b", "http://a/b"},
    {"http://a?q", "b", "http://a/b"},
    {"", "b/c", "b/c"},
    {"b/c", "d", "d"},
    {"http://a/b", "http://x/../y", "http://x/../y"},
    {"http://a/b", " \n/two words\t", "http://a/two%20words"},
    {"http://a/b", "mailto:x@y", "mailto:x@y"},
    {"http://u:p@a:81/b", "c", "http://u:p@a:81/c"},
};

static void references_resolve_as_the_rfc_says(void **state)
{
    for (size_t i = 0; i < sizeof(resolve_cases) / sizeof(*resolve_cases);
         i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, LIMIT_URL);
        url_resolve(&out, resolve_cases[i].base, resolve_cases[i].reference);
        assert_string_equal(out.data, resolve_cases[i].expected);
    }
}

struct text_case {
    const char *text;
    const char *expected; /* NULL: refused */
};

static const struct text_case subscribe_cases[] = {
    {"example.org/feed", "https://example.org/feed"},
    {"example.org", "https://example.org/"},
    {"example.org:8080/x", "https://example.org:8080/x"},
    {" HTTP://Example.ORG:80/A?b#c ", "http://example.org/A?b"},
    {"https://u:P@Example.org/x", "https://u:P@example.org/x"},
    {"feed://example.org/x", "https://example.org/x"},
    {"feed:http://example.org/x", "http://example.org/x"},
    {"file:///home/u/a%20b.xml", "file:///home/u/a%20b.xml"},
    {"http://[::1]:8080/x", "http://[::1]:8080/x"},
    {"http://127.0.0.1:81/a b", "http://127.0.0.1:81/a%20b"},
    {"file://host/x", NULL},
    {"file:x", NULL},
    {"ftp://example.org/", NULL},
    {"javascript:alert(1)", NULL},
    {"gopher.x:y", NULL},
    {"/etc/passwd", NULL},
    {"word", NULL},
    {"", NULL},
    {"http://", NULL},
    {"http://exa mple.org/", NULL},
};

static void only_what_can_be_fetched_is_subscribed_to(void **state)
{
    for (size_t i = 0; i < sizeof(subscribe_cases) / sizeof(*subscribe_cases);
         i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        struct error err = {0};
        strbuf_init(&out, LIMIT_URL);
        int result = url_subscribe(&out, subscribe_cases[i].text, &err);
        assert_int_equal(result, subscribe_cases[i].expected ? 0 : ERROR_INPUT);
        assert_string_equal(out.data, subscribe_cases[i].expected
                                          ? subscribe_cases[i].expected
                                          : "");
        assert_true(result == 0 || err.message[0]);
    }
}

static const struct text_case canonical_cases[] = {
    {"http://www.example.org/a/?utm_source=rss&utm_medium=x",
     "https://example.org/a"},
    {"https://Example.org:443/a?id=1&fbclid=z#top",
     "https://example.org/a?id=1"},
    {"http://example.org:8080/a", "https://example.org:8080/a"},
    {"http://example.org/a?PHPSESSID=7e1c&id=1", "https://example.org/a?id=1"},
    {"http://example.org/a;jsessionid=7E1C.node2?id=1",
     "https://example.org/a?id=1"},
    {"http://example.org/a;jsessionid=1/b",
     "https://example.org/a;jsessionid=1/b"},
    {"http://example.org/a;b;JSESSIONID=1", "https://example.org/a;b"},
    {"http://example.org/?t=2&sid=0123456789abcdef0123456789ABCDEF",
     "https://example.org?t=2"},
    {"http://example.org/?sid=0123456789abcdef0123456789abcde",
     "https://example.org?sid=0123456789abcdef0123456789abcde"},
    {"http://example.org/?sid=0123456789abcdef0123456789abcdeg",
     "https://example.org?sid=0123456789abcdef0123456789abcdeg"},
    {"http://example.org/?sid&s=&sid=26/11/28/1",
     "https://example.org?sid&s=&sid=26/11/28/1"},
    {"http://example.org/", "https://example.org"},
    {"http://example.org/a?cid=5", "https://example.org/a?cid=5"},
    {"http://example.org/a/../b?&x", "https://example.org/b?x"},
    {"http://www./a", "https://www./a"},
    {"urn:uuid:1", "urn:uuid:1"},
    {"", ""},
};

static void copies_of_a_link_have_one_canonical_form(void **state)
{
    for (size_t i = 0; i < sizeof(canonical_cases) / sizeof(*canonical_cases);
         i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, LIMIT_URL);
        url_canonical(&out, canonical_cases[i].text);
        assert_string_equal(out.data, canonical_cases[i].expected);
    }
}

static const struct text_case outlet_cases[] = {
    {"https://feeds.bbc.co.uk/news/rss.xml", "bbc.co.uk"},
    {"http://www.Example.COM./x", "example.com"},
    {"http://127.0.0.1:8080/x", "127.0.0.1:8080"},
    {"http://[::1]:80/x", "[::1]:80"},
    {"http://localhost/x", "localhost"},
    {"http://co.uk/x", "co.uk"},
    {"http://user@a.b.example:80/", "b.example"},
    {"https://www.xn--mller-kva.de/", "müller.de"},
    {"https://www.M\xc3\x9cLLER.de/", "müller.de"},
    {"https://mu\xcc\x88ller.de./", "müller.de"},
    {"https://XN--MLLER-KVA.de", "müller.de"},
    {"https://faß.de/", "faß.de"},
    {"https://日本。jp/", "日本.jp"},
    {"https://a.日本新聞.jp/", "日本新聞.jp"},
    {"https://xn--e1afmkfd.xn--p1ai/", "пример.рф"},
    {"https://x.пример.рф/", "пример.рф"},
    /* What could pass for another name. */
    {"https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"},
    {"https://аррӏе.com/", "xn--80ak6aa92e.com"},
    {"https://pаypal.рф/", "xn--pypal-4ve.xn--p1ai"},
    {"https://a.exampleノlogin.jp/", "xn--examplelogin-ki5k.jp"},
    {"https://ı.com/", "xn--cfa.com"},
    {"https://ｅｘａｍｐｌｅ.com/", "example.com"},
    {"https://exam\xc2\xadple.com/", "example.com"},
    /* What is no name. */
    {"https://xn--a.com/", "xn--a.com"},
    {"https://a.xn--zzzzzzzzzzzz-.de/", "xn--zzzzzzzzzzzz-.de"},
    {"https://m\xfcller.de/", "m\xfcller.de"},
    {"https://a_b.com/", "a_b.com"},
    {"urn:x", ""},
    {"", ""},
};

static void an_outlet_is_the_registrable_domain(void **state)
{
    for (size_t i = 0; i < sizeof(outlet_cases) / sizeof(*outlet_cases); i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, LIMIT_URL);
        url_outlet(&out, outlet_cases[i].text);
        assert_string_equal(out.data, outlet_cases[i].expected);
    }
}

static const struct text_case redact_cases[] = {
    {"https://user:pw@example.org/x?a=1&token=s3cret&API_KEY=z",
     "https://example.org/x?a=1&token=...&API_KEY=..."},
    {"https://example.org/x?access_token=s&accesstoken=s#f",
     "https://example.org/x?access_token=...&accesstoken=...#f"},
    {"https://a@b@example.org/", "https://example.org/"},
    {"file:///x", "file:///x"},
};

static void secrets_are_not_shown(void **state)
{
    for (size_t i = 0; i < sizeof(redact_cases) / sizeof(*redact_cases); i++) {
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, LIMIT_URL);
        url_redact(&out, redact_cases[i].text);
        assert_string_equal(out.data, redact_cases[i].expected);
    }
}

static void a_url_stops_at_its_ceiling(void **state)
{
    CLEANUP(strbuf_release) struct strbuf out;
    CLEANUP(strbuf_release) struct strbuf reference;

    strbuf_init(&out, LIMIT_URL);
    strbuf_init(&reference, SIZE_MAX / 2);
    for (size_t i = 0; i < 100000; i++)
        strbuf_addstr(&reference, "../x/");
    url_resolve(&out, "http://a/b/c", reference.data);
    assert_true(out.len <= LIMIT_URL);
}

static void credentials_come_out_of_a_url_and_go_back(void **state)
{
    static const struct {
        const char *url, *bare, *user, *password;
    } cases[] = {
        {"https://a.example/x?y@z", "https://a.example/x?y@z", NULL, NULL},
        {"https://joe@a.example/", "https://a.example/", "joe", ""},
        {"http://joe:s%40c:x@a.example:8/p", "http://a.example:8/p", "joe",
         "s@c:x"},
        {"http://a@b:c@h.example/", "http://h.example/", "a@b", "c"},
        {"http://%00%zz:%4@h.example/", "http://h.example/", "%00%zz", "%4"},
        {"part@of/a/url", "part@of/a/url", NULL, NULL},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct strbuf bare, user, password, again;
        strbuf_init(&bare, LIMIT_URL);
        strbuf_init(&user, LIMIT_URL);
        strbuf_init(&password, LIMIT_URL);
        strbuf_init(&again, LIMIT_URL);
        assert_int_equal(
            url_take_credentials(&bare, cases[i].url, &user, &password),
            cases[i].user != NULL);
        assert_string_equal(bare.data, cases[i].bare);
        assert_string_equal(user.data, cases[i].user ? cases[i].user : "");
        assert_string_equal(password.data,
                            cases[i].password ? cases[i].password : "");
        if (cases[i].user) {
            url_put_credentials(&again, bare.data, user.data, password.data);
            strbuf_clear(&user);
            strbuf_clear(&password);
            strbuf_clear(&bare);
            assert_true(
                url_take_credentials(&bare, again.data, &user, &password));
            assert_string_equal(user.data, cases[i].user);
            assert_string_equal(password.data, cases[i].password);
        }
        strbuf_release(&bare);
        strbuf_release(&user);
        strbuf_release(&password);
        strbuf_release(&again);
    }
}

static void an_origin_is_scheme_host_and_port(void **state)
{
    assert_true(
        url_same_origin("https://A.example/x", "https://u:p@a.example:443/y"));
    assert_false(url_same_origin("https://a.example/", "http://a.example/"));
    assert_false(url_same_origin("http://a.example/", "http://a.example:81/"));
    assert_false(url_same_origin("http://a.example/", "http://b.example/"));
    assert_false(url_same_origin("file:///a", "file:///a"));
    assert_false(
        url_same_origin("http://a.example@b.example/", "http://a.example/"));
}

static void proxies_are_urls(void **state)
{
    static const char *const good[] = {
        "http://127.0.0.1:3128", "https://u:p@proxy.example",
        "SOCKS5h://[::1]:1080",  "socks4://proxy.example/",
        "socks4a://a",           "socks5://a:1"};
    static const char *const bad[] = {
        "",          "none",        "ftp://a",     "127.0.0.1:3128",
        "http:",     "http://",     "http://[bad", "http://a b",
        "socks://a", "http://a:9x", "file:///a",   "u:p@a:1"};

    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        if (!url_is_proxy(good[i]))
            fail_msg("'%s' is one", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        if (url_is_proxy(bad[i]))
            fail_msg("'%s' is none", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proxies_are_urls),
        cmocka_unit_test(references_resolve_as_the_rfc_says),
        cmocka_unit_test(only_what_can_be_fetched_is_subscribed_to),
        cmocka_unit_test(copies_of_a_link_have_one_canonical_form),
        cmocka_unit_test(an_outlet_is_the_registrable_domain),
        cmocka_unit_test(secrets_are_not_shown),
        cmocka_unit_test(a_url_stops_at_its_ceiling),
        cmocka_unit_test(credentials_come_out_of_a_url_and_go_back),
        cmocka_unit_test(an_origin_is_scheme_host_and_port),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
