/*
 * Time zones by place, the names of the IANA data base: "Europe/Berlin".
 *
 * A table of our own rather than the C library's: that reads files which a
 * small system has not and a worker may not open, by way of the environment of
 * the whole process. It is the data base's release 2025b, with the rules in
 * force then, for all years: summers of years past are an hour off where a
 * country has changed its mind since, which is rare in what feeds carry.
 */
#include <string.h>

#include "base/timefmt.h"
#include "parser/date.h"

/* As POSIX has it: the week-th such day of a month, 5 the last, Sunday is 0;
 * minutes after its beginning, in standard time. */
struct change {
    int month, week, weekday, minutes;
};

struct summer {
    struct change begin, end;
    int minutes; /* that clocks go forward */
    bool utc;    /* everywhere at the same instant: minutes are UTC's */
};

static const struct summer europe = {{3, 5, 0, 60}, {10, 5, 0, 60}, 60, true};
static const struct summer troll = {{3, 5, 0, 60}, {10, 5, 0, 60}, 120, true};
static const struct summer america = {
    {3, 2, 0, 120}, {11, 1, 0, 60}, 60, false};
static const struct summer australia = {
    {10, 1, 0, 120}, {4, 1, 0, 120}, 60, false};
static const struct summer lord_howe = {
    {10, 1, 0, 120}, {4, 1, 0, 90}, 30, false};
static const struct summer new_zealand = {
    {9, 5, 0, 120}, {4, 1, 0, 120}, 60, false};
static const struct summer chatham = {
    {9, 5, 0, 165}, {4, 1, 0, 165}, 60, false};
static const struct summer chile = {
    {9, 1, 6, 1440}, {4, 1, 6, 1380}, 60, false};
static const struct summer easter = {
    {9, 1, 6, 1320}, {4, 1, 6, 1260}, 60, false};
static const struct summer cuba = {{3, 2, 0, 0}, {11, 1, 0, 0}, 60, false};
static const struct summer egypt = {{4, 5, 5, 0}, {10, 5, 4, 1380}, 60, false};
static const struct summer israel = {
    {3, 4, 4, 1560}, {10, 5, 0, 60}, 60, false};
static const struct summer lebanon = {{3, 5, 0, 0}, {10, 5, 0, -60}, 60, false};
static const struct summer moldova = {
    {3, 5, 0, 120}, {10, 5, 0, 120}, 60, false};
static const struct summer palestine = {
    {3, 4, 4, 3000}, {10, 4, 4, 2940}, 60, false};

