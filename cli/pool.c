/*
 * A slot is a worker with its job: bytes still to be sent, the frame that is
 * being received, and the answer as far as it came. An answer is handed on
 * whole: when a worker dies in the middle of a feed, none of that feed's
 * entries are taken, so what is stored of a document is all or nothing.
 *
 * Workers begin without the converters of encodings, which take longer to load than
 * documents to parse, and which few want. When one gives a job back for that, its
 * slot gets another that has them.
 */
#include "cli/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "cli/record.h"

#define PATIENCE 120 /* seconds without a byte; a job has 30 of CPU time */
#define BLOCK    65536

struct waiting {
    struct waiting *next;
    struct strbuf frame; /* header and job, as it is sent */
    void *tag;
};

struct slot {
    int fd; /* -1: no worker yet, or no more */
    pid_t worker;
    bool converters; /* its worker has them, or the next one is to */
    bool wanting;    /* them: its job came back, and is to be sent again */
    bool busy;
    void *tag;
    struct strbuf frame; /* of the job */
    size_t sent;
    struct strbuf received; /* of the answer, not taken apart yet */
    struct pool_answer answer;
    time_t heard; /* when a byte went either way */
};

struct pool {
    struct nursery *nursery;
    pool_done_fn *done;
    void *context;
    struct slot *slots;
    size_t slot_count;
    struct waiting *first, **last;
    size_t pending;
};

static time_t monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

struct pool *pool_new(struct nursery *nursery, size_t workers,
                      pool_done_fn *done, void *context)
{
    struct pool *pool = xcalloc(1, sizeof(*pool));

    *pool = (struct pool){.nursery = nursery,
                          .done = done,
                          .context = context,
                          .slots = xcalloc(workers, sizeof(*pool->slots)),
                          .slot_count = workers};
    pool->last = &pool->first;
    for (size_t i = 0; i < workers; i++) {
        struct slot *slot = &pool->slots[i];
        slot->fd = -1;
        strbuf_init(&slot->frame, sizeof(struct frame_header) + FRAME_CEILING);
        strbuf_init(&slot->received,
                    sizeof(struct frame_header) + FRAME_CEILING + BLOCK);
        strbuf_init(&slot->answer.entries, LIMIT_RECORD);
        strbuf_init(&slot->answer.info, FRAME_CEILING);
    }
    return pool;
}

static void drop_worker(struct slot *slot)
{
    if (slot->fd >= 0)
        close(slot->fd);
    slot->fd = -1;
    slot->wanting = false;
    strbuf_release(&slot->received);
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->slot_count; i++) {
        struct slot *slot = &pool->slots[i];
        drop_worker(slot);
        strbuf_release(&slot->frame);
        strbuf_release(&slot->answer.entries);
        strbuf_release(&slot->answer.info);
    }
    while (pool->first) {
        struct waiting *waiting = pool->first;
        pool->first = waiting->next;
        strbuf_release(&waiting->frame);
        xfree(waiting);
    }
    xfree(pool->slots);
    xfree(pool);
}

void pool_add(struct pool *pool, const struct pool_job *job)
{
    struct waiting *waiting = xcalloc(1, sizeof(*waiting));
    struct frame_header header = {FRAME_MAGIC, FRAME_JOB, 0};
    struct parse_job record = {job->content_type, job->base_url,
                               job->max_entries, job->body, job->len};

    waiting->tag = job->tag;
    strbuf_init(&waiting->frame, sizeof(header) + FRAME_CEILING);
    strbuf_add(&waiting->frame, &header, sizeof(header));
    record_put_job(&waiting->frame, &record);
    header.len = (uint32_t)(waiting->frame.len - sizeof(header));
    memcpy(waiting->frame.data, &header, sizeof(header));
    *pool->last = waiting;
    pool->last = &waiting->next;
    pool->pending++;
}

size_t pool_pending(const struct pool *pool)
{
    return pool->pending;
}

/* The job of slot is over, well or not. */
static void finish(struct pool *pool, struct slot *slot)
{
    slot->busy = false;
    pool->pending--;
    pool->done(pool->context, slot->tag, &slot->answer);
    strbuf_release(&slot->frame);
    strbuf_release(&slot->answer.entries);
    strbuf_release(&slot->answer.info);
    slot->answer.failed = false;
}

static void give_up(struct pool *pool, struct slot *slot, const char *why)
{
    slot->answer.failed = true;
    error_set(&slot->answer.error, ERROR_INPUT, "parsing it: %s", why);
    drop_worker(slot);
    finish(pool, slot);
}

/* Whether slot has a worker to send to; a job that gets none fails. */
static bool has_worker(struct pool *pool, struct slot *slot)
{
    struct error err;

    if (slot->fd >= 0)
        return true;
    if (nursery_spawn(pool->nursery, slot->converters, &slot->fd, &slot->worker,
                      &err) == 0) {
        int flags = fcntl(slot->fd, F_GETFL);
        fcntl(slot->fd, F_SETFL, flags | O_NONBLOCK);
        return true;
    }
    slot->fd = -1;
    give_up(pool, slot, err.message);
    return false;
}

