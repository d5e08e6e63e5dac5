/*
 * Names in dates other than those of one word for a month: halves of the day in
 * the languages that feeds come in, time zones, units of time, months of
 * several words. In the form of date_normal: lower case, composed.
 */
#include <string.h>

#include "parser/date.h"

struct named {
    const char *name;
    int value;
};

/* Zones by name, minutes east of UTC; the longest that fits is meant. */
static const struct named zones[] = {
    {"z", 0},
    {"gmt", 0},
    {"ut", 0},
    {"utc", 0},
    {"zulu", 0},
    {"wet", 0},
    {"west", 60},
    {"bst", 60},
    {"cet", 60},
    {"met", 60},
    {"mez", 60},
    {"wat", 60},
    {"cest", 120},
    {"mest", 120},
    {"mesz", 120},
    {"cedt", 120},
    {"eet", 120},
    {"sast", 120},
    {"cat", 120},
    {"ist", 120},
    {"eest", 180},
    {"msk", 180},
    {"idt", 180},
    {"trt", 180},
    {"eat", 180},
    {"irst", 210},
    {"msd", 240},
    {"gst", 240},
    {"pkt", 300},
    {"npt", 345},
    {"wib", 420},
    {"ict", 420},
    {"hkt", 480},
    {"sgt", 480},
    {"pht", 480},
    {"awst", 480},
    {"wita", 480},
    {"jst", 540},
    {"kst", 540},
    {"acst", 570},
    {"aest", 600},
    {"chst", 600},
    {"acdt", 630},
    {"aedt", 660},
    {"nzst", 720},
    {"nzdt", 780},
    {"nst", -210},
    {"ndt", -150},
    {"brst", -120},
    {"ast", -240},
    {"adt", -180},
    {"art", -180},
    {"brt", -180},
    {"uyt", -180},
    {"clst", -180},
    {"clt", -240},
    {"vet", -240},
    {"cot", -300},
    {"pet", -300},
    {"et", -300},
    {"est", -300},
    {"edt", -240},
    {"ct", -360},
    {"cst", -360},
    {"cdt", -300},
    {"mt", -420},
    {"mst", -420},
    {"mdt", -360},
    {"pt", -480},
    {"pst", -480},
    {"pdt", -420},
    {"akst", -540},
    {"akdt", -480},
    {"hst", -600},
    {"hast", -600},
    {"at", -240},
    {"aft", 270},
    {"azt", 240},
    {"bot", -240},
    {"btt", 360},
    {"cct", 390},
    {"chast", 765},
    {"chadt", 825},
    {"ckt", -600},
    {"cvt", -60},
    {"cxt", 420},
    {"egt", -60},
    {"fjt", 720},
    {"fkst", -180},
    {"galt", -360},
    {"gamt", -540},
    {"gft", -180},
    {"gilt", 720},
    {"gyt", -240},
    {"hadt", -540},
    {"hdt", -540},
    {"irkt", 480},
    {"krat", 420},
    {"lhst", 630},
    {"lhdt", 660},
    {"lint", 840},
    {"magt", 660},
    {"mart", -570},
    {"mmt", 390},
    {"mut", 240},
    {"myt", 480},
    {"nft", 660},
    {"novt", 420},
    {"nut", -660},
    {"omst", 360},
    {"pgt", 600},
    {"phot", 780},
    {"pmst", -180},
    {"pmdt", -120},
    {"pwt", 540},
    {"pyt", -180},
    {"samt", 240},
    {"sbt", 660},
    {"srt", -180},
    {"taht", -600},
    {"tft", 300},
    {"tjt", 300},
    {"tkt", 780},
    {"tlt", 540},
    {"tmt", 300},
    {"tvt", 720},
    {"ulat", 480},
    {"uzt", 300},
    {"vlat", 600},
    {"volt", 180},
    {"vut", 660},
    {"wakt", 720},
    {"wast", 120},
    {"yakt", 540},
    {"yekt", 300},
    {"azost", 0},
    {"azot", -60},
    {"greenwich mean time", 0},
    {"coordinated universal time", 0},
    {"universal time", 0},
    {"western european time", 0},
    {"western european standard time", 0},
    {"western european summer time", 60},
    {"british summer time", 60},
    {"irish standard time", 60},
    {"central european time", 60},
    {"central european standard time", 60},
    {"central european summer time", 120},
    {"central european daylight time", 120},
    {"mitteleuropäische zeit", 60},
    {"mitteleuropäische normalzeit", 60},
    {"mitteleuropäische sommerzeit", 120},
    {"heure normale d'europe centrale", 60},
    {"heure d'été d'europe centrale", 120},
    {"eastern european time", 120},
    {"eastern european standard time", 120},
    {"eastern european summer time", 180},
    {"south africa standard time", 120},
    {"israel standard time", 120},
    {"israel daylight time", 180},
    {"moscow time", 180},
    {"moscow standard time", 180},
    {"turkey time", 180},
    {"arabian standard time", 240},
    {"gulf standard time", 240},
    {"pakistan standard time", 300},
    {"india standard time", 330},
    {"indian standard time", 330},
    {"nepal time", 345},
    {"western indonesia time", 420},
    {"indochina time", 420},
    {"china standard time", 480},
    {"hong kong standard time", 480},
    {"hong kong time", 480},
    {"singapore standard time", 480},
    {"singapore time", 480},
    {"philippine standard time", 480},
    {"australian western standard time", 480},
    {"japan standard time", 540},
    {"korea standard time", 540},
    {"korean standard time", 540},
    {"australian central standard time", 570},
    {"australian central daylight time", 630},
    {"australian eastern standard time", 600},
    {"australian eastern daylight time", 660},
    {"new zealand standard time", 720},
    {"new zealand daylight time", 780},
    {"newfoundland standard time", -210},
    {"newfoundland daylight time", -150},
    {"brasilia standard time", -180},
    {"brasilia time", -180},
    {"argentina standard time", -180},
    {"argentina time", -180},
    {"colombia standard time", -300},
    {"atlantic time", -240},
    {"atlantic standard time", -240},
    {"atlantic daylight time", -180},
    {"eastern", -300},
    {"eastern time", -300},
    {"eastern standard time", -300},
    {"eastern daylight time", -240},
    {"central", -360},
    {"central time", -360},
    {"central standard time", -360},
    {"central daylight time", -300},
    {"mountain", -420},
    {"mountain time", -420},
    {"mountain standard time", -420},
    {"mountain daylight time", -360},
    {"pacific", -480},
    {"pacific time", -480},
    {"pacific standard time", -480},
    {"pacific daylight time", -420},
    {"alaska time", -540},
    {"alaska standard time", -540},
    {"alaska daylight time", -480},
    {"hawaii standard time", -600},
    {"hawaii-aleutian standard time", -600},
};

