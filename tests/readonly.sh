#!/bin/sh
# A database on a medium that cannot be written (a mount of this test's own, for
# root writes into every folder): what reads it does, and says how; what writes
# says why it cannot.
#
# usage: readonly.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

mount_at() { # FOLDER COMMAND...: with the folder mounted there, read-only
    from=$1
    shift
    # shellcheck disable=SC2016 # the inner shell's
    unshare --user --map-root-user --mount sh -c 'mount --bind "$0" "$1" &&
        mount -o remount,bind,ro "$1" && shift && exec "$@"' "$from" "$temp/medium" "$@"
}
# mounted FOLDER STATUS ARGUMENT...: newsfold on its database
mounted() {
    folder=$1
    expected=$2
    shift 2
    status=0
    mount_at "$temp/$folder" "$newsfold" --database "$temp/medium/news.db" "$@" \
        >"$temp/out" 2>"$temp/err" </dev/null || status=$?
    [ "$status" = "$expected" ] ||
        fail "newsfold $*: status $status, not $expected: $(cat "$temp/out" "$temp/err")"
}

mkdir "$temp/medium" "$temp/clean" "$temp/live" "$temp/torn"
if ! mount_at "$temp/clean" true 2>/dev/null; then
    echo "skipped: nothing can be mounted here"
    exit 77
fi
! mount_at "$temp/clean" touch "$temp/medium/x" 2>/dev/null || fail "the mount can be written"

feed one 1 "Seal" "A seal was seen in Port Ansel." 2 "Owl" "An owl was heard."
subscribe one
cp "$temp/news.db" "$temp/clean"
for command in stories "search seal" feeds "show 1" "export --entries" export check \
    "digest --peek --since 2020-01-01" "mute --list" corrections "explain 1 2" \
    "backup $temp/copy.db" "refold --dry-run"; do
    # shellcheck disable=SC2086 # words
    mounted clean 0 $command
    says "cannot be written: it is read as if nobody changed it"
done
[ "$(wc -l <"$temp/err")" = 1 ] || fail "said more than once"
mounted clean 0 stories
prints "Seal"
mounted clean 0 --quiet stories
[ ! -s "$temp/err" ] || fail "--quiet is not"
for command in poll "read 1" "star 1" "mute owl" prune "tag one +a" "check --repair" \
    "digest --since 2020-01-01" refold; do
    # shellcheck disable=SC2086 # words
    mounted clean 3 $command
    says "Read-only file system"
done
cmp "$temp/news.db" "$temp/clean/news.db" || fail "the file was changed"

# A copy of one that is in use: with its log and the log's index it is read;
# without the index it cannot be, and what helps is said.
python3 - "$temp" <<'EOF'
import shutil, sqlite3, sys
temp = sys.argv[1]
connection = sqlite3.connect(temp + "/news.db")
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("UPDATE feeds SET user_title = 'In the log'")
connection.commit()
for folder, endings in (("live", ("", "-wal", "-shm")), ("torn", ("", "-wal"))):
    for ending in endings:
        shutil.copy(temp + "/news.db" + ending, temp + "/" + folder)
EOF
mounted live 0 feeds
prints "In the log"
mounted torn 3 feeds
says "copy both to one that can"
: >"$temp/torn/news.db-wal"
mounted torn 0 stories
prints "Owl"
says "as if nobody changed it"
