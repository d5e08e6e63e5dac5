#!/bin/sh
# add looks at what it is given: feeds, web pages that name feeds, and what
# cannot be told.
#
# usage: add.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/expect_lib.sh"
. "$root/tests/web_lib.sh"

document() { # TITLE
    printf '<rss version="2.0"><channel><title>%s</title><item><title>%s news</title></item></channel></rss>' "$1" "$1"
}

urls() {
    expect 0 feeds --format tsv
    cut -f 9 "$temp/out" | sed "s|$web||" | tr '\n' ' '
}

web
mkdir -p "$temp/web/blog" "$temp/web/sub"
document One >"$temp/web/one.xml"
document Two >"$temp/web/two.xml"
printf '{"version":"https://jsonfeed.org/version/1.1","title":"Three","items":[{"id":"1","title":"x"}]}' >"$temp/web/three.json"

# A feed is a feed.
expect 0 add --allow-private "$web/one.xml"
silent
# A page with one
echo '<head><base href="/"><LINK REL="Alternate" TYPE="application/rss+xml" HREF="two.xml"></head>' >"$temp/web/blog/page.html"
expect 0 add --allow-private "$web/blog/page.html"
says "has the feed $web/two.xml"
[ "$(urls)" = "/one.xml /two.xml " ] || fail "one: $(urls)"
expect 0 remove 1 2
# A page with several, one of which is none
cat >"$temp/web/index.html" <<'END'
<body><link rel=alternate type="application/rss+xml" title="no" href="/gone.xml">
<link rel=alternate type="application/rss+xml" href="/one.xml">
<link rel=alternate type="application/atom+xml" href="/index.html">
<link rel=alternate type="application/feed+json" href="/three.json"></body>
END
expect 5 add --allow-private "$web"
says "has 2 feeds"
[ "$(cat "$temp/out")" = "$web/one.xml	One
$web/three.json	Three" ] || fail "they are listed: $(cat "$temp/out")"
[ "$(urls)" = "" ] || fail "nobody chose"
expect 0 add --allow-private --first "$web/"
[ "$(urls)" = "/one.xml " ] || fail "first: $(urls)"
expect 1 add --allow-private --all --title T "$web/"
expect 0 add --allow-private --all --tag both "$web/"
[ "$(urls)" = "/one.xml /three.json " ] || fail "all: $(urls)"
expect 0 feeds --tag both --format tsv
[ "$(wc -l <"$temp/out")" = 2 ] || fail "tags of all"
expect 0 remove one.xml three.json
# On a terminal it is asked.
if command -v script >/dev/null; then
    printf '9\n2\n' | script -qec "'$newsfold' --database '$temp/news.db' add --allow-private '$web/'" /dev/null >"$temp/out" 2>&1 ||
        fail "asking: $(cat "$temp/out")"
    prints "1  $web/one.xml"
    prints "Which?"
    [ "$(urls)" = "/three.json " ] || fail "the second was chosen: $(urls)"
    expect 0 remove three.json
fi
# The usual places: beside the page, then at the root; one body once.
echo '<p>No link here' >"$temp/web/sub/index.html"
document Four >"$temp/web/sub/feed.xml"
cp "$temp/web/sub/feed.xml" "$temp/web/atom.xml"
: >"$temp/log"
expect 0 add --allow-private "$web/sub/index.html"
[ "$(urls)" = "/sub/feed.xml " ] || fail "places: $(urls)"
expect 0 remove feed.xml
rm "$temp/web/sub/feed.xml" "$temp/web/atom.xml"
expect 1 add --allow-private "$web/sub/index.html"
says "is no feed"
says "none was found there"
# What is not there, what must not be asked, what cannot be told
expect 1 add --allow-private "$web/nowhere.xml"
says "HTTP 404; it is not subscribed"
expect 1 add "$web/one.xml"
says "private address"
[ "$(urls)" = "" ] || fail "nothing of that: $(urls)"
expect 0 add --exact "$web/nowhere.xml"
silent
expect 0 add --allow-private http://127.0.0.1:65535/
says "it is subscribed all the same"
echo '!503 Retry-After: 1' >"$temp/web/busy.xml"
expect 0 add --allow-private "$web/busy.xml"
says "HTTP 503; it is subscribed all the same"
expect 0 remove nowhere.xml busy.xml 127.0.0.1:65535
# A page's redirect counts for its links; a page cannot name files.
mkdir "$temp/web/other"
echo '!302 Location: /other/page.html' >"$temp/web/moved.html"
echo '<link rel=feed href=five.xml><link rel=feed href="file://'"$temp"'/local.xml">' >"$temp/web/other/page.html"
document Five >"$temp/web/other/five.xml"
document Local >"$temp/local.xml"
expect 0 add --allow-private "$web/moved.html"
[ "$(urls)" = "/other/five.xml " ] || fail "resolved: $(urls)"
expect 0 remove five.xml
# Credentials go to what is of the page's origin, and are kept for it.
{
    echo '!BASIC'
    echo "<link rel=feed href=/secret.xml><link rel=feed href=http://127.0.0.1:$port2/two.xml>"
} >"$temp/web/secret.html"
{
    echo '!BASIC'
    document Six
} >"$temp/web/secret.xml"
: >"$temp/log"
expect 0 add --allow-private --all "http://joe:secret@127.0.0.1:$port1/secret.html"
! grep -q secret: "$temp/err" || fail "a password is said"
! grep "^$port2" "$temp/log" | grep -qi authorization || fail "credentials cross: $(cat "$temp/log")"
expect 0 poll
silent
expect 0 stories
prints "Six news"
prints "Two news"
# Another origin's page does not say what they are sent for.
echo "!302 Location: http://OTHER/theirs.html" >"$temp/web/led.html"
echo "<link rel=feed href=http://127.0.0.1:$port1/secret.xml><link rel=feed href=/two.xml>" >"$temp/web/theirs.html"
: >"$temp/log"
expect 0 add --allow-private --all "http://joe:secret@127.0.0.1:$port1/led.html"
grep -q "^$port1 /secret.xml" "$temp/log" || fail "it was not looked at: $(cat "$temp/log")"
! grep "/secret.xml" "$temp/log" | grep -qi authorization || fail "credentials for another's page: $(cat "$temp/log")"
# The user agent names us and whom to write.
printf '[poll]\ncontact = https://example.org/bot\n' >"$temp/conf"
: >"$temp/log"
expect 0 --config "$temp/conf" add --allow-private "$web/one.xml"
grep -q "user-agent: newsfold/[0-9.]* (+https://example.org/bot)" "$temp/log" || fail "user agent: $(cat "$temp/log")"
echo "feeds found"
