/* The bytes of documents: what encoding they are in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "tests/parser_helper.h"

static const struct {
    const char *name;
    const char *head; /* up to the title's text */
    const char *title;
    size_t title_len;
    const char *type;
    const char *expect;
} encodings
    [] =
        {
            {"utf-8 by default", "", "\xc3\xa9", 2, NULL, "\xc3\xa9"},
            {"declared latin 1", "<?xml version='1.0' encoding='iso-8859-1'?>",
             "\xe9\x80", 2, NULL, "\xc3\xa9\xe2\x82\xac"},
            {"declared windows-1251",
             "<?xml version='1.0' encoding='windows-1251'?>", "\xcf", 1, NULL,
             "\xd0\x9f"},
            {"header beats declaration",
             "<?xml version='1.0' encoding='koi8-r'?>", "\xcf", 1,
             "text/xml; charset=\"windows-1251\"", "\xd0\x9f"},
            {"a header that does not fit is passed over",
             "<?xml version='1.0' encoding='windows-1251'?>", "\xcf", 1,
             "text/xml; charset=utf-8", "\xd0\x9f"},
            {"latin 1 that is utf-8",
             "<?xml version='1.0' encoding='iso-8859-1'?>", "\xc3\xa9", 2, NULL,
             "\xc3\xa9"},
            {"utf-8 by the declaration, whatever the header says",
             "<?xml version='1.0' encoding='utf-8'?>", "\xc3\xa9", 2,
             "text/xml; charset=iso-8859-2", "\xc3\xa9"},
            {"utf-8 is no koi8", "<?xml version='1.0' encoding='koi8-r'?>",
             "\xc3\xa9", 2, NULL, "\xc3\xa9"},
            {"a server's default gives way to another alphabet",
             "<?xml version='1.0' encoding='windows-1251'?>",
             "\xcf\xf0\xe8\xe2", 4, "text/xml; charset=iso-8859-1",
             "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2"},
            {"iso 8859-2 as Windows writes it",
             "<?xml version='1.0' encoding='iso-8859-2'?>", "\x9c\x84", 2, NULL,
             "\xc5\x9b\xe2\x80\x9e"},
            {"unknown name", "<?xml version='1.0' encoding='klingon'?>",
             "\xc3\xa9", 2, NULL, "\xc3\xa9"},
            {"nothing said, not utf-8", "", "\xe9", 1, NULL, "\xc3\xa9"},
            {"said utf-8, one byte is not",
             "<?xml version='1.0' encoding='utf-8'?>", "\xc3\xa9\x92", 3, NULL,
             "\xc3\xa9\xe2\x80\x99"},
            {"shift_jis", "<?xml version='1.0' encoding='Shift_JIS'?>",
             "\x83\x65", 2, NULL, "\xe3\x83\x86"},
            {"a label of the web", "", "\xc5\xeb\xeb\xdc\xe4\xe1", 6,
             "text/xml; charset=ISO_8859-7:1987",
             "\xce\x95\xce\xbb\xce\xbb\xce\xac\xce\xb4\xce\xb1"},
            {"an alias by letters and digits",
             "<?xml version='1.0' encoding='x-gbk'?>", "\xd6\xd0\xce\xc4", 4,
             NULL, "\xe4\xb8\xad\xe6\x96\x87"},
            {"a superset is meant", "<?xml version='1.0' encoding='gb2312'?>",
             "\xd6\xd0\xe9"
             "F",
             4, NULL, "\xe4\xb8\xad\xe9\x95\x95"},
            {"macintosh greek", "<?xml version='1.0' encoding='x-mac-greek'?>",
             "\xb0\xf5\xdc\xee\xe1", 5, NULL,
             "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1"},
            {"macintosh turkish", "<?xml version='1.0' encoding='macturkish'?>",
             "\xdcstanbul \xdb", 10, NULL, "\xc4\xb0stanbul \xc4\x9f"},
            {"a number", "<?xml version='1.0' encoding='850'?>", "\x82", 1,
             NULL, "\xc3\xa9"},
            {"only iconv knows it",
             "<?xml version='1.0' encoding='GEORGIAN-PS'?>", "\xc0\xc1", 2,
             NULL, "\xe1\x83\x90\xe1\x83\x91"},
            {"russian, nothing said", "",
             "\xee\xcf\xd7\xcf\xd3\xd4\xc9 \xc4\xce\xd1 \xc9\xda \xed\xcf\xd3\xcb\xd7\xd9 \xc9 \xf0\xc5\xd4\xc5\xd2\xc2\xd5\xd2\xc7\xc1: \xde\xd4\xcf \xd3\xcc\xd5\xde\xc9\xcc\xcf\xd3\xd8",
             49, NULL,
             "\xd0\x9d\xd0\xbe\xd0\xb2\xd0\xbe\xd1\x81\xd1\x82\xd0\xb8 \xd0\xb4\xd0\xbd\xd1\x8f \xd0\xb8\xd0\xb7 \xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd1\x8b \xd0\xb8 \xd0\x9f\xd0\xb5\xd1\x82\xd0\xb5\xd1\x80\xd0\xb1\xd1\x83\xd1\x80\xd0\xb3\xd0\xb0: \xd1\x87\xd1\x82\xd0\xbe \xd1\x81\xd0\xbb\xd1\x83\xd1\x87\xd0\xb8\xd0\xbb\xd0\xbe\xd1\x81\xd1\x8c"},
            {"japanese, nothing said", "",
             "\x8d\xa1\x93\xfa\x82\xcc\x83j\x83\x85\x81[\x83X\x82\xcd\x93\x8c\x8b\x9e\x82\xa9\x82\xe7\x82\xa8\x93\xcd\x82\xaf\x82\xb5\x82\xdc\x82\xb7\x81"
             "B\x93V\x8b"
             "C\x82\xcd\x90\xb0\x82\xea",
             48, NULL,
             "\xe4\xbb\x8a\xe6\x97\xa5\xe3\x81\xae\xe3\x83\x8b\xe3\x83\xa5\xe3\x83\xbc\xe3\x82\xb9\xe3\x81\xaf\xe6\x9d\xb1\xe4\xba\xac\xe3\x81\x8b\xe3\x82\x89\xe3\x81\x8a\xe5\xb1\x8a\xe3\x81\x91\xe3\x81\x97\xe3\x81\xbe\xe3\x81\x99\xe3\x80\x82\xe5\xa4\xa9\xe6\xb0\x97\xe3\x81\xaf\xe6\x99\xb4\xe3\x82\x8c"},
            {"chinese, utf-8 said", "<?xml version='1.0' encoding='utf-8'?>",
             "\xbd\xf1\xcc\xec\xb5\xc4\xd0\xc2\xce\xc5\xc0\xb4\xd7\xd4\xb1\xb1\xbe\xa9\xa3\xac\xcc\xec\xc6\xf8\xc7\xe7\xc0\xca\xa3\xac\xbb\xb6\xd3\xad\xca\xd5\xbf\xb4",
             38, NULL,
             "\xe4\xbb\x8a\xe5\xa4\xa9\xe7\x9a\x84\xe6\x96\xb0\xe9\x97\xbb\xe6\x9d\xa5\xe8\x87\xaa\xe5\x8c\x97\xe4\xba\xac\xef\xbc\x8c\xe5\xa4\xa9\xe6\xb0\x94\xe6\x99\xb4\xe6\x9c\x97\xef\xbc\x8c\xe6\xac\xa2\xe8\xbf\x8e\xe6\x94\xb6\xe7\x9c\x8b"},
            {"japanese, utf-8 said", "<?xml version='1.0' encoding='utf-8'?>",
             "\xc5\xb7\xb5\xa4\xa4\xcf\xc0\xb2\xa4\xec\xa1\xa2\xb2\xf1\xb5\xc4\xa4\xcf\xbd\xbd\xc6\xfc\xa4\xcb\xb3\xab\xa4\xab\xa4\xec\xa4\xeb\xa1\xa3\xbf\xb7\xa4\xb7\xa4\xa4\xbb\xd4\xc4\xb9\xa4\xac\xc1\xaa\xa4\xd0\xa4\xec\xa4\xbf",
             54, NULL,
             "\xe5\xa4\xa9\xe6\xb0\x97\xe3\x81\xaf\xe6\x99\xb4\xe3\x82\x8c\xe3\x80\x81\xe4\xbc\x9a\xe8\xad\xb0\xe3\x81\xaf\xe5\x8d\x81\xe6\x97\xa5\xe3\x81\xab\xe9\x96\x8b\xe3\x81\x8b\xe3\x82\x8c\xe3\x82\x8b\xe3\x80\x82\xe6\x96\xb0\xe3\x81\x97\xe3\x81\x84\xe5\xb8\x82\xe9\x95\xb7\xe3\x81\x8c\xe9\x81\xb8\xe3\x81\xb0\xe3\x82\x8c\xe3\x81\x9f"},
            {"shift_jis, utf-8 said", "<?xml version='1.0' encoding='utf-8'?>",
             "\x93V\x8b"
             "C\x82\xcd\x90\xb0\x82\xea\x81"
             "A\x89\xef\x8b"
             "c\x82\xcd\x8f\x5c\x93\xfa\x82\xc9\x8aJ\x82\xa9\x82\xea\x82\xe9\x81"
             "B\x90V\x82\xb5\x82\xa2\x8es\x92\xb7\x82\xaa\x91I\x82\xce\x82\xea\x82\xbd",
             54, NULL,
             "\xe5\xa4\xa9\xe6\xb0\x97\xe3\x81\xaf\xe6\x99\xb4\xe3\x82\x8c\xe3\x80\x81\xe4\xbc\x9a\xe8\xad\xb0\xe3\x81\xaf\xe5\x8d\x81\xe6\x97\xa5\xe3\x81\xab\xe9\x96\x8b\xe3\x81\x8b\xe3\x82\x8c\xe3\x82\x8b\xe3\x80\x82\xe6\x96\xb0\xe3\x81\x97\xe3\x81\x84\xe5\xb8\x82\xe9\x95\xb7\xe3\x81\x8c\xe9\x81\xb8\xe3\x81\xb0\xe3\x82\x8c\xe3\x81\x9f"},
            {"thai, utf-8 said", "<?xml version='1.0' encoding='utf-8'?>",
             "\xbd\xb9\xb5\xa1\xcb\xb9\xd1\xa1\xb7\xd2\xa7\xc0\xd2\xa4\xe0\xcb\xb9\xd7\xcd \xb9\xe9\xd3\xb7\xe8\xc7\xc1\xcb\xc5\xd2\xc2\xcb\xc1\xd9\xe8\xba\xe9\xd2\xb9",
             39, NULL,
             "\xe0\xb8\x9d\xe0\xb8\x99\xe0\xb8\x95\xe0\xb8\x81\xe0\xb8\xab\xe0\xb8\x99\xe0\xb8\xb1\xe0\xb8\x81\xe0\xb8\x97\xe0\xb8\xb2\xe0\xb8\x87\xe0\xb8\xa0\xe0\xb8\xb2\xe0\xb8\x84\xe0\xb9\x80\xe0\xb8\xab\xe0\xb8\x99\xe0\xb8\xb7\xe0\xb8\xad \xe0\xb8\x99\xe0\xb9\x89\xe0\xb8\xb3\xe0\xb8\x97\xe0\xb9\x88\xe0\xb8\xa7\xe0\xb8\xa1\xe0\xb8\xab\xe0\xb8\xa5\xe0\xb8\xb2\xe0\xb8\xa2\xe0\xb8\xab\xe0\xb8\xa1\xe0\xb8\xb9\xe0\xb9\x88\xe0\xb8\x9a\xe0\xb9\x89\xe0\xb8\xb2\xe0\xb8\x99"},
            {"half of it in latin 1, utf-8 said",
             "<?xml version='1.0' encoding='utf-8'?>",
             "\xc3\x87"
             "a et l\xc3\xa0, \xc2\xab\xc3\xa0 l\xe2\x80\x99\xc3\xa9t\xc3\xa9\xc2\xbb caf\xe9, th\xe9, \xefle, o\xf9, tr\xe8s",
             53, NULL,
             "\xc3\x87"
             "a et l\xc3\xa0, \xc2\xab\xc3\xa0 l\xe2\x80\x99\xc3\xa9t\xc3\xa9\xc2\xbb caf\xc3\xa9, th\xc3\xa9, \xc3\xafle, o\xc3\xb9, tr\xc3\xa8s"},
            {"a mark of utf-16 before utf-8", "\xff\xfe<?xml version='1.0'?>",
             "\xc3\xa9", 2, NULL, "\xc3\xa9"},
            {"russian, latin 1 said",
             "<?xml version='1.0' encoding='iso-8859-1'?>",
             "\xcd\xee\xe2\xee\xf1\xf2\xe8 \xe4\xed\xff \xe8\xe7 \xcc\xee\xf1\xea\xe2\xfb \xe8 \xcf\xe5\xf2\xe5\xf0\xe1\xf3\xf0\xe3\xe0: \xf7\xf2\xee \xf1\xeb\xf3\xf7\xe8\xeb\xee\xf1\xfc \xf1\xe5\xe3\xee\xe4\xed\xff \xe2 \xec\xe8\xf0\xe5 \xe8 \xe2 \xf1\xf2\xf0\xe0\xed\xe5, \xea\xf2\xee \xf7\xf2\xee \xf1\xea\xe0\xe7\xe0\xeb \xe8 \xf7\xe5\xec \xee\xf2\xe2\xe5\xf2\xe8\xeb\xe8", 106, NULL, "\xd0\x9d\xd0\xbe\xd0\xb2\xd0\xbe\xd1\x81\xd1\x82\xd0\xb8 \xd0\xb4\xd0\xbd\xd1\x8f \xd0\xb8\xd0\xb7 \xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd1\x8b \xd0\xb8 \xd0\x9f\xd0\xb5\xd1\x82\xd0\xb5\xd1\x80\xd0\xb1\xd1\x83\xd1\x80\xd0\xb3\xd0\xb0: \xd1\x87\xd1\x82\xd0\xbe \xd1\x81\xd0\xbb\xd1\x83\xd1\x87\xd0\xb8\xd0\xbb\xd0\xbe\xd1\x81\xd1\x8c \xd1\x81\xd0\xb5\xd0\xb3\xd0\xbe\xd0\xb4\xd0\xbd\xd1\x8f \xd0\xb2 \xd0\xbc\xd0\xb8\xd1\x80\xd0\xb5 \xd0\xb8 \xd0\xb2 \xd1\x81\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb5, \xd0\xba\xd1\x82\xd0\xbe \xd1\x87\xd1\x82\xd0\xbe \xd1\x81\xd0\xba\xd0\xb0\xd0\xb7\xd0\xb0\xd0\xbb \xd0\xb8 \xd1\x87\xd0\xb5\xd0\xbc \xd0\xbe\xd1\x82\xd0\xb2\xd0\xb5\xd1\x82\xd0\xb8\xd0\xbb\xd0\xb8"},
            {"utf-8 in many places beats what is said",
             "<?xml version='1.0' encoding='windows-1251'?>",
             "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82, \xd0\xbc\xd0\xb8\xd1\x80",
             20, NULL,
             "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82, \xd0\xbc\xd0\xb8\xd1\x80"},
            {"a meta element", "<!-- <meta charset=\x22windows-1253\x22> -->",
             "\xd9", 1, NULL, "\xce\xa9"},
            {"ascii is not wide, whatever is said", "", "plain", 5,
             "text/xml; charset=utf-16", "plain"},
            {"ebcdic is no name for ascii",
             "<?xml version='1.0' encoding='iso-8859-15'?>", "\xa4", 1, NULL,
             "\xe2\x82\xac"},
};

