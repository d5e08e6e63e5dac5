/*
 * A word diff for people and for programs. On a terminal a change is a colour;
 * elsewhere it is marked as git's --word-diff does. Marks and colours end with
 * the line and begin again on the next, so that every line stands for itself
 * in a pager and in grep.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "cli/worddiff.h"

struct writer {
    struct strbuf *out;
    const struct diff_style *style;
    struct strbuf word;
    size_t column; /* 0: at the beginning of a line */
    bool started;  /* anything was written */
    enum edit_kind kind;
    bool open; /* a mark or colour is open on this line */
};

static const char *const open_marks[] = {"", "[-", "{+"};
static const char *const close_marks[] = {"", "-]", "+}"};
static const char *const colours[] = {"", "\033[31m", "\033[32m"};

static void open_mark(struct writer *w)
{
    bool colour = w->style->colour;

    if (w->open || w->kind == EDIT_SAME)
        return;
    strbuf_addstr(w->out, colour ? colours[w->kind] : open_marks[w->kind]);
    w->column += colour ? 0 : 2;
    w->open = true;
}

static void close_mark(struct writer *w)
{
    if (!w->open)
        return;
    strbuf_addstr(w->out, w->style->colour ? "\033[0m" : close_marks[w->kind]);
    w->column += w->style->colour ? 0 : 2;
    w->open = false;
}

static void end_line(struct writer *w)
{
    if (!w->column)
        return;
    close_mark(w);
    strbuf_addch(w->out, '\n');
    w->column = 0;
}

/* Put a word of w->kind; a change of kind has closed the mark before. */
static void put(struct writer *w, const char *text, size_t width, bool spaced,
                bool opening)
{
    /* A closing mark must fit, too. */
    size_t marks = w->style->colour || w->kind == EDIT_SAME ? 0 : 4;
    size_t needed = width + spaced + marks;

    if ((opening && w->started) ||
        (w->style->columns && w->column > w->style->indent &&
         w->column + needed > w->style->columns))
        end_line(w);
    w->started = true;
    if (!w->column) {
        for (size_t i = 0; i < w->style->indent; i++)
            strbuf_addch(w->out, ' ');
        w->column = w->style->indent;
    } else if (spaced) {
        strbuf_addch(w->out, ' ');
        w->column++;
    }
    open_mark(w);
    strbuf_addstr(w->out, text);
    w->column += width ? width : 1;
}

static void put_words(struct writer *w, const struct diff_word *words,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct diff_word *word = &words[i];
        strbuf_clear(&w->word);
        strbuf_add(&w->word, word->text, word->len);
        put(w, w->word.data, text_width(w->word.data), word->spaced,
            word->opening);
    }
}

static void put_left_out(struct writer *w, size_t count)
{
    CLEANUP(strbuf_release) struct strbuf note;

    strbuf_init(&note, 64);
    strbuf_addf(&note, "\xe2\x80\xa6 (%zu words are the same) \xe2\x80\xa6",
                count);
    put(w, note.data, text_width(note.data), true, true);
    end_line(w);
}

static void put_same(struct writer *w, const struct edit *edit, bool first,
                     bool last)
{
    size_t context = w->style->context;
    size_t before = first ? 0 : context; /* words behind a change */
    size_t behind = last ? 0 : context;  /* words before the next */

    if (!context || edit->count <= before + behind + context) {
        put_words(w, edit->words, edit->count);
        return;
    }
    put_words(w, edit->words, before);
    put_left_out(w, edit->count - before - behind);
    put_words(w, edit->words + edit->count - behind, behind);
}

void word_diff_text(struct strbuf *out, const struct word_diff *diff,
                    const struct diff_style *style)
{
    struct writer w = {.out = out, .style = style};

    strbuf_init(&w.word, SIZE_MAX / 2);
    for (size_t i = 0; i < diff->count; i++) {
        const struct edit *edit = &diff->edits[i];
        close_mark(&w);
        w.kind = edit->kind;
        if (edit->kind == EDIT_SAME)
            put_same(&w, edit, i == 0, i + 1 == diff->count);
        else
            put_words(&w, edit->words, edit->count);
    }
    end_line(&w);
    strbuf_release(&w.word);
}

void word_diff_json(struct strbuf *out, const struct word_diff *diff)
{
    static const char *const names[] = {"same", "removed", "added"};
    CLEANUP(strbuf_release) struct strbuf run;

    strbuf_init(&run, SIZE_MAX / 2);
    strbuf_addch(out, '[');
    for (size_t i = 0; i < diff->count; i++) {
        const struct edit *edit = &diff->edits[i];
        strbuf_clear(&run);
        for (size_t j = 0; j < edit->count; j++) {
            const struct diff_word *word = &edit->words[j];
            if (word->opening)
                strbuf_addch(&run, '\n');
            else if (word->spaced && (i || j))
                strbuf_addch(&run, ' ');
            strbuf_add(&run, word->text, word->len);
        }
        strbuf_addf(out, "%s{\"%s\":", i ? "," : "", names[edit->kind]);
        json_quote(out, run.data);
        strbuf_addch(out, '}');
    }
    strbuf_addch(out, ']');
}
