"""Who has signed in the demo: most families, not all, each by the rules of the page."""

import pytest

from tests.demo.conftest import TODAY
from webapp.changes.models import Change
from webapp.people.models import Guardianship, Student, User
from webapp.school.models import School
from webapp.signatures.models import WeekSignature
from webapp.signatures.opening import had_lessons, opens

pytestmark = pytest.mark.whole

LAST = "2026-W46"


def student(login: str) -> Student:
    return Student.get(Student.user == User.get(User.login == login))


def test_most_families_have_signed_last_week_and_not_all(demo: str):
    signed = WeekSignature.select(WeekSignature.student).where(WeekSignature.week == LAST).distinct()
    share = signed.count() / Student.select().where(Student.ended_on.is_null()).count()
    assert 0.6 < share < 0.95
    both = WeekSignature.select().where(WeekSignature.week == LAST).count()
    assert both > signed.count() * 1.1


def test_every_signature_keeps_the_rules(demo: str):
    school = School.get()
    rows = list(WeekSignature.select())
    noon = {week: opens(week, school) for week in {row.week for row in rows}}
    assert all(noon[row.week] <= row.made_at <= row.signed_at for row in rows)
    ties = set(Guardianship.select(Guardianship.student, Guardianship.guardian).tuples())
    assert {(row.student_id, row.guardian_id) for row in rows} <= ties
    assert max(row.signed_at for row in rows).isoformat() < f"{TODAY}T05:00:00+00:00"
    assert any(row.signed_at > row.made_at for row in rows)
    assert all(had_lessons(student("masha"), week) for week in noon)


def test_orlova_has_last_week_still_to_sign(demo: str):
    of_masha = WeekSignature.select().where(WeekSignature.student == student("masha"))
    hers = of_masha.where(WeekSignature.guardian == User.get(User.login == "orlova"))
    assert hers.count() >= 4
    assert not hers.where(WeekSignature.week == LAST).exists()
    told = Change.select().where(Change.kind == "signature.given")
    assert {f"signature:{row.id}" for row in of_masha.where(WeekSignature.week == LAST)} <= {
        row.what for row in told
    }
