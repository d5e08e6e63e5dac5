#!/bin/sh
# Folding the window again: what another version has folded, what was folded
# wrongly, stopped and killed in the middle, with others writing in between.
#
# usage: refold-cli.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

sql() {
    sqlite3 "$temp/news.db" "$1"
}
# Which entries are together: each with the oldest of its story.
places() {
    sqlite3 "$1" "SELECT entry, (SELECT min(o.entry) FROM entries o WHERE o.story = e.story) FROM entries e ORDER BY entry"
}
same() { # DATABASE WHAT
    places "$temp/news.db" >"$temp/places"
    places "$1" | cmp -s - "$temp/places" || fail "$2: other stories: $(places "$1" | diff - "$temp/places" | head)"
}
whole() {
    expect 0 check --format tsv
    ! grep '^check' "$temp/out" | grep -v 'fine' || fail "check: $1"
}
leads() { # NUMBER STORY
    [ "$(story_of "$1")" = "$2" ] || fail "$1 leads to $(story_of "$1"), not $2"
}

# many OUTLET EVERY FIRST: of 1,500 stories each EVERYth from FIRST on, of 30
# words that are made by their number, each as its outlet prints it
many() {
    awk -v outlet="$1" -v every="$2" -v first="$3" '
    function word(n) {
        return substr("bdfgklmnprstvz", n % 14 + 1, 1) substr("aeiou", int(n / 14) % 5 + 1, 1) \
            substr("bdfgklmnprstvz", int(n / 70) % 14 + 1, 1) substr("aeiou", int(n / 980) % 5 + 1, 1) \
            substr("lmnrst", int(n / 4900) % 6 + 1, 1)
    }
    BEGIN {
        printf "<rss version=\"2.0\"><channel><title>%s</title><link>https://%s.example/</link>\n", outlet, outlet
        for (story = first; story <= 1500; story += every) {
            srand(story)
            text = ""
            for (i = 0; i < 30; i++)
                text = text (i ? " " : "") word(int(rand() * 29400))
            printf "<item><guid>%d</guid><title>%s %s of press%s</title><description>%s, said press%s.</description></item>\n", \
                story, word(int(rand() * 29400)), word(int(rand() * 29400)), outlet, text, outlet
        }
        print "</channel></rss>"
    }' >"$temp/$1.xml"
}
many one 1 1
many two 2 2
many three 3 3
subscribe one two three
cp "$temp/news.db" "$temp/fresh.db"
[ "$(sql "SELECT count(*), count(DISTINCT story) FROM entries")" = "2750|1500" ] ||
    fail "not 1,500 stories of 2,750 entries: $(sql "SELECT count(*), count(DISTINCT story) FROM entries")"

# What is wrong on the command line
for wrong in "2" "x" "0" "-.5" "nan" ".5x" ""; do
    expect 1 refold --dry-run --threshold "$wrong"
    says "--threshold takes a share, more than 0 and at most 1"
done
expect 1 refold --threshold .5
says "--threshold goes with --dry-run"
expect 1 refold now
says "usage: newsfold refold"

# Two thirds of a text are in another: by the usual share a copy.
harbour="The harbour of Port Ansel will be dredged from Monday on by two ships of a company from Ostrey, which has bid nine million crowns less than its rivals, the mayor told the council on Friday night after a debate of seven hours"
feed four 1 "Dredgers" "$harbour. Fishermen fear for the eel grass on which young cod and plaice depend in spring."
feed five 1 "Ships" "$harbour. Hoteliers hope that cruise liners are going to call here every summer instead of at Hallow."
subscribe four five
leads 2752 2751
expect 0 refold --dry-run --threshold .55
prints "0 of 2752 entries would move"
expect 0 refold --dry-run --threshold 0.99
prints "part   2751  Dredgers"
prints "  entry 2752  Ships"
prints "0 stories would join others, 1 would part; 1 of 2752 entries would move"
leads 2752 2751
run remove four.xml && run remove five.xml || fail "remove"

# As it is, nothing changes.
expect 0 refold --dry-run
prints "0 stories would join others, 0 would part; 0 of 2750 entries would move"
expect 0 -v refold
says "2750 entries are folded again: 0 stories have joined others, 0 have parted; 0 entries have moved"
same "$temp/fresh.db" "refold"
whole "refold"

