"""A browser on a slow processor: only the page's thread, or all of the browser."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

_RUN = 0.002  # seconds at a stretch


@contextmanager
def page_slowed(page: Page, times: int) -> Iterator[None]:
    """The page's main thread, so many times slower. Chromium offers this for pages only, not for workers."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})
    try:
        yield
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()


@contextmanager
def browser_slowed(browser: Browser, times: int) -> Iterator[None]:
    """All processes of the browser, the worker's too, run for one part in so many of the time."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    group = os.getpgid(next(one["id"] for one in processes if one["type"] == "browser"))
    session.detach()
    if group == os.getpgid(0):
        raise SystemExit("the browser is in our own process group")
    ended = threading.Event()

    def brake() -> None:
        while not ended.is_set():
            began = time.perf_counter()
            time.sleep(_RUN)
            # On a busy machine one wakes late: the pause is reckoned from how long the browser really ran.
            ran = time.perf_counter() - began
            os.killpg(group, signal.SIGSTOP)
            time.sleep(ran * (times - 1))
            os.killpg(group, signal.SIGCONT)

    braking = threading.Thread(target=brake)
    braking.start()
    try:
        yield
    finally:
        ended.set()
        braking.join()
