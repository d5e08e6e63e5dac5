#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/entry.h"
#include "base/story.h"
#include "base/strbuf.h"

/*
 * Fields of records as commands print them, and of options as they read them
 */

/* A time as a JSON string, null for TIME_ABSENT. */
void json_time(struct strbuf *out, int64_t seconds);
/* A time as a field of TSV: RFC 3339, empty for TIME_ABSENT. */
void tsv_time(struct strbuf *out, int64_t seconds);
/* "2026-11-17 09:12", UTC, for people; "never" for TIME_ABSENT. */
void text_time(struct strbuf *out, int64_t seconds);

/* A url as a JSON string or a field of TSV, without its secrets. */
void json_url(struct strbuf *out, const char *url);
void tsv_url(struct strbuf *out, const char *url);

/* Add one more string to list, which is empty or was made by this; the items
 * are borrowed, the list itself is released by string_list_release. */
void string_list_add(struct string_list *list, const char *text);
void string_list_release(struct string_list *list);

/* Whether text can be a tag: a word or several, without comma, slash, quotes
 * and controls, which lists of feeds use between tags. Says what is wrong. */
bool tag_check(const char *text);
/* Append text, somebody else's name of a folder or a tag, as a tag: what none
 * may have is a space, and it ends where it is too long. Nothing when nothing
 * is left. */
void tag_fit(struct strbuf *out, const char *text);

/* Columns of the terminal behind standard output, also behind the pager
 * (cli/pager.c); `otherwise` where it is none. */
size_t terminal_columns(size_t otherwise);
