"""The demo's remarks: few, in lessons that the student was at, in words that fit a boy or a girl."""

from collections import Counter
from datetime import timedelta

import pytest
from peewee import fn

from tests.demo.conftest import TODAY
from webapp.absence.models import ABSENT, EXCUSED, ILL, Register
from webapp.demo.remarks import remark_for
from webapp.demo.school import SchoolPlan
from webapp.people.models import Student, User
from webapp.remarks.models import Remark
from webapp.timetable.models import CANCELLED, Lesson


def test_remarks_are_few_and_praise_goes_to_the_able(plan: SchoolPlan):
    weeks = [f"2026-W{n}" for n in range(37, 47)]
    found = [(s, r) for s in plan.people.students for week in weeks if (r := remark_for(s, week))]
    assert 0.03 < len(found) / (len(weeks) * len(plan.people.students)) < 0.07
    able = average_ability(found, praised=True)
    assert able > average_ability(found, praised=False)


def test_remarks_speak_of_girls_and_boys_as_such(plan: SchoolPlan):
    weeks = [f"2026-W{n}" for n in range(37, 47)]
    found = [(s.gender, r) for s in plan.people.students for week in weeks if (r := remark_for(s, week))]
    assert {r.kind for _, r in found} == {"behaviour", "progress"}
    assert not [r.text for _, r in found if set("{|}()") & set(r.text)]
    assert {gender for gender, r in found if r.text == "Забыла сменную обувь"} == {"f"}
    assert {gender for gender, r in found if r.text == "Забыл сменную обувь"} == {"m"}


def average_ability(found: list, *, praised: bool) -> float:
    abilities = [student.ability for student, remark in found if remark.praises == praised]
    return sum(abilities) / len(abilities)


@pytest.mark.whole
def test_one_student_in_twenty_a_week_gets_one_in_a_lesson(demo: str):
    weeks = Lesson.select(Lesson.week).where(Lesson.date < TODAY, Lesson.state != CANCELLED).distinct()
    share = Remark.select().count() / (weeks.count() * Student.select().count())
    assert 0.03 < share < 0.06
    kinds = Counter(row.kind for row in Remark.select())
    assert min(kinds["behaviour"], kinds["progress"]) > kinds.total() * 0.25
    assert not Remark.select().join(Lesson).where(Remark.by != Lesson.teacher).exists()


@pytest.mark.whole
def test_nobody_gets_a_remark_in_a_lesson_missed(demo: str):
    away = Register.select().where(
        Register.kind.in_((ABSENT, ILL, EXCUSED)),
        Register.lesson == Remark.lesson,
        Register.student == Remark.student,
    )
    assert not Remark.select().where(fn.EXISTS(away)).exists()


@pytest.mark.whole
def test_masha_has_remarks_of_two_teachers_of_late(demo: str):
    lately = Lesson.date.between(TODAY - timedelta(days=7), TODAY)
    own = Remark.select(Remark, User).join(User).switch(Remark).join(Lesson).switch(Remark)
    masha = Student.get(Student.user == User.get(User.login == "masha"))
    assert {row.by.login for row in own.where(Remark.student == masha, lately)} >= {"kuznetsova", "belova"}
