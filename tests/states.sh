#!/bin/sh
# What the user has read, starred and muted, and what listings are about.
#
# usage: states.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

bridge="The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven
years of building that cost 40 million crowns, and crossed it first on a borrowed bicycle.
The old ferry made its last trip in the evening with the whole of the school band on board."
seal="A seal has been seen in the harbour basin of Port Ansel for the third time this winter;
the harbour master asks people not to feed it, since it steals from the fishing boats anyway."
library="The library of Hallow will be shut for the month of March, when its roof is mended."
feed one 1 "Sulby has its bridge" "$bridge" 2 "A seal in Port Ansel" "$seal"
feed three 1 "No books in March" "$library"
subscribe one three

# listed ID...: the stories that the last command printed as TSV, in its order
listed() {
    [ "$(cut -f 1 "$temp/out" | tr '\n' ' ')" = "$(echo "$*" | sed 's/[0-9]$/& /')" ] ||
        fail "not $*: $(cat "$temp/out")"
}
# stories_are OPTIONS -- ID...
stories_are() {
    options=
    while [ "$1" != -- ]; do
        options="$options $1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # options are words
    expect 0 stories --format tsv $options
    listed "$@"
}

# Read and unread, starred and not: silent, all or nothing.
stories_are -- 3 2 1
stories_are --unread -- 3 2 1
expect 0 read 1 3
silent
stories_are --unread -- 2
expect 0 star 1-2
stories_are --starred -- 2 1
stories_are --starred --unread -- 2
expect 0 stories --format json
prints '"read":true,"starred":true,"muted":false,"updated":null'
expect 0 stories
prints "     1 *r"
prints "     2 * "
expect 0 show 1
prints "starred, read"
expect 0 show 1 --format json
prints '"read":true,"starred":true'
expect 0 unread 1
expect 0 unstar 2
stories_are --unread -- 2 1
stories_are --starred -- 1
expect 1 read 2 99
says "there is no story 99"
stories_are --unread -- 2 1
expect 1 read 7-9
expect 1 read 3-1
says "'3-1' is no story"
expect 1 read -- -1
expect 1 read 1x
expect 1 read
says "which stories?"
expect 1 read --all 1
expect 1 read --unread 1
expect 0 read 1
expect 0 read --all --feed three
expect 0 read --all --outlet one.example --until 2020-01-01
stories_are --unread -- 2
expect 0 read --all --tag none
stories_are --unread -- 2
expect 0 read --all
expect 0 read --all
stories_are --unread --
expect 0 unread --all
stories_are --unread -- 3 2 1

# A later copy of a read story is read; of others it is not.
expect 0 read 1
feed two 1 "Bridge opens at last" "$(echo "$bridge" | sed 's/borrowed/rented/')" 2 "Seal" "$seal"
subscribe two
[ "$(story_of 4)" = 1 ] && [ "$(story_of 5)" = 2 ] || fail "the copies are not found"
stories_are --unread -- 3 2
# A split keeps what each side was, a merge is read only when both were.
expect 0 split 4
stories_are --unread -- 3 2
expect 0 unread 4
expect 0 unstar 4
stories_are --unread -- 4 3 2
stories_are --starred -- 1
expect 0 corrections --undo 1
stories_are --unread -- 3 2 1
expect 0 read 1
expect 0 merge 3 1
stories_are --unread -- 2 1
stories_are --starred -- 1
expect 0 check
expect 0 corrections --undo 2
stories_are --unread -- 3 2
stories_are --starred -- 1

