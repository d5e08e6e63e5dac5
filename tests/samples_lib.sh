# What tests/samples.sh and tests/nginx.sh share; sourced by them, with
# $newsfold and $root set. Everything lies in a temporary directory, the
# server is the test's own, and the clock stands still.

temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-test.XXXXXX")
server=
clean_up() {
    trap - EXIT
    [ -z "$server" ] || kill "$server" 2>/dev/null || :
    [ -z "$server" ] || wait "$server" 2>/dev/null || :
    rm -rf "$temp"
}
trap clean_up EXIT
trap 'clean_up; exit 1' INT TERM HUP

# 21 November 2026, 00:00 UTC: the day after the last entry.
NEWSFOLD_NOW=1795219200
HOME=$temp
export NEWSFOLD_NOW HOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME || :

fail() {
    echo "failed: $1" >&2
    exit 1
}

run() {
    "$newsfold" --database "$temp/news.db" "$@"
}

# serve DIR: $temp/list gets the urls, $temp/log a line a request
serve() {
    PATH=$PATH:/usr/sbin command -v nginx >/dev/null || {
        echo "skipped: no nginx"
        exit 77
    }
    "$root/scripts/serve-samples" --log "$temp/log" --list "$temp/list" \
        "$1" >"$temp/url" &
    server=$!
    while [ ! -s "$temp/url" ]; do
        kill -0 "$server" 2>/dev/null || fail "the server did not start"
        sleep 0.05
    done
}

# A line an entry: story, tab, link
stories_of_links() {
    run stories --limit 0 --format json >"$temp/stories"
    sed -n 's/^{"story":\([0-9]*\),.*/\1/p' "$temp/stories" |
        while read -r story; do
            run show "$story" --format json | grep -o '"link":"[^"]*"' |
                sed "s/^\"link\":\"\(.*\)\"\$/$story	\1/"
        done
}
