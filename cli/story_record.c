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
