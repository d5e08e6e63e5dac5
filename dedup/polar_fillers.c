/*
 * Words that say nothing by which a text is another: what a copy editor puts,
 * drops or changes, articles, auxiliaries, pronouns, conjunctions, who says it.
 * One may be listed for something else as well ("for", "against"): then it is no
 * filler where its opposite stands against it.
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    /* English */
    {FILLS,
     "a an the this that these those such its their his her our some any each "
     "and or but as well so too also then though although however while "
     "whereas moreover furthermore meanwhile indeed besides additionally "
     "nevertheless nonetheless similarly likewise consequently accordingly "
     "reportedly apparently allegedly thus therefore hence already just even "
     "overall finally "
     "of to in on at by for with from into onto upon about around towards "
     "toward within across through during between among amid per via "
     "is are was were be been being has have had having will would shall "
     "should can could may might do does did "
     "he she it they we you i him them us who whom whose which what there here "
     "where wherever when whenever while whilst how if whether than along "
     "throughout upon "
     "said says say saying told tell tells telling added adds noted notes "
     "stated states announced announces reported reports according informed "
     "explained reporters together favour favor order addition because since "
     "due owing mr mrs ms dr very quite rather"},
    /* German */
    {FILLS,
     "der die das den dem des ein eine einen einem einer eines dieser diese "
     "dieses diesem diesen jener jene jenes und oder aber auch jedoch doch "
     "allerdings zudem außerdem ferner dabei dann daher deshalb bereits schon "
     "noch nur eben sogar sowie obwohl während weil dass ob wie als wenn in im "
     "ins an am auf aus bei beim mit von vom zu zum zur über um durch laut "
     "zufolge ist sind war waren sei seien wird werden wurde wurden hat haben "
     "hatte hatten habe kann können soll sollen er sie es wir ihr sein seine "
     "ihre sich sagte sagten sagt erklärte erklärten teilte teilten mit "
     "mitteilte meldete berichtete berichteten so sehr etwa rund"},
    /* French */
    {FILLS,
     "le la les un une des du de au aux ce cet cette ces son sa ses leur leurs "
     "et ou mais aussi également cependant toutefois pourtant ensuite alors "
     "ainsi donc déjà encore seulement même que qui dont où quand comme en dans "
     "sur à par avec chez lors selon est sont était étaient a ont avait avaient "
     "il elle ils elles on nous se dit déclaré indiqué précisé affirmé ajouté "
     "annoncé rapporté très environ"},
    /* Spanish */
    {FILLS,
     "el la los las un una unos unas del al de este esta estos estas ese esa su "
     "sus y e o u pero también además asimismo embargo luego entonces así ya "
     "aún todavía solo sólo incluso que quien cuyo donde cuando como en con por "
     "para según es son era eran fue fueron ha han había habían él ella ellos "
     "ellas se le les lo dijo dijeron declaró indicó señaló afirmó agregó "
     "añadió anunció informó informaron muy unos cerca"},
    /* Russian */
    {FILLS,
     "и или но а также тоже однако затем потом поэтому уже ещё еще лишь только "
     "даже что который которая которое которые где когда как чтобы если в во на "
     "с со по из от для к ко о об у при это этот эта эти тот та те его её ее их "
     "он она они мы был была было были будет будут есть сказал сказала сказали "
     "заявил заявила заявили сообщил сообщила сообщили отметил отметила "
     "добавил добавила рассказал рассказала очень около"},
};

const struct polar_table polar_fillers = {words, COUNT(words)};
