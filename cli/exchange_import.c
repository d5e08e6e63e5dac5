/*
 * Reading the lines of export --entries.
 *
 * A batch of lines is a transaction: a wrong line takes back the one that it is
 * in, and ends the import. A file can be imported again, and goes on where it
 * ended. What a line does stands in exchange_take.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/exchange_take.h"
#include "cli/fold_version.h"
#include "cli/stopping.h"

#define BATCH_MB (64 << 20) /* bytes of lines a transaction */

struct reading {
    struct taking taking;
    size_t bytes; /* of lines since the batch began */
    size_t line;  /* number of the one that is read */
    size_t begun; /* the first of the batch */
    bool headed;  /* the first line was read */
};

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
    return reading->headed ? taking_line(&reading->taking, object, err)
                           : read_header(reading, object, err);
}

static int begin_batch(struct reading *reading, struct error *err)
{
    reading->bytes = 0;
    reading->begun = reading->line + 1;
    return store_begin(reading->taking.store, err);
}

static int end_batch(struct reading *reading, bool last, struct error *err)
{
    int result = taking_place(&reading->taking, err);

    if (result == 0)
        result = store_import_recount(reading->taking.store, err);
    if (result == 0 && last)
        result = store_import_settle(reading->taking.store, err);
    return result < 0 ? result : store_commit(reading->taking.store, err);
}

static int take_line(struct reading *reading, const char *line, size_t len,
                     struct error *err)
{
    json_error_t fault;

    size_t bom = reading->line++ ? 0 : text_bom(line, len);
    line += bom;
    len -= bom;
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
        (reading->taking.count == TAKING_BATCH || reading->bytes >= BATCH_MB)) {
        result = end_batch(reading, false, err);
        cli_progress(reading->taking.cli, "%zu entries imported",
                     reading->taking.added);
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
    cli_progress(reading->taking.cli, NULL);
    if (result < 0) {
        store_rollback(reading->taking.store);
        if (err->code == ERROR_INPUT)
            error_wrap(err, "%s: line %zu (lines from %zu on are not imported)",
                       path, reading->line, reading->begun);
        return cli_fail(err);
    }
    cli_note(reading->taking.cli,
             "%zu entries imported; %zu were known, %zu were pruned",
             reading->taking.added, reading->taking.known,
             reading->taking.pruned);
    if (!*stopping)
        return EXIT_OK;
    if (reading->taking.cli->verbosity >= 0)
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

    reading->taking.cli = cli;
    reading->taking.options = importing;
    stopping_begin();
    int fd = open_input(path, &err);
    if (fd < 0)
        status = cli_fail(&err);
    else
        status = cli_open(cli, STORE_WRITE, &reading->taking.store);
    if (fd >= 0 && status == EXIT_OK) {
        int result = store_secret(reading->taking.store,
                                  reading->taking.fold.secret.bytes, &err);
        if (result == 0)
            result = fold_version_adopt(cli, reading->taking.store, &err);
        if (result == 0)
            result = store_import_begin(reading->taking.store, &err);
        if (result == 0)
            result = read_all(reading, fd, &err);
        status = say_end(reading, result, path, &err);
    }
    if (fd >= 0)
        close(fd);
    store_free(reading->taking.store);
    xfree(reading);
    return status;
}
