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

# What a list can keep comes back: title, tags, priority, pause, harmless
# settings; nothing that names a file, runs a command or opens a door.
expect 0 add --exact --title "A & B" --tag x --tag "y z" http://127.0.0.1:65535/kept
expect 0 set 127.0.0.1:65535/kept interval=2h "user-agent=a \"b\"" timeout=9 max-body=1M \
    insecure=yes allow-private=yes user=joe "password-command=cat /etc/passwd" header.X=y
expect 0 priority 127.0.0.1:65535/kept 7
expect 0 pause 127.0.0.1:65535/kept
expect 0 export --tag x
cp "$temp/out" "$temp/opml"
! grep -qe passwd -e joe -e insecure -e header -e private "$temp/opml" || fail "export: $(cat "$temp/opml")"
for one in 'xmlns:newsfold="urn:newsfold:opml"' 'title="A &amp; B"' 'category="x,y z"' \
    'newsfold:interval="2h"' 'newsfold:priority="7"' 'newsfold:asked="paused"'; do
    grep -qF "$one" "$temp/opml" || fail "'$one' is not exported: $(cat "$temp/opml")"
done
expect 0 --database "$temp/second.db" import "$temp/opml"
expect 0 --database "$temp/second.db" export
cmp -s "$temp/out" "$temp/opml" || fail "it comes back: $(diff "$temp/out" "$temp/opml")"
sed 's/newsfold:interval="2h"/newsfold:password-command="touch x" newsfold:insecure="yes" newsfold:interval="x" newsfold:allow-private="yes"/' \
    "$temp/opml" >"$temp/evil.opml"
expect 0 --database "$temp/third.db" import "$temp/evil.opml"
expect 0 --database "$temp/third.db" set 1
! grep -qe command -e insecure -e private -e interval "$temp/out" || fail "a list brings: $(cat "$temp/out")"

# newsboat's list
cat >"$temp/urls" <<'END'
http://127.0.0.1:65535/a "tag one" two "say \"a, b/c\"" "~A title" "!hidden"
not a url
"exec:~/bin/news arg" tag
"filter:~/bin/sed:http://127.0.0.1:65535/b" tag
"query:All:unread = \"yes\""
END
expect 1 --database "$temp/fourth.db" import "$temp/urls"
says "'exec:~/bin/news arg': programs are not run"
says "'filter:~/bin/sed:http://127.0.0.1:65535/b': programs are not run"
says "line 2: not a url: not"
says "line 5: newsboat's queries are no feeds: query:All"
says '1 feed is hidden in newsboat ("!") and not here'
[ "$(wc -l <"$temp/err")" = 5 ] || fail "a line each: $(cat "$temp/err")"
expect 0 --database "$temp/fourth.db" feeds --format tsv
[ "$(cut -f 8-10 "$temp/out")" = "A title	http://127.0.0.1:65535/a	say a b c,tag one,two" ] || fail "newsboat: $(cat "$temp/out")"
# Folders and paths are tags, whatever is in their names; an untitled feed
# stays untitled.
cat >"$temp/folders.opml" <<'END'
<opml version="2.0"><body><outline text="News, Sport"><outline text="http://127.0.0.1:65535/x"
xmlUrl="http://127.0.0.1:65535/x" category="/a/b,c"/></outline></body></opml>
END
expect 0 --database "$temp/fifth.db" import "$temp/folders.opml"
silent
expect 0 --database "$temp/fifth.db" feeds --format tsv
[ "$(cut -f 8-10 "$temp/out")" = "	http://127.0.0.1:65535/x	News Sport,a,b,c" ] || fail "folders: $(cat "$temp/out")"
expect 0 --database "$temp/fifth.db" export
cp "$temp/out" "$temp/folders.opml"
expect 0 --database "$temp/sixth.db" import "$temp/folders.opml"
expect 0 --database "$temp/sixth.db" export
cmp -s "$temp/out" "$temp/folders.opml" || fail "untitled: $(diff "$temp/out" "$temp/folders.opml")"
echo "pausing, tags, priority"
