"""The forms of control that a school starts with."""

from collections.abc import Iterable

from webapp.changes.once import Refused
from webapp.language import _
from webapp.marks.models import FormOfControl

# Name, how a chip shortens it, weight in the average: from the start the school's own words.
FOREIGN_STANDARD = (
    ("Работа на уроке", "урок", 1),
    ("Ответ у доски", "ответ", 1),
    ("Домашняя работа", "д/з", 1),
    ("Самостоятельная работа", "с/р", 2),
    ("Практическая работа", "п/р", 2),
    ("Тест", "тест", 2),
    ("Проект", "проект", 2),
    ("Контрольная работа", "к/р", 3),
)


def lay_forms(school_id: int) -> list[FormOfControl]:
    """The school's forms of control in their order; a school that has none gets the standard ones."""
    there = in_order(FormOfControl.select().where(FormOfControl.school == school_id))
    if not there:
        for form in standard(school_id):
            form.id = None  # type: ignore[assignment]
            form.save(force_insert=True)
            there.append(form)
    return there


def standard(school_id: int) -> list[FormOfControl]:
    """What a school that has none gets with its first mark. Ids from -1 downwards stand for places."""
    return [
        FormOfControl(id=-1 - place, school=school_id, name=name, short=short, weight=weight, position=place)
        for place, (name, short, weight) in enumerate(FOREIGN_STANDARD)
    ]


def in_order(forms: Iterable[FormOfControl]) -> list[FormOfControl]:
    """The forms as the school lists them."""
    return sorted(forms, key=lambda form: (form.position, form.id))


def picked(forms: list[FormOfControl], form_id: int | None) -> FormOfControl | None:
    """The form with this id, or in the place that a negative id stands for; the first one for no id."""
    if not form_id:
        return forms[0] if forms else None
    if form_id < 0:
        return forms[-1 - form_id] if -form_id <= len(forms) else None
    return next((form for form in forms if form.id == form_id), None)


def chosen_form(school_id: int, form_id: int | None) -> FormOfControl:
    """The school's form of control with this id; the first one where none is chosen. Raises Refused."""
    chosen = picked([form for form in lay_forms(school_id) if form.is_active], form_id)
    if chosen is None:
        raise Refused(_("Такого вида работы в списке школы нет. Выберите другой."), "work")
    return chosen
