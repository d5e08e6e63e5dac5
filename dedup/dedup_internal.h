#pragma once
#include <stdbool.h>

#include "dedup/dedup.h"

/*
 * The parts of dedup/. A document is read once into a profile (words.c,
 * features.c, shingles.c); pairs of profiles are compared (verify.c, facts.c);
 * fold.c asks and decides.
 */

/* table.c: numbers by key; 0 where nothing was put. */
struct table {
    struct table_slot {
        uint64_t key;
        uint64_t value;
    } * slots;

    size_t count, capacity;
    uint64_t zero; /* of key 0 */
    bool has_zero;
};

/* Made, and counted, if new; it stays where it is until another is made. */
uint64_t *table_at(struct table *table, uint64_t key);
/* Room for so many more keys. */
void table_reserve(struct table *table, size_t more);
uint64_t table_get(const struct table *table, uint64_t key);
/* Forget all keys; the room stays. */
void table_clear(struct table *table);
void table_release(struct table *table);

/* members.c: the documents of stories, by their places in order of arrival. */
struct members {
    struct table newest; /* of a story: place + 1 */
    uint32_t *older;     /* of each place: of the next older one + 1 */
    size_t capacity;
};

/* The newest document of all is in that story. */
void members_add(struct members *members, int64_t story, size_t place);
/* All of one story are in the other from now on. */
void members_merge(struct members *members, int64_t from, int64_t into);
/* A story's newest document, and the next older one: its place + 1; 0: there is
 * none. */
size_t members_newest(const struct members *members, int64_t story);
size_t members_older(const struct members *members, size_t member);
void members_release(struct members *members);

/* One hash of two numbers: the finalizer of splitmix64. */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = a * 0x9e3779b97f4a7c15ULL + b;

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
    return x ^ x >> 31;
}

enum word_flags {
    WORD_NUMBER = 1,
    WORD_NAME = 2,      /* a capital, but not for beginning a sentence */
    WORD_START = 4,     /* begins a sentence */
    WORD_CAPITAL = 8,   /* begins with a capital */
    WORD_PAIR = 16,     /* two characters of a script without spaces */
    WORD_BROKEN = 32,   /* before an ellipsis: it may be the beginning of one */
    WORD_QUANTITY = 64, /* a number with letters behind it: 3m, 1950s, 7pm */
    WORD_PREFIX = 15 << 7 /* which, by which a word may be the opposite of what
                             is behind it: polar.c */
    /* The five bits above are the marks before and behind a number: a minus, a
     * currency; of a word that has letters how many they are, 31 at most. */
};

/* Besides the letters, of a word that begins a sentence: it ends as names seldom
 * do. */
#define COMMON_ENDING (1U << 31)

#define MARK_SHIFT 11
#define MINUS      1U /* of the marks; the others are currencies */

struct word {
    uint64_t hash;    /* of the folded word; of the value, for a number */
    uint32_t letters; /* which it has, a bit each; 0 when not of Latin ones;
                         of a quantity, part of its number's hash */
    uint16_t flags;
    uint16_t polarity; /* polar.c: 0 for most words */
};

static inline bool is_number(const struct word *word)
{
    return word->flags & (WORD_NUMBER | WORD_QUANTITY);
}

#define MOST_LENGTH 31

/* How many letters a word has that is no number; 0: its letters are not known. */
static inline unsigned word_length(const struct word *word)
{
    return word->letters && !(word->flags & WORD_QUANTITY)
               ? word->flags >> MARK_SHIFT
               : 0;
}

/* Whether two numbers of one value have another sign, or currency. */
static inline bool marks_differ(const struct word *a, const struct word *b)
{
    unsigned x = a->flags >> MARK_SHIFT;
    unsigned y = b->flags >> MARK_SHIFT;
    return (x ^ y) & MINUS || (x >> 1 && y >> 1 && (x ^ y) >> 1);
}

/* A paragraph. */
struct line {
    size_t first, count; /* its words */
    uint64_t key;        /* of all its words */
    uint64_t opening;    /* of its first two */
    bool link;           /* may be a link to another report */
    bool skip;           /* repeated, boilerplate or a credit: weighs nothing */
};

