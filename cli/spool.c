/*
 * A pipe that can be written takes PIPE_BUF bytes without waiting, and stdio's
 * buffer of one is not larger; so output goes in pieces of that size while
 * there is room, and from the first time that there is none, into the file.
 * That one has a ceiling: beyond it, or where no file can be made, the reader
 * is waited for after all.
 */
#include "cli/spool.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define CEILING ((size_t)256 << 20)

static FILE *kept;
static size_t kept_len;

static short output_state(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};

    /* What poll cannot tell is told by writing. */
    return poll(&output, 1, 0) < 0 ? POLLOUT : output.revents;
}

static bool put(const char *bytes, size_t len)
{
    errno = 0;
    if (fwrite(bytes, 1, len, stdout) == len)
        return true;
    if (!errno)
        errno = EIO;
    return false;
}

static bool keep(const char *bytes, size_t len)
{
    /* A pager that was left is no reason to read on. */
    if (output_state() & POLLERR) {
        errno = EPIPE;
        return false;
    }
    if (kept_len + len > CEILING || fwrite(bytes, 1, len, kept) != len)
        return spool_drain() && put(bytes, len);
    kept_len += len;
    return true;
}

bool spool_write(const char *bytes, size_t len)
{
    while (len && !kept) {
        size_t piece = len < PIPE_BUF ? len : PIPE_BUF;
        if (!output_state()) {
            kept = tmpfile();
            if (!kept)
                return put(bytes, len);
            break;
        }
        if (!put(bytes, piece))
            return false;
        bytes += piece;
        len -= piece;
    }
    return !len || keep(bytes, len);
}

bool spool_drain(void)
{
    char block[65536];
    bool fine = true;
    size_t len;

    if (!kept)
        return true;
    rewind(kept);
    while (fine && kept_len &&
           (len = fread(block, 1,
                        kept_len < sizeof(block) ? kept_len : sizeof(block),
                        kept)) > 0) {
        fine = put(block, len);
        kept_len -= len;
    }
    if (fine && kept_len) {
        errno = EIO;
        fine = false;
    }
    (void)fclose(kept);
    kept = NULL;
    kept_len = 0;
    return fine;
}
