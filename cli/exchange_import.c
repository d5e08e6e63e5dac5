/*
 * Taking in entries of another database.
 *
 * What is here stays as it is: an entry that is known, by its identity in its
 * feed, is passed over, and a story that the file and this database share is
 * this database's. New entries are put where the file says; of what folding
 * answers only the fingerprints are used, so that what comes later can be
 * matched with them, and those only within the window.
 *
 * The lines are hostile. Each is checked before it changes anything; a wrong
 * one takes back the batch that it is in, a transaction, and ends the import.
 * Numbers of the file mean nothing here but through what was remembered of the
 * lines before. A file can be imported again, and goes on where it ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/exchange.h"
#include "cli/fields.h"
#include "cli/settings.h"
#include "cli/stopping.h"
#include "dedup/dedup.h"
#include "parser/parser.h"

#define BATCH     2000       /* entries a transaction, … */
#define BATCH_MB  (64 << 20) /* … or bytes of lines */
#define SIDE_MOST 100000     /* entries of a correction */

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

/* Fields of a line */

/* *ret_text is NULL when there is none. */
static int get_text(const json_t *object, const char *name, size_t most,
                    const char **ret_text, struct error *err)
{
    const json_t *value = json_object_get(object, name);

    *ret_text = json_string_value(value);
    if (value && !json_is_null(value) && !*ret_text)
        return error_set(err, ERROR_INPUT, "its %s is no text", name);
    if (*ret_text && strlen(*ret_text) > most)
        return error_set(err, ERROR_INPUT, "its %s is longer than %zu bytes",
                         name, most);
    return 0;
}

static int get_number(const json_t *object, const char *name, int64_t min,
                      int64_t max, int64_t *ret_number, struct error *err)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || number < min || number > max)
        return error_set(err, ERROR_INPUT,
                         "its %s is no number from %lld to "
                         "%lld",
                         name, (long long)min, (long long)max);
    *ret_number = number;
    return 0;
}

static int get_time(const json_t *object, const char *name, int64_t *ret_time,
                    struct error *err)
{
    const char *text;

    if (get_text(object, name, 100, &text, err) < 0)
        return err->code;
    *ret_time = text ? parser_date(text) : TIME_ABSENT;
    if (text && *ret_time == TIME_ABSENT)
        return error_set(err, ERROR_INPUT, "its %s is no time", name);
    return 0;
}

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

/* The url without credentials, and those; a local file only by permission. */
static int check_url(const struct reading *reading, const char *text,
                     struct strbuf *url, struct strbuf *user,
                     struct strbuf *password, bool *ret_known,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf whole;

    strbuf_init(&whole, LIMIT_URL);
    if (!text)
        return error_set(err, ERROR_INPUT, "the feed has no url");
    if (url_subscribe(&whole, text, err) < 0)
        return err->code;
    if (!strncmp(whole.data, "file:", 5) && !reading->options->allow_private)
        return error_set(err, ERROR_INPUT,
                         "a local file is not taken from a list "
                         "(--allow-private permits it)");
    *ret_known = url_take_credentials(url, whole.data, user, password);
    return 0;
}

static int describe(struct reading *reading, int64_t feed, const json_t *object,
                    struct error *err)
{
    const char *title, *site, *outlet;
    int64_t priority = 0;

    if (get_text(object, "title", LIMIT_FIELD, &title, err) < 0 ||
        get_text(object, "site", LIMIT_URL, &site, err) < 0 ||
        get_text(object, "outlet", 255, &outlet, err) < 0 ||
        get_number(object, "priority", -1000, 1000, &priority, err) < 0 ||
        store_feed_describe(reading->store, feed, title, site, outlet, err) < 0)
        return err->code;
    return store_feed_priority(reading->store, feed, priority, err);
}

static int add_feed(struct reading *reading, const json_t *object,
                    const struct strbuf *url, struct string_list *tags,
                    int64_t *ret_feed, struct error *err)
{
    const char *title;

    if (get_text(object, "user_title", LIMIT_FIELD, &title, err) < 0)
        return err->code;
    struct feed_new feed = {
        .url = url->data,
        .title = title,
        .tags = *tags,
        .allow_private = reading->options->allow_private,
        .now = reading->cli->now,
    };
    int result = store_feed_add(reading->store, &feed, ret_feed, err);
    if (result == 0)
        result = describe(reading, *ret_feed, object, err);
    return result;
}

