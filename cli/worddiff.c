/*
 * Comparing words: Myers' linear-space algorithm ("An O(ND) Difference
 * Algorithm and Its Variations", 1986, §4b), on words made numbers.
 *
 * It is minimal and fast where texts are alike, and quadratic where they are
 * not. So a box in which the middle is not found within STEPS_BOX is cut at
 * words that both sides have once (the idea of patience diff), and when the
 * budget of the whole comparison is used up, what is left is told as replaced.
 *
 * A minimal difference of prose matches any "the" by chance. At the end, a
 * short run of agreeing words between larger changes becomes part of them.
 */
#include "cli/worddiff.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

#define MOST_WORDS 400000       /* of a text; the rest is one word */
#define BUDGET     (64LL << 20) /* comparisons, all in all */
#define STEPS_BOX  2048         /* changes sought from each end of a box */
#define DEPTH      64           /* boxes within boxes */
#define CHANCE     3            /* agreeing words that may be chance */

/* One side. */
struct side {
    struct diff_word *words;
    uint32_t *ids; /* equal for equal words */
    bool *changed;
    size_t count, capacity;
};

struct comparison {
    struct side a, b;
    int64_t budget;
    /* furthest x of each diagonal, from either end; their middle is 0 */
    int32_t *forward, *backward;
    /* of each id, within the box being cut: how often, and where at last */
    uint32_t *times_a, *times_b, *place_b;
};

struct box {
    size_t a, a_end, b, b_end;
};

#define NOWHERE INT32_MIN

/* Words */

static void add_word(struct side *side, const char *from, const char *to,
                     bool spaced, bool opening)
{
    if (side->count == side->capacity)
        side->words = array_grow(side->words, side->count, &side->capacity,
                                 sizeof(*side->words));
    side->words[side->count++] =
        (struct diff_word){from, (size_t)(to - from), spaced, opening};
}

/* The end of the word that begins at `at`, which is no white space. */
static const char *word_end(const char *at, const char *end)
{
    const char *start = at;

    while (at < end) {
        const char *next = at;
        uint32_t cp = utf8_next(&next, end);
        if (text_is_space(cp))
            break;
        if (text_class(cp) == TEXT_IDEOGRAPH)
            return at == start ? next : at;
        at = next;
    }
    return at;
}

static void split_words(struct side *side, const char *text, size_t len)
{
    const char *end = text + len;
    bool spaced = true; /* also the first: it may come behind a removed one */
    bool opening = false;

    for (const char *at = text; at < end;) {
        const char *next = at;
        uint32_t cp = utf8_next(&next, end);
        if (text_is_space(cp)) {
            spaced = true;
            opening |= cp == '\n';
            at = next;
            continue;
        }
        next = side->count + 1 < MOST_WORDS ? word_end(at, end) : end;
        add_word(side, at, next, spaced, opening && side->count);
        spaced = opening = false;
        at = next;
    }
}

static void read_side(struct side *side, const char *text, struct arena *arena)
{
    CLEANUP(strbuf_release) struct strbuf clean;

    strbuf_init(&clean, SIZE_MAX / 2);
    text_clean_lines(&clean, text);
    const char *copy = arena_strndup(arena, clean.data, clean.len);
    split_words(side, copy, clean.len);
    side->ids = arena_alloc(arena, (side->count + 1) * sizeof(*side->ids));
    side->changed = arena_calloc(arena, side->count + 1, sizeof(bool));
}

struct numbering {
    const struct diff_word *word;
    uint32_t *id;
};

static int compare_words(const void *a, const void *b)
{
    const struct diff_word *x = ((const struct numbering *)a)->word;
    const struct diff_word *y = ((const struct numbering *)b)->word;
    int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);

    return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* Give equal words equal numbers; how many there are. Sorted, not hashed: no
 * choice of words makes sorting slow. */
