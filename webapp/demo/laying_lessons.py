"""What the demo's teachers have entered: topics, and homework for the lessons to come."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from webapp.demo.bulk import insert, moment, stored, update
from webapp.demo.controls import WITHOUT_MARKS
from webapp.demo.laid import GroupRow, Laid, LessonRow, days_before
from webapp.demo.lessons_text import lesson_text
from webapp.demo.staffing import MATHS_OF_7A
from webapp.homework.models import MANDATORY, NOTHING, OPTIONAL, Homework
from webapp.timetable.models import Lesson

SEED = 31
# Of the lessons of the last school days the teacher has not yet come to enter so many; homework is written
# down in the evening so often; so many groups learn to a plan, and have homework set a lesson ahead.
EMPTY, EMPTY_DAYS = 0.05, 2
IN_THE_EVENING = 0.3
AHEAD = 0.3
# Homework that nobody is marked down for.
FREE_SUBJECTS = ("music", "art", "sport", "religions", "culture")
MINUTES_BEFORE_END = 4
EVENING, EVENING_MINUTES = time(18, 30), 100


def lay_lessons(laid: Laid) -> None:
    """Topics of the lessons before today, and homework; some lessons of the last days are still empty."""
    rng = random.Random(SEED)
    recent = set(days_before(laid, "7А")[-EMPTY_DAYS:])
    topics, homework = [], []
    for group in laid.groups:
        lessons = laid.lessons[group.id]
        for number, lesson in enumerate(lessons):
            if lesson.date > laid.today + timedelta(days=14):
                break
            laid.texts[lesson.id] = lesson_text(
                group.subject, group.grade, number, group.weekly, group.class_name
            )
        held = laid.held(group)
        laid.empty_lessons |= {x.id for x in held if x.date in recent and rng.random() < EMPTY}
        if group.class_name != "7А" and group.teacher_key == MATHS_OF_7A and held[-1].date in recent:
            laid.empty_lessons.add(held[-1].id)
        topics += [
            (laid.texts[x.id].topic, stored(x.ends), x.id) for x in held if x.id not in laid.empty_lessons
        ]
        homework += list(_homework(laid, group, rng))
    update(Lesson, [Lesson.topic, Lesson.topic_at], topics)
    homework.sort(key=lambda row: (row[-1], row[0], row[1]))
    fields = [
        Homework.group, Homework.set_in, Homework.lesson, Homework.due, Homework.kind, Homework.text,
        Homework.by, Homework.version, Homework.created_at, Homework.edited_at,
    ]  # fmt: skip
    insert(Homework, fields, homework)


def _homework(laid: Laid, group: GroupRow, rng: random.Random) -> Iterator[tuple[Any, ...]]:
    """Set in the last lesson of a day, due in the next; what is not set is said so."""
    lessons = laid.lessons[group.id]
    ahead = rng.random() < AHEAD
    for lesson, following in pairwise(lessons):
        late, minutes = rng.random() < IN_THE_EVENING, rng.randrange(EVENING_MINUTES)
        if lesson.date >= laid.today:
            if ahead and following.date > lesson.date and laid.texts.get(lesson.id):
                yield _row(laid, group, lesson, following, _last_evening(laid) + timedelta(minutes=minutes))
            return
        if following.date == lesson.date or lesson.id in laid.empty_lessons:
            continue
        in_lesson = lesson.ends - timedelta(minutes=MINUTES_BEFORE_END)
        set_at = moment(lesson.date, EVENING) + timedelta(minutes=minutes) if late else in_lesson
        yield _row(laid, group, lesson, following, set_at)


def _row(
    laid: Laid, group: GroupRow, lesson: LessonRow, following: LessonRow, set_at: datetime
) -> tuple[Any, ...]:
    text = laid.texts[lesson.id].homework
    kind = NOTHING if text is None else OPTIONAL if group.subject in FREE_SUBJECTS else MANDATORY
    at = stored(set_at)
    return (
        *(group.id, lesson.id, following.id, following.date, kind, text or ""),
        *(lesson.teacher_id, 1, at, at),
    )


def _last_evening(laid: Laid) -> datetime:
    return moment(laid.today - timedelta(days=1), EVENING)


def is_marked(group: GroupRow) -> bool:
    """Whether marks are given in the group at all."""
    return group.grade > 1 and group.subject not in WITHOUT_MARKS
