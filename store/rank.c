/*
 * How well an entry answers a query: BM25 (Robertson and Zaragoza 2009, k1 =
 * 1.2, b = 0.75), with a word of the title worth five of the text.
 *
 * FTS5's own bm25() counts each word over the whole index before the first
 * row comes, which costs a second for a common word in a million entries. Here
 * the counting stops after some thousand entries, and how often the word
 * is follows from how far into the index that led.
 */
#include <math.h>

#include "base/alloc.h"
#include "store/store_internal.h"

#define SAMPLE       4000 /* entries with a word that are counted */
#define PHRASES      64   /* of a query that are weighed */
#define TITLE_WEIGHT 5.0
#define K1           1.2
#define B            0.75

struct weights {
    double mean_size;
    double idf[PHRASES];
};

struct sample {
    int64_t count;
    int64_t first, last; /* the entries between which it was counted */
};

static int count_one(const Fts5ExtensionApi *api, Fts5Context *fts,
                     void *context)
{
    struct sample *sample = context;

    sample->last = api->xRowid(fts);
    if (!sample->count)
        sample->first = sample->last;
    return ++sample->count == SAMPLE ? SQLITE_DONE : SQLITE_OK;
}

static double idf_of(const Fts5ExtensionApi *api, Fts5Context *fts, int phrase,
                     double rows)
{
    struct sample sample = {0};

    if (api->xQueryPhrase(fts, phrase, &sample, count_one) != SQLITE_OK ||
        !sample.count)
        return 0;
    double count = (double)sample.count;
    double span = (double)(sample.last - sample.first + 1);
    if (sample.count == SAMPLE && span < rows)
        count *= rows / span;
    double idf = log((rows - count + 0.5) / (count + 0.5));
    return idf > 1e-3 ? idf : 1e-3;
}

/* Made at a query's first row, kept by FTS5 until its last. */
static struct weights *weights_of(const Fts5ExtensionApi *api, Fts5Context *fts)
{
    struct weights *weights = api->xGetAuxdata(fts, 0);
    sqlite3_int64 rows = 1;
    sqlite3_int64 words = 1;

    if (weights)
        return weights;
    weights = xcalloc(1, sizeof(*weights));
    api->xRowCount(fts, &rows);
    api->xColumnTotalSize(fts, -1, &words);
    weights->mean_size =
        rows > 0 && words > 0 ? (double)words / (double)rows : 1;
    for (int i = 0; i < api->xPhraseCount(fts) && i < PHRASES; i++)
        weights->idf[i] = idf_of(api, fts, i, (double)rows);
    return api->xSetAuxdata(fts, weights, xfree) == SQLITE_OK ? weights : NULL;
}

void store_rank(const Fts5ExtensionApi *api, Fts5Context *fts,
                sqlite3_context *result, int count, sqlite3_value **values)
{
    const struct weights *weights = weights_of(api, fts);
    double frequency[PHRASES] = {0};
    double score = 0;
    int size = 0;
    int instances = 0;

    if (!weights || api->xInstCount(fts, &instances) != SQLITE_OK ||
        api->xColumnSize(fts, -1, &size) != SQLITE_OK) {
        sqlite3_result_error_nomem(result);
        return;
    }
    for (int i = 0; i < instances; i++) {
        int phrase, column, offset;
        if (api->xInst(fts, i, &phrase, &column, &offset) == SQLITE_OK &&
            phrase < PHRASES)
            frequency[phrase] += column == 0 ? TITLE_WEIGHT : 1;
    }
    double length = 1 - B + B * size / weights->mean_size;
    for (int i = 0; i < PHRASES && i < api->xPhraseCount(fts); i++)
        score += weights->idf[i] * frequency[i] * (K1 + 1) /
                 (frequency[i] + K1 * length);
    sqlite3_result_double(result, score);
}
