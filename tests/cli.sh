#!/bin/sh
# The command line as its user meets it: exit statuses, what is said where,
# formats, and what is refused.
#
# usage: cli.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/expect_lib.sh"

# Wrong command lines
status=0
"$newsfold" >"$temp/out" 2>"$temp/err" || status=$?
[ "$status" = 1 ] || fail "no command: $status"
expect 1 nonsense
says "there is no command 'nonsense'"
expect 1 add
says "usage: newsfold add"
expect 1 stories --format yaml
says "there is no format 'yaml'"
expect 1 stories --since yesterday
says "'yesterday' is no time"
expect 1 stories --limit -1
expect 1 poll --jobs 0
expect 1 poll --nonsense
expect 1 show x
expect 1 add --tag a,b http://127.0.0.1/
says "the tag 'a,b'"
expect 0 help
prints "Commands:"
for command in add import export feeds remove set pause tag priority poll stories search show digest check backup parse cluster help; do
    expect 0 help "$command"
    prints "usage: newsfold $command"
    [ ! -s "$temp/err" ] || fail "help $command: $(cat "$temp/err")"
    expect 0 "$command" --help
    prints "usage: newsfold $command"
done
expect 0 stories -h
prints "usage: newsfold stories"

# Before there is a database, reading commands say so and make none.
expect 3 stories
says "there is no database"
[ ! -e "$temp/news.db" ] || fail "reading made a database"

# Urls
expect 1 add ftp://example.org/feed
says "ftp"
expect 1 add http://
expect 0 add --exact --tag local --title Mine HTTP://Example.ORG:80/feed#x
silent
expect 0 add --exact http://example.org/feed
says "subscribed already"
expect 0 add --exact 'https://user:secret@example.org/private?token=abc'
expect 0 feeds --format json
prints '"url":"http://example.org/feed","title":"Mine"'
prints '"tags":["local"]'
! grep -qE 'secret|abc' "$temp/out" || fail "a secret is shown: $(cat "$temp/out")"
expect 0 feeds
! grep -qE 'secret|abc' "$temp/out" || fail "a secret is shown"
expect 0 export
prints 'xmlUrl="https://example.org/private?token=..."'
says "1 url was written without credentials"
expect 0 export --with-credentials
prints 'xmlUrl="https://user:secret@example.org/private?token=abc"'
prints 'category="local"'
expect 1 remove example.org
says "fits 2 feeds"
expect 1 remove example.org/feed nowhere
says "there is no feed 'nowhere'"
expect 0 feeds --tag local --format tsv
[ "$(wc -l <"$temp/out")" = 1 ] || fail "all or nothing is removed"
expect 0 remove example.org/feed 2
expect 0 feeds
silent
[ "$(stat -c %a "$temp/news.db")" = 600 ] || fail "the database is readable"

# Lists: what is wrong is named, what is right is kept.
printf 'http://127.0.0.1:1/a\nftp://x/\nhttp://127.0.0.1:1/b "tag one"\n' >"$temp/urls"
expect 1 import "$temp/urls"
says "ftp"
expect 0 feeds --format tsv
[ "$(wc -l <"$temp/out")" = 2 ] || fail "the good ones of a list: $(cat "$temp/out")"
expect 1 import "$temp/nowhere"
says "nowhere"
printf '<opml><body><outline text="News"><outline text="A" xmlUrl="http://127.0.0.1:1/c"/>' \
    >"$temp/opml"
printf '</outline></body></opml>' >>"$temp/opml"
expect 0 import "$temp/opml"
expect 0 feeds --tag News --format json
prints '/c"'

# Private addresses are refused unless allowed; failures have a line each.
expect 2 poll
says "http://127.0.0.1:1/a"
says "http://127.0.0.1:1/b"
[ "$(wc -l <"$temp/err")" = 3 ] || fail "a line a feed: $(cat "$temp/err")"
expect 2 -q poll --all
silent
expect 0 poll # none of them is due again
silent
expect 0 feeds
prints failing
expect 1 poll nowhere

