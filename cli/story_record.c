/* A story as a record: one encoder a format for the list and the digest. */
#include "cli/story_record.h"

#include "base/text.h"
#include "cli/fields.h"

static const char *boolean(bool value)
{
    return value ? "true" : "false";
}

void story_states_json(struct strbuf *out, const struct story *story)
{
    strbuf_addf(out, "\"read\":%s,\"starred\":%s,\"muted\":%s,\"updated\":",
                boolean(story->read), boolean(story->starred),
                boolean(story->muted));
    json_time(out, story->changed);
}

void story_json(struct strbuf *out, const struct story *story)
{
    strbuf_addf(out, "{\"story\":%lld,\"title\":", (long long)story->story);
    json_quote(out, story->lead.title);
    strbuf_addstr(out, ",\"link\":");
    json_quote(out, story->lead.link);
    strbuf_addf(out, ",\"outlets\":%zu,\"entries\":%zu,\"first_seen\":",
                story->outlet_count, story->entry_count);
    json_time(out, story->first_seen);
    strbuf_addstr(out, ",\"last_seen\":");
    json_time(out, story->last_seen);
    strbuf_addf(out, ",\"lead\":{\"entry\":%lld,\"feed\":",
                (long long)story->lead.entry);
    json_url(out, story->lead.feed_url);
    strbuf_addstr(out, ",\"outlet\":");
    json_quote(out, story->lead.outlet);
    strbuf_addstr(out, "},");
    story_states_json(out, story);
    strbuf_addstr(out, "}\n");
}

static void story_fields(struct strbuf *out, const struct story *story)
{
    strbuf_addf(out, "%lld\t", (long long)story->story);
    tsv_time(out, story->first_seen);
    strbuf_addch(out, '\t');
    tsv_time(out, story->last_seen);
    strbuf_addf(out, "\t%zu\t%zu\t", story->outlet_count, story->entry_count);
    tsv_field(out, story->lead.outlet);
    strbuf_addch(out, '\t');
    tsv_field(out, story->lead.title);
    strbuf_addch(out, '\t');
    tsv_field(out, story->lead.link);
}

void story_tsv(struct strbuf *out, const struct story *story, const char *more)
{
    story_fields(out, story);
    strbuf_addstr(out, more);
    strbuf_addch(out, '\t');
    story_marks(out, story);
    strbuf_addch(out, '\n');
}

/* When the lead says it was published, unless that is later than it was seen;
 * the order of the list is by our own clock alone. */
static int64_t story_time(const struct story *story)
{
    int64_t published = story->lead.published;

    return published == TIME_ABSENT || published > story->lead.first_seen
               ? story->first_seen
               : published;
}

void story_marks(struct strbuf *out, const struct story *story)
{
    if (story->starred)
        strbuf_addch(out, '*');
    if (story->muted)
        strbuf_addch(out, 'm');
    if (story->read)
        strbuf_addch(out, 'r');
    else if (story->changed != TIME_ABSENT)
        strbuf_addch(out, 'u');
}

/* id, marks, date, outlets, title, outlet: the title takes what is left. */
void story_line(struct strbuf *line, const struct story *story, size_t columns,
                bool colour)
{
    const char *dim = colour ? "\033[2m" : "";
    const char *bold = colour && story->outlet_count > 1 ? "\033[1m" : "";
    const char *plain = colour ? "\033[0m" : "";
    size_t outlet_width = text_width(story->lead.outlet);
    size_t used = 6 + 6 + 16 + 2 + 4 + 2 + 2 + outlet_width;

    struct strbuf marks;

    strbuf_init(&marks, 8);
    story_marks(&marks, story);
    strbuf_addf(line, "%6lld %-3s  %s", (long long)story->story, marks.data,
                dim);
    strbuf_release(&marks);
    text_time(line, story_time(story));
    strbuf_addstr(line, plain);
    if (story->outlet_count > 1)
        strbuf_addf(line, "  %s%3zux%s  ", bold, story->outlet_count, plain);
    else
        strbuf_addstr(line, "        ");
    strbuf_addstr(line, bold);
    if (columns > used + 20)
        text_fit(line, story_entry_title(&story->lead), columns - used);
    else
        text_clean_line(line, story_entry_title(&story->lead));
    strbuf_addf(line, "%s  %s", bold[0] ? plain : "", dim);
    text_clean_line(line, story->lead.outlet);
    strbuf_addf(line, "%s\n", plain);
}
