#!/usr/bin/env python3
"""What a poll that brings nothing new costs does not grow with what is stored,
nor what a listing of few stories does.

usage: warm.py NEWSFOLD STEPS_LIBRARY

The same feeds are polled with a database and with one that holds ten times the
entries. Counted are the steps of SQLite's virtual machine, by the preloaded
tests/faults/steps.c: once where each feed answers that nothing changed, once
where each sends a body whose entries are all known; and of listings of the last
feed's stories, which get no more.
"""

import os
import sqlite3
import sys

from faults import SKIPPED, Fault, Place, Server, main

FEEDS = 20
POLLS = 12
TIMES = 10
MOST = 1.10


def columns(connection, table):
    return [row[1] for row in connection.execute("PRAGMA table_info(%s)" % table)]


def copy_rows(connection, table, changed, where=""):
    """Each row of table once more, with some columns as expressions."""
    names = columns(connection, table)
    connection.execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s %s"
        % (table, ", ".join(names),
           ", ".join(changed.get(name, name) for name in names), table, where))


def multiply(database, but=0):
    """Each entry TIMES times, but for those of a feed, each copy with a text,
    features and a story."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = ON")
    newest = connection.execute("SELECT max(entry) FROM entries").fetchone()[0]
    for time in range(1, TIMES):
        more = time * newest
        new = {"entry": "entry + %d" % more, "story": "story + %d" % more,
               "identity": "identity + %d" % (time * 7919),
               "guid": "guid || '-%d'" % time, "lead": "lead + %d" % more,
               "nearest": "nearest + %d" % more}
        where = ("WHERE %%s <= %d AND %%s NOT IN (SELECT entry FROM entries WHERE "
                 "feed = %d)" % (newest, but))
        copy_rows(connection, "entries", new, where % ("entry", "entry"))
        copy_rows(connection, "texts", new, where % ("entry", "entry"))
        copy_rows(connection, "stories", new, where % ("story", "lead"))
    connection.commit()
    count = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
    connection.close()
    return newest, count


class Warm:
    def __init__(self, newsfold, library):
        self.place = Place(newsfold)
        self.library = os.path.abspath(library)
        self.server = Server(FEEDS)

    def steps(self, *arguments):
        """Of one command."""
        counted = os.path.join(self.place.folder, "steps")
        self.place.environment["LD_PRELOAD"] = self.library
        self.place.environment["NEWSFOLD_STEPS"] = counted
        self.place.must(*arguments)
        del self.place.environment["LD_PRELOAD"]
        with open(counted, encoding="ascii") as file:
            return int(file.read())

    def poll(self):
        self.place.now += 600
        return self.steps("poll", "--all")

    def measure(self):
        """(nothing changed, a body of known entries, listings)"""
        self.place.must("poll", "--all")
        unchanged = self.poll()
        self.server.edition += 1
        known = self.poll()
        listings = sum(self.steps("stories", *scope) for scope in (
            ("--tag", "rare"), ("--feed", str(FEEDS)), ("--unread", "--tag", "rare"),
            ("--tag", "rare", "--limit", "0"), ("--tag", "all", "--feed", str(FEEDS))))
        return unchanged, known, listings

    def run(self):
        self.place.subscribe(self.server)
        for _ in range(POLLS):
            self.place.must("poll", "--all")
            self.server.versions = [v + 1 for v in self.server.versions]
            self.place.now += 3600
        self.place.must("tag", *map(str, range(1, FEEDS + 1)), "+all")
        self.place.must("tag", str(FEEDS), "+rare")
        few = self.measure()
        before, after = multiply(self.place.database, FEEDS)
        self.place.must("check", "--repair")
        many = self.measure()
        self.place.remove()
        growth = [b / a for a, b in zip(few, many)]
        print("%d and %d entries: %d and %d steps where nothing changed (%+.1f %%), "
              "%d and %d for bodies of known entries (%+.1f %%), %d and %d for listings of "
              "few stories (%+.1f %%)"
              % (before, after, few[0], many[0], (growth[0] - 1) * 100,
                 few[1], many[1], (growth[1] - 1) * 100,
                 few[2], many[2], (growth[2] - 1) * 100))
        if max(growth) > MOST:
            raise Fault("what it costs grows with what is stored")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as program:
        if b"__asan_init" in program.read():
            print("skipped: a sanitizer's library must come first")
            sys.exit(SKIPPED)
    main(Warm(sys.argv[1], sys.argv[2]).run)
