"""The forms of control that a school starts with."""

from webapp.changes.once import Refused
from webapp.marks.models import FormOfControl

# Name, how a chip shortens it, weight in the average.
STANDARD = (
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
    """The school's forms of control; a school that has none gets the standard ones."""
    there = list(FormOfControl.select().where(FormOfControl.school == school_id))
    if not there:
        for position, (name, short, weight) in enumerate(STANDARD):
            FormOfControl.create(school=school_id, name=name, short=short, weight=weight, position=position)
        there = list(FormOfControl.select().where(FormOfControl.school == school_id))
    return sorted(there, key=lambda form: (form.position, form.id))


def chosen_form(school_id: int, form_id: int | None) -> FormOfControl:
    """The school's form of control with this id; the first one where none is chosen. Raises Refused."""
    forms = [form for form in lay_forms(school_id) if form.is_active]
    chosen = [form for form in forms if form.id == form_id] if form_id else forms
    if not chosen:
        raise Refused("Такого вида работы в списке школы нет. Выберите другой.", "work")
    return chosen[0]
