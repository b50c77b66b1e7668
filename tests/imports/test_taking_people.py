"""An office's list in the database: who is new, moves, is corrected, leaves, comes again."""

from datetime import date

import pytest

from tests.imports.people_samples import MOTHER, TODAY, Value, child, workbook
from webapp.imports.people_sheet import read_people
from webapp.imports.taking_people import take_people
from webapp.imports.tally import Tally
from webapp.people import tying
from webapp.people.models import (
    Enrolment,
    Group,
    GroupClass,
    GroupStudent,
    Guardianship,
    Role,
    SchoolClass,
    Student,
    User,
)
from webapp.people.viewer import Viewer
from webapp.school.models import AcademicYear, School, Subject

YEAR = (date(2026, 9, 1), date(2027, 5, 31))
YESTERDAY = date(2026, 11, 17)
FATHER = ("Петров Илья Иванович", "8 926 765-43-21", None)
ANNA = child("Анна", surname="Сидорова", patronymic="Львовна", born=date(2013, 5, 5))
pytestmark = pytest.mark.usefixtures("undone")


@pytest.fixture
def school(blank) -> School:
    return School.create(name="Школа № 12")


@pytest.fixture
def take(school: School):
    """Import rows typed into Excel."""

    def run(*rows: list[Value], on: date = TODAY, **how: object) -> Tally:
        sheet = read_people(workbook(*rows), "список.xlsx", TODAY)
        return take_people(sheet, school, on=on, **how)  # type: ignore[arg-type]

    return run


def student(given_name: str) -> Student:
    return Student.select().join(User).where(User.given_name == given_name).get()


def stays(given_name: str) -> list[tuple[str, date, date | None]]:
    rows = Enrolment.select().where(Enrolment.student == student(given_name)).order_by(Enrolment.starts)
    return [(row.school_class.name, row.starts, row.ends) for row in rows]


def whole_group(school_class: SchoolClass, name: str) -> Group:
    subject, _ = Subject.get_or_create(school=school_class.school, name=name)
    group = Group.create(
        school=school_class.school_id, year=school_class.year_id, subject=subject, name=name,
        whole_class=school_class,
    )  # fmt: skip
    GroupClass.create(group=group, school_class=school_class)
    return group


def test_a_first_list_makes_year_class_students_and_guardians(take):
    tally = take(child("Пётр", *MOTHER, *FATHER), ANNA)
    assert {kind: tally.number(kind, "new") for kind in ("classes", "students", "guardians", "ties")} == {
        "classes": 1, "students": 2, "guardians": 2, "ties": 2,
    }  # fmt: skip
    assert [(y.starts, y.ends) for y in AcademicYear.select()] == [YEAR]
    assert [(c.name, c.grade) for c in SchoolClass.select()] == [("7А", 7)]
    assert stays("Пётр") == [("7А", YEAR[0], None)]
    mother = User.get(User.given_name == "Мария")
    assert (mother.phone, mother.email, mother.login) == ("+79161234567", "maria@example.org", None)


def test_a_repeat_changes_nothing(take):
    rows = [child("Пётр", *MOTHER, *FATHER), child("Павел", *MOTHER, *FATHER), ANNA]
    take(*rows)
    users = User.select().count()
    assert take(*rows).is_unchanged
    assert User.select().count() == users


def test_twins_are_two_and_their_mother_is_one(take):
    take(child("Пётр", *MOTHER), child("Павел", *MOTHER))
    assert (Student.select().count(), User.select().count()) == (2, 3)
    assert Guardianship.select().count() == 2
    tally = take(child("Павел", *MOTHER), child("Пётр", *MOTHER))
    assert tally.is_unchanged


def test_twin_who_comes_later_is_no_correction_of_the_other(take):
    take(child("Александр", *MOTHER))
    tally = take(child("Александра", *MOTHER, patronymic="Ильинична"), child("Александр", *MOTHER))
    assert (tally.number("students", "new"), tally.number("students", "unchanged")) == (1, 1)


def test_yo_that_a_file_has_lost_stays(take):
    take(child("Алёна", *MOTHER, surname="Королёва", patronymic="Игоревна"))
    tally = take(child("АЛЕНА", *MOTHER, surname="КОРОЛЕВА", patronymic="ИГОРЕВНА"))
    assert tally.is_unchanged
    assert User.select().where(User.surname == "Королёва").count() == 1


def test_a_mother_who_is_known_from_another_school_is_the_same_person(take):
    other = School.create(name="Лицей")
    take_people(read_people(workbook(child("Иван", *MOTHER)), "лицей.xlsx", TODAY), other, on=TODAY)
    take(child("Пётр", *MOTHER))
    assert User.select().where(User.given_name == "Мария").count() == 1
    assert Guardianship.select().count() == 2


def test_a_move_ends_the_old_class_and_whole_groups_follow(take):
    take(child("Пётр"), ANNA, child("Лев", school_class="7Б", born=date(2013, 7, 7)))
    by_name = {row.name: row for row in SchoolClass.select()}
    old, new = (whole_group(by_name[name], "Физика") for name in ("7А", "7Б"))
    GroupStudent.create(group=old, student=student("Пётр"), starts=YEAR[0])
    moved = [child("Пётр", school_class="7Б"), ANNA, child("Лев", school_class="7Б", born=date(2013, 7, 7))]
    tally = take(*moved)
    assert tally.names["students", "changed"] == ["Петров Пётр Ильич: 7А → 7Б"]
    assert stays("Пётр") == [("7А", YEAR[0], YESTERDAY), ("7Б", TODAY, None)]
    rows = GroupStudent.select().where(GroupStudent.student == student("Пётр"))
    assert {(r.group_id, r.starts, r.ends) for r in rows} == {
        (old.id, YEAR[0], YESTERDAY),
        (new.id, TODAY, None),
    }
    assert take(*moved).is_unchanged


