#!/bin/sh
# A feed's document from a pipe, and how feeds are doing.
#
# usage: ingest.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/expect_lib.sh"

document() { # NAME DATE TITLE...
    printf '<rss version="2.0"><channel><title>%s</title><link>https://%s.example/</link>' "$1" "$1"
    name=$1
    date=$2
    shift 2
    for title; do
        printf '<item><guid>%s</guid><title>%s</title><link>/%s</link><pubDate>%s</pubDate></item>' \
            "$title" "$title" "${title%% *}" "$date"
    done
    printf '</channel></rss>\n'
}

# ingest STATUS FEED ARGUMENT... < document
ingest() {
    expected=$1
    name=$2
    shift 2
    status=0
    run ingest --feed "$name" "$@" >"$temp/out" 2>"$temp/err" || status=$?
    [ "$status" = "$expected" ] ||
        fail "ingest $name: status $status, not $expected: $(cat "$temp/out" "$temp/err")"
}

# A pipe makes its feed, which no poll asks.
expect 1 ingest
says "which feed is it of?"
document pipe "Fri, 20 Nov 2026 00:00:00 GMT" "One news" "Two news" |
    ingest 0 https://pipe.example/feed --tag piped
says "subscribed to https://pipe.example/feed, which is fed by ingest"
expect 0 stories
prints "One news"
prints "Two news"
expect 0 feeds --format json
prints '"tags":["piped"]'
prints '"paused":false,"piped":true'
expect 0 poll --all # nothing is asked
silent
# The same again is nothing new; an entry more is.
document pipe "Fri, 20 Nov 2026 00:00:00 GMT" "One news" "Two news" | ingest 0 1
silent
document pipe "Fri, 20 Nov 2026 00:00:00 GMT" "One news" "Two news" "Three news" |
    ingest 0 HTTPS://Pipe.Example/feed
silent
expect 0 feeds --format tsv
[ "$(cut -f 3 "$temp/out")" = 3 ] || fail "entries: $(cat "$temp/out")"
expect 0 show 1 --format json
prints '"link":"https://pipe.example/One"'
# The part of a url is another feed.
document other "Fri, 20 Nov 2026 00:00:00 GMT" "Four news" | ingest 0 https://pipe.example/fee
says "subscribed to"
document bad "x" | ingest 1 ftp://x/
ingest 1 99 </dev/null
says "there is no feed '99'"
# What is no feed is the feed's failure.
echo '<html>' | ingest 2 https://pipe.example/feed
says "https://pipe.example/feed: "
expect 0 feeds
prints failing
head -c 3000 /dev/zero >"$temp/zeros"
printf '[poll]\nmax-body = 1K\n' >"$temp/conf"
expect 1 --config "$temp/conf" ingest --feed 1 "$temp/zeros"
says "more than 1024 bytes"
document pipe "Fri, 20 Nov 2026 00:00:00 GMT" "Five news" >"$temp/five"
expect 0 ingest --feed 1 "$temp/five"
# Two at once, and one while a poll has its lock
exec 9>"$temp/news.db-lock"
flock 9
document pipe x "Six news" | ingest 0 1
exec 9>&-

# Health, kept as it happens: seven days later
expect 0 feeds --format json --tag piped
prints '"last_fault":"'
prints '"failing_since":null'
prints '"newest":"2026-11-21T00:00:00Z"'
prints '"copies":0.000'
text="The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven
years of building that cost 40 million crowns, and crossed it first on a borrowed bicycle."
copy() { # NAME
    printf '<rss version="2.0"><channel><link>https://%s.example/</link><item><guid>1</guid>' "$1"
    printf '<title>Bridge</title><description>%s</description></item></channel></rss>' "$text"
}
copy first | ingest 0 https://first.example/
copy second | ingest 0 https://second.example/
document second "Thu, 19 Nov 2026 00:00:00 GMT" "Seven news" | ingest 0 https://second.example/
expect 0 feeds --format json
grep second.example "$temp/out" | grep -q '"copies":0.500' || fail "copies: $(cat "$temp/out")"
grep first.example "$temp/out" | grep -q '"copies":0.000' || fail "copies: $(cat "$temp/out")"
grep second.example "$temp/out" | grep -q '"entries_a_day":1.00' || fail "rate: $(cat "$temp/out")"
expect 0 feeds
prints "1.0 entries a day, 50 % of them copies, silent for 0m"
expect 0 remove first.example
expect 0 check
if command -v sqlite3 >/dev/null; then
    sqlite3 "$temp/news.db" "PRAGMA foreign_keys = ON; DELETE FROM entries WHERE title = 'Seven news'"
    expect 0 feeds --format json
    grep second.example "$temp/out" | grep -q '"entries":1,' || fail "an entry that is gone counts: $(cat "$temp/out")"
fi
NEWSFOLD_NOW=$((1795219200 + 7 * 86400))
expect 0 feeds
prints "silent for 7d"
# --broken speaks of feeds that fail for long, and of nothing else.
NEWSFOLD_NOW=1795219200
expect 0 feeds --broken
silent
expect 0 add --exact --allow-private http://127.0.0.1:1/feed
expect 2 poll
expect 0 feeds --broken
silent
NEWSFOLD_NOW=$((NEWSFOLD_NOW + 2 * 86400))
expect 2 poll
expect 0 feeds --broken
silent
expect 2 feeds --broken 1
prints "http://127.0.0.1:1/feed"
prints "failing since 2026-11-21 00:00, 2 times: "
[ "$(grep -c feed "$temp/out")" = 1 ] || fail "broken: $(cat "$temp/out")"
NEWSFOLD_NOW=$((NEWSFOLD_NOW + 2 * 86400))
expect 2 feeds --broken --format json
prints '"failing_since":"2026-11-21T00:00:00Z"'
expect 0 pause 127.0.0.1:1
expect 0 feeds --broken=0
silent
expect 1 feeds --broken=x
expect 1 feeds x
# What is not verified is said loudly.
expect 0 set --insecure second.example
expect 0 feeds
prints "INSECURE"
expect 0 set second.example insecure=no
expect 0 feeds
! grep -q INSECURE "$temp/out" || fail "insecure is taken back"
echo "ingest, health"
