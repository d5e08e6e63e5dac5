/*
 * German, French and Spanish words that say the opposite of each other, and "not".
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    /* German */
    {NEGATES,
     "nicht kein keine keinen keinem keiner keines nie niemals niemand "
     "niemandem niemanden nichts nirgends nirgendwo weder ohne kaum selten "
     "minus unmöglich keinerlei keineswegs"},
    {OPPOSES,
     "erhöht erhöhen erhöhte steigt steigen stieg stiegen gestiegen wächst "
     "wuchs zugenommen ; anhebt anheben angehoben hob heben gehoben zunimmt "
     "zunehmen zunahm nahm wachsen gewachsen wuchsen wachstum anstieg zunahme "
     "erhöhung klettert kletterte klettern verdoppelt verdoppelte verdoppeln "
     "verteuert verteuern verteuerte ausgeweitet ausbaut ausbauen ausgebaut "
     "beschleunigt beschleunigte höchststand rekordhoch aufschwung aufwärts "
     "verstärkt verschärft schnellt springt sprang | senkt senken senkte "
     "gesenkt sinkt sinken sank sanken gesunken fällt fiel fielen gefallen "
     "schrumpft abgenommen ; gekürzt kürzt kürzen kürzte reduziert reduzieren "
     "reduzierte verringert verringern verringerte gefallen fallen schrumpfen "
     "schrumpfte geschrumpft abnimmt abnahme rückgang senkung kürzung "
     "abgebaut abbauen abbau halbiert halbierte halbieren verbilligt "
     "verbilligen stürzt stürzte eingebrochen einbruch bricht verlangsamt "
     "verlangsamte rückläufig tiefststand rekordtief abschwung abwärts "
     "gedrosselt lockert gelockert lockern"},
    {OPPOSES,
     "bestätigt bestätigte bestätigten ; bestätigen einräumt eingeräumt "
     "räumte räumt gesteht gestand gestanden zugegeben zugibt | dementiert "
     "dementierte dementierten bestreitet bestritt bestritten ; dementieren "
     "bestreiten leugnet leugnete leugneten geleugnet widerspricht "
     "widersprach widersprochen zurückgewiesen weist wies abgesagt sagt "
     "widerlegt"},
    {OPPOSES,
     "gewinnt gewann gewonnen ; siegt siegte siegten gesiegt sieg siege "
     "schlägt schlug geschlagen besiegt besiegte triumphiert triumphierte "
     "gewannen gewinnen sieger | verliert verlor verloren ; unterliegt "
     "unterlag unterlegen niederlage niederlagen verloren verlieren scheitert "
     "verlierer verlor"},
    {OPPOSES,
     "öffnet öffnen eröffnet geöffnet aufgenommen ; öffnete öffneten "
     "wiedereröffnet eröffnen eröffnete eröffnung freigegeben | schließt "
     "schließen schloss geschlossen eingestellt ; schließung sperrt gesperrt "
     "sperren sperrte schlossen geschlossene dicht stillgelegt"},
    {OPPOSES,
     "genehmigt genehmigte gebilligt billigt angenommen unterstützt "
     "unterstützen unterstützte befürwortet für stimmt zu ; zugestimmt "
     "zustimmt stimmte stimmten genehmigen genehmigten billigte billigten "
     "verabschiedet verabschiedete beschlossen beschließt beschloss bewilligt "
     "bewilligte befürworten befürwortete zustimmung zulassung akzeptiert "
     "akzeptierte akzeptieren begrüßt begrüßte begrüßten unterzeichnet "
     "ratifiziert befürworter anhänger | abgelehnt verworfen untersagt lehnt "
     "lehnen lehnte gegen ablehnt ; ablehnen ablehnung verweigert verweigerte "
     "verweigern zurückgewiesen blockiert blockierte blockieren stoppt "
     "stoppte gestoppt widersetzt verwirft verwarf veto gegner kritisiert "
     "abgewiesen untersagte"},
    {OPPOSES,
     "schuldig verurteilt ; verurteilte verurteilten verurteilen schuld "
     "verurteilung | unschuldig frei freigesprochen ; freispruch "
     "freigesprochene spricht sprach unschuld entlastet"},
    {OPPOSES,
     "höher mehr ; größer größere mehrheit höchste höchsten meisten über "
     "mindestens oberhalb | niedriger weniger ; kleiner kleinere geringer "
     "minderheit niedrigste niedrigsten wenigsten unter höchstens unterhalb"},
    {OPPOSES,
     "überlebt überlebte überlebten ; gerettet lebend überleben überlebende "
     "leben lebt unverletzt geborgen | gestorben starb starben stirbt ; tot "
     "getötet tote toten umgekommen ertrunken ertrank ums todesopfer leiche "
     "sterben tötete"},
    {OPPOSES,
     "verhaftet festgenommen ; verhaftete verhafteten verhaftung festnahme "
     "festgesetzt inhaftiert gefasst nahm nahmen haft | freigelassen ; "
     "entlassen freigekommen freilassung frei freien flüchtig entkommen"},
    {OPPOSES,
     "gewinn ; gewinne überschuss überschüsse | verlust ; verluste defizit "
     "defizite fehlbetrag"},
    {OPPOSES,
     "kauft kaufen kaufte gekauft übernimmt ; erwirbt erwarb erworben kauf "
     "käufer übernahm übernommen kauften | verkauft verkaufen verkaufte ; "
     "verkauften veräußert veräußerte verkauf verkäufer"},
    {OPPOSES,
     "erlaubt erlauben erlaubte gestattet ; erlaubte gestatten gestattete "
     "genehmigt zulässig legal legalisiert zugelassen darf dürfen erlaubnis | "
     "verbietet verbieten verbot verboten ; untersagt untersagte verbot "
     "unzulässig illegal"},
    {OPPOSES,
     "beginnt beginnen begann begonnen startet startete ; beginn start "
     "starten aufgenommen nimmt eröffnet fortgesetzt verlängert verlängerte | "
     "endet enden endete beendet ; beendete beendeten beenden ende "
     "abgebrochen abgesagt eingestellt gestoppt stoppt schluss abgeschlossen "
     "verschoben aufgelöst unterbrochen"},
    {OPPOSES,
     "bleibt bleiben blieb ; beigetreten tritt kommt kam ankunft angekommen "
     "eingetreten einreise | verlässt verlassen verließ ; ausgetreten "
     "rücktritt zurückgetreten geht ging abgereist abreise austritt ausreise "
     "kündigt gekündigt"},
    {OPPOSES, "vor ; vorher zuvor bevor | nach ; danach nachdem später seit"},
    {OPPOSES,
     "früher ; früh frühen frühzeitig | später ; spät späten verspätet"},
    {OPPOSES,
     "besser beste besten gut ; gute guten guter gutes ausgezeichnet "
     "hervorragend verbessert verbessern verbesserte erfreulich | schlechter "
     "schlimmste schlecht ; schlechte schlechten schlimmer mangelhaft "
     "miserabel verschlechtert verschlechterte verschlechtern enttäuschend"},
    {OPPOSES,
     "mann männer junge vater sohn bruder ; er ihn ihm sein seine seinen "
     "seinem sprecher minister präsident kanzler herr söhne brüder väter "
     "onkel neffe großvater jungen männlich ehemann schauspieler lehrer "
     "freund | frau frauen mädchen mutter tochter schwester ; sie ihr ihre "
     "ihren ihrem sprecherin ministerin präsidentin kanzlerin dame töchter "
     "schwestern mütter tante nichte großmutter weiblich ehefrau "
     "schauspielerin lehrerin freundin"},
    {OPPOSES,
     "norden nördlich nördlichen ; nord nördlicher | süden südlich südlichen "
     "; süd südlicher"},
    {OPPOSES,
     "osten östlich östlichen ; ost östlicher | westen westlich westlichen ; "
     "west westlicher"},
    {OPPOSES,
     "erfolgreich gelungen gelang ; erfolg erfolge geglückt glückte schafft "
     "schaffte geschafft bestanden | gescheitert scheitert scheiterte "
     "misslang erfolglos ; misserfolg misslungen gescheiterte verfehlt "
     "verfehlte erfolglose pleite"},
    {OPPOSES,
     "stärkt stärker gestärkt ; stark starke starken kräftig robust festigt "
     "gefestigt | schwächt schwächer geschwächt ; schwach schwache schwachen "
     "schwächte geschwächte"},
    {OPPOSES,
     "linke linken links ; linker linkes | rechte rechten rechts ; rechter "
     "rechtes"},
    {CONTRASTS,
     "lobt lobte lobten gelobt loben würdigt würdigte würdigten gewürdigt "
     "begrüßt begrüßte verteidigt verteidigte lob | kritisiert kritisierte "
     "kritisierten kritisieren rügt rügte rügten gerügt verurteilt "
     "verurteilte tadelt tadelte bemängelt bemängelte beklagt beklagte "
     "attackiert angegriffen kritik geißelt"},
    {CONTRASTS, "nimmt aufgenommen wieder | eingestellt stellt ein"},
    {CONTRASTS,
     "heiß warm wärmer heißer sonnig trocken trockener | kalt kälter kühl "
     "kühler regnerisch nass feucht frostig"},
    {CONTRASTS,
     "alt alte alten älter älteste | neu neue neuen jung jünger jüngste junge"},
    {CONTRASTS,
     "groß große großen großer | klein kleine kleinen kleiner gering geringe"},
    {CONTRASTS, "lang lange langen länger | kurz kurze kurzen kürzer"},
    {CONTRASTS, "schnell schneller rasch zügig | langsam langsamer schleppend"},
    {CONTRASTS, "leicht leichter einfach | schwer schwerer schwierig"},
    {CONTRASTS, "teuer teurer teure | billig billiger günstig günstiger"},
    {CONTRASTS, "reich reiche reicher wohlhabend | arm arme ärmer"},
    {CONTRASTS,
     "sicher sichere ungefährlich harmlos | gefährlich gefährliche unsicher "
     "riskant"},
    {CONTRASTS,
     "positiv positive positiven optimistisch | negativ negative negativen "
     "pessimistisch"},
    {CONTRASTS, "innen drinnen innerhalb | außen draußen außerhalb"},
    {CONTRASTS, "oben obere oberen | unten untere unteren"},
    {CONTRASTS,
     "öffentlich öffentliche staatlich staatliche | privat private geheim "
     "geheime"},
    {CONTRASTS,
     "alle alles jeder jede jedes sämtliche beide ganz ganze | keiner keine "
     "niemand nichts | einige manche wenige | hälfte halb halbe | drittel | "
     "viertel | meisten mehrheit"},
    {CONTRASTS, "viele zahlreiche | wenige kaum"},
    {CONTRASTS, "oft häufig immer stets | selten nie manchmal"},
    {CONTRASTS, "einmal | zweimal | dreimal | viermal"},
    {CONTRASTS, "krieg kämpfe angriff | frieden waffenruhe waffenstillstand"},
    {CONTRASTS,
     "freund freunde verbündeter verbündete partner | feind feinde gegner "
     "rivale rivalen"},
    {CONTRASTS,
     "angriff greift griff angreifer | verteidigung verteidigt verteidiger"},
    {CONTRASTS,
     "import importe importiert einfuhr einfuhren | export exporte exportiert "
     "ausfuhr ausfuhren"},
    {CONTRASTS, "frühling frühjahr | sommer | herbst | winter"},
    {CONTRASTS,
     "sekunde sekunden | minute minuten | stunde stunden | tag tage tagen | "
     "woche wochen | monat monate monaten | quartal | jahr jahre jahren | "
     "jahrzehnt jahrzehnte | jahrhundert"},
    {CONTRASTS,
     "morgen morgens | mittag mittags | nachmittag nachmittags | abend abends "
     "| nacht nachts"},
    {CONTRASTS,
     "kilometer km | meter m | zentimeter cm | hektar ha | quadratkilometer | "
     "quadratmeter"},
    {CONTRASTS, "kilogramm kilo kg | gramm | tonne tonnen"},
    {CONTRASTS, "euro | dollar | pfund | franken | yen | rubel | cent"},
    {CONTRASTS,
     "mord | totschlag | raub | diebstahl | betrug | körperverletzung | "
     "brandstiftung | erpressung | vergewaltigung | bestechung"},
    {CONTRASTS,
     "unfall versehen versehentlich fahrlässig | absicht absichtlich "
     "vorsätzlich brandstiftung anschlag"},
    {CONTRASTS,
     "krankenhaus klinik | schule | kirche | gefängnis | hotel | bahnhof | "
     "flughafen | museum | fabrik | rathaus | moschee"},
    {CONTRASTS,
     "zug | bus | auto pkw | lastwagen lkw | flugzeug | hubschrauber | schiff "
     "boot fähre | fahrrad | motorrad | straßenbahn"},
    {CONTRASTS, "auf ein hinein | aus hinaus"},
    {CONTRASTS, "mit | ohne"},
    {CONTRASTS, "trotz obwohl | wegen weil dank aufgrund"},
    {CONTRASTS,
     "veröffentlicht veröffentlichte enthüllt enthüllte offengelegt | "
     "verschwiegen verschwieg verheimlicht geheimgehalten vertuscht "
     "vertuschte"},
    {CONTRASTS,
     "eingestellt ernannt ernannte ernennt befördert berufen gewählt | "
     "entlassen entlässt entließ abgesetzt gefeuert gekündigt degradiert "
     "abgewählt"},
    {CONTRASTS,
     "gebaut baut bauen baute errichtet errichtete | abgerissen zerstört "
     "zerstörte zerstören abriss vernichtet"},
    {CONTRASTS, "angenommen nimmt | abgelehnt lehnt"},
    {CONTRASTS,
     "gefunden entdeckt aufgetaucht | verschwunden vermisst verloren"},
    {CONTRASTS, "gesund genesen | krank erkrankt verletzt"},
    {CONTRASTS, "voll gefüllt | leer"},
    {CONTRASTS,
     "steigend steigende steigenden | sinkend sinkende sinkenden fallend "
     "fallende"},
    {CONTRASTS, "regierung | opposition"},
    {CONTRASTS, "zivil zivile zivilisten | militärisch militärische soldaten"},
    {CONTRASTS, "verschärft verschärfte strenger | gelockert lockerer"},
    {CONTRASTS, "verhängt verhängte verhängen | aufgehoben hebt aufheben"},
    {CONTRASTS,
     "spart sparen gespart sparte | verschwendet verschwendete ausgegeben"},
    {CONTRASTS,
     "glücklich froh zufrieden | traurig unglücklich unzufrieden enttäuscht"},
    {CONTRASTS, "beschleunigt vorgezogen | verzögert verschoben"},
    {CONTRASTS,
     "fusion fusionieren zusammen vereint | trennung trennen getrennt "
     "gespalten"},
    /* French */
    {NEGATES,
     "pas jamais aucun aucune ni sans rien personne nul nulle jamais guère "
     "non nullement impossible"},
    {OPPOSES,
     "hausse augmente augmenté relève relevé remonte bondit grimpe progresse "
     "; augmentent augmentation grimpé grimpent montent monte monté bondi "
     "progressé progression relèvent accru accroît croît croissance double "
     "doublé flambée accélère élargit renforce sommet | baisse diminue "
     "diminué abaisse abaissé recule chute plonge réduit ; baissé baissent "
     "baisser diminution diminuent chuté chutent reculé recul abaissent "
     "plongé réduisent réduction tombe tombé tombent dégringole ralentit "
     "ralenti divisé rétrécit effondré creux repli"},
    {OPPOSES,
     "confirme confirmé ; confirment admet admis reconnaît reconnu avoue "
     "avoué assure | dément démenti ; démentent nie nié nient conteste "
     "contesté réfute réfuté annulé annule"},
    {OPPOSES,
     "ouvre ouvert ; ouverte ouvrent rouvre rouvert ouverture rouverte | "
     "ferme fermé ; fermée ferment fermeture clos bloqué"},
    {OPPOSES, "coupable condamné condamnée ; condamne condamnés condamnation | "
              "acquitté acquittée relaxé relaxée innocent innocente ; acquitte "
              "acquittement relaxe relaxés disculpé blanchi"},
    {OPPOSES,
     "approuve approuvé soutient accepte accepté adopte adopté pour ; "
     "approuvent acceptent adoptent voté vote soutenu soutiennent ratifie "
     "validé valide favorable autorise approbation | rejette rejeté refuse "
     "refusé repousse contre ; rejettent refusent repoussé oppose opposent "
     "opposé rejet refus bloque bloqué défavorable hostile dénonce"},
    {OPPOSES,
     "gagne gagné remporte remporté victoire ; gagnent remportent vainqueur "
     "bat battu victorieux triomphe | perd perdu défaite ; perdent perdant "
     "battue éliminé échoue"},
    {OPPOSES,
     "achète acheté acquiert ; achètent acquis rachète racheté achat acheteur "
     "rachat | vend vendu ; vendent cède cédé vente vendeur cession"},
    {OPPOSES,
     "autorise autorisé permet ; autorisent permis légal légalise | interdit "
     "interdite ; interdisent interdiction illégal bannit"},
    {OPPOSES,
     "arrêté arrêtée arrêtés ; arrêtées arrestation interpellé interpellés "
     "interpellée détenu incarcéré emprisonné | libéré libérée libérés "
     "relâché ; libérées libération évadé remis relâchés relâchée"},
    {OPPOSES,
     "survit survécu vivant vivants ; survivant survivants sauvé sauvés "
     "sauvée rescapé rescapés indemne naissance | meurt mort morte morts "
     "décédé ; tué tués tuée mortel décès mourir noyé péri"},
    {OPPOSES,
     "plus supérieur supérieure ; majorité maximum plupart dessus | moins "
     "inférieur inférieure ; minorité minimum dessous"},
    {OPPOSES,
     "commence commencé débute ; commencent débuté lance lancé début reprend "
     "repris prolonge prolongé ouvre | termine terminé cesse ; terminent "
     "achève achevé fin arrêt suspend suspendu interrompu abandonne abandonné "
     "cessé"},
    {OPPOSES, "avant ; précédent | après ; suivant depuis"},
    {OPPOSES,
     "homme hommes garçon père fils frère ; il lui garçons maris mari époux "
     "oncle neveu directeur président ministre acteur porte-parole | femme "
     "femmes fille mère sœur ; elle filles épouse tante nièce directrice "
     "présidente actrice"},
    {OPPOSES, "nord | sud"},
    {OPPOSES, "est | ouest"},
    {OPPOSES,
     "bénéfice bénéfices ; excédent profits profit gains | perte pertes ; "
     "déficit déficits"},
    {CONTRASTS,
     "salue salué loue loué félicite félicité défend défendu applaudit éloge "
     "| critique critiqué dénonce dénoncé condamne blâme blâmé fustige "
     "fustigé attaque déplore"},
    {CONTRASTS, "chaud chaude chaleur | froid froide fraîcheur"},
    {CONTRASTS, "grand grande grands | petit petite petits"},
    {CONTRASTS,
     "nouveau nouvelle nouveaux jeune jeunes | ancien ancienne vieux vieille "
     "âgé"},
    {CONTRASTS, "riche riches | pauvre pauvres"},
    {CONTRASTS, "rapide rapidement vite | lent lentement"},
    {CONTRASTS, "facile facilement | difficile difficilement"},
    {CONTRASTS, "cher chère | bon"},
    {CONTRASTS, "bon bonne meilleur meilleure mieux | mauvais mauvaise pire"},
    {CONTRASTS, "sûr sûre | dangereux dangereuse"},
    {CONTRASTS, "positif positive optimiste | négatif négative pessimiste"},
    {CONTRASTS, "premier première | dernier dernière"},
    {CONTRASTS, "gauche | droite"},
    {CONTRASTS, "tôt | tard"},
    {CONTRASTS, "paix trêve cessez | guerre"},
    {CONTRASTS, "ami amis allié alliés | ennemi ennemis adversaire"},
    {CONTRASTS, "importe importations | exporte exportations"},
    {CONTRASTS,
     "tous toutes tout toute chaque deux | aucun aucune | moitié demi | tiers "
     "| quart | certains quelques"},
    {CONTRASTS, "souvent toujours | rarement jamais parfois"},
    {CONTRASTS, "une | deux"},
    {CONTRASTS, "printemps | été | automne | hiver"},
    {CONTRASTS,
     "seconde secondes | minute minutes | heure heures | jour jours | semaine "
     "semaines | mois | an ans année années | décennie | siècle"},
    {CONTRASTS, "matin | midi | soir soirée | nuit | après-midi"},
    {CONTRASTS,
     "kilomètres kilomètre km | mètres mètre m | hectares hectare | kilos kg "
     "| tonnes tonne"},
    {CONTRASTS,
     "euros euro | dollars dollar | livres livre | francs franc | yens yen"},
    {CONTRASTS,
     "meurtre assassinat | vol | fraude escroquerie | viol | corruption | "
     "incendie"},
    {CONTRASTS, "accident accidentel | criminel volontaire délibéré attentat"},
    {CONTRASTS,
     "hôpital | école | église | prison | hôtel | gare | aéroport | musée | "
     "usine | mairie | mosquée"},
    {CONTRASTS,
     "train | bus autobus car | voiture | camion | avion | hélicoptère | "
     "bateau navire | vélo"},
    {CONTRASTS, "malgré | grâce cause"},
    {CONTRASTS, "avec | sans"},
    {CONTRASTS,
     "nommé nomme embauche embauché élu recrute | limogé licencié licencie "
     "renvoyé révoqué démis"},
    {CONTRASTS,
     "construit construction bâtit | détruit démolit démoli destruction"},
    {CONTRASTS,
     "entre entré rejoint arrive arrivé reste | quitte quitté sort sorti part "
     "parti démissionne"},
    {CONTRASTS,
     "révèle révélé publie publié dévoile | cache caché dissimule dissimulé "
     "tait"},
    {CONTRASTS, "réussit réussi succès parvient | échoue échoué échec"},
    {CONTRASTS, "renforce renforcé durcit | affaiblit affaibli assouplit"},
    {CONTRASTS, "retrouvé trouvé | disparu perdu"},
    {CONTRASTS, "public publique | privé privée"},
    {CONTRASTS, "gouvernement | opposition"},
    {CONTRASTS, "vide | plein pleine"},
    {CONTRASTS, "présent présente | absent absente"},
    {CONTRASTS, "avance avancé | reporte reporté retarde retardé"},
    {CONTRASTS, "légal légale | illégal illégale"},
    /* Spanish */
    {NEGATES,
     "nunca jamás tampoco ningún ninguna no sin nadie ninguno nada apenas "
     "raramente imposible ningunos ningunas"},
    {OPPOSES,
     "sube subió suben subirá subirán aumenta aumentó aumentará ; subieron "
     "subir aumentan aumentaron aumento incrementa incrementó incremento "
     "crece creció crecen crecieron crecimiento eleva elevó elevan alza sube "
     "dispara disparó duplica duplicó amplía amplió acelera aceleró máximo | "
     "baja bajó bajan bajará bajarán disminuye disminuyó cae cayó reduce "
     "redujo reducirá ; bajaron bajar disminuyen disminuyeron caen cayeron "
     "caída reducen redujeron reducción recorta recortó recorte desciende "
     "descendió descienden descenso rebaja rebajó desploma desplomó frena "
     "frenó mínimo retrocede retrocedió decrece"},
    {OPPOSES,
     "confirma confirmó confirmaron ; confirman admite admitió reconoce "
     "reconoció admiten asegura | niega negó negaron desmiente desmintió ; "
     "niegan desmienten desmintieron rechaza cuestiona refuta refutó cancela "
     "canceló canceló"},
    {OPPOSES,
     "gana ganó ganaron ; ganan ganar vence venció victoria triunfo triunfa "
     "triunfó derrota derrotó ganador | pierde perdió perdieron ; pierden "
     "perder derrotado perdedor cae cayó fracasa"},
    {OPPOSES,
     "abre abrió abrirá abierto ; abren abrieron reabre reabrió abierta "
     "apertura reapertura | cierra cerró cerrará cerrado ; cierran cerraron "
     "cerrada cierre clausura clausuró"},
    {OPPOSES,
     "aprueba aprobó aprobaron aprobará aprobado apoya apoyó apoyan acepta "
     "aceptó respalda respaldó favor ; aprueban acepta aceptan aceptaron "
     "respaldan respaldaron autoriza apoyaron apoyado adopta adoptó ratifica "
     "ratificó aprobación apoyo partidarios avala avaló | rechaza rechazó "
     "rechazaron rechazará rechazado opone opuso oponen contra ; rechazan "
     "deniega denegó veta vetó bloquea bloqueó rechazo rehúsa rehusó negó "
     "critican opositores opusieron"},
    {OPPOSES,
     "culpable condenado condenada condenó condenaron ; condena condenan "
     "condenados culpables | inocente absuelto absuelta absolvió absolvieron "
     "; absuelve absuelven exonera exoneró inocentes absueltos absolución"},
    {OPPOSES,
     "mayor más ; mayoría máximo superior mayores | menor menos ; minoría "
     "mínimo inferior menores"},
    {OPPOSES,
     "sobrevive sobrevivió sobrevivieron ; sobreviviente sobrevivientes "
     "superviviente supervivientes vivo vivos viva ileso rescatado rescatados "
     "| muere murió murieron falleció ; mueren muerto muertos muerta "
     "fallecido fallecidos fallece fallecieron víctimas"},
    {OPPOSES,
     "detenido detenida ; detenidos detiene detuvo detuvieron arrestado "
     "arrestados arresta arrestó captura capturado encarcelado | liberado "
     "liberada ; liberados libera liberó liberaron liberación puesto"},
    {OPPOSES,
     "compra compró compran ; compran compraron adquiere adquirió compra "
     "comprador adquisición | vende vendió venden ; vendieron venta vendedor"},
    {OPPOSES,
     "permite permitió autoriza autorizó ; permiten permitieron legaliza "
     "legalizó autorizan autorizaron permitido legal | prohíbe prohibió "
     "prohibirá ; prohíben prohibieron prohibido veta impide impidió ilegal"},
    {OPPOSES,
     "empieza empezó comienza comenzó inicia inició ; comienzan empezaron "
     "comenzaron inicio comienzo reanuda reanudó prorroga prorrogó inician "
     "lanza | termina terminó acaba acabó finaliza finalizó ; terminan "
     "terminaron fin final suspende suspendió cancela canceló interrumpe "
     "concluye concluyó"},
    {OPPOSES, "antes ; previo | después ; tras"},
    {OPPOSES,
     "hombre hombres niño padre hijo hermano ; él niños chico marido esposo "
     "tío sobrino abuelo presidente ministro actor director hijos | mujer "
     "mujeres niña madre hija hermana ; ella niñas chica esposa tía sobrina "
     "abuela presidenta ministra actriz directora hijas"},
    {OPPOSES, "norte | sur"},
    {OPPOSES, "este | oeste"},
    {OPPOSES,
     "beneficio beneficios ganancia ganancias ; superávit | pérdida pérdidas "
     "; déficit pérdidas"},
    {OPPOSES,
     "entra entró permanece ; ingresa ingresó llega llegó permanecen queda "
     "quedó | sale salió abandona abandonó ; dimite dimitió renuncia renunció "
     "deja dejó salen salieron retira retiró"},
    {OPPOSES,
     "mejor mejores ; bueno buena buenos excelente mejora mejoró | peor "
     "peores ; malo mala malos pésimo empeora empeoró"},
    {CONTRASTS,
     "elogia elogió elogiaron alaba alabó celebra celebró defiende defendió "
     "felicita felicitó aplaude aplaudió | critica criticó criticaron condena "
     "condenó censura censuró denuncia denunció reprocha reprochó ataca atacó "
     "lamenta lamentó"},
    {CONTRASTS, "alto alta altos altas | bajo baja bajos bajas"},
    {CONTRASTS, "grande grandes gran | pequeño pequeña pequeños"},
    {CONTRASTS,
     "nuevo nueva nuevos joven jóvenes | viejo vieja antiguo antigua anciano"},
    {CONTRASTS, "rico ricos | pobre pobres"},
    {CONTRASTS, "rápido rápida rápidamente | lento lenta lentamente"},
    {CONTRASTS, "fácil fácilmente | difícil difícilmente"},
    {CONTRASTS, "caro cara | barato barata"},
    {CONTRASTS, "seguro segura seguros | peligroso peligrosa inseguro"},
    {CONTRASTS, "positivo positiva optimista | negativo negativa pesimista"},
    {CONTRASTS, "caliente calor cálido | frío fría"},
    {CONTRASTS, "primero primera primer | último última"},
    {CONTRASTS, "izquierda | derecha"},
    {CONTRASTS, "temprano | tarde"},
    {CONTRASTS, "paz tregua | guerra"},
    {CONTRASTS, "amigo amigos aliado aliados | enemigo enemigos rival rivales"},
    {CONTRASTS,
     "importa importó importaciones | exporta exportó exportaciones"},
    {CONTRASTS,
     "todos todas todo toda cada ambos | ninguno ninguna nadie | mitad medio "
     "media | tercio | cuarto | algunos algunas varios"},
    {CONTRASTS, "muchos muchas numerosos | pocos pocas"},
    {CONTRASTS, "siempre frecuentemente menudo | nunca raramente"},
    {CONTRASTS, "primavera | verano | otoño | invierno"},
    {CONTRASTS,
     "segundos | minuto minutos | hora horas | día días | semana semanas | "
     "mes meses | año años | década décadas | siglo siglos"},
    {CONTRASTS, "mañana | mediodía | tarde | noche | madrugada"},
    {CONTRASTS,
     "kilómetros kilómetro km | metros metro m | hectáreas hectárea | kilos "
     "kg | toneladas tonelada"},
    {CONTRASTS,
     "euros euro | dólares dólar | libras libra | pesos peso | yenes yen"},
    {CONTRASTS,
     "asesinato homicidio | robo | fraude estafa | violación | secuestro | "
     "corrupción soborno"},
    {CONTRASTS,
     "accidente accidental accidentalmente | provocado intencional deliberado "
     "deliberadamente atentado"},
    {CONTRASTS,
     "hospital | escuela colegio | iglesia | cárcel prisión | hotel | "
     "estación | aeropuerto | museo | fábrica | ayuntamiento"},
    {CONTRASTS,
     "tren | autobús | coche automóvil | camión | avión | helicóptero | barco "
     "buque | bicicleta"},
    {CONTRASTS, "con | sin"},
    {CONTRASTS, "pese | debido gracias"},
    {CONTRASTS,
     "nombra nombró contrata contrató nombrado elegido | despide despidió "
     "destituye destituyó despedido destituido cesado"},
    {CONTRASTS,
     "construye construyó construcción | destruye destruyó destrucción "
     "derriba derribó demuele"},
    {CONTRASTS,
     "revela reveló publica publicó divulga | oculta ocultó esconde escondió "
     "calla"},
    {CONTRASTS,
     "logra logró éxito consigue consiguió | fracasa fracasó fracaso falla "
     "falló"},
    {CONTRASTS,
     "fortalece fortaleció refuerza reforzó endurece | debilita debilitó "
     "relaja suaviza"},
    {CONTRASTS,
     "encontrado hallado aparece apareció | desaparecido perdido desaparece "
     "desapareció"},
    {CONTRASTS, "público pública públicos | privado privada privados"},
    {CONTRASTS, "gobierno | oposición"},
    {CONTRASTS, "lleno llena | vacío vacía"},
    {CONTRASTS,
     "adelanta adelantó | aplaza aplazó retrasa retrasó pospone pospuso"},
    {CONTRASTS, "dentro interior | fuera exterior"},
    {CONTRASTS, "arriba | abajo"},
    {CONTRASTS, "impone impuso | levanta levantó elimina"},
    {CONTRASTS, "ahorra ahorró | gasta gastó"},
    {CONTRASTS, "ataca atacó ataque | defiende defendió defensa"},
};

const struct polar_table polar_european = {words, COUNT(words)};
