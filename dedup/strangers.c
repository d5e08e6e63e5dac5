/*
 * Strangers: entries of a story that have nothing in common with a document that
 * matches another of its entries. Then that one holds two reports, or is on the
 * way from one to the other, and the document is not the story's.
 *
 * Looked at are the story's founder, and, since a stranger may stand anywhere among
 * hundreds, those of it that have what the match holds beside the document (rest.c).
 */
#include "dedup/fold_internal.h"

#define LEAST      20 /* words of a text that can be one */
#define COMPARABLE 4  /* times that a text is longer: no teaser of the other */
#define PART       2 /* times that a text is longer than what is but a part of it */
#define NOTHING    0.05 /* of the smaller in the larger, … */
#define STRANGE    0.15 /* … or a sentence */
#define LONGER     1.25 /* times: what holds a text and more */
#define EDITED     0.65 /* of a text's words, in one that is edited */
#define HELD       0.5  /* of a text, in one that holds it and more */
#define NEARLY     0.85 /* of a text's weight, … */
#define MOSTLY     0.65 /* … and of its words: what is left is no text */

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

bool are_strangers(const struct profile *a, const struct profile *b)
{
    const struct profile *smaller = a->kept <= b->kept ? a : b;
    double share = verify_share(a, b);

    /* A teaser may be one that is edited. */
    if (share >= STRANGE || (share < NOTHING && are_comparable(a, b)))
        return share < STRANGE;
    return share_words(smaller, smaller == a ? b : a) < EDITED;
}

/* Whether a match may be this text, or the most of it, and another beside; which may
 * weigh nothing, since others have poured it into many stories. What is
 * its beginning under its title is this one, cut: then the other is its end. */
static bool may_hold_others(const struct found *match,
                            const struct profile *profile)
{
    return !(match->match.begins && match->match.supported) &&
           profile->kept * COMPARABLE >= match->profile->kept &&
           (match->match.shared < NEARLY * match->profile->weight ||
            (double)profile->kept < MOSTLY * (double)match->profile->kept);
}

#define MOST_MEMBERS (1 + 2 * MOST_HOLDERS)

/* Entries of a story that a document may join: its founder, and perhaps others. */
struct member_list {
    int64_t document;
    int64_t entries[MOST_MEMBERS];
    size_t count;
};

const struct profile *member_of(const struct batch *batch, int64_t story,
                                int64_t entry)
{
    const struct profile *member = batch_profile(batch, entry);

    return member && !batch_waits(batch, entry) &&
                   batch_story_of(batch, member) == story
               ? member
               : NULL;
}

/* Whether a member of the story is a stranger to the document. */
static bool is_stranger(const struct profile *profile,
                        const struct profile *member)
{
    return member->kept >= LEAST && profile->kept >= LEAST &&
           profile->kept * COMPARABLE >= member->kept &&
           are_strangers(profile, member);
}

/* What was read of a listed entry, if it is in that story, and came before the
 * document where only such are to be looked at. */
static const struct profile *listed(const struct batch *batch, int64_t story,
                                    const struct member_list *list, size_t i)
{
    int64_t entry = list->entries[i];

    if (batch->options->past_only && entry > list->document)
        return NULL;
    return member_of(batch, story, entry);
}

/*
 * A story may not be the document's although it matches an entry of it: a
 * stranger has founded it, or there is one in it. Which of them is one; NULL: it
 * is the document's. teasers: such are strangers, too.
 */
static const struct profile *find_stranger(const struct batch *batch,
                                           int64_t story, bool teasers,
                                           const struct profile *profile,
                                           const struct member_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct profile *member = listed(batch, story, list, i);
        if (member && (teasers || are_comparable(profile, member)) &&
            is_stranger(profile, member))
            return member;
    }
    return NULL;
}

/* Note that a text is looked at in a story; whether it was not yet, nor one that has
 * nearly all of it, and it is not one too many. */
static bool note_look(struct looks *looks, const struct profile *text,
                      int64_t story)
{
    for (size_t i = 0; i < looks->count; i++)
        if (looks->stories[i] == story &&
            text->kept * NEARLY <= looks->texts[i]->kept &&
            verify_share(looks->texts[i], text) >= NEARLY)
            return false;
    if (looks->count == MOST_LOOKS)
        return false;
    looks->texts[looks->count] = text;
    looks->stories[looks->count++] = story;
    return true;
}

/* Add those that have the rest of a text. */
static int list_holders(struct batch *batch, const struct profile *whole,
                        const struct profile *part, int64_t story,
                        struct member_list *list, struct error *err)
{
    size_t count = 0;
    int result = rest_holders(batch, whole, part, story,
                              list->entries + list->count, &count, err);

    list->count += count;
    return result;
}

