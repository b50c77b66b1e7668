"""At what time a lesson number is held."""

from datetime import date, time

from webapp.people.models import Group, GroupClass
from webapp.school.models import Bell, BellDay, BellScheme
from webapp.timetable.models import Slot
from webapp.timetable.week import classes_of

Ringing = tuple[time, time]


def rings(group: Group, day: date, number: int) -> Ringing | None:
    """When the group's lesson of this number begins and ends on the day; None where nothing says it.

    By the day's own bells, else the shift's usual ones, else as other lessons of its classes are held.
    """
    classes = classes_of([group.id]).get(group.id)
    shift = classes.shift if classes else 1
    return _by_bells(group.school_id, day, shift, number) or _by_pattern(group, day, number)


def _by_bells(school_id: int, day: date, shift: int, number: int) -> Ringing | None:
    special = BellDay.get_or_none(school=school_id, date=day, shift=shift)
    usual = BellScheme.select().where(BellScheme.school == school_id, BellScheme.is_default)
    scheme = special.scheme_id if special else usual.where(BellScheme.shift == shift).first()
    bell = Bell.get_or_none(scheme=scheme, number=number) if scheme else None
    return (bell.starts, bell.ends) if bell else None


def _by_pattern(group: Group, day: date, number: int) -> Ringing | None:
    own = GroupClass.select(GroupClass.school_class).where(GroupClass.group == group)
    beside = GroupClass.select(GroupClass.group).where(GroupClass.school_class.in_(own))
    slots = Slot.select().where(Slot.group.in_(beside), Slot.number == number, Slot.starts <= day)
    slot = slots.where(Slot.ends.is_null() | (Slot.ends >= day)).order_by(Slot.id).first()
    return (slot.starts_at, slot.ends_at) if slot else None
