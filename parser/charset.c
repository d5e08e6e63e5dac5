/*
 * Names of encodings, and what they convert by.
 *
 * The labels are those of the WHATWG Encoding Standard (section 4.2), which say
 * what the web means by a name, and the aliases that IANA, Python and glibc
 * have besides. They are compared by their letters and digits only, so that
 * "ISO_8859-2:1987" and "iso8859-2" need no rows of their own. A name that
 * is not in the table is tried with iconv as it stands.
 *
 * Where the web reads a name as a superset of what it says (gb2312 as gb18030,
 * Shift_JIS as windows-31J), the superset converts and the name stays. Four
 * of the Macintosh's encodings are in no iconv of glibc's; they are tables
 * here.
 */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/text.h"
#include "parser/parser_internal.h"

struct label_row {
    const char *name;
    const char *labels; /* each between spaces */
};

/* clang-format off */
static const struct label_row rows[] = {
    {"UTF-8",
     " u8 unicode11utf8 unicode20utf8 utf utf8"
     " xunicode20utf8 "},
    {"UTF-16",
     " csunicode iso10646ucs2 u16 ucs2 unicode utf16 "},
    {"UTF-16LE",
     " unicodefffe unicodelittleunmarked utf16le "},
    {"UTF-16BE",
     " unicodefeff unicodebigunmarked utf16be "},
    {"UTF-32",
     " iso10646ucs4 u32 ucs4 utf32 "},
    {"UTF-32LE",
     " utf32le "},
    {"UTF-32BE",
     " utf32be "},
    {"US-ASCII",
     " 646 ansix341968 ansix341986 ascii cp367 csascii"
     " ibm367 iso646irv1991 iso646us isoir6 us usascii "},
    {"ISO-8859-1",
     " 8859 cp819 csisolatin1 ibm819 iso8859 iso88591"
     " iso885911987 isoir100 l1 latin latin1 "},
    {"WINDOWS-1252",
     " 1252 cp1252 msansi windows1252 xcp1252 xuserdefined "},
    {"ISO-8859-2",
     " csisolatin2 iso88592 iso885921987 isoir101 l2 latin2 "},
    {"ISO-8859-3",
     " csisolatin3 iso88593 iso885931988 isoir109 l3 latin3 "},
    {"ISO-8859-4",
     " csisolatin4 iso88594 iso885941988 isoir110 l4 latin4 "},
    {"ISO-8859-5",
     " csisolatincyrillic cyrillic iso88595 iso885951988"
     " isoir144 "},
    {"ISO-8859-6",
     " arabic asmo708 csiso88596e csiso88596i"
     " csisolatinarabic ecma114 iso88596 iso885961987"
     " iso88596e iso88596i isoir127 "},
    {"ISO-8859-7",
     " csisolatingreek ecma118 elot928 greek greek8"
     " iso88597 iso885971987 isoir126 suneugreek "},
    {"ISO-8859-8",
     " csiso88598e csiso88598i csisolatinhebrew hebrew"
     " iso88598 iso885981988 iso88598e iso88598i isoir138"
     " logical visual "},
    {"ISO-8859-9",
     " csisolatin5 iso88599 iso885991989 isoir148 l5 latin5 "},
    {"ISO-8859-10",
     " csisolatin6 iso885910 iso8859101992 isoir157 l6"
     " latin6 "},
    {"ISO-8859-11",
     " iso885911 iso8859112001 thai "},
    {"ISO-8859-13",
     " iso885913 isoir179 l7 latin7 "},
    {"ISO-8859-14",
     " iso885914 iso8859141998 isoceltic isoir199 l8 latin8 "},
    {"ISO-8859-15",
     " csisolatin9 iso885915 l9 latin9 "},
    {"ISO-8859-16",
     " iso885916 iso8859162001 isoir226 l10 latin10 "},
    {"TIS-620",
     " tis620 tis6200 tis62025290 tis62025291 isoir166 "},
    {"CP874",
     " 874 dos874 ibm874 windows874 "},
    {"WINDOWS-1250",
     " 1250 cp1250 msee windows1250 xcp1250 "},
    {"WINDOWS-1251",
     " 1251 cp1251 mscyrl windows1251 xcp1251 "},
    {"WINDOWS-1253",
     " 1253 cp1253 msgreek windows1253 xcp1253 "},
    {"WINDOWS-1254",
     " 1254 cp1254 msturk windows1254 xcp1254 "},
    {"WINDOWS-1255",
     " 1255 cp1255 mshebr windows1255 xcp1255 "},
    {"WINDOWS-1256",
     " 1256 cp1256 msarab windows1256 xcp1256 "},
    {"WINDOWS-1257",
     " 1257 cp1257 winbaltrim windows1257 xcp1257 "},
    {"WINDOWS-1258",
     " 1258 cp1258 windows1258 xcp1258 "},
    {"KOI8-R",
     " cskoi8r koi koi8 koi8r "},
    {"KOI8-U",
     " koi8ru koi8u "},
    {"KOI8-T",
     " koi8t "},
    {"IBM866",
     " 866 cp866 csibm866 ibm866 "},
    {"CP1125",
     " 1125 cp1125 cp866u ibm1125 ruscii "},
    {"PTCP154",
     " cp154 csptcp154 cyrillicasian pt154 ptcp154 "},
    {"KZ-1048",
     " kz1048 rk1048 strk10482002 "},
    {"HP-ROMAN8",
     " cp1051 cshproman8 hproman8 ibm1051 r8 roman8 "},
    {"CP437",
     " 437 cp437 cspc8codepage437 ibm437 "},
    {"CP775",
     " 775 cp775 cspc775baltic ibm775 "},
    {"CP850",
     " 850 cp850 cspc850multilingual ibm850 "},
    {"CP858",
     " 858 cp858 csibm858 ibm858 "},
    {"CP852",
     " 852 cp852 cspcp852 ibm852 "},
    {"CP861",
     " 861 cp861 cpis csibm861 ibm861 "},
    {"CP869",
     " 869 cp869 cpgr csibm869 ibm869 "},
    {"IBM037",
     " cp037 csibm037 ebcdiccpca ebcdiccpnl ebcdiccpus"
     " ebcdiccpwt ibm037 ibm039 "},
    {"IBM500",
     " cp500 csibm500 ebcdiccpbe ebcdiccpch ibm500 "},
    {"IBM424",
     " cp424 csibm424 ebcdiccphe ibm424 "},
    {"IBM1026",
     " cp1026 csibm1026 ibm1026 "},
    {"MACINTOSH",
     " csmacintosh mac macintosh macroman xmacroman "},
    {"MAC-CYRILLIC",
     " maccyrillic xmaccyrillic "},
    {"MAC-UKRAINE",
     " macukraine macukrainian xmacukrainian "},
    {"MAC-LATIN2",
     " maccenteuro maccentraleurope maclatin2 xmacce"
     " xmaccentraleurroman "},
    {"MAC-ICELAND",
     " maciceland macicelandic xmacicelandic "},
    {"MAC-GREEK",
     " macgreek xmacgreek "},
    {"MAC-TURKISH",
     " macturkish xmacturkish "},
    {"MAC-CROATIAN",
     " maccroatian xmaccroatian "},
    {"MAC-ROMANIAN",
     " macromania macromanian xmacromania "},
    {"GB2312",
     " chinese csgb2312 csiso58gb231280 euccn eucgb2312cn"
     " gb2312 gb23121980 gb231280 isoir58 "},
    {"GBK",
     " 936 cp936 gbk ms936 windows936 xgbk "},
    {"GB18030",
     " gb18030 gb180302000 gb180302005 "},
    {"BIG5",
     " 950 big5 big5tw cnbig5 cp950 csbig5 ms950 windows950"
     " xxbig5 "},
    {"BIG5-HKSCS",
     " big5hkscs hkscs xbig5hkscs "},
    {"EUC-JP",
     " cseucpkdfmtjapanese eucjp ujis xeucjp "},
    {"EUC-JISX0213",
     " eucjis2004 eucjisx0213 jisx0213 "},
    {"SHIFT_JIS",
     " csshiftjis shiftjis sjis xsjis "},
    {"CP932",
     " 932 cp932 cswindows31j ms932 mskanji windows31j"
     " windows932 "},
    {"SHIFT_JISX0213",
     " shiftjis2004 shiftjisx0213 sjis2004 sjisx0213 "},
    {"ISO-2022-JP",
     " csiso2022jp iso2022jp "},
    {"ISO-2022-JP-2",
     " csiso2022jp2 iso2022jp1 iso2022jp2 iso2022jpext "},
    {"ISO-2022-JP-3",
     " iso2022jp2004 iso2022jp3 "},
    {"EUC-KR",
     " cseuckr csksc56011987 euckr isoir149 korean ksc5601"
     " ksc56011987 ksc56011989 ksx1001 "},
    {"CP949",
     " 949 cp949 ms949 uhc windows949 "},
    {"JOHAB",
     " cp1361 johab ms1361 "},
    {"ISO-2022-KR",
     " csiso2022kr iso2022kr "},
};

