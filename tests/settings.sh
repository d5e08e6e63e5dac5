#!/bin/sh
# What is different about one feed: credentials, headers, cookies, limits.
#
# usage: settings.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/expect_lib.sh"
. "$root/tests/web_lib.sh"

document() { # TITLE
    printf '<rss version="2.0"><channel><title>T</title><link>/site</link>'
    printf '<item><guid>%s</guid><title>%s</title><link>/item</link></item></channel></rss>' "$1" "$1"
}

web
document plain >"$temp/web/plain.xml"
{
    echo '!BASIC'
    document basic
} >"$temp/web/basic.xml"
{
    echo '!BEARER'
    document bearer
} >"$temp/web/bearer.xml"
echo '!302 Location: http://OTHER/plain.xml' >"$temp/web/away.xml"
echo '!302 Location: /plain.xml' >"$temp/web/within.xml"

# Settings are checked, shown and taken back.
expect 0 add --allow-private "$web/plain.xml" "$web/basic.xml" "$web/bearer.xml" "$web/away.xml" "$web/within.xml"
expect 1 set
expect 1 set plain.xml speed=3
says "there is no setting 'speed'"
expect 1 set plain.xml interval
says "is not NAME=VALUE"
expect 1 set plain.xml interval=5s
says "interval=5s is not a time in seconds from 60"
expect 1 set plain.xml max-body=64M
expect 1 set plain.xml insecure=perhaps
expect 1 set plain.xml "header.X=a
b"
expect 1 set plain.xml header.Host=x
expect 1 set plain.xml "header.Authorization=Bearer x"
expect 1 set plain.xml "header.A B=x"
expect 1 set plain.xml "token-command=a 'b"
says "a quote is not closed"
expect 1 set plain.xml proxy=ftp://x
expect 1 set plain.xml password=typed
says "a password is not typed"
expect 1 set plain.xml interval=2h speed=3 # all or none
expect 0 set plain.xml
prints "allow-private=yes"
[ "$(wc -l <"$temp/out")" = 1 ] || fail "all or none is set: $(cat "$temp/out")"
expect 0 set plain.xml interval=2h title=Mine user-agent=me/1
silent
expect 0 set plain.xml
[ "$(cat "$temp/out")" = "allow-private=yes
interval=2h
user-agent=me/1
title=Mine" ] || fail "what is set: $(cat "$temp/out")"
expect 0 set plain.xml --format json
prints '{"feed":1,"name":"interval","value":"2h"}'
expect 0 set plain.xml --format tsv
prints "1	interval	2h"
expect 0 set plain.xml interval= user-agent= allow-private=no
expect 0 set plain.xml
[ "$(cat "$temp/out")" = "title=Mine" ] || fail "settings are taken back: $(cat "$temp/out")"
expect 0 set --allow-private plain.xml title=

# Credentials
expect 2 poll basic.xml
says "HTTP 401"
cat >"$temp/ask" <<'END'
#!/bin/sh
echo run >>"$1"
printf '%s\nand more\n' "$2"
END
chmod +x "$temp/ask"
expect 0 set basic.xml user=joe "password-command='$temp/ask' $temp/runs secret"
expect 0 set bearer.xml "token-command=\"$temp/ask\" $temp/runs s3cret"
expect 0 poll basic.xml bearer.xml
silent
[ "$(wc -l <"$temp/runs")" = 2 ] || fail "each command runs once"
! grep -q "and more" "$temp/log" || fail "only the first line is the secret"
printf 's3cret\n' >"$temp/token"
expect 0 set bearer.xml token-command= "token-file=$temp/token"
document again >>"$temp/web/bearer.xml"
expect 0 poll bearer.xml
expect 0 set bearer.xml
prints "token-file=$temp/token"
grep -q "bearer.xml|.*authorization: Bearer s3cret" "$temp/log" || fail "no token: $(cat "$temp/log")"
# Also where all that are due are asked, as by cron.
expect 0 pause plain.xml away.xml within.xml
rm "$temp/runs"
expect 0 poll --all
silent
[ "$(wc -l <"$temp/runs")" = 1 ] || fail "a command runs in every poll"
expect 0 resume plain.xml away.xml within.xml
# Two feeds with one command run it once; a failing one costs only its feeds.
rm "$temp/runs"
expect 0 set within.xml user=joe "password-command='$temp/ask' $temp/runs secret"
expect 0 poll basic.xml within.xml
[ "$(wc -l <"$temp/runs")" = 1 ] || fail "one command for two feeds"
expect 0 set basic.xml "password-command=false $temp/verysecret"
expect 2 poll basic.xml plain.xml
says "password-command: running 'false': it failed with status 1"
[ "$(wc -l <"$temp/err")" = 1 ] || fail "one feed fails: $(cat "$temp/err")"
! grep -q verysecret "$temp/err" || fail "a command's arguments are said"
expect 0 set basic.xml "password-command=$temp/nowhere"
expect 2 poll basic.xml
says "No such file"
printf '[poll]\ncommand-timeout = 1\n' >"$temp/conf"
expect 0 set basic.xml "password-command=sleep 60"
expect 2 --config "$temp/conf" poll basic.xml
says "it takes too long"
expect 0 set basic.xml "password-command=yes"
expect 0 set basic.xml "password-command=cat /dev/zero"
expect 2 poll basic.xml
says "it prints too much"
expect 0 set basic.xml "password-command=true"
expect 2 poll basic.xml
says "it gives nothing"
expect 0 set basic.xml password-command= "password-file=$temp/none"
says "it is set, but reading $temp/none"
expect 2 poll basic.xml
says "password-file: reading $temp/none"
mkfifo "$temp/fifo"
expect 0 set basic.xml "password-file=$temp/fifo"
expect 2 poll basic.xml
says "is not a regular file"
# No secret is in the database.
! grep -q -e s3cret -e 'joe:secret' "$temp/news.db" || fail "a secret is stored"

# What belongs to an origin stays there.
printf 'X-Key: k3y\n# none\n' >"$temp/headers"
printf '127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tc00kie\n' >"$temp/cookies"
: >"$temp/log"
expect 0 set away.xml user=joe "password-command=echo secret" "headers-file=$temp/headers" \
    header.X-Other=value "cookies=$temp/cookies" user-agent=me/1 "header.Accept=text/x"
expect 0 poll away.xml
grep -q "$port1 /away.xml|.*accept: text/x" "$temp/log" || fail "header.Accept: $(cat "$temp/log")"
for one in "authorization: Basic am9lOnNlY3JldA==" "x-key: k3y" "x-other: value" \
    "cookie: session=c00kie" "user-agent: me/1"; do
    grep -qiF "|$one" "$temp/log" || fail "'$one' is not sent: $(cat "$temp/log")"
done
grep "^$port2 /plain.xml|" "$temp/log" >"$temp/second" || fail "no redirect: $(cat "$temp/log")"
! grep -qie authorization -e x-key -e x-other "$temp/second" || fail "they cross: $(cat "$temp/second")"
expect 0 set within.xml header.X-Key=k3y
: >"$temp/log"
expect 0 poll within.xml
grep -q "^$port1 /plain.xml|.*x-key: k3y" "$temp/log" || fail "the origin's own: $(cat "$temp/log")"
grep -q "^$port1 /plain.xml|.*authorization" "$temp/log" || fail "the origin's own: $(cat "$temp/log")"
# Cookies do not stay for other feeds.
: >"$temp/log"
expect 0 poll plain.xml away.xml bearer.xml
! grep "/bearer.xml\|$port1 /plain.xml" "$temp/log" | grep -qi cookie: || fail "cookies are left: $(cat "$temp/log")"
# A feed that moves does not take them along.
expect 0 set within.xml "url=http://127.0.0.1:$port2/within.xml"
: >"$temp/log"
expect 0 poll within.xml
grep -q "^$port2 /within.xml" "$temp/log" || fail "it is not moved"
! grep -qie authorization -e x-key "$temp/log" || fail "credentials move: $(cat "$temp/log")"
expect 1 set within.xml "url=$web/plain.xml"
says "another feed has this url"
# Nor does what is set for the new place take them there.
expect 0 set within.xml header.X-New=n3w
says "header.X-Key was for http://127.0.0.1:$port1 and is taken back"
: >"$temp/log"
expect 0 poll within.xml
grep -q "^$port2 /within.xml.*x-new: n3w" "$temp/log" || fail "the new one is not sent: $(cat "$temp/log")"
! grep -qie authorization -e x-key -e cookie: "$temp/log" || fail "the old go there: $(cat "$temp/log")"
expect 0 set within.xml
! grep -qe X-Key -e password "$temp/out" || fail "they are kept: $(cat "$temp/out")"
# In one command: the url first, then what is for it.
expect 0 set within.xml header.X-Newer=n3wer "url=http://127.0.0.1:$port2/within.xml?2"
: >"$temp/log"
expect 0 poll within.xml
grep -q "^$port2 /within.xml?2.*x-newer: n3wer" "$temp/log" || fail "url first: $(cat "$temp/log")"
# What was typed for one place is not exported as of another.
expect 0 add --exact --allow-private "http://ann:s3cr3t@127.0.0.1:$port1/typed.xml"
expect 0 export --with-credentials
prints "http://ann:s3cr3t@127.0.0.1:$port1/typed.xml"
expect 0 set typed.xml "url=http://127.0.0.1:$port2/typed.xml"
expect 0 export --with-credentials
! grep -q s3cr3t "$temp/out" || fail "exported elsewhere"
expect 0 export --entries --with-credentials
! grep -q s3cr3t "$temp/out" || fail "exported elsewhere, with entries"
expect 0 remove typed.xml

# Credentials typed in a url are for that origin, and never shown.
expect 0 remove basic.xml
expect 0 add --allow-private "http://joe:secret@127.0.0.1:$port1/basic.xml"
silent
expect 0 poll "http://joe:secret@127.0.0.1:$port1/basic.xml"
silent
expect 0 feeds --format json
! grep -q secret "$temp/out" || fail "a password is shown: $(cat "$temp/out")"
expect 0 set basic.xml
prints "user=joe"
prints "password=..."
expect 0 stories --format json
! grep -qe 'joe' -e secret "$temp/out" || fail "a link has credentials: $(cat "$temp/out")"
prints "$web/item"
expect 0 export
! grep -q secret "$temp/out" || fail "an export has credentials"
says "1 url was written without credentials"
expect 0 export --with-credentials
prints "http://joe:secret@127.0.0.1:$port1/basic.xml"
[ ! -s "$temp/err" ] || fail "nothing was left out"
expect 1 add "ftp://joe:secret@127.0.0.1/"
! grep -q secret "$temp/err" || fail "a message has credentials: $(cat "$temp/err")"
expect 0 set basic.xml password= user=
expect 2 poll basic.xml
says "HTTP 401"

# Nor by the process list: what is typed is overwritten there.
mkfifo "$temp/fifo.in"
"$newsfold" --database "$temp/news.db" ingest --feed "http://joe:s3cret@outlet.example/x?token=t0ken" \
    <"$temp/fifo.in" 2>/dev/null &
ingest=$!
exec 4>"$temp/fifo.in"
command_line=
for _ in $(seq 100); do
    command_line=$(tr '\0' ' ' <"/proc/$ingest/cmdline")
    case $command_line in *--feed*\*\*\**) break ;; esac
    kill -0 "$ingest" 2>/dev/null || fail "ingest has ended"
    sleep 0.05