static int read_feed(struct reading *reading, const json_t *object,
                     struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(strbuf_release) struct strbuf user;
    CLEANUP(strbuf_release) struct strbuf password;
    CLEANUP(string_list_release) struct string_list tags = {0};
    const char *text;
    int64_t there = 0;
    int64_t here = 0;
    bool secret = false;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&user, LIMIT_URL);
    strbuf_init(&password, LIMIT_URL);
    for (size_t i = 0; i < reading->options->tags.count; i++)
        string_list_add(&tags, reading->options->tags.items[i]);
    if (get_number(object, "feed", 1, INT64_MAX, &there, err) < 0 ||
        get_text(object, "url", LIMIT_URL, &text, err) < 0 ||
        check_url(reading, text, &url, &user, &password, &secret, err) < 0 ||
        check_tags(json_object_get(object, "tags"), &tags, err) < 0)
        return err->code;
    int result = add_feed(reading, object, &url, &tags, &here, err);
    if (result == 0 && secret)
        result = setting_store_credentials(reading->store, here, url.data,
                                           user.data, password.data, err);
    if (result < 0)
        return result;
    return store_import_remember(reading->store, IMPORT_FEED, there, here, err);
}

/* Entries */

static int read_enclosures(const json_t *object, struct arena *arena,
                           struct entry *entry, struct error *err)
{
    const json_t *list = json_object_get(object, "enclosures");
    size_t count = json_array_size(list);

    if (count > LIMIT_LIST)
        return error_set(err, ERROR_INPUT, "it has more than %d enclosures",
                         LIMIT_LIST);
    entry->enclosures =
        arena_calloc(arena, count + 1, sizeof(*entry->enclosures));
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        struct enclosure *to = &entry->enclosures[i];
        if (get_text(item, "url", LIMIT_URL, &to->url, err) < 0 ||
            get_text(item, "type", 1000, &to->type, err) < 0 ||
            get_text(item, "length", 100, &to->length, err) < 0)
            return err->code;
        if (!to->url)
            return error_set(err, ERROR_INPUT, "an enclosure has no url");
    }
    entry->enclosure_count = count;
    return 0;
}

static int read_fields(const json_t *object, struct entry *entry,
                       struct error *err)
{
    const struct {
        const char *name;
        const char **to;
        size_t most;
    } texts[] = {
        {"guid", &entry->id, LIMIT_FIELD},
        {"link", &entry->link, LIMIT_URL},
        {"title", &entry->title, LIMIT_FIELD},
        {"summary", &entry->summary, LIMIT_FIELD},
        {"content", &entry->content, LIMIT_FIELD},
        {"html", &entry->content_html, LIMIT_FIELD},
        {"author", &entry->author, LIMIT_FIELD},
        {"language", &entry->language, LIMIT_FIELD},
        {"comments", &entry->comments, LIMIT_FIELD},
        {"source_title", &entry->source_title, LIMIT_FIELD},
        {"source_link", &entry->source_link, LIMIT_FIELD},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (get_text(object, texts[i].name, texts[i].most, texts[i].to, err) <
            0)
            return err->code;
    if (!entry->content) {
        entry->summary_html = entry->content_html;
        entry->content_html = NULL;
    }
    if (get_time(object, "published", &entry->published, err) < 0)
        return err->code;
    return get_time(object, "updated", &entry->updated, err);
}

static int read_place(const struct reading *reading, const json_t *object,
                      struct placed *placed, struct error *err)
{
    const json_t *similarity = json_object_get(object, "similarity");

