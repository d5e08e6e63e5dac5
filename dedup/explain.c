/*
 * Explaining: a pair is read, weighed and judged by the very functions that
 * fold it; what they saw on the way is listed and quoted.
 */
#include "dedup/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/fold_internal.h"

#define PASSAGE       24 /* words */
#define STEP          4  /* words between passages that are tried */
#define LEAST_QUOTED  4  /* words of a shared passage that is quoted */
#define MOST_PASSAGES 20000
#define AROUND        4 /* words beside what contradicts */

const char *breach_name(enum breach breach)
{
    static const char *const names[] = {
        "none",    "short",  "containment", "words",   "shared",
        "opening", "quoted", "titles",      "opposed", "facts",
        "window",  "unseen", "belied",      "denied",  "strange"};

    return names[breach];
}

static struct quotation quote(const struct word_place *places, size_t first,
                              size_t count)
{
    const struct word_place *last = &places[first + count - 1];

    return (struct quotation){
        places[first].text,
        (size_t)(last->text + last->len - places[first].text)};
}

/* Fingerprints of passages. */

struct passage {
    size_t first, count;
    uint64_t simhash;
};

static size_t read_passages(const struct profile *profile, struct arena *arena,
                            struct passage **ret)
{
    struct passage *passages = arena_calloc(
        arena, profile->word_count / STEP + profile->line_count + 1,
        sizeof(*passages));
    struct shingle shingles[PASSAGE];
    size_t count = 0;

    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        if (line->skip || line->count < PASSAGE / 2)
            continue;
        for (size_t from = 0; from == 0 || from + PASSAGE <= line->count;
             from += STEP) {
            size_t words =
                line->count - from < PASSAGE ? line->count - from : PASSAGE;
            for (size_t j = 0; j + 2 < words; j++)
                shingles[j].hash =
                    shingle_at(&profile->words[line->first + from + j]);
            passages[count++] = (struct passage){
                line->first + from, words, simhash_of(shingles, words - 2)};
        }
    }
    *ret = passages;
    return count;
}

static void nearest_passages(const struct profile *const profiles[2],
                             struct word_place *const places[2],
                             struct arena *scratch,
                             struct fold_explanation *ret)
{
    struct passage *passages[2];
    size_t counts[2];

    ret->passage_distance = 64;
    for (int side = 0; side < 2; side++) {
        counts[side] = read_passages(profiles[side], scratch, &passages[side]);
        if (counts[side] > MOST_PASSAGES)
            counts[side] = MOST_PASSAGES;
    }
    for (size_t i = 0; i < counts[0] && ret->passage_distance; i++)
        for (size_t j = 0; j < counts[1]; j++) {
            const struct passage *a = &passages[0][i];
            const struct passage *b = &passages[1][j];
            int distance = __builtin_popcountll(a->simhash ^ b->simhash);
            if (distance >= ret->passage_distance)
                continue;
            ret->passage_distance = distance;
            ret->nearest[0] = quote(places[0], a->first, a->count);
            ret->nearest[1] = quote(places[1], b->first, b->count);
        }
}

/* What is shared */

static int compare_quotations(const void *a, const void *b)
{
    const struct quotation *x = a;
    const struct quotation *y = b;

    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return (x->text > y->text) - (x->text < y->text);
}

static void list_passages(const struct profile *profile, const bool *covered,
                          const struct word_place *places, struct arena *arena,
                          struct fold_explanation *ret)
{
    struct quotation *passages =
        arena_calloc(arena, profile->word_count + 1, sizeof(*passages));
    size_t count = 0;

    for (size_t i = 0; i < profile->line_count; i++) {
        const struct line *line = &profile->lines[i];
        size_t end = line->first + line->count;
        for (size_t at = line->first; at < end && !line->skip;) {
            size_t first = at;
            while (at < end && covered[at])
                at++;
            if (at - first >= LEAST_QUOTED)
                passages[count++] = quote(places, first, at - first);
            at += at == first || at < end;
        }
    }
    qsort(passages, count, sizeof(*passages), compare_quotations);
    ret->passages = passages;
    ret->passage_count = count;
}

/* What contradicts */

