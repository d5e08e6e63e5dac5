/*
 * Gathering the fields of a feed or an entry.
 *
 * Formats say one thing in several elements; each source of a field has a
 * rank, and a better one replaces a worse one whatever their order. Text is
 * turned to plain text here, the one place, so no format can forget it.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "parser/parser_internal.h"

void gathering_init(struct gathering *gathering, struct arena *arena)
{
    *gathering = (struct gathering){
        .arena = arena, .published = TIME_ABSENT, .updated = TIME_ABSENT};
}

const char *trimmed(struct arena *arena, const char *text, size_t len)
{
    while (len && text_is_blank(*text)) {
        text++;
        len--;
    }
    while (len && text_is_blank(text[len - 1]))
        len--;
    if (!len)
        return NULL;
    char *copy = arena_strndup(arena, text, len);
    if (memchr(copy, '\0', len)) { /* JSON's: what is behind it counts, too */
        char *to = copy;
        for (size_t i = 0; i < len; i++)
            if (copy[i])
                *to++ = copy[i];
        *to = '\0';
    }
    return *copy ? copy : NULL;
}

const char *leading_digits(struct arena *arena, const char *text)
{
    text += strspn(text, " \t\r\n");
    size_t len = strspn(text, "0123456789");

    return len ? arena_strndup(arena, text, len) : NULL;
}

bool is_base(const char *url)
{
    return url && strnlen(url, LIMIT_BASE + 1) <= LIMIT_BASE &&
           strstr(url, "://") != NULL;
}

const char *resolved(struct arena *arena, const char *base,
                     const char *reference)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&line, LIMIT_URL);
    if (!reference || !reference[strspn(reference, " \t\r\n")])
        return NULL;
    /* A url that was wrapped (URL standard, section 4.4). */
    for (const char *at = reference; *at; at++)
        if (!strchr("\t\r\n", *at))
            strbuf_addch(&line, *at);
    if (line.cut)
        return NULL;
    url_resolve(&url, is_base(base) ? base : "", line.data);
    if (url.cut || url.len == 0)
        return NULL;
    return arena_strndup(arena, url.data, url.len);
}

/* An array in the arena that doubles: room for one more. */
static void *grow(struct arena *arena, void *items, size_t count,
                  size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 8;
    void *bigger = arena_calloc(arena, *capacity, size);
    if (count)
        memcpy(bigger, items, count * size);
    return bigger;
}

void gathering_add_person(struct gathering *gathering, int rank,
                          const char *name, const char *email)
{
    size_t most = sizeof(gathering->persons) / sizeof(*gathering->persons);

    if (!name && !email)
        return;
    if (!name)
        rank += 10; /* any name is better than an address */
    if (gathering->author_rank && rank > gathering->author_rank)
        return;
    if (rank < gathering->author_rank)
        gathering->person_count = 0;
    gathering->author_rank = rank;
    if (gathering->person_count < most)
        gathering->persons[gathering->person_count++] =
            (struct person){name, email};
}

void gathering_add_category(struct gathering *gathering, const char *text,
                            size_t len)
{
    const char *name = NULL;

    if (gathering->category_count < LIMIT_LIST)
        name = trimmed(gathering->arena, text, len);
    if (!name)
        return;
    for (size_t i = 0; i < gathering->category_count; i++)
        if (!strcmp(gathering->categories[i], name))
            return;
    gathering->categories =
        grow(gathering->arena, gathering->categories, gathering->category_count,
             &gathering->category_capacity, sizeof(*gathering->categories));
    gathering->categories[gathering->category_count++] = name;
}

void gathering_add_enclosure(struct gathering *gathering, const char *url,
                             const char *type, const char *length)
{
    if (!url || gathering->enclosure_count >= LIMIT_LIST)
        return;
    for (size_t i = 0; i < gathering->enclosure_count; i++)
        if (!strcmp(gathering->enclosures[i].url, url))
            return;
    gathering->enclosures = grow(
        gathering->arena, gathering->enclosures, gathering->enclosure_count,
        &gathering->enclosure_capacity, sizeof(*gathering->enclosures));
    gathering->enclosures[gathering->enclosure_count++] =
        (struct enclosure){url, type, length};
}

void gathering_set_link(struct gathering *gathering, int rank, const char *base,
                        const char *reference)
{
    if (gathering->link_rank && rank >= gathering->link_rank)
        return;
    const char *link = resolved(gathering->arena, base, reference);
    if (!link)
        return;
    gathering->link = link;
    gathering->link_rank = rank;
}

void gathering_set_time(int64_t *at, int *at_rank, int rank, const char *text,
                        const char *language)
{
    /* Said twice in one element: the later is the newer. */
    if (*at_rank && rank > *at_rank)
        return;
    int64_t seconds = parser_date_in(text, language);
    if (seconds == TIME_ABSENT)
        return;
    *at = seconds;
    *at_rank = rank;
}

