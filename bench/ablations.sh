#!/bin/sh
# What each rule of folding is worth: a copy of this tree is built without it, and
# scored on the labelled stories ($NEWSFOLD_SHARED, or ../shared), the news of
# tests/languages, and the texts of tests/test_hostile.c and
# tests/test_contradictions.c. No rule can be
# switched off in the program itself; what switches it off in the copy is an
# expression of sed, and all of them are tried before anything is built: one
# that does not change just one line ends the run.
#
# usage: ablations.sh [--check] [PATTERN]     (rules whose name has it; all)
#
# Prints the table of docs/dedup.md: figures that differ from those of all rules. F1
# of pairs; of the languages the mean; false pairs with template items of synth8
# and synth; contradicting texts that are folded, of 1,546; hostile texts that join a
# story, of 1,000; and how many tests of folding fail, which are named on standard
# error. --check: only tries the expressions. Needs python3, cmocka; ccache helps.
set -eu
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
shared=${NEWSFOLD_SHARED:-$here/../shared}
tree=${TMPDIR:-/tmp}/newsfold-bench/ablations
build=$tree/build
newsfold=$build/newsfold
check=
[ "${1:-}" != --check ] || { check=yes && shift; }
pattern=${1:-}
temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-bench-ablations.XXXXXX")
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' INT TERM
[ -z "$check" ] || tree=$temp/tree # another run may be building
. "$here/tests/scores_lib.sh"

