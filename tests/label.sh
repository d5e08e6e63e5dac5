#!/bin/sh
# Borderline pairs, asked of a person: once each, whatever happens in between,
# and what is written is what quality reads.
#
# usage: label.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

bridge="The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven
years of building that cost 40 million crowns, and crossed it first on a borrowed bicycle.
The old ferry made its last trip in the evening with the whole of the school band on board."
other=$(echo "$bridge" | sed 's/40 million/70 million/')
third=$(echo "$bridge" | sed 's/40 million/55 million/')
seal="A seal has been seen in the harbour basin of Port Ansel for the third time this winter;
the harbour master asks people not to feed it, since it steals from the fishing boats anyway."
feed one 1 "Sulby has its bridge" "$bridge" 2 "A seal" "$seal"
feed two 1 "Bridge &#x1b;[2Jopens &#x202e;at last" "$other"
feed three 1 "Dear bridge" "$third"
subscribe one two three
gold=$temp/gold

# answers LETTER...: each a line
answers() {
    printf '%s\n' "$@" >"$temp/in"
}

# Nothing is written before something is said; the end of the answers is no error.
answers
expect 0 label "$gold"
prints "Copies?"
prints "Dear bridge"
no_escapes
prints "The rest can be asked another time; 0 documents of 0 stories"
[ ! -e "$gold" ] || fail "a file without an answer"
# Three texts, three pairs that differ by a number: two of entry 4 first.
answers d x s q
expect 0 label "$gold"
prints "{+55+}"
[ ! -e "$gold" ] || fail "a skipped pair is written"
answers n q
expect 0 label "$gold"
[ "$(wc -l <"$gold")" = 2 ] || fail "an answer: $(cat "$gold")"
cp "$gold" "$temp/gold.first"
# It is gone on with, and an answer is taken back.
answers n u u n q
expect 0 label "$gold"
[ "$(wc -l <"$gold")" = 3 ] || fail "undone and answered: $(cat "$gold")"
[ "$(grep -c '"cluster"' "$gold")" = 3 ] || fail "clusters: $(cat "$gold")"
[ "$(sed 's/.*"cluster":"\([0-9]*\)".*/\1/' "$gold" | sort -u | wc -l)" = 3 ] || fail "three stories: $(cat "$gold")"
answers y q
expect 0 label "$gold"
prints "No borderline pair is left; 3 documents of 2 stories"
no_escapes
cp "$gold" "$temp/gold.done"
# All is answered: nothing is asked.
answers n n n
expect 0 label "$gold"
prints_not "Copies?"
cmp -s "$gold" "$temp/gold.done" || fail "it was changed"
rm "$temp/in"
# What quality makes of it: two are said to be copies, which folding holds apart.
expect 0 quality "$gold"
prints "3 documents of 2 stories, folded into 3"
prints "0 of 1 pairs found, 0 false"
! grep -q "$(printf '[\001-\010\016-\037\177]')" "$gold" || fail "a control in the file"
[ -z "$(find "$temp" -name 'gold.??????')" ] || fail "something is left behind: $(ls "$temp")"

# A copy of a copy is one: two answers settle three pairs.
rm "$gold"
answers y y
expect 0 label "$gold"
[ "$(grep -c "Copies?" "$temp/out")" = 2 ] || fail "asked: $(cat "$temp/out")"
prints "3 documents of 1 stories"
# A copy of what is no copy is none.
rm "$gold"
answers y n
expect 0 label "$gold"
[ "$(grep -c "Copies?" "$temp/out")" = 2 ] || fail "asked: $(cat "$temp/out")"
prints "3 documents of 2 stories"
rm "$temp/in"

# On a terminal a key is enough, and the terminal is left as it was.
export TERM=xterm
rm "$gold"
printf 'dnuyn' | script -qec "$newsfold --database $temp/news.db label $gold; stty -a" /dev/null >"$temp/out"
prints "No borderline pair is left; 3 documents of 2 stories"
grep -q ' icanon' "$temp/out" && grep -q ' echo ' "$temp/out" || fail "the terminal: $(cat "$temp/out")"
rm "$gold"
printf 'nq' | script -qec "$newsfold --database $temp/news.db label $gold" /dev/null >"$temp/out"
prints "The rest can be asked another time; 2 documents"

# What is no file of its kind is left alone.
echo '{"id":"a","cluster":"x","title":"","text":"of another make"}' >"$temp/foreign"
cp "$temp/foreign" "$temp/before"
expect 1 label "$temp/foreign"
says "line 1: it is not one that newsfold label wrote"
cmp -s "$temp/foreign" "$temp/before" || fail "a foreign file was changed"
expect 1 label "$temp"
expect 1 label
expect 1 label --since yesterweek "$gold"
answers y
# That it cannot be written is said before anything is asked.
expect 3 label "$temp/nowhere/gold"
says "writing $temp/nowhere/gold"
prints_not "Copies?"

# What was answered stays, when the disk fails at the next answer, and in a kill.
mkdir "$temp/there" "$temp/pipes"
mkfifo "$temp/pipes/answers"
begin() {
    run label "$temp/there/gold" <"$temp/pipes/answers" >"$temp/out" 2>"$temp/err" &
    labelling=$!
    exec 9>"$temp/pipes/answers"
    echo n >&9
    until [ -e "$temp/there/gold" ]; do
        kill -0 "$labelling" || fail "label: $(cat "$temp/err")"
        sleep 0.05
    done
}
begin
mv "$temp/there" "$temp/away"
echo n >&9
status=0
wait "$labelling" || status=$?
exec 9>&-
[ "$status" = 3 ] || fail "status $status"
says "writing $temp/there/gold"
[ "$(wc -l <"$temp/away/gold")" = 2 ] || fail "lost: $(cat "$temp/away/gold")"
mkdir "$temp/there"
begin
kill -KILL "$labelling"
wait "$labelling" 2>"$temp/none" || :
exec 9>&-
cmp -s "$temp/there/gold" "$temp/away/gold" || fail "lost in a kill: $(cat "$temp/there/gold")"
[ "$(ls "$temp/there")" = gold ] || fail "left behind: $(ls "$temp/there")"

# A mark before the first line is none of its text.
{ printf '\357\273\277' && cat "$gold"; } >"$temp/marked"
answers q
expect 0 label "$temp/marked"
prints "2 documents of"
expect 0 quality "$temp/marked"
expect 0 cluster "$temp/marked"
echo "label"
