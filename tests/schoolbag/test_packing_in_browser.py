"""Nothing moves under the finger that packs."""

import pytest
from playwright.sync_api import expect

from tests.serving import enter
from webapp.schoolbag.models import BagItem, GroupItem

pytestmark = pytest.mark.browser
ROWS = (
    "() => [...document.querySelectorAll('#bag .item')].map((row) => row.getBoundingClientRect().y + scrollY)"
)


def test_rows_stay_where_they_are_when_they_are_ticked_off(device, server):
    with server.database():
        for name in ("Папка для труда: картон, ножницы, клей", "Сменная обувь", "Пенал"):
            item = BagItem.create(school=server.cast.schools["home"], name=name, grams=700, kind="kit")
            GroupItem.create(group=server.cast.groups["physics"], item=item)
    page = enter(device().new_page(), "masha")
    page.goto(f"/students/{server.cast.students['masha']}/bag/2026-11-19")
    before = page.evaluate(ROWS)
    assert len(before) == 3
    for name in ("Папка", "Сменная", "Пенал"):
        page.get_by_role("button", name=f"Собрано: {name}").click()
        expect(page.get_by_role("button", name=f"Вернуть в список: {name}")).to_be_visible()
        assert page.evaluate(ROWS) == before
