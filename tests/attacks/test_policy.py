"""What the content security policy stops in Chromium is heard by the tests' own ear (tests/policy.py)."""

import pytest

from tests import policy

pytestmark = pytest.mark.browser
STYLED = "document.body.setAttribute('style', 'color: red')"


def test_an_inline_style_is_stopped_and_heard(device):
    page = device().new_page()
    page.goto("/sign-in")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(STYLED)
    assert "/sign-in" in policy.told()[0]
