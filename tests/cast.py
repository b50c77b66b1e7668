"""The cast: the people of one small school, and outsiders, whom all tests know.

Школа № 12, Moscow. 7А is led by Ольга Павловна Кузнецова, who teaches it mathematics; Ирина Львовна Белова
teaches English to half of it. Маша (7А) and Петя (3Б) Орловы have two guardians, and a grandmother who only
reads. Анна Юрьевна Чужова's Артём is in 9Б: she is the outsider. The lyceum in Vladivostok is another school.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from webapp.people.models import (
    Enrolment,
    Group,
    GroupClass,
    GroupStudent,
    GroupTeacher,
    Guardianship,
    Role,
    SchoolClass,
    Student,
    User,
)
from webapp.people.passwords import hashed
from webapp.school.models import AcademicYear, Bell, BellScheme, Holiday, Period, Room, School, Subject
from webapp.timetable.models import REPLACED, Lesson, Slot
from webapp.weeks import week_of

PASSWORD = "parol-2026"
NOW = datetime(2026, 11, 18, 5, 5, tzinfo=UTC)  # Wednesday, 08:05 in Moscow
TODAY = date(2026, 11, 18)
YEAR = (date(2026, 9, 1), date(2027, 5, 26))
BELLS = [(8, 30), (9, 25), (10, 20), (11, 25), (12, 20), (13, 15), (14, 10)]
# weekday, number, group: the pattern of 7А; the other classes have mathematics only
PATTERN = [(day, 1, "maths") for day in range(1, 7)] + [
    *((day, 2, group) for day in (1, 3, 5) for group in ("english", "english_2")),
    *((day, 3, "physics") for day in (2, 4)),
]


@dataclass
class Cast:
    """Ids by name, so that every test finds its people whatever database it runs on."""

    users: dict[str, int] = field(default_factory=dict)
    students: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    schools: dict[str, int] = field(default_factory=dict)
    lessons: dict[str, int] = field(default_factory=dict)

    def lesson(self, group: str, day: date, number: int | None = None) -> Lesson:
        """The lesson of a group on a day."""
        query = Lesson.select().where(Lesson.group == self.groups[group], Lesson.date == day)
        return query.where(Lesson.number == number).get() if number else query.get()


# login: surname, name, patronymic
PEOPLE = {
    "orlova": ("Орлова", "Елена", "Сергеевна"),
    "orlov": ("Орлов", "Андрей", "Викторович"),
    "masha": ("Орлова", "Мария", "Андреевна"),
    "petya": ("Орлов", "Пётр", "Андреевич"),
    "nina": ("Орлова", "Нина", "Фёдоровна"),
    "kuznetsova": ("Кузнецова", "Ольга", "Павловна"),
    "belova": ("Белова", "Ирина", "Львовна"),
    "lis": ("Лис", "Павел", "Андреевич"),
    "gromova": ("Громова", "Наталья", "Игоревна"),
    "sokolov": ("Соколов", "Виктор", "Алексеевич"),
    "kim": ("Ким", "Дмитрий", "Олегович"),
    "tikhaya": ("Тихая", "Вера", "Ивановна"),
    "chuzhova": ("Чужова", "Анна", "Юрьевна"),
    "artyom": ("Чужов", "Артём", "Денисович"),
    "yozhik": ("Ёжиков", "Глеб", "Ильич"),
    "zhukov": ("Жуков", "Лев", "Петрович"),
    "far_teacher": ("Дальнева", "Инна", "Олеговна"),
    "far_head": ("Востоков", "Юрий", "Кириллович"),
    "far_operator": ("Морской", "Олег", "Ильич"),
    "far_guardian": ("Портова", "Яна", "Борисовна"),
    "far_student": ("Портов", "Ян", "Ильич"),
}
POSTS = {
    "kuznetsova": "teacher",
    "belova": "teacher",
    "lis": "teacher",
    "gromova": "deputy_head",
    "sokolov": "head",
    "kim": "operator",
    "tikhaya": "secretary",
    "far_teacher": "teacher",
    "far_head": "head",
    "far_operator": "operator",
}
# login: class, groups
STUDENTS = {
    "masha": ("7А", ["maths", "english", "physics"]),
    "yozhik": ("7А", ["maths", "english_2", "physics"]),
    "zhukov": ("7А", ["maths", "english", "physics"]),
    "petya": ("3Б", ["maths_3"]),
    "artyom": ("9Б", ["maths_9"]),
    "far_student": ("7А*", ["far_maths"]),
}
TIES = [
    ("orlova", "masha", "mother"),
    ("orlova", "petya", "mother"),
    ("orlov", "masha", "father"),
    ("orlov", "petya", "father"),
    ("nina", "masha", "proxy"),
    ("chuzhova", "artyom", "mother"),
    ("far_guardian", "far_student", "mother"),
]
# name: class, subject, teachers, whole class?
GROUPS = {
    "maths": ("7А", "Математика", "kuznetsova", True),
    "english": ("7А", "Английский язык", "belova", False),
    "english_2": ("7А", "Английский язык", "gromova", False),
    "physics": ("7А", "Физика", "gromova", True),
    "maths_3": ("3Б", "Математика", "gromova", True),
    "maths_9": ("9Б", "Математика", "kuznetsova", True),
    "far_maths": ("7А*", "Математика", "far_teacher", True),
}


def make_cast() -> Cast:
    """Write the two schools with their people and the lessons of five weeks around NOW."""
    cast = Cast()
    secret = hashed(PASSWORD)
    for login, (surname, given, patronymic) in PEOPLE.items():
        user = User.create(
            login=login,
            surname=surname,
            given_name=given,
            patronymic=patronymic,
            password_hash=None if login == "petya" else secret,
            created_at=NOW,
        )
        cast.users[login] = user.id
    home = School.create(name="Школа № 12")
    far = School.create(name="Лицей «Восток»", timezone="Asia/Vladivostok")
    cast.schools = {"home": home.id, "far": far.id}
    for login, kind in POSTS.items():
        Role.create(user=cast.users[login], school=far if login.startswith("far_") else home, kind=kind)
    for school in (home, far):
        _lay_school(cast, school)
    for guardian, child, kind in TIES:
        Guardianship.create(guardian=cast.users[guardian], student=cast.students[child], kind=kind)
    _replace_one(cast)
    return cast


def _lay_school(cast: Cast, school: School) -> None:
    here = school.id == cast.schools["home"]
    year = AcademicYear.create(school=school, name="2026/27", starts=YEAR[0], ends=YEAR[1])
    quarters = [("2026-09-01", "2026-10-30"), ("2026-11-09", "2026-12-30"), ("2027-01-12", "2027-03-26")]
    for number, (first, last) in enumerate([*quarters, ("2027-04-05", "2027-05-26")], 1):
        Period.create(year=year, kind="quarter", number=number, starts=first, ends=last)
    Holiday.create(school=school, starts="2026-10-31", ends="2026-11-08", name="Осенние каникулы")
    Holiday.create(school=school, starts="2026-12-31", ends="2027-01-11", name="Зимние каникулы")
    scheme = BellScheme.create(school=school, name="Основное", is_default=True)
    for number, (hour, minute) in enumerate(BELLS, 1):
        rings = datetime(2026, 1, 1, hour, minute)
        Bell.create(
            scheme=scheme, number=number, starts=rings.time(), ends=(rings + timedelta(minutes=45)).time()
        )
    Room.insert_many([{"school": school, "name": name} for name in ("21", "22", "Спортзал")]).execute()
    for name, grade in (("7А", 7), ("3Б", 3), ("9Б", 9)) if here else (("7А*", 7),):
        teacher = cast.users["kuznetsova"] if name == "7А" else None
        row = SchoolClass.create(
            school=school, year=year, name=name.rstrip("*"), grade=grade, class_teacher=teacher
        )
        cast.classes[name] = row.id
    _lay_groups(cast, school, year, here)


def _lay_groups(cast: Cast, school: School, year: AcademicYear, here: bool) -> None:
    for name, (class_name, subject_name, teacher, whole) in GROUPS.items():
        if class_name not in cast.classes or (name == "far_maths") == here:
            continue
        subject, _ = Subject.get_or_create(school=school, name=subject_name)
        class_id = cast.classes[class_name]
        group = Group.create(
            school=school, year=year, subject=subject, name=f"{class_name.rstrip('*')} {subject_name}",
            whole_class=class_id if whole else None,
        )  # fmt: skip
        cast.groups[name] = group.id
        GroupClass.create(group=group, school_class=class_id)
        GroupTeacher.create(group=group, teacher=cast.users[teacher])
        _lay_lessons(cast, group, name, cast.users[teacher])
    for login, (class_name, groups) in STUDENTS.items():
        if (login == "far_student") == here:
            continue
        student = Student.create(user=cast.users[login], school=school, birth_date=date(2013, 5, 17))
        cast.students[login] = student.id
        Enrolment.create(student=student, school_class=cast.classes[class_name], starts=YEAR[0])
        for name in groups:
            GroupStudent.create(group=cast.groups[name], student=student, starts=YEAR[0])


def _lay_lessons(cast: Cast, group: Group, name: str, teacher: int) -> None:
    own = [(day, number) for day, number, whose in PATTERN if whose == name] or [(d, 1) for d in range(1, 6)]
    room = Room.get(Room.school == group.school, Room.name == "21")
    for weekday, number in own:
        starts = time(*BELLS[number - 1])
        ends = (datetime.combine(TODAY, starts) + timedelta(minutes=45)).time()
        slot = Slot.create(
            group=group,
            weekday=weekday,
            number=number,
            starts_at=starts,
            ends_at=ends,
            room=room,
            starts=YEAR[0],
        )
        monday = date(2026, 11, 9)
        for week in range(4):
            day = monday + timedelta(weeks=week, days=weekday - 1)
            Lesson.create(
                school=group.school, group=group, slot=slot, date=day, week=week_of(day), number=number,
                starts_at=starts, ends_at=ends, teacher=teacher, room=room,
            )  # fmt: skip


def _replace_one(cast: Cast) -> None:
    """On Thursday Павел Андреевич Лис gives 7А's mathematics instead."""
    lesson = cast.lesson("maths", date(2026, 11, 19))
    lesson.teacher_id, lesson.state, lesson.reason = cast.users["lis"], REPLACED, "Болезнь учителя"
    lesson.save()
    cast.lessons["replaced"] = lesson.id
