/*
 * Explain's verdict is folding's, for every pair of the sample feeds' entries
 * and of reports that were edited by a program: for two by themselves, and for
 * each among all the others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "parser/parser.h"
#include "tests/fold_helper.h"

#define MOST    1000
#define REPORTS 5
#define STRIDE  13
#define START   1700000000

struct collection {
    struct arena arena;
    struct fold_document documents[MOST];
    size_t count;
    int64_t outlet;
};

static void collect(struct collection *collection, const char *title,
                    const char *text)
{
    struct fold_document *document = &collection->documents[collection->count];

    assert_true(collection->count < MOST);
    *document = (struct fold_document){
        .entry = (int64_t)++collection->count,
        .outlet = collection->outlet,
        .first_seen = START + (int64_t)collection->count * 3600,
        .title = arena_strdup(&collection->arena, title ? title : ""),
        .text = arena_strdup(&collection->arena, text ? text : "")};
}

static int collect_entry(void *context, const struct entry *entry,
                         struct error *err)
{
    collect(context, entry->title,
            entry->content ? entry->content : entry->summary);
    return 0;
}

static void read_feed(struct collection *collection, const char *path)
{
    CLEANUP(arena_release) struct arena arena = {0};
    CLEANUP(strbuf_release) struct strbuf body;
    struct parser_options options = {0};
    struct feed_info info;
    struct error err;
    char buffer[4096];
    size_t n;
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    strbuf_init(&body, 1 << 24);
    while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
        strbuf_add(&body, buffer, n);
    (void)fclose(file);
    collection->outlet++;
    if (parser_parse(body.data, body.len, &options, collect_entry, collection,
                     &arena, &info, &err) < 0)
        fail_msg("%s: %s", path, err.message);
}

static void read_samples(struct collection *collection)
{
    CLEANUP(strbuf_release) struct strbuf pattern;
    const char *source = getenv("NEWSFOLD_SOURCE");
    glob_t found;

    if (!source)
        skip();
    strbuf_init(&pattern, 4096);
    strbuf_addf(&pattern, "%s/data/feeds/*", source);
    assert_int_equal(glob(pattern.data, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        read_feed(collection, found.gl_pathv[i]);
    globfree(&found);
    assert_true(collection->count >= 60);
}

/* Reports of a small language, and what editors make of them. */

static uint32_t next(uint32_t *state)
{
    return (*state = *state * 1664525 + 1013904223) >> 16;
}

static void add_sentence(struct strbuf *out, uint32_t *state)
{
    static const char *const syllables[] = {"ba", "ke", "lo", "mi", "nu",
                                            "ra", "so", "te", "vi", "gu"};
    size_t words = 14 + next(state) % 10;

    for (size_t i = 0; i < words; i++) {
        if (i == 5) {
            strbuf_addf(out, " %u", 10 + next(state) % 90);
            continue;
        }
        strbuf_addstr(out, i ? " " : "");
        if (i == 0 || i == 8)
            strbuf_addch(out, i ? 'P' : 'T');
        for (uint32_t k = 2 + next(state) % 2; k; k--)
            strbuf_addstr(out, syllables[next(state) % 10]);
    }
    strbuf_addstr(out, ".\n");
}

enum edit {
    EDIT_NONE,
    EDIT_FIRST,   /* its first sentence */
    EDIT_OPENING, /* its first three */
    EDIT_FIGURES, /* other numbers */
    EDIT_DENIED,  /* a "not" in it */
    EDIT_BEHIND,  /* behind a round-up */
    EDIT_MIXED,   /* other sentences in between */
    EDIT_END,     /* its second half */
    EDIT_HALF,    /* every other sentence */
    EDIT_LED,     /* its first sentence before another report */
    EDITS
};

static size_t sentences(enum edit edit)
{
    return edit == EDIT_FIRST ? 1 : edit == EDIT_OPENING ? 3 : 10;
}

static bool leaves_out(enum edit edit, size_t i)
{
    return (edit == EDIT_END && i < 5) || (edit == EDIT_HALF && i % 2);
}

/* The digits of a sentence that begins there. */
static void change_figures(struct strbuf *out, size_t from)
{
    for (char *c = out->data + from; *c; c++)
        if (*c >= '0' && *c <= '9')
            *c = *c == '9' ? '1' : (char)(*c + 1);
}

static void add_edited(struct strbuf *out, uint32_t report, enum edit edit)
{
    uint32_t state = 77u * report + 5;
    uint32_t noise = 1000u + report * EDITS + edit;

    for (int i = 0; edit == EDIT_BEHIND && i < 30; i++)
        add_sentence(out, &noise);
    for (size_t i = 0; i < sentences(edit); i++) {
        size_t from = out->len;
        add_sentence(out, edit == EDIT_LED && i ? &noise : &state);
        if (edit == EDIT_FIGURES)
            change_figures(out, from);
        if (edit == EDIT_DENIED && i == 2)
            strbuf_addstr(out, "It is not so.\n");
        if (edit == EDIT_MIXED)
            add_sentence(out, &noise);
        if (leaves_out(edit, i))
            out->data[out->len = from] = '\0';
    }
}

static void generate(struct collection *collection)
{
    for (uint32_t edit = 0; edit < EDITS; edit++)
        for (uint32_t report = 0; report < REPORTS; report++) {
            CLEANUP(strbuf_release) struct strbuf text;
            CLEANUP(strbuf_release) struct strbuf title;
            strbuf_init(&text, 1 << 16);
            strbuf_init(&title, 1 << 10);
            add_edited(&text, report, edit);
            strbuf_addf(&title, "Headline of the %uth report", report);
            collection->outlet = 500 + (report + edit) % 5;
            collect(collection, edit % 2 ? title.data : "", text.data);
        }
}

