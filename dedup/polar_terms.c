/*
 * Words of which only one can be true in a place: numbers, days, measures of all
 * languages; seasons, sports, crimes and the like.
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    /* Words that write what digits would, and their ordinals. "One" itself has other uses. */
    {TERMS,
     "first erste ersten primero primera première | two second zwei zweite "
     "zweiten dos segundo segunda deux deuxième два две двух второй вторая | "
     "three third drei dritte dritten tres tercero tercera trois troisième "
     "три трёх трех третий третья | four fourth vier vierte vierten cuatro "
     "cuarto cuarta quatre quatrième четыре четырёх четырех | five fifth fünf "
     "fünfte fünften cinco quinto quinta cinq cinquième пять пяти | six sixth "
     "sechs sechste seis sexto sexta sixième шесть шести | seven seventh "
     "sieben siebte siete séptimo sept septième семь семи | eight eighth acht "
     "achte ocho octavo huit huitième восемь восьми | nine ninth neun neunte "
     "nueve noveno neuf neuvième девять девяти | ten tenth zehn zehnte diez "
     "décimo dix dixième десять десяти | eleven eleventh elf onze одиннадцать "
     "| twelve twelfth dozen zwölf doce douze двенадцать | thirteen "
     "thirteenth dreizehn trece treize | fourteen fourteenth vierzehn catorce "
     "quatorze | fifteen fifteenth fünfzehn quince quinze | sixteen sixteenth "
     "sechzehn dieciséis seize | seventeen seventeenth siebzehn diecisiete | "
     "eighteen eighteenth achtzehn dieciocho | nineteen nineteenth neunzehn "
     "diecinueve | twenty twentieth zwanzig veinte vingt двадцать | thirty "
     "thirtieth dreißig treinta trente тридцать | forty vierzig cuarenta "
     "quarante сорок | fifty fünfzig cincuenta cinquante пятьдесят | sixty "
     "sechzig sesenta soixante | seventy siebzig setenta | eighty achtzig "
     "ochenta | ninety neunzig noventa"},
    /* What is counted by. */
    {TERMS,
     "hundred hundert cien сто | thousand tausend mil mille тысяча тысячи "
     "тысяч | million millions mn mln m millionen millón millones миллион "
     "миллиона миллионов млн مليون | billion billions bn milliarde milliarden "
     "milliard milliards миллиард миллиарда миллиардов млрд مليار | trillion "
     "trillions tn billionen billón billones триллион | dozens dutzende "
     "decenas dizaines десятки | hundreds hunderte cientos centaines сотни | "
     "thousands tausende miles milliers"},
    /* Days and months of languages that write them without a capital; where they have one, they are names. */
    {TERMS,
     "lunes lundi понедельник | martes mardi вторник вторника | miércoles "
     "mercredi среду среда | jueves jeudi четверг четверга | viernes vendredi "
     "пятницу пятница | sábado samedi субботу суббота | domingo dimanche "
     "воскресенье"},
    {TERMS,
     "enero janvier января январе | febrero février февраля феврале | marzo "
     "mars марта марте | abril avril апреля апреле | mayo mai мая мае | junio "
     "juin июня июне | julio juillet июля июле | agosto août августа августе "
     "| septiembre septembre сентября сентябре | octubre octobre октября "
     "октябре | noviembre novembre ноября ноябре | diciembre décembre декабря "
     "декабре"},
    /* Their ordinals where they are their own words. */
    {TERMS,
     "thirtieth | fortieth | fiftieth | sixtieth | seventieth | eightieth | "
     "ninetieth | hundredth | thousandth | millionth"},
    {CONTRASTS,
     "dozen | hundred | thousand | million | billion | dozens | hundreds | "
     "thousands | millions | billions | scores"},
    /* Measures */
    {CONTRASTS,
     "second seconds sec | minute~ min mins | hour~ hr hrs hourly | day~ "
     "daily | week~ weekly fortnight | month~ monthly | quarter~ quarterly | "
     "year~ yearly annual annually | decade~ | century centuries | millennium "
     "millennia | weekend~"},
    {CONTRASTS,
     "kilometre~ kilometer~ km kms kilometres kilometers | metre~ meter~ m | "
     "centimetre~ centimeter~ cm | millimetre~ millimeter~ mm | mile~ mi | "
     "foot feet ft | inch inches | yard~ yd | hectare~ ha hectares | acre~"},
    {CONTRASTS,
     "hectare~ ha | kilometre~ kilometer~ km | acre~ | mile~ | metre~ meter~"},
    {CONTRASTS,
     "kilogram~ kilogramme~ kilo~ kg | gram~ gramme~ g | tonne~ ton~ t | "
     "pound~ lb lbs | ounce~ oz | milligram~ mg | kilotonne~ kiloton~ | "
     "megaton~"},
    {CONTRASTS,
     "litre~ liter~ l | gallon~ | barrel~ bbl | millilitre~ milliliter~ ml | "
     "pint~ | bushel~"},
    {CONTRASTS,
     "watt~ w | kilowatt~ kw | megawatt~ mw | gigawatt~ gw | terawatt~"},
    {CONTRASTS, "celsius centigrade | fahrenheit | kelvin"},
    {CONTRASTS, "kilobyte~ kb | megabyte~ mb | gigabyte~ gb | terabyte~ tb"},
    {CONTRASTS, "kph kmh | mph | knot~"},
    {CONTRASTS,
     "dollar~ usd | euro~ eur | yen jpy | pound~ sterling gbp quid | franc~ "
     "chf | yuan renminbi rmb cny | ruble~ rouble~ rub | rupee~ inr | peso~ | "
     "krona kronor krone kroner kronen crown~ | lira~ | dinar~ | cent~ pence "
     "| rand | dirham~ | riyal~ rial~ | shekel~ | zloty zlotys | forint~ | "
     "baht | ringgit | rupiah | naira | hryvnia~ | bitcoin~ | deutschmark~ "
     "mark~"},
    /* What a report is about */
    {CONTRASTS,
     "spring springtime | summer summertime | autumn fall | winter wintertime"},
    {CONTRASTS,
     "murder* killing~ homicide~ | manslaughter | robbery robberies theft~ "
     "burglary burglaries stealing steal stole stolen heist~ larceny rob+ | "
     "rape* raped | fraud~ embezzlement swindle* | kidnapping~ abduction~ "
     "kidnap kidnapped | assault* assaulted beating | arson | bribery bribe* "
     "corruption | smuggling trafficking smuggle* | espionage spying spy | "
     "treason | perjury | blackmail* extortion | terrorism | vandalism | "
     "harassment | libel slander defamation | stalking | trespassing"},
    {CONTRASTS,
     "earthquake~ quake~ tremor~ | flood~ flooding floods | fire~ blaze~ "
     "wildfire~ inferno | storm~ hurricane~ cyclone~ typhoon~ gale~ | tornado "
     "tornadoes twister~ | drought~ | eruption~ volcano | avalanche~ | "
     "landslide~ mudslide~ | tsunami~ | explosion~ blast~ | collapse* | "
     "famine~ | epidemic~ pandemic~ outbreak~ | heatwave~ | blizzard~ "
     "snowstorm~"},
    {CONTRASTS,
     "car~ automobile~ | truck~ lorry lorries van~ | bus buses coach coaches "
     "minibus | train~ locomotive~ | plane~ aircraft jet~ airplane~ airliner~ "
     "airline~ | helicopter~ chopper~ | ship~ boat~ ferry ferries vessel~ "
     "yacht~ trawler~ freighter~ | bicycle~ bike~ cyclist~ | motorcycle~ "
     "motorbike~ motorcyclist~ moped~ | tram~ streetcar~ | submarine~ | taxi~ "
     "cab~ | pedestrian~"},
    {CONTRASTS,
     "gun~ pistol~ rifle~ firearm~ revolver~ shotgun~ handgun~ | knife knives "
     "dagger~ blade~ machete~ | bomb~ explosive~ grenade~ | missile~ rocket~ "
     "| drone~ | tank~ | hammer~ | axe~ | poison*"},
    {CONTRASTS,
     "shot shoot shoots shooting shooter gunned | stabbed stab stabs stabbing "
     "| strangled strangling | poisoned poisoning | drowned drowning | beaten "
     "beating bludgeoned | hanged hanging | electrocuted electrocution | "
     "burned burnt burning"},
    {CONTRASTS,
     "red | blue | green | yellow | white | black | orange | purple violet | "
     "pink | brown | grey gray"},
    {CONTRASTS,
     "gold golden | silver | bronze | copper | platinum | aluminium aluminum "
     "| nickel | zinc | steel | iron | tin | uranium | lithium | cobalt | "
     "palladium"},
    {CONTRASTS,
     "oil crude petroleum | gas | coal | nuclear atomic | solar | wind | "
     "hydroelectric hydropower | diesel | petrol gasoline | hydrogen | "
     "electric electricity"},
    {CONTRASTS,
     "wheat | rice | corn maize | soy soya soybean~ soyabean~ | cotton | "
     "coffee | cocoa | tea | sugar | barley | potato potatoes | tomato "
     "tomatoes | apple~ | banana~ | orange~ | tobacco | wool | rubber | "
     "timber lumber | grain~"},
    {CONTRASTS,
     "wine~ | beer~ | milk | whisky whiskey vodka spirits | water | juice~"},
    {CONTRASTS,
     "beef | pork | chicken~ poultry | lamb mutton | fish | turkey~"},
    {CONTRASTS,
     "dog~ puppy puppies | cat~ kitten~ | horse~ pony ponies | cow~ cattle "
     "bull~ | pig~ swine hog~ | sheep goat~ | bear~ | wolf wolves | lion~ | "
     "tiger~ | elephant~ | shark~ | whale~ | dolphin~ | bird~ | snake~ | "
     "monkey~ ape~ gorilla~ | deer elk moose | rat~ mouse mice | fox foxes | "
     "crocodile~ alligator~ | bee~ wasp~ | duck~ goose geese swan~"},
    {CONTRASTS,
     "football soccer footballer~ | basketball | baseball | tennis | golf "
     "golfer~ | hockey | cricket cricketer~ | rugby | boxing boxer~ | cycling "
     "| swimming swimmer~ | athletics | volleyball | handball | skiing skier~ "
     "| chess | wrestling wrestler~ | rowing | sailing | skating skater~ | "
     "judo | fencing | gymnastics gymnast~"},
    {CONTRASTS,
     "arm~ | leg~ | knee~ | shoulder~ | ankle~ | wrist~ | elbow~ | hip~ | "
     "neck~ | eye~ | ear~ | nose~ | finger~ | foot feet toe~ | lung~ | liver~ "
     "| kidney~ | brain~ | stomach~ | throat~ | skull~ | thigh~ calf "
     "hamstring~ groin"},
    {CONTRASTS,
     "cancer~ | diabetes | malaria | cholera | measles | flu influenza | "
     "ebola | tuberculosis | polio | hiv aids | dengue | covid coronavirus | "
     "pneumonia | stroke~ | hepatitis | asthma | alzheimers dementia | "
     "smallpox | plague | rabies | leukaemia leukemia"},
    {CONTRASTS,
     "doctor~ physician~ surgeon~ | lawyer~ attorney~ solicitor~ barrister~ | "
     "teacher~ | professor~ | engineer~ | nurse~ | journalist~ reporter~ | "
     "farmer~ | driver~ | pilot~ | soldier~ | priest~ bishop~ pastor~ | "
     "actor~ actress actresses | singer~ | banker~ | architect~ | painter~ | "
     "writer~ author~ novelist~ | poet~ | cook~ chef~ | baker~ | carpenter~ | "
     "plumber~ | electrician~ | firefighter~ fireman firemen | sailor~ | "
     "miner~ | scientist~ researcher~ | accountant~ | butcher~ | hairdresser~ "
     "barber~ | waiter~ | fisherman fishermen | dentist~ | judge~ | policeman "
     "policemen"},
    {CONTRASTS,
     "president~ | minister~ premier~ chancellor~ prime | governor~ | mayor~ "
     "| senator~ | ambassador~ | king~ | queen~ | prince~ | princess "
     "princesses | pope | general | colonel | sergeant"},
    {CONTRASTS,
     "finance treasury fiscal | defence defense | interior | health | justice "
     "| education | transport transportation | energy | agriculture farm | "
     "trade | labour labor employment | environment environmental climate | "
     "culture | housing | tourism | science | sport sports"},
    {CONTRASTS,
     "university universities college~ | school~ schoolhouse | kindergarten~ "
     "nursery nurseries | hospital~ clinic~ | prison~ jail~ | church churches "
     "cathedral~ chapel~ | mosque~ | synagogue~ | temple~ | hotel~ motel~ "
     "hostel~ | museum~ gallery galleries | airport~ airfield~ | station~ | "
     "stadium~ arena~ | bridge~ | tunnel~ | library libraries | theatre~ "
     "theater~ cinema~ | restaurant~ cafe~ pub~ bar~ | factory factories "
     "plant~ mill~ | shop~ store~ supermarket~ mall~ | bank~ | courthouse "
     "courtroom | barracks | port~ harbour~ harbor~ | mine~ | farm~ | "
     "warehouse~ | castle~ palace~ | pharmacy pharmacies | zoo zoos | park~ | "
     "beach beaches"},
    {CONTRASTS,
     "river~ stream~ | lake~ | sea seas ocean~ | mountain~ hill~ | valley~ | "
     "island~ | forest~ woods | desert~ | coast~ | canal~ | gulf bay~"},
    {CONTRASTS,
     "street~ road~ highway~ motorway~ freeway~ | square~ | railway railroad"},
    {CONTRASTS,
     "kitchen~ | bedroom~ | bathroom~ | garage~ | cellar~ basement~ | attic~ "
     "roof~ | garden~ backyard~ | balcony balconies"},
    {CONTRASTS,
     "father~ dad~ | mother~ mum~ mom~ | son~ | daughter~ | brother~ | "
     "sister~ | uncle~ | aunt~ | cousin~ | nephew~ | niece~ | husband~ | wife "
     "wives | grandfather~ | grandmother~ | grandson~ | granddaughter~ | "
     "fiance fiancee | neighbour~ neighbor~ | colleague~ coworker~ | "
     "roommate~"},
    {CONTRASTS,
     "wedding~ marriage~ | funeral~ burial~ | birthday~ | christening~ "
     "baptism~ | divorce* | anniversary anniversaries | graduation"},
    {CONTRASTS,
     "film~ movie~ | book~ novel~ | song~ single album~ | play~ | opera~ | "
     "painting~ | poem~ | photograph~ photo~ | sculpture~ statue~"},
    {CONTRASTS,
     "newspaper~ paper~ | television tv | radio | magazine~ | website~ online"},
    {CONTRASTS, "letter~ | email~ | phone telephone | fax | text"},
    {CONTRASTS, "breakfast~ | lunch lunches | dinner~ supper~"},
    {CONTRASTS,
     "final~ | semifinal~ semi | quarterfinal~ | qualifier~ | group | "
     "friendly"},
    {CONTRASTS, "champion~ winner~ first | runner second | third | fourth"},
    {CONTRASTS,
     "goal~ | penalty penalties | corner~ | header~ | try tries | basket~ | "
     "touchdown~ | homer~ | point~ | set~ | wicket~"},
    {CONTRASTS,
     "heart | cancer | stroke | accident | suicide | overdose | pneumonia | "
     "murder | drowning"},
    {CONTRASTS,
     "liberal~ | conservative~ | socialist~ | communist~ | green~ | "
     "nationalist~ | centrist~ | republican~ | democrat~ | labour labor"},
    {CONTRASTS,
     "catholic~ | protestant~ | orthodox | muslim~ islamic | jewish jews jew "
     "| hindu~ | buddhist~ | sunni~ | shia shiite~"},
    {CONTRASTS,
     "monday~ | tuesday~ | wednesday~ | thursday~ | friday~ | saturday~ | "
     "sunday~"},
    {CONTRASTS,
     "january jan | february feb | march | april apr | june jun | july jul | "
     "august aug | september sept sep | october oct | november nov | december "
     "dec"},
    {CONTRASTS,
     "ii | iii | iv | vi | vii | viii | ix | xi | xii | xiii | xiv | xv | xvi"},
    {CONTRASTS, "single~ | double~ | triple~ | quadruple~"},
    {CONTRASTS,
     "bill~ law~ legislation | constitution~ | treaty treaties | budget~ | "
     "amendment~ | decree~ | referendum~ | resolution~"},
    {CONTRASTS, "election~ | referendum~ | coup~"},
    {CONTRASTS,
     "tax taxes | tariff~ | fee~ | fine~ | wage~ salary salaries | pension~ | "
     "rent~ | rate~ | price~ | debt~ | dividend~ | subsidy subsidies"},
    {CONTRASTS,
     "share~ stock~ | bond~ | currency currencies | commodity commodities"},
    {CONTRASTS,
     "murderer~ killer~ | thief thieves robber~ burglar~ | rapist~ | "
     "fraudster~ swindler~ | kidnapper~ | arsonist~ | smuggler~ | spy spies | "
     "terrorist~ | hijacker~ | hacker~"},
    {CONTRASTS,
     "strike* walkout~ stoppage~ | lockout~ | protest~ demonstration~ rally "
     "rallies | riot~"},
    {CONTRASTS, "army | navy | police | airforce"},
    {CONTRASTS, "rain | snow | sunshine | fog | hail | wind"},
    /* Who takes part, how and when */
    {CONTRASTS,
     "north northern northward northbound | south southern southward "
     "southbound | east eastern eastward eastbound | west western westward "
     "westbound | northeast northeastern | northwest northwestern | southeast "
     "southeastern | southwest southwestern | centre center central"},
    {CONTRASTS,
     "infant~ baby babies toddler~ newborn~ | child children kid~ schoolboy~ "
     "schoolgirl~ schoolchild schoolchildren | teenager~ teen~ teenage "
     "adolescent~ | adult~ grownup~ | pensioner~ retiree~ elderly "
     "octogenarian~ nonagenarian~ septuagenarian~"},
    {CONTRASTS,
     "morning~ dawn sunrise daybreak | noon midday lunchtime | afternoon~ | "
     "evening~ dusk sunset nightfall sundown | night~ midnight overnight "
     "nightly"},
    {CONTRASTS,
     "day days daytime daylight daily | night nights nighttime darkness "
     "nightly overnight"},
    {CONTRASTS,
     "teach teaches taught teaching teacher~ professor~ lecturer~ tutor~ | "
     "learn* student~ pupil~ learner~ disciple~"},
    {CONTRASTS, "asset~ | liability liabilities"},
    {CONTRASTS,
     "domestic domestically national nationally local locally home internal "
     "internally homegrown native nationwide indigenous | foreign "
     "international internationally overseas global globally external "
     "externally abroad worldwide imported alien foreigner~"},
    {CONTRASTS,
     "public publicly nationalise* nationalize* nationalisation "
     "nationalization | private privately privatise* privatize* privatisation "
     "privatization"},
    {CONTRASTS,
     "city cities urban metropolitan town~ | rural countryside village~ "
     "hamlet~"},
    {CONTRASTS,
     "military soldier~ troops army troop combatant~ | civilian~ civil"},
    {CONTRASTS,
     "professional~ professionally expert~ experienced veteran~ seasoned "
     "specialist~ | amateur~ novice~ beginner~ rookie~ inexperienced "
     "newcomer~ layman trainee~"},
    {CONTRASTS,
     "employee~ worker~ staff labour labor workforce | employer~ management "
     "boss bosses executive~ manager~"},
    {CONTRASTS, "landlord~ | tenant~ renter~"},
    {CONTRASTS, "doctor~ physician~ surgeon~ | patient~"},
    {CONTRASTS, "parent~ | child children"},
    {CONTRASTS, "host* | guest~ visitor~"},
    {CONTRASTS,
     "attacker~ assailant~ gunman gunmen perpetrator~ culprit~ aggressor~ | "
     "victim~ target~ bystander~ witness witnesses"},
    {CONTRASTS,
     "plaintiff~ claimant~ prosecution prosecutor~ accuser~ | defendant~ "
     "defence defense accused"},
    {CONTRASTS,
     "supplier~ seller~ provider~ retailer~ shopkeeper~ producer~ "
     "manufacturer~ | customer~ client~ consumer~ buyer~ shopper~ user~"},
    {CONTRASTS, "supply supplies | demand*"},
    {CONTRASTS, "cause* reason~ | effect~ result~ consequence~ outcome~"},
    {CONTRASTS,
     "government ruling incumbent~ regime loyalist~ governing | opposition "
     "challenger~ rebel~ insurgent~ dissident~ separatist~ militant~ "
     "guerrilla~"},
    {CONTRASTS,
     "police policeman policemen officer~ guard~ security | protester~ "
     "protestor~ demonstrator~ robber~ thief thieves burglar~ criminal~ "
     "prisoner~ inmate~ rioter~ activist~"},
    {CONTRASTS, "home hosts | away visitors visiting"},
    {CONTRASTS, "upper top topmost | lower bottom"},
    {CONTRASTS,
     "inside indoor indoors interior internal inner within | outside outdoor "
     "outdoors exterior external outer"},
    {CONTRASTS, "inland interior | coast coastal offshore shore seaside"},
    {CONTRASTS, "onshore land ground overland | offshore sea air"},
    {CONTRASTS, "here | there elsewhere"},
    {CONTRASTS,
     "upbeat uphill upstream upturn upside upstairs uptown upmarket upscale | "
     "downbeat downhill downstream downturn downside downstairs downtown "
     "downmarket"},
    {CONTRASTS, "prewar pre preliminary | postwar post"},
    {CONTRASTS,
     "max maxi macro hyper maximise* maximize* maximal most | min micro hypo "
     "minimise* minimize* minimal least"},
    {CONTRASTS,
     "once single singular sole alone individual | twice double dual both "
     "pair~ doubly two | thrice triple threefold trio | quadruple fourfold"},
    {CONTRASTS,
     "all every each everyone everybody everything both always entire "
     "entirely whole wholly everywhere total fully completely unanimous "
     "unanimously complete | half halves halfway | third thirds | quarter "
     "quarters | some someone somebody something several few part partly "
     "partially somewhere sometimes fraction certain | none nobody nothing "
     "never nowhere zero nil noone neither | most mostly majority largely "
     "mainly chiefly | tenth tenths | fifth fifths"},
    {CONTRASTS,
     "many numerous multiple countless lots plenty dozens hundreds thousands "
     "scores | few single handful | none nobody nothing noone zero"},
    {CONTRASTS,
     "one | two couple pair | three | four | five | six | seven | eight | "
     "nine | ten | eleven | twelve dozen | hundred hundreds"},
    {CONTRASTS, "one once | several many multiple numerous dozens"},
    {CONTRASTS,
     "married wed marriage husband spouse | single unmarried divorced widowed "
     "bachelor divorcee"},
    {CONTRASTS, "employed working job~ employment hired | unemployed jobless "
                "unemployment idle redundant laid retired"},
    {CONTRASTS,
     "democracy democratic democratically elected | dictatorship autocracy "
     "autocratic authoritarian dictatorial totalitarian tyranny unelected"},
    {CONTRASTS,
     "freedom liberty independence independent independently autonomous "
     "autonomy free freely | captivity slavery dependence dependent "
     "subjugation occupied occupation dependency controlled"},
    {CONTRASTS,
     "capitalism capitalist~ | communism communist~ socialism socialist~"},
    {CONTRASTS,
     "moderate~ moderation centrist~ | extremist~ extreme radical~ hardline "
     "hardliner~ fanatic~ militant~"},
    {CONTRASTS, "dove~ dovish | hawk~ hawkish"},
    {CONTRASTS, "bull~ bullish | bear~ bearish"},
    {CONTRASTS, "secular secularism | religious religion"},
    {CONTRASTS, "substitute substituted | starter"},
    {CONTRASTS, "goalless scoreless | goal~"},
    {CONTRASTS, "attackers forward~ striker~ | defender~ goalkeeper~ keeper"},
    {CONTRASTS, "captain~ | coach coaches manager"},
    {CONTRASTS,
     "hero heroes heroic hailed saint~ | villain~ coward traitor~ sinner~"},
    {CONTRASTS, "virtue~ virtuous | vice~ sin~ sinful"},
    {CONTRASTS, "vertical vertically | horizontal horizontally"},
    {CONTRASTS,
     "theory theoretical theoretically | practice practical practically"},
    {CONTRASTS,
     "real actual actually reality physical | virtual virtually imaginary "
     "hypothetical online"},
    {CONTRASTS, "offline | online"},
    {CONTRASTS, "manual manually human | automatic automatically automated"},
    {CONTRASTS, "analog analogue | digital"},
    {CONTRASTS,
     "formal formally official officially | informal informally unofficial "
     "unofficially casual"},
    {CONTRASTS, "written writing | oral orally verbal verbally spoken"},
    {CONTRASTS, "wholesale | retail"},
    {CONTRASTS, "gross | net"},
    {CONTRASTS, "nominal | real"},
    {CONTRASTS, "variable floating | fixed"},
    {CONTRASTS, "leader~ boss | follower~ subordinate~"},
    {CONTRASTS, "master~ owner~ | slave~ servant~"},
    {CONTRASTS, "predator~ hunter~ | prey hunted"},
    {CONTRASTS, "original~ | copy copies copied forgery forgeries replica~"},
    {CONTRASTS,
     "natural organic wild | artificial synthetic tame domesticated processed"},
    {CONTRASTS, "nuclear | conventional"},
    {CONTRASTS, "renewable clean | fossil"},
    {CONTRASTS, "armed | unarmed"},
    {CONTRASTS, "acute | chronic"},
    {CONTRASTS, "benign | malignant"},
    {CONTRASTS, "wired cable | wireless"},
    {CONTRASTS, "unilateral | bilateral | multilateral | trilateral"},
    {CONTRASTS, "primary | secondary | tertiary"},
    {CONTRASTS, "live | recorded taped"},
    {CONTRASTS, "comedy comedies | tragedy tragedies | thriller~ | documentary "
                "documentaries"},
    {CONTRASTS, "hardware | software"},
    {CONTRASTS, "liquid | solid | gaseous"},
    {CONTRASTS, "cash | credit"},
    {CONTRASTS, "former | latter"},
    {CONTRASTS,
     "nationalism nationalist | internationalism internationalist globalist"},
    {CONTRASTS, "interstate | intrastate"},
    {CONTRASTS,
     "tie~ draw draws drew | win wins won victory loss defeat lose lost"},
    {CONTRASTS, "life | death"},
    {CONTRASTS, "fulltime | parttime"},
    {CONTRASTS,
     "monthly | weekly | daily | yearly annual annually | quarterly | hourly"},
    {CONTRASTS, "today | tomorrow"},
    /* What begins sentences and is no name; what else does is in polar_fillers.c. */
    {CONTRASTS,
     "still instead yours ours theirs another others other perhaps maybe "
     "otherwise regardless alongside against until without above after before "
     "behind below beneath between beyond despite except officials "
     "authorities people residents experts analysts investigators researchers "
     "scientists critics lawmakers prosecutors police asked speaking"},
};

const struct polar_table polar_terms = {words, COUNT(words)};
