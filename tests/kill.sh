#!/bin/sh
# Killed with SIGKILL at random moments of a poll: the database is whole, no
# entry that had been stored is lost, and the next poll completes.
#
# usage: kill.sh NEWSFOLD SOURCE_ROOT [ROUNDS]
#
# Thirty feeds get a new entry each round, so every poll has something to
# write; the moment is drawn from the time that an undisturbed poll takes.
set -eu
export LC_ALL=C

newsfold=$1
root=$2
rounds=${3:-40}
. "$root/tests/samples_lib.sh"
command -v sqlite3 >/dev/null || {
    echo "skipped: no sqlite3"
    exit 77
}

mkdir "$temp/feeds"
feeds=30

# publish ROUND: one more entry in each feed, the last 20 of them listed
publish() {
    awk -v round="$1" -v feeds="$feeds" -v dir="$temp/feeds" 'BEGIN {
        for (f = 1; f <= feeds; f++) {
            file = dir "/" f ".xml.new"
            printf "<rss version=\"2.0\"><channel><title>Feed %d</title>", f >file
            printf "<link>https://outlet%d.example/</link>\n", f >file
            from = round > 20 ? round - 20 : 1
            for (e = round; e >= from; e--) {
                printf "<item><guid>f%d-e%d</guid><title>Report %d of feed %d</title>",
                    f, e, e, f >file
                printf "<description>Today, the %d. of its kind, station %d measured", e, f >file
                srand(f * 100000 + e)
                for (w = 0; w < 60; w++)
                    printf " value%d", int(rand() * 5000) >file
                printf ".</description></item>\n" >file
            }
            print "</channel></rss>" >file
            close(file)
        }
    }'
    # A server tells files apart by second and size, and rounds are shorter than a second.
    touch -d "@$((1700000000 + $1))" "$temp/feeds"/*.new
    for file in "$temp/feeds"/*.new; do
        mv "$file" "${file%.new}"
    done
}

stored() {
    sqlite3 "$temp/news.db" 'SELECT feed, guid FROM entries' | sort
}

publish 1
serve "$temp/feeds"
f=1
while [ "$f" -le "$feeds" ]; do
    echo "$(cat "$temp/url")$f.xml"
    f=$((f + 1))
done >"$temp/urls"
run import --allow-private "$temp/urls"
# What an undisturbed poll takes, in microseconds.
begin=$(date +%s%N)
run poll --all || fail "the first poll"
took=$((($(date +%s%N) - begin) / 1000))
stored >"$temp/before"
[ "$(wc -l <"$temp/before")" = "$feeds" ] || fail "the first poll stored $(wc -l <"$temp/before")"

killed=0
round=2
# Moments over two such polls, since later ones have more to read: some end before they are killed.
awk -v rounds="$rounds" -v took="$took" 'BEGIN {
    srand()
    for (i = 0; i < rounds; i++)
        printf "%.6f\n", rand() * took * 2 / 1000000
}' >"$temp/moments"
while read -r moment; do
    publish "$round"
    # Not by a function: its shell would be killed instead.
    "$newsfold" --database "$temp/news.db" poll --all 2>"$temp/err" &
    poll=$!
    sleep "$moment"
    kill -KILL "$poll" 2>/dev/null || :
    status=0
    wait "$poll" 2>/dev/null || status=$?
    [ "$status" -ne 137 ] || killed=$((killed + 1))
    [ "$status" -eq 137 ] || [ "$status" -eq 0 ] ||
        fail "round $round ($moment s): status $status: $(cat "$temp/err")"
    whole=$(sqlite3 "$temp/news.db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')
    [ "$whole" = ok ] || fail "round $round ($moment s): $whole"
    stored >"$temp/after"
    lost=$(comm -23 "$temp/before" "$temp/after" | head -3)
    [ -z "$lost" ] || fail "round $round ($moment s): lost: $lost"
    orphans=$(sqlite3 "$temp/news.db" 'SELECT count(*) FROM entries WHERE story IS NULL
        OR story NOT IN (SELECT story FROM stories)')
    [ "$orphans" = 0 ] || fail "round $round ($moment s): $orphans entries in no story"
    mv "$temp/after" "$temp/before"
    round=$((round + 1))
done <"$temp/moments"

run poll --all || fail "the poll after them all"
last=$((round - 1))
missing=$(sqlite3 "$temp/news.db" "SELECT $feeds - count(*) FROM entries
    WHERE guid LIKE '%-e$last'")
[ "$missing" = 0 ] || fail "the last poll left out $missing entries"
[ "$killed" -gt $((rounds / 8)) ] || fail "only $killed of $rounds polls were killed"
echo "$killed of $rounds polls killed, $(stored | wc -l) entries, none lost"
