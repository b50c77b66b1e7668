"""The app on the home screen."""

import pytest

from tests.offline.devices import wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser


def test_chromium_finds_nothing_that_keeps_it_from_being_installed(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    wait_until_held(page)
    page.reload()
    session = context.new_cdp_session(page)
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error for error in found if error["errorId"] != "in-incognito"] == []
