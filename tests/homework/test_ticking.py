"""A student ticks homework «сделано»."""

from datetime import date

import pytest

from webapp import clock
from webapp.changes.models import Change, Version
from webapp.changes.once import Refused
from webapp.homework.models import MANDATORY, NOTHING, Done, Homework
from webapp.homework.ticking import tick
from webapp.people.models import GroupStudent, Student

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
def homework(cast):
    return _homework(cast, "maths")


def _homework(cast, group, kind=MANDATORY, login=None):
    return Homework.create(
        group=cast.groups[group],
        student=cast.students[login] if login else None,
        lesson=cast.lesson(group, WEDNESDAY),
        due=WEDNESDAY,
        kind=kind,
        text="§ 14",
        by=cast.users["kuznetsova"],
        created_at=clock.now(),
        edited_at=clock.now(),
    )


@pytest.fixture
def masha(cast):
    return Student.get_by_id(cast.students["masha"])


@pytest.fixture
def url(cast, homework):
    return f"/homework/{homework.id}/students/{cast.students['masha']}/done"


def test_the_wanted_state_said_twice_is_one_change(homework, masha, who):
    for _ in range(2):
        tick(homework, masha, True, by=who("masha"))
    assert (Done.select().count(), Change.select().count()) == (1, 1)
    assert Version.get(scope=masha.scope, week="2026-W47").n == 1
    tick(homework, masha, False, by=who("masha"))
    assert Done.select().count() == 0
    assert [change.kind for change in Change.select().order_by(Change.id)] == [
        "homework.done",
        "homework.undone",
    ]


def test_what_was_taken_back_and_what_was_never_set_cannot_be_ticked(cast, homework, masha, who):
    Homework.update(withdrawn_at=clock.now()).where(Homework.id == homework.id).execute()
    with pytest.raises(Refused):
        tick(Homework.get_by_id(homework.id), masha, True, by=who("masha"))
    with pytest.raises(Refused):
        tick(_homework(cast, "maths", NOTHING), masha, True, by=who("masha"))


def test_only_the_student_himself_ticks(visit, url):
    others = (
        "orlova",
        "orlov",
        "nina",
        "yozhik",
        "artyom",
        "kuznetsova",
        "belova",
        "lis",
        "gromova",
        "sokolov",
    )
    for login in (*others, "kim", "tikhaya", "chuzhova", "far_student", "far_guardian", "far_teacher"):
        assert visit(login).post(url, {"done": "1"}).status_code == 404, login
    assert visit(None).post(url, {"done": "1"}).status_code == 401
    assert Done.select().count() == 0
    assert visit("masha").post(url, {"done": "1"}).status_code == 303
    assert Done.select().count() == 1


def test_homework_of_another_group_or_student_is_not_to_be_ticked(visit, cast):
    masha = cast.students["masha"]
    for homework in (_homework(cast, "english_2"), _homework(cast, "maths", login="yozhik")):
        answer = visit("masha").post(f"/homework/{homework.id}/students/{masha}/done", {"done": "1"})
        assert answer.status_code == 404


def test_homework_from_before_one_joined_is_not_to_be_ticked(visit, url, cast):
    GroupStudent.update(starts=date(2026, 11, 19)).where(
        GroupStudent.student == cast.students["masha"]
    ).execute()
    assert visit("masha").post(url, {"done": "1"}).status_code == 404


def test_one_returns_to_the_page_on_which_the_tick_stood(visit, url, cast):
    masha = cast.students["masha"]
    week = f"/students/{masha}/diary/2026-W47"
    answer = visit("masha").post(url, {"done": "1"}, headers={"Referer": f"http://localhost{week}"})
    assert answer.location == week
    for foreign in ("http://evil.example/students/1/diary/", "http://localhost/sign-out", ""):
        answer = visit("masha").post(url, {"done": "0"}, headers={"Referer": foreign})
        assert answer.location == f"/students/{masha}/homework/?from=2026-11-18&to=2026-11-18"


def test_htmx_gets_the_tick_alone_in_its_new_state(visit, url):
    answer = visit("masha").post(url, {"done": "1"}, partial=True)
    assert answer.status_code == 200
    assert 'aria-pressed="true"' in answer.text
    assert "<main" not in answer.text
    assert 'aria-pressed="false"' in visit("masha").post(url, {"done": "0"}, partial=True).text


def test_a_refused_tick_says_why_in_its_place(visit, url, homework):
    Homework.update(withdrawn_at=clock.now()).where(Homework.id == homework.id).execute()
    answer = visit("masha").post(url, {"done": "1"}, partial=True)
    assert (answer.status_code, "отменил это задание" in answer.text) == (422, True)
    assert visit("masha").post(url, {"done": "maybe"}).status_code == 422
