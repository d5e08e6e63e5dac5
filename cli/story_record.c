/* A story as a record: one encoder a format for the list and the digest. */
#include "cli/story_record.h"

#include "base/text.h"
#include "cli/fields.h"

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
    strbuf_addstr(out, "}}\n");
}

void story_tsv(struct strbuf *out, const struct story *story)
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

/* id, date, outlets, title, outlet: the title takes what is left. */
void story_line(struct strbuf *line, const struct story *story, size_t columns,
                bool colour)
{
    const char *dim = colour ? "\033[2m" : "";
    const char *bold = colour && story->outlet_count > 1 ? "\033[1m" : "";
    const char *plain = colour ? "\033[0m" : "";
    size_t outlet_width = text_width(story->lead.outlet);
    size_t used = 6 + 2 + 16 + 2 + 4 + 2 + 2 + outlet_width;

    strbuf_addf(line, "%6lld  %s", (long long)story->story, dim);
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
