/* Guards and headers: pure functions of an address, of a header line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <string.h>

#include "fetcher/fetcher_internal.h"

static const struct {
    const char *address;
    bool is_public;
} addresses[] = {
    {"8.8.8.8", true},
    {"127.0.0.1", false},
    {"10.1.2.3", false},
    {"172.15.0.1", true},
    {"172.16.0.1", false},
    {"172.31.255.255", false},
    {"172.32.0.1", true},
    {"192.168.1.1", false},
    {"169.254.169.254", false},
    {"100.64.0.1", false},
    {"100.128.0.1", true},
    {"0.0.0.0", false},
    {"224.0.0.1", false},
    {"255.255.255.255", false},
    {"198.18.0.1", false},
    {"2606:4700::1111", true},
    {"::1", false},
    {"::", false},
    {"fe80::1", false},
    {"fc00::1", false},
    {"fd12::1", false},
    {"ff02::1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::10.0.0.1", false},
    {"2002:7f00:1::", false},
    {"2001:db8::1", false},
    {"2001::1", false},
    {"::127.0.0.1", false},
    {"::ffff:0:127.0.0.1", false},
    {"::ffff:169.254.169.254", false},
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b:1::8.8.8.8", false},
    {"2002:808:808::", true},
    {"2002:a9fe:a9fe::", false},
    {"100::1", false},
    {"5f00::1", false},
    {"3fff::1", false},
    {"fec0::1", false},
    {"ff0e::1", false},
    {"192.0.0.8", false},
    {"192.0.2.1", false},
    {"192.88.99.1", false},
    {"203.0.113.9", false},
    {"239.255.255.250", false},
    {"240.0.0.1", false},
};

static void private_addresses_are_known(void **state)
{
    for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
        union {
            struct sockaddr any;
            struct sockaddr_in ipv4;
            struct sockaddr_in6 ipv6;
        } parsed = {0};

        bool six = strchr(addresses[i].address, ':') != NULL;
        parsed.any.sa_family = six ? AF_INET6 : AF_INET;
        assert_int_equal(inet_pton(parsed.any.sa_family, addresses[i].address,
                                   six ? (void *)&parsed.ipv6.sin6_addr
                                       : (void *)&parsed.ipv4.sin_addr),
                         1);
        if (address_is_public(&parsed.any) != addresses[i].is_public)
            fail_msg("%s", addresses[i].address);
    }
}

static void a_url_says_where_a_proxy_would_go(void **state)
{
    static const struct {
        const char *url;
        bool is_public;
    } urls[] = {
        {"http://example.org/", true},
        {"http://example.org./", true},
        {"https://[2606:4700::1111]:8443/x", true},
        {"http://8.8.8.8/", true},
        {"http://134744072/", true},
        {"http://[::ffff:8.8.8.8]/", true},
        {"http://user:pass@example.org/", true},
        {"http://localhost.example.org/", true},
        {"http://notlocalhost/", true},
        {"http://localhost/", false},
        {"http://LocalHost.:8080/", false},
        {"http://a.b.localhost/", false},
        {"http://127.0.0.1/", false},
        {"http://127.0.0.1./", false},
        {"http://127.1/", false},
        {"http://0x7f000001/", false},
        {"http://017700000001/", false},
        {"http://2130706433/", false},
        {"http://%31%32%37.0.0.1/", false},
        {"http://8.8.8.8@127.0.0.1/", false},
        {"http://0/", false},
        {"http://169.254.169.254/", false},
        {"http://[::1]/", false},
        {"http://[::ffff:127.0.0.1]/", false},
        {"http://[fe80::1%25eth0]/", false},
        {"http://[64:ff9b::a00:1]/", false},
        {"http://①②⑦.⓪.⓪.①/", false},
        {"http://127。0．0｡1/", false},
        {"http://ＬＯＣＡＬＨＯＳＴ/", false},
        {"http://bücher.example/", true},
        {"http:///127.0.0.1/", false},
        {"http://[bad/", false},
        {"", false},
    };

    for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)
        if (url_is_public(urls[i].url) != urls[i].is_public)
            fail_msg("%s", urls[i].url);
    assert_true(url_port_is_allowed("http://a/"));
    assert_true(url_port_is_allowed("https://a:8443/"));
    assert_false(url_port_is_allowed("http://a:25/"));
    assert_false(url_port_is_allowed("http://a:99999/"));
}

static void headers_are_read(void **state)
{
    struct headers headers;
    static const char *const lines[] = {
        "HTTP/1.1 200 OK\r\n", "ETAG:  \"a\" \r\n",
        "Cache-Control: public, max-age=300\r\n",
        "Date: Thu, 01 Feb 2024 10:00:00 GMT\r\n",
        "Retry-After: Thu, 01 Feb 2024 10:02:00 GMT\r\n"};

    headers_init(&headers);
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        headers_add(&headers, lines[i], strlen(lines[i]));
    assert_string_equal(headers.etag.data, "\"a\"");
    assert_int_equal(headers_fresh(&headers), 300);
    assert_int_equal(headers_retry(&headers, 0), 120);
    headers_add(&headers, "HTTP/2 200\r\n", 12);
    assert_int_equal(headers.etag.len, 0);
    assert_int_equal(headers_fresh(&headers), -1);
    headers_release(&headers);
}

static void ports_of_other_protocols_are_refused(void **state)
{
    static const unsigned refused[] = {0, 1, 22, 25, 6667, 10080};
    static const unsigned allowed[] = {80, 443, 8080, 3000, 65535};

    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
        assert_false(port_is_allowed(refused[i]));
    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
        assert_true(port_is_allowed(allowed[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ports_of_other_protocols_are_refused),
        cmocka_unit_test(private_addresses_are_known),
        cmocka_unit_test(a_url_says_where_a_proxy_would_go),
        cmocka_unit_test(headers_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
