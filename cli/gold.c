/*
 * Answers are kept as they were given, and the groups of copies are found from
 * them each time one is given or taken back: they are given by hand, so they
 * are few. Documents are written in the order in which they came, since that
 * is how `quality` folds them.
 */
#include "cli/gold.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "parser/parser.h"

#define MOST_BYTES ((size_t)1 << 28)

static size_t group_of(const struct gold *gold, size_t place)
{
    while (gold->groups[place] != place)
        place = gold->groups[place];
    return place;
}

/* The first document stands for its group. */
static void find_groups(struct gold *gold)
{
    gold->groups =
        xreallocarray(gold->groups, gold->count + 1, sizeof(*gold->groups));
    for (size_t i = 0; i < gold->count; i++)
        gold->groups[i] = i;
    for (size_t i = 0; i < gold->answer_count; i++) {
        if (!gold->answers[i].same)
            continue;
        size_t a = group_of(gold, gold->answers[i].a);
        size_t b = group_of(gold, gold->answers[i].b);
        gold->groups[a > b ? a : b] = a > b ? b : a;
    }
}

/* Its place; count when there is none. */
static size_t find(const struct gold *gold, int64_t entry)
{
    size_t i = 0;

    while (i < gold->count && gold->documents[i].entry != entry)
        i++;
    return i;
}

bool gold_has(const struct gold *gold, int64_t entry)
{
    return find(gold, entry) < gold->count;
}

enum gold_state gold_state(const struct gold *gold, int64_t a, int64_t b)
{
    size_t x = find(gold, a);
    size_t y = find(gold, b);

    if (x == gold->count || y == gold->count)
        return GOLD_OPEN;
    x = group_of(gold, x);
    y = group_of(gold, y);
    if (x == y)
        return GOLD_SAME;
    for (size_t i = 0; i < gold->answer_count; i++) {
        const struct gold_answer *answer = &gold->answers[i];
        size_t p = group_of(gold, answer->a);
        size_t q = group_of(gold, answer->b);
        if (!answer->same && ((p == x && q == y) || (p == y && q == x)))
            return GOLD_APART;
    }
    return GOLD_OPEN;
}

static size_t add_document(struct gold *gold,
                           const struct gold_document *document)
{
    size_t place = find(gold, document->entry);

    if (place < gold->count)
        return place;
    if (gold->count == gold->capacity)
        gold->documents = array_grow(gold->documents, gold->count,
                                     &gold->capacity, sizeof(*gold->documents));
    struct gold_document *copy = &gold->documents[gold->count++];
    *copy = *document;
    if (document->outlet)
        copy->outlet = arena_strdup(&gold->arena, document->outlet);
    copy->title = arena_strdup(&gold->arena, document->title);
    copy->text = arena_strdup(&gold->arena, document->text);
    return place;
}

static void add_answer(struct gold *gold, const struct gold_answer *answer)
{
    if (gold->answer_count == gold->answer_capacity)
        gold->answers =
            array_grow(gold->answers, gold->answer_count,
                       &gold->answer_capacity, sizeof(*gold->answers));
    gold->answers[gold->answer_count++] = *answer;
}

void gold_answer(struct gold *gold, const struct gold_document *a,
                 const struct gold_document *b, bool same)
{
    struct gold_answer answer = {.documents = gold->count, .same = same};

    answer.a = add_document(gold, a);
    answer.b = add_document(gold, b);
    add_answer(gold, &answer);
    find_groups(gold);
}

void gold_undo(struct gold *gold)
{
    gold->count = gold->answers[--gold->answer_count].documents;
    find_groups(gold);
}

size_t gold_stories(const struct gold *gold)
{
    size_t count = 0;

    for (size_t i = 0; i < gold->count; i++)
        count += gold->groups[i] == i;
    return count;
}

/* Reading */

/* A document's members beside its own. */
struct line {
    json_t *object;
    const char *cluster;
};

