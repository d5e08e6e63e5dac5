/*
 * What looks like a dateline, a notice, an invitation to read on or a picture's
 * credit, and says the contrary in two texts that are equal otherwise: it is no
 * furniture. And what outlets do set there, each its own: it stays one report.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "dedup/dedup_internal.h"
#include "tests/made_story.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Where it stands: before a paragraph, in its line; behind one; a line. */
enum frame { BEFORE, BEHIND, ALONE };

struct pair {
    enum frame frame;
    const char *a, *b;
};

/* What contradicts. */
static const struct pair attacks[] = {
    /* Datelines */
    {BEFORE, "FED CUTS RATES: ", "FED RAISES RATES: "},
    {BEFORE, "FED CUTS RATES - ", "FED RAISES RATES - "},
    {BEFORE, "FED CUTS RATES \xe2\x80\x94 ", "FED RAISES RATES \xe2\x80\x94 "},
    {BEFORE, "APPLE CUTS PRICES: ", "APPLE RAISES PRICES: "},
    {BEFORE, "DEATH TOLL 45 - ", "DEATH TOLL 54 - "},
    {BEFORE, "12 DEAD (AP) - ", "21 DEAD (AP) - "},
    {BEFORE, "KYIV: Russia Wins \xe2\x80\x94 ",
     "KYIV: Russia Loses \xe2\x80\x94 "},
    {BEFORE, "MOSCOW \xe2\x80\x94 Deal Signed \xe2\x80\x94 ",
     "MOSCOW \xe2\x80\x94 Deal Rejected \xe2\x80\x94 "},
    {BEFORE, "Russia Wins (AP) - ", "Russia Loses (AP) - "},
    {BEFORE, "LONDON (Port Open) - ", "LONDON (Port Closed) - "},
    {BEFORE, "LONDON (12 Dead) - ", "LONDON (21 Dead) - "},
    {BEFORE, "VERDICT: Guilty \xe2\x80\x94 ",
     "VERDICT: Innocent \xe2\x80\x94 "},
    {BEFORE, "WASHINGTON: Trump Fires Powell \xe2\x80\x94 ",
     "WASHINGTON: Powell Fires Trump \xe2\x80\x94 "},
    {BEFORE, "TRUMP: ", "BIDEN: "},
    {BEFORE, "IRAN: ", "ISRAEL: "},
    {BEFORE, "MONDAY - ", "FRIDAY - "},
    {BEFORE, "WINS - ", "LOSES - "},
    /* Notices */
    {ALONE,
     "The Fed cut its rate on Monday. Copyright 2026 Northern Gazette. All "
     "rights reserved.",
     "The Fed raised its rate on Monday. Copyright 2026 Northern Gazette. All "
     "rights reserved."},
    {ALONE,
     "Copyright 2026 Northern Gazette. All rights reserved. The Fed cut its "
     "rate on Monday.",
     "Copyright 2026 Northern Gazette. All rights reserved. The Fed raised its "
     "rate on Monday."},
    {ALONE, "Copyright 2026. The port of Vell is open.",
     "Copyright 2026. The port of Vell is closed."},
    {ALONE, "\xc2\xa9 2026 AP. The port of Vell is open.",
     "\xc2\xa9 2026 AP. The port of Vell is closed."},
    {ALONE, "Copyright law was upheld by the court of Vell on Monday.",
     "Copyright law was struck down by the court of Vell on Monday."},
    {ALONE, "Copyright claims of 45 million crowns were paid in Vell.",
     "Copyright claims of 54 million crowns were paid in Vell."},
    {ALONE, "The Fed, all rights reserved, cut its rate on Monday.",
     "The Fed, all rights reserved, raised its rate on Monday."},
    {ALONE,
     "Ona Reed called Lars Fenn after the vote in Vell, all rights reserved.",
     "Lars Fenn called Ona Reed after the vote in Vell, all rights reserved."},
    {ALONE, "Copyright 2026 Reed Succeeds Fenn. All rights reserved.",
     "Copyright 2026 Fenn Succeeds Reed. All rights reserved."},
    {ALONE,
     "Vell Online will keep its terms of service and its privacy policy, it "
     "said.",
     "Vell Online will drop its terms of service and its privacy policy, it "
     "said."},
    {ALONE,
     "Subscription revenue and that of its newsletter rose by 12 percent.",
     "Subscription revenue and that of its newsletter fell by 12 percent."},
    {ALONE, "We use cookies. The port of Vell is open on Monday.",
     "We use cookies. The port of Vell is closed on Monday."},
    {ALONE,
     "Sign up for our newsletter in your inbox. The port of Vell is open.",
     "Sign up for our newsletter in your inbox. The port of Vell is closed."},
    {ALONE,
     "Alle Rechte vorbehalten. Der Hafen ist ge\xc3\xb6"
     "ffnet.",
     "Alle Rechte vorbehalten. Der Hafen ist geschlossen."},
    {BEHIND, " Copyright 2026. The port of Vell is open.",
     " Copyright 2026. The port of Vell is closed."},
    {BEHIND, " All rights reserved. The port of Vell is open.",
     " All rights reserved. The port of Vell is closed."},
    /* Bylines */
    {ALONE, "By Fed Cuts Rates Staff", "By Fed Raises Rates Staff"},
    {ALONE, "By Ona Cuts", "By Ona Raises"},
    {ALONE, "By Hamas", "By Israel"},
    {ALONE, "By Port Stays Open", "By Port Stays Closed"},
    /* Ends of teasers */
    {BEHIND, " Read more: Fed cuts rates", " Read more: Fed raises rates"},
    {BEHIND, " READ MORE: 12 dead in Vell", " READ MORE: 21 dead in Vell"},
    {BEHIND, " Read more about how the port was opened.",
     " Read more about how the port was closed."},
    {BEHIND, " Read More Pupils Passed The Exam.",
     " Read More Pupils Failed The Exam."},
    {BEHIND, " Read more on Reed Succeeds Fenn",
     " Read more on Fenn Succeeds Reed"},
    {BEHIND, " Continue reading Fed Cuts Rates",
     " Continue reading Fed Raises Rates"},
    {BEHIND, " (more) The port of Vell is open.",
     " (more) The port of Vell is closed."},
    {BEHIND, " (more) than 45 died.", " (more) than 54 died."},
    {BEHIND, " Click here to see why the port is open.",
     " Click here to see why the port is closed."},
    {BEHIND, " Read full wages as a sign that rates will rise.",
     " Read full wages as a sign that rates will fall."},
    {BEHIND,
     " Weiterlesen: Hafen ge\xc3\xb6"
     "ffnet",
     " Weiterlesen: Hafen geschlossen"},
    {BEHIND, " The post Fed Cuts Rates appeared first on Northern Gazette.",
     " The post Fed Raises Rates appeared first on Northern Gazette."},
    {BEHIND, " The post appeared first on Monday, when the port was open.",
     " The post appeared first on Monday, when the port was closed."},
    {ALONE, "Read more: Fed cuts rates", "Read more: Fed raises rates"},
    {ALONE, "The post Fed Cuts Rates appeared first on Northern Gazette.",
     "The post Fed Raises Rates appeared first on Northern Gazette."},
    /* Pictures */
    {BEHIND, " Port Open/AP", " Port Closed/AP"},
    {BEHIND, " The port is Now Open/Reuters",
     " The port is Now Closed/Reuters"},
    {BEHIND, " The chamber chose Xi Trump/AP",
     " The chamber chose Xi Biden/AP"},
    {BEHIND, " The vote: (Reed Succeeds Fenn/AP)",
     " The vote: (Fenn Succeeds Reed/AP)"},
    {BEFORE, "(Photo: Port Open) ", "(Photo: Port Closed) "},
    {BEFORE, "FILE PHOTO: Port Open. ", "FILE PHOTO: Port Closed. "},
    {BEFORE, "Image source, Port Open. ", "Image source, Port Closed. "},
    /* Times */
    {BEFORE, "Updated Nov. 23: Port Open. ", "Updated Nov. 23: Port Closed. "},
    /* Numbers before an ellipsis */
    {BEHIND, " The toll in Vell is 45... the mayor said.",
     " The toll in Vell is 54... the mayor said."},
    {BEHIND,
     " The mayor of Vell put the toll at 45\xe2\x80\xa6 and the fire burns.",
     " The mayor of Vell put the toll at 54\xe2\x80\xa6 and the fire burns."},
    /* Repeated lines */
    {ALONE, "Schools\nClosed\nBanks\nOpen\nCourts\nClosed",
     "Schools\nClosed\nBanks\nOpen\nCourts\nOpen"},
    {ALONE,
     "The port is open.\nSo said Ona Reed.\nThe port is closed.\nSo said Lars "
     "Fenn.\nThe port is open.",
     "The port is open.\nSo said Ona Reed.\nThe port is closed.\nSo said Lars "
     "Fenn.\nThe port is closed."},
};

