"""A proxy that reads what passes: it spoils the answers of writes, and remembers the writes."""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from tests.serving import Server

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass
class Post:
    """A write of an outbox on its way. status: what the device was told, 0 for nothing."""

    path: str
    key: str
    fields: dict[str, str]
    status: int = 0


class Gateway:
    """The way to the server; url is where the browser goes.

    manner is what happens to the writes of an outbox, and to them alone: "pass"; "bad-gateway", they take
    effect, and a stranger's 502 is the answer; "hold", they take effect, and no answer comes until the manner
    changes, when the connection ends; "busy/SECONDS", the server itself sends them away for so long.
    latency is in seconds, for the way there of everything.
    """

    def __init__(self, server: Server):
        self.server = server
        self.manner = "pass"
        self.latency = 0.0
        self.posts: list[Post] = []
        self.most = 0
        self._flying = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(_Handler):
            gateway = outer

        self._listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._listening.daemon_threads = True
        threading.Thread(target=self._listening.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The server, seen through this."""
        return f"http://127.0.0.1:{self._listening.server_address[1]}"

    def of(self, path: str) -> list[Post]:
        """The writes to a path, in the order in which they came."""
        return [post for post in self.posts if post.path == path]

    def begin(self, post: Post) -> None:
        """One more is on its way."""
        with self._lock:
            self.posts.append(post)
            self._flying += 1
            self.most = max(self.most, self._flying)

    def finish(self) -> None:
        """One less."""
        with self._lock:
            self._flying -= 1

    def end(self) -> None:
        """Let everything go."""
        self.manner = "pass"
        self._listening.shutdown()
        self._listening.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gateway: Gateway

    def log_message(self, *_: object) -> None:
        """Silence."""

    def do_GET(self) -> None:
        """Reads pass."""
        self._relay(None)

    def do_POST(self) -> None:
        """Writes of an outbox are treated as told."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "Zvonok-Outbox" not in self.headers:
            self._relay(body)
            return
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        post = Post(self.path, self.headers["Idempotency-Key"], fields)
        self.gateway.begin(post)
        try:
            self._treat(post, body)
        finally:
            self.gateway.finish()

    def _treat(self, post: Post, body: bytes) -> None:
        manner = self.gateway.manner
        if manner.startswith("busy/"):
            ours = {"Retry-After": manner.partition("/")[2], "Zvonok-Build": "any"}
            post.status = self._answer(503, ours, b"{}")
        elif manner == "bad-gateway":
            self._ask(body)
            post.status = self._answer(502, {"Content-Type": "text/html"}, b"<h1>502 Bad Gateway</h1>")
        elif manner == "hold":
            self._ask(body)
            while self.gateway.manner == "hold":
                time.sleep(0.02)
            self.close_connection = True
        else:
            post.status = self._relay(body)

    def _relay(self, body: bytes | None) -> int:
        time.sleep(self.gateway.latency)
        asked = self._ask(body)
        if asked is None:
            self.close_connection = True
            return 0
        answer, content = asked
        headers = {name: text for name, text in answer.getheaders() if name.lower() not in HOP_BY_HOP}
        cookies = answer.headers.get_all("Set-Cookie") or []
        return self._answer(answer.status, headers, content, cookies)

    def _ask(self, body: bytes | None) -> tuple[http.client.HTTPResponse, bytes] | None:
        """What the server says; None when it is not there."""
        asking = http.client.HTTPConnection("127.0.0.1", self.gateway.server.port, timeout=60)
        headers = {name: text for name, text in self.headers.items() if name.lower() != "connection"}
        try:
            asking.request(self.command, self.path, body, {**headers, "Connection": "close"})
            answer = asking.getresponse()
            return answer, answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            asking.close()

    def _answer(
        self, status: int, headers: dict[str, str], content: bytes, cookies: list[str] | None = None
    ) -> int:
        self.send_response(status)
        for name, text in headers.items():
            if name.lower() != "set-cookie":
                self.send_header(name, text)
        for cookie in cookies or []:
            self.send_header("Set-Cookie", cookie)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(content)
        return status


@pytest.fixture
def gateway(server: Server) -> Iterator[Gateway]:
    """A way to the server that treats writes as it is told."""
    found = Gateway(server)
    yield found
    found.end()
