#!/usr/bin/env python3
"""What a poll of a hundred new entries costs as a user sees it: newsfold poll,
from its start to its end, with all that is stored in a database.

usage: polls.py NEWSFOLD BENCH_DEDUP DATABASE [POLLS]

Adds a feed in a file to DATABASE, which bench_dedup has filled, and polls it so
often (20), each time with other entries; one before is not counted, since it
does what is due once a day. Prints the processor's time of the program and its
workers, and what passed on the clock: the least, the middle, and the most.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time

ENTRIES = 100


def newest(database):
    connection = sqlite3.connect(database)
    found = connection.execute(
        "SELECT count(*), max(first_seen) FROM entries").fetchone()
    connection.close()
    return found


def run(command, now):
    """Its seconds of processor and clock, and the most memory it had."""
    began = time.monotonic()
    child = subprocess.Popen(command, env={**os.environ, "NEWSFOLD_NOW": str(now)})
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command}: {child.returncode}")
    return (usage.ru_utime + usage.ru_stime, time.monotonic() - began,
            usage.ru_maxrss)


def poll(newsfold, bench, database, feed, later):
    count, seen = newest(database)
    with open(feed, "wb") as file:
        subprocess.run([bench, "--feed", str(count), str(ENTRIES)],
                       stdout=file, check=True)
    return run([*newsfold, "poll", f"file://{feed}"], seen + later)


def spread(values, unit):
    values = sorted(values)
    return (f"{values[0] * unit:.0f}, {values[len(values) // 2] * unit:.0f}, "
            f"{values[-1] * unit:.0f}")


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    binary, bench, database = sys.argv[1:4]
    polls = int(sys.argv[4]) if len(sys.argv) == 5 else 20
    newsfold = [binary, "--config", "/dev/null", "--database", database]
    with tempfile.TemporaryDirectory() as folder:
        feed = os.path.join(folder, "feed.xml")
        with open(feed, "w", encoding="utf-8") as file:
            file.write("<rss version='2.0'><channel></channel></rss>")
        run([*newsfold, "--quiet", "add", "--exact", "--allow-private",
             f"file://{feed}"], newest(database)[1])
        poll(newsfold, bench, database, feed, 1)
        costs = [poll(newsfold, bench, database, feed, 60)
                 for _ in range(polls)]
    print(f"newsfold poll, {ENTRIES} new entries, {polls} times: "
          f"{spread([c[0] for c in costs], 1e3)} ms of the processor; "
          f"{spread([c[1] for c in costs], 1e3)} ms; "
          f"{max(c[2] for c in costs) / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
