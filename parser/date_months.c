/*
 * Names of months, by what they begin with: nominative and genitive, and what
 * they are shortened to. In the form of date_normal: lower case, composed;
 * Turkish's capital I with a dot leaves that dot behind. Checked against the
 * Unicode consortium's locale data (CLDR 48), long and short names.
 *
 * Where two languages call two months the same ("listopad" is October in
 * Croatian, November in Polish and Czech), the feed's language decides, and
 * where it says none, the reading of more feeds.
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
    /* Albanian, Catalan, Asturian */
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, "ag.", "sht.", NULL, NULL, NULL},
    {NULL, NULL, "adar.", NULL, NULL, NULL, NULL, "kol.", NULL, NULL, NULL,
     NULL},
    {"xin", NULL, NULL, NULL, NULL, "xun", "xunet", NULL, NULL, "och", "payar",
     "avient"},
    {NULL, NULL, NULL, NULL, NULL, NULL, "xnt", NULL, NULL, NULL, "pay.",
     "avi."},
    /* Basque, Romansh, Luxembourgish, Frisian, Maltese */
    {"urt", "ots", NULL, "api", "maiatz", "eka", "uzt", "abu", "ira", "urr",
     "aza", "abe"},
    {"schan", "favr", NULL, NULL, "matg", "zercl", "fanad", "avust", NULL, NULL,
     NULL, NULL},
    {NULL, NULL, "mäe", NULL, "mee.", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {NULL, "frar", NULL, NULL, "maaie", "ġun", "lulj", "aww", NULL, NULL, NULL,
     "diċ"},
    {NULL, "fra.", NULL, NULL, "mej", "ġun", "lul.", NULL, NULL, NULL, NULL,
     NULL},
    /* Welsh, Irish, Scottish Gaelic, Breton */
    {"ionawr", "chw", "maw", "ebr", NULL, "meh", "gorff", "awst", "medi", "hyd",
     "tach", "rhag"},
    {"ion.", NULL, NULL, NULL, NULL, NULL, "gor.", NULL, "med.", NULL, NULL,
     NULL},
    {"ean", "feabh", NULL, "aib", "beal", "meith", "iúil", "lún", "meán",
     "deireadh", "samh", "noll"},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "mfómh", "dfómh", NULL,
     NULL},
    {"faoi", "gearr", "màrt", "gibl", "cèit", "ògmh", "iuch", "lùna", "sult",
     "dàmh", NULL, "dùbh"},
    {NULL, "hwevr", "meurzh", NULL, "mae.", "mezh", "goue", "eost", "gweng",
     NULL, NULL, "kerzu"},
    /* Turkmen, Uzbek, Azerbaijani also in Cyrillic, Kurdish */
    {"ýan", "fewr", NULL, NULL, "maý", "iýun", "iýul", "awg", "sentý", NULL,
     "noý", NULL},
    {NULL, NULL, NULL, NULL, NULL, "iyn", "iyl", NULL, "sentab", NULL, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL, "ијун", "ијул", NULL, "sen.", NULL, "ној",
     NULL},
    {NULL, NULL, NULL, NULL, NULL, "ијн", "ијл", NULL, NULL, NULL, NULL, NULL},
    {"rêbend", "sibat", NULL, "nîsan", "gulan", "hezîr", "tîrm", "tebax",
     "îlon", "cotm", "mijd", "berfan"},
    /* Kazakh, Tatar */
    {"қаң", "ақп", "нау", "сәу", "мамыр", "маус", "шіл", "тамыз", "қыр", "қаз",
     "қар", "желтоқ"},
    {"гыйн", NULL, NULL, NULL, "мам.", "мау.", NULL, "там.", NULL, NULL, NULL,
     "жел."},
    /* Georgian, Armenian */
    {"იან", "თებ", "მარ", "აპრ", "მაი", "ივნ", "ივლ", "აგვ", "სექ", "ოქტ",
     "ნოე", "დეკ"},
    {"հունվ", "փետր", "մարտ", "ապր", "մայիս", "հունիս", "հուլիս", "օգոս", "սեպ",
     "հոկ", "նոյ", "դեկ"},
    {"հնվ", "փտվ", "մրտ", NULL, "մյս", "հնս", "հլս", "օգս", NULL, NULL, NULL,
     NULL},
    /* Sorbian, Esperanto, Sundanese, Indonesian, Swahili */
    {NULL, NULL, "měr", NULL, NULL, NULL, NULL, "awg", NULL, NULL, "nowe",
     NULL},
    {NULL, "péb", "mach", NULL, "méi", NULL, NULL, "aŭg", "sép", NULL, "nop",
     "dés"},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, "ags", NULL, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, "agt", NULL, NULL, NULL, NULL},
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
    /* Arabic, Persian (of the Gregorian calendar) */
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
     "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    {NULL, "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب.", "أيلول",
     NULL, NULL, NULL},
    {NULL, NULL, NULL, "ابريل", NULL, NULL, NULL, "اغسطس", NULL, "اكتوبر", NULL,
     NULL},
    {"ژانویه", "فوریه", NULL, "آوریل", "مه.", "ژوئن", "ژوئیه", "اوت", "سپتامبر",
     "اکتبر", "نوامبر", "دسامبر"},
    /* Arabic of the Maghreb, and without its hamzas; Persian, Kurdish, Uyghur */
    {"جانفي", "فيفري", NULL, "أفريل", "ماي.", "جوان", "جويلية", "أوت", NULL,
     NULL, NULL, NULL},
    {NULL, NULL, NULL, "افريل", NULL, NULL, NULL, "غشت", "شتنبر", NULL, "نونبر",
     "دجنبر"},
    {NULL, NULL, "اذار", NULL, "ايار", NULL, NULL, "اوت.", "ايلول", NULL, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, "مهٔ.", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {NULL, "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران", "تەمووز", "ئاب",
     "ئەیلوول", NULL, NULL, NULL},
    {"يانۋار", "فېۋرال", "مارت", "ئاپرېل", NULL, "ئىيۇن", "ئىيۇل", "ئاۋغۇست",
     "سېنتەبىر", "ئۆكتەبىر", "نويابىر", "دېكابىر"},
    /* Urdu, Pashto, Sindhi, Yiddish */
    {"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر",
     "اکتوبر", "نومبر", "دسمبر"},
    {"جنوري", "فبروري", NULL, NULL, "مۍ", NULL, "جولای", "اګست", "سپتمبر", NULL,
     NULL, NULL},
    {NULL, "فېبروري", NULL, "اپريل", "مئي", NULL, "جولاءِ", "آگسٽ", "سېپتمبر",
     "آڪٽوبر", NULL, "ڊسمبر"},
    {NULL, "فيبروري", NULL, NULL, NULL, NULL, NULL, NULL, "سيپٽمبر", NULL, NULL,
     NULL},
    {"יאַנואַר", "פֿעברואַר", "מערץ", "אַפּריל", "מיי.", NULL, NULL, "אויגוסט",
     "סעפּטעמבער", "אקטאבער", "נאוועמבער", "דעצעמבער"},
    /* Hebrew, with and without its preposition; Hindi */
    {"ינו", "פבר", "מרץ", "אפר", "מאי", "יונ", "יול", "אוג", "ספט", "אוק",
     "נוב", "דצמ"},
    {"בינו", "בפבר", "במרץ", "באפר", "במאי", "ביונ", "ביול", "באוג", "בספט",
     "באוק", "בנוב", "בדצמ"},
    {"जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर",
     "अक्टूबर", "नवंबर", "दिसंबर"},
    {NULL, "फ़र", NULL, NULL, NULL, NULL, NULL, NULL, "सितम", NULL, "नवम",
     "दिसम"},
    {"जन॰", NULL, NULL, NULL, NULL, NULL, "जुल॰", "अग॰", "सित॰", "अक्टू", "नव॰",
     "दिस॰"},
    {"जन.", NULL, NULL, NULL, NULL, NULL, "जुल.", "अग.", "सित.", "अक्तू", "नव.",
     "दिस."},
    /* Marathi, Nepali */
    {"जाने", "फेब्रु", NULL, "एप्रि", "मे.", NULL, "जुलै", "ऑग", "सप्टें", "ऑक्टो", "नोव्हें",
     "डिसें"},
    {NULL, NULL, NULL, "अप्रि", NULL, "जुन", "जुला", "अगस्ट", "सेप्ट", "अक्टो", "नोभे",
     "डिसे"},
    /* Bengali, Assamese, Odia, Punjabi, Gujarati */
    {"জানু", "ফেব", "মার্চ", "এপ্রি", "মে.", "জুন", "জুল", "আগস্ট", "সেপ", "অক্টো",
     "নভে", "ডিসে"},
    {NULL, NULL, "মাৰ্চ", "এপ্ৰি", "মে'.", NULL, NULL, "আগষ্ট", "ছেপ্তে", NULL,
     "নৱে", "ডিচে"},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, "আগ.", NULL, NULL, NULL, NULL},
    {"ଜାନୁ", "ଫେବୃ", "ମାର୍ଚ୍ଚ", "ଅପ୍ରେ", "ମଇ.", "ଜୁନ", "ଜୁଲା", "ଅଗଷ୍ଟ", "ସେପ୍ଟେ", "ଅକ୍ଟୋ",
     "ନଭେ", "ଡିସେ"},
    {"ਜਨ", "ਫ਼ਰ", "ਮਾਰਚ", "ਅਪ੍ਰੈ", "ਮਈ.", "ਜੂਨ", "ਜੁਲਾ", "ਅਗ", "ਸਤੰ", "ਅਕਤੂ", "ਨਵੰ",
     "ਦਸੰ"},
    {"જાન્યુ", "ફેબ્રુ", "માર્ચ", "એપ્રિ", "મે.", "જૂન", "જુલા", "ઑગ", "સપ્ટે", "ઑક્ટો",
     "નવે", "ડિસે"},
    /* Tamil, Telugu, Kannada, Malayalam */
    {"ஜனவரி", "பிப்ரவரி", "மார்ச்", "ஏப்ரல்", "மே.", "ஜூன்", "ஜூலை", "ஆகஸ்ட்", "செப்ட",
     "அக்டோ", "நவம்பர்", "டிசம்பர்"},
    {"ஜன.", "பிப்.", "மார்.", "ஏப்.", NULL, NULL, NULL, "ஆக.", "செப்.", "அக்.",
     "நவ.", "டிச."},
    {"జన", "ఫిబ్ర", "మార్చి", "ఏప్రి", "మే.", "జూన్", "జులై", "ఆగ", "సెప్టెం", "అక్టో", "నవం",
     "డిసెం"},
    {NULL, NULL, NULL, NULL, NULL, NULL, "జూలై", NULL, NULL, NULL, NULL, NULL},
    {"ಜನ", "ಫೆಬ್ರ", "ಮಾರ್ಚ್", "ಏಪ್ರಿ", "ಮೇ.", "ಜೂನ್", "ಜುಲೈ", "ಆಗ", "ಸೆಪ್ಟೆಂ", "ಅಕ್ಟೋ",
     "ನವೆಂ", "ಡಿಸೆಂ"},
    {"ജനു", "ഫെബ്രു", "മാർ", "ഏപ്രി", "മേയ്", "ജൂൺ", "ജൂലൈ", "ഓഗ", "സെപ്റ്റം", "ഒക്",
     "നവം", "ഡിസം"},
    /* Sinhala, Thai, Lao, Khmer, Burmese */
    {"ජන", "පෙබ", "මාර්තු", "අප්‍රේල්", "මැයි", "ජූනි", "ජූලි", "අගෝ",
     "සැප්", "ඔක්", "නොවැ", "දෙසැ"},
    {"มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา",
     "ตุลา", "พฤศจิกา", "ธันวา"},
    {"ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ",
     "ຕຸລາ", "ພະຈິກ", "ທັນວາ"},
    {"មករា", "កុម្ភ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា",
     "តុលា", "វិច្ឆិកា", "ធ្នូ"},
    {"ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်", "ဧပြီ", "မေ.", "ဇွန်", "ဇူလိုင်", "ဩဂုတ်", "စက်တင်ဘာ",
     "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ"},
    /* Amharic */
    {"ጃን", "ፌብ", "ማርች", "ኤፕሪ", "ሜይ", "ጁን", "ጁላይ", "ኦገስ", "ሴፕቴ", "ኦክቶ", "ኖቬም",
     "ዲሴም"},
    /* Chinese, Japanese */
    {"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月",
     "十月", "十一月", "十二月"},
};

