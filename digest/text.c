/*
 * The digest as plain text, for a terminal and as the body of a mail.
 *
 * What a reader needs in order to decide is on top of each story: its title,
 * and who carries it. The teaser is the lead's; copies are named only by the
 * titles they were given, and only where those differ, since that is where
 * outlets show what they made of the same text.
 */
#include <stdbool.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "digest/digest_internal.h"

#define COLUMNS      72
#define TEASER_WORDS 40
#define MAX_OUTLETS  12 /* named; the rest are counted */
#define MAX_TITLES   8  /* of copies */

/* Not more than this of a text is looked at for a teaser. */
#define TEASER_BYTES 8192

void digest_title(size_t count, const struct digest_options *options,
                  struct strbuf *out)
{
    if (options->title)
        text_clean_line(out, options->title);
    else
        strbuf_addf(out, "newsfold: %zu %s", count,
                    count == 1 ? "story" : "stories");
}

/* Whether an earlier entry of the story has the same outlet. */
static bool outlet_seen(const struct story *story, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (!strcmp(story->entries[i].outlet, story->entries[before].outlet))
            return true;
    return false;
}

/* "6 outlets: a.example, b.example"; the name alone of a single one. */
static void add_outlets(const struct story *story, size_t columns,
                        struct strbuf *out)
{
    struct strbuf line;
    size_t named = 0;

    strbuf_init(&line, LIMIT_FIELD);
    if (story->outlet_count > 1)
        strbuf_addf(&line, "%zu outlets: ", story->outlet_count);
    strbuf_addstr(&line, story->lead.outlet);
    for (size_t i = 0; i < story->entries_given; i++) {
        if (outlet_seen(story, i) ||
            !strcmp(story->entries[i].outlet, story->lead.outlet))
            continue;
        if (++named < MAX_OUTLETS)
            strbuf_addf(&line, ", %s", story->entries[i].outlet);
    }
    if (named >= MAX_OUTLETS)
        strbuf_addf(&line, " and %zu more", named - MAX_OUTLETS + 1);
    text_wrap(out, line.data, columns, 2);
    strbuf_release(&line);
}

/* Where `words` words of text end, or as many columns: scripts without spaces
 * have no words to count. */
static void add_teaser(const char *text, size_t words, size_t columns,
                       struct strbuf *out)
{
    struct strbuf clean, teaser;
    size_t len = strnlen(text, TEASER_BYTES);

    strbuf_init(&clean, TEASER_BYTES * 3);
    strbuf_init(&teaser, TEASER_BYTES * 3);
    strbuf_add(&teaser, text, len);
    text_clean_line(&clean, teaser.data);
    strbuf_clear(&teaser);
    size_t at = 0;
    for (size_t i = 0; i < words && clean.data[at]; i++) {
        at += strspn(clean.data + at, " ");
        at += strcspn(clean.data + at, " ");
    }
    bool cut = clean.data[at] || len == TEASER_BYTES;
    strbuf_truncate(&clean, at);
    if (cut)
        strbuf_addstr(&clean, "\xE2\x80\xA6");
    text_fit(&teaser, clean.data, words * 8);
    if (teaser.len)
        text_wrap(out, teaser.data, columns, 2);
    strbuf_release(&clean);
    strbuf_release(&teaser);
}

/* Whether title was shown: it is the lead's or that of an earlier copy. */
static bool title_seen(const struct story *story, size_t before)
{
    const char *title = story->entries[before].title;

    if (!*title || !strcmp(title, story->lead.title))
        return true;
    for (size_t i = 0; i < before; i++)
        if (!strcmp(story->entries[i].title, title))
            return true;
    return false;
}

static void add_titles(const struct story *story, size_t columns,
                       struct strbuf *out)
{
    struct strbuf line;
    size_t shown = 0;

    strbuf_init(&line, LIMIT_FIELD);
    for (size_t i = 0; i < story->entries_given && shown < MAX_TITLES; i++) {
        if (title_seen(story, i))
            continue;
        shown++;
        strbuf_clear(&line);
        strbuf_addf(&line, "%s: %s", story->entries[i].outlet,
                    story->entries[i].title);
        strbuf_addstr(out, "  - ");
        text_fit(out, line.data, columns - 4);
        strbuf_addch(out, '\n');
    }
    strbuf_release(&line);
}

static void add_story(const struct story *story, size_t words, size_t columns,
                      struct strbuf *out)
{
    text_wrap(out, story_entry_title(&story->lead), columns, 0);
    add_outlets(story, columns, out);
    add_teaser(story->lead.text, words, columns, out);
    if (story->lead.link) {
        strbuf_addstr(out, "  ");
        text_clean_line(out, story->lead.link);
        strbuf_addch(out, '\n');
    }
    add_titles(story, columns, out);
}

void digest_text(const struct story *stories, size_t count,
                 const struct digest_options *options, struct strbuf *out)
{
    size_t columns = options->columns ? options->columns : COLUMNS;
    size_t words = options->teaser_words ? options->teaser_words : TEASER_WORDS;
    struct strbuf title;

    if (columns < 20)
        columns = 20;
    strbuf_init(&title, LIMIT_FIELD);
    digest_title(count, options, &title);
    text_wrap(out, title.data, columns, 0);
    strbuf_release(&title);
    for (size_t i = 0; i < count; i++) {
        strbuf_addch(out, '\n');
        add_story(&stories[i], words, columns, out);
    }
}
