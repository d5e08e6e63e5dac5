#!/bin/sh
# How good folding is: what must hold, what is aimed at, and what is. On labelled
# stories that are not part of the project ($NEWSFOLD_SHARED, or ../shared; without
# them those rows are skipped), on the news that tests/languages composes, and on
# the texts of tests/test_hostile.c and tests/test_contradictions.c, which are
# looked for beside NEWSFOLD.
#
# usage: quality.sh [--speed] [NEWSFOLD]     (a release build of this tree)
#
# One row a figure. "holds" is yes, or no; where there is an aim, it is what holds:
# must, or aim. The status is 1 where a must does not hold. --speed: then what
# folding costs, by dedup.sh. Needs python3.
set -eu
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
shared=${NEWSFOLD_SHARED:-$here/../shared}
speed=
case ${1:-} in
--speed) speed=yes && shift ;;
-*)
    echo "quality.sh: there is no option '$1'; usage: quality.sh [--speed] [NEWSFOLD]" >&2
    exit 2
    ;;
esac
if [ $# -gt 0 ]; then
    newsfold=$(readlink -f "$1")
else
    build=${TMPDIR:-/tmp}/newsfold-bench/build-quality
    [ -f "$build/build.ninja" ] ||
        meson setup "$build" "$here" --buildtype=release -Dtests=enabled >&2
    ninja -C "$build" newsfold tests/test_hostile tests/test_contradictions >&2
    newsfold=$build/newsfold
fi
temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-bench-quality.XXXXXX")
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' INT TERM
. "$here/tests/scores_lib.sh"

line='%-14s %-42s %8s %8s %9s  %s\n'

# row SET WHAT MUST AIM GOT: as "0.9" (at least) or "<=4"; "-": there is no such
row() {
    holds=$(awk -v must="$3" -v aim="$4" -v got="$5" '
        function kept(bound) {
            return bound ~ /^<=/ ? got + 0 <= substr(bound, 3) + 0 : got + 0 >= bound + 0
        }
        BEGIN {
            if (got == "" || (must != "-" && !kept(must)))
                print "no"
            else
                print aim == "-" ? "yes" : kept(aim) ? "aim" : "must"
        }')
    # shellcheck disable=SC2059 # a constant
    printf "$line" "$1" "$2" "$3" "$4" "$(echo "${5:--}" | awk '{ print $1 == "-" ? $1 : +sprintf("%.4f", $1) }')" "$holds"
    [ "$holds" != no ] || echo "$1 $2" >>"$temp/broken"
}

# generated SET: the rows of real articles and their made reprints
generated() {
    set=$1
    score "$shared/stories/$set.jsonl"
    row "$set" "precision of pairs" 0.995 0.998 "$(figure pair_p)"
    row "$set" "recall of pairs" 0.965 0.98 "$(figure pair_r)"
    row "$set" "B-cubed F1" 0.988 0.993 "$(figure b3_f1)"
    row "$set" "adjusted Rand index" 0.98 0.99 "$(figure ari)"
    row "$set" "recall of teasers (severity 4)" 0.95 0.98 "$(figure recall severity 4)"
    row "$set" "recall of heavy edits (severity 5)" 0.90 0.95 "$(figure recall severity 5)"
    row "$set" "false pairs with template items, per 720" "<=4" "<=0" \
        "$(template_pairs "$shared/stories/$set.jsonl" | awk '{ print $1 * 720 / $2 }')"
    shuffles "$set" "$(figure b3_f1)"
}

# shuffles SET B3_F1: which of a day's entries comes first is chance
shuffles() {
    : >"$temp/changes"
    for seed in 1 2 3 4 5; do
        shuffled "$shared/stories/$1.jsonl" $seed >"$temp/shuffled"
        score "$temp/shuffled"
        echo "$2 $(figure b3_f1)" >>"$temp/changes"
    done
    row "$1" "B-cubed F1, change in 5 orders of a day" "<=0.005" - "$(awk '
        { change = $1 - $2; if (change < 0) change = -change; if (change > most) most = change }
        END { print most + 0 }' "$temp/changes")"
}

labelled() {
    [ -x "$shared/stories/score.py" ] || {
        echo "skipped: no labelled stories in $shared"
        return
    }
    generated synth8
    generated synth
    score "$shared/stories/allsides_real.jsonl"
    row allsides_real "false pairs" "<=0" - "$(figure fp)"
    row allsides_real "recall of pairs" 1 - "$(figure pair_r)"
    for set in fnc_real:0.97:0.98 c50_updates:0.99:0.995 reuters21578:0.94:0.97; do
        name=${set%%:*} bounds=${set#*:}
        score "$shared/stories/$name.jsonl"
        row "$name" "F1 of pairs" "${bounds%:*}" "${bounds#*:}" "$(figure pair_f1)"
    done
}

languages() {
    "$here/tests/languages.sh" "$newsfold" >"$temp/languages" 2>/dev/null || :
    sed -n 's/^\(..\): .* F1 \([0-9.]*\)$/\1 \2/p' "$temp/languages" >"$temp/each"
    while read -r language f1; do
        row "$language" "F1 of pairs" 0.95 - "$f1"
    done <"$temp/each"
    row "all seven" "contradicting pairs folded, of $(contradicting '[0-9]* of \([0-9]*\)')" "<=1" - \
        "$(contradicting '\([0-9]*\) of [0-9]*')"
}

# contradicting PART: of the line that tells how many of how many pairs are folded
contradicting() {
    sed -n "s/^$1 contradicting.*/\\1/p" "$temp/languages"
}

# lines_of TEST: what it prints, into $temp/TEST; fails if it is not there
lines_of() {
    program=$(dirname "$newsfold")/tests/test_$1
    [ -x "$program" ] || {
        echo "skipped: no $program"
        return 1
    }
    "$program" >"$temp/$1" 2>&1 || :
    tail -1 "$temp/$1" | grep -q 'test(s)' || echo "test_$1 ends early" >>"$temp/broken"
}

hostile() {
    if lines_of contradictions; then
        row hostile "contradicting edits folded, of 1,400" "<=0" - \
            "$(grep -c '^folded: ' "$temp/contradictions" || :)"
    fi
    if lines_of hostile; then
        row hostile "attacks that join a story, of 1000" "<=0" - "$(grep -c '^joined: ' "$temp/hostile" || :)"
        row hostile "stories hidden in another, of 100" "<=0" - "$(grep -c '^hidden: ' "$temp/hostile" || :)"
    fi
}

: >"$temp/broken"
# shellcheck disable=SC2059
printf "$line" set what must aim got holds
labelled
languages
hostile
[ -z "$speed" ] || "$here/bench/dedup.sh"
[ ! -s "$temp/broken" ] || {
    sed 's/^/does not hold: /' "$temp/broken" >&2
    exit 1
}
