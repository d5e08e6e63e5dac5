/* Blocks as rows, and their numbers: packed.h. */
#include "store/packed.h"

int packed_find(struct store *store, const struct packed_table *table,
                int64_t key, sqlite3_stmt **ret_row, struct packed_items *ret,
                struct error *err)
{
    int result = store_bind(store, ret_row, err, table->find, "i", key);

    if (result == 0)
        result = store_step(store, *ret_row, err);
    *ret = (struct packed_items){0};
    if (result == STEP_ROW) {
        const unsigned char *items = sqlite3_column_blob(*ret_row, 1);
        *ret = (struct packed_items){sqlite3_column_int64(*ret_row, 0), items,
                                     items + sqlite3_column_bytes(*ret_row, 1)};
    }
    return result;
}

int packed_run(struct store *store, sqlite3_stmt *statement, int place,
               const struct strbuf *items, struct error *err)
{
    sqlite3_bind_blob64(statement, place, items->data, items->len,
                        SQLITE_STATIC);
    int result = store_step(store, statement, err);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return result < 0 ? result : 0;
}

int packed_put(struct store *store, const struct packed_table *table,
               int64_t last, const struct strbuf *items, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err, table->put, "i", last);

    return result < 0 ? result : packed_run(store, row, 2, items, err);
}

int packed_malformed(struct store *store, const char *what, struct error *err)
{
    return error_set(err, ERROR_STORAGE,
                     "reading %s: a block of %s is malformed; run newsfold "
                     "check --repair",
                     store->path, what);
}

void packed_add_word(struct strbuf *out, uint32_t word)
{
    uint32_t bytes = htole32(word);

    strbuf_add(out, &bytes, sizeof(bytes));
}

void packed_add(struct strbuf *out, int64_t number)
{
    bool more = number >= PACKED_LONG;

    packed_add_word(out, more ? PACKED_LONG : (uint32_t)number);
    if (more) {
        packed_add_word(out, (uint32_t)number);
        packed_add_word(out, (uint32_t)(number >> 32));
    }
}
