"""Lom's timetable in the database, compared cell by cell with FET's own export."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.imports.real_input import LOM_CSV, LOM_DAYS, LOM_FET
from webapp import clock
from webapp.imports.fet_csv import read_fet_csv
from webapp.imports.fet_file import read_fet
from webapp.imports.taking_timetable import take_timetable
from webapp.imports.tally import Tally
from webapp.imports.weekly_timetable import Timetable
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import (
    Group,
    GroupTeacher,
    SchoolClass,
    Student,
    User,
)
from webapp.school.models import School
from webapp.timetable.models import CANCELLED, Lesson, Slot

FIRST, LAST = LOM_DAYS
LATER = date(2027, 2, 1)
DAYS = ("Понеделник", "Вторник", "Сряда", "Четвъртък", "Петък")
pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("undone")]


@pytest.fixture(scope="module")
def lom() -> Timetable:
    return read_fet(LOM_FET.read_bytes(), "timetable.fet")


def take(timetable: Timetable, school: School, first: date = FIRST, **how: object) -> Tally:
    return take_timetable(timetable, school, first, LAST, **how)  # type: ignore[arg-type]


def exported() -> list[dict[str, str]]:
    with LOM_CSV.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def marked(lesson: Lesson, school: School) -> None:
    someone = User.select().first()
    student = Student.create(user=someone, school=school)
    form = FormOfControl.create(school=school, name="Ответ")
    Mark.create(lesson=lesson, student=student, form=form, scale="5", value="5", by=someone, at=clock.now())


def without(timetable: Timetable, slot: Slot) -> Timetable:
    """The timetable without the slot's subject on the slot's weekday."""
    kept = [
        one
        for one in timetable.activities
        if one.subject != slot.group.subject.name or timetable.days[one.day or 0].weekday != slot.weekday
    ]
    return replace(timetable, activities=tuple(kept))


def test_the_week_of_every_class_and_every_teacher_is_that_of_the_export(lom_school):
    links: dict[int, set[str]] = {}
    for link in GroupTeacher.select(GroupTeacher, User).join(User):
        links.setdefault(link.group_id, set()).add(link.teacher.full_name.replace(" ", ""))
    present: Counter[tuple] = Counter()
    for slot in Slot.select(Slot, Group).join(Group):
        subject = slot.group.subject.name
        students = slot.group.name.rpartition(" · ")[0].replace(", ", "+")
        at = (DAYS[slot.weekday - 1], f"{slot.starts_at:%H:%M}")
        present[(*at, students, subject, len(links.get(slot.group_id, ())))] += 1
    wanted = Counter(
        (
            r["Day"],
            r["Hour"],
            r["Students Sets"],
            r["Subject"],
            len(list(filter(None, r["Teachers"].split("+")))),
        )
        for r in exported()
    )
    assert present == wanted
    assert sum(present.values()) == 544


def test_lessons_leave_out_public_holidays_and_last_45_minutes(lom_school):
    lessons = list(Lesson.select(Lesson.date, Lesson.starts_at, Lesson.ends_at))
    days = {lesson.date for lesson in lessons}
    assert min(days) == FIRST
    assert not days & {date(2026, 9, 22), date(2026, 12, 25), date(2027, 3, 3), date(2027, 5, 24)}
    times = {(lesson.starts_at, lesson.ends_at) for lesson in lessons}
    minutes = {(e.hour - s.hour) * 60 + e.minute - s.minute for s, e in times}
    assert minutes == {45}


def test_a_second_run_changes_nothing(lom_school, lom):
    lessons = Lesson.select().count()
    again = take(lom, lom_school)
    assert again.is_unchanged
    assert again.counts["lesson_periods"] == {"unchanged": 544}
    assert Lesson.select().count() == lessons


def test_the_export_brings_the_same_lessons_as_the_file(lom_school):
    again = take(read_fet_csv(LOM_CSV.read_bytes(), "timetable.csv"), lom_school)
    assert again.counts["lesson_periods"]["unchanged"] + again.counts["lesson_periods"]["changed"] == 544
    assert again.number("lesson_periods", "gone") == 0


def test_a_changed_timetable_comes_in_from_a_date_and_keeps_what_has_marks(lom_school, lom):
    slot = Slot.select().where(Slot.weekday == 1).first()
    held = Lesson.select().where(Lesson.slot == slot, Lesson.date >= LATER).first()
    marked(held, lom_school)
    tally = take(without(lom, slot), lom_school, LATER)
    assert Lesson.get_by_id(held.id).state == CANCELLED
    assert tally.lessons_cancelled == 1
    assert tally.lessons_deleted > 0
    before = list(Lesson.select().where(Lesson.slot == slot, Lesson.date < LATER))
    assert before
    assert all(lesson.state == "planned" for lesson in before)


def test_a_class_has_its_subgroups_lessons_too(lom_school):
    split = SchoolClass.get(SchoolClass.name.contains("9"), SchoolClass.school == lom_school)
    assert Lesson.of_class(split.id, FIRST, date(2026, 9, 20)).count() > 0
