/* A real article as its outlet publishes it, and reprints made of it here:
 * $NEWSFOLD_SHARED/stories/example.txt. Skipped where that is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "tests/fold_helper.h"

#define LIMIT 100000

static struct strbuf title, text;

static bool read_example(void)
{
    const char *shared = getenv("NEWSFOLD_SHARED");
    char path[4096];
    char line[4096];

    snprintf(path, sizeof(path), "%s/stories/example.txt",
             shared ? shared : "../../shared");
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    strbuf_init(&title, LIMIT);
    strbuf_init(&text, LIMIT);
    if (fgets(line, sizeof(line), file))
        strbuf_add(&title, line, strcspn(line, "\n"));
    while (fgets(line, sizeof(line), file))
        if (*line != '\n')
            strbuf_addstr(&text, line);
    (void)fclose(file);
    return true;
}

/* Call edit for each line; what it adds makes the reprint. */
static void each_line(struct strbuf *out,
                      void (*edit)(struct strbuf *out, const char *line,
                                   size_t number))
{
    char line[4096];
    size_t number = 0;

    for (const char *at = text.data; *at; number++) {
        size_t len = strcspn(at, "\n");
        snprintf(line, sizeof(line), "%.*s", (int)len, at);
        edit(out, line, number);
        at += len + (at[len] == '\n');
    }
}

static void keep(struct strbuf *out, const char *line, size_t number)
{
    strbuf_addf(out, "%s\n", line);
}

static void without_boilerplate(struct strbuf *out, const char *line,
                                size_t number)
{
    if (strcmp(line, "Advertisement") != 0 &&
        strncmp(line, "Read also", 9) != 0)
        keep(out, line, number);
}

static void other_boilerplate(struct strbuf *out, const char *line,
                              size_t number)
{
    without_boilerplate(out, line, number);
    if (number % 3 == 1)
        strbuf_addstr(out, "Sign up for our morning briefing\n");
    if (number % 4 == 2)
        strbuf_addstr(out, "See more: Ten pictures of the week\n");
}

static void dropped(struct strbuf *out, const char *line, size_t number)
{
    if (number % 3 != 2)
        without_boilerplate(out, line, number);
}

static void curly(struct strbuf *out, const char *line, size_t number)
{
    bool open = true;

    for (const char *p = line; *p; p++) {
        if (*p == '"') {
            strbuf_addstr(out, open ? "\xe2\x80\x9c" : "\xe2\x80\x9d");
            open = !open;
        } else if (*p == '\'') {
            strbuf_addstr(out, "\xe2\x80\x99");
        } else {
            strbuf_addch(out, *p);
        }
    }
    strbuf_addch(out, '\n');
}

static void forty_words(struct strbuf *out)
{
    size_t words = 0;

    for (const char *p = text.data; *p && words < 40; p++) {
        words += isspace((unsigned char)*p) != 0;
        strbuf_addch(out, *p);
    }
}

/* The same text with other numbers and names: another story. */
static void other_facts(struct strbuf *out, const char *line, size_t number)
{
    bool start = true; /* of a sentence: its capital is no name */

    for (const char *p = line; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool begins = p == line || !isalnum((unsigned char)p[-1]);
        if (isdigit(c)) {
            strbuf_addch(out, (char)('0' + (c - '0' + 3) % 10));
        } else if (isupper(c) && begins && !start) {
            strbuf_addf(out, "%c", 'A' + (c - 'A' + 7) % 26);
            strbuf_addstr(out, "or");
        } else {
            strbuf_addch(out, (char)c);
        }
        if (isalnum(c))
            start = false;
        if (c == '.' || c == '"')
            start = true;
    }
    strbuf_addch(out, '\n');
}

static void reprints_of_the_example_are_one_story(void **state)
{
    static const struct {
        const char *name, *headline;
        void (*edit)(struct strbuf *, const char *, size_t);
    } reprints[] = {
        {"another headline", "Tehran rejects reports", keep},
        {"boilerplate removed", "Reports rejected", without_boilerplate},
        {"other boilerplate", "No missiles, says mission", other_boilerplate},
        {"paragraphs dropped", "A denial", dropped},
        {"curly quotes", NULL, curly},
        {"forty words", "Denial", NULL},
    };
    struct folding folding;

    folding_init(&folding);
    int64_t original = folding_text(&folding, title.data, text.data);
    for (size_t i = 0; i < sizeof(reprints) / sizeof(*reprints); i++) {
        struct strbuf out;
        strbuf_init(&out, LIMIT);
        if (reprints[i].edit)
            each_line(&out, reprints[i].edit);
        else
            forty_words(&out);
        const char *headline =
            reprints[i].headline ? reprints[i].headline : title.data;
        if (!folding_same(&folding, original,
                          folding_text(&folding, headline, out.data)))
            fail_msg("not found: %s\n%s", reprints[i].name, out.data);
        strbuf_release(&out);
    }
    folding_release(&folding);
}

static void other_numbers_and_names_are_another_story(void **state)
{
    struct folding folding;
    struct strbuf out, other;

    folding_init(&folding);
    strbuf_init(&out, LIMIT);
    strbuf_init(&other, LIMIT);
    int64_t original = folding_text(&folding, title.data, text.data);
    each_line(&out, other_facts);
    other_facts(&other, title.data, 0);
    if (folding_same(&folding, original,
                     folding_text(&folding, other.data, out.data)))
        fail_msg("folded:\n%s", out.data);
    strbuf_release(&out);
    strbuf_release(&other);
    folding_release(&folding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reprints_of_the_example_are_one_story),
        cmocka_unit_test(other_numbers_and_names_are_another_story),
    };

    if (!read_example()) {
        printf("1..0 # SKIP there is no stories/example.txt\n");
        return 0;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    strbuf_release(&title);
    strbuf_release(&text);
    return failed;
}
