#pragma once
#include <stddef.h>

#include "tests/scenario_file.h"

/*
 * A web server of the tests' own, on 127.0.0.1 (with two ports) and 127.0.0.2,
 * that says what it is told to, and remembers what it was asked
 */

struct server;

/* Starts its threads; ends with the process. NULL where it cannot listen. */
struct server *server_new(void);
const struct places *server_places(const struct server *server);

/* From now on path is answered with the section's text. The connection stays
 * open for more requests where the reply's end is told, by {length} or a length
 * of 0, unless it is to `close`; `crlf` ends the body's lines so. */
void server_set(struct server *server, const char *path, const char *text,
                bool close, bool crlf);

/* Forget the requests so far. */
void server_forget(struct server *server);
/* How many there were. */
size_t server_requests(struct server *server);
/* The last request for path ("HOST/path" names the second address by its
 * Host), to be xfreed; NULL for none. */
char *server_request(struct server *server, const char *path);
/* The most connections that were open at once since server_forget. */
size_t server_most(struct server *server);
/* The most requests to one host, by its name, that were answered at once. */
size_t server_busiest(struct server *server);
