#pragma once
#include "cli/cli.h"

/*
 * Credentials of a feed, its cookies and its headers belong to one origin (RFC
 * 6454: scheme, host and port), which is stored beside them: where the feed was
 * when they were set. Elsewhere they are neither sent nor written.
 */

/* Whether the feed is where its credentials are for. */
bool credentials_hold(const struct feed *feed);
/* The password that the feed is asked with where it is; NULL: none is stored. */
const char *credentials_password(const struct feed *feed);
/* Append the feed's url, with user and password if it is asked with them. */
void credentials_url(struct strbuf *out, const struct feed *feed);

/* From now on they are for where the feed is. What was set for another origin
 * is taken back, and that is said. ERROR_INPUT when it is a file. Inside a
 * transaction. */
int credentials_bind(struct store *store, const struct cli *cli, int64_t feed,
                     struct error *err);

/* The same, and store user and password (may be NULL), typed in its url. */
int credentials_store(struct store *store, const struct cli *cli, int64_t feed,
                      const char *user, const char *password,
                      struct error *err);