/* What stands from..to, with some words before and behind it. */
static struct quotation quote_around(const struct profile *profile,
                                     const struct word_place *places,
                                     uint32_t from, uint32_t to)
{
    size_t first = from > AROUND ? from - AROUND : 0;
    size_t end = (size_t)to + AROUND;

    if (end > profile->word_count)
        end = profile->word_count;
    return first < end ? quote(places, first, end - first)
                       : (struct quotation){0};
}

/* The disputes of a match: of the later text, and an earlier one. */
static void list_contradictions(const struct batch *batch,
                                const struct profile *later,
                                const struct profile *earlier,
                                const struct match *match, struct arena *arena,
                                struct fold_explanation *ret)
{
    const struct profile *profiles[] = {later, earlier};
    struct contradiction *list =
        arena_calloc(arena, match->dispute_count + 1, sizeof(*list));

    for (int side = 0; side < 2 && match->dispute_count; side++) {
        const struct word_place *places =
            profile_places(profiles[side], &batch->lexicon, arena);
        for (size_t i = 0; i < match->dispute_count; i++)
            list[i].texts[!side] = quote_around(profiles[side], places,
                                                match->disputes[i].from[side],
                                                match->disputes[i].to[side]);
    }
    ret->contradictions = list;
    ret->contradiction_count = match->dispute_count;
}

/* What was discounted */

static bool is_repeated(const struct profile *profile, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (profile->lines[i].key == profile->lines[place].key)
            return true;
    return false;
}

static void explain_line(const struct profile *profile, size_t place,
                         const struct counts *counts,
                         struct discounted *discounted)
{
    const struct line *line = &profile->lines[place];

    if ((discounted->times = boilerplate_lines(profile, line, counts)) != 0)
        discounted->why = DISCOUNT_LINE;
    else if ((discounted->times =
                  boilerplate_openings(profile, line, counts)) != 0)
        discounted->why = DISCOUNT_OPENING;
    else
        discounted->why =
            is_repeated(profile, place) ? DISCOUNT_REPEATED : DISCOUNT_CREDIT;
}

static void list_discounted(const struct batch *batch,
                            const struct profile *const profiles[2],
                            struct word_place *const places[2],
                            struct arena *arena, struct fold_explanation *ret)
{
    struct discounted *list = arena_calloc(
        arena, profiles[0]->line_count + profiles[1]->line_count + 1,
        sizeof(*list));
    size_t count = 0;

    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < profiles[side]->line_count; i++) {
            const struct line *line = &profiles[side]->lines[i];
            if (!line->skip)
                continue;
            list[count].side = side;
            list[count].line = quote(places[side], line->first, line->count);
            explain_line(profiles[side], i, &batch->counts, &list[count++]);
        }
    ret->discounted = list;
    ret->discounted_count = count;
}

static void list_facts(const struct profile *const profiles[2],
                       struct word_place *const places[2],
                       const bool *const covered[2], struct arena *arena,
                       struct fold_explanation *ret)
{
    struct fact_list list = {.arena = arena};

    facts_list(profiles[0], covered[0], profiles[1], covered[1], &list);
    struct fold_fact *facts =
        arena_calloc(arena, list.count + 1, sizeof(*facts));
    for (size_t i = 0; i < list.count; i++) {
        int side = list.items[i].profile == profiles[1];
        facts[i] =
            (struct fold_fact){quote(places[side], list.items[i].word, 1), side,
                               list.items[i].agreed, list.items[i].opposite};
    }
    ret->fact_list = facts;
    ret->fact_count = list.count;
}

/* The texts side by side, as verify lays them. */
static void compare_texts(const struct batch *batch,
                          const struct profile *const profiles[2],
                          struct arena *arena, struct fold_explanation *ret)
{
    CLEANUP(arena_release) struct arena scratch = {0};
    int smaller = profiles[0]->weight <= profiles[1]->weight ? 0 : 1;
    struct alignment alignment;
    struct word_place *places[2];
    const bool *covered[2];

