#pragma once
#include <stddef.h>
#include <stdint.h>

/*
 * How well a partition agrees with the right one
 *
 * Of pairs: precision is the share of the pairs put together that belong
 * together, recall the share of those that belong together that were. B-cubed
 * (Bagga and Baldwin 1998) is the same seen from each item, so that large
 * clusters do not outweigh small ones. The adjusted Rand index (Hubert and
 * Arabie 1985) is the agreement beyond chance.
 */

struct rate {
    double precision, recall, f1;
};

struct quality {
    size_t items;
    size_t gold_clusters, clusters;
    uint64_t gold_pairs, pairs; /* within clusters */
    uint64_t true_pairs;        /* in both */
    struct rate pair, bcubed;
    double adjusted_rand;
};

/* Compare two partitions of count items: gold[i] and found[i] are the numbers
 * of the clusters of item i, each below count. Where there is nothing to be
 * right or wrong about (no pairs at all), a rate is 1. */
void quality_of(const size_t *gold, const size_t *found, size_t count,
                struct quality *ret);