# Scopes: the same words for every listing.
expect 0 tag three +books
stories_are --tag books -- 3
stories_are --feed three -- 3
stories_are --outlet two.example -- 2 1
stories_are --outlet WWW.Two.example -- 2 1
stories_are --outlet https://two.example:80/x -- 2 1
stories_are --outlet two.example --unread -- 2
stories_are --since 2999-01-01 --
stories_are --until 2020-01-01 --
stories_are --until 2999-01-01 --since 2020-01-01 -- 3 2 1
expect 1 stories --feed nowhere
expect 1 stories --until yesterday
says "--until:"
expect 0 search --format tsv the
[ "$(wc -l <"$temp/out")" = 3 ] || fail "search finds all"
expect 0 search --format tsv --unread --feed one the
listed 2
expect 0 search --format tsv --starred the
listed 1
expect 0 search --format tsv --until 2020-01-01 the
listed
expect 0 feeds --format tsv --outlet two.example
[ "$(wc -l <"$temp/out")" = 1 ] || fail "feeds --outlet"
expect 0 feeds --format tsv --feed three
[ "$(wc -l <"$temp/out")" = 1 ] || fail "feeds --feed"
expect 0 digest --peek --since 2020-01-01 --format tsv --unread
listed 2 3
expect 0 digest --peek --since 2020-01-01 --format tsv --starred --feed one
listed 1
expect 4 digest --peek --since 2020-01-01 --until 2020-01-01

# The user's priority chooses the lead.
expect 0 show 1 --format tsv
[ "$(cut -f 4 "$temp/out" | tr '\n' ' ')" = "one.example two.example " ] || fail "leads: $(cat "$temp/out")"
expect 0 priority two 5
expect 0 show 1 --format tsv
[ "$(cut -f 4 "$temp/out" | tr '\n' ' ')" = "two.example one.example " ] || fail "the priority: $(cat "$temp/out")"
expect 0 priority two 0

# Muted by words: in stories, search and digests, unless they are asked for.
expect 0 mute '"harbour master" NOT unicorn'
silent
stories_are -- 3 1
stories_are --unread -- 3
stories_are --muted -- 3 2 1
stories_are --muted --unread -- 3 2
expect 0 search --format tsv the
[ "$(wc -l <"$temp/out")" = 2 ] || fail "search shows what is muted"
expect 0 search --muted --format tsv the
[ "$(wc -l <"$temp/out")" = 3 ] || fail "search --muted"
expect 0 digest --peek --since 2020-01-01 --format tsv --unread
listed 3
expect 0 digest --peek --since 2020-01-01 --format tsv --unread --muted
listed 2 3
expect 0 stories --muted
prints "     2 m "
# What comes later is muted as well, and what others say of it too.
feed four 1 "The harbour master speaks" "He says that the seal of Port Ansel shall go." 2 "Snow" "Snow fell on all of Hallow."
subscribe four
stories_are -- 7 3 1
stories_are --muted -- 7 6 3 2 1
# An entry that changes its words is looked at again.
feed four 1 "The mayor speaks" "She says that the seal of Port Ansel shall stay for ever." 2 "Snow" "The harbour master has seen snow."
expect 0 poll --all
stories_are -- 6 3 1
expect 0 check
expect 0 mute harbour
expect 0 mute harbour
expect 0 mute --outlet www.ONE.example
expect 0 mute --tag books
expect 0 mute --list --format tsv
[ "$(cut -f 1,3,4 "$temp/out" | tr '\t\n' ' ;')" = '1 words "harbour master" NOT unicorn;2 words harbour;3 outlet one.example;4 tag books;' ] ||
    fail "mute --list: $(cat "$temp/out")"
expect 0 mute --list --format json
prints '"kind":"words","what":"\"harbour master\" NOT unicorn"}'
expect 0 mute --list
prints "outlet  one.example"
# Story 1 is carried by an outlet that is not muted.
stories_are -- 6 1
expect 0 mute --outlet two.example
stories_are -- 6
expect 0 tag three -books
stories_are -- 6 3
expect 0 tag three +books
expect 0 check
# What another mute fits stays muted.
expect 0 mute --delete 1
stories_are -- 6
expect 0 mute --delete 2
stories_are -- 7 6
expect 0 mute --delete 3
expect 0 mute --delete 4
expect 0 mute --delete 5
stories_are -- 7 6 3 2 1
expect 0 check
expect 1 mute --delete 5
says "there is no mute 5"
expect 1 mute
expect 1 mute --list harbour
expect 1 mute '"harbour'
says "a quotation mark has no counterpart"
expect 1 mute 'harbour AND'
says "the query ends where a word is missing"
stories_are -- 7 6 3 2 1
# An outlet has one name, however it is typed, also where that is longer.
expect 0 mute --outlet XN--MLLER-KVA.de
expect 0 mute --outlet https://www.müller.de/x
expect 0 mute --outlet аррӏе.com
expect 0 mute --list --format tsv
[ "$(cut -f 1,4 "$temp/out" | tr '\t\n' ' ;')" = '6 müller.de;7 xn--80ak6aa92e.com;' ] ||
    fail "mute --list: $(cat "$temp/out")"
