/* Dates: what is read, and what must not be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/entry.h"
#include "base/timefmt.h"
#include "parser/parser.h"

static const struct {
    const char *text;
    const char *instant; /* "" when it must be refused */
} cases[] = {
    /* RFC 5322 and its relatives */
    {"Thu, 01 Feb 2024 10:04:05 +0100", "2024-02-01T09:04:05Z"},
    {"令和8年11月28日", "2026-11-28T00:00:00Z"},
    {"令和元年5月1日 10:04", "2019-05-01T10:04:00Z"},
    {"平成２８年11月8日", "2016-11-08T00:00:00Z"},
    {"昭和64年1月7日", "1989-01-07T00:00:00Z"},
    {"1 Feb 2024 10:04 GMT", "2024-02-01T10:04:00Z"},
    {"Thu, 01 Feb 24 10:04:05 EST", "2024-02-01T15:04:05Z"},
    {"Thu, 01 Feb 2024 10:04:05 GMT-07:00", "2024-02-01T17:04:05Z"},
    {"Thu,\r\n 01 Feb 2024\r\n 10:04:05 Z", "2024-02-01T10:04:05Z"},
    {"Thursday, February 1, 2024 - 3:09pm", "2024-02-01T15:09:00Z"},
    {"Feb. 1, 2024, 12:37 a.m.", "2024-02-01T00:37:00Z"},
    {"Thu Feb  1 16:29:06 2024", "2024-02-01T16:29:06Z"},
    {"Thu, 1st Feb 2024 13:16:28 GMT", "2024-02-01T13:16:28Z"},
    {"mar., 05 déc. 2023 16:11:02 +0000", "2023-12-05T16:11:02Z"},
    {"Чт, 01 фев 2024 10:00:00 MSK", "2024-02-01T07:00:00Z"},
    {"Fri, 02 Feb 2024 10:00:00 (local)", "2024-02-02T10:00:00Z"},
    /* RFC 3339, W3C-DTF, ISO 8601 */
    {"2024-02-01T10:04:05Z", "2024-02-01T10:04:05Z"},
    {"2024-02-01t10:04:05.999-05:30", "2024-02-01T15:34:05Z"},
    {"2024-02-01 10:04:05", "2024-02-01T10:04:05Z"},
    {"2024-02-01T10", "2024-02-01T10:00:00Z"},
    {"2024-02-29", "2024-02-29T00:00:00Z"},
    {"2024-02", "2024-02-01T00:00:00Z"},
    {"2024", "2024-01-01T00:00:00Z"},
    {"20240201", "2024-02-01T00:00:00Z"},
    {"2024-032", "2024-02-01T00:00:00Z"},
    {"1998-12-31T23:59:60Z", "1999-01-01T00:00:00Z"},
    /* others */
    {"2024/2/1 14:33:00", "2024-02-01T14:33:00Z"},
    {"02/13/2024 4:20 pm PST", "2024-02-14T00:20:00Z"},
    {"13.02.24", "2024-02-13T00:00:00Z"},
    {"2024-05-25 오후 11:23:17", "2024-05-25T14:23:17Z"},
    {"1706781845", "2024-02-01T10:04:05Z"},
    {"20040101T194821+0200", "2004-01-01T17:48:21Z"},
    {"20040101194821", "2004-01-01T19:48:21Z"},
    {"Thu, 01 Jan 2004 7pm", "2004-01-01T19:00:00Z"},
    {"Posted on 31 Dec 2004 by Mark", "2004-12-31T00:00:00Z"},
    {"01 Jan 104", "2004-01-01T00:00:00Z"},
    {"2004-12-31+01:00", "2004-12-30T23:00:00Z"},
    {"2004-12-31 \xe4\xb8\x8b\xe5\x8d\x88 3:05:00", "2004-12-31T15:05:00Z"},
    /* ISO 8601's week and ordinal dates, cameras, logs, JSON of .NET */
    {"2004-W01-4", "2004-01-01T00:00:00Z"},
    {"2004W014", "2004-01-01T00:00:00Z"},
    {"2004-W53-7T10:00:00+01:00", "2005-01-02T09:00:00Z"},
    {"2009-W01", "2008-12-29T00:00:00Z"},
    {"2004001", "2004-01-01T00:00:00Z"},
    {"2004-366T12:30Z", "2004-12-31T12:30:00Z"},
    {"2004060T1230", "2004-02-29T12:30:00Z"},
    {"2004:01:02 03:04:05", "2004-01-02T03:04:05Z"},
    {"2004:01:02 03:04:05+02:00", "2004-01-02T01:04:05Z"},
    {"01/Feb/2024:10:04:05 +0100", "2024-02-01T09:04:05Z"},
    {"1706781845.25", "2024-02-01T10:04:05Z"},
    {"/Date(1706781845000+0100)/", "2024-02-01T10:04:05Z"},
    /* times */
    {"2024-02-01T10:04:05,123Z", "2024-02-01T10:04:05Z"},
    {"20240201T100405.5Z", "2024-02-01T10:04:05Z"},
    {"2024-02-01T19.48.21+01:00", "2024-02-01T18:48:21Z"},
    {"1 Feb 2024 19.48", "2024-02-01T19:48:00Z"},
    {"01.02.2024, 19.48 Uhr", "2024-02-01T19:48:00Z"},
    {"01.02.2024 19 Uhr", "2024-02-01T19:00:00Z"},
    {"1 février 2024 à 19h48", "2024-02-01T19:48:00Z"},
    {"19h48, 1 février 2024", "2024-02-01T19:48:00Z"},
    {"1 février 2024 19 h", "2024-02-01T19:00:00Z"},
    {"1 février 2024 19h48m05s", "2024-02-01T19:48:05Z"},
    {"1 de febrero de 2024, 7:48 p. m.", "2024-02-01T19:48:00Z"},
    {"10:04 1 February 2024", "2024-02-01T10:04:00Z"},
    {"2024. 2. 1. 오후 3:05", "2024-02-01T06:05:00Z"},
    {"2024년 2월 1일 오후 3시 5분 10초", "2024-02-01T06:05:10Z"},
    {"2024年2月1日(木) 14時30分", "2024-02-01T14:30:00Z"},
    {"2024年2月1日 下午3点", "2024-02-01T15:00:00Z"},
    /* ordinal numbers, and letters that part a date from its time */
    {"February 1st, 2024 1:02 PM", "2024-02-01T13:02:00Z"},
    {"28th Feb 2024 10:04:05 GMT", "2024-02-28T10:04:05Z"},
    {"28th of February 2024", "2024-02-28T00:00:00Z"},
    {"1. 2. 2024 v 10:04", "2024-02-01T10:04:00Z"},
    {"01/02/2024 a las 10:04", "2024-01-02T10:04:00Z"},
    {"1 lutego 2024 r. 10:04", "2024-02-01T10:04:00Z"},
    {"2024 m. vasario 1 d.", "2024-02-01T00:00:00Z"},
    /* zones */
    {"2024-02-01T10+01:00", "2024-02-01T09:00:00Z"},
    {"2024-02-01T10Z", "2024-02-01T10:00:00Z"},
    {"1 Feb 2024 10:04 Etc/GMT+5", "2024-02-01T15:04:00Z"},
    {"1 Feb 2024 10:04 Etc/GMT-5", "2024-02-01T05:04:00Z"},
    {"2024-02-01T10:04:05\u221205:30", "2024-02-01T15:34:05Z"},
    {"2024-02-01T10:04:05z", "2024-02-01T10:04:05Z"},
    {"1 Feb 2024 10:04 GMT+2", "2024-02-01T08:04:00Z"},
    {"1 Feb 2024 10:04 UTC+02:00", "2024-02-01T08:04:00Z"},
    {"1 Feb 2024 10:04 UTC -0330", "2024-02-01T13:34:00Z"},
    {"1 Feb 2024 10:04 Eastern Standard Time", "2024-02-01T15:04:00Z"},
    {"1 Feb 2024 10:04 AM Pacific  Daylight Time", "2024-02-01T17:04:00Z"},
    {"1 Feb 2024 10:04 MITTELEUROPÄISCHE ZEIT", "2024-02-01T09:04:00Z"},
    {"1 Feb 2024 10:04 PT", "2024-02-01T18:04:00Z"},
    {"1 Feb 2024 10:04 (PST)", "2024-02-01T18:04:00Z"},
    {"1 Feb 2024 10:04:05 +0100 (PST)", "2024-02-01T09:04:05Z"},
    {"Thu (a day (of \\) ours)), 1 (st) Feb 2024 10:04 GMT (x",
     "2024-02-01T10:04:00Z"},
    /* zones of places; an offset beside one is the better word */
    {"2024-05-01T10:00:00+02:00[Europe/Berlin]", "2024-05-01T08:00:00Z"},
    {"2024-05-01T10:00:00Z[Europe/Berlin]", "2024-05-01T10:00:00Z"},
    {"2024-05-01T10:00:00[Europe/Berlin]", "2024-05-01T08:00:00Z"},
    {"2024-02-01T10:00:00+01:00[Europe/Paris][u-ca=gregory]",
     "2024-02-01T09:00:00Z"},
    {"1 May 2024 10:00 America/New_York", "2024-05-01T14:00:00Z"},
    {"1 Feb 2024 10:00 (America/New_York)", "2024-02-01T15:00:00Z"},
    {"1 Feb 2024 10:00 +0100 (America/New_York)", "2024-02-01T09:00:00Z"},
    {"1 May 2024 10:00 America/Argentina/Buenos_Aires", "2024-05-01T13:00:00Z"},
    {"1 Feb 2024 10:00 America/Port-au-Prince", "2024-02-01T15:00:00Z"},
    {"2024-02-01 10:00 Africa/Maseru", "2024-02-01T08:00:00Z"},
    {"2024-02-01 10:00 Asia/Kolkata", "2024-02-01T04:30:00Z"},
    {"2024-02-01 10:00 Etc/UTC", "2024-02-01T10:00:00Z"},
    /* the days that clocks change: what is skipped, what comes twice */
    {"2024-03-31 01:59 Europe/Berlin", "2024-03-31T00:59:00Z"},
    {"2024-03-31 02:30 Europe/Berlin", "2024-03-31T01:30:00Z"},
    {"2024-03-31 03:00 Europe/Berlin", "2024-03-31T01:00:00Z"},
    {"2024-10-27 02:30 Europe/Berlin", "2024-10-27T00:30:00Z"},
    {"2024-10-27 03:00 Europe/Berlin", "2024-10-27T02:00:00Z"},
    {"2024-11-03 01:59 US/Eastern", "2024-11-03T05:59:00Z"},
    {"2024-11-03 02:00 US/Eastern", "2024-11-03T07:00:00Z"},
    {"2024-01-01 00:30 Australia/Sydney", "2023-12-31T13:30:00Z"},
    {"2024-04-07 03:00 Australia/Sydney", "2024-04-06T17:00:00Z"},
    {"2024-10-06 03:00 Australia/Sydney", "2024-10-05T16:00:00Z"},
    {"2024-09-08 01:00 America/Santiago", "2024-09-08T04:00:00Z"},
    /* no place that is known: as a zone that is not; no month in its name */
    {"2024-02-01 10:00 Nowhere/Maryville", "2024-02-01T10:00:00Z"},
    {"2024-02-01 10:00 Mars/Olympus-05:00", "2024-02-01T15:00:00Z"},
    {"2004-12-31 by Mark", "2004-12-31T00:00:00Z"},
    /* numbers of other scripts */
    {"２０２４-０２-０１ １０：０４", "2024-02-01T10:04:00Z"},
    {"١ فبراير ٢٠٢٤", "2024-02-01T00:00:00Z"},
    /* refused */
    {"2004-W54-1", ""},
    {"2005-W53-1", ""},
    {"2004-W00-1", ""},
    {"2004-W01-8", ""},
    {"2004-W1", ""},
    {"2003366", ""},
    {"2004000", ""},
    {"2004:13:02 03:04:05", ""},
    {"2004:01:02:03", ""},
    {"/Date(yesterday)/", ""},
    {"28 Xyz 2010 21:03:38 GMT", ""},
    {"1 février 19h48", ""},
    {"19.48", ""},
    {"12 tháng 13 2024", ""},
    {"hello 2004", ""},
    {"Volume 12, Number 3, 2004", ""},
    {"-2004-12-31", ""},
    {"---31", ""},
    {"Mon, 30 Nov -0001 00:00:00 +0000", ""},
    {"2003-366", ""},
    {"", ""},
    {"   ", ""},
    {"yesterday", ""},
    {"2024-02-30", ""},
    {"2023-02-29", ""},
    {"2024-13-01", ""},
    {"2024-02-01T10:61:00Z", ""},
    {"2024-02-01T10:04:61Z", ""},
    {"2024-02-01T25:00:00Z", ""},
    {"2024-02-01T10:00:00+99:99", ""},
    {"Thu, 99 Feb 2024 10:00:00 GMT", ""},
    {"Thu, Feb x 2024 10:00:00 GMT", ""},
    {"999999999999999999999999", ""},
    {"1-2-3-4-5-6-7-8-9", ""},
    {"::::::", ""},
};

