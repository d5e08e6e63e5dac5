#pragma once
#include "base/arena.h"
#include "cli/secrets.h"
#include "fetcher/fetcher.h"
#include "store/store.h"

/* Have the commands that the settings of these feeds name run by secrets_run. */
int feeds_want_secrets(struct store *store, const int64_t *feeds, size_t count,
                       struct secrets *secrets, struct error *err);

/*
 * How feed is fetched: its row and its settings as a request, whose strings
 * live in arena. An error when a secret that is needed cannot be had; then
 * the feed is not to be asked.
 */
int feed_request(const struct feed *feed, const struct secrets *secrets,
                 struct arena *arena, struct fetch_request *ret_request,
                 struct error *err);