expect 0 mute --delete 6
expect 0 mute --delete 7
expect 0 mute --list
[ ! -s "$temp/out" ] || fail "a mute is left: $(cat "$temp/out")"

# A copy hides no story by what it adds, but most of those who have it do.
feed five 1 "Sulby has its bridge" "$bridge Win at the casino, too."
subscribe five
expect 0 mute casino
stories_are -- 7 6 3 2 1
feed six 1 "Sulby has its bridge" "$bridge Then all went to the casino."
feed seven 1 "Sulby has its bridge" "$bridge There is a casino on board."
subscribe six seven
stories_are -- 7 6 3 2
expect 0 check
expect 0 remove "file://$temp/six.xml"
stories_are -- 7 6 3 2 1
expect 0 remove "file://$temp/seven.xml" "file://$temp/five.xml"
expect 0 mute --list --format tsv
expect 0 mute --delete "$(sed -n 's/\t.*casino$//p' "$temp/out")"

# What changes: case alone is nothing, a word is told, much of it is news again.
expect 0 read --all
feed three 1 "NO BOOKS in March" "$library"
expect 0 poll --all
expect 0 show 3 --revisions
prints_not until
prints_not updated
feed three 1 "No books in March" "$(echo "$library" | sed 's/March/April/')"
expect 0 poll --all
stories_are --unread --
expect 0 show 3
prints ", updated 2026-11-21 00:00, read"
feed three 1 "No books in March" "The library of Hallow is open, since its roof has been mended <b>&#x1b;[2Jin a night</b>."
expect 0 poll --all
stories_are --unread -- 3
expect 0 stories
prints "     3 u "
expect 0 stories --format json --unread
prints '"read":false,"starred":false,"muted":false,"updated":"2026-11-21T00:00:00Z"'
# Search knows the new words, and no others.
expect 0 search --format tsv open
listed 3
expect 4 digest --peek --since 2999-01-01
expect 0 search --format tsv "month NOT snow"
listed
expect 0 show 3 --revisions
prints "until 2026-11-21 00:00"
prints "for the month of April"
prints "NO BOOKS in March"
no_escapes
expect 0 show 3 --revisions --diff
prints "month of [-March,-]"
no_escapes
expect 0 show 3 --revisions --diff --format json
prints '"revisions":[{"replaced":"2026-11-21T00:00:00Z","title":"No books in March","text":"The library of Hallow will be shut for the month of April,'
prints '{"removed":" March,"},{"added":" April,"}'
prints '"read":false'
expect 1 show 3 --revisions --format tsv
says "revisions have no TSV"
# They are bounded.
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    feed three 1 "No books in March" "The library of Hallow is open, room $i."
    expect 0 poll --all
done
expect 0 show 3 --revisions
[ "$(grep -c until "$temp/out")" = 10 ] || fail "ten revisions: $(cat "$temp/out")"
expect 0 check

# Feeds of one registrable domain are one outlet.
sed 's|https://one.example/|https://www.news.one.example/|' "$temp/one.xml" >"$temp/other.xml"
run add --allow-private "file://$temp/other.xml"
expect 0 poll
expect 0 feeds --format tsv --outlet one.example
[ "$(wc -l <"$temp/out")" = 2 ] || fail "an outlet of two feeds: $(cat "$temp/out")"
[ "$(run stories --format tsv | cut -f 1,4 | tail -1)" = "1	2" ] || fail "outlets are counted: $(run stories --format tsv)"
expect 0 remove other.xml
expect 0 check
