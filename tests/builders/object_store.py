"""A small S3-compatible object store on 127.0.0.1, as much of it as pyarrow asks for. Objects live in a dict.

It checks nothing of the signature: that is the client's library's business. It shows what was asked (`requests`), can
refuse writes (`read_only`), and lets a test change what is stored.
"""

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

ERROR = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'


class ObjectStore:
    """What the server holds: objects by `bucket/key`."""

    def __init__(self):
        self.objects = {}
        self.uploads = {}
        self.requests = []
        self.read_only = False
        self.endpoint = ""


@contextmanager
def object_store():
    """A running store; `endpoint` is its address."""
    store = ObjectStore()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"store": store}))
    store.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: ObjectStore

    def log_message(self, *_):
        """Quiet."""

    def _asked(self):
        parts = urlsplit(self.path)
        self.key = unquote(parts.path).strip("/")
        self.query = parse_qs(parts.query, keep_blank_values=True)
        self.store.requests.append((self.command, self.key))

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b"".join(iter(self._piece, b""))
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return _unchunked(body) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body

    def _piece(self):
        """One piece of a chunked body; empty at its end."""
        size = int(self.rfile.readline().split(b";")[0], 16)
        piece = self.rfile.read(size)
        self.rfile.readline()
        return piece

    def do_HEAD(self):
        self._asked()
        if "/" not in self.key:
            self._answer(200)
        elif self.key in self.store.objects:
            size = str(len(self.store.objects[self.key]))
            self._answer(200, Content_Length=size, ETag='"e"', Last_Modified="Tue, 24 Nov 2026 00:00:00 GMT")
        else:
            self._answer(404)

    def do_GET(self):
        self._asked()
        if "list-type" in self.query or "/" not in self.key:
            self._list()
        elif self.key not in self.store.objects:
            self._answer(404, ERROR.format(code="NoSuchKey").encode(), Content_Type="application/xml")
        else:
            self._get(self.store.objects[self.key])

    def _get(self, content):
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        dates = {"ETag": '"e"', "Last_Modified": "Tue, 24 Nov 2026 00:00:00 GMT"}
        if not found:
            self._answer(200, content, **dates)
            return
        first, last = int(found[1]), min(int(found[2] or len(content) - 1), len(content) - 1)
        part = content[first : last + 1]
        self._answer(206, part, Content_Range=f"bytes {first}-{last}/{len(content)}", **dates)

    def _list(self):
        bucket, prefix = self.key.split("/")[0], self.query.get("prefix", [""])[0]
        delimiter = self.query.get("delimiter", [""])[0]
        keys, folders = [], set()
        for name in sorted(self.store.objects):
            key = name.removeprefix(bucket + "/")
            if not name.startswith(bucket + "/") or not key.startswith(prefix):
                continue
            rest = key[len(prefix) :]
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.split(delimiter)[0] + delimiter)
            else:
                keys.append((key, len(self.store.objects[name])))
        contents = "".join(
            f"<Contents><Key>{escape(k)}</Key><Size>{n}</Size><ETag>e</ETag>"
            "<LastModified>2026-11-24T00:00:00.000Z</LastModified></Contents>"
            for k, n in keys
        )
        prefixes = "".join(f"<CommonPrefixes><Prefix>{escape(f)}</Prefix></CommonPrefixes>" for f in sorted(folders))
        body = (
            '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            f"<Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(keys) + len(folders)}</KeyCount>"
            f"<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>{contents}{prefixes}</ListBucketResult>"
        )
        self._answer(200, body.encode(), Content_Type="application/xml")

    def do_PUT(self):
        self._asked()
        body = self._body()
        if self.store.read_only:
            self._answer(403, ERROR.format(code="AccessDenied").encode(), Content_Type="application/xml")
        elif "partNumber" in self.query:
            self.store.uploads[self.query["uploadId"][0]][int(self.query["partNumber"][0])] = body
            self._answer(200, ETag='"e"')
        else:
            self.store.objects[self.key] = body
            self._answer(200, ETag='"e"')

    def do_POST(self):
        self._asked()
        self._body()
        if self.store.read_only:
            self._answer(403, ERROR.format(code="AccessDenied").encode(), Content_Type="application/xml")
            return
        bucket, _, key = self.key.partition("/")
        if "uploads" in self.query:
            upload = f"u{len(self.store.uploads)}"
            self.store.uploads[upload] = {}
            kind, inner = "InitiateMultipartUploadResult", f"<UploadId>{upload}</UploadId>"
        else:
            parts = self.store.uploads[self.query["uploadId"][0]]
            self.store.objects[self.key] = b"".join(parts[n] for n in sorted(parts))
            kind, inner = "CompleteMultipartUploadResult", "<ETag>e</ETag>"
        body = f'<?xml version="1.0"?><{kind}><Bucket>{bucket}</Bucket><Key>{escape(key)}</Key>{inner}</{kind}>'
        self._answer(200, body.encode(), Content_Type="application/xml")

    def do_DELETE(self):
        self._asked()
        self.store.objects.pop(self.key, None)
        self._answer(204)


def _unchunked(body):
    """The content of an `aws-chunked` body: sizes in hexadecimal, each with its signature, between the pieces."""
    content, at = b"", 0
    while True:
        end = body.index(b"\r\n", at)
        size = int(body[at:end].split(b";")[0], 16)
        if size == 0:
            return content
        content += body[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