# Calls rule NAME FILE EXPRESSION [FILE EXPRESSION...] for each; names in brackets
# are of what is tried instead of a rule.
rules() {
    rule 'disguises undone' words.c 's/text_undisguised(document->text, arena)/document->text/'
    rule 'numbers by value' words.c 's/word->hash = number ? /word->hash = false ? /'
    rule '... minutes with their hours' word_end.c 's/!parts_minutes(cp, begin, at, next, end))/true)/'
    rule '... halves of a day' word_end.c 's/const char \*past = past_half_day(.*/const char *past = NULL;/'
    rule 'repeated paragraphs once' words.c 's/furniture || (++\*times > 1 &&/furniture || (++*times > 1 \&\& false \&\&/'
    rule '... not short ones' words.c 's/\(#define REPEATED  *\)8/\11/'
    rule 'datelines' datelines.c 's/return is_dateline(&part, begun) && text < end ?/return false \&\& is_dateline(\&part, begun) ?/'
    rule '... of listed places' datelines.c 's/return !begun && part->shouted && .*/return part->shouted;/'
    rule '... and nothing else' datelines.c 's/!read_part(&part, at, stop))/(!read_part(\&part, at, stop) \&\& !part.shouted))/'
    rule 'bylines, legal lines' words.c 's/byline || legal, seen/credits, seen/'
    rule '... of nothing but notices' notices.c 's/^    if (says_no_more(\*at, \*end, polar))/    if (true)/'
    rule '... bylines of known names' credits.c 's/bool known = !begun ||/bool known = true ||/'
    rule 'credits before a text' words.c 's/bool opens = .*/bool opens = false;/'
    rule 'credits behind a text' words.c 's/bool closes = .*/bool closes = false;/'
    rule 'ends of teasers' words.c 's/end = furniture_tail(at, end, .*/;/'
    rule '... that say nothing else' furniture.c 's/if (past > at && says_where(.*/if (past > at)/'
    rule '... of their own title' furniture.c 's/^             is_own_title(title, title_end, .*/             true))/'
    rule 'pictures' words.c 's/if (picture > at) {/if (false) {/'
    rule '... photographers known' furniture.c 's/if (is_photographer(begin, name, at, polar))/if (words == 2)/'
    rule 'marks before headlines' words.c 's/= furniture_headline(title);/= title;/'
    rule '... that are listed' furniture.c 's/if (!credit_listed(word, (size_t)(at - word), marks))/if (false)/'
    rule 'names behind headlines' words.c 's/= furniture_headline_length(start, profile->polar)/= strlen(start)/'
    rule '... of outlets' furniture.c 's/^            certain)/            true)/'
    rule 'learned boilerplate' features.c 's/return times >= 3 ? times : 0;/return 0;/' \
        features.c 's/return openings >= 5 .*/return 0;/'
    rule '... lines' features.c 's/return times >= 3 ? times : 0;/return 0;/'
    rule '... openings' features.c 's/return openings >= 5 .*/return 0;/'
    rule '... of links' features.c 's/ && line->link;/;/'

    rule 'weights' shingles.c 's/return (float)rarity(sample->stories)/return 1.0F/'
    rule '... of the commoner of two' shingles.c 's/if (other->stories < nearest->stories)/if (true)/'
    rule 'the opening sampled closer' features.c 's/\(#define OPENING_WORDS\) 48/\1 0/'
    rule '(one shingle in 8, not 32)' dedup_internal.h 's/\(#define SAMPLE  *\)32/\18/'
    rule 'titles as features' features.c 's/add_decisive(profile, profile->title_key);/;/'
    rule 'whole texts as features' features.c 's/if (profile->word_count >= 8)/if (false)/'
    rule '(480 postings, not 48)' fold_internal.h 's/\(#define POSTINGS  *\)48/\1480/'
    rule '(48 candidates, not 12)' fold_internal.h 's/\(#define CANDIDATES \)12/\148/'
    rule 'a quarter of the best score' gather.c 's/\(#define UNLIKELY  *\)0.25/\10/'
    rule 'phrases of many stories' gather.c 's/\(#define LIGHT  *\)0.2$/\10/'
    rule 'more than one feature' gather.c 's/return sum->shared >= 2 ||/return true ||/'
    rule 'hopeless ones not weighed' dedup_internal.h 's/\(#define HOPELESS\) 0.12/\1 0/'

    rule '(containment .50)' verify.c 's/\(#define THRESHOLD  *\)0.55/\10.50/'
    rule '(containment .60)' verify.c 's/\(#define THRESHOLD  *\)0.55/\10.60/'
    rule '.62 for short texts' verify.c 's/\(#define THRESHOLD_SHORT  *\)0.62/\10.55/'
    rule '.75 for two sentences' verify.c 's/\(#define THRESHOLD_BOTH  *\)0.75/\10.55/'
    rule 'four effective shingles' verify.c 's/\(#define LEAST_SHARED  *\)4.0/\10.0/'
    rule '... not of titled teasers' verify.c 's/return match->supported && match->containment >= WHOLE/return false/'
    rule 'half of the words, unweighed' verify.c 's/\(#define MOST_WORDS  *\)0.55/\10/'
    rule 'coverage of edited texts' verify.c 's/return match->containment >= LEAST_CONTAINMENT/return false/'
    rule '... .95 within an outlet' verify.c 's/if (least > COVERED && .*/if (false)/'
    rule 'titles that support' verify.c 's/ret->supported = titles_support(a, b);/ret->supported = false;/'
    rule 'the opening rule' verify.c 's/if (larger->kept > LONGER .*/if (false)/'
    rule 'quotations' verify.c 's/if (is_quotation(alignment, match))/if (false)/'
    rule '.85 within an outlet' verify.c 's/if (same_outlet(a, b) && a->title_key != .*/if (false) {/'
    rule '... .65 by titles' verify.c 's/\(#define AGREED_OUTLET  *\)0.65/\10.85/'

    rule 'titles that contradict' verify.c 's/^ *titles_contradict(smaller, larger))/false)/'
    rule '... not of whole texts' verify.c 's/if (!is_whole(smaller, match->containment) &&/if (/'
    rule 'titles that are opposed' verify.c 's/titles_oppose(smaller, larger))/false)/'
    rule 'contradicting edits' verify.c 's/if (edits_contradict(alignment))/if (false)/'
    rule '... opposites' verify.c 's/if (alignment->opposites || /if (/'
    rule '... negations' verify.c 's/ || (alignment->negations && few))/)/'
    rule '... numbers in short texts' verify.c 's/if (alignment->numbers && alignment->smaller.*/if (false)/'
    rule '... numbers, names in any' verify.c 's/if (few \&\& alignment->numbers)/if (false)/' \
        verify.c 's/alignment->exchanged || alignment->replaced ||/false ||/' \
        verify.c 's/(few && alignment->renamed));/false);/'
    rule '... names in another order' edits.c 's/alignment->exchanged += is_swapped(a, b);/;/'
    rule '... other terms' edits.c 's/alignment->numbers += opposition == OTHER_TERMS;/;/'
    rule '... digits and words' spelled.c 's/^    if (!value)/    if (true)/'
    rule '... letters behind numbers' words.c 's/mark_quantity(reader, word, used);/(void)mark_quantity;/'
    rule '... prefixes' polar.c 's/if (!number || !stem || b->flags/if (true || b->flags/'
    rule '... before their own letters' polar.c 's/(word_length(b) <= LEAST_STEM ||/(true ||/'
    rule '... contrasts' verify.c 's/ || alignment->contrasts//'
    rule '... another word alone' verify.c 's/if (alignment->alone)/if (false)/'
    rule '... or again and again' rewording.c 's/alignment->edits - alignment->repeated != 1/alignment->edits != 1/'
    rule '... of teasers for them only' verify.c 's/ret->slight = ret->alone .*/ret->slight = false;/'
    rule '... and no third joins them' objections.c 's/^    if (match->alone)/    if (false)/'
    rule '... words that say the same' polar.c 's/add_table(&maker, &polar_synonyms);//'
    rule '... good and ill words' polar.c 's/add_table(&maker, &polar_values);//'
    rule '... antonyms' polar.c 's/add_table(&maker, &polar_antonyms);//'
    rule '... one number among edits' verify.c 's/if ((told || alignment->edits <= SEVERAL_EDITS).*/if (false \&\& alignment->numbers \&\&/'
    rule '... among words that fill' verify.c 's/alignment->edits - alignment->fillings <= COPY_EDITS/false/'
    rule '... but other forms of a name' edits.c 's/!may_be_alias(alignment, a, b)/(may_be_alias(alignment, a, b) || true)/'
    rule '... where no word is left out' verify.c 's/few || is_unabridged(alignment)/few || (is_unabridged(alignment) \&\& false)/'
    rule '... "not" misspelled' edits.c 's/if (span->words\[i\].letters == word->letters/if (false/'
    rule '... of words that tell something' edits.c 's/return remains->words - remains->fillers - remains->denials;/return remains->words;/'
    rule '... denials of two words' polar.c 's/return (next->hash == index->to &&/return false \&\& (next->hash == index->to \&\&/'
    rule '... signs beside numbers' align.c 's/^    judge_marks(alignment);/    (void)judge_marks;/'
    rule '... names in front' edits.c 's/if (is_other_beginning(alignment, a, b))/if (false \&\& is_other_beginning(alignment, a, b))/'
    rule '... words that changed places' edits.c 's/is_turned(a, b) || is_exchange(alignment, a, b)/is_turned(a, b) \&\& false/'
    rule '... ends of lines' align.c 's/^        judge_ends(.*/        (void)judge_ends;/'
    rule '... short lines' align.c 's/^        judge_short(.*/        (void)judge_short;/'
    rule '... the first one' align.c 's/place || !first ? line_at/place ? line_at/'
    rule '... items of lists' align.c 's/ || are_opposed(alignment, &a, &b))/ || (false \&\& are_opposed(alignment, \&a, \&b)))/'
    rule '... anchors elsewhere' align.c 's/i = next_anchor(.*/(void)next_anchor;/'
    rule '... words put in beside them' beside.c 's/^    return at_last || at_first;/    return false;/'
    rule '... put in at the ends of lines' align.c 's/if (a_longer && b_longer)/if (a_longer || b_longer)/'
    rule '... put in beside short lines' align.c 's/(line->count > most && other->count > most)/(line->count > most || other->count > most)/'
    rule '... put in, half of them alike' beside.c 's/return common \* 2 >= count_words(edit) ||/return true ||/'
    rule '... scripts without spaces' polar.c 's/add_table(&maker, &polar_phrases);//'
    rule '... long edits of pairs' align.c 's/WORD_PAIR ? PAIRS : EDIT/WORD_PAIR ? EDIT : EDIT/'
    rule 'words spelled nearly alike' variants.c 's/return a->letters && b->letters/return false/'
    rule '... names of one length' variants.c 's/int most = .*/int most = 99;/'
    rule '... of which one is not known' variants.c 's/(is_variant(a, b) \&\& !are_other_words(polar, a, b))/is_variant(a, b)/'
    rule '... quantities of one unit' variants.c 's/(means_same(polar, a, b) \&\& !are_other_quantities(a, b))/means_same(polar, a, b)/'
    rule '... compounds' edits.c 's/if (match_compound(a, b)) {/if (false \&\& match_compound(a, b)) {/'
    rule '... what is written in two ways' polar.c 's/^    add_table(&maker, &polar_same);//'
    rule '... words that moved' edits.c 's/^    if (is_moved(a, b))/    if (false \&\& is_moved(a, b))/'
    rule '... letters with marks' words.c 's/else if (c >= 0xc3 .*/else if (false)/'
    rule 'broken words' words.c 's/^            furniture_breaks_off(at, end))/            false)/'
    rule '... at the end of a text' words.c 's/reader->text_end - end <= CLOSING_BYTES &&/true \&\&/'
    rule 'cut words' align.c 's/is_cut(alignment->smaller, alignment->larger))/false)/' \
        align.c 's/is_cut(alignment->larger, alignment->smaller))/false)/'
    rule 'titles before names' words.c 's/if (title && reader->count > reader->line_first)/if (false)/'
    rule 'agreement of facts' verify.c 's/return match->facts < facts_needed(.*) /return false /'
    rule '... .80 within an outlet' verify.c 's/\(#define FACTS_OUTLET  *\)0.80/\10.60/'
    rule '... beside shared text' facts.c 's/\(#define BESIDE  *\)6 /\11000 /'
    rule '... in gaps of the longer' facts.c 's/both_sides || (before == SIZE_MAX/(before == SIZE_MAX/'
    rule '... not of whole texts' verify.c 's/if (!same_outlet(smaller, larger) && is_whole/if (false \&\& is_whole/'

    rule 'the same title' fold.c 's/if (same_title(batch, a, b))/if (false \&\& same_title(batch, a, b))/'
    rule '... unless used again' fold.c 's/title_count_key(a->title_key))) >= 2)/title_count_key(a->title_key))) > UINT32_MAX)/'
    rule '... within three days' fold.c 's/\(#define TITLE_WINDOW\) (3/\1 (3000/'
    rule 'the same beginning' fold.c 's/if (verify_beginning(a, b))/if (false)/'
    rule 'the same link or guid' fold.c 's/if (one_outlet && (equal(a->document.link/if (false \&\& (equal(a->document.link/'
    rule 'full texts belie a teaser' objections.c 's/match->objector = find_belier(.*/match->objector = 0;/'
    rule 'full texts deny a silent one' objections.c 's/match->objector = find_denier(.*/match->objector = 0;/' \
        objections.c 's/if (founder.profile \&\& is_denied_by(.*/if (false) {/'
    rule '... by its founder' objections.c 's/if (founder.profile \&\& is_denied_by(.*/if (false) {/'
    rule 'strangers in a story' strangers.c 's/\*ret = find_stranger(batch, match->story, .*/*ret = NULL;/'
    rule '... who has the rest' strangers.c 's/    list->count += count;/    (void)count;/'
    rule '... beside the founder' strangers.c 's/if (result == 0 \&\& founder \&\& holds(/if (false \&\& holds(/'
    rule '... though it weighs nothing' strangers.c 's/(double)profile->kept < MOSTLY .*/false);/'
    rule '... and belies a teaser' strangers.c 's/match->profile->kept \* PART <= profile->kept \&\&/false \&\&/'
    rule 'strangers never merge' objections.c 's/(are_strangers(other->profile, found\[i\].profile) ||/(false ||/'
    rule '... nor what they founded' strangers.c 's/\*ret = result == 0 \&\& founders\[0\] .*/*ret = false \&\& founders[1] \&\&/'
    rule '... nor what has one' strangers.c 's/if (!holds(whole, part) || /if (true || /'
    rule 'contradicting ones never merge' objections.c 's/!reconciles(batch, profile, other, \&found\[i\]))/false)/'
    rule '... nor do founders' objections.c 's/\*ret = founders_contradict(.*/*ret = false;/'
    rule 'the supported of equals' fold.c 's/if (x->match.supported != y->match.supported)/if (false)/'
    rule 'merging stories' fold.c 's/if (!single \&\& !(found\[i\].match.strong .*/if (!single)/'
    rule '... on strong evidence only' fold.c 's/if (!single \&\& !(found\[i\].match.strong .*/if (false)/'
    rule 'absorbing single entries' fold.c 's/if (!single \&\& !(found/if (!(found/'
    rule 'teasers bridge nothing' fold.c 's/if (profile->weight < BRIDGE)/if (false)/'
}