/* The title of the only entry of a feed, which begins with head. */
static void expect_title(const char *name, const char *head, const char *title,
                         size_t len, const char *type, const char *wanted)
{
    struct parser_options options = {.content_type = type};
    struct strbuf body, expect;
    struct seen seen;

    strbuf_init(&body, 4096);
    strbuf_init(&expect, 4096);
    strbuf_addf(&body, "%s<item><title>", head);
    strbuf_add(&body, title, len);
    strbuf_addstr(&body, "</title></item></channel></rss>");
    strbuf_addf(&expect, "%s|||||\n", wanted);
    look(&seen, body.data, body.len, &options);
    assert_int_equal(seen.result, 0);
    if (strcmp(seen.entries.data, expect.data) != 0)
        fail_msg("%s: %s", name, seen.entries.data);
    forget(&seen);
    strbuf_release(&body);
    strbuf_release(&expect);
}

static void encodings_are_found(void **state)
{
    char head[1024];

    for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
        snprintf(head, sizeof(head), "%s<rss version='2.0'><channel>",
                 encodings[i].head);
        expect_title(encodings[i].name, head, encodings[i].title,
                     encodings[i].title_len, encodings[i].type,
                     encodings[i].expect);
    }
}

/* Labelled iso-8859-1; the language knows better. */
static const struct {
    const char *language, *title, *expect;
} languages[] = {
    {"pl",
     "\x8c"
     "wi\xea"
     "ta \xbf"
     "\xf3"
     "\xb3"
     "\xe6",
     "\xc5"
     "\x9a"
     "wi\xc4"
     "\x99"
     "ta \xc5"
     "\xbc"
     "\xc3"
     "\xb3"
     "\xc5"
     "\x82"
     "\xc4"
     "\x87"},
    {"pl-PL",
     "\xa6"
     "wi\xea"
     "ta \xbf"
     "\xf3"
     "\xb3"
     "\xe6",
     "\xc5"
     "\x9a"
     "wi\xc4"
     "\x99"
     "ta \xc5"
     "\xbc"
     "\xc3"
     "\xb3"
     "\xc5"
     "\x82"
     "\xc4"
     "\x87"},
    {"cs",
     "P\xf8"
     "\xed"
     "li\x9a"
     " \x9e"
     "lu\x9d"
     "ou\xe8"
     "k\xfd",
     "P\xc5"
     "\x99"
     "\xc3"
     "\xad"
     "li\xc5"
     "\xa1"
     " \xc5"
     "\xbe"
     "lu\xc5"
     "\xa5"
     "ou\xc4"
     "\x8d"
     "k\xc3"
     "\xbd"},
    {"hu",
     "Id\xf5"
     "j\xe1"
     "r\xe1"
     "s",
     "Id\xc5"
     "\x91"
     "j\xc3"
     "\xa1"
     "r\xc3"
     "\xa1"
     "s"},
    {"tr",
     "\xdd"
     "\xfe"
     "\xe7"
     "i \xf0",
     "\xc4"
     "\xb0"
     "\xc5"
     "\x9f"
     "\xc3"
     "\xa7"
     "i \xc4"
     "\x9f"},
    {"lt",
     "\xc0"
     "\xfe"
     "uolas \xf0"
     "\xe1",
     "\xc4"
     "\x84"
     "\xc5"
     "\xbe"
     "uolas \xc5"
     "\xa1"
     "\xc4"
     "\xaf"},
    {"de",
     "Gr\xf6"
     "\xdf"
     "e \x80",
     "Gr\xc3"
     "\xb6"
     "\xc3"
     "\x9f"
     "e \xe2"
     "\x82"
     "\xac"},
    {"es",
     "A\xf1"
     "o",
     "A\xc3"
     "\xb1"
     "o"},
    {"lv",
     "R\xee"
     "g\xe2",
     "R\xc4"
     "\xab"
     "g\xc4"
     "\x81"},
};

