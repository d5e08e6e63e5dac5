/*
 * Words and lines of a text.
 *
 * A word is a run of letters and digits, folded (NFKC, case), so that copies
 * set in other type are the same; apostrophes are passed over, a comma or a
 * point between digits belongs to the number. Scripts that write no spaces
 * give pairs of neighbouring characters instead. Words are kept as hashes,
 * keyed by the database's secret.
 *
 * A line is a paragraph; a line that repeats an earlier one of its entry and a
 * byline are marked to be skipped. A dateline, and credits within a line, are not
 * read at all.
 */
#include <endian.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/polar_internal.h"

#define MOST_WORDS 20000 /* of a text; what follows is not read */
#define LONGEST    256   /* bytes of a word */
#define PLAIN      32    /* bytes of a word that is read the short way */
#define CLOSING_BYTES \
    600                 /* of a text, at its end: credits stand there, and a
                               teaser is broken off */
#define REPEATED      8 /* words of a line that is skipped as a repeated one */
#define LEAST_TEXT    100 /* bytes of a text that are left without credits */
#define OPENING_LINES 8   /* before the first that counts, at most */
#define MOST_MARKS    256 /* of a text; those that follow are not compared */

struct reader {
    struct arena *arena;
    const struct lexicon *lexicon;
    struct word *words; /* the draft, of MOST_WORDS */
    size_t count;
    size_t line_first; /* the line's first word */
    bool start;        /* the next word begins a sentence */
    bool begun;        /* a line was read that counts */
    struct strbuf folded;
    struct word_place *places; /* where the words stand; NULL: nobody asks */
    const char *run;           /* where a pair would continue the one before */
    const char *phrase;        /* the end of the last with a polarity, */
    unsigned phrase_polarity;  /* ... which is that, if it is no "not" */
    const char *begin, *end;   /* of what is read */
    const char *text_end;
    struct furniture_entry entry;
    size_t left; /* bytes of the text, without the credits passed over */
    uint32_t marks[MOST_MARKS];
    size_t mark_count; /* of struct profile */
};

struct lexicon lexicon_new(const struct fold_secret *secret,
                           struct arena *arena)
{
    uint64_t seed = XXH3_64bits(secret->bytes, sizeof(secret->bytes));

    return (struct lexicon){
        seed, polar_index_new(seed, arena),
        arena_alloc(arena, MOST_WORDS * sizeof(struct word))};
}

/* What of it runs depends on the length, a few steps each: for most words a
 * call would cost as much. */
static inline __attribute__((always_inline)) uint64_t
hash_of(uint64_t seed, const char *folded, size_t len)
{
    return XXH3_64bits_withSeed(folded, len, seed);
}

uint64_t word_hash(uint64_t seed, const char *folded, size_t len)
{
    return hash_of(seed, folded, len);
}

/* The words of the draft, which stays in the processor's cache: the memory that
 * is kept is touched once, and is as much as is needed; and one that is none, so
 * that each has a next. */
static struct word *keep_words(const struct reader *reader)
{
    size_t size = reader->count * sizeof(struct word);
    struct word *words = arena_alloc(reader->arena, size + sizeof(struct word));

    memcpy(words, reader->words, size);
    words[reader->count] = (struct word){0};
    return words;
}

static const uint32_t *keep_marks(const struct reader *reader)
{
    size_t size = reader->mark_count * sizeof(uint32_t);

    return size ? memcpy(arena_alloc(reader->arena, size), reader->marks, size)
                : NULL;
}

static struct word *append(struct reader *reader)
{
    struct word *word = &reader->words[reader->count++];

    *word = (struct word){0};
    return word;
}

/* Of a Latin letter with a mark, in two bytes: one of five bits. */
#define MARKED_LETTER (1U << 26)

/* How many letters a word has, as a flag. */
static uint16_t length_flag(size_t count)
{
    return (uint16_t)((count < MOST_LENGTH ? count : MOST_LENGTH)
                      << MARK_SHIFT);
}

/* A word's letters, by which it is known when two of them are exchanged or one
 * is doubled; 0 for short ones and other scripts. How many there are is a flag. */
