/* The figures of a partition, against examples worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/quality.h"

static const struct {
    const char *name;
    size_t count;
    size_t gold[8], found[8];
    struct quality expected;
} cases[] = {
    {"nothing",
     0,
     {0},
     {0},
     {.pair = {1, 1, 1}, .bcubed = {1, 1, 1}, .adjusted_rand = 1}},
    {"all alone, as they should be",
     3,
     {0, 1, 2},
     {2, 1, 0},
     {3, 3, 3, 0, 0, 0, {1, 1, 1}, {1, 1, 1}, 1}},
    {"all right",
     4,
     {0, 0, 1, 1},
     {3, 3, 2, 2},
     {4, 2, 2, 2, 2, 2, {1, 1, 1}, {1, 1, 1}, 1}},
    /* {abc}{d} folded {ab}{cd}: pairs ab ac bc and ab cd, ab is in both.
     * B-cubed precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1)
     * / 4. Expected 3 * 2 / 6 = 1, so the index is (1 - 1) / (2.5 - 1). */
    {"one astray",
     4,
     {0, 0, 0, 1},
     {0, 0, 2, 2},
     {4,
      2,
      2,
      3,
      2,
      1,
      {1.0 / 2, 1.0 / 3, 2.0 / 5},
      {3.0 / 4, 2.0 / 3, 12.0 / 17},
      0}},
    /* {ab}{cd}{e} folded {abc}{de}: pairs ab, cd and ab ac bc de. B-cubed
     * precision (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5 = 8/15, recall (1 + 1 + 1/2
     * + 1/2 + 1) / 5 = 4/5. Expected 2 * 4 / 10 = .8: (1 - .8) / (3 - .8). */
    {"two stories in one",
     5,
     {0, 0, 1, 1, 2},
     {0, 0, 0, 3, 3},
     {5,
      3,
      2,
      2,
      4,
      1,
      {1.0 / 4, 1.0 / 2, 1.0 / 3},
      {8.0 / 15, 4.0 / 5, 16.0 / 25},
      1.0 / 11}},
    {"nothing found",
     3,
     {0, 0, 0},
     {0, 1, 2},
     {3, 1, 3, 3, 0, 0, {1, 0, 0}, {1, 1.0 / 3, 1.0 / 2}, 0}},
};

static void check_rate(const char *name, const struct rate *rate,
                       const struct rate *expected)
{
    if (rate->precision < expected->precision - 1e-9 ||
        rate->precision > expected->precision + 1e-9 ||
        rate->recall < expected->recall - 1e-9 ||
        rate->recall > expected->recall + 1e-9 ||
        rate->f1 < expected->f1 - 1e-9 || rate->f1 > expected->f1 + 1e-9)
        fail_msg("%s: %f %f %f", name, rate->precision, rate->recall, rate->f1);
}

static void figures_are_those_worked_out_by_hand(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const struct quality *expected = &cases[i].expected;
        struct quality quality;
        quality_of(cases[i].gold, cases[i].found, cases[i].count, &quality);
        assert_int_equal(quality.gold_clusters, expected->gold_clusters);
        assert_int_equal(quality.clusters, expected->clusters);
        assert_int_equal(quality.gold_pairs, expected->gold_pairs);
        assert_int_equal(quality.pairs, expected->pairs);
        assert_int_equal(quality.true_pairs, expected->true_pairs);
        check_rate(cases[i].name, &quality.pair, &expected->pair);
        check_rate(cases[i].name, &quality.bcubed, &expected->bcubed);
        assert_float_equal(quality.adjusted_rand, expected->adjusted_rand,
                           1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_worked_out_by_hand),
    };

    return cmocka_run_group_tests_name("quality", tests, NULL, NULL);
}
