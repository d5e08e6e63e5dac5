/*
 * What a story has against a document that matches one of its entries: its other
 * entries know better.
 */
#include "dedup/fold_internal.h"

#define TEASER 3    /* times that a text is longer than its teaser */
#define BELIED 0.35 /* containment in a full text of the story */

/*
 * What matched may be only a teaser of a story whose full texts are others: it
 * may be mostly a passage that many stories have, and the full texts know better.
 * Which of them does; 0: none.
 */
static int64_t find_belier(const struct found *teaser,
                           const struct profile *profile,
                           const struct found *all, size_t count)
{
    if (teaser->profile->kept * TEASER > profile->kept)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].story == teaser->story && !all[i].match.copy &&
            all[i].match.breach == BREACH_CONTAINMENT &&
            all[i].match.containment < BELIED &&
            all[i].profile->kept * 2 > profile->kept)
            return all[i].profile->document.entry;
    return 0;
}

/* Whether a text has a passage of another, from..to, with a word beside it. */
static bool has_passage(const struct profile *profile,
                        const struct profile *other, uint32_t from, uint32_t to)
{
    uint32_t first = from > 2 ? from - 2 : 0;

    for (uint32_t i = first; i < to || i < from; i++)
        if (i + 2 < other->word_count &&
            profile_has(profile, shingle_at(&other->words[i])))
            return true;
    return false;
}

/* Whether a third text takes the first's side where two contradict each other,
 * and not the second's: -1 if it is the other way round, 0 if it is silent on
 * it, or has both. */
static int side_of(const struct profile *third, const struct profile *first,
                   const struct profile *second, const struct dispute *dispute)
{
    return (int)has_passage(third, first, dispute->from[0], dispute->to[0]) -
           (int)has_passage(third, second, dispute->from[1], dispute->to[1]);
}

/* Whether one of the story contradicts the document by a passage on which what
 * matched takes no side. */
static bool is_denied_by(const struct found *match,
                         const struct profile *profile,
                         const struct found *other)
{
    if (other->match.breach != BREACH_OPPOSED)
        return false;
    for (size_t i = 0; i < other->match.dispute_count; i++)
        if (!side_of(match->profile, profile, other->profile,
                     &other->match.disputes[i]))
            return true;
    return false;
}

/*
 * Another text of the story may contradict the document where what matched takes
 * no side: it is silent on it, or cut before, or has both. Where it has the
 * other's word, the two were compared in that, and it was an edit or an update.
 * Which text does; 0: none.
 */
static int64_t find_denier(const struct found *match,
                           const struct profile *profile,
                           const struct found *all, size_t count)
{
    if (match->match.rule == FOLD_LINK)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].story == match->story && !all[i].match.copy &&
            is_denied_by(match, profile, &all[i]))
            return all[i].profile->document.entry;
    return 0;
}

void object_by_story(struct found *match, const struct profile *profile,
                     const struct found *all, size_t count)
{
    if (!match->match.copy)
        return;
    match->objection = BREACH_BELIED;
    match->objector = find_belier(match, profile, all, count);
    if (match->objector)
        return;
    match->objector = find_denier(match, profile, all, count);
    match->objection = match->objector ? BREACH_DENIED : BREACH_NONE;
}

/* Strangers */

#define LEAST       20 /* words of a text that can be one */
#define COMPARABLE  4  /* times that a text is longer: no teaser of the other */
#define NOTHING     0.05 /* of the smaller in the larger, … */
#define STRANGE     0.15 /* … or a sentence; kin share more … */
#define RELATED     0.25
#define NO_LONGER   0.8  /* … and are no longer, else they may hold both */
#define EDITED      0.65 /* of a text's words, in one that is edited */
#define NEARLY      0.85 /* of a text's weight: what is left is no text */
#define MEMBERS     6 /* of a story that are looked at beside its founder, … */
#define MOST_LISTED 4 /* … for so many matches */

/* Whether none of two texts is but a teaser of the other's length. */
static bool are_comparable(const struct profile *a, const struct profile *b)
{
    return a->kept >= LEAST && b->kept >= LEAST &&
           a->kept * COMPARABLE >= b->kept && b->kept * COMPARABLE >= a->kept;
}

/* The share of a text's words that are anywhere in another: of one that is edited
 * throughout hardly a shingle may be left. */
