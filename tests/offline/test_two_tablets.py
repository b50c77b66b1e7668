"""Two tablets on one lesson, both without a network: no decision of either is lost (offline.md, «Writes»)."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsers import TABLET
from tests.cast import NOW, TODAY, YEAR
from tests.offline.devices import wait_until, wait_until_sent, waiting
from tests.offline.waiting import ONLINE, badge, offline, rows
from tests.serving import Server, enter
from webapp.absence.models import Register
from webapp.changes.models import Change, Receipt
from webapp.marks.giving import give_mark
from webapp.marks.models import Mark, MarkVersion
from webapp.people.models import Enrolment, GroupStudent, Student, User
from webapp.people.viewer import read_viewer
from webapp.timetable.models import REPLACED, Lesson

pytestmark = pytest.mark.browser
SURNAMES = (
    "Абрамов Беляев Васин Гусев Дымов Ершов Зимин Ильин Котов Лапин Мохов Носов Орехов "
    "Панин Рыжов Сомов Титов Уваров Фомин Хохлов Цветков Чижов Шубин Щукин Юдин"
).split()
# Each entry waits with its tablet's own hand: the same five cells, ten marks beside each other, five apart.
CORRECTED, ENTERED, MARKED = SURNAMES[:3], SURNAMES[3:5], SURNAMES[5:15]
APART = {"kuznetsova": SURNAMES[15:20], "lis": SURNAMES[20:25]}
VALUES = {"kuznetsova": "5", "lis": "4"}
KINDS = {"kuznetsova": "absent", "lis": "late"}
SHOWN = {"absent": "н", "late": "оп"}
GIVEN, EACH = "3", 20


class Sheet(NamedTuple):
    """The lesson, its students by surname, the marks that stood before by surname."""

    lesson: int
    students: dict[str, int]
    marks: dict[str, int]


@pytest.fixture
def sheet(server: Server) -> Sheet:
    """A lesson of 28, which Лис gives instead of Кузнецова; she has given three marks already."""
    with server.database():
        lesson: Lesson = server.cast.lesson("maths", TODAY)
        lesson.teacher_id, lesson.state = server.cast.users["lis"], REPLACED
        lesson.save()
        students = {surname: _enrolled(server, surname) for surname in SURNAMES}
        teacher = read_viewer(server.cast.users["kuznetsova"])
        assert teacher
        marks = {
            surname: give_mark(lesson, students[surname], by=teacher, value=GIVEN, scale="5").id
            for surname in CORRECTED
        }
        return Sheet(lesson.id, students, marks)


def _enrolled(server: Server, surname: str) -> int:
    login = f"pupil-{SURNAMES.index(surname)}"
    user = User.create(login=login, surname=surname, given_name="Иван", created_at=NOW)
    school = server.cast.schools["home"]
    student = Student.create(user=user, school=school, birth_date=date(2013, 5, 17))
    Enrolment.create(student=student, school_class=server.cast.classes["7А"], starts=YEAR[0])
    GroupStudent.create(group=server.cast.groups["maths"], student=student, starts=YEAR[0])
    return int(student.id)


@pytest.fixture
def tablets(server: Server, sheet: Sheet, device: Any) -> dict[str, Page]:
    """The sheet on two tablets, of the teacher and of the substitute."""
    opened = {}
    for login in KINDS:
        page = enter(device(viewport=TABLET).new_page(), login)
        page.goto(f"/lessons/{sheet.lesson}")
        opened[login] = page
    return opened


def line(page: Page, surname: str) -> Locator:
    """The student's line, opened."""
    pupil = page.locator(".pupil", has_text=surname)
    pupil.locator("summary").first.click()
    return pupil


def decide(page: Page, login: str) -> None:
    """Twenty decisions, one after the other, without a network."""
    for surname in CORRECTED:
        pupil = line(page, surname)
        pupil.locator(".given summary").click()
        pupil.locator(".correction [name=value]").select_option(VALUES[login])
        pupil.locator("[name=reason]").fill(f"Ошиблись в счёте, {login}")
        pupil.get_by_role("button", name="Исправить", exact=True).click()
        expect(pupil.locator("[data-outbox]")).to_have_count(1)
    for surname in [*ENTERED, *APART[login]]:
        pupil = line(page, surname)
        pupil.locator(f".key-sign[value={KINDS[login]}]").click()
        expect(pupil.locator("[data-outbox]")).to_have_count(1)
    for surname in MARKED:
        pupil = line(page, surname)
        pupil.locator(f".keys button[name=value][value='{VALUES[login]}']").first.click()
        expect(pupil.locator("[data-outbox]")).to_have_count(1)


