/* Names in dates: months, days of the week, halves of a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/timefmt.h"
#include "parser/parser.h"

/* January to December as languages write them, spaces as "_"; "." where it is
 * ambiguous. */
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
    "urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua "
    "iraila urria azaroa abendua",
    "urt. ots. mar. api. mai. eka. uzt. abu. ira. urr. aza. abe.",
    "schaner favrer mars avrigl matg zercladur fanadur avust settember "
    "october november december",
    "xineru febreru marzu abril mayu xunu xunetu agostu setiembre ochobre "
    "payares avientu",
    "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref "
    "Tachwedd Rhagfyr",
    "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag",
    "Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa "
    "Meán_Fómhair Deireadh_Fómhair Samhain Nollaig",
    "Ean Feabh Márta Aib Beal Meith Iúil Lún MFómh DFómh Samh Noll",
    "Genver Cʼhwevrer Meurzh Ebrel Mae Mezheven Gouere Eost Gwengolo . . "
    "Kerzu",
    "Januar Februar Mäerz Abrëll Mee Juni Juli August September Oktober "
    "November Dezember",
    "Jannar Frar Marzu April Mejju Ġunju Lulju Awwissu Settembru Ottubru "
    "Novembru Diċembru",
    "Jan Fra Mar Apr Mej Ġun Lul Aww Set Ott Nov Diċ",
    "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr "
    "dekabr",
    "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr "
    "dekabr",
    "rêbendan sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh "
    "mijdar berfanbar",
    "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba "
    "Novemba Desemba",
    "Januari Pébruari Maret April Méi Juni Juli Agustus Séptémber Oktober "
    "Nopémber Désémber",
    "Januaro Februaro Marto Aprilo Majo Junio Julio Aŭgusto Septembro "
    "Oktobro Novembro Decembro",
    "januara februara měrca apryla meje junija julija awgusta septembra "
    "oktobra nowembra decembra",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан "
    "қараша желтоқсан",
    "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.",
    "гыйнвар февраль март апрель май июнь июль август сентябрь октябрь "
    "ноябрь декабрь",
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი "
    "აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի "
    "սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول "
    "تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمووز ئاب ئەیلوول "
    "تشرینی_یەکەم تشرینی_دووەم کانونی_یەکەم",
    "يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر "
    "نويابىر دېكابىر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "جنوري فبروري مارچ اپریل مۍ جون جولای اګست سېپتمبر اکتوبر نومبر دسمبر",
    "جنوري فيبروري مارچ اپريل مئي جون جولاءِ آگسٽ سيپٽمبر آڪٽوبر نومبر "
    "ڊسمبر",
    "יאַנואַר פֿעברואַר מערץ אַפּריל מיי יוני יולי אויגוסט סעפּטעמבער "
    "אקטאבער נאוועמבער דעצעמבער",
    "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट "
    "सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "जाने फेब्रु मार्च एप्रि मे जून जुलै ऑग सप्टें "
    "ऑक्टो नोव्हें डिसें",
    "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट "
    "सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই "
    "আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "জানু ফেব মার্চ এপ্রি মে জুন জুল আগ সেপ অক্টো নভে "
    "ডিসে",
    "জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে’ জুন জুলাই "
    "আগষ্ট ছেপ্তেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ",
    "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ "
    "ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ "
    "ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર",
    "જાન્યુ ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ "
    "સપ્ટે ઑક્ટો નવે ડિસે",
    "ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ "
    "ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର",
    "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் "
    "செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "ஜன. பிப். மார். ஏப். மே ஜூன் ஜூலை ஆக. செப். அக். "
    "நவ. டிச.",
    "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు "
    "సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ "
    "ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ "
    "ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്‌ടോബർ നവംബർ ഡിസംബർ",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน "
    "กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. "
    "ต.ค. พ.ย. ธ.ค.",
    "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ "
    "ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "ມ.ກ. ກ.ພ. ມ.ນ. ມ.ສ. ພ.ພ. ມິ.ຖ. ກ.ລ. ສ.ຫ. ກ.ຍ. ຕ.ລ. "
    "ພ.ຈ. ທ.ວ.",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា "
    "កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် "
    "စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    "ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር "
    "ኖቬምበር ዲሴምበር",
    "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy "
    "tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai",
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
            for (char *space = name; (space = strchr(space, '_'));)
                *space = ' ';
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
        "mardi, 6 août 2024",
        "martes, 6 de agosto de 2024",
        "martedì 6 ago 2024",
        "marți, 6 aug. 2024",
        "Pazar, 6 Ağu 2024",
        "6 Ağustos Pazar 2024",
        "середа, 6 серп 2024",
        "vasárnap, 2024. augusztus 6.",
        "kolmapäev, 6. august 2024",
        "sub, 6. kol 2024.",
        "Thứ 3, 6 thg 8 2024",
        "3ª-feira, 6 ago. 2024",
        "3.ª feira, 6 de agosto de 2024",
        "K, 2024. aug. 6.",
        "e martë, 6 gusht 2024",
        "Dydd Mawrth, 6 Awst 2024",
        "Màrt, 6 mhen Lùnastal 2024",
    };
    char got[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        time_rfc3339(parser_date(texts[i]), got);
        if (strcmp(got, "2024-08-06T00:00:00Z") != 0)
            fail_msg("'%s' is '%s'", texts[i], got);
    }
}

