/* Names of the feed formats, as `newsfold parse` prints them. */
#include "base/entry.h"

#include <stdlib.h>

const char *feed_format_name(enum feed_format format)
{
    static const char *const names[] = {
        [FORMAT_UNKNOWN] = "",      [FORMAT_RSS] = "rss",
        [FORMAT_RSS090] = "rss090", [FORMAT_RSS091] = "rss091",
        [FORMAT_RSS092] = "rss092", [FORMAT_RSS093] = "rss093",
        [FORMAT_RSS094] = "rss094", [FORMAT_RSS10] = "rss10",
        [FORMAT_RSS20] = "rss20",   [FORMAT_ATOM] = "atom",
        [FORMAT_ATOM03] = "atom03", [FORMAT_ATOM10] = "atom10",
        [FORMAT_CDF] = "cdf",       [FORMAT_JSON] = "json",
        [FORMAT_JSON10] = "json10", [FORMAT_JSON11] = "json11",
    };

    return names[format];
}

int64_t feed_info_ttl(const struct feed_info *info)
{
    long long minutes = info->ttl ? strtoll(info->ttl, NULL, 10) : 0;

    return minutes > 0 && minutes < 365 * 24 * 60 ? minutes * 60 : 0;
}
