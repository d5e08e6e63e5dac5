#!/bin/sh
# How fast a poll is: feeds on as many hosts, every answer held back for a round
# trip's time, beside the limit (libcurl alone, answers thrown away) at the same
# parallelism. Then ten hosts with a tenth of a fifth of the feeds each, of which
# one never answers.
#
# usage: poll.sh [FEEDS [ENTRIES [LATENCY_MS [JOBS [RUNS]]]]]   (5000 40 50 64 3)
#
# Prints medians, and the ratio, which is what lasts. Needs GNU time.
set -eu
export LC_ALL=C

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
feeds=${1:-5000} entries=${2:-40} latency=${3:-50} jobs=${4:-64} runs=${5:-3}
build=${TMPDIR:-/tmp}/newsfold-bench/build-poll
work=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-bench-poll.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

[ -f "$build/build.ninja" ] ||
    meson setup "$build" "$here" --buildtype=release -Dtests=disabled >&2
ninja -C "$build" newsfold bench/bench_server bench/bench_limit >&2
bin=$build/bench

mkfifo "$work/in"
"$bin/bench_server" "$latency" "$entries" <"$work/in" >"$work/out" &
server=$!
exec 3>"$work/in"
while [ ! -s "$work/out" ]; do sleep 0.05; done
port=$(cat "$work/out")

# timed NAME COMMAND: a line "seconds cpu rss" to NAME
timed() {
    name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" || {
        echo "poll.sh: failed: $*" >&2
        exit 1
    }
    awk '{ print $1, $2 + $3, $4 / 1024 }' "$work/time" >>"$work/$name"
}

# requests so far, and how many urls were asked twice
asked() {
    lines=$(wc -l <"$work/out")
    echo >&3
    while [ "$(wc -l <"$work/out")" = "$lines" ]; do sleep 0.05; done
    tail -1 "$work/out"
}

median() {
    sort -n "$work/$1" | awk -v field="$2" '{ v[NR] = $field } END { print v[int((NR + 1) / 2)] }'
}

newsfold() {
    "$build/newsfold" --config /dev/null --database "$work/news.db" "$@"
}

awk -v n="$feeds" -v port="$port" 'BEGIN {
    for (i = 0; i < n; i++)
        printf "http://f%05d.localhost:%d/%d.xml\n", i, port, i
}' >"$work/urls"
newsfold import --allow-private "$work/urls" >/dev/null
asked >/dev/null
timed limit-cold "$bin/bench_limit" "$jobs" cold <"$work/urls"
asked >/dev/null
timed cold "$build/newsfold" --config /dev/null --database "$work/news.db" poll --all --jobs "$jobs"
echo "cold:  requests, and feeds asked twice: $(asked)"
for _ in $(seq "$runs"); do
    timed limit "$bin/bench_limit" "$jobs" <"$work/urls"
    asked >/dev/null
    timed warm "$build/newsfold" --config /dev/null --database "$work/news.db" poll --all --jobs "$jobs"
    echo "warm:  requests, and feeds asked twice: $(asked)"
done
echo "             wall s   cpu s  RSS MiB   ($feeds feeds, $latency ms, $jobs at once)"
for name in limit-cold cold limit warm; do
    printf '%-10s %8.2f %7.2f %8.1f\n' "$name" "$(median "$name" 1)" \
        "$(median "$name" 2)" "$(median "$name" 3)"
done
awk -v warm="$(median warm 1)" -v limit="$(median limit 1)" \
    'BEGIN { printf "warm / limit  %.2f\n", warm / limit }'

# Ten hosts; the last one never answers.
rm -f "$work/news.db"*
each=$((feeds / 50))
hosts() {
    awk -v from="$1" -v to="$2" -v each="$each" -v port="$port" 'BEGIN {
        for (host = from; host <= to; host++)
            for (i = 0; i < each; i++)
                printf "http://127.0.0.%d:%d/%d.xml\n", host, port, host * each + i
    }'
}
printf '[poll]\ntimeout = 5\n' >"$work/conf"
hosts 1 9 >"$work/nine"
hosts 10 10 >"$work/stalled"
folder="$build/newsfold --config $work/conf --database"
$folder "$work/nine.db" import --allow-private "$work/nine" >/dev/null
$folder "$work/news.db" import --allow-private "$work/nine" "$work/stalled" >/dev/null
# until_asked DATABASE: poll it, and set `took` to the hundredths of a second after
# which the last feed of the nine hosts was answered, `all` to those of the whole
until_asked() {
    total=0
    asked >/dev/null
    begin=$(date +%s%N)
    $folder "$work/$1" poll --all --jobs "$jobs" 2>/dev/null &
    poll=$!
    while [ "$total" -lt $((9 * each)) ] && kill -0 "$poll" 2>/dev/null; do
        asked_now=$(asked | cut -d ' ' -f 1)
        total=$((total + asked_now))
    done
    took=$((($(date +%s%N) - begin) / 10000000))
    wait "$poll" || :
    all=$((($(date +%s%N) - begin) / 10000000))
}

# Cold, then warm: what the nine take alone, and beside the one.
until_asked nine.db
until_asked nine.db
alone=$took
until_asked news.db
until_asked news.db
printf 'nine hosts of %d feeds alone %d.%02d s; beside one that stalls %d.%02d s, which ends by its timeouts at %d.%02d s\n' \
    "$each" $((alone / 100)) $((alone % 100)) $((took / 100)) $((took % 100)) $((all / 100)) $((all % 100))