static const char *ascii_word_end(const char *text, const char *end)
{
    while (text<end && * text> ' ' && *text < 0x7f)
        text++;
    return text;
}

/* Plain text as it stands: runs of blanks are one, lines stay. */
static void plain_lines(struct strbuf *out, const char *text, size_t len)
{
    const char *end = text + len;
    bool space = false;
    bool line = false;

    while (text < end) {
        const char *start = text;
        uint32_t cp = utf8_next(&text, end);
        if (text_is_space(cp)) {
            space = true;
            line |= cp == '\n';
            continue;
        }
        if (cp < 0x20 || cp == 0xfeff) /* JSON can write them; no width */
            continue;
        if (space && out->len)
            strbuf_addch(out, line ? '\n' : ' ');
        space = line = false;
        if (cp < 0x80)
            text = ascii_word_end(text, end);
        if (cp >= 0x80 && cp < 0xa0)
            strbuf_adduc(out, windows1252(cp));
        else if (cp == 0xfffd && text == start + 1)
            strbuf_adduc(out, cp);
        else
            strbuf_add(out, start, (size_t)(text - start));
    }
}

/* The byte that a character was, read as windows-1252; -1 for none. */
static int byte_of(uint32_t cp)
{
    if (cp < 0x100)
        return (int)cp;
    for (int byte = 0x80; byte < 0xa0; byte++)
        if (windows1252((unsigned)byte) == cp)
            return byte;
    return -1;
}

/*
 * UTF-8 that somebody before us read as windows-1252 and wrote as UTF-8 again
 * ("â€¦"): undone where all of the text is of that kind, so that text which
 * only speaks of such things is left alone.
 */
static void undo_double_encoding(struct strbuf *text)
{
    CLEANUP(strbuf_release) struct strbuf bytes;
    const char *at = text->data;
    const char *end = at + text->len;

    strbuf_init(&bytes, LIMIT_FIELD);
    while (at < end && !(*at & 0x80))
        at++;
    if (at == end)
        return;
    /* The first that is high begins a sequence; nearly always it does not. */
    const char *next = at;
    int first = byte_of(utf8_next(&next, end));
    if (first < 0xc2 || first > 0xf4)
        return;
    strbuf_add(&bytes, text->data, (size_t)(at - text->data));
    while (at < end) {
        int byte = byte_of(utf8_next(&at, end));
        if (byte < 0)
            return;
        strbuf_addch(&bytes, (char)byte);
    }
    if (!utf8_valid(bytes.data, bytes.len))
        return;
    strbuf_clear(text);
    strbuf_add(text, bytes.data, bytes.len);
}

static const char *kept_html(struct arena *arena,
                             const struct text_source *source)
{
    CLEANUP(strbuf_release) struct strbuf html;

    strbuf_init(&html, LIMIT_FIELD);
    if (source->len > LIMIT_FIELD)
        return NULL;
    if (!source->base || !memchr(source->text, '<', source->len))
        return trimmed(arena, source->text, source->len);
    html_resolve_links(source->text, source->len, source->base, &html);
    return html.cut ? NULL : trimmed(arena, html.data, html.len);
}

void gathering_set_text(struct gathering *gathering, struct text_value *value,
                        int rank, const struct text_source *given)
{
    CLEANUP(strbuf_release) struct strbuf plain;
    struct text_source source = *given;
    const char *text = source.text;

    strbuf_init(&plain, LIMIT_FIELD);
    if (value->rank && rank >= value->rank)
        return;
    /* What is too long was cut before, or is cut here. */
    size_t len = utf8_whole(text, source.len);
    source.len = len;
    bool markup =
        source.kind != TEXT_PLAIN &&
        (memchr(text, '<', len) != NULL || memchr(text, '&', len) != NULL);
    if (markup && source.kind == TEXT_HTML_TITLE)
        html_title_to_text(text, len, &plain);
    else if (markup)
        parser_html_to_text(text, len, &plain);
    else
        plain_lines(&plain, text, len);
    strbuf_truncate(&plain, utf8_whole(plain.data, plain.len));
    undo_double_encoding(&plain);
    const char *html = markup ? kept_html(gathering->arena, &source) : NULL;
    if (plain.len == 0 && !html) {
        if (!value->plain)
            value->plain = ""; /* said to be nothing */
        return;
    }
    /* An image alone has no text, and does not stand for better. */
    if (plain.len == 0 && value->rank)
        return;
    value->plain = plain.len
                       ? arena_strndup(gathering->arena, plain.data, plain.len)
                       : NULL;
    value->html = html;
    value->rank = plain.len ? rank : 1000 + rank;
}

static bool is_address_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c && strchr("._%+'-", c) != NULL);
}

