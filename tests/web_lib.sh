# The web servers of web.py, for tests that look at what is asked; sourced
# after samples_lib.sh. $web is the first one's address, $port1 and $port2
# their ports, $temp/web what they serve, $temp/log what they were asked.

web() {
    mkdir -p "$temp/web"
    : >"$temp/log"
    python3 "$root/tests/web.py" "$temp/web" "$temp/log" "$temp/ports" &
    server=$!
    while [ ! -s "$temp/ports" ]; do
        kill -0 "$server" 2>/dev/null || fail "the web server did not start"
        sleep 0.05
    done
    read -r port1 port2 <"$temp/ports" || :
    web=http://127.0.0.1:$port1
}