/* The upper half, as UTF-8. */
static const struct label_row macintosh[] = {
    {"MAC-GREEK",
     "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß"
     "®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩάΝ¬ΟΡ≈Τ«»…\302\240"
     "ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρ"
     "στθωςχυζϊϋΐΰ\302\255"},
    {"MAC-TURKISH",
     "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß"
     "®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\302\240"
     "ÀÃÕŒœ–—“”‘’÷◊ÿŸĞğİıŞş‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\357\243\277"
     "ÒÚÛÙ\357\242\240ˆ˜¯˘˙˚¸˝˛ˇ"},
    {"MAC-CROATIAN",
     "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß"
     "®Š™´¨≠ŽØ∞±≤≥∆µ∂∑∏š∫ªºΩžø¿¡¬√ƒ≈Ć«Č…\302\240"
     "ÀÃÕŒœĐ—“”‘’÷◊\357\243\277©⁄€‹›Æ»–·‚„‰ÂćÁ"
     "čÈÍÎÏÌÓÔđÒÚÛÙıˆ˜¯πË˚¸Êæˇ"},
    {"MAC-ROMANIAN",
     "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß"
     "®©™´¨≠ĂȘ∞±≤≥¥µ∂∑∏π∫ªºΩăș¿¡¬√ƒ≈∆«»…\302\240"
     "ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›Țț‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\357\243\277"
     "ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"},
};
/* clang-format on */

