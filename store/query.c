/*
 * What people type, made a query of FTS5.
 *
 * FTS5's own syntax is kept — AND, OR, NOT, NEAR(a b, n), "phrases", pre*,
 * ^first, title:, text:, parentheses — but anything else is a word: FTS5 takes
 * covid-19 for a column's name and don't for a broken string, and says so in
 * words that help nobody. Words go in quoted, so that nothing in them is
 * syntax. How much one query may ask for has its ceiling.
 */
#include <string.h>

#include "base/text.h"
#include "store/store_internal.h"

#define QUERY_BYTES 2000
#define QUERY_WORDS 64
#define QUERY_DEPTH 16
#define QUERY_NEARS 8
#define PREFIX      3 /* bytes: three letters, one of a large alphabet */

struct query {
    struct strbuf *out;
    struct error *err;
    const char *p;
    size_t words, nears;
    size_t depth;
    size_t near_depth; /* of the open NEAR's parenthesis; 0: none */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How many characters can be looked up, and whether the last is of a script
 * without spaces. */
static size_t count_letters(const char *text, size_t len, bool *ret_unspaced)
{
    const char *end = text + len;
    size_t count = 0;

    *ret_unspaced = false;
    while (text < end) {
        enum text_class class = text_class(utf8_next(&text, end));
        count += class != TEXT_OTHER;
        if (class != TEXT_OTHER)
            *ret_unspaced = class == TEXT_IDEOGRAPH;
    }
    return count;
}

/* A phrase, quoted; a single character of a script without spaces is the
 * beginning of pairs. */
static int add_phrase(struct query *query, const char *text, size_t len,
                      bool prefix)
{
    bool unspaced;
    size_t letters = count_letters(text, len, &unspaced);

    if (!letters)
        return 0;
    if (prefix && len < PREFIX)
        return error_set(query->err, ERROR_INPUT,
                         "%.*s*: the beginning of a word must have three "
                         "letters at least",
                         (int)len, text);
    if (++query->words > QUERY_WORDS)
        return error_set(query->err, ERROR_INPUT,
                         "the query has more than %d words", QUERY_WORDS);
    strbuf_addch(query->out, '"');
    strbuf_add(query->out, text, len);
    strbuf_addstr(query->out,
                  prefix || (unspaced && letters == 1) ? "\"* " : "\" ");
    return 0;
}

static int read_string(struct query *query)
{
    const char *start = ++query->p;
    const char *end = strchr(start, '"');

    if (!end)
        return error_set(query->err, ERROR_INPUT,
                         "a quotation mark has no counterpart");
    query->p = end + 1;
    bool prefix = *query->p == '*';
    query->p += prefix;
    return add_phrase(query, start, (size_t)(end - start), prefix);
}

static int read_bracket(struct query *query)
{
    char bracket = *query->p++;

    if (bracket == '(' && ++query->depth > QUERY_DEPTH)
        return error_set(query->err, ERROR_INPUT,
                         "the query has too many parentheses");
    if (bracket == ')' && query->depth-- == query->near_depth)
        query->near_depth = 0;
    if (bracket == ')' && query->depth == SIZE_MAX)
        return error_set(query->err, ERROR_INPUT,
                         "a parenthesis has no counterpart");
    strbuf_addch(query->out, bracket);
    return 0;
}

static bool is_word(const char *text, size_t len, const char *word)
{
    return strlen(word) == len && !memcmp(text, word, len);
}

/* AND, OR, NOT, NEAR(, +; true when it was one, and was taken. */
static bool read_operator(struct query *query, const char *text, size_t len)
{
    static const char *const operators[] = {"AND", "OR", "NOT", "+"};

    for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
        if (is_word(text, len, operators[i])) {
            strbuf_addf(query->out, "%s ", operators[i]);
            return true;
        }
    }
    if (!is_word(text, len, "NEAR") || text[len] != '(' || query->near_depth)
        return false;
    strbuf_addstr(query->out, "NEAR");
    query->near_depth = query->depth + 1;
    query->nears++;
    return true;
}

/* "title:" or "text:" in front of a word, or of what follows it. */
static size_t read_column(struct query *query, const char *text, size_t len)
{
    static const char *const columns[] = {"title:", "text:"};

    for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
        size_t n = strlen(columns[i]);
        if (len >= n && !memcmp(text, columns[i], n)) {
            strbuf_addf(query->out, "%s ", columns[i]);
            return n;
        }
    }
    return 0;
}

static size_t word_length(const struct query *query)
{
    size_t len = 0;

    while (query->p[len] && !is_space(query->p[len]) &&
           !strchr("\"()", query->p[len]) &&
           !(query->near_depth && query->p[len] == ','))
        len++;
    return len;
}

static int read_word(struct query *query)
{
    const char *text = query->p;
    size_t len = word_length(query);

    query->p += len;
    if (read_operator(query, text, len))
        return query->nears > QUERY_NEARS
                   ? error_set(query->err, ERROR_INPUT,
                               "the query has more than %d NEARs", QUERY_NEARS)
                   : 0;
    if (len > 1 && *text == '-')
        return error_set(query->err, ERROR_INPUT,
                         "%.*s: what must not be there is asked for by NOT, as "
                         "in 'oil NOT olive'",
                         (int)len, text);
    size_t column = read_column(query, text, len);
    text += column;
    len -= column;
    if (len && *text == '^') {
        strbuf_addch(query->out, '^');
        text++;
        len--;
    }
    bool prefix = len > 1 && text[len - 1] == '*';
    return add_phrase(query, text, len - prefix, prefix);
}

/* The number at the end of NEAR(a b, n). */
static int read_distance(struct query *query)
{
    size_t digits;

    query->p++;
    while (is_space(*query->p))
        query->p++;
    digits = strspn(query->p, "0123456789");
    if (!digits || digits > 3)
        return error_set(query->err, ERROR_INPUT,
                         "NEAR(a b, n) takes a number of words up to 999");
    strbuf_addch(query->out, ',');
    strbuf_add(query->out, query->p, digits);
    query->p += digits;
    return 0;
}

static int read_token(struct query *query)
{
    switch (*query->p) {
    case '"':
        return read_string(query);
    case '(':
    case ')':
        return read_bracket(query);
    case ',':
        if (query->near_depth)
            return read_distance(query);
        break;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        query->p++;
        return 0;
    default:
        break;
    }
    return read_word(query);
}

int store_query(struct strbuf *out, const char *text, struct error *err)
{
    struct query query = {.out = out, .err = err, .p = text};
    int result = 0;

    if (strlen(text) > QUERY_BYTES)
        return error_set(err, ERROR_INPUT, "the query has more than %d bytes",
                         QUERY_BYTES);
    if (!utf8_valid(text, strlen(text)))
        return error_set(err, ERROR_INPUT, "the query is not UTF-8");
    while (*query.p && result == 0)
        result = read_token(&query);
    if (result == 0 && query.depth)
        return error_set(err, ERROR_INPUT, "a parenthesis has no counterpart");
    if (result == 0 && !query.words)
        return error_set(err, ERROR_INPUT, "the query has no words");
    return result;
}
