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
stories() { # DATABASE: a line a story, its lead and its states
    "$newsfold" --database "$1" stories --limit 0 --format json || fail "stories"
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
feed three e "Seal" "A seal was seen again in the harbour by those who mend nets there, on a morning of fog." f "Owl" "An owl was heard."
subscribe one two three
expect 0 merge 5 6
expect 0 split 3
expect 0 tag one.xml +sea
expect 0 priority two.xml 5
expect 0 read 3 5
expect 0 star 4
feed three e "Seal" "A seal was seen again in the harbour by those who mend nets there, on an evening of fog." f "Owl" "An owl was heard."
expect 0 poll --all
feed three e "Seal" "A seal was seen twice in the harbour by those who mend nets there, on an evening of fog." f "Owl" "An owl was heard."
expect 0 poll --all
expect 0 export --entries
prints '"read":true,"changed":"2026-11-21T00:00:00Z","revisions":[{"replaced":"2026-11-21T00:00:00Z","title":"Seal","summary":"A seal was seen again in the harbour by those who mend nets there, on a morning of fog."},{'
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
    other export --entries | cmp - "$temp/entries" || fail "another export: $(other export --entries | diff - "$temp/entries")"
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

# Read and starred there or here; but what was read there is not read here where
# it says something else, and what only one of two stories was is not read.
unread() { # NUMBER...: of the other database's stories
    [ "$(other stories --unread --format tsv | cut -f 1 | sort | tr '\n' ' ')" = "$*${1:+ }" ] ||
        fail "not $* are unread: $(other stories)"
}
mark() { # STATE TEXT...: the first database's entries get that state
    state=$1
    shift
    cp "$temp/plain" "$temp/marked"
    for text; do
        sed -i "s/\"title\":\"$text\"/&,$state/" "$temp/marked"
    done
    other import --entries --allow-private "$temp/marked" || fail "import"
    other check >"$temp/out" || fail "check: $(cat "$temp/out")"
}
rm "$temp/news.db"* "$temp/other.db"*
feed one a "Ferry adrift" "$text" b "Bridge" "The bridge at Sulby closed."
feed two c "312 rescued" "$text" d "Comet" "A comet was seen."
subscribe one two
run export --entries >"$temp/plain"
rm "$temp/three.xml" "$temp/four.xml"
feed three e "Ferry, again" "$text"
cp "$temp/two.xml" "$temp/two"
feed two c "312 rescued" "$text" d "Comet" "Another text altogether is this one."
for name in one two three; do
    other add --exact --allow-private "file://$temp/$name.xml" || fail "add"
done
other poll || fail "poll"
unread 1 2 4
# Of story 1 the file has two entries, and 5 is a later copy.
mark '"read":true' "Ferry adrift"
unread 1 2 4
mark '"read":true' "Ferry adrift" "312 rescued" "Comet"
unread 2 4
mark '"starred":true' "Comet" "Ferry adrift"
[ "$(other stories --starred --format tsv | cut -f 1 | sort | tr '\n' ' ')" = "1 4 " ] || fail "stars: $(other stories)"
other read 2 4
mark '"read":false' "Bridge"
unread
# New entries take the state of a story that they join here, and bring theirs
# into those that they found.
rm "$temp/other.db"*
other add --exact --allow-private "file://$temp/one.xml" || fail "add"
other poll || fail "poll"
other read 1
mark '"read":true' "Comet"
unread 2
rm "$temp/other.db"*
other add --exact --allow-private "file://$temp/one.xml" || fail "add"
other poll || fail "poll"
mark '"read":true' "Ferry adrift"
unread 1 2 4
rm "$temp/other.db"*
mark '"read":true' "Ferry adrift"
unread 1 2 4

# Entries of one guid, with those of other feeds between them, stay apart.
rm "$temp/news.db"* "$temp/other.db"*
for name in one two; do
    feed "$name" same "Title 1 of $name" "This is the first." same "Title 2 of $name" "Here is a second."
    sed -i "s|<guid>same</guid><title>Title \(.\)|<link>https://$name.example/\1</link>&|" "$temp/$name.xml"
done
subscribe one two
run export --entries | awk '/"type":"entry"/ { line[++n] = $0; next } { print } END {
    print line[1]; print line[3]; print line[2]; print line[4] }' >"$temp/mixed"
for _ in 1 2; do
    other import --entries --allow-private "$temp/mixed" || fail "import"
    [ "$(other export --entries | grep -c '"type":"entry"')" = 4 ] || fail "one guid: $(other export --entries)"
done

