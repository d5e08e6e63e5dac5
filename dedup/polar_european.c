/*
 * German, French, Spanish and Russian words that say the opposite of each other,
 * and "not".
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    /* German */
    {NEGATES, "nicht kein keine keinen keinem keiner keines nie niemals"},
    {OPPOSES,
     "erhöht erhöhen erhöhte steigt steigen stieg stiegen gestiegen wächst "
     "wuchs zugenommen | senkt senken senkte gesenkt sinkt sinken sank sanken "
     "gesunken fällt fiel fielen gefallen schrumpft abgenommen"},
    {OPPOSES,
     "bestätigt bestätigte bestätigten | dementiert dementierte dementierten "
     "bestreitet bestritt bestritten"},
    {OPPOSES, "gewinnt gewann gewonnen | verliert verlor verloren"},
    {OPPOSES,
     "öffnet öffnen eröffnet geöffnet aufgenommen | schließt schließen "
     "schloss geschlossen eingestellt"},
    {OPPOSES, "genehmigt genehmigte gebilligt billigt angenommen unterstützt "
              "unterstützen unterstützte befürwortet für stimmt zu | abgelehnt "
              "verworfen untersagt lehnt lehnen lehnte gegen ablehnt"},
    {OPPOSES, "schuldig verurteilt | unschuldig frei freigesprochen"},
    {OPPOSES, "höher mehr | niedriger weniger"},
    {OPPOSES, "überlebt überlebte überlebten | gestorben starb starben stirbt"},
    {OPPOSES, "verhaftet festgenommen | freigelassen"},
    {OPPOSES, "gewinn | verlust"},
    {OPPOSES,
     "kauft kaufen kaufte gekauft übernimmt | verkauft verkaufen verkaufte"},
    {OPPOSES,
     "erlaubt erlauben erlaubte gestattet | verbietet verbieten verbot "
     "verboten"},
    {OPPOSES,
     "beginnt beginnen begann begonnen startet startete | endet enden endete "
     "beendet"},
    {OPPOSES, "bleibt bleiben blieb | verlässt verlassen verließ"},
    {OPPOSES, "vor | nach"},
    {OPPOSES, "früher | später"},
    {OPPOSES, "besser beste besten gut | schlechter schlimmste schlecht"},
    {OPPOSES,
     "mann männer junge vater sohn bruder | frau frauen mädchen mutter "
     "tochter schwester"},
    {OPPOSES, "norden nördlich nördlichen | süden südlich südlichen"},
    {OPPOSES, "osten östlich östlichen | westen westlich westlichen"},
    {OPPOSES,
     "erfolgreich gelungen gelang | gescheitert scheitert scheiterte misslang "
     "erfolglos"},
    {OPPOSES, "stärkt stärker gestärkt | schwächt schwächer geschwächt"},
    {OPPOSES, "linke linken links | rechte rechten rechts"},
    /* French */
    {NEGATES, "pas jamais aucun aucune ni sans"},
    {OPPOSES,
     "hausse augmente augmenté relève relevé remonte bondit grimpe progresse "
     "| baisse diminue diminué abaisse abaissé recule chute plonge réduit"},
    {OPPOSES, "confirme confirmé | dément démenti"},
    {OPPOSES, "ouvre ouvert | ferme fermé"},
    {OPPOSES, "coupable condamné condamnée | acquitté acquittée relaxé relaxée "
              "innocent innocente"},
    {OPPOSES,
     "approuve approuvé soutient accepte accepté adopte adopté pour | rejette "
     "rejeté refuse refusé repousse contre"},
    {OPPOSES, "gagne gagné remporte remporté victoire | perd perdu défaite"},
    {OPPOSES, "achète acheté acquiert | vend vendu"},
    {OPPOSES, "autorise autorisé permet | interdit interdite"},
    {OPPOSES, "arrêté arrêtée arrêtés | libéré libérée libérés relâché"},
    {OPPOSES, "survit survécu vivant vivants | meurt mort morte morts décédé"},
    {OPPOSES, "plus supérieur supérieure | moins inférieur inférieure"},
    {OPPOSES, "commence commencé débute | termine terminé cesse"},
    {OPPOSES, "avant | après"},
    {OPPOSES,
     "homme hommes garçon père fils frère | femme femmes fille mère sœur"},
    {OPPOSES, "nord | sud"},
    {OPPOSES, "est | ouest"},
    {OPPOSES, "bénéfice bénéfices | perte pertes"},
    /* Spanish */
    {NEGATES, "nunca jamás tampoco ningún ninguna no sin nadie ninguno"},
    {OPPOSES,
     "sube subió suben subirá subirán aumenta aumentó aumentará | baja bajó "
     "bajan bajará bajarán disminuye disminuyó cae cayó reduce redujo "
     "reducirá"},
    {OPPOSES,
     "confirma confirmó confirmaron | niega negó negaron desmiente desmintió"},
    {OPPOSES, "gana ganó ganaron | pierde perdió perdieron"},
    {OPPOSES, "abre abrió abrirá abierto | cierra cerró cerrará cerrado"},
    {OPPOSES,
     "aprueba aprobó aprobaron aprobará aprobado apoya apoyó apoyan acepta "
     "aceptó respalda respaldó favor | rechaza rechazó rechazaron rechazará "
     "rechazado opone opuso oponen contra"},
    {OPPOSES,
     "culpable condenado condenada condenó condenaron | inocente absuelto "
     "absuelta absolvió absolvieron"},
    {OPPOSES, "mayor más | menor menos"},
    {OPPOSES,
     "sobrevive sobrevivió sobrevivieron | muere murió murieron falleció"},
    {OPPOSES, "detenido detenida | liberado liberada"},
    {OPPOSES, "compra compró compran | vende vendió venden"},
    {OPPOSES,
     "permite permitió autoriza autorizó | prohíbe prohibió prohibirá"},
    {OPPOSES,
     "empieza empezó comienza comenzó inicia inició | termina terminó acaba "
     "acabó finaliza finalizó"},
    {OPPOSES, "antes | después"},
    {OPPOSES,
     "hombre hombres niño padre hijo hermano | mujer mujeres niña madre hija "
     "hermana"},
    {OPPOSES, "norte | sur"},
    {OPPOSES, "este | oeste"},
    {OPPOSES, "beneficio beneficios ganancia ganancias | pérdida pérdidas"},
    {OPPOSES, "entra entró permanece | sale salió abandona abandonó"},
    {OPPOSES, "mejor mejores | peor peores"},
    /* Russian */
    {NEGATES, "не нет никогда нельзя"},
    {OPPOSES,
     "повысит повысил повысила повысили повышает увеличит увеличил увеличила "
     "увеличили вырос выросла выросло выросли растёт рост | снизит снизил "
     "снизила снизили снижает сократит сократил сократила сократили упал "
     "упала упало упали падает падение снизился снизилась снизилось снизились"},
    {OPPOSES,
     "подтвердил подтвердила подтвердили подтверждает | опроверг опровергла "
     "опровергли опровергает отрицает"},
    {OPPOSES, "выиграл выиграла выиграли победил победила победили | проиграл "
              "проиграла проиграли"},
    {OPPOSES,
     "открыл открыла открыли открыт открыта открыто открылся открылась | "
     "закрыл закрыла закрыли закрыт закрыта закрыто закрылся закрылась"},
    {OPPOSES,
     "одобрил одобрила одобрили принял приняла приняли поддержал поддержала "
     "поддержали поддерживает за согласился | отклонил отклонила отклонили "
     "отверг отвергла отвергли против отказался отказалась отказались"},
    {OPPOSES,
     "виновен виновна виновным виновной | невиновен невиновна невиновным "
     "невиновной оправдан оправдана"},
    {OPPOSES, "выше больше | ниже меньше"},
    {OPPOSES, "выжил выжила выжили | умер умерла умерли погиб погибла погибли"},
    {OPPOSES,
     "арестован арестована арестованы | освобождён освобождена освобождены"},
    {OPPOSES, "прибыль | убыток"},
    {OPPOSES,
     "купил купила купили покупает | продал продала продали продаёт продает"},
    {OPPOSES, "разрешил разрешила разрешили | запретил запретила запретили"},
    {OPPOSES,
     "начал начала начали начался началась начались | завершил завершила "
     "завершили закончился завершился завершилась прекратил прекратила"},
    {OPPOSES, "до перед | после"},
    {OPPOSES,
     "мужчина мужчины муж отец сын брат | женщина женщины жена мать дочь "
     "сестра"},
    {OPPOSES,
     "вступил вступила вступили остался осталась остались | вышел вышла вышли "
     "покинул покинула покинули"},
    {OPPOSES, "севере северной северный | юге южной южный"},
    {OPPOSES, "востоке восточной восточный | западе западной западный"},
    {OPPOSES, "лучше лучший | хуже худший"},
};

const struct polar_table polar_european = {words, COUNT(words)};
