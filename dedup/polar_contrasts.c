/*
 * English words that are opposites in some of their uses: they contradict each
 * other where little else is edited.
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    {CONTRASTS,
     "high highs highest peak* height~ record top tops topped topmost maximum "
     "upper elevated soaring | low lows lowest trough~ bottom bottomed nadir "
     "minimum depressed subdued"},
    {CONTRASTS,
     "advance* accelerate* expedite* hasten* speed* sped hurry* forward early "
     "ahead quicken* prompt promptly | delay* postpone* postponement~ defer+ "
     "deferral adjourn* stall* slow* suspend* late behind belated belatedly"},
    {CONTRASTS,
     "ahead lead leads led leading leader~ front frontrunner~ favourite "
     "favorite top | behind trail* lag+ rear bottom underdog~ last follow* "
     "follower~"},
    {CONTRASTS,
     "hurt injured damaged harm* wound* injury injuries unsafe | unhurt "
     "unharmed unscathed uninjured intact undamaged spared safe safely"},
    {CONTRASTS,
     "mandatory compulsory obligatory require* oblige* forced compelled must "
     "| optional voluntary voluntarily exempt* may waived willingly"},
    {CONTRASTS,
     "arrive* arrival~ incoming inbound newly elect inaugurated | depart* "
     "departure~ outgoing outbound former leaving"},
    {CONTRASTS,
     "big bigger biggest large larger largest huge giant great greater "
     "massive massively major vast enormous tall taller tallest grand broad "
     "broader wide wider heavy heavier substantial substantially significant "
     "significantly considerable considerably thick gigantic immense sizeable "
     "sizable extensive hefty generous important | small smaller smallest "
     "tiny little minor mini slight slightly slim slimmer narrow narrower "
     "minute modest modestly thin thinner light lighter marginal marginally "
     "negligible petty short shorter limited scant meagre meager miniature "
     "compact insignificant unimportant trivial"},
    {CONTRASTS,
     "expensive costly pricey pricier dear dearer premium overpriced "
     "overvalued dearest costlier | cheap cheaper cheapest cheaply "
     "inexpensive affordable discounted bargain~ free underpriced undervalued "
     "economical discount~"},
    {CONTRASTS,
     "sunny sunshine dry drier driest drought~ clear arid dryness sun dried "
     "fair sunnier parched | rainy rain* rainfall~ wet wetter wettest flood* "
     "cloudy overcast snow* snowy stormy storm~ humid downpour~ showers "
     "shower sleet hail soaked damp fog foggy cloud~ unsettled"},
    {CONTRASTS,
     "new newer newest newly latest modern current currently present fresh "
     "contemporary upcoming future recent recently novel | old older oldest "
     "former formerly previous previously past ancient historic outdated "
     "existing traditional bygone obsolete ex erstwhile"},
    {CONTRASTS,
     "next coming upcoming following future forthcoming tomorrow | last past "
     "previous ago yesterday preceding"},
    {CONTRASTS,
     "add* addition~ additional plus append* attach* include* | subtract* "
     "deduct* deduction~ remove* removal delete* deletion minus detach* "
     "exclude* strip+ erase* discount*"},
    {CONTRASTS,
     "attack* attacker~ offensive~ assault* invade* invasion storm* bomb* "
     "strike strikes struck raid* | defend* defence defense defensive "
     "defender~ protect* protection protector~ guard* shield* repel repels "
     "repelled"},
    {CONTRASTS,
     "accuse* accusation~ charge* blame* implicate* indict* indictment~ "
     "suspect* prosecute* sue sues sued suing convict* incriminate* impeach* "
     "| absolve* clear clears cleared clearing exonerate* vindicate* acquit "
     "acquits acquitted pardon* forgive forgives forgave forgiven excuse* "
     "defend* exculpate*"},
    {CONTRASTS,
     "reward* award* prize~ promote* decorate* compensate* bonus bonuses "
     "honour* honor* medal~ | punish* punishment~ penalise* penalize* penalty "
     "penalties fine* sanction* discipline* suspend* disqualify* reprimand*"},
    {CONTRASTS,
     "hide hides hid hidden hiding conceal* mask* secret secretly secrecy "
     "withhold withholds withheld private privately covert covertly "
     "confidential confidentially classified undisclosed suppress* disguise* "
     "bury buried anonymous anonymously clandestine | reveal* disclose* "
     "disclosure~ expose* show* shown unveil* publish* announce* public "
     "publicly open openly declassified declassify transparent transparently "
     "overt leak* identified named uncover* display* admitted"},
    {CONTRASTS, "remember* recall* memorable | forget forgets forgot forgotten "
                "forgetting forgettable"},
    {CONTRASTS,
     "love* like* enjoy* adore* admire* fond affection adoration | hate* "
     "hatred dislike* loathe* detest* despise* contempt disdain* resent*"},
    {CONTRASTS,
     "laugh* smile* laughter | cry cries cried crying weep weeps wept frown* "
     "sob+ tears"},
    {CONTRASTS,
     "send sends sent sending ship* deliver* dispatch* mail* transmit "
     "transmitted sender~ give gives gave given giving donate* donation~ "
     "donor~ provide* supply supplies supplied supplying hand* | receive* get "
     "gets got take takes took taken taking accept* collect* recipient~ "
     "seize* confiscate* withhold withheld"},
    {CONTRASTS, "push* | pull*"},
    {CONTRASTS,
     "ask* question~ inquire* request* demand* | answer* reply replies "
     "replied replying respond* response~"},
    {CONTRASTS,
     "float* surface* afloat | sink sinks sank sunk sinking submerge*"},
    {CONTRASTS,
     "ascend* ascent climb* takeoff uphill upstairs upstream | descend* "
     "descent dive* landing downhill downstairs downstream"},
    {CONTRASTS,
     "attract* lure* attractive attraction entice* invite* | repel repels "
     "repelled deter deters deterred scare* unattractive repulsive"},
    {CONTRASTS,
     "connect* connection~ link* join* unite* unity unify* unification merge* "
     "merger~ combine* together marry* marriage~ wedding~ reunite* reunion "
     "cooperate* cooperation collaborate* alliance~ attach* integrate* "
     "integration reconcile* engaged jointly joint fuse* converge* "
     "amalgamate* annex* unanimous union | disconnect* separate* separately "
     "separation split splits splitting divide* division~ divorce* part parts "
     "parted sever* sunder demerge* demerger detach* isolate* isolation rift~ "
     "estranged break breaks broke broken apart individually diverge* secede* "
     "secession segregate* segregation breakup alone unilateral unilaterally "
     "disband* dissolve* scatter* disperse*"},
    {CONTRASTS,
     "deploy* deployment~ send sends sent station* dispatch* reinforce* "
     "mobilise* mobilize* mobilisation mobilization surge | withdraw "
     "withdraws withdrew withdrawn withdrawing withdrawal~ pull* recall* "
     "remove* redeploy* demobilise* demobilize* evacuate* pullout"},
    {CONTRASTS,
     "extend* extension~ prolong* lengthen* renew* renewal expand* | shorten* "
     "curtail* cut cuts cutting end* abbreviate* truncate* reduce* terminate* "
     "limit* cancel cancels cancelled canceled"},
    {CONTRASTS,
     "find finds found finding discover* discovery locate* recover* retrieve* "
     "spotted present returned identify* | lose loses lost losing miss* "
     "vanish* disappear* disappearance mislay mislaid overlook* absent"},
    {CONTRASTS,
     "save* saving~ rescue* spare* protect* preserve* conserve* conservation "
     "| waste* spend spends spent spending squander* endanger* threaten* "
     "sacrifice* abandon* destroy* jeopardise* jeopardize*"},
    {CONTRASTS,
     "earn* earnings income~ revenue~ receipt~ credit* | spend spends spent "
     "spending expense~ expenditure~ cost~ outlay~ debit*"},
    {CONTRASTS,
     "pay pays paid paying payment~ repay repays repaid settle* | owe* "
     "default* unpaid overdue withhold withheld evade* dodge*"},
    {CONTRASTS,
     "full fully packed crowded busy completely complete entire entirely "
     "occupied fill* overcrowded total totally whole wholly | empty emptied "
     "emptying deserted vacant vacated partial partially partly incomplete "
     "unoccupied hollow drain*"},
    {CONTRASTS,
     "fast faster fastest quick quicker quickest quickly rapid rapidly swift "
     "swiftly speedy speedily hasty hastily brisk briskly sudden suddenly "
     "abrupt abruptly immediate immediately instantly hurried | slow slower "
     "slowest slowly sluggish sluggishly gradual gradually eventually "
     "steadily leisurely"},
    {CONTRASTS,
     "easy easier easiest easily simple simpler simply effortless "
     "effortlessly straightforward smooth smoothly ease | hard harder hardest "
     "difficult complex complicated tough tougher challenging laborious "
     "difficulty difficulties bumpy hardship"},
    {CONTRASTS,
     "hard harder solid firm stiff rigid inflexible tough | soft softer "
     "gentle flexible tender loose"},
    {CONTRASTS,
     "heavy heavier heaviest heavily severe severely intense intensely fierce "
     "fiercely serious seriously critical critically grave gravely major "
     "acute violent violently hefty | light lighter lightest lightly mild "
     "mildly slight slightly minor moderate moderately gentle gently "
     "superficial stable"},
    {CONTRASTS,
     "bright brighter brightly light lit shining illuminate* | dark darker "
     "darkness dim+ dimmer gloom gloomy darken* blackout~ unlit"},
    {CONTRASTS,
     "loud louder loudly noisy noise shout* | quiet quieter quietly silent "
     "silently silence* mute* whisper*"},
    {CONTRASTS,
     "wide wider widely broad broader broadly | narrow narrower narrowly "
     "restricted limited"},
    {CONTRASTS,
     "deep deeper deeply profound profoundly | shallow shallower superficial "
     "superficially"},
    {CONTRASTS,
     "thick thicker fat dense densely | thin thinner lean slim sparse "
     "sparsely"},
    {CONTRASTS,
     "sharp sharply steep steeply dramatic dramatically significantly "
     "substantially massively considerably drastically markedly strongly "
     "heavily hugely | slight slightly modest modestly marginal marginally "
     "moderately gently somewhat mildly gradually"},
    {CONTRASTS,
     "general generally broad overall universal universally | specific "
     "specifically particular particularly limited individual partial"},
    {CONTRASTS,
     "rough roughly approximate approximately about nearly almost around | "
     "exact exactly precise precisely"},
    {CONTRASTS, "sweet | bitter sour salty"},
    {CONTRASTS,
     "sick ill illness unwell ailing disease~ diseased injured unfit "
     "unhealthy sickness infect* | healthy well fit recovered cure* health "
     "heal* immune vaccinated uninfected"},
    {CONTRASTS, "awake woke wake* | asleep sleep sleeps slept sleeping"},
    {CONTRASTS, "sober | drunk drunken intoxicated drugged"},
    {CONTRASTS,
     "happy happily glad pleased delighted satisfied joy joyful content "
     "cheerful thrilled elated relieved satisfaction happiness delight "
     "pleasure celebrate* celebration~ | unhappy sad sadly angry angrily "
     "dissatisfied upset furious disappointed dismayed dismay sorrow anger "
     "grief mourn* sadness disappointment dissatisfaction displeased outraged "
     "outrage regret* misery miserable"},
    {CONTRASTS,
     "calm calmly relaxed composed patient patiently | panic* nervous "
     "nervously anxious tense agitated restless impatient impatiently alarmed"},
    {CONTRASTS,
     "brave bravely courage courageous bold boldly daring fearless heroic | "
     "cowardly coward~ cowardice afraid timid fearful fearfully scared"},
    {CONTRASTS,
     "kind kindly kindness humane generous generously merciful gentle "
     "compassionate | cruel cruelly cruelty brutal brutally inhumane mean "
     "harsh harshly stingy ruthless merciless savage"},
    {CONTRASTS, "proud proudly pride | ashamed shame embarrassed embarrassment "
                "humiliated"},
    {CONTRASTS,
     "honest honestly sincere honesty integrity upright | dishonest corrupt "
     "corruption deceitful insincere crooked deceptive"},
    {CONTRASTS,
     "clever smart wise wisely intelligent brilliant wisdom sensible | stupid "
     "foolish foolishly dumb unwise folly ignorant ignorance"},
    {CONTRASTS,
     "beautiful pretty attractive beauty handsome | ugly hideous unattractive"},
    {CONTRASTS,
     "rare rarely seldom scarcely hardly barely uncommon unusual unusually "
     "sporadic sporadically occasionally occasional sometimes infrequent "
     "infrequently exceptional exceptionally never | often frequent "
     "frequently common commonly usual usually always regular regularly "
     "constantly constant repeatedly routine routinely widespread invariably "
     "continually habitually"},
    {CONTRASTS,
     "possible possibly likely probable probably able capable feasible "
     "plausible | impossible unlikely improbable unable doubtful incapable "
     "implausible"},
    {CONTRASTS,
     "certain certainly sure surely definitely definite undoubtedly "
     "inevitable conclusive conclusively | uncertain unsure doubtful perhaps "
     "possibly maybe unclear tentative tentatively inconclusive"},
    {CONTRASTS,
     "temporary temporarily provisional provisionally interim acting | "
     "permanent permanently lasting indefinite indefinitely definitive "
     "enduring"},
    {CONTRASTS, "front forward | rear back backward behind"},
    {CONTRASTS, "on | off"},
    {CONTRASTS, "in into inside | out outside"},
    {CONTRASTS, "above over atop | below under beneath underneath"},
    {CONTRASTS,
     "near nearby close closer closest next adjacent nearer nearest "
     "neighbouring neighboring | far further farther distant remote away afar "
     "farthest"},
    {CONTRASTS, "to towards toward into | from"},
    {CONTRASTS,
     "despite notwithstanding regardless although though | because due owing "
     "thanks"},
    {CONTRASTS, "if | unless"},
    {CONTRASTS,
     "same identical similar similarly alike equal equally unchanged equality "
     "parity consistent | different differently differ differs differed "
     "distinct unequal opposite contrary diverse differing changed difference "
     "inequality inconsistent"},
    {CONTRASTS,
     "present presence attend* attendance appear* appearance | absent absence "
     "skip+ miss* avoid* boycott*"},
    {CONTRASTS,
     "obey* follow* comply complies complied complying observe* heed* adhere* "
     "respect* fulfil fulfilled abide | violate* violation~ break breaks "
     "broke broken ignore* defy* flout* breach* disregard* disobey*"},
    {CONTRASTS,
     "trust* confidence faith believe* reliable | distrust* mistrust* doubt* "
     "suspicion suspect* disbelieve* suspicious disbelief"},
    {CONTRASTS,
     "accident~ accidental accidentally unintentional unintentionally "
     "inadvertent inadvertently mistake~ negligence natural naturally mishap "
     "spontaneous spontaneously | arson deliberate deliberately intentional "
     "intentionally sabotage* purposely foul murder planned premeditated "
     "attack~ purposefully"},
    {CONTRASTS,
     "has have had having contains possess* enjoys boasts | lacks lacked "
     "lacking lack without"},
    {CONTRASTS,
     "provoke* cause* trigger* spark* incite* ignite* start* | avoid* "
     "prevent* avert* defuse* extinguish* quell* contain* suppress*"},
    {CONTRASTS,
     "solution~ answer~ remedy remedies cure~ fix | problem~ trouble~ issue~ "
     "crisis crises"},
    {CONTRASTS,
     "advantage~ benefit* merit~ strength~ plus pro boon blessing asset~ "
     "gain~ | disadvantage~ drawback~ weakness weaknesses flaw~ downside "
     "handicap~ curse harm* burden~ con"},
    {CONTRASTS,
     "help* assist* aid* facilitate* helpful relieve* | hinder* hamper* harm* "
     "obstruct* impede* hurt hurts hurting unhelpful"},
    {CONTRASTS,
     "useful effective effectively efficient efficiently successful "
     "beneficial valuable effectiveness potent productive | useless "
     "ineffective ineffectively inefficient worthless harmful futile "
     "unproductive counterproductive"},
    {CONTRASTS,
     "harmless powerful careful carefully hopeful painful meaningful fearful "
     "fruitful tasteful graceful | harmful powerless careless carelessly "
     "hopeless painless meaningless fearless fruitless tasteless disgraceful"},
    {CONTRASTS,
     "overestimate* overestimation overvalue* overpay overpaid oversupply "
     "surplus overweight overstate* overrate* overstaffed overqualified "
     "overfunded overact* overexposed | underestimate* underestimation "
     "undervalue* underpay underpaid undersupply shortage underweight "
     "understate* underrate* understaffed underqualified underfunded "
     "underexposed"},
    {CONTRASTS,
     "outnumber* outpace* outstrip+ outweigh* exceed* outperform* surpass* "
     "beat beats | lag+ trail* underperform* missed miss undershot undershoot"},
    {CONTRASTS,
     "active actively busy operational functioning operating | inactive "
     "passive idle dormant defunct passively shut disabled broken"},
    {CONTRASTS, "creditworthy solvent | insolvent bankrupt"},
    {CONTRASTS,
     "victory victories win* triumph~ | defeat~ loss losses draw draws drew "
     "drawn tie tied"},
    {CONTRASTS,
     "score* netted converted saved hit hits | miss* concede* wasted"},
    {CONTRASTS,
     "moral morally ethical ethically decent | immoral immorally unethical "
     "indecent"},
    {CONTRASTS,
     "creation formation founding foundation | destruction dissolution "
     "abolition disbandment"},
    {CONTRASTS, "introduction launch | abolition removal withdrawal"},
    {CONTRASTS,
     "invite* invitation~ welcome* | expel expels expelled disinvite* "
     "uninvited exclude* deport* deportation~"},
    {CONTRASTS, "immigrant~ native~ | tourist~ visitor~"},
    {CONTRASTS,
     "grant* give gives gave given award* bestow* | revoke* deny denies "
     "denied strip stripped withdraw withdrew withdrawn refuse* withhold "
     "withheld"},
    {CONTRASTS,
     "elect* reelected win wins won | defeat* ousted unseat* lose lost"},
    {CONTRASTS,
     "sworn inaugurated install* | ousted resigned toppled deposed overthrown"},
    {CONTRASTS,
     "pass passes passed passing | fail fails failed failing flunk*"},
    {CONTRASTS, "admit+ admission | discharge* reject* expel expelled"},
    {CONTRASTS, "plant* sow* sown | harvest* reap* uproot*"},
    {CONTRASTS, "load* | unload*"},
    {CONTRASTS, "lock* fasten* | unlock* unfasten*"},
    {CONTRASTS,
     "freeze freezes froze frozen freezing | melt* thaw* unfreeze* unfroze "
     "unfrozen boil*"},
    {CONTRASTS, "ignite* lit burn* | extinguish* douse* quench*"},
    {CONTRASTS, "switch* activate* enable* | disable* deactivate* unplug+"},
    {CONTRASTS, "dry dries dried drying | soak* wet drench* flood*"},
    {CONTRASTS, "clean* cleansed purify* decontaminate* wash* | contaminate* "
                "contamination pollute* pollution soil* taint* dirty infect*"},
    {CONTRASTS, "heterosexual straight | homosexual gay lesbian"},
    {CONTRASTS, "odd | even"},
    {CONTRASTS, "personally himself | anonymously remotely virtually"},
    {CONTRASTS, "superior~ | inferior subordinate~"},
    {CONTRASTS,
     "upright standing stand stands stood | seated sitting sit sits sat lying"},
    {CONTRASTS,
     "overcome overcame conquer* | succumb* yield* surrender* capitulate*"},
    {CONTRASTS,
     "resist* fight fights fought | surrender* yield* capitulate* submit+ "
     "bow*"},
    {CONTRASTS, "attacked attack | fled flee retreat retreated"},
    {CONTRASTS, "tall taller tallest | short shorter shortest"},
    {CONTRASTS, "insist* demand* press* | relent* drop dropped yield*"},
    {CONTRASTS, "exaggerate* overplay* hype* | downplay* underplay* play"},
    {CONTRASTS,
     "encourage* encouragement urge* persuade* | discourage* dissuade* deter "
     "deters deterred warn*"},
    {CONTRASTS, "recommend* advise* | warn* caution*"},
    {CONTRASTS,
     "promise* pledge* vow* guarantee* swear swore | threaten* threat~ "
     "refuse*"},
    {CONTRASTS,
     "forgive forgives forgave forgiven apologise* apologize* apology "
     "apologies thank* | condemn* avenge* revenge retaliate* retaliation "
     "insult* blame*"},
    {CONTRASTS,
     "collaborate* cooperation cooperate* partner~ | compete* competition "
     "rival~ conflict"},
    {CONTRASTS, "convene* meet meets met | disperse* adjourn* dissolve* part"},
    {CONTRASTS, "gather* assemble* collect* | scatter* disperse* distribute*"},
    {CONTRASTS,
     "centralise* centralize* | decentralise* decentralize* devolve*"},
    {CONTRASTS, "regulate* regulation | deregulate* deregulation"},
    {CONTRASTS,
     "subsidise* subsidize* subsidy subsidies grant~ exempt* | tax taxes "
     "taxed taxing levy"},
    {CONTRASTS, "deposit* | withdraw withdraws withdrew withdrawn withdrawal~"},
    {CONTRASTS, "refund* reimburse* | charge* billed"},
    {CONTRASTS, "oversight scrutiny | neglect ignorance"},
    {CONTRASTS, "tolerance tolerant | intolerance intolerant bigotry"},
    {CONTRASTS, "evidence proof | speculation rumour~ rumor~"},
    {CONTRASTS,
     "know knows knew known knowing aware | unknown unaware ignorant"},
    {CONTRASTS, "visible visibly | invisible hidden"},
    {CONTRASTS, "relevant | irrelevant"},
    {CONTRASTS,
     "landed land landing lands safely | crashed crash crashing crashes"},
    {CONTRASTS, "mental psychological emotional | physical bodily"},
    {CONTRASTS, "affirmative yes | negative no"},
    {CONTRASTS, "constructive constructively | destructive obstructive"},
    {CONTRASTS, "explicit explicitly | implicit implicitly tacit tacitly"},
    {CONTRASTS, "exclusive exclusively | inclusive shared nonexclusive"},
    {CONTRASTS, "enjoy* | suffer* endure*"},
    {CONTRASTS,
     "normal normally | abnormal abnormally extraordinary exceptional"},
    {CONTRASTS, "neutral | positive | negative"},
    {CONTRASTS, "beginning start | middle | end"},
    {CONTRASTS, "left | right | centre center central middle"},
    {CONTRASTS, "upload* | download*"},
    {CONTRASTS, "simplify* simplification | complicate* complication"},
    {CONTRASTS, "harden* stiffen* | soften*"},
    {CONTRASTS, "repatriate* repatriation | deport* expatriate*"},
    {CONTRASTS, "humble modest humility | proud arrogant arrogance"},
    {CONTRASTS,
     "stimulate* encourage* foster* spur+ promote* | stifle* suppress* "
     "discourage* hamper*"},
    {CONTRASTS, "afloat | aground"},
    {CONTRASTS, "feed feeds fed feeding | starve* starvation"},
    {CONTRASTS, "inflationary inflation | deflationary deflation"},
    {CONTRASTS, "bloody | bloodless"},
    {CONTRASTS,
     "objective objectively impartial impartially neutral unbiased | "
     "subjective partial biased partisan prejudiced"},
    {CONTRASTS, "truth | falsehood~ lie"},
    {CONTRASTS, "pain* suffering | pleasure relief"},
    {CONTRASTS, "hungry | fed sated"},
    {CONTRASTS, "multiply* | divide*"},
    {CONTRASTS, "proactive | reactive"},
    {CONTRASTS, "voluntary volunteer~ | paid conscript~ forced"},
    {CONTRASTS, "contain* | spread spreads spreading"},
    {CONTRASTS, "tame* | wild"},
    {CONTRASTS, "intact whole | broken shattered torn"},
    {CONTRASTS, "stop+ halt* | go continue* proceed*"},
    {CONTRASTS,
     "consensus unanimity agreement accord deal | disagreement dissent "
     "discord deadlock dispute~ split"},
    {CONTRASTS, "evade* escape* elude* avoid* | face*"},
    {CONTRASTS, "probation suspended parole | prison jail"},
    {CONTRASTS, "appeal* challenge* | accept* drop+"},
    {CONTRASTS, "ally allies allied | oppose* enemy"},
    {CONTRASTS, "privately personally | publicly officially"},
    {CONTRASTS, "stable serious fair | critical worsening"},
    {CONTRASTS, "good fine | bad ill poor"},
    {CONTRASTS, "wrong wrongly mistakenly | right rightly correctly"},
    {CONTRASTS, "debut* premiere* | farewell~ retire* retirement"},
    {CONTRASTS, "hope* expect* | fear* dread*"},
    {CONTRASTS, "credit* thank* | blame* fault*"},
    {CONTRASTS, "speed* accelerate* | slow* brake*"},
    {CONTRASTS, "sunk sank sinking | refloated salvaged raised"},
    {CONTRASTS, "sold out | unsold"},
    {CONTRASTS, "intercept* | miss*"},
    {CONTRASTS, "oversee* | neglect*"},
    {CONTRASTS, "reliable dependable | unreliable erratic"},
    {CONTRASTS, "transparent | opaque"},
    {CONTRASTS, "lucrative profitable | lossmaking unprofitable"},
    {CONTRASTS,
     "comfortable comfortably easily | narrow narrowly barely tight"},
    {CONTRASTS,
     "landslide overwhelming overwhelmingly | narrow narrowly slim razor"},
    {CONTRASTS, "overwhelming strong broad | tepid little scant weak"},
    {CONTRASTS, "quash* deny denies denied reject* | fuel* confirm* fan"},
    {CONTRASTS, "record | average"},
    {CONTRASTS, "popular popularity liked | unpopular unpopularity hated"},
    {CONTRASTS, "wanted | unwanted"},
    {CONTRASTS, "covered | uncovered exposed"},
    {CONTRASTS, "insured | uninsured"},
    {CONTRASTS, "full | part"},
    {CONTRASTS, "upfront | arrears"},
    {CONTRASTS,
     "violent violently violence | nonviolent nonviolence peaceful peacefully"},
};

const struct polar_table polar_contrasts = {words, COUNT(words)};
