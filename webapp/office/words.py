"""The office's words for posts, ties and ways to sign in."""

POSTS = {
    "teacher": "учитель",
    "deputy_head": "завуч",
    "head": "директор",
    "secretary": "секретарь",
    "operator": "оператор",
}
TIES = {
    "mother": "мать",
    "father": "отец",
    "guardian": "законный представитель",
    "proxy": "доверенное лицо",
}
KINDS = {"": "Все", "student": "Ученики", "guardian": "Представители", "staff": "Сотрудники"}
STATES = {
    "none": "доступ не выдан",
    "temporary": "временный пароль",
    "own": "входит сам",
    "ended": "закрыт",
}
