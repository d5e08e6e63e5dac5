# Scoring newsfold on labelled stories; sourced by what has set $newsfold, $shared
# (where stories/score.py is) and $temp.

# score FILE: what `cluster` makes of it is in $temp/clusters, how good that is
# in $temp/score
score() {
    "$newsfold" cluster "$1" >"$temp/clusters"
    "$shared/stories/score.py" "$1" "$temp/clusters" >"$temp/score"
}

# figure NAME [BY VALUE]: of all documents, or of those of one severity, kind, …
figure() {
    awk -v name="$1=" -v by="${2:-}" -v value="${3:-}" '
        $1 == "--" { part = $3; next }
        part == by && (by == "" || $1 == value) {
            for (i = 1; i <= NF; i++)
                if (index($i, name) == 1)
                    print substr($i, length(name) + 1)
        }' "$temp/score"
}

# template_pairs FILE: the false pairs in $temp/clusters that a template item is
# in, and how many such items there are
template_pairs() {
    python3 - "$1" "$temp/clusters" <<'END'
import collections, itertools, json, sys
gold, found = ([json.loads(line) for line in open(name)] for name in sys.argv[1:])
documents = {document["id"]: document for document in gold}
stories = collections.defaultdict(list)
for line in found:
    stories[line["cluster"]].append(documents[line["id"]])
template = lambda document: document["kind"].startswith("tmpl-")
print(sum(a["cluster"] != b["cluster"] and (template(a) or template(b))
          for story in stories.values() for a, b in itertools.combinations(story, 2)),
      sum(map(template, gold)))
END
}

# shuffled FILE SEED: its documents, the times of each day exchanged among them
shuffled() {
    python3 - "$1" "$2" <<'END'
import collections, json, random, sys
days = collections.defaultdict(list)
for line in open(sys.argv[1]):
    document = json.loads(line)
    days[document["published"][:10]].append(document)
for day in sorted(days):
    times = [document["published"] for document in days[day]]
    random.Random(int(sys.argv[2])).shuffle(times)
    for document, document["published"] in zip(days[day], times):
        pass
    for document in sorted(days[day], key=lambda document: document["published"]):
        print(json.dumps(document))
END
}