static uint32_t letters_of(const char *folded, size_t len, uint16_t *ret_length)
{
    uint32_t letters = 0;
    size_t count = 0;

    for (size_t i = 0; i < len; i++, count++) {
        unsigned char c = (unsigned char)folded[i];
        if (c >= 'a' && c <= 'z')
            letters |= 1U << (c - 'a');
        else if (c >= 0xc3 && c <= 0xc5 && i + 1 < len)
            letters |= MARKED_LETTER << (unsigned char)folded[++i] % 5;
        else
            return 0;
    }
    *ret_length = length_flag(count);
    return len >= 4 ? letters : 0;
}

/* "don't" and "dont", with any apostrophe, "8p.m" and "8pm": the length that is
 * left. */
static size_t drop_marks(char *text)
{
    char *to = text;

    size_t digits = strspn(text, "0123456789.,:");

    if (word_half_day(text + digits, strchr(text, '\0'))) {
        memcpy(text + digits + 1, "m", 2);
        return digits + 2;
    }
    for (const char *from = text; *from; from++) {
        if (!strncmp(from, "\xe2\x80\x99", 3))
            from += 2;
        else if (*from != '\'')
            *to++ = *from;
    }
    return (size_t)(to - text);
}

/* Whether a word ends as names seldom do: "forecasters", "early", "falling". */
static bool ends_commonly(const char *folded, size_t len)
{
    char last = folded[len - 1];
    char before = folded[len - 2];

    return last == 's' || (last == 'y' && before == 'l') ||
           (last == 'g' && before == 'n') || (last == 'd' && before == 'e');
}

/* What is known of a word by how it begins. */
static void mark_word(struct reader *reader, struct word *word, bool capital)
{
    if (capital)
        word->flags |= reader->start ? WORD_CAPITAL : WORD_CAPITAL | WORD_NAME;
    if (reader->start)
        word->flags |= WORD_START;
    reader->start = false;
}

/* "3m" and "1950s": a number, and what the letters behind it say. */
static void mark_quantity(const struct reader *reader, struct word *word,
                          size_t len)
{
    const char *folded = reader->folded.data;
    size_t digits = strspn(folded, "0123456789.,:");
    uint64_t number = digits < len ? number_key(folded, digits) : 0;

    if (!number)
        return;
    word->flags |= WORD_QUANTITY;
    word->letters = (uint32_t)mix(reader->lexicon->seed, number) | 1;
    word->polarity = (uint16_t)word_polarity(reader->lexicon->polar,
                                             folded + digits, len - digits);
}

static void note_mark(struct reader *reader, const struct word *word)
{
    if (reader->mark_count < MOST_MARKS)
        reader->marks[reader->mark_count++] = (uint32_t)(word - reader->words);
}

static void mark_number(struct reader *reader, struct word *word,
                        const char *text, size_t len)
{
    unsigned mark = number_mark(reader->begin, text, text + len, reader->end);

    word->flags |= (uint16_t)(mark << MARK_SHIFT);
    if (mark)
        note_mark(reader, word);
}

static void add_word(struct reader *reader, const char *text, size_t len,
                     enum text_class first)
{
    if (reader->places)
        reader->places[reader->count] = (struct word_place){text, len};
    uint64_t seed = reader->lexicon->seed;
    struct word *word = append(reader);

    if (len > LONGEST)
        len = LONGEST;
    strbuf_clear(&reader->folded);
    text_fold(&reader->folded, text, len);
    char *folded = reader->folded.data;
    size_t used = drop_marks(folded);
    uint64_t number = number_key(folded, used);
    word->hash = number ? mix(seed, number) : word_hash(seed, folded, used);
    uint16_t length = 0;
    word->letters = number ? 0 : letters_of(folded, used, &length);
    if (!number)
        word->polarity =
            (uint16_t)word_polarity(reader->lexicon->polar, folded, used);
    if (number) {
        word->flags |= WORD_NUMBER;
        mark_number(reader, word, text, len);
    } else if (word->letters) {
        word->flags = (uint16_t)(negating_prefix(folded, used) | length);
        if (reader->start && ends_commonly(folded, used))
            word->letters |= COMMON_ENDING;
    } else {
        mark_quantity(reader, word, used);
        if (word->flags & WORD_QUANTITY)
            mark_number(reader, word, text, len);
    }
    mark_word(reader, word, first == TEXT_CAPITAL);
}

/* Whether a word of plain letters is over before c for certain. */
static bool parts_plain(char c)
{
    return (unsigned char)c < 0x80 && c != '\'' && !(c >= '0' && c <= '9');
}

#define EIGHT    sizeof(uint64_t)
#define EACH(c)  (0x0101010101010101ULL * (unsigned char)(c))
#define HIGHEST  EACH(0x80)
#define TO_SMALL EACH(0x20) /* the bit that parts small letters from capitals */

