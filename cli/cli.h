#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "store/store.h"

/*
 * Command line: the only folder that prints, and the only place where the
 * other folders meet. One cmd_*.c a command, listed in cli/main.c.
 */

/* Exit statuses, documented in newsfold(1). */
enum {
    EXIT_OK = 0,
    EXIT_USAGE = 1,   /* a wrong command line or wrong input */
    EXIT_FEEDS = 2,   /* some feeds failed */
    EXIT_STATE = 3,   /* configuration, database or output failed */
    EXIT_NOTHING = 4, /* digest: nothing to send */
    EXIT_SEVERAL = 5, /* add: a page has several feeds, nobody chose */
    EXIT_BUSY = 75,   /* another poll is running (EX_TEMPFAIL) */
};

enum cli_format {
    CLI_TEXT,
    CLI_TSV,
    CLI_JSON, /* JSON lines */
};

/* Of what is kept. */
#define KEEP_DAYS_MAX    36500
#define KEEP_ENTRIES_MAX 1000000

/* Settings of the configuration file, defaults filled in. */
struct config {
    char *database;       /* NULL: the XDG place */
    char *user_agent;     /* NULL: newsfold/VERSION and the contact */
    char *contact;        /* url or address in the user agent; NULL: none */
    char *proxy;          /* NULL: none */
    char *authorities;    /* PEM file; NULL: the system's */
    char *sender;         /* digest: From; NULL: user@host */
    size_t max_transfers; /* [poll] jobs */
    size_t max_per_host;
    size_t workers;          /* parse workers; 0: one a core */
    size_t max_entries;      /* kept of a document */
    int64_t timeout;         /* seconds a transfer may take */
    int64_t command_timeout; /* seconds a command for a secret may take */
    int64_t min_interval;    /* seconds */
    int64_t max_interval;
    int64_t window;      /* seconds an entry can be matched */
    size_t keep_days;    /* 0: for ever */
    size_t keep_entries; /* of a feed; 0: all */
    size_t max_body;     /* bytes, decoded */
};

struct cli {
    char *database;       /* path */
    char *config_path;    /* NULL where there is no home to look in */
    bool config_optional; /* it is the default one, which may be missing */
    struct config config;
    int verbosity; /* -1 quiet, 0, 1 verbose */
    bool stdout_terminal;
    bool stderr_terminal;
    bool colour; /* on standard output */
    bool no_pager;
    int64_t now; /* one clock reading a run; $NEWSFOLD_NOW in tests */
};

struct command {
    const char *name;
    const char *arguments; /* as in the usage line: "URL..." */
    const char *summary;   /* one line */
    const char *options;   /* help text of its options, lines; "" for none */
    /* argv[0] is the command's name; optind is reset. Returns an exit
     * status. */
    int (*run)(struct cli *cli, int argc, char **argv);
    bool pages; /* what it prints goes through the pager (cli/pager.h) */
};

/* The command table, ended by a NULL name. */
extern const struct command commands[];

