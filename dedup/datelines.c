/*
 * Datelines: "LONDON (Reuters) - Text", "OTTAWA, AFP: Text", "KYIV — AP — Text".
 *
 * Outlets that print one report set other places and agencies there. But in
 * capitals before a dash or colon there is news as well, "FED CUTS RATES: ", and
 * who speaks, "TRUMP: ". So a dateline is a place, with its state or country, a
 * date and an agency, and nothing else; a place alone is one of those that are
 * listed, which most datelines have. Before its state or country it may be any of
 * three words that say nothing of which the tables of polar.c know, or what
 * places are called by ("CEDAR FALLS, Iowa"); before an agency one such word.
 *
 * Where something that counts was read before, in a text's middle, it needs an
 * agency, and a country does everywhere: "IRAN: " is a side of a dispute.
 */
#include <string.h>

#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define DATELINE     72 /* bytes in which a dateline ends */
#define PLACE_WORDS  3
#define AGENCY_NAMES 1 /* words of a place before an agency, without terrain */

/* Folded and sorted; parts of a name are joined by "_". */
static const char towns[] =
    "aachen aberdeen abidjan abu_dhabi abuja accra addis_ababa adelaide aden "
    "albany albuquerque aleppo alexandria algiers almaty amman amsterdam "
    "anchorage ankara annapolis antananarivo antwerp ashgabat asmara astana "
    "asuncion asunci\xc3\xb3n athens atlanta atlantic_city auckland augsburg "
    "augusta austin baghdad baku baltimore bamako bangalore bangkok bangui "
    "banjul barcelona basel basra baton_rouge beijing beirut belfast "
    "belgrade bengaluru berlin bern berne bethlehem bilbao birmingham "
    "bishkek bismarck bochum bogota bogot\xc3\xa1 boise bonn bordeaux boston "
    "boulder brasilia bras\xc3\xadlia bratislava brazzaville bregenz bremen "
    "brisbane bristol brussels br\xc3\xbcssel bucharest budapest "
    "buenos_aires buffalo bujumbura cairo calgary cali canberra cannes "
    "cape_canaveral cape_town caracas cardiff casablanca charleston "
    "charlotte charlottesville chennai chicago chisinau christchurch "
    "cincinnati cleveland colombo colorado_springs columbia columbus conakry "
    "copenhagen cupertino dakar dallas damascus dar_es_salaam darwin davos "
    "dayton delhi denver des_moines detroit dhaka djibouti doha donetsk "
    "dortmund dresden dubai dublin duisburg durban dushanbe "
    "d\xc3\xbcsseldorf edinburgh edmonton eisenstadt el_paso erbil erfurt "
    "essen eugene ferguson fort_lauderdale fort_worth frankfurt freetown "
    "fresno fukushima gaborone gaza gaza_city geneva genf genoa georgetown "
    "glasgow gothenburg graz greensboro guadalajara guangzhou guatemala_city "
    "halifax hamburg hannover hanoi hanover harare harrisburg hartford "
    "havana helsinki ho_chi_minh_city hong_kong honolulu houston hyderabad "
    "indianapolis innsbruck irbil irvine islamabad istanbul jackson "
    "jacksonville kairo kopenhagen";