/* How many of the bytes that begin there are letters of ASCII, of eight; they
 * are written small, all in one step. */
static size_t fold_letters(const char *at, const char *end, char small[EIGHT])
{
    uint64_t bytes = 0;

    if ((size_t)(end - at) >= EIGHT)
        memcpy(&bytes, at, EIGHT);
    else
        memcpy(&bytes, at, (size_t)(end - at));
    uint64_t folded = bytes | TO_SMALL;
    memcpy(small, &folded, EIGHT);
    /* In the highest bit of each byte: whether it is a letter. None of these
     * sums carries into the next byte. */
    uint64_t low = folded & ~HIGHEST;
    uint64_t from_a = low + EACH(0x80 - 'a');
    uint64_t behind_z = low + EACH(0x80 - ('z' + 1));
    uint64_t letters = from_a & ~behind_z & ~bytes & HIGHEST;
    uint64_t others = le64toh(letters ^ HIGHEST);
    return others ? (size_t)__builtin_ctzll(others) / 8 : EIGHT;
}

/* letters_of, of small letters of ASCII. */
static uint32_t letters_of_plain(const char *folded, size_t len)
{
    uint32_t letters = 0;

    if (len < 4)
        return 0;
    for (size_t i = 0; i < len; i++)
        letters |= 1U << (folded[i] & 31); /* 'a' & 31 is 1 */
    return letters >> 1;
}

/*
 * Most words of most texts are of plain letters: add such a one that begins at
 * `at` the short way, with what add_word would find. Its end; NULL when it is
 * none, or a long one.
 */
static const char *add_plain(struct reader *reader, const char *at,
                             const char *end)
{
    char folded[PLAIN];
    size_t len = 0;
    size_t more = EIGHT;

    while (more == EIGHT && len < PLAIN) {
        more = fold_letters(at + len, end, folded + len);
        len += more;
    }
    if (len == 0 || len == PLAIN ||
        (at + len < end && at[len] != ' ' && !parts_plain(at[len])) ||
        (len == 1 && word_half_day(at, end)))
        return NULL;
    if (reader->places)
        reader->places[reader->count] = (struct word_place){at, len};
    struct word *word = append(reader);
    word->hash = hash_of(reader->lexicon->seed, folded, len);
    word->letters = letters_of_plain(folded, len);
    if (word->letters)
        word->flags = length_flag(len);
    if (may_negate(folded))
        word->flags |= (uint16_t)negating_prefix(folded, len);
    word->polarity =
        (uint16_t)hash_polarity(reader->lexicon->polar, word->hash);
    if (reader->start && word->letters && ends_commonly(folded, len))
        word->letters |= COMMON_ENDING;
    mark_word(reader, word, *at < 'a');
    return at + len;
}

static bool ends_sentence(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == 0x2026 ||
           cp == 0x201c || cp == '"' || cp == 0x2014 || cp == '-' ||
           cp == 0x2013 || cp == '|' || cp == 0x3002;
}

/* The polarity of what begins there, unless it is within such a phrase. */
static unsigned begun_polarity(struct reader *reader, const char *at,
                               const char *end)
{
    size_t len = 0;
    unsigned polarity = 0;

    if (at >= reader->phrase)
        polarity = phrase_polarity(reader->lexicon->polar, at, end, &len);
    if (len) {
        reader->phrase = at + len;
        reader->phrase_polarity = polarity & NEGATION ? 0 : polarity;
    }
    return polarity;
}

/* A pair has the polarity of what begins with its second character, or goes on
 * in it: one of these pairs differs from its opposite's for certain, though both
 * may begin alike, or end. A "not" counts once. */
static unsigned pair_polarity(struct reader *reader, const char *first,
                              const char *second, const char *end)
{
    unsigned polarity = 0;

    if (first != reader->run)
        polarity = begun_polarity(reader, first, end);
    reader->run = second;
    if (!polarity)
        polarity = begun_polarity(reader, second, end);
    if (!polarity && first < reader->phrase)
        polarity = reader->phrase_polarity;
    return polarity;
}