/* Minutes east of UTC, the summer they have, and who has both. */
static const struct {
    int minutes;
    const struct summer *summer;
    const char *names;
} places[] = {
    {-720, NULL, "etc/gmt+12"},
    {-660, NULL,
     "etc/gmt+11 pacific/midway pacific/niue pacific/pago_pago pacific/samoa "
     "us/samoa"},
    {-600, NULL,
     "etc/gmt+10 pacific/honolulu pacific/johnston pacific/rarotonga "
     "pacific/tahiti us/hawaii"},
    {-570, NULL, "pacific/marquesas"},
    {-540, NULL, "etc/gmt+9 pacific/gambier"},
    {-480, NULL, "etc/gmt+8 pacific/pitcairn"},
    {-420, NULL,
     "america/creston america/dawson america/dawson_creek "
     "america/fort_nelson america/hermosillo america/mazatlan "
     "america/phoenix america/whitehorse canada/yukon etc/gmt+7 "
     "mexico/bajasur us/arizona"},
    {-360, NULL,
     "america/bahia_banderas america/belize america/chihuahua "
     "america/costa_rica america/el_salvador america/guatemala "
     "america/managua america/merida america/mexico_city america/monterrey "
     "america/regina america/swift_current america/tegucigalpa "
     "canada/saskatchewan etc/gmt+6 mexico/general pacific/galapagos"},
    {-300, NULL,
     "america/atikokan america/bogota america/cancun america/cayman "
     "america/coral_harbour america/eirunepe america/guayaquil "
     "america/jamaica america/lima america/panama america/porto_acre "
     "america/rio_branco brazil/acre etc/gmt+5"},
    {-240, NULL,
     "america/anguilla america/antigua america/aruba america/barbados "
     "america/blanc-sablon america/boa_vista america/campo_grande "
     "america/caracas america/cuiaba america/curacao america/dominica "
     "america/grenada america/guadeloupe america/guyana america/kralendijk "
     "america/la_paz america/lower_princes america/manaus america/marigot "
     "america/martinique america/montserrat america/port_of_spain "
     "america/porto_velho america/puerto_rico america/santo_domingo "
     "america/st_barthelemy america/st_kitts america/st_lucia "
     "america/st_thomas america/st_vincent america/tortola america/virgin "
     "brazil/west etc/gmt+4"},
    {-180, NULL,
     "america/araguaina america/argentina/buenos_aires "
     "america/argentina/catamarca america/argentina/comodrivadavia "
     "america/argentina/cordoba america/argentina/jujuy "
     "america/argentina/la_rioja america/argentina/mendoza "
     "america/argentina/rio_gallegos america/argentina/salta "
     "america/argentina/san_juan america/argentina/san_luis "
     "america/argentina/tucuman america/argentina/ushuaia america/asuncion "
     "america/bahia america/belem america/buenos_aires america/catamarca "
     "america/cayenne america/cordoba america/coyhaique america/fortaleza "
     "america/jujuy america/maceio america/mendoza america/montevideo "
     "america/paramaribo america/punta_arenas america/recife america/rosario "
     "america/santarem america/sao_paulo antarctica/palmer "
     "antarctica/rothera atlantic/stanley brazil/east etc/gmt+3"},
    {-120, NULL,
     "america/noronha atlantic/south_georgia brazil/denoronha etc/gmt+2"},
    {-60, NULL, "atlantic/cape_verde etc/gmt+1"},
    {0, NULL,
     "africa/abidjan africa/accra africa/bamako africa/banjul africa/bissau "
     "africa/conakry africa/dakar africa/freetown africa/lome "
     "africa/monrovia africa/nouakchott africa/ouagadougou africa/sao_tome "
     "africa/timbuktu america/danmarkshavn atlantic/reykjavik "
     "atlantic/st_helena etc/gmt etc/gmt+0 etc/gmt-0 etc/gmt0 etc/greenwich "
     "etc/uct etc/universal etc/utc etc/zulu"},
    {60, NULL,
     "africa/algiers africa/bangui africa/brazzaville africa/casablanca "
     "africa/douala africa/el_aaiun africa/kinshasa africa/lagos "
     "africa/libreville africa/luanda africa/malabo africa/ndjamena "
     "africa/niamey africa/porto-novo africa/tunis etc/gmt-1"},
    {120, NULL,
     "africa/blantyre africa/bujumbura africa/gaborone africa/harare "
     "africa/johannesburg africa/juba africa/khartoum africa/kigali "
     "africa/lubumbashi africa/lusaka africa/maputo africa/maseru "
     "africa/mbabane africa/tripoli africa/windhoek etc/gmt-2 "
     "europe/kaliningrad"},
    {180, NULL,
     "africa/addis_ababa africa/asmara africa/asmera africa/dar_es_salaam "
     "africa/djibouti africa/kampala africa/mogadishu africa/nairobi "
     "antarctica/syowa asia/aden asia/amman asia/baghdad asia/bahrain "
     "asia/damascus asia/istanbul asia/kuwait asia/qatar asia/riyadh "
     "etc/gmt-3 europe/istanbul europe/kirov europe/minsk europe/moscow "
     "europe/simferopol europe/volgograd indian/antananarivo indian/comoro "
     "indian/mayotte"},
    {210, NULL, "asia/tehran"},
    {240, NULL,
     "asia/baku asia/dubai asia/muscat asia/tbilisi asia/yerevan etc/gmt-4 "
     "europe/astrakhan europe/samara europe/saratov europe/ulyanovsk "
     "indian/mahe indian/mauritius indian/reunion"},
    {270, NULL, "asia/kabul"},
    {300, NULL,
     "antarctica/mawson antarctica/vostok asia/almaty asia/aqtau asia/aqtobe "
     "asia/ashgabat asia/ashkhabad asia/atyrau asia/dushanbe asia/karachi "
     "asia/oral asia/qostanay asia/qyzylorda asia/samarkand asia/tashkent "
     "asia/yekaterinburg etc/gmt-5 indian/kerguelen indian/maldives"},
    {330, NULL, "asia/calcutta asia/colombo asia/kolkata"},
    {345, NULL, "asia/kathmandu asia/katmandu"},
    {360, NULL,
     "asia/bishkek asia/dacca asia/dhaka asia/kashgar asia/omsk asia/thimbu "
     "asia/thimphu asia/urumqi etc/gmt-6 indian/chagos"},
    {390, NULL, "asia/rangoon asia/yangon indian/cocos"},
    {420, NULL,
     "antarctica/davis asia/bangkok asia/barnaul asia/ho_chi_minh asia/hovd "
     "asia/jakarta asia/krasnoyarsk asia/novokuznetsk asia/novosibirsk "
     "asia/phnom_penh asia/pontianak asia/saigon asia/tomsk asia/vientiane "
     "etc/gmt-7 indian/christmas"},
    {480, NULL,
     "antarctica/casey asia/brunei asia/choibalsan asia/chongqing "
     "asia/chungking asia/harbin asia/hong_kong asia/irkutsk "
     "asia/kuala_lumpur asia/kuching asia/macao asia/macau asia/makassar "
     "asia/manila asia/shanghai asia/singapore asia/taipei "
     "asia/ujung_pandang asia/ulaanbaatar asia/ulan_bator australia/perth "
     "australia/west etc/gmt-8"},
    {525, NULL, "australia/eucla"},
    {540, NULL,
     "asia/chita asia/dili asia/jayapura asia/khandyga asia/pyongyang "
     "asia/seoul asia/tokyo asia/yakutsk etc/gmt-9 pacific/palau"},
    {570, NULL, "australia/darwin australia/north"},
    {600, NULL,
     "antarctica/dumontdurville asia/ust-nera asia/vladivostok "
     "australia/brisbane australia/lindeman australia/queensland etc/gmt-10 "
     "pacific/chuuk pacific/guam pacific/port_moresby pacific/saipan "
     "pacific/truk pacific/yap"},
    {660, NULL,
     "asia/magadan asia/sakhalin asia/srednekolymsk etc/gmt-11 "
     "pacific/bougainville pacific/efate pacific/guadalcanal pacific/kosrae "
     "pacific/noumea pacific/pohnpei pacific/ponape"},
    {720, NULL,
     "asia/anadyr asia/kamchatka etc/gmt-12 pacific/fiji pacific/funafuti "
     "pacific/kwajalein pacific/majuro pacific/nauru pacific/tarawa "
     "pacific/wake pacific/wallis"},
    {780, NULL,
     "etc/gmt-13 pacific/apia pacific/enderbury pacific/fakaofo "
     "pacific/kanton pacific/tongatapu"},
    {840, NULL, "etc/gmt-14 pacific/kiritimati"},
    {-120, &europe, "america/godthab america/nuuk america/scoresbysund"},
    {-60, &europe, "atlantic/azores"},
    {0, &europe,
     "atlantic/canary atlantic/faeroe atlantic/faroe atlantic/madeira "
     "europe/belfast europe/dublin europe/guernsey europe/isle_of_man "
     "europe/jersey europe/lisbon europe/london"},
    {60, &europe,
     "africa/ceuta arctic/longyearbyen atlantic/jan_mayen europe/amsterdam "
     "europe/andorra europe/belgrade europe/berlin europe/bratislava "
     "europe/brussels europe/budapest europe/busingen europe/copenhagen "
     "europe/gibraltar europe/ljubljana europe/luxembourg europe/madrid "
     "europe/malta europe/monaco europe/oslo europe/paris europe/podgorica "
     "europe/prague europe/rome europe/san_marino europe/sarajevo "
     "europe/skopje europe/stockholm europe/tirane europe/vaduz "
     "europe/vatican europe/vienna europe/warsaw europe/zagreb europe/zurich"},
    {120, &europe,
     "asia/famagusta asia/nicosia europe/athens europe/bucharest "
     "europe/helsinki europe/kiev europe/kyiv europe/mariehamn "
     "europe/nicosia europe/riga europe/sofia europe/tallinn europe/uzhgorod "
     "europe/vilnius europe/zaporozhye"},
    {-600, &america, "america/adak america/atka us/aleutian"},
    {-540, &america,
     "america/anchorage america/juneau america/metlakatla america/nome "
     "america/sitka america/yakutat us/alaska"},
    {-480, &america,
     "america/ensenada america/los_angeles america/santa_isabel "
     "america/tijuana america/vancouver canada/pacific mexico/bajanorte "
     "us/pacific"},
    {-420, &america,
     "america/boise america/cambridge_bay america/ciudad_juarez "
     "america/denver america/edmonton america/inuvik america/shiprock "
     "america/yellowknife canada/mountain us/mountain"},
    {-360, &america,
     "america/chicago america/indiana/knox america/indiana/tell_city "
     "america/knox_in america/matamoros america/menominee "
     "america/north_dakota/beulah america/north_dakota/center "
     "america/north_dakota/new_salem america/ojinaga america/rainy_river "
     "america/rankin_inlet america/resolute america/winnipeg canada/central "
     "us/central us/indiana-starke"},
    {-300, &america,
     "america/detroit america/fort_wayne america/grand_turk "
     "america/indiana/indianapolis america/indiana/marengo "
     "america/indiana/petersburg america/indiana/vevay "
     "america/indiana/vincennes america/indiana/winamac america/indianapolis "
     "america/iqaluit america/kentucky/louisville "
     "america/kentucky/monticello america/louisville america/montreal "
     "america/nassau america/new_york america/nipigon america/pangnirtung "
     "america/port-au-prince america/thunder_bay america/toronto "
     "canada/eastern us/east-indiana us/eastern us/michigan"},
    {-240, &america,
     "america/glace_bay america/goose_bay america/halifax america/moncton "
     "america/thule atlantic/bermuda canada/atlantic"},
    {-210, &america, "america/st_johns canada/newfoundland"},
    {-180, &america, "america/miquelon"},
    {570, &australia,
     "australia/adelaide australia/broken_hill australia/south "
     "australia/yancowinna"},
    {600, &australia,
     "antarctica/macquarie australia/act australia/canberra australia/currie "
     "australia/hobart australia/melbourne australia/nsw australia/sydney "
     "australia/tasmania australia/victoria"},
    {660, &australia, "pacific/norfolk"},
    {765, &chatham, "pacific/chatham"},
    {-240, &chile, "america/santiago chile/continental"},
    {-300, &cuba, "america/havana"},
    {-360, &easter, "chile/easterisland pacific/easter"},
    {120, &egypt, "africa/cairo"},
    {120, &israel, "asia/jerusalem asia/tel_aviv"},
    {120, &lebanon, "asia/beirut"},
    {630, &lord_howe, "australia/lhi australia/lord_howe"},
    {120, &moldova, "europe/chisinau europe/tiraspol"},
    {720, &new_zealand,
     "antarctica/mcmurdo antarctica/south_pole pacific/auckland"},
    {120, &palestine, "asia/gaza asia/hebron"},
    {0, &troll, "antarctica/troll"},
};

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_/+-"