static void a_language_tells_its_alphabet(void **state)
{
    char head[1024];

    for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
        snprintf(head, sizeof(head),
                 "<?xml version='1.0' encoding='iso-8859-1'?><rss "
                 "version='2.0'><channel><language>\n%s</language>",
                 languages[i].language);
        expect_title(languages[i].language, head, languages[i].title,
                     strlen(languages[i].title), NULL, languages[i].expect);
    }
}

/* As wide text, in either order of bytes, with a mark and without. */
static void check_wide(size_t width, bool big, bool mark, const char *name)
{
    static const char ascii[] = ITEM("<title>T</title>");
    char body[4 * (sizeof(ascii) + 1)] = {0};
    size_t lowest = big ? width - 1 : 0;
    size_t len = 0;
    struct seen seen;

    if (mark) {
        body[big ? width - 2 : 1] = (char)0xfe;
        body[lowest] = (char)0xff;
        len = width;
    }
    for (size_t i = 0; i < sizeof(ascii) - 1; i++, len += width)
        body[len + lowest] = ascii[i];
    look(&seen, body, len, NULL);
    assert_int_equal(seen.result, 0);
    assert_string_equal(seen.entries.data, "T|||||\n");
    assert_string_equal(seen.info.encoding, name);
    forget(&seen);
}