static int read_document(struct gold *gold, json_t *object, struct line *line,
                         struct error *err)
{
    const char *id = json_string_value(json_object_get(object, "id"));
    const char *published =
        json_string_value(json_object_get(object, "published"));
    const char *title = json_string_value(json_object_get(object, "title"));
    const char *text = json_string_value(json_object_get(object, "text"));
    long entry;

    line->cluster = json_string_value(json_object_get(object, "cluster"));
    if (!id || !cli_number(id, 1, INT64_MAX, &entry) || !line->cluster ||
        !title || !text)
        return error_set(err, ERROR_INPUT,
                         "it is not one that newsfold label wrote");
    if (gold_has(gold, entry))
        return error_set(err, ERROR_INPUT, "there is another with id %ld",
                         entry);
    add_document(
        gold,
        &(struct gold_document){
            .entry = entry,
            .first_seen = parser_date(published ? published : ""),
            .outlet = json_string_value(json_object_get(object, "outlet")),
            .title = title,
            .text = text});
    return 0;
}

/* Both documents name one another. */
static bool is_read(const struct gold *gold, size_t a, size_t b)
{
    for (size_t i = 0; i < gold->answer_count; i++)
        if (gold->answers[i].a == b && gold->answers[i].b == a)
            return true;
    return false;
}

/* Copies are told by their cluster, the rest by "apart". */
static void read_answers(struct gold *gold, const struct line *lines)
{
    for (size_t i = 0; i < gold->count; i++) {
        const json_t *apart = json_object_get(lines[i].object, "apart");
        for (size_t j = 0; j < i; j++)
            if (!strcmp(lines[i].cluster, lines[j].cluster)) {
                add_answer(gold,
                           &(struct gold_answer){j, i, gold->count, true});
                break;
            }
        for (size_t j = 0; j < json_array_size(apart); j++) {
            const char *id = json_string_value(json_array_get(apart, j));
            size_t other = id ? find(gold, strtoll(id, NULL, 10)) : gold->count;
            if (other < gold->count && !is_read(gold, i, other))
                add_answer(gold,
                           &(struct gold_answer){i, other, gold->count, false});
        }
    }
    find_groups(gold);
}

static int read_lines(struct gold *gold, char *bytes, size_t len,
                      struct error *err)
{
    size_t capacity = 64;
    struct line *lines = xcalloc(capacity, sizeof(*lines));
    char *end = bytes + len;
    int result = 0;

    for (char *at = bytes + text_bom(bytes, len); at < end && result == 0;) {
        char *stop = memchr(at, '\n', (size_t)(end - at));
        json_error_t fault;
        stop = stop ? stop : end;
        if (gold->count == capacity)
            lines = array_grow(lines, gold->count, &capacity, sizeof(*lines));
        struct line *line = &lines[gold->count];
        line->object = json_loadb(at, (size_t)(stop - at), 0, &fault);
        result = read_document(gold, line->object, line, err);
        if (result < 0)
            json_decref(line->object);
        at = stop + 1;
    }
    if (result < 0)
        error_wrap(err, "reading %s, line %zu", gold->path, gold->count + 1);
    else
        read_answers(gold, lines);
    for (size_t i = 0; i < gold->count; i++)
        json_decref(lines[i].object);
    xfree(lines);
    return result;
}

int gold_read(struct gold *gold, const char *path, struct error *err)
{
    CLEANUP(xfreep) char *bytes = NULL;
    size_t len;
    struct stat status;

    *gold = (struct gold){.path = path};
    find_groups(gold);
    if (stat(path, &status) < 0 && errno == ENOENT)
        return 0;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return error_set(err, ERROR_INPUT, "reading %s: it is no file", path);
    int result = cli_read(path, MOST_BYTES, &bytes, &len, err);
    return result < 0 ? result : read_lines(gold, bytes, len, err);
}

void gold_release(struct gold *gold)
{
    arena_release(&gold->arena);
    xfree(gold->documents);
    xfree(gold->answers);
    xfree(gold->groups);
}

