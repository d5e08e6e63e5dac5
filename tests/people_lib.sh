# For tests of commands in a shell; sourced behind samples_lib.sh.

# expect STATUS ARGUMENT...: what it prints is in $temp/out and $temp/err;
# its input is $temp/in where that exists
expect() {
    expected=$1
    shift
    status=0
    [ -e "$temp/in" ] || : >"$temp/in"
    run "$@" >"$temp/out" 2>"$temp/err" <"$temp/in" || status=$?
    [ "$status" = "$expected" ] ||
        fail "newsfold $*: status $status, not $expected: $(cat "$temp/out" "$temp/err")"
}

# on_terminal ARGUMENT...: the same on a terminal; both streams are in $temp/out
on_terminal() {
    command="$newsfold --database $temp/news.db"
    for argument; do
        command="$command '$argument'"
    done
    status=0
    script -qec "$command" /dev/null >"$temp/out" </dev/null || status=$?
}

says() {
    grep -qF -- "$1" "$temp/err" || fail "'$1' is not said: $(cat "$temp/err")"
}

prints() {
    grep -qF -- "$1" "$temp/out" || fail "'$1' is not printed: $(cat "$temp/out")"
}

prints_not() {
    ! grep -qF -- "$1" "$temp/out" || fail "'$1' is printed: $(cat "$temp/out")"
}

silent() {
    [ ! -s "$temp/out" ] && [ ! -s "$temp/err" ] ||
        fail "not silent: $(cat "$temp/out" "$temp/err")"
}

# No control reaches the terminal, whatever a feed says.
no_escapes() {
    ! LC_ALL=C grep -q "$(printf '[\001-\010\016-\037\177]')" "$temp/out" "$temp/err" ||
        fail "a control character is printed: $(cat -v "$temp/out" "$temp/err")"
    ! grep -q "$(printf '\342\200\256')" "$temp/out" "$temp/err" || fail "a bidi override is printed"
}

# feed OUTLET [GUID TITLE TEXT]...: $temp/OUTLET.xml
feed() {
    outlet=$1
    shift
    {
        printf '<rss version="2.0"><channel><title>%s</title>' "$outlet"
        printf '<link>https://%s.example/</link>\n' "$outlet"
        while [ $# -gt 0 ]; do
            printf '<item><guid>%s</guid><title>%s</title>' "$1" "$2"
            printf '<description>%s</description></item>\n' "$3"
            shift 3
        done
        printf '</channel></rss>\n'
    } >"$temp/$outlet.xml"
}

# subscribe OUTLET...: and poll them, one after the other
subscribe() {
    for outlet; do
        run add --allow-private "file://$temp/$outlet.xml" || fail "add $outlet"
        run poll || fail "poll $outlet"
    done
}

# story_of ENTRY
story_of() {
    run show "$1" --format tsv | head -1 | cut -f 1
}
