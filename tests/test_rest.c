/*
 * Two reports in one text, and what of its story was looked at when the second
 * comes: who has the rest of the text may be anywhere among hundreds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/fold_helper.h"
#include "tests/numbered.h"

#define COUNT(array)  (sizeof(array) / sizeof(*(array)))
#define MOST_ARRIVALS 240

/* Texts that come one by one, or all at once. */
struct arrivals {
    struct fold_document documents[MOST_ARRIVALS];
    struct strbuf texts[MOST_ARRIVALS];
    size_t count;
};

/* The id that it will have. */
static int64_t arrive(struct arrivals *all, const struct text *text, int title)
{
    assert_true(all->count < MOST_ARRIVALS);
    struct strbuf *out = &all->texts[all->count];
    write_sentences(out, text);
    all->documents[all->count++] =
        (struct fold_document){.title = titles[title], .text = out->data};
    return (int64_t)all->count;
}

static void fold_arrivals(struct folding *folding, struct arrivals *all,
                          bool at_once)
{
    folding_init(folding);
    folding_add(folding, all->documents, all->count, at_once ? all->count : 1);
    for (size_t i = 0; i < all->count; i++)
        strbuf_release(&all->texts[i]);
    all->count = 0;
}

/* What comes in between: count texts made of the third one. */
static void arrive_between(struct arrivals *all, const struct text *both,
                           const char *kind, int count)
{
    for (int i = 0; i < count; i++) {
        struct text text = *both;
        if (!strcmp(kind, "copies, edited"))
            text.sentences[(size_t)i % text.count] = 700 + i;
        else if (!strcmp(kind, "teasers"))
            text.count = text.count / 5;
        else if (!strcmp(kind, "sentences"))
            text.count = 1;
        else if (!strcmp(kind, "most of it"))
            text.count = text.count * 3 / 4;
        else if (!strcmp(kind, "one half, another one"))
            for (size_t j = text.count / 2; j < text.count; j++)
                text.sentences[j] = 800 + i * MOST_NUMBERED + (int)j;
        else if (!strcmp(kind, "another one, the other half"))
            for (size_t j = 0; j < text.count / 2; j++)
                text.sentences[j] = 800 + i * MOST_NUMBERED + (int)j;
        else
            assert_string_equal(kind, "copies");
        arrive(all, &text, 2);
    }
}

/* Two reports, and a third text that has both, in that order; at a star what comes
 * in between. In the end their reprints, which belong to the first and the second. */
static void apart_in_order(const char *order, const char *kind,
                           const char *between, int count, int n, bool at_once)
{
    static struct arrivals all;
    struct folding folding;
    struct text texts[3] = {0};
    int64_t ids[3] = {0};

    push_range(&texts[0], 0, n);
    push_range(&texts[1], 100, 100 + n);
    push_both(&texts[2], kind, n);
    for (const char *at = order; *at; at++) {
        size_t which = *at == 'X' ? 2 : (size_t)(*at - 'A');
        if (*at == '*')
            arrive_between(&all, &texts[2], between, count);
        else
            ids[which] = arrive(&all, &texts[which], (int)which);
    }
    int64_t a = arrive(&all, &texts[0], 0);
    int64_t b = arrive(&all, &texts[1], 1);
    fold_arrivals(&folding, &all, at_once);
    if (folding_same(&folding, ids[0], ids[1]) ||
        !folding_same(&folding, a, ids[0]) ||
        !folding_same(&folding, b, ids[1]))
        fail_msg("%s, %d sentences, %s, %d %s%s", kind, n, order, count,
                 between, at_once ? ", at once" : "");
    folding_release(&folding);
}

/* However many texts have come into the story since. */
static void a_report_among_many_keeps_the_other_out(void **state)
{
    static const char *const stars[] = {"XA*B",  "X*A*B", "XB*A",
                                        "X*B*A", "XAB*",  "A*XB"};
    static const char *const betweens[] = {
        "copies",    "copies, edited", "teasers",
        "sentences", "most of it",     "one half, another one"};

    for (size_t i = 0; i < COUNT(stars) * COUNT(betweens) * KINDS; i++)
        for (int at_once = 0; at_once < 2; at_once++)
            apart_in_order(stars[i % COUNT(stars)],
                           kinds[i / COUNT(stars) % KINDS],
                           betweens[i / COUNT(stars) / KINDS], 13,
                           i / COUNT(stars) % 2 ? 8 : 16, at_once);
}

