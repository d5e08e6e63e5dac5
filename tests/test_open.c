/* Opening a database: what is made, what is refused, who may poll. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tests/store_helper.h"

#define NOW 1700000000

static void a_new_database_is_private_and_opens_again(void **state)
{
    const struct place *place = *state;
    struct stat status;
    unsigned char first[16], second[16];
    struct store *store = opened(place, STORE_WRITE);

    OK(store_secret(store, first, &err));
    store_free(store);
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    store = opened(place, STORE_READ);
    OK(store_secret(store, second, &err));
    assert_memory_equal(first, second, 16);
    store_free(store);
}

static void expect_refused(const struct place *place, const char *why)
{
    struct store *store = NULL;
    struct error err;

    assert_int_equal(store_open(place->path, STORE_WRITE, &store, &err),
                     ERROR_STORAGE);
    if (!strstr(err.message, why))
        fail_msg("'%s' lacks '%s'", err.message, why);
}

static void a_newer_database_is_refused(void **state)
{
    store_free(opened(*state, STORE_WRITE));
    execute(*state, "PRAGMA user_version = 999");
    expect_refused(*state, "newer newsfold");
}

static void another_programs_database_is_left_alone(void **state)
{
    const struct place *place = *state;
    char folder[128];

    snprintf(folder, sizeof(folder), "%s/a", place->folder);
    mkdir(folder, 0700);
    execute(place, "CREATE TABLE t (a)");
    expect_refused(place, "not newsfold's");
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    const struct place *place = *state;

    store_free(opened(place, STORE_WRITE));
    FILE *file = fopen(place->path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("this is no database\n", file);
    (void)fclose(file);
    expect_refused(place, "not a database");
}

static void a_missing_database_cannot_be_read(void **state)
{
    const struct place *place = *state;
    struct store *store = NULL;
    struct error err;

    assert_int_equal(store_open(place->path, STORE_READ, &store, &err),
                     ERROR_STORAGE);
}

static void only_one_process_polls(void **state)
{
    struct store *first = opened(*state, STORE_WRITE);
    struct store *second = opened(*state, STORE_WRITE);
    struct error err;

    assert_int_equal(store_lock(first, &err), 0);
    assert_int_equal(store_lock(second, &err), STORE_LOCKED);
    store_free(first);
    assert_int_equal(store_lock(second, &err), 0);
    store_free(second);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_new_database_is_private_and_opens_again),
        TEST(a_newer_database_is_refused),
        TEST(another_programs_database_is_left_alone),
        TEST(a_file_that_is_no_database_is_refused),
        TEST(a_missing_database_cannot_be_read),
        TEST(only_one_process_polls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