struct shingle {
    uint64_t hash;
    uint32_t position; /* its first word */
    float weight;
};

#define MOST_DECISIVE 4

/* A shingle that is posted, so that it is known how many stories have it. */
struct sample {
    uint64_t feature;
    uint32_t position; /* its first word */
    uint32_t stories;
};

struct profile {
    struct fold_document document;   /* strings borrowed */
    const struct polar_index *polar; /* what its words' polarities say */
    struct word *words;
    size_t word_count;     /* those of lines that are not skipped matter */
    const uint32_t *marks; /* those of which another text may have the same and
                              mean another thing: numbers with a sign, or a
                              currency's, and pairs with a polarity */
    size_t mark_count;
    struct line *lines;
    size_t line_count;
    struct word *title;
    size_t title_count;
    uint64_t title_key;       /* 0: fewer than 5 words */
    uint64_t text_key;        /* of the whole text; 0: none */
    struct shingle *shingles; /* ascending by hash, then position */
    size_t shingle_count;
    size_t distinct;    /* of them */
    double weight;      /* of those */
    bool hopeful;       /* gather.c: it is, or will be, weighed */
    size_t kept;        /* words that are not skipped */
    uint64_t *features; /* to look up and to post; ascending, distinct */
    size_t feature_count;
    uint64_t decisive[MOST_DECISIVE]; /* those of them that are no shingles */
    size_t decisive_count;
    struct sample *samples; /* those that are, in the order of the text */
    size_t sample_count;
    struct known_feature **known; /* known.c: of each feature; NULL: none was
                                     asked for */
};

#define FEATURE_MASK ((1ULL << 48) - 1)

/* What texts are read with. */
struct lexicon {
    uint64_t seed;                   /* of the database's secret */
    const struct polar_index *polar; /* words that have opposites */
    struct word *draft; /* of the text being read, before they are counted */
};

/* It lives in arena. */
struct lexicon lexicon_new(const struct fold_secret *secret,
                           struct arena *arena);

/* datelines.c */
/* Past a dateline; begun: something that counts stands before it. */
const char *furniture_dateline(const char *at, const char *end, bool begun,
                               const struct polar_index *polar);

/* notices.c */
/* Whether all of a line is a legal notice, or the like; of one that is not, without
 * such sentences at its ends. first: nothing that counts stands before it. */
bool furniture_notices(const char **at, const char **end, bool first,
                       const struct polar_index *polar);

/* furniture.c: what stands around a report. */
/* The entry that is read. */
struct furniture_entry {
    const char *title;
    const struct polar_index *polar;
};

/* The end of a line without what invites to read on. */
const char *furniture_tail(const char *at, const char *end,
                           const struct furniture_entry *entry);

/* The end of at..end without such marks before it. */
const char *furniture_before_marks(const char *at, const char *end,
                                   const char *const *marks, size_t count);

/* Whether a teaser may have been broken off there, inside of a word: no more than
 * a link to the rest follows, and no sentence goes on. */
bool furniture_breaks_off(const char *at, const char *end);

/* Whether a line may be a link to another report, "Read also | Big storm". */
bool furniture_is_link(const char *at, const char *end);

/* Whether what a page prints around a picture may begin with c, … */
static inline bool furniture_may_be_picture(char c)
{
    return c == 'E' || c == 'F' || c == 'I' || c == 'h' || c == 't';
}

/* … and past it, if such begins there. */
const char *furniture_picture(const char *at, const char *end);
/* Past the agencies behind a photographer's name, if such a slash is there. */
const char *furniture_credit(const char *at, const char *end);
/* How many words before `at` are a photographer's name. */
size_t furniture_photographer(const char *begin, const char *at,
                              const struct polar_index *polar);
/* Whether the full stop there belongs to a title, "Sen.", and ends no sentence. */
bool furniture_title(const char *begin, const char *at);
/* Past "Update 2-" and the like. */
const char *furniture_headline(const char *title);
/* The length of a headline without the outlet's name behind it. */
size_t furniture_headline_length(const char *title,
                                 const struct polar_index *polar);

