"""axe-core finds nothing wrong on any page: each once, in sizes and themes by turns."""

import pytest

from tests.access_table import arguments
from tests.axe.looking import look
from tests.axe.opened import opened
from tests.axe.states import pages

pytestmark = pytest.mark.browser
FAMILY = {"orlova", "masha", "nina", None}
# Whose pages are looked at in one test: two workers share them.
TOGETHER = {"family": lambda member: member in FAMILY, "school": lambda member: member not in FAMILY}


@pytest.mark.parametrize("whose", TOGETHER)
def test_axe_finds_no_violation_on_any_page(server, built_app, chromium, whose, record_property):
    with server.database():
        values = arguments(server.cast)
    states = [*pages(built_app, values, whole=False), *opened(values)]
    seen = look(chromium, server.url, [one for one in states if TOGETHER[whose](one.member)], whole=False)
    assert seen.states > 20
    assert not seen.violations, "\n\n" + "\n".join(seen.violations)
    record_property("shown", f"axe: {seen.states} page states, 0 violations")
