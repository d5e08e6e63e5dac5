#!/bin/sh
# What only a real server shows: TLS with verified names, HTTP/2 over one
# connection, brotli and zstd; and what a user sees of a poll: the progress
# line on a terminal, and a second signal that does not wait.
#
# usage: transport.sh NEWSFOLD SOURCE_ROOT
#
# The authority is the test's own, named by the configuration.
set -eu

newsfold=$1
root=$2
PATH=$PATH:/usr/sbin
. "$root/tests/samples_lib.sh"
for tool in nginx openssl curl sqlite3 script; do
    command -v "$tool" >/dev/null || {
        echo "skipped: no $tool"
        exit 77
    }
done

# The authority, and a server's certificate signed by it for one name.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=newsfold-test-ca \
    -keyout "$temp/ca.key" -out "$temp/ca.pem" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=localhost \
    -keyout "$temp/key.pem" -out "$temp/csr.pem" 2>/dev/null
echo 'subjectAltName=DNS:localhost' >"$temp/san"
openssl x509 -req -in "$temp/csr.pem" -CA "$temp/ca.pem" -CAkey "$temp/ca.key" \
    -CAcreateserial -days 2 -extfile "$temp/san" -out "$temp/cert.pem" 2>/dev/null

# Feeds 1-20, and one packed by hand into a stored block of each encoding.
mkdir "$temp/www"
item='<item><guid>1</guid><title>Packed</title><description>'
for i in $(seq 20); do
    echo "<rss version='2.0'><channel><title>$i</title><item><guid>$i</guid><title>No. $i</title><description>The text of number $i.</description></item></channel></rss>" >"$temp/www/$i.xml"
done
printf '%s' "<rss version='2.0'><channel><title>P</title>$item" >"$temp/plain"
printf '%0300d' 0 >>"$temp/plain"
printf '%s' "</description></item></channel></rss>" >>"$temp/plain"
len=$(wc -c <"$temp/plain")
octal() {
    for byte in "$@"; do
        # The format is the byte.
        # shellcheck disable=SC2059
        printf "\\$(printf %o $((byte & 255)))"
    done
}
# RFC 7932 section 9.2: 16 bits of window, a meta-block that is not compressed.
n=$((((len - 1) << 4) | (1 << 20)))
{ octal $n $((n >> 8)) $((n >> 16)); cat "$temp/plain"; octal 3; } >"$temp/www/br.xml"
# RFC 8878 section 3.1.1: one segment, its size in two bytes, one raw block.
n=$(((len << 3) | 1))
{
    octal 40 181 47 253 96 $((len - 256)) $(((len - 256) >> 8))
    octal $n $((n >> 8)) $((n >> 16))
    cat "$temp/plain"
} >"$temp/www/zstd.xml"

