/*
 * Documents as JSON lines, in order of arrival, folded against each other in
 * memory. What story each is in is known at the end, since a later document
 * can merge two. The text may be HTML, as feeds have it.
 */
#include "cli/clustering.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "parser/parser.h"

#define MOST_BYTES ((size_t)1 << 31)

static int64_t outlet_number(struct clustering *clustering, const char *name)
{
    for (size_t i = 0; i < clustering->outlet_count; i++)
        if (!strcmp(clustering->outlets[i], name))
            return (int64_t)i + 1;
    if (clustering->outlet_count == clustering->outlet_capacity)
        clustering->outlets = array_grow(
            clustering->outlets, clustering->outlet_count,
            &clustering->outlet_capacity, sizeof(*clustering->outlets));
    clustering->outlets[clustering->outlet_count++] =
        arena_strdup(&clustering->arena, name);
    return (int64_t)clustering->outlet_count;
}

static int fold(struct clustering *clustering, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_result result;
    int done = fold_batch(
        &clustering->options, fold_memory_source(clustering->memory),
        clustering->batch, clustering->batch_count, &arena, &result, err);

    if (done == 0)
        fold_memory_apply(clustering->memory, clustering->batch,
                          clustering->batch_count, &result);
    clustering->batch_count = 0;
    arena_clear(&clustering->batch_arena);
    return done;
}

/* HTML, or plain text, to plain text in the batch's arena. */
static const char *plain(struct clustering *clustering, const char *text)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, LIMIT_FIELD);
    if (strchr(text, '<') || strchr(text, '&'))
        parser_html_to_text(text, strlen(text), &out);
    else
        strbuf_addstr(&out, text);
    return arena_strndup(&clustering->batch_arena, out.data, out.len);
}

static const char *string_or(const json_t *object, const char *name,
                             const char *absent)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : absent;
}

/* A string, or a number as it is written; NULL when there is none. */
static const char *cluster_of(struct clustering *clustering,
                              const json_t *object)
{
    const json_t *cluster = json_object_get(object, "cluster");
    char number[32];

    if (json_is_integer(cluster)) {
        snprintf(number, sizeof(number), "%lld",
                 (long long)json_integer_value(cluster));
        return arena_strdup(&clustering->arena, number);
    }
    return arena_strdup(&clustering->arena, json_string_value(cluster));
}

static int add_document(struct clustering *clustering, const json_t *object,
                        struct error *err)
{
    const char *id = string_or(object, "id", NULL);
    int64_t published = parser_date(string_or(object, "published", ""));
    struct fold_document *document =
        &clustering->batch[clustering->batch_count];

    if (!id)
        return error_set(err, ERROR_INPUT, "it has no \"id\"");
    if (clustering->count == clustering->capacity)
        clustering->documents =
            array_grow(clustering->documents, clustering->count,
                       &clustering->capacity, sizeof(*clustering->documents));
    clustering->documents[clustering->count++] = (struct clustered){
        arena_strdup(&clustering->arena, id), cluster_of(clustering, object)};
    *document = (struct fold_document){
        .entry = (int64_t)clustering->count,
        .outlet = outlet_number(clustering, string_or(object, "outlet", id)),
        .first_seen = published == TIME_ABSENT ? 0 : published,
        .title = plain(clustering, string_or(object, "title", "")),
        .text = plain(clustering, string_or(object, "text", "")),
        .link = NULL,
    };
    return ++clustering->batch_count == CLUSTERING_BATCH ? fold(clustering, err)
                                                         : 0;
}

static int read_line(struct clustering *clustering, const char *line,
                     size_t len, struct error *err)
{
    json_error_t fault;

    if (strspn(line, " \t\r") >= len)
        return 0;
    json_t *object = json_loadb(line, len, 0, &fault);
    if (!object || !json_is_object(object)) {
        json_decref(object);
        return error_set(err, ERROR_INPUT, "not a JSON object: %s",
                         object ? "it is of another kind" : fault.text);
    }
    int result = add_document(clustering, object, err);
    json_decref(object);
    return result;
}

static int read_lines(struct clustering *clustering, const char *bytes,
                      size_t len, struct error *err)
{
    const char *end = bytes + len;
    size_t number = 1;

    for (const char *at = bytes + text_bom(bytes, len); at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        if (read_line(clustering, at, (size_t)(stop - at), err) < 0)
            return error_wrap(err, "line %zu", number);
        at = stop < end ? stop + 1 : end;
    }
    return fold(clustering, err);
}

struct clustering *clustering_new(const struct cli *cli)
{
    struct clustering *clustering = xcalloc(1, sizeof(*clustering));

    clustering->memory = fold_memory_new();
    clustering->options.window = cli->config.window;
    return clustering;
}

void clustering_free(struct clustering *clustering)
{
    fold_memory_free(clustering->memory);
    arena_release(&clustering->arena);
    arena_release(&clustering->batch_arena);
    xfree(clustering->documents);
    xfree(clustering->outlets);
    xfree(clustering);
}

int clustering_read(struct clustering *clustering, const char *path,
                    struct error *err)
{
    CLEANUP(xfreep) char *bytes = NULL;
    size_t len;

    if (cli_read(path, MOST_BYTES, &bytes, &len, err) < 0)
        return err->code;
    int result = read_lines(clustering, bytes, len, err);
    return result < 0 ? error_wrap(err, "%s", path) : 0;
}

size_t clustering_story(const struct clustering *clustering, size_t document)
{
    return (size_t)fold_memory_story(clustering->memory,
                                     (int64_t)document + 1) -
           1;
}
