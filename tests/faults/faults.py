"""What the harness of tests/faults/ shares: a server whose feeds change, the
program under test, and what must be true of a database whatever happened.

Each feed has versions. Version v lists the entries that were new in versions
v, v-1 and v-2, ENTRIES each, and its ETag names v. So a database can be held
to account by itself: for each feed it holds all entries of a version or none
of them, and never the ETag of a version whose entries it lacks.
"""

import asyncio
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ENTRIES = 3
LISTED = 3
EPOCH = 1795219200

SKIPPED = 77


class Fault(Exception):
    """What must be true is not."""


def words(seed, count):
    chooser = random.Random(seed)
    return " ".join("word%d" % chooser.randrange(5000) for _ in range(count))


def body_of(feed, version):
    """The document. Each third entry is a copy of one of the feed before it, so
    that stories join and merge."""
    out = ['<rss version="2.0"><channel><title>Feed %d</title>' % feed,
           "<link>https://outlet%d.example/</link>" % feed]
    for of in range(version, max(0, version - LISTED), -1):
        for n in range(ENTRIES):
            source = feed // 2 * 2 if n == 0 else feed
            out.append(
                "<item><guid>f%d-v%d-%d</guid><title>Report %d of %s</title>"
                "<description>Station %d says today: %s.</description></item>"
                % (feed, of, n, of * 10 + n, "pair" if n == 0 else "feed %d" % feed,
                   source, words("%d %d %d" % (source, of, n), 50)))
    out.append("</channel></rss>\n")
    return "\n".join(out).encode()


class Answers(asyncio.Protocol):
    """One connection. Requests are small and come whole or in pieces."""

    def __init__(self, server):
        self.server = server
        self.pending = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.pending += data
        while b"\r\n\r\n" in self.pending:
            request, self.pending = self.pending.split(b"\r\n\r\n", 1)
            self.transport.write(self.server.answer(request.decode("latin-1")))