def test_a_new_student_comes_from_today_into_a_class_that_is_there(take):
    take(ANNA)
    take(ANNA, child("Пётр"))
    assert stays("Пётр") == [("7А", TODAY, None)]


def test_who_is_missing_from_a_class_in_the_file_leaves_and_others_stay(take):
    lev = child("Лев", school_class="7Б", born=date(2013, 7, 7))
    take(child("Пётр", *MOTHER), ANNA, lev)
    tally = take(ANNA)
    assert tally.names["students", "gone"] == ["7А: Петров Пётр Ильич"]
    gone = student("Пётр")
    assert gone.ended_on == YESTERDAY
    assert stays("Пётр") == [("7А", YEAR[0], YESTERDAY)]
    assert (Guardianship.get().ends, User.get(User.given_name == "Мария").ended_on) == (YESTERDAY, YESTERDAY)
    assert student("Лев").ended_on is None
    assert take(ANNA).is_unchanged


def test_of_a_list_of_some_nobody_leaves_and_the_rest_is_named(take):
    take(child("Пётр"), ANNA)
    tally = take(ANNA, whole=False)
    assert tally.is_unchanged
    assert tally.warnings == ["Нет в файле, остаётся в классе — 7А: Петров Пётр Ильич"]
    assert student("Пётр").ended_on is None


def test_who_comes_again_has_guardians_again(take):
    take(child("Пётр", *MOTHER), ANNA)
    take(ANNA)
    tally = take(child("Пётр", *MOTHER), ANNA)
    assert tally.names["students", "changed"] == [
        "Петров Пётр Ильич: снова в школе; Петров Пётр Ильич: — → 7А"
    ]
    assert student("Пётр").ended_on is None
    assert (Guardianship.get().ends, User.get(User.given_name == "Мария").ended_on) == (None, None)
    assert stays("Пётр") == [("7А", YEAR[0], None)]
    assert take(child("Пётр", *MOTHER), ANNA).is_unchanged


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (child("Пётр", *MOTHER, surname="Котов"), "Петров → Котов"),
        (child("Петр", *MOTHER, patronymic="Львович"), "Ильич → Львович"),
        (child("Пётр", *MOTHER, born=date(2013, 2, 2)), "2013-02-01 → 2013-02-02"),
    ],
)
def test_a_corrected_name_or_birth_date_is_the_same_student(take, now, told):
    take(child("Пётр", *MOTHER), ANNA)
    before = student("Пётр").id
    tally = take(now, ANNA)
    assert tally.names["students", "changed"] == [f"Петров Пётр Ильич: {told}"]
    assert student("Пётр").id == before


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (("Котова Мария Олеговна", "+7 916 123-45-67", "maria@example.org"), "Петрова → Котова"),
        (("Петрова Мария Олеговна", "+7 916 000-00-00", None), "+79161234567 → +79160000000"),
    ],
)
def test_a_guardians_corrected_name_or_contact_is_the_same_person(take, now, told):
    take(child("Пётр", *MOTHER))
    tally = take(child("Пётр", *now))
    assert tally.names["guardians", "changed"] == [f"Петрова Мария Олеговна: {told}"]
    assert Guardianship.select().count() == 1


def test_a_father_on_the_familys_phone_does_not_become_the_mother(take):
    take(child("Пётр", *MOTHER))
    take(child("Пётр", "Петров Илья Иванович", MOTHER[1], None))
    assert sorted(tie.guardian.given_name for tie in Guardianship.select()) == ["Илья", "Мария"]


def test_access_that_the_office_closed_is_not_opened_by_a_list(take, school):
    take(child("Пётр", *MOTHER))
    by = Viewer(0, "", 0, False, "", "", "", frozenset({(school.id, "operator")}))
    tying.untie(Guardianship.get(), by=by)
    tally = take(child("Пётр", *MOTHER))
    assert Guardianship.get().ends == YESTERDAY
    assert any("закрыт вручную" in warning for warning in tally.warnings)


def test_a_list_of_the_next_year_begins_with_that_year(take, school):
    take(child("Пётр"), ANNA)
    AcademicYear.create(school=school, name="2027/28", starts=date(2027, 9, 1), ends=date(2028, 5, 31))
    later = date(2027, 9, 6)
    take(child("Пётр", school_class="8А"), on=later)
    assert stays("Пётр") == [("7А", YEAR[0], date(2027, 8, 31)), ("8А", date(2027, 9, 1), None)]
    assert student("Анна").ended_on is None


def test_a_person_whom_the_office_may_not_correct_is_left_alone_and_told(take, school):
    take(child("Пётр", *MOTHER))
    Role.create(user=User.get(User.given_name == "Мария"), school=School.create(name="Лицей"), kind="head")
    tally = take(child("Пётр", "Петрова Мария Олеговна", "+7 916 000-00-00", None))
    assert User.get(User.given_name == "Мария").phone == "+79161234567"
    assert any("правит сам человек" in warning for warning in tally.warnings)


def test_who_comes_into_a_class_with_subgroups_is_told(take):
    take(ANNA)
    half = whole_group(SchoolClass.get(), "Английский язык")
    Group.update(whole_class=None).where(Group.id == half.id).execute()
    tally = take(ANNA, child("Пётр"))
    assert tally.warnings == ["Подгруппы новым ученикам назначаются на их страницах: 7А (1)"]
    assert not take(ANNA, child("Пётр")).warnings