static size_t number_words(struct side *a, struct side *b)
{
    size_t count = a->count + b->count;
    struct numbering *all = xcalloc(count + 1, sizeof(*all));
    uint32_t id = 0;

    for (size_t i = 0; i < a->count; i++)
        all[i] = (struct numbering){&a->words[i], &a->ids[i]};
    for (size_t i = 0; i < b->count; i++)
        all[a->count + i] = (struct numbering){&b->words[i], &b->ids[i]};
    qsort(all, count, sizeof(*all), compare_words);
    for (size_t i = 0; i < count; i++) {
        id += i && compare_words(&all[i - 1], &all[i]) != 0;
        *all[i].id = id;
    }
    xfree(all);
    return (size_t)id + 1;
}

/* Boxes */

static void mark(struct comparison *c, const struct box *box)
{
    for (size_t i = box->a; i < box->a_end; i++)
        c->a.changed[i] = true;
    for (size_t i = box->b; i < box->b_end; i++)
        c->b.changed[i] = true;
}

static void trim(struct comparison *c, struct box *box)
{
    const uint32_t *a = c->a.ids;
    const uint32_t *b = c->b.ids;

    while (box->a < box->a_end && box->b < box->b_end &&
           a[box->a] == b[box->b]) {
        box->a++;
        box->b++;
    }
    while (box->a < box->a_end && box->b < box->b_end &&
           a[box->a_end - 1] == b[box->b_end - 1]) {
        box->a_end--;
        box->b_end--;
    }
}

/* Whether the words x and y agree, counted from the box's start or end. */
static bool agree(const struct comparison *c, const struct box *box, bool ends,
                  int32_t x, int32_t y)
{
    size_t a = ends ? box->a_end - 1 - (size_t)x : box->a + (size_t)x;
    size_t b = ends ? box->b_end - 1 - (size_t)y : box->b + (size_t)y;

    return c->a.ids[a] == c->b.ids[b];
}

/* How far the path on diagonal k (x - y) leads with d changes, given those
 * with d - 1 in v: x; NOWHERE when all ways there leave the box. */
static int32_t extend(struct comparison *c, const struct box *box, bool ends,
                      int32_t k, int32_t d)
{
    const int32_t *v = ends ? c->backward : c->forward;
    int32_t n = (int32_t)(box->a_end - box->a);
    int32_t m = (int32_t)(box->b_end - box->b);
    int32_t x = d == 0 ? 0 : NOWHERE;

    if (k > -d && v[k - 1] != NOWHERE && v[k - 1] < n)
        x = v[k - 1] + 1;
    if (k < d && v[k + 1] > x && v[k + 1] - k <= m)
        x = v[k + 1];
    if (x == NOWHERE)
        return x;
    while (x < n && x - k < m && agree(c, box, ends, x, x - k)) {
        x++;
        c->budget--;
    }
    return x;
}

/*
 * A point of a shortest path, in the middle of it: paths grow from both ends
 * until two meet on a diagonal. False when that takes too many steps.
 */
static bool find_middle(struct comparison *c, const struct box *box,
                        struct box *ret_first)
{
    int32_t n = (int32_t)(box->a_end - box->a);
    int32_t delta = n - (int32_t)(box->b_end - box->b);

    for (int32_t turn = 0; turn < 2 * STEPS_BOX && c->budget > 0; turn++) {
        bool ends = turn % 2 != 0;
        int32_t d = turn / 2;
        int32_t *mine = ends ? c->backward : c->forward;
        const int32_t *others = ends ? c->forward : c->backward;
        int32_t reach = ends ? d : d - 1; /* changes of the others' paths */
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = mine[k] = extend(c, box, ends, k, d);
            int32_t other = delta - k;
            c->budget--;
            if (x == NOWHERE || other < -reach || other > reach ||
                (other + reach) % 2 != 0 || others[other] == NOWHERE ||
                x + others[other] < n)
                continue;
            *ret_first = *box;
            ret_first->a_end =
                ends ? box->a_end - (size_t)x : box->a + (size_t)x;
            ret_first->b_end =
                ends ? box->b_end - (size_t)(x - k) : box->b + (size_t)(x - k);
            return true;
        }
    }
    return false;
}