    placed->similarity = json_number_value(similarity);
    if (get_time(object, "first_seen", &placed->first_seen, err) < 0 ||
        get_number(object, "nearest", 0, INT64_MAX, &placed->nearest, err) <
            0 ||
        get_number(object, "rule", 0, FOLD_CORRECTION, &placed->rule, err) < 0)
        return err->code;
    if (!json_is_number(similarity) || !(placed->similarity >= 0) ||
        placed->similarity > 1)
        return error_set(err, ERROR_INPUT,
                         "its similarity is no number from 0 to 1");
    if (placed->first_seen == TIME_ABSENT || placed->first_seen < 0 ||
        placed->first_seen > reading->cli->now)
        return error_set(err, ERROR_INPUT,
                         "its first_seen is none, or in the future");
    return 0;
}

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
        fold_batch(&reading->fold, store_fold_source(reading->store), documents,
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

static int add_entry(struct reading *reading, int64_t feed, int64_t there_story,
                     const struct entry *entry, struct placed *placed,
                     struct error *err)
{
    enum entry_change change;

    if (store_entry_put(reading->store, feed, entry, placed->first_seen,
                        &placed->entry, &change, err) < 0)
        return err->code;
    if (change == ENTRY_PRUNED) {
        placed->entry = 0;
        reading->pruned++;
        return 0;
    }
    if (choose_story(reading, there_story, placed, err) < 0 ||
        store_import_recall(reading->store, IMPORT_ENTRY, placed->nearest,
                            &placed->nearest, err) < 0)
        return err->code;
    reading->added++;
    reading->batch[reading->count++] = *placed;
    return 0;
}

static int read_entry(struct reading *reading, const json_t *object,
                      struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct entry entry = {0};
    struct placed placed = {0};
    int64_t there = 0;
    int64_t feed = 0;
    int64_t there_story = 0;
    int64_t story = 0;

    if (get_number(object, "entry", 1, INT64_MAX, &there, err) < 0 ||
        get_number(object, "feed", 1, INT64_MAX, &feed, err) < 0 ||
        get_number(object, "story", 1, INT64_MAX, &there_story, err) < 0 ||
        read_fields(object, &entry, err) < 0 ||
        read_enclosures(object, &arena, &entry, err) < 0 ||
        read_place(reading, object, &placed, err) < 0 ||
        store_import_recall(reading->store, IMPORT_FEED, feed, &feed, err) < 0)
        return err->code;
    if (!feed)
        return error_set(err, ERROR_INPUT, "no line before it is its feed's");
    int result = store_entry_known(reading->store, feed, &entry, &placed.entry,
                                   &story, err);
    if (result == 0) {
        reading->known++;
        /* An earlier line of this batch: it is not folded yet. */
        result = story ? know_story(reading, there_story, story, err) : 0;
    } else if (result == STORE_NONE) {
        result = add_entry(reading, feed, there_story, &entry, &placed, err);
    }
    if (result < 0 || !placed.entry)
        return result;
    return store_import_remember(reading->store, IMPORT_ENTRY, there,
                                 placed.entry, err);
}

/* Corrections */

static int read_side(struct reading *reading, const json_t *list,
                     struct arena *arena, int64_t **ret_entries,
                     size_t *ret_count, struct error *err)
{
    size_t count = json_array_size(list);

    if (!json_is_array(list) || count > SIDE_MOST)
        return error_set(err, ERROR_INPUT,
                         "its entries or others are no list of up to %d",
                         SIDE_MOST);
    *ret_entries = arena_calloc(arena, count + 1, sizeof(**ret_entries));
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t here = 0;
        if (store_import_recall(reading->store, IMPORT_ENTRY,
                                json_integer_value(json_array_get(list, i)),
                                &here, err) < 0)
            return err->code;
        if (here)
            (*ret_entries)[(*ret_count)++] = here;
    }
    return 0;
}

static int read_correction(struct reading *reading, const json_t *object,
                           struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct correction correction = {0};
    int64_t *sides[2];
    const char *kind;
    int64_t number = 0;

    if (place_batch(reading, err) < 0 ||
        get_text(object, "kind", 100, &kind, err) < 0 ||
        get_time(object, "made", &correction.made, err) < 0 ||
        read_side(reading, json_object_get(object, "entries"), &arena,
                  &sides[0], &correction.counts[0], err) < 0 ||
        read_side(reading, json_object_get(object, "others"), &arena, &sides[1],
                  &correction.counts[1], err) < 0)
        return err->code;
    if (!kind || (strcmp(kind, "together") != 0 && strcmp(kind, "apart") != 0))
        return error_set(err, ERROR_INPUT,
                         "its kind is neither together nor apart");
    if (correction.made == TIME_ABSENT)
        return error_set(err, ERROR_INPUT, "it has no time made");
    correction.together = *kind == 't';
    correction.sides[0] = sides[0];
    correction.sides[1] = sides[1];
    int64_t *first = sides[0];
    int64_t *second = correction.counts[1] ? sides[1] : sides[0] + 1;
    size_t all = correction.counts[0] + correction.counts[1];
    if (all < 2 || !correction.counts[0] ||
        (!correction.together && !correction.counts[1]))
        return 0; /* what is not here needs no word */
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

static int end_batch(struct reading *reading, struct error *err)
{
    int result = place_batch(reading, err);

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
        result = end_batch(reading, err);
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
    return result < 0 ? result : end_batch(reading, err);
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
