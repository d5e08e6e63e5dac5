/*
 * How fast one worker parses: bytes of documents to normalised entries with
 * plain text, beside what libxml2's SAX alone takes for the same bytes.
 *
 * usage: bench_parser ROUNDS FILE...
 *
 * Prints megabytes a second of CPU time, the best of the rounds.
 */
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "parser/parser.h"

struct document {
    char *bytes;
    size_t len;
};

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool load(const char *path, struct document *ret)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool whole = fd >= 0 && fstat(fd, &status) == 0;

    if (whole) {
        ret->len = (size_t)status.st_size;
        ret->bytes = xmalloc(ret->len + 1);
        whole = read(fd, ret->bytes, ret->len) == (ssize_t)ret->len;
    }
    if (fd >= 0)
        close(fd);
    return whole;
}

/* What came out, so that two versions can be compared. */
struct sum {
    size_t entries, text;
};

static int on_entry(void *context, const struct entry *entry, struct error *err)
{
    struct sum *sum = context;

    sum->entries++;
    sum->text += entry->title ? strlen(entry->title) : 0;
    sum->text += entry->summary ? strlen(entry->summary) : 0;
    sum->text += entry->content ? strlen(entry->content) : 0;
    return 0;
}

static void parse_all(const struct document *documents, size_t count,
                      struct sum *sum)
{
    struct parser_options options = {.base_url = "http://bench.example/feed"};

    *sum = (struct sum){0, 0};
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct feed_info info;
        struct error err;
        if (parser_parse(documents[i].bytes, documents[i].len, &options,
                         on_entry, sum, &arena, &info, &err) < 0)
            fprintf(stderr, "document %zu: %s\n", i, err.message);
        arena_release(&arena);
    }
}

static void sax_all(const struct document *documents, size_t count)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC};

    for (size_t i = 0; i < count; i++)
        xmlSAXUserParseMemory(&sax, NULL, documents[i].bytes,
                              (int)documents[i].len);
}

int main(int argc, char **argv)
{
    int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    struct document *documents = xcalloc((size_t)argc, sizeof(*documents));
    size_t count = 0;
    double bytes = 0;
    double best[2] = {1e9, 1e9};
    struct sum sum;

    if (rounds < 1) {
        fputs("usage: bench_parser ROUNDS FILE...\n", stderr);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        if (!load(argv[i], &documents[count])) {
            fprintf(stderr, "bench_parser: %s cannot be read\n", argv[i]);
            return 1;
        }
        bytes += (double)documents[count++].len;
    }
    for (int round = 0; round < rounds; round++) {
        double start = cpu_seconds();
        parse_all(documents, count, &sum);
        double middle = cpu_seconds();
        sax_all(documents, count);
        double end = cpu_seconds();
        best[0] = middle - start < best[0] ? middle - start : best[0];
        best[1] = end - middle < best[1] ? end - middle : best[1];
    }
    printf("%zu documents, %.1f MB, %zu entries, %.1f MB of text\n", count,
           bytes / 1e6, sum.entries, (double)sum.text / 1e6);
    printf("parser %.1f MB/s, libxml2's SAX alone %.1f MB/s\n",
           bytes / 1e6 / best[0], bytes / 1e6 / best[1]);
    for (size_t i = 0; i < count; i++)
        xfree(documents[i].bytes);
    xfree(documents);
    return 0;
}