static void dates_are_read_or_refused(void **state)
{
    char text[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        time_rfc3339(parser_date(cases[i].text), text);
        if (strcmp(text, cases[i].instant) != 0)
            fail_msg("'%s' is '%s', not '%s'", cases[i].text, text,
                     cases[i].instant);
    }
}

/* January to December as languages write them; "." where it is ambiguous. */
static const char *const languages[] = {
    "January February March April May June July August September October "
    "November December",
    "JAN FEB MAR APR MAY JUN JUL AUG SEPT OCT NOV DEC",
    "Januar Februar März April Mai Juni Juli August September Oktober "
    "November Dezember",
    "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "JÄNNER FEBER MÄRZ APRIL MAI JUNI JULI AUGUST SEPTEMBER OKTOBER NOVEMBER "
    "DEZEMBER",
    "janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre",
    "JANV FÉVR MARS AVR MAI JUIN JUIL AOÛT SEPT OCT NOV DÉC",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "gener febrer març d’abril maig juny juliol d'agost setembre d’octubre "
    "novembre desembre",
    "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro "
    "novembro decembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre "
    "ottobre novembre dicembre",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie "
    "octombrie noiembrie decembrie",
    "januari februari maart april mei juni juli augustus september oktober "
    "november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "januar februar marts april maj juni juli august september oktober "
    "november december",
    "januar februar mars april mai juni juli august september oktober "
    "november desember",
    "januari februari mars april maj juni juli augusti september oktober "
    "november december",
    "janúar febrúar mars apríl maí júní júlí ágúst september október "
    "nóvember desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta "
    "heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "jaanuar veebruar märts aprill mai juuni juuli august september "
    "oktoober november detsember",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris "
    "oktobris novembris decembris",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio "
    "rugsėjo spalio lapkričio gruodžio",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września "
    "października listopada grudnia",
    "ledna února března dubna května června července srpna září října "
    "listopadu prosince",
    "leden únor březen duben květen červen červenec srpen září říjen "
    "listopad prosinec",
    "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "januára februára marca apríla mája júna júla augusta septembra októbra "
    "novembra decembra",
    "január február március április május június július augusztus szeptember "
    "október november december",
    "januar februar marec april maj junij julij avgust september oktober "
    "november december",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna . "
    "studenoga prosinca",
    "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor "
    "dhjetor",
    "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım "
    "Aralık",
    "OCAK ŞUBAT MART NİSAN MAYIS HAZİRAN TEMMUZ AĞUSTOS EYLÜL EKİM KASIM "
    "ARALIK",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr "
    "dekabr",
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober "
    "November Desember",
    "Jan Feb Mac Apr Mei Jun Jul Ogos Sept Okt Nov Dis",
    "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre "
    "Nobyembre Disyembre",
    "января февраля марта апреля мая июня июля августа сентября октября "
    "ноября декабря",
    "ЯНВ ФЕВ МАР АПР МАЙ ИЮН ИЮЛ АВГ СЕН ОКТ НОЯ ДЕК",
    "януари февруари март април май юни юли август септември октомври "
    "ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар "
    "новембар децембар",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня "
    "листопада грудня",
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня "
    "кастрычніка лістапада снежня",
    "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου "
    "Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "ΙΑΝ ΦΕΒ ΜΑΡ ΑΠΡ ΜΑΪ ΙΟΥΝ ΙΟΥΛ ΑΥΓ ΣΕΠ ΟΚΤ ΝΟΕ ΔΕΚ",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر "
    "ديسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר "
    "בנובמבר בדצמבר",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
};

