/* Parse workers and their pool: real processes, shut in as in a poll. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "cli/pool.h"
#include "cli/record.h"
#include "cli/sandbox.h"

struct answers {
    size_t count, failed, entries;
    char titles[4096];
    char error[256];
};

static void on_answer(void *context, void *tag, struct pool_answer *answer)
{
    struct answers *answers = context;
    CLEANUP(arena_release) struct arena arena = {0};
    struct record_reader reader = {answer->entries.data,
                                   answer->entries.data + answer->entries.len,
                                   &arena};
    struct error err;

    answers->count++;
    if (answer->failed) {
        answers->failed++;
        snprintf(answers->error, sizeof(answers->error), "%s",
                 answer->error.message);
        return;
    }
    while (reader.at < reader.end) {
        struct entry entry;
        if (record_get_entry(&reader, &entry, &err) < 0)
            fail_msg("%s", err.message);
        answers->entries++;
        size_t len = strlen(answers->titles);
        snprintf(answers->titles + len, sizeof(answers->titles) - len, "%s|",
                 entry.title ? entry.title : "-");
    }
}

struct fixture {
    struct nursery nursery;
    struct pool *pool;
    struct answers answers;
};

static int setup(void **state)
{
    struct fixture *fixture = xcalloc(1, sizeof(*fixture));
    struct error err;

    if (nursery_init(&fixture->nursery, &err) < 0)
        fail_msg("%s", err.message);
    fixture->pool =
        pool_new(&fixture->nursery, 2, on_answer, &fixture->answers);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;

    pool_free(fixture->pool);
    nursery_release(&fixture->nursery);
    xfree(fixture);
    return 0;
}

static void wait_for_answers(struct fixture *fixture)
{
    struct pollfd fds[64];

    for (int i = 0; i < 3000 && pool_pending(fixture->pool); i++) {
        size_t count = pool_descriptors(fixture->pool, fds);
        poll(fds, count, 20);
        pool_step(fixture->pool, fds, count);
    }
    assert_int_equal(pool_pending(fixture->pool), 0);
}

static void add(struct fixture *fixture, const char *type, const char *body,
                size_t len)
{
    struct pool_job job = {.content_type = type,
                           .base_url = "https://example.org/",
                           .max_entries = 100000,
                           .body = body,
                           .len = len};

    pool_add(fixture->pool, &job);
}

#define ITEM(title) "<item><title>" title "</title></item>"
#define RSS(items)  "<rss version='2.0'><channel>" items "</channel></rss>"

static void many_documents_are_each_answered_once(void **state)
{
    struct fixture *fixture = *state;

    for (int i = 0; i < 500; i++)
        add(fixture, NULL, RSS(ITEM("a") ITEM("b")),
            strlen(RSS(ITEM("a") ITEM("b"))));
    wait_for_answers(fixture);
    assert_int_equal(fixture->answers.count, 500);
    assert_int_equal(fixture->answers.failed, 0);
    assert_int_equal(fixture->answers.entries, 1000);
}

/* Converters are files: they must have been loaded before the door shut, of which
 * the first worker has none. */
static void encodings_work_in_the_sandbox(void **state)
{
    static const struct {
        const char *type, *title, *expected;
    } cases[] = {
        {"text/xml; charset=windows-1252", "\x93q\x94", "“q”|"},
        {"text/xml; charset=Shift_JIS", "\x93\xfa\x96\x7b", "日本|"},
        {"text/xml; charset=EUC-JP", "\xc6\xfc\xcb\xdc", "日本|"},
        {"text/xml; charset=GB18030", "\xd6\xd0", "中|"},
        {"text/xml; charset=Big5", "\xa4\xa4", "中|"},
        {"text/xml; charset=EUC-KR", "\xb0\xa1", "가|"},
        {"text/xml; charset=KOI8-R", "\xc4\xc1", "да|"},
        {"text/xml; charset=windows-1251", "\xe4\xe0", "да|"},
        {"text/xml; charset=iso-8859-2", "\xb3", "ł|"},
        {"text/xml; charset=klingon-7", "q\xe9", "qé|"},
        {"text/xml; charset=utf-8", "日", "日|"},
    };
    struct fixture *fixture = *state;
    char body[512];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        snprintf(body, sizeof(body), RSS(ITEM("%s")), cases[i].title);
        fixture->answers.titles[0] = '\0';
        add(fixture, cases[i].type, body, strlen(body));
        wait_for_answers(fixture);
        if (strcmp(fixture->answers.titles, cases[i].expected) != 0)
            fail_msg("%s: %s %s", cases[i].type, fixture->answers.titles,
                     fixture->answers.error);
    }
}

static void what_is_no_feed_fails_alone(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, NULL, "hello", 5);
    add(fixture, NULL, RSS(ITEM("a")), strlen(RSS(ITEM("a"))));
    add(fixture, NULL, "", 0);
    wait_for_answers(fixture);
    assert_int_equal(fixture->answers.failed, 2);
    assert_string_equal(fixture->answers.titles, "a|");
}

static void a_large_document_comes_in_many_frames(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf body;

    strbuf_init(&body, LIMIT_BODY);
    strbuf_addstr(&body, "<rss><channel>");
    for (int i = 0; i < 20000; i++)
        strbuf_addf(&body,
                    "<item><guid>%d</guid><description>%0600d</description>"
                    "</item>",
                    i, i);
    strbuf_addstr(&body, "</channel></rss>");
    add(fixture, NULL, body.data, body.len);
    wait_for_answers(fixture);
    assert_int_equal(fixture->answers.failed, 0);
    assert_int_equal(fixture->answers.entries, 20000);
    strbuf_release(&body);
}

/* The worker's pid is found by asking the nursery for one of our own. */
static void a_worker_that_dies_costs_its_document_only(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    pid_t worker;
    char byte;
    int fd;

    if (nursery_spawn(&fixture->nursery, false, &fd, &worker, &err) < 0)
        fail_msg("%s", err.message);
    nursery_kill(&fixture->nursery, worker);
    assert_int_equal(read(fd, &byte, 1), 0); /* its socket is closed */
    close(fd);
    add(fixture, NULL, RSS(ITEM("a")), strlen(RSS(ITEM("a"))));
    wait_for_answers(fixture);
    assert_string_equal(fixture->answers.titles, "a|");
}

/* Sanitizers cannot live in the sandbox; they run without. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifndef SANITIZED
/* In the sandbox nothing can be opened, connected or started; in a child,
 * since it is for good. */
static void the_sandbox_shuts(void **state)
{
    pid_t child = fork();
    int status = 0;

    (void)state;
    if (child == 0) {
        sandbox_enter();
        int wrong = 0;
        wrong |= open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 0;
        wrong |= socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 2 : 0;
        wrong |= fork() >= 0 ? 4 : 0;
        wrong |= kill(getppid(), 0) == 0 ? 8 : 0;
        _exit(wrong);
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status) & 7, 0);
}

#endif

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(many_documents_are_each_answered_once),
        TEST(encodings_work_in_the_sandbox),
        TEST(what_is_no_feed_fails_alone),
        TEST(a_large_document_comes_in_many_frames),
        TEST(a_worker_that_dies_costs_its_document_only),
#ifndef SANITIZED
        cmocka_unit_test(the_sandbox_shuts),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
