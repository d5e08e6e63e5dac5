#!/bin/sh
# The sample feeds fold into the stories that tests/samples.tsv states: each
# reprinted story whole, no trap folded, every entry stored.
#
# usage: samples.sh NEWSFOLD SOURCE_ROOT
#
# The program is run as a person would: import, poll, stories, show. Its
# stories are then compared with the table entry by entry, by link.
set -eu

newsfold=$1
root=$2
table=$root/tests/samples.tsv
. "$root/tests/samples_lib.sh"

serve "$root/data/feeds"
run import --allow-private "$temp/list" >"$temp/import" 2>&1 ||
    fail "import: $(cat "$temp/import")"
run poll --all >"$temp/poll" 2>&1 || fail "poll: $(cat "$temp/poll")"
[ ! -s "$temp/poll" ] || fail "poll is not silent: $(cat "$temp/poll")"

stories_of_links >"$temp/found"

# found: story, link; the table: kind, label, file, guid, link
awk -F '\t' '
    FNR == NR { if ($2 in story) say("stored twice: " $2); story[$2] = $1
                links++; next }
    /^#/ { next }
    !($5 in story) { say("not stored: " $3 " " $4); next }
    { id = story[$5] }
    $1 == "story" {
        entries++
        if (!($2 in of)) { of[$2] = id; labels++ }
        else if (of[$2] != id)
            say("not one story: " $2 ": " $3 " " $4)
        if (!(id in label)) label[id] = $2
        else if (label[id] != $2)
            say("folded: " label[id] " and " $2 " (" $3 " " $4 ")")
    }
    $1 == "apart" {
        if (($2, id) in trap) say("trap folded: " $2 ": " $3 " " $4)
        trap[$2, id] = 1
    }
    function say(text) { print text; bad++ }
    END {
        if (links != entries)
            say(links + 0 " entries stored, " entries + 0 " in the table")
        if (labels < 30) say("only " labels + 0 " stories in the table")
        exit bad > 0
    }' "$temp/found" "$table" || fail "the stories are not those of $table"
echo "$(wc -l <"$temp/found") entries, all in the stories of the table"
