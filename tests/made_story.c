#include "tests/made_story.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

void make_word(char *ret, uint64_t n, bool capital)
{
    static const char *const syllables[] = {
        "ba",   "ce",  "di",  "fo",  "gu",   "ha",  "je",  "ki", "lo", "mu",
        "na",   "pe",  "ri",  "so",  "tu",   "va",  "we",  "xi", "yo", "zu",
        "sten", "gra", "plo", "tri", "spen", "dor", "mal", "ver"};
    struct random random = {n * 0x9e3779b97f4a7c15ULL + 1};

    *ret = '\0';
    random_next(&random);
    for (size_t i = 2 + random_below(&random, 3); i > 0; i--)
        strncat(ret, syllables[random_below(&random, COUNT(syllables))],
                23 - strlen(ret));
    if (capital)
        *ret = (char)(*ret - ('a' - 'A'));
}

void sentence_add(struct sentence *sentence, const char *word)
{
    if (sentence->count < MOST_WORDS)
        snprintf(sentence->words[sentence->count++], sizeof(sentence->words[0]),
                 "%s", word);
}

void make_sentence(struct sentence *sentence, const struct story *story,
                   struct random *random, size_t words)
{
    char word[24];

    *sentence = (struct sentence){0};
    for (size_t i = 0; i < words; i++) {
        if (i > 2 && random_below(random, 9) == 0)
            snprintf(word, sizeof(word), "%s",
                     story->names[random_below(random, NAMES)]);
        else if (i > 2 && random_below(random, 14) == 0)
            snprintf(word, sizeof(word), "%zu", 3 + random_below(random, 900));
        else
            make_word(word, random_below(random, 1000), i == 0);
        sentence_add(sentence, word);
    }
}

void make_story(struct story *story, struct random *random, size_t sentences)
{
    *story = (struct story){.count = sentences};
    for (size_t i = 0; i < NAMES; i++)
        make_word(story->names[i], 5000 + random_below(random, 100000), true);
    make_sentence(&story->title, story, random, 8);
    for (size_t i = 0; i < sentences; i++)
        make_sentence(&story->sentences[i], story, random,
                      9 + random_below(random, 7));
}

void write_sentence(struct strbuf *out, const struct sentence *sentence)
{
    for (size_t i = 0; i < sentence->count; i++)
        strbuf_addf(out, "%s%s", i ? " " : "", sentence->words[i]);
}

void write_text(struct strbuf *out, const struct story *story)
{
    for (size_t i = 0; i < story->count; i++) {
        write_sentence(out, &story->sentences[i]);
        strbuf_addstr(out, i % 3 == 2 ? ".\n" : ". ");
    }
}

int64_t fold_story(struct folding *folding, const struct story *story,
                   const struct sentence *title)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf head;

    strbuf_init(&text, CEILING);
    strbuf_init(&head, CEILING);
    write_text(&text, story);
    write_sentence(&head, title ? title : &story->title);
    return folding_text(folding, head.data, text.data);
}
