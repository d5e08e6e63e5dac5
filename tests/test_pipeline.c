/* How many entries a poll stores and folds at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/pipeline_feed.h"
#include "dedup/dedup.h"

#define MOST 48000

static const struct {
    size_t entries;
    int64_t ms;
    size_t next;
} batches[] = {
    {4000, 800, MOST}, /* as many as help */
    {4000, 0, MOST},
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
        if (pipeline_batch(batches[i].entries, batches[i].ms, MOST) !=
            batches[i].next)
            fail_msg("%zu entries in %lld ms: %zu, not %zu", batches[i].entries,
                     (long long)batches[i].ms,
                     pipeline_batch(batches[i].entries, batches[i].ms, MOST),
                     batches[i].next);
}

#define MIB ((size_t)1 << 20)

static void a_batch_takes_a_part_of_the_memory(void **state)
{
    static const struct {
        size_t memory, documents, bytes;
    } machines[] = {
        {0, 16000, 16 * MIB}, /* it is not known */
        {512 * MIB, 16000, 16 * MIB},
        {8192 * MIB, 16384, 16 * MIB},
        {16384 * MIB, 32768, 32 * MIB},
        {24576 * MIB, 48000, 48 * MIB},
        {1048576 * MIB, 48000, 48 * MIB},
    };

    for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++) {
        struct fold_most most = fold_most(machines[i].memory);
        assert_int_equal(most.documents, machines[i].documents);
        assert_int_equal(most.bytes, machines[i].bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_takes_a_part_of_the_memory),
        cmocka_unit_test(a_batch_is_what_ten_seconds_do),
    };
    return cmocka_run_group_tests_name("pipeline", tests, NULL, NULL);
}
