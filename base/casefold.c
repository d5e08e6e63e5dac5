/*
 * Classes of characters, and text in the form in which it is compared.
 *
 * ASCII, most of most texts, takes a short way past utf8proc.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

static bool writes_no_spaces(uint32_t cp)
{
    return (cp >= 0x0e00 && cp <= 0x0eff) || /* Thai, Lao */
           (cp >= 0x1000 && cp <= 0x109f) || /* Burmese */
           (cp >= 0x1780 && cp <= 0x17ff) || /* Khmer */
           (cp >= 0x3040 && cp <= 0x30ff) || /* kana */
           (cp >= 0x3400 && cp <= 0x9fff) || /* Han */
           (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0x20000 && cp <= 0x3ffff);
}

enum text_class text_class(uint32_t cp)
{
    if (cp < 0x80) {
        if (cp >= 'a' && cp <= 'z')
            return TEXT_LETTER;
        if (cp >= 'A' && cp <= 'Z')
            return TEXT_CAPITAL;
        return cp >= '0' && cp <= '9' ? TEXT_DIGIT : TEXT_OTHER;
    }
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return TEXT_CAPITAL;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return writes_no_spaces(cp) ? TEXT_IDEOGRAPH : TEXT_LETTER;
    case UTF8PROC_CATEGORY_ND:
        return TEXT_DIGIT;
    default:
        return TEXT_OTHER;
    }
}

static bool fold_ascii(struct strbuf *out, const char *text, size_t len)
{
    size_t mark = out->len;
    unsigned char all = 0;

    for (size_t i = 0; i < len; i++)
        all |= (unsigned char)text[i];
    if (all & 0x80)
        return false;
    strbuf_add(out, text, len);
    for (size_t i = mark; i < out->len; i++) {
        char c = out->data[i];
        out->data[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return true;
}

void text_fold(struct strbuf *out, const char *text, size_t len)
{
    static const utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
        UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_int32_t points[128];
    const char *end = text + len;

    if (fold_ascii(out, text, len))
        return;
    while (text < end) {
        /* By pieces, so that nothing is allocated: words are shorter. */
        const char *stop = end - text > 24 ? text + 24 : end;
        while (stop < end && (*stop & 0xc0) == 0x80)
            stop++;
        utf8proc_ssize_t count = utf8proc_decompose(
            (const utf8proc_uint8_t *)text, stop - text, points, 128, options);
        if (count > 0 && count <= 128)
            count = utf8proc_normalize_utf32(points, count, options);
        for (utf8proc_ssize_t i = 0; i < count && i < 128; i++)
            strbuf_adduc(out, (unsigned)points[i]);
        text = stop;
    }
}

/* What it is without its accents. */
static uint32_t letter_of(uint32_t cp)
{
    utf8proc_int32_t parts[8];
    int class = 0;

    if (cp == 0x450 || cp == 0x451)
        return 0x435; /* е */
    if (cp == 0x45d)
        return 0x438; /* и */
    if (!(cp >= 0x370 && cp <= 0x3ff) && !(cp >= 0x1f00 && cp <= 0x1fff))
        return cp;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE, &class);
    return count > 0 ? (uint32_t)parts[0] : cp;
}

size_t text_unaccented(const char *text, size_t len, char *out)
{
    const char *end = text + len;
    size_t used = 0;

    while (text < end) {
        const char *next = text;
        uint32_t cp = utf8_next(&next, end);
        uint32_t letter = letter_of(cp);
        if (letter == cp || letter < 0x80) {
            memcpy(out + used, text, (size_t)(next - text));
            used += (size_t)(next - text);
        } else {
            used += (size_t)utf8proc_encode_char(
                (utf8proc_int32_t)letter, (utf8proc_uint8_t *)out + used);
        }
        text = next;
    }
    return used;
}
