#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

/* Urls as slices of a string: shared by url.c and url_forms.c. */

struct url_slice {
    const char *at; /* NULL: the component is absent */
    size_t len;
};

struct url_parts {
    struct url_slice scheme;    /* without ":" */
    struct url_slice authority; /* without "//" */
    struct url_slice path;      /* never absent, maybe empty */
    struct url_slice query;     /* without "?" */
    struct url_slice fragment;  /* without "#" */
};

/* The slice from *at up to the first of stops, moving *at there. */
struct url_slice url_slice_until(const char **at, const char *end,
                                 const char *stops);
/* Equal but for the case of ASCII letters. */
bool url_slice_is(struct url_slice slice, const char *text);
/* text without white space and controls at its ends. */
struct url_slice url_trim(const char *text);
/* RFC 3986 appendix B: never fails. */
struct url_parts url_split(const char *text, size_t len);
/* The host of an authority: without user and port; *ret_port may be absent. */
struct url_slice url_host_of(struct url_slice authority,
                             struct url_slice *ret_port);
bool url_is_http(struct url_slice scheme);

/* Append bytes; spaces and controls are escaped, as every browser does. */
void url_add_escaped(struct strbuf *out, struct url_slice slice);
void url_add_lower(struct strbuf *out, struct url_slice slice);
/* Append prefix and component; nothing when it is absent. */
void url_add_component(struct strbuf *out, const char *prefix,
                       struct url_slice slice);
/* Append path without dot segments (section 5.2.4). */
void url_add_path(struct strbuf *out, const char *path, size_t len);
