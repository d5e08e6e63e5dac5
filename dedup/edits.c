/*
 * What one edit says: a few words of a text, and those in their place in the
 * other.
 *
 * What both have is shared. What they do not may contradict: another number,
 * another name, an opposite, a "not" on one side, two words that changed places.
 * So it may be a copy editor's hand, or another story told in the same words:
 * that is for verify.c to say, by how many there are.
 */
#include "dedup/dedup_internal.h"

#define NAME        2  /* words of a name in the place of another */
#define MOST_TURNED 16 /* words of which some changed places */

/* What is only on one side. */
struct remains {
    size_t words, fillers, denials, numbers, quantities, names;
};

static bool negates(const struct polar_index *polar, const struct word *word)
{
    return word->polarity &&
           (word->polarity & NEGATION || negates_with(polar, word, word + 1));
}

/* Whether a span has a "never" as "nveer". */
static bool has_misspelled(const struct span *span, const struct word *word)
{
    for (uint32_t i = span->from; i < span->to && word->letters; i++)
        if (span->words[i].letters == word->letters && !span->words[i].polarity)
            return true;
    return false;
}

/* All of them, though the other text may have it elsewhere; but none that the
 * other span has misspelled. */
static size_t count_negations(const struct polar_index *polar,
                              const struct span *span, const struct span *other)
{
    size_t count = 0;

    for (uint32_t i = span->from; i < span->to; i++)
        count += negates(polar, &span->words[i]) &&
                 !has_misspelled(other, &span->words[i]);
    return count;
}

bool negations_differ(const struct polar_index *polar, const struct span *a,
                      const struct span *b)
{
    return count_negations(polar, a, b) != count_negations(polar, b, a);
}

static void count_remains(const struct polar_index *polar,
                          const struct span *span, struct remains *ret)
{
    *ret = (struct remains){0};
    for (uint32_t i = span->from; i < span->to; i++) {
        const struct word *word = &span->words[i];
        bool filler = is_filler(polar, word);
        if (span->covered[i])
            continue;
        ret->words++;
        ret->fillers += filler;
        ret->denials += !filler && negates(polar, word);
        if (word->flags & WORD_BROKEN)
            continue;
        ret->numbers += (word->flags & WORD_NUMBER) != 0;
        ret->quantities += (word->flags & WORD_QUANTITY) != 0;
        ret->names += (word->flags & WORD_NAME) != 0;
    }
}

/* How many of the words say anything but "not". */
static size_t count_telling(const struct remains *remains)
{
    return remains->words - remains->fillers - remains->denials;
}

/* Whether words that tell something are left out of b: none stand in their
 * place. */
static bool is_dropped(const struct span *a, const struct remains *a_remains,
                       const struct span *b, const struct remains *b_remains)
{
    return count_telling(a_remains) && !b_remains->words &&
           a->to - a->from > b->to - b->from;
}

/* The names of a span, in order; how many. */
static size_t names_of(const struct span *span, uint64_t names[EDIT + 1])
{
    size_t count = 0;

    for (uint32_t i = span->from; i < span->to && count <= EDIT; i++)
        if (span->words[i].flags & WORD_NAME)
            names[count++] = span->words[i].hash;
    return count;
}

/* Whether the same names stand on both sides, in another order. */
static bool is_swapped(const struct span *a, const struct span *b)
{
    uint64_t x[EDIT + 1], y[EDIT + 1];
    uint64_t x_sum = 0, y_sum = 0;
    size_t count = names_of(a, x);
    bool differ = false;

    if (count < 2 || names_of(b, y) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        differ |= x[i] != y[i];
        x_sum += x[i];
        y_sum += y[i];
    }
    return differ && x_sum == y_sum;
}

void trim_spans(struct span *a, struct span *b)
{
    while (a->from < a->to && b->from < b->to &&
           a->words[a->from].hash == b->words[b->from].hash) {
        a->from++;
        b->from++;
    }
    while (a->from < a->to && b->from < b->to &&
           a->words[a->to - 1].hash == b->words[b->to - 1].hash) {
        a->to--;
        b->to--;
    }
}

static bool same_words(const struct word *a, const struct word *b,
                       uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a[i].hash != b[i].hash)
            return false;
    return true;
}

