#!/bin/sh
# The layer table of docs/architecture.md: every "x/y.h" included from folder f must be one of f's allowed folders, and of
# another folder only its door x/x.h; of a library only what the folder may link.
cd "$1" || exit 99
status=0
awk -v rules='base: ; fetcher: base; parser: base; dedup: base; store: base; digest: base; cli: base fetcher parser dedup store digest; tests: *; fuzz: *; bench: *' '
BEGIN { n = split(rules, r, /; */); for (i = 1; i <= n; i++) { split(r[i], p, /: */); ok[p[1]] = " " p[2] " " p[1] " " } }
/^#include "/ {
	split(FILENAME, f, "/"); split($2, inc, "\""); split(inc[2], h, "/")
	if (h[2] == "") { print FILENAME ": " inc[2] " is not spelled from the root"; bad = 1; next }
	if (ok[f[1]] !~ /\*/ && index(ok[f[1]], " " h[1] " ") == 0) { print FILENAME ": " f[1] " may not include " h[1]; bad = 1 }
	if (h[1] != f[1] && h[1] != "base" && f[1] != "tests" && f[1] != "fuzz" && h[2] != h[1] ".h") { print FILENAME ": " inc[2] " is not the door of " h[1]; bad = 1 }
}
END { exit bad }' */*.[ch] || status=1
awk -v rules='curl: base fetcher; libxml: parser; jansson: parser digest cli; uchardet: parser; sqlite3: store; utf8proc: base; libpsl: base; idn2: base; xxhash: dedup store; gmime: digest; ini: cli; seccomp: cli; zlib: fetcher; brotli: fetcher; zstd: fetcher' '
BEGIN { n = split(rules, r, /; */); for (i = 1; i <= n; i++) { split(r[i], p, /: */); lib[p[1]] = " " p[2] " tests fuzz bench " } }
/^#include </ {
	split(FILENAME, f, "/"); split($2, inc, /[<>]/)
	for (l in lib)
		if (inc[2] ~ ("^" l) && index(lib[l], " " f[1] " ") == 0) { print FILENAME ": " f[1] " may not use " inc[2]; bad = 1 }
}
END { exit bad }' */*.[ch] || status=1
exit $status
