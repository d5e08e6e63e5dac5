/* How many entries a poll stores and folds at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/pipeline_feed.h"
#include "dedup/dedup.h"

static const struct {
    size_t entries;
    int64_t ms;
    size_t next;
} batches[] = {
    {4000, 1000, FOLD_BATCH}, /* as many as help */
    {4000, 0, FOLD_BATCH},
    {4000, 5000, 8000},
    {4000, 10000, 4000},
    {16000, 20000, 8000}, /* others have waited too long */
    {4000, 400000, 1000}, /* less would take longer in all */
    {1, 1, 10000},
    {1, 60000, 1000},
    {1000000, 1000000, 10000}, /* feeds of very many entries */
};

static void a_batch_is_what_ten_seconds_do(void **state)
{
    for (size_t i = 0; i < sizeof(batches) / sizeof(*batches); i++)
        if (pipeline_batch(batches[i].entries, batches[i].ms) !=
            batches[i].next)
            fail_msg("%zu entries in %lld ms: %zu, not %zu", batches[i].entries,
                     (long long)batches[i].ms,
                     pipeline_batch(batches[i].entries, batches[i].ms),
                     batches[i].next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_is_what_ten_seconds_do),
    };
    return cmocka_run_group_tests_name("pipeline", tests, NULL, NULL);
}