bool is_turned(const struct span *one, const struct span *other)
{
    struct span a = *one;
    struct span b = *other;

    trim_spans(&a, &b);
    uint32_t count = a.to - a.from;
    const struct word *x = a.words + a.from;
    const struct word *y = b.words + b.from;
    if (count != b.to - b.from || count > MOST_TURNED)
        return false;
    /* So many words at x's beginning, and so many at its end. */
    for (uint32_t first = 1; first + 2 <= count; first++)
        for (uint32_t last = 1; first + last < count; last++)
            if (same_words(x, y + count - first, first) &&
                same_words(x + count - last, y, last) &&
                same_words(x + first, y + last, count - first - last))
                return true;
    return false;
}

/* By what a span's words are known. */
static uint64_t span_key(const struct span *span)
{
    uint64_t key = 0;

    for (uint32_t i = span->from; i < span->to; i++)
        key = mix(key, span->words[i].hash);
    return key;
}

static bool has_letters(const struct span *span)
{
    for (uint32_t i = span->from; i < span->to; i++)
        if (span->words[i].letters)
            return true;
    return false;
}

/* A word or a few for others here, and the others for those elsewhere: a name of
 * such has some letters. The same for the same elsewhere is counted. */
static bool is_exchange(struct alignment *alignment, const struct span *one,
                        const struct span *other)
{
    struct span a = *one;
    struct span b = *other;

    trim_spans(&a, &b);
    if (a.from == a.to || b.from == b.to)
        return false;
    uint64_t from = span_key(&a);
    uint64_t to = span_key(&b);

    for (size_t i = 0; i < alignment->substitution_count; i++) {
        const struct substitution *known = &alignment->substitutions[i];
        if (known->from == to && known->to == from && has_letters(&a) &&
            has_letters(&b))
            return true;
        if (known->from == from && known->to == to) {
            alignment->repeated++;
            return false;
        }
    }
    if (alignment->substitution_count < MOST_SUBSTITUTIONS)
        alignment->substitutions[alignment->substitution_count++] =
            (struct substitution){from, to};
    return false;
}

static bool has_sense(const struct polar_index *polar, const struct span *span,
                      const struct sense *sense)
{
    for (uint32_t i = span->from; i < span->to; i++)
        if (polarity_has(polar, span->words[i].polarity, sense))
            return true;
    return false;
}

static bool has_word(const struct span *span, uint64_t hash)
{
    return words_have(span->words + span->from, span->to - span->from, hash);
}

/* How two words contradict each other, unless each side says both. */
static enum opposition oppose(const struct polar_index *polar,
                              const struct span *a, const struct word *x,
                              const struct span *b, const struct word *y)
{
    struct sense senses[2];
    enum opposition opposition =
        polarity_opposed(polar, x->polarity, y->polarity, senses);

    if (opposition != UNOPPOSED)
        return has_sense(polar, b, &senses[0]) ||
                       has_sense(polar, a, &senses[1])
                   ? UNOPPOSED
                   : opposition;
    if (!((x->flags | y->flags) & WORD_PREFIX))
        return UNOPPOSED;
    opposition = prefix_negates(x, y);
    if (opposition == UNOPPOSED)
        opposition = prefix_negates(y, x);
    return opposition == UNOPPOSED || has_word(b, x->hash) ||
                   has_word(a, y->hash)
               ? UNOPPOSED
               : opposition;
}

enum opposition find_opposition(const struct polar_index *polar,
                                const struct span *a, const struct span *b)
{
    enum opposition most = UNOPPOSED;

    for (uint32_t i = a->from; i < a->to; i++)
        for (uint32_t j = b->from; j < b->to; j++) {
            enum opposition opposition =
                oppose(polar, a, &a->words[i], b, &b->words[j]);
            if (opposition > most)
                most = opposition;
        }
    return most;
}

/* By what a number is known, alone or with letters behind it; 0: it is none. */
static uint32_t number_of(const struct word *word)
{
    if (word->flags & WORD_NUMBER)
        return (uint32_t)word->hash | 1;
    return word->flags & WORD_QUANTITY ? word->letters : 0;
}

/* Whether a number that only a has is none of b's. */
static bool has_own_number(const struct span *a, const struct span *b)
{
    for (uint32_t i = a->from; i < a->to; i++) {
        uint32_t number = a->covered[i] ? 0 : number_of(&a->words[i]);
        bool found = !number;
        for (uint32_t j = b->from; j < b->to && !found; j++)
            found = number_of(&b->words[j]) == number;
        if (!found)
            return true;
    }
    return false;
}

