/*
 * Facts: what tells two texts of one template apart.
 *
 * Results, weather, lotteries and police notes share most of their words; what
 * differs is numbers and names. So beside the shared text, within a few words
 * of it, these must agree. What is the opposite of what is kept here, too; where
 * it stands against it, align.c finds.
 */
#include <stdlib.h>
#include <string.h>

#include "dedup/dedup_internal.h"

#define BESIDE      6  /* words from shared text */
#define LEAST_FRAME 3  /* words of a title that are the same */
#define MOST_TITLE  64 /* words of a title whose facts are looked for */

static bool is_fact(const struct word *word)
{
    return (word->flags & (WORD_NUMBER | WORD_NAME)) &&
           !(word->flags & WORD_BROKEN);
}

/* All words of a profile, to look its facts up. */
static void collect(const struct profile *profile, struct table *words)
{
    for (size_t i = 0; i < profile->word_count; i++)
        *table_at(words, profile->words[i].hash) = 1;
    for (size_t i = 0; i < profile->title_count; i++)
        *table_at(words, profile->title[i].hash) = 1;
}

/* How far word i is from shared text before and behind it, in its line. */
static void distances(const struct line *line, const bool *covered, size_t i,
                      size_t *ret_before, size_t *ret_behind)
{
    size_t end = line->first + line->count;

    *ret_before = *ret_behind = SIZE_MAX;
    for (size_t j = i; j-- > line->first && i - j <= BESIDE;)
        if (covered[j]) {
            *ret_before = i - j;
            break;
        }
    for (size_t j = i + 1; j < end && j - i <= BESIDE; j++)
        if (covered[j]) {
            *ret_behind = j - i;
            break;
        }
}

struct tally {
    size_t facts, agreed;
    struct fact_list *list; /* NULL: nobody asks which */
};

static void list_fact(struct tally *tally, const struct profile *profile,
                      size_t word, bool agreed, bool opposite)
{
    struct fact_list *list = tally->list;

    if (!list)
        return;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        struct fact *bigger =
            arena_alloc(list->arena, capacity * sizeof(*bigger));
        if (list->count)
            memcpy(bigger, list->items, list->count * sizeof(*bigger));
        list->items = bigger;
        list->capacity = capacity;
    }
    list->items[list->count++] = (struct fact){profile, word, agreed, opposite};
}

static void tally_fact(struct tally *tally, const struct profile *profile,
                       size_t word, bool agreed)
{
    tally->facts++;
    tally->agreed += agreed;
    list_fact(tally, profile, word, agreed, false);
}

/* Whether align.c asks what stands against it. */
static bool may_oppose(const struct profile *profile, const struct word *word)
{
    return (word->polarity && !is_filler(profile->polar, word)) ||
           word->flags & (WORD_QUANTITY | WORD_PREFIX);
}

/* both_sides: only gaps in shared text count, not what goes on after it. */
static void tally_line(const struct profile *profile, const struct line *line,
                       const bool *covered, const struct table *other,
                       bool both_sides, struct tally *tally)
{
    for (size_t i = line->first; i < line->first + line->count; i++) {
        const struct word *word = &profile->words[i];
        size_t before, behind;
        bool fact = is_fact(word);
        if (covered[i] && fact)
            tally_fact(tally, profile, i, true);
        if (covered[i] ||
            (!fact && !(tally->list && may_oppose(profile, word))))
            continue;
        distances(line, covered, i, &before, &behind);
        bool gap = before != SIZE_MAX && behind != SIZE_MAX;
        if (!gap && (both_sides || (before == SIZE_MAX && behind == SIZE_MAX)))
            continue;
        if (fact)
            tally_fact(tally, profile, i, table_get(other, word->hash) != 0);
        else if (gap)
            list_fact(tally, profile, i, false, true);
    }
}

static void tally_facts(const struct profile *profile, const bool *covered,
                        const struct profile *other, bool both_sides,
                        struct tally *ret)
{
    struct table words = {0};

    *ret = (struct tally){.list = ret->list};
    collect(other, &words);
    for (size_t i = 0; i < profile->line_count; i++)
        if (!profile->lines[i].skip)
            tally_line(profile, &profile->lines[i], covered, &words, both_sides,
                       ret);
    table_release(&words);
}

static double share(const struct tally *tally)
{
    return tally->facts ? (double)tally->agreed / (double)tally->facts : 1;
}

