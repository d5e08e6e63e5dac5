/*
 * Local files, which only the user's own word makes a feed: no redirect leads
 * to one, and a request must permit private addresses.
 *
 * Not libcurl's file: protocol: that waits for ever on a fifo. Only regular
 * files are read, and no more of them than a body may have.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "fetcher/fetcher_internal.h"

bool is_file_url(const char *url)
{
    return !strncasecmp(url, "file:", 5);
}

static bool refuse(struct transfer *transfer, const char *why)
{
    transfer->refused = true;
    snprintf(transfer->why, sizeof(transfer->why), "%s", why);
    return false;
}

static bool fail(struct transfer *transfer, const char *what)
{
    snprintf(transfer->curl_error, sizeof(transfer->curl_error), "%s: %s", what,
             strerror(errno));
    return false;
}

static bool read_all(struct transfer *transfer, int fd)
{
    char block[65536];
    ssize_t n;

    while ((n = read(fd, block, sizeof(block))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(transfer, "reading it");
        strbuf_add(&transfer->body, block, (size_t)n);
        if (transfer->body.cut)
            return refuse(transfer, "the file is larger than the limit");
    }
    return true;
}

static bool read_path(struct transfer *transfer, const char *path)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool done;

    if (fd < 0)
        return fail(transfer, "opening it");
    if (fstat(fd, &status) < 0)
        done = fail(transfer, "opening it");
    else if (!S_ISREG(status.st_mode))
        done = refuse(transfer, "it is not a regular file");
    else
        done = read_all(transfer, fd);
    close(fd);
    return done;
}

bool transfer_read_file(struct transfer *transfer)
{
    char *path;
    bool done;

    if (!transfer->allow_private)
        return refuse(transfer, "it is a local file (--allow-private when "
                                "adding the feed permits it)");
    path = url_part(transfer->url, CURLUPART_PATH, CURLU_URLDECODE);
    done =
        path ? read_path(transfer, path) : refuse(transfer, "it names no file");
    curl_free(path);
    return done;
}
