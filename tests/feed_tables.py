#!/usr/bin/env python3
"""The parser on tables of dates, urls, encodings, damaged and captured feeds.

usage: feed_tables.py SHARED/feeds NEWSFOLD

Prints a figure a table, and every row that fails; fails where a figure is
below its floor.
"""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from xml.sax.saxutils import escape, quoteattr

feeds, newsfold = sys.argv[1:3]
temp = tempfile.TemporaryDirectory()
pool = ThreadPoolExecutor(2)
failed = False


def rows(name):
    with open(f"{feeds}/tables/open/{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parse(path):
    run = subprocess.run([newsfold, "parse", path], capture_output=True)
    return json.loads(run.stdout)


def parse_text(text):
    handle, path = tempfile.mkstemp(dir=temp.name)
    with os.fdopen(handle, "wb") as out:
        out.write(text.encode("utf-8", "surrogatepass"))
    try:
        return parse(path)
    finally:
        os.unlink(path)


def report(name, floor, table, judge):
    """judge(row) says what is wrong with a row, or None."""
    global failed
    faults = [(row, fault) for row, fault in zip(table, pool.map(judge, table)) if fault]
    share = 100 * (len(table) - len(faults)) / len(table)
    print(f"{name}: {len(table) - len(faults)} of {len(table)}, {share:.1f} %")
    for row, fault in faults:
        print(f"  {json.dumps(row, ensure_ascii=False)[:200]}: {fault}")
    if share < floor:
        print(f"failed: {name} is below {floor} %", file=sys.stderr)
        failed = True


def atom(attributes, entry):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>t</title><entry>{entry}</entry></feed>'


def date(row):
    text = f'<rss version="2.0"><channel><item><title>t</title><pubDate>{escape(row["input"])}</pubDate></item></channel></rss>'
    got = parse_text(text)["entries"][0].get("published")
    if row.get("parses") or row.get("valid"):
        return None if got else "absent"
    if "utc" not in row:
        return None
    want = row["utc"]
    return None if (got or "")[:19] == (want or "")[:19] else f"got {got}"


def base_url(row):
    made = parse_text(atom(f' xml:base={quoteattr(row["base"])}', f'<link href={quoteattr(row["rel"])}/>'))
    got = made["entries"][0].get("link")
    return None if got == row["abs"] else f"got {got}"


def base_html(row):
    made = parse_text(atom(f' xml:base={quoteattr(row["base"])}',
                           f'<content type="html">{escape(row["input_html"])}</content>'))
    html = made["entries"][0].get("content_html") or ""
    return next((f"no {link[2]}" for link in row["links"] if link[2] not in html), None)


def sanitized(row):
    html = "".join(c for c in row["input_html"] if c >= " " or c in "\t\r\n")
    text = parse_text(atom("", f'<title type="html">{escape(html)}</title><content type="html">{escape(html)}</content>'))
    entry = text["entries"][0]
    plain = (entry.get("content", "") + " " + entry.get("title", "")).lower()
    for part in row["must_not_survive"]:
        bad = {"element": "<{}", "attribute": "{}=", "scheme": "{}:", "style": "expression("}
        for kind, form in bad.items():
            if kind in part and form.format(part[kind].lower()) in plain:
                return f"{part} in {plain[:80]}"
    return None


def items(row):
    got = len(parse(f'{feeds}/{row["copy"]}').get("entries", []))
    return None if got == row["items"] else f"got {got}"


def cases(name, floor, keep, expectation):
    """Rows that name a case, judged by the runner of the cases."""
    global failed
    by_id = {}
    with open(f"{feeds}/cases-open.jsonl", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            by_id[case["id"]] = case
    chosen = f"{temp.name}/{name}.jsonl"
    count = 0
    with open(chosen, "w", encoding="utf-8") as out:
        for row in rows(name):
            case = by_id[row["id"]]
            if keep(case) and expectation(row):
                case = {**case, "file": os.path.abspath(f'{feeds}/{case["file"]}'), "expect": expectation(row), "policy": {}}
                out.write(json.dumps(case) + "\n")
                count += 1
    run = subprocess.run([f"{feeds}/run_cases.py", chosen, "--json", "--jobs", "2", "--", newsfold, "parse"],
                         capture_output=True, text=True)
    results = json.loads(run.stdout)
    faults = [result["id"] for result in results["failures"]]
    share = 100 * (count - len(faults)) / count
    print(f"{name}: {count - len(faults)} of {count}, {share:.1f} %", *faults, sep="\n  " if faults else " ")
    if share < floor:
        print(f"failed: {name} is below {floor} %", file=sys.stderr)
        failed = True


report("dates", 98.5, rows("dates"), date)
report("base_urls", 100, rows("base_urls"), base_url)
report("base_html", 100, rows("base_html"), base_html)
report("sanitize", 100, [row for row in rows("sanitize") if row.get("input_html")], sanitized)
report("realworld", 100, [row for row in rows("realworld") if row.get("copy")], items)
cases("illformed", 99.5, lambda case: True, lambda row: row["still_expected"])
cases("encodings", 100, lambda case: "rfc3023" not in (case.get("tags") or []),
      lambda row: row["encoding"] and {"encoding": row["encoding"]})
sys.exit(failed)
