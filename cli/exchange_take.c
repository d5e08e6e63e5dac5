/*
 * Taking in the entries of another database, line by line.
 *
 * What is here stays as it is: of an entry that is known only the user's marks
 * and, where there are none, its revisions are taken, and a story that the file
 * and this database share is this database's. New entries are put where the
 * file says; of what folding answers only the fingerprints are used, so that
 * what comes later can be matched with them, and those only within the window.
 *
 * The lines are hostile. Each is checked before it changes anything. Numbers of
 * the file mean nothing here but through what was remembered of the lines
 * before.
 */
#include "cli/exchange_take.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/ids.h"
#include "base/limits.h"
#include "cli/credentials.h"
#include "cli/exchange_line.h"
#include "cli/fields.h"
#include "cli/settings.h"

/* Feeds */

static int check_tags(const json_t *tags, struct string_list *list,
                      struct error *err)
{
    for (size_t i = 0; i < json_array_size(tags); i++) {
        const char *tag = json_string_value(json_array_get(tags, i));
        if (!tag || i >= LIMIT_LIST || !tag_check(tag))
            return error_set(err, ERROR_INPUT, "its tags are not tags");
        string_list_add(list, tag);
    }
    return 0;
}

static int add_feed(struct taking *taking, const struct exchange_feed *from,
                    const struct string_list *tags, int64_t *ret_feed,
                    struct error *err)
{
    struct feed_new feed = {
        .url = from->url.data,
        .title = from->user_title,
        .tags = *tags,
        .allow_private = taking->options->allow_private,
        .now = taking->cli->now,
    };
    int result = store_feed_add(taking->store, &feed, ret_feed, err);

    if (result == 0)
        result = store_feed_describe(taking->store, *ret_feed, from->title,
                                     from->site, from->outlet, err);
    if (result == 0)
        result =
            store_feed_priority(taking->store, *ret_feed, from->priority, err);
    if (result == 0 && from->has_credentials)
        result = credentials_store(taking->store, taking->cli, *ret_feed,
                                   from->user.data, from->password.data, err);
    if (result < 0)
        return result;
    return store_import_remember(taking->store, IMPORT_FEED, from->feed,
                                 *ret_feed, err);
}

static int read_feed(struct taking *taking, const json_t *line,
                     struct error *err)
{
    CLEANUP(string_list_release) struct string_list tags = {0};
    CLEANUP(exchange_feed_release) struct exchange_feed feed;
    int64_t here = 0;
    int result =
        exchange_feed_read(line, taking->options->allow_private, &feed, err);

    for (size_t i = 0; i < taking->options->tags.count; i++)
        string_list_add(&tags, taking->options->tags.items[i]);
    if (result < 0 || check_tags(feed.tags, &tags, err) < 0)
        return err->code;
    return add_feed(taking, &feed, &tags, &here, err);
}

/* Entries */

/* Write the batch: fingerprints by folding, places by the file. */
int taking_place(struct taking *taking, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    size_t count = taking->count;
    struct fold_document *documents =
        arena_calloc(&arena, count + 1, sizeof(*documents));
    int64_t *ids = arena_calloc(&arena, count + 1, sizeof(*ids));
    int64_t since = taking->cli->now - taking->cli->config.window;
    struct fold_result folded;

    taking->count = 0;
    for (size_t i = 0; i < count; i++)
        ids[i] = taking->batch[i].entry;
    if (!count)
        return 0;
    if (store_fold_documents(taking->store, ids, count, &arena, documents,
                             err) < 0 ||
        fold_batch(&taking->fold,
                   store_fold_source(taking->store, FOLD_VERSION), documents,
                   count, &arena, &folded, err) < 0)
        return err->code;
    struct fold_assignment *places =
        arena_calloc(&arena, count, sizeof(*places));
    for (size_t i = 0; i < count; i++) {
        const struct placed *placed = &taking->batch[i];
        places[i] = folded.assignments[i];
        places[i].story = placed->story;
        places[i].nearest = placed->nearest;
        places[i].similarity = placed->similarity;
        places[i].rule = (enum fold_rule)placed->rule;
        if (placed->first_seen < since)
            places[i].feature_count = 0;
    }
    folded.assignments = places;
    folded.merge_count = 0;
    return store_fold_apply(taking->store, &folded, FOLD_VERSION, err);
}

/* The file's story is known here by one of its entries: what was founded for
 * it before joins that. */
static int know_story(struct taking *taking, int64_t there, int64_t story,
                      struct error *err)
{
    int64_t here, founded;

    if (store_import_recall(taking->store, IMPORT_STORY, there, &here, err) <
            0 ||
        store_import_recall(taking->store, IMPORT_FOUNDED, here, &founded,
                            err) < 0)
        return err->code;
    if (here == story || (here && !founded))
        return 0;
    if (here) {
        struct fold_merge merge = {.from = here, .into = story};
        struct fold_result result = {.merges = &merge, .merge_count = 1};
        if (taking_place(taking, err) < 0 ||
            store_fold_apply(taking->store, &result, FOLD_VERSION, err) < 0)
            return err->code;
    }
    return store_import_remember(taking->store, IMPORT_STORY, there, story,
                                 err);
}

/* A new entry's story: the one its file's became, or its own. */
static int choose_story(struct taking *taking, int64_t there,
                        struct placed *placed, struct error *err)
{
    int64_t first = taking->count ? taking->batch[0].entry : placed->entry;
    int64_t story;