# Another version has folded nothing but what does not belong together, by
# features of its own.
restore() {
    rm -f "$temp/news.db-wal" "$temp/news.db-shm"
    cp "$temp/fresh.db" "$temp/news.db"
}
spoil() {
    sql "UPDATE settings SET value = 1 WHERE name = 'fold_version';
        UPDATE postings SET last = last - 1;
        DELETE FROM counts; INSERT INTO counts VALUES (9223372036854775807, x'0100000000000900');
        UPDATE entries SET fold_version = 1, simhash = 0, story = entry, nearest = NULL, rule = 0;
        UPDATE entries SET story = 1, nearest = 1, rule = 4 WHERE entry IN (2, 3);
        DELETE FROM forwards;"
    run check --repair >"$temp/out" || fail "repair: $(cat "$temp/out")"
    sql "PRAGMA wal_checkpoint(TRUNCATE)" >"$temp/none"
}
restore
spoil
expect 0 check
prints "features: 2750 entries of the window that another version of folding has read; newsfold refold folds them again"
sqlite3 "$temp/news.db" .dump | sha256sum >"$temp/before"
expect 0 refold --dry-run
sqlite3 "$temp/news.db" .dump | sha256sum | cmp - "$temp/before" || fail "a dry run has changed something"
tail -1 "$temp/out" >"$temp/last"
grep -qx "1248 stories would join others, 1 would part; 1250 of 2750 entries would move" "$temp/last" || fail "$(cat "$temp/last")"
[ "$(grep -c '^join ' "$temp/out")" = 1248 ] || fail "joins: $(grep -c '^join ' "$temp/out")"
grep -A 1 '^join   1502  ' "$temp/out" | grep -q '^  with 4  ' || fail "1502 does not join 4"
grep -A 4 '^part   1  ' "$temp/out" | tr '\n' ' ' | grep -q '  entry 2  .*    to story 1501   entry 3  .*    to story 2251 $' || fail "parts: $(grep -A 3 '^part' "$temp/out")"

# Of two versions nothing was compared, and it is said.
sql "UPDATE entries SET fold_version = 2 WHERE entry = 1502"
expect 0 explain 1502 4
prints "A was folded by version 1 and B by version 2"
prints "never compared. newsfold refold folds"
expect 0 explain 1502 4 --format json
prints '"breach":"none","fold_versions":[1,2],"containment":'
sql "UPDATE entries SET fold_version = 1 WHERE entry = 1502"
expect 0 explain 1502 4
prints "They are not one story, although their texts match now: each is with"

# A poll says so, once, and begins an index of its own.
expect 0 poll --all
says "not compared with what is there until newsfold refold"
expect 0 poll --all
silent
[ "$(sql "SELECT count(*) FROM postings")" = 0 ] || fail "the other version's index stays"
expect 0 check
prints "features: 2750 entries"
feed four 1 "A seal" "A seal has been seen in the harbour basin of Port Ansel for the third time this winter, and steals fish."
feed five 1 "Seal!" "A seal has been seen in the harbour basin of Port Ansel for the third time this winter, and steals fish."
subscribe four five
leads 2752 2751

# Folded again, all is as if it had just come, and no number is lost.
expect 0 refold
silent
run remove five.xml && run remove four.xml || fail "remove"
same "$temp/fresh.db" "of another version"
whole "of another version"
[ "$(sql "SELECT count(*) FROM entries WHERE fold_version <> (SELECT value FROM settings WHERE name = 'fold_version')")" = 0 ] ||
    fail "entries are not of this version"
[ "$(sql "SELECT count(*) FROM (SELECT * FROM refold_entries UNION ALL SELECT 1, 1, 1, 1, 1, 1, 1 FROM refold_postings)")" = 0 ] ||
    fail "something is left"
# A story that is there keeps its number, one that joined another leads there,
# also when its entry is gone.
leads 2 1501
leads 3 2251
leads 4 4
leads 1502 4
leads 2252 6
run remove two.xml || fail "remove"
leads 2 1501
leads 1502 4
expect 0 refold
same "$temp/news.db" "again"
leads 1501 1501
leads 1502 4
whole "again"

# stop_at COUNT SIGNAL: when so many entries are folded; a refold that has ended
# before the signal came is begun again
stop_at() {
    cp "$temp/news.db" "$temp/spoiled.db"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        rm -f "$temp/news.db-wal" "$temp/news.db-shm"
        cp "$temp/spoiled.db" "$temp/news.db"
        "$newsfold" --database "$temp/news.db" refold 2>"$temp/err" &
        refold=$!
        until [ "$(sql "SELECT count(*) >= $1 FROM refold_entries" 2>"$temp/none")" = 1 ]; do
            kill -0 "$refold" 2>"$temp/none" || break
        done
        kill "-$2" "$refold" 2>"$temp/none" || :
        status=0
        wait "$refold" 2>"$temp/none" || status=$?
        [ "$status" = 0 ] || return 0
    done
    fail "it always ended before it was stopped: $(cat "$temp/err")"
}
restore
spoil
stop_at 1000 INT
[ "$status" = 130 ] || fail "a signal: status $status"
says "of 2750 entries are folded, nothing has changed yet; newsfold refold goes on from there"
whole_but_old() {
    expect 0 check
    [ "$(grep -c "^features: \|^2 feeds\|^3 feeds" "$temp/out")" = 2 ] || fail "check: $(cat "$temp/out")"
}
whole_but_old
leads 3 1
expect 0 -v refold
says "2750 entries are folded again"
same "$temp/fresh.db" "stopped"
whole "stopped"

