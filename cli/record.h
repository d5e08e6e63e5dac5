#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/entry.h"
#include "base/error.h"
#include "base/strbuf.h"

/*
 * Records: entries and feed_info as bytes, between a parse worker and its
 * parent. The parent reads them as if they came from the net: every length is
 * checked, every string is UTF-8 without NUL, every count has its ceiling.
 */

/* What goes before every frame. */
struct frame_header {
    uint32_t magic; /* FRAME_MAGIC */
    uint32_t kind;  /* enum frame_kind */
    uint32_t len;   /* bytes behind this header */
};

#define FRAME_MAGIC   0x31464e4eU        /* "NNF1" */
#define FRAME_CEILING (48 * 1024 * 1024) /* largest len: a body and its urls */

enum frame_kind {
    FRAME_JOB = 1, /* parent to worker: a document */
    FRAME_ENTRIES, /* worker to parent: some entries … */
    FRAME_INFO,    /* … and, at last, what the document says of itself, */
    FRAME_ERROR,   /* or why it cannot be parsed, */
    FRAME_WANTING, /* or the job itself: it wants converters */
};

/* What a worker is to do; borrowed strings, NULL where absent. */
struct parse_job {
    const char *content_type;
    const char *base_url;
    uint32_t max_entries;
    const char *body; /* any bytes */
    size_t len;
};

/* Append the record to out. */
void record_put_job(struct strbuf *out, const struct parse_job *job);
void record_put_entry(struct strbuf *out, const struct entry *entry);
void record_put_info(struct strbuf *out, const struct feed_info *info);
void record_put_error(struct strbuf *out, const struct error *err);

/* Reads records from bytes, which must outlive what is read: strings point
 * into them. */
struct record_reader {
    const char *at;
    const char *end;
    struct arena *arena; /* arrays go here */
};

/* ERROR_INPUT when the bytes are not such a record. */
int record_get_job(struct record_reader *reader, struct parse_job *ret_job,
                   struct error *err);
int record_get_entry(struct record_reader *reader, struct entry *ret_entry,
                     struct error *err);
int record_get_info(struct record_reader *reader, struct feed_info *ret_info,
                    struct error *err);
/* The error that the record holds goes to *ret_error. */
int record_get_error(struct record_reader *reader, struct error *ret_error,
                     struct error *err);
