"""Lom's timetable in the database, compared cell by cell with FET's own export."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from webapp import clock
from webapp.db import database
from webapp.imports.fet_file import read_fet
from webapp.imports.taking_timetable import take_timetable
from webapp.imports.tally import Tally
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import Group, GroupTeacher, SchoolClass, Student, User
from webapp.school.models import School
from webapp.timetable.models import CANCELLED, Lesson, Slot

LOM = Path(__file__).parents[2].parent / "shared" / "data" / "lom-high-school"
FIRST, LAST = date(2026, 9, 15), date(2027, 6, 30)
DAYS = ("Понеделник", "Вторник", "Сряда", "Четвъртък", "Петък")


def take(data: bytes, school: School, first: date = FIRST) -> Tally:
    with database.atomic():
        return take_timetable(read_fet(data, "timetable.fet"), school, first, LAST)


@pytest.fixture
def lom() -> bytes:
    return (LOM / "timetable.fet").read_bytes()


@pytest.fixture
def school(empty) -> School:
    return School.create(name="Lom", country="BG", timezone="Europe/Sofia")


def exported() -> list[dict[str, str]]:
    with (LOM / "timetable.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_week_of_every_class_and_every_teacher_is_that_of_the_export(school, lom):
    take(lom, school)
    links: dict[int, set[str]] = {}
    for link in GroupTeacher.select(GroupTeacher, User).join(User):
        links.setdefault(link.group_id, set()).add(link.teacher.full_name.replace(" ", ""))
    present = Counter()
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


def test_lessons_leave_out_public_holidays_and_last_45_minutes(school, lom):
    take(lom, school)
    lessons = list(Lesson.select(Lesson.date, Lesson.starts_at, Lesson.ends_at))
    days = {lesson.date for lesson in lessons}
    assert min(days) == FIRST
    assert not days & {date(2026, 9, 22), date(2026, 12, 25), date(2027, 3, 3), date(2027, 5, 24)}
    minutes = {
        (x.ends_at.hour - x.starts_at.hour) * 60 + x.ends_at.minute - x.starts_at.minute for x in lessons
    }
    assert minutes == {45}


def test_a_second_run_changes_nothing(school, lom):
    first = take(lom, school)
    lessons = Lesson.select().count()
    again = take(lom, school)
    assert first.counts["lesson_periods"]["new"] == 544
    assert again.is_unchanged
    assert again.counts["lesson_periods"] == {"unchanged": 544}
    assert Lesson.select().count() == lessons


def test_a_changed_timetable_comes_in_from_a_date_and_keeps_what_has_marks(school, lom):
    take(lom, school)
    slot = Slot.select().where(Slot.weekday == 1).first()
    held = Lesson.select().where(Lesson.slot == slot, Lesson.date >= date(2027, 2, 1)).first()
    someone = User.select().first()
    student = Student.create(user=someone, school=school)
    form = FormOfControl.create(school=school, name="Ответ")
    Mark.create(lesson=held, student=student, form=form, scale="5", value="5", by=someone, at=clock.now())
    timetable = read_fet(lom, "timetable.fet")
    rest = tuple(
        a
        for a in timetable.activities
        if not (a.subject == slot.group.subject.name and timetable.days[a.day or 0].weekday == 1)
    )
    object.__setattr__(timetable, "activities", rest)
    with database.atomic():
        tally = take_timetable(timetable, school, date(2027, 2, 1), LAST)
    assert Lesson.get_by_id(held.id).state == CANCELLED
    assert tally.lessons_cancelled == 1
    assert tally.lessons_deleted > 0
    before = Lesson.select().where(Lesson.slot == slot, Lesson.date < date(2027, 2, 1))
    assert before.count() > 0
    assert all(lesson.state == "planned" for lesson in before)


def test_a_class_has_its_subgroups_lessons_too(school, lom):
    take(lom, school)
    split = SchoolClass.get(SchoolClass.name.contains("9"), SchoolClass.school == school)
    assert Lesson.of_class(split.id, FIRST, date(2026, 9, 20)).count() > 0