/* credits.c: who wrote a report, inside of its text. */
/* Past the bylines, times and pictures' credits with which a text begins. */
const char *credits_opening(const char *at, const char *end,
                            const struct polar_index *polar);
/* The end of a line without the sentences at its end that are but credits. */
const char *credits_closing(const char *at, const char *end,
                            const struct polar_index *polar);
/* Whether all of a line is a byline; begun: something that counts stands before
 * it. */
bool credits_byline(const char *at, const char *end, bool begun,
                    const struct polar_index *polar);

/* word_end.c */
/* How many digits stand there in a row. */
size_t word_digits(const char *at, const char *end);
/* The bytes of "a.m", "p.m" or "p. m", if such a word begins there; 0. */
size_t word_half_day(const char *at, const char *end);
/* The end of the word that begins at `at`, of any script that writes spaces. */
const char *word_end(const char *at, const char *end);

/* words.c */
/* The hash by which a folded word is known. */
uint64_t word_hash(uint64_t seed, const char *folded, size_t len);
/* Read a document; everything lives in arena. */
void profile_read(struct profile *profile, const struct fold_document *document,
                  const struct lexicon *lexicon, struct arena *arena);

/* Where a word stands in its text. */
struct word_place {
    const char *text;
    size_t len;
};

/* Where the profile's words stand, in its text as it was read: one for each, in
 * arena. */
struct word_place *profile_places(const struct profile *profile,
                                  const struct lexicon *lexicon,
                                  struct arena *arena);

/* What is known of counts: (scope, key) mixed, to how often. */
struct counts {
    struct table known;
};

uint64_t count_key(int64_t scope, uint64_t key);
/* Ascending by scope, then key. */
void sort_counts(struct fold_count *counts, size_t count);
/* The key of an outlet's number of entries, and of a title it used. */
#define COUNT_ENTRIES 1
uint64_t title_count_key(uint64_t title_key);
uint64_t opening_count_key(uint64_t opening);

/* features.c */
#define WINNOW 7  /* shingles in a row: one is a sample, for certain */
#define SAMPLE 32 /* shingles: of those behind the opening one is */
/* Of qsort and bsearch, for uint64_t. */
int compare_numbers(const void *a, const void *b);
/* Sort numbers; each stays once. How many are left. */
size_t sort_distinct(uint64_t *numbers, size_t count);
/* How often an outlet has printed a line, and lines that begin like it, when
 * that makes it boilerplate; 0 where it does not. */
uint64_t boilerplate_lines(const struct profile *profile,
                           const struct line *line,
                           const struct counts *counts);
uint64_t boilerplate_openings(const struct profile *profile,
                              const struct line *line,
                              const struct counts *counts);
/* Call add for each (scope, key) whose count weighing needs. */
void profile_count_keys(const struct profile *profile,
                        void (*add)(void *context, int64_t scope, uint64_t key),
                        void *context);
/* Mark boilerplate by counts; whether there is more of it than before. */
bool profile_clean(struct profile *profile, const struct counts *counts);
/* Make the features and samples, of the lines that are not skipped. */
void profile_features(struct profile *profile, struct arena *arena);
/* Whether one of a profile's features is no shingle: a link, a title, … */
bool profile_is_decisive(const struct profile *profile, uint64_t feature);

/* shingles.c */
/* What a thing weighs that so many have. */
double rarity(size_t count);

/* Three words in a row. */
static inline uint64_t shingle_at(const struct word *words)
{
    return mix(mix(words[0].hash, words[1].hash), words[2].hash);
}

/* The one that begins with that word; it weighs nothing yet. */
static inline struct shingle shingle_of(const struct profile *profile,
                                        size_t at)
{
    return (struct shingle){shingle_at(&profile->words[at]), (uint32_t)at, 0};
}

/* The votes of all shingles. */
uint64_t simhash_of(const struct shingle *shingles, size_t count);
/* Make the shingles of the lines that are not skipped, in arena; they weigh
 * nothing yet. scratch is cleared. */
void profile_shingle(struct profile *profile, struct arena *arena,
                     struct arena *scratch);
/* Clean by counts, make the shingles if they are not those that are left, and
 * weigh them by the stories of the samples. */
