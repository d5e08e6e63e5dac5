/* How the commands write times and read lists: once, so that they agree. */
#include "cli/fields.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/url.h"
#include "cli/cli.h"

#define TAG_SIZE      100
#define TAG_FORBIDDEN ",/\"\t\r\n"

void json_time(struct strbuf *out, int64_t seconds)
{
    char buffer[TIME_RFC3339_SIZE];

    time_rfc3339(seconds, buffer);
    if (*buffer)
        strbuf_addf(out, "\"%s\"", buffer);
    else
        strbuf_addstr(out, "null");
}

void tsv_time(struct strbuf *out, int64_t seconds)
{
    char buffer[TIME_RFC3339_SIZE];

    strbuf_addstr(out, time_rfc3339(seconds, buffer));
}

void text_time(struct strbuf *out, int64_t seconds)
{
    struct civil_time t = civil_of(seconds == TIME_ABSENT ? 0 : seconds);

    if (seconds == TIME_ABSENT)
        strbuf_addstr(out, "never");
    else
        strbuf_addf(out, "%04d-%02d-%02d %02d:%02d", t.year, t.month, t.day,
                    t.hour, t.minute);
}

void json_url(struct strbuf *out, const char *url)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    if (url)
        url_redact(&shown, url);
    json_quote(out, url ? shown.data : NULL);
}

void tsv_url(struct strbuf *out, const char *url)
{
    CLEANUP(strbuf_release) struct strbuf shown;

    strbuf_init(&shown, LIMIT_URL);
    if (url)
        url_redact(&shown, url);
    tsv_field(out, shown.data);
}

void string_list_add(struct string_list *list, const char *text)
{
    list->items =
        xreallocarray(list->items, list->count + 1, sizeof(*list->items));
    list->items[list->count++] = text;
}

void string_list_release(struct string_list *list)
{
    xfree(list->items);
    *list = (struct string_list){0};
}

void tag_fit(struct strbuf *out, const char *text)
{
    CLEANUP(strbuf_release) struct strbuf bare;
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&bare, TAG_SIZE);
    strbuf_init(&line, TAG_SIZE);
    for (; *text; text++)
        strbuf_addch(&bare, strchr(TAG_FORBIDDEN, *text) ? ' ' : *text);
    strbuf_truncate(&bare, utf8_whole(bare.data, bare.len));
    text_clean_line(&line, bare.data);
    strbuf_add(out, line.data, line.len);
}

bool tag_check(const char *text)
{
    const char *wrong = NULL;

    if (!*text)
        wrong = "is empty";
    else if (strlen(text) > TAG_SIZE)
        wrong = "is longer than 100 bytes";
    else if (!utf8_valid(text, strlen(text)))
        wrong = "is not UTF-8";
    else if (strpbrk(text, TAG_FORBIDDEN))
        wrong = "has a comma, slash, quote or line end";
    if (wrong)
        cli_error("the tag '%s' %s", text, wrong);
    return !wrong;
}
