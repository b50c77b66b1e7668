"""Forms of control with their weights, and which lessons of a subject have one for the whole class."""

from dataclasses import dataclass
from typing import Literal

from webapp.demo.curriculum import SUBJECTS

WITHOUT_MARKS = ("important", "horizons")
MARKS_FROM_GRADE = 2


@dataclass(frozen=True)
class Form:
    """A form of control, weight 1–3; short is for chips.

    rewrites is how the topic of its lesson begins, if it takes that whole; before, now and after are the
    homework that it brings to the lesson before, its own and the next one.
    """

    code: str
    name: str
    short: str
    weight: int
    scale: Literal["5", "pass"] = "5"
    rewrites: str = ""
    before: str = ""
    now: str = ""
    after: str = ""


FORMS = {
    form.code: form
    for form in (
        Form("answer", "Ответ на уроке", "ответ", 1),
        Form("classwork", "Работа на уроке", "урок", 1),
        Form("homework", "Домашняя работа", "д/з", 1),
        Form("vocabulary", "Словарный диктант", "сл/д", 1),
        Form("recital", "Чтение наизусть", "наизусть", 1),
        Form("independent", "Самостоятельная работа", "с/р", 2),
        Form("test", "Тест", "тест", 2),
        Form(
            "lab",
            "Лабораторная работа",
            "л/р",
            2,
            now="Оформить лабораторную работу: таблица, расчёты, вывод",
        ),
        Form(
            "practical", "Практическая работа", "п/р", 2, now="Закончить практическую работу, записать вывод"
        ),
        Form("norm", "Норматив", "норматив", 2),
        Form("project", "Проект", "проект", 2),
        Form("credit", "Зачёт", "зачёт", 2, "pass"),
        Form(
            *("control", "Контрольная работа", "к/р", 3),
            rewrites="Контрольная работа",
            before="Подготовиться к контрольной работе: задания «Проверь себя», с. {page}",
            after="Работа над ошибками в контрольной",
        ),
        Form(
            *("dictation", "Диктант", "диктант", 3),
            rewrites="Контрольный диктант",
            before="Подготовиться к диктанту: правила на с. {page}–{page2}, словарные слова",
            after="Работа над ошибками по образцу на форзаце",
        ),
        Form(
            *("composition", "Сочинение", "соч.", 3),
            rewrites="Классное сочинение",
            before="Подготовиться к сочинению: план, цитаты (5–6)",
        ),
    )
}

WEEKS_BETWEEN = 5
# By subject, else by department: the form of each fifth week, and the one in between.
_PLANS = {
    "russian": ("dictation", "vocabulary"),
    "literature": ("composition", "test"),
    "reading": ("test", "classwork"),
    "english": ("control", "vocabulary"),
    "maths": ("control", "independent"),
    "probability": ("independent", "practical"),
    "informatics": ("test", "practical"),
    "physics": ("control", "independent"),
    "chemistry": ("control", "test"),
    "biology": ("test", "lab"),
    "geography": ("test", "practical"),
    "history": ("test", "independent"),
    "nature": ("test", "independent"),
    "music": ("credit", "classwork"),
    "art": ("project", "classwork"),
    "craft": ("project", "practical"),
    "sport": ("credit", "norm"),
    "safety": ("test", "practical"),
    "project": ("project", "classwork"),
}
_OLDEST_DICTATION = 9


def control_form(subject: str, grade: int, number: int, weekly: int) -> Form | None:
    """What the whole class is marked for in the subject's lesson number (from 0), if for anything."""
    if grade < MARKS_FROM_GRADE or subject in WITHOUT_MARKS:
        return None
    major, minor = _PLANS.get(subject) or _PLANS.get(SUBJECTS[subject].department, ("test", "classwork"))
    if subject == "russian" and grade > _OLDEST_DICTATION:
        major, minor = "composition", "test"
    # Subjects take turns, so that a class does not write everything in one week.
    number += 3 * list(SUBJECTS).index(subject) + 1
    if number % (weekly * WEEKS_BETWEEN) == 0:
        return FORMS[major]
    if number % max(4, weekly * 3) == 0:
        return FORMS[minor]
    return None


def form_named_in(topic: str) -> Form | None:
    """The form that a topic itself speaks of: «Лабораторная работа …», «Практическая работа …»."""
    starts = {"Лабораторная работа": "lab", "Практическая работа": "practical"}
    return next((FORMS[code] for start, code in starts.items() if topic.startswith(start)), None)