# without NAME FILE EXPRESSION...: the copy's files are without the rule
without() {
    name=$1
    shift
    cp "$temp"/whole/* "$tree/dedup"
    while [ $# -gt 0 ]; do
        file=$tree/dedup/$1
        sed "$2" "$file" >"$temp/changed"
        lines=$(diff "$file" "$temp/changed" | grep -c '^>' || :)
        [ "$lines" = 1 ] || {
            echo "ablations.sh: $name: $lines lines of dedup/$1 are changed, not one, by $2" >&2
            exit 1
        }
        cp "$temp/changed" "$file"
        shift 2
    done
}

# build_copy: quietly, but for errors
build_copy() {
    ninja -C "$build" newsfold tests/test_dedup tests/test_teasers tests/test_words \
        tests/test_disguise tests/test_hostile tests/test_contradictions tests/test_rewording tests/test_cut tests/test_strangers tests/test_rest \
        tests/test_credits tests/test_furniture >"$temp/ninja" || {
        cat "$temp/ninja" >&2
        exit 1
    }
}

# The tests of folding that fail; what they print is in $temp
failing() {
    for test in dedup teasers words disguise hostile contradictions rewording cut strangers rest credits furniture; do
        NEWSFOLD_SOURCE=$tree "$build/tests/test_$test" >"$temp/$test" 2>&1 || :
        sed -n 's/^\[  FAILED  \] \([a-z_]*\)$/\1/p' "$temp/$test"
    done | sort -u
}

# measure: the figures of what is built, one a line, in the order of the table
measure() {
    for set in synth8 synth; do
        score "$shared/stories/$set.jsonl"
        figure pair_p
        figure pair_r
        template_pairs "$shared/stories/$set.jsonl" >"$temp/templates-$set"
    done
    for set in fnc_real c50_updates reuters21578 allsides_real; do
        score "$shared/stories/$set.jsonl"
        figure pair_f1
    done
    "$here/tests/languages.sh" "$newsfold" >"$temp/languages" 2>/dev/null || :
    sed -n 's/.* F1 //p' "$temp/languages" | awk '{ sum += $1 } END { print sum / NR }'
    awk '{ sum += $1 } END { print sum }' "$temp"/templates-*
    failing >"$temp/failing"
    cat "$temp/contradictions" "$temp/languages" | grep -c -e '^folded: ' -e '^contradicts: ' || :
    grep -c '^joined: ' "$temp/hostile" || :
    wc -l <"$temp/failing"
}

# print_row NAME: of $temp/figures; what $temp/all has as well is a dot
print_row() {
    paste "$temp/figures" "$temp/all" | awk -v name="$1" '
        { figure = $1 ~ /\./ ? sprintf("%.4f", $1) : $1; sub(/^0\./, ".", figure)
          row = row " | " ($1 == $2 ? "·" : figure) }
        END { print "| " name row " |" }'
}

rule() {
    echo "$1" >>"$temp/names"
    case $1 in *"$pattern"*) ;; *) return ;; esac
    without "$@"
    [ -z "$check" ] || return 0
    build_copy
    measure >"$temp/figures"
    print_row "$1"
    [ ! -s "$temp/failing" ] || sed "s/^/$1: fails: /" "$temp/failing" >&2
}

# The rules that the table has
listed() {
    sed -n '/^| without | /,/^$/s/^| \([^|]*\) |.*/\1/p' "$here/docs/dedup.md" |
        grep -v -x -e without -e '(all rules)'
}

