/*
 * Words that contradict each other: opposites, "not", and words of which only
 * one can be true, as numbers and months are.
 *
 * What is listed here decides only where it stands in the place of its
 * opposite, in texts that are equal around it (align.c): so a word of two
 * meanings does little harm. Where words are not parted by spaces, "not" is
 * also the beginning of other words; those are of the meaning SAME.
 *
 * A word's polarity is two codes of eight bits. A code is a meaning and its
 * side, and is opposed by the other side; from FIRST_TERM on it is a term, and
 * is opposed by all others of its kind.
 */
#include <assert.h>
#include <string.h>

#include "dedup/dedup_internal.h"
#include "dedup/polar_internal.h"

/* Of scripts that write no spaces. */
static const struct polar phrases[] = {
    /* Chinese */
    {SAME,
     "不过 不過 不仅 不僅 不久 不少 不断 不斷 不同 不但 不管 不论 不論 不妨 不如 不料 不满 "
     "不滿 不足 不明 不幸 不安 不法",
     ""},
    {NEGATIVE,
     "不 没有 沒有 没能 没人 尚未 从未 從未 并未 未能 未经 未获 未有 无法 無法 无需",
     ""},
    {UP, "上调 上調 提高", "下调 下調 降低"},
    {UP, "上升 上涨 上漲 增", "下降 下跌 减 減"},
    {CONFIRM, "证实 證實 承认", "否认 否認"},
    {WIN, "获胜 獲勝 战胜 击败 取胜", "失利 败给 落败 不敌"},
    {OPEN, "开放 開放 重新开 开业", "关闭 關閉 停 临时关"},
    {FOR, "批准 通过 同意", "否决 拒绝 驳回"},
    {GUILTY, "有罪", "无罪 無罪"},
    {MORE, "高于 多于", "低于 少于"},
    {SURVIVE, "生还 生還 获救 幸存", "死亡 遇难 身亡"},
    {ARREST, "逮捕 被捕", "释放 获释"},
    {FOR, "支持 赞成", "反对 反對"},
    {PROFIT, "盈利", "亏损"},
    /* Japanese */
    {SAME, "少ない しかない もしれない 違いない", ""},
    {NEGATIVE, "ない なかっ ません", ""},
    {UP, "上げ", "下げ"},
    {UP, "上昇 上が 増", "下落 低下 下が 減"},
    {CONFIRM, "認め", "否定 否認"},
    {WIN, "勝", "敗 負け"},
    {OPEN, "再開 開始 開", "停止 中止 休止 閉"},
    {FOR, "可決 承認", "否決"},
    {SURVIVE, "助か 生還", "死亡 亡くな"},
    {FOR, "賛成", "反対"},
    {PROFIT, "黒字", "赤字"},
    /* Thai */
    {SAME,
     "ไม่เพียง ไม่ว่า ไม่เกิน ไม่กี่ ไม่ต่ำกว่า "
     "ไม่น้อยกว่า เปิดเผย",
     ""},
    {NEGATIVE, "ไม่ มิได้", ""},
    {UP, "ขึ้น เพิ่ม", "ลด"},
    {CONFIRM, "ยืนยัน", "ปฏิเสธ"},
    {WIN, "ชนะ", "แพ้"},
    {OPEN, "เปิด", "ปิด"},
    {MORE, "สูงกว่า มากกว่า", "ต่ำกว่า น้อยกว่า"},
    {SURVIVE, "รอดชีวิต", "เสียชีวิต"},
    {ARREST, "จับกุม", "ปล่อยตัว"},
    {FOR, "สนับสนุน", "คัดค้าน"},
    {PROFIT, "กำไร", "ขาดทุน"},
};

struct term {
    const char *words; /* parted by spaces */
};

/* Words that write what digits would, and their ordinals: one a code. "One" itself
 * has other uses. */