static const char more_towns[] =
    "ciudad_de_m\xc3\xa9xico cologne den_haag jakarta jeddah jefferson_city "
    "jena jerusalem johannesburg juba juneau kabul kampala kandahar "
    "kansas_city karachi karlsruhe kassel kathmandu kharkiv khartoum kherson "
    "kiel kiev kigali kingston kinshasa klagenfurt knoxville kobe kolkata "
    "kuala_lumpur kuwait_city kyiv kyoto k\xc3\xb6ln la_paz lagos lahore "
    "lansing las_vegas lausanne le_havre leeds leipzig lexington libreville "
    "lille lilongwe lima lincoln linz lisbon little_rock liverpool ljubljana "
    "lome london los_angeles louisville luanda lugano lusaka luxembourg "
    "luzern lviv lyon madison madrid magdeburg mailand mainz malm\xc3\xb6 "
    "managua manama manchester manila mannheim maputo mariupol marrakech "
    "marseille mecca melbourne memphis menlo_park mexico_city miami milan "
    "milwaukee minneapolis minsk mobile mogadishu monrovia monterrey "
    "montevideo montgomery montreal montr\xc3\xa9"
    "al moscow moskau mosul mountain_view mumbai munich muscat "
    "m\xc3\xbcnchen nagasaki nairobi nantes naples nashville nassau ndjamena "
    "new_delhi new_orleans new_york new_york_city newark niamey nice nicosia "
    "norfolk nouakchott novosibirsk nur-sultan nuremberg n\xc3\xbcrnberg "
    "oakland odesa odessa oklahoma_city omaha orlando osaka oslo ottawa "
    "ouagadougou oxford palermo palo_alto panama_city paris pensacola perth "
    "peshawar philadelphia phnom_penh phoenix pittsburgh podgorica "
    "port-au-prince port_au_prince portland potsdam prag prague pretoria "
    "pristina providence pyongyang quebec quebec_city quetta quito rabat "
    "raleigh ramallah rangoon raqqa rawalpindi redmond reno reykjavik "
    "richmond riga rio_de_janeiro riyadh rom rome rostock rotterdam "
    "saarbr\xc3\xbc"
    "cken sacramento saint_louis saint_paul salem salt_lake_city "
    "salzburg san_antonio san_bernardino san_diego san_francisco san_jose "
    "san_juan san_salvador sanaa santa_fe santiago santo_domingo sao_paulo "
    "sapporo sarajevo savannah schwerin scranton seattle seoul sevastopol "
    "sevilla seville shanghai sharjah sharm_el-sheikh shenzhen singapore "
    "skopje sochi sofia southampton spokane springfield srinagar st_louis "
    "st_paul st_petersburg st_p\xc3\xb6lten stockholm strasbourg "
    "stra\xc3\xdf"
    "burg stuttgart suva sydney s\xc3\xa3o_paulo tacoma taipei "
    "tallahassee tallinn tampa tashkent tbilisi tegucigalpa teheran tehran "
    "tel_aviv the_hague thessaloniki tijuana tirana tokyo toledo topeka "
    "toronto toulouse trenton tripoli tucson tulsa tunis turin ulaanbaatar "
    "ulan_bator united_nations vaduz valencia valletta vancouver "
    "vatican_city venice vienna vientiane vilnius vladivostok warsaw "
    "warschau washington washington_dc wellington west_bank wien wiesbaden "
    "wilmington windhoek winnipeg wuhan yangon yaounde yekaterinburg yerevan "
    "yokohama york zagreb zaporizhzhia zurich z\xc3\xbcrich";

static const char countries[] =
    "afghanistan alabama alaska albania alberta algeria angola argentina "
    "arizona arkansas armenia australia austria azerbaijan bahamas bahrain "
    "bangladesh belarus belgium belize benin bolivia bosnia botswana brazil "
    "britain british_columbia bulgaria burkina_faso burundi california "
    "cambodia cameroon canada chad chile china colombia colorado congo "
    "connecticut costa_rica croatia cuba cyprus delaware denmark "
    "dominican_republic ecuador egypt el_salvador england eritrea estonia "
    "ethiopia finland florida france gabon gambia georgia germany ghana "
    "greece guatemala guinea haiti hawaii honduras hungary iceland idaho "
    "illinois india indiana indonesia iowa iran iraq ireland israel italy "
    "ivory_coast jamaica japan jordan kansas kazakhstan kentucky kenya "
    "kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania "
    "louisiana macedonia madagascar maine malawi malaysia mali malta "
    "manitoba maryland massachusetts mauritania mauritius mexico michigan "
    "minnesota mississippi missouri moldova mongolia montana montenegro "
    "morocco mozambique myanmar namibia nebraska nepal netherlands nevada "
    "new_brunswick new_hampshire new_jersey new_mexico new_south_wales "
    "new_zealand newfoundland nicaragua niger nigeria north_carolina "
    "north_dakota north_korea northern_ireland norway nova_scotia ohio "
    "oklahoma oman ontario oregon pakistan palestinian_territories panama "
    "paraguay pennsylvania peru philippines poland portugal puerto_rico "
    "qatar queensland rhode_island romania russia rwanda saskatchewan "
    "saudi_arabia scotland senegal serbia sierra_leone slovakia slovenia "
    "somalia south_africa south_carolina south_dakota south_korea "
    "south_sudan spain sri_lanka sudan sweden switzerland syria taiwan "
    "tajikistan tanzania tennessee texas thailand togo tunisia turkey "
    "turkmenistan uganda ukraine united_kingdom united_states uruguay utah "
    "uzbekistan venezuela vermont victoria vietnam virginia wales "
    "west_virginia wisconsin wyoming yemen zambia zimbabwe";

