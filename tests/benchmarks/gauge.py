"""Counts on the device's side of the network how many writes are on their way at once."""

import socket
import threading
from contextlib import suppress

from tests.browsers import free_port


class Gauge:
    """A relay before a server on 127.0.0.1; most: the largest number of POSTs without an answer yet.

    HTTP/1.1 without pipelining: a connection has one request on its way at most.
    """

    def __init__(self, server_port: int):
        self.port, self._server_port = free_port(), server_port
        self.most = 0
        self._waiting: set[int] = set()
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The server, seen through the relay."""
        return f"http://127.0.0.1:{self.port}"

    def end(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                device, _ = self._listening.accept()
                self._relay(device)

    def _relay(self, device: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._server_port))
        except OSError:
            device.close()
            return
        for one in (device, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for towards_device in (False, True):
            threading.Thread(target=self._carry, args=(device, server, towards_device), daemon=True).start()

    def _carry(self, device: socket.socket, server: socket.socket, towards_device: bool) -> None:
        source, sink = (server, device) if towards_device else (device, server)
        with suppress(OSError):
            while data := source.recv(65536):
                self._note(id(device), data, towards_device)
                sink.sendall(data)
        self._note(id(device), b"", True)
        for one in (device, server):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _note(self, connection: int, data: bytes, towards_device: bool) -> None:
        with self._lock:
            if towards_device:
                self._waiting.discard(connection)
            elif data.startswith(b"POST "):
                self._waiting.add(connection)
                self.most = max(self.most, len(self._waiting))
