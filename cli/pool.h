#pragma once
#include <poll.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "cli/worker.h"

/*
 * The parent's side of the parse workers: jobs go in, answers come out
 *
 * A worker has one job at a time; more wait in a queue, in order. Nothing
 * here blocks. A worker that dies, hangs or answers nonsense costs its job,
 * and is replaced for the next one.
 */

struct pool_job {
    const char *content_type; /* strings are copied; NULL where absent */
    const char *base_url;
    uint32_t max_entries;
    const char *body;
    size_t len;
    void *tag; /* handed back with the answer */
};

struct pool_answer {
    struct strbuf entries; /* records, one behind the other */
    struct strbuf info;    /* one record */
    bool failed;           /* the document could not be parsed: … */
    struct error error;    /* … why */
};

/* The answer is released behind the call; take its buffers by leaving empty
 * ones. */
typedef void pool_done_fn(void *context, void *tag, struct pool_answer *answer);

struct pool;

/* At most `workers` workers (1 to 64), forked as they are needed by nursery,
 * which must outlive the pool. */
struct pool *pool_new(struct nursery *nursery, size_t workers,
                      pool_done_fn *done, void *context);
/* Forgets jobs that are under way; their answers never come. */
void pool_free(struct pool *pool);

/* Queue a job; everything is copied. */
void pool_add(struct pool *pool, const struct pool_job *job);
/* Jobs taken that have not been answered. */
size_t pool_pending(const struct pool *pool);

/* Descriptors to be polled: up to `workers`, into fds; how many. */
size_t pool_descriptors(const struct pool *pool, struct pollfd *fds);
/* Move on what is ready, start what waits, and give up workers that have said
 * nothing for too long. fds as pool_descriptors filled them, with revents. */
void pool_step(struct pool *pool, const struct pollfd *fds, size_t count);
