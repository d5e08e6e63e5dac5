#!/usr/bin/env python3
"""A poll, folding the window again, and a schema's upgrade, killed at every
single write, and failing at every single write, sync and open, once and from
then on.

usage: writes.py NEWSFOLD SOURCE_ROOT [AT_MOST]

strace counts the system calls on the database's files and does the n-th, for
each n until there is none. AT_MOST takes so many of them, spread evenly. Killed,
the database must be whole and nothing may be lost. With an error, the command
says so in a line and ends with status 3, or it got over it and then all is
stored; after both the next run completes what is missing.
"""

import os
import shutil
import sqlite3
import subprocess
import sys

from faults import (SKIPPED, Fault, Place, Server, check_held, check_told,
                    check_whole, held, main)

FEEDS = 6
WRITES = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "openat",
          "renameat2")
ERRORS = (("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"),
          ("fsync", "EIO"), ("ftruncate", "EIO"), ("openat", "EIO"),
          ("openat", "ENOSPC"), ("openat", "EMFILE"), ("pread64", "EIO"))


def version_of(database):
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


class Case:
    """What is disturbed: prepare makes the database, arguments is the command,
    intact says whether what is there is as it should be, complete whether all
    is done."""


class Polled(Case):
    """What has polled a server of its own."""

    def __init__(self, newsfold, _root):
        self.place = Place(newsfold)
        self.server = Server(FEEDS)

    def prepare(self):
        self.place.subscribe(self.server)
        for _ in range(2):
            self.place.must("poll", "--all")
            self.server.versions = [v + 1 for v in self.server.versions]
            self.place.now += 3600


class Poll(Polled):
    name = "poll"
    arguments = ("poll", "--all")

    def prepare(self):
        super().prepare()
        self.before = held(self.place.database)

    def intact(self):
        check_held(held(self.place.database), self.before)

    def complete(self):
        check_told(held(self.place.database), self.server)


class Refold(Polled):
    name = "refold"
    arguments = ("refold",)

    def prepare(self):
        super().prepare()
        self.place.must("refold")
        self.after = self.stories()
        connection = sqlite3.connect(self.place.database)
        # As by another version, which has found no copies, and told odd from even.
        connection.executescript("""
            UPDATE settings SET value = 1 WHERE name = 'fold_version';
            UPDATE postings SET last = last - 1;
            UPDATE entries SET story = entry % 2 + 1, fold_version = 1;""")
        connection.close()
        self.place.must("check", "--repair")
        self.spoilt = self.stories()
        self.before = held(self.place.database)

    def stories(self):
        """Which entries are together, and by which version."""
        connection = sqlite3.connect(self.place.database)
        try:
            return connection.execute(
                "SELECT entry, (SELECT min(o.entry) FROM entries o WHERE "
                "o.story = e.story), fold_version FROM entries e ORDER BY 1"
            ).fetchall()
        except sqlite3.Error as error:
            raise Fault(str(error)) from error
        finally:
            connection.close()

    def intact(self):
        check_held(held(self.place.database), self.before)
        if self.stories() not in (self.spoilt, self.after):
            raise Fault("stories are half folded")

    def complete(self):
        if self.stories() != self.after:
            raise Fault("it is not folded again")


class Upgrade(Case):
    name = "upgrade"
    arguments = ("add", "--exact", "http://example.org/")

    def __init__(self, newsfold, root):
        self.place = Place(newsfold)
        self.fixture = os.path.join(root, "tests/data/schema/001.sql")

    def prepare(self):
        connection = sqlite3.connect(self.place.database)
        with open(self.fixture, encoding="utf-8") as file:
            connection.executescript(file.read())
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        self.old = version_of(self.place.database)
        probe = Place(self.place.newsfold)
        probe.must("add", "--exact", "http://example.org/")
        self.new = version_of(probe.database)
        probe.remove()

    def entries(self):
        connection = sqlite3.connect(self.place.database)
        try:
            return connection.execute(
                "SELECT count(*), sum(length(entries.title)) FROM entries JOIN texts "
                "USING (entry) JOIN feeds USING (feed)").fetchone()
        except sqlite3.Error as error:
            raise Fault(str(error)) from error
        finally:
            connection.close()

    def intact(self):
        version = version_of(self.place.database)
        if not self.old <= version <= self.new:
            raise Fault("version %d" % version)
        count, _ = self.entries()
        if count != 3:
            raise Fault("%d entries of 3" % count)

    def complete(self):
        if version_of(self.place.database) != self.new:
            raise Fault("the upgrade is not complete")