done
case $command_line in *joe* | *s3cret* | *t0ken*) fail "a process list has credentials: $command_line" ;; esac
exec 4>&-
wait "$ingest" || :
expect 0 set plain.xml header.X-Key=k3yk3y
expect 0 set plain.xml
prints "header.X-Key=..."
expect 0 set plain.xml header.X-Key=
expect 1 poll "$web/none.xml?token=t0ken"
! grep -q t0ken "$temp/err" || fail "a message has a secret: $(cat "$temp/err")"

# Limits of its own
expect 0 set plain.xml max-body=1K
{
    document large
    head -c 2000 /dev/zero | tr '\0' ' '
} >"$temp/web/plain.xml"
expect 2 poll plain.xml
says "larger than the limit"
expect 0 set plain.xml max-body= interval=2h
expect 0 poll plain.xml
expect 0 feeds --format json
prints "\"next_due\":\"2026-11-21T02:00:00Z\""

# Local files: regular ones, typed by the user, up to the ceiling.
document local >"$temp/a b.xml"
expect 0 add "file://$temp/a%20b.xml"
expect 0 poll b.xml
expect 0 stories
prints local
expect 0 add "file://$temp/fifo" file:///dev/zero "file://$temp" "file://$temp/none.xml"
expect 2 poll "file://$temp/fifo" file:///dev/zero "file://$temp" none.xml
[ "$(grep -c "it is not a regular file" "$temp/err")" = 3 ] || fail "files that are none: $(cat "$temp/err")"
says "No such file"
expect 0 set b.xml max-body=1K
head -c 2000 /dev/zero >>"$temp/a b.xml"
expect 2 poll b.xml
says "the file is larger"
printf 'file:///etc/passwd\n' >"$temp/list"
expect 1 import "$temp/list"
says "a local file is not taken from a list"
echo '!302 Location: file:///etc/passwd' >"$temp/web/file.xml"
expect 0 add --exact --allow-private "$web/file.xml"
expect 2 poll file.xml

