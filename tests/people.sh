#!/bin/sh
# What people ask of stories: how copies differ, through a pager on a terminal.
#
# usage: people.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

# Three outlets, two stories; hostile characters in a title and a text.
bridge="The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven
years of building that cost 40 million crowns, and crossed it first on a borrowed bicycle.
The old ferry made its last trip in the evening with the whole of the school band on board."
seal="A seal has been seen in the harbour basin of Port Ansel for the third time this winter;
the harbour master asks people not to feed it, since it steals from the fishing boats anyway."
feed one 1 "Sulby has its bridge" "$bridge" 2 "A seal in Port Ansel" "$seal"
feed two 1 "Bridge &#x1b;[2Jopens at last" "$(echo "$bridge" | sed 's/borrowed/rented/') Read on &#x202e;here&#x1b;[31m."
feed three 1 "Something else" "The library of Hallow will be shut for the month of March, when its roof is mended."
subscribe one two three
expect 0 show 1 --format tsv
[ "$(wc -l <"$temp/out")" = 2 ] || fail "two copies: $(cat "$temp/out")"

# show --diff
expect 0 show 1 --diff
prints "[-borrowed-] {+rented+}"
prints "{+Read on here[31m.+}"
prints "[-Sulby has its bridge-] {+Bridge [2Jopens at last+}"
no_escapes
expect 0 show 1 --diff --format json
prints '{"removed":" borrowed"},{"added":" rented"}'
prints '"title_diff":[{"removed":"Sulby has its bridge"},'
no_escapes
expect 1 show 1 --diff --format tsv
says "a difference has no TSV"
expect 0 show --diff 2
prints "A seal in Port Ansel"

# On a terminal: colours, unless NO_COLOR says no; a pager, unless it is wished away.
export TERM=xterm NEWSFOLD_PAGER=cat
on_terminal show 1 --diff
prints "$(printf '\033[31mborrowed\033[0m \033[32mrented\033[0m')"
NO_COLOR=1 on_terminal show 1 --diff
prints "[-borrowed-] {+rented+}"
no_escapes
# The pager gets it all, by the environment's choice, without a shell.
# shellcheck disable=SC2016 # the quotes are for newsfold
NEWSFOLD_PAGER="sed -e 's/^/paged: /' -e 's/\$/ ; \$(id)/'" on_terminal stories
prints "paged: "
prints ' ; $(id)'
unset NEWSFOLD_PAGER
PAGER="sed s/^/common:/" on_terminal stories
prints "common:"
PAGER="" on_terminal stories
prints "A seal"
PAGER="sed s/^/paged:/" on_terminal --no-pager stories
! grep -q paged: "$temp/out" || fail "--no-pager"
PAGER="sed s/^/paged:/" on_terminal show 999
! grep -q paged: "$temp/out" || fail "an error is not paged"
# One that is not there, or leaves early, is no error.
NEWSFOLD_PAGER=/nowhere/pager on_terminal stories
prints "starting the pager '/nowhere/pager'"
prints "A seal"
NEWSFOLD_PAGER="'unclosed" on_terminal stories
prints "is no command"
prints "A seal"
NEWSFOLD_PAGER=true on_terminal stories
[ "$status" = 0 ] || fail "a pager that leaves: $status"
NEWSFOLD_PAGER="head -c 10" on_terminal show 1 --diff
[ "$status" = 0 ] || fail "a pager that leaves early: $status"
# Through a pipe there is none.
expect 0 stories
prints "A seal"
# Why, and why not
feed five 1 "Sulby&#x1b;[2J ferry" "$(echo "$bridge" | sed 's/40 million/70 million/; s/opened the/closed the/')" \
    2 "Short" "Nothing &#x202e;much."
subscribe five
[ "$(story_of 5)" = 5 ] || fail "another number is another story"
expect 0 explain 1 5
prints "They are not one story."
prints "by the rule of opposed"
prints "A:40"
prints "B:70"
prints "Sulby Tarn Monday"
no_escapes
expect 0 explain 5 1 --format json
prints '"joined":false,"correction":null,"copy":false,"rule":"alone","breach":"opposed"'
no_escapes
expect 0 explain 3 1
prints "They are one story."
prints "of its weight"
prints "fingerprints differ in"
expect 0 explain 2
prints "Nothing shares a rare passage"
expect 0 explain 1
prints "a copy, by"
expect 0 explain 6
expect 0 explain 6 1
prints "fewer than 8 words"
no_escapes
expect 0 explain 6 --format json
for wrong in "explain" "explain 1 2 3" "explain 1 1" "explain 999" "explain x" "explain 1 2 --format tsv"; do
    # shellcheck disable=SC2086 # words
    expect 1 $wrong
    [ -s "$temp/err" ] || fail "$wrong: nothing is said"
done
run remove five.xml || fail "remove"

