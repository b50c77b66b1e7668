"""Students move, leave and come back; everything ends, nothing vanishes."""

from datetime import date

import pytest

from webapp.changes.log import versions
from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.people import moving
from webapp.people.models import (
    Enrolment,
    GroupStudent,
    Guardianship,
    SchoolClass,
    Student,
    User,
)
from webapp.people.ties import read_by
from webapp.school.models import AcademicYear
from webapp.timetable.models import Lesson

MONDAY = date(2026, 11, 23)


@pytest.fixture
def masha(cast) -> Student:
    return Student.get_by_id(cast.students["masha"])


@pytest.fixture
def class_9(cast) -> SchoolClass:
    return SchoolClass.get_by_id(cast.classes["9Б"])


def stays(student: Student) -> list[tuple]:
    query = Enrolment.select().where(Enrolment.student == student).order_by(Enrolment.starts)
    return [(row.school_class.name, row.starts, row.ends) for row in query]


def groups_on(cast, student: Student, day: date) -> set[str]:
    names = {group: name for name, group in cast.groups.items()}
    rows = GroupStudent.select().where(
        GroupStudent.student == student,
        GroupStudent.starts <= day,
        GroupStudent.ends.is_null() | (GroupStudent.ends >= day),
    )
    return {names[row.group_id] for row in rows}


def test_the_old_class_ends_the_day_before_and_whole_class_groups_follow(cast, who, masha, class_9):
    moving.move(masha, class_9, MONDAY, by=who("kim"))
    assert stays(masha) == [
        ("7А", date(2026, 9, 1), date(2026, 11, 22)),
        ("9Б", MONDAY, None),
    ]
    assert groups_on(cast, masha, date(2026, 11, 22)) == {"maths", "english", "physics"}
    assert groups_on(cast, masha, MONDAY) == {"maths_9"}
    names = {lesson.group_id for lesson in Lesson.of_student(masha, MONDAY, date(2026, 11, 28))}
    assert names == {cast.groups["maths_9"]}


def test_subgroups_are_chosen_by_hand(cast, who, class_9):
    artyom = Student.get_by_id(cast.students["artyom"])
    class_7 = SchoolClass.get_by_id(cast.classes["7А"])
    moving.move(artyom, class_7, MONDAY, groups=[cast.groups["english_2"]], by=who("kim"))
    assert groups_on(cast, artyom, MONDAY) == {"maths", "physics", "english_2"}


def test_two_subgroups_of_one_subject_are_refused_and_groups_of_other_classes_ignored(cast, who):
    artyom = Student.get_by_id(cast.students["artyom"])
    class_7 = SchoolClass.get_by_id(cast.classes["7А"])
    both = [cast.groups["english"], cast.groups["english_2"]]
    with pytest.raises(Refused) as refused:
        moving.move(artyom, class_7, MONDAY, groups=both, by=who("kim"))
    assert refused.value.field == "groups"
    petya = Student.get_by_id(cast.students["petya"])
    moving.move(petya, class_7, MONDAY, groups=[cast.groups["maths_9"]], by=who("kim"))
    assert groups_on(cast, petya, MONDAY) == {"maths", "physics"}


def test_a_move_is_recorded_and_raises_both_classes_and_the_student(cast, who, masha, class_9):
    scopes = [(f"class:{cast.classes['7А']}", "*"), (class_9.scope, "*"), (masha.scope, "*")]
    before = versions(scopes)
    moving.move(masha, class_9, MONDAY, by=who("kim"))
    assert (before, versions(scopes)) == ("0.0.0", "1.1.1")
    change = Change.get()
    assert (change.kind, change.student_id, change.class_id) == ("student.moved", masha.id, class_9.id)


@pytest.mark.parametrize(
    ("to", "day", "field"),
    [
        ("7А", MONDAY, "to"),
        ("7А*", MONDAY, "to"),
        ("9Б", date(2026, 9, 1), "starts"),
        ("9Б", date(2027, 6, 15), "starts"),
    ],
)
def test_a_move_that_cannot_be_is_refused_beside_its_field(cast, who, masha, to, day, field):
    with pytest.raises(Refused) as refused:
        moving.move(masha, SchoolClass.get_by_id(cast.classes[to]), day, by=who("kim"))
    assert refused.value.field == field


def test_leaving_ends_class_groups_and_ties_and_closes_what_nothing_holds(cast, who, at, masha):
    moving.leave(masha, date(2026, 11, 20), by=who("kim"))
    assert stays(masha) == [("7А", date(2026, 9, 1), date(2026, 11, 20))]
    assert groups_on(cast, masha, date(2026, 11, 21)) == set()
    assert {t.ends for t in Guardianship.select().where(Guardianship.student == masha)} == {
        date(2026, 11, 20)
    }
    ended = {user.login for user in User.select().where(User.ended_on == date(2026, 11, 20))}
    assert ended == {"masha", "nina"}
    assert read_by(who("orlova")).where(Student.id == masha.id).exists()
    at("2026-11-21T09:00+03:00")
    assert not read_by(who("orlova")).where(Student.id == masha.id).exists()
    assert read_by(who("orlova")).where(Student.id == cast.students["petya"]).exists()


def test_nobody_leaves_twice_or_before_coming(cast, who, masha):
    with pytest.raises(Refused):
        moving.leave(masha, date(2026, 8, 31), by=who("kim"))
    moving.leave(masha, date(2026, 11, 20), by=who("kim"))
    with pytest.raises(Refused):
        moving.leave(Student.get_by_id(masha.id), date(2026, 11, 21), by=who("kim"))


def test_coming_back_opens_the_guardians_again_but_not_the_proxy(cast, who, at, masha, class_9):
    moving.leave(masha, date(2026, 11, 17), by=who("kim"))
    back = Student.get_by_id(masha.id)
    with pytest.raises(Refused):
        moving.come_back(back, class_9, date(2026, 11, 17), by=who("kim"))
    moving.come_back(back, class_9, MONDAY, by=who("kim"))
    assert stays(masha)[-1] == ("9Б", MONDAY, None)
    assert User.get(User.login == "masha").ended_on is None
    holding = Guardianship.select().where(Guardianship.student == masha, Guardianship.ends.is_null())
    assert {tie.guardian.login for tie in holding} == {"orlova", "orlov"}
    assert User.get(User.login == "nina").ended_on == date(2026, 11, 17)


def test_a_student_who_left_is_enrolled_again_not_moved(cast, who, masha, class_9):
    moving.leave(masha, date(2026, 11, 17), by=who("kim"))
    with pytest.raises(Refused):
        moving.move(Student.get_by_id(masha.id), class_9, MONDAY, by=who("kim"))


def test_a_class_of_next_year_can_be_joined_from_its_first_day(cast, who, masha):
    home = cast.schools["home"]
    year = AcademicYear.create(school=home, name="2027/28", starts=date(2027, 9, 1), ends=date(2028, 5, 26))
    class_8 = SchoolClass.create(school=home, year=year, name="8А", grade=8)
    moving.move(masha, class_8, date(2027, 9, 1), by=who("kim"))
    assert stays(masha)[0] == ("7А", date(2026, 9, 1), date(2027, 8, 31))
