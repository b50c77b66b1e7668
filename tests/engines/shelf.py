"""Devices lent to tests: a new one for each, or one that was wiped where a start is dear."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from tests.engines.device import Device
from tests.scratch import scratch_folder


class Engine:
    """Devices of one engine. What is taken and not given back is closed with it."""

    def __init__(self, make: Callable[[Path, str], Device]):
        self._make = make
        self._lent: list[Device] = []
        self._wiped: list[Device] = []

    def take(self, base_url: str) -> Device:
        """A started device that holds nothing; base_url has no slash at the end."""
        if self._wiped:
            device = self._wiped.pop()
            device.base_url = base_url
            self._lent.append(device)
        else:
            device = self._make(scratch_folder("zvonok-device-"), base_url)
            self._lent.append(device)
            device.start()
        return device

    def give_back(self, device: Device) -> None:
        """Ends it, or wipes it for the next."""
        wiped = device.wipe()
        self._lent.remove(device)
        if wiped:
            self._wiped.append(device)
        else:
            _end(device)

    def close(self) -> None:
        """Ends all devices and removes what they kept."""
        for device in [*self._lent, *self._wiped]:
            _end(device)
        self._lent, self._wiped = [], []


def _end(device: Device) -> None:
    device.kill()
    for _ in range(20):
        # A process of it that is just dying may still write.
        shutil.rmtree(device.folder, ignore_errors=True)
        if not device.folder.exists():
            return
        time.sleep(0.05)
