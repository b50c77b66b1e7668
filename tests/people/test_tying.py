"""Ties of guardians, proxies for a time; posts and class teachers."""

from datetime import date

import pytest

from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.people import posting, tying
from webapp.people.models import Guardianship, Role, SchoolClass, Student, User
from webapp.people.ties import acted_for_by, read_by
from webapp.school.models import School
from webapp.timetable.models import Lesson

TODAY = date(2026, 11, 18)


def user(login: str) -> User:
    return User.get(User.login == login)


def sees(viewer, cast, name: str) -> bool:
    return read_by(viewer).where(Student.id == cast.students[name]).exists()


def tie_of(cast, guardian: str, name: str) -> Guardianship:
    return Guardianship.get(guardian=cast.users[guardian], student=cast.students[name])


def test_a_new_guardian_sees_and_acts_at_once(cast, who):
    tying.tie(Student.get_by_id(cast.students["masha"]), user("chuzhova"), "guardian", by=who("kim"))
    assert sees(who("chuzhova"), cast, "masha")
    assert acted_for_by(who("chuzhova")).where(Student.id == cast.students["masha"]).exists()
    assert Change.get().kind == "guardian.tied"


def test_a_proxy_needs_a_day_reads_to_that_day_and_never_acts(cast, who, at):
    masha = Student.get_by_id(cast.students["masha"])
    with pytest.raises(Refused) as refused:
        tying.tie(masha, user("chuzhova"), "proxy", by=who("kim"))
    assert refused.value.field == "until"
    tying.tie(masha, user("chuzhova"), "proxy", until=date(2026, 11, 20), by=who("kim"))
    assert not acted_for_by(who("chuzhova")).where(Student.id == masha.id).exists()
    at("2026-11-20T09:00+03:00")
    assert sees(who("chuzhova"), cast, "masha")
    at("2026-11-21T09:00+03:00")
    assert not sees(who("chuzhova"), cast, "masha")


def test_an_ended_tie_shows_nothing_from_this_moment_and_can_begin_again(cast, who):
    tying.untie(tie_of(cast, "orlov", "masha"), by=who("kim"))
    assert not sees(who("orlov"), cast, "masha")
    assert sees(who("orlov"), cast, "petya")
    with pytest.raises(Refused):
        tying.untie(tie_of(cast, "orlov", "masha"), by=who("kim"))
    tying.tie(Student.get_by_id(cast.students["masha"]), user("orlov"), "father", by=who("kim"))
    assert sees(who("orlov"), cast, "masha")
    assert Guardianship.select().where(Guardianship.guardian == user("orlov")).count() == 2


def test_the_account_of_a_guardian_with_nobody_left_is_closed(cast, who):
    tying.untie(tie_of(cast, "chuzhova", "artyom"), by=who("kim"))
    assert user("chuzhova").ended_on == date(2026, 11, 17)
    tying.tie(Student.get_by_id(cast.students["artyom"]), user("chuzhova"), "mother", by=who("kim"))
    assert user("chuzhova").ended_on is None


@pytest.mark.parametrize(
    ("guardian", "kind", "until", "field"),
    [
        ("masha", "guardian", None, None),
        ("chuzhova", "aunt", None, "kind"),
        ("chuzhova", "guardian", date(2026, 11, 17), "until"),
    ],
)
def test_a_tie_that_cannot_be_is_refused(cast, who, guardian, kind, until, field):
    masha = Student.get_by_id(cast.students["masha"])
    with pytest.raises(Refused) as refused:
        tying.tie(masha, user(guardian), kind, until=until, by=who("kim"))
    assert refused.value.field == field
    assert Change.select().count() == 0


def test_with_the_post_end_lessons_class_and_account(cast, who, at):
    post = Role.get(Role.user == user("kuznetsova"))
    posting.dismiss(post, TODAY, by=who("kim"))
    assert sees(who("kuznetsova"), cast, "masha")
    at("2026-11-19T09:00+03:00")
    assert user("kuznetsova").ended_on == TODAY
    User.update(ended_on=None).execute()
    viewer = who("kuznetsova")
    assert not sees(viewer, cast, "masha")
    assert not Lesson.taught_by(viewer).exists()


def test_a_post_is_held_once_and_begins_again_after_its_end(cast, who):
    home, kim = School.get_by_id(cast.schools["home"]), who("kim")
    with pytest.raises(Refused):
        posting.appoint(user("belova"), home, "teacher", TODAY, by=kim)
    posting.appoint(user("belova"), home, "deputy_head", TODAY, by=kim)
    assert who("belova").holds(home.id, "deputy_head")
    post = Role.get(Role.user == user("belova"), Role.kind == "deputy_head")
    posting.dismiss(post, TODAY, by=kim)
    posting.appoint(user("belova"), home, "deputy_head", date(2026, 12, 1), by=kim)
    assert [change.kind for change in Change.select().order_by(Change.id)] == [
        "post.begun",
        "post.ended",
        "post.begun",
    ]


def test_the_last_operator_cannot_go(cast, who):
    kim = who("kim")
    post = Role.get(Role.user == user("kim"))
    with pytest.raises(Refused, match="единственный оператор"):
        posting.dismiss(post, TODAY, by=kim)
    posting.appoint(user("tikhaya"), School.get_by_id(cast.schools["home"]), "operator", TODAY, by=kim)
    posting.dismiss(post, TODAY, by=kim)
    assert Role.get_by_id(post.id).ends == TODAY


def test_only_staff_of_the_school_lead_a_class(cast, who):
    class_3 = SchoolClass.get_by_id(cast.classes["3Б"])
    for outsider in ("orlova", "far_teacher"):
        with pytest.raises(Refused):
            posting.assign_class_teacher(class_3, user(outsider), by=who("kim"))
    posting.assign_class_teacher(class_3, user("belova"), by=who("kim"))
    assert sees(who("belova"), cast, "petya")
    posting.assign_class_teacher(class_3, None, by=who("kim"))
    assert not sees(who("belova"), cast, "petya")