/* What outlets set there, each its own. */
static const struct pair furniture[] = {
    {BEFORE, "LONDON (Reuters) - ", "PARIS (AP) - "},
    {BEFORE, "LONDON: ", "NEW DELHI: "},
    {BEFORE, "WASHINGTON \xe2\x80\x94 ", "NEW YORK \xe2\x80\x94 "},
    {BEFORE, "OTTAWA, AFP: ", "KYIV, IRNA: "},
    {BEFORE, "KYIV \xe2\x80\x94 AP \xe2\x80\x94 ", "BERLIN -- dpa -- "},
    {BEFORE, "Washington (CNN) - ", "TORPOINT, England \xe2\x80\x93 "},
    {BEFORE, "(Reuters) - ", "AP \xe2\x80\x94 "},
    {BEFORE, "CEDAR FALLS, Iowa (AP) \xe2\x80\x94 ",
     "WEST PALM BEACH, Fla. \xe2\x80\x94 "},
    {BEFORE, "NEW YORK, Nov 29 (Reuters) - ", "PROVO, Utah, Dec. 23 (UPI) -- "},
    {BEFORE, "SAN FRANCISCO/WASHINGTON (Reuters) - ", "MEXICO CITY - "},
    {BEFORE, "MADRID (EFE).- ", "R\xc3\xado Blanco (AFP) \xe2\x80\x93 "},
    {BEFORE, "SALT LAKE CITY \xe2\x80\x94 ", "UNITED NATIONS (TASS) - "},
    {ALONE, "Copyright 2026 Northern Gazette. All rights reserved.",
     "\xc2\xa9 2025 Evening Courier Ltd. All rights reserved. This material may "
     "not be published, broadcast, rewritten or redistributed without "
     "permission."},
    {ALONE,
     "Copyright 2024 The Central Mail Company. Reproduction in whole or in part "
     "without the written consent of Central Mail is prohibited.",
     "Copyright \xc2\xa9 2019 The Daily Times, LLC. Click here for reprint "
     "permission."},
    {ALONE, "Terms of Use | Privacy Policy | About Us",
     "Sign up for our free "
     "newsletter and get the day's top stories delivered straight to your inbox "
     "every morning."},
    {BEHIND, " Copyright 2026 Northern Gazette. All rights reserved.",
     " \xc2\xa9 2025 Evening Courier. All rights reserved."},
    {BEHIND, " Alle Rechte vorbehalten.",
     " Tous droits r\xc3\xa9serv\xc3\xa9s."},
    {ALONE, "By Northern Gazette Staff", "By Evening Tribune Staff"},
    {BEHIND, " Continue reading...", " Read more at Northern Tribune \xc2\xbb"},
    {BEHIND, " Read the full story", " (more)"},
    {BEHIND, " Continue reading the main story", " READ MORE ON FOX BUSINESS"},
    {BEHIND, " The post Harbour appeared first on Northern Gazette.",
     " The post A wall appeared first on Evening Courier."},
    {BEHIND, " The post appeared first on Northern Gazette.",
     " The post appeared first on Evening Courier."},
    {BEHIND, " Ona Reed/AP", " Lars Fenn/AFP/Getty Images"},
    {ALONE, "Advertisement\nAdvertisement", "Advertisement"},
};

