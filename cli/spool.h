#pragma once
#include <stdbool.h>
#include <stddef.h>

/*
 * Standard output that does not wait for who reads it
 *
 * A command reads the database while it prints. If it waited for a pager, it
 * would keep its snapshot meanwhile, and the database's log could not be
 * emptied. So what a pipe does not take at once is kept in a file without a
 * name, and written when the database is closed.
 */

/* Both: false, and errno, when writing failed. */
bool spool_write(const char *bytes, size_t len);
/* Write what was kept, however long that takes. */
bool spool_drain(void);
