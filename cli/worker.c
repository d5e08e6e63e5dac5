/*
 * The nursery sleeps in recvmsg until it is asked for a worker, whose socket
 * is handed over with the request. Workers and nursery ignore SIGINT and
 * SIGTERM, which a terminal sends to the whole group: the parent decides, and
 * closing the socket is its way to say so; they die with their parent.
 *
 * A worker reads a job with plain blocking reads, parses, and writes entries
 * as they come, in frames of about FRAME_ENOUGH bytes, so that its memory
 * does not grow with the feed. The CPU time of a job is limited by a profiling
 * timer, whose signal kills: a job that hangs costs itself only.
 */
#include "cli/worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "cli/record.h"
#include "cli/sandbox.h"
#include "parser/parser.h"

#define JOB_SECONDS  30           /* of CPU time */
#define FRAME_ENOUGH (256 * 1024) /* bytes of entries that make a frame */
#define MAX_WORKERS  64           /* living children of a nursery */

/* Reading and writing whole frames; a false return is the end of the work. */

static bool read_whole(int fd, void *into, size_t len)
{
    char *at = into;

    while (len) {
        ssize_t n = read(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

static bool write_whole(int fd, const void *from, size_t len)
{
    const char *at = from;

    while (len) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

struct answer {
    int fd;
    const char *job; /* its record */
    size_t job_len;
    struct strbuf entries; /* not sent yet */
    bool broken;           /* the parent is gone */
};

static void send_bytes(struct answer *answer, enum frame_kind kind,
                       const char *bytes, size_t len)
{
    struct frame_header header = {FRAME_MAGIC, kind, (uint32_t)len};

    if (!write_whole(answer->fd, &header, sizeof(header)) ||
        !write_whole(answer->fd, bytes, len))
        answer->broken = true;
}

static void send_frame(struct answer *answer, enum frame_kind kind,
                       struct strbuf *record)
{
    if (record->cut)
        answer->broken = true;
    else
        send_bytes(answer, kind, record->data, record->len);
    strbuf_clear(record);
}

/* For a worker that has converters. */
static void give_back(void *context)
{
    struct answer *answer = context;

    send_bytes(answer, FRAME_WANTING, answer->job, answer->job_len);
    _exit(0);
}

static int on_entry(void *context, const struct entry *entry, struct error *err)
{
    struct answer *answer = context;

    record_put_entry(&answer->entries, entry);
    if (answer->entries.len >= FRAME_ENOUGH)
        send_frame(answer, FRAME_ENTRIES, &answer->entries);
    return answer->broken
               ? error_set(err, ERROR_LIMIT, "the answer cannot be sent")
               : 0;
}

static void answer_job(struct answer *answer, const struct parse_job *job)
{
    struct parser_options options = {job->content_type, job->base_url,
                                     job->max_entries, .expendable = true};
    CLEANUP(arena_release) struct arena arena = {0};
    CLEANUP(strbuf_release) struct strbuf record;
    struct feed_info info;
    struct error err;

    strbuf_init(&record, FRAME_CEILING);
    int result = parser_parse(job->body, job->len, &options, on_entry, answer,
                              &arena, &info, &err);
    if (result < 0) {
        strbuf_clear(&answer->entries);
        record_put_error(&record, &err);
        send_frame(answer, FRAME_ERROR, &record);
        return;
    }
    if (answer->entries.len)
        send_frame(answer, FRAME_ENTRIES, &answer->entries);
    record_put_info(&record, &info);
    send_frame(answer, FRAME_INFO, &record);
}

/* Read one job's frame into *ret_bytes (the caller's); false at the end. */
static bool read_job(int fd, char **ret_bytes, size_t *ret_len,
                     struct parse_job *ret_job)
{
    struct frame_header header;
    struct error err;

    if (!read_whole(fd, &header, sizeof(header)) ||
        header.magic != FRAME_MAGIC || header.kind != FRAME_JOB ||
        header.len > FRAME_CEILING)
        return false;
    *ret_bytes = xmalloc(header.len + 1);
    *ret_len = header.len;
    struct record_reader reader = {*ret_bytes, *ret_bytes + header.len, NULL};
    return read_whole(fd, *ret_bytes, header.len) &&
           record_get_job(&reader, ret_job, &err) == 0;
}

static void limit_cpu_time(time_t seconds)
{
    struct itimerval timer = {.it_value = {.tv_sec = seconds}};

    setitimer(ITIMER_PROF, &timer, NULL);
}

/* Wait for the first job, so that a poll without any costs no set-up. */
static bool wait_for_work(int fd)
{
    char byte;
    ssize_t n;

    do
        n = recv(fd, &byte, 1, MSG_PEEK);
    while (n < 0 && errno == EINTR);
    return n == 1;
}

int worker_run(int fd, bool converters)
{
    struct answer answer = {.fd = fd};
    bool more = wait_for_work(fd);

    if (more) {
        if (converters)
            parser_prepare();
        else
            parser_unprepared(give_back, &answer);
        sandbox_enter();
    }
    strbuf_init(&answer.entries, FRAME_CEILING);
    while (more && !answer.broken) {
        CLEANUP(xfreep) char *bytes = NULL;
        struct parse_job job;

        more = read_job(fd, &bytes, &answer.job_len, &job);
        if (!more)
            break;
        answer.job = bytes;
        limit_cpu_time(JOB_SECONDS);
        answer_job(&answer, &job);
        limit_cpu_time(0);
    }
    strbuf_release(&answer.entries);
    return 0;
}

/* The nursery */

struct request {
    pid_t kill; /* 0: spawn, on the socket that comes along */
    bool converters;
};

/* Leave only the standard streams and keep open. */
static void close_others(int keep)
{
    if (keep > STDERR_FILENO + 1)
        close_range(STDERR_FILENO + 1, (unsigned)keep - 1, 0);
    close_range((unsigned)keep + 1, ~0U, 0);
}

static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
}

static pid_t fork_worker(int fd, bool converters)
{
    pid_t nursery = getpid();
    pid_t pid = fork();

    if (pid == 0) {
        die_with(nursery);
        close_others(fd);
        _exit(worker_run(fd, converters));
    }
    return pid;
}

/* Receive a request; *ret_fd is -1 when none came along. */
static bool receive(int control, struct request *ret_request, int *ret_fd)
{
    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int))];
    } ancillary;
    struct iovec iov = {ret_request, sizeof(*ret_request)};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = ancillary.space,
                             .msg_controllen = sizeof(ancillary.space)};
    ssize_t n;

    do
        n = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *ret_fd = -1;
    if (n > 0 && header && header->cmsg_type == SCM_RIGHTS)
        memcpy(ret_fd, CMSG_DATA(header), sizeof(int));
    return n == (ssize_t)sizeof(*ret_request);
}

