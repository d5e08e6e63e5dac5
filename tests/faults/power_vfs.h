#pragma once
#include <stdbool.h>
#include <stdint.h>

/*
 * A disk whose power can be cut
 *
 * A SQLite VFS that keeps its files in memory, the default one once it is
 * registered. What was written since the last sync of its file is kept apart;
 * when the power comes back, each such write may have reached the disk whole,
 * in part or not at all, in any order. A file that was never synced may be
 * gone, one that was deleted may be there again.
 */

/* Register it, with an empty disk. */
void power_init(uint64_t seed);
/* Cut the power at the n-th write, truncation, sync or deletion from now;
 * 0: never. From then on every call fails. */
void power_cut_after(unsigned long operations);
/* Whether it is cut. */
bool power_is_cut(void);
/* Decide what survived, and switch on. No file may be open. */
void power_restore(void);
/* Forget all files. */
void power_clear(void);

/* How many writes were dropped, torn, or came out of order; syncs seen. */
struct power_counts {
    unsigned long dropped, torn, reordered, kept, syncs;
};
struct power_counts power_counts(void);
/* Where syncs do nothing, for a test that must fail. */
void power_lie(bool lie);