void facts_list(const struct profile *a, const bool *a_covered,
                const struct profile *b, const bool *b_covered,
                struct fact_list *list)
{
    bool a_smaller = a->kept <= b->kept;
    struct tally tally = {.list = list};

    tally_facts(a, a_covered, b, !a_smaller, &tally);
    tally_facts(b, b_covered, a, a_smaller, &tally);
}

double facts_agree(const struct profile *a, const bool *a_covered,
                   const struct profile *b, const bool *b_covered)
{
    bool a_smaller = a->kept <= b->kept;
    struct tally x = {0};
    struct tally y = {0};

    tally_facts(a, a_covered, b, !a_smaller, &x);
    tally_facts(b, b_covered, a, a_smaller, &y);
    double agreed = share(&x);
    return share(&y) < agreed ? share(&y) : agreed;
}

/* Most words of the title begin with a capital: they are no names. */
static bool is_title_case(const struct profile *profile)
{
    size_t capitals = 0;

    for (size_t i = 0; i < profile->title_count; i++)
        capitals += (profile->title[i].flags & WORD_CAPITAL) != 0;
    return capitals * 10 >= profile->title_count * 6;
}

bool words_have(const struct word *words, size_t count, uint64_t hash)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].hash == hash)
            return true;
    return false;
}

/* Facts of a's title that b has nowhere. They are few, so b's words are looked
 * through for each of them. */
static bool has_own_fact(const struct profile *a, const struct profile *b)
{
    bool cased = is_title_case(a);

    for (size_t i = 0; i < a->title_count && i < MOST_TITLE; i++) {
        const struct word *word = &a->title[i];
        bool fact = (word->flags & WORD_NUMBER) ||
                    (!cased && (word->flags & WORD_CAPITAL));
        if (fact && !words_have(b->title, b->title_count, word->hash) &&
            !words_have(b->words, b->word_count, word->hash))
            return true;
    }
    return false;
}

/* How many words of a's title are in b's. */
static size_t shared_words(const struct profile *a, const struct profile *b)
{
    size_t shared = 0;

    for (size_t i = 0; i < a->title_count; i++)
        for (size_t j = 0; j < b->title_count; j++)
            if (a->title[i].hash == b->title[j].hash) {
                shared++;
                break;
            }
    return shared;
}

static size_t least_words(const struct profile *a, const struct profile *b)
{
    return a->title_count < b->title_count ? a->title_count : b->title_count;
}

bool titles_agree(const struct profile *a, const struct profile *b)
{
    size_t least = least_words(a, b);

    return least >= 3 && shared_words(a, b) * 2 >= least;
}

/* How many shingles of a's title are in b's text, and not in a's own. */
static size_t title_shingles(const struct profile *a, const struct profile *b)
{
    size_t found = 0;

    for (size_t i = 0; i + 2 < a->title_count; i++) {
        uint64_t hash = shingle_at(&a->title[i]);
        found += profile_has(b, hash) && !profile_has(a, hash);
    }
    return found;
}

bool titles_support(const struct profile *a, const struct profile *b)
{
    if (titles_agree(a, b))
        return least_words(a, b) >= 4 && !titles_contradict(a, b);
    const struct profile *both[] = {a, b};
    for (int i = 0; i < 2; i++) {
        size_t found = title_shingles(both[i], both[1 - i]);
        if (found >= 2 && (found + 2) * 2 >= both[i]->title_count)
            return true;
    }
    return false;
}

bool titles_contradict(const struct profile *a, const struct profile *b)
{
    return titles_agree(a, b) && has_own_fact(a, b) && has_own_fact(b, a);
}

/* One number in each, another. */
static bool is_other_number(const struct span *a, const struct span *b)
{
    return a->to - a->from == 1 && b->to - b->from == 1 &&
           a->words[a->from].flags & WORD_NUMBER &&
           b->words[b->from].flags & WORD_NUMBER;
}

bool titles_oppose(const struct profile *a, const struct profile *b)
{
    struct span x = {.words = a->title, .to = (uint32_t)a->title_count};
    struct span y = {.words = b->title, .to = (uint32_t)b->title_count};

    if (is_turned(&x, &y))
        return true;
    trim_spans(&x, &y);
    uint32_t edited = x.to - x.from;
    if (a->title_count - edited < LEAST_FRAME || edited > EDIT ||
        y.to - y.from > EDIT)
        return false;
    return find_opposition(a->polar, &x, &y) != UNOPPOSED ||
           is_other_number(&x, &y) || negations_differ(a->polar, &x, &y);
}
