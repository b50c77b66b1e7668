"""What the office reads of an import: kinds and states."""

from webapp.imports.tally import CHANGED, GONE, NEW
from webapp.language import _, lazy

KINDS = {
    "schools": lazy("Школа"),
    "years": lazy("Учебный год"),
    "periods": lazy("Четверти и полугодия"),
    "holidays": lazy("Праздники"),
    "bells": lazy("Звонки"),
    "rooms": lazy("Кабинеты"),
    "subjects": lazy("Предметы"),
    "classes": lazy("Классы"),
    "groups": lazy("Группы по предметам"),
    "lesson_periods": lazy("Уроки в неделю"),
    "users": lazy("Люди"),
    "teachers": lazy("Учителя"),
    "posts": lazy("Должности"),
    "students": lazy("Ученики"),
    "guardians": lazy("Представители"),
    "ties": lazy("Кто чей представитель"),
    "enrollments": lazy("Места в классах и группах"),
}
# What stands above the names of those in a state.
HEADINGS = {NEW: lazy("новых:"), CHANGED: lazy("изменится:"), GONE: lazy("нет в файле:")}
DONE_HEADINGS = {**HEADINGS, CHANGED: lazy("изменено:")}
LESSONS = {
    "made": lazy("Уроков по датам добавится"),
    "deleted": lazy("Уроков по датам снимется"),
    "cancelled": lazy("Уроков отменится (на них есть оценки, задания или отметки)"),
}
DONE_LESSONS = {
    "made": lazy("Уроков по датам добавлено"),
    "deleted": lazy("Уроков по датам снято"),
    "cancelled": lazy("Уроков отменено (на них есть оценки, задания или отметки)"),
}


def kind_name(kind: str) -> str:
    """The kind as the office reads it."""
    return str(KINDS.get(kind, kind))


def counted(state: str, number: int | str, *, done: bool) -> str:
    """«новых 5»: how many are in the state, or came into it; the number may have markup of its own."""
    if state == NEW:
        return _("новых %(number)s", number=number)
    if state == CHANGED and done:
        return _("изменено %(number)s", number=number)
    if state == CHANGED:
        return _("изменится %(number)s", number=number)
    if state == GONE:
        return _("нет в файле %(number)s", number=number)
    return _("без изменений %(number)s", number=number)
