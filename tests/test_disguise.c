/* Disguised texts: whatever is put between or in the place of their letters,
 * they are compared as a reader sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "tests/fold_helper.h"

/* A report of real size: 150 words and more, with numbers and names. */
static const char report[] =
    "The harbour of Vell will be closed to ships of more than 90 metres from "
    "April, the port authority said on Monday, because the breakwater built "
    "in 1911 has moved by 14 centimetres since the autumn storms.\n"
    "Divers sent down by the authority found that the sea had washed out the "
    "rubble under three of its 22 caissons. Chief engineer Mara Tolland said "
    "that the wall would stand the spring tides, but not another winter.\n"
    "Repairs are to cost 41.5 million crowns and to take until the autumn of "
    "next year. Ferries to the Outer Isles will leave from Port Ansel in the "
    "meantime, a crossing of two hours instead of forty minutes.\n"
    "Fishing cooperatives, whose boats are shorter, welcomed that they can "
    "stay. \"We have been here longer than the wall,\" said Henk Obrist, who "
    "speaks for 31 skippers and 1,200 families.\n";

static const char russian[] =
    "Гавань Велля с апреля закроют для судов длиннее 90 метров, сообщило в "
    "понедельник портовое управление: волнолом, построенный в 1911 году, после "
    "осенних штормов сдвинулся на 14 сантиметров.\n"
    "Водолазы обнаружили, что море размыло камень под тремя из 22 кессонов. "
    "Главный инженер Мара Толланд сказала, что стена выдержит весенние приливы, "
    "но не ещё одну зиму.\n"
    "Ремонт обойдётся в 41,5 миллиона крон и продлится до осени. Паромы на "
    "Дальние острова будут уходить из порта Ансель.\n";

static const char greek[] =
    "Το λιμάνι του Βελ θα κλείσει από τον Απρίλιο για πλοία άνω των 90 μέτρων, "
    "ανακοίνωσε τη Δευτέρα η λιμενική αρχή, επειδή ο κυματοθραύστης του 1911 "
    "μετακινήθηκε κατά 14 εκατοστά μετά τις φθινοπωρινές καταιγίδες.\n"
    "Δύτες διαπίστωσαν ότι η θάλασσα παρέσυρε τις πέτρες κάτω από τρία από τα "
    "22 κιβώτια. Η αρχιμηχανικός Μάρα Τόλαντ είπε ότι ο τοίχος θα αντέξει.\n";

/* How a text is changed: one character of it, the nth. */
typedef void change_fn(struct strbuf *out, uint32_t cp, size_t n);

static char *changed(const char *text, change_fn *change)
{
    const char *end = text + strlen(text);
    struct strbuf out;

    strbuf_init(&out, 8 * strlen(text));
    for (size_t n = 0; text < end; n++)
        change(&out, utf8_next(&text, end), n);
    return strbuf_detach(&out);
}

static const uint32_t invisible[] = {
    0xad,   0x200b,  0x200c,  0x200d,  0x2060,  0xfeff,  0xfe00, 0xfe0f, 0x202a,
    0x202c, 0x2066,  0x2069,  0x200e,  0x200f,  0x61c,   0x34f,  0x180e, 0x2061,
    0x2064, 0xe0001, 0xe0061, 0xe007f, 0xe0100, 0x1d173, 0xfff9};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void between_all(struct strbuf *out, uint32_t cp, size_t n)
{
    strbuf_adduc(out, invisible[n % COUNT(invisible)]);
    strbuf_adduc(out, cp);
}

static void soft_hyphens(struct strbuf *out, uint32_t cp, size_t n)
{
    strbuf_adduc(out, cp);
    if (n % 3 == 0)
        strbuf_adduc(out, 0xad);
}

static void full_width(struct strbuf *out, uint32_t cp, size_t n)
{
    strbuf_adduc(out, cp > 0x20 && cp < 0x7f ? cp - '!' + 0xff01 : cp);
}

