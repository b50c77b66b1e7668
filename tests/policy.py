"""What Chromium stopped by the content security policy: nothing, in any test (fixture in conftest.py)."""

from playwright.sync_api import BrowserContext, ConsoleMessage

_told: list[str] = []


def listen(context: BrowserContext) -> BrowserContext:
    """From now on, keep what the context's pages say of the policy."""
    context.on("console", _hear)
    return context


def told() -> list[str]:
    """What was said since the last call."""
    said = list(_told)
    _told.clear()
    return said


def _hear(message: ConsoleMessage) -> None:
    if "Content Security Policy" in message.text:
        _told.append(f"{message.page.url if message.page else '?'}: {message.text}")
