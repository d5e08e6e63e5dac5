#!/usr/bin/env python3
"""How long commands take on a large database: the whole process, files in the
system's cache. What starting the program takes (help) is in each.

usage: million.py NEWSFOLD [ENTRIES [FOLDER]]

Makes FOLDER/news.db (default: a folder that is removed again) with ENTRIES
(default 1,000,000) entries of a year in 2,000 feeds of 600 outlets: a third of
them copies, texts of 30 to 600 words, words as frequent as in a language. It
is the same at each run. What is there already is used as it is. The rows are
written past the program, which then checks them and makes the index of search;
postings are left out, since none of these commands reads them.
"""

import itertools
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

FEEDS = 2000
OUTLETS = 600
END = 1795219200
YEAR = 365 * 86400
WORDS = 60000
SENTENCES = 30000
RUNS = 15

# What is asked, and the most that it may take, in ms.
COMMANDS = (
    ("help: starting alone", ("help",), 0),
    ("stories", ("stories",), 50),
    ("stories of a rare tag", ("stories", "--tag", "rare"), 50),
    ("stories of a common tag", ("stories", "--tag", "common"), 50),
    ("stories of an outlet", ("stories", "--outlet", "outlet7.example"), 50),
    ("stories of a feed, unread", ("stories", "--feed", "7", "--unread"), 50),
    ("show", ("show", "{middle}"), 20),
    ("search, two words", ("search", "{word200}", "{word700}"), 100),
    ("search, two common words", ("search", "{word3}", "{word5}"), 100),
    ("search, two rare words", ("search", "{word9000}", "OR", "{word20000}"), 100),
    ("search, two words, 7 days", ("search", "--since", "7d", "{word200}", "{word700}"), 100),
    ("feeds", ("feeds",), 50),
)


def word_of(number):
    """Pronounceable, and of one rank only."""
    out = ""
    number += 1
    while number:
        number, part = divmod(number, 100)
        out += "bdfghklmnprstvzwcjxq"[part % 20] + "aeiou"[part // 20]
    return out


class Making:
    def __init__(self, entries):
        self.random = random.Random(entries)
        self.entries = entries
        words = [word_of(n) for n in range(WORDS)]
        weights = list(itertools.accumulate(1 / (n + 2.7) for n in range(WORDS)))
        self.sentences = [
            " ".join(self.random.choices(words, cum_weights=weights,
                                          k=self.random.randint(8, 30)))
            .capitalize() + "." for _ in range(SENTENCES)]
        self.recent = []   # stories that may get copies
        self.stories = {}  # story: [first seen, last seen, entries, outlets]

    def outlet(self, feed):
        return feed % OUTLETS + 1

    def story_of(self, entry, when, outlet):
        chosen = self.random
        if self.recent and chosen.random() < 0.33:
            story = chosen.choice(self.recent)
            row = self.stories[story]
            row[1] = when
            row[2] += 1
            row[3].add(outlet)
            return story
        self.stories[entry] = [when, when, 1, {outlet}]
        self.recent.append(entry)
        if len(self.recent) > 400:
            self.recent.pop(chosen.randrange(200))
        return entry

    def rows(self):
        for entry in range(1, self.entries + 1):
            when = END - YEAR + YEAR * entry // (self.entries + 1)
            feed = self.random.randint(1, FEEDS)
            count = min(30, 2 + int(self.random.expovariate(1 / 7)))
            text = " ".join(self.random.choices(self.sentences, k=count))
            title = self.random.choice(self.sentences)[:70]
            story = self.story_of(entry, when, self.outlet(feed))
            yield entry, feed, story, when, title, text

    def write(self, database):
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO outlets (outlet, domain) VALUES (?, ?)",
            ((n, "outlet%d.example" % n) for n in range(1, OUTLETS + 1)))
        connection.executemany(
            "INSERT INTO feeds (feed, url, title, outlet, status, added, "
            "last_attempt, last_success, next_due) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)",
            ((n, "https://outlet%d.example/feed/%d" % (self.outlet(n), n),
              "Feed %d" % n, self.outlet(n), END - YEAR, END - 600, END - 600,
              END + 1200) for n in range(1, FEEDS + 1)))
        connection.execute("INSERT INTO tags (feed, tag) VALUES (7, 'rare')")
        connection.execute("INSERT INTO tags (feed, tag) SELECT feed, 'common' "
                           "FROM feeds WHERE feed % 2")
        begin = time.monotonic()
        batch = []
        for row in self.rows():
            batch.append(row)
            if len(batch) == 20000 or row[0] == self.entries:
                self.write_batch(connection, batch)
                batch = []
                print("\r%d entries, %d s" % (row[0], time.monotonic() - begin),
                      end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        connection.executemany(
            "INSERT INTO stories (story, lead, first_seen, last_seen, entry_count, "
            "outlet_count) VALUES (?, ?, ?, ?, ?, ?)",
            ((story, story, first, last, count, len(outlets))
             for story, (first, last, count, outlets) in self.stories.items()))
        connection.commit()
        connection.close()

    def write_batch(self, connection, batch):
        connection.executemany(
            "INSERT INTO entries (entry, feed, story, identity, content_hash, "
            "detail_hash, first_seen, published, title, guid, link) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((entry, feed, story, entry * 7919, entry, entry, when, when - 900, title,
              "tag:%d" % entry, "https://outlet%d.example/%d" % (self.outlet(feed), entry))
             for entry, feed, story, when, title, text in batch))
        connection.executemany(
            "INSERT INTO texts (entry, content) VALUES (?, ?)",
            ((entry, text) for entry, _, _, _, _, text in batch))
        connection.commit()


