/*
 * newsfold label: a person says of the database's borderline pairs which are
 * copies; what `quality` then judges folding by. A pair is borderline where
 * folding decides by a small margin, or by another rule than how much of one
 * is in the other.
 *
 * Entries are walked newest first, each with those before it that folding
 * compares it with. Two documents that both are in the file, and that folding
 * calls copies, are asked about as well: so of all pairs in the file, those
 * that nobody decided are pairs which folding clearly holds apart.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/fold_version.h"
#include "cli/gold.h"
#include "cli/worddiff.h"
#include "dedup/dedup.h"

#define MARGIN       0.15 /* of containment */
#define TEXT_COLUMNS 80
#define MOST_BYTES   1200 /* of a text that is shown */

struct pair {
    int64_t a, b; /* the one that came first is first */
    char answer;  /* y, n or s */
};

struct labelling {
    struct cli *cli;
    struct store *store;
    int64_t since;
    struct fold_options options;
    struct gold gold;
    struct strbuf out;
    size_t columns;
    int64_t *entries; /* to be walked, newest first */
    size_t count, capacity;
    struct pair *answered; /* in this session */
    size_t answer_count, answer_capacity;
    bool quit;
};

/* The texts of a pair */

struct wanted {
    struct labelling *labelling;
    int64_t entry;
    struct arena *arena;
    struct gold_document *ret;
};

static int take_document(void *context, const struct story *story,
                         struct error *err)
{
    const struct wanted *wanted = context;

    for (size_t i = 0; i < story->entries_given; i++) {
        const struct story_entry *entry = &story->entries[i];
        if (entry->entry == wanted->entry)
            *wanted->ret = (struct gold_document){
                entry->entry, entry->first_seen,
                arena_strdup(wanted->arena, entry->outlet),
                arena_strdup(wanted->arena, entry->title),
                arena_strdup(wanted->arena, entry->text)};
    }
    return 0;
}

static int read_document(struct labelling *labelling, int64_t entry,
                         struct arena *arena, struct gold_document *ret,
                         struct error *err)
{
    struct wanted wanted = {labelling, entry, arena, ret};

    *ret = (struct gold_document){.title = "", .text = ""};
    return store_story(labelling->store, entry, take_document, &wanted, err);
}

static void print_document(struct labelling *labelling, char name,
                           const struct gold_document *document)
{
    CLEANUP(strbuf_release) struct strbuf text;
    struct strbuf *out = &labelling->out;
    size_t len =
        utf8_whole(document->text, strnlen(document->text, MOST_BYTES));

    strbuf_addf(out, "%c  %lld  ", name, (long long)document->entry);
    text_time(out, document->first_seen);
    strbuf_addstr(out, "  ");
    text_clean_line(out, document->outlet ? document->outlet : "");
    strbuf_addch(out, '\n');
    text_wrap(out, *document->title ? document->title : "(no title)",
              labelling->columns, 3);
    strbuf_init(&text, MOST_BYTES + 16);
    strbuf_add(&text, document->text, len);
    if (document->text[len])
        strbuf_addstr(&text, " [...]");
    text_wrap(out, text.data, labelling->columns, 3);
    strbuf_addch(out, '\n');
}

static void print_difference(struct labelling *labelling, const char *before,
                             const char *after)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct diff_style style = {labelling->cli->colour, labelling->columns, 3,
                               12};
    struct word_diff diff;

    word_diff(before, after, &arena, &diff);
    if (diff.removed + diff.added)
        word_diff_text(&labelling->out, &diff, &style);
    else
        strbuf_addstr(&labelling->out, "   the same words\n");
}

/* Asking */

static bool on_terminal(const struct labelling *labelling)
{
    return labelling->cli->stdout_terminal && isatty(STDIN_FILENO);
}

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* One key, not waiting for the line's end; ^C and ^D are read as keys, so that
 * the terminal is never left so. */
