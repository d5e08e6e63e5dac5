/*
 * Words that say the opposite of each other, and "not", in the languages of
 * tests/languages and in French (polar.c).
 *
 * Forms as headlines and reports have them. A meaning is shared by all
 * languages, and a word has two at most: what is lost is not won, nor gained.
 * Apostrophes are dropped before a word is looked up: "isn't" is isnt.
 */
#include "dedup/polar_internal.h"

const struct polar polar_words[] = {
    /* English */
    {NEGATIVE,
     "not no never cannot none nobody nothing neither nor without "
     "isnt arent wasnt werent dont doesnt didnt wont wouldnt cant "
     "couldnt shouldnt hasnt havent hadnt mustnt neednt aint",
     ""},
    {UP,
     "raises raise raised raising hikes hike hiked hiking rises rise "
     "rose risen rising gains gain gained gaining climbs climb "
     "climbed climbing soars soar soared soaring jumps jump jumped "
     "jumping surges surge surged surging rallies rally rallied "
     "increases increase increased increasing grows grow grew grown "
     "growing expands expand expanded expanding accelerates "
     "accelerate accelerated widens widen widened doubles double "
     "doubled doubling skyrocketed rebounded higher up upward "
     "upgrade upgrades upgraded",
     "cuts cut cutting lowers lowered lowering reduces reduce "
     "reduced reducing slashes slash slashed slashing trims trim "
     "trimmed falls fall fell fallen falling drops drop dropped "
     "dropping slips slip slipped slides slide slid plunges plunge "
     "plunged plunging tumbles tumble tumbled tumbling sinks sink "
     "sank sunk sinking declines decline declined declining "
     "decreases decrease decreased decreasing shrinks shrink shrank "
     "shrinking slumps slump slumped plummets plummeted dips dipped "
     "slows slow slowed slowing narrows narrow narrowed halves halve "
     "halved halving lower down downward downgrade downgrades "
     "downgraded"},
    {CONFIRM,
     "confirms confirm confirmed confirming admits admit admitted "
     "acknowledges acknowledged",
     "denies deny denied denying refutes refuted disputes disputed"},
    {WIN,
     "wins win won winning victory victories triumph triumphs "
     "triumphed beats beat",
     "loses lose lost losing defeat defeats"},
    {GAIN, "gains gain gained gaining", "loses lose lost losing"},
    {PROFIT, "profit profits profitable surplus",
     "loss losses unprofitable deficit"},
    {OPEN, "opens open opened opening reopens reopen reopened reopening",
     "closes close closed closing shuts shut"},
    {START,
     "starts start started starting begins begin began begun "
     "beginning launches launch launched resumes resume resumed",
     "ends end ended ending stops stop stopped halts halt halted "
     "suspends suspend suspended"},
    {FOR,
     "approves approve approved approving backs back backed backing "
     "supports support supported supporting accepts accept accepted "
     "accepting passes pass passed grants grant granted granting "
     "endorses endorse endorsed adopts adopt adopted agrees agree "
     "agreed signs sign signed for pro",
     "rejects reject rejected rejecting opposes oppose opposed "
     "opposing blocks block blocked blocking vetoes veto vetoed "
     "denies denied refuses refuse refused refusing disagrees "
     "disagreed against anti"},
    {GUILTY, "guilty convicted convicts",
     "innocent acquitted acquits cleared exonerated"},
    {MORE,
     "more greater larger bigger above over most higher stronger "
     "maximum majority",
     "less fewer smaller below under least lower weaker minimum "
     "minority"},
    {SURVIVE, "survives survive survived surviving alive survivors",
     "dies die died dying dead killed deaths"},
    {HURT, "injured wounded injures injuries", "killed dead kills deaths"},
    {ARREST, "arrested arrests arrest detained detains jailed imprisoned",
     "released releases release freed frees"},
    {TRUE, "true correct right", "false incorrect wrong untrue"},
    {LEFT, "left", "right"},
    {JOIN,
     "joins join joined joining enters enter entered entering stays "
     "stay stayed remains remain remained",
     "leaves leave left leaving quits quit exits exit exited "
     "withdraws withdraw withdrew"},
    {HIRE, "hires hire hired hiring appoints appoint appointed",
     "fires fire fired firing sacks sack sacked dismisses dismiss "
     "dismissed"},
    {BUY,
     "buys buy bought buying buyer buyers acquires acquire acquired "
     "purchased purchases",
     "sells sell sold selling seller sellers"},
    {ALLOW,
     "allows allow allowed allowing permits permit permitted "
     "legalizes legalized legalised",
     "bans ban banned banning prohibits prohibit prohibited forbids "
     "forbid forbidden outlaws outlawed bars barred"},
    {IMPOSE, "imposes impose imposed imposing tightens tighten tightened",
     "lifts lift lifted lifting eases ease eased easing loosened"},
    {STRONG, "strengthens strengthen strengthened strengthening strong",
     "weakens weaken weakened weakening weak"},
    {SUCCEED,
     "succeeds succeed succeeded succeeding success successful "
     "successfully",
     "fails fail failed failing failure unsuccessful unsuccessfully"},
    {INCLUDE, "includes include included including inclusion",
     "excludes exclude excluded excluding exclusion"},
    {UPHOLD, "upholds uphold upheld upholding",
     "overturns overturn overturned overturning reverses reversed "
     "quashes quashed"},
    {ADVANCE,
     "advances advance advanced advancing qualifies qualified "
     "promoted",
     "retreats retreat retreated eliminated crashed relegated"},
    {BEFORE, "before", "after"},
    {MALE,
     "men man male males boys boy husband husbands father fathers "
     "son sons brother brothers",
     "women woman female females girls girl wife wives mother "
     "mothers daughter daughters sister sisters"},
    {NORTH, "north northern", "south southern"},
    {EAST, "east eastern", "west western"},
    {FIRST, "first", "last"},
    {EARLY, "early earlier earliest", "late later latest"},
    {GOOD, "best better good", "worst worse bad"},
    {FRIEND, "ally allies friend friends friendly",
     "enemy enemies foe foes hostile"},
    {SAFE, "safe safely", "dangerous dangerously deadly"},
    {POSITIVE, "positive positively optimistic",
     "negative negatively pessimistic"},
    {PRAISE,
     "praises praise praised hails hailed welcomes welcome welcomed "
     "defends defend defended",
     "criticizes criticize criticized criticises criticise "
     "criticised condemns condemn condemned slams slammed attacks "
     "attacked blames blamed"},
    {IMPORT, "imports import imported importing importer importers",
     "exports export exported exporting exporter exporters"},
    {BUILD, "builds build built building",
     "destroys destroy destroyed destroying demolishes demolished"},
    {LENGTH, "long longer longest", "short shorter shortest"},
    {RICH, "rich richer richest wealthy", "poor poorer poorest"},
    {HOT, "hot hotter hottest warm warmer", "cold colder coldest cool cooler"},
    {AGE, "young younger youngest", "old older oldest elderly"},
    {LEND, "lends lend lent lender lenders",
     "borrows borrow borrowed borrower borrowers"},
    {PEACE, "peace", "war"},
    {MORNING, "am", "pm"},
    /* German */
    {NEGATIVE, "nicht kein keine keinen keinem keiner keines nie niemals", ""},
    {UP,
     "erhöht erhöhen erhöhte steigt steigen stieg stiegen gestiegen "
     "wächst wuchs zugenommen",
     "senkt senken senkte gesenkt sinkt sinken sank sanken gesunken "
     "fällt fiel fielen gefallen schrumpft abgenommen"},
    {CONFIRM, "bestätigt bestätigte bestätigten",
     "dementiert dementierte dementierten bestreitet bestritt "
     "bestritten"},
    {WIN, "gewinnt gewann gewonnen", "verliert verlor verloren"},
    {OPEN, "öffnet öffnen eröffnet geöffnet aufgenommen",
     "schließt schließen schloss geschlossen eingestellt"},
    {FOR,
     "genehmigt genehmigte gebilligt billigt angenommen unterstützt "
     "unterstützen unterstützte befürwortet für stimmt zu",
     "abgelehnt verworfen untersagt lehnt lehnen lehnte gegen "
     "ablehnt"},
    {GUILTY, "schuldig verurteilt", "unschuldig frei freigesprochen"},
    {MORE, "höher mehr", "niedriger weniger"},
    {SURVIVE, "überlebt überlebte überlebten",
     "gestorben starb starben stirbt"},
    {ARREST, "verhaftet festgenommen", "freigelassen"},
    {PROFIT, "gewinn", "verlust"},
    {BUY, "kauft kaufen kaufte gekauft übernimmt",
     "verkauft verkaufen verkaufte"},
    {ALLOW, "erlaubt erlauben erlaubte gestattet",
     "verbietet verbieten verbot verboten"},
    {START, "beginnt beginnen begann begonnen startet startete",
     "endet enden endete beendet"},
    {JOIN, "bleibt bleiben blieb", "verlässt verlassen verließ"},
    {BEFORE, "vor", "nach"},
    {EARLY, "früher", "später"},
    {GOOD, "besser beste besten gut", "schlechter schlimmste schlecht"},
    {MALE, "mann männer junge vater sohn bruder",
     "frau frauen mädchen mutter tochter schwester"},
    {NORTH, "norden nördlich nördlichen", "süden südlich südlichen"},
    {EAST, "osten östlich östlichen", "westen westlich westlichen"},
    {SUCCEED, "erfolgreich gelungen gelang",
     "gescheitert scheitert scheiterte misslang erfolglos"},
    {STRONG, "stärkt stärker gestärkt", "schwächt schwächer geschwächt"},
    {LEFT, "linke linken links", "rechte rechten rechts"},
    /* French */
    {NEGATIVE, "pas jamais aucun aucune ni sans", ""},
    {UP,
     "hausse augmente augmenté relève relevé remonte bondit grimpe "
     "progresse",
     "baisse diminue diminué abaisse abaissé recule chute plonge "
     "réduit"},
    {CONFIRM, "confirme confirmé", "dément démenti"},
    {OPEN, "ouvre ouvert", "ferme fermé"},
    {GUILTY, "coupable condamné condamnée",
     "acquitté acquittée relaxé relaxée innocent innocente"},
    {FOR, "approuve approuvé soutient accepte accepté adopte adopté pour",
     "rejette rejeté refuse refusé repousse contre"},
    {WIN, "gagne gagné remporte remporté victoire", "perd perdu défaite"},
    {BUY, "achète acheté acquiert", "vend vendu"},
    {ALLOW, "autorise autorisé permet", "interdit interdite"},
    {ARREST, "arrêté arrêtée arrêtés", "libéré libérée libérés relâché"},
    {SURVIVE, "survit survécu vivant vivants", "meurt mort morte morts décédé"},
    {MORE, "plus supérieur supérieure", "moins inférieur inférieure"},
    {START, "commence commencé débute", "termine terminé cesse"},
    {BEFORE, "avant", "après"},
    {MALE, "homme hommes garçon père fils frère",
     "femme femmes fille mère sœur"},
    {NORTH, "nord", "sud"},
    {EAST, "est", "ouest"},
    {PROFIT, "bénéfice bénéfices", "perte pertes"},
    /* Spanish */
    {NEGATIVE, "nunca jamás tampoco ningún ninguna no sin nadie ninguno", ""},
    {UP, "sube subió suben subirá subirán aumenta aumentó aumentará",
     "baja bajó bajan bajará bajarán disminuye disminuyó cae cayó "
     "reduce redujo reducirá"},
    {CONFIRM, "confirma confirmó confirmaron",
     "niega negó negaron desmiente desmintió"},
    {WIN, "gana ganó ganaron", "pierde perdió perdieron"},
    {OPEN, "abre abrió abrirá abierto", "cierra cerró cerrará cerrado"},
    {FOR,
     "aprueba aprobó aprobaron aprobará aprobado apoya apoyó apoyan "
     "acepta aceptó respalda respaldó favor",
     "rechaza rechazó rechazaron rechazará rechazado opone opuso "
     "oponen contra"},
    {GUILTY, "culpable condenado condenada condenó condenaron",
     "inocente absuelto absuelta absolvió absolvieron"},
    {MORE, "mayor más", "menor menos"},
    {SURVIVE, "sobrevive sobrevivió sobrevivieron",
     "muere murió murieron falleció"},
    {ARREST, "detenido detenida", "liberado liberada"},
    {BUY, "compra compró compran", "vende vendió venden"},
    {ALLOW, "permite permitió autoriza autorizó", "prohíbe prohibió prohibirá"},
    {START, "empieza empezó comienza comenzó inicia inició",
     "termina terminó acaba acabó finaliza finalizó"},
    {BEFORE, "antes", "después"},
    {MALE, "hombre hombres niño padre hijo hermano",
     "mujer mujeres niña madre hija hermana"},
    {NORTH, "norte", "sur"},
    {EAST, "este", "oeste"},
    {PROFIT, "beneficio beneficios ganancia ganancias", "pérdida pérdidas"},
    {JOIN, "entra entró permanece", "sale salió abandona abandonó"},
    {GOOD, "mejor mejores", "peor peores"},
    /* Russian */
    {NEGATIVE, "не нет никогда нельзя", ""},
    {UP,
     "повысит повысил повысила повысили повышает увеличит увеличил "
     "увеличила увеличили вырос выросла выросло выросли растёт рост",
     "снизит снизил снизила снизили снижает сократит сократил "
     "сократила сократили упал упала упало упали падает падение "
     "снизился снизилась снизилось снизились"},
    {CONFIRM, "подтвердил подтвердила подтвердили подтверждает",
     "опроверг опровергла опровергли опровергает отрицает"},
    {WIN, "выиграл выиграла выиграли победил победила победили",
     "проиграл проиграла проиграли"},
    {OPEN,
     "открыл открыла открыли открыт открыта открыто открылся "
     "открылась",
     "закрыл закрыла закрыли закрыт закрыта закрыто закрылся "
     "закрылась"},
    {FOR,
     "одобрил одобрила одобрили принял приняла приняли поддержал "
     "поддержала поддержали поддерживает за согласился",
     "отклонил отклонила отклонили отверг отвергла отвергли против "
     "отказался отказалась отказались"},
    {GUILTY, "виновен виновна виновным виновной",
     "невиновен невиновна невиновным невиновной оправдан оправдана"},
    {MORE, "выше больше", "ниже меньше"},
    {SURVIVE, "выжил выжила выжили",
     "умер умерла умерли погиб погибла погибли"},
    {ARREST, "арестован арестована арестованы",
     "освобождён освобождена освобождены"},
    {PROFIT, "прибыль", "убыток"},
    {BUY, "купил купила купили покупает",
     "продал продала продали продаёт продает"},
    {ALLOW, "разрешил разрешила разрешили", "запретил запретила запретили"},
    {START, "начал начала начали начался началась начались",
     "завершил завершила завершили закончился завершился завершилась "
     "прекратил прекратила"},
    {BEFORE, "до перед", "после"},
    {MALE, "мужчина мужчины муж отец сын брат",
     "женщина женщины жена мать дочь сестра"},
    {JOIN, "вступил вступила вступили остался осталась остались",
     "вышел вышла вышли покинул покинула покинули"},
    {NORTH, "севере северной северный", "юге южной южный"},
    {EAST, "востоке восточной восточный", "западе западной западный"},
    {GOOD, "лучше лучший", "хуже худший"},
    /* Arabic */
    {NEGATIVE, "لا لم لن ليس ليست", ""},
    {UP,
     "رفع رفعت يرفع ترفع سيرفع سترفع ارتفع ارتفعت يرتفع ترتفع صعد "
     "صعدت زاد زادت",
     "خفض خفضت يخفض تخفض سيخفض ستخفض انخفض انخفضت ينخفض تنخفض هبط "
     "هبطت تراجع تراجعت"},
    {CONFIRM, "أكد أكدت يؤكد تؤكد", "نفى نفت ينفي تنفي"},
    {WIN, "فاز فازت", "خسر خسرت"},
    {OPEN, "فتح فتحت يفتح تفتح سيفتح ستفتح",
     "أغلق أغلقت يغلق تغلق سيغلق ستغلق"},
    {FOR, "وافق وافقت أيد أيدت يؤيد تؤيد دعم دعمت قبل قبلت",
     "رفض رفضت عارض عارضت يعارض تعارض"},
    {GUILTY, "مذنب مذنبة أدان أدانت", "بريء بريئة برأ برأت"},
    {MORE, "أعلى أكثر", "أدنى أقل"},
    {SURVIVE, "نجا نجت", "توفي توفيت قتل قتلت مات ماتت"},
    {ARREST, "اعتقل اعتقلت", "أفرج"},
    {BUY, "اشترى اشترت", "باع باعت"},
    {ALLOW, "سمح سمحت", "حظر حظرت منع منعت"},
    {START, "بدأ بدأت", "انتهى انتهت أنهى أنهت"},
    {BEFORE, "", "بعد"},
    {MALE, "رجل رجال", "امرأة نساء"},
    {NORTH, "شمال", "جنوب"},
    {EAST, "شرق", "غرب"},
    {PROFIT, "ربح أرباح", "خسارة خسائر"},
};

const size_t polar_word_count = COUNT(polar_words);