/* A character and its neighbour, as a word; alone when it has none. */
static const char *add_pair(struct reader *reader, const char *at,
                            const char *end)
{
    const char *second = at;
    const char *after;

    utf8_next(&second, end);
    after = second;
    size_t count = reader->count;
    unsigned polarity = pair_polarity(reader, at, second, end);
    if (second < end && text_class(utf8_next(&after, end)) == TEXT_IDEOGRAPH)
        add_word(reader, at, (size_t)(after - at), TEXT_IDEOGRAPH);
    else if (reader->count == reader->line_first)
        add_word(reader, at, (size_t)(second - at), TEXT_IDEOGRAPH);
    if (reader->count > count) {
        reader->words[count].polarity = (uint16_t)polarity;
        reader->words[count].flags |= WORD_PAIR;
        if (polarity)
            note_mark(reader, &reader->words[count]);
    }
    return second;
}

static bool is_plain_mark(char c)
{
    return (unsigned char)c < 0x80 && !text_is_letter(c) &&
           !(c >= '0' && c <= '9');
}

/* Read the word or mark that begins at `at`, of any script; its end. */
static const char *read_one(struct reader *reader, const char *at,
                            const char *end)
{
    if (is_plain_mark(*at)) {
        bool title = *at == '.' && furniture_title(reader->begin, at);
        reader->start |= ends_sentence((unsigned char)*at) && !title;
        if (title && reader->count > reader->line_first)
            reader->words[reader->count - 1].flags &= (uint16_t)~WORD_NAME;
        return at + 1;
    }
    const char *next = at;
    uint32_t cp = utf8_next(&next, end);
    enum text_class kind = text_class(cp);

    if (kind == TEXT_IDEOGRAPH)
        return add_pair(reader, at, end);
    if (kind == TEXT_OTHER) {
        reader->start |= ends_sentence(cp);
        return next;
    }
    next = word_end(at, end);
    add_word(reader, at, (size_t)(next - at), kind);
    return next;
}

/* The name before a picture's credit. */
static void drop_name(struct reader *reader, const char *at)
{
    size_t words =
        furniture_photographer(reader->begin, at, reader->lexicon->polar);
    size_t most = reader->count - reader->line_first;

    reader->count -= words < most ? words : most;
}

/* Past what stands around a picture; `at` where that is none of it. A
 * photographer's work goes with reports of all kinds, and of a short text his
 * name may be most. */
static const char *pass_picture(struct reader *reader, const char *at,
                                const char *end)
{
    if (furniture_may_be_picture(*at))
        return furniture_picture(at, end);
    if (*at != '/')
        return at;
    const char *next = furniture_credit(at, end);
    if (next > at)
        drop_name(reader, at);
    return next;
}

static void read_words(struct reader *reader, const char *at, const char *end)
{
    reader->start = true;
    reader->run = NULL;
    reader->phrase = at;
    reader->begin = at;
    reader->end = end;
    while (at < end && reader->count < MOST_WORDS) {
        size_t count = reader->count;
        if (*at == ' ') {
            at++;
            continue;
        }
        const char *picture = pass_picture(reader, at, end);
        if (picture > at) {
            at = picture;
            continue;
        }
        const char *next = add_plain(reader, at, end);
        if (next && next < end && *next == ' ') { /* most of them */
            at = next + 1;
            continue;
        }
        at = next ? next : read_one(reader, at, end);
        if (reader->count > count &&
            !(reader->words[count].flags & WORD_PAIR) &&
            reader->text_end - end <= CLOSING_BYTES &&
            furniture_breaks_off(at, end))
            reader->words[count].flags |= WORD_BROKEN;
    }
}

static void finish_line(struct profile *profile, struct reader *reader,
                        size_t first, bool furniture, struct table *seen)
{
    struct line *line = &profile->lines[profile->line_count++];
    uint64_t key = 0;

    *line = (struct line){.first = first, .count = reader->count - first};
    for (size_t i = first; i < reader->count; i++) {
        key = mix(key, reader->words[i].hash);
        if (i - first == 1)
            line->opening = key;
    }
    line->key = key;
    uint64_t *times = table_at(seen, key);
    line->skip = furniture || (++*times > 1 && line->count >= REPEATED);
    reader->begun |= !line->skip;
}