static int read_key(void)
{
    struct termios before, raw;
    unsigned char key = 0;

    if (tcgetattr(STDIN_FILENO, &before) < 0)
        return EOF;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    bool got = read(STDIN_FILENO, &key, 1) == 1;
    (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    return got && key != 3 && key != 4 ? lower(key) : EOF;
}

/* The first letter of a line. */
static int read_answer_line(void)
{
    char line[80];
    bool whole = false;
    int first = EOF;

    while (!whole && fgets(line, sizeof(line), stdin)) {
        if (first == EOF)
            first = lower((unsigned char)line[strspn(line, " \t")]);
        whole = strchr(line, '\n') != NULL;
    }
    return first;
}

static int read_answer(struct labelling *labelling)
{
    bool terminal = on_terminal(labelling);
    int key;

    cli_print("Copies? y n s(kip) d(ifference) u(ndo) q(uit) ");
    (void)cli_flush();
    key = terminal ? read_key() : read_answer_line();
    if (terminal && key > ' ' && key < 0x7f)
        cli_print((char[]){(char)key, '\0'});
    cli_print("\n\n");
    return key == EOF || cli_output_closed() ? 'q' : key;
}

static void note_answer(struct labelling *labelling, const struct pair *pair)
{
    if (labelling->answer_count == labelling->answer_capacity)
        labelling->answered =
            array_grow(labelling->answered, labelling->answer_count,
                       &labelling->answer_capacity, sizeof(*pair));
    labelling->answered[labelling->answer_count++] = *pair;
}

static bool was_skipped(const struct labelling *labelling, int64_t a, int64_t b)
{
    for (size_t i = 0; i < labelling->answer_count; i++)
        if (labelling->answered[i].answer == 's' &&
            labelling->answered[i].a == a && labelling->answered[i].b == b)
            return true;
    return false;
}

/* Ask about one pair until it is answered; pair->answer is one of y n s u q. */
static int ask_pair(struct labelling *labelling, struct pair *pair,
                    struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct gold_document a, b;
    int result = read_document(labelling, pair->a, &arena, &a, err);

    if (result == 0)
        result = read_document(labelling, pair->b, &arena, &b, err);
    if (result != 0)
        return result;
    print_document(labelling, 'A', &a);
    print_document(labelling, 'B', &b);
    cli_write(&labelling->out);
    for (;;) {
        int key = read_answer(labelling);
        pair->answer = (char)key;
        if (key && strchr("ynsuq", key))
            break;
        if (key == 'd') {
            print_difference(labelling, a.title, b.title);
            print_difference(labelling, a.text, b.text);
            cli_write(&labelling->out);
        }
    }
    if (pair->answer != 'y' && pair->answer != 'n')
        return 0;
    gold_answer(&labelling->gold, &a, &b, pair->answer == 'y');
    return gold_write(&labelling->gold, err);
}

/* Take back what was answered last, which is asked again. */
static int undo(struct labelling *labelling, struct pair *ret_pair,
                struct error *err)
{
    *ret_pair = labelling->answered[--labelling->answer_count];
    if (ret_pair->answer == 's')
        return 0;
    gold_undo(&labelling->gold);
    return gold_write(&labelling->gold, err);
}

/* Pairs wait on one another: what is undone is asked before what was. */
static int ask(struct labelling *labelling, int64_t a, int64_t b,
               struct error *err)
{
    struct pair *waiting =
        xcalloc(labelling->answer_count + 2, sizeof(*waiting));
    size_t count = 0;
    int result = 0;

    waiting[count++] = (struct pair){a, b, 0};
    while (count && result == 0 && !labelling->quit) {
        struct pair *pair = &waiting[count - 1];
        if (gold_state(&labelling->gold, pair->a, pair->b) != GOLD_OPEN) {
            count--;
            continue;
        }
        result = ask_pair(labelling, pair, err);
        if (result != 0)
            break;
        labelling->quit = pair->answer == 'q';
        if (pair->answer != 'u') {
            note_answer(labelling, pair);
            count--;
        } else if (labelling->answer_count) {
            result = undo(labelling, &waiting[count++], err);
        }
    }
    xfree(waiting);
    return result < 0 ? result : 0; /* an entry may have gone meanwhile */
}

/* Walking */

static bool is_borderline(const struct fold_neighbour *neighbour)
{
    double above = neighbour->containment - neighbour->needed;

    switch (neighbour->breach) {
    case BREACH_NONE:
        return neighbour->rule != FOLD_LINK && neighbour->rule != FOLD_TITLE &&
               above < MARGIN;
    case BREACH_CONTAINMENT:
        return above > -MARGIN;
    case BREACH_SHORT:
    case BREACH_WINDOW:
    case BREACH_UNSEEN:
        return false;
    default:
        return true;
    }
}

static bool is_asked(const struct labelling *labelling,
                     const struct fold_neighbour *neighbour, int64_t entry)
{
    const struct gold *gold = &labelling->gold;
    bool both = gold_has(gold, neighbour->entry) && gold_has(gold, entry);

    return (is_borderline(neighbour) || (both && neighbour->copy)) &&
           gold_state(gold, neighbour->entry, entry) == GOLD_OPEN &&
           !was_skipped(labelling, neighbour->entry, entry);
}

static int walk_entry(struct labelling *labelling, int64_t entry,
                      struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_neighbour *found;
    struct fold_document document;
    size_t count = 0;
    int result = store_fold_documents(labelling->store, &entry, 1, &arena,
                                      &document, err);

    if (result == 0 && document.entry)
        result =
            fold_neighbours(&labelling->options,
                            store_fold_source(labelling->store, FOLD_VERSION),
                            &document, &arena, &found, &count, err);
    for (size_t i = 0; i < count && result == 0 && !labelling->quit; i++)
        if (is_asked(labelling, &found[i], entry))
            result = ask(labelling, found[i].entry, entry, err);
    return result;
}

/* Until nothing is left to ask: an answer can bring in others. */
static int walk(struct labelling *labelling, struct error *err)
{
    size_t before;
    int result = 0;

    do {
        before = labelling->answer_count;
        for (size_t i = 0;
             i < labelling->count && result == 0 && !labelling->quit; i++)
            result = walk_entry(labelling, labelling->entries[i], err);
    } while (result == 0 && !labelling->quit &&
             labelling->answer_count > before);
    return result;
}

static int add_entries(void *context, const struct story *story,
                       struct error *err)
{
    struct labelling *labelling = context;

    for (size_t i = 0; i < story->entries_given; i++) {
        if (labelling->count == labelling->capacity)
            labelling->entries =
                array_grow(labelling->entries, labelling->count,
                           &labelling->capacity, sizeof(*labelling->entries));
        labelling->entries[labelling->count++] = story->entries[i].entry;
    }
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x < y) - (x > y);
}

