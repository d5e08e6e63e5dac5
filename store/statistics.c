/* How much there is, and how fast it grows. */
#include "store/store_internal.h"

#define DAY 86400

static int read_sizes(struct store *store, struct store_statistics *ret,
                      struct error *err)
{
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        WHOLE
        "SELECT (SELECT count(*) FROM feeds), (SELECT count(*) FROM entries), "
        "(SELECT count(*) FROM stories), (SELECT count(DISTINCT outlet) FROM "
        "feeds), page_count * page_size FROM pragma_page_count, "
        "pragma_page_size",
        "");

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW) {
        *ret = (struct store_statistics){
            .feeds = sqlite3_column_int64(row, 0),
            .entries = sqlite3_column_int64(row, 1),
            .stories = sqlite3_column_int64(row, 2),
            .outlets = sqlite3_column_int64(row, 3),
            .bytes = sqlite3_column_int64(row, 4),
        };
        result = 0;
    }
    sqlite3_finalize(row);
    return result;
}

int store_statistics(struct store *store, int64_t now,
                     struct store_statistics *ret, struct error *err)
{
    struct store_statistics all = {0};
    int64_t recent = 0;
    int64_t oldest = now;
    int result = read_sizes(store, &all, err);

    if (result == 0)
        result = store_integer(store, 0, &recent, err,
                               WHOLE "SELECT count(*) FROM entries WHERE "
                                     "first_seen > ?1 AND first_seen <= ?2",
                               "ii", now - (int64_t)7 * DAY, now);
    if (result == 0)
        result = store_integer(store, now, &oldest, err,
                               "SELECT first_seen FROM entries WHERE entry = "
                               "(SELECT min(entry) FROM entries)",
                               "");
    if (result < 0)
        return result;
    int64_t days = (now - oldest + DAY - 1) / DAY;
    days = days < 1 ? 1 : days > 7 ? 7 : days;
    all.entries_a_day = recent / days;
    if (all.entries) {
        all.bytes_a_day = all.bytes / all.entries * all.entries_a_day;
        all.duplicates =
            (double)(all.entries - all.stories) / (double)all.entries;
    }
    *ret = all;
    return 0;
}
