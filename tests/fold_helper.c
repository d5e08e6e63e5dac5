#include "tests/fold_helper.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

#include "base/alloc.h"

void folding_init(struct folding *folding)
{
    *folding = (struct folding){.memory = fold_memory_new()};
    memset(folding->options.secret.bytes, 7,
           sizeof(folding->options.secret.bytes));
}

void folding_release(struct folding *folding)
{
    fold_memory_free(folding->memory);
}

int64_t folding_add(struct folding *folding,
                    const struct fold_document *documents, size_t count,
                    size_t batch)
{
    int64_t first = folding->count + 1;
    struct fold_document *copies = xcalloc(count, sizeof(*copies));

    for (size_t i = 0; i < count; i++) {
        copies[i] = documents[i];
        copies[i].entry = ++folding->count;
        copies[i].story = 0;
        if (!copies[i].outlet)
            copies[i].outlet = 1000 + copies[i].entry;
        if (!copies[i].first_seen)
            copies[i].first_seen = 1700000000 + copies[i].entry * 60;
        if (!copies[i].title)
            copies[i].title = "";
        if (!copies[i].text)
            copies[i].text = "";
    }
    for (size_t i = 0; i < count; i += batch) {
        size_t n = count - i < batch ? count - i : batch;
        CLEANUP(arena_release) struct arena arena = {0};
        struct fold_result result;
        struct error err;
        if (fold_batch(&folding->options, fold_memory_source(folding->memory),
                       copies + i, n, &arena, &result, &err) < 0)
            fail_msg("%s", err.message);
        assert_int_equal(result.assignment_count, n);
        fold_memory_apply(folding->memory, copies + i, n, &result);
        folding->candidates += result.candidates;
        folding->verified += result.verified;
    }
    xfree(copies);
    return first;
}

int64_t folding_text(struct folding *folding, const char *title,
                     const char *text)
{
    struct fold_document document = {.title = title, .text = text};

    return folding_add(folding, &document, 1, 1);
}

bool folding_same(const struct folding *folding, int64_t a, int64_t b)
{
    return fold_memory_story(folding->memory, a) ==
           fold_memory_story(folding->memory, b);
}

int folding_setup(void **state)
{
    struct folding *folding = xcalloc(1, sizeof(*folding));

    folding_init(folding);
    *state = folding;
    return 0;
}

int folding_teardown(void **state)
{
    folding_release(*state);
    xfree(*state);
    return 0;
}