static void months_of_many_languages_are_known(void **state)
{
    for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
        char name[64], text[128], got[TIME_RFC3339_SIZE], want[24];
        const char *at = languages[i];
        for (int month = 1; month <= 12; month++) {
            size_t len = strcspn(at, " ");
            snprintf(name, sizeof(name), "%.*s", (int)len, at);
            at += len + (at[len] == ' ');
            snprintf(text, sizeof(text), "25 %s 2024 10:04 GMT", name);
            snprintf(want, sizeof(want), "2024-%02d-25T10:04:00Z", month);
            time_rfc3339(parser_date(text), got);
            if (strcmp(name, ".") != 0 && strcmp(got, want) != 0)
                fail_msg("'%s' is '%s', not '%s'", text, got, want);
        }
    }
}

static void days_of_the_week_are_no_months(void **state)
{
    static const char *const texts[] = {
        "mardi, 6 août 2024",        "martes, 6 de agosto de 2024",
        "martedì 6 ago 2024",        "marți, 6 aug. 2024",
        "Pazar, 6 Ağu 2024",         "6 Ağustos Pazar 2024",
        "середа, 6 серп 2024",       "vasárnap, 2024. augusztus 6.",
        "kolmapäev, 6. august 2024",
    };
    char got[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        time_rfc3339(parser_date(texts[i]), got);
        if (strcmp(got, "2024-08-06T00:00:00Z") != 0)
            fail_msg("'%s' is '%s'", texts[i], got);
    }
}

static void a_long_text_is_no_date(void **state)
{
    char text[4096];

    memset(text, '1', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(parser_date(text), TIME_ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_or_refused),
        cmocka_unit_test(months_of_many_languages_are_known),
        cmocka_unit_test(days_of_the_week_are_no_months),
        cmocka_unit_test(a_long_text_is_no_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
