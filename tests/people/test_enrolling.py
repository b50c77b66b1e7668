"""People added by hand, corrected, warned about as doubles."""

from datetime import date

import pytest

from webapp.changes.models import Change
from webapp.changes.once import Conflict, Refused
from webapp.people import correcting, enrolling
from webapp.people.enrolling import Person, Relative
from webapp.people.models import Guardianship, Role, SchoolClass, Student, User
from webapp.school.models import School
from webapp.timetable.models import Lesson

TODAY, BORN = date(2026, 11, 18), date(2013, 4, 2)
GLEB = Person("Ёлкин", "Глеб", "Олегович")


@pytest.fixture
def class_7(cast) -> SchoolClass:
    return SchoolClass.get_by_id(cast.classes["7А"])


@pytest.fixture
def home(cast) -> School:
    return School.get_by_id(cast.schools["home"])


def test_a_new_student_has_the_lessons_of_the_class_from_that_day(cast, who, class_7):
    ids = enrolling.enroll(class_7, GLEB, BORN, TODAY, groups=[cast.groups["english"]], by=who("kim"))
    lessons = list(Lesson.of_student(ids["student"], date(2026, 11, 16), date(2026, 11, 21)))
    assert {lesson.group_id for lesson in lessons} == {
        cast.groups[g] for g in ("maths", "english", "physics")
    }
    assert min(lesson.date for lesson in lessons) == TODAY
    user = User.get_by_id(ids["user"])
    assert (user.login, user.password_hash, user.folded) == (None, None, "елкин глеб олегович")


def test_guardians_come_with_the_student_and_a_known_one_is_shared(cast, who, class_7):
    User.update(phone="+79161234567").where(User.login == "orlova").execute()
    known = Relative(Person("Орлова", "Елена", "Сергеевна", phone="8 916 123-45-67"), "mother")
    new = Relative(Person("Ёлкин", "Олег", "", email=" Oleg@Mail.RU "), "father")
    ids = enrolling.enroll(class_7, GLEB, BORN, TODAY, relatives=[known, new], by=who("kim"))
    ties = Guardianship.select().where(Guardianship.student == ids["student"]).order_by(Guardianship.id)
    assert ties[0].guardian_id == cast.users["orlova"]
    assert ties[1].guardian.email == "oleg@mail.ru"
    assert User.select().where(User.surname == "Орлова", User.given_name == "Елена").count() == 1


def test_the_same_name_without_the_same_contact_is_another_person(cast, who, class_7):
    User.update(phone="+79161234567").where(User.login == "orlova").execute()
    namesake = Relative(Person("Орлова", "Елена", "Сергеевна", phone="+79990001122"), "mother")
    enrolling.enroll(class_7, GLEB, BORN, TODAY, relatives=[namesake], by=who("kim"))
    assert User.select().where(User.surname == "Орлова", User.given_name == "Елена").count() == 2


def test_a_double_is_warned_about_and_added_when_confirmed(cast, who, class_7):
    enrolling.enroll(class_7, GLEB, BORN, TODAY, by=who("kim"))
    double = Person(" елкин", "ГЛЕБ", "олегович ")
    with pytest.raises(Refused) as refused:
        enrolling.enroll(class_7, double, BORN, TODAY, by=who("kim"))
    assert refused.value.field == "confirmed"
    enrolling.enroll(class_7, double, date(2013, 4, 3), TODAY, by=who("kim"))
    enrolling.enroll(class_7, double, BORN, TODAY, confirmed=True, by=who("kim"))
    assert Student.select().join(User).where(User.given_name.in_(["Глеб", "ГЛЕБ"])).count() == 4


@pytest.mark.parametrize(
    ("person", "born", "starts", "field"),
    [
        (Person("", "Глеб"), BORN, TODAY, "surname"),
        (Person("Ёлкин", "Глеб", phone="12"), BORN, TODAY, "phone"),
        (Person("Ёлкин", "Глеб", email="не почта"), BORN, TODAY, "email"),
        (GLEB, date(2026, 11, 18), TODAY, "birth_date"),
        (GLEB, date(1913, 4, 2), TODAY, "birth_date"),
        (GLEB, BORN, date(2027, 8, 1), "starts"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, who, class_7, person, born, starts, field):
    with pytest.raises(Refused) as refused:
        enrolling.enroll(class_7, person, born, starts, by=who("kim"))
    assert refused.value.field == field


def test_a_wrong_phone_of_the_second_guardian_is_shown_at_the_second_guardian(cast, who, class_7):
    relatives = [
        Relative(Person("Ёлкина", "Анна"), "mother"),
        Relative(Person("Ёлкин", "Олег", phone="1"), "father"),
    ]
    with pytest.raises(Refused) as refused:
        enrolling.enroll(class_7, GLEB, BORN, TODAY, relatives=relatives, by=who("kim"))
    assert refused.value.field == "guardian_2-phone"


def test_staff_come_with_their_posts(cast, who, home):
    person = Person("Новикова", "Нина", "Петровна", phone="+79990001122")
    ids = enrolling.employ(home, person, ["teacher", "secretary", "teacher"], TODAY, by=who("kim"))
    posts = [role.kind for role in Role.select().where(Role.user == ids["user"]).order_by(Role.id)]
    assert posts == ["teacher", "secretary"]
    with pytest.raises(Refused) as refused:
        enrolling.employ(home, person, ["teacher"], TODAY, by=who("kim"))
    assert refused.value.field == "confirmed"
    with pytest.raises(Refused):
        enrolling.employ(home, person, [], TODAY, confirmed=True, by=who("kim"))


def test_a_correction_keeps_what_was_before(cast, who, home):
    masha = User.get(User.login == "masha")
    person = Person("Орлова-Ким", "Мария", "Андреевна", phone="8 (916) 000-11-22")
    correcting.correct(masha, home, person, birth_date=BORN, by=who("tikhaya"))
    fresh = User.get_by_id(masha.id)
    assert (fresh.full_name, fresh.phone) == ("Орлова-Ким Мария Андреевна", "+79160001122")
    assert fresh.folded.startswith("орлова-ким")
    change = Change.get()
    assert '"surname": "Орлова"' in str(change.before)
    assert '"birth_date": "2013-04-02"' in str(change.after)
    assert "given_name" not in str(change.after)


def test_a_correction_over_somebody_elses_is_a_conflict_and_nothing_new_is_no_change(cast, who, home):
    masha = User.get(User.login == "masha")
    seen = correcting.state_of(masha)
    correcting.correct(masha, home, Person("Орлова", "Мария", "Андреевна"), seen=seen, by=who("kim"))
    assert Change.select().count() == 0
    correcting.correct(masha, home, Person("Орлова", "Марья", "Андреевна"), seen=seen, by=who("kim"))
    with pytest.raises(Conflict):
        correcting.correct(
            User.get_by_id(masha.id), home, Person("Орлова", "Мария"), seen=seen, by=who("tikhaya")
        )


def test_a_secretary_corrects_families_and_teachers_but_not_those_who_lead(cast, who, home):
    for login in ("masha", "orlova", "kuznetsova"):
        user = User.get(User.login == login)
        person = Person(user.surname, user.given_name, user.patronymic, phone="+79160001122")
        correcting.correct(user, home, person, by=who("tikhaya"))
    for login in ("sokolov", "gromova", "kim", "tikhaya"):
        user = User.get(User.login == login)
        with pytest.raises(Refused):
            correcting.correct(user, home, Person("Другой", "Человек"), by=who("tikhaya"))
