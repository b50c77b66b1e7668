"""Marks as a class earns them: by ability, by how the subject suits the student, by the form of control."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.demo.controls import FORMS, MARKS_FROM_GRADE, WITHOUT_MARKS, Form
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.people import StudentPlan
from webapp.demo.texts import read

SEED = 5
# Chances of being asked in a lesson, by hours a week: with the controls it comes to about seven marks a week.
ASKED = {1: 0.16, 2: 0.12, 3: 0.1}
ASKED_OFTEN = 0.07
HOMEWORK_CHECKED = 0.04
SECOND_MARK = 0.05
COMMENTED = {"5": 0.05, "4": 0.08, "3": 0.15, "2": 0.4, "зачёт": 0.0, "незачёт": 0.5}
EASIER = {"sport": 0.25, "music": 0.3, "art": 0.28, "craft": 0.25, "safety": 0.2, "primary": 0.1}
HARDER_FORMS = {"control": -0.06, "dictation": -0.08, "test": -0.03, "homework": 0.08, "project": 0.15}
LIMITS = (("5", 0.68), ("4", 0.44), ("3", 0.16), ("2", -9.0))
COMMENTS_OF = {"physics": "science", "chemistry": "science", "biology": "science", "geography": "science"}


@dataclass(frozen=True)
class MarkPlan:
    """A mark in a lesson: «5» to «2», or «зачёт» and «незачёт» on the scale `pass`."""

    form: Form
    value: str
    comment: str = ""


@dataclass(frozen=True)
class Attended:
    """A lesson for marking: what all are marked for, if anything, and whether the student was there."""

    form: Form | None
    present: bool


def marks_for(
    student: StudentPlan, subject: str, grade: int, weekly: int, lessons: Sequence[Attended]
) -> list[tuple[MarkPlan, ...]]:
    """The student's marks in each of the subject's lessons, in order; mostly none, now and then two.

    Nobody who was away gets one; there are none in the first grade and in class hours.
    """
    if grade < MARKS_FROM_GRADE or subject in WITHOUT_MARKS:
        return [()] * len(lessons)
    rng = random.Random(f"{SEED}:{student.key}:{subject}")
    level = student.ability + EASIER.get(SUBJECTS[subject].department, 0) + (rng.random() - 0.5) * 0.3
    return [_in_lesson(rng, level, subject, weekly, lesson) for lesson in lessons]


def _in_lesson(
    rng: random.Random, level: float, subject: str, weekly: int, lesson: Attended
) -> tuple[MarkPlan, ...]:
    # The draws are made for the absent too, so that one absence does not change all later marks.
    asked, checked, twice = rng.random(), rng.random(), rng.random()
    forms: list[Form] = [lesson.form] if lesson.form else []
    if not lesson.form and asked < ASKED.get(weekly, ASKED_OFTEN):
        forms.append(FORMS["answer" if twice < 0.7 else "classwork"])
    if (twice < SECOND_MARK) if lesson.form else (checked < HOMEWORK_CHECKED):
        forms.append(FORMS["homework"])
    marks = [_mark(rng, level, subject, form) for form in forms]
    return tuple(marks) if lesson.present else ()


def _mark(rng: random.Random, level: float, subject: str, form: Form) -> MarkPlan:
    noise = (rng.random() + rng.random() - 1) * 0.32
    score = level + HARDER_FORMS.get(form.code, 0) + noise
    if form.scale == "pass":
        value = "зачёт" if score > 0.3 else "незачёт"
    else:
        value = next(value for value, limit in LIMITS if score > limit)
    comment = ""
    if rng.random() < COMMENTED[value]:
        comment = rng.choice(_comments(subject, "2" if value == "незачёт" else value))
    return MarkPlan(form, value, comment)


def _comments(subject: str, value: str) -> list[str]:
    department = SUBJECTS[subject].department
    texts = read("comments")["marks"]
    own = texts.get(COMMENTS_OF.get(department, department), {}).get(value, [])
    return [*own, *texts["any"][value]]
