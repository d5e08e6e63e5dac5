#!/bin/sh
# What is kept: prune, the end of a poll, and that nothing returns.
#
# usage: retention-cli.sh NEWSFOLD SOURCE_ROOT
set -eu

newsfold=$1
root=$2
. "$root/tests/samples_lib.sh"
. "$root/tests/people_lib.sh"

today=$NEWSFOLD_NOW
on_day() { # N: so many days later
    NEWSFOLD_NOW=$((today + $1 * 86400))
}
counts() { # ENTRIES
    run check --format json >"$temp/check" || fail "check: $(cat "$temp/check")"
    grep -q "\"entries\":$1," "$temp/check" || fail "not $1 entries: $(tail -1 "$temp/check")"
}

expect 1 prune --days x
says "--days takes a number"
expect 1 prune now
says "usage: newsfold prune"

feed one b "Second of one" "The bridge closes." a "First of one" "The harbour opens."
feed two c "First of two" "A comet is seen." d "Second of two" "A seal is not."
subscribe one two
counts 4
expect 0 prune
silent
on_day 100
feed one b "Second of one" "The bridge closes." e "Third of one" "The ferry sinks."
expect 0 poll --all
counts 5

# What would go, and what does
expect 0 prune --dry-run --days 99
prints "4 entries of 2 feeds would go, and 4 stories with them"
expect 0 prune --dry-run --days 0
prints "0 entries of 0 feeds"
expect 0 prune --dry-run
prints "0 entries of 0 feeds"
counts 5
expect 0 set one.xml keep-entries=2 keep-days=0
expect 1 set two.xml keep-days=-1
says "keep-days=-1 is not a number from 0 to"
expect 0 prune --dry-run --days 99
prints "3 entries of 2 feeds would go"
expect 0 --verbose prune --days 99
says "3 entries of 2 feeds are pruned, and 3 stories"
counts 2
expect 0 search harbour OR comet
prints_not "First"
expect 0 search bridge
prints "bridge"

# It does not return while it is listed, nor when it is read again.
feed two c "First of two" "A comet is seen." d "Second of two" "A seal is not." \
    f "Third of two" "An owl is heard."
expect 0 poll --all
counts 3
on_day 101
feed two c "First of two" "A comet is seen." f "Third of two" "An owl is heard."
expect 0 poll --all
counts 3

# A poll does it by itself, once a day, as the configuration says.
mkdir -p "$HOME/.config/newsfold"
printf '[keep]\ndays = 30\n' >"$HOME/.config/newsfold/newsfold.conf"
expect 0 set one.xml keep-days= keep-entries=
on_day 150
expect 0 poll --all
counts 3 # after a pause it waits for a day
on_day 151
expect 0 poll --all
counts 0
expect 0 stories
prints_not "of"
printf '[keep]\ndays = many\n' >"$HOME/.config/newsfold/newsfold.conf"
expect 3 stories
says "days = many is not a number from 0 to 36500"
rm "$HOME/.config/newsfold/newsfold.conf"

# A signal ends it between two transactions.
expect 0 poll --all
python3 - "$newsfold" "$temp/news.db" <<'END' || fail "an interrupted prune"
import os, signal, sqlite3, subprocess, sys, time
lock = sqlite3.connect(sys.argv[2], isolation_level=None)
lock.execute("BEGIN IMMEDIATE")
prune = subprocess.Popen([sys.argv[1], "--database", sys.argv[2], "prune"],
                         stderr=subprocess.PIPE)
folder = "/proc/%d/fd" % prune.pid
while sys.argv[2] not in [os.path.realpath(os.path.join(folder, n))
                          for n in os.listdir(folder)]:
    time.sleep(0.01)
prune.send_signal(signal.SIGINT)
lock.execute("ROLLBACK")
_, err = prune.communicate()
sys.stderr.buffer.write(err)
sys.exit(prune.returncode != 130 or b"stopped: 0 of" not in err)
END
expect 0 check

# A poll that runs is not disturbed by writing the file anew.
expect 0 prune --compact
silent
(
    flock 9
    expect 75 prune --compact
    says "is not compacted"
    expect 0 prune
) 9>"$temp/news.db-lock"
