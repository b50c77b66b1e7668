"""Nothing moves under the finger that packs."""

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP, PHONE, TABLET
from tests.serving import enter
from webapp.schoolbag.models import BagItem, GroupItem

pytestmark = pytest.mark.browser
ROWS = (
    "() => [...document.querySelectorAll('#bag .item')].map((row) => row.getBoundingClientRect().y + scrollY)"
)


@pytest.fixture
def open_bag(device, server):
    """Opens Маша's bag with three things in it; the settings are the device's."""
    with server.database():
        for name in ("Папка для труда: картон, ножницы, клей", "Сменная обувь", "Пенал"):
            item = BagItem.create(school=server.cast.schools["home"], name=name, grams=700, kind="kit")
            GroupItem.create(group=server.cast.groups["physics"], item=item)

    def opened(**settings):
        page = enter(device(**settings).new_page(), "masha")
        page.goto(f"/students/{server.cast.students['masha']}/bag/2026-11-19")
        return page

    return opened


def test_rows_stay_where_they_are_when_they_are_ticked_off(open_bag):
    page = open_bag()
    before = page.evaluate(ROWS)
    assert len(before) == 3
    for name in ("Папка", "Сменная", "Пенал"):
        page.get_by_role("button", name=f"Собрано: {name}").click()
        expect(page.get_by_role("button", name=f"Вернуть в список: {name}")).to_be_visible()
        assert page.evaluate(ROWS) == before


APART = """(row) => {
  const word = document.createRange();
  word.selectNodeContents(row.querySelector("summary").firstChild);
  const [one, other] = [row.querySelector(".chip.waits"), word].map((part) => part.getBoundingClientRect());
  return one.right <= other.left || one.left >= other.right || one.top >= other.bottom;
}"""


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_what_waits_on_the_device_is_said_beside_and_moves_no_row(open_bag, size):
    page = open_bag(viewport=size)
    before, recount = page.evaluate(ROWS), page.get_by_text("Итог обновится, когда появится связь.")
    expect(recount).to_be_hidden()
    page.context.set_offline(True)
    page.get_by_role("button", name="Собрано: Сменная").click()
    row = page.locator(".item", has_text="Сменная обувь")
    expect(row.locator(".chip.waits")).to_contain_text("на устройстве")
    expect(recount).to_be_visible()
    assert row.evaluate(APART)
    assert page.evaluate(ROWS) == before