static const struct term quantities[] = {
    {"first erste ersten primero primera première"},
    {"two second zwei zweite zweiten dos segundo segunda deux deuxième два две "
     "двух второй вторая"},
    {"three third drei dritte dritten tres tercero tercera trois troisième три "
     "трёх трех третий третья"},
    {"four fourth vier vierte vierten cuatro cuarto cuarta quatre quatrième "
     "четыре четырёх четырех"},
    {"five fifth fünf fünfte fünften cinco quinto quinta cinq cinquième пять "
     "пяти"},
    {"six sixth sechs sechste seis sexto sexta sixième шесть шести"},
    {"seven seventh sieben siebte siete séptimo sept septième семь семи"},
    {"eight eighth acht achte ocho octavo huit huitième восемь восьми"},
    {"nine ninth neun neunte nueve noveno neuf neuvième девять девяти"},
    {"ten tenth zehn zehnte diez décimo dix dixième десять десяти"},
    {"eleven eleventh elf onze одиннадцать"},
    {"twelve twelfth dozen zwölf doce douze двенадцать"},
    {"thirteen thirteenth dreizehn trece treize"},
    {"fourteen fourteenth vierzehn catorce quatorze"},
    {"fifteen fifteenth fünfzehn quince quinze"},
    {"sixteen sixteenth sechzehn dieciséis seize"},
    {"seventeen seventeenth siebzehn diecisiete"},
    {"eighteen eighteenth achtzehn dieciocho"},
    {"nineteen nineteenth neunzehn diecinueve"},
    {"twenty twentieth zwanzig veinte vingt двадцать"},
    {"thirty thirtieth dreißig treinta trente тридцать"},
    {"forty vierzig cuarenta quarante сорок"},
    {"fifty fünfzig cincuenta cinquante пятьдесят"},
    {"sixty sechzig sesenta soixante"},
    {"seventy siebzig setenta"},
    {"eighty achtzig ochenta"},
    {"ninety neunzig noventa"},
};

/* What is counted by. */
static const struct term units[] = {
    {"hundred hundert cien сто"},
    {"thousand tausend mil mille тысяча тысячи тысяч"},
    {"million millions mn mln m millionen millón millones миллион миллиона "
     "миллионов млн مليون"},
    {"billion billions bn milliarde milliarden milliard milliards миллиард "
     "миллиарда миллиардов млрд مليار"},
    {"trillion trillions tn billionen billón billones триллион"},
    {"dozens dutzende decenas dizaines десятки"},
    {"hundreds hunderte cientos centaines сотни"},
    {"thousands tausende miles milliers"},
};

/* Days and months of languages that write them without a capital; where they
 * have one, they are names. */
static const struct term days[] = {
    {"lunes lundi понедельник"},          {"martes mardi вторник вторника"},
    {"miércoles mercredi среду среда"},   {"jueves jeudi четверг четверга"},
    {"viernes vendredi пятницу пятница"}, {"sábado samedi субботу суббота"},
    {"domingo dimanche воскресенье"},
};

static const struct term months[] = {
    {"enero janvier января январе"},
    {"febrero février февраля феврале"},
    {"marzo mars марта марте"},
    {"abril avril апреля апреле"},
    {"mayo mai мая мае"},
    {"junio juin июня июне"},
    {"julio juillet июля июле"},
    {"agosto août августа августе"},
    {"septiembre septembre сентября сентябре"},
    {"octubre octobre октября октябре"},
    {"noviembre novembre ноября ноябре"},
    {"diciembre décembre декабря декабре"},
};

#define FIRST_TERM  200
#define FIRST_UNIT  (FIRST_TERM + (int)COUNT(quantities))
#define FIRST_DAY   (FIRST_UNIT + (int)COUNT(units))
#define FIRST_MONTH (FIRST_DAY + (int)COUNT(days))

