#!/bin/sh
# Manners against a real nginx with gzip and ETags: the first poll stores
# every entry; the second transfers no body; a changed feed brings just its
# new entries.
#
# usage: nginx.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"

# poll; $temp/log then has the requests of this poll alone
poll() {
    : >"$temp/log"
    run poll --all >"$temp/poll" 2>&1 || fail "poll: $(cat "$temp/poll")"
}

# The last poll's answers: a line a status, with how often it came.
answers() {
    cut -d ' ' -f 1 "$temp/log" | sort | uniq -c | sed 's/^ *//'
}

# expect WHICH LINES: fail unless these were the answers
expect() {
    [ "$(answers)" = "$2" ] ||
        fail "$1 poll: answers (count, status) $(answers), not $2"
}

cp -R "$root/data/feeds" "$temp/feeds"
serve "$temp/feeds"
feeds=$(wc -l <"$temp/list")
run import --allow-private "$temp/list" >"$temp/import" 2>&1 ||
    fail "import: $(cat "$temp/import")"

poll
expect first "$feeds 200"
stories_of_links | cut -f 2 | sort >"$temp/first"
awk -F '\t' '$1 == "story" { print $5 }' "$root/tests/samples.tsv" | sort |
    diff - "$temp/first" || fail "first poll: other entries than expected"

poll
expect second "$feeds 304"

item() {
    printf '  <item>\n    <title>%s</title>\n' "$1"
    printf '    <link>https://touchline.example/late/%s.html</link>\n' "$2"
    printf '    <guid isPermaLink="false">%s</guid>\n' "$2"
    printf '    <description>%s</description>\n  </item>\n' "$3"
}
{
    sed '/<item>/,$d' "$root/data/feeds/touchline.xml"
    item "Fellside skaters win on thin ice" fellside-ice \
        "The quartet from Fellside won the long relay although the ice on the
        lake was only nine centimetres thick and groaned at every lap."
    item "Archery: a robin nests in the gold" robin-gold \
        "Training at Saltreath has been suspended because a robin has built
        her nest in the straw behind the middle of the only target."
    sed -n '/<item>/,$p' "$root/data/feeds/touchline.xml"
} >"$temp/feeds/touchline.xml.new"
mv "$temp/feeds/touchline.xml.new" "$temp/feeds/touchline.xml"

poll
expect third "1 200
$((feeds - 1)) 304"
stories_of_links | cut -f 2 | sort >"$temp/third"
new=$(comm -13 "$temp/first" "$temp/third" | tr '\n' ' ')
gone=$(comm -23 "$temp/first" "$temp/third")
late=https://touchline.example/late
[ "$new" = "$late/fellside-ice.html $late/robin-gold.html " ] ||
    fail "third poll: new entries are: $new"
[ -z "$gone" ] || fail "third poll: lost: $gone"
echo "$(wc -l <"$temp/first") entries, then 304 only, then two new ones"
