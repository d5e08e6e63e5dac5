/*
 * Two texts laid side by side.
 *
 * Shared shingles are anchors: words that stand in both in the same order. A
 * copy editor changes a word here and there, and each such word breaks three
 * shingles; so where two anchors follow each other in both texts with only a
 * few words between them, those words are an edit of one text into the other,
 * and what they have in common is shared, too. Coverage counts words so, while
 * containment counts whole shingles.
 *
 * An edit is also where copies contradict each other (edits.c).
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"

#define SHORT 3  /* words more than an edit has, of a line without anchors */
#define ITEM  2  /* words of a line that is an item of a list */
#define HEAD  40 /* words that a text begins with */
#define PAIRS 16 /* words of an edit that are pairs of characters */

/* Note where the words of all occurrences of a shingle are: how many. */
static size_t cover_run(const struct profile *profile, size_t at, bool *covered)
{
    const struct shingle *first = &profile->shingles[at];
    size_t count = 0;

    for (; at + count < profile->shingle_count &&
           first[count].hash == first->hash;
         count++)
        for (size_t i = 0; i < 3; i++)
            covered[first[count].position + i] = true;
    return count;
}

static void anchor(struct alignment *alignment, uint32_t at, uint32_t to)
{
    for (uint32_t i = 0; i < 3; i++)
        if (!alignment->place[at + i])
            alignment->place[at + i] = to + i + 1;
}

/* Words of the larger text among which the smaller's must lie. */
static uint32_t opening_words(const struct profile *smaller)
{
    return (uint32_t)(2 * smaller->kept + 80);
}

static void find_anchors(struct alignment *alignment)
{
    const struct profile *smaller = alignment->smaller;
    const struct profile *larger = alignment->larger;
    uint32_t opening = opening_words(smaller);
    size_t i = 0, j = 0;

    while (i < smaller->shingle_count && j < larger->shingle_count) {
        const struct shingle *x = &smaller->shingles[i];
        const struct shingle *y = &larger->shingles[j];
        if (x->hash < y->hash) {
            i++;
        } else if (x->hash > y->hash) {
            j++;
        } else {
            double weight = x->weight < y->weight ? x->weight : y->weight;
            alignment->shared += weight;
            if (y->position < opening)
                alignment->opening += weight;
            anchor(alignment, x->position, y->position);
            i += cover_run(smaller, i, alignment->smaller_covered);
            j += cover_run(larger, j, alignment->larger_covered);
        }
    }
}

/* How many words an edit may have that begins there. */
static uint32_t edit_words(const struct profile *profile, uint32_t at)
{
    return profile->words[at].flags & WORD_PAIR ? PAIRS : EDIT;
}

static struct span smaller_span(const struct alignment *alignment,
                                uint32_t from, uint32_t to)
{
    return (struct span){alignment->smaller->words, alignment->smaller_covered,
                         from, to};
}

static struct span larger_span(const struct alignment *alignment, uint32_t from,
                               uint32_t to)
{
    return (struct span){alignment->larger->words, alignment->larger_covered,
                         from, to};
}

/* Between two anchors. */
static void judge_gap(struct alignment *alignment, struct span *a,
                      struct span *b, uint32_t most)
{
    bool a_long = count_words(a) > most;
    bool b_long = count_words(b) > most;

    if ((a_long && (b_long || !find_beside(b, a))) ||
        (b_long && !find_beside(a, b)))
        return;
    judge_edit(alignment, a, b);
}

/* Between the anchors p and i of the smaller text. */
static void bridge_edit(struct alignment *alignment, uint32_t p, uint32_t i)
{
    uint32_t q = alignment->place[p] - 1;
    uint32_t j = alignment->place[i] - 1;

    if (j <= q)
        return;
    struct span a = smaller_span(alignment, p + 1, i);
    struct span b = larger_span(alignment, q + 1, j);
    judge_gap(alignment, &a, &b, edit_words(alignment->smaller, p));
}

/* The line that has the word: there is one. */
static const struct line *line_of(const struct profile *profile, size_t word)
{
    size_t low = 0;
    size_t high = profile->line_count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (profile->lines[middle].first <= word)
            low = middle;
        else
            high = middle;
    }
    return &profile->lines[low];
}

/* What differs between a line's last anchor and its end, or, at_end, its beginning
 * and its first anchor. An outlet corrects its own tables; those of two say
 * different things. */
static void judge_end(struct alignment *alignment, struct span a, struct span b,
                      uint32_t most, bool at_end)
{
    bool a_longer = is_longer(&a, &b, most);
    bool b_longer = is_longer(&b, &a, most);

    if (a_longer && b_longer)
        return;
    if (a_longer)
        a = beside_anchor(&b, &a, at_end);
    if (b_longer)
        b = beside_anchor(&a, &b, at_end);
    if (a.from < a.to || b.from < b.to)
        judge_edit(alignment, &a, &b);
}

#define CUT_BYTES 24 /* of an end that the other text has, too */

