/*
 * Taking in entries of another database.
 *
 * What is here stays as it is: of an entry that is known only the user's marks
 * and, where there are none, its revisions are taken, and a story that the file
 * and this database share is this database's. New entries are put where the
 * file says; of what folding answers only the fingerprints are used, so that
 * what comes later can be matched with them, and those only within the window.
 *
 * The lines are hostile. Each is checked before it changes anything; a wrong
 * one takes back the batch that it is in, a transaction, and ends the import.
 * Numbers of the file mean nothing here but through what was remembered of the
 * lines before. A file can be imported again, and goes on where it ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/credentials.h"
#include "cli/exchange.h"
#include "cli/exchange_line.h"
#include "cli/fields.h"
#include "cli/settings.h"
#include "cli/stopping.h"
#include "dedup/dedup.h"
#include "parser/parser.h"

#define BATCH    2000       /* entries a transaction, … */
#define BATCH_MB (64 << 20) /* … or bytes of lines */

struct placed {
    int64_t entry, story, nearest, first_seen;
    double similarity;
    int64_t rule;
};

struct reading {
    struct cli *cli;
    const struct importing *options;
    struct store *store;
    struct fold_options fold;
    struct placed batch[BATCH];
    size_t count; /* of the batch */
    size_t bytes; /* of lines since it began */
    size_t line;  /* number of the one that is read */
    size_t begun; /* the first of the batch */
    bool headed;  /* the first line was read */
    size_t added, known, pruned;
};

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

static int add_feed(struct reading *reading, const struct exchange_feed *from,
                    const struct string_list *tags, int64_t *ret_feed,
                    struct error *err)
{
    struct feed_new feed = {
        .url = from->url.data,
        .title = from->user_title,
        .tags = *tags,
        .allow_private = reading->options->allow_private,
        .now = reading->cli->now,
    };
    int result = store_feed_add(reading->store, &feed, ret_feed, err);

    if (result == 0)
        result = store_feed_describe(reading->store, *ret_feed, from->title,
                                     from->site, from->outlet, err);
    if (result == 0)
        result =
            store_feed_priority(reading->store, *ret_feed, from->priority, err);
    if (result == 0 && from->has_credentials)
        result = credentials_store(reading->store, reading->cli, *ret_feed,
                                   from->user.data, from->password.data, err);
    if (result < 0)
        return result;
    return store_import_remember(reading->store, IMPORT_FEED, from->feed,
                                 *ret_feed, err);
}

static int read_feed(struct reading *reading, const json_t *line,
                     struct error *err)
{
    CLEANUP(string_list_release) struct string_list tags = {0};
    CLEANUP(exchange_feed_release) struct exchange_feed feed;
    int64_t here = 0;
    int result =
        exchange_feed_read(line, reading->options->allow_private, &feed, err);

    for (size_t i = 0; i < reading->options->tags.count; i++)
        string_list_add(&tags, reading->options->tags.items[i]);
    if (result < 0 || check_tags(feed.tags, &tags, err) < 0)
        return err->code;
    return add_feed(reading, &feed, &tags, &here, err);
}

/* Entries */