# One that is stopped for good is told, and can be dropped: all is as before.
restore
spoil
sqlite3 "$temp/news.db" .dump | sha256sum >"$temp/before"
stop_at 1000 INT
expect 0 check
grep -qx "refold: [0-9]* entries that a refold which has not ended has folded; refold goes on from there, refold --abandon drops it" "$temp/out" ||
    fail "a stopped refold is not told: $(cat "$temp/out")"
expect 0 check --format tsv
grep -q "^check	refold	unfinished	[1-9]" "$temp/out" || fail "check --format tsv: $(cat "$temp/out")"
expect 1 refold --abandon --dry-run
says "--abandon drops what a refold has made"
expect 0 -v refold --abandon
grep -q "a refold that had folded [1-9][0-9]* entries is abandoned" "$temp/err" || fail "$(cat "$temp/err")"
expect 0 -v refold --abandon
says "no refold was stopped"
sqlite3 "$temp/news.db" .dump | sha256sum | cmp - "$temp/before" || fail "an abandoned refold leaves something"
expect 0 check
prints_not "refold:"

# Killed, wherever it is, it goes on. How many of these moments come before its
# end is the machine's affair; the first ones do.
restore
spoil
killed=0
for wait in 0.01 0.1 0.3 0.5 0.05 0.7 0.2 0.4 0.6 0.1 0.8; do
    "$newsfold" --database "$temp/news.db" refold 2>"$temp/err" &
    refold=$!
    sleep "$wait"
    kill -KILL "$refold" 2>"$temp/none" || :
    status=0
    wait "$refold" 2>"$temp/none" || status=$?
    [ "$status" != 137 ] || killed=$((killed + 1))
    expect 0 check
done
[ "$killed" -ge 1 ] || fail "it was never killed"
expect 0 refold
same "$temp/fresh.db" "killed"
whole "killed"

# Meanwhile: one comes, one changes into another's copy, one goes, all of a feed
# that was folded goes.
restore
spoil
stop_at 1000 KILL
one=$(sed -n 's/.*<guid>7<.*<description>\(.*\)<\/description>.*/\1/p' "$temp/one.xml")
feed four 1 "Seven again" "$one"
subscribe four
sed -i "s/^<item><guid>9<.*/<item><guid>9<\/guid><title>Eleven<\/title><description>$(sed -n 's/.*<guid>11<.*<description>\(.*\)<\/description>.*/\1/p' "$temp/one.xml")<\/description><\/item>/" "$temp/one.xml"
expect 0 poll --all
run remove three.xml || fail "remove"
run star 7 || fail "star"
expect 0 -v refold
says "2251 entries are folded again"
whole "meanwhile"
leads 2751 7
leads 9 9
[ "$(sql "SELECT story FROM entries WHERE entry = 9")" = 9 ] || fail "9 is in $(sql "SELECT story FROM entries WHERE entry = 9")"
[ "$(sql "SELECT starred FROM stories WHERE story = 7")" = 1 ] || fail "the star is lost"
expect 0 refold --dry-run
prints "0 stories would join others, 0 would part"
many one 1 1

# Corrections: kept, also one that was made meanwhile.
restore
expect 0 merge 20 30
expect 0 merge 60 70
expect 0 split 1501
spoil
stop_at 1000 KILL
expect 0 merge 40 50
expect 0 corrections --undo 2
expect 0 -v refold
says "2750 entries are folded again"
whole "corrections"
leads 30 20
leads 50 40
leads 60 60
leads 70 70
[ "$(story_of 1501)" != "$(story_of 2)" ] || fail "1501 and 2 are together"
expect 0 refold
leads 50 40

# What came before the window is not folded again, and keeps what joined it.
restore
today=$NEWSFOLD_NOW
NEWSFOLD_NOW=$((today + 10 * 86400))
feed four 1 "Seven again" "$one" 2 "Two herons" "Two herons nest on the roof of the customs house at Port Ansel, where nobody has seen one before."
subscribe four
NEWSFOLD_NOW=$((today + 20 * 86400))
leads 2751 7
feed five 1 "Seven, once more" "$one"
subscribe five
leads 2753 7
sql "UPDATE entries SET story = 7, nearest = 2751 WHERE entry = 2752"
run check --repair >"$temp/out" || fail "repair"
expect 0 -v refold
says "3 entries are folded again: 0 stories have joined others, 1 have parted; 1 entries have moved"
whole "the window"
leads 2751 7
leads 2753 7
leads 2752 2752
NEWSFOLD_NOW=$today

# One at a time
(
    flock 9
    expect 75 refold
    says "a poll of $temp/news.db, or another refold, is running"
    expect 0 refold --dry-run
) 9>"$temp/news.db-lock"
on_terminal refold
grep -q "3 of 3 entries folded" "$temp/out" || fail "no progress on a terminal: $(cat -v "$temp/out")"

# A damaged file, of which a text is gone.
sql "DELETE FROM texts WHERE entry = 2752"
run refold 2>/dev/null || fail "refold without a text"
run check --repair >"$temp/out" || fail "repair: $(cat "$temp/out")"
whole "a text is gone"
echo "refold"
