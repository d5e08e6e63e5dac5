#!/bin/sh
# Copies are found in seven languages as in English: pair F1 of at least .95 on
# the labelled news that tests/languages composes; and of its pairs that
# contradict each other at most one in all is folded.
#
# usage: languages.sh NEWSFOLD
set -eu

newsfold=$1
compose=$(dirname "$0")/languages/languages.py
temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-test.XXXXXX")
trap 'rm -rf "$temp"' EXIT

figure() {
    sed -n "s/.*\"$1\":\([0-9.]*\).*/\1/p" "$temp/quality"
}

folded=0
pairs=0
failed=0
for language in ar de es ja ru th zh; do
    python3 "$compose" "$language" >"$temp/news"
    "$newsfold" quality --format json "$temp/news" >"$temp/quality"
    echo "$language: $(wc -l <"$temp/news") documents, precision $(figure precision)," \
        "recall $(figure recall), F1 $(figure f1)"
    awk -v f1="$(figure f1)" 'BEGIN { exit !(f1 >= 0.95) }' || {
        echo "failed: F1 of $language is below 0.95" >&2
        failed=1
    }
    python3 "$compose" "$language" --contradicting >"$temp/news"
    "$newsfold" cluster "$temp/news" >"$temp/clusters"
    sed -n 's/.*"id":"\(.*\)b","cluster":"\1a".*/contradicts: \1/p' "$temp/clusters" >"$temp/folded"
    cat "$temp/folded"
    folded=$((folded + $(wc -l <"$temp/folded")))
    pairs=$((pairs + $(wc -l <"$temp/news") / 2))
done
echo "$folded of $pairs contradicting pairs folded"
[ "$pairs" -ge 100 ] && [ "$folded" -le 1 ] || {
    echo "failed: $folded of $pairs contradicting pairs are folded" >&2
    failed=1
}
exit $failed
