/*
 * Words that say the opposite of each other, and "not", in the languages of
 * tests/languages and in French.
 *
 * Stems and forms as headlines and reports have them. What is listed here
 * decides only where it stands in the place of its opposite, in texts that are
 * equal around it (align.c): so a word of two meanings does little harm. Where
 * words are not parted by spaces, "not" is also the beginning of other words;
 * those are named with 0.
 */
#include <string.h>

#include "dedup/dedup_internal.h"

/* Of two opposites one has the other sign. */
enum meaning {
    RAISE = 1,
    RISE,
    CONFIRM,
    WIN,
    OPEN,
    APPROVE,
    GUILTY,
    INCREASE,
    MORE,
    SURVIVE,
    ARREST,
    SUPPORT,
    PROFIT
};

struct polar {
    int value;
    const char *these, *opposites; /* parted by spaces */
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct polar words[] = {
    /* English */
    {NEGATION, "not no never cannot", ""},
    {RAISE, "raises raise raised", "cuts cut lowers lowered"},
    {RISE, "rises rose rise gains gained climbs climbed",
     "falls fell fall drops dropped slips slipped"},
    {CONFIRM, "confirms confirmed", "denies denied"},
    {WIN, "wins won", "loses lost"},
    {OPEN, "opens opened", "closes closed"},
    {APPROVE, "approves approved", "rejects rejected"},
    {GUILTY, "guilty", "innocent acquitted"},
    {INCREASE, "increase increased", "decrease decreased"},
    {MORE, "higher", "lower"},
    {SURVIVE, "survives survived", "dies died"},
    {ARREST, "arrested", "released"},
    /* German */
    {NEGATION,
     "nicht kein keine keinen keinem keiner keines nie "
     "niemals",
     ""},
    {RAISE, "erhöht erhöhen erhöhte", "senkt senken senkte gesenkt"},
    {RISE,
     "steigt steigen stieg stiegen gestiegen wächst wuchs "
     "zugenommen",
     "sinkt sinken sank sanken gesunken fällt fiel fielen "
     "gefallen schrumpft abgenommen"},
    {CONFIRM, "bestätigt bestätigte bestätigten",
     "dementiert dementierte dementierten bestreitet "
     "bestritt bestritten"},
    {WIN, "gewinnt gewann gewonnen", "verliert verlor verloren"},
    {OPEN, "öffnet öffnen eröffnet geöffnet aufgenommen",
     "schließt schließen schloss geschlossen eingestellt"},
    {APPROVE, "genehmigt genehmigte gebilligt billigt angenommen",
     "abgelehnt verworfen untersagt"},
    {GUILTY, "schuldig verurteilt", "unschuldig frei freigesprochen"},
    {MORE, "höher mehr", "niedriger weniger"},
    {SURVIVE, "überlebt überlebte überlebten",
     "gestorben starb starben stirbt"},
    {ARREST, "verhaftet festgenommen", "freigelassen"},
    {PROFIT, "gewinn", "verlust"},
    /* French */
    {NEGATION, "pas jamais", ""},
    {RISE, "hausse augmente augmenté", "baisse diminue diminué"},
    {CONFIRM, "confirme confirmé", "dément démenti"},
    {OPEN, "ouvre ouvert", "ferme fermé"},
    {GUILTY, "coupable", ""},
    /* Spanish */
    {NEGATION, "nunca jamás tampoco ningún ninguna", ""},
    {RISE,
     "sube subió suben subirá subirán aumenta aumentó "
     "aumentará",
     "baja bajó bajan bajará bajarán disminuye disminuyó "
     "cae cayó reduce redujo reducirá"},
    {CONFIRM, "confirma confirmó confirmaron",
     "niega negó negaron desmiente desmintió"},
    {WIN, "gana ganó ganaron", "pierde perdió perdieron"},
    {OPEN, "abre abrió abrirá abierto", "cierra cerró cerrará cerrado"},
    {APPROVE, "aprueba aprobó aprobaron aprobará aprobado",
     "rechaza rechazó rechazaron rechazará rechazado"},
    {GUILTY, "culpable condenado condenada", "inocente absuelto absuelta"},
    {MORE, "mayor más", "menor menos"},
    {SURVIVE, "sobrevive sobrevivió sobrevivieron",
     "muere murió murieron falleció"},
    {ARREST, "detenido detenida", "liberado liberada"},
    /* Russian */
    {NEGATION, "не нет никогда нельзя", ""},
    {RAISE,
     "повысит повысил повысила повысили повышает увеличит "
     "увеличил увеличила увеличили",
     "снизит снизил снизила снизили снижает сократит "
     "сократил сократила сократили"},
    {RISE, "вырос выросла выросло выросли растёт рост",
     "упал упала упало упали падает падение снизился "
     "снизилась снизилось снизились"},
    {CONFIRM, "подтвердил подтвердила подтвердили подтверждает",
     "опроверг опровергла опровергли опровергает отрицает"},
    {WIN, "выиграл выиграла выиграли победил победила победили",
     "проиграл проиграла проиграли"},
    {OPEN,
     "открыл открыла открыли открыт открыта открыто "
     "открылся открылась",
     "закрыл закрыла закрыли закрыт закрыта закрыто "
     "закрылся закрылась"},
    {APPROVE, "одобрил одобрила одобрили принял приняла приняли",
     "отклонил отклонила отклонили отверг отвергла "
     "отвергли"},
    {GUILTY, "виновен виновна виновным виновной",
     "невиновен невиновна невиновным невиновной оправдан "
     "оправдана"},
    {MORE, "выше больше", "ниже меньше"},
    {SURVIVE, "выжил выжила выжили",
     "умер умерла умерли погиб погибла погибли"},
    {ARREST, "арестован арестована арестованы",
     "освобождён освобождена освобождены"},
    {PROFIT, "прибыль", "убыток"},
    /* Arabic */
    {NEGATION, "لا لم لن ليس ليست", ""},
    {RAISE, "رفع رفعت يرفع ترفع سيرفع سترفع", "خفض خفضت يخفض تخفض سيخفض ستخفض"},
    {RISE, "ارتفع ارتفعت يرتفع ترتفع صعد صعدت زاد زادت",
     "انخفض انخفضت ينخفض تنخفض هبط هبطت تراجع تراجعت"},
    {CONFIRM, "أكد أكدت يؤكد تؤكد", "نفى نفت ينفي تنفي"},
    {WIN, "فاز فازت", "خسر خسرت"},
    {OPEN, "فتح فتحت يفتح تفتح سيفتح ستفتح",
     "أغلق أغلقت يغلق تغلق سيغلق ستغلق"},
    {APPROVE, "وافق وافقت", "رفض رفضت"},
    {GUILTY, "مذنب مذنبة أدان أدانت", "بريء بريئة برأ برأت"},
    {MORE, "أعلى أكثر", "أدنى أقل"},
    {SURVIVE, "نجا نجت", "توفي توفيت قتل قتلت مات ماتت"},
    {ARREST, "اعتقل اعتقلت", "أفرج"},
};

/* Of scripts that write no spaces. */
static const struct polar phrases[] = {
    /* Chinese */
    {0,
     "不过 不過 不仅 不僅 不久 不少 不断 不斷 不同 不但 不管 不论 不論 不妨 不如 不料 不满 "
     "不滿 不足 不明 不幸 不安 不法",
     ""},
    {NEGATION,
     "不 没有 沒有 没能 没人 尚未 从未 從未 并未 未能 未经 未获 未有 无法 無法 无需",
     ""},
    {RAISE, "上调 上調 提高", "下调 下調 降低"},
    {RISE, "上升 上涨 上漲 增", "下降 下跌 减 減"},
    {CONFIRM, "证实 證實 承认", "否认 否認"},
    {WIN, "获胜 獲勝 战胜 击败 取胜", "失利 败给 落败 不敌"},
    {OPEN, "开放 開放 重新开 开业", "关闭 關閉 停 临时关"},
    {APPROVE, "批准 通过 同意", "否决 拒绝 驳回"},
    {GUILTY, "有罪", "无罪 無罪"},
    {MORE, "高于 多于", "低于 少于"},
    {SURVIVE, "生还 生還 获救 幸存", "死亡 遇难 身亡"},
    {ARREST, "逮捕 被捕", "释放 获释"},
    {SUPPORT, "支持 赞成", "反对 反對"},
    {PROFIT, "盈利", "亏损"},
    /* Japanese */
    {0, "少ない しかない もしれない 違いない", ""},
    {NEGATION, "ない なかっ ません", ""},
    {RAISE, "上げ", "下げ"},
    {RISE, "上昇 上が 増", "下落 低下 下が 減"},
    {CONFIRM, "認め", "否定 否認"},
    {WIN, "勝", "敗 負け"},
    {OPEN, "再開 開始 開", "停止 中止 休止 閉"},
    {APPROVE, "可決 承認", "否決"},
    {SURVIVE, "助か 生還", "死亡 亡くな"},
    {SUPPORT, "賛成", "反対"},
    {PROFIT, "黒字", "赤字"},
    /* Thai */
    {0,
     "ไม่เพียง ไม่ว่า ไม่เกิน ไม่กี่ ไม่ต่ำกว่า "
     "ไม่น้อยกว่า เปิดเผย",
     ""},
    {NEGATION, "ไม่ มิได้", ""},
    {RAISE, "ขึ้น เพิ่ม", "ลด"},
    {CONFIRM, "ยืนยัน", "ปฏิเสธ"},
    {WIN, "ชนะ", "แพ้"},
    {OPEN, "เปิด", "ปิด"},
    {MORE, "สูงกว่า มากกว่า", "ต่ำกว่า น้อยกว่า"},
    {SURVIVE, "รอดชีวิต", "เสียชีวิต"},
    {ARREST, "จับกุม", "ปล่อยตัว"},
    {SUPPORT, "สนับสนุน", "คัดค้าน"},
    {PROFIT, "กำไร", "ขาดทุน"},
};

/* Where a word or phrase is found: by its hash, or its first character's. */
#define SLOTS      4096
#define FIRST_CHAR 3 /* bytes */

struct slot {
    const char *word; /* NULL: none */
    size_t len;
    int value;
};

struct polar_index {
    struct slot slots[SLOTS];
    uint32_t lengths[256]; /* of the words with that first byte, a bit each */
};

static uint32_t slot_of(const char *text, size_t len)
{
    uint32_t hash = 2166136261U; /* FNV-1a */

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return (hash ^ hash >> 16) % SLOTS;
}

static uint32_t length_bit(size_t len)
{
    return 1U << (len & 31);
}

static void add(struct polar_index *index, struct slot slot, size_t hashed)
{
    uint32_t at = slot_of(slot.word, hashed);

    while (index->slots[at].word)
        at = (at + 1) % SLOTS;
    index->slots[at] = slot;
    index->lengths[(unsigned char)*slot.word] |= length_bit(slot.len);
}

static void add_list(struct polar_index *index, const char *list, int value,
                     bool phrase)
{
    for (const char *at = list; *at; at += *at == ' ') {
        size_t len = strcspn(at, " ");
        if (len)
            add(index, (struct slot){at, len, value},
                phrase ? FIRST_CHAR : len);
        at += len;
    }
}

static void add_all(struct polar_index *index, const struct polar *all,
                    size_t count, bool phrase)
{
    for (size_t i = 0; i < count; i++) {
        add_list(index, all[i].these, all[i].value, phrase);
        add_list(index, all[i].opposites, -all[i].value, phrase);
    }
}

const struct polar_index *polar_index_new(struct arena *arena)
{
    struct polar_index *index = arena_calloc(arena, 1, sizeof(*index));

    add_all(index, words, COUNT(words), false);
    add_all(index, phrases, COUNT(phrases), true);
    return index;
}

static int find_word(const struct polar_index *index, const char *word,
                     size_t len)
{
    const struct slot *slots = index->slots;

    if (!len || !(index->lengths[(unsigned char)*word] & length_bit(len)))
        return 0;
    for (uint32_t at = slot_of(word, len); slots[at].word;
         at = (at + 1) % SLOTS)
        if (slots[at].len == len && !memcmp(slots[at].word, word, len))
            return slots[at].value;
    return 0;
}

/* "And" and "so", which Arabic writes as the word's first letter. */
static bool begins_joined(const char *folded, size_t len)
{
    return len > 4 && folded[0] == '\xd9' &&
           (folded[1] == '\x88' || folded[1] == '\x81');
}

int word_polarity(const struct polar_index *index, const char *folded,
                  size_t len)
{
    int value = find_word(index, folded, len);

    if (!value && begins_joined(folded, len))
        return find_word(index, folded + 2, len - 2);
    return value;
}

int phrase_polarity(const struct polar_index *index, const char *at,
                    const char *end, size_t *ret_len)
{
    const struct slot *slots = index->slots;
    const struct slot *longest = NULL;

    if (end - at < FIRST_CHAR)
        return 0;
    for (uint32_t i = slot_of(at, FIRST_CHAR); slots[i].word;
         i = (i + 1) % SLOTS)
        if ((size_t)(end - at) >= slots[i].len &&
            (!longest || slots[i].len > longest->len) &&
            !memcmp(at, slots[i].word, slots[i].len))
            longest = &slots[i];
    if (!longest)
        return 0;
    *ret_len = longest->len;
    return longest->value;
}
