"""Topics of lessons and homework, in the sequence in which a class goes through its textbook."""

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from webapp.demo.controls import FORMS, MARKS_FROM_GRADE, Form, control_form, form_named_in
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.texts import banded, read

FILES = ("russian", "maths", "english", "science", "society", "arts")
# The lists are written for about half a year; then the class stays with the last topic.
WEEKS_COVERED = 16
SAME_TEXTS = {
    "social_profile": "social",
    "history_profile": "history",
    "biology_profile": "biology",
    "chemistry_profile": "chemistry",
}
STEPS = {
    "maths": ("Решение упражнений", "Решение задач", "Закрепление"),
    "informatics": ("Практикум",),
    "russian": ("Упражнения", "Работа с текстом", "Закрепление"),
    "literature": ("Анализ эпизодов", "Обсуждение прочитанного"),
    "sport": ("Совершенствование техники",),
    "english": ("Лексика", "Чтение и аудирование", "Говорение", "Письмо"),
    "primary": ("Закрепление", "Работа в парах", "Обобщение"),
    "physics": ("Решение задач", "Решение графических задач"),
    "chemistry": ("Решение задач", "Упражнения"),
}
OTHER_STEPS = ("Продолжение", "Обобщение")


@dataclass(frozen=True)
class LessonText:
    """What the journal says of a lesson; homework None is «не задано», form what all are marked for."""

    topic: str
    homework: str | None
    form: Form | None


def lesson_text(subject: str, grade: int, number: int, weekly: int, seed: str) -> LessonText:
    """The text of a class's lesson; number counts its lessons of the subject from 0, weekly is hours a week.

    seed tells classes apart. Raises KeyError for a subject that the grade does not have.
    """
    entries = topics(subject, grade)
    at, step = _place(len(entries), number, weekly)
    topic, own = entries[at]
    named = form_named_in(topic)
    if named and step and at:
        topic, named = entries[at - 1][0], None
    form = named or control_form(subject, grade, number, weekly) or _by_heart(entries, number, weekly, grade)
    if form and form.rewrites:
        about = entries[at if step or not at else at - 1][0]
        return LessonText(f"{form.rewrites} по теме {_quoted(about)}", None, form)
    homework = _around_control(subject, grade, number, weekly, form) or (own if not step else None)
    if homework is None:
        homework = _usual(subject, grade, number, seed)
    return LessonText(_stepped(topic, subject, step), homework and _filled(homework, at, number, seed), form)


@cache
def topics(subject: str, grade: int) -> tuple[tuple[str, str | None], ...]:
    """The subject's topics in order, each with homework that only it has, or None."""
    entries = banded(_texts()[SAME_TEXTS.get(subject, subject)]["topics"], grade)
    if entries is None:
        raise KeyError(f"{subject} in grade {grade}")
    return tuple((entry, None) if isinstance(entry, str) else (entry[0], entry[1]) for entry in entries)


@cache
def _texts() -> dict[str, Any]:
    return {subject: texts for file in FILES for subject, texts in read(file).items()}


def _stepped(topic: str, subject: str, step: int) -> str:
    if not step:
        return topic
    steps = STEPS.get(subject) or STEPS.get(SUBJECTS[subject].department, OTHER_STEPS)
    return f"{topic}. {steps[(step - 1) % len(steps)]}"


def _quoted(topic: str) -> str:
    if topic.count("«") == 1 and topic.startswith("«") and topic.endswith("»"):
        return topic
    return "«" + topic.replace("«", "„").replace("»", "“") + "»"


def _place(length: int, number: int, weekly: int) -> tuple[int, int]:
    """Which topic the lesson is in, and its number within it, both from 0."""
    covered = weekly * WEEKS_COVERED
    at = min(number * length // covered, length - 1)
    return at, number - -(-at * covered // length)


def _by_heart(
    entries: tuple[tuple[str, str | None], ...], number: int, weekly: int, grade: int
) -> Form | None:
    """Reciting, in the lesson after a poem was set."""
    if not number or grade < MARKS_FROM_GRADE:
        return None
    at, step = _place(len(entries), number - 1, weekly)
    return FORMS["recital"] if not step and "наизусть" in (entries[at][1] or "").lower() else None


def _around_control(subject: str, grade: int, number: int, weekly: int, form: Form | None) -> str:
    """What the last, this or the next lesson's control brings home."""
    following = control_form(subject, grade, number + 1, weekly)
    last = control_form(subject, grade, number - 1, weekly) if number else None
    return (
        (following.before if following else "") or (form.now if form else "") or (last.after if last else "")
    )


def _usual(subject: str, grade: int, number: int, seed: str) -> str | None:
    """The subject's usual ones in turn, each round in another order; none in the first grade (a norm)."""
    usual = banded(_texts()[SAME_TEXTS.get(subject, subject)]["homework"], grade)
    if not usual or grade == 1:
        return None
    turn, at = divmod(number, len(usual))
    order = list(usual)
    random.Random(f"{seed}:{subject}:{turn}").shuffle(order)
    chosen: str | None = order[at]
    return chosen


def _filled(template: str, at: int, number: int, seed: str) -> str:
    """Paragraphs, pages and numbers of exercises grow as the year goes on."""
    rng = random.Random(f"{seed}:{template}:{number}")
    n = 11 + number * 7 + rng.randrange(4)
    q = 2 + rng.randrange(4)
    page = 8 + at * 5 + rng.randrange(4)
    return template.format(
        p=at + 1,
        p2=at + 2,
        page=page,
        page2=page + 2 + rng.randrange(2),
        ex=12 + number * 4 + rng.randrange(3),
        ex2=16 + number * 4 + rng.randrange(3),
        n=n,
        n2=n + 2 + rng.randrange(3),
        n3=n + 6 + rng.randrange(3),
        q=q,
        q2=q + 2,
    )
