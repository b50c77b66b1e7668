"""The story's people: the only ones with passwords, known to the tests, the README and the docs."""

from dataclasses import dataclass

from webapp.demo.russian_names import Gender
from webapp.demo.staffing import ENGLISH_OF_7A, MATHS_OF_7A, SUBSTITUTE

PASSWORD = "zvonok-demo"


@dataclass(frozen=True)
class CastMember:
    """One named person; key is the person's in People, story says in Russian who it is."""

    login: str
    key: str
    role: str
    surname: str
    name: str
    patronymic: str
    gender: Gender
    story: str


CAST = (
    CastMember(
        "orlova", "orlova", "guardian", "Орлова", "Елена", "Сергеевна", "f", "мама Маши (7А) и Пети (3Б)"
    ),
    CastMember(
        "orlov", "orlov", "guardian", "Орлов", "Андрей", "Викторович", "m", "папа Маши (7А) и Пети (3Б)"
    ),
    CastMember("masha", "masha", "student", "Орлова", "Мария", "Андреевна", "f", "ученица 7А"),
    CastMember("petya", "petya", "student", "Орлов", "Пётр", "Андреевич", "m", "ученик 3Б, вторая смена"),
    CastMember(
        *("kuznetsova", MATHS_OF_7A, "teacher", "Кузнецова", "Ольга", "Павловна", "f"),
        story="классный руководитель 7А, учитель математики",
    ),
    CastMember(
        *("belova", ENGLISH_OF_7A, "teacher", "Белова", "Ирина", "Львовна", "f"),
        story="учитель английского языка, первая подгруппа 7А",
    ),
    CastMember(
        *("lis", SUBSTITUTE, "teacher", "Лис", "Павел", "Андреевич", "m"),
        story="учитель физики, видит 7А только на замене",
    ),
    CastMember("gromova", "gromova", "deputy_head", "Громова", "Наталья", "Игоревна", "f", "завуч"),
    CastMember("sokolov", "sokolov", "head", "Соколов", "Виктор", "Алексеевич", "m", "директор"),
    CastMember("kim", "kim", "operator", "Ким", "Дмитрий", "Олегович", "m", "оператор: люди и загрузки"),
    CastMember("tikhaya", "tikhaya", "secretary", "Тихая", "Вера", "Ивановна", "f", "секретарь"),
    CastMember(
        "chuzhova", "chuzhova", "guardian", "Чужова", "Анна", "Юрьевна", "f", "мама Артёма (9Б), посторонняя"
    ),
)
BY_KEY = {member.key: member for member in CAST}
BY_LOGIN = {member.login: member for member in CAST}