# Local files, as their user typed them
cat >"$temp/feed.xml" <<'END'
<rss version="2.0"><channel><title>Local &#x1b;[31m</title><link>https://local.example/</link>
<item><guid>1</guid><title>Tab	and &lt;b&gt;markup&lt;/b&gt; &#x202e;x</title>
<link>https://local.example/1</link><description>Some &lt;p&gt;text&lt;script&gt;x()&lt;/script&gt;</description>
<pubDate>Tue, 17 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>
END
expect 0 remove 127.0.0.1:1/a 127.0.0.1:1/b 127.0.0.1:1/c
expect 0 add --allow-private "file://$temp/feed.xml"
expect 0 -v poll
says "1 new entries"
expect 0 stories
prints "2026-11-17 10:00"
! grep -q "$(printf '\033')" "$temp/out" || fail "an escape reaches the terminal"
expect 0 stories --format tsv
[ "$(awk -F '\t' '{ print NF }' "$temp/out")" = 9 ] || fail "fields of stories: $(cat "$temp/out")"
story=$(cut -f 1 "$temp/out")
expect 0 show "$story" --format tsv
[ "$(awk -F '\t' '{ print NF }' "$temp/out")" = 10 ] || fail "fields of show: $(cat "$temp/out")"
expect 0 show "$story" --format json
prints "{\"story\":$story,\"entries\":[{\"entry\":$story,\"feed\":\"file://"
expect 0 show "$story"
prints "Some"
! grep -q 'x()' "$temp/out" || fail "a script is text"
expect 1 show 999999
says "there is no story 999999"
expect 0 stories --since 2026-11-22
silent
expect 0 stories --outlet local.example --limit 1
prints "Tab and markup"
expect 0 stories --min-outlets 2
silent

# An entry whose text changes is verified again: it stays with its copies while
# it is one, leaves them when it is none, and comes back.
report="The mayor of Sulby opened the new bridge over the river Tarn on Monday after eleven
years of building that cost 40 million crowns, and crossed it first on a borrowed bicycle."
other="A seal has been seen in the harbour basin of Port Ansel for the third time this winter;
the harbour master asks people not to feed it, since it steals from the fishing boats anyway."
copy() { # OUTLET TEXT
    printf '<rss version="2.0"><channel><title>%s</title><link>https://%s.example/</link>' "$1" "$1"
    printf '<item><guid>1</guid><title>From %s</title><description>%s</description></item>' "$1" "$2"
    printf '</channel></rss>\n'
}
copies() { # how many entries the story of the first copy has
    run --database "$temp/updates.db" stories --limit 0 --format tsv | sort -n | head -1 | cut -f 5
}
poll_updates() {
    run --database "$temp/updates.db" poll --all || fail "poll of updates"
}
copy one "$report" >"$temp/one.xml"
copy two "$report" >"$temp/two.xml"
run --database "$temp/updates.db" add --allow-private "file://$temp/one.xml" "file://$temp/two.xml"
poll_updates
[ "$(copies)" = 2 ] || fail "two copies are one story"
copy two "$report Guests came from all over." >"$temp/two.xml"
poll_updates
[ "$(copies)" = 2 ] || fail "a copy that grew stays"
copy two "$other" >"$temp/two.xml"
poll_updates
[ "$(copies)" = 1 ] || fail "what is no copy any more leaves"
copy two "$report" >"$temp/two.xml"
poll_updates
[ "$(copies)" = 2 ] || fail "a copy again comes back"
expect 0 --database "$temp/updates.db" show 2 --format json
prints '{"story":1,'

# A full disk and a closed pipe
if [ -e /dev/full ]; then
    status=0
    run stories >/dev/full 2>"$temp/err" || status=$?
    [ "$status" = 3 ] || fail "a full disk: $status"
    says "writing to standard output"
    status=0
    run digest >/dev/full 2>"$temp/err" || status=$?
    [ "$status" = 3 ] || fail "a digest to a full disk: $status"