static void wide_text_is_read(void **state)
{
    for (int mark = 0; mark < 2; mark++) {
        check_wide(2, true, mark, "UTF-16BE");
        check_wide(2, false, mark, "UTF-16LE");
        check_wide(4, true, mark, "UTF-32BE");
        check_wide(4, false, mark, "UTF-32LE");
    }
}

static int count_entry(void *context, const struct entry *entry,
                       struct error *err)
{
    ++*(size_t *)context;
    return strcmp(entry->title, "\xc3\xa9\xc3\xa9") == 0
               ? 0
               : error_set(err, ERROR_INPUT, "title: %s", entry->title);
}

/* A large feed in an encoding; the caller's to xfree. */
static char *large_feed(const char *encoding, size_t *ret_len)
{
    static const char item[] = "<item><title>\xe9\xe9</title></item>";
    struct strbuf body;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addf(&body,
                "<?xml version=\"1.0\" encoding=\"%s\"?>"
                "<rss version=\"2.0\"><channel><title>t</title>",
                encoding);
    for (size_t i = 0; i < 150000; i++)
        strbuf_add(&body, item, sizeof(item) - 1);
    strbuf_addstr(&body, "</channel></rss>");
    *ret_len = body.len;
    return strbuf_detach(&body);
}

static void a_large_document_is_not_there_twice(void **state)
{
    static const char *const names[] = {"windows-1252", "iso-8859-2",
                                        "windows-1258"};
    struct parser_options options = {.max_entries = 1000000,
                                     .expendable = true};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct arena arena = {0};
        struct feed_info info;
        struct error err;
        size_t len, count = 0;
        char *body = large_feed(names[i], &len);
        if (parser_parse(body, len, &options, count_entry, &count, &arena,
                         &info, &err) < 0)
            fail_msg("%s: %s", names[i], err.message);
        assert_int_equal(count, 150000);
        assert_int_equal(body[len / 2], 0); /* its page was given back */
        assert_int_equal(body[len - 1], '>');
        arena_release(&arena);
        xfree(body);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(a_language_tells_its_alphabet),
        cmocka_unit_test(wide_text_is_read),
        cmocka_unit_test(a_large_document_is_not_there_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