static const struct named halves[] = {
    {"am", 1},       {"a.m", 1},        {"a. m", 1},       {"a m", 1},
    {"pm", 2},       {"p.m", 2},        {"p. m", 2},       {"p m", 2},
    {"오전", 1},     {"오후", 2},       {"上午", 1},       {"下午", 2},
    {"凌晨", 1},     {"早上", 1},       {"晚上", 2},       {"午前", 1},
    {"午後", 2},     {"πμ", 1},         {"π.μ", 1},        {"μμ", 2},
    {"μ.μ", 2},      {"öö", 1},         {"ös", 2},         {"ص", 1},
    {"م", 2},        {"ق.ظ", 1},        {"ب.ظ", 2},        {"قبلازظهر", 1},
    {"بعدازظهر", 2}, {"قبل از ظهر", 1}, {"بعد از ظهر", 2}, {"پ.ن", 1},
    {"د.ن", 2},      {"صبح", 1},        {"شام", 2},        {"چ.ب", 1},
    {"چ.ك", 2},      {"पूर्वाह्न", 1},     {"अपराह्न", 2},     {"পূৰ্বাহ্ন", 1},
    {"অপৰাহ্ন", 2},   {"පෙ.ව", 1},       {"ප.ව", 2},        {"ກ່ອນທ່ຽງ", 1},
    {"ຫຼັງທ່ຽງ", 2},    {"နံနက်", 1},        {"ညနေ", 2},        {"ጥዋት", 1},
    {"ከሰዓት", 2},     {"de.", 1},        {"du.", 2},
};

