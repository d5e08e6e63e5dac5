/*
 * Words that contradict each other: opposites, "not", and words of which only
 * one can be true, as numbers and months are.
 *
 * What is listed decides only where it stands in the place of its opposite, in
 * texts that are equal around it (align.c): so a word of two meanings does
 * little harm; and what opposes each other in some of its meanings only, or is a
 * matter of taste, contrasts: that counts where little else is edited
 * (verify.c). Where words are not parted by spaces, "not" is also the beginning
 * of other words; those are listed as NEITHER.
 *
 * A word has senses: a matter, and its side of it. What has the same senses has
 * the same polarity, which is twice the number of their set, and one more for
 * what negates.
 */
#include <assert.h>
#include <string.h>

#include "dedup/dedup_internal.h"
#include "dedup/polar_internal.h"

#define LONGEST_FORM 64 /* bytes of a listed word */

/* Matters that are known by their rows: all but one have one side. */
enum { BEFORE_TO = 1, BEFORE_OF, FILLER, VALUE, LAST_OWN = VALUE };

/* The index while it is made. */
struct maker {
    struct polar_index *index;
    struct sense sense; /* of the words that are added */
    uint16_t last;      /* the matters so far */
    bool negates, phrase;
    unsigned before,
        after; /* the last polarity that the sense was added to, and
                               what came of it */
};