/* Where an address begins and ends in text; false when there is none. */
static bool find_address(const char *text, size_t *ret_start, size_t *ret_end)
{
    const char *at = strchr(text, '@');

    for (; at; at = strchr(at + 1, '@')) {
        const char *start = at;
        const char *end = at + 1;
        while (start > text && is_address_char(start[-1]))
            start--;
        while ((is_address_char(*end) || (*end & 0x80)) && *end != '%' &&
               *end != '+' && *end != '\'' && *end != '_')
            end++;
        if (start < at && end > at + 1) {
            *ret_start = (size_t)(start - text);
            *ret_end = (size_t)(end - text);
            return true;
        }
    }
    return false;
}

/* Drop what stood around the address: "mailto:", brackets, quotes. */
static const char *bare_name(struct arena *arena, const char *text, size_t len)
{
    bool again = true;

    while (again && len) {
        again = false;
        while (len &&
               (text_is_blank(*text) || strchr("\"',;:-<([>)]", *text))) {
            /* "(Name)": the bracket goes with its partner. */
            text++;
            len--;
        }
        while (len && (text_is_blank(text[len - 1]) ||
                       strchr("\"',;:-<([>]", text[len - 1]))) {
            len--;
        }
        if (len && text[len - 1] == ')' && !memchr(text, '(', len)) {
            len--;
            again = true;
        }
        if (len >= 7 && !memcmp(text, "mailto:", 7)) {
            text += 7;
            len -= 7;
            again = true;
        }
    }
    return trimmed(arena, text, len);
}

void person_split(struct arena *arena, const char *text, struct person *ret)
{
    CLEANUP(strbuf_release) struct strbuf rest;
    size_t start, end;

    *ret = (struct person){0};
    strbuf_init(&rest, LIMIT_FIELD);
    if (!find_address(text, &start, &end)) {
        ret->name = trimmed(arena, text, strlen(text));
        return;
    }
    ret->email = arena_strndup(arena, text + start, end - start);
    strbuf_add(&rest, text, start);
    const char *behind = text + end;
    /* An empty pair of brackets goes with the address. */
    if (rest.len && strchr("(<[", rest.data[rest.len - 1]) && *behind &&
        strchr(")>]", *behind)) {
        strbuf_truncate(&rest, rest.len - 1);
        behind++;
    }
    strbuf_addch(&rest, ' ');
    strbuf_addstr(&rest, behind);
    ret->name = bare_name(arena, rest.data, rest.len);
    if (ret->name && !strcasecmp(ret->name, ret->email))
        ret->name = NULL;
}

/* The first person's name or address, and the list where there are several. */
static void fill_authors(const struct gathering *gathering,
                         const char **ret_author, const char **ret_email,
                         struct string_list *ret_authors)
{
    const struct person *persons = gathering->persons;
    size_t count = gathering->person_count;

    if (count == 0)
        return;
    *ret_author = persons[0].name ? persons[0].name : persons[0].email;
    *ret_email = persons[0].email;
    if (count < 2)
        return;
    ret_authors->items = arena_calloc(gathering->arena, count, sizeof(char *));
    ret_authors->count = count;
    for (size_t i = 0; i < count; i++)
        ret_authors->items[i] =
            persons[i].name ? persons[i].name : persons[i].email;
}

static const char *not_empty(const char *text)
{
    return text && *text ? text : NULL;
}

static bool is_web_url(const char *text)
{
    return text && (!strncasecmp(text, "http://", 7) ||
                    !strncasecmp(text, "https://", 8));
}

void gathering_entry(const struct gathering *gathering, struct entry *ret)
{
    *ret = (struct entry){
        .id = gathering->id,
        .link = gathering->link,
        .title = not_empty(gathering->title.plain),
        .title_html = gathering->title.html,
        .summary = not_empty(gathering->summary.plain),
        .summary_html = gathering->summary.html,
        .content = not_empty(gathering->content.plain),
        .content_html = gathering->content.html,
        .categories = {gathering->categories, gathering->category_count},
        .comments = gathering->comments,
        .comment_count = gathering->comment_count,
        .language = gathering->language,
        .published = gathering->published,
        .updated = gathering->updated,
        .enclosures = gathering->enclosures,
        .enclosure_count = gathering->enclosure_count,
        .source_title = gathering->source_title,
        .source_link = gathering->source_link,
    };
    if (!ret->link)
        ret->link = gathering->permalink;
    fill_authors(gathering, &ret->author, &ret->author_email, &ret->authors);
}

void gathering_info(const struct gathering *gathering,
                    struct feed_info *ret_info)
{
    ret_info->id = gathering->id;
    ret_info->link = gathering->link;
    if (!ret_info->link && is_web_url(gathering->id))
        ret_info->link = gathering->id;
    ret_info->title = gathering->title.plain;
    ret_info->title_html = gathering->title.html;
    ret_info->description = gathering->summary.plain;
    ret_info->description_html = gathering->summary.html;
    ret_info->language = gathering->language;
    ret_info->published = gathering->published;
    ret_info->updated = gathering->updated;
    ret_info->categories =
        (struct string_list){gathering->categories, gathering->category_count};
    fill_authors(gathering, &ret_info->author, &ret_info->author_email,
                 &ret_info->authors);
}
