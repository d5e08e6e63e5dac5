#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

/*
 * A scenario: what the server says, what the client must send, what must come
 * of it. One file each, in tests/scenarios; its README describes the form.
 */

struct section {
    char *kind;     /* "reply", "poll", … */
    char *argument; /* the rest of its line; "" for none */
    char *text;     /* its lines */
    size_t line;    /* where it begins */
};

struct scenario {
    char *about; /* what it shows */
    struct section *sections;
    size_t count, capacity;
};

/* Split a file's bytes; false when it has no sections. */
bool scenario_read(struct scenario *scenario, const char *bytes);
void scenario_release(struct scenario *scenario);

/* What a macro may name. */
struct places {
    const char *host, *host2; /* address:port of the server's two addresses */
    const char *host3;        /* the first, with another port */
    const char *port;         /* of the two */
};

/* Something to be done while a reply is sent. */
enum pause_kind {
    PAUSE_NONE,
    PAUSE_SLEEP, /* milliseconds */
    PAUSE_STALL, /* until the client has gone */
    PAUSE_RESET, /* the connection */
};

struct pause {
    enum pause_kind kind;
    size_t at; /* after so many bytes */
    unsigned amount;
};

#define MAX_PAUSES 64

struct reply {
    struct strbuf bytes;
    struct pause pauses[MAX_PAUSES];
    size_t pause_count;
    bool whole; /* it says where it ends, and means it */
};

/* A reply section's bytes: head lines end in CR LF, macros are replaced. */
void reply_render(struct reply *reply, const char *text, bool crlf,
                  const struct places *places);
void reply_release(struct reply *reply);

/* Replace macros in any text. */
void scenario_expand(struct strbuf *out, const char *text,
                     const struct places *places);
