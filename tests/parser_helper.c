#include "tests/parser_helper.h"

#include <string.h>

#include "base/timefmt.h"

static int note(void *context, const struct entry *entry, struct error *err)
{
    struct strbuf *out = context;
    char time[TIME_RFC3339_SIZE];
    const char *fields[] = {entry->title,
                            entry->link,
                            entry->id,
                            entry->content ? entry->content : entry->summary,
                            entry->author,
                            time_rfc3339(entry->published != TIME_ABSENT
                                             ? entry->published
                                             : entry->updated,
                                         time)};

    for (size_t i = 0; i < 6; i++)
        strbuf_addf(out, "%s%s", i ? "|" : "", fields[i] ? fields[i] : "");
    strbuf_addch(out, '\n');
    return 0;
}

void look(struct seen *seen, const char *body, size_t len,
          const struct parser_options *options)
{
    static const struct parser_options plain = {0};

    memset(seen, 0, sizeof(*seen));
    strbuf_init(&seen->entries, 1 << 22);
    seen->result =
        parser_parse(body, len, options ? options : &plain, note,
                     &seen->entries, &seen->arena, &seen->info, &seen->err);
}

void forget(struct seen *seen)
{
    strbuf_release(&seen->entries);
    arena_release(&seen->arena);
}
