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

for set in synth8:0.975 synth:0.98 reuters21578:0.93 allsides_real:0.96 c50_updates:0.985; do
    name=${set%:*}
    "$newsfold" cluster "$shared/stories/$name.jsonl" >"$temp/clusters"
    "$shared/stories/score.py" "$shared/stories/$name.jsonl" "$temp/clusters" >"$temp/score"
    at_least "pair F1 of $name" "$(sed -n '1s/.* pair_f1=\([0-9.]*\).*/\1/p' "$temp/score")" \
        "${set#*:}"
done