def settle(page: Page, login: str, clashes: int) -> dict[str, bool]:
    """A person looks at what was overtaken and keeps every other of it: surname → whether one's own."""
    badge(page).click()
    kept_own: dict[str, bool] = {}
    for count in range(clashes, 0, -1):
        expect(rows(page)).to_have_count(count)
        row = rows(page).first
        is_own = len(kept_own) % 2 == 0
        text = row.inner_text()
        surname = next(name for name in SURNAMES if name in text)
        kept_own[surname] = is_own
        values = VALUES if surname in CORRECTED else {who: SHOWN[kind] for who, kind in KINDS.items()}
        other = next(who for who in values if who != login)
        expect(row.locator(".side")).to_contain_text([values[other], values[login]])
        row.get_by_role("button", name="Оставить моё" if is_own else "Оставить, как стало").click()
    wait_until_sent(page)
    return kept_own


def decided(winners: dict[str, str]) -> dict[str, list[str]]:
    """What has to stand, by surname: marks in any order, or the register."""
    cells = {surname: [VALUES[winners[surname]]] for surname in CORRECTED}
    cells |= {surname: [SHOWN[KINDS[winners[surname]]]] for surname in ENTERED}
    cells |= {surname: sorted(VALUES.values()) for surname in MARKED}
    return cells | {surname: [SHOWN[KINDS[login]]] for login, apart in APART.items() for surname in apart}


def standing(sheet: Sheet) -> dict[str, list[str]]:
    """What stands in the database, likewise."""
    by_id = {student: surname for surname, student in sheet.students.items()}
    cells: dict[str, list[str]] = {}
    for mark in Mark.of_lesson(sheet.lesson):
        cells.setdefault(by_id[mark.student_id], []).append(mark.value)
    for row in Register.select().where(Register.lesson == sheet.lesson):
        cells.setdefault(by_id[row.student_id], []).append(SHOWN[row.kind])
    return {surname: sorted(values) for surname, values in cells.items()}


def test_two_tablets_without_a_network_decide_on_one_lesson_and_people_settle_what_clashes(
    server: Server, sheet: Sheet, tablets: dict[str, Page]
) -> None:
    for login, page in tablets.items():
        offline(page)
        decide(page, login)
        assert len(waiting(page)) == EACH
        expect(badge(page)).to_have_text(f"ждёт {EACH}")
    for page in tablets.values():
        offline(page, is_off=False)
        page.evaluate(ONLINE)
    for page in tablets.values():
        wait_until(page, "async () => !document.querySelector('.chip.waits')")
    clashes = {login: [item["words"] for item in waiting(page)] for login, page in tablets.items()}
    assert {item["state"] for page in tablets.values() for item in waiting(page)} == {"conflict"}
    with server.database():
        accepted = (
            Receipt.select().where(Receipt.user_id.in_([server.cast.users[one] for one in KINDS])).count()
        )
    lost = [name for words in clashes.values() for (_, name), *_ in words]
    assert sorted(lost) == sorted(f"{surname} Иван" for surname in [*CORRECTED, *ENTERED]), "each cell once"
    assert accepted + len(lost) == 2 * EACH

    winners, insisted = {}, 0
    for login, page in tablets.items():
        other = next(who for who in KINDS if who != login)
        if clashes[login]:
            for surname, is_own in settle(page, login, len(clashes[login])).items():
                winners[surname] = login if is_own else other
                insisted += is_own
    with server.database():
        assert standing(sheet) == decided(winners)
        _history_holds_the_rest(server, sheet, winners, accepted + insisted)


def _history_holds_the_rest(server: Server, sheet: Sheet, winners: dict[str, str], writes: int) -> None:
    """Every state that was accepted, in order, with its author; nothing twice."""
    ids = {login: server.cast.users[login] for login in KINDS}
    assert Receipt.select().where(Receipt.user_id.in_(list(ids.values()))).count() == writes
    changes = Change.select().where(Change.lesson_id == sheet.lesson, Change.user_id.in_(list(ids.values())))
    assert changes.count() == writes + len(CORRECTED), "with the three marks that stood before"
    for surname in CORRECTED:
        states = list(MarkVersion.select().where(MarkVersion.mark == sheet.marks[surname]).order_by("number"))
        assert [state.number for state in states] == list(range(1, len(states) + 1))
        assert (states[0].value, states[0].by_id) == (GIVEN, ids["kuznetsova"])
        for state in states[1:]:
            login = next(who for who, user in ids.items() if user == state.by_id)
            assert (state.value, state.reason) == (VALUES[login], f"Ошиблись в счёте, {login}")
        assert states[-1].by_id == ids[winners[surname]]