static void send_job(struct pool *pool, struct slot *slot)
{
    while (slot->sent < slot->frame.len) {
        ssize_t n = send(slot->fd, slot->frame.data + slot->sent,
                         slot->frame.len - slot->sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (n < 0) {
            give_up(pool, slot, "the parse worker ended");
            return;
        }
        slot->sent += (size_t)n;
        slot->heard = monotonic();
    }
    strbuf_release(&slot->frame);
    slot->sent = 0;
}

static void start_waiting(struct pool *pool)
{
    for (size_t i = 0; i < pool->slot_count && pool->first; i++) {
        struct slot *slot = &pool->slots[i];
        if (slot->busy)
            continue;
        struct waiting *waiting = pool->first;
        pool->first = waiting->next;
        if (!pool->first)
            pool->last = &pool->first;
        strbuf_release(&slot->frame);
        slot->frame = waiting->frame;
        slot->tag = waiting->tag;
        slot->sent = 0;
        slot->busy = true;
        slot->heard = monotonic();
        xfree(waiting);
        if (has_worker(pool, slot))
            send_job(pool, slot);
    }
}

/* The worker has given its job back. */
static bool take_back(struct slot *slot, const struct frame_header *header,
                      const char *bytes)
{
    struct frame_header job = {FRAME_MAGIC, FRAME_JOB, header->len};

    if (slot->converters || slot->answer.entries.len)
        return false;
    slot->converters = true;
    slot->wanting = true;
    strbuf_add(&slot->frame, &job, sizeof(job));
    strbuf_add(&slot->frame, bytes, header->len);
    return !slot->frame.cut;
}

/* Take one frame of the answer; false when the answer is nonsense. */
static bool take_frame(struct pool *pool, struct slot *slot,
                       const struct frame_header *header, const char *bytes)
{
    struct record_reader reader = {bytes, bytes + header->len, NULL};
    struct pool_answer *answer = &slot->answer;
    struct error err;

    if (!slot->busy || slot->sent < slot->frame.len)
        return false; /* nobody asked */
    switch (header->kind) {
    case FRAME_ENTRIES:
        strbuf_add(&answer->entries, bytes, header->len);
        return !answer->entries.cut;
    case FRAME_INFO:
        strbuf_add(&answer->info, bytes, header->len);
        finish(pool, slot);
        return true;
    case FRAME_ERROR:
        if (record_get_error(&reader, &answer->error, &err) < 0)
            return false;
        answer->failed = true;
        finish(pool, slot);
        return true;
    case FRAME_WANTING:
        return take_back(slot, header, bytes);
    default:
        return false;
    }
}

/* Take all frames that have come whole. */
static bool take_frames(struct pool *pool, struct slot *slot)
{
    struct frame_header header;
    size_t at = 0;

    while (slot->received.len - at >= sizeof(header)) {
        memcpy(&header, slot->received.data + at, sizeof(header));
        if (header.magic != FRAME_MAGIC || header.len > FRAME_CEILING)
            return false;
        if (slot->received.len - at - sizeof(header) < header.len)
            break;
        if (!take_frame(pool, slot, &header,
                        slot->received.data + at + sizeof(header)))
            return false;
        at += sizeof(header) + header.len;
    }
    memmove(slot->received.data, slot->received.data + at,
            slot->received.len - at);
    strbuf_truncate(&slot->received, slot->received.len - at);
    return true;
}

/* The worker of slot ended, or is ended for what it said. */
static void lose_worker(struct pool *pool, struct slot *slot, const char *why)
{
    nursery_kill(pool->nursery, slot->worker);
    if (slot->busy)
        give_up(pool, slot, why);
    else
        drop_worker(slot);
}

static void send_again(struct pool *pool, struct slot *slot)
{
    nursery_kill(pool->nursery, slot->worker);
    drop_worker(slot);
    if (has_worker(pool, slot))
        send_job(pool, slot);
}

static void receive_answer(struct pool *pool, struct slot *slot)
{
    char block[BLOCK];
    ssize_t n;

    while ((n = recv(slot->fd, block, sizeof(block), 0)) > 0 ||
           (n < 0 && errno == EINTR)) {
        if (n < 0)
            continue;
        slot->heard = monotonic();
        strbuf_add(&slot->received, block, (size_t)n);
        if (slot->received.cut || !take_frames(pool, slot)) {
            lose_worker(pool, slot, "the parse worker's answer is malformed");
            return;
        }
        if (slot->wanting) {
            send_again(pool, slot);
            return;
        }
    }
    if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
        lose_worker(pool, slot, "the parse worker ended");
}

size_t pool_descriptors(const struct pool *pool, struct pollfd *fds)
{
    size_t count = 0;

    for (size_t i = 0; i < pool->slot_count; i++) {
        const struct slot *slot = &pool->slots[i];
        if (slot->fd < 0 || !slot->busy)
            continue;
        short events = POLLIN;
        if (slot->frame.len)
            events |= POLLOUT;
        fds[count++] = (struct pollfd){slot->fd, events, 0};
    }
    return count;
}

static struct slot *slot_of(struct pool *pool, int fd)
{
    for (size_t i = 0; i < pool->slot_count; i++)
        if (pool->slots[i].fd == fd)
            return &pool->slots[i];
    return NULL;
}

void pool_step(struct pool *pool, const struct pollfd *fds, size_t count)
{
    time_t now = monotonic();

    for (size_t i = 0; i < count; i++) {
        struct slot *slot = fds[i].revents ? slot_of(pool, fds[i].fd) : NULL;
        if (slot && slot->busy && slot->frame.len && (fds[i].revents & POLLOUT))
            send_job(pool, slot);
        if (slot && slot->fd >= 0 &&
            (fds[i].revents & (POLLIN | POLLHUP | POLLERR)))
            receive_answer(pool, slot);
    }
    for (size_t i = 0; i < pool->slot_count; i++) {
        struct slot *slot = &pool->slots[i];
        if (slot->busy && slot->fd >= 0 && now - slot->heard > PATIENCE) {
            nursery_kill(pool->nursery, slot->worker);
            give_up(pool, slot, "the parse worker hangs");
        }
    }
    start_waiting(pool);
}
