#!/bin/sh
# What a user says of feeds: pausing, tags, priority, settings.
#
# usage: feeds.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/expect_lib.sh"

feed() { # NAME TITLE...: a document of one entry a title
    name=$1
    shift
    printf '<rss version="2.0"><channel><title>%s</title><link>https://%s.example/</link>' "$name" "$name"
    for title; do
        printf '<item><guid>%s</guid><title>%s</title></item>' "$title" "$title"
    done
    printf '</channel></rss>\n'
}

# Pausing
feed one "First news" >"$temp/one.xml"
feed two "Second news" >"$temp/two.xml"
expect 0 add --allow-private "file://$temp/one.xml" "file://$temp/two.xml"
expect 1 pause
says "usage: newsfold pause"
expect 1 pause two.xml nowhere
says "there is no feed 'nowhere'"
expect 0 feeds --format json
! grep -q '"paused":true' "$temp/out" || fail "all or none is paused"
expect 0 pause two.xml
silent
expect 0 poll --all
expect 0 feeds
prints "paused"
expect 0 stories
prints "First news"
! grep -q "Second news" "$temp/out" || fail "a paused feed is polled"
expect 0 feeds --format json
prints '"paused":true,"piped":false'
expect 0 pause one.xml
expect 0 poll two.xml # asked for by name
expect 0 stories
prints "Second news"
feed two "Second news" "Third news" >"$temp/two.xml"
expect 0 resume 1 2
expect 0 poll # due at once
expect 0 stories
prints "Third news"
expect 0 pause 1
expect 0 unpause 1
expect 0 feeds
! grep -q paused "$temp/out" || fail "unpause is resume"

# Tags
expect 1 tag
expect 1 tag one.xml +a,b
says "the tag 'a,b'"
expect 1 tag nowhere +a
expect 0 tag one.xml +world +news two.xml
silent
expect 0 tag 1
[ "$(cat "$temp/out")" = "news
world" ] || fail "tags are printed: $(cat "$temp/out")"
expect 0 tag 1 -news +news -world
expect 0 tag 1
[ "$(cat "$temp/out")" = news ] || fail "changes are made in order: $(cat "$temp/out")"
expect 0 tag 1 -never
silent
expect 0 feeds --tag world --format tsv
[ "$(wc -l <"$temp/out")" = 1 ] || fail "a tag of the other is left"

# Priority
expect 1 priority 1
expect 1 priority 1 high
says "'high' is no number"
expect 1 priority 1 1001
expect 0 priority 1 2 -5
silent
expect 0 feeds --format json
[ "$(grep -c '"priority":-5' "$temp/out")" = 2 ] || fail "priority: $(cat "$temp/out")"

# A feed that is gone is asked again by resume.
if command -v sqlite3 >/dev/null; then
    sqlite3 "$temp/news.db" "UPDATE feeds SET status = 3, last_fault = 'HTTP 410', last_failure = added, failing_since = added WHERE feed = 1"
    expect 0 poll --all
    expect 0 feeds
    prints "HTTP 410"
    expect 0 resume 1
    expect 0 feeds
    ! grep -q gone "$temp/out" || fail "resume: $(cat "$temp/out")"
    feed one "First news" "Fourth news" >"$temp/one.xml"
    expect 0 poll
    expect 0 stories
    prints "Fourth news"
fi
echo "pausing, tags, priority"
