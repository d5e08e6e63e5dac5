/*
 * Words of Arabic, and of scripts that write no spaces, that say the opposite of
 * each other, and "not". "And" and "so", which Arabic writes as a word's first
 * letter, are left out here (polar.c).
 */
#include "dedup/polar_internal.h"

static const struct polar words[] = {
    {NEGATES, "لا لم لن ليس ليست"},
    {OPPOSES,
     "رفع رفعت يرفع ترفع سيرفع سترفع ارتفع ارتفعت يرتفع ترتفع صعد صعدت زاد "
     "زادت | خفض خفضت يخفض تخفض سيخفض ستخفض انخفض انخفضت ينخفض تنخفض هبط هبطت "
     "تراجع تراجعت"},
    {OPPOSES, "أكد أكدت يؤكد تؤكد | نفى نفت ينفي تنفي"},
    {OPPOSES, "فاز فازت | خسر خسرت"},
    {OPPOSES,
     "فتح فتحت يفتح تفتح سيفتح ستفتح | أغلق أغلقت يغلق تغلق سيغلق ستغلق"},
    {OPPOSES,
     "وافق وافقت أيد أيدت يؤيد تؤيد دعم دعمت قبل قبلت | رفض رفضت عارض عارضت "
     "يعارض تعارض"},
    {OPPOSES, "مذنب مذنبة أدان أدانت | بريء بريئة برأ برأت"},
    {OPPOSES, "أعلى أكثر | أدنى أقل"},
    {OPPOSES, "نجا نجت | توفي توفيت قتل قتلت مات ماتت"},
    {OPPOSES, "اعتقل اعتقلت | أفرج"},
    {OPPOSES, "اشترى اشترت | باع باعت"},
    {OPPOSES, "سمح سمحت | حظر حظرت منع منعت"},
    {OPPOSES, "بدأ بدأت | انتهى انتهت أنهى أنهت"},
    {OPPOSES, "| بعد"},
    {OPPOSES, "رجل رجال | امرأة نساء"},
    {OPPOSES, "شمال | جنوب"},
    {OPPOSES, "شرق | غرب"},
    {OPPOSES, "ربح أرباح | خسارة خسائر"},
};

const struct polar_table polar_arabic = {words, COUNT(words)};

static const struct polar phrases[] = {
    /* Chinese */
    {NEITHER,
     "不过 不過 不仅 不僅 不久 不少 不断 不斷 不同 不但 不管 不论 不論 不妨 不如 不料 不满 不滿 不足 不明 不幸 不安 不法"},
    {NEGATES,
     "不 没有 沒有 没能 没人 尚未 从未 從未 并未 未能 未经 未获 未有 无法 無法 无需"},
    {OPPOSES,
     "上调 上調 提高 上升 上涨 上漲 增 | 下调 下調 降低 下降 下跌 减 減"},
    {OPPOSES, "证实 證實 承认 | 否认 否認"},
    {OPPOSES, "获胜 獲勝 战胜 击败 取胜 | 失利 败给 落败 不敌"},
    {OPPOSES, "开放 開放 重新开 开业 | 关闭 關閉 停 临时关"},
    {OPPOSES, "批准 通过 同意 支持 赞成 | 否决 拒绝 驳回 反对 反對"},
    {OPPOSES, "有罪 | 无罪 無罪"},
    {OPPOSES, "高于 多于 | 低于 少于"},
    {OPPOSES, "生还 生還 获救 幸存 | 死亡 遇难 身亡"},
    {OPPOSES, "逮捕 被捕 | 释放 获释"},
    {OPPOSES, "盈利 | 亏损"},
    /* Japanese */
    {NEITHER, "少ない しかない もしれない 違いない"},
    {NEGATES, "ない なかっ ません"},
    {OPPOSES, "上げ 上昇 上が 増 | 下げ 下落 低下 下が 減"},
    {OPPOSES, "認め | 否定 否認"},
    {OPPOSES, "勝 | 敗 負け"},
    {OPPOSES, "再開 開始 開 | 停止 中止 休止 閉"},
    {OPPOSES, "可決 承認 賛成 | 否決 反対"},
    {OPPOSES, "助か 生還 | 死亡 亡くな"},
    {OPPOSES, "黒字 | 赤字"},
    /* Thai */
    {NEITHER, "ไม่เพียง ไม่ว่า ไม่เกิน ไม่กี่ ไม่ต่ำกว่า ไม่น้อยกว่า เปิดเผย"},
    {NEGATES, "ไม่ มิได้"},
    {OPPOSES, "ขึ้น เพิ่ม | ลด"},
    {OPPOSES, "ยืนยัน | ปฏิเสธ"},
    {OPPOSES, "ชนะ | แพ้"},
    {OPPOSES, "เปิด | ปิด"},
    {OPPOSES, "สูงกว่า มากกว่า | ต่ำกว่า น้อยกว่า"},
    {OPPOSES, "รอดชีวิต | เสียชีวิต"},
    {OPPOSES, "จับกุม | ปล่อยตัว"},
    {OPPOSES, "สนับสนุน | คัดค้าน"},
    {OPPOSES, "กำไร | ขาดทุน"},
};

const struct polar_table polar_phrases = {phrases, COUNT(phrases)};
