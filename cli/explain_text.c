/*
 * What newsfold explain says of two entries, for people: the verdict, what would
 * have to change, and what it rests on, the first few of each.
 */
#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/explaining.h"

#define MOST_PASSAGES   5
#define MOST_DISCOUNTED 12
#define MOST_FACTS      24

static const char *const sides[] = {"A", "B"};

/* Foreign words, for people, cut to a line. */
static void add_quotation(struct explaining *explaining,
                          const struct quotation *quotation, size_t columns)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_add(&text, quotation->text, quotation->len);
    if (columns)
        text_fit(&explaining->out, text.data, columns);
    else
        text_clean_line(&explaining->out, text.data);
}

void explain_entry(struct explaining *explaining, int side)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out, "%s %6lld  ", sides[side],
                (long long)explaining->entries[side]);
    if (*explaining->documents[side].title)
        text_fit(out, explaining->documents[side].title,
                 explaining->columns - 10);
    else
        strbuf_addstr(out, "(no title)");
    strbuf_addf(out, "\n          story %lld\n",
                (long long)explaining->stories[side]);
}

/* What would have to change, for the rules that have no figures. */
static const char *const remedies[BREACH_STRANGE + 1] = {
    [BREACH_SHORT] =
        "A text has fewer than 8 words that count, so only a title "
        "decides: the same, of five words or more, within three "
        "days, which neither outlet has used before.\n",
    [BREACH_QUOTED] =
        "They quote the same, but each begins with words of its own; one would "
        "have to begin like the other.\n",
    [BREACH_TITLES] =
        "The titles are of one form, and each has a number or a name that the "
        "other entry has nowhere, or says the opposite of the other.\n",
    [BREACH_OPPOSED] =
        "A passage of one says the opposite of the other: another number or "
        "name, a negation, a word and its opposite in the same place, or two "
        "words that changed places.\n",
    [BREACH_WINDOW] =
        "Their texts match, but they came further apart than copies are looked "
        "for; the setting is window, of [fold].\n",
    [BREACH_UNSEEN] =
        "Their texts match, but of the passages that entries are looked up by "
        "they share one at most, and no title or link. newsfold merge makes "
        "them one story.\n",
    [BREACH_BELIED] =
        "Their texts match, but the earlier one is only a teaser, and the full "
        "texts of its story are others.\n",
    [BREACH_DENIED] =
        "Their texts match, but another text of the earlier one's story says "
        "the opposite of the later one in a passage that the earlier one "
        "lacks.\n",
    [BREACH_STRANGE] =
        "Their texts match, but other texts of the earlier one's story have "
        "nothing in common with the later one: the earlier one is several "
        "reports in one, or its story has moved on.\n",
};

/* What would have to change, for the rule that is broken. */
static void add_remedy(struct strbuf *out, const struct fold_explanation *e)
{
    switch (e->breach) {
    case BREACH_CONTAINMENT:
        strbuf_addf(out,
                    "Of the smaller text's weight %.0f%% is in the larger; it "
                    "would have to be %.0f%%.\n",
                    e->containment * 100, e->needed * 100);
        break;
    case BREACH_WORDS:
        strbuf_addf(out,
                    "What they share is rare, but only %.0f%% of the smaller "
                    "text's words; it would have to be 55%%.\n",
                    e->in_both * 100);
        break;
    case BREACH_SHARED:
        strbuf_addf(out,
                    "What they share weighs %.1f; 4 are needed. Words that "
                    "many stories use weigh little.\n",
                    e->shared);
        break;
    case BREACH_OPENING:
        strbuf_addf(out,
                    "One is much longer, and only %.0f%% of what they share "
                    "is in its opening; 70%% would have to be.\n",
                    e->opening * 100);
        break;
    case BREACH_FACTS:
        strbuf_addf(out,
                    "Of the numbers and names beside what they share %.0f%% "
                    "agree; it would have to be %.0f%%.\n",
                    e->facts * 100, e->facts_needed * 100);
        break;
    default:
        if (remedies[e->breach])
            strbuf_addstr(out, remedies[e->breach]);
    }
}

/* Whether they were never compared. */
static bool of_two_versions(const struct explaining *explaining)
{
    const int64_t *versions = explaining->versions;

    return versions[0] && versions[1] && versions[0] != versions[1];
}

static void add_verdict(struct explaining *explaining,
                        const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;
    bool joined = explaining->stories[0] == explaining->stories[1];

    strbuf_addf(out, "\n%s",
                joined ? "They are one story" : "They are not one story");
    if (explaining->correction)
        strbuf_addf(out, ": correction %lld, yours, says so.\n",
                    (long long)explaining->correction);
    else if (joined && !e->copy)
        strbuf_addstr(out, ", by way of other entries or of earlier texts.\n");
    else if (!joined && e->copy && of_two_versions(explaining))
        strbuf_addf(out,
                    ", although their texts match: A was folded by version "
                    "%lld and B by version %lld, and fingerprints of two "
                    "versions are never compared. newsfold refold folds what "
                    "is in the window again, and brings them together.\n",
                    (long long)explaining->versions[0],
                    (long long)explaining->versions[1]);
    else if (!joined && e->copy)
        strbuf_addstr(out, ", although their texts match now: each is with "
                           "what matched it better, and no entry that matches "
                           "both made one of them.\n");
    else
        strbuf_addstr(out, ".\n");
    if (e->copy)
        strbuf_addf(out, "Folding calls them copies, by %s.\n",
                    fold_rule_name(e->rule));
    else
        strbuf_addf(out, "Folding calls them no copies, by the rule of %s.\n",
                    breach_name(e->breach));
    if (e->breach != BREACH_NONE)
        add_remedy(out, e);
    if (e->objector)
        strbuf_addf(out, "That text is entry %lld.\n", (long long)e->objector);
}