/* 15:04 of a day in 2024, but for the first of each pair: 3:04. */
static void halves_of_the_day_are_known(void **state)
{
    static const char *const texts[][2] = {
        {"6 Aug 2024 3:04 am", "6 Aug 2024 3:04 pm"},
        {"2024. aug. 6. de. 3:04", "2024. aug. 6. du. 3:04"},
        {"6. srpna 2024 3:04 dop.", "6. srpna 2024 3:04 odp."},
        {"6 gusht 2024, 3:04 p.d.", "6 gusht 2024, 3:04 m.d."},
        {"6 Ogos 2024, 3:04 PG", "6 Ogos 2024, 3:04 PTG"},
        {"6 серп. 2024 3:04 дп", "6 серп. 2024 3:04 пп"},
        {"6 اوت 2024 3:04 ق.ظ.", "6 اوت 2024 3:04 ب.ظ."},
        {"6 अगस्ट 2024 3:04 पूर्वाह्न", "6 अगस्ट 2024 3:04 अपराह्न"},
        {"6 ऑगस्ट 2024 3:04 AM", "6 thg 8 2024 3:04 CH"},
        /* and what only looks like them */
        {"6 de agosto de 2024 3:04", "6 de agosto de 2024 15:04"},
        {"3:04, le 6 août 2024", "15:04, mise à jour du 6 août 2024"},
        {"6 Aug 2024 3:04", "(pet) 6.8.2024 15:04"},
        {"6 Aug 2024 3:04", "2024-08-06 pt. 15:04"},
    };
    char got[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        for (int half = 0; half < 2; half++) {
            time_rfc3339(parser_date(texts[i][half]), got);
            if (strcmp(got, half ? "2024-08-06T15:04:00Z"
                                 : "2024-08-06T03:04:00Z") != 0)
                fail_msg("'%s' is '%s'", texts[i][half], got);
        }
}

static void years_of_the_buddha_are_read_in_thai(void **state)
{
    static const char *const texts[] = {
        "6 สิงหาคม พ.ศ. 2567", "6 ส.ค. 67",     "6 ส.ค. 24",
        "6 ส.ค. 2024",        "๖ สิงหาคม ๒๕๖๗",
    };
    char got[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        time_rfc3339(parser_date(texts[i]), got);
        if (strcmp(got, "2024-08-06T00:00:00Z") != 0)
            fail_msg("'%s' is '%s'", texts[i], got);
    }
    assert_string_equal(time_rfc3339(parser_date("6 Aug 2567"), got),
                        "2567-08-06T00:00:00Z");
}

static void what_can_be_read_in_two_ways_is_in_the_feeds_language(void **state)
{
    static const struct {
        const char *text, *language, *instant;
    } cases[] = {
        {"25. listopada 2024.", "hr", "2024-10-25T00:00:00Z"},
        {"25. listopada 2024.", "hr-HR", "2024-10-25T00:00:00Z"},
        {"25 LIS 2024", "HR", "2024-10-25T00:00:00Z"},
        {"25. lip 2024.", "bs", "2024-06-25T00:00:00Z"},
        {"25. srp 2024.", "hr", "2024-07-25T00:00:00Z"},
        {"25. srpnja 2024.", "hr", "2024-07-25T00:00:00Z"},
        {"25. studenoga 2024.", "hr", "2024-11-25T00:00:00Z"},
        {"25. listopadu 2024", "cs", "2024-11-25T00:00:00Z"},
        {"25. listopada 2024", "pl-PL", "2024-11-25T00:00:00Z"},
        {"25. listopada 2024", NULL, "2024-11-25T00:00:00Z"},
        {"25. listopada 2024", "hrx", "2024-11-25T00:00:00Z"},
        {"06/05/2024 10h00", "pt-BR", "2024-05-06T10:00:00Z"},
        {"lun, 06/05/2024 - 10:00", "fr", "2024-05-06T10:00:00Z"},
        {"06 05 2024", "it_IT", "2024-05-06T00:00:00Z"},
        {"6/5/2024", "en-GB", "2024-05-06T00:00:00Z"},
        {"6/5/2024", "en-us", "2024-06-05T00:00:00Z"},
        {"6/5/2024", "en", "2024-06-05T00:00:00Z"},
        {"6/5/2024", "zh-CN", "2024-06-05T00:00:00Z"},
        {"6/5/2024", "http://fr.example/", "2024-06-05T00:00:00Z"},
        {"6/5/2024", "", "2024-06-05T00:00:00Z"},
        {"6/13/2024", "fr", "2024-06-13T00:00:00Z"},
        {"2024/6/5", "fr", "2024-06-05T00:00:00Z"},
        /* the day of the week says it, too */
        {"Mon, 06/05/2024", NULL, "2024-05-06T00:00:00Z"},
        {"Wed, 06/05/2024", NULL, "2024-06-05T00:00:00Z"},
        {"Wed, 06/05/2024", "fr", "2024-06-05T00:00:00Z"},
        {"Sat, 11 04 2020 08:51:49 +0100", NULL, "2020-04-11T07:51:49Z"},
        {"Tue, 06/05/2024", NULL, "2024-06-05T00:00:00Z"},
    };

    char got[TIME_RFC3339_SIZE];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        time_rfc3339(parser_date_in(cases[i].text, cases[i].language), got);
        if (strcmp(got, cases[i].instant) != 0)
            fail_msg("'%s' is '%s'", cases[i].text, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_of_many_languages_are_known),
        cmocka_unit_test(days_of_the_week_are_no_months),
        cmocka_unit_test(halves_of_the_day_are_known),
        cmocka_unit_test(years_of_the_buddha_are_read_in_thai),
        cmocka_unit_test(what_can_be_read_in_two_ways_is_in_the_feeds_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
