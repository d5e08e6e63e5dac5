#!/usr/bin/env python3
"""Damaged databases: 1-64 random bytes changed, then every command on each.

usage: flip.py NEWSFOLD FORKED [DATABASES [SEED]]

FORKED is tests/faults/forked.c: the same program, quicker to start.

A command must end by itself, within a minute, with one of the statuses that it
documents: no crash, no report of a sanitizer. One that fails for the database
says so in a line, and of a damaged file what to do. Built with
-Db_sanitize=address,undefined, no wrong access goes unseen.
"""

import os
import random
import shutil
import subprocess
import sys

from faults import Fault, Place, Server, main

FEEDS = 4
STATUSES = (0, 1, 2, 3, 4, 75)
DAMAGE = ("malformed", "not a database")
ADVICE = ("newsfold check --repair", "newsfold backup")

# Reading commands first, then those that write, and what a user does last.
COMMANDS = (
    ("feeds",), ("feeds", "--format", "json"), ("stories", "--limit", "0"),
    ("stories", "--format", "json", "--tag", "news", "--min-outlets", "1"),
    ("stories", "--outlet", "outlet1.example", "--since", "30d"),
    ("show", "1"), ("show", "2", "--format", "json"), ("show", "7"),
    ("digest", "--peek", "--since", "30d"), ("export",),
    ("check", "--format", "json"), ("search", "word1"), ("explain", "1", "2"),
    ("quality",), ("mute", "--list"),
    ("backup", "--force", "COPY"), ("export", "--entries"),
    ("add", "--exact", "--allow-private", "--tag", "news", "http://127.0.0.1:1/other"),
    ("pause", "1"), ("resume", "1"), ("priority", "2", "5"),
    ("tag", "2", "news"), ("read", "1"), ("star", "1"), ("mute", "word1"),
    ("merge", "1", "2"), ("split", "1"), ("poll", "--all"),
    ("digest", "--since", "30d"), ("refold",), ("prune",), ("remove", "3"),
    ("check", "--repair"), ("check",),
)


class Forked:
    """Commands by tests/faults/forked.c."""

    def __init__(self, program, place):
        self.place = place
        environment = dict(place.environment, NEWSFOLD_NOW=str(place.now))
        self.process = subprocess.Popen(
            [program], env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)

    def run(self, command):
        """(status, standard error)"""
        words = ["newsfold", "--database", self.place.database, *command]
        self.process.stdin.write(("\t".join(words) + "\n").encode())
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if len(head) != 2:
            raise Fault("the commands' process ended")
        return (int(head[0]),
                self.process.stdout.read(int(head[1])).decode("utf-8", "replace"))


class Flipping:
    def __init__(self, newsfold, forked, databases, seed):
        self.program = os.path.abspath(forked)
        self.databases = databases
        self.seed = seed
        self.place = Place(newsfold)
        self.place.environment["ASAN_OPTIONS"] = (
            "exitcode=99:abort_on_error=0:detect_leaks=0:"
            "allocator_may_return_null=0")
        self.place.environment["UBSAN_OPTIONS"] = (
            "halt_on_error=1:exitcode=99:print_stacktrace=1")
        self.server = Server(FEEDS)
        self.kept = self.place.folder + ".kept"
        self.runs = self.failed = self.repaired = 0

    def prepare(self):
        self.place.subscribe(self.server)
        for _ in range(3):
            self.place.must("poll", "--all")
            self.server.versions = [v + 1 for v in self.server.versions]
            self.place.now += 3600
        self.place.must("digest", "--since", "30d")
        _, out, _ = self.place.run("help")
        there = {line.split()[0] for line in out.splitlines()
                 if line.startswith("  ") and line.split()}
        self.commands = [command for command in COMMANDS if command[0] in there]
        shutil.copytree(self.place.folder, self.kept)
        self.forked = Forked(self.program, self.place)

    def damage(self, chooser):
        """Anywhere, in one page, or where the file describes itself."""
        with open(self.place.database, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            count = chooser.randint(1, 64)
            kind = chooser.randrange(3)
            start, end = 0, size
            if kind == 1:
                start = chooser.randrange(size // 4096) * 4096
                end = start + 4096
            elif kind == 2:
                start = chooser.choice((0, 100, 4096))
                end = start + 200
            for _ in range(count):
                file.seek(chooser.randrange(start, end))
                file.write(bytes((chooser.randrange(256),)))

    def check_run(self, command, status, err):
        if status not in STATUSES:
            raise Fault("status %d: %s" % (status, err[-1500:]))
        if status != 3:
            return
        self.failed += 1
        lines = [line for line in err.splitlines()
                 if line.startswith("newsfold: ")]
        if not lines and command[0] != "check":
            raise Fault("status 3 without a word: %s" % err)
        for line in lines:
            if any(word in line for word in DAMAGE) and not any(
                    advice in line for advice in ADVICE):
                raise Fault("says not what to do: %s" % line)

    def one(self, number):
        chooser = random.Random("%d %d" % (self.seed, number))
        shutil.rmtree(self.place.folder)
        shutil.copytree(self.kept, self.place.folder)
        self.damage(chooser)
        for command in self.commands:
            words = [os.path.join(self.place.folder, "copy.db")
                     if word == "COPY" else word for word in command]
            try:
                status, err = self.forked.run(words)
                self.runs += 1
                self.check_run(command, status, err)
            except Fault as fault:
                raise Fault("seed %d, database %d: %s: %s"
                            % (self.seed, number, " ".join(words), fault)
                            ) from fault
            if command == ("check",):
                self.repaired += status == 0

    def run(self):
        self.prepare()
        for number in range(self.databases):
            self.one(number)
            if number % 100 == 99:
                print("%d databases" % (number + 1), flush=True)
        shutil.rmtree(self.kept)
        self.place.remove()
        print("%d damaged databases, %d commands each (%d runs, %d with status "
              "3); %d whole after check --repair; 0 crashes, 0 hangs"
              % (self.databases, len(self.commands), self.runs, self.failed,
                 self.repaired))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    DATABASES = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    SEED = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
    print("seed %d" % SEED, flush=True)
    main(Flipping(sys.argv[1], sys.argv[2], DATABASES, SEED).run)
