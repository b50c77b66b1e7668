"""Who was away: the register of the lessons held, and the notices that families gave of longer illness."""

import random
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from webapp.absence.models import ABSENT, ACCEPTED, EXCUSED, ILL, LATE, PRESENT, SENT, AbsenceNotice, Register
from webapp.demo.absences import DayAbsence, absences_of
from webapp.demo.bulk import insert, moment, stored
from webapp.demo.cast import BY_KEY
from webapp.demo.classes import CLASSES
from webapp.demo.laid import EVENING, GroupRow, Laid, days_before, days_from
from webapp.demo.people import StudentPlan
from webapp.demo.remarks import notice_text

SEED = 37
KINDS = {"н": ABSENT, "б": ILL, "у": EXCUSED, "оп": LATE}
MINUTES_AFTER_START = 5
WRITTEN = time(7, 20)
# Families write since they can: so many weeks back; some spells of illness are announced, not all.
NOTICES_SINCE = timedelta(weeks=3)
ANNOUNCED = 0.6
# A row for each who was there is much; a year of them is kept where the story looks.
LISTS_SINCE = timedelta(weeks=3)
STORY_CLASSES = ("7А", "3Б", "9Б")
# The story's children were at school all this week, and Маша at the doctor's on a day of last one.
A_WEEKEND = timedelta(days=3)
AT_SCHOOL = ("masha", "petya", "artyom")
VISIT = DayAbsence("б", (1, 2))
VISIT_DAYS_AGO = 6


def lay_attendance(laid: Laid) -> None:
    """Absences of every student, the register of past lessons, the notices."""
    days = {c.name: days_before(laid, c.name) for c in CLASSES}
    for student in laid.plan.people.students:
        stay = laid.stays[student.key]
        there = [day for day in days[student.class_name] if stay.holds(day)]
        laid.away[student.key] = absences_of(student, there)
        if student.key in AT_SCHOOL:
            for day in there[-VISIT_DAYS_AGO:]:
                laid.away[student.key].pop(day, None)
    laid.away["masha"][visit_day(laid)] = VISIT
    rows = [row for student in laid.plan.people.students for row in _register(laid, student)]
    rows += [row for group in laid.groups for row in _present(laid, group)]
    fields = [Register.lesson, Register.student, Register.kind, Register.minutes_late, Register.by]
    insert(Register, [*fields, Register.version, Register.at], sorted(rows, key=lambda row: row[-1]))
    _lay_notices(laid)


def visit_day(laid: Laid) -> date:
    """The day on which Маша was at the doctor's."""
    return days_before(laid, "7А")[-VISIT_DAYS_AGO]


def _register(laid: Laid, student: StudentPlan) -> Iterator[tuple[Any, ...]]:
    away = laid.away[student.key]
    if not away:
        return
    for group in laid.groups_of(student):
        for lesson in laid.held(group):
            absence = away.get(lesson.date)
            if absence and lesson.number in absence.lessons and lesson.id not in laid.empty_lessons:
                at = stored(lesson.begins + timedelta(minutes=MINUTES_AFTER_START))
                kind, minutes = KINDS[absence.code], absence.late_minutes or None
                yield (lesson.id, laid.students[student.key], kind, minutes, lesson.teacher_id, 1, at)


def _present(laid: Laid, group: GroupRow) -> Iterator[tuple[Any, ...]]:
    """Everybody else, where the list was gone through: lately everywhere, by the cast's teachers always."""
    always = group.teacher_key in BY_KEY or group.class_name in STORY_CLASSES
    for lesson in laid.held(group):
        if lesson.id in laid.empty_lessons or not (always or lesson.date >= laid.today - LISTS_SINCE):
            continue
        at = stored(lesson.begins + timedelta(minutes=MINUTES_AFTER_START))
        for student in laid.learning(group):
            absence = laid.away[student.key].get(lesson.date)
            away = absence and lesson.number in absence.lessons
            if not away and laid.stays[student.key].holds(lesson.date):
                yield (lesson.id, laid.students[student.key], PRESENT, None, lesson.teacher_id, 1, at)


def _lay_notices(laid: Laid) -> None:
    rng = random.Random(SEED)
    rows = [row for student in laid.plan.people.students for row in _notices(laid, student, rng)]
    fields = [
        AbsenceNotice.student, AbsenceNotice.starts, AbsenceNotice.ends, AbsenceNotice.reason,
        AbsenceNotice.comment, AbsenceNotice.by, AbsenceNotice.state, AbsenceNotice.answered_by,
        AbsenceNotice.answered_at, AbsenceNotice.version, AbsenceNotice.created_at,
    ]  # fmt: skip
    insert(AbsenceNotice, fields, sorted(rows, key=lambda row: row[-1]))


def _notices(laid: Laid, student: StudentPlan, rng: random.Random) -> Iterator[tuple[Any, ...]]:
    """One for a spell of illness; who is still ill today will be so tomorrow."""
    if student.key in AT_SCHOOL:
        return
    days = days_before(laid, student.class_name)
    for spell in _spells(laid.away[student.key], days):
        if spell[0] < laid.today - NOTICES_SINCE or rng.random() > ANNOUNCED:
            continue
        goes_on = spell[-1] == days[-1]
        last = days_from(laid, student.class_name)[1] if goes_on else spell[-1]
        waits = goes_on and len(spell) == 1
        given = stored(moment(spell[0], WRITTEN))
        yield (
            *(laid.students[student.key], spell[0], last, "ill", notice_text("illness", student.key)),
            laid.users[student.guardians[0][0]],
            *((SENT, None, None, 0) if waits else _accepted(laid, student, spell[0])),
            given,
        )


def _accepted(laid: Laid, student: StudentPlan, day: date) -> tuple[Any, ...]:
    teacher = laid.users[laid.plan.staffing.class_teachers[student.class_name]]
    return ACCEPTED, teacher, stored(moment(day, EVENING)), 1


def _spells(away: dict[date, DayAbsence], days: list[date]) -> Iterator[list[date]]:
    """Runs of school days on which the student was ill; a break ends one."""
    run: list[date] = []
    for day in days:
        ill = day in away and away[day].code == "б"
        if run and (not ill or day - run[-1] > A_WEEKEND):
            yield run
            run = []
        if ill:
            run.append(day)
    if run:
        yield run