/* Forget children that have ended, so that their pids are not used again by
 * mistake. */
static size_t reap(pid_t *children, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (waitpid(children[i], NULL, WNOHANG) == 0)
            children[kept++] = children[i];
    return kept;
}

static void nursery_loop(int control)
{
    pid_t children[MAX_WORKERS];
    size_t count = 0;
    struct request request;
    int fd;

    while (receive(control, &request, &fd)) {
        count = reap(children, count);
        if (request.kill) {
            for (size_t i = 0; i < count; i++)
                if (children[i] == request.kill)
                    kill(request.kill, SIGKILL);
            continue;
        }
        pid_t pid = -1;
        if (fd >= 0 && count < MAX_WORKERS)
            pid = fork_worker(fd, request.converters);
        if (pid > 0 && count < MAX_WORKERS)
            children[count++] = pid;
        if (fd >= 0)
            close(fd);
        write_whole(control, &pid, sizeof(pid));
    }
    for (size_t i = 0; i < count; i++)
        kill(children[i], SIGKILL);
}

int nursery_init(struct nursery *nursery, struct error *err)
{
    int pair[2];
    pid_t parent = getpid();

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
        return error_set(err, ERROR_CONFIG, "starting parse workers: %s",
                         strerror(errno));
    pid_t pid = fork();
    if (pid < 0) {
        int why = errno;
        close(pair[0]);
        close(pair[1]);
        return error_set(err, ERROR_CONFIG, "starting parse workers: %s",
                         strerror(why));
    }
    if (pid == 0) {
        signal(SIGINT, SIG_IGN);
        signal(SIGTERM, SIG_IGN);
        die_with(parent);
        close_others(pair[1]);
        nursery_loop(pair[1]);
        _exit(0);
    }
    close(pair[1]);
    nursery->control = pair[0];
    nursery->pid = pid;
    return 0;
}

void nursery_release(struct nursery *nursery)
{
    if (nursery->control < 0)
        return;
    close(nursery->control);
    while (waitpid(nursery->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    nursery->control = -1;
}

static bool send_socket(int control, int fd, bool converters)
{
    struct request request = {.converters = converters};

    union {
        struct cmsghdr align;
        char space[CMSG_SPACE(sizeof(int))];
    } ancillary = {0};
    struct iovec iov = {&request, sizeof(request)};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = ancillary.space,
                             .msg_controllen = sizeof(ancillary.space)};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &fd, sizeof(int));
    return sendmsg(control, &message, MSG_NOSIGNAL) == (ssize_t)sizeof(request);
}

int nursery_spawn(struct nursery *nursery, bool converters, int *ret_fd,
                  pid_t *ret_worker, struct error *err)
{
    int pair[2];
    pid_t pid = -1;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return error_set(err, ERROR_CONFIG, "starting a parse worker: %s",
                         strerror(errno));
    bool sent = send_socket(nursery->control, pair[1], converters);
    close(pair[1]);
    if (!sent || !read_whole(nursery->control, &pid, sizeof(pid)) || pid <= 0) {
        close(pair[0]);
        return error_set(err, ERROR_CONFIG,
                         "starting a parse worker: the system has no process "
                         "for it");
    }
    *ret_fd = pair[0];
    *ret_worker = pid;
    return 0;
}

void nursery_kill(struct nursery *nursery, pid_t worker)
{
    struct request request = {.kill = worker};

    write_whole(nursery->control, &request, sizeof(request));
}