/* Bold, italic script, monospace …, by turns; digits bold. */
static void mathematical(struct strbuf *out, uint32_t cp, size_t n)
{
    static const uint32_t first[] = {0x1d400, 0x1d468, 0x1d4d0,
                                     0x1d56c, 0x1d5a0, 0x1d670};
    uint32_t alphabet = first[n % COUNT(first)];

    if (cp >= 'A' && cp <= 'Z')
        cp = alphabet + cp - 'A';
    else if (cp >= 'a' && cp <= 'z')
        cp = alphabet + 26 + cp - 'a';
    else if (cp >= '0' && cp <= '9')
        cp = 0x1d7ce + cp - '0';
    strbuf_adduc(out, cp);
}

/* Two strings of letters, one under the other. */
static void exchange(struct strbuf *out, uint32_t cp, const char *from,
                     const char *to)
{
    const char *from_end = from + strlen(from);
    const char *to_end = to + strlen(to);

    while (from < from_end) {
        uint32_t other = utf8_next(&to, to_end);
        if (utf8_next(&from, from_end) == cp) {
            strbuf_adduc(out, other);
            return;
        }
    }
    strbuf_adduc(out, cp);
}

#define LATIN_CYRILLIC    "ABCEHIJKMOPSTXYacdehijklopqsvwxy"
#define CYRILLIC_LATIN    "АВСЕНІЈКМОРЅТХУасԁеһіјкӏорԛѕѵԝху"
#define LATIN_GREEK       "ABEHIKMNOPTXYZaikopuvxy"
#define GREEK_LATIN       "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖαικορυνχγ"
#define CYRILLIC_FOR_BOTH "АВСЕНКМОРТХУасеорху"
#define LATIN_FOR_BOTH    "ABCEHKMOPTXYaceopxy"

static void cyrillic(struct strbuf *out, uint32_t cp, size_t n)
{
    exchange(out, cp, LATIN_CYRILLIC, CYRILLIC_LATIN);
}

static void greek_letters(struct strbuf *out, uint32_t cp, size_t n)
{
    exchange(out, cp, LATIN_GREEK, GREEK_LATIN);
}

/* In circles and brackets, where there are small and capital ones. */
static void circled(struct strbuf *out, uint32_t cp, size_t n)
{
    if (cp >= 'A' && cp <= 'Z')
        cp = cp - 'A' + (n % 3 ? 0x24b6 : 0x1f150);
    else if (cp >= 'a' && cp <= 'z')
        cp = cp - 'a' + (n % 3 ? 0x24d0 : 0x249c);
    else if (cp == '0')
        cp = n % 2 ? 0x24ea : 0x24ff;
    else if (cp >= '1' && cp <= '9')
        cp = cp - '1' + (n % 2 ? 0x2460 : 0x24f5);
    strbuf_adduc(out, cp);
}

static void every_other_circled(struct strbuf *out, uint32_t cp, size_t n)
{
    if (n % 2)
        strbuf_adduc(out, cp);
    else
        circled(out, cp, n);
}

/* Here and there one of each. */
static void medley(struct strbuf *out, uint32_t cp, size_t n)
{
    static change_fn *const changes[] = {cyrillic, greek_letters, full_width,
                                         mathematical, between_all};

    if (n % 2)
        strbuf_adduc(out, cp);
    else
        changes[n / 2 % COUNT(changes)](out, cp, n);
}

static void latin_for_cyrillic(struct strbuf *out, uint32_t cp, size_t n)
{
    exchange(out, cp, CYRILLIC_FOR_BOTH, LATIN_FOR_BOTH);
}

static void latin_for_greek(struct strbuf *out, uint32_t cp, size_t n)
{
    exchange(out, cp, GREEK_LATIN, LATIN_GREEK);
}