static const size_t lengths[] = {7, 17, 34}; /* sentences: 80, 200, 400 words */

/* Three sentences a paragraph, and what is framed at that one. */
static void write_framed(struct strbuf *out, const struct story *story,
                         size_t at, enum frame frame, const char *framed)
{
    for (size_t i = 0; i < story->count; i++) {
        bool last = i % 3 == 2 || i + 1 == story->count;
        if (i == at && frame == BEFORE)
            strbuf_addstr(out, framed);
        if (i == at && frame == ALONE)
            strbuf_addf(out, "%s\n", framed);
        write_sentence(out, &story->sentences[i]);
        strbuf_addstr(out, ".");
        if (last && at / 3 == i / 3 && frame == BEHIND)
            strbuf_addstr(out, framed);
        strbuf_addstr(out, last ? "\n" : " ");
    }
}

static bool fold_together(const struct story *story, size_t at,
                          const struct pair *pair)
{
    CLEANUP(strbuf_release) struct strbuf a;
    CLEANUP(strbuf_release) struct strbuf b;
    struct folding folding;

    strbuf_init(&a, CEILING);
    strbuf_init(&b, CEILING);
    folding_init(&folding);
    write_framed(&a, story, at, pair->frame, pair->a);
    write_framed(&b, story, at, pair->frame, pair->b);
    int64_t first = folding_text(&folding, "Harbour", a.data);
    int64_t second = folding_text(&folding, "A wall", b.data);
    bool same = folding_same(&folding, first, second);
    folding_release(&folding);
    return same;
}