static bool is_word_byte(char c)
{
    return text_is_letter(c) || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/*
 * Whether a text is cut inside of its last word, as some outlets do it without an
 * ellipsis: the other has the same last bytes, of several words, and there the word
 * goes on.
 */
static bool is_cut(const struct profile *profile, const struct profile *other)
{
    /* Blanks, and what says that it goes on. */
    static const char *const marks[] = {" ", "\n", "[", "]",
                                        "(", ")",  "…", "..."};
    const char *text = profile->document.text;
    const char *end = furniture_before_marks(text, text + strlen(text), marks,
                                             sizeof(marks) / sizeof(*marks));
    const char *at = other->document.text;

    if (end - text < CUT_BYTES || !is_word_byte(end[-1]) ||
        !memchr(end - CUT_BYTES, ' ', CUT_BYTES))
        return false;
    while ((at = memmem(at, strlen(at), end - CUT_BYTES, CUT_BYTES))) {
        at += CUT_BYTES;
        if (is_word_byte(*at) ||
            (*at && is_word_byte(at[1]) && strchr(".,-'", *at)))
            return true;
    }
    return false;
}

/* Where a line is broken off; its end if it is not. */
static uint32_t unbroken_end(const struct profile *profile, uint32_t from,
                             uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (profile->words[i].flags & WORD_BROKEN)
            return i;
    return end;
}

/* Up to the larger's line's end, if that is its line; else as many words of both,
 * since the larger may go on. */
static void judge_behind(struct alignment *alignment, const struct line *line,
                         uint32_t last, bool one_line)
{
    uint32_t place = alignment->place[last]; /* behind it */
    const struct line *other = line_of(alignment->larger, place - 1);
    uint32_t from = last + 1;
    uint32_t line_end = (uint32_t)(line->first + line->count);
    uint32_t end = unbroken_end(alignment->smaller, from, line_end);
    if (from < end && end == alignment->smaller->word_count &&
        is_cut(alignment->smaller, alignment->larger))
        end--;
    uint32_t other_end = (uint32_t)(other->first + other->count);

    if (!one_line || end < line_end)
        other_end =
            place + (end - from) < other_end ? place + (end - from) : other_end;
    if (from < end && other_end == alignment->larger->word_count &&
        is_cut(alignment->larger, alignment->smaller)) {
        other_end--;
        end =
            from + (other_end - place) < end ? from + (other_end - place) : end;
    }
    if (from < end) /* else it may be a teaser that is cut there */
        judge_end(alignment, smaller_span(alignment, from, end),
                  larger_span(alignment, place, other_end),
                  edit_words(alignment->smaller, last), false);
}

/* From the larger's line's beginning, likewise. */
static void judge_before(struct alignment *alignment, const struct line *line,
                         uint32_t first, bool one_line)
{
    uint32_t place = alignment->place[first] - 1;
    const struct line *other = line_of(alignment->larger, place);
    uint32_t from = (uint32_t)other->first;
    uint32_t count = first - (uint32_t)line->first;

    if (!one_line)
        from = place - from > count ? place - count : from;
    judge_end(alignment, smaller_span(alignment, (uint32_t)line->first, first),
              larger_span(alignment, from, place),
              edit_words(alignment->smaller, first), true);
}

/* A phrase that the larger text has twice may be an anchor in another line. */
static void judge_ends(struct alignment *alignment, const struct line *line,
                       uint32_t first, uint32_t last)
{
    bool one_line = line_of(alignment->larger, alignment->place[first] - 1) ==
                    line_of(alignment->larger, alignment->place[last] - 1);

    judge_before(alignment, line, first, one_line);
    judge_behind(alignment, line, last, one_line);
}

/* The line that begins with that word; NULL: none does. */
static const struct line *line_at(const struct profile *profile, size_t word)
{
    size_t low = 0;
    size_t high = profile->line_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (profile->lines[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low < profile->line_count && profile->lines[low].first == word
               ? &profile->lines[low]
               : NULL;
}

/* Whether two lines of a word or two, in one place of a list, are opposites. */
static bool are_opposed(const struct alignment *alignment, const struct span *a,
                        const struct span *b)
{
    return a->to - a->from <= ITEM && b->to - b->from == a->to - a->from &&
           find_opposition(alignment->smaller->polar, a, b) != UNOPPOSED;
}

/* The same line is in both: what follows it is in the same place. */
static void place_line(struct alignment *alignment, const struct span *a,
                       const struct span *b)
{
    for (uint32_t i = a->from, j = b->from; i < a->to; i++)
        alignment->place[i] = ++j;
}

/* A line so short that an edit in it leaves no anchor: against the one that
 * follows in the larger text where this one's predecessor ends. */
static void judge_short(struct alignment *alignment, const struct line *line)
{
    uint32_t first = (uint32_t)line->first;
    uint32_t place = first ? alignment->place[first - 1] : 0;
    uint32_t most = edit_words(alignment->smaller, first) + SHORT;
    const struct line *other =
        place || !first ? line_at(alignment->larger, place) : NULL;

    if (!other || (line->count > most && other->count > most))
        return;
    struct span a =
        smaller_span(alignment, first, first + (uint32_t)line->count);
    struct span b =
        larger_span(alignment, place, place + (uint32_t)other->count);
    if (line->count > most)
        a = beside_anchor(&b, &a, true);
    if (other->count > most)
        b = beside_anchor(&a, &b, true);
    size_t common = common_words(&a, &b);
    if (common * 2 >= count_words(&a) || are_opposed(alignment, &a, &b))
        judge_edit(alignment, &a, &b);
    if (common == line->count && common == other->count)
        place_line(alignment, &a, &b);
}

static bool follows(const struct alignment *alignment, uint32_t last,
                    uint32_t i)
{
    return i - last == 1 && alignment->place[i] - alignment->place[last] == 1;
}

/*
 * The anchor behind `last` that continues it: i, unless i is a stock phrase that
 * the larger text has elsewhere, and one after it goes on where last was.
 */
static uint32_t next_anchor(const struct alignment *alignment, uint32_t last,
                            uint32_t i, uint32_t end)
{
    uint32_t most = edit_words(alignment->smaller, last) + 1;
    uint32_t from = alignment->place[last];

    for (uint32_t k = i; k < end && k - last <= most; k++)
        if (alignment->place[k] > from && alignment->place[k] - from <= most)
            return k;
    return i;
}

static void find_line_edits(struct alignment *alignment,
                            const struct line *line, bool one_outlet)
{
    uint32_t end = (uint32_t)(line->first + line->count);
    uint32_t last = UINT32_MAX;
    uint32_t first = UINT32_MAX;

    for (uint32_t i = (uint32_t)line->first; i < end; i++) {
        if (!alignment->place[i])
            continue;
        if (last != UINT32_MAX && !follows(alignment, last, i)) {
            i = next_anchor(alignment, last, i, end);
            bridge_edit(alignment, last, i);
        }
        last = i;
        if (first == UINT32_MAX)
            first = i;
    }
    if (one_outlet)
        return;
    if (last != UINT32_MAX)
        judge_ends(alignment, line, first, last);
    else
        judge_short(alignment, line);
}

static void find_edits(struct alignment *alignment)
{
    const struct profile *smaller = alignment->smaller;
    bool one_outlet =
        smaller->document.outlet == alignment->larger->document.outlet;

    for (size_t n = 0; n < smaller->line_count; n++)
        if (!smaller->lines[n].skip)
            find_line_edits(alignment, &smaller->lines[n], one_outlet);
}

/* The weight of each word: of the shingles that it is in, the last. */
static void weigh_words(const struct profile *profile, float *weights)
{
    for (size_t i = 0; i < profile->shingle_count; i++)
        for (uint32_t k = 0; k < 3; k++)
            weights[profile->shingles[i].position + k] =
                profile->shingles[i].weight;
}

static double coverage_of(const struct alignment *alignment,
                          struct arena *scratch)
{
    const struct profile *profile = alignment->smaller;
    float *weights =
        arena_calloc(scratch, profile->word_count + 3, sizeof(*weights));
    double covered = 0;
    double all = 0;

    weigh_words(profile, weights);
    for (size_t i = 0; i < profile->word_count; i++) {
        all += weights[i];
        covered += alignment->smaller_covered[i] ? weights[i] : 0;
    }
    return all > 0 ? covered / all : 0;
}

/* The share of a text's first `most` words that are in both. */
static double share_covered(const struct profile *profile, const bool *covered,
                            size_t most)
{
    size_t count = 0;
    size_t shared = 0;

    for (size_t n = 0; n < profile->line_count && count < most; n++) {
        const struct line *line = &profile->lines[n];
        for (size_t i = line->first;
             !line->skip && i < line->first + line->count && count < most;
             i++) {
            count++;
            shared += covered[i];
        }
    }
    return count ? (double)shared / (double)count : 0;
}

void align(const struct profile *smaller, const struct profile *larger,
           struct arena *scratch, struct alignment *ret)
{
    *ret = (struct alignment){
        .smaller = smaller,
        .larger = larger,
        .smaller_covered =
            arena_calloc(scratch, smaller->word_count + 3, sizeof(bool)),
        .larger_covered =
            arena_calloc(scratch, larger->word_count + 3, sizeof(bool)),
        .place =
            arena_calloc(scratch, smaller->word_count + 3, sizeof(*ret->place)),
    };
    find_anchors(ret);
}

void align_edits(struct alignment *alignment, struct arena *scratch)
{
    find_edits(alignment);
    judge_marks(alignment);
    judge_alone(alignment);
    alignment->coverage = coverage_of(alignment, scratch);
    alignment->in_both =
        share_covered(alignment->smaller, alignment->smaller_covered, SIZE_MAX);
    alignment->smaller_head =
        share_covered(alignment->smaller, alignment->smaller_covered, HEAD);
    alignment->larger_head =
        share_covered(alignment->larger, alignment->larger_covered, HEAD);
}