/* Whether the rest of both is the same, in another place: "3 March", "March 3". Two
 * numbers that changed places are a result that was turned. */
static bool is_moved(const struct span *a, const struct span *b)
{
    const struct span *spans[] = {a, b};
    uint64_t sums[2] = {0};
    size_t numbers[2] = {0};

    for (size_t side = 0; side < 2; side++)
        for (uint32_t i = spans[side]->from; i < spans[side]->to; i++) {
            numbers[side] += is_number(&spans[side]->words[i]);
            if (!spans[side]->covered[i])
                sums[side] += spans[side]->words[i].hash;
        }
    return sums[0] == sums[1] && numbers[0] <= 1 && numbers[1] <= 1;
}

static bool is_name(const struct remains *remains)
{
    return remains->words > 0 && remains->words <= NAME &&
           remains->names == remains->words;
}

static bool is_other_name(const struct remains *a, const struct remains *b)
{
    return is_name(a) && is_name(b) && a->words == b->words;
}

/* A name that is no day or month. */
static bool names_somebody(const struct word *word)
{
    return word->flags & WORD_NAME && !word->polarity;
}

/* Whether a name stands beside the span that is not part of it. */
static bool touches_name(const struct profile *profile, const struct span *span)
{
    return (span->from > 0 && names_somebody(&span->words[span->from - 1])) ||
           (span->to < profile->word_count &&
            names_somebody(&span->words[span->to]));
}

/* Whether a word of the span that is not shared is anywhere in a text. */
static bool is_elsewhere(const struct span *span, const struct profile *profile)
{
    for (uint32_t i = span->from; i < span->to; i++)
        if (!span->covered[i] && words_have(profile->words, profile->word_count,
                                            span->words[i].hash))
            return true;
    return false;
}

/* Whether a name in the place of another may be the same man or place: a part of
 * his name, "Joe" and "Joseph Biden", or another that the text has for it, too,
 * "Moscow" and "Russia". */
static bool may_be_alias(const struct alignment *alignment,
                         const struct span *a, const struct span *b)
{
    return touches_name(alignment->smaller, a) ||
           touches_name(alignment->larger, b) ||
           is_elsewhere(a, alignment->larger) ||
           is_elsewhere(b, alignment->smaller);
}

static void note_renamed(struct alignment *alignment, const struct span *a,
                         const struct span *b)
{
    alignment->renamed++;
    alignment->replaced += !may_be_alias(alignment, a, b);
}

/* What the spans say against each other, once it is covered what they share; and
 * whether the rest is but words that fill. */
static void judge_remains(struct alignment *alignment, const struct span *a,
                          const struct span *b, bool *ret_fills)
{
    struct remains x, y;

    count_remains(alignment->smaller->polar, a, &x);
    count_remains(alignment->smaller->polar, b, &y);
    alignment->edits += x.words || y.words;
    *ret_fills =
        x.words + y.words && x.words == x.fillers && y.words == y.fillers;
    alignment->dropped += is_dropped(a, &x, b, &y) || is_dropped(b, &y, a, &x);
    if (negations_differ(alignment->smaller->polar, a, b)) {
        alignment->negations++;
        alignment->denials +=
            count_telling(&x) == count_telling(&y) && count_telling(&y) <= 1;
    }
    if (is_moved(a, b))
        return;
    if (count_telling(&x) && count_telling(&y))
        note_rewording(alignment, a, x.words, b, y.words);
    alignment->numbers += (x.numbers && y.numbers) ||
                          ((x.quantities || y.quantities) &&
                           has_own_number(a, b) && has_own_number(b, a)) ||
                          spelled_otherwise(alignment->smaller->polar, a, b) ||
                          spelled_otherwise(alignment->smaller->polar, b, a);
    alignment->names += x.names && y.names;
    if (is_other_name(&x, &y))
        note_renamed(alignment, a, b);
}

/* Whether a text has the word with a small letter. */
static bool has_small(const struct profile *profile, uint64_t hash)
{
    for (size_t i = 0; i < profile->word_count; i++)
        if (profile->words[i].hash == hash &&
            !(profile->words[i].flags & WORD_CAPITAL))
            return true;
    return false;
}

/* One word, a long one, that begins a sentence, and says nothing else that is
 * known: no noun in the plural, which needs no article before it. */
