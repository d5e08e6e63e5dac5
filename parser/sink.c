/*
 * Where entries go, and which of too many are kept.
 *
 * The newest are, wherever they stand in the document. To know them a document
 * of more entries than are wanted is read twice: once for its dates, and once
 * to deliver. Nobody else pays for that, and memory is eight bytes an entry.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "parser/parser_internal.h"

static int64_t time_of(const struct entry *entry)
{
    return entry->published != TIME_ABSENT ? entry->published : entry->updated;
}

static void note_time(struct feed_sink *sink, int64_t time)
{
    if (sink->seen > sink->time_count) {
        sink->times = array_grow(sink->times, sink->time_count,
                                 &sink->time_capacity, sizeof(*sink->times));
        sink->time_count++;
    }
    sink->times[sink->seen - 1] = time;
}

/* Whether an entry is among the newest; of equal ones the first are. */
static bool is_kept(struct feed_sink *sink, int64_t time)
{
    if (!sink->choosing)
        return sink->delivered < sink->max;
    if (time > sink->threshold)
        return true;
    if (time < sink->threshold || sink->ties == 0)
        return false;
    sink->ties--;
    return true;
}

int feed_sink_put(struct feed_sink *sink, const struct entry *entry,
                  struct error *err)
{
    sink->seen++;
    if (sink->counting) {
        note_time(sink, time_of(entry));
        return 0;
    }
    if (sink->seen <= sink->skip)
        return 0;
    if (!is_kept(sink, time_of(entry))) {
        sink->dropped++;
        return 0;
    }
    sink->delivered++;
    return sink->emit(sink->context, entry, err);
}

static int newer_first(const void *a, const void *b)
{
    const int64_t *left = a;
    const int64_t *right = b;

    return (*left < *right) - (*left > *right);
}

void feed_sink_choose(struct feed_sink *sink)
{
    sink->counting = false;
    sink->seen = sink->skip = 0;
    if (sink->time_count > sink->max) {
        qsort(sink->times, sink->time_count, sizeof(*sink->times), newer_first);
        sink->choosing = true;
        sink->threshold = sink->times[sink->max - 1];
        sink->ties = sink->max;
        while (sink->ties && sink->times[sink->ties - 1] == sink->threshold)
            sink->ties--;
        sink->ties = sink->max - sink->ties;
    }
    xfree(sink->times);
    sink->times = NULL;
}

bool feed_sink_may_overflow(const struct feed_sink *sink, const char *text,
                            size_t len)
{
    const char *end = text + len;
    size_t count = 0;

    for (const char *at = text; sink->json && at < end; at++) {
        at = memchr(at, '{', (size_t)(end - at));
        if (!at)
            break;
        if (++count > sink->max)
            return true;
    }
    for (const char *at = text; at < end; at++) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at)
            break;
        size_t left = (size_t)(end - at);
        count += left > 6 && (!strncasecmp(at + 1, "item", 4) ||
                              !strncasecmp(at + 1, "entry", 5) ||
                              memchr(at, ':', 12 < left ? 12 : left) != NULL);
        if (count > sink->max)
            return true;
    }
    return false;
}
