#!/bin/sh
# An import of many entries that is stopped or killed in the middle: what it had
# committed is there and whole, and the same import again does the rest.
#
# usage: exchange-stop.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

# 2,400 entries of two feeds, every tenth a copy of the one before.
awk 'BEGIN {
    print "{\"newsfold\":\"entries\",\"version\":1}"
    for (i = 1; i <= 2; i++)
        printf "{\"type\":\"feed\",\"feed\":%d,\"url\":\"http://f%d.example/\",\"priority\":0,\"tags\":[]}\n", i, i
    for (i = 1; i <= 2400; i++) {
        printf "{\"type\":\"entry\",\"entry\":%d,\"feed\":%d,\"story\":%d,\"nearest\":%d,", i, i % 2 + 1, i % 10 ? i : i - 1, i % 10 ? 0 : i - 1
        printf "\"similarity\":1,\"rule\":0,\"first_seen\":\"2026-11-01T00:00:00Z\",\"guid\":\"g%d\",\"title\":\"Number %d\"}\n", i, i
    }
}' >"$temp/entries"
entries_of() { # DATABASE: how many
    "$newsfold" --database "$1" feeds --format tsv | awk -F '\t' '{ n += $3 } END { print n + 0 }'
}

"$newsfold" --database "$temp/whole.db" import --entries "$temp/entries" || fail "import"
[ "$(entries_of "$temp/whole.db")" = 2400 ] || fail "not 2400 entries: $("$newsfold" --database "$temp/whole.db" feeds --format tsv)"
"$newsfold" --database "$temp/whole.db" export --entries >"$temp/expected"

mkfifo "$temp/pipe"
# interrupted SIGNAL STATUS: into $temp/SIGNAL.db, of which 2,000 are committed then
interrupted() {
    database=$temp/$1.db
    "$newsfold" --database "$database" import --entries "$temp/pipe" 2>"$temp/err" &
    import=$!
    exec 8>"$temp/pipe"
    head -n 2203 "$temp/entries" >&8
    until [ -e "$database" ] && [ "$(entries_of "$database" 2>"$temp/none")" -ge 2000 ]; do
        kill -0 "$import" || fail "it ended: $(cat "$temp/err")"
        sleep 0.05
    done
    kill "-$1" "$import"
    exec 8>&-
    status=0
    wait "$import" || status=$?
    [ "$status" = "$2" ] || fail "$1: status $status, not $2: $(cat "$temp/err")"
    "$newsfold" --database "$database" check >"$temp/out" || fail "$1: $(cat "$temp/out")"
}
again() { # SIGNAL
    "$newsfold" --database "$temp/$1.db" -v import --entries "$temp/entries" 2>"$temp/err" || fail "import again"
    says "$((2400 - there)) entries imported; $there were known, 0 were pruned"
    "$newsfold" --database "$temp/$1.db" export --entries | cmp - "$temp/expected" || fail "$1: other entries"
    "$newsfold" --database "$temp/$1.db" check >"$temp/out" || fail "$1: $(cat "$temp/out")"
}

# Asked to stop, it keeps what it has read, and says up to where.
interrupted INT 130
there=$(entries_of "$temp/INT.db")
says "what stands up to line $((there + 3)) is imported; import it again to go on"
again INT

# Killed, it has lost what it had not committed.
interrupted KILL 137
there=$(entries_of "$temp/KILL.db")
[ "$there" = 2000 ] || fail "$there entries were committed"
again KILL
