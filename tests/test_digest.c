/* Digests: what people read, and what a mail may hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "digest/digest.h"

static const struct story_entry copies[] = {
    {.entry = 3,
     .story = 3,
     .outlet = "wire.example",
     .title = "Harbour closes",
     .link = "https://wire.example/1",
     .text = "The harbour of Vell closes in April.\nDivers found holes."},
    {.entry = 5,
     .story = 3,
     .outlet = "post.example",
     .title = "Ships must wait",
     .link = "https://post.example/2",
     .text = ""},
    {.entry = 7,
     .story = 3,
     .outlet = "echo.example",
     .title = "Harbour closes",
     .link = NULL,
     .text = ""},
};

static struct story harbour(void)
{
    return (struct story){.story = 3,
                          .outlet_count = 3,
                          .entry_count = 3,
                          .lead = copies[0],
                          .entries = copies,
                          .entries_given = 3};
}

static void a_story_says_what_who_and_where(void **state)
{
    struct story story = harbour();
    struct digest_options options = {.now = 1795219200};
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    digest_text(&story, 1, &options, &out);
    assert_string_equal(
        out.data, "newsfold: 1 story\n"
                  "\n"
                  "Harbour closes\n"
                  "  3 outlets: wire.example, post.example, echo.example\n"
                  "  The harbour of Vell closes in April. Divers found holes.\n"
                  "  https://wire.example/1\n"
                  "  - post.example: Ships must wait\n");
    strbuf_release(&out);
}

static void a_teaser_is_cut_at_a_word(void **state)
{
    struct story story = harbour();
    struct digest_options options = {.teaser_words = 3};
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    digest_text(&story, 1, &options, &out);
    assert_non_null(strstr(out.data, "  The harbour of\xe2\x80\xa6\n"));
    strbuf_release(&out);
}

static void nothing_hostile_leaves_and_lines_stay_short(void **state)
{
    struct story story = harbour();
    struct digest_options options = {.columns = 60};
    struct strbuf out;

    story.lead.title = "red \x1b[31m\r\nBcc: x@y\xe2\x80\xae z";
    story.lead.outlet = "a\nb";
    story.lead.link = "https://x/\x07\n.";
    story.lead.text =
        "w\xc2\x9bord word word word word word word word word word "
        "word word word word word word word word word word";
    strbuf_init(&out, 1 << 20);
    digest_text(&story, 1, &options, &out);
    assert_null(strpbrk(out.data, "\x1b\r\x07"));
    assert_null(strstr(out.data, "\xe2\x80\xae"));
    assert_null(strstr(out.data, "\nBcc"));
    for (const char *line = out.data; *line;) {
        char copy[256] = "";
        size_t len = strcspn(line, "\n");
        snprintf(copy, sizeof(copy), "%.*s", (int)len, line);
        assert_true(text_width(copy) <= 60);
        line += len + (line[len] == '\n');
    }
    strbuf_release(&out);
}

static GMimeMessage *parsed(const struct strbuf *out)
{
    GMimeStream *stream =
        g_mime_stream_mem_new_with_buffer(out->data, out->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    g_object_unref(parser);
    g_object_unref(stream);
    assert_non_null(message);
    return message;
}

static void a_mail_says_the_same_and_is_one(void **state)
{
    static const char *const recipients[] = {"The Reader <r@example.org>",
                                             "s@example.org"};
    struct story story = harbour();
    struct digest_options options = {.sender = "J\xc3\xb6rg <j@example.org>",
                                     .recipients = recipients,
                                     .recipient_count = 2,
                                     .now = 1795219200};
    struct strbuf out, text;
    struct error err;

    story.lead.title = "Hafen schlie\xc3\x9ft \xe2\x80\x94 Anlegen verboten";
    strbuf_init(&out, 1 << 20);
    strbuf_init(&text, 1 << 20);
    if (digest_mail(&story, 1, &options, &out, &err) < 0)
        fail_msg("%s", err.message);
    digest_text(&story, 1, &options, &text);
    assert_null(strchr(out.data, '\r'));
    for (const char *p = out.data; *p; p++)
        assert_true((unsigned char)*p < 0x80);

    GMimeMessage *message = parsed(&out);
    GMimeObject *part = g_mime_message_get_mime_part(message);
    char *body = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    assert_string_equal(body, text.data);
    g_free(body);
    assert_string_equal(g_mime_message_get_subject(message),
                        "newsfold: 1 story");
    assert_int_equal(internet_address_list_length(
                         g_mime_message_get_all_recipients(message)),
                     2);
    assert_string_equal(
        g_mime_object_get_header(GMIME_OBJECT(message), "Auto-Submitted"),
        "auto-generated");
    assert_non_null(g_mime_message_get_message_id(message));
    assert_int_equal(g_date_time_to_unix(g_mime_message_get_date(message)),
                     1795219200);
    g_object_unref(message);
    strbuf_release(&out);
    strbuf_release(&text);
}

static void a_mailbox_is_one_or_refused(void **state)
{
    static const struct {
        const char *address;
        bool fine;
    } cases[] = {
        {"a@example.org", true},
        {"A B <a@example.org>", true},
        {"\"B, A\" <a@example.org>", true},
        {"a@localhost", true},
        {"", false},
        {"a", false},
        {"@example.org", false},
        {"a@", false},
        {"a@example.org, b@example.org", false},
        {"a@example.org\nBcc: b@example.org", false},
        {"a@example.org\r\nSubject: x", false},
        {"group: a@example.org;", false},
        {"a b@example.org", false},
    };
    struct story story = harbour();

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct digest_options options = {.sender = "s@example.org",
                                         .recipients = &cases[i].address,
                                         .recipient_count = 1};
        struct strbuf out;
        struct error err;
        strbuf_init(&out, 1 << 20);
        int result = digest_mail(&story, 1, &options, &out, &err);
        if ((result == 0) != cases[i].fine)
            fail_msg("'%s': %d", cases[i].address, result);
        if (result < 0)
            assert_int_equal(out.len, 0);
        strbuf_release(&out);
    }
}

static void a_title_cannot_start_a_header(void **state)
{
    static const char *const recipients[] = {"s@example.org"};
    struct story story = harbour();
    struct digest_options options = {.sender = "s@example.org",
                                     .title = "x\r\nBcc: evil@example.org\r\n",
                                     .recipients = recipients,
                                     .recipient_count = 1};
    struct strbuf out;
    struct error err;

    strbuf_init(&out, 1 << 20);
    assert_int_equal(digest_mail(&story, 1, &options, &out, &err), 0);
    GMimeMessage *message = parsed(&out);
    assert_int_equal(internet_address_list_length(
                         g_mime_message_get_all_recipients(message)),
                     1);
    g_object_unref(message);
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_says_what_who_and_where),
        cmocka_unit_test(a_teaser_is_cut_at_a_word),
        cmocka_unit_test(nothing_hostile_leaves_and_lines_stay_short),
        cmocka_unit_test(a_mail_says_the_same_and_is_one),
        cmocka_unit_test(a_mailbox_is_one_or_refused),
        cmocka_unit_test(a_title_cannot_start_a_header),
    };

    g_mime_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
