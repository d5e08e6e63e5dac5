/*
 * newsfold merge, split: the user's word against folding's.
 *
 * A merge joins the stories at once. A split lets all entries of the story go
 * and folds them again with the two sides kept apart, so that a copy which was
 * matched to one of those that left goes where it belongs. Then everything
 * that stayed is kept apart from what left, not only one of them.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/cli.h"
#include "cli/fold_again.h"
#include "cli/fold_version.h"

#define MOST_NAMED 1000

struct named {
    int64_t entries[MOST_NAMED];
    int64_t stories[MOST_NAMED];
    size_t count;
};

static int refuse(int64_t correction, const char *what, int64_t a, int64_t b,
                  bool together, struct error *err)
{
    return error_set(err, ERROR_INPUT,
                     "%s: correction %lld keeps entries %lld and %lld %s; "
                     "newsfold corrections --undo %lld lifts it",
                     what, (long long)correction, (long long)a, (long long)b,
                     together ? "together" : "apart", (long long)correction);
}

/* Whether an earlier correction says otherwise of any two. */
static int check_against(struct store *store, const char *what, bool together,
                         const int64_t *a, size_t a_count, const int64_t *b,
                         size_t b_count, struct error *err)
{
    int64_t earlier = 0;
    int result = 0;

    for (size_t i = 0; i < a_count && result == 0; i++)
        for (size_t j = 0; j < b_count && result == 0; j++) {
            result = store_correction_against(store, together, a[i], b[j],
                                              &earlier, err);
            if (result == 0 && earlier)
                result = refuse(earlier, what, a[i], b[j], !together, err);
        }
    return result;
}

static int merge_stories(struct store *store, const struct named *named,
                         struct error *err)
{
    struct fold_merge merges[MOST_NAMED];
    struct fold_result result = {.merges = merges};
    int64_t oldest = named->stories[0];

    for (size_t i = 1; i < named->count; i++)
        if (named->stories[i] < oldest)
            oldest = named->stories[i];
    for (size_t i = 0; i < named->count; i++) {
        bool again = named->stories[i] == oldest;
        for (size_t j = 0; j < i; j++)
            again |= named->stories[j] == named->stories[i];
        if (!again)
            merges[result.merge_count++] =
                (struct fold_merge){named->stories[i], oldest};
    }
    return store_fold_apply(store, &result, FOLD_VERSION, err);
}

/* Each entry once, ascending, whatever order they were named in. */
static void sort_named(struct named *named)
{
    size_t kept = 0;

    for (size_t i = 0; i < named->count; i++) {
        int64_t entry = named->entries[i];
        int64_t story = named->stories[i];
        size_t at = kept;
        while (at && named->entries[at - 1] > entry)
            at--;
        if (at && named->entries[at - 1] == entry)
            continue;
        memmove(named->entries + at + 1, named->entries + at,
                (kept - at) * sizeof(*named->entries));
        memmove(named->stories + at + 1, named->stories + at,
                (kept - at) * sizeof(*named->stories));
        named->entries[at] = entry;
        named->stories[at] = story;
        kept++;
    }
    named->count = kept;
}

static int merge(struct cli *cli, struct store *store, struct named *named,
                 int64_t *ret_correction, struct error *err)
{
    sort_named(named);
    if (named->count < 2)
        return error_set(err, ERROR_INPUT,
                         "merging: all that was named is entry %lld",
                         (long long)named->entries[0]);
    struct correction correction = {
        .together = true,
        .made = cli->now,
        .sides = {named->entries, named->entries + 1},
        .counts = {1, named->count - 1},
    };
    int result = check_against(store, "merging", true, named->entries,
                               named->count, named->entries, named->count, err);

    /* Said before, it is not kept twice: undoing it undoes it. */
    if (result == 0)
        result = store_correction_same(store, &correction, ret_correction, err);
    if (result == 0 && !*ret_correction)
        result = store_correction_add(store, &correction, ret_correction, err);
    return result < 0 ? result : merge_stories(store, named, err);
}

static bool is_among(const int64_t *entries, size_t count, int64_t entry)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i] == entry)
            return true;
    return false;
}

/* The members of the story that were not named, moved to the front. */
static size_t keep_rest(const struct named *named, int64_t *members,
                        size_t count)
{
    size_t rest = 0;

    for (size_t i = 0; i < count; i++)
        if (!is_among(named->entries, named->count, members[i]))
            members[rest++] = members[i];
    return rest;
}

