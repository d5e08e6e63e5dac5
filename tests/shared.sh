#!/bin/sh
# The figures on data that is not part of the project: parser cases of others,
# and labelled stories. Skipped where $NEWSFOLD_SHARED is not there.
#
# usage: shared.sh NEWSFOLD
set -eu

newsfold=$(readlink -f "$1")
shared=${NEWSFOLD_SHARED:?}
[ -x "$shared/feeds/run_cases.py" ] && [ -x "$shared/stories/score.py" ] &&
    command -v python3 >/dev/null || {
    echo "skipped: no data in $shared"
    exit 77
}
temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-test.XXXXXX")
trap 'rm -rf "$temp"' EXIT
. "$(dirname "$0")/scores_lib.sh"

# at_least WHAT FIGURE FLOOR
at_least() {
    echo "$1: $2"
    awk -v figure="$2" -v floor="$3" 'BEGIN { exit !(figure >= floor) }' || {
        echo "failed: $1 is $2, below $3" >&2
        exit 1
    }
}

# cases WHAT FLOOR [OPTION...]
cases() {
    what=$1
    floor=$2
    shift 2
    "$shared/feeds/run_cases.py" "$shared/feeds/cases-open.jsonl" --jobs 2 --exclude-tag rfc3023 "$@" \
        -- "$newsfold" parse >"$temp/cases" || :
    at_least "$what, %" "$(sed -n 's/^TOTAL.* \([0-9.]*\)% .*%.*/\1/p' "$temp/cases")" "$floor"
}

cases "parser cases" 99.0
cases "parser cases with HTML" 97 --html
"$(dirname "$0")/feed_tables.py" "$shared/feeds" "$newsfold"

for set in synth8:0.985 synth:0.985 reuters21578:0.95 fnc_real:0.97 allsides_real:0.99 c50_updates:0.99; do
    name=${set%:*}
    score "$shared/stories/$name.jsonl"
    at_least "pair F1 of $name" "$(figure pair_f1)" "${set#*:}"
done

# Which of a day's entries comes first is chance: it must not matter much.
shuffled "$shared/stories/synth8.jsonl" 1 >"$temp/shuffled"
score "$temp/shuffled"
changed=$(figure b3_f1)
score "$shared/stories/synth8.jsonl"
at_least "B-cubed F1 of synth8, shuffled within days, less in order" \
    "$(echo "$changed $(figure b3_f1)" | awk '{ print $1 - $2 }')" -0.005

# The program's own figures are the scorer's.
"$newsfold" quality --format json "$shared/stories/reuters21578.jsonl" >"$temp/quality"
"$newsfold" cluster "$shared/stories/reuters21578.jsonl" >"$temp/clusters"
"$shared/stories/score.py" "$shared/stories/reuters21578.jsonl" "$temp/clusters" --json >"$temp/score"
for pair in f1:pair_f1 precision:pair_p recall:pair_r bcubed_f1:b3_f1 bcubed_precision:b3_p \
    bcubed_recall:b3_r ari:ari stories:pred_clusters true_pairs:tp; do
    ours=$(sed -n "s/.*\"${pair%:*}\":\([-0-9.]*\).*/\1/p" "$temp/quality")
    theirs=$(sed -n "s/.*\"${pair#*:}\": \([-0-9.e]*\).*/\1/p" "$temp/score")
    awk -v a="$ours" -v b="$theirs" 'BEGIN { exit !(a != "" && a - b < 1e-6 && b - a < 1e-6) }' || {
        echo "failed: quality says ${pair%:*} $ours, the scorer $theirs" >&2
        exit 1
    }
done