/* What is no place for itself. */
static const char states[] =
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn "
    "miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex "
    "vt va wash w.va wis wyo d.c b.c ont que alta sask man n.s n.b p.e.i n.l dc";

/* What places are called by, though it is against something. */
static const char terrain[] =
    "new old upper lower north south east west northern southern eastern western "
    "central great grand little big long high san santa saint st fort ft port mount "
    "mt lake river bay beach harbor harbour sea coast valley mountain mountains hill "
    "hills falls spring springs island islands park forest desert castle bridge "
    "field city town village county center centre green white black red salt rock "
    "cross church prairie palm point heights grove creek camp house puerto "
    "villa ciudad los las r\xc3\xado rio blanco negro monte bad sankt";

static const char agencies[] =
    "ap afp reuters reuter dpa dpa-afx pti irna tass itar-tass cnn upi efe ani ians "
    "xinhua kyodo yonhap bloomberg ansa apa sda anp belga lusa aap interfax tanjug "
    "sana wafa anadolu mena jta bbc npr kna epd sid \xd1\x82\xd0\xb0\xd1\x81\xd1\x81";

/* A dash or colon that ends a dateline or a part of it: its length. */
static size_t dateline_mark(const char *at, const char *end)
{
    static const char *const marks[] = {
        " - ", " -- ", " \xe2\x80\x94 ", " \xe2\x80\x93 ", "\xe2\x80\x94",
        ": ",  ".- "};

    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (begins(at, end, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* Where the part of a dateline ends that begins there; NULL: in no mark. */
static const char *part_end(const char *at, const char *end)
{
    for (; at < end; at++)
        if ((*at == ' ' || *at == ':' || *at == '.' || *at == '\xe2') &&
            dateline_mark(at, end))
            return at;
    return NULL;
}

/* Of so many words from there, "new_york", if they are one place; past them. */
static const char *past_listed(const char *at, const char *end, size_t words,
                               bool *ret_town)
{
    char name[PLACE_WORDS * FOLDED_WORD];
    size_t len = 0;

    for (size_t i = 0; i < words; i++) {
        if (at == end)
            return NULL;
        struct credit_word word = credit_read(at, end);
        char folded[FOLDED_WORD];
        size_t more = furniture_fold(&word, folded);
        bool last = i + 1 == words;
        if (!word.capital || !more ||
            (!last && (word.pause || (word.bracket && i))))
            return NULL;
        memcpy(name + len, folded, more);
        len += more;
        name[len++] = '_';
        at = word.next;
    }
    bool town = furniture_sorted(name, len - 1, towns) ||
                furniture_sorted(name, len - 1, more_towns);
    *ret_town = town;
    return town || furniture_sorted(name, len - 1, countries) ? at : NULL;
}

/* What a part has. */
struct part {
    const struct polar_index *polar;
    bool agency;
    bool shouted;   /* its first word is in capitals */
    bool town;      /* one of those that are listed, */
    bool place;     /* ... or a country, */
    size_t unknown; /* ... and words of others, */
    size_t names;   /* ... of them what is no terrain */
    bool where;     /* ... whose state or country is told */
    bool pause;     /* a comma or slash stands before what is read next */
};

/* Past a place of those that are listed; NULL: none begins there. */
static const char *past_known_place(const char *at, const char *end,
                                    bool *ret_town)
{
    for (size_t words = PLACE_WORDS; words > 0; words--) {
        const char *past = past_listed(at, end, words, ret_town);
        if (past)
            return past;
    }
    return NULL;
}

static bool is_acronym(const struct credit_word *word)
{
    for (size_t i = 0; i < word->len; i++)
        if (word->at[i] < 'A' || word->at[i] > 'Z')
            return false;
    return word->len >= 2 && word->len <= 4;
}

/* "(AP)", "Reuters", "(JTA)" */
static bool is_agency(const struct credit_word *word,
                      const struct polar_index *polar)
{
    return furniture_has(word, agencies) ||
           (word->bracket && is_acronym(word) && credit_is_proper(word, polar));
}

/* Past "Nov 29", "23 November, 2026"; NULL: no date begins there. */
static const char *past_date(const char *at, const char *end)
{
    struct credit_word last;

    return credit_date(at, end, &last) ? last.next : NULL;
}

/* Past a word of a place that is not listed; NULL: it is none. */
static const char *past_unknown(struct part *part, const char *at,
                                const char *end)
{
    struct credit_word word = credit_read(at, end);

    if (part->place || part->where || part->agency || part->pause ||
        word.bracket || !word.capital || part->unknown == PLACE_WORDS ||
        (!furniture_has(&word, terrain) &&
         !credit_is_proper(&word, part->polar)))
        return NULL;
    part->unknown++;
    part->names += !furniture_has(&word, terrain);
    return word.next;
}

/* Past a place that is listed, or a state: behind another place it needs a comma
 * before it. */
static const char *past_known(struct part *part, const char *at,
                              const char *end)
{
    struct credit_word word = credit_read(at, end);
    bool town = false;
    const char *past = past_known_place(at, end, &town);
    bool follows = part->place || part->unknown;

    if (part->agency || (follows && !part->pause))
        return NULL;
    if (!past && follows && furniture_has(&word, states))
        past = word.next;
    part->place |= past && !part->unknown;
    part->town |= past && !part->unknown && town;
    part->where |= past && part->unknown;
    return past;
}

/* Past one thing that may stand in a part; NULL: it is text. */
static const char *past_item(struct part *part, const char *at, const char *end)
{
    struct credit_word word = credit_read(at, end);
    const char *past;

    if (is_agency(&word, part->polar)) {
        part->agency = true;
        return word.next;
    }
    past = past_known(part, at, end);
    if (!past && (part->place || part->unknown))
        past = past_date(at, end);
    return past ? past : past_unknown(part, at, end);
}

static bool is_shouted(const char *at, const char *end)
{
    struct credit_word word = credit_read(at, end);

    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] >= 'a' && word.at[i] <= 'z')
            return false;
    return word.len >= 3;
}

/* Whether all of at..end is a part of a dateline. */
static bool read_part(struct part *part, const char *at, const char *end)
{
    part->shouted = is_shouted(at, end);
    while (at < end) {
        const char *past = past_item(part, at, end);
        if (!past)
            return false;
        const char *last = past;
        while (last > at && last[-1] == ' ')
            last--;
        part->pause = last[-1] == ',' || last[-1] == '/' || last[-1] == ';';
        at = past;
    }
    return true;
}

/* Whether a part is a dateline, or begins one. */
static bool is_dateline(const struct part *part, bool begun)
{
    if (part->agency)
        return part->place || part->where ||
               part->names <= (begun ? 0 : AGENCY_NAMES);
    return !begun && part->shouted && (part->town || part->where);
}

const char *furniture_dateline(const char *at, const char *end, bool begun,
                               const struct polar_index *polar)
{
    const char *limit = end - at > DATELINE ? at + DATELINE : end;
    const char *stop = at < end && !is_lower(*at) ? part_end(at, limit) : NULL;
    struct part part = {.polar = polar};

    if (!stop || stop == at || !read_part(&part, at, stop))
        return at;
    const char *text = stop + dateline_mark(stop, end);
    const char *next = part_end(text, limit);
    struct part agency = {.polar = polar};
    /* "KYIV — AP — Text": the agency stands for itself. */
    if (next && next > text && !part.agency && read_part(&agency, text, next) &&
        agency.agency && !agency.place && !agency.unknown) {
        part.agency = true;
        text = next + dateline_mark(next, end);
    }
    return is_dateline(&part, begun) && text < end ? text : at;
}