/* Words that both sides of a box have once, in an order that both keep. */
struct anchor {
    size_t a, b;
    size_t before; /* the anchor before it in the longest chain, + 1 */
};

static size_t collect_anchors(struct comparison *c, const struct box *box,
                              struct anchor *anchors)
{
    size_t count = 0;

    for (size_t i = box->a; i < box->a_end; i++)
        c->times_a[c->a.ids[i]]++;
    for (size_t i = box->b; i < box->b_end; i++) {
        c->times_b[c->b.ids[i]]++;
        c->place_b[c->b.ids[i]] = (uint32_t)i;
    }
    for (size_t i = box->a; i < box->a_end; i++) {
        uint32_t id = c->a.ids[i];
        if (c->times_a[id] == 1 && c->times_b[id] == 1)
            anchors[count++] = (struct anchor){i, c->place_b[id], 0};
    }
    for (size_t i = box->a; i < box->a_end; i++)
        c->times_a[c->a.ids[i]] = 0;
    for (size_t i = box->b; i < box->b_end; i++)
        c->times_b[c->b.ids[i]] = 0;
    c->budget -= (int64_t)(box->a_end - box->a + box->b_end - box->b);
    return count;
}

/* Keep the longest chain that ascends on both sides; how long it is. */
static size_t longest_chain(struct anchor *anchors, size_t count)
{
    size_t *tails = xcalloc(count + 1, sizeof(*tails)); /* by length */
    size_t length = 0;

    for (size_t i = 0; i < count; i++) {
        size_t low = 0;
        size_t high = length;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (anchors[tails[middle]].b < anchors[i].b)
                low = middle + 1;
            else
                high = middle;
        }
        anchors[i].before = low ? tails[low - 1] + 1 : 0;
        tails[low] = i;
        length += low == length;
    }
    struct anchor *chain = xcalloc(length + 1, sizeof(*chain));
    size_t at = length ? tails[length - 1] + 1 : 0;
    for (size_t i = length; i-- > 0; at = anchors[at - 1].before)
        chain[i] = anchors[at - 1];
    if (length)
        memcpy(anchors, chain, length * sizeof(*chain));
    xfree(chain);
    xfree(tails);
    return length;
}

static void compare_box(struct comparison *c, struct box box, int depth);

/* Cut the box at its anchors; false when it has none. */
static bool cut_at_anchors(struct comparison *c, const struct box *box,
                           int depth)
{
    size_t least = box->a_end - box->a < box->b_end - box->b
                       ? box->a_end - box->a
                       : box->b_end - box->b;
    struct anchor *anchors = xcalloc(least + 1, sizeof(*anchors));
    size_t count = longest_chain(anchors, collect_anchors(c, box, anchors));
    struct box rest = *box;

    for (size_t i = 0; i < count; i++) {
        compare_box(c, (struct box){rest.a, anchors[i].a, rest.b, anchors[i].b},
                    depth);
        rest.a = anchors[i].a + 1;
        rest.b = anchors[i].b + 1;
    }
    if (count)
        compare_box(c, rest, depth);
    xfree(anchors);
    return count != 0;
}

/* Cut a box that both sides have a part of; false when it cannot be. */
static bool cut(struct comparison *c, const struct box *box, int depth)
{
    struct box first;

    if (depth > DEPTH || c->budget <= 0)
        return false;
    if (!find_middle(c, box, &first))
        return cut_at_anchors(c, box, depth);
    compare_box(c, first, depth);
    compare_box(c,
                (struct box){first.a_end, box->a_end, first.b_end, box->b_end},
                depth);
    return true;
}

static void compare_box(struct comparison *c, struct box box, int depth)
{
    trim(c, &box);
    if (box.a == box.a_end || box.b == box.b_end || !cut(c, &box, depth + 1))
        mark(c, &box);
}

