/*
 * A document type, of which only entities matter.
 *
 * Some feeds declare the names they use: <!ENTITY nbsp "&#160;">. Those whose
 * text is short and holds neither tags nor other entities are remembered, and
 * a reference to one is its text, up to a ceiling on what a document can grow by
 * that (mend.c). All others, and what is in other files, are passed
 * over, and references to them stay as they are written.
 */
#include <string.h>

#include "parser/mend.h"

static bool skip_quoted(struct mender *mender, struct name *ret_text)
{
    char quote = *mender->at++;
    const char *close =
        memchr(mender->at, quote, (size_t)(mender->end - mender->at));

    if (!close)
        return false;
    *ret_text = (struct name){mender->at, (size_t)(close - mender->at)};
    mender->at = close + 1;
    return true;
}

/* Text alone, with characters by their numbers. */
static bool is_plain(struct name value)
{
    const char *end = value.text + value.len;

    if (value.len > ENTITY_BYTES || memchr(value.text, '<', value.len) ||
        memchr(value.text, '%', value.len))
        return false;
    for (const char *at = value.text; at < end; at++)
        if (*at == '&' && (at + 1 == end || at[1] != '#'))
            return false;
    return true;
}

/* <!ENTITY name "value"> */
static void take_entity(struct mender *mender)
{
    struct name value;

    mender->at += strlen("<!ENTITY");
    mend_skip_blanks(mender);
    struct name name = mend_name_at(mender->at, mender->end);
    mender->at += name.len;
    mend_skip_blanks(mender);
    if (!name.len || mender->at == mender->end ||
        (*mender->at != '"' && *mender->at != '\''))
        return;
    const char *start = mender->at;
    if (!skip_quoted(mender, &value)) {
        mender->at = start + 1;
        return;
    }
    if (mender->entity_count < ENTITIES && is_plain(value)) {
        mender->entities[mender->entity_count].name = name;
        mender->entities[mender->entity_count++].value = value;
    }
}

/* Brackets, comments and quotes hide the end. A quote without its partner is
 * passed over: it hides nothing. */
void mend_doctype(struct mender *mender)
{
    struct name ignored;
    bool inside = false;

    mender->at += 2;
    while (mender->at < mender->end && (*mender->at != '>' || inside)) {
        char c = *mender->at;
        if (mend_starts(mender, "<!--")) {
            mend_skip_past(mender, "-->");
        } else if (mend_starts(mender, "<!ENTITY")) {
            take_entity(mender);
        } else if (c == '"' || c == '\'') {
            const char *start = mender->at;
            if (!skip_quoted(mender, &ignored))
                mender->at = start + 1;
        } else {
            inside = c == '[' || (inside && c != ']');
            mender->at++;
        }
    }
    if (mender->at < mender->end)
        mender->at++;
}

bool mend_entity(const struct mender *mender, const char *limit,
                 struct name *ret_value, size_t *ret_len)
{
    struct name name = {0};

    if (!mender->entity_count)
        return false;
    name = mend_name_at(mender->at + 1, limit);
    if (!name.len || name.text + name.len == limit ||
        name.text[name.len] != ';')
        return false;
    for (size_t i = 0; i < mender->entity_count; i++)
        if (mender->entities[i].name.len == name.len &&
            !memcmp(mender->entities[i].name.text, name.text, name.len)) {
            *ret_value = mender->entities[i].value;
            *ret_len = name.len + 2;
            return true;
        }
    return false;
}