static double share_words(const struct profile *part,
                          const struct profile *profile)
{
    struct table words = {0};
    size_t shared = 0;
    size_t count = 0;

    for (size_t i = 0; i < profile->word_count; i++)
        *table_at(&words, profile->words[i].hash) = 1;
    for (size_t i = 0; i < part->line_count; i++) {
        const struct line *line = &part->lines[i];
        for (size_t j = 0; j < line->count && !line->skip; j++, count++)
            shared += table_get(&words, part->words[line->first + j].hash);
    }
    table_release(&words);
    return count ? (double)shared / (double)count : 0;
}

/* Whether two texts with that share have nothing in common, or no more than a
 * sentence that many reports have. A teaser may be one that is edited. */
static bool is_strange_share(const struct profile *a, const struct profile *b,
                             double share)
{
    const struct profile *smaller = a->kept <= b->kept ? a : b;

    if (share >= STRANGE || (share < NOTHING && are_comparable(a, b)))
        return share < STRANGE;
    return share_words(smaller, smaller == a ? b : a) < EDITED;
}

static bool are_strangers(const struct profile *a, const struct profile *b)
{
    return is_strange_share(a, b, verify_share(a, b));
}

/* Whether a match may be this text, or the most of it, and another beside. What is
 * its beginning under its title is this one, cut: then the other is its end. */
static bool may_hold_others(const struct found *match,
                            const struct profile *profile)
{
    return !(match->match.begins && match->match.supported) &&
           profile->kept * COMPARABLE >= match->profile->kept &&
           match->match.shared < NEARLY * match->profile->weight;
}

/* A story's founder, and its newest entries; how many. */
static int list_members(struct batch *batch, int64_t story, int64_t *ret,
                        size_t *ret_count, struct error *err)
{
    size_t member = members_newest(&batch->members, story);
    int64_t *stored = NULL;
    size_t found = 0;
    size_t count = 0;

    ret[count++] = story;
    for (; member && count <= MEMBERS;
         member = members_older(&batch->members, member))
        ret[count++] = batch->documents[member - 1]->document.entry;
    if (count > MEMBERS) {
        *ret_count = count;
        return 0;
    }
    int result = batch->source->members(batch->source->context, story,
                                        MEMBERS + 1 - count, &batch->chunk,
                                        &stored, &found, err);
    for (size_t i = 0; i < found && result == 0; i++)
        ret[count++] = stored[i];
    *ret_count = count;
    return result;
}

/* What was read of an entry, if it is in that story. */
static const struct profile *member_of(const struct batch *batch, int64_t story,
                                       int64_t entry)
{
    const struct profile *member = batch_profile(batch, entry);

    return member && !batch_waits(batch, entry) &&
                   batch_story_of(batch, member) == story
               ? member
               : NULL;
}

enum relation { NEITHER, STRANGER, KIN };

/* What a member of the story is to the document. */
static enum relation relation_of(const struct profile *profile,
                                 const struct profile *member)
{
    bool teaser = member->kept * COMPARABLE < profile->kept;

    if (member->kept < LEAST || profile->kept < LEAST ||
        profile->kept * COMPARABLE < member->kept)
        return NEITHER;
    double share = verify_share(profile, member);
    if (is_strange_share(profile, member, share))
        return STRANGER;
    return !teaser && share >= RELATED &&
                   member->kept * NO_LONGER < profile->kept
               ? KIN
               : NEITHER;
}

/*
 * A story may not be the document's although it matches an entry of it: a
 * stranger has founded it, or there are strangers in it and no kin, which is
 * what no longer text shares a part with it. Which of them is one; 0: it is the
 * document's.
 */
static int64_t find_stranger(const struct batch *batch, int64_t story,
                             const struct profile *profile,
                             const int64_t *members, size_t count)
{
    int64_t stranger = 0;
    bool kin = false;

    for (size_t i = 0; i < count; i++) {
        const struct profile *member = member_of(batch, story, members[i]);
        enum relation relation =
            member ? relation_of(profile, member) : NEITHER;
        if (relation == STRANGER && !i && are_comparable(profile, member))
            return members[i];
        if (relation == STRANGER && !stranger)
            stranger = members[i];
        kin |= relation == KIN;
    }
    return kin ? 0 : stranger;
}

/* Read a story's founder, and of a match that may hold other texts some of its
 * members; listed: for how many it was done. */
