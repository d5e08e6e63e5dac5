/*
 * One spelling for the texts of dates, so that those who take them apart need
 * not know of "２００４", "٢٠٠٤", "JUILLET", "−05:00" or narrow spaces.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "parser/date.h"

/* What a code point, folded, is in a date. */
static uint32_t plain(uint32_t cp)
{
    static const uint32_t zeros[] = {0x660, 0x6f0, 0x966,  0x9e6, 0xa66, 0xae6,
                                     0xb66, 0xbe6, 0xc66,  0xce6, 0xd66, 0xe50,
                                     0xed0, 0xf20, 0x1040, 0x17e0};

    for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
        if (cp >= zeros[i] && cp < zeros[i] + 10)
            return '0' + cp - zeros[i];
    if (cp == 0x2212 || (cp >= 0x2010 && cp <= 0x2013))
        return '-';
    if (cp == 0x2018 || cp == 0x2019 || cp == 0x2bc)
        return '\'';
    return text_is_space(cp) ? ' ' : cp;
}

static void add(struct strbuf *out, uint32_t cp)
{
    if (cp != ' ')
        strbuf_adduc(out, cp);
    else if (out->len && out->data[out->len - 1] != ' ')
        strbuf_addch(out, ' ');
}

static void normal_ascii(const char *text, char *to)
{
    const char *start = to;

    for (; *text; text++) {
        char c = *text;
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            if (to > start && to[-1] != ' ')
                *to++ = ' ';
        } else {
            *to++ = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
        }
    }
    *to = '\0';
}

/*
 * "令和8年" is the year 2026: the eras of Japan, counted from their first year,
 * "元年". Gives where the text goes on; at itself where there is none.
 */
static const char *add_era(struct strbuf *out, const char *at, const char *end)
{
    static const struct {
        const char *name;
        unsigned before; /* the year before its first */
    } eras[] = {
        {"令和", 2018}, {"平成", 1988}, {"昭和", 1925},
        {"大正", 1911}, {"明治", 1867},
    };

    static const char first[] = "元";
    size_t i = 0;

    while (i < sizeof(eras) / sizeof(*eras) &&
           strncmp(at, eras[i].name, strlen(eras[i].name)) != 0)
        i++;
    if (i == sizeof(eras) / sizeof(*eras))
        return at;
    const char *number = at + strlen(eras[i].name);
    const char *behind = number;
    unsigned year = 0;
    if (!strncmp(number, first, strlen(first))) {
        year = 1;
        behind += strlen(first);
    }
    while (behind < end && behind - number < 2 && *behind >= '0' &&
           *behind <= '9')
        year = 10 * year + (unsigned)(*behind++ - '0');
    if (!year)
        return at;
    strbuf_addf(out, "%u", eras[i].before + year);
    return behind;
}

static void normal_unicode(const char *text, size_t len, char *to)
{
    CLEANUP(strbuf_release) struct strbuf folded;
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&folded, DATE_NORMAL);
    strbuf_init(&out, DATE_NORMAL - 1);
    text_fold(&folded, text, len);
    const char *end = folded.data + folded.len;
    for (const char *at = folded.data; at < end;) {
        const char *behind = add_era(&out, at, end);
        if (behind == at)
            add(&out, plain(utf8_next(&at, end)));
        else
            at = behind;
    }
    memcpy(to, out.data, out.len + 1);
}

bool date_normal(const char *text, char ret_normal[static DATE_NORMAL])
{
    text += strspn(text, " \t\r\n");
    size_t len = strnlen(text, DATE_TEXT + 1);
    if (len > DATE_TEXT)
        return false;
    if (text_is_ascii(text, len)) /* most are */
        normal_ascii(text, ret_normal);
    else
        normal_unicode(text, len, ret_normal);
    return true;
}