    for (int side = 0; side < 2; side++) {
        places[side] = profile_places(profiles[side], &batch->lexicon,
                                      arena); /* is quoted */
        ret->words[side] = profiles[side]->word_count;
        ret->kept[side] = profiles[side]->kept;
    }
    ret->distance = fingerprint_distance(profiles[0], profiles[1]);
    list_discounted(batch, profiles, places, arena, ret);
    nearest_passages(profiles, places, &scratch, ret);
    if (profiles[0]->weight <= 0 || profiles[1]->weight <= 0)
        return;
    align(profiles[smaller], profiles[!smaller], &scratch, &alignment);
    align_edits(&alignment, &scratch);
    /* Folding does not ask for it where too little is shared. */
    if (ret->needed > 0) {
        ret->coverage = alignment.coverage;
        ret->in_both = alignment.in_both;
    }
    for (int side = 0; side < 2; side++) {
        double share = alignment.shared / profiles[side]->weight;
        ret->contained[side] = share < 1 ? share : 1;
        covered[side] = side == smaller ? alignment.smaller_covered
                                        : alignment.larger_covered;
    }
    list_passages(profiles[0], covered[0], places[0], arena, ret);
    list_facts(profiles, places, covered, arena, ret);
}

static int gather(struct batch *batch, const struct fold_document *documents,
                  size_t count, struct item *items, struct error *err)
{
    batch->documents =
        arena_calloc(&batch->own, count + 1, sizeof(*batch->documents));
    int result = gather_features(batch, documents, count, items, err);
    if (result == 0)
        result = gather_others(batch, items, count, err);
    for (size_t i = 0; i < count && result == 0; i++)
        result = gather_weigh(batch, &items[i], err);
    return result;
}

/* Whether folding would come to read the earlier one. */
static bool is_candidate(const struct item *item, const struct profile *earlier)
{
    const struct profile *profile = &item->profile;
    struct candidate sum = {.entry = earlier->document.entry};

    for (size_t i = 0, j = 0;
         i < profile->feature_count && j < earlier->feature_count;) {
        uint64_t feature = profile->features[i];
        if (feature == earlier->features[j]) {
            sum.shared++;
            sum.decisive |= profile_is_decisive(profile, feature);
        }
        i += feature <= earlier->features[j];
        j += feature >= earlier->features[j];
    }
    return sum.shared && candidate_is_likely(item, &sum);
}

/* A candidate's own breach, or what folding has against a match. */
static enum breach breach_of(const struct found *found)
{
    if (!found->match.copy)
        return found->match.breach;
    return found->objection;
}

/* What the later one and who denies it say against each other. */
static void quote_denial(struct batch *batch, const struct profile *later,
                         struct arena *arena, struct fold_explanation *ret)
{
    const struct profile *denier = batch_profile(batch, ret->objector);
    struct match match;

    if (!denier)
        return;
    if (verify_opposed(later, denier, &batch->scratch, &match))
        list_contradictions(batch, later, denier, &match, arena, ret);
    arena_clear(&batch->scratch);
}

/* What folding has against a pair whose texts match: it never compares the
 * two, or knows better by the story that the earlier one is in. */
static int find_objection(struct batch *batch, struct item *item,
                          const struct profile *earlier, struct arena *arena,
                          struct fold_explanation *ret, struct error *err)
{
    int64_t entry = earlier->document.entry;
    struct found all[CANDIDATES];
    size_t count = 0;
    int result = 0;

    if (!in_window(batch, item, earlier->document.first_seen))
        ret->breach = BREACH_WINDOW;
    else if (!is_candidate(item, earlier))
        ret->breach = BREACH_UNSEEN;
    else
        result = batch_judge_all(batch, item, all, &count, err);
    for (size_t i = 0; i < count && result == 0; i++)
        if (all[i].profile->document.entry == entry) {
            ret->breach = breach_of(&all[i]);
            ret->objector = all[i].objector;
        }
    if (ret->breach == BREACH_DENIED)
        quote_denial(batch, &item->profile, arena, ret);
    return result;
}

/* The later one is judged against the earlier. */
static int judge_items(struct batch *batch, struct item items[2],
                       struct arena *arena, struct fold_explanation *ret,
                       struct error *err)
{
    const struct profile *profiles[] = {&items[0].profile, &items[1].profile};
    struct match match;
    int result = 0;

