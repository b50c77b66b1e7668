"""The server of the browser tests, and signing in to it."""

import pytest

from tests.serving import enter

pytestmark = pytest.mark.browser


def test_guardian_signs_in_with_and_without_javascript(server, device):
    for scripts in (True, False):
        page = enter(device(java_script_enabled=scripts).new_page(), "orlova")
        assert page.url == f"{server.url}/"
    server.stop()
    assert not server.answers()