static size_t count_lines(const char *text, const char *end)
{
    size_t lines = 1;

    while ((text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        lines++;
    }
    return lines;
}

/* Pass over the credits at both ends of a line; whether it is nothing else, and
 * then it stays as it is. So does a text of which little would be left: what it
 * says is too short to be compared without them. */
static bool pass_credits(struct reader *reader, bool first, const char **at,
                         const char **end)
{
    const struct polar_index *polar = reader->lexicon->polar;
    bool closes = reader->text_end - *end <= CLOSING_BYTES;
    const char *last = closes ? credits_closing(*at, *end, polar) : *end;
    bool opens = !reader->begun && first;
    const char *from = opens ? credits_opening(*at, last, polar) : *at;
    bool whole = from == last;
    size_t passed = (size_t)((*end - *at) - (whole ? 0 : last - from));

    if (!passed || reader->left < passed + LEAST_TEXT)
        return false;
    reader->left -= passed;
    if (!whole) {
        *at = from;
        *end = last;
    }
    return whole;
}

/* A paragraph. One that is but credits is read and weighs nothing; within others
 * they are passed over. */
static void read_line(struct profile *profile, struct reader *reader,
                      const char *at, const char *end, struct table *seen)
{
    const struct polar_index *polar = reader->lexicon->polar;
    size_t first = reader->line_first = reader->count;

    end = furniture_tail(at, end, &reader->entry);
    bool legal = furniture_notices(&at, &end, !reader->begun, polar);
    const char *from = at;
    const char *last = end;
    bool credits =
        pass_credits(reader, profile->line_count < OPENING_LINES, &from, &last);
    /* Behind a credit nothing else is passed over: in doubt it is a headline. */
    if (from == at)
        from = furniture_dateline(at, last, reader->begun, polar);
    read_words(reader, from, last);
    size_t count = reader->count - first;
    if (!count)
        return;
    bool byline = credits || credits_byline(at, end, reader->begun, polar);
    finish_line(profile, reader, first, byline || legal, seen);
    profile->lines[profile->line_count - 1].link = furniture_is_link(at, end);
}

static void read_text(struct profile *profile, struct reader *reader,
                      const char *text)
{
    struct table seen = {0};
    const char *end = text + strlen(text);

    reader->text_end = end;
    reader->left = (size_t)(end - text);
    profile->lines = arena_alloc(reader->arena,
                                 count_lines(text, end) * sizeof(struct line));
    for (const char *at = text; at < end && reader->count < MOST_WORDS;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        read_line(profile, reader, at, stop, &seen);
        at = stop < end ? stop + 1 : end;
    }
    table_release(&seen);
}

static void read_title(struct profile *profile, struct reader *reader)
{
    const char *title =
        text_undisguised(profile->document.title, reader->arena);
    uint64_t key = 0;

    const char *start = furniture_headline(title);
    size_t len = furniture_headline_length(start, profile->polar);
    reader->count = reader->line_first = 0;
    reader->text_end = start + len;
    read_words(reader, start, start + len);
    profile->title = keep_words(reader);
    profile->title_count = reader->count;
    for (size_t i = 0; i < reader->count; i++)
        key = mix(key, reader->words[i].hash);
    profile->title_key = reader->count >= 5 ? mix(key, 2) : 0;
}

void profile_read(struct profile *profile, const struct fold_document *document,
                  const struct lexicon *lexicon, struct arena *arena)
{
    struct reader reader = {.arena = arena,
                            .lexicon = lexicon,
                            .words = lexicon->draft,
                            .entry = {document->title, lexicon->polar}};

    *profile = (struct profile){.document = *document, .polar = lexicon->polar};
    strbuf_init(&reader.folded, 4 * LONGEST);
    read_text(profile, &reader, text_undisguised(document->text, arena));
    profile->words = keep_words(&reader);
    profile->word_count = reader.count;
    profile->marks = keep_marks(&reader);
    profile->mark_count = reader.mark_count;
    for (size_t i = 0; i < profile->line_count; i++)
        profile->text_key = mix(profile->text_key, profile->lines[i].key);
    read_title(profile, &reader);
    strbuf_release(&reader.folded);
}

struct word_place *profile_places(const struct profile *profile,
                                  const struct lexicon *lexicon,
                                  struct arena *arena)
{
    struct profile again = {.document = profile->document};
    struct reader reader = {.arena = arena,
                            .lexicon = lexicon,
                            .words = lexicon->draft,
                            .entry = {again.document.title, lexicon->polar}};

    reader.places =
        arena_calloc(arena, profile->word_count + 1, sizeof(*reader.places));
    strbuf_init(&reader.folded, 4 * LONGEST);
    read_text(&again, &reader, text_undisguised(again.document.text, arena));
    strbuf_release(&reader.folded);
    return reader.places;
}
