/*
 * What is said when the program folds in another way than the one that made
 * the index: the two are never compared, so copies of what came before are not
 * found until all of it is folded again.
 */
#include "cli/fold_version.h"

#include "dedup/dedup.h"

int fold_version_adopt(struct cli *cli, struct store *store, struct error *err)
{
    bool foreign = false;
    int result = store_fold_is_foreign(store, FOLD_VERSION, &foreign, err);

    if (result < 0 || !foreign)
        return result;
    result = store_begin(store, err);
    if (result == 0)
        result = store_fold_adopt(store, FOLD_VERSION, err);
    result = store_end(store, result, err);
    if (result == 0 && cli->verbosity >= 0)
        cli_error("this version finds copies in another way: what comes is "
                  "not compared with what is there until newsfold refold has "
                  "folded that again");
    return result;
}

int fold_version_tell(struct cli *cli, struct store *store, struct error *err)
{
    bool foreign = false;
    int result = store_fold_is_foreign(store, FOLD_VERSION, &foreign, err);

    if (result == 0 && foreign && cli->verbosity >= 0)
        cli_error("this version finds copies in another way than the one that "
                  "read the entries; newsfold refold reads them again");
    return result;
}