class Bench:
    def __init__(self, newsfold, folder):
        self.newsfold = os.path.abspath(newsfold)
        self.database = os.path.join(folder, "news.db")
        self.environment = dict(os.environ, HOME=folder, NEWSFOLD_NOW=str(END))

    def run(self, *arguments):
        return subprocess.run([self.newsfold, "--database", self.database, *arguments],
                              env=self.environment, stdout=subprocess.PIPE, check=True)

    def make(self, entries):
        if os.path.exists(self.database):
            return
        self.run("add", "--exact", "https://outlet1.example/")
        self.run("remove", "https://outlet1.example/")
        connection = sqlite3.connect(self.database)
        connection.execute("DELETE FROM sqlite_sequence")
        connection.commit()
        connection.close()
        Making(entries).write(self.database)
        self.run("check", "--repair")
        print(self.run("check").stdout.decode(), end="")

    def measure(self, entries):
        names = {"{middle}": str(entries // 2)}
        names.update({"{word%d}" % n: word_of(n) for n in (3, 5, 200, 700, 9000, 20000)})
        print("%-28s %8s %8s %8s %8s" % ("command", "median", "worst", "cpu", "at most"))
        for name, command, most in COMMANDS:
            command = [names.get(word, word) for word in command]
            self.run(*command)
            walls = []
            before = os.times()
            for _ in range(RUNS):
                begin = time.monotonic()
                self.run(*command)
                walls.append((time.monotonic() - begin) * 1000)
            after = os.times()
            cost = sum(after[2:4]) - sum(before[2:4])
            median = sorted(walls)[RUNS // 2]
            print("%-28s %5.1f ms %5.1f ms %5.1f ms %8s"
                  % (name, median, max(walls), cost * 1000 / RUNS,
                     "%d ms" % most if most else ""))


def main(newsfold, entries, folder):
    given = folder is not None
    folder = folder or tempfile.mkdtemp(prefix="newsfold-million.")
    try:
        bench = Bench(newsfold, folder)
        bench.make(entries)
        bench.measure(entries)
    finally:
        if not given:
            shutil.rmtree(folder)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000000,
         sys.argv[3] if len(sys.argv) > 3 else None)
