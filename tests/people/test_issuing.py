"""Who may give whom a new password: it is as good as entering as that person."""

from datetime import date

import pytest

from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.people import issuing, moving, passwords
from webapp.people.models import Guardianship, Role, Student, User
from webapp.people.viewer import load_viewer

FAMILIES = {"orlova", "orlov", "masha", "nina", "yozhik", "zhukov"}  # of 7А, which kuznetsova leads
OTHERS = {"petya", "chuzhova", "artyom"}
TEACHERS = {"kuznetsova", "belova", "lis"}
LEADERS = {"gromova", "sokolov", "kim", "tikhaya"}
FAR = {"far_teacher", "far_head", "far_operator", "far_guardian", "far_student"}
MAY = {
    "kim": FAMILIES | OTHERS | TEACHERS | LEADERS - {"kim"},
    "tikhaya": FAMILIES | OTHERS | TEACHERS,
    "kuznetsova": FAMILIES,
    "far_operator": FAR - {"far_operator"},
}
NOBODY = ("belova", "lis", "gromova", "sokolov", "orlova", "masha", "nina", "far_head")


@pytest.mark.parametrize("viewer", [*MAY, *NOBODY])
def test_a_password_is_issued_only_by_whom_the_table_names(cast, who, viewer):
    by = who(viewer)
    assert {user.login for user in User.select() if issuing.may_issue(by, user)} == MAY.get(viewer, set())


def test_a_parent_who_leads_a_school_is_no_family_for_the_class_teacher(cast, who):
    Guardianship.create(guardian=cast.users["sokolov"], student=cast.students["masha"], kind="father")
    sokolov = User.get(User.login == "sokolov")
    assert not issuing.may_issue(who("kuznetsova"), sokolov)
    assert not issuing.may_issue(who("tikhaya"), sokolov)
    assert issuing.may_issue(who("kim"), sokolov)


def test_a_guardian_who_works_at_another_school_is_that_schools_business(cast, who):
    Role.create(user=cast.users["orlova"], school=cast.schools["far"], kind="head")
    orlova = User.get(User.login == "orlova")
    for viewer in ("kim", "tikhaya", "kuznetsova", "far_operator"):
        assert issuing.may_issue(who(viewer), orlova) == (viewer == "far_operator")


def test_a_school_that_a_family_has_left_issues_nothing_for_it(cast, who, at):
    Guardianship.create(guardian=cast.users["chuzhova"], student=cast.students["far_student"], kind="mother")
    moving.leave(Student.get_by_id(cast.students["artyom"]), date(2026, 11, 18), by=who("kim"))
    at("2026-11-20T09:00+03:00")
    chuzhova = User.get(User.login == "chuzhova")
    assert not issuing.may_issue(who("kim"), chuzhova)
    assert issuing.may_issue(who("far_operator"), chuzhova)


def test_an_issue_sets_a_login_ends_sessions_and_asks_for_an_own_password(cast, who):
    users = [User.get(User.login == "orlova"), User.get_by_id(cast.users["petya"])]
    User.update(login=None).where(User.id == cast.users["petya"]).execute()
    session = who("orlova").get_id()
    drawn = issuing.draw(users)
    slips = issuing.issue(drawn, by=who("kim"))
    assert [slip.user.id for slip in slips] == [cast.users["orlova"], cast.users["petya"]]
    assert slips[1].user.login == "orlov1"
    for slip in slips:
        kept = User.get_by_id(slip.user.id)
        assert kept.must_change
        assert passwords.fits(kept, slip.password)
        assert slip.password not in (kept.password_hash or "")
    assert load_viewer(session) is None
    logged = " ".join(f"{change.before} {change.after}" for change in Change.select())
    assert not any(slip.password in logged for slip in slips)


def test_one_who_may_not_is_refused_by_name_and_nobody_gets_anything(cast, who):
    users = [User.get(User.login == "masha"), User.get(User.login == "artyom")]
    with pytest.raises(Refused, match=r"Чужов А\. Д\."):
        issuing.issue(issuing.draw(users), by=who("kuznetsova"))


def test_temporary_passwords_differ_and_are_readable_on_paper():
    drawn = {passwords.temporary() for _ in range(200)}
    assert len(drawn) == 200
    assert not set("".join(drawn)) & set("0O1lijo")