/* Read what of the entries was not yet. */
static int read_entries(struct batch *batch, const struct member_list *list,
                        struct error *err)
{
    int64_t unread[MOST_MEMBERS];
    size_t wanted = 0;

    for (size_t i = 0; i < list->count; i++)
        if (!batch_profile(batch, list->entries[i]))
            unread[wanted++] = list->entries[i];
    return wanted ? gather_entries(batch, unread, wanted, err) : 0;
}

/* Whether a text is another and more. */
static bool holds(const struct profile *whole, const struct profile *part)
{
    return (double)whole->kept > LONGER * (double)part->kept &&
           part->kept * COMPARABLE >= whole->kept &&
           verify_share(whole, part) >= HELD;
}

/* Read a story's founder; and, for a match that may hold other texts, those that
 * have the rest of it, or of the founder. */
static int read_members(struct batch *batch, const struct profile *profile,
                        const struct found *match, struct looks *looks,
                        struct member_list *list, struct error *err)
{
    int64_t story = match->story;

    *list = (struct member_list){profile->document.entry, {story}, 1};
    int result = read_entries(batch, list, err);
    if (result < 0 || !may_hold_others(match, profile) ||
        !note_look(looks, match->profile, story))
        return result;
    result = list_holders(batch, match->profile, profile, story, list, err);
    const struct profile *founder = member_of(batch, story, story);
    if (result == 0 && founder && holds(founder, profile) &&
        note_look(looks, founder, story))
        result = list_holders(batch, founder, profile, story, list, err);
    return result < 0 ? result : read_entries(batch, list, err);
}

int stranger_in_story(struct batch *batch, const struct profile *profile,
                      const struct found *match, struct looks *looks,
                      const struct profile **ret, struct error *err)
{
    struct member_list list;
    int result = read_members(batch, profile, match, looks, &list, err);

    if (result == 0)
        *ret = find_stranger(batch, match->story, true, profile, &list);
    return result;
}

enum breach stranger_objects(const struct profile *stranger,
                             const struct profile *profile,
                             const struct found *match)
{
    if (match->match.rule == FOLD_LINK || match->match.rule == FOLD_TITLE)
        return BREACH_NONE;
    if (may_hold_others(match, profile))
        return BREACH_STRANGE;
    return match->profile->kept * PART <= profile->kept &&
                   stranger->kept * 2 > profile->kept
               ? BREACH_BELIED
               : BREACH_NONE;
}

/* Whether a story has a stranger to a part of a document by which it would be one
 * with the part's: an entry that has the rest of it. */
static int has_stranger_to(struct batch *batch, const struct profile *whole,
                           const struct profile *part, int64_t story,
                           struct looks *looks, bool *ret, struct error *err)
{
    struct member_list list = {whole->document.entry, {story}, 1};

    if (!holds(whole, part) || !note_look(looks, part, story))
        return 0;
    int result = list_holders(batch, whole, part, story, &list, err);
    if (result == 0)
        result = read_entries(batch, &list, err);
    *ret = result == 0 && find_stranger(batch, story, false, part, &list);
    return result;
}

/* Whether strangers founded two stories, or one's founder is a stranger to the
 * other. */
static int founders_object(struct batch *batch, const struct profile *profile,
                           const int64_t stories[2], struct looks *looks,
                           bool *ret, struct error *err)
{
    struct member_list list = {
        profile->document.entry, {stories[0], stories[1]}, 2};
    const struct profile *founders[2];
    int result = read_entries(batch, &list, err);

    for (int i = 0; i < 2; i++)
        founders[i] = member_of(batch, stories[i], stories[i]);
    *ret = result == 0 && founders[0] && founders[1] &&
           are_comparable(founders[0], founders[1]) &&
           are_strangers(founders[0], founders[1]);
    for (int i = 0; i < 2 && result == 0 && !*ret; i++)
        if (founders[i])
            result = has_stranger_to(batch, profile, founders[i], stories[!i],
                                     looks, ret, err);
    return result;
}

int strangers_in_merger(struct batch *batch, const struct profile *profile,
                        const struct found *other, const struct found *found,
                        size_t count, int64_t story, bool *ret,
                        struct error *err)
{
    int64_t there = batch_resolve(batch, other->story);
    const int64_t stories[] = {story, there};
    struct looks looks = {.count = 0};
    int result = founders_object(batch, profile, stories, &looks, ret, err);

    if (result == 0 && !*ret)
        result = has_stranger_to(batch, profile, other->profile, story, &looks,
                                 ret, err);
    for (size_t i = 0; i < count && result == 0 && !*ret; i++)
        if (batch_resolve(batch, found[i].story) == story)
            result = has_stranger_to(batch, profile, found[i].profile, there,
                                     &looks, ret, err);
    return result;
}
