/*
 * The version of folding that the index is of, a setting. Read each time: an
 * upgraded program may have begun another index while this one was waiting.
 */
#include "store/postings.h"
#include "store/store_internal.h"

static int read_version(struct store *store, int64_t *ret, struct error *err)
{
    return store_integer(
        store, 0, ret, err,
        "SELECT value FROM settings WHERE name = 'fold_version'", "");
}

int store_fold_is_foreign(struct store *store, unsigned version,
                          bool *ret_foreign, struct error *err)
{
    int64_t there;
    int result = read_version(store, &there, err);

    if (result == 0)
        *ret_foreign = there && there != (int64_t)version;
    return result;
}

int store_fold_version_of(struct store *store, int64_t entry,
                          int64_t *ret_version, struct error *err)
{
    return store_integer(store, 0, ret_version, err,
                         "SELECT coalesce(fold_version, 0) FROM entries WHERE "
                         "entry = ?1",
                         "i", entry);
}

int store_fold_adopt(struct store *store, unsigned version, struct error *err)
{
    int64_t there;
    int result = read_version(store, &there, err);

    if (result < 0 || there == (int64_t)version)
        return result;
    if (there)
        result = store_postings_clear(store, err);
    if (there && result == 0)
        result = store_run(store, err, "/* whole */ DELETE FROM counts", "");
    return result < 0 ? result
                      : store_setting_put(store, "fold_version",
                                          (int64_t)version, err);
}
