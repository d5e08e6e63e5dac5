#!/bin/sh
# The parser's speed on the bench workload (RSS 2.0, Atom and RSS 1.0, 1,000
# feeds of 50 entries), which is made by a generator outside of the project, or
# on documents of your own.
#
# usage: parser.sh [FILE...]
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
shared=${NEWSFOLD_SHARED:-$here/../shared}
work=${TMPDIR:-/tmp}/newsfold-bench

if [ $# = 0 ] && [ ! -d "$work/load/v1" ]; then
    [ -x "$shared/bench/gen.py" ] || [ -f "$shared/bench/gen.py" ] || {
        echo "parser.sh: no generator in $shared/bench: name files" >&2
        exit 1
    }
    mkdir -p "$work"
    python3 "$shared/bench/gen.py" "$work/load" 1000 50 >&2
fi
[ $# -gt 0 ] || set -- "$work"/load/v1/*.xml
[ -f "$work/build/build.ninja" ] ||
    meson setup "$work/build" "$here" --buildtype=release -Dtests=disabled >&2
ninja -C "$work/build" bench/bench_parser >&2
"$work/build/bench/bench_parser" 5 "$@"
