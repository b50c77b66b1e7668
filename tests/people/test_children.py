"""Between children: whose page it is, and the same page of another."""

from datetime import date

import pytest

from webapp.people import children, ties
from webapp.people.models import Enrolment, Guardianship, Role, Student
from webapp.people.viewer import read_viewer


@pytest.fixture
def week(cast):
    return {login: f"/students/{cast.students[login]}/diary/2026-W46" for login in ("masha", "petya")}


def test_each_page_names_the_child_the_class_and_the_colour(visit, cast, week):
    Student.update(colour=3).where(Student.id == cast.students["petya"]).execute()
    text = visit("orlova").get(week["petya"]).text
    assert 'class="child child-3"' in text
    assert "<strong>Пётр</strong>" in text
    assert "<small>3Б</small>" in text


def test_switching_keeps_the_kind_of_page_and_the_week(visit, week, cast):
    assert f'href="{week["petya"]}"' in visit("orlova").get(week["masha"]).text
    masha, petya = cast.students["masha"], cast.students["petya"]
    text = visit("orlova").get(f"/students/{masha}/homework/?from=2026-11-10&to=2026-11-12&subject=1").text
    assert f'href="/students/{petya}/homework/?from=2026-11-10&amp;to=2026-11-12"' in text


def test_switching_from_one_day_of_homework_shows_what_lies_ahead_of_the_other(visit, cast):
    masha, petya = cast.students["masha"], cast.students["petya"]
    text = visit("orlova").get(f"/students/{masha}/homework/?from=2026-11-21&to=2026-11-21").text
    assert f'href="/students/{petya}/homework/"' in text


def test_a_child_of_another_class_and_school_stands_beside(visit, cast, week):
    far = cast.students["far_student"]
    Guardianship.create(guardian=cast.users["orlova"], student=far, kind="guardian")
    text = visit("orlova").get(week["masha"]).text
    assert f'href="/students/{far}/diary/2026-W46"' in text
    assert visit("orlova").get(f"/students/{far}/diary/2026-W46").status_code == 200


def test_an_only_child_has_no_switcher(visit, cast):
    text = visit("chuzhova").get(f"/students/{cast.students['artyom']}/diary/").text
    assert "<strong>Артём</strong>" in text
    assert 'class="menu"' not in text


def test_a_class_teacher_reads_the_surname_too_and_switches_nowhere(visit, week):
    text = visit("kuznetsova").get(week["masha"]).text
    assert "<strong>Орлова М.\u00a0А.</strong>" in text
    assert 'class="menu"' not in text


def test_the_fast_rule_says_the_same_as_the_ties(cast, app):
    """Every one of the cast, every student: children.reachable and ties.read_by agree."""
    Role.create(
        user=cast.users["far_head"], school=cast.schools["home"], kind="teacher", ends=date(2026, 11, 1)
    )
    Enrolment.update(ends=date(2026, 11, 16)).where(Enrolment.student == cast.students["zhukov"]).execute()
    Student.update(ended_on=date(2026, 11, 17)).where(Student.id == cast.students["yozhik"]).execute()
    tried = 0
    for login, user in cast.users.items():
        viewer = read_viewer(user)
        if viewer is None:
            continue
        allowed = {student.id for student in ties.read_by(viewer)}
        for student in cast.students.values():
            with app.app_context():
                assert bool(children.reachable(viewer, student)) == (student in allowed), (login, student)
            tried += 1
    assert tried == 20 * 6


def test_the_last_child_opened_is_the_one_that_shortcuts_lead_to(visit, cast, week):
    visitor, petya = visit("orlova"), cast.students["petya"]
    visitor.get(week["petya"])
    for name, place in (
        ("diary", "diary"),
        ("homework", "homework"),
        ("bag", "bag"),
        ("absences", "absences"),
    ):
        assert visitor.get(f"/{name}").location == f"/students/{petya}/{place}/"


def test_a_page_that_a_device_fetches_ahead_chooses_nobody(visit, cast, week):
    visitor = visit("orlova")
    visitor.get(week["masha"])
    visitor.get(week["petya"], partial=True, headers={"Zvonok-Ahead": "1"})
    assert visitor.get("/diary").location == f"/students/{cast.students['masha']}/diary/"
    visitor.get(week["petya"], partial=True)
    assert visitor.get("/diary").location == f"/students/{cast.students['petya']}/diary/"
