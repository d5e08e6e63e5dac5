/*
 * Words that are written in two ways, by two outlets' rules of style: one in the
 * place of the other is no edit.
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    /* Months and days, as AP abbreviates them and others do. */
    {SAMES,
     "january jan | february feb | march mar | april apr | june jun | july jul "
     "| august aug | september sept sep | october oct | november nov | "
     "december dec"},
    {SAMES,
     "monday mon | tuesday tues tue | wednesday wed | thursday thurs thur thu "
     "| friday fri | saturday sat | sunday sun"},
    /* Titles, streets, firms */
    {SAMES,
     "senator sen | senators sens | governor gov | governors govs | "
     "representative rep | representatives reps | president pres | general gen "
     "| lieutenant lt | captain capt | sergeant sgt | colonel col | major maj "
     "| commander cmdr | corporal cpl | private pvt | admiral adm | professor "
     "prof | doctor dr | reverend rev | secretary sec | department dept | "
     "attorney atty | mount mt | saint st sankt | street str | avenue ave | "
     "road rd | boulevard blvd | fort ft | junior jr | senior sr | company co "
     "| corporation corp | incorporated inc | limited ltd | university univ | "
     "association assn | brothers bros | division div | district dist"},
    /* States of the United States, as AP abbreviates them */
    {SAMES,
     "alabama ala | arizona ariz | arkansas ark | california calif | colorado "
     "colo | connecticut conn | delaware del | florida fla | georgia ga | "
     "illinois ill | indiana ind | kansas kan | kentucky ky | louisiana la | "
     "maryland md | massachusetts mass | michigan mich | minnesota minn | "
     "mississippi miss | missouri mo | montana mont | nebraska neb | nevada "
     "nev | oklahoma okla | oregon ore | pennsylvania pa penn | tennessee tenn "
     "| vermont vt | virginia va | washington wash | wisconsin wis wisc | "
     "wyoming wyo"},
    /* Large numbers, of all languages */
    {SAMES,
     "million mln mn mio mill millones millionen milliones millón millions | "
     "billion bln bn mrd milliarden milliarde milliard | thousand tsd tausend "
     "| млн миллионов миллиона миллион | млрд миллиардов "
     "миллиарда миллиард | тыс тысяч тысячи"},
    /* Names that are spelled, or were, in another way */
    {SAMES,
     "kyiv kiev | kharkiv kharkov | odesa odessa | lviv lvov lwow | dnipro "
     "dnepr | beijing peking | mumbai bombay | kolkata calcutta | chennai "
     "madras | bengaluru bangalore | yangon rangoon | myanmar burma | türkiye "
     "turkey turkiye | eswatini swaziland | czechia czech | netherlands "
     "holland | britain uk british | us usa american america | "
     "america's american's | gaddafi qaddafi gadhafi kadhafi gadafi khadafy | "
     "muhammad mohammed mohamed mohammad muhammed mahomet | hussein husain "
     "hussain | osama usama | quran koran | daesh isis isil | hezbollah "
     "hizbullah hizbollah hezbullah | shia shiite shi'ite | taliban taleban | "
     "qaeda qaida | zelensky zelenskyy zelenskiy selenskyj | putin poutine | "
     "khamenei khamanei | xinjiang sinkiang | tehran teheran | mecca makkah | "
     "jeddah jidda jiddah | gdansk gdańsk | lukashenko lukashenka | sharia "
     "shariah | seoul soul | mexico méxico | brasilia brasília | bogota bogotá "
     "| copenhagen kobenhavn | cologne köln koeln | munich münchen muenchen | "
     "zurich zürich zuerich"},
};

const struct polar_table polar_same = {words, COUNT(words)};
