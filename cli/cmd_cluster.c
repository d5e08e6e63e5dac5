/*
 * newsfold cluster: the folding stage alone, as a filter.
 *
 * Documents come as JSON lines, in order of arrival, and are folded against
 * each other in memory; what cluster each is in is known at the end, since a
 * later document can merge two. The text may be HTML, as feeds have it. The
 * secret is fixed: the same input gives the same output.
 */
#include <getopt.h>
#include <jansson.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "dedup/dedup.h"
#include "parser/parser.h"

#define BATCH 512

struct clustering {
    struct fold_memory *memory;
    struct fold_options options;
    struct arena arena; /* ids and outlets, to the end */
    struct arena batch_arena;
    const char **ids;
    size_t count, capacity;
    const char **outlets;
    size_t outlet_count, outlet_capacity;
    struct fold_document batch[BATCH];
    size_t batch_count;
};

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
        clustering->ids =
            array_grow(clustering->ids, clustering->count,
                       &clustering->capacity, sizeof(*clustering->ids));
    clustering->ids[clustering->count++] = arena_strdup(&clustering->arena, id);
    *document = (struct fold_document){
        .entry = (int64_t)clustering->count,
        .outlet = outlet_number(clustering, string_or(object, "outlet", id)),
        .first_seen = published == TIME_ABSENT ? 0 : published,
        .title = plain(clustering, string_or(object, "title", "")),
        .text = plain(clustering, string_or(object, "text", "")),
        .link = NULL,
    };
    return ++clustering->batch_count == BATCH ? fold(clustering, err) : 0;
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

    for (const char *at = bytes; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        if (read_line(clustering, at, (size_t)(stop - at), err) < 0)
            return error_wrap(err, "line %zu", number);
        at = stop < end ? stop + 1 : end;
    }
    return fold(clustering, err);
}

static void print_clusters(struct clustering *clustering)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, LIMIT_LINE);
    for (size_t i = 0; i < clustering->count; i++) {
        int64_t story = fold_memory_story(clustering->memory, (int64_t)i + 1);
        strbuf_addstr(&line, "{\"id\":");
        json_quote(&line, clustering->ids[i]);
        strbuf_addstr(&line, ",\"cluster\":");
        json_quote(&line, clustering->ids[story - 1]);
        strbuf_addstr(&line, "}\n");
        cli_write(&line);
    }
}

int cmd_cluster(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {{0}};
    CLEANUP(xfreep) char *bytes = NULL;
    struct error err;
    size_t len;

    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return EXIT_USAGE;
    if (argc - optind > 1)
        return cli_usage(cli_command("cluster"), "cluster reads one file");
    const char *path = optind < argc ? argv[optind] : "-";
    if (cli_read(path, (size_t)1 << 31, &bytes, &len, &err) < 0)
        return cli_fail(&err);
    struct clustering *clustering = xcalloc(1, sizeof(*clustering));
    clustering->memory = fold_memory_new();
    clustering->options.window = cli->config.window;
    int result = read_lines(clustering, bytes, len, &err);
    if (result < 0)
        error_wrap(&err, "%s", path);
    else
        print_clusters(clustering);
    fold_memory_free(clustering->memory);
    arena_release(&clustering->arena);
    arena_release(&clustering->batch_arena);
    xfree(clustering->ids);
    xfree(clustering->outlets);
    xfree(clustering);
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}