# What entries have come to say since does not make two of them one; all that was
# corrected comes along, and what an entry was matched with that came later.
rm "$temp/news.db"* "$temp/other.db"*
ferry="A ferry with 312 people on board drifted for seven hours off Kessel Point before two tugs took it in tow, the coast guard said on Tuesday; nobody was hurt."
links() { # each item of the feed one gets a link by its place
    awk '/<item>/ { sub("<item>", "<item><link>https://one.example/" ++n "</link>") } { print }' "$temp/one.xml" >"$temp/linked"
    mv "$temp/linked" "$temp/one.xml"
}
feed one same "Bees" "The bees of Hallow swarmed early." same "Wasps" "A wasp was seen." x "Moth" "A moth came in." y "Newt" "A newt sang."
links
subscribe one
feed two c "312 rescued" "$ferry"
subscribe two
expect 0 merge 1 3
expect 0 merge 1 3 4
feed one same "Bees" "The bees of Hallow swarmed early." same "Bees" "Nobody saw a wasp there." x "Ferry adrift" "$ferry" y "Newt" "A newt sang."
links
expect 0 poll --all
[ "$(run corrections --format json | wc -l)" = 2 ] || fail "corrections: $(run corrections)"
expect 0 corrections --undo 2
feed one same "Bees" "The bees of Hallow swarmed early." same "Bees" "Nobody saw a wasp there." x "Moth" "A moth came in." y "Ferry adrift" "$ferry"
links
expect 0 poll --all
expect 0 merge 1 3 2
expect 0 export --entries
cp "$temp/out" "$temp/entries"
grep -q '"entry":4,"feed":1,"story":1,"nearest":5' "$temp/entries" || fail "4 was not matched with 5: $(cat "$temp/entries")"
for _ in 1 2; do
    other import --entries --allow-private "$temp/entries" || fail "import"
    other export --entries | cmp - "$temp/entries" || fail "another export: $(other export --entries | diff - "$temp/entries")"
    run import --entries --allow-private "$temp/entries" || fail "import of its own"
    run export --entries | cmp - "$temp/entries" || fail "another export: $(run export --entries | diff - "$temp/entries")"
done
# Nor do files of before entries had identities make two of one.
sed 's/"identity":"[0-9a-f]*",//' "$temp/entries" >"$temp/plain"
run import --entries --allow-private "$temp/plain" || fail "import"
run export --entries | cmp - "$temp/entries" || fail "without identities: $(run export --entries | diff - "$temp/entries")"

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
refused "its identity is not 16" "$head" "$url" "{$entry,\"similarity\":1,\"identity\":\"12\"}"
refused "its identity is not 16" "$head" "$url" "{$entry,\"similarity\":1,\"identity\":\"-0123456789abcde\"}"
refused "its read is neither" "$head" "$url" "{$entry,\"similarity\":1,\"read\":1}"
refused "its changed is none, or in the future" "$head" "$url" "{$entry,\"similarity\":1,\"changed\":\"2030-01-01T00:00:00Z\"}"
refused "its revisions are no list" "$head" "$url" "{$entry,\"similarity\":1,\"revisions\":{}}"
refused "its replaced is none" "$head" "$url" "{$entry,\"similarity\":1,\"revisions\":[{}]}"
refused "its title is no text" "$head" "$url" "{$entry,\"similarity\":1,\"revisions\":[{\"replaced\":\"2026-11-01T00:00:00Z\",\"title\":1}]}"
refused "its tags" "$head" '{"type":"feed","feed":1,"url":"http://a.example/","priority":0,"tags":["a,b"]}'
refused "its priority" "$head" '{"type":"feed","feed":1,"url":"http://a.example/","priority":9999,"tags":[]}'
refused "line 4" "$head" "$url" "{$entry,\"similarity\":1,\"title\":\"T\"}" "{}"
refused "in the future" "$head" "$url" \
    '{"type":"entry","entry":1,"feed":1,"story":1,"nearest":0,"rule":0,"similarity":1,"first_seen":"2030-01-01T00:00:00Z"}'
[ -z "$(other feeds --format tsv)" ] || fail "half applied"
# By an editor that marks its files.
printf '\357\273\277%s\n%s\n%s\n' "$head" "$url" "{$entry,\"similarity\":1,\"title\":\"T\"}" >"$temp/right"
other import --entries "$temp/right" || fail "import"
other stories | grep -q " T" || fail "not imported"
expect 1 import --entries a b
expect 1 import --entries "$temp/none"
says "No such file"
expect 1 export --entries --tag sea