/* Of a pair, at the beginning, in the middle and at the end of texts of three
 * lengths, how many fold. */
static size_t count_folded(const struct pair *pair)
{
    struct random random = {5772};
    struct story *story = xcalloc(1, sizeof(*story));
    size_t folded = 0;

    for (size_t i = 0; i < COUNT(lengths); i++) {
        make_story(story, &random, lengths[i]);
        for (size_t place = 0; place < 3; place++) {
            size_t last = (story->count - 1) / 3;
            folded += fold_together(story, place * last / 2 * 3, pair);
        }
    }
    xfree(story);
    return folded;
}

static void what_contradicts_is_no_furniture(void **state)
{
    size_t folded = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(attacks); i++) {
        size_t count = count_folded(&attacks[i]);
        if (count)
            print_error("%zu of 9 are folded: %s | %s\n", count, attacks[i].a,
                        attacks[i].b);
        folded += count;
    }
    assert_int_equal(folded, 0);
}

static void furniture_contradicts_nothing(void **state)
{
    size_t folded = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(furniture); i++) {
        size_t count = count_folded(&furniture[i]);
        if (count < 9)
            print_error("%zu of 9 are folded: %s | %s\n", count, furniture[i].a,
                        furniture[i].b);
        folded += count;
    }
    assert_int_equal(folded, 9 * COUNT(furniture));
}

/* Two outlets print one short text; it is their titles that tell. */
static bool titles_fold(const char *a, const char *b)
{
    static const char text[] =
        "What it means and what comes next is told by our correspondents in "
        "the capital, who have spoken to those who were in the room when it "
        "was made known.";
    struct folding folding;

    folding_init(&folding);
    int64_t first = folding_text(&folding, a, text);
    int64_t second = folding_text(&folding, b, text);
    bool same = folding_same(&folding, first, second);
    folding_release(&folding);
    return same;
}

