#!/usr/bin/env python3
"""Every statement of the program uses an index.

usage: plans.py NEWSFOLD [STORE_LIBRARY] [-v]

The statements are read out of the program, where each is a constant, so one
that was added yesterday is among them. SQLite explains each on a database
that NEWSFOLD made. A scan of a table that grows with what is stored fails,
unless the statement begins with the comment /* whole */, which says that it
means to read all: those of `check`, once a day, or of a listing that has no
bounds. What is put together at run time cannot be prepared from its pieces and
fails, too.
"""

import glob
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

# Tables that have a row a feed, an outlet, a digest or a setting, an entry of
# the open transaction, or of what the user has corrected by hand.
SMALL = {"feeds", "tags", "feed_settings", "outlets", "digests", "settings",
         "sqlite_schema", "sqlite_sequence", "json_each", "pending",
         "imported", "ruled", "going", "leaving", "refold_state",
         "corrections", "corrected", "mutes"}

# A listing of stories from the newest on walks this index, and stops.
LISTINGS = ("stories USING INDEX stories_first_seen",
            "stories USING INDEX stories_unread",
            "stories USING INDEX stories_starred")

VERBS = rb"(?:/\* whole \*/ )?(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH) "
# Fewer than these, and they were not found.
LEAST = 60


def constants(path):
    """Those of a file that begin like a statement; not the schema's steps, which
    are several in one."""
    with open(path, "rb") as file:
        data = file.read()
    found = set()
    for match in re.finditer(VERBS + rb"[\x20-\x7e\x80-\xff\n]{8,}?(?=\0)", data):
        text = match.group().decode("utf-8", "replace")
        if ";\n" not in text and data[match.start() - 1:match.start()] in (b"\0", b"\n"):
            found.add(text)
    return found


def statements(program, objects):
    """Also of the object files: the linker stores a constant that ends another
    one only there."""
    found = constants(program)
    for path in objects:
        found |= constants(path)
    return sorted(found)


def aliases(sql, tables):
    """{name in the plan: tables it may be}"""
    names = {table: {table} for table in tables}
    pattern = r"\b(%s)\s+(?:AS\s+)?([a-z][a-z0-9_]*)\b" % "|".join(
        sorted(tables, key=len, reverse=True))
    for table, alias in re.findall(pattern, sql):
        names.setdefault(alias, set()).add(table)
    return names


def scans(connection, sql, tables):
    """Scans of large tables, as the plan tells them."""
    names = aliases(sql, tables)
    found = []
    count = max((int(n) for n in re.findall(r"\?(\d+)", sql)), default=0)
    for row in connection.execute("EXPLAIN QUERY PLAN " + sql, [None] * count):
        match = re.match(r"SCAN (\w+)(.*)", row[3])
        if not match or match.group(1) not in names:
            continue
        for table in names[match.group(1)] - SMALL:
            plan = table + match.group(2)
            if not plan.startswith(LISTINGS) and "VIRTUAL TABLE INDEX" not in plan:
                found.append(plan)
    return found


def make_database(newsfold, folder):
    database = os.path.join(folder, "news.db")
    subprocess.run([newsfold, "--database", database, "add", "--exact",
                    "http://example.org/"], check=True,
                   env=dict(os.environ, HOME=folder))
    connection = sqlite3.connect(database)
    # The index's own tokenizer is the program's, which plain SQLite has not;
    # how words are told apart is in no plan.
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, "
                       "'newsfold', 'unicode61') WHERE name = 'search'")
    connection.commit()
    connection.close()
    connection = sqlite3.connect(database)
    connection.execute("CREATE TEMP TABLE pending (entry INTEGER PRIMARY KEY, "
                       "title TEXT, text TEXT)")
    connection.executescript("""
        CREATE TEMP TABLE imported (kind INTEGER, there INTEGER,
            here INTEGER, PRIMARY KEY (kind, there)) WITHOUT ROWID;
        CREATE TEMP TABLE posted (entry INTEGER PRIMARY KEY);
        CREATE TEMP TABLE ruled (feed INTEGER PRIMARY KEY);
        CREATE TEMP TABLE going (entry INTEGER PRIMARY KEY);
        CREATE TEMP TABLE leaving (entry INTEGER PRIMARY KEY, feed INTEGER,
            story INTEGER, identity INTEGER);
        CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row);
        CREATE VIRTUAL TABLE temp.occurrences
            USING fts5vocab(main, search, instance);
        CREATE TEMP TABLE refold_moves (entry INTEGER PRIMARY KEY,
            before INTEGER, team INTEGER, after INTEGER);
        CREATE INDEX temp.refold_moves_before ON refold_moves (before, team);
        CREATE INDEX temp.refold_moves_team ON refold_moves (team, before);
        CREATE TEMP TABLE refold_claims (story INTEGER PRIMARY KEY,
            team INTEGER);
        CREATE TEMP TABLE refold_teams (team INTEGER PRIMARY KEY,
            story INTEGER);
        CREATE TEMP TABLE refold_touched (story INTEGER PRIMARY KEY);""")
    connection.create_function("newsfold_rank", -1, lambda *values: 0.0)
    return connection


def main(newsfold, objects, verbose):
    with tempfile.TemporaryDirectory() as folder:
        connection = make_database(newsfold, folder)
        tables = {row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
        texts = statements(newsfold, objects)
        wrong = whole = 0
        for sql in texts:
            if sql.startswith("/* whole */"):
                whole += 1
                continue
            try:
                found = scans(connection, sql, tables)
            except sqlite3.Error as error:
                found = [str(error)]
            for plan in found:
                wrong += 1
                print("%s:\n    %s" % (plan, sql))
            if verbose:
                print("fine: %s" % sql)
        connection.close()
    if len(texts) < LEAST:
        print("only %d statements were found" % len(texts))
        wrong += 1
    print("%d statements, %d of them meant to read all; %d wrong"
          % (len(texts), whole, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    named = [argument for argument in sys.argv[1:] if argument != "-v"]
    sys.exit(main(os.path.abspath(named[0]),
                  glob.glob(named[1] + ".p/*.o") if len(named) > 1 else [],
                  "-v" in sys.argv))
