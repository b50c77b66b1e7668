"""The five main tasks without a pointer: everything is reached by Tab, and the focus is always seen."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsers import PHONE, TABLET
from tests.cast import NOW, PASSWORD, YEAR
from webapp.absence.models import AbsenceNotice
from webapp.homework.models import Done, Homework
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import Enrolment, GroupStudent, Student, User

pytestmark = pytest.mark.browser
TODAY, TOMORROW = date(2026, 11, 18), date(2026, 11, 19)
TASK = "§ 14, № 245"
FARTHEST = 80
# Focused, shown as focused, and within the screen.
REACHED = """element => element === document.activeElement && element.matches(':focus-visible')"""
SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && box.bottom > 0 && box.top < innerHeight;
}"""


@pytest.fixture
def planned(server):
    """Homework for tomorrow, a form of control, a notice that waits, and seven more to give marks to."""
    cast = server.cast
    with server.database():
        lesson = cast.lesson("maths", TOMORROW)
        Homework.create(
            group=lesson.group_id, lesson=lesson, due=TOMORROW, text=TASK, by=cast.users["kuznetsova"],
            created_at=NOW, edited_at=NOW,
        )  # fmt: skip
        FormOfControl.create(school=cast.schools["home"], name="Ответ на уроке", short="отв")
        AbsenceNotice.create(
            student=cast.students["zhukov"], starts=TODAY, ends=TODAY, reason="ill",
            by=cast.users["orlov"], created_at=NOW,
        )  # fmt: skip
        for number in range(7):
            user = User.create(login=f"new{number}", surname=f"Яшин{number}", given_name="Ян", created_at=NOW)
            new = Student.create(user=user, school=cast.schools["home"], birth_date=date(2013, 5, 17))
            Enrolment.create(student=new, school_class=cast.classes["7А"], starts=YEAR[0])
            GroupStudent.create(group=cast.groups["maths"], student=new, starts=YEAR[0])
    return server


def sign_in(page: Page, login: str) -> Page:
    """With the keys alone."""
    page.goto("/sign-in")
    reach(page, page.locator("[name=login]"))
    page.keyboard.type(login)
    reach(page, page.locator("[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def reach(page: Page, place: Locator, key: str = "Tab") -> Locator:
    """Press the key until the focus is there and seen; nobody would press it a hundred times."""
    place.wait_for(state="attached")
    for _ in range(FARTHEST):
        if place.evaluate(REACHED):
            assert page.evaluate(SEEN), "the focus is not seen"
            return place
        page.keyboard.press(key)
    raise AssertionError(f"{place} is not reached")


def press(page: Page, place: Locator, key: str = "Enter") -> None:
    """Go there and press it."""
    reach(page, place)
    page.keyboard.press(key)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name).first


def test_tomorrow_is_read_by_keyboard(planned, device):
    page = sign_in(device(viewport=PHONE).new_page(), "orlova")
    press(page, link(page, "Дневник"))
    tomorrow = page.locator(".day", has_text="четверг")
    page.wait_for_url("**/diary/**")
    reach(page, tomorrow.locator("> summary"))
    if tomorrow.get_attribute("open") is None:
        page.keyboard.press("Enter")
    expect(tomorrow.get_by_text(TASK)).to_be_visible()


def test_homework_is_ticked_by_keyboard(planned, device):
    page = sign_in(device(viewport=PHONE).new_page(), "masha")
    press(page, link(page, "Задания"))
    page.wait_for_url("**/homework/**")
    press(page, page.locator(".tick button").first, "Space")
    expect(page.locator(".tick button").first).to_have_attribute("aria-pressed", "true")
    # It looks ticked while its write waits, too.
    expect(page.locator(".outbox-note")).to_have_count(0)
    assert page.locator(".tick button").first.evaluate(REACHED), "the focus is lost by the swap"
    with planned.database():
        assert Done.select().count() == 1


def test_a_notice_is_filed_by_keyboard(planned, device):
    page = sign_in(device(viewport=PHONE).new_page(), "orlova")
    press(page, link(page, "Отсутствие"))
    press(page, link(page, "Сообщить об отсутствии"))
    press(page, link(page, "Завтра"))
    expect(page.locator("[name=starts]")).to_have_value(TOMORROW.isoformat())
    reach(page, page.locator("[name=reason]").first)
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Создать"))
    page.wait_for_url("**/absences/")
    with planned.database():
        notice = AbsenceNotice.select().order_by(AbsenceNotice.id.desc()).get()
        assert (notice.student_id, notice.starts) == (planned.cast.students["masha"], TOMORROW)


def test_ten_marks_are_given_by_keyboard(planned, device):
    page = sign_in(device(viewport=TABLET).new_page(), "kuznetsova")
    press(page, page.locator("main .rows a", has_text="7А").first)
    page.wait_for_url("**/lessons/*")
    reach(page, page.locator(".pupil-line").first)
    for number in range(10):
        line = page.locator(".pupil").nth(number)
        reach(page, line.locator(".pupil-line"), "ArrowDown")
        page.keyboard.press(str(3 + number % 3))
        expect(line.locator(".chips .chip:not(.waits)")).to_have_text(f"{3 + number % 3}отв")
        expect(line).not_to_have_attribute("data-state", "sending")
    with planned.database():
        assert Mark.select().count() == 10


def test_a_notice_is_answered_by_keyboard(planned, device):
    page = sign_in(device(viewport=TABLET).new_page(), "kuznetsova")
    press(page, link(page, "Уведомления об отсутствии"))
    press(page, page.get_by_role("button", name="Принять"))
    expect(
        page.get_by_text("На все уведомления вы ответили").or_(page.locator(".absence.accepted"))
    ).to_be_visible()
    with planned.database():
        assert AbsenceNotice.get().state == "accepted"
