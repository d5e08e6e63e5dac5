/*
 * Scenario files: sections, and the macros in them.
 *
 * A macro is a name in braces that stands in the table; braces around anything
 * else are text, so that JSON can be written as it is.
 */
#include "tests/scenario_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define CEILING ((size_t)64 << 20)

static struct section *begin_section(struct scenario *scenario,
                                     const char *line, size_t len)
{
    size_t kind = strcspn(line, " \n");

    if (scenario->count == scenario->capacity)
        scenario->sections =
            array_grow(scenario->sections, scenario->count, &scenario->capacity,
                       sizeof(*scenario->sections));
    struct section *section = &scenario->sections[scenario->count++];
    *section = (struct section){.kind = xstrndup(line, kind)};
    kind += strspn(line + kind, " ");
    section->argument = xstrndup(line + kind, len > kind ? len - kind : 0);
    return section;
}

bool scenario_read(struct scenario *scenario, const char *bytes)
{
    struct section *section = NULL;
    const char *begin = bytes;
    const char *at = bytes;
    size_t line = 1;

    *scenario = (struct scenario){0};
    for (;; line++) {
        size_t len = strcspn(at, "\n");
        bool heading = !strncmp(at, "== ", 3);
        if (heading || !*at) {
            char **text = section ? &section->text : &scenario->about;
            *text = xstrndup(begin, (size_t)(at - begin));
        }
        if (!*at)
            return scenario->count > 0;
        if (heading) {
            section = begin_section(scenario, at + 3, len - 3);
            section->line = line;
        }
        at += len + (at[len] == '\n');
        if (heading)
            begin = at;
    }
}

void scenario_release(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->count; i++) {
        xfree(scenario->sections[i].kind);
        xfree(scenario->sections[i].argument);
        xfree(scenario->sections[i].text);
    }
    xfree(scenario->sections);
    xfree(scenario->about);
}

/* Macros */

struct expansion {
    struct strbuf *out;
    struct reply *reply; /* NULL: not a reply */
    const struct places *places;
    size_t length_at; /* where the body's length is to be put; 0: nowhere */
};

static unsigned hex_digit(char c)
{
    return c >= '0' && c <= '9' ? (unsigned)(c - '0')
                                : (unsigned)((c | 0x20) - 'a' + 10);
}

/* \r \n \t \\ \xHH */
static void add_escaped(struct strbuf *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at != '\\' || !at[1]) {
            strbuf_addch(out, *at);
        } else if (*++at == 'x' && at[1] && at[2]) {
            strbuf_addch(out, (char)(hex_digit(at[1]) << 4 | hex_digit(at[2])));
            at += 2;
        } else {
            strbuf_addch(out, *at == 'r'   ? '\r'
                              : *at == 'n' ? '\n'
                              : *at == 't' ? '\t'
                                           : *at);
        }
    }
}

static void on_host(struct expansion *expansion, const char *argument)
{
    strbuf_addstr(expansion->out, expansion->places->host);
}

static void on_host2(struct expansion *expansion, const char *argument)
{
    strbuf_addstr(expansion->out, expansion->places->host2);
}

static void on_host3(struct expansion *expansion, const char *argument)
{
    strbuf_addstr(expansion->out, expansion->places->host3);
}

static void on_port(struct expansion *expansion, const char *argument)
{
    strbuf_addstr(expansion->out, expansion->places->port);
}

static void on_raw(struct expansion *expansion, const char *argument)
{
    add_escaped(expansion->out, argument);
}

static void on_repeat(struct expansion *expansion, const char *argument)
{
    char *text;
    unsigned long count = strtoul(argument, &text, 10);

    text += *text == ' ';
    while (count--)
        add_escaped(expansion->out, text);
}

static void add_item(struct strbuf *out, const char *name, int len)
{
    strbuf_addf(out,
                "<item><guid isPermaLink=\"false\">%.*s</guid>"
                "<title>Title %.*s</title>"
                "<link>https://outlet.example/%.*s</link>"
                "<description>The text of %.*s is its own, all of it, and no "
                "other says the same of %.*s.</description></item>\n",
                len, name, len, name, len, name, len, name, len, name);
}

/* An RSS document with entries of these names. */
static void on_feed(struct expansion *expansion, const char *argument)
{
    strbuf_addstr(expansion->out,
                  "<rss version=\"2.0\"><channel><title>T</title>\n"
                  "<link>https://outlet.example/</link>\n");
    for (const char *at = argument; *at;) {
        size_t len = strcspn(at, " ");
        add_item(expansion->out, at, (int)len);
        at += len;
        at += strspn(at, " ");
    }
    strbuf_addstr(expansion->out, "</channel></rss>\n");
}

