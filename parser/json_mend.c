/*
 * JSON that its library refuses for one slip.
 *
 * Templates that write JSON by hand leave a line end within a string, half of
 * a surrogate pair, a comma behind the last value, or a number that no integer
 * holds. A value that cannot be loaded is written again without such slips,
 * and tried once more. Before either, its values are counted: a tree takes some
 * hundred bytes for each, so that five million empty lists would be a gigabyte.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "parser/json_mend.h"

/* Values in one item, or in all of the document but its items. */
#define MAX_VALUES 100000
/* Characters of a number that any library holds. */
#define MAX_NUMBER 15

struct input {
    const char *at;
    const char *end;
    struct strbuf *out;
};

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* The unit that "\uXXXX" at `at` writes; -1 when it is none. */
static int escaped_unit(const char *at, const char *end)
{
    int unit = 0;

    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (!is_hex(at[i]))
            return -1;
        unit = unit * 16 +
               (at[i] <= '9' ? at[i] - '0' : (at[i] | 0x20) - 'a' + 10);
    }
    return unit;
}

static void copy(struct input *input, size_t len)
{
    strbuf_add(input->out, input->at, len);
    input->at += len;
}

/* With `at` on a backslash. */
static void mend_escape(struct input *input)
{
    int unit = escaped_unit(input->at, input->end);
    int next = unit < 0 ? -1 : escaped_unit(input->at + 6, input->end);

    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
        copy(input, 12);
    } else if (unit >= 0xd800 && unit < 0xe000) {
        strbuf_addstr(input->out, "\\ufffd");
        input->at += 6;
    } else if (unit >= 0) {
        copy(input, 6);
    } else if (input->end - input->at > 1 && input->at[1] &&
               strchr("\"\\/bfnrt", input->at[1])) {
        copy(input, 2);
    } else {
        input->at++;
    }
}

/* With `at` on the quote. */
static void mend_string(struct input *input)
{
    copy(input, 1);
    while (input->at < input->end && *input->at != '"') {
        unsigned char c = (unsigned char)*input->at;
        if (c == '\\') {
            mend_escape(input);
        } else if (c < 0x20) {
            strbuf_addf(input->out, "\\u%04x", c);
            input->at++;
        } else {
            copy(input, 1);
        }
    }
    strbuf_addch(input->out, '"');
    if (input->at < input->end)
        input->at++;
}

/* A number that may be too large becomes a string. */
static void mend_number(struct input *input)
{
    size_t len = 0;
    bool large = false;

    while (input->at + len < input->end && input->at[len] &&
           strchr("+-.eE0123456789", input->at[len])) {
        large |= (input->at[len] | 0x20) == 'e';
        len++;
    }
    large |= len > MAX_NUMBER;
    if (large)
        strbuf_addch(input->out, '"');
    copy(input, len);
    if (large)
        strbuf_addch(input->out, '"');
}

/* A comma that nothing follows is dropped. */
static void mend_comma(struct input *input)
{
    const char *next = input->at + 1;

    while (next < input->end && *next && strchr(" \t\r\n,", *next))
        next++;
    if (next < input->end && *next != ']' && *next != '}')
        strbuf_addch(input->out, ',');
    input->at = next;
}

static void mend(const char *text, size_t len, struct strbuf *out)
{
    struct input input = {text, text + len, out};

    while (input.at < input.end && !out->cut) {
        if (*input.at == '"')
            mend_string(&input);
        else if (*input.at == ',')
            mend_comma(&input);
        else if (*input.at == '-' || (*input.at >= '0' && *input.at <= '9'))
            mend_number(&input);
        else
            copy(&input, 1);
    }
}

static size_t count_values(const char *text, size_t len)
{
    const char *end = text + len;
    size_t count = 0;
    bool quoted = false;

    for (const char *at = text; at < end; at++) {
        if (*at == '\\' && quoted)
            at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted)
            count += *at == ',' || *at == '[' || *at == '{';
    }
    return count;
}

json_t *json_load_mended(const char *text, size_t len, bool *ret_mended,
                         json_error_t *fault)
{
    static const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    CLEANUP(strbuf_release) struct strbuf mended;

    strbuf_init(&mended, LIMIT_UTF8);
    *ret_mended = false;
    if (count_values(text, len) > MAX_VALUES) {
        *fault = (json_error_t){.text = "it has too many values"};
        return NULL;
    }
    json_t *value = json_loadb(text, len, flags, fault);
    if (value)
        return value;
    *ret_mended = true;
    mend(text, len, &mended);
    return json_loadb(mended.data, mended.len, flags, fault);
}
