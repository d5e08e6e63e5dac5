#pragma once
#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/*
 * Parse workers: processes in which foreign bytes are parsed
 *
 * They are forked by a nursery, which is itself forked before any connection
 * or thread exists; so a worker that died can be replaced in the middle of a
 * poll without forking a process that holds connections. A worker holds one
 * socket, no database and no files; resource limits are set, and seccomp
 * where there is. It answers each FRAME_JOB with FRAME_ENTRIES and one
 * FRAME_INFO, or with FRAME_ERROR, and ends when its socket is closed. One that
 * has not loaded the converters of encodings may give a job back instead, with
 * FRAME_WANTING, and ends.
 */

struct nursery {
    int control; /* -1 when there is none */
    pid_t pid;
};

int nursery_init(struct nursery *nursery, struct error *err);
/* Ends the nursery and its workers. */
void nursery_release(struct nursery *nursery);

/* A new worker, with or without converters, which take as long to load as a hundred
 * documents to parse: *ret_fd is its socket (blocking), the caller's to close. */
int nursery_spawn(struct nursery *nursery, bool converters, int *ret_fd,
                  pid_t *ret_worker, struct error *err);
/* Kill a worker that does not answer. */
void nursery_kill(struct nursery *nursery, pid_t worker);

/* A worker's life on fd; returns its exit status. For the nursery and tests.
 */
int worker_run(int fd, bool converters);