void profile_weigh(struct profile *profile, const struct counts *counts,
                   struct arena *arena, struct arena *scratch);
/* Whether a profile that was weighed has the shingle. */
bool profile_has(const struct profile *profile, uint64_t hash);

/* numbers.c */
/* The key of a number's value, so that 2.70 is 2.7; 0 when it is none. */
uint64_t number_key(const char *folded, size_t len);
/* The signs beside a number that stands from text to behind, of what is written
 * from begin to end: 1 for a minus, more for a currency's. */
unsigned number_mark(const char *begin, const char *text, const char *behind,
                     const char *end);

/* polar.c */
#define NEGATION 1 /* the polarity of "not"; in that of "without", too */

/* What a word says of a matter. */
struct sense {
    uint16_t matter; /* 0: nothing */
    uint8_t side;    /* of it: each is against all others */
    uint8_t strength;
};

/* To look them up; in arena. seed: of the words' hashes. */
const struct polar_index *polar_index_new(uint64_t seed, struct arena *arena);
/* 0 for most words; others are for the functions below. */
unsigned word_polarity(const struct polar_index *index, const char *folded,
                       size_t len);
/* The same of the longest phrase that begins at `at`, in a script that writes
 * no spaces; its bytes, left alone when there is none. */
unsigned phrase_polarity(const struct polar_index *index, const char *at,
                         const char *end, size_t *ret_len);

/* By how much: the last most. */
enum opposition {
    UNOPPOSED,
    CONTRAST,    /* praised and mocked, hospital and school */
    OTHER_TERMS, /* two and three, million and billion, May and June */
    OPPOSITES    /* raises and cuts */
};

/* How words of these polarities contradict each other, and by which senses, of
 * a and of b; left alone when they do not. */
enum opposition polarity_opposed(const struct polar_index *index, unsigned a,
                                 unsigned b, struct sense ret[2]);
/* Whether a word says so, too, in the same matter. */
bool polarity_has(const struct polar_index *index, unsigned polarity,
                  const struct sense *sense);
/* Whether a word says something of a matter of which others say the opposite: an
 * English one, since of other languages it is not known which say the same. */
bool takes_side(const struct polar_index *index, const struct word *word);
/* Whether two words say the same of some matter: that both are good or ill is not
 * enough. */
bool says_alike(const struct polar_index *index, const struct word *a,
                const struct word *b);
/* Whether a word makes a "not" together with the next, "failed to". */
bool negates_with(const struct polar_index *index, const struct word *word,
                  const struct word *next);
/* Whether two words are one, written in two ways: "Dec", "December". */
bool means_same(const struct polar_index *index, const struct word *a,
                const struct word *b);
/* Whether a word says nothing by which a text is another, unless its opposite
 * stands against it: "also", "said", "for". A copy editor drops such words. */
bool is_filler(const struct polar_index *index, const struct word *word);

/* The flag of the prefix that a word of plain letters has; 0: none. */
unsigned negating_prefix(const char *folded, size_t len);

/* Whether a word may have one: it begins with d, i, m, n, o or u, and goes on with
 * e, i, l, m, n, o, r or v. */
static inline bool may_negate(const char *folded)
{
    return folded[0] >= 'a' && folded[0] <= 'z' &&
           0x20e210U >> (folded[0] & 31) & 1 &&
           0x44f220U >> (folded[1] & 31) & 1;
}

/* What a is against b when it is that with such before it: "unsafe" and "safe".
 * By their letters. */
enum opposition prefix_negates(const struct word *a, const struct word *b);

/* facts.c */
/* What was asked of a word beside shared text, and whether the other text has
 * it. */
struct fact {
    const struct profile *profile;
    size_t word;
    bool agreed;
    bool opposite; /* a word that has an opposite, or a negation */
};

struct fact_list {
    struct arena *arena;
    struct fact *items;
    size_t count, capacity;
};

/* List the facts that facts_agree asks for. */
void facts_list(const struct profile *a, const bool *a_covered,
                const struct profile *b, const bool *b_covered,
                struct fact_list *list);
/*
 * The share of facts (numbers, names) beside shared text that agree, 0..1, 1
 * when there are none; covered tells for each word whether it is shared.
 */