/* Before a colon and behind a dash there is news as well. */
static void what_stands_at_a_title_may_be_news(void **state)
{
    static const char *const titles[][2] = {
        {"FED CUTS: What it means for the banks of Vell",
         "FED HIKES: What it means for the banks of Vell"},
        {"12 DEAD - What we know of the fire in Vell",
         "21 DEAD - What we know of the fire in Vell"},
        {"Big storm hits the town of Vell - 45 dead",
         "Big storm hits the town of Vell - 12 dead"},
        {"The harbour of Vell is still closed - Monday",
         "The harbour of Vell is still closed - Friday"},
        {"Decision on the rate is made | Rates cut",
         "Decision on the rate is made | Rates raised"},
        {"Decision on the port of Vell \xe2\x80\x94 it opens",
         "Decision on the port of Vell \xe2\x80\x94 it closes"},
    };
    static const char *const same[][2] = {
        {"UPDATE 2-Big storm hits the town of Vell",
         "BREAKING: Big storm hits the town of Vell"},
        {"Big storm hits the town of Vell - Northern Gazette",
         "Big storm hits the town of Vell | BBC News"},
        {"Big storm hits the town of Vell - The New York Times",
         "Big storm hits the town of Vell \xe2\x80\x93 tagesschau.de"},
        {"ANALYSIS/OPINION: Big storm hits the town of Vell",
         "Big storm hits the town of Vell"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(titles); i++)
        if (titles_fold(titles[i][0], titles[i][1]))
            fail_msg("folded: %s | %s", titles[i][0], titles[i][1]);
    for (size_t i = 0; i < COUNT(same); i++)
        if (!titles_fold(same[i][0], same[i][1]))
            fail_msg("parted: %s | %s", same[i][0], same[i][1]);
}

/* Two entries without text, of one headline; who says it is of the headline. */
static void a_speaker_is_no_outlet(void **state)
{
    struct folding folding;

    (void)state;
    folding_init(&folding);
    int64_t one =
        folding_text(&folding, "I will resign before the vote - Reed", "");
    int64_t other =
        folding_text(&folding, "I will resign before the vote - Fenn", "");
    int64_t copy = folding_text(
        &folding, "I will resign before the vote - Reed - Daily Times", "");
    assert_false(folding_same(&folding, one, other));
    assert_true(folding_same(&folding, one, copy));
    folding_release(&folding);
}

/* Twelve entries of an outlet with such a line each. */
static void teach(struct folding *folding, int64_t outlet, const char *before,
                  const char *behind)
{
    struct random random = {(uint64_t)outlet};
    struct story *story = xcalloc(1, sizeof(*story));

    for (int i = 0; i < 12; i++) {
        CLEANUP(strbuf_release) struct strbuf text;
        char own[256];
        make_story(story, &random, 6);
        snprintf(own, sizeof(own), "%s%s%s", before, story->names[0], behind);
        strbuf_init(&text, CEILING);
        write_framed(&text, story, 3, ALONE, own);
        struct fold_document document = {
            .outlet = outlet, .title = own, .text = text.data};
        folding_add(folding, &document, 1, 1);
    }
    xfree(story);
}

/* Whether a report of two outlets that have so begun their lines is one, with
 * such lines in it. */
static bool learned_fold(const char *before, const char *behind, const char *a,
                         const char *b)
{
    CLEANUP(strbuf_release) struct strbuf x;
    CLEANUP(strbuf_release) struct strbuf y;
    struct random random = {31415};
    struct story *story = xcalloc(1, sizeof(*story));
    struct folding folding;

    folding_init(&folding);
    teach(&folding, 1, before, behind);
    teach(&folding, 2, before, behind);
    make_story(story, &random, 9);
    strbuf_init(&x, CEILING);
    strbuf_init(&y, CEILING);
    write_framed(&x, story, 3, ALONE, a);
    write_framed(&y, story, 3, ALONE, b);
    struct fold_document documents[] = {
        {.outlet = 1, .title = "Harbour", .text = x.data},
        {.outlet = 2, .title = "A wall", .text = y.data}};
    int64_t first = folding_add(&folding, documents, 2, 1);
    bool same = folding_same(&folding, first, first + 1);
    folding_release(&folding);
    xfree(story);
    return same;
}

/* Many sentences of an outlet begin alike, and rows of its tables. */
static void lines_that_begin_alike_may_be_news(void **state)
{
    (void)state;
    assert_false(learned_fold("The company of ", " has new offices in town.",
                              "The company cut its forecast for the year.",
                              "The company raised its forecast for the year."));
    assert_false(learned_fold("The company of ", " has new offices",
                              "The company cut its forecast for the year",
                              "The company raised its forecast for the year"));
    assert_false(learned_fold("Final score: 3-1 in ", "", "Final score: 2-1",
                              "Final score: 1-2"));
    assert_true(learned_fold("Read also: ", " has new offices",
                             "Read also: Storm over Vell has weakened",
                             "Read also: Storm over Vell has grown"));
}

/* Behind a paragraph of a text of 400 words, the first or the last. */
static bool places_fold(bool last, const char *a, const char *b)
{
    struct random random = {1618};
    struct story *story = xcalloc(1, sizeof(*story));

    make_story(story, &random, 34);
    bool same =
        fold_together(story, last ? 33 : 0, &(struct pair){BEHIND, a, b});
    xfree(story);
    return same;
}

/* Where a teaser ends; what stands before an ellipsis elsewhere is said. */
static void a_number_is_broken_off_at_the_end(void **state)
{
    (void)state;
    assert_false(places_fold(false, " The toll in Vell is 45...",
                             " The toll in Vell is 54..."));
    assert_true(places_fold(true, " The toll in Vell is 45...",
                            " The toll in Vell is 4..."));
}

/* "Pres." in the place of "Monday" names nobody else. */
static void a_title_is_no_name(void **state)
{
    (void)state;
    assert_true(places_fold(false,
                            " The mayor said so Monday at the town hall.",
                            " The mayor said so Pres. at the town hall."));
    assert_false(places_fold(false, " The mayor said so Zorn at the town hall.",
                             " The mayor said so Marn at the town hall."));
}

/* The words by which names are told from news. */
static const struct polar_index *polar;

/* What is passed over of a line that begins a text, or of one in its middle. */
static void a_dateline_is_a_place(void **state)
{
    static const struct {
        const char *dateline;
        bool first, within;
    } lines[] = {
        {"LONDON (Reuters) - ", true, true},
        {"(Reuters) - ", true, true},
        {"Washington (CNN) -- ", true, true},
        {"MADRID (EFE).- ", true, true},
        {"KYIV \xe2\x80\x94 AP \xe2\x80\x94 ", true, true},
        {"PROVO, Utah, Dec. 23 (UPI) -- ", true, true},
        {"SAN FRANCISCO/WASHINGTON (Reuters) - ", true, true},
        {"CEDAR FALLS, Iowa - ", true, false},
        {"NEW YORK: ", true, false},
        {"Valdemora (AFP) - ", true, false},
        {"Valdemora del Sur (AFP) - ", false, false},
        {"London: ", false, false},
        {"IRAN: ", false, false},
        {"TRUMP: ", false, false},
        {"VALDEMORA: ", false, false},
        {"TRUMP MEETS CHINA - ", false, false},
        {"NEW YORK WINS: ", false, false},
        {"LONDON (Open) - ", false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        for (int begun = 0; begun < 2; begun++) {
            char text[128];
            snprintf(text, sizeof(text), "%sThe storm has hit.",
                     lines[i].dateline);
            const char *past =
                furniture_dateline(text, strchr(text, '\0'), begun, polar);
            bool passed = begun ? lines[i].within : lines[i].first;
            if (past != text + (passed ? strlen(lines[i].dateline) : 0))
                fail_msg("%d: '%s'", begun, text);
        }
}

/* Sentences of news on both sides, or on one, or none. */
static void notices_are_cut_off_a_line(void **state)
{
    static const char *const lines[][3] = {
        {"", "The port is open.", " All rights reserved."},
        {"", "The port is open.",
         " \xc2\xa9 2026 AP. Sign up for our newsletter. Follow us on X."},
        {"Copyright 2026 Reuters. ", "The port is open.", ""},
        {"All rights reserved. ", "The port is open.",
         " Alle Rechte vorbehalten."},
        {"", "The port is open. All rights reserved by Vell and its port.", ""},
        {"", "All rights reserved for 12 ships.", ""},
        {"", "All rights reserved. Reed Succeeds Fenn.", ""},
        {"", "Copyright 2026 Reed Succeeds Fenn.", ""},
        {"", "The privacy policy and the terms of use of Vell changed.", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        char text[256];
        snprintf(text, sizeof(text), "%s%s%s", lines[i][0], lines[i][1],
                 lines[i][2]);
        const char *at = text;
        const char *end = strchr(text, '\0');
        const char *news = text + strlen(lines[i][0]);
        if (furniture_notices(&at, &end, false, polar))
            fail_msg("all of '%s'", text);
        while (end > at && end[-1] == ' ')
            end--;
        if (i != 6 && (at != news || end != news + strlen(lines[i][1])))
            fail_msg("of '%s': '%.*s'", text, (int)(end - at), at);
    }
}

/* No text is read beyond its end, wherever that is. */
static void furniture_may_be_cut_anywhere(void **state)
{
    static const struct furniture_entry entry = {"Harbour", NULL};

    (void)state;
    for (size_t i = 0; i < COUNT(furniture) + COUNT(attacks); i++) {
        const char *text = i < COUNT(furniture)
                               ? furniture[i].a
                               : attacks[i - COUNT(furniture)].b;
        for (size_t len = 1; len <= strlen(text); len++) {
            struct furniture_entry own = {entry.title, polar};
            char *part = xmalloc(len);
            memcpy(part, text, len);
            const char *at = part;
            const char *end = part + len;
            const char *past = furniture_dateline(at, end, false, polar);
            assert_true(past >= at && past <= end);
            const char *tail = furniture_tail(at, end, &own);
            assert_true(tail >= at && tail <= end);
            furniture_is_link(at, end);
            furniture_breaks_off(at, end);
            assert_true(furniture_photographer(at, end, polar) <= len);
            furniture_notices(&at, &end, false, polar);
            assert_true(at >= part && end <= part + len && at <= end);
            xfree(part);
        }
    }
}

/* A list as it is written in its source, without what C puts around it. */
static void read_list(struct strbuf *out, const char *at, const char *end)
{
    bool quoted = false;

    for (; at < end; at++) {
        if (*at == '"') {
            quoted = !quoted;
        } else if (quoted && *at == '\\') { /* \xc3 */
            char digits[3] = {at[2], at[3], '\0'};
            strbuf_addf(out, "%c", (char)strtoul(digits, NULL, 16));
            at += 3;
        } else if (quoted) {
            strbuf_addf(out, "%c", *at);
        }
    }
}

/* The words of a list ascend; how many there are. */
static size_t check_list(const char *source, const char *name)
{
    CLEANUP(strbuf_release) struct strbuf list;
    const char *at = strstr(source, name);
    const char *end = at ? strchr(at, ';') : NULL;
    const char *last = "";
    size_t count = 0;

    strbuf_init(&list, CEILING);
    if (!end) {
        fail_msg("there is no list %s", name);
        return 0;
    }
    read_list(&list, at, end);
    for (char *word = list.data; word; count++) {
        char *blank = strchr(word, ' ');
        if (blank)
            *blank = '\0';
        if (strcmp(last, word) >= 0)
            fail_msg("%s: '%s' stands before '%s'", name, last, word);
        last = word;
        word = blank ? blank + 1 : NULL;
    }
    return count;
}

/* They are looked up by halves. */
static void long_lists_are_sorted(void **state)
{
    static const char *const lists[][2] = {
        {"datelines.c", "towns[]"},      {"datelines.c", "more_towns[]"},
        {"datelines.c", "countries[]"},  {"notices.c", "notice_words[]"},
        {"outlets.c", "outlet_words[]"}, {"outlets.c", "beside[]"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        char path[4096];
        char *source = xcalloc(1, CEILING);
        snprintf(path, sizeof(path), "%s/dedup/%s",
                 getenv("NEWSFOLD_SOURCE") ? getenv("NEWSFOLD_SOURCE") : "..",
                 lists[i][0]);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        assert_true(fread(source, 1, CEILING - 1, file) > 0);
        (void)fclose(file);
        assert_true(check_list(source, lists[i][1]) > 50);
        xfree(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_contradicts_is_no_furniture),
        cmocka_unit_test(furniture_contradicts_nothing),
        cmocka_unit_test(what_stands_at_a_title_may_be_news),
        cmocka_unit_test(a_speaker_is_no_outlet),
        cmocka_unit_test(lines_that_begin_alike_may_be_news),
        cmocka_unit_test(a_number_is_broken_off_at_the_end),
        cmocka_unit_test(a_title_is_no_name),
        cmocka_unit_test(a_dateline_is_a_place),
        cmocka_unit_test(notices_are_cut_off_a_line),
        cmocka_unit_test(furniture_may_be_cut_anywhere),
        cmocka_unit_test(long_lists_are_sorted),
    };

    struct arena arena = {0};
    polar = lexicon_new(&(struct fold_secret){0}, &arena).polar;
    int failed = cmocka_run_group_tests_name("furniture", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
