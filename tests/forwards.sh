#!/bin/sh
# The number of a story that went into another leads there, in every command
# that takes one, also when the entry of that number is gone.
#
# usage: forwards.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

feed one 1 "A bridge" "The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven years of building."
feed two 1 "A seal" "A seal has been seen in the harbour basin of Port Ansel for the third time this winter, and steals fish."
feed three 1 "A mill" "The old mill at Ostrey is to be a school again after sixty years as a store for paint and turpentine."
feed four 1 "A library" "The library of Hallow will be shut for the month of March while its leaking roof is mended by volunteers."
subscribe one two three four

# leads NUMBER STORY: wherever a story is named
leads() {
    expect 0 show "$1" --format json
    prints "{\"story\":$2,"
    expect 0 show "$1" --format tsv
    [ "$(cut -f 1 "$temp/out" | sort -u)" = "$2" ] || fail "show $1: $(cat "$temp/out")"
    expect 0 show --diff "$1"
    prints "story $2,"
    expect 0 show --diff "$1" --format json
    prints "{\"story\":$2,"
    expect 0 explain "$1" --format json
    prints "\"story\":$2,"
    expect 0 explain "$1" 4 --format json
    prints "\"stories\":[$2,4]"
}

# 2 into 1: what was told of each is not told of both; who was told of none
# is told of the one.
expect 0 digest --name before
expect 0 merge 1 2
leads 2 1
status=0
run digest --name before --format tsv >"$temp/out" || status=$?
[ ! -s "$temp/out" ] || fail "told twice: $(cat "$temp/out")"
expect 0 digest --name fresh --format tsv
[ "$(cut -f 1 "$temp/out" | sort | tr '\n' ' ')" = "1 3 4 " ] || fail "digest: $(cat "$temp/out")"
# Forwards never chain: 3 into 2's story is 3 into 1's.
expect 0 merge 3 2
leads 3 1
leads 2 1
# Ranges, too: what was merged away is marked where it went.
expect 0 star 2-3
expect 0 stories --starred --format tsv
[ "$(cut -f 1 "$temp/out" | sort -u)" = 1 ] || fail "star 2-3: $(cat "$temp/out")"
expect 0 unstar 3-3
expect 0 stories --starred --format tsv
[ ! -s "$temp/out" ] || fail "unstar 3-3: $(cat "$temp/out")"
run remove two.xml || fail "remove"
leads 2 1
expect 0 check
run remove three.xml || fail "remove"
leads 3 1
# The number of a story without its entry is still one to merge by.
expect 0 merge 4 3
[ "$(story_of 4)" = 1 ] || fail "merged by an old number: $(story_of 4)"
expect 0 corrections --format json
prints '"entries":[1],"others":[4]'
# To split, an entry is named: there is none of that number.
expect 1 split 2
says "there is no entry 2; newsfold show STORY lists a story's entries"
expect 1 split 4
says "correction"
expect 0 check
# A removed story's number, when all of it is gone, leads nowhere.
run remove one.xml || fail "remove"
run remove four.xml || fail "remove"
for wrong in "show 2" "show --diff 2" "explain 2" "merge 2 3"; do
    # shellcheck disable=SC2086 # words
    expect 1 $wrong
    says "there is no story"
done
echo "forwards"