/* What contradicts, in its place: of A, or the entry that objects, and of B. */
static void add_contradictions(struct explaining *explaining,
                               const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    if (e->contradiction_count)
        strbuf_addstr(out, "\nContradicting:\n");
    for (size_t i = 0; i < e->contradiction_count; i++)
        for (int side = 0; side < 2; side++) {
            if (side == 0 && e->objector)
                strbuf_addf(out, "    %lld  ", (long long)e->objector);
            else
                strbuf_addf(out, "    %s  ", sides[side]);
            add_quotation(explaining, &e->contradictions[i].texts[side],
                          explaining->columns - 12);
            strbuf_addch(out, '\n');
        }
}

static void add_measures(struct explaining *explaining,
                         const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out,
                "\nA in B       %3.0f%% of its weight, %zu words of which %zu "
                "count\n",
                e->contained[0] * 100, e->words[0], e->kept[0]);
    strbuf_addf(out,
                "B in A       %3.0f%% of its weight, %zu words of which %zu "
                "count\n",
                e->contained[1] * 100, e->words[1], e->kept[1]);
    if (e->needed > 0)
        strbuf_addf(out, "needed       %3.0f%%; words in both %.0f%%\n",
                    e->needed * 100, e->coverage * 100);
    strbuf_addf(out, "fingerprints differ in %d of 64 bits\n", e->distance);
    if (e->passage_distance < 64) {
        strbuf_addf(out, "the nearest passages in %d:\n", e->passage_distance);
        for (int side = 0; side < 2; side++) {
            strbuf_addf(out, "    %s  ", sides[side]);
            add_quotation(explaining, &e->nearest[side],
                          explaining->columns - 8);
            strbuf_addch(out, '\n');
        }
    }
}

static void add_left_out(struct strbuf *out, size_t count, size_t shown)
{
    if (count > shown)
        strbuf_addf(out, "    and %zu more\n", count - shown);
}

static void add_passages(struct explaining *explaining,
                         const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    if (!e->passage_count)
        return;
    strbuf_addstr(out, "\nShared:\n");
    for (size_t i = 0; i < e->passage_count && i < MOST_PASSAGES; i++) {
        CLEANUP(strbuf_release) struct strbuf text;
        strbuf_init(&text, LIMIT_FIELD);
        strbuf_add(&text, e->passages[i].text, e->passages[i].len);
        text_wrap(out, text.data, explaining->columns, 4);
    }
    add_left_out(out, e->passage_count, MOST_PASSAGES);
}

static void add_discounted(struct explaining *explaining,
                           const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    if (!e->discounted_count)
        return;
    strbuf_addstr(out, "\nDiscounted:\n");
    for (size_t i = 0; i < e->discounted_count && i < MOST_DISCOUNTED; i++) {
        const struct discounted *d = &e->discounted[i];
        strbuf_addf(out, "    %s  ", sides[d->side]);
        add_quotation(explaining, &d->line, explaining->columns - 8);
        strbuf_addstr(out, "\n       ");
        if (d->why == DISCOUNT_LINE)
            strbuf_addf(out, "its outlet has printed it %llu times\n",
                        (unsigned long long)d->times);
        else if (d->why == DISCOUNT_OPENING)
            strbuf_addf(out, "%llu lines of its outlet begin like it\n",
                        (unsigned long long)d->times);
        else if (d->why == DISCOUNT_REPEATED)
            strbuf_addstr(out, "the entry says it twice\n");
        else
            strbuf_addstr(out, "a byline or a notice\n");
    }
    add_left_out(out, e->discounted_count, MOST_DISCOUNTED);
}

static void add_facts(struct explaining *explaining,
                      const struct fold_explanation *e, bool agree)
{
    struct strbuf *out = &explaining->out;
    size_t count = 0;

    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fold_fact *fact = &e->fact_list[i];
        /* What agrees stands in both: once is enough. */
        if (fact->agrees != agree || (agree && fact->side))
            continue;
        if (++count > MOST_FACTS)
            continue;
        if (count == 1)
            strbuf_addf(out, "\n%s:\n   ",
                        agree ? "Numbers and names that agree"
                              : "Only in one, beside what is shared");
        strbuf_addf(out, " %s%s", agree ? "" : sides[fact->side],
                    agree ? "" : ":");
        add_quotation(explaining, &fact->word, 0);
    }
    if (count)
        strbuf_addch(out, '\n');
    add_left_out(out, count, MOST_FACTS);
}

void explain_text(struct explaining *explaining,
                  const struct fold_explanation *e)
{
    explain_entry(explaining, 0);
    explain_entry(explaining, 1);
    add_verdict(explaining, e);
    add_contradictions(explaining, e);
    add_measures(explaining, e);
    add_passages(explaining, e);
    add_discounted(explaining, e);
    add_facts(explaining, e, true);
    add_facts(explaining, e, false);
}
