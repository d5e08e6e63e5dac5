/*
 * The tables of charset.c: the labels of the WHATWG Encoding Standard (section
 * 4.2) with the aliases that IANA, Python and glibc have besides, written
 * with their letters and digits only; and the Macintosh's encodings that glibc
 * does not have (Unicode's mappings, VENDORS/APPLE).
 */
#include <stddef.h>

#include "parser/parser_internal.h"

/* clang-format off */
const struct charset_row charset_labels[] = {
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
const struct charset_row charset_macintosh[] = {
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

const size_t charset_label_count =
    sizeof(charset_labels) / sizeof(*charset_labels);
const size_t charset_macintosh_count =
    sizeof(charset_macintosh) / sizeof(*charset_macintosh);
