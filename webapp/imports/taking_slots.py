"""The weekly pattern of a file beside the one in the database: what stays, changes, comes and goes."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import NamedTuple

from webapp.imports.taking_groups import MARK, Key, key_of
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.imports.weekly_timetable import Cell, Hour, Timetable
from webapp.people.models import Group, GroupClass, SchoolClass
from webapp.school.models import AcademicYear, Bell, BellScheme, Room, School, Subject
from webapp.timetable.filling import fill
from webapp.timetable.models import PLANNED, Lesson, Slot
from webapp.timetable.withdrawing import withdraw_pattern

Progress = Callable[[int, int], None]
_FIRST_BELL, _LESSON, _WITH_BREAK = 8 * 60 + 30, 45, 55


class Place(NamedTuple):
    """Where in the pattern a group has a lesson."""

    group: int
    weekday: int
    number: int
    weeks: str


class Held(NamedTuple):
    """When it rings and where it is held."""

    starts_at: time
    ends_at: time
    room: int | None


def take_slots(
    school: School,
    year: AcademicYear,
    timetable: Timetable,
    groups: dict[Key, Group],
    rooms: dict[str, Room | Subject],
    first: date,
    last: date,
    tally: Tally,
    *,
    by: int,
    progress: Progress | None,
) -> None:
    """Bring the pattern to the file's from first on, and the dated lessons with it."""
    wished = _wished(school, timetable, groups, rooms)
    present = {_place(slot): slot for slot in _open_slots(year, first)}
    added = [_add(place, held, first) for place, held in wished.items() if place not in present]
    for place, slot in present.items():
        if place in wished:
            state = UNCHANGED if _held(slot) == wished[place] else CHANGED
            tally.add("lesson_periods", state)
            if state == CHANGED:
                _change(slot, wished[place], first)
    gone = [slot for place, slot in present.items() if place not in wished]
    withdrawn = withdraw_pattern(school, gone, first, by=by) if gone else None
    if withdrawn:
        tally.add("lesson_periods", GONE, count=len(gone))
        tally.lessons_deleted, tally.lessons_cancelled = withdrawn.deleted, withdrawn.cancelled
        _forget_unbegun(gone, first)
    if added:
        tally.add("lesson_periods", NEW, count=len(added))
    tally.lessons_made = fill(school, year, first=first, last=last, by=by, progress=progress)


def _wished(
    school: School, timetable: Timetable, groups: dict[Key, Group], rooms: dict[str, Room | Subject]
) -> dict[Place, Held]:
    bells, shifts = _bells(school), _shifts(groups)
    wished = {}
    for cell in timetable.cells():
        if not cell.activity.students:
            continue
        group = groups[key_of(cell.activity)]
        number, starts, ends = _rings(timetable.hours[cell.hour], bells.get(shifts.get(group.id, 1), {}))
        day = timetable.days[cell.day]
        wished[Place(group.id, day.weekday, number, day.weeks)] = Held(starts, ends, _room(cell, rooms))
    return wished


def _room(cell: Cell, rooms: dict[str, Room | Subject]) -> int | None:
    return rooms[cell.activity.rooms[0]].id if cell.activity.rooms else None


def _bells(school: School) -> dict[int, dict[int, Bell]]:
    """The school's bells by shift and number; of several schemes of a shift the default one."""
    rung: dict[int, dict[int, Bell]] = {}
    schemes = (
        BellScheme.select()
        .where(BellScheme.school == school)
        .order_by(BellScheme.is_default, BellScheme.id.desc())
    )
    for scheme in schemes:
        rung[scheme.shift] = {bell.number: bell for bell in Bell.select().where(Bell.scheme == scheme)}
    return rung


def _shifts(groups: dict[Key, Group]) -> dict[int, int]:
    """The shift of each group: that of its classes."""
    links = GroupClass.select(GroupClass, SchoolClass).join(SchoolClass)
    ids = {group.id for group in groups.values()}
    return {link.group_id: link.school_class.shift for link in links if link.group_id in ids}


def _rings(hour: Hour, bells: dict[int, Bell]) -> tuple[int, time, time]:
    """Number and times of an hour: the shift's own bell that rings then, else the file's, else the usual."""
    for bell in bells.values():
        if hour.starts == bell.starts:
            return bell.number, bell.starts, bell.ends
    if hour.starts and hour.ends:
        return hour.number, hour.starts, hour.ends
    if hour.number in bells:
        return hour.number, bells[hour.number].starts, bells[hour.number].ends
    minute = _FIRST_BELL + (hour.number - 1) * _WITH_BREAK
    return hour.number, _clock(minute), _clock(minute + _LESSON)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _open_slots(year: AcademicYear, first: date) -> list[Slot]:
    still = Slot.ends.is_null() | (Slot.ends >= first)
    from_files = Group.external_id.startswith(MARK)
    return list(Slot.select(Slot).join(Group).where(Group.year == year, still, from_files))


def _place(slot: Slot) -> Place:
    return Place(slot.group_id, slot.weekday, slot.number, slot.weeks)


def _held(slot: Slot) -> Held:
    return Held(slot.starts_at, slot.ends_at, slot.room_id)


def _add(place: Place, held: Held, first: date) -> Slot:
    return Slot.create(**place._asdict(), **held._asdict(), starts=first)


def _change(slot: Slot, held: Held, first: date) -> None:
    """The same lesson in another room or at another minute: a slot from first on takes over its lessons."""
    new = slot
    if slot.starts < first:
        new = Slot.create(**_place(slot)._asdict(), **held._asdict(), starts=first, ends=slot.ends)
        Lesson.update(slot=new).where(Lesson.slot == slot, Lesson.date >= first).execute()
        Slot.update(ends=first - timedelta(days=1)).where(Slot.id == slot.id).execute()
    else:
        Slot.update(**held._asdict()).where(Slot.id == slot.id).execute()
    Lesson.update(**held._asdict(), version=Lesson.version + 1).where(
        Lesson.slot == new, Lesson.date >= first, Lesson.state == PLANNED
    ).execute()


def _forget_unbegun(gone: list[Slot], first: date) -> None:
    """Slots withdrawn before they began go; one whose lesson is kept, cancelled, ends as it began."""
    unbegun = [slot.id for slot in gone if slot.starts >= first]
    kept = {row.slot_id for row in Lesson.select(Lesson.slot).where(Lesson.slot.in_(unbegun)).distinct()}
    Slot.update(starts=first - timedelta(days=1)).where(Slot.id.in_(list(kept))).execute()
    Slot.delete().where(Slot.id.in_([slot for slot in unbegun if slot not in kept])).execute()