# A proxy
expect 0 set plain.xml "proxy=http://127.0.0.1:$port2"
: >"$temp/log"
expect 2 poll plain.xml
grep -q "^$port2 http://127.0.0.1:$port1/plain.xml" "$temp/log" || fail "the proxy is not asked: $(cat "$temp/log")"
# The environment names no proxy, and leads past none.
: >"$temp/log"
no_proxy='*' NO_PROXY='*' http_proxy=http://127.0.0.1:1 expect 2 poll plain.xml
grep -q "^$port2 http://127.0.0.1:$port1/plain.xml" "$temp/log" || fail "no_proxy led past it: $(cat "$temp/log")"
# Its password is not said, whatever is wrong with it.
expect 1 set plain.xml "proxy=http://joe:s3cret@[bad"
! grep -q s3cret "$temp/err" || fail "a proxy's password is said: $(cat "$temp/err")"
for proxy in 'http://joe:s3cret@[bad' 'ftp://joe:s3cret@127.0.0.1' 'joe:s3cret@127.0.0.1:1'; do
    printf '[poll]\nproxy = %s\n' "$proxy" >"$temp/proxy"
    expect 3 --config "$temp/proxy" poll plain.xml
    says "proxy is not a url with"
    ! grep -q s3cret "$temp/err" || fail "a proxy's password is said: $(cat "$temp/err")"
done
expect 0 set plain.xml proxy=
http_proxy=http://127.0.0.1:1 expect 0 poll plain.xml
echo "settings, credentials, files"