    batch_judge(batch, profiles[1], profiles[0], &match);
    *ret = (struct fold_explanation){
        .rule = match.rule,
        .breach = match.breach,
        .containment = match.containment,
        .needed = match.needed,
        .shared = match.shared,
        .opening = match.opening,
        .facts = match.facts,
        .facts_needed = facts_needed(profiles[0], profiles[1])};
    if (match.copy)
        ret->breach = BREACH_NONE;
    if (match.copy)
        result = find_objection(batch, &items[1], profiles[0], arena, ret, err);
    else if (match.breach == BREACH_OPPOSED)
        list_contradictions(batch, profiles[1], profiles[0], &match, arena,
                            ret);
    ret->copy = ret->breach == BREACH_NONE;
    if (!ret->copy)
        ret->rule = FOLD_ALONE;
    return result;
}

/* Judge a pair; texts: and say what the verdict rests on. */
static int explain_pair(const struct fold_options *options,
                        const struct fold_source *source,
                        const struct fold_document *a,
                        const struct fold_document *b, bool texts,
                        struct arena *arena, struct fold_explanation *ret,
                        struct error *err)
{
    struct batch batch;
    batch_init(&batch, options, source, arena);
    struct fold_document documents[] = {*a, *b};
    struct item *items = arena_calloc(&batch.own, 2, sizeof(*items));
    const struct profile *profiles[] = {&items[0].profile, &items[1].profile};
    int result = corrections_read_joins(&batch, err);

    if (result == 0)
        result = gather(&batch, documents, 2, items, err);
    if (result == 0)
        result = judge_items(&batch, items, arena, ret, err);
    if (result == 0 && texts)
        compare_texts(&batch, profiles, arena, ret);
    batch_release(&batch);
    return result;
}

int fold_explain(const struct fold_options *options,
                 const struct fold_source *source,
                 const struct fold_document *a, const struct fold_document *b,
                 struct arena *arena, struct fold_explanation *ret,
                 struct error *err)
{
    return explain_pair(options, source, a, b, true, arena, ret, err);
}

static int compare_neighbours(const void *a, const void *b)
{
    const struct fold_neighbour *x = a;
    const struct fold_neighbour *y = b;

    if (x->copy != y->copy)
        return x->copy ? -1 : 1;
    if (x->containment < y->containment || x->containment > y->containment)
        return x->containment > y->containment ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* One that came later is judged against the document, as folding does. */
static int judge_later(const struct fold_options *options,
                       const struct fold_source *source,
                       const struct fold_document *document,
                       const struct profile *later, struct arena *arena,
                       struct fold_neighbour *ret, struct error *err)
{
    struct fold_options past = *options;
    struct fold_explanation explanation = {0};

    past.past_only = true;
    int result = explain_pair(&past, source, document, &later->document, false,
                              arena, &explanation, err);
    if (result < 0)
        return result;
    ret->copy = explanation.copy;
    ret->rule = explanation.rule;
    ret->breach = explanation.breach;
    return 0;
}

int fold_neighbours(const struct fold_options *options,
                    const struct fold_source *source,
                    const struct fold_document *document, struct arena *arena,
                    struct fold_neighbour **ret, size_t *ret_count,
                    struct error *err)
{
    struct batch batch;
    batch_init(&batch, options, source, arena);
    struct item *item = arena_calloc(&batch.own, 1, sizeof(*item));
    struct found all[CANDIDATES];
    size_t count = 0;
    int result = corrections_read_joins(&batch, err);

    if (result == 0)
        result = gather(&batch, document, 1, item, err);
    if (result == 0)
        result = batch_judge_all(&batch, item, all, &count, err);
    if (result == 0) {
        struct fold_neighbour *found =
            arena_calloc(arena, count + 1, sizeof(*found));
        for (size_t i = 0; i < count; i++) {
            enum breach breach = breach_of(&all[i]);
            found[i] =
                (struct fold_neighbour){.entry = all[i].profile->document.entry,
                                        .story = all[i].story,
                                        .copy = breach == BREACH_NONE,
                                        .rule = all[i].match.rule,
                                        .breach = breach,
                                        .containment = all[i].match.containment,
                                        .needed = all[i].match.needed};
            if (result == 0 && found[i].entry > document->entry)
                result = judge_later(options, source, document, all[i].profile,
                                     arena, &found[i], err);
        }
        qsort(found, count, sizeof(*found), compare_neighbours);
        *ret = found;
        *ret_count = count;
    }
    batch_release(&batch);
    return result;
}
