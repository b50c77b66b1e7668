"""For a test that runs in every engine: it takes `machine` instead of `device`."""

from collections.abc import Callable, Iterator

import pytest

from tests.engines import ENGINES, Device, Engine, opened
from tests.serving import Server


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Chromium, Firefox, WebKit in turn; a run of pytest -k firefox has only that one."""
    playwright = request.getfixturevalue("playwright") if request.param == "chromium" else None
    with opened(request.param, playwright) as found:
        yield found


@pytest.fixture
def machine(engine: Engine, server: Server) -> Iterator[Callable[..., Device]]:
    """machine() is a device that holds nothing yet; machine(weather.url) has the weather before it."""
    taken: list[Device] = []

    def take(base_url: str | None = None) -> Device:
        taken.append(engine.take(base_url or server.url))
        return taken[-1]

    yield take
    for device in taken:
        engine.give_back(device)
