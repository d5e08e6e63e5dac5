/* A story as JSON: one encoder for the list and for the digest. */
#include "cli/story_json.h"

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
    json_quote(out, story->lead.feed_url);
    strbuf_addstr(out, ",\"outlet\":");
    json_quote(out, story->lead.outlet);
    strbuf_addstr(out, "}}\n");
}