static const struct {
    const char *name, *text;
    change_fn *change;
} disguises[] = {
    {"invisible characters between all letters", report, between_all},
    {"soft hyphens", report, soft_hyphens},
    {"full width", report, full_width},
    {"mathematical alphabets", report, mathematical},
    {"Cyrillic", report, cyrillic},
    {"Greek", report, greek_letters},
    {"letters in circles", report, circled},
    {"every other letter in a circle", report, every_other_circled},
    {"a medley", report, medley},
    {"Russian, invisible characters", russian, between_all},
    {"Russian, Latin letters", russian, latin_for_cyrillic},
    {"Greek, invisible characters", greek, between_all},
    {"Greek, Latin letters", greek, latin_for_greek},
};

/* The same words, facts included, in a text and its disguise. */
static void a_disguised_text_has_the_words_of_its_original(void **state)
{
    for (size_t i = 0; i < COUNT(disguises); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        char *text = changed(disguises[i].text, disguises[i].change);
        struct fold_document documents[] = {
            {.outlet = 1, .title = "", .text = disguises[i].text},
            {.outlet = 2, .title = "", .text = text}};
        struct lexicon lexicon =
            lexicon_new(&(struct fold_secret){{0}}, &arena);
        struct profile a, b;
        profile_read(&a, &documents[0], &lexicon, &arena);
        profile_read(&b, &documents[1], &lexicon, &arena);
        if (a.word_count != b.word_count || a.line_count != b.line_count)
            fail_msg("%s: %zu words became %zu", disguises[i].name,
                     a.word_count, b.word_count);
        for (size_t j = 0; j < a.word_count; j++)
            if (a.words[j].hash != b.words[j].hash ||
                a.words[j].flags != b.words[j].flags ||
                a.words[j].polarity != b.words[j].polarity)
                fail_msg("%s: word %zu differs", disguises[i].name, j);
        xfree(text);
    }
}

static void a_disguised_text_folds_with_its_original(void **state)
{
    for (size_t i = 0; i < COUNT(disguises); i++) {
        struct folding folding;
        folding_init(&folding);
        char *text = changed(disguises[i].text, disguises[i].change);
        int64_t original =
            folding_text(&folding, "As it was", disguises[i].text);
        if (!folding_same(&folding, original,
                          folding_text(&folding, "Disguised", text)))
            fail_msg("not found: %s", disguises[i].name);
        xfree(text);
        folding_release(&folding);
    }
}

/* One invisible character, at each place of the text by turns. */
static void no_place_matters(void **state)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct fold_document original = {.outlet = 1, .title = "", .text = report};
    struct lexicon lexicon = lexicon_new(&(struct fold_secret){{0}}, &arena);
    struct profile a, b;

    profile_read(&a, &original, &lexicon, &arena);
    for (size_t at = 0; at < sizeof(report); at++) {
        CLEANUP(arena_release) struct arena own = {0};
        CLEANUP(strbuf_release) struct strbuf out;
        strbuf_init(&out, 2 * sizeof(report));
        strbuf_add(&out, report, at);
        strbuf_adduc(&out, invisible[at % COUNT(invisible)]);
        strbuf_addstr(&out, report + at);
        struct fold_document copy = {
            .outlet = 1, .title = "", .text = out.data};
        profile_read(&b, &copy, &lexicon, &own);
        if (a.text_key != b.text_key)
            fail_msg("a character at %zu changes the text", at);
    }
}

/* What a disguise hides is found all the same: other numbers, a "not". */
static void a_disguise_hides_no_contradiction(void **state)
{
    static const char *const pairs[][2] = {
        {"The central bank raised its key rate by a quarter point to 4.5 "
         "percent on Thursday, citing the labour market, and said that further "
         "steps would depend on the data it receives by June.",
         "The central bank raised its key rate by a quarter point to "
         "\xf0\x9d\x9f\x93.\xc2\xad\xf0\x9d\x9f\x92 percent on Thursday, "
         "citing the labour market, and said that further steps would depend "
         "on the data it receives by June."},
        {"The minister of transport said on Friday that talks with the railway "
         "union had begun two weeks ago at a hotel near the airport, and that "
         "both sides were ready to sign a contract.",
         "The minister of transport said on Friday that talks with the railway "
         "union had n\xe2\x80\x8b\xd0\xbet begun two weeks ago at a hotel near "
         "the airport, and that both sides were ready to sign a contract."},
    };
    struct folding *folding = *state;

    for (size_t i = 0; i < COUNT(pairs); i++) {
        int64_t a = folding_text(folding, "One", pairs[i][0]);
        int64_t b = folding_text(folding, "Two", pairs[i][1]);
        if (folding_same(folding, a, b))
            fail_msg("folded: pair %zu", i);
    }
}