/* Those that only mean it behind the time. */
static const struct named halves_behind[] = {
    {"pg", 1},      {"ptg", 2},  {"ch", 2},  {"tk", 2},        {"тк", 2},
    {"dop", 1},     {"odp", 2},  {"pop", 2}, {"priešpiet", 1}, {"popiet", 2},
    {"priekšp", 1}, {"pēcp", 2}, {"p.d", 1}, {"m.d", 2},       {"f.h", 1},
    {"e.h", 2},     {"r.n", 1},  {"i.n", 2}, {"дп", 1},        {"пп", 2},
    {"претпл", 1},  {"попл", 2}, {"pmకి", 2}, {"amకి", 1},
};

static const struct named units[] = {
    {"h", 'h'},      {"hs", 'h'},  {"hrs", 'h'},     {"hr", 'h'},
    {"heure", 'h'},  {"uhr", 'h'}, {"heures", 'h'},  {"시", 'h'},
    {"時", 'h'},     {"时", 'h'},  {"点", 'h'},      {"點", 'h'},
    {"m", 'm'},      {"mn", 'm'},  {"min", 'm'},     {"mins", 'm'},
    {"minute", 'm'}, {"분", 'm'},  {"minutes", 'm'}, {"分", 'm'},
    {"s", 's'},      {"sec", 's'}, {"초", 's'},      {"秒", 's'},
};

/* Months of several words, or with dots in them. */
static const struct named phrases[] = {
    /* Arabic of the Levant and Iraq, Kurdish */
    {"كانون الثاني", 1},
    {"تشرين الأول", 10},
    {"تشرين الاول", 10},
    {"تشرين الثاني", 11},
    {"كانون الأول", 12},
    {"كانون الاول", 12},
    {"کانوونی دووەم", 1},
    {"تشرینی یەکەم", 10},
    {"تشرینی دووەم", 11},
    {"کانونی یەکەم", 12},
    {"کانوونی یەکەم", 12},
    /* Vietnamese */
    {"tháng một", 1},
    {"tháng giêng", 1},
    {"tháng hai", 2},
    {"tháng ba", 3},
    {"tháng tư", 4},
    {"tháng năm", 5},
    {"tháng sáu", 6},
    {"tháng bảy", 7},
    {"tháng tám", 8},
    {"tháng chín", 9},
    {"tháng mười", 10},
    {"tháng mười một", 11},
    {"tháng mười hai", 12},
    {"tháng chạp", 12},
    /* Thai, Lao */
    {"ม.ค", 1},
    {"ก.พ", 2},
    {"มี.ค", 3},
    {"เม.ย", 4},
    {"พ.ค", 5},
    {"มิ.ย", 6},
    {"ก.ค", 7},
    {"ส.ค", 8},
    {"ก.ย", 9},
    {"ต.ค", 10},
    {"พ.ย", 11},
    {"ธ.ค", 12},
    {"ມ.ກ", 1},
    {"ກ.ພ", 2},
    {"ມ.ນ", 3},
    {"ມ.ສ", 4},
    {"ພ.ພ", 5},
    {"ມິ.ຖ", 6},
    {"ກ.ລ", 7},
    {"ສ.ຫ", 8},
    {"ກ.ຍ", 9},
    {"ຕ.ລ", 10},
    {"ພ.ຈ", 11},
    {"ທ.ວ", 12},
};

bool date_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* The longest of the table's names that the text begins with and that no
 * letter follows; NULL when there is none. */
static const struct named *find(const struct named *table, size_t count,
                                const char *at, size_t *ret_len)
{
    const struct named *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < count; i++) {
        if (table[i].name[0] != at[0])
            continue;
        size_t len = strlen(table[i].name);
        if (len > longest && !strncmp(at, table[i].name, len) &&
            !date_is_letter(at[len])) {
            found = &table[i];
            longest = len;
        }
    }
    if (found)
        *ret_len = longest;
    return found;
}

#define FIND(table) find(table, sizeof(table) / sizeof(*(table)), at, ret_len)

int date_zone(const char *at, size_t *ret_len)
{
    const struct named *found = FIND(zones);

    return found ? found->value : DATE_NONE;
}

int date_half(const char *at, bool behind_time, size_t *ret_len)
{
    const struct named *found = FIND(halves);

    if (!found && behind_time)
        found = FIND(halves_behind);
    return found ? found->value : DATE_NONE;
}

int date_month_phrase(const char *at, size_t *ret_len)
{
    const struct named *found = FIND(phrases);

    return found ? found->value : DATE_NONE;
}

char date_unit(const char *at, size_t *ret_len)
{
    const struct named *found = FIND(units);

    return found ? (char)found->value : 0;
}