    if (store_import_recall(taking->store, IMPORT_STORY, there, &story, err) <
        0)
        return err->code;
    /* Another program may have removed it between two batches. */
    if (story && story < first &&
        store_entry_of(taking->store, story, &(int64_t){0}, &story, err) ==
            STORE_NONE)
        story = 0;
    placed->story = story ? story : placed->entry;
    if (story)
        return 0;
    if (store_import_remember(taking->store, IMPORT_FOUNDED, placed->entry, 1,
                              err) < 0)
        return err->code;
    return store_import_remember(taking->store, IMPORT_STORY, there,
                                 placed->entry, err);
}

static int add_entry(struct taking *taking, int64_t feed,
                     const struct exported_entry *from, int64_t *ret_here,
                     struct error *err)
{
    struct placed placed = {.first_seen = from->first_seen,
                            .similarity = from->similarity,
                            .rule = from->rule};
    struct store *store = taking->store;
    int64_t founded = 0;

    if (store_entry_take(store, feed, from, &placed.entry, err) < 0)
        return err->code;
    if (!placed.entry) {
        taking->pruned++;
        return 0;
    }
    if (choose_story(taking, from->story, &placed, err) < 0 ||
        store_import_recall(store, IMPORT_ENTRY, from->nearest, &placed.nearest,
                            err) < 0 ||
        store_import_recall(store, IMPORT_FOUNDED, placed.story, &founded,
                            err) < 0 ||
        store_import_new_states(store, placed.entry, founded != 0, from, err) <
            0)
        return err->code;
    if (from->nearest && !placed.nearest &&
        store_import_remember(store, IMPORT_LATER, placed.entry, from->nearest,
                              err) < 0)
        return err->code;
    taking->added++;
    taking->batch[taking->count++] = placed;
    *ret_here = placed.entry;
    return 0;
}

static int know_entry(struct taking *taking, const struct known_entry *known,
                      const struct exported_entry *from, struct error *err)
{
    taking->known++;
    /* An earlier line of this batch: it is not folded yet. */
    if (known->story && know_story(taking, from->story, known->story, err) < 0)
        return err->code;
    return store_import_known_states(taking->store, known, from, err);
}

static int read_entry(struct taking *taking, const json_t *line,
                      struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct exported_entry from;
    struct known_entry known = {0};
    int64_t feed = 0;

    if (exchange_entry_read(line, taking->cli->now, &arena, &from, err) < 0 ||
        store_import_recall(taking->store, IMPORT_FEED, from.feed, &feed, err) <
            0)
        return err->code;
    if (!feed)
        return error_set(err, ERROR_INPUT, "no line before it is its feed's");
    int result = store_entry_known(taking->store, feed, &from, &known, err);
    if (result == 0)
        result = know_entry(taking, &known, &from, err);
    else if (result == STORE_NONE)
        result = add_entry(taking, feed, &from, &known.entry, err);
    if (result < 0 || !known.entry)
        return result;
    return store_import_remember(taking->store, IMPORT_ENTRY, from.entry,
                                 known.entry, err);
}

/* Corrections */

static bool is_among(const struct correction *correction, int side,
                     int64_t entry)
{
    return correction->counts[side] &&
           bsearch(&entry, correction->sides[side], correction->counts[side],
                   sizeof(entry), ids_compare);
}

/* Those of the file's entries that are here, in the order of numbers here, each
 * on one side: two of an older file may be one here. */
static int recall_side(struct taking *taking, const struct correction *from,
                       int side, struct arena *arena, struct correction *to,
                       struct error *err)
{
    int64_t *entries =
        arena_calloc(arena, from->counts[side] + 1, sizeof(*entries));
    size_t count = 0;

    for (size_t i = 0; i < from->counts[side]; i++) {
        if (store_import_recall(taking->store, IMPORT_ENTRY,
                                from->sides[side][i], &entries[count], err) < 0)
            return err->code;
        count += entries[count] != 0;
    }
    qsort(entries, count, sizeof(*entries), ids_compare);
    to->sides[side] = entries;
    to->counts[side] = 0;
    for (size_t i = 0; i < count; i++)
        if ((!i || entries[i] != entries[i - 1]) &&
            (!side || !is_among(to, 0, entries[i])))
            entries[to->counts[side]++] = entries[i];
    return 0;
}

static int read_correction(struct taking *taking, const json_t *line,
                           struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct correction from;
    int64_t number = 0;

    if (taking_place(taking, err) < 0 ||
        exchange_correction_read(line, &arena, &from, err) < 0)
        return err->code;
    struct correction correction = from;
    if (recall_side(taking, &from, 0, &arena, &correction, err) < 0 ||
        recall_side(taking, &from, 1, &arena, &correction, err) < 0)
        return err->code;
    size_t all = correction.counts[0] + correction.counts[1];
    if (all < 2 || !correction.counts[0] ||
        (!correction.together && !correction.counts[1]))
        return 0; /* what is not here needs no word */
    int result =
        store_correction_same(taking->store, &correction, &number, err);
    if (result < 0 || number) /* said already */
        return result;
    return store_correction_add(taking->store, &correction, &number, err);
}

int taking_line(struct taking *taking, const json_t *line, struct error *err)
{
    static const struct {
        const char *type;
        int (*read)(struct taking *, const json_t *, struct error *);
    } types[] = {{"feed", read_feed},
                 {"entry", read_entry},
                 {"correction", read_correction}};

    const char *type = json_string_value(json_object_get(line, "type"));

    for (size_t i = 0; type && i < sizeof(types) / sizeof(*types); i++)
        if (!strcmp(types[i].type, type))
            return types[i].read(taking, line, err);
    return error_set(err, ERROR_INPUT,
                     "its type is none of feed, entry, correction");
}
