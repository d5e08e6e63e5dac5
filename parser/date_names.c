/*
 * Names in dates: months and halves of the day in the languages that feeds
 * come in, time zones, units of time. In the form of date_normal: lower case,
 * composed; Turkish's capital I with a dot leaves that dot behind.
 *
 * Where two languages call two months the same ("listopad" is October in
 * Croatian, November in Polish and Czech), the one with more feeds is meant.
 */
#include <string.h>

#include "parser/date.h"

/* Beginnings of month names that tell them apart: of those that fit, the
 * longest is meant. One that ends in a dot is the whole word. */
static const char *const months[][12] = {
    /* English */
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
     "nov", "dec"},
    /* German, Dutch, Danish, Norwegian, Swedish, Icelandic */
    {"jän", "febr", "mär", "apríl", "mai", "júní", "júlí", "ágú", "sept", "okt",
     "nóv", "dez"},
    {"jaen", NULL, "maar", NULL, "mei", NULL, NULL, NULL, NULL, NULL, NULL,
     "des"},
    {NULL, NULL, "mrt", NULL, "maj", NULL, NULL, "ago", NULL, NULL, NULL, NULL},
    {NULL, NULL, "maerz", NULL, "maí", NULL, NULL, "agu", NULL, NULL, NULL,
     NULL},
    {NULL, NULL, "mrz", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    /* French */
    {NULL, "fév", NULL, "avr", NULL, "juin", "juil", "aoû", NULL, NULL, NULL,
     "déc"},
    {NULL, "fev", NULL, NULL, NULL, NULL, NULL, "aou", NULL, NULL, NULL, NULL},
    /* Spanish, Portuguese, Catalan, Galician */
    {"ene", NULL, NULL, "abr", NULL, NULL, NULL, NULL, "set", "out", NULL,
     "dic"},
    {"xan", NULL, NULL, NULL, NULL, "xuñ", "xul", NULL, NULL, NULL, NULL, NULL},
    /* Italian */
    {"gen", NULL, NULL, NULL, "mag", "giu", "lug", NULL, NULL, "ott", NULL,
     NULL},
    /* Romanian */
    {"ian", NULL, NULL, NULL, NULL, "iun", "iul", NULL, NULL, NULL, "noi",
     NULL},
    /* Polish */
    {"sty", "lut", NULL, "kwi", NULL, "cze", "lip", "sie", "wrz", "paź", "lis",
     "gru"},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "pazd", NULL, NULL},
    /* Czech, Slovak */
    {"led", "úno", "bře", "dub", "kvě", "čer", "červenc", "srp", "zář", "říj",
     NULL, "pros"},
    {NULL, "uno", "bre", NULL, "kve", "čvn", "červenec", NULL, "zar", "rij",
     NULL, "pro."},
    {NULL, NULL, NULL, NULL, NULL, "cerv", "čvc", NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, "máj", "jún", "júl", NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, "cervenc", NULL, NULL, NULL, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, "cervenec", NULL, NULL, NULL, NULL,
     NULL},
    /* Croatian, Slovenian */
    {"sij", "velj", "ožu", "tra", "svi", "lipanj", "srpanj", "kolov", "ruj",
     NULL, "stu", NULL},
    {NULL, NULL, "ozu", NULL, NULL, "lipnj", "srpnj", "avg", NULL, NULL, NULL,
     NULL},
    /* Hungarian */
    {NULL, NULL, "már", "ápr", NULL, NULL, NULL, NULL, "szept", NULL, NULL,
     NULL},
    /* Finnish, Estonian */
    {"tammi", "helmi", "maal", "huhti", "touko", "kesä", "heinä", "elo", "syys",
     "loka", "marras", "joulu"},
    {NULL, NULL, NULL, NULL, NULL, "kesak", "heinak", NULL, NULL, NULL, NULL,
     NULL},
    {"jaan", "veebr", NULL, NULL, NULL, "juuni", "juuli", NULL, NULL, NULL,
     NULL, "dets"},
    /* Lithuanian, Latvian */
    {"saus", "vasari", "kov", "bal", "geg", "birž", "liep", "rugp", "rugs",
     "spal", "lapkr", "gruod"},
    {NULL, "vas.", NULL, NULL, NULL, "birz", NULL, NULL, NULL, NULL, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL, "jūn", "jūl", NULL, NULL, NULL, NULL, NULL},
    /* Albanian */
    {NULL, "shk", NULL, "pri", NULL, "qer", "kor", "gush", "shta", "tet", "nën",
     "dhj"},
    /* Turkish, Azerbaijani, Uzbek */
    {"oca", "şub", NULL, "nis", NULL, "haz", "tem", "ağu", "eyl", "eki", "kas",
     "ara"},
    {"yan", "sub", NULL, "ni\u0307s", NULL, "iyun", "iyul", "avq", "senty",
     "oktyabr", "noy", "dek"},
    /* Malay, Filipino */
    {NULL, "peb", "mac.", NULL, NULL, "hun", "hul", "ogo", NULL, NULL, "nob",
     "dis"},
    /* Russian, Bulgarian, Serbian */
    {"янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт",
     "ноя", "дек"},
    {"яну", NULL, NULL, NULL, "май", "юни", "юли", NULL, "сеп", NULL, "ное",
     NULL},
    {"јан", "феб", NULL, NULL, "мај", "јун", "јул", NULL, NULL, NULL, "нов",
     "дец"},
    /* Ukrainian, Belarusian */
    {"січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов",
     "лис", "гру"},
    {"сту", NULL, "сак", "кра", NULL, "чэр", "ліп", "жні", NULL, "кас", "ліс",
     "сне"},
    /* Greek, with accents and without */
    {"ιαν", "φεβ", "μάρ", "απρ", "μάι", "ιούν", "ιούλ", "αύγ", "σεπ", "οκτ",
     "νοέ", "δεκ"},
    {NULL, NULL, "μαρ", NULL, "μαΐ", "ιουν", "ιουλ", "αυγ", NULL, NULL, "νοε",
     NULL},
    {NULL, NULL, NULL, NULL, "μαϊ", "ιον", "ιολ", NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, "μαι", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, "μάϊ", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, "μάώ", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, "μαώ", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    /* Arabic, Persian (of the Gregorian calendar), Hebrew, Hindi */
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
     "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    {NULL, "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب.", "أيلول",
     NULL, NULL, NULL},
    {NULL, NULL, NULL, "ابريل", NULL, NULL, NULL, "اغسطس", NULL, "اكتوبر", NULL,
     NULL},
    {"ژانویه", "فوریه", NULL, "آوریل", "مه.", "ژوئن", "ژوئیه", "اوت", "سپتامبر",
     "اکتبر", "نوامبر", "دسامبر"},
    {"ינו", "פבר", "מרץ", "אפר", "מאי", "יונ", "יול", "אוג", "ספט", "אוק",
     "נוב", "דצמ"},
    {"בינו", "בפבר", "במרץ", "באפר", "במאי", "ביונ", "ביול", "באוג", "בספט",
     "באוק", "בנוב", "בדצמ"},
    {"जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर",
     "अक्टूबर", "नवंबर", "दिसंबर"},
    {NULL, "फ\u093cर", NULL, NULL, NULL, NULL, NULL, NULL, "सितम", NULL, "नवम",
     "दिसम"},
};