def files(place):
    names = ("", "-wal", "-shm", "-lock", "-journal", ".schema1")
    return [place.database + name for name in names]


class Writes:
    def __init__(self, case, at_most):
        self.case = case
        self.place = case.place
        self.at_most = at_most
        self.kept = self.place.folder + ".kept"
        self.log = self.place.folder + ".strace"
        self.kills = self.errors = self.withstood = 0

    def restore(self):
        shutil.rmtree(self.place.folder)
        shutil.copytree(self.kept, self.place.folder)

    def strace(self, *options):
        paths = []
        for path in [self.place.folder] + files(self.place):
            paths += ["-P", path]
        return ["strace", "-qq", "-o", self.log, *paths, *options]

    def counts(self):
        """{call: how often an undisturbed run makes it}"""
        calls = sorted(set(WRITES) | {call for call, _ in ERRORS})
        status, _, err = self.place.run(
            *self.case.arguments, wrapper=self.strace("-e", "trace=" + ",".join(calls)))
        if status != 0:
            raise Fault("undisturbed: status %d: %s" % (status, err))
        self.restore()
        with open(self.log, encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
        return {call: sum(line.startswith(call + "(") for line in lines)
                for call in calls}

    def chosen(self, count):
        if not self.at_most or count <= self.at_most:
            return range(1, count + 1)
        return sorted({1 + i * (count - 1) // (self.at_most - 1)
                       for i in range(self.at_most)})

    def recover(self):
        """After whatever was done: intact, and the next run completes it."""
        check_whole(self.place.database)
        self.case.intact()
        status, _, err = self.place.run(*self.case.arguments)
        if status != 0:
            raise Fault("the next run: status %d: %s" % (status, err))
        check_whole(self.place.database)
        self.case.intact()
        self.case.complete()
        self.place.must("check")

    def disturbed(self, what, number, later, *options):
        rule = "%s:%s:when=%d%s" % (what[0], what[1], number, later)
        status, _, err = self.place.run(
            *self.case.arguments,
            wrapper=self.strace("-e", "trace=" + what[0], "-e", "inject=" + rule,
                                *options))
        return status, err

    def kill(self, call, number):
        status, err = self.disturbed((call, "signal=KILL"), number, "")
        if status not in (0, -9, 137):
            raise Fault("status %d: %s" % (status, err))
        self.kills += status != 0

    def fail(self, call, error, number, later):
        status, err = self.disturbed((call, "error=" + error), number, later)
        if status == 0:
            self.case.complete()
            self.withstood += 1
            return
        if status != 3:
            raise Fault("status %d, not 3: %s" % (status, err))
        if not err.startswith("newsfold: ") or err.count("\n") != 1:
            raise Fault("not one line: %s" % err)
        self.errors += 1

    def each(self, what, count, do):
        for number in self.chosen(count):
            try:
                do(number)
                self.recover()
            except (Fault, sqlite3.Error) as fault:
                raise Fault("%s: %s %d: %s" % (self.case.name, what, number,
                                               fault)) from fault
            self.restore()

    def run(self):
        self.case.prepare()
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.place.folder, self.kept)
        counts = self.counts()
        for call in WRITES:
            self.each("killed at " + call, counts[call],
                      lambda n, call=call: self.kill(call, n))
        for call, error in ERRORS:
            for later in ("", "+"):
                self.each("%s at %s%s" % (error, call, later), counts[call],
                          lambda n, call=call, error=error, later=later:
                          self.fail(call, error, n, later))
        print("%s: %d writes killed, %d errors told, %d withstood; the database "
              "whole and the next run complete after each"
              % (self.case.name, self.kills, self.errors, self.withstood),
              flush=True)
        if not self.kills or not self.errors:
            raise Fault("nothing was injected")
        self.place.remove()
        shutil.rmtree(self.kept)
        os.unlink(self.log)


def usable():
    try:
        done = subprocess.run(
            ["strace", "-qq", "-o", "/dev/null", "-e", "inject=close:error=EIO:"
             "when=999", "true"], check=False, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if not usable():
        print("skipped: no strace that may trace")
        sys.exit(SKIPPED)
    AT_MOST = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    for kind in (Poll, Refold, Upgrade):
        main(Writes(kind(sys.argv[1], sys.argv[2]), AT_MOST).run)
