/*
 * The words of the full-text index.
 *
 * SQLite's unicode61 does the work: case folded, diacritics removed from Latin
 * letters; from Greek and Cyrillic ones they are removed here. It knows no
 * words where a script writes no spaces, so runs of such characters (Han, kana,
 * Thai, …) become overlapping pairs instead: a word of two characters is one
 * pair and found by one lookup, a longer one is a phrase of pairs. The last
 * character of a run stands alone, too, so that each character begins a token
 * and is found by its prefix (store/query.c asks for that). Trigrams would miss
 * words of two characters, which most Chinese words are.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "store/store_internal.h"

#define LONGEST 512 /* bytes of a word that is read without its accents */

struct tokenizer {
    fts5_tokenizer spaced;
    Fts5Tokenizer *instance;
};

static int tokenizer_create(void *context, const char **args, int count,
                            Fts5Tokenizer **ret)
{
    static const char *settings[] = {"remove_diacritics", "2", "categories",
                                     "L* M* N* Co"};
    fts5_api *api = context;
    struct tokenizer *tokenizer = xcalloc(1, sizeof(*tokenizer));
    void *user = NULL;
    int result =
        api->xFindTokenizer(api, "unicode61", &user, &tokenizer->spaced);

    if (result == SQLITE_OK)
        result =
            tokenizer->spaced.xCreate(user, settings, 4, &tokenizer->instance);
    if (result != SQLITE_OK) {
        xfree(tokenizer);
        return result;
    }
    *ret = (Fts5Tokenizer *)tokenizer;
    return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *instance)
{
    struct tokenizer *tokenizer = (struct tokenizer *)instance;

    tokenizer->spaced.xDelete(tokenizer->instance);
    xfree(tokenizer);
}

/* A stretch of a text, tokenized as if it were the whole. */
struct stretch {
    void *context;
    store_word_fn *emit;
    int offset;
};

/* Whether a word has letters that unicode61 leaves their accents: those of
 * Greek and Cyrillic begin with CE to D1 or E1. */
static bool may_have_accents(const char *token, int len)
{
    for (int i = 0; i < len; i++) {
        unsigned char c = (unsigned char)token[i];
        if ((c >= 0xCE && c <= 0xD1) || c == 0xE1)
            return true;
    }
    return false;
}

static int emit_moved(void *context, int flags, const char *token, int len,
                      int start, int end)
{
    const struct stretch *stretch = context;
    char plain[LONGEST];

    if (len <= LONGEST && may_have_accents(token, len)) {
        len = (int)text_unaccented(token, (size_t)len, plain);
        token = plain;
    }
    return stretch->emit(stretch->context, flags, token, len,
                         start + stretch->offset, end + stretch->offset);
}

/* Whether the character at text is of a script without spaces. They begin at
 * U+0E00 (Thai), so one comparison settles most bytes; E2 is punctuation. */
static bool is_unspaced(const char *text, const char *end)
{
    unsigned char lead = (unsigned char)*text;

    if (lead < 0xE0 || lead == 0xE2)
        return false;
    return text_class(utf8_next(&text, end)) == TEXT_IDEOGRAPH;
}

static const char *stretch_end(const char *p, const char *end, bool unspaced)
{
    while (p < end && is_unspaced(p, end) == unspaced)
        utf8_next(&p, end);
    return p;
}

static int emit_pairs(const struct stretch *stretch, const char *text,
                      const char *end, int flags)
{
    const char *p = text;
    int result = SQLITE_OK;

    while (p < end && result == SQLITE_OK) {
        const char *second = p;
        utf8_next(&second, end);
        const char *stop = second;
        if (second < end)
            utf8_next(&stop, end);
        else if (p > text && (flags & FTS5_TOKENIZE_QUERY))
            break;
        int start = (int)(p - text) + stretch->offset;
        result = stretch->emit(stretch->context, 0, p, (int)(stop - p), start,
                               start + (int)(stop - p));
        p = second;
    }
    return result;
}

static int tokenize(Fts5Tokenizer *instance, void *context, int flags,
                    const char *text, int len, store_word_fn *emit)
{
    struct tokenizer *tokenizer = (struct tokenizer *)instance;
    const char *end = text + len;
    int result = SQLITE_OK;

    for (const char *p = text; p < end && result == SQLITE_OK;) {
        struct stretch stretch = {context, emit, (int)(p - text)};
        bool unspaced = is_unspaced(p, end);
        const char *stop = stretch_end(p, end, unspaced);
        if (unspaced)
            result = emit_pairs(&stretch, p, stop, flags);
        else
            result = tokenizer->spaced.xTokenize(tokenizer->instance, &stretch,
                                                 flags, p, (int)(stop - p),
                                                 emit_moved);
        p = stop;
    }
    return result;
}

static int find_api(struct store *store, fts5_api **ret_api, struct error *err)
{
    sqlite3_stmt *statement;
    int result = store_prepare(store, &statement, err, "SELECT fts5(?1)", "");

    if (result < 0)
        return result;
    sqlite3_bind_pointer(statement, 1, (void *)ret_api, "fts5_api_ptr", NULL);
    result = store_step(store, statement, err);
    sqlite3_finalize(statement);
    return result < 0 ? result : 0;
}

int store_search_init(struct store *store, struct error *err)
{
    static fts5_tokenizer methods = {tokenizer_create, tokenizer_delete,
                                     tokenize};
    fts5_api *api = NULL;

    if (find_api(store, &api, err) < 0)
        return err->code;
    if (!api ||
        api->xCreateTokenizer(api, "newsfold", api, &methods, NULL) !=
            SQLITE_OK ||
        api->xCreateFunction(api, "newsfold_rank", NULL, store_rank, NULL) !=
            SQLITE_OK)
        return error_set(err, ERROR_STORAGE,
                         "opening %s: this SQLite has no FTS5", store->path);
    return 0;
}

int store_tokenize(struct store *store, const char *text, int len,
                   store_word_fn *emit, void *context, struct error *err)
{
    fts5_api *api = NULL;
    Fts5Tokenizer *made = NULL;

    if (!store->tokenizer) {
        if (find_api(store, &api, err) < 0)
            return err->code;
        if (!api || tokenizer_create(api, NULL, 0, &made) != SQLITE_OK)
            return store_fault(store, "reading", err);
        store->tokenizer = made;
    }
    int result = tokenize(store->tokenizer, context, FTS5_TOKENIZE_DOCUMENT,
                          text, len, emit);
    return result == SQLITE_OK ? 0 : store_fault(store, "reading", err);
}

void store_search_release(struct store *store)
{
    if (store->tokenizer)
        tokenizer_delete(store->tokenizer);
}
