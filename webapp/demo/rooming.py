"""Gives each placed lesson a room: its class's in grades 1–4, its teacher's if free, else one of the pool."""

from dataclasses import replace

from webapp.demo.classes import CLASSES, NOT_CLASSROOMS, ROOMS
from webapp.demo.curriculum import SUBJECTS, taught_by_class_teacher
from webapp.demo.plan import SlotPlan
from webapp.demo.staffing import TEACHERS

_CLASSES = {c.name: c for c in CLASSES}
_CAPACITY = {room.name: room.capacity for room in ROOMS}
_ROOMS_OF = {room.pool: [r.name for r in ROOMS if r.pool == room.pool] for room in ROOMS}
_CLASSROOMS = [room.name for room in ROOMS if room.pool not in NOT_CLASSROOMS]
_POOL_OF = {subject.department: subject.pool for subject in SUBJECTS.values()}


def own_room(teacher: str) -> str:
    """The room that a teacher usually works in; colleagues may share one."""
    department, number = teacher.split("-")
    rooms = _ROOMS_OF[_POOL_OF[department]]
    return rooms[(int(number) - 1) % len(rooms)]


def home_rooms() -> dict[str, str]:
    """The room of each class of grades 1–4; the second shift comes into the first one's rooms."""
    rooms: dict[str, str] = {}
    for shift in (1, 2):
        primary = [c.name for c in CLASSES if c.shift == shift and c.grade <= 4]
        rooms.update(zip(primary, _ROOMS_OF["home"], strict=False))
    return rooms


def give_rooms(slots: list[SlotPlan]) -> tuple[SlotPlan, ...]:
    """The same slots with rooms, no room twice in an hour. Raises ValueError when there are too few."""
    homes, own = home_rooms(), {teacher: own_room(teacher) for teacher in TEACHERS}
    taken: set[tuple[str, int, int]] = set()
    rooms: dict[int, str] = {}

    def take(slot: SlotPlan, wanted: list[str]) -> bool:
        for room in wanted:
            places = {(room, slot.day, hour) for hour in slot.hours()}
            if _students(slot) <= _CAPACITY[room] and not places & taken:
                taken.update(places)
                rooms[slot.number] = room
                return True
        return False

    for slot in slots:
        if _at_home(slot):
            take(slot, [homes[slot.class_name]])
    rest = sorted((s for s in slots if not _at_home(s)), key=lambda s: (-s.duration, s.number))
    crowded = [slot for slot in rest if not take(slot, [own[slot.teacher]])]
    for slot in sorted(crowded, key=lambda s: SUBJECTS[s.subject].pool == "home"):
        pool = SUBJECTS[slot.subject].pool
        if not take(slot, _CLASSROOMS if pool == "home" else _ROOMS_OF[pool]):
            raise ValueError(f"no room for {slot}")
    return tuple(replace(slot, room=rooms[slot.number]) for slot in slots)


def _students(slot: SlotPlan) -> int:
    size = _CLASSES[slot.class_name].size
    return (size + 1) // 2 if slot.half else size


def _at_home(slot: SlotPlan) -> bool:
    grade = _CLASSES[slot.class_name].grade
    return grade <= 4 and taught_by_class_teacher(grade, slot.subject)