double facts_agree(const struct profile *a, const bool *a_covered,
                   const struct profile *b, const bool *b_covered);
/* Whether one of the words has the hash. */
bool words_have(const struct word *words, size_t count, uint64_t hash);
/* Whether two titles of some length are mostly of the same words. */
bool titles_agree(const struct profile *a, const struct profile *b);
/* Whether two titles are of one template with other facts in it. */
bool titles_contradict(const struct profile *a, const struct profile *b);
/* Whether one is the other with an opposite or a "not" in it. */
bool titles_oppose(const struct profile *a, const struct profile *b);

/* Whether the titles say that two texts are one: they are mostly of the same
 * words, or one is a sentence of the other's text. */
bool titles_support(const struct profile *a, const struct profile *b);

/* align.c: two texts side by side. */
#define MOST_SUBSTITUTIONS 32 /* of which it is asked whether they are turned */

struct substitution {
    uint64_t from, to; /* words, or a few mixed */
};

/* Where two texts contradict each other: words from..to of either. */
struct dispute {
    uint32_t from[2], to[2]; /* of the smaller, the larger; of a match: of the
                                first, the second */
};

#define MOST_DISPUTES 6

struct alignment {
    const struct profile *smaller, *larger;
    bool *smaller_covered, *larger_covered; /* words that are in both */
    uint32_t *place; /* of the smaller's words in the larger, + 1 */
    double shared;   /* weight of the shared shingles */
    double opening;  /* the part of it in the larger one's opening */
    double coverage; /* share of the smaller's words that are in both, */
    double in_both;  /* ... all words alike */
    double smaller_head, larger_head; /* share of the first words, the same */
    size_t edits;     /* short gaps between anchors that differ, of those: */
    size_t fillings;  /* ... of words that fill, and contradict nothing */
    size_t numbers;   /* ... with another number on each side */
    size_t names;     /* ... with another name on each side */
    size_t renamed;   /* ... with nothing but names on both sides, as many */
    size_t replaced;  /* ... which are no other names of the same */
    size_t exchanged; /* ... with words that changed places */
    size_t negations; /* ... with a negation on one side */
    size_t denials;   /* ... and with nothing else that says anything */
    size_t dropped;   /* ... with nothing in the place of words */
    size_t opposites; /* ... with a word and its opposite */
    size_t contrasts; /* ... with words that may be opposites */
    size_t reworded;  /* ... with a word that says something else */
    size_t repeated;  /* ... with the words of one before */
    bool alone;       /* all of them are one that is reworded, and repeated */
    struct substitution substitutions[MOST_SUBSTITUTIONS]; /* of single words */
    size_t substitution_count;
    struct dispute disputes[MOST_DISPUTES]; /* the first of those edits */
    size_t dispute_count;
    struct dispute rewording; /* the last that is reworded */
};

/* So many places may be edited where one or two numbers contradict, though words are
 * left out: with more it is a copy editor's work (verify.c). */
#define SEVERAL_EDITS 9

/* edits.c */
#define EDIT 5 /* words of an edit, on either side */

/* The words of an edit: from..to on one side. */
struct span {
    const struct word *words;
    bool *covered;
    uint32_t from, to;
};

/* How a word of each contradicts the other most, where no side says both. */
enum opposition find_opposition(const struct polar_index *polar,
                                const struct span *a, const struct span *b);
/* Whether one of two spans has more words that are a "not". */
bool negations_differ(const struct polar_index *polar, const struct span *a,
                      const struct span *b);
/* Leave out what both begin and end with. */
void trim_spans(struct span *a, struct span *b);
/* Whether what differs of two spans is words that changed places, "police beat
 * protesters" and "protesters beat police": they begin and end with each other's,
 * and have the same between. */
bool is_turned(const struct span *a, const struct span *b);
/* Note what an edit has on both sides as covered, and count what it is. */
void judge_edit(struct alignment *alignment, const struct span *a,
                const struct span *b);
/* Count the numbers that both have, of one value, with another sign, or of other
 * currencies; and pairs of characters that are part of another number. */