/* Runs */

/* The next run that agrees, from (*a, *b): its beginning there, its length. */
static size_t next_same(const struct comparison *c, size_t *a, size_t *b)
{
    size_t len = 0;

    while (*a < c->a.count && c->a.changed[*a])
        ++*a;
    while (*b < c->b.count && c->b.changed[*b])
        ++*b;
    while (*a + len < c->a.count && *b + len < c->b.count &&
           !c->a.changed[*a + len] && !c->b.changed[*b + len])
        len++;
    return len;
}

/* Short agreement between larger changes on both sides is taken for chance. */
static void drop_chance(struct comparison *c)
{
    size_t a = 0, b = 0;
    size_t before = 0; /* words changed before this run */

    while (a < c->a.count || b < c->b.count) {
        size_t from = a + b;
        size_t len = next_same(c, &a, &b);
        before += a + b - from;
        size_t after_a = a + len;
        size_t after_b = b + len;
        next_same(c, &after_a, &after_b);
        size_t after = after_a + after_b - a - b - 2 * len;
        if (len && len <= CHANCE && before > 2 * len && after > 2 * len) {
            mark(c, &(struct box){a, a + len, b, b + len});
            before += 2 * len;
        } else {
            before = 0;
        }
        a += len;
        b += len;
    }
}

static void add_edit(struct edit *edits, struct word_diff *ret,
                     enum edit_kind kind, const struct diff_word *words,
                     size_t count)
{
    if (count)
        edits[ret->count++] = (struct edit){kind, words, count};
}

static void collect_edits(const struct comparison *c, struct arena *arena,
                          struct word_diff *ret)
{
    struct edit *edits =
        arena_calloc(arena, c->a.count + c->b.count + 1, sizeof(*edits));
    size_t a = 0, b = 0;

    *ret = (struct word_diff){.edits = edits};
    while (a < c->a.count || b < c->b.count) {
        size_t from_a = a;
        size_t from_b = b;
        size_t len = next_same(c, &a, &b);
        add_edit(edits, ret, EDIT_REMOVED, c->a.words + from_a, a - from_a);
        add_edit(edits, ret, EDIT_ADDED, c->b.words + from_b, b - from_b);
        add_edit(edits, ret, EDIT_SAME, c->b.words + b, len);
        ret->removed += a - from_a;
        ret->added += b - from_b;
        ret->same += len;
        a += len;
        b += len;
    }
}

/* The words outlive the sides. */
static void keep_words(struct side *side, struct arena *arena)
{
    struct diff_word *words =
        arena_alloc(arena, (side->count + 1) * sizeof(*words));

    if (side->count)
        memcpy(words, side->words, side->count * sizeof(*words));
    xfree(side->words);
    side->words = words;
}

void word_diff(const char *before, const char *after, struct arena *arena,
               struct word_diff *ret_diff)
{
    CLEANUP(arena_release) struct arena scratch = {0};
    struct comparison c = {.budget = BUDGET};

    read_side(&c.a, before, arena);
    read_side(&c.b, after, arena);
    size_t distinct = number_words(&c.a, &c.b);
    c.times_a = arena_calloc(&scratch, distinct, sizeof(uint32_t));
    c.times_b = arena_calloc(&scratch, distinct, sizeof(uint32_t));
    c.place_b = arena_calloc(&scratch, distinct, sizeof(uint32_t));
    c.forward =
        (int32_t *)arena_calloc(&scratch, 2 * STEPS_BOX + 3, sizeof(int32_t)) +
        STEPS_BOX + 1;
    c.backward =
        (int32_t *)arena_calloc(&scratch, 2 * STEPS_BOX + 3, sizeof(int32_t)) +
        STEPS_BOX + 1;
    compare_box(&c, (struct box){0, c.a.count, 0, c.b.count}, 0);
    drop_chance(&c);
    keep_words(&c.a, arena);
    keep_words(&c.b, arena);
    collect_edits(&c, arena, ret_diff);
}