/* Print "newsfold: message" to stderr, cleaned of control characters. */
void cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, only with -v. */
void cli_note(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Show how far a long work is, on one line of stderr that the next call and
 * the next message overwrite, at most ten times a second; only where stderr is
 * a terminal, and not with -q. A NULL format wipes it. */
void cli_progress(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Print err, and return the exit status that its code means. */
int cli_fail(const struct error *err);
/* Print what is wrong and the command's usage line; EXIT_USAGE. */
int cli_usage(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The command of that name, or NULL. */
const struct command *cli_command(const char *name);
/* "text", "tsv", "json" to *ret_format; false when it is none. */
bool cli_format_parse(const char *text, enum cli_format *ret_format);
/* Open the database; on failure print why and return an exit status. */
int cli_open(struct cli *cli, enum store_mode mode, struct store **ret_store);
/* The ids of the feeds that names mean; an exit status, said. */
int cli_find_feeds(struct store *store, char *const *names, size_t count,
                   int64_t *ret_feeds);
/* The entries that numbers of stories or entries mean (store_entry_of), and
 * their stories; an exit status, said. */
int cli_find_entries(struct store *store, char *const *numbers, size_t count,
                     int64_t *ret_entries, int64_t *ret_stories);
/* Columns for texts: the terminal's that standard output is, but no more than
 * can be read; `otherwise` where it is none. */
size_t cli_text_columns(const struct cli *cli, size_t otherwise);
/* Write to standard output; cli_write empties the buffer. A failure is kept
 * for cli_finish. */
void cli_print(const char *text);
void cli_write(struct strbuf *buffer);
/* The same for a callback: an error once writing has failed, which stops the
 * listing. */
int cli_emit(struct strbuf *buffer, struct error *err);
/* Whether writing has failed, so that a long listing can stop. */
bool cli_output_closed(void);
/* Flush standard output; whether all of it was taken. */
bool cli_flush(void);
/* Flush standard output; the exit status, EXIT_STATE when writing failed. */
int cli_finish(int status);
/* A number from min to max, the whole text; false when it is none. */
bool cli_number(const char *text, long min, long max, long *ret_number);
/* A time in seconds ("90", "10m", "2d"), a size in bytes ("64K"), from min to
 * max; false when text is none. */
bool cli_duration(const char *text, int64_t min, int64_t max,
                  int64_t *ret_seconds);
bool cli_size(const char *text, int64_t min, int64_t max, int64_t *ret_bytes);
/* Read a file, or standard input for "-", of at most limit bytes. The bytes
 * are the caller's to xfree. */
int cli_read(const char *path, size_t limit, char **ret_bytes, size_t *ret_len,
             struct error *err);

/* Defaults, then the file (missing default file: none). ERROR_CONFIG names
 * the file, the line and what is wrong. */
int config_load(struct cli *cli, struct error *err);
void config_release(struct config *config);

int cmd_add(struct cli *cli, int argc, char **argv);
int cmd_import(struct cli *cli, int argc, char **argv);
int cmd_export(struct cli *cli, int argc, char **argv);
int cmd_ingest(struct cli *cli, int argc, char **argv);
int cmd_feeds(struct cli *cli, int argc, char **argv);
int cmd_remove(struct cli *cli, int argc, char **argv);
int cmd_pause(struct cli *cli, int argc, char **argv);
int cmd_resume(struct cli *cli, int argc, char **argv);
int cmd_set(struct cli *cli, int argc, char **argv);
int cmd_tag(struct cli *cli, int argc, char **argv);
int cmd_priority(struct cli *cli, int argc, char **argv);
int cmd_poll(struct cli *cli, int argc, char **argv);
int cmd_prune(struct cli *cli, int argc, char **argv);
int cmd_stories(struct cli *cli, int argc, char **argv);
int cmd_search(struct cli *cli, int argc, char **argv);
int cmd_read(struct cli *cli, int argc, char **argv);
int cmd_unread(struct cli *cli, int argc, char **argv);
int cmd_star(struct cli *cli, int argc, char **argv);
int cmd_unstar(struct cli *cli, int argc, char **argv);
int cmd_mute(struct cli *cli, int argc, char **argv);
int cmd_show(struct cli *cli, int argc, char **argv);
int cmd_digest(struct cli *cli, int argc, char **argv);
int cmd_check(struct cli *cli, int argc, char **argv);
int cmd_backup(struct cli *cli, int argc, char **argv);
int cmd_parse(struct cli *cli, int argc, char **argv);
int cmd_cluster(struct cli *cli, int argc, char **argv);
int cmd_explain(struct cli *cli, int argc, char **argv);
int cmd_merge(struct cli *cli, int argc, char **argv);
int cmd_split(struct cli *cli, int argc, char **argv);
int cmd_corrections(struct cli *cli, int argc, char **argv);
int cmd_refold(struct cli *cli, int argc, char **argv);
int cmd_label(struct cli *cli, int argc, char **argv);
int cmd_quality(struct cli *cli, int argc, char **argv);
int cmd_help(struct cli *cli, int argc, char **argv);
