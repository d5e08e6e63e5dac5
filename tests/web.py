"""Two web servers on loopback that serve a folder and write down what they are
asked: a line a request, "PORT PATH|name: value|..." with names in lower case.

FOLDER/x is served as /x, whatever the query. A file whose first line is
"!STATUS Name: value, ..." answers that: "!302 Location: http://..."; the word
OTHER in it is the other server's address, and BASIC or BEARER in the place of
the status asks for "joe:secret" or "s3cret" before the rest is served.

usage: web.py FOLDER LOG PORTS     (PORTS is written when both listen)
"""
import base64
import http.server
import os
import sys
import threading

folder, log, ports = sys.argv[1:4]
TYPES = {".html": "text/html", ".xml": "application/rss+xml", ".json": "application/feed+json"}
WANTED = {"BASIC": "Basic " + base64.b64encode(b"joe:secret").decode(), "BEARER": "Bearer s3cret"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        with open(log, "a", encoding="utf-8") as out:
            out.write("|".join([f"{self.server.server_port} {self.path}"] + [f"{n.lower()}: {v}" for n, v in self.headers.items()]) + "\n")
        name = os.path.join(folder, path.lstrip("/")) if path != "/" else os.path.join(folder, "index.html")
        if ".." in path or not os.path.isfile(name):
            return self.answer(404)
        with open(name, "rb") as file:
            body = file.read()
        kind = [("Content-Type", TYPES.get(os.path.splitext(name)[1], "text/plain"))]
        if body.startswith(b"!"):
            first, _, body = body.partition(b"\n")
            status, *given = first[1:].decode().replace("OTHER", f"127.0.0.1:{self.server.other}").split(" ", 1)
            headers = [tuple(h.split(": ", 1)) for h in (given[0].split(", ") if given else [])]
            if status not in WANTED:
                return self.answer(int(status), body, headers)
            if self.headers.get("Authorization") != WANTED[status]:
                return self.answer(401, b"", [("WWW-Authenticate", 'Basic realm="x"')])
        return self.answer(200, body, kind)

    def log_message(self, *args):
        pass


servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
for server, other in zip(servers, reversed(servers)):
    server.other = other.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
with open(ports + ".new", "w", encoding="utf-8") as out:
    out.write(" ".join(str(server.server_port) for server in servers))
os.rename(ports + ".new", ports)
threading.Event().wait()