# Corrections: made, honoured by what comes later, refused, undone.
expect 0 -v merge 2 4
says "correction 1"
[ "$(story_of 4)" = 2 ] || fail "merged: $(story_of 4)"
expect 0 -v merge 4 2 4
says "correction 1"
[ "$(run corrections --format json | wc -l)" = 1 ] || fail "kept twice: $(run corrections)"
expect 1 merge 2 2
says "all that was named is entry 2"
expect 0 show 4 --format json
prints '{"story":2,'
expect 1 split 4
says "correction 1 keeps entries 4 and 2 together; newsfold corrections --undo 1 lifts it"
expect 0 split 3
silent
[ "$(story_of 3)" = 3 ] && [ "$(story_of 1)" = 1 ] || fail "split"
expect 1 merge 1 3
says "correction 2 keeps entries 1 and 3 apart"
expect 1 merge 1 2 3
says "correction 2"
expect 0 explain 1 3
prints "correction 2, yours, says so"
expect 0 explain 2 4
prints "correction 1, yours, says so"
# A later copy joins one of the two, and does not make them one again.
feed four 1 "The bridge" "$bridge"
subscribe four
[ "$(story_of 7)" = 1 ] || fail "a later copy: $(story_of 7)"
[ "$(story_of 3)" = 3 ] || fail "a third copy has bridged"
# A changed text is folded again, and stays apart, and together.
feed two 1 "Bridge opens" "$bridge Guests came from all over."
feed three 1 "Something else" "The library of Hallow will stay open in March after all, said its keeper."
run poll --all || fail "poll of changes"
[ "$(story_of 3)" = 3 ] || fail "apart, after a change"
[ "$(story_of 4)" = 2 ] || fail "together, after a change"
expect 0 corrections
prints "Bridge opens"
no_escapes
expect 0 corrections --format tsv
[ "$(sed -n 2p "$temp/out" | cut -f 3-)" = "apart	3	1" ] || fail "corrections: $(cat "$temp/out")"
expect 0 corrections --format json
prints '"kind":"together","entries":[2],"others":[4]}'
# Undone, stories are what folding says.
expect 0 corrections --undo 2
silent
[ "$(story_of 3)" = 1 ] && [ "$(story_of 7)" = 1 ] || fail "undone"
expect 0 corrections --undo 1
[ "$(story_of 4)" = 4 ] || fail "a merge undone: $(story_of 4)"
expect 1 corrections --undo 1
says "there is no correction 1"
expect 0 corrections
silent
# The founder leaves: it keeps its number, and a copy that is more like it.
expect 0 split 1
[ "$(story_of 1)" = 1 ] || fail "the founder keeps the number"
[ "$(story_of 3)" = 3 ] && [ "$(story_of 7)" = 1 ] || fail "the rest: $(story_of 3) $(story_of 7)"
expect 0 corrections --format tsv
[ "$(cut -f 3- "$temp/out")" = "apart	1	3" ] || fail "all that stayed: $(cat "$temp/out")"
expect 0 check
expect 0 corrections --undo 3
expect 0 check
[ "$(story_of 3)" = 1 ] || fail "and comes back"
for wrong in "merge 1" "merge 1 999" "merge x y" "split" "split 999" "split 1 2" "split 2" \
    "corrections 1" "corrections --undo x"; do
    # shellcheck disable=SC2086 # words
    expect 1 $wrong
    [ -s "$temp/err" ] || fail "$wrong: nothing is said"
done
expect 1 split 2
says "story 2 has no other entries"

# A figure of the bench that is misspelled is told, and nothing is built.
status=0
"$root/bench/quality.sh" --nonsense >"$temp/out" 2>"$temp/err" || status=$?
[ "$status" = 2 ] || fail "quality.sh --nonsense: $status"
says "there is no option '--nonsense'"

# How well folding does, on documents that a person has put together
cat >"$temp/gold" <<END
{"id":"a","cluster":"x","outlet":"one","published":"2026-11-17T10:00:00Z","text":"$(echo "$bridge" | tr '\n' ' ')"}
{"id":"b","cluster":"x","outlet":"two","published":"2026-11-17T10:01:00Z","text":"$(echo "$bridge" | tr '\n' ' ')"}
{"id":"c","cluster":7,"outlet":"one","published":"2026-11-17T10:02:00Z","text":"$(echo "$seal" | tr '\n' ' ')"}
{"id":"d","cluster":7,"outlet":"two","published":"2026-11-17T10:03:00Z","text":"Nothing of the above, but it is said to belong there."}
END
expect 0 quality "$temp/gold"
prints "4 documents of 2 stories, folded into 3"
prints "pairs    precision 1.0000  recall 0.5000  F1 0.6667"
prints "B-cubed  precision 1.0000  recall 0.7500  F1 0.8571"
prints "1 of 2 pairs found, 0 false"
expect 0 quality --format json "$temp/gold"
prints '"gold_pairs":2,"pairs":1,"true_pairs":1,"precision":1.000000,"recall":0.500000'
echo '{"id":"e \u001b[2J\u202e","text":"no label"}' >>"$temp/gold"
expect 1 quality "$temp/gold"
says 'has no "cluster"'
no_escapes
sed -n '1,4p; 1p' "$temp/gold" >"$temp/twice"
expect 1 quality "$temp/twice"
says "documents 1 and 2 are both 'a'"
sed '1!d; s/"x"/""/' "$temp/gold" >"$temp/unnamed"
expect 1 quality "$temp/unnamed"
says 'has no "cluster"'
expect 1 quality /dev/null
says "/dev/null: there are no documents"
expect 1 quality
expect 1 quality --format tsv "$temp/gold"
echo "differences, the pager, why, corrections, quality"
