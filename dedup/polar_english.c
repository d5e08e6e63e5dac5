/*
 * English words that say the opposite of each other, and "not".
 *
 * Forms as headlines and reports have them. Apostrophes are dropped before a
 * word is looked up: "isn't" is isnt. A word has a sense in each row that it
 * stands in: what is lost is not won, nor gained.
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    {NEGATES,
     "anti non not no never cannot none nobody nothing neither nor without "
     "nowhere isnt arent wasnt werent dont doesnt didnt wont wouldnt cant "
     "couldnt shouldnt hasnt havent hadnt mustnt neednt aint hardly barely "
     "scarcely rarely seldom minus unable impossible"},
    {NEGATES_TO,
     "fails fail failed failing failure refuses refuse refused refusing "
     "refusal declines decline declined declining neglects neglect neglected "
     "omits omitted forgets forgot yet stops stopped ceases ceased"},
    {NEGATES_OF, "lack absence devoid dearth"},
    {OPPOSES,
     "raises raise raised raising hikes hike hiked hiking rises rise rose "
     "risen rising gains gain gained gaining climbs climb climbed climbing "
     "soars soar soared soaring jumps jump jumped jumping surges surge surged "
     "surging rallies rally rallied increases increase increased increasing "
     "grows grow grew grown growing expands expand expanded expanding "
     "accelerates accelerate accelerated widens widen widened doubles double "
     "doubled doubling skyrocketed rebounded higher up upward upgrade "
     "upgrades upgraded ; advance* appreciate* balloon* boost* bounce* "
     "bolster* escalate* heighten* improve* inflate* intensify* mount* "
     "multiply* mushroom* triple* quadruple* quicken* recover* rocket* "
     "skyrocket* rebound* spike* strengthen* swell* swollen upside uptick~ "
     "upturn upsurge uptrend upswing upwards growth expansion~ boom* "
     "accelerating widening rallying recovery upgrading enlarge* deepen* "
     "extend* lengthen* flourish* thrive* prosper* | cuts cut cutting lowers "
     "lowered lowering reduces reduce reduced reducing slashes slash slashed "
     "slashing trims trim trimmed falls fall fell fallen falling drops drop "
     "dropped dropping slips slip slipped slides slide slid plunges plunge "
     "plunged plunging tumbles tumble tumbled tumbling sinks sink sank sunk "
     "sinking declines decline declined declining decreases decrease "
     "decreased decreasing shrinks shrink shrank shrinking slumps slump "
     "slumped plummets plummeted dips dipped slows slow slowed slowing "
     "narrows narrow narrowed halves halve halved halving lower down downward "
     "downgrade downgrades downgraded ; abate* collapse* contracted "
     "contracting contraction crash* crater* curb* curtail* cutback~ dampen* "
     "deflate* depreciate* deteriorate* devalue* diminish* dwindle* ease* "
     "ebb* erode* lessen* moderate* nosedive* pare* plummet* dip+ recede* "
     "retreat* shed sheds shedding shrunk shrunken slacken* sliding slipping "
     "slumping slowdown~ slim+ soften* subside* taper* trimming wane* weaken* "
     "wither* worsen* downside downturn downtrend downswing downwards "
     "reduction~ recession drawdown minimise* minimize* shorten* narrowing "
     "compress* downgrading"},
    {OPPOSES,
     "confirms confirm confirmed confirming admits admit admitted "
     "acknowledges acknowledged ; acknowledge* admit+ affirm* attest* "
     "concede* corroborate* verify* substantiate* validate* prove* proven "
     "assert* certify* | denies deny denied denying refutes refuted disputes "
     "disputed ; refute* dispute* contradict* disavow* disclaim* disprove* "
     "disproven rebut+ repudiate* contest* debunk* discredit* doubt* dismiss* "
     "cancel canceled cancels cancelled cancelling cancellation reject* "
     "postpone* denial~ negate* question*"},
    {OPPOSES,
     "wins win won winning victory victories triumph triumphs triumphed beats "
     "beat ; triumphing clinch* champion~ winner~ victor~ victorious prevail* "
     "edge* outscore* overcome overcame thrash* trounce* conquer* unbeaten "
     "undefeated beating outperform* | loses lose lost losing defeat defeats "
     "; loser~ surrender* forfeit* underperform* runner"},
    {OPPOSES,
     "gains gain gained gaining ; acquire* earn* obtain* regain* retain* "
     "seize* capture* secure* | loses lose lost losing ; forfeit* relinquish* "
     "squander* surrender* cede* shed sheds shedding miss*"},
    {OPPOSES,
     "profit profits profitable surplus ; surpluses earnings gain gains "
     "windfall~ dividend~ solvent solvency | loss losses unprofitable deficit "
     "; deficits shortfall~ writedown~ writeoff~ insolvent insolvency "
     "bankrupt bankruptcy"},
    {OPPOSES,
     "opens open opened opening reopens reopen reopened reopening ; unlock* "
     "unseal* inaugurate* launch* | closes close closed closing shuts shut ; "
     "closure~ shutter* seal* lock* shutdown~ shutting barricade*"},
    {OPPOSES,
     "starts start started starting begins begin began begun beginning "
     "launches launch launched resumes resume resumed ; launching resuming "
     "commence* initiate* restart* continue* extend* prolong* proceed* "
     "revive* renew* reinstate* introduce* establish* create* founded "
     "inaugurate* persist* activate* maintain* keep keeps kept keeping onset "
     "outset | ends end ended ending stops stop stopped halts halt halted "
     "suspends suspend suspended ; stopping halting suspending cease* finish* "
     "conclude* terminate* abandon* abolish* abort* axe* cancel cancels "
     "canceled cancelled cancelling cancellation discontinue* drop+ expire* "
     "pause* quit quits quitting scrap+ shelve* freeze freezes froze frozen "
     "dissolve* disband* dismantle* interrupt* revoke* rescind* repeal* "
     "withdraw withdraws withdrew withdrawn lapse* deactivate* complete* "
     "suspension"},
    {OPPOSES,
     "approves approve approved approving backs back backed backing supports "
     "support supported supporting accepts accept accepted accepting passes "
     "pass passed grants grant granted granting endorses endorse endorsed "
     "adopts adopt adopted agrees agree agreed signs sign signed for pro ; "
     "passing endorsing adopting agreeing signing signature approval "
     "acceptance endorsement advocate* allow* applaud* authorise* authorize* "
     "bless* champion* defend* embrace* favor* favour* favourable favorable "
     "ratify* ratification recommend* sponsor* subscribe* uphold* upheld "
     "welcome* yes consent* comply complies complied complying compliance "
     "cooperate* obey* accede* assent encourage* enact* honour* honor* okay "
     "supporter~ backer~ proponent~ supportive willing | rejects reject "
     "rejected rejecting opposes oppose opposed opposing blocks block blocked "
     "blocking vetoes veto vetoed denies denied refuses refuse refused "
     "refusing disagrees disagreed against anti ; vetoing denying rejection "
     "refusal disapproval abstain* abstention~ ban+ boycott* combat* contest* "
     "condemn* decline* defy* denounce* discourage* dismiss* dissent* "
     "disapprove* disagree* disobey* evade* fight fights fought fighting "
     "objects objected objecting objection~ obstruct* opposition opponent~ "
     "protest* quash* rebuff* rebuke* renounce* resist* resistance scupper* "
     "snub+ spurn* stymie* thwart* torpedo* undermine* nay withhold withheld "
     "violate* flout* ignore* hinder* impede* prevent* defeat* detractor~ "
     "critic~ defiance reluctant unwilling shun+"},
    {OPPOSES,
     "guilty convicted convicts ; convict* conviction~ liable responsible "
     "culpable condemned sentenced guilt charged indicted | innocent "
     "acquitted acquits cleared exonerated ; acquit acquitting acquittal~ "
     "exonerate* absolve* pardon* vindicate* blameless faultless innocence "
     "clear clears clearing"},
    {OPPOSES,
     "more greater larger bigger above over most higher stronger maximum "
     "majority ; exceed* excess excessive surpass* additional extra plus "
     "beyond heavier longer plenty abundance abundant ample many numerous "
     "much outnumber* majorities outweigh* upwards increasingly highest | "
     "less fewer smaller below under least lower weaker minimum minority ; "
     "scarce scarcity shortage~ few little minimal lighter shorter "
     "insufficient inadequate minorities within lowest decreasingly"},
    {OPPOSES,
     "survives survive survived surviving alive survivors ; survivor survival "
     "recover* recovery rescue* revive* saved saves live lives lived living "
     "born birth~ healed heal heals newborn~ | dies die died dying dead "
     "killed deaths ; death perish* drown* succumb* fatal fatally fatality "
     "fatalities casualty casualties lifeless slain murdered corpse~ buried "
     "bury burial extinct"},
    {OPPOSES,
     "injured wounded injures injuries ; wound* injury hurt | killed dead "
     "kills deaths ; kill killing died die dies slain death"},
    {OPPOSES,
     "arrested arrests arrest detained detains jailed imprisoned ; arresting "
     "detain detaining detention jail jails jailing imprison* imprisonment "
     "capture* incarcerate* apprehend* nab+ seize* custody remand* captive~ "
     "confined hostage~ kidnap kidnaps kidnapped abduct* taken took interned "
     "locked | released releases release freed frees ; releasing free freeing "
     "bail* parole* liberate* escape* discharge* pardon* fled flee flees "
     "fugitive~ freedom returned"},
    {OPPOSES,
     "true correct right ; accurate genuine authentic real factual valid "
     "legitimate truthful honest truth proven accurately correctly rightly "
     "fact facts original | false incorrect wrong untrue ; inaccurate fake* "
     "bogus counterfeit* fabricated fictional fictitious forged forgery "
     "fraudulent hoax invalid lie lies lying mistaken mistake phony phoney "
     "sham erroneous erroneously fiction myth~ dishonest artificial "
     "inaccurately incorrectly wrongly misleading imaginary unreal copy "
     "replica"},
    {OPPOSES,
     "left ; leftist~ leftwing liberal~ progressive~ socialist~ lefthand | "
     "right ; rightist~ rightwing conservative~ righthand"},
    {OPPOSES,
     "joins join joined joining enters enter entered entering stays stay "
     "stayed remains remain remained ; staying remaining arrive* arrival~ "
     "entry entries entrance return* board* enlist* enrol enroll* come comes "
     "came coming appear* reach* land* accession admission | leaves leave "
     "left leaving quits quit exits exit exited withdraws withdraw withdrew ; "
     "exiting quitting withdrawn withdrawing withdrawal~ depart* departure~ "
     "go goes went gone resign* resignation~ abandon* desert* flee flees fled "
     "evacuate* escape* retire* retirement secede* secession pullout vacate* "
     "disappear* emigrate* defect* takeoff"},
    {OPPOSES,
     "hires hire hired hiring appoints appoint appointed ; appointing "
     "appointment~ employ* employment engage* install* nominate* nomination~ "
     "promote* promotion~ recruit* recruitment reinstate* elect* named sworn "
     "rehire* retain* signed | fires fire fired firing sacks sack sacked "
     "dismisses dismiss dismissed ; sacking dismissing dismissal~ axe* "
     "demote* demotion~ depose* discharge* expel expels expelled expelling "
     "expulsion~ eject* impeach* laid layoff~ oust* ouster overthrow "
     "overthrew overthrown topple* remove* removal replaced suspend* "
     "suspension~ terminate* unseat* redundancy redundancies resigned dropped "
     "released"},
    {OPPOSES,
     "buys buy bought buying buyer buyers acquires acquire acquired purchased "
     "purchases ; purchase purchasing purchaser~ acquiring acquisition~ "
     "invest* investment~ takeover~ bidder~ bid bids rent* | sells sell sold "
     "selling seller sellers ; divest* divestment~ divestiture~ offload* "
     "dump* dispose* disposal~ unload* vendor~ sale~ selloff auctioned "
     "auction"},
    {OPPOSES,
     "allows allow allowed allowing permits permit permitted legalizes "
     "legalized legalised ; permitting permission authorise* authorize* "
     "legalise* legalize* enable* entitle* lets let letting license* licence* "
     "tolerate* permissible legal legally lawful lawfully decriminalise* "
     "decriminalize* unblock* invite* admit+ approve* encourage* free "
     "sanctioned | bans ban banned banning prohibits prohibit prohibited "
     "forbids forbid forbidden outlaws outlawed bars barred ; bar barring "
     "outlaw outlawing prohibiting prohibition~ forbidding forbade block* "
     "censor* criminalise* criminalize* curb* denied deny disallow* embargo "
     "exclude* prevent* restrict* restriction~ refuse* illegal illegally "
     "unlawful unlawfully criminal blacklist* disqualify* stop+ inhibit* "
     "taboo"},
    {OPPOSES,
     "imposes impose imposed imposing tightens tighten tightened ; tightening "
     "enforce* enforcement stiffen* toughen* introduce* reimpose* levy levies "
     "levied stricter harsher tougher tight strict strictly tighter harsh "
     "harshly stringent reinstate* | lifts lift lifted lifting eases ease "
     "eased easing loosened ; loosen* abolish* drop+ remove* relax* repeal* "
     "scrap+ waive* waiver~ soften* looser lax lenient leniently exempt* "
     "suspend* relief removal loose rescind* revoke*"},
    {OPPOSES,
     "strengthens strengthen strengthened strengthening strong ; bolster* "
     "boost* fortify* reinforce* robust robustly solid powerful mighty sturdy "
     "tough firm firmly steady steadily stable stability stabilise* "
     "stabilize* strength strongly stronger strongest support* buoyant "
     "resilient vigorous dominant power | weakens weaken weakened weakening "
     "weak ; feeble fragile fragility frail shaky erode* undermine* soft "
     "powerless vulnerable sluggish tepid lacklustre lackluster anaemic "
     "anemic poor disappointing unstable instability destabilise* "
     "destabilize* volatile volatility weakness weaknesses weakly weaker "
     "weakest impotent turbulent"},
    {OPPOSES,
     "succeeds succeed succeeded succeeding success successful successfully ; "
     "successes managed manage manages managing accomplish* achieve* "
     "achievement~ breakthrough~ solve* resolve* reach* attain* able fulfil "
     "fulfils fulfill* work worked works working progress passed met "
     "complete* hit | fails fail failed failing failure unsuccessful "
     "unsuccessfully ; failures miss* flop+ flounder* collapse* deadlock* "
     "stalemate~ struggle* bungle* botch* unable unresolved setback~ impasse "
     "fiasco disaster~ broke broken malfunction* falter* fruitless futile "
     "vain abort* misfire* faulty"},
    {OPPOSES,
     "includes include included including inclusion ; contain* comprise* "
     "cover* encompass* incorporate* involve* add* count* feature* | excludes "
     "exclude excluded excluding exclusion ; omit omits omitted omission "
     "except exempt* exception spare* lack* ignore* skip+ bar+ without"},
    {OPPOSES,
     "upholds uphold upheld upholding ; affirm* confirm* maintain* reaffirm* "
     "reinstate* preserve* protect* sustain* keep keeps kept keeping retain* "
     "retention honour* honor* respect* ratify* enforce* back* | overturns "
     "overturn overturned overturning reverses reversed quashes quashed ; "
     "reverse reversing reversal~ quash quashing annul annuls annulled "
     "annulment invalidate* nullify* overrule* repeal* rescind* revoke* "
     "scrap+ void* strike strikes struck toss* violate* violation~ break "
     "breaks broke broken breach* abandon* lift* ditch* ended reject* "
     "overthrow"},
    {OPPOSES,
     "advances advance advanced advancing qualifies qualified promoted ; "
     "advancement progress* proceed* qualify qualifying reach* promotion "
     "through land* forward onward ascend* ascent push* | retreats retreat "
     "retreated eliminated crashed relegated ; retreating withdraw withdraws "
     "withdrew withdrawn recede* regress* stall* knocked eliminate* "
     "elimination relegation demote* demotion crash* exit* backward backwards "
     "descend* descent setback~"},
    {OPPOSES,
     "before ; prior until previously precede* earlier ago ahead | after ; "
     "following since subsequent subsequently later next afterwards "
     "thereafter succeeding behind"},
    {OPPOSES,
     "men man male males boys boy husband husbands father fathers son sons "
     "brother brothers ; he him his himself nephew~ uncle~ grandfather~ "
     "grandson~ groom~ king~ prince~ duke~ actor~ gentleman gentlemen mr "
     "boyfriend~ widower~ dad~ businessman businessmen policeman policemen "
     "chairman chairmen spokesman spokesmen congressman congressmen salesman "
     "salesmen hero heroes host monk~ masculine paternal fatherhood bachelor~ "
     "waiter~ bull~ rooster~ | women woman female females girls girl wife "
     "wives mother mothers daughter daughters sister sisters ; she her hers "
     "herself niece~ aunt~ grandmother~ granddaughter~ bride~ queen~ princess "
     "princesses duchess actress actresses lady ladies mrs ms miss "
     "girlfriend~ widow~ mom~ mum~ businesswoman businesswomen policewoman "
     "policewomen chairwoman chairwomen spokeswoman spokeswomen congresswoman "
     "congresswomen saleswoman saleswomen heroine~ hostess nun~ feminine "
     "maternal motherhood waitress waitresses cow~ hen~"},
    {OPPOSES,
     "north northern ; northward northwards northerly northbound northernmost "
     "| south southern ; southward southwards southerly southbound "
     "southernmost"},
    {OPPOSES,
     "east eastern ; eastward eastwards easterly eastbound easternmost | west "
     "western ; westward westwards westerly westbound westernmost"},
    {OPPOSES,
     "first ; initial initially opening inaugural debut maiden original "
     "originally | last ; final finally closing ultimate ultimately latest "
     "farewell eventual eventually"},
    {OPPOSES,
     "early earlier earliest ; premature prematurely punctual punctually "
     "promptly prompt | late later latest ; belated belatedly overdue delayed "
     "tardy"},
    {OPPOSES,
     "best better good ; excellent great superb fine outstanding favourable "
     "favorable improve* improvement~ superior well brilliant perfect "
     "perfectly wonderful impressive strong healthy promising fair quality | "
     "worst worse bad ; poor poorly terrible awful dire dreadful horrible "
     "inferior mediocre flawed faulty deteriorate* deterioration worsen* "
     "badly lousy evil disappointing abysmal catastrophic disastrous wretched "
     "unfair worrying"},
    {OPPOSES,
     "ally allies friend friends friendly ; partner~ supporter~ teammate~ "
     "companion~ amicable cordial warm warmly comrade~ friendship | enemy "
     "enemies foe foes hostile ; opponent~ rival~ adversary adversaries "
     "antagonist~ cold coldly frosty unfriendly hostility competitor~ "
     "stranger~ detractor~ rivalry"},
    {OPPOSES,
     "safe safely ; secure harmless safety protected innocuous nontoxic clean "
     "pure uncontaminated edible potable drinkable sterile safer safest "
     "reliable secured | dangerous dangerously deadly ; hazardous harmful "
     "risky perilous unsafe insecure toxic poisonous contaminated polluted "
     "tainted dirty lethal threatening infected danger~ risk~ hazard~ riskier "
     "threat~ unreliable contagious impure filthy defective"},
    {OPPOSES,
     "positive positively optimistic ; optimism upbeat bullish confident "
     "confidently confidence hopeful hopefully hope* cheerful encouraging "
     "constructive favourable favorable reassuring bright rosy promising "
     "optimist~ healthy upside enthusiastic enthusiasm eager | negative "
     "negatively pessimistic ; pessimism bearish downbeat gloomy gloom "
     "doubtful sceptical skeptical bleak discouraging despair* fear* hopeless "
     "cautious cautiously worry* pessimist~ alarm* grim unfavourable "
     "unfavorable dark caution doubt* concern* apathy apathetic reluctance "
     "scepticism skepticism"},
    {OPPOSES,
     "praises praise praised hails hailed welcomes welcome welcomed defends "
     "defend defended ; praising hail hailing welcoming defending applaud* "
     "acclaim* celebrate* cheer* commend* compliment* congratulate* "
     "congratulations endorse* honour* honor* laud* salute* thank* extol+ "
     "glorify* tout* champion* flatter* admire* admiration applause tribute~ "
     "approval back* support* | criticizes criticize criticized criticises "
     "criticise criticised condemns condemn condemned slams slammed attacks "
     "attacked blames blamed ; attack attacking blame blaming slam slamming "
     "condemning condemnation criticising criticizing criticism~ critical "
     "accuse* admonish* assail* blast* boo* castigate* censure* chastise* "
     "chide* decry* denounce* denunciation deplore* deride* fault* insult* "
     "lambast* lambaste* mock* rebuke* reprimand* ridicule* scold* scorn* "
     "shame* berate* disparage* pan+ vilify* jeer* heckle* lament* bemoan* "
     "dismiss* reject* disapproval oppose*"},
    {OPPOSES,
     "imports import imported importing importer importers ; importation "
     "inbound incoming inflow~ influx inward inwards input~ intake~ "
     "immigrant~ immigration immigrate* domestic | exports export exported "
     "exporting exporter exporters ; exportation outbound outgoing outflow~ "
     "exodus outward outwards output~ emigrant~ emigration emigrate* foreign"},
    {OPPOSES,
     "builds build built building ; construct* construction create* creation "
     "erect* rebuild rebuilds rebuilt rebuilding repair* restore* restoration "
     "assemble* renovate* renovation preserve* preservation save* develop* "
     "establish* plant* produce* production manufacture* reconstruct* "
     "reconstruction fix* mend* modernise* modernize* refurbish* invent* | "
     "destroys destroy destroyed destroying demolishes demolished ; demolish "
     "demolishing demolition tear tears tore torn raze* wreck* dismantle* "
     "ruin* devastate* devastation damage* flatten* annihilate* destruction "
     "scrap+ burn* burnt neglect* uproot* abandon* ravage* break breaks broke "
     "broken sabotage* vandalise* vandalize* obliterate* consume* gutted"},
    {OPPOSES,
     "long longer longest ; lengthy prolonged extended marathon length "
     "lengthen* lasting | short shorter shortest ; brief briefly fleeting "
     "curtailed shorten* quick momentary"},
    {OPPOSES,
     "rich richer richest wealthy ; affluent prosperous prosperity wealth "
     "luxury luxurious lavish millionaire~ billionaire~ privileged | poor "
     "poorer poorest ; impoverished needy poverty destitute broke bankrupt "
     "modest frugal beggar~ deprived underprivileged disadvantaged homeless "
     "penniless"},
    {OPPOSES,
     "hot hotter hottest warm warmer ; heat warmest warming warmed scorching "
     "sweltering boiling mild milder melt* thaw* heatwave~ tropical heating "
     "heated | cold colder coldest cool cooler ; chilly chilled frozen "
     "freeze* froze icy frost~ frosty frigid coolest cooling cooled chill "
     "wintry arctic ice"},
    {OPPOSES,
     "young younger youngest ; youth~ youthful junior~ teenage teenager~ "
     "teen~ toddler~ infant~ baby babies child children kid~ juvenile~ "
     "schoolboy~ schoolgirl~ new newer newest modern fresh minor~ underage | "
     "old older oldest elderly ; ancient senior~ pensioner~ retiree~ adult~ "
     "elder~ aged ageing aging veteran~ outdated obsolete grandmother "
     "grandfather pensionable"},
    {OPPOSES,
     "lends lend lent lender lenders ; lending loan* creditor~ | borrows "
     "borrow borrowed borrower borrowers ; borrowing debtor~ debt~ indebted"},
    {OPPOSES,
     "peace ; truce~ ceasefire~ armistice peaceful peacefully calm calmed "
     "calmly calming quiet tranquil tranquillity reconcile* reconciliation "
     "treaty negotiation~ negotiate* nonviolent dialogue disarm* disarmament "
     "demilitarise* demilitarize* harmony friendship stability pacifist~ "
     "unity order | war ; wars warfare battle* conflict~ fighting fight~ "
     "hostilities violence violent violently clash* offensive~ aggression "
     "riot* unrest turmoil tense tension~ arm arms armed rearm* rearmament "
     "militarise* militarize* strife discord invasion chaos mayhem"},
    {OPPOSES, "am ; morning | pm ; afternoon evening"},
};

const struct polar_table polar_english = {words, COUNT(words)};