rm -rf "$tree"
mkdir -p "$tree"
tar -C "$here" --exclude='./build*' --exclude=./.git -cf - . | tar -C "$tree" -xf -
mkdir "$temp/whole"
cp "$tree"/dedup/*.[ch] "$temp/whole"
asked=$check
check=yes
rules
check=$asked
if [ -n "$check" ]; then
    listed >"$temp/listed"
    diff "$temp/listed" "$temp/names" >&2 && exit 0
    echo "ablations.sh: docs/dedup.md lists other rules (<) than there are (>)" >&2
    exit 1
fi
[ -x "$shared/stories/score.py" ] || {
    echo "ablations.sh: no labelled stories in $shared" >&2
    exit 1
}
cp "$temp"/whole/* "$tree/dedup"
if command -v ccache >/dev/null; then export CC="ccache ${CC:-cc}"; fi
meson setup "$build" "$tree" --buildtype=release -Dtests=enabled >"$temp/meson" || {
    cat "$temp/meson" >&2
    exit 1
}
build_copy
measure >"$temp/figures"
echo '| without | synth8: precision | recall | synth: precision | recall | fnc | c50 | reuters | allsides | languages | templates | contradicting | hostile | tests |'
echo '|---|---|---|---|---|---|---|---|---|---|---|---|---|---|'
: >"$temp/all"
print_row '(all rules)'
cp "$temp/figures" "$temp/all"
rules
