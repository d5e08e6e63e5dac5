/* The figures of a partition, from the table of how many items two clusters
 * share; only cells that are not empty are visited. */
#include "cli/quality.h"

#include <stdlib.h>

#include "base/alloc.h"

struct cell {
    size_t gold, found;
};

static int compare_cells(const void *a, const void *b)
{
    const struct cell *x = a;
    const struct cell *y = b;

    if (x->gold != y->gold)
        return x->gold < y->gold ? -1 : 1;
    return (x->found > y->found) - (x->found < y->found);
}

static uint64_t pairs_of(size_t count)
{
    return (uint64_t)count * (count ? count - 1 : 0) / 2;
}

static double share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 1;
}

static double harmonic(double a, double b)
{
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

/* Count the sizes of clusters, and the pairs in them. */
static void count_clusters(const size_t *clusters, size_t count, size_t *sizes,
                           size_t *ret_clusters, uint64_t *ret_pairs)
{
    for (size_t i = 0; i < count; i++)
        sizes[clusters[i]]++;
    for (size_t i = 0; i < count; i++) {
        *ret_clusters += sizes[i] != 0;
        *ret_pairs += pairs_of(sizes[i]);
    }
}

static double adjusted_rand(const struct quality *quality)
{
    double all = (double)pairs_of(quality->items);
    double expected =
        all > 0 ? (double)quality->gold_pairs * (double)quality->pairs / all
                : 0;
    double most = (double)(quality->gold_pairs + quality->pairs) / 2;

    return most > expected || most < expected
               ? ((double)quality->true_pairs - expected) / (most - expected)
               : 1;
}

void quality_of(const size_t *gold, const size_t *found, size_t count,
                struct quality *ret)
{
    struct cell *cells = xcalloc(count + 1, sizeof(*cells));
    size_t *gold_sizes = xcalloc(count + 1, sizeof(*gold_sizes));
    size_t *found_sizes = xcalloc(count + 1, sizeof(*found_sizes));

    *ret = (struct quality){.items = count};
    count_clusters(gold, count, gold_sizes, &ret->gold_clusters,
                   &ret->gold_pairs);
    count_clusters(found, count, found_sizes, &ret->clusters, &ret->pairs);
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct cell){gold[i], found[i]};
    qsort(cells, count, sizeof(*cells), compare_cells);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1;
             next < count && compare_cells(&cells[i], &cells[next]) == 0;)
            next++;
        double n = (double)(next - i);
        ret->true_pairs += pairs_of(next - i);
        ret->bcubed.precision += n * n / (double)found_sizes[cells[i].found];
        ret->bcubed.recall += n * n / (double)gold_sizes[cells[i].gold];
    }
    double items = count ? (double)count : 1;
    ret->bcubed.precision = count ? ret->bcubed.precision / items : 1;
    ret->bcubed.recall = count ? ret->bcubed.recall / items : 1;
    ret->bcubed.f1 = harmonic(ret->bcubed.precision, ret->bcubed.recall);
    ret->pair.precision = share(ret->true_pairs, ret->pairs);
    ret->pair.recall = share(ret->true_pairs, ret->gold_pairs);
    ret->pair.f1 = harmonic(ret->pair.precision, ret->pair.recall);
    ret->adjusted_rand = adjusted_rand(ret);
    xfree(cells);
    xfree(gold_sizes);
    xfree(found_sizes);
}