/* Of those that were not named, all that are in one story with the first. */
static int keep_stayed(struct store *store, int64_t *rest, size_t *count,
                       struct error *err)
{
    int64_t entry, story, with;
    size_t stayed = 0;
    int result = store_entry_of(store, rest[0], &entry, &story, err);

    for (size_t i = 0; i < *count && result == 0; i++) {
        result = store_entry_of(store, rest[i], &entry, &with, err);
        if (result == 0 && with == story)
            rest[stayed++] = rest[i];
    }
    *count = stayed;
    return result;
}

static int split(struct cli *cli, struct store *store,
                 const struct named *named, int64_t *ret_correction,
                 struct error *err)
{
    CLEANUP(xfreep) int64_t *all = NULL;
    CLEANUP(xfreep) int64_t *rest = NULL;
    size_t count = 0;
    size_t rest_count = 0;
    int result = fold_again_story(store, named->stories[0], &all, &count, err);

    if (result == 0)
        result =
            fold_again_story(store, named->stories[0], &rest, &rest_count, err);
    if (result < 0 || !all || !rest)
        return result;
    rest_count = keep_rest(named, rest, rest_count);
    if (!rest_count)
        return error_set(err, ERROR_INPUT,
                         "splitting: story %lld has no other entries",
                         (long long)named->stories[0]);
    result = check_against(store, "splitting", false, named->entries,
                           named->count, rest, rest_count, err);
    struct correction correction = {.made = cli->now,
                                    .sides = {named->entries, rest},
                                    .counts = {named->count, 1}};
    if (result == 0)
        result = store_correction_add(store, &correction, ret_correction, err);
    if (result == 0)
        result = fold_again(store, all, count, NULL, err);
    if (result == 0)
        result = keep_stayed(store, rest, &rest_count, err);
    correction.correction = *ret_correction;
    correction.counts[1] = rest_count;
    if (result == 0)
        result = store_correction_add(store, &correction, ret_correction, err);
    return result;
}

static int check_split(char *const *numbers, const struct named *named)
{
    for (size_t i = 0; i < named->count; i++) {
        long id;
        if (!cli_number(numbers[i], 1, INT64_MAX, &id) ||
            id != named->entries[i]) {
            cli_error("there is no entry %s; newsfold show STORY lists a "
                      "story's entries",
                      numbers[i]);
            return EXIT_USAGE;
        }
        if (named->stories[i] != named->stories[0]) {
            cli_error("entries %lld and %lld are not of one story",
                      (long long)named->entries[0],
                      (long long)named->entries[i]);
            return EXIT_USAGE;
        }
    }
    return EXIT_OK;
}

static int correct(struct cli *cli, struct store *store, bool together,
                   char *const *numbers, size_t count)
{
    struct named named = {.count = count};
    int64_t correction = 0;
    struct error err;

    if (fold_version_adopt(cli, store, &err) < 0 ||
        store_begin(store, &err) < 0)
        return cli_fail(&err);
    int status =
        cli_find_entries(store, numbers, count, named.entries, named.stories);
    if (status == EXIT_OK && !together)
        status = check_split(numbers, &named);
    if (status == EXIT_OK) {
        int result = together ? merge(cli, store, &named, &correction, &err)
                              : split(cli, store, &named, &correction, &err);
        if (result == 0)
            result = store_commit(store, &err);
        status = result < 0 ? cli_fail(&err) : EXIT_OK;
    }
    if (status == EXIT_OK)
        cli_note(cli, "correction %lld", (long long)correction);
    else
        store_rollback(store);
    return status;
}

static int run(struct cli *cli, int argc, char **argv, bool together)
{
    static const struct option options[] = {{0}};
    struct store *store;
    size_t least = together ? 2 : 1;

    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return EXIT_USAGE;
    size_t count = (size_t)(argc - optind);
    if (count < least || count > MOST_NAMED)
        return cli_usage(cli_command(argv[0]),
                         together ? "which stories? It takes two or more"
                                  : "which entries? newsfold show STORY lists "
                                    "them");
    int status = cli_open(cli, STORE_WRITE, &store);
    if (status != EXIT_OK)
        return status;
    status = correct(cli, store, together, argv + optind, count);
    store_free(store);
    return status;
}

int cmd_merge(struct cli *cli, int argc, char **argv)
{
    return run(cli, argc, argv, true);
}

int cmd_split(struct cli *cli, int argc, char **argv)
{
    return run(cli, argc, argv, false);
}