/* Days of the week that begin like a month. */
static const char *const weekdays[] = {
    "mardi", "martes", "martedi", "martedì", "marti.", "marți",
    "marţi", "martë",  "pazar",   "серед",   "серад",
};

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
    {"am", 1},   {"a.m", 1},  {"a. m", 1}, {"a m", 1},  {"pm", 2},
    {"p.m", 2},  {"p. m", 2}, {"p m", 2},  {"오전", 1}, {"오후", 2},
    {"上午", 1}, {"下午", 2}, {"凌晨", 1}, {"早上", 1}, {"晚上", 2},
    {"午前", 1}, {"午後", 2}, {"πμ", 1},   {"π.μ", 1},  {"μμ", 2},
    {"μ.μ", 2},  {"öö", 1},   {"ös", 2},   {"ص", 1},    {"م", 2},
};

static const struct named units[] = {
    {"h", 'h'},      {"hs", 'h'},  {"hrs", 'h'},     {"hr", 'h'},
    {"heure", 'h'},  {"uhr", 'h'}, {"heures", 'h'},  {"시", 'h'},
    {"時", 'h'},     {"时", 'h'},  {"点", 'h'},      {"點", 'h'},
    {"m", 'm'},      {"mn", 'm'},  {"min", 'm'},     {"mins", 'm'},
    {"minute", 'm'}, {"분", 'm'},  {"minutes", 'm'}, {"分", 'm'},
    {"s", 's'},      {"sec", 's'}, {"초", 's'},      {"秒", 's'},
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

int date_half(const char *at, size_t *ret_len)
{
    const struct named *found = FIND(halves);

    return found ? found->value : DATE_NONE;
}

char date_unit(const char *at, size_t *ret_len)
{
    const struct named *found = FIND(units);

    return found ? (char)found->value : 0;
}

/* Whether the word is the month's name; how much of it was compared. */
static size_t fits(const char *name, const char *word, size_t len)
{
    if (!name || name[0] != word[0])
        return 0;
    size_t n = strlen(name);
    if (name[n - 1] == '.')
        return len == n - 1 && !memcmp(name, word, len) ? n : 0;
    return len >= n && !memcmp(name, word, n) ? n : 0;
}

/* English, abbreviated, as nearly all are. */
static int usual_month(const char *word, size_t len)
{
    for (int i = 0; len == 3 && i < 12; i++)
        if (!memcmp(months[0][i], word, 3))
            return i + 1;
    return DATE_NONE;
}

int date_month(const char *word, size_t len)
{
    int month = usual_month(word, len);
    size_t longest = 0;

    if (month != DATE_NONE)
        return month;
    for (size_t i = 0; i < sizeof(weekdays) / sizeof(*weekdays); i++)
        if (fits(weekdays[i], word, len))
            return DATE_NONE;
    for (size_t row = 0; row < sizeof(months) / sizeof(*months); row++)
        for (int i = 0; i < 12; i++) {
            size_t n = fits(months[row][i], word, len);
            if (n > longest) {
                longest = n;
                month = i + 1;
            }
        }
    return month;
}