void judge_marks(struct alignment *alignment);

/* variants.c */
/* Whether two words are spelled nearly alike: the same letters, but for one, and
 * none of them is in front to say that it is not so; nor one more or less, of a
 * name. Niger is not Nigeria. */
bool is_variant(const struct word *a, const struct word *b);
/* Cover what both sides have, in order. */
void match_edit(const struct polar_index *polar, const struct span *a,
                const struct span *b);
/* Whether two spans are a compound, in one word and in two, "cease-fire": then both
 * are covered. */
bool match_compound(const struct span *one, const struct span *other);

/* spelled.c */
/* Whether a span has a number in words that is not one of those that the other has in
 * digits. */
bool spelled_otherwise(const struct polar_index *polar,
                       const struct span *words, const struct span *digits);

/* rewording.c */
/* Note an edit that has other words in the place of words, so many on either side. */
void note_rewording(struct alignment *alignment, const struct span *a,
                    size_t a_words, const struct span *b, size_t b_words);
/* When all edits are found: whether there is none but such, of the same words. */
void judge_alone(struct alignment *alignment);

/* beside.c */
static inline uint32_t count_words(const struct span *span)
{
    return span->to - span->from;
}

/* How many words of both stand in the same order. */
size_t common_words(const struct span *a, const struct span *b);
/* Sentences were put in before an edit or behind it: leave of the span between two
 * anchors, which is too long for an edit, what stands against the edit's other
 * side. false: nothing does. */
bool find_beside(const struct span *edit, struct span *span);
/* Whether a span has more words than one side of an edit has, `most`, or than the
 * other side would have, too. */
bool is_longer(const struct span *span, const struct span *other,
               uint32_t most);
/* What of such a span stands against an edit beside a line's anchor; or where the
 * line begins or ends, if more of the edit is there. */
struct span beside_anchor(const struct span *edit, const struct span *span,
                          bool at_end);

/* Find the anchors, which give shared and opening. Everything in ret lives in
 * scratch. */
void align(const struct profile *smaller, const struct profile *larger,
           struct arena *scratch, struct alignment *ret);
/* What stands between them: all the rest. */
void align_edits(struct alignment *alignment, struct arena *scratch);

/* verify.c */
struct match {
    double containment; /* of the smaller in the larger */
    double needed;      /* containment that would do */
    double coverage;    /* of the smaller's words, edits bridged, */
    double in_both;     /* ... and not weighed */
    double shared;      /* weight of the shared shingles */
    double opening;     /* the part of it in the larger one's opening, 0..1 */
    double facts;       /* share that agrees; 1 when it was not asked */
    enum breach breach;
    bool begins;    /* each as the other, mostly */
    bool supported; /* by the titles */
    bool aligned;   /* compared word by word; else too little is shared, and
                       coverage and in_both are 0 */
    bool copy;      /* all rules are kept */
    bool strong;    /* good enough to merge stories */
    bool alone;     /* it is one word that breaches */
    bool slight;    /* ... of a teaser: no third parts by it */
    enum fold_rule rule;
    struct dispute disputes[MOST_DISPUTES];
    size_t dispute_count;
};

/* The bits in which the fingerprints of two texts differ. */
int fingerprint_distance(const struct profile *a, const struct profile *b);

/* The share of facts that must agree between the two. */
double facts_needed(const struct profile *a, const struct profile *b);

/* Whether a text too short to compare is how the other begins, under a title of
 * the same words. */
bool verify_beginning(const struct profile *a, const struct profile *b);

/* The share of the text with fewer shingles that is in the other, all shingles
 * alike: they need not be weighed. Below HOPELESS no weights make them copies. */
double verify_share(const struct profile *a, const struct profile *b);
#define HOPELESS 0.12

void verify(const struct profile *a, const struct profile *b, double threshold,
            struct arena *scratch, struct match *ret);
/* Whether most of the one is in the other, all shingles alike, and they contradict
 * each other. They need not be weighed: where many copies are of one, what it shares
 * weighs next to nothing. Of ret, breach and disputes are told. */
bool verify_opposed(const struct profile *a, const struct profile *b,
                    struct arena *scratch, struct match *ret);