/* More than the postings that are looked at elsewhere: then neither the first text
 * may be compared, nor do its passages weigh anything. */
static void a_report_among_hundreds_does_so_too(void **state)
{
    static const char *const stars[] = {"XA*B", "XB*A", "X*AB"};
    static const char *const betweens[] = {"copies",
                                           "another one, the other half"};

    for (size_t i = 0; i < COUNT(stars) * KINDS * COUNT(betweens); i++)
        for (int at_once = 0; at_once < 2; at_once++)
            apart_in_order(stars[i % COUNT(stars)],
                           kinds[i / COUNT(stars) % KINDS],
                           betweens[i / COUNT(stars) / KINDS], 60, 12, at_once);
}

/* Texts as they come: of how many sentences of A, then of how many of B, …, each
 * going on where it was; of a, those of A, edited; of o, some that no other has.
 * Under which title, how often. */
struct print {
    const char *parts;
    int title, times;
};

static void push_parts(struct text *text, const char *parts, int own)
{
    int next[26] = {0};

    while (*parts) {
        int part = (*parts | ' ') - 'a';
        int at = part * 100 + next[part];
        int count = (int)strtol(parts + 1, NULL, 10);
        if (*parts == 'o')
            at = 3000 + own * MOST_NUMBERED;
        else if (*parts >= 'a')
            at += EDITED;
        push_range(text, at, at + count);
        next[part] += count;
        for (parts++; *parts >= '0' && *parts <= '9'; parts++)
            ;
    }
}

/* How many came. */
static int64_t fold_prints(struct folding *folding, const struct print *prints,
                           bool at_once)
{
    static struct arrivals all;

    for (; prints->times; prints++)
        for (int i = 0; i < prints->times; i++) {
            struct text text = {0};
            push_parts(&text, prints->parts, (int)all.count % 20);
            arrive(&all, &text, prints->title);
        }
    int64_t count = (int64_t)all.count;
    fold_arrivals(folding, &all, at_once);
    return count;
}

/* What keeps B out is A, wherever it is. */
static void it_is_found_wherever_it_is(void **state)
{
    static const struct {
        const char *name;
        int a; /* the one that is A's */
        struct print prints[7];
    } cases[] = {
        {"only the founder has it",
         2,
         {{"B40A28", 2, 1}, {"A28", 0, 1}, {"B40o28", 2, 60}, {"B40", 1, 1}}},
        {"its story has gone into another",
         2,
         {{"A2B2", 2, 1},
          {"A10", 0, 1},
          {"A2B2A2B2A2B2A2B2A2B2", 2, 14},
          {"B10", 1, 1}}},
        {"hardly a shingle of it is left",
         2,
         {{"A7B7", 2, 1}, {"a7", 0, 1}, {"B7", 1, 1}}},
        {"it is in front, and of forty words",
         2,
         {{"A4C25B30", 2, 1},
          {"A4", 0, 1},
          {"A4C25B30", 2, 13},
          {"B30", 1, 1}}},
        {"it comes last, behind teasers",
         17,
         {{"A10B10", 2, 1}, {"B10", 1, 1}, {"A3", 2, 14}, {"A10", 0, 1}}},
    };

    for (size_t i = 0; i < 2 * COUNT(cases); i++) {
        struct folding folding;
        int64_t last = fold_prints(&folding, cases[i / 2].prints, i % 2);
        int64_t other = last == cases[i / 2].a ? 2 : last;
        if (folding_same(&folding, cases[i / 2].a, other))
            fail_msg("%s%s", cases[i / 2].name, i % 2 ? ", at once" : "");
        folding_release(&folding);
    }
}

