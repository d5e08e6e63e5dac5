#!/bin/sh
# newsfold-mail: polls, mails what is new, and counts it as told only once the
# mailer has taken it.
#
# usage: mail.sh NEWSFOLD SOURCE_ROOT
#
# The mailer is a stand-in that keeps what it gets, or fails when told so.
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"

cat >"$temp/mailer" <<'END'
#!/bin/sh
[ "$*" = "-t -i" ] || exit 64
[ ! -e "$HOME/fail" ] || exit 71
cat >"$HOME/sent"
END
chmod +x "$temp/mailer"
SENDMAIL=$temp/mailer
case $newsfold in /*) ;; *) newsfold=$PWD/$newsfold ;; esac
NEWSFOLD=$newsfold
export SENDMAIL NEWSFOLD

# mail STATUS ARGUMENT...: newsfold-mail must end with that status
mail() {
    expected=$1
    shift
    status=0
    "$root/scripts/newsfold-mail" -d "$temp/news.db" "$@" \
        >"$temp/out" 2>"$temp/err" || status=$?
    [ "$status" = "$expected" ] ||
        fail "newsfold-mail $*: status $status, not $expected: $(cat "$temp/err")"
    [ ! -s "$temp/out" ] || fail "newsfold-mail $* printed: $(cat "$temp/out")"
}

mail 1
mail 1 -x a@example.org
mail 0 reader@example.org # no feeds, no news, no mail
[ ! -e "$temp/sent" ] || fail "mail without news"
mail 3 -d /proc/none/news.db reader@example.org

serve "$root/data/feeds"
run import --allow-private "$temp/list" || fail "import"

# A mailer that fails: the digest is not lost.
touch "$temp/fail"
mail 75 -m 3 -f 'News Fold <news@example.org>' 'The Reader <reader@example.org>'
grep -q 'will be made again' "$temp/err" || fail "no word of the mailer"
[ ! -e "$temp/sent" ] || fail "a failing mailer sent"
rm "$temp/fail"

mail 0 -m 3 -f 'News Fold <news@example.org>' 'The Reader <reader@example.org>' \
    second@example.org
grep -q '^From: News Fold <news@example.org>$' "$temp/sent" || fail "From"
grep -q '^To: The Reader <reader@example.org>, second@example.org$' "$temp/sent" ||
    fail "To: $(grep '^To' "$temp/sent")"
grep -q '^Subject: newsfold: 9 stories$' "$temp/sent" ||
    fail "Subject: $(grep '^Subject' "$temp/sent")"
grep -q '^Auto-Submitted: auto-generated$' "$temp/sent" || fail "Auto-Submitted"
rm "$temp/sent"

# Told: the next run is silent and sends nothing; another digest is its own.
mail 0 -m 3 reader@example.org
[ ! -e "$temp/sent" ] || fail "told twice"
mail 0 -P -n other -m 6 reader@example.org
grep -q '^Subject: newsfold: 1 story$' "$temp/sent" || fail "the other digest"

# What is wrong with an address is said, and nothing is marked.
mail 1 -P -n third 'no address'
grep -q 'not one mail address' "$temp/err" || fail "wrong address: $(cat "$temp/err")"
mail 1 -P -n third "a@example.org
Bcc: b@example.org"
rm "$temp/sent"
mail 0 -P -n third -m 6 reader@example.org
[ -e "$temp/sent" ] || fail "a digest that failed was marked"

# A feed that fails does not keep the news of the others.
run add --exact --allow-private "$(cat "$temp/url")nothing.xml"
mail 0 -n fourth -m 6 reader@example.org
grep -q 'nothing.xml' "$temp/err" || fail "the failed feed is not named"
echo "told once, kept when the mailer failed"
