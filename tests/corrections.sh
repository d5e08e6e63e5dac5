#!/bin/sh
# A correction that is undone leaves nothing behind: entries are where they were.
#
# usage: corrections.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

# stories_are ENTRY:STORY...
stories_are() {
    for pair; do
        [ "$(story_of "${pair%:*}")" = "${pair#*:}" ] ||
            fail "$undone: entry ${pair%:*} is in $(story_of "${pair%:*}"), not ${pair#*:}"
    done
}

# undo: the only correction there is
undo() {
    expect 0 corrections --undo "$(run corrections --format tsv | cut -f 1)"
    [ -n "${told:-}" ] || silent
}

# Each outlet prints its report twice, as agencies do: a third time would make
# each paragraph a notice of the outlet's, which counts for nothing.
bridge="<p>The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven years of building that cost 40 million crowns.</p>
<p>She crossed it first on a borrowed bicycle, and the old ferry made its last trip in the evening with the whole of the school band on board.</p>"
seal="<p>A seal has been seen in the harbour basin of Port Ansel for the third time this winter, and the harbour master asks people not to feed it.</p>
<p>It steals from the fishing boats anyway, said the skipper of the Aurelia, who lost half a crate of herring to it on Sunday night.</p>"
escaped() {
    echo "$1" | sed 's/</\&lt;/g; s/>/\&gt;/g'
}
feed one 1 "Sulby has its bridge" "$(escaped "$bridge")" \
    2 "Update 2-Sulby has its bridge at last" "$(escaped "$bridge <p>Guests came from all over.</p>")"
feed two 1 "A seal in Port Ansel" "$(escaped "$seal")" \
    2 "Update 1-A seal is in the harbour" "$(escaped "$seal <p>It has a name now.</p>")"
subscribe one two
undone="as they came"
before="1:1 2:1 3:3 4:3"
# shellcheck disable=SC2086 # words
stories_are $before

undone="a merge undone"
expect 0 merge 1 2 3
expect 0 corrections
grep -q "^         2  Update" "$temp/out" && grep -q "^         3  A seal" "$temp/out" ||
    fail "entries are not one below the other: $(cat "$temp/out")"
undo
# shellcheck disable=SC2086
stories_are $before

# Once, twice, ten times: nothing is counted again.
undone="ten merges undone"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    expect 0 merge 2 4
    undo
done
# shellcheck disable=SC2086
stories_are $before
expect 0 check

undone="a split undone"
expect 0 split 2
stories_are 1:1 2:2 3:3 4:3
undo
# shellcheck disable=SC2086
stories_are $before

# What came while they were together goes to the story that it is a copy of.
undone="later copies"
expect 0 merge 1 3
feed three 1 "Bridge" "$(escaped "$bridge")" 2 "Seal" "$(escaped "$seal")"
subscribe three
stories_are 5:1 6:1
expect 0 explain 3 6
prints "Folding calls them copies"
expect 0 explain 6
prints "story 1, a copy"
expect 0 refold --dry-run
prints "0 of 6 entries would move"
undo
# shellcheck disable=SC2086
stories_are $before 5:1 6:3
expect 0 refold --dry-run
prints "0 of 6 entries would move"
expect 0 check

# What an outlet has printed too often since holds two entries no more, which is
# said; they are where they were when they are folded as they came.
notice="<p>The opinions of columnists are their own and not those of the house, its owners or its printer.</p>"
hours="<p>Letters reach the editor until noon on Thursdays, by post or under the green door in Mill Lane.</p>"
feed four 1 "A letter from the coast" "$(escaped "$notice $hours <p>Herring is dear, writes the keeper of Sule light.</p>")"
feed five 1 "Opinions" "$(escaped "$notice $hours")"
subscribe four five
undone="with a notice"
stories_are 7:7 8:7
tower="The tower of Aldmoor leans by another inch, says a surveyor who has measured it since he was a boy of nine and lives in its shadow"
prize="Nobody has claimed the lottery prize of Wexcombe, and the draw was in April according to its treasurer, who has looked under every mat"
dam="Beavers have dammed the mill stream at Otterby, so that the miller grinds by electricity until they move or somebody moves them"
choir="An orchestra of retired postmen plays Brahms tonight in the sorting hall at Kelmarsh for the second time, with a choir of drivers"
boat="Pupils at Fenwick built a boat of bottles, rowed it to the island and back before their lunch, and were late all the same, having stopped there to feed a goat, which now follows their teacher home every day at four and eats the hedge"
feed five 1 "Opinions" "$(escaped "$notice $hours")" \
    2 "Tower" "$(escaped "$notice <p>$tower</p>")" 3 "Prize" "$(escaped "$notice <p>$prize</p>")" \
    4 "Dam" "$(escaped "$hours <p>$dam</p>")" 5 "Choir" "$(escaped "$hours <p>$choir</p>")" \
    6 "Boat" "$(escaped "$notice <p>$boat</p> $hours")"
run poll --all || fail "poll"
stories_are 7:7 8:7 9:9 10:10 11:11 12:12 13:13
expect 0 merge 7 1
told=yes
undo
says "1 went elsewhere than when they came; newsfold refold puts them back"
undone="by a notice"
stories_are 7:7 8:8
expect 0 refold
stories_are 7:7 8:7
