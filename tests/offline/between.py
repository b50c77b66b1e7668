"""A proxy that spoils single answers, by their path: what a network does to all of them, flaky_proxy does."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.serving import Server

PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Sign in to the network</h1>"
BAD_GATEWAY = b"<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>"
OF_THE_CONNECTION = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}


@dataclass
class Between:
    """spoilt: how the answers to a path are spoilt. A path begins with what is given.

    `bad-gateway` is a proxy's 502, `portal` 200 with a captive portal's page. Three stop in the middle:
    `cut-length` of an announced length, `cut-chunked` without the last chunk, `cut-unnoticed` at the end of a
    connection that announced nothing, which a browser takes for the whole.
    """

    port: int
    spoilt: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The server, seen through this proxy."""
        return f"http://127.0.0.1:{self.port}"

    def how(self, path: str) -> str:
        """How the answer to a path is spoilt; empty when it is not."""
        return next((how for start, how in self.spoilt.items() if path.startswith(start)), "")


@contextmanager
def between(server: Server) -> Iterator[Between]:
    """The proxy before a server, which may stop and start meanwhile."""

    class Carry(_Carry):
        to = server.port

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Carry)
    proxy.daemon_threads = True
    Carry.told = Between(proxy.server_port)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield Carry.told
    finally:
        proxy.shutdown()
        proxy.server_close()


class _Carry(BaseHTTPRequestHandler):
    to: ClassVar[int]
    told: ClassVar[Between]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        how = self.told.how(self.path)
        if how in ("bad-gateway", "portal"):
            self._say(502 if how == "bad-gateway" else 200, BAD_GATEWAY if how == "bad-gateway" else PORTAL)
            return
        length = int(self.headers.get("Content-Length", 0))
        plain = ("accept-encoding",) if how else ()
        asked = {name: value for name, value in self.headers.items() if name.lower() not in plain}
        upstream = http.client.HTTPConnection("127.0.0.1", self.to, timeout=30)
        try:
            upstream.request(self.command, self.path, self.rfile.read(length) or None, asked)
            answer = upstream.getresponse()
            self._pass_on(answer, answer.read(), how)
        except OSError:
            self.close_connection = True
        finally:
            upstream.close()

    do_POST = do_GET

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _pass_on(self, answer: http.client.HTTPResponse, body: bytes, how: str) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OF_THE_CONNECTION:
                self.send_header(name, value)
        half = body[: len(body) // 2]
        if how == "cut-chunked":
            self.send_header("Transfer-Encoding", "chunked")
        elif how == "cut-unnoticed":
            self.send_header("Connection", "close")
        elif answer.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(
            b"%x\r\n%s\r\n" % (len(half), half) if how == "cut-chunked" else half if how else body
        )
        self.close_connection |= bool(how)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test says what was wrong."""