static int label(struct labelling *labelling, const char *path,
                 struct error *err)
{
    const struct story_filter filter = {
        .scope = {.since = labelling->since, .until = TIME_ABSENT},
        .first_since = TIME_ABSENT,
        .entries = true};
    int result = gold_read(&labelling->gold, path, err);

    if (result == 0) /* before anything is asked in vain */
        result = gold_try(&labelling->gold, err);
    if (result == 0)
        result = store_secret(labelling->store, labelling->options.secret.bytes,
                              err);
    if (result == 0)
        result = fold_version_tell(labelling->cli, labelling->store, err);
    if (result == 0)
        result = store_stories(labelling->store, &filter, add_entries,
                               labelling, err);
    if (result < 0)
        return result;
    if (labelling->count)
        qsort(labelling->entries, labelling->count, sizeof(*labelling->entries),
              newest_first);
    result = walk(labelling, err);
    if (result < 0)
        return result;
    strbuf_addf(&labelling->out, "%s; %zu documents of %zu stories are in ",
                labelling->quit ? "The rest can be asked another time"
                                : "No borderline pair is left",
                labelling->gold.count, gold_stories(&labelling->gold));
    text_clean_line(&labelling->out, path);
    strbuf_addch(&labelling->out, '\n');
    cli_write(&labelling->out);
    return 0;
}

int cmd_label(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"since", required_argument, NULL, 's'},
        {0},
    };
    struct labelling labelling = {
        .cli = cli,
        .since = cli->now - cli->config.window,
        .options = {.window = cli->config.window, .past_only = true}};
    struct error err;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 's')
            return EXIT_USAGE;
        if (time_since(optarg, cli->now, &labelling.since, &err) < 0)
            return cli_usage(cli_command("label"), "--since: %s", err.message);
    }
    if (argc - optind != 1)
        return cli_usage(cli_command("label"),
                         "which file are the labels to be in?");
    int status = cli_open(cli, STORE_READ, &labelling.store);
    if (status != EXIT_OK)
        return status;
    labelling.columns = cli_text_columns(cli, TEXT_COLUMNS);
    strbuf_init(&labelling.out, LIMIT_RECORD);
    if (label(&labelling, argv[optind], &err) < 0 && !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&labelling.out);
    gold_release(&labelling.gold);
    xfree(labelling.entries);
    xfree(labelling.answered);
    store_free(labelling.store);
    return status;
}
