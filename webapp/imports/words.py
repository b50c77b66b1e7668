"""What the office reads of an import: kinds and states in Russian."""

from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED

KINDS = {
    "schools": "Школа",
    "years": "Учебный год",
    "periods": "Четверти и полугодия",
    "holidays": "Праздники",
    "bells": "Звонки",
    "rooms": "Кабинеты",
    "subjects": "Предметы",
    "classes": "Классы",
    "groups": "Группы по предметам",
    "lesson_periods": "Уроки в неделю",
    "users": "Люди",
    "teachers": "Учителя",
    "posts": "Должности",
    "students": "Ученики",
    "guardians": "Представители",
    "ties": "Кто чей представитель",
    "enrollments": "Места в классах и группах",
}
STATES = {
    NEW: "новых",
    CHANGED: "изменится",
    UNCHANGED: "без изменений",
    GONE: "нет в файле",
}
LESSONS = {
    "made": "Уроков по датам добавится",
    "deleted": "Уроков по датам снимется",
    "cancelled": "Уроков отменится (на них есть оценки, задания или отметки)",
}
DONE_STATES = {**STATES, CHANGED: "изменено"}
DONE_LESSONS = {
    "made": "Уроков по датам добавлено",
    "deleted": "Уроков по датам снято",
    "cancelled": "Уроков отменено (на них есть оценки, задания или отметки)",
}


def kind_name(kind: str) -> str:
    """The kind as the office reads it."""
    return KINDS.get(kind, kind)
