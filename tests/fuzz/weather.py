"""The network of one device: its own proxy before the server."""

import subprocess
import sys
import time
import urllib.request

from tests.browsers import free_port
from tests.serving import ROOT

PROXY = ROOT.parent / "shared" / "tools" / "flaky_proxy.py"
FAIR = "pass"
FOUL = (
    "refuse",
    "blackhole",
    "drop-response",
    "truncate",
    "portal",
    "cut",
    "latency/200",
    "trickle/2000",
)


class Weather:
    """url is where the device goes; becomes() changes what happens on the way."""

    def __init__(self, server_port: int):
        self.port, self._control = free_port(), free_port()
        ports = [str(port) for port in (self.port, server_port, self._control)]
        self._process = subprocess.Popen([sys.executable, PROXY, *ports])
        for _ in range(100):
            try:
                return self.becomes(FAIR)
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the proxy does not start")

    @property
    def url(self) -> str:
        """The server, seen through this network."""
        return f"http://127.0.0.1:{self.port}"

    def becomes(self, kind: str) -> None:
        """One of FOUL or FAIR."""
        urllib.request.urlopen(f"http://127.0.0.1:{self._control}/{kind}", timeout=5).close()

    def end(self) -> None:
        """Ends the proxy."""
        self._process.kill()
        self._process.wait()
