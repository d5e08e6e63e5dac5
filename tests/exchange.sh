#!/bin/sh
# Entries from one database into another, and what is no such file.
#
# usage: exchange.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

other() { # ARGUMENT...: on the other database
    "$newsfold" --database "$temp/other.db" "$@"
}
stories() { # DATABASE: a line a story, of its entries' titles, without numbers
    "$newsfold" --database "$1" stories --limit 0 --format json >"$temp/list" || fail "stories"
    sed -n 's/^{"story":\([0-9]*\),.*/\1/p' "$temp/list" | while read -r story; do
        "$newsfold" --database "$1" show "$story" --format json |
            sed 's/"\(story\|entry\)":[0-9]*//g; s/"simhash":"[0-9a-f]*"//g'
    done | sort
}
refused() { # TEXT LINE...: such a file is not imported, and says why
    said=$1
    shift
    printf '%s\n' "$@" >"$temp/wrong"
    other import --entries --allow-private "$temp/wrong" >"$temp/out" 2>"$temp/err" && fail "taken: $*"
    says "$said"
}

text="A ferry with 312 people on board drifted for seven hours off Kessel Point before two tugs took it in tow, the coast guard said on Tuesday; nobody was hurt and the master is questioned."
feed one a "Ferry adrift" "$text" b "Bridge" "The bridge & the \"old\" mill at Sulby closed."
feed two c "312 rescued" "$text" d "Comet" "A comet was seen."
feed three e "Seal" "A seal was seen again." f "Owl" "An owl was heard."
subscribe one two three
expect 0 merge 5 6
expect 0 split 3
expect 0 tag one.xml +sea
expect 0 priority two.xml 5
expect 0 export --entries
cp "$temp/out" "$temp/entries"
[ "$(wc -l <"$temp/entries")" = 12 ] || fail "not a line each: $(cat "$temp/entries")"

# Into an empty one: the same stories, tags, leads and corrections; twice is once.
other import --entries "$temp/entries" 2>"$temp/err" && fail "local files were taken from a list"
says "line 2"
for _ in 1 2; do
    other import --entries --allow-private "$temp/entries" || fail "import"
    stories "$temp/news.db" >"$temp/here"
    stories "$temp/other.db" >"$temp/there"
    cmp "$temp/here" "$temp/there" || fail "other stories: $(diff "$temp/here" "$temp/there")"
    other check >"$temp/out" || fail "check: $(cat "$temp/out")"
    [ "$(other corrections --format json | wc -l)" = 2 ] || fail "other corrections"
    [ "$(other stories --tag sea --format tsv | wc -l)" = 2 ] || fail "other tags"
    other search comet --format tsv | grep -q Comet || fail "not in search"
done
other export --entries | grep -c '"type":"entry"' | grep -qx 6 || fail "not six entries"

# Features are made anew: what comes later folds.
feed four g "Ferry again" "$text"
other add --exact --allow-private "file://$temp/four.xml" 2>/dev/null || fail "add"
other poll four.xml || fail "poll"
other show "$(other search adrift --format tsv | cut -f 1)" | grep -q "Ferry again" || fail "it does not fold"

# Into one that has a part: by identity, and what is here stays.
rm "$temp/other.db"*
other add --allow-private --exact "file://$temp/two.xml" || fail "add"
other poll || fail "poll"
other import --entries --allow-private <"$temp/entries" || fail "import"
other check >"$temp/out" || fail "check: $(cat "$temp/out")"
other export --entries | grep -c '"type":"entry"' | grep -qx 6 || fail "not six entries"

# Hostile files: nothing of the batch, and which line.
rm "$temp/other.db"*
head='{"newsfold":"entries","version":1}'
url='{"type":"feed","feed":1,"url":"http://a.example/","priority":0,"tags":[]}'
entry='"type":"entry","entry":1,"feed":1,"story":1,"nearest":0,"rule":0,"first_seen":"2026-11-01T00:00:00Z"'
refused "it is empty" ""
refused "line 1 (lines from 1 on are not imported): it is not what" '{"version":1}'
refused "of version 9" '{"newsfold":"entries","version":9}'
refused "line 2" "$head" 'nonsense'
refused "its type is none" "$head" '{"type":"poem"}'
refused "is its feed" "$head" "{$entry,\"similarity\":1}"
refused "line 3" "$head" "$url" "{$entry,\"similarity\":\"much\"}"
refused "its similarity" "$head" "$url" "{$entry,\"similarity\":1e99}"
refused "its title is no text" "$head" "$url" "{$entry,\"similarity\":1,\"title\":[]}"
refused "its tags" "$head" '{"type":"feed","feed":1,"url":"http://a.example/","priority":0,"tags":["a,b"]}'
refused "its priority" "$head" '{"type":"feed","feed":1,"url":"http://a.example/","priority":9999,"tags":[]}'
refused "line 4" "$head" "$url" "{$entry,\"similarity\":1,\"title\":\"T\"}" "{}"
refused "in the future" "$head" "$url" \
    '{"type":"entry","entry":1,"feed":1,"story":1,"nearest":0,"rule":0,"similarity":1,"first_seen":"2030-01-01T00:00:00Z"}'
[ -z "$(other feeds --format tsv)" ] || fail "half applied"
printf '%s\n' "$head" "$url" "{$entry,\"similarity\":1,\"title\":\"T\"}" >"$temp/right"
other import --entries "$temp/right" || fail "import"
other stories | grep -q " T" || fail "not imported"
expect 1 import --entries a b
expect 1 import --entries "$temp/none"
says "No such file"
expect 1 export --entries --tag sea