/* What is looked for among hundreds is not there. */
static void prints_of_one_text_are_one_story(void **state)
{
    static const struct {
        const char *name;
        struct print prints[7];
    } cases[] = {
        {"reprints, and its first part", {{"A20B16", 2, 14}, {"A20", 0, 2}}},
        {"reprints, and its last part", {{"A16B20", 2, 14}, {"B20", 0, 2}}},
        {"a longer version, and cuts of it",
         {{"A20", 0, 4},
          {"A34", 1, 8},
          {"A20", 2, 4},
          {"A25", 2, 1},
          {"A16", 1, 1}}},
        {"teasers", {{"A4", 0, 8}, {"A30", 0, 4}, {"A4", 1, 8}, {"A18", 2, 2}}},
        {"a round-up that grows",
         {{"A8", 0, 3},
          {"A8B8", 0, 3},
          {"A8B8C8", 0, 3},
          {"A8", 1, 2},
          {"A8B8", 2, 2}}},
        {"one that is cut in front",
         {{"A6B18", 0, 4}, {"B18", 1, 3}, {"A6B12", 2, 3}, {"B12", 1, 2}}},
        {"its end, then its beginning",
         {{"A22B14", 2, 1}, {"B14", 0, 1}, {"A22B14", 1, 12}, {"A16", 2, 1}}},
    };

    for (size_t i = 0; i < 2 * COUNT(cases); i++) {
        struct folding folding;
        int64_t last = fold_prints(&folding, cases[i / 2].prints, i % 2);
        for (int64_t id = 2; id <= last; id++)
            if (!folding_same(&folding, 1, id))
                fail_msg("%s%s: the %d. of %d is not in the story",
                         cases[i / 2].name, i % 2 ? ", at once" : "", (int)id,
                         (int)last);
        folding_release(&folding);
    }
}

static void explain(struct folding *folding, int64_t earlier, int64_t later,
                    struct fold_explanation *ret)
{
    CLEANUP(arena_release) struct arena arena = {0};
    const struct fold_source *source = fold_memory_source(folding->memory);
    const int64_t ids[] = {earlier, later};
    struct fold_document documents[2];
    struct error err;

    assert_int_equal(
        source->documents(source->context, ids, 2, &arena, documents, &err), 0);
    assert_int_equal(fold_explain(&folding->options, source, &documents[0],
                                  &documents[1], &arena, ret, &err),
                     0);
}

static void who_keeps_it_out_is_told(void **state)
{
    static const struct print prints[] = {{"A14B14", 2, 1},
                                          {"A14", 0, 1},
                                          {"A14B14", 2, 20},
                                          {"B14", 1, 1},
                                          {NULL, 0, 0}};
    struct fold_explanation explanation;
    struct folding folding;

    int64_t last = fold_prints(&folding, prints, false);
    explain(&folding, 1, last, &explanation);
    assert_false(explanation.copy);
    assert_string_equal(breach_name(explanation.breach), "strange");
    assert_int_equal(explanation.objector, 2);
    folding_release(&folding);
}

/* One that came later, as the beginning of both under its title, says nothing of
 * what was right before. */
static void what_came_later_keeps_nothing_out(void **state)
{
    static const struct print prints[] = {
        {"A14B14", 0, 1}, {"B14", 1, 1}, {"A14", 0, 1}, {NULL, 0, 0}};

    for (int past_only = 0; past_only < 2; past_only++) {
        struct fold_explanation explanation;
        struct folding folding;
        int64_t last = fold_prints(&folding, prints, false);
        assert_true(folding_same(&folding, 1, 2));
        assert_true(folding_same(&folding, 1, last));
        folding.options.past_only = past_only;
        explain(&folding, 1, 2, &explanation);
        assert_int_equal(explanation.copy, past_only);
        folding_release(&folding);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_among_many_keeps_the_other_out),
        cmocka_unit_test(a_report_among_hundreds_does_so_too),
        cmocka_unit_test(it_is_found_wherever_it_is),
        cmocka_unit_test(prints_of_one_text_are_one_story),
        cmocka_unit_test(who_keeps_it_out_is_told),
        cmocka_unit_test(what_came_later_keeps_nothing_out),
    };

    return cmocka_run_group_tests_name("rest", tests, NULL, NULL);
}
