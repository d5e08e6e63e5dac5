#!/bin/sh
# A feed that pours thousands of near-copies of one story: what they cost, and
# what they cost the others. A document of 1,000 entries is stored and folded
# into a database of 2,000, calm, and with the flood; once with reports of its
# own and reprints of others, and once with one more reprint, of the story that is
# flooded, which is counted again as a whole.
#
# usage: flood.sh [COPIES [RUNS]]     (10000 5)
#
# Prints seconds of CPU time, the least of the runs; and fails when the story's
# lead is not its first entry. Needs python3 and GNU time.
set -eu
export LC_ALL=C

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
copies=${1:-10000} runs=${2:-5}
build=${TMPDIR:-/tmp}/newsfold-bench/build
temp=$(mktemp -d "${TMPDIR:-/tmp}/newsfold-bench-flood.XXXXXX")
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' INT TERM

[ -f "$build/build.ninja" ] ||
    meson setup "$build" "$here" --buildtype=release -Dtests=disabled >&2
ninja -C "$build" newsfold >&2

# One document each: NAME.xml
python3 - "$temp" "$copies" <<'END'
import random, sys
folder, copies = sys.argv[1], int(sys.argv[2])
rng = random.Random(1)
syllable = lambda: rng.choice("bdfgklmnprstvz") + rng.choice("aeiou")
words = sorted({"".join(syllable() for _ in range(rng.randint(1, 4))) for _ in range(6000)})
rng.shuffle(words)

def sentence(rng, count=14):
    chosen = [words[int(len(words) ** rng.random()) - 1] for _ in range(count)]
    return " ".join(chosen).capitalize() + "."

def report(number):
    rng = random.Random(number)
    return sentence(rng, 8), [sentence(rng) for _ in range(20)]

def flood():
    title, text = report(0)
    rng = random.Random("flood")
    for number in range(copies):
        version = list(text)
        version[rng.randrange(len(text))] = sentence(rng)
        yield f"{title} {number}", version

def others(first):
    """Three reports of its own, then a reprint."""
    for number in range(first, first + 1000):
        title, _ = report(200000 + number)
        yield title, report(number if number % 4 == 0 else 100000 + number)[1]

def write(name, entries):
    with open(f"{folder}/{name}.xml", "w") as out:
        out.write(f"<rss version='2.0'><channel><title>{name}</title><link>https://{name}.example/</link>")
        for number, (title, text) in enumerate(entries):
            out.write(f"<item><guid isPermaLink='false'>{number}</guid><title>{title}</title>"
                      f"<description>{' '.join(text)}</description></item>")
        out.write("</channel></rss>")

write("base", map(report, range(2000)))
write("flood", flood())
write("others", others(1))
write("reprint", others(0))
END

# store DATABASE NAME: that document, in seconds of CPU time
store() {
    /usr/bin/time -f '%U %S' -o "$temp/time" "$build/newsfold" --config /dev/null --database "$temp/$1.db" \
        ingest --feed "https://$2.example/feed" "$temp/$2.xml" 2>"$temp/said" || {
        cat "$temp/said" >&2
        exit 1
    }
    awk '{ print $1 + $2 }' "$temp/time"
}

# least DATABASE NAME: of several runs, each into a copy of the database
least() {
    for _ in $(seq "$runs"); do
        cp "$temp/$1.db" "$temp/copy.db"
        store copy "$2"
        rm -f "$temp"/copy.db*
    done | sort -n | head -1
}

store calm base >/dev/null
cp "$temp/calm.db" "$temp/flooded.db"
printf 'the flood of %d: %s\n' "$copies" "$(store flooded flood)"
lead=$("$build/newsfold" --config /dev/null --database "$temp/flooded.db" show 1 |
    sed -n 's/^\* *\([0-9]*\) .*/\1/p')
echo "lead of the story: entry $lead"
for name in others reprint; do
    printf '%-8s calm %s, flooded %s\n' "$name" "$(least calm $name)" "$(least flooded $name)"
done
[ "$lead" = 1 ]
