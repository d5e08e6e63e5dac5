#pragma once
#include "base/arena.h"
#include "cli/cli.h"

/*
 * Settings of one feed: what newsfold set takes, how it is stored, and what a
 * poll reads of it. newsfold(1) tells their names.
 */

/* NAME=VALUE, checked and in the form it is stored in; value NULL takes the
 * setting back. In arena. ERROR_INPUT says what is wrong. */
int setting_parse(const char *text, struct arena *arena,
                  struct feed_setting *ret_setting, struct error *err);

/* Store it, inside a transaction. ERROR_INPUT when this feed cannot have it. */
int setting_store(struct store *store, const struct cli *cli, int64_t feed,
                  const struct feed_setting *setting, struct error *err);

/* Whether a list of feeds may bring it: it names no file, runs no command and
 * lets nothing through. */
bool setting_is_harmless(const char *name);
/* Whether it is for one origin: see credentials.h. */
bool setting_is_bound(const char *name);
/* Whether its value is a file's path. */
bool setting_is_path(const char *name);
/* Append the value as it can be shown. */
void setting_shown(struct strbuf *out, const struct feed_setting *setting);

/* The value of a feed's setting; NULL when it has none. */
const char *feed_setting(const struct feed *feed, const char *name);
/* The same for times and sizes; 0 when it has none. */
int64_t feed_setting_amount(const struct feed *feed, const char *name);
/* "yes" */
bool feed_setting_yes(const struct feed *feed, const char *name);

/* Whether line is a header, "Name: value", that a feed may send: a name that
 * HTTP allows and that is not ours to send. ERROR_INPUT says what is wrong. */
int header_check(const char *line, struct error *err);
