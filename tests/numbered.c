#include "tests/numbered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/contradictions.h"
#include "tests/made_story.h"

#define SENTENCE 10 /* words */

const char *const titles[3] = {"Harbour of Vell will be closed to large ships",
                               "Key rate raised by half a point in the spring",
                               "Good evening, here is what you have missed"};

/* A sentence is told by its number: always of the same words. */
static void add_sentence(struct strbuf *out, uint64_t number)
{
    struct sentence sentence = {0};
    bool edited = number >= EDITED;
    char word[24];

    number %= EDITED;
    for (size_t i = 0; i < SENTENCE; i++) {
        uint64_t other = edited && i % 4 == 3 ? EDITED * SENTENCE : 0;
        make_word(word, number * SENTENCE + i + other, i == 0);
        sentence_add(&sentence, word);
        snprintf(word, sizeof(word), "%d", 3 + (int)(number % 90));
        if (i == SENTENCE / 2)
            sentence_add(&sentence, word);
    }
    write_sentence(out, &sentence);
    strbuf_addstr(out, ". ");
}

void push(struct text *text, int sentence)
{
    assert_true(text->count < MOST_NUMBERED);
    text->sentences[text->count++] = sentence;
}

void push_range(struct text *text, int from, int to)
{
    for (int i = from; i < to; i++)
        push(text, i);
}

void write_sentences(struct strbuf *out, const struct text *text)
{
    strbuf_init(out, CEILING);
    for (size_t i = 0; i < text->count; i++) {
        int sentence = text->sentences[i];
        int turned = -1 - sentence;
        if (sentence >= 0)
            add_sentence(out, (uint64_t)sentence);
        else
            strbuf_addf(out, "It is said that %s. ",
                        turned % 2 ? turns[turned / 2].after
                                   : turns[turned / 2].before);
    }
}

const char *const kinds[KINDS] = {"one, the other", "in turn",
                                  "two thirds of each", "with more of its own"};

void push_both(struct text *ret, const char *kind, int n)
{
    if (!strcmp(kind, "one, the other")) {
        push_range(ret, 0, n);
        push_range(ret, 100, 100 + n);
    } else if (!strcmp(kind, "in turn")) {
        for (int i = 0; i < n; i++) {
            push(ret, i);
            push(ret, 100 + i);
        }
    } else if (!strcmp(kind, "two thirds of each")) {
        push_range(ret, 0, n * 2 / 3);
        push_range(ret, 100, 100 + n * 2 / 3);
    } else if (!strcmp(kind, "with more of its own")) {
        push_range(ret, 0, n);
        push_range(ret, 100, 100 + n);
        push_range(ret, 200, 200 + n / 2);
    } else {
        fail_msg("%s", kind);
    }
}