/* What is written as its script is written stays, to the byte. */
static void true_texts_are_left_alone(void **state)
{
    static const char *const texts[] = {
        report,
        russian,
        greek,
        "Не нет, но рот, сор, хор и Роре",
        "The Кремль said, and Москва did not; die Straße, l’été, naïve",
        "В НАТО и ВОЗ считают, что COVID-19 отступает, заявил Джон Smith",
        "Ο Πούτιν και ο Trump στη Θράκη, Brexit",
        "5 μm, π = 3.14, the Δ variant",
        "潮見町は四日、町立図書館を来年三月末で閉館すると発表した。",
        "กรุงเทพมหานคร",
        "الرياض أعلنت الشركة",
        "कंपनी ने कहा",
        "①日本は ②中国は、⑳ ⒜ first ⒝ second",
        "Ⓜ Alexanderplatz, 🅿 behind it, blood group 🅰",
        "Germany 🇩🇪, France 🇫🇷: 🇩🇪🇫🇷🇺🇸🇪🇺 and vote🇬🇧",
        "It is 🆗, 🆒 and new",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        assert_string_equal(text_undisguised(texts[i], &arena), texts[i]);
    }
}

static void a_disguise_is_undone_to_the_letter(void **state)
{
    static const char *const pairs[][2] = {
        {"Ѕсоре of thе сrіѕіs", "Scope of the crisis"},
        {"СОР26 ТНЕ ЕND ΝΟΤ", "COP26 THE END NOT"},
        {"Mоcквa и HATO, He вoйнa", "Москва и НАТО, Не война"},
        {"Tο λιμάνι τoυ Bελ", "Το λιμάνι του Βελ"},
        {"４．５％ ｏｆ １，０００", "4.5% of 1,000"},
        {"٤٫٥ في المئة من ١٬٠٠٠", "4.5 في المئة من 1,000"},
        {"๑๒๓ บาท", "123 บาท"},
        {"𝐀𝓫𝔠 𝟓𝟜 𝚡𝛂", "Abc 54 xa"},
        {"СССР", "СССР"},
        {"Ⓢⓒⓞⓟⓔ ⒪⒡ 🅃🄷🄴 🅒🅡🅘🅢🅘🅢 🅝🅞🆃", "Scope of THE CRISIS NOT"},
        {"sⓒope 🅐nd 4①,⓪00 of ②⓿②6", "scope And 41,000 of 2026"},
        {"ⓝⓔⓦⓢ ⓐ Ⓑ ⑨", "news a B 9"},
        {"🅰\xef\xb8\x8f🅱\xef\xb8\x8f🅾", "ABO"},
        {"🇪🇱🇪🇨🇹🇮🇴🇳 of a 🇲🇦🇾🇴🇷 🇴🇫", "ELECTION of a MAYOR OF"},
        {"el🇪ction 🇩🇪", "elEction 🇩🇪"},
        {"a\xef\xbb\xbf"
         "b\xe2\x81\xa0"
         "c\xf3\xa0\x80\xa1",
         "abc"},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        CLEANUP(arena_release) struct arena arena = {0};
        assert_string_equal(text_undisguised(pairs[i][0], &arena), pairs[i][1]);
    }
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folding_setup, folding_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_disguised_text_has_the_words_of_its_original),
        TEST(a_disguised_text_folds_with_its_original),
        TEST(no_place_matters),
        TEST(a_disguise_hides_no_contradiction),
        TEST(true_texts_are_left_alone),
        TEST(a_disguise_is_undone_to_the_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