/* Whether the names, parted by spaces, hold this one. */
static bool holds(const char *names, const char *name, size_t len)
{
    for (const char *at = names; *at;) {
        size_t n = strcspn(at, " ");
        if (n == len && !memcmp(at, name, len))
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

int date_place(const char *at, size_t *ret_len)
{
    size_t len = strspn(at, NAME_CHARS);

    if (!memchr(at, '/', len))
        return DATE_NONE;
    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
        if (holds(places[i].names, at, len)) {
            *ret_len = len;
            return (int)i;
        }
    return DATE_NONE;
}

static int64_t change_in(const struct change *change, int year)
{
    struct civil_time day = {.year = year, .month = change->month, .day = 1};
    int first = civil_of(civil_seconds(&day)).weekday;

    day.day += (change->weekday - first + 7) % 7 + 7 * (change->week - 1);
    int64_t seconds = civil_seconds(&day);
    if (civil_of(seconds).month != change->month) /* has four of them */
        seconds -= INT64_C(7) * 86400;
    return seconds + change->minutes * INT64_C(60);
}

/* An hour that a change leaves out is read as standard time, one that it
 * repeats as the first of the two. */
static bool in_summer(const struct summer *summer, int standard,
                      const struct civil_time *local)
{
    int behind = summer->minutes + (summer->utc ? standard : 0);
    int64_t at = civil_seconds(local) - behind * INT64_C(60);
    bool begun = at >= change_in(&summer->begin, local->year);
    bool ended = at >= change_in(&summer->end, local->year);

    /* In the south a summer begins late in the year. */
    return summer->begin.month < summer->end.month ? begun && !ended
                                                   : begun || !ended;
}

int date_place_zone(int place, const struct civil_time *local)
{
    const struct summer *summer = places[place].summer;
    int minutes = places[place].minutes;

    if (summer && in_summer(summer, minutes, local))
        minutes += summer->minutes;
    return minutes * 60;
}
