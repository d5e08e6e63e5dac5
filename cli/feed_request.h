#pragma once
#include "base/arena.h"
#include "cli/secrets.h"
#include "fetcher/fetcher.h"
#include "store/store.h"

/* Have the commands that feed's settings name run by secrets_run. */
void feed_want_secrets(const struct feed *feed, struct secrets *secrets);

/*
 * How feed is fetched: its row and its settings as a request, whose strings
 * live in arena. An error when a secret that is needed cannot be had; then
 * the feed is not to be asked.
 */
int feed_request(const struct feed *feed, const struct secrets *secrets,
                 struct arena *arena, struct fetch_request *ret_request,
                 struct error *err);