write_config() {
    [ "$(id -u)" -ne 0 ] || echo "user root;"
    cat <<END
daemon off;
worker_processes 1;
pid $temp/pid;
error_log $temp/error.log;
events { worker_connections 256; }
http {
    types { application/rss+xml xml; }
    log_format plain '\$server_protocol \$connection \$status \$uri \$ssl_protocol accepts \$http_accept_encoding knows \$http_authorization\$http_x_key';
    access_log "$temp/access.log" plain;
    client_body_temp_path $temp/t1;
    proxy_temp_path $temp/t2;
    fastcgi_temp_path $temp/t3;
    uwsgi_temp_path $temp/t4;
    scgi_temp_path $temp/t5;
    root "$temp/www";
    ssl_certificate $temp/cert.pem;
    ssl_certificate_key $temp/key.pem;
    server {
        listen 127.0.0.1:$port ssl http2;
        location /away.xml { return 302 http://localhost:$((port + 2))/5.xml; }
        location /br.xml { add_header Content-Encoding br; }
        location /zstd.xml { add_header Content-Encoding zstd; }
    }
    server {
        listen 127.0.0.1:$((port + 1)) ssl;
        ssl_protocols TLSv1 TLSv1.1;
        ssl_ciphers ALL:@SECLEVEL=0;
    }
    server {
        listen 127.0.0.1:$((port + 2));
        location / { limit_rate 1; }
        location = /5.xml { }
    }
}
END
}

start_server() {
    for port in $(awk 'BEGIN { srand(); for (i = 0; i < 20; i++) print 20000 + int(rand() * 12000) * 3 }'); do
        write_config >"$temp/nginx.conf"
        nginx -c "$temp/nginx.conf" -e "$temp/error.log" 2>/dev/null &
        server=$!
        for _ in $(seq 100); do
            kill -0 "$server" 2>/dev/null || break
            [ ! -s "$temp/pid" ] || return 0
            sleep 0.05
        done
    done
    fail "nginx did not start: $(cat "$temp/error.log")"
}
: >"$temp/access.log"
start_server

# TLS: refused without the authority, and for a name the certificate has not.
echo "https://localhost:$port/1.xml" | run import --allow-private >/dev/null
run poll --all 2>"$temp/err" && fail "a certificate of nobody was believed"
grep -qi certificate "$temp/err" || fail "no word of the certificate: $(cat "$temp/err")"
# Not verified for that feed alone, which is said wherever feeds are listed.
run set --insecure /1.xml
echo "https://localhost:$port/2.xml" | run import --allow-private >/dev/null
run poll --all 2>"$temp/err" && fail "another feed's certificate was not looked at"
{ grep -q '/2.xml.*certificate' "$temp/err" && [ "$(wc -l <"$temp/err")" = 1 ]; } ||
    fail "insecure: $(cat "$temp/err")"
run feeds >"$temp/out"
{ grep -q 'INSECURE: its certificate is not verified' "$temp/out" &&
    [ "$(grep -c INSECURE "$temp/out")" = 1 ]; } || fail "insecure is not said: $(cat "$temp/out")"
[ "$(run feeds --format tsv | cut -f 20 | grep -c '^insecure$')" = 1 ] || fail "insecure in tsv"
run set /1.xml insecure=no
run poll /1.xml 2>"$temp/err" && fail "insecure is not taken back"
grep -qi certificate "$temp/err" || fail "taken back: $(cat "$temp/err")"
run feeds | grep -q INSECURE && fail "insecure is still said"
run remove "https://localhost:$port/2.xml"
run add --insecure --allow-private "https://localhost:$port/6.xml" 2>"$temp/err"
[ ! -s "$temp/err" ] || fail "add --insecure: $(cat "$temp/err")"
echo "https://localhost:$port/7.xml" | run import --insecure --allow-private >/dev/null
run poll /6.xml /7.xml || fail "add and import --insecure"
[ "$(run feeds | grep -c INSECURE)" = 2 ] || fail "insecure feeds that were added"
run remove /6.xml /7.xml
mkdir -p "$temp/.config/newsfold"
printf '[poll]\nauthorities = %s\n' "$temp/ca.pem" >"$temp/.config/newsfold/newsfold.conf"
echo "https://127.0.0.1:$port/2.xml" | run import --allow-private >/dev/null
run poll --all 2>"$temp/err" && fail "a certificate for another name was believed"
[ "$(wc -l <"$temp/err")" = 1 ] || fail "not one failure: $(cat "$temp/err")"
run remove "https://127.0.0.1:$port/2.xml"

# Not before TLS 1.2: that server speaks 1.0 and 1.1 alone, which curl can.
echo "https://localhost:$((port + 1))/3.xml" | run import --allow-private >/dev/null
run poll --all 2>"$temp/err" && fail "TLS 1.1 was spoken"
run remove "https://localhost:$((port + 1))/3.xml"
grep -q 'TLSv1\(\.1\)\? accepts' "$temp/access.log" && fail "a request over TLS 1.1"

# HTTP/2: twenty feeds over one connection, in streams.
for i in $(seq 20); do
    echo "https://localhost:$port/$i.xml"
done | run import --allow-private >/dev/null
: >"$temp/access.log"
run poll --all || fail "twenty feeds over TLS"
awk '$1 != "HTTP/2.0" || $5 !~ /^TLSv1\.[23]$/ { print; bad = 1 } END { exit bad }' \
    "$temp/access.log" || fail "not HTTP/2 over TLS 1.2 or 1.3"
[ "$(wc -l <"$temp/access.log")" = 20 ] || fail "not twenty requests"
connections=$(cut -d ' ' -f 2 "$temp/access.log" | sort -u | wc -l)
[ "$connections" = 1 ] || fail "$connections connections for HTTP/2"

# brotli and zstd, where this build has them.
for encoding in br zstd; do
    if ! grep -q " accepts .*\<$encoding\>" "$temp/access.log"; then
        echo "skipped: this build has no $encoding"
        continue
    fi
    echo "https://localhost:$port/$encoding.xml" | run import --allow-private >/dev/null
    run poll --all || fail "a document in $encoding"
    [ "$(sqlite3 "$temp/news.db" "SELECT count(*) FROM entries JOIN feeds USING (feed)
        WHERE url LIKE '%/$encoding.xml'")" = 1 ] || fail "no entry came in $encoding"
done

# From TLS to none: what is for the one origin does not go along.
: >"$temp/access.log"
run add --exact --allow-private "https://joe:s3cret@localhost:$port/away.xml"
run set away.xml header.X-Key=k3y
run poll away.xml || fail "a redirect from TLS to none"
grep '/away.xml' "$temp/access.log" | grep -q 'knows Basic .*k3y' || fail "not told: $(cat "$temp/access.log")"
grep -q '/5.xml - accepts .* knows --$' "$temp/access.log" || fail "credentials without TLS: $(cat "$temp/access.log")"
run remove away.xml

# The progress line: on a terminal alone.
run poll --all 2>"$temp/err"
[ ! -s "$temp/err" ] || fail "a poll says something: $(cat "$temp/err")"
script -qec "'$newsfold' --database '$temp/news.db' poll --all" /dev/null </dev/null >"$temp/tty"
grep -q '\[[#-]*\] [0-9]*/22 feeds, 0 new, 0 failed' "$temp/tty" ||
    fail "no progress on a terminal: $(cat "$temp/tty")"
script -qec "stty columns 40; '$newsfold' --database '$temp/news.db' poll --all" /dev/null </dev/null |
    tr '\r\033' '\n\n' | sed 's/^\[K//' | grep '^\[[#-]' >"$temp/tty" || fail "no progress on a narrow one"
awk 'length > 39 { exit 1 }' "$temp/tty" || fail "it wraps: $(cat "$temp/tty")"

# Whether all that this machine's servers have sent to the test's ports is read.
all_read() {
    awk -v first="$port" '
        function number(hex,   i, n) {
            for (i = 1; i <= length(hex); i++)
                n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
            return n
        }
        FNR > 1 {
            split($3, remote, ":")
            split($5, queues, ":")
            at = number(remote[2]) - first
            if (at >= 0 && at <= 2 && number(queues[2]))
                waits = 1
        }
        END { exit waits }' /proc/net/tcp
}

# Signals: a byte a second is not waited for, by a second signal not at all.
echo "http://127.0.0.1:$((port + 2))/1.xml" | run import --allow-private >/dev/null
for signals in 1 2; do
    : >"$temp/access.log"
    "$newsfold" --database "$temp/news.db" poll --all 2>"$temp/err" &
    poll=$!
    tries=0
    until [ "$(wc -l <"$temp/access.log")" -ge 22 ]; do # all others were answered
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || fail "$signals signals: $(cat "$temp/access.log")"
        sleep 0.1
    done
    until all_read; do
        sleep 0.02
    done
    begin=$(date +%s)
    kill -INT "$poll"
    if [ "$signals" = 2 ]; then
        until grep -q '^ShdPnd:[[:space:]]*0*$' "/proc/$poll/status"; do # it has taken the first
            sleep 0.02
        done
        kill -TERM "$poll"
    fi
    status=0
    wait "$poll" 2>/dev/null || status=$?
    took=$(($(date +%s) - begin))
    [ "$took" -lt 20 ] || fail "$signals signals: it took $took s"
    if [ "$signals" = 1 ]; then
        [ "$status" = 130 ] || fail "one signal: status $status"
        grep -q "22 feeds were asked and are stored, 1 were put off" "$temp/err" ||
            fail "one signal: $(cat "$temp/err")"
    else
        [ "$status" = 143 ] || fail "two signals: status $status"
        grep -q "put off" "$temp/err" && fail "two signals: it waited"
    fi
    [ "$(sqlite3 "$temp/news.db" 'PRAGMA integrity_check')" = ok ] || fail "the database"
done
echo "TLS, HTTP/2 over $connections connection, brotli, zstd, progress, signals"
