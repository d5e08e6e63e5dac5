# Running newsfold and looking at what it says; sourced after samples_lib.sh.

# expect STATUS ARGUMENT...: what it prints is in $temp/out and $temp/err
expect() {
    expected=$1
    shift
    status=0
    run "$@" >"$temp/out" 2>"$temp/err" </dev/null || status=$?
    [ "$status" = "$expected" ] ||
        fail "newsfold $*: status $status, not $expected: $(cat "$temp/out" "$temp/err")"
}

# says TEXT: it stands on standard error
says() {
    grep -qF -- "$1" "$temp/err" || fail "'$1' is not said: $(cat "$temp/err")"
}

# prints TEXT
prints() {
    grep -qF -- "$1" "$temp/out" || fail "'$1' is not printed: $(cat "$temp/out")"
}

silent() {
    [ ! -s "$temp/out" ] && [ ! -s "$temp/err" ] ||
        fail "not silent: $(cat "$temp/out" "$temp/err")"
}