/* Days of the week that begin like a month; before them the English, which most
 * dates have and no month begins with: the table is long. */
static const char *const weekdays[] = {
    "sun",   "mon",   "tue",    "wed",     "thu",     "fri",
    "sat",   "mardi", "martes", "martedi", "martedì", "marti.",
    "marți", "marţi", "martë",  "pazar",   "серед",   "серад",
};

/* Croatian's that are other months elsewhere. */
static const struct {
    const char *name;
    int month;
} croatian[] = {
    {"lip.", 6},
    {"srp.", 7},
    {"lis.", 10},
    {"listopad", 10},
};

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

/* English, abbreviated or whole, as nearly all are. */
static int usual_month(const char *word, size_t len)
{
    static const char *const whole[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};

    for (int i = 0; len >= 3 && i < 12; i++)
        if (!memcmp(months[0][i], word, 3))
            return len == 3 || (len == strlen(whole[i]) &&
                                !memcmp(whole[i], word, len))
                       ? i + 1
                       : DATE_NONE;
    return DATE_NONE;
}

int date_month(const char *word, size_t len, bool in_croatian)
{
    int month = usual_month(word, len);
    size_t longest = 0;

    for (size_t i = 0; in_croatian && i < sizeof(croatian) / sizeof(*croatian);
         i++)
        if (fits(croatian[i].name, word, len))
            return croatian[i].month;
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