fi
run stories | true
# Closed descriptors are no sockets and no database.
status=0
run stories >&- 2>"$temp/err" || status=$?
[ "$status" = 3 ] || fail "standard output closed: $status"
status=0
run poll --all <&- >&- 2>&- || status=$?
[ "$status" = 0 ] || fail "a poll with nothing open: $status"
# What was not printed whole is told again, what was is not.
expect 0 digest
prints "newsfold: 1 story"
expect 4 digest
silent
expect 1 digest --format mail
says "needs --to"
expect 1 digest --name 'a b'
expect 1 digest --mark nonsense

# Copies, and whether all is whole
expect 0 check
prints "entries in"
expect 0 check --format tsv
prints "check	forwards	fine	0"
expect 0 check --format json
prints '"state":"fine"'
! grep -q '"state":"wrong"' "$temp/out" || fail "a new database is wrong: $(cat "$temp/out")"
expect 1 check everything
expect 1 backup
expect 0 backup "$temp/copy.db"
silent
[ "$(stat -c %a "$temp/copy.db")" = 600 ] || fail "the copy is readable"
expect 1 backup "$temp/copy.db"
says "there is a file of that name"
expect 0 backup --force "$temp/copy.db"
expect 1 backup --force "$temp/news.db"
says "it is a file of the database itself"
ln -s news.db "$temp/linked.db"
expect 1 backup --force "$temp/linked.db"
expect 1 backup --force "$temp/news.db-lock"
expect 1 backup --force /dev/null
says "that is no file"
expect 1 backup --force "$temp"
# A log that its last user left would be taken for the copy's.
: >"$temp/copy.db-wal"
expect 0 backup --force "$temp/copy.db"
[ ! -e "$temp/copy.db-wal" ] || fail "the log of another file is left"
: >"$temp/new.db-wal"
expect 1 backup "$temp/new.db"
says "the log of another file"
expect 3 backup "$temp/nowhere/copy.db"
says "No such file"
# What a killed one has left is used again; what one still writes is not.
head -c 100000 /dev/zero >"$temp/late.db.newsfold-draft"
echo old >"$temp/late.db.newsfold-draft-journal"
expect 0 backup "$temp/late.db"
run --database "$temp/late.db" check >"$temp/out" || fail "a copy over a draft: $(cat "$temp/out")"
for left in "$temp"/late.db.*; do
    [ ! -e "$left" ] || fail "$left is left"
done
: >"$temp/busy.db.newsfold-draft"
exec 8<"$temp/busy.db.newsfold-draft"
flock 8
expect 1 backup "$temp/busy.db"
says "another newsfold makes it"
exec 8<&-
run stories --format json >"$temp/stories"
run --database "$temp/copy.db" stories --format json | diff - "$temp/stories" ||
    fail "the copy tells other stories"
if command -v sqlite3 >/dev/null; then
    sqlite3 "$temp/copy.db" "UPDATE stories SET entry_count = 9"
    expect 3 --database "$temp/copy.db" check
    prints "counts: "
    prints "newsfold check --repair mends it"
    expect 0 --database "$temp/copy.db" check --repair
    prints "; mended"
    expect 0 --database "$temp/copy.db" check
fi

# Two polls at a time
exec 9>"$temp/news.db-lock"
flock 9
expect 75 poll --all
says "another poll"
exec 9>&-

# Configurations and databases that are none
printf '[poll]\njobs = many\n' >"$temp/conf"
expect 3 --config "$temp/conf" feeds
says "jobs = many"
printf '[poll]\nspeed = 3\n' >"$temp/conf"
expect 3 --config "$temp/conf" feeds
says "there is no setting 'speed'"
expect 3 --config "$temp/none" feeds
echo "this is no database, and it is long enough to be looked at as one" >"$temp/text"
for command in feeds stories "show 1" "search x" "explain 1" check poll "mute x" "merge 1 2"; do
    # shellcheck disable=SC2086 # words
    expect 3 --database "$temp/text" $command
    says "opening $temp/text: file is not a database"
