"""Accounts that nothing holds any more end; they open again with the first new tie."""

from datetime import date

from webapp.people.models import Guardianship, Role, Student, User


def close_if_nothing_left(user_id: int, last_day: date) -> None:
    """End the account with last_day unless a post, a study or a child goes on after it."""
    after = (
        Role.select().where(Role.user == user_id, Role.ends.is_null() | (Role.ends > last_day)).exists()
        or Student.select()
        .where(Student.user == user_id, Student.ended_on.is_null() | (Student.ended_on > last_day))
        .exists()
        or _child_after(user_id, last_day)
    )
    if not after:
        User.update(ended_on=last_day).where(User.id == user_id).execute()


def reopen(user_id: int) -> None:
    """The account is open again: somebody is enrolled, tied or appointed."""
    User.update(ended_on=None).where(User.id == user_id, User.ended_on.is_null(False)).execute()


def _child_after(user_id: int, last_day: date) -> bool:
    ties = Guardianship.select().join(Student).where(Guardianship.guardian == user_id)
    ties = ties.where(Guardianship.ends.is_null() | (Guardianship.ends > last_day))
    return ties.where(Student.ended_on.is_null() | (Student.ended_on > last_day)).exists()