static uint32_t phrase_slot(const char *text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */

    for (size_t i = 0; i < FIRST_CHAR; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return (hash ^ hash >> 16) % PHRASE_SLOTS;
}

static const struct sense *senses_of(const struct polar_index *index,
                                     unsigned polarity, uint32_t *ret_count)
{
    const struct senses *set = &index->sets[polarity / 2];

    *ret_count = set->count;
    return &index->senses[set->first];
}

/* The set of that polarity with the sense besides. */
static unsigned add_sense(struct maker *maker, unsigned polarity)
{
    struct polar_index *index = maker->index;
    uint32_t count;

    if (maker->after && polarity == maker->before)
        return maker->after;
    const struct sense *old = senses_of(index, polarity, &count);
    for (uint32_t i = 0; i < count; i++)
        if (old[i].matter == maker->sense.matter) {
            assert(old[i].side == maker->sense.side);
            return polarity;
        }
    assert(index->set_count < MOST_SETS);
    assert(index->sense_count + count < MOST_SENSES);
    struct senses *set = &index->sets[index->set_count];
    *set = (struct senses){index->sense_count, count + 1};
    for (uint32_t i = 0; i < count; i++)
        index->senses[index->sense_count++] = old[i];
    index->senses[index->sense_count++] = maker->sense;
    maker->before = polarity;
    maker->after = 2 * index->set_count++ + polarity % 2;
    return maker->after;
}

static unsigned added(struct maker *maker, unsigned polarity)
{
    if (maker->negates)
        return polarity | NEGATION;
    return maker->sense.matter ? add_sense(maker, polarity) : polarity;
}

static void add_word(struct maker *maker, const char *word, size_t len)
{
    struct polar_index *index = maker->index;
    uint64_t hash = word_hash(index->seed, word, len);
    uint64_t *slot = &index->words[word_slot(index, hash)];

    index->word_count += *slot == 0;
    assert(index->word_count < WORD_SLOTS / 2);
    *slot =
        (hash & ~(uint64_t)POLARITY_MASK) | added(maker, *slot & POLARITY_MASK);
}

static void add_phrase(struct maker *maker, const char *text, size_t len)
{
    struct polar_index *index = maker->index;
    uint32_t at = phrase_slot(text);

    while (index->phrases[at].text &&
           (index->phrases[at].len != len ||
            memcmp(index->phrases[at].text, text, len) != 0))
        at = (at + 1) % PHRASE_SLOTS;
    struct phrase *slot = &index->phrases[at];
    slot->text = text;
    slot->len = len;
    slot->polarity = (uint16_t)added(maker, slot->polarity);
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* The word without so many letters at its end, and with others instead. */
static void add_form(struct maker *maker, const char *word, size_t len,
                     const char *ending)
{
    char form[LONGEST_FORM];
    size_t more = strlen(ending);

    assert(len + more < sizeof(form));
    memcpy(form, word, len);
    for (size_t i = 0; i < more; i++)
        form[len + i] = ending[i];
    add_word(maker, form, len + more);
}

/* "allies", "passes", "backs" */
static void add_plural(struct maker *maker, const char *word, size_t len)
{
    char last = word[len - 1];
    char before = word[len - 2];

    if (last == 'y' && !is_vowel(before))
        add_form(maker, word, len - 1, "ies");
    else if (last == 's' || last == 'x' || last == 'z' ||
             (last == 'h' && (before == 'c' || before == 's')))
        add_form(maker, word, len, "es");
    else
        add_form(maker, word, len, "s");
}

/* "raised, raising", "denied, denying", "backed, backing" */
static void add_regular(struct maker *maker, const char *word, size_t len)
{
    char last = word[len - 1];
    char before = word[len - 2];
    bool y = last == 'y' && !is_vowel(before);
    bool e = last == 'e';

    add_form(maker, word, y || e ? len - 1 : len, y ? "ied" : "ed");
    add_form(maker, word,
             e && before != 'e' && before != 'o' && before != 'y' ? len - 1
                                                                  : len,
             "ing");
}

static void add_doubled(struct maker *maker, const char *word, size_t len)
{
    char ending[] = "?ing";

    ending[0] = word[len - 1];
    add_form(maker, word, len, ending);
    memcpy(ending + 1, "ed", sizeof("ed"));
    add_form(maker, word, len, ending);
}

static void add_marked(struct maker *maker, const char *word, size_t len)
{
    char mark = word[len - 1];

    if (mark != '*' && mark != '+' && mark != '~') {
        add_word(maker, word, len);
        return;
    }
    len--;
    add_word(maker, word, len);
    add_plural(maker, word, len);
    if (mark == '*')
        add_regular(maker, word, len);
    else if (mark == '+')
        add_doubled(maker, word, len);
}

/* A new sense, of the matter's next side or of another strength. */
static void turn(struct maker *maker, bool side, enum strength strength)
{
    maker->sense.side += side;
    maker->sense.strength =
        (uint8_t)(strength == VALUES ? CONTRASTS : strength);
    maker->after = 0;
}

/* Behind a "|": words that are the same as each other are no side of what stands
 * before them, where they may be listed, too. */
static void next_side(struct maker *maker, enum strength strength)
{
    if (strength == SAMES)
        maker->sense.matter = ++maker->last;
    turn(maker, strength != SAMES, strength);
}

static void add_row(struct maker *maker, const struct polar *row)
{
    const char *at = row->sides;

    maker->negates = row->strength == NEGATES;
    maker->sense.side = 0;
    turn(maker, false, row->strength);
    for (size_t len; *at; at += len + (at[len] == ' ')) {
        len = (size_t)(strchrnul(at, ' ') - at);
        if (len == 1 && *at == '|')
            next_side(maker, row->strength);
        else if (len == 1 && *at == ';')
            turn(maker, false, CONTRASTS);
        else if (maker->phrase)
            add_phrase(maker, at, len);
        else
            add_marked(maker, at, len);
    }
}

/* Which matter a row is about: those that have sides are counted. */
static uint16_t matter_of(const struct polar *row, uint16_t *last)
{
    switch (row->strength) {
    case NEGATES_TO:
        return BEFORE_TO;
    case NEGATES_OF:
        return BEFORE_OF;
    case FILLS:
        return FILLER;
    case VALUES:
        return VALUE;
    case NEITHER:
    case NEGATES:
        return 0;
    default:
        return ++*last;
    }
}

static void add_table(struct maker *maker, const struct polar_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        maker->sense.matter = matter_of(&table->rows[i], &maker->last);
        add_row(maker, &table->rows[i]);
    }
}

const struct polar_index *polar_index_new(uint64_t seed, struct arena *arena)
{
    struct polar_index *index = arena_calloc(arena, 1, sizeof(*index));
    struct maker maker = {.index = index, .last = LAST_OWN};

    index->seed = seed;
    index->to = word_hash(seed, "to", 2);
    index->of = word_hash(seed, "of", 2);
    index->one = word_hash(seed, "one", 3);
    index->sets = arena_alloc(arena, MOST_SETS * sizeof(struct senses));
    index->senses = arena_alloc(arena, MOST_SENSES * sizeof(struct sense));
    index->sets[index->set_count++] = (struct senses){0};
    add_table(&maker, &polar_english);
    add_table(&maker, &polar_contrasts);
    add_table(&maker, &polar_values);
    add_table(&maker, &polar_antonyms);
    index->numbers = (uint16_t)(maker.last + 1); /* its first row */
    add_table(&maker, &polar_terms);
    index->english = maker.last;
    add_table(&maker, &polar_european);
    add_table(&maker, &polar_russian);
    add_table(&maker, &polar_spaced);
    add_table(&maker, &polar_fillers);
    add_table(&maker, &polar_same);
    add_table(&maker, &polar_synonyms);
    maker.phrase = true;
    add_table(&maker, &polar_phrases);
    return index;
}

/* How two senses of one matter are against each other. */
static enum opposition senses_opposed(const struct sense *a,
                                      const struct sense *b)
{
    if (a->matter != b->matter || a->side == b->side || a->strength == SAMES)
        return UNOPPOSED;
    if (a->strength == CONTRASTS || b->strength == CONTRASTS)
        return CONTRAST;
    return a->strength == TERMS ? OTHER_TERMS : OPPOSITES;
}

enum opposition polarity_opposed(const struct polar_index *index, unsigned a,
                                 unsigned b, struct sense ret[2])
{
    uint32_t x_count, y_count;
    const struct sense *x = senses_of(index, a, &x_count);
    const struct sense *y = senses_of(index, b, &y_count);
    enum opposition most = UNOPPOSED;

    for (uint32_t i = 0; i < x_count; i++)
        for (uint32_t j = 0; j < y_count; j++) {
            enum opposition opposition = senses_opposed(&x[i], &y[j]);
            if (opposition <= most)
                continue;
            most = opposition;
            ret[0] = x[i];
            ret[1] = y[j];
        }
    return most;
}

bool polarity_has(const struct polar_index *index, unsigned polarity,
                  const struct sense *sense)
{
    uint32_t count;
    const struct sense *all = senses_of(index, polarity, &count);

    for (uint32_t i = 0; i < count; i++)
        if (all[i].matter == sense->matter && all[i].side == sense->side)
            return true;
    return false;
}

bool takes_side(const struct polar_index *index, const struct word *word)
{
    uint32_t count;
    const struct sense *all = senses_of(index, word->polarity, &count);

    for (uint32_t i = 0; i < count; i++)
        if (all[i].strength >= OPPOSES && all[i].matter <= index->english)
            return true;
    return false;
}

bool says_alike(const struct polar_index *index, const struct word *a,
                const struct word *b)
{
    uint32_t count;
    const struct sense *all = senses_of(index, a->polarity, &count);

    for (uint32_t i = 0; i < count; i++)
        if (all[i].matter != VALUE && polarity_has(index, b->polarity, &all[i]))
            return true;
    return false;
}

static unsigned find_word(const struct polar_index *index, const char *word,
                          size_t len)
{
    return hash_polarity(index, word_hash(index->seed, word, len));
}

/* "And" and "so", which Arabic writes as the word's first letter. */
static bool begins_joined(const char *folded, size_t len)
{
    return len > 4 && folded[0] == '\xd9' &&
           (folded[1] == '\x88' || folded[1] == '\x81');
}

unsigned word_polarity(const struct polar_index *index, const char *folded,
                       size_t len)
{
    unsigned value = find_word(index, folded, len);

    if (!value && begins_joined(folded, len))
        return find_word(index, folded + 2, len - 2);
    return value;
}

unsigned phrase_polarity(const struct polar_index *index, const char *at,
                         const char *end, size_t *ret_len)
{
    const struct phrase *all = index->phrases;
    const struct phrase *longest = NULL;

    if (end - at < FIRST_CHAR)
        return 0;
    for (uint32_t i = phrase_slot(at); all[i].text; i = (i + 1) % PHRASE_SLOTS)
        if ((size_t)(end - at) >= all[i].len &&
            (!longest || all[i].len > longest->len) &&
            !memcmp(at, all[i].text, all[i].len))
            longest = &all[i];
    if (!longest)
        return 0;
    *ret_len = longest->len;
    return longest->polarity;
}

bool negates_with(const struct polar_index *index, const struct word *word,
                  const struct word *next)
{
    static const struct sense before_to = {BEFORE_TO, 0, 0};
    static const struct sense before_of = {BEFORE_OF, 0, 0};

    return (next->hash == index->to &&
            polarity_has(index, word->polarity, &before_to)) ||
           (next->hash == index->of &&
            polarity_has(index, word->polarity, &before_of));
}

bool means_same(const struct polar_index *index, const struct word *a,
                const struct word *b)
{
    uint32_t count;
    const struct sense *all = senses_of(index, a->polarity, &count);

    for (uint32_t i = 0; i < count; i++)
        if (all[i].strength == SAMES &&
            polarity_has(index, b->polarity, &all[i]))
            return true;
    return false;
}

bool is_filler(const struct polar_index *index, const struct word *word)
{
    static const struct sense filler = {FILLER, 0, 0};

    return polarity_has(index, word->polarity, &filler);
}

#define LETTER(c) (1U << ((c) - 'a'))

/* What makes its opposite of a word, or something else that it is not: sorted,
 * after what it begins with itself. */
static const struct {
    const char *text;
    uint8_t len;
    enum opposition opposition;
    uint32_t letters;
} prefixes[] = {
    {"", 0, UNOPPOSED, 0},
    {"de", 2, CONTRAST, LETTER('d') | LETTER('e')},
    {"dis", 3, OPPOSITES, LETTER('d') | LETTER('i') | LETTER('s')},
    {"il", 2, OPPOSITES, LETTER('i') | LETTER('l')},
    {"im", 2, OPPOSITES, LETTER('i') | LETTER('m')},
    {"in", 2, OPPOSITES, LETTER('i') | LETTER('n')},
    {"ir", 2, OPPOSITES, LETTER('i') | LETTER('r')},
    {"mis", 3, OPPOSITES, LETTER('m') | LETTER('i') | LETTER('s')},
    {"non", 3, OPPOSITES, LETTER('n') | LETTER('o')},
    {"over", 4, CONTRAST,
     LETTER('o') | LETTER('v') | LETTER('e') | LETTER('r')},
    {"un", 2, OPPOSITES, LETTER('u') | LETTER('n')},
    {"under", 5, CONTRAST,
     LETTER('u') | LETTER('n') | LETTER('d') | LETTER('e') | LETTER('r')},
};

#undef LETTER

#define PREFIX_SHIFT 7
#define LEAST_STEM   4

unsigned negating_prefix(const char *folded, size_t len)
{
    if (len < 2 + LEAST_STEM || !may_negate(folded))
        return 0;
    for (unsigned i = COUNT(prefixes) - 1; *prefixes[i].text >= *folded; i--)
        if (*prefixes[i].text == *folded &&
            len >= prefixes[i].len + (size_t)LEAST_STEM &&
            !memcmp(folded, prefixes[i].text, prefixes[i].len))
            return i << PREFIX_SHIFT;
    return 0;
}

enum opposition prefix_negates(const struct word *a, const struct word *b)
{
    unsigned number = (a->flags & WORD_PREFIX) >> PREFIX_SHIFT;
    uint32_t own = a->letters & ~COMMON_ENDING;
    uint32_t stem = b->letters & ~COMMON_ENDING;

    if (!number || !stem || b->flags & WORD_QUANTITY ||
        (b->flags & WORD_PREFIX) == (a->flags & WORD_PREFIX))
        return UNOPPOSED;
    /* Where the stem has the prefix's letters, both have the same: "conscious".
     * "Inline" is in line. */
    if (stem == own &&
        (word_length(b) <= LEAST_STEM ||
         word_length(a) != word_length(b) + prefixes[number].len))
        return UNOPPOSED;
    return (stem | prefixes[number].letters) == own
               ? prefixes[number].opposition
               : UNOPPOSED;
}
