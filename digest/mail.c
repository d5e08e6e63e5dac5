/*
 * The digest as a message (RFC 5322, MIME 1.0), by GMime: what a header may
 * hold, how a subject is encoded, where a line folds and which transfer
 * encoding a text needs are its business; ours is which headers there are.
 *
 * Auto-Submitted (RFC 3834) keeps vacation programs quiet, List-Id lets people
 * filter. Line ends are \n, as sendmail expects of a pipe.
 */
#include <gmime/gmime.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "digest/digest_internal.h"

#define MESSAGE_CEILING ((size_t)256 * 1024 * 1024)

static void prepare(void)
{
    static bool done;

    if (!done)
        g_mime_init();
    done = true;
}

/* Whether text is "a@b" as a mailbox has it: both sides there, nothing in it
 * that could start another header or address. */
static bool is_address(const char *text)
{
    const char *at = text ? strrchr(text, '@') : NULL;

    if (!at || at == text || !at[1])
        return false;
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f || strchr("<>,;()", *p))
            return false;
    return true;
}

/* text as a list with exactly one mailbox; the caller's to unref. */
static InternetAddressList *one_mailbox(const char *what, const char *text,
                                        struct error *err)
{
    InternetAddressList *list = NULL;

    if (!strpbrk(text, "\r\n"))
        list = internet_address_list_parse(NULL, text);
    if (list && internet_address_list_length(list) == 1) {
        InternetAddress *one = internet_address_list_get_address(list, 0);
        if (INTERNET_ADDRESS_IS_MAILBOX(one) &&
            is_address(internet_address_mailbox_get_addr(
                INTERNET_ADDRESS_MAILBOX(one))))
            return list;
    }
    if (list)
        g_object_unref(list);
    error_set(err, ERROR_INPUT,
              "%s '%.100s' is not one mail address: use name@host or "
              "Name <name@host>",
              what, text);
    return NULL;
}

static int add_addresses(GMimeMessage *message,
                         const struct digest_options *options,
                         struct error *err)
{
    InternetAddressList *from = one_mailbox("the sender", options->sender, err);

    if (!from)
        return err->code;
    internet_address_list_append(g_mime_message_get_from(message), from);
    g_object_unref(from);
    for (size_t i = 0; i < options->recipient_count; i++) {
        InternetAddressList *to =
            one_mailbox("the recipient", options->recipients[i], err);
        if (!to)
            return err->code;
        internet_address_list_append(g_mime_message_get_to(message), to);
        g_object_unref(to);
    }
    return 0;
}

/* Unique by the time, the digest's stories and its recipients: the same
 * digest sent again is the same message. */
static void add_message_id(GMimeMessage *message, const struct story *stories,
                           size_t count, const struct digest_options *options)
{
    const char *host = options->message_id_host ? options->message_id_host
                                                : "newsfold.invalid";
    uint64_t hash = 0xcbf29ce484222325ULL;
    struct strbuf id;

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ (uint64_t)stories[i].story) * 0x100000001b3ULL;
    for (size_t i = 0; i < options->recipient_count; i++)
        for (const char *p = options->recipients[i]; *p; p++)
            hash = (hash ^ (unsigned char)*p) * 0x100000001b3ULL;
    strbuf_init(&id, 1024);
    strbuf_addf(&id, "%lld.%016llx@%s", (long long)options->now,
                (unsigned long long)hash, host);
    g_mime_message_set_message_id(message, id.data);
    strbuf_release(&id);
}

static void add_headers(GMimeMessage *message, const struct story *stories,
                        size_t count, const struct digest_options *options)
{
    GMimeObject *object = GMIME_OBJECT(message);
    GDateTime *date = g_date_time_new_from_unix_utc(options->now);
    struct strbuf subject;

    strbuf_init(&subject, 1000);
    digest_title(count, options, &subject);
    g_mime_message_set_subject(message, subject.data, "utf-8");
    strbuf_release(&subject);
    if (date) {
        g_mime_message_set_date(message, date);
        g_date_time_unref(date);
    }
    add_message_id(message, stories, count, options);
    g_mime_object_set_header(object, "List-Id",
                             "newsfold digest "
                             "<digest.newsfold.invalid>",
                             "utf-8");
    g_mime_object_set_header(object, "Auto-Submitted", "auto-generated",
                             "utf-8");
    g_mime_object_set_header(object, "X-Mailer", "newsfold/" NEWSFOLD_VERSION,
                             "utf-8");
}

static void add_body(GMimeMessage *message, const struct strbuf *text)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");

    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, text->data);
    /* No line longer than 998 bytes, no byte that a relay could change. */
    g_mime_part_set_content_encoding(
        GMIME_PART(part),
        g_mime_part_get_best_content_encoding(GMIME_PART(part),
                                              GMIME_ENCODING_CONSTRAINT_7BIT));
    g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
    g_object_unref(part);
}

static void write_message(GMimeMessage *message, struct strbuf *out)
{
    GMimeFormatOptions *format = g_mime_format_options_new();

    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_UNIX);
    char *text = g_mime_object_to_string(GMIME_OBJECT(message), format);
    strbuf_addstr(out, text);
    g_free(text);
    g_mime_format_options_free(format);
}

int digest_mail(const struct story *stories, size_t count,
                const struct digest_options *options, struct strbuf *out,
                struct error *err)
{
    struct strbuf text;

    prepare();
    GMimeMessage *message = g_mime_message_new(FALSE);
    int result = add_addresses(message, options, err);
    if (result == 0) {
        strbuf_init(&text, MESSAGE_CEILING);
        digest_text(stories, count, options, &text);
        add_headers(message, stories, count, options);
        add_body(message, &text);
        strbuf_release(&text);
        write_message(message, out);
    }
    g_object_unref(message);
    return result;
}