class Server:
    """Feeds /0, /1, ... at .versions, served by a thread of its own."""

    def __init__(self, feeds):
        self.feeds = feeds
        self.versions = [1] * feeds
        self.edition = 0  # another ETag and another byte, the same entries
        self.served = [0] * feeds  # what was last told of, body or 304
        self.answered = 0          # answers of this round
        self.complete = threading.Event()  # each feed was answered
        self.bodies = {}
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(
            self.loop.create_server(lambda: Answers(self), "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    def url(self, feed):
        return "http://127.0.0.1:%d/%d" % (self.port, feed)

    def begin_round(self):
        self.answered = 0
        self.complete.clear()

    def answer(self, request):
        feed = int(request.split(" ", 2)[1].strip("/") or 0)
        version = self.versions[feed]
        etag = '"f%d-v%d"' % (feed, version)
        if self.edition:
            etag = etag[:-1] + '+%d"' % self.edition
        self.served[feed] = version
        match = re.search(r"(?im)^if-none-match: *(.*?)\r?$", request)
        if match and match.group(1) == etag:
            reply = "HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
            reply = reply.encode()
        else:
            key = (feed, version)
            if key not in self.bodies:
                self.bodies[key] = body_of(feed, version)
            body = self.bodies[key] + b" " * self.edition
            reply = ("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
                     "ETag: %s\r\nContent-Length: %d\r\n\r\n"
                     % (etag, len(body))).encode() + body
        self.answered += 1
        if self.answered >= self.feeds:
            self.complete.set()
        return reply


class Place:
    """A folder with a database, and the program that works on it."""

    def __init__(self, newsfold, wrapper=()):
        self.newsfold = os.path.abspath(newsfold)
        self.folder = tempfile.mkdtemp(prefix="newsfold-faults.")
        self.database = os.path.join(self.folder, "news.db")
        self.now = EPOCH
        self.environment = {
            key: value for key, value in os.environ.items()
            if not key.startswith("XDG_")}
        self.environment["HOME"] = self.folder
        # One parse worker: more only make a short poll dearer.
        os.makedirs(os.path.join(self.folder, ".config", "newsfold"))
        with open(os.path.join(self.folder, ".config", "newsfold", "newsfold.conf"),
                  "w", encoding="ascii") as file:
            file.write("[poll]\nworkers = 1\n")

    def command(self, *arguments):
        return [self.newsfold, "--database", self.database, *arguments]

    def start(self, *arguments, wrapper=(), **options):
        self.environment["NEWSFOLD_NOW"] = str(self.now)
        return subprocess.Popen([*wrapper, *self.command(*arguments)],
                                env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                **options)

    def run(self, *arguments, wrapper=(), timeout=300):
        """(status, standard output, standard error)"""
        process = self.start(*arguments, wrapper=wrapper)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Fault("%s: no end after %d s" % (" ".join(arguments), timeout))
        return (process.returncode, out.decode("utf-8", "replace"),
                err.decode("utf-8", "replace"))

    def must(self, *arguments):
        status, out, err = self.run(*arguments)
        if status != 0:
            raise Fault("%s: status %d: %s" % (" ".join(arguments), status, err))
        return out

    def subscribe(self, server):
        self.must("add", "--allow-private",
                  *[server.url(feed) for feed in range(server.feeds)])

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def held(database):
    """{url's feed: (version of its ETag, {version: number of entries})}"""
    connection = sqlite3.connect(database, timeout=30)
    try:
        return _held(connection)
    finally:
        connection.close()


def _held(connection):
    result = {}
    for feed, url, etag in connection.execute("SELECT feed, url, etag FROM feeds"):
        version = int(re.search(r"-v(\d+)", etag).group(1)) if etag else 0
        result[feed] = [int(url.rsplit("/", 1)[1]), version, {}]
    for feed, guid in connection.execute("SELECT feed, guid FROM entries"):
        versions = result[feed][2]
        of = int(re.match(r"f\d+-v(\d+)-", guid).group(1))
        versions[of] = versions.get(of, 0) + 1
    return {number: (version, versions)
            for number, version, versions in result.values()}


QUESTIONS = (
    ("entries in no story",
     "SELECT count(*) FROM entries WHERE story IS NULL OR story NOT IN "
     "(SELECT story FROM stories)"),
    ("stories that count wrong",
     "SELECT count(*) FROM stories s WHERE entry_count <> (SELECT count(*) "
     "FROM entries WHERE story = s.story)"),
    ("entries without a text",
     "SELECT count(*) FROM entries WHERE entry NOT IN (SELECT entry FROM texts)"),
    ("forwards to none",
     "SELECT count(*) FROM forwards WHERE target NOT IN (SELECT story FROM "
     "stories)"),
)


def check_whole(database):
    """The file and what is in it agree."""
    connection = sqlite3.connect(database, timeout=30)
    try:
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if rows != ["ok"]:
            raise Fault("integrity: %s" % rows[0])
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise Fault("references to nothing")
        for what, sql in QUESTIONS:
            count = connection.execute(sql).fetchone()[0]
            if count:
                raise Fault("%d %s" % (count, what))
    finally:
        connection.close()


def check_held(now, before):
    """Nothing of before is lost; no feed is half applied; no validator is newer
    than its entries."""
    for feed, (version, versions) in now.items():
        for of, count in versions.items():
            if count != ENTRIES:
                raise Fault("feed %d: %d of %d entries of version %d: half applied"
                            % (feed, count, ENTRIES, of))
        for of in range(version, max(0, version - LISTED), -1):
            if of not in versions:
                raise Fault("feed %d: the validator of version %d without the "
                            "entries of version %d" % (feed, version, of))
    for feed, (version, versions) in before.items():
        if feed not in now:
            raise Fault("feed %d is lost" % feed)
        lost = set(versions) - set(now[feed][1])
        if lost:
            raise Fault("feed %d: entries of versions %s are lost"
                        % (feed, sorted(lost)))


def check_told(now, server):
    """A poll that ended well has stored what it was served."""
    for feed in range(server.feeds):
        if now[feed][0] != server.served[feed]:
            raise Fault("feed %d: served version %d, kept the validator of %d"
                        % (feed, server.served[feed], now[feed][0]))


def main(run):
    """Run, and say what is wrong as one line."""
    try:
        run()
    except Fault as fault:
        print("failed: %s" % fault, file=sys.stderr)
        sys.exit(1)