static void on_length(struct expansion *expansion, const char *argument)
{
    expansion->length_at = expansion->out->len;
}

static void add_pause(struct expansion *expansion, enum pause_kind kind,
                      const char *argument)
{
    struct reply *reply = expansion->reply;

    if (reply && reply->pause_count < MAX_PAUSES)
        reply->pauses[reply->pause_count++] = (struct pause){
            kind, expansion->out->len, (unsigned)strtoul(argument, NULL, 10)};
}

static void on_sleep(struct expansion *expansion, const char *argument)
{
    add_pause(expansion, PAUSE_SLEEP, argument);
}

static void on_stall(struct expansion *expansion, const char *argument)
{
    add_pause(expansion, PAUSE_STALL, argument);
}

static void on_reset(struct expansion *expansion, const char *argument)
{
    add_pause(expansion, PAUSE_RESET, argument);
}

static const struct macro {
    const char *name;
    void (*expand)(struct expansion *expansion, const char *argument);
} macros[] = {
    {"host", on_host},   {"host2", on_host2},   {"host3", on_host3},
    {"port", on_port},   {"raw", on_raw},       {"repeat", on_repeat},
    {"feed", on_feed},   {"length", on_length}, {"sleep", on_sleep},
    {"stall", on_stall}, {"reset", on_reset},
};

static const struct macro *macro_at(const char *text, size_t *ret_len)
{
    size_t len = strcspn(text + 1, " }");

    for (size_t i = 0; i < sizeof(macros) / sizeof(*macros); i++)
        if (strlen(macros[i].name) == len &&
            !strncmp(macros[i].name, text + 1, len) && strchr(text, '}')) {
            *ret_len = len + 1;
            return &macros[i];
        }
    return NULL;
}

/* Expand the macro that text begins with; what is behind it. */
static const char *expand_macro(struct expansion *expansion, const char *text)
{
    CLEANUP(xfreep) char *argument = NULL;
    size_t len = 0;
    const struct macro *macro = *text == '{' ? macro_at(text, &len) : NULL;

    if (!macro) {
        strbuf_addch(expansion->out, *text);
        return text + 1;
    }
    text += len;
    text += *text == ' ';
    len = strcspn(text, "}");
    argument = xstrndup(text, len);
    macro->expand(expansion, argument);
    return text + len + 1;
}

void scenario_expand(struct strbuf *out, const char *text,
                     const struct places *places)
{
    struct expansion expansion = {.out = out, .places = places};

    while (*text)
        text = expand_macro(&expansion, text);
}

static void put_length(struct reply *reply, size_t at, size_t head)
{
    CLEANUP(strbuf_release) struct strbuf whole;
    struct strbuf *bytes = &reply->bytes;

    strbuf_init(&whole, CEILING);
    strbuf_add(&whole, bytes->data, at);
    strbuf_addf(&whole, "%zu", bytes->len - head);
    size_t grown = whole.len - at;
    strbuf_add(&whole, bytes->data + at, bytes->len - at);
    strbuf_clear(bytes);
    strbuf_add(bytes, whole.data, whole.len);
    for (size_t i = 0; i < reply->pause_count; i++)
        if (reply->pauses[i].at >= at)
            reply->pauses[i].at += grown;
}

void reply_render(struct reply *reply, const char *text, bool crlf,
                  const struct places *places)
{
    struct expansion expansion = {&reply->bytes, reply, places, 0};
    size_t head = 0;

    reply->pause_count = 0;
    strbuf_init(&reply->bytes, CEILING);
    while (*text) {
        bool empty = *text == '\n';
        while (*text && *text != '\n')
            text = expand_macro(&expansion, text);
        /* The body's last line has no end. */
        if (*text == '\n' && (text[1] || !head))
            strbuf_addstr(&reply->bytes, head && !crlf ? "\n" : "\r\n");
        text += *text == '\n';
        if (empty && !head)
            head = reply->bytes.len;
    }
    if (!head) { /* written without the empty line: it is meant */
        if (reply->bytes.len)
            strbuf_addstr(&reply->bytes, "\r\n");
        head = reply->bytes.len;
    }
    if (expansion.length_at)
        put_length(reply, expansion.length_at, head);
    reply->whole = expansion.length_at ||
                   !strncmp(reply->bytes.data, "HTTP/1.1 304", 12) ||
                   strstr(reply->bytes.data, "\r\nContent-Length: 0\r\n");
}

void reply_release(struct reply *reply)
{
    strbuf_release(&reply->bytes);
}
