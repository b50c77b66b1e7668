"""The office's words for posts, ties and ways to sign in."""

from webapp.language import lazy

POSTS = {
    "teacher": lazy("учитель"),
    "deputy_head": lazy("завуч"),
    "head": lazy("директор"),
    "secretary": lazy("секретарь"),
    "operator": lazy("оператор"),
}
TIES = {
    "mother": lazy("мать"),
    "father": lazy("отец"),
    "guardian": lazy("законный представитель"),
    "proxy": lazy("доверенное лицо"),
}
KINDS = {
    "": lazy("Все"),
    "student": lazy("Ученики"),
    "guardian": lazy("Представители"),
    "staff": lazy("Сотрудники"),
}
STATES = {
    "none": lazy("доступ не выдан"),
    "temporary": lazy("временный пароль"),
    "own": lazy("входит сам"),
    "ended": lazy("закрыт"),
}
