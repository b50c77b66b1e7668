"""The three engines that the offline tests and the fuzz run in, behind one Device.

with opened("firefox") as engine:
    device = engine.take(server.url)
    device.enter("orlova")
    engine.give_back(device)
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Playwright, sync_playwright

from tests.engines.chromium import Chromium
from tests.engines.device import Device, NotOpened
from tests.engines.display import Display
from tests.engines.firefox import Firefox
from tests.engines.shelf import Engine
from tests.engines.webkit import WebKit

__all__ = ["ENGINES", "Device", "Engine", "NotOpened", "opened"]
ENGINES = ("chromium", "firefox", "webkit")


@contextmanager
def opened(name: str, playwright: Playwright | None = None) -> Iterator[Engine]:
    """The engine of that name; at the end nothing of it still runs.

    A process can have one Playwright only: hand it over where there is one already.
    """
    with ExitStack() as stack:
        if name == "chromium":
            driver = playwright or stack.enter_context(sync_playwright())
            engine = Engine(lambda folder, url: Chromium(folder, url, driver))
        elif name == "firefox":
            engine = Engine(Firefox)
        elif name == "webkit":
            display = stack.enter_context(Display())
            engine = Engine(lambda folder, url: WebKit(folder, url, display.name))
        else:
            raise ValueError(f"{name} is none of {', '.join(ENGINES)}")
        stack.callback(engine.close)
        yield engine