static bool begins_sentence(const struct span *span)
{
    const struct word *word = &span->words[span->from];

    return span->to - span->from == 1 && word->letters && !word->polarity &&
           !(word->letters & COMMON_ENDING) &&
           (word->flags & (WORD_CAPITAL | WORD_NAME)) == WORD_CAPITAL;
}

static bool may_be_name(const struct alignment *alignment, uint64_t hash)
{
    return !has_small(alignment->smaller, hash) &&
           !has_small(alignment->larger, hash);
}

/* A word in the place of another one where a sentence begins, that are names if
 * no text has them with a small letter. */
static bool is_other_beginning(const struct alignment *alignment,
                               const struct span *a, const struct span *b)
{
    const struct word *x = &a->words[a->from];
    const struct word *y = &b->words[b->from];

    return begins_sentence(a) && begins_sentence(b) && x->hash != y->hash &&
           !is_variant(x, y) && may_be_name(alignment, x->hash) &&
           may_be_name(alignment, y->hash);
}

/* What there is in an alignment that contradicts. */
static size_t count_contradictions(const struct alignment *alignment)
{
    return alignment->opposites + alignment->contrasts + alignment->negations +
           alignment->numbers + alignment->exchanged + alignment->renamed;
}

static void note_dispute(struct alignment *alignment, const struct span *one,
                         const struct span *other)
{
    struct span a = *one;
    struct span b = *other;

    if (alignment->dispute_count == MOST_DISPUTES)
        return;
    trim_spans(&a, &b);
    alignment->disputes[alignment->dispute_count++] =
        (struct dispute){{a.from, b.from}, {a.to, b.to}};
}

void judge_edit(struct alignment *alignment, const struct span *a,
                const struct span *b)
{
    if (match_compound(a, b)) {
        alignment->edits++;
        return;
    }
    size_t before = count_contradictions(alignment);
    bool fills;
    enum opposition opposition =
        find_opposition(alignment->smaller->polar, a, b);

    alignment->opposites += opposition == OPPOSITES;
    alignment->contrasts += opposition == CONTRAST;
    alignment->numbers += opposition == OTHER_TERMS;
    if (a->to - a->from == b->to - b->from)
        alignment->exchanged += is_swapped(a, b);
    else /* "the Department of Justice", "the Justice Department" */
        alignment->renamed += is_swapped(a, b);
    alignment->exchanged += is_turned(a, b) || is_exchange(alignment, a, b);
    if (is_other_beginning(alignment, a, b))
        note_renamed(alignment, a, b);
    match_edit(alignment->smaller->polar, a, b);
    judge_remains(alignment, a, b, &fills);
    if (count_contradictions(alignment) == before)
        alignment->fillings += fills;
    else
        note_dispute(alignment, a, b);
}

/* Whether what both have is not the same: 三 of 十三 is not 三. */
static bool is_other_number(const struct polar_index *polar,
                            const struct word *a, const struct word *b)
{
    struct sense senses[2];

    if (is_number(a))
        return marks_differ(a, b);
    return a->polarity && b->polarity &&
           polarity_opposed(polar, a->polarity, b->polarity, senses) ==
               OTHER_TERMS;
}

/* The word of the smaller text at i, and where it is in the larger. */
static void judge_mark(struct alignment *alignment, uint32_t i)
{
    const struct profile *smaller = alignment->smaller;
    const struct profile *larger = alignment->larger;
    uint32_t place = alignment->place[i];

    if (!place || !is_other_number(smaller->polar, &smaller->words[i],
                                   &larger->words[place - 1]))
        return;
    struct span a = {smaller->words, alignment->smaller_covered, i, i};
    struct span b = {larger->words, alignment->larger_covered, place - 1,
                     place - 1};
    alignment->numbers++;
    note_dispute(alignment, &a, &b);
}

static void judge_minus(struct alignment *alignment, uint32_t place)
{
    for (uint32_t i = 0; i < alignment->smaller->word_count; i++)
        if (alignment->place[i] == place + 1)
            judge_mark(alignment, i);
}

void judge_marks(struct alignment *alignment)
{
    const struct profile *smaller = alignment->smaller;
    const struct profile *larger = alignment->larger;

    for (size_t i = 0; i < smaller->mark_count; i++)
        judge_mark(alignment, smaller->marks[i]);
    /* What only the larger has, and matters: a minus. */
    for (size_t i = 0; i < larger->mark_count; i++)
        if (larger->words[larger->marks[i]].flags >> MARK_SHIFT & MINUS)
            judge_minus(alignment, larger->marks[i]);
}
