/* Dates: what is read, and what must not be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/entry.h"
#include "base/timefmt.h"
#include "parser/parser.h"

static const struct {
    const char *text;
    const char *instant; /* "" when it must be refused */
} cases[] = {
    /* RFC 5322 and its relatives */
    {"Thu, 01 Feb 2024 10:04:05 +0100", "2024-02-01T09:04:05Z"},
    {"1 Feb 2024 10:04 GMT", "2024-02-01T10:04:00Z"},
    {"Thu, 01 Feb 24 10:04:05 EST", "2024-02-01T15:04:05Z"},
    {"Thu, 01 Feb 2024 10:04:05 GMT-07:00", "2024-02-01T17:04:05Z"},
    {"Thu,\r\n 01 Feb 2024\r\n 10:04:05 Z", "2024-02-01T10:04:05Z"},
    {"Thursday, February 1, 2024 - 3:09pm", "2024-02-01T15:09:00Z"},
    {"Feb. 1, 2024, 12:37 a.m.", "2024-02-01T00:37:00Z"},
    {"Thu Feb  1 16:29:06 2024", "2024-02-01T16:29:06Z"},
    {"Thu, 1st Feb 2024 13:16:28 GMT", "2024-02-01T13:16:28Z"},
    {"mar., 05 déc. 2023 16:11:02 +0000", "2023-12-05T16:11:02Z"},
    {"Чт, 01 фев 2024 10:00:00 MSK", "2024-02-01T07:00:00Z"},
    {"Fri, 02 Feb 2024 10:00:00 (local)", "2024-02-02T10:00:00Z"},
    /* RFC 3339, W3C-DTF, ISO 8601 */
    {"2024-02-01T10:04:05Z", "2024-02-01T10:04:05Z"},
    {"2024-02-01t10:04:05.999-05:30", "2024-02-01T15:34:05Z"},
    {"2024-02-01 10:04:05", "2024-02-01T10:04:05Z"},
    {"2024-02-01T10", "2024-02-01T10:00:00Z"},
    {"2024-02-29", "2024-02-29T00:00:00Z"},
    {"2024-02", "2024-02-01T00:00:00Z"},
    {"2024", "2024-01-01T00:00:00Z"},
    {"20240201", "2024-02-01T00:00:00Z"},
    {"2024-032", "2024-02-01T00:00:00Z"},
    {"1998-12-31T23:59:60Z", "1999-01-01T00:00:00Z"},
    /* others */
    {"2024/2/1 14:33:00", "2024-02-01T14:33:00Z"},
    {"02/13/2024 4:20 pm PST", "2024-02-14T00:20:00Z"},
    {"13.02.24", "2024-02-13T00:00:00Z"},
    {"2024-05-25 오후 11:23:17", "2024-05-25T14:23:17Z"},
    {"1706781845", "2024-02-01T10:04:05Z"},
    {"20040101T194821+0200", "2004-01-01T17:48:21Z"},
    {"20040101194821", "2004-01-01T19:48:21Z"},
    {"Thu, 01 Jan 2004 7pm", "2004-01-01T19:00:00Z"},
    {"Posted on 31 Dec 2004 by Mark", "2004-12-31T00:00:00Z"},
    {"01 Jan 104", "2004-01-01T00:00:00Z"},
    {"2004-12-31+01:00", "2004-12-30T23:00:00Z"},
    {"2004-12-31 \xe4\xb8\x8b\xe5\x8d\x88 3:05:00", "2004-12-31T15:05:00Z"},
    /* refused */
    {"hello 2004", ""},
    {"Volume 12, Number 3, 2004", ""},
    {"-2004-12-31", ""},
    {"---31", ""},
    {"Mon, 30 Nov -0001 00:00:00 +0000", ""},
    {"2003-366", ""},
    {"", ""},
    {"   ", ""},
    {"yesterday", ""},
    {"2024-02-30", ""},
    {"2023-02-29", ""},
    {"2024-13-01", ""},
    {"2024-02-01T10:61:00Z", ""},
    {"2024-02-01T10:04:61Z", ""},
    {"2024-02-01T25:00:00Z", ""},
    {"2024-02-01T10:00:00+99:99", ""},
    {"Thu, 99 Feb 2024 10:00:00 GMT", ""},
    {"Thu, Feb x 2024 10:00:00 GMT", ""},
    {"999999999999999999999999", ""},
    {"1-2-3-4-5-6-7-8-9", ""},
    {"::::::", ""},
};

static void dates_are_read_or_refused(void **state)
{
    char text[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        time_rfc3339(parser_date(cases[i].text), text);
        if (strcmp(text, cases[i].instant) != 0)
            fail_msg("'%s' is '%s', not '%s'", cases[i].text, text,
                     cases[i].instant);
    }
}

static void a_long_text_is_no_date(void **state)
{
    char text[4096];

    memset(text, '1', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(parser_date(text), TIME_ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_or_refused),
        cmocka_unit_test(a_long_text_is_no_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