static uint32_t phrase_slot(const char *text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */

    for (size_t i = 0; i < FIRST_CHAR; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return (hash ^ hash >> 16) % PHRASE_SLOTS;
}

static uint64_t add_code(uint64_t polarity, uint64_t code)
{
    if ((polarity & 255) == code || polarity >> 8 == code)
        return polarity;
    assert(polarity >> 8 == 0);
    return polarity << 8 | code;
}

static void add_word(struct polar_index *index, const char *word, size_t len,
                     int code)
{
    uint64_t hash = word_hash(index->seed, word, len);
    uint64_t *slot = &index->words[word_slot(index, hash)];

    *slot = (hash & ~(uint64_t)POLARITY_MASK) |
            add_code(*slot & POLARITY_MASK, (uint64_t)code);
}

static void add_phrase(struct polar_index *index, const char *text, size_t len,
                       int code)
{
    uint32_t at = phrase_slot(text);

    while (index->phrases[at].text &&
           (index->phrases[at].len != len ||
            memcmp(index->phrases[at].text, text, len) != 0))
        at = (at + 1) % PHRASE_SLOTS;
    struct phrase *slot = &index->phrases[at];
    slot->text = text;
    slot->len = len;
    if (code)
        slot->polarity = (uint16_t)add_code(slot->polarity, (uint64_t)code);
}

static void add_list(struct polar_index *index, const char *list, int code,
                     bool phrase)
{
    for (const char *at = list; *at; at += *at == ' ') {
        size_t len = strcspn(at, " ");
        if (len && phrase)
            add_phrase(index, at, len, code);
        else if (len)
            add_word(index, at, len, code);
        at += len;
    }
}

static void add_all(struct polar_index *index, const struct polar *all,
                    size_t count, bool phrase)
{
    for (size_t i = 0; i < count; i++) {
        int code = 2 * (int)all[i].meaning;
        bool negative = all[i].meaning == NEGATIVE;
        add_list(index, all[i].these, negative ? NEGATION : code, phrase);
        add_list(index, all[i].opposites, code ? code + 1 : 0, phrase);
    }
}

static void add_terms(struct polar_index *index, const struct term *terms,
                      size_t count, int first)
{
    for (size_t i = 0; i < count; i++)
        add_list(index, terms[i].words, first + (int)i, false);
}

const struct polar_index *polar_index_new(uint64_t seed, struct arena *arena)
{
    struct polar_index *index = arena_calloc(arena, 1, sizeof(*index));

    index->seed = seed;
    add_all(index, polar_words, polar_word_count, false);
    add_all(index, phrases, COUNT(phrases), true);
    add_terms(index, quantities, COUNT(quantities), FIRST_TERM);
    add_terms(index, units, COUNT(units), FIRST_UNIT);
    add_terms(index, days, COUNT(days), FIRST_DAY);
    add_terms(index, months, COUNT(months), FIRST_MONTH);
    return index;
}

/* Where codes of one kind begin. */
static int kind_of(int code)
{
    return code >= FIRST_MONTH  ? FIRST_MONTH
           : code >= FIRST_DAY  ? FIRST_DAY
           : code >= FIRST_UNIT ? FIRST_UNIT
                                : FIRST_TERM;
}

static bool codes_opposed(int a, int b)
{
    if (a < FIRST_TERM || b < FIRST_TERM)
        return a > NEGATION && b > NEGATION && (a ^ b) == 1;
    return a != b && kind_of(a) == kind_of(b);
}

enum opposition polarity_opposed(unsigned a, unsigned b)
{
    for (unsigned i = 0; i <= 8; i += 8)
        for (unsigned j = 0; j <= 8; j += 8) {
            int x = (int)(a >> i & 255);
            int y = (int)(b >> j & 255);
            if (codes_opposed(x, y))
                return x < FIRST_TERM ? OPPOSITES : OTHER_TERMS;
        }
    return UNOPPOSED;
}

static unsigned find_word(const struct polar_index *index, const char *word,
                          size_t len)
{
    return hash_polarity(index, word_hash(index->seed, word, len));
}

/* "And" and "so", which Arabic writes as the word's first letter. */
static bool begins_joined(const char *folded, size_t len)
{
    return len > 4 && folded[0] == '\xd9' &&
           (folded[1] == '\x88' || folded[1] == '\x81');
}

unsigned word_polarity(const struct polar_index *index, const char *folded,
                       size_t len)
{
    unsigned value = find_word(index, folded, len);

    if (!value && begins_joined(folded, len))
        return find_word(index, folded + 2, len - 2);
    return value;
}

unsigned phrase_polarity(const struct polar_index *index, const char *at,
                         const char *end, size_t *ret_len)
{
    const struct phrase *all = index->phrases;
    const struct phrase *longest = NULL;

    if (end - at < FIRST_CHAR)
        return 0;
    for (uint32_t i = phrase_slot(at); all[i].text; i = (i + 1) % PHRASE_SLOTS)
        if ((size_t)(end - at) >= all[i].len &&
            (!longest || all[i].len > longest->len) &&
            !memcmp(at, all[i].text, all[i].len))
            longest = &all[i];
    if (!longest)
        return 0;
    *ret_len = longest->len;
    return longest->polarity;
}

/* What makes its opposite of a word, and its letters. */
static const struct {
    const char *text;
    uint32_t letters;
} prefixes[] = {

#define LETTER(c) (1U << ((c) - 'a'))
    {"un", LETTER('u') | LETTER('n')},
    {"in", LETTER('i') | LETTER('n')},
    {"im", LETTER('i') | LETTER('m')},
    {"il", LETTER('i') | LETTER('l')},
    {"ir", LETTER('i') | LETTER('r')},
    {"non", LETTER('n') | LETTER('o')},
    {"dis", LETTER('d') | LETTER('i') | LETTER('s')},
#undef LETTER
};

#define PREFIX_SHIFT 8
#define LEAST_STEM   4

unsigned negating_prefix(const char *folded, size_t len)
{
    if (len < 2 + LEAST_STEM || !may_negate(*folded))
        return 0;
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t prefix = strlen(prefixes[i].text);
        if (len >= prefix + LEAST_STEM &&
            !memcmp(folded, prefixes[i].text, prefix))
            return (unsigned)(i + 1) << PREFIX_SHIFT;
    }
    return 0;
}

bool prefix_negates(const struct word *a, const struct word *b)
{
    unsigned prefix = (a->flags & WORD_PREFIX) >> PREFIX_SHIFT;

    return prefix && b->letters && b->letters != a->letters &&
           !(b->flags & (WORD_PREFIX | WORD_QUANTITY)) &&
           (b->letters | prefixes[prefix - 1].letters) == a->letters;
}
