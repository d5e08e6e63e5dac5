/* A block of postings, or a run of them, which may be of a damaged file: any bytes may
 * come. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/runs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In order, and with numbers that there are. */
static void expect_sorted(const struct postings *postings)
{
    for (size_t i = 0; i < postings->count; i++) {
        const struct posting *posting = &postings->items[i];
        if (posting->entry <= 0 || posting->story <= 0)
            abort();
        if (i && (posting[-1].feature > posting->feature ||
                  (posting[-1].feature == posting->feature &&
                   posting[-1].entry <= posting->entry)))
            abort();
    }
}

/* What is packed is read as it was; of a feature 512 are. */
static void expect_same(int64_t last, const struct postings *postings)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct postings again = {0};

    strbuf_init(&packed, SIZE_MAX);
    postings_pack(postings->items, postings->count, last, &packed);
    if (!postings_unpack(last, packed.data, packed.len, &again) ||
        again.count > postings->count ||
        (postings->count <= 512 &&
         (again.count != postings->count ||
          memcmp(again.items, postings->items,
                 again.count * sizeof(*again.items)) != 0)))
        abort();
    postings_release(&again);
}

/* The same of a run; what its rows may say of a feature is anything. */
static void expect_same_run(const struct run *run)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct postings postings = {0}, again = {0};
    struct run other;

    strbuf_init(&packed, SIZE_MAX);
    if (run_postings(run, &postings)) {
        postings.count = postings_sort(postings.items, postings.count);
        expect_sorted(&postings);
        run_pack(&postings, &packed);
        if (!run_open(packed.data, packed.len, &other) ||
            !run_postings(&other, &again) || again.count != postings.count ||
            (again.count && memcmp(again.items, postings.items,
                                   again.count * sizeof(*again.items)) != 0))
            abort();
    }
    postings_release(&postings);
    postings_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run;
    struct postings postings = {0};
    int64_t last;

    if (size < sizeof(last))
        return 0;
    memcpy(&last, data, sizeof(last));
    size -= sizeof(last);
    /* A block of its own, so that reading beyond it is seen. */
    unsigned char *copy = xmalloc(size + 1);
    memcpy(copy, data + sizeof(last), size);
    unsigned char *tight = xrealloc(copy, size ? size : 1);
    if (postings_unpack(last, tight, size, &postings)) {
        expect_sorted(&postings);
        expect_same(last, &postings);
    }
    postings_release(&postings);
    if (run_open(tight, size, &run))
        expect_same_run(&run);
    xfree(tight);
    return 0;
}
