"""«Что нового» without a network: it opens, nothing is taken from it, and «Прочитано» is sent later."""

import pytest

from tests.cast import TODAY
from tests.offline.devices import stamp, wait_until_held
from tests.serving import enter
from webapp.lately.models import LastLook
from webapp.marks.giving import give_mark
from webapp.marks.models import FormOfControl
from webapp.people.viewer import read_viewer

pytestmark = pytest.mark.browser


@pytest.fixture
def marked(server):
    """A mark of Маша's that her mother has not seen yet."""
    with server.database():
        FormOfControl.create(school=server.cast.schools["home"], name="Ответ на уроке")
        teacher = read_viewer(server.cast.users["kuznetsova"])
        assert teacher
        lesson = server.cast.lesson("maths", TODAY)
        give_mark(lesson, server.cast.students["masha"], by=teacher, value="5", scale="5")


def looks(server):
    with server.database():
        return LastLook.select().count()


def test_what_is_new_is_read_in_the_lift_and_marked_as_read_later(marked, server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    assert "/lately" in wait_until_held(page)
    context.set_offline(True)
    page.goto("/lately")
    assert "без сети" in stamp(page)
    assert "оценка 5 Ответ на уроке" in " ".join(
        page.locator("#news-" + str(server.cast.students["masha"]) + " ~ ol").inner_text().split()
    )
    page.get_by_role("button", name="Отметить всё прочитанным").click()
    page.wait_for_timeout(1500)
    assert looks(server) == 0
    page.goto("/lately")
    assert "оценка" in page.locator("#content").inner_text()
    context.set_offline(False)
    page.goto("/lately")
    for _ in range(100):
        if looks(server):
            break
        page.wait_for_timeout(200)
    page.wait_for_timeout(500)
    page.goto("/lately")
    assert looks(server) == 1
    assert "Нового нет: всё прочитано" in page.locator("#content").inner_text()