static int read_members(struct batch *batch, const struct profile *profile,
                        const struct found *match, size_t *listed,
                        int64_t members[MEMBERS + 1], size_t *ret_count,
                        struct error *err)
{
    int64_t unread[MEMBERS + 1];
    size_t wanted = 0;
    size_t count = 1;
    int result = 0;

    members[0] = match->story;
    if (may_hold_others(match, profile) && (*listed)++ < MOST_LISTED)
        result = list_members(batch, match->story, members, &count, err);
    for (size_t i = 0; i < count && result == 0; i++)
        if (!batch_profile(batch, members[i]))
            unread[wanted++] = members[i];
    *ret_count = count;
    return result == 0 && wanted ? gather_entries(batch, unread, wanted, err)
                                 : result;
}

/* A story's founder that contradicts the document, though so many silent copies are
 * nearer that the two were not compared; without a profile: there is none. */
static void judge_founder(struct batch *batch, const struct profile *profile,
                          int64_t story, const struct found *all, size_t count,
                          struct found *ret)
{
    const struct profile *founder = member_of(batch, story, story);

    *ret = (struct found){.story = story};
    for (size_t i = 0; i < count; i++)
        if (all[i].profile == founder)
            return;
    if (founder &&
        verify_opposed(profile, founder, &batch->scratch, &ret->match))
        ret->profile = founder;
    arena_clear(&batch->scratch);
}

int object_by_members(struct batch *batch, const struct profile *profile,
                      struct found *all, size_t count, struct error *err)
{
    struct found founder = {0}; /* of the story of the last match */
    size_t listed = 0;
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++) {
        int64_t members[MEMBERS + 1];
        size_t member_count = 0;
        if (!all[i].match.copy || all[i].objection != BREACH_NONE ||
            all[i].match.rule == FOLD_LINK ||
            corrections_join(batch, all[i].story))
            continue;
        result = read_members(batch, profile, &all[i], &listed, members,
                              &member_count, err);
        if (result < 0)
            break;
        all[i].objector =
            find_stranger(batch, all[i].story, profile, members, member_count);
        if (all[i].objector) {
            all[i].objection = BREACH_STRANGE;
            continue;
        }
        if (founder.story != all[i].story)
            judge_founder(batch, profile, all[i].story, all, count, &founder);
        if (founder.profile && is_denied_by(&all[i], profile, &founder)) {
            all[i].objector = all[i].story;
            all[i].objection = BREACH_DENIED;
        }
    }
    return result;
}

/* Mergers */

/* Whether two that the document matches do not contradict each other, but where
 * it takes a side. */
static bool reconciles(struct batch *batch, const struct profile *profile,
                       const struct found *one, const struct found *other)
{
    struct match match;

    batch_judge(batch, one->profile, other->profile, &match);
    for (size_t i = 0;
         match.breach == BREACH_OPPOSED && i < match.dispute_count; i++)
        if (!side_of(profile, one->profile, other->profile, &match.disputes[i]))
            return false;
    return true;
}

/* Whether two stories were founded by strangers: then what matches both holds two
 * texts, or has become one from the other by and by. */
static int founders_are_strangers(struct batch *batch, int64_t a, int64_t b,
                                  bool *ret, struct error *err)
{
    int64_t founders[] = {a, b};
    int64_t unread[2];
    size_t count = 0;
    int result = 0;

    for (size_t i = 0; i < 2; i++)
        if (!batch_profile(batch, founders[i]))
            unread[count++] = founders[i];
    if (count)
        result = gather_entries(batch, unread, count, err);
    const struct profile *x = member_of(batch, a, a);
    const struct profile *y = member_of(batch, b, b);
    *ret = result == 0 && x && y && are_comparable(x, y) && are_strangers(x, y);
    return result;
}

int object_to_merger(struct batch *batch, const struct profile *profile,
                     const struct found *other, const struct found *found,
                     size_t count, int64_t story, bool *ret, struct error *err)
{
    int64_t there = batch_resolve(batch, other->story);
    int result = 0;

    *ret = false;
    if (!corrections_join(batch, story) && !corrections_join(batch, there))
        result = founders_are_strangers(batch, story, there, ret, err);

    for (size_t i = 0; i < count && result == 0 && !*ret; i++)
        *ret = batch_resolve(batch, found[i].story) == story &&
               (are_strangers(other->profile, found[i].profile) ||
                !reconciles(batch, profile, other, &found[i]));
    return result;
}