/* Writing */

static void add_apart(struct strbuf *out, const struct gold *gold, size_t place)
{
    size_t count = 0;

    for (size_t i = 0; i < gold->answer_count; i++) {
        const struct gold_answer *answer = &gold->answers[i];
        if (answer->same || (answer->a != place && answer->b != place))
            continue;
        size_t other = answer->a == place ? answer->b : answer->a;
        strbuf_addf(out, "%s\"%lld\"", count++ ? "," : "",
                    (long long)gold->documents[other].entry);
    }
}

static void add_line(struct strbuf *out, const struct gold *gold, size_t place)
{
    const struct gold_document *document = &gold->documents[place];

    strbuf_addf(out, "{\"id\":\"%lld\",\"cluster\":\"%lld\",\"outlet\":",
                (long long)document->entry,
                (long long)gold->documents[group_of(gold, place)].entry);
    json_quote(out, document->outlet);
    strbuf_addstr(out, ",\"published\":");
    json_time(out, document->first_seen);
    strbuf_addstr(out, ",\"title\":");
    json_quote(out, document->title);
    strbuf_addstr(out, ",\"text\":");
    json_quote(out, document->text);
    strbuf_addstr(out, ",\"apart\":[");
    add_apart(out, gold, place);
    strbuf_addstr(out, "]}\n");
}

/* Places of documents in the order in which they came. */
static size_t *arrivals(const struct gold *gold)
{
    size_t *places = xcalloc(gold->count + 1, sizeof(*places));

    for (size_t i = 0; i < gold->count; i++) {
        size_t at = i;
        for (; at &&
               gold->documents[places[at - 1]].entry > gold->documents[i].entry;
             at--)
            places[at] = places[at - 1];
        places[at] = i;
    }
    return places;
}

static bool write_lines(const struct gold *gold, FILE *file)
{
    CLEANUP(strbuf_release) struct strbuf line;
    size_t *places = arrivals(gold);
    bool written = true;

    strbuf_init(&line, LIMIT_RECORD);
    for (size_t i = 0; i < gold->count && written; i++) {
        strbuf_clear(&line);
        add_line(&line, gold, places[i]);
        written = fwrite(line.data, 1, line.len, file) == line.len;
    }
    xfree(places);
    return written && fflush(file) == 0 && fsync(fileno(file)) == 0;
}

static int fail(const struct gold *gold, struct error *err)
{
    return error_set(err, ERROR_STORAGE, "writing %s: %s", gold->path,
                     strerror(errno));
}

/* Write a file beside it, whose name is in `name`; on an error there is none. */
static int write_draft(const struct gold *gold, struct strbuf *name,
                       struct error *err)
{
    struct stat status;

    strbuf_addf(name, "%s.XXXXXX", gold->path);
    int descriptor = mkostemp(name->data, O_CLOEXEC);
    if (descriptor < 0)
        return fail(gold, err);
    FILE *file = fdopen(descriptor, "w");
    bool written = file && write_lines(gold, file);
    if (written && stat(gold->path, &status) == 0)
        written = fchmod(descriptor, status.st_mode & 0777) == 0;
    if (!written) {
        fail(gold, err);
        (void)unlink(name->data);
    }
    if (file)
        (void)fclose(file);
    else
        close(descriptor);
    return written ? 0 : err->code;
}

int gold_try(const struct gold *gold, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf name;

    strbuf_init(&name, LIMIT_LINE);
    int result = write_draft(gold, &name, err);
    if (result == 0)
        (void)unlink(name.data);
    return result;
}

int gold_write(const struct gold *gold, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf name;

    strbuf_init(&name, LIMIT_LINE);
    int result = write_draft(gold, &name, err);
    if (result == 0 && rename(name.data, gold->path) < 0) {
        result = fail(gold, err);
        (void)unlink(name.data);
    }
    return result;
}