static void explained(struct folding *folding, const struct fold_document *a,
                      const struct fold_document *b,
                      struct fold_explanation *ret)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct error err;

    if (fold_explain(&folding->options, fold_memory_source(folding->memory), a,
                     b, &arena, ret, &err) < 0)
        fail_msg("%s", err.message);
}

/* Fold one document, and say what became of it. */
static struct fold_assignment folded(struct folding *folding,
                                     const struct fold_document *document,
                                     bool apply)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document alone = *document;
    struct fold_result result;
    struct error err;

    alone.story = 0;
    if (fold_batch(&folding->options, fold_memory_source(folding->memory),
                   &alone, 1, &arena, &result, &err) < 0)
        fail_msg("%s", err.message);
    if (apply)
        fold_memory_apply(folding->memory, &alone, 1, &result);
    return result.assignments[0];
}

static struct fold_document stored(const struct folding *folding,
                                   const struct fold_document *document)
{
    struct fold_document result = *document;

    result.story = fold_memory_story(folding->memory, document->entry);
    return result;
}

struct tally {
    size_t copies;
    size_t breaches[BREACH_STRANGE + 1];
};

/* The later one of two as if it came now; or, where it is stored, again. */
static void compare_two(struct folding *folding, const struct fold_document *a,
                        const struct fold_document *b, struct tally *tally)
{
    struct fold_document first = stored(folding, a);
    struct fold_document second = stored(folding, b);
    struct fold_explanation e;

    explained(folding, &first, &second, &e);
    bool joins = folded(folding, b, false).story == a->entry;
    if (e.copy != joins)
        fail_msg("entries %lld and %lld: explained as %s, folded %s",
                 (long long)a->entry, (long long)b->entry,
                 breach_name(e.breach), joins ? "together" : "apart");
    assert_int_equal(e.copy, e.breach == BREACH_NONE);
    tally->copies += e.copy;
    tally->breaches[e.breach]++;
}

static void compare_pairs(const struct collection *collection, int64_t window,
                          struct tally *tally)
{
    for (size_t i = 0; i + 1 < collection->count; i++) {
        const struct fold_document *a = &collection->documents[i];
        struct folding folding;
        folding_init(&folding);
        folding.options.window = window;
        folding.options.past_only = true;
        folded(&folding, a, true);
        for (size_t j = i + 1; j < collection->count; j++)
            compare_two(&folding, a, &collection->documents[j], tally);
        folded(&folding, a + 1, true);
        compare_two(&folding, a, a + 1, tally);
        folding_release(&folding);
    }
}

static void two_sample_entries_are_judged_as_folded(void **state)
{
    struct collection *collection = *state;
    struct tally tally = {0};

    read_samples(collection);
    compare_pairs(collection, 0, &tally);
    assert_true(tally.copies > 20);
}

static void two_edited_reports_are_judged_as_folded(void **state)
{
    struct collection *collection = *state;
    struct tally tally = {0};

    generate(collection);
    compare_pairs(collection, 20 * 3600, &tally);
    assert_true(tally.copies > 20);
    assert_true(tally.breaches[BREACH_WINDOW] > 0);
    assert_true(tally.breaches[BREACH_CONTAINMENT] > 0);
    assert_true(tally.breaches[BREACH_OPPOSED] > 0);
}

/* What an entry is explained as a copy of is what it joins one of; what is a
 * copy of nothing stands alone. */
static void compare_with_earlier(struct folding *folding,
                                 const struct collection *collection, size_t at,
                                 struct tally *tally)
{
    struct fold_document document = stored(folding, &collection->documents[at]);
    struct fold_assignment joined = folded(folding, &document, false);
    bool any = false;

    for (size_t i = 0; i < at; i++) {
        struct fold_document earlier =
            stored(folding, &collection->documents[i]);
        struct fold_explanation e;
        explained(folding, &earlier, &document, &e);
        any |= e.copy;
        tally->breaches[e.breach]++;
        if (joined.nearest == earlier.entry && !e.copy)
            fail_msg("%lld joined %lld, explained as %s",
                     (long long)document.entry, (long long)earlier.entry,
                     breach_name(e.breach));
    }
    if (any != (joined.nearest != 0))
        fail_msg("%lld: %s, but %s", (long long)document.entry,
                 any ? "explained as a copy" : "explained as none",
                 joined.nearest ? "joins" : "stands alone");
}

static void among_others_verdicts_are_folding_s(void **state)
{
    struct collection *collection = *state;
    struct tally tally = {0};
    struct folding folding;

    folding_init(&folding);
    folding.options.past_only = true;
    read_samples(collection);
    generate(collection);
    for (size_t i = 0; i < collection->count; i++)
        folded(&folding, &collection->documents[i], true);
    /* Each would take long. */
    for (size_t i = collection->count; i > STRIDE; i -= STRIDE)
        compare_with_earlier(&folding, collection, i - 1, &tally);
    assert_true(tally.breaches[BREACH_NONE] > 5);
    assert_true(tally.breaches[BREACH_BELIED] > 0);
    folding_release(&folding);
}

static int begin(void **state)
{
    *state = xcalloc(1, sizeof(struct collection));
    return 0;
}

static int end(void **state)
{
    struct collection *collection = *state;

    arena_release(&collection->arena);
    xfree(collection);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_sample_entries_are_judged_as_folded,
                                        begin, end),
        cmocka_unit_test_setup_teardown(two_edited_reports_are_judged_as_folded,
                                        begin, end),
        cmocka_unit_test_setup_teardown(among_others_verdicts_are_folding_s,
                                        begin, end),
    };

    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
