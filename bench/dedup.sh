#!/bin/sh
# What folding costs with so many entries stored: teasers and full texts in a
# bulk poll, a poll of 100 entries, one that brings nothing new, the index
# on disk, and newsfold poll as a user sees it. The texts are made by program, the
# same every time.
#
# usage: dedup.sh [COUNT...]     (10000 100000; a million takes 5 GB)
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
work=${TMPDIR:-/tmp}/newsfold-bench

[ $# -gt 0 ] || set -- 10000 100000
mkdir -p "$work"
[ -f "$work/build/build.ninja" ] ||
    meson setup "$work/build" "$here" --buildtype=release -Dtests=disabled >&2
ninja -C "$work/build" newsfold bench/bench_dedup >&2
bench=$work/build/bench/bench_dedup
database=$work/dedup.db
trap 'rm -f "$database" "$database"-*' EXIT INT TERM
rm -f "$database" "$database"-*
"$bench" --header
for count; do
    "$bench" "$database" fill "$count"
    "$bench" "$database" size
    "$bench" "$database" mixed 100
    "$bench" "$database" again 100
    # A twentieth more: a bulk of several batches where much is stored.
    bulk=$((count / 20 < 8000 ? 8000 : count / 20 > 48000 ? 48000 : count / 20))
    "$bench" "$database" teasers "$bulk"
    "$bench" "$database" texts $((bulk / 4))
    "$here/bench/polls.py" "$work/build/newsfold" "$bench" "$database"
done