/* What converts a name, where that is another. */
static const char *const supersets[][2] = {
    {"GB2312", "GB18030"},     {"GBK", "GB18030"},
    {"BIG5", "BIG5-HKSCS"},    {"EUC-KR", "CP949"},
    {"SHIFT_JIS", "CP932"},    {"EUC-JP", "EUC-JP-MS"},
    {"TIS-620", "CP874"},      {"ISO-8859-11", "CP874"},
    {"ISO-8859-9", "CP1254"},  {"PTCP154", "PT154"},
    {"KZ-1048", "RK1048"},     {"MAC-UKRAINE", "MAC-UK"},
    {"MAC-ICELAND", "MAC-IS"}, {"MAC-LATIN2", "MAC-CENTRALEUROPE"},
};

static const char *converter_name(const char *name)
{
    for (size_t i = 0; i < sizeof(supersets) / sizeof(*supersets); i++)
        if (!strcmp(name, supersets[i][0]))
            return supersets[i][1];
    return name;
}

static const char *macintosh_table(const char *name)
{
    for (size_t i = 0; i < sizeof(macintosh) / sizeof(*macintosh); i++)
        if (!strcmp(name, macintosh[i].name))
            return macintosh[i].labels;
    return NULL;
}

void parser_prepare(void)
{
    /* Kept open for good: closing would unload them. */
    static iconv_t converters[sizeof(rows) / sizeof(*rows)];

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (!converters[i] && !macintosh_table(rows[i].name))
            converters[i] = iconv_open("UTF-8", converter_name(rows[i].name));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The name as iconv might have it: upper case, without what no name has. */
static size_t clean_name(const char *label, size_t len, char separator,
                         char out[CHARSET_NAME])
{
    size_t used = 0;

    for (size_t i = 0; i < len && used < CHARSET_NAME - 1; i++) {
        char c = label[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' || c == ':')
            out[used++] = c;
        else if (c == '_' || c == '-')
            out[used++] = separator;
    }
    out[used] = '\0';
    return used;
}

/* The row one of whose labels has the same letters and digits. */
static const struct label_row *find_row(const char *label, size_t len)
{
    char wanted[CHARSET_NAME + 2] = " ";
    size_t used = 1;

    for (size_t i = 0; i < len && used < CHARSET_NAME; i++) {
        char c = label[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || is_digit(c))
            wanted[used++] = c;
    }
    if (used == 1)
        return NULL;
    wanted[used++] = ' ';
    wanted[used] = '\0';
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (strstr(rows[i].labels, wanted))
            return &rows[i];
    return NULL;
}

static bool iconv_has(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);

    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

bool charset_find(const char *label, size_t len, char ret_name[CHARSET_NAME])
{
    static const char separators[] = "-_";
    const struct label_row *row = find_row(label, len);

    if (row) {
        snprintf(ret_name, CHARSET_NAME, "%s", row->name);
        return true;
    }
    for (const char *separator = separators; *separator; separator++)
        if (clean_name(label, len, *separator, ret_name) && iconv_has(ret_name))
            return true;
    /* "850" */
    if (len && len < 6 && is_digit(*label)) {
        snprintf(ret_name, CHARSET_NAME, "CP%.*s", (int)len, label);
        return iconv_has(ret_name);
    }
    return false;
}

static void convert_macintosh(const char *table, const char *body, size_t len,
                              struct strbuf *out)
{
    const char *upper[128];
    const char *at = table;
    const char *end = table + strlen(table);

    for (size_t i = 0; i < 128; i++) {
        upper[i] = at;
        utf8_next(&at, end);
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)body[i];
        if (c < 0x80) {
            strbuf_addch(out, (char)c);
        } else {
            at = upper[c - 0x80];
            strbuf_adduc(out, utf8_next(&at, end));
        }
    }
}

bool charset_convert(const char *name, const char *body, size_t len,
                     struct strbuf *out, bool *ret_damaged)
{
    const char *table = macintosh_table(name);
    char block[32768];
    char *in = (char *)(uintptr_t)body; /* iconv does not write there */

    *ret_damaged = false;
    if (table) {
        convert_macintosh(table, body, len, out);
        return true;
    }
    iconv_t converter = iconv_open("UTF-8", converter_name(name));
    if (converter == (iconv_t)-1)
        return false;
    while (len) {
        char *to = block;
        size_t room = sizeof(block);
        size_t done = iconv(converter, &in, &len, &to, &room);
        strbuf_add(out, block, (size_t)(to - block));
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        *ret_damaged = true;
        if (errno == EINVAL)
            break; /* cut within a character */
        strbuf_adduc(out, 0xfffd);
        in++;
        len--;
    }
    /* What a converter has held back for a character that may combine. */
    char *to = block;
    size_t room = sizeof(block);
    iconv(converter, NULL, NULL, &to, &room);
    strbuf_add(out, block, (size_t)(to - block));
    iconv_close(converter);
    return true;
}

/* Guesses between Latin alphabets differ in a few letters, and need more text
 * than those between scripts. */
#define GUESS_LATIN 32
#define GUESS_OTHER 8
#define GUESS_BYTES (256 * 1024)

static bool is_latin(const char *name)
{
    static const char latin[] =
        " ISO-8859-1 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-9 ISO-8859-10"
        " ISO-8859-13 ISO-8859-14 ISO-8859-15 ISO-8859-16 WINDOWS-1250"
        " WINDOWS-1252 WINDOWS-1254 WINDOWS-1257 WINDOWS-1258 MACINTOSH"
        " MAC-LATIN2 CP850 CP852 VISCII ";
    char wanted[CHARSET_NAME + 2];

    snprintf(wanted, sizeof(wanted), " %s ", name);
    return strstr(latin, wanted) != NULL;
}

bool charset_guess(const char *body, size_t len, char ret_name[CHARSET_NAME])
{
    size_t high = 0;
    size_t start = 0;
    bool found = false;

    /* The text may begin far behind a head of ASCII. */
    while (start < len && !(body[start] & 0x80))
        start++;
    body += start;
    len -= start;
    if (len > GUESS_BYTES)
        len = GUESS_BYTES;
    for (size_t i = 0; i < len; i++)
        high += (body[i] & 0x80) != 0;
    if (high < GUESS_OTHER)
        return false;
    uchardet_t detector = uchardet_new();
    if (uchardet_handle_data(detector, body, len) == 0) {
        uchardet_data_end(detector);
        const char *name = uchardet_get_charset(detector);
        found = charset_find(name, strlen(name), ret_name) &&
                (!is_latin(ret_name) || high >= GUESS_LATIN);
    }
    uchardet_delete(detector);
    return found;
}
