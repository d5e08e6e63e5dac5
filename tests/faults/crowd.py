#!/usr/bin/env python3
"""Many at a time: polls, prunes, writers and twenty readers, some of whose
pagers wait: no failure, no lost update, and the log is empty after a poll.

usage: crowd.py NEWSFOLD [POLLS]
"""

import fcntl
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time

from faults import ENTRIES, Fault, Place, Server, check_told, check_whole, held, main
from warm import multiply

FEEDS = 12
READERS = 20
READING = (("stories", "--limit", "0", "--format", "json"), ("feeds",),
           ("show",), ("stories",), ("search", "word1", "OR", "word2"), ("digest", "--peek"),
           ("check", "--format", "tsv"), ("export",))
NOBODY = 65534


def log_size(database):
    try:
        return os.path.getsize(database + "-wal")
    except FileNotFoundError:
        return 0


def holds(process, database):
    """Whether it has the database open; None when it has ended."""
    folder = "/proc/%d/fd" % process.pid
    try:
        for number in os.listdir(folder):
            try:
                if os.readlink(os.path.join(folder, number)) == database:
                    return True
            except FileNotFoundError:
                pass
    except FileNotFoundError:
        return None
    return False


class Crowd:
    def __init__(self, newsfold, polls):
        self.place = Place(newsfold)
        self.server = Server(FEEDS)
        self.polls = polls
        self.faults = []
        self.runs = 0
        self.stop = threading.Event()
        # What a prune removes must have left the window.
        with open(os.path.join(self.place.folder, ".config", "newsfold",
                               "newsfold.conf"), "a", encoding="ascii") as file:
            file.write("[fold]\nwindow = 1h\n")
        self.lock = threading.Lock()
        _, out, _ = self.place.run("help")
        self.prunes = "\n  prune" in out

    def publish(self):
        self.server.versions = [v + 1 for v in self.server.versions]
        self.place.now += 3600

    def prepare(self):
        self.place.subscribe(self.server)
        for _ in range(8):
            self.place.must("poll", "--all")
            self.publish()
        multiply(self.place.database)
        self.place.must("check", "--repair")
        connection = sqlite3.connect(self.place.database)
        self.stories = connection.execute(
            "SELECT count(*) FROM stories").fetchone()[0]
        connection.close()

    def pagers(self):
        """Readers whose pagers do not read hold no snapshot."""
        readers = [self.place.start(*READING[0]) for _ in range(READERS)]
        deadline = time.monotonic() + 120
        for reader in readers:
            while holds(reader, self.place.database) is not False:
                if reader.poll() is not None:
                    raise Fault("a reader did not wait for its pager")
                if time.monotonic() > deadline:
                    raise Fault("a reader keeps the database while its pager waits")
                time.sleep(0.02)
        self.place.must("poll", "--all")
        if log_size(self.place.database):
            raise Fault("the log has %d bytes after a poll"
                        % log_size(self.place.database))
        for reader in readers:
            out, err = reader.communicate()
            if reader.returncode or out.count(b"\n") != self.stories:
                raise Fault("a reader: status %d, %d of %d stories: %s"
                            % (reader.returncode, out.count(b"\n"), self.stories,
                               err.decode()))

    def newest(self):
        connection = sqlite3.connect(self.place.database, timeout=30)
        story = connection.execute("SELECT max(story) FROM stories").fetchone()[0]
        connection.close()
        return story

    def show_newest(self):
        self.place.must("show", str(self.newest()))

    def loop(self, commands, until):
        """Commands in turn, until there are no more or the polls have ended."""
        for command in commands:
            if until.is_set():
                return
            try:
                if command == ("show",):
                    self.show_newest()
                else:
                    self.place.must(*command)
            except Fault as fault:
                self.faults.append(str(fault))
                until.set()
                return
            with self.lock:
                self.runs += 1

    def reader(self, number):
        while not self.stop.is_set():
            turn = number % len(READING)
            self.loop(READING[turn:] + READING[:turn], self.stop)

    def writer(self, number, never):
        self.loop([("tag", str(number + 1), "+t%d-%d" % (number, n))
                   for n in range(self.polls * 2)], never)

    def pruner(self):
        while not self.stop.is_set():
            self.loop([("prune", "--entries", "20")], self.stop)

    def crowd(self):
        never = threading.Event()
        ends = [threading.Thread(target=self.writer, args=(n, never))
                for n in range(2)]
        others = [threading.Thread(target=self.reader, args=(n,))
                  for n in range(READERS)]
        if self.prunes:
            others.append(threading.Thread(target=self.pruner))
        for thread in ends + others:
            thread.start()
        for _ in range(self.polls):
            self.publish()
            self.loop([("poll", "--all")], never)
        for thread in ends:
            thread.join()
        self.stop.set()
        for thread in others:
            thread.join()
        if self.faults:
            raise Fault("%d failures, the first: %s"
                        % (len(self.faults), self.faults[0]))

    def check_updates(self):
        check_told(held(self.place.database), self.server)
        check_whole(self.place.database)
        self.place.must("check")
        connection = sqlite3.connect(self.place.database)
        tags = connection.execute("SELECT count(*) FROM tags").fetchone()[0]
        connection.close()
        if tags != 2 * self.polls * 2:
            raise Fault("%d of %d tags" % (tags, 2 * self.polls * 2))
        if log_size(self.place.database):
            raise Fault("the log is not empty at the end")
        self.check_pruned()

    def check_pruned(self):
        """What is outside of the window is gone, but for twenty a feed, and nothing
        of it returned with the next poll."""
        self.publish()
        self.place.must("prune", "--entries", "20")
        self.place.must("poll", "--all")
        connection = sqlite3.connect(self.place.database)
        most, buried = connection.execute(
            "SELECT (SELECT max(entry_count) FROM feeds), (SELECT count(*) FROM "
            "tombstones)").fetchone()
        connection.close()
        if most > 20 + 3 * ENTRIES or not buried:
            raise Fault("%d entries of a feed after a prune, %d were pruned"
                        % (most, buried))
        check_whole(self.place.database)
        self.place.must("check")

    def cost(self, status, *arguments):
        """(wall time, processor time) of the quickest of ten runs, in ms."""
        walls, costs = [], []
        for _ in range(10):
            before = sum(os.times()[2:4])
            begin = time.monotonic()
            ended, _, err = self.place.run(*arguments)
            walls.append((time.monotonic() - begin) * 1000)
            costs.append((sum(os.times()[2:4]) - before) * 1000)
            if ended != status:
                raise Fault("%s: status %d, not %d: %s"
                            % (" ".join(arguments), ended, status, err))
        return min(walls), min(costs)

    def second_poll(self):
        """It leaves at once. The wall's clock is told; what is tested, on
        machines of any speed, is the processor's time, less what starting the
        program and loading its libraries takes."""
        lock = os.open(self.place.database + "-lock", os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX)
        _, start = self.cost(0, "help")
        wall, cost = self.cost(75, "poll", "--all")
        os.close(lock)
        if cost - start > 50:
            raise Fault("a second poll costs %.0f ms" % (cost - start))
        return wall

    def frozen(self):
        """A copy that cannot be written, in a folder that cannot, is read, and
        that is said."""
        folder = tempfile.mkdtemp(prefix="newsfold-frozen.")
        shutil.copy(self.place.database, os.path.join(folder, "news.db"))
        os.chmod(os.path.join(folder, "news.db"), 0o444)
        os.chmod(folder, 0o555)
        writable, self.place.database = (self.place.database,
                                         os.path.join(folder, "news.db"))
        options = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
        home, self.place.environment["HOME"] = self.place.folder, folder
        try:
            process = self.place.start("stories", "--limit", "0", **options)
        except PermissionError:
            return "not tried: nobody may not run the program"
        finally:
            self.place.database = writable
            self.place.environment["HOME"] = home
        out, err = process.communicate()
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)
        if process.returncode or not out or b"as if nobody changed it" not in err:
            raise Fault("a folder that cannot be written: status %d: %s"
                        % (process.returncode, err.decode()))
        return "read"

    def run(self):
        self.prepare()
        self.pagers()
        self.crowd()
        self.check_updates()
        wall = self.second_poll()
        frozen = self.frozen()
        self.place.remove()
        print("%d commands of %d polls, %d readers, 2 writers%s: 0 failures, 0 lost "
              "updates; the log empty though %d pagers waited; a second poll left "
              "after %.0f ms; a folder that cannot be written: %s"
              % (self.runs, self.polls, READERS,
                 " and a pruner" if self.prunes else "", READERS, wall, frozen))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Crowd(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10).run)