/* Write the batch: fingerprints by folding, places by the file. */
static int place_batch(struct reading *reading, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    size_t count = reading->count;
    struct fold_document *documents =
        arena_calloc(&arena, count + 1, sizeof(*documents));
    int64_t *ids = arena_calloc(&arena, count + 1, sizeof(*ids));
    int64_t since = reading->cli->now - reading->cli->config.window;
    struct fold_result folded;

    reading->count = 0;
    for (size_t i = 0; i < count; i++)
        ids[i] = reading->batch[i].entry;
    if (!count)
        return 0;
    if (store_fold_documents(reading->store, ids, count, &arena, documents,
                             err) < 0 ||
        fold_batch(&reading->fold,
                   store_fold_source(reading->store, FOLD_VERSION), documents,
                   count, &arena, &folded, err) < 0)
        return err->code;
    struct fold_assignment *places =
        arena_calloc(&arena, count, sizeof(*places));
    for (size_t i = 0; i < count; i++) {
        const struct placed *placed = &reading->batch[i];
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
    return store_fold_apply(reading->store, &folded, FOLD_VERSION, err);
}

/* The file's story is known here by one of its entries: what was founded for
 * it before joins that. */
static int know_story(struct reading *reading, int64_t there, int64_t story,
                      struct error *err)
{
    int64_t here, founded;

    if (store_import_recall(reading->store, IMPORT_STORY, there, &here, err) <
            0 ||
        store_import_recall(reading->store, IMPORT_FOUNDED, here, &founded,
                            err) < 0)
        return err->code;
    if (here == story || (here && !founded))
        return 0;
    if (here) {
        struct fold_merge merge = {.from = here, .into = story};
        struct fold_result result = {.merges = &merge, .merge_count = 1};
        if (place_batch(reading, err) < 0 ||
            store_fold_apply(reading->store, &result, FOLD_VERSION, err) < 0)
            return err->code;
    }
    return store_import_remember(reading->store, IMPORT_STORY, there, story,
                                 err);
}

/* A new entry's story: the one its file's became, or its own. */
static int choose_story(struct reading *reading, int64_t there,
                        struct placed *placed, struct error *err)
{
    int64_t first = reading->count ? reading->batch[0].entry : placed->entry;
    int64_t story;

    if (store_import_recall(reading->store, IMPORT_STORY, there, &story, err) <
        0)
        return err->code;
    /* Another program may have removed it between two batches. */
    if (story && story < first &&
        store_entry_of(reading->store, story, &(int64_t){0}, &story, err) ==
            STORE_NONE)
        story = 0;
    placed->story = story ? story : placed->entry;
    if (story)
        return 0;
    if (store_import_remember(reading->store, IMPORT_FOUNDED, placed->entry, 1,
                              err) < 0)
        return err->code;
    return store_import_remember(reading->store, IMPORT_STORY, there,
                                 placed->entry, err);
}

static int add_entry(struct reading *reading, int64_t feed,
                     const struct exported_entry *from, int64_t *ret_here,
                     struct error *err)
{
    struct placed placed = {.first_seen = from->first_seen,
                            .similarity = from->similarity,
                            .rule = from->rule};
    struct store *store = reading->store;
    enum entry_change change;
    int64_t founded = 0;

    if (store_entry_put(store, feed, &from->fields, from->first_seen,
                        &placed.entry, &change, err) < 0)
        return err->code;
    if (change == ENTRY_PRUNED) {
        reading->pruned++;
        return 0;
    }
    if (choose_story(reading, from->story, &placed, err) < 0 ||
        store_import_recall(store, IMPORT_ENTRY, from->nearest, &placed.nearest,
                            err) < 0 ||
        store_import_recall(store, IMPORT_FOUNDED, placed.story, &founded,
                            err) < 0 ||
        store_import_new_states(store, placed.entry, founded != 0, from, err) <
            0)
        return err->code;
    reading->added++;
    reading->batch[reading->count++] = placed;
    *ret_here = placed.entry;
    return 0;
}

static int know_entry(struct reading *reading, const struct known_entry *known,
                      const struct exported_entry *from, struct error *err)
{
    reading->known++;
    /* An earlier line of this batch: it is not folded yet. */
    if (known->story && know_story(reading, from->story, known->story, err) < 0)
        return err->code;
    return store_import_known_states(reading->store, known, from, err);
}

static int read_entry(struct reading *reading, const json_t *line,
                      struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct exported_entry from;
    struct known_entry known = {0};
    int64_t feed = 0;

    if (exchange_entry_read(line, reading->cli->now, &arena, &from, err) < 0 ||
        store_import_recall(reading->store, IMPORT_FEED, from.feed, &feed,
                            err) < 0)
        return err->code;
    if (!feed)
        return error_set(err, ERROR_INPUT, "no line before it is its feed's");
    int result =
        store_entry_known(reading->store, feed, &from.fields, &known, err);
    if (result == 0)
        result = know_entry(reading, &known, &from, err);
    else if (result == STORE_NONE)
        result = add_entry(reading, feed, &from, &known.entry, err);
    if (result < 0 || !known.entry)
        return result;
    return store_import_remember(reading->store, IMPORT_ENTRY, from.entry,
                                 known.entry, err);
}

/* Corrections */

/* Those of the file's entries that are here. */
static int recall_side(struct reading *reading, const struct correction *from,
                       int side, struct arena *arena, struct correction *to,
                       struct error *err)
{
    int64_t *entries =
        arena_calloc(arena, from->counts[side] + 1, sizeof(*entries));

    to->sides[side] = entries;
    to->counts[side] = 0;
    for (size_t i = 0; i < from->counts[side]; i++) {
        int64_t here = 0;
        if (store_import_recall(reading->store, IMPORT_ENTRY,
                                from->sides[side][i], &here, err) < 0)
            return err->code;
        if (here)
            entries[to->counts[side]++] = here;
    }
    return 0;
}

static int read_correction(struct reading *reading, const json_t *line,
                           struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct correction from;
    int64_t number = 0;

    if (place_batch(reading, err) < 0 ||
        exchange_correction_read(line, &arena, &from, err) < 0)
        return err->code;
    struct correction correction = from;
    if (recall_side(reading, &from, 0, &arena, &correction, err) < 0 ||
        recall_side(reading, &from, 1, &arena, &correction, err) < 0)
        return err->code;
    size_t all = correction.counts[0] + correction.counts[1];
    if (all < 2 || !correction.counts[0] ||
        (!correction.together && !correction.counts[1]))
        return 0; /* what is not here needs no word */
    const int64_t *first = correction.sides[0];
    const int64_t *second =
        correction.counts[1] ? correction.sides[1] : first + 1;
    int result = store_correction_against(reading->store, !correction.together,
                                          *first, *second, &number, err);
    if (result < 0 || number) /* said already */
        return result;
    return store_correction_add(reading->store, &correction, &number, err);
}

/* Lines */

static int read_header(struct reading *reading, const json_t *object,
                       struct error *err)
{
    const char *what = json_string_value(json_object_get(object, "newsfold"));
    json_int_t version = json_integer_value(json_object_get(object, "version"));

    if (!what || strcmp(what, "entries") != 0)
        return error_set(err, ERROR_INPUT,
                         "it is not what newsfold export --entries prints");
    if (version != EXCHANGE_VERSION)
        return error_set(err, ERROR_INPUT,
                         "it is of version %lld, this newsfold reads %d",
                         (long long)version, EXCHANGE_VERSION);
    reading->headed = true;
    return 0;
}

static int read_object(struct reading *reading, const json_t *object,
                       struct error *err)
{
    static const struct {
        const char *type;
        int (*read)(struct reading *, const json_t *, struct error *);
    } types[] = {{"feed", read_feed},
                 {"entry", read_entry},
                 {"correction", read_correction}};

    const char *type = json_string_value(json_object_get(object, "type"));

    if (!reading->headed)
        return read_header(reading, object, err);
    for (size_t i = 0; type && i < sizeof(types) / sizeof(*types); i++)
        if (!strcmp(types[i].type, type))
            return types[i].read(reading, object, err);
    return error_set(err, ERROR_INPUT,
                     "its type is none of feed, entry, correction");
}

static int begin_batch(struct reading *reading, struct error *err)
{
    reading->bytes = 0;
    reading->begun = reading->line + 1;
    return store_begin(reading->store, err);
}

static int end_batch(struct reading *reading, bool last, struct error *err)
{
    int result = place_batch(reading, err);

    if (result == 0 && last)
        result = store_import_settle(reading->store, err);
    return result < 0 ? result : store_commit(reading->store, err);
}

static int take_line(struct reading *reading, const char *line, size_t len,
                     struct error *err)
{
    json_error_t fault;

    reading->line++;
    if (strspn(line, " \t\r") >= len)
        return 0;
    json_t *object = json_loadb(line, len, JSON_REJECT_DUPLICATES, &fault);
    int result = json_is_object(object)
                     ? read_object(reading, object, err)
                     : error_set(err, ERROR_INPUT, "it is no JSON object: %s",
                                 object ? "of another kind" : fault.text);
    json_decref(object);
    reading->bytes += len;
    if (result == 0 &&
        (reading->count == BATCH || reading->bytes >= BATCH_MB)) {
        result = end_batch(reading, false, err);
        cli_progress(reading->cli, "%zu entries imported", reading->added);
        if (result == 0)
            result = begin_batch(reading, err);
    }
    return result;
}

/* All whole lines of buffer; what is left moves to its beginning. */
static int take_lines(struct reading *reading, struct strbuf *buffer,
                      struct error *err)
{
    char *at = buffer->data;
    char *stop;
    int result = 0;

    while (
        result == 0 && !*stopping &&
        (stop = memchr(at, '\n', (size_t)(buffer->data + buffer->len - at)))) {
        *stop = '\0';
        result = take_line(reading, at, (size_t)(stop - at), err);
        at = stop + 1;
    }
    size_t left = (size_t)(buffer->data + buffer->len - at);
    if (left)
        memmove(buffer->data, at, left);
    strbuf_truncate(buffer, left);
    return result;
}

static int read_all(struct reading *reading, int fd, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf buffer;
    char bytes[65536];
    ssize_t got = 1;
    int result = begin_batch(reading, err);

    strbuf_init(&buffer, EXCHANGE_LINE + sizeof(bytes));
    while (result == 0 && got > 0 && !*stopping) {
        got = read(fd, bytes, sizeof(bytes));
        if (got < 0 && errno == EINTR)
            break;
        if (got < 0)
            return error_set(err, ERROR_INPUT, "reading it: %s",
                             strerror(errno));
        strbuf_add(&buffer, bytes, (size_t)got);
        result = take_lines(reading, &buffer, err);
        if (result == 0 && buffer.len > EXCHANGE_LINE) {
            reading->line++;
            return error_set(err, ERROR_INPUT, "it is longer than %d bytes",
                             EXCHANGE_LINE);
        }
    }
    if (result == 0 && buffer.len && !*stopping)
        result = take_line(reading, buffer.data, buffer.len, err);
    if (result == 0 && !reading->headed && !*stopping)
        result = error_set(err, ERROR_INPUT, "it is empty");
    return result < 0 ? result : end_batch(reading, !*stopping, err);
}

static int open_input(const char *path, struct error *err)
{
    int fd = strcmp(path, "-") != 0 ? open(path, O_RDONLY | O_CLOEXEC)
                                    : dup(STDIN_FILENO);

    return fd >= 0
               ? fd
               : error_set(err, ERROR_INPUT, "%s: %s", path, strerror(errno));
}

static int say_end(struct reading *reading, int result, const char *path,
                   struct error *err)
{
    cli_progress(reading->cli, NULL);
    if (result < 0) {
        store_rollback(reading->store);
        if (err->code == ERROR_INPUT)
            error_wrap(err, "%s: line %zu (lines from %zu on are not imported)",
                       path, reading->line, reading->begun);
        return cli_fail(err);
    }
    cli_note(reading->cli,
             "%zu entries imported; %zu were known, %zu were pruned",
             reading->added, reading->known, reading->pruned);
    if (!*stopping)
        return EXIT_OK;
    if (reading->cli->verbosity >= 0)
        cli_error("stopped: what stands up to line %zu is imported; import it "
                  "again to go on",
                  reading->line);
    return 128 + *stopping;
}

int exchange_import(struct cli *cli, const struct importing *importing,
                    const char *path)
{
    struct reading *reading = xcalloc(1, sizeof(*reading));
    struct error err;
    int status = EXIT_USAGE;

    reading->cli = cli;
    reading->options = importing;
    stopping_begin();
    int fd = open_input(path, &err);
    if (fd < 0)
        status = cli_fail(&err);
    else
        status = cli_open(cli, STORE_WRITE, &reading->store);
    if (fd >= 0 && status == EXIT_OK) {
        int result =
            store_secret(reading->store, reading->fold.secret.bytes, &err);
        if (result == 0)
            result = store_import_begin(reading->store, &err);
        if (result == 0)
            result = read_all(reading, fd, &err);
        status = say_end(reading, result, path, &err);
    }
    if (fd >= 0)
        close(fd);
    store_free(reading->store);
    xfree(reading);
    return status;
}