done
cp "$temp/news.db" "$temp/newer.db"
if command -v sqlite3 >/dev/null; then
    sqlite3 "$temp/newer.db" 'PRAGMA user_version = 999'
    expect 3 --database "$temp/newer.db" feeds
    says "newer newsfold"
    # Damage can make NULL of what is declared not to be.
    cp "$temp/news.db" "$temp/null.db"
    run feeds --format tsv >"$temp/out"
    feed=$(head -n 1 "$temp/out" | cut -f 1)
    expect 0 --database "$temp/null.db" set "$feed" title=Null
    for change in "url TEXT NOT NULL" "name TEXT NOT NULL" "value TEXT NOT NULL" "title TEXT NOT NULL"; do
        sqlite3 -cmd ".dbconfig defensive off" "$temp/null.db" "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '$change', '${change% NOT*}') WHERE type = 'table'"
    done
    sqlite3 "$temp/null.db" "UPDATE feeds SET url = NULL; UPDATE feed_settings SET name = NULL; UPDATE entries SET title = NULL" 2>/dev/null || fail "no NULL"
    for change in "url" "name" "value" "title"; do
        sqlite3 -cmd ".dbconfig defensive off" "$temp/null.db" "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '$change TEXT', '$change TEXT NOT NULL') WHERE type = 'table' AND name IN ('feeds', 'feed_settings', 'entries')"
    done
    for command in "feeds" "feeds --format json" "stories" "show $feed" "explain $feed" "set $feed" "export --entries" "poll --all"; do
        status=0
        # shellcheck disable=SC2086 # words
        run --database "$temp/null.db" $command >"$temp/out" 2>"$temp/err" || status=$?
        [ "$status" -le 4 ] || fail "NULL: $command: $status: $(cat "$temp/err")"
    done
    # A table that cannot be read any more is told of; nothing else happens.
    for table in $(sqlite3 "$temp/news.db" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"); do
        cp "$temp/news.db" "$temp/less.db"
        sqlite3 "$temp/less.db" "DROP TABLE $table" 2>/dev/null || continue
        for command in "stories --outlet example.org --since 30d" "search news" "check"; do
            status=0
            # shellcheck disable=SC2086 # words
            run --database "$temp/less.db" $command >"$temp/out" 2>"$temp/err" || status=$?
            [ "$status" -le 4 ] || fail "no $table: $command: $status: $(cat "$temp/err")"
        done
    done
fi

# A folder that cannot be written can be read. (root can write everywhere.)
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    mkdir "$temp/frozen"
    cp "$newsfold" "$temp/frozen/newsfold"
    sqlite3 "$temp/news.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    cp "$temp/news.db" "$temp/frozen/new%s?.db"
    chmod 755 "$temp"
    chmod 444 "$temp/frozen/new%s?.db"
    chmod 555 "$temp/frozen"
    status=0
    setpriv --reuid=65534 --clear-groups --regid=65534 "$temp/frozen/newsfold" \
        --database "$temp/frozen/new%s?.db" stories >"$temp/out" 2>"$temp/err" || status=$?
    [ "$status" = 0 ] || fail "a read-only folder: $status $(cat "$temp/err")"
    prints "Tab and markup"
fi

# The stages alone
expect 0 parse "$temp/feed.xml"
prints '"format":"rss20"'
expect 1 parse "$temp/conf"
printf '{"id":"a","title":"T","text":"One two three","outlet":"x"}\n{"id":3}\n' >"$temp/lines"
expect 1 cluster "$temp/lines"
says "line 2"
echo "commands, statuses, formats"
