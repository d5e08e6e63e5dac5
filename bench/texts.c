/*
 * A report is a stream of words that its number alone determines, so that a
 * reprint is made from the same stream, and a teaser is its beginning.
 */
#include "bench/texts.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define WORDS     60000
#define PHRASES   20000
#define TEMPLATES 300
#define LATEST    2000 /* reports that are reprinted */
#define LONGEST   24   /* bytes of a word, or more */

struct texts {
    char words[WORDS][LONGEST];
};

struct dice {
    uint64_t state;
};

static uint64_t roll(struct dice *dice)
{
    uint64_t x = dice->state += 0x9e3779b97f4a7c15ULL; /* splitmix64 */

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
    return x ^ x >> 31;
}

static size_t below(struct dice *dice, size_t limit)
{
    return (size_t)(roll(dice) % limit);
}

static bool one_in(struct dice *dice, size_t times)
{
    return below(dice, times) == 0;
}

/* A rank by Zipf's law: that of n with a share of about 1/n. */
static size_t zipf(struct dice *dice, size_t limit)
{
    double share = (double)(roll(dice) >> 11) / 9007199254740992.0;
    size_t rank = (size_t)exp(share * log((double)limit + 1)) - 1;

    return rank < limit ? rank : limit - 1;
}

/* Common words are short: a syllable for each digit of the rank. */
static void spell(char *word, size_t rank)
{
    static const char consonants[] = "tnsrhldcmfpgbvkw";
    static const char vowels[] = "eaiou";
    size_t at = 0;

    for (size_t rest = rank + 1; rest; rest /= 80) {
        word[at++] = consonants[rest % 16];
        word[at++] = vowels[rest / 16 % 5];
    }
    word[at++] = consonants[rank * 7 % 16];
    word[at] = '\0';
}

struct texts *texts_new(void)
{
    struct texts *texts = xcalloc(1, sizeof(*texts));

    for (size_t i = 0; i < WORDS; i++)
        spell(texts->words[i], i);
    return texts;
}

void texts_free(struct texts *texts)
{
    xfree(texts);
}

struct writer {
    const struct texts *texts;
    struct dice dice;  /* of the report: the same for its reprints */
    struct dice edits; /* of this entry */
    struct dice facts; /* of what fills in a template */
    bool reprint, template;
    struct strbuf *out;
    size_t words; /* of the sentence */
};

static void put_capital(struct writer *writer, const char *word)
{
    strbuf_addch(writer->out, (char)toupper((unsigned char)*word));
    strbuf_addstr(writer->out, word + 1);
}

static void put_word(struct writer *writer, size_t rank)
{
    const char *word = writer->texts->words[rank];

    if (writer->reprint && one_in(&writer->edits, 40))
        word = writer->texts->words[zipf(&writer->edits, WORDS)];
    if (writer->words++ == 0)
        put_capital(writer, word);
    else
        strbuf_addstr(writer->out, word);
    strbuf_addch(writer->out, ' ');
}

static void put_fact(struct writer *writer)
{
    struct dice *dice = writer->template ? &writer->facts : &writer->dice;

    if (one_in(dice, 3))
        strbuf_addf(writer->out, "%zu", below(dice, 5000));
    else
        put_capital(writer, writer->texts->words[2000 + zipf(dice, 50000)]);
    strbuf_addch(writer->out, ' ');
    writer->words++;
}

/* "told reporters on Monday": the same words whenever it is used. */
static void put_phrase(struct writer *writer)
{
    struct dice phrase = {zipf(&writer->dice, PHRASES) * 977};
    size_t words = 4 + below(&phrase, 4);

    for (size_t i = 0; i < words; i++)
        put_word(writer, zipf(&phrase, WORDS));
}

static void end_sentence(struct writer *writer)
{
    strbuf_truncate(writer->out, writer->out->len - 1);
    strbuf_addch(writer->out, '.');
    strbuf_addch(writer->out, one_in(&writer->dice, 4) ? '\n' : ' ');
    writer->words = 0;
}

static void put_text(struct writer *writer, size_t bytes)
{
    size_t from = writer->out->len;

    while (writer->out->len - from < bytes) {
        size_t kind = below(&writer->dice, 100);
        if (kind < 4)
            put_phrase(writer);
        else if (kind < (writer->template ? 26 : 12))
            put_fact(writer);
        else
            put_word(writer, zipf(&writer->dice, WORDS));
        if (writer->words > 8 && one_in(&writer->dice, 12))
            end_sentence(writer);
    }
    strbuf_truncate(writer->out, writer->out->len - 1);
}

static void put_title(struct writer *writer, struct strbuf *title)
{
    struct strbuf *text = writer->out;

    writer->out = title;
    for (size_t i = 0; i < 8; i++)
        if (i % 3 == 1)
            put_fact(writer);
        else
            put_word(writer, zipf(&writer->dice, WORDS));
    strbuf_truncate(title, title->len - 1);
    writer->out = text;
    writer->words = 0;
}

/* Numbers of reports: those whose kind is below 50. */
static uint64_t report_before(struct dice *dice, uint64_t number)
{
    uint64_t latest = number < LATEST ? number : LATEST;

    return latest ? number - 1 - below(dice, latest) : number;
}

void texts_make(const struct texts *texts, uint64_t number, size_t bytes,
                struct strbuf *title, struct strbuf *text)
{
    struct dice own = {number * 0xd1342543de82ef95ULL + 1};
    size_t kind = below(&own, 100);
    uint64_t report = kind >= 50 && kind < 90 ? report_before(&own, number)
                      : kind >= 90 ? ~(uint64_t)below(&own, TEMPLATES)
                                   : number;
    struct writer writer = {.texts = texts,
                            .dice = {report * 0x9fb21c651e98df25ULL + 7},
                            .edits = {roll(&own)},
                            .facts = {roll(&own)},
                            .reprint = kind >= 50 && kind < 80,
                            .template = kind >= 90,
                            .out = text};

    strbuf_clear(title);
    strbuf_clear(text);
    put_title(&writer, title);
    if (kind >= 80 && kind < 90 && bytes > 300)
        bytes = 300;
    put_text(&writer, writer.reprint ? bytes / 2 : bytes);
    if (!writer.reprint)
        return;
    strbuf_addf(text, "\nRead also | %s\n",
                texts->words[below(&writer.edits, WORDS)]);
    put_text(&writer, bytes / 2);
}
