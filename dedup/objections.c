/*
 * What a story has against a document that matches one of its entries: its other
 * entries know better.
 */
#include "dedup/fold_internal.h"

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

/* Whether two texts, as they were compared, contradict each other by a passage on
 * which a third takes no side; or by one word, of which it may have either, and be
 * a copy of both by its other edits. */
static bool leaves_open(const struct profile *third,
                        const struct profile *first,
                        const struct profile *second, const struct match *match)
{
    if (match->breach != BREACH_OPPOSED || match->slight)
        return false;
    if (match->alone)
        return true;
    for (size_t i = 0; i < match->dispute_count; i++)
        if (!side_of(third, first, second, &match->disputes[i]))
            return true;
    return false;
}

/* Whether one of the story contradicts the document by a passage on which what
 * matched takes no side. */
static bool is_denied_by(const struct found *match,
                         const struct profile *profile,
                         const struct found *other)
{
    return leaves_open(match->profile, profile, other->profile, &other->match);
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

/* A stranger was found by one match; what that says of others of its story. */
static void object_by_stranger(const struct profile *stranger,
                               const struct profile *profile,
                               const struct found *match, struct found *all,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct found *other = &all[i];
        if (other->story != match->story || !other->match.copy ||
            other->objection != BREACH_NONE)
            continue;
        other->objection = other == match
                               ? BREACH_STRANGE
                               : stranger_objects(stranger, profile, other);
        if (other->objection != BREACH_NONE)
            other->objector = stranger->document.entry;
    }
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
    struct looks looks = {.count = 0};
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++) {
        const struct profile *stranger = NULL;
        if (!all[i].match.copy || all[i].objection != BREACH_NONE ||
            all[i].match.rule == FOLD_LINK ||
            corrections_join(batch, all[i].story))
            continue;
        result =
            stranger_in_story(batch, profile, &all[i], &looks, &stranger, err);
        if (result < 0)
            break;
        if (stranger) {
            object_by_stranger(stranger, profile, &all[i], all, count);
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
    return !leaves_open(profile, one->profile, other->profile, &match);
}

/* Whether two texts contradict each other by a passage on which the document takes
 * no side. */
static bool contradict(struct batch *batch, const struct profile *profile,
                       const struct profile *one, const struct profile *other)
{
    struct match match;

    verify_opposed(one, other, &batch->scratch, &match);
    arena_clear(&batch->scratch);
    return leaves_open(profile, one, other, &match);
}

/* Whether what founded a story contradicts what founded the other, or what the
 * document matches there: so many silent copies may be nearer to the document that
 * a founder is none of its candidates. The founders have been read. */
static bool founders_contradict(struct batch *batch,
                                const struct profile *profile,
                                const struct found *other,
                                const struct found *found, size_t count,
                                int64_t story)
{
    int64_t there = batch_resolve(batch, other->story);
    const struct profile *founder = member_of(batch, story, story);
    const struct profile *theirs = member_of(batch, there, there);
    bool result =
        founder && (contradict(batch, profile, founder, other->profile) ||
                    (theirs && theirs != other->profile &&
                     contradict(batch, profile, founder, theirs)));

    for (size_t i = 0; i < count && theirs && !result; i++)
        result = batch_resolve(batch, found[i].story) == story &&
                 found[i].profile != founder &&
                 contradict(batch, profile, found[i].profile, theirs);
    return result;
}

int object_to_merger(struct batch *batch, const struct profile *profile,
                     const struct found *other, const struct found *found,
                     size_t count, int64_t story, bool *ret, struct error *err)
{
    *ret = false;
    for (size_t i = 0; i < count && !*ret; i++)
        *ret = batch_resolve(batch, found[i].story) == story &&
               (are_strangers(other->profile, found[i].profile) ||
                !reconciles(batch, profile, other, &found[i]));
    if (*ret || corrections_join(batch, story) ||
        corrections_join(batch, batch_resolve(batch, other->story)))
        return 0;
    int result = strangers_in_merger(batch, profile, other, found, count, story,
                                     ret, err);
    if (result == 0 && !*ret)
        *ret = founders_contradict(batch, profile, other, found, count, story);
    return result;
}
