"""Places units into the week: hardest first, each where it disturbs least; what it disturbs is placed again.

The way of FET's recursive swapping, with weights that grow for units that are pushed about, so that it ends.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

HOURS_A_DAY = 11
PINNED_COST = 1_000_000.0
MOST_LESSONS_A_DAY = 7
MAX_STEPS = 60_000


@dataclass(eq=False)
class Unit:
    """One lesson (or block) of a class in the weekly pattern; starts are the slots where it may begin.

    A slot is day × HOURS_A_DAY + hour. subject_days is how often the subject may stand in one day.
    """

    number: int
    class_name: str
    subject: str
    teachers: tuple[str, ...]
    pools: tuple[str, ...]
    block: int
    starts: tuple[int, ...]
    a_day: int
    weight: float = 1.0
    start: int | None = None

    def slots(self, start: int) -> range:
        return range(start, start + self.block)


@dataclass
class Week:
    """Who is where. Raises RuntimeError from place_all when it finds no way."""

    capacity: dict[str, int]
    away: frozenset[tuple[str, int]]
    rng: random.Random
    classes: dict[tuple[str, int], Unit] = field(default_factory=dict)
    teachers: dict[tuple[str, int], Unit] = field(default_factory=dict)
    pools: dict[tuple[str, int], list[Unit]] = field(default_factory=dict)
    days: dict[tuple[str, str, int], list[Unit]] = field(default_factory=dict)

    def place_all(self, units: list[Unit]) -> None:
        """Gives every unit a start without any clash."""
        waiting = sorted(units, key=self._ease, reverse=True)
        for _ in range(MAX_STEPS):
            if not waiting:
                return
            unit = waiting.pop()
            start = min(unit.starts, key=lambda slot: self._cost(unit, slot))
            for other in self._disturbed(unit, start):
                self._lift(other)
                other.weight += 1
                waiting.append(other)
            self._put(unit, start)
        raise RuntimeError(f"no timetable found, {len(waiting)} lessons left")

    def _ease(self, unit: Unit) -> tuple[int, int]:
        return (len(unit.starts) - 20 * (unit.block - 1) - 2 * len(unit.teachers), unit.number)

    def _cost(self, unit: Unit, start: int) -> float:
        pushed = sum(
            other.weight if len(other.starts) > 1 else PINNED_COST for other in self._disturbed(unit, start)
        )
        if any((teacher, slot) in self.away for teacher in unit.teachers for slot in unit.slots(start)):
            pushed += PINNED_COST
        return pushed + self._discomfort(unit, start) + self.rng.random() / 10

    def _disturbed(self, unit: Unit, start: int) -> list[Unit]:
        found: dict[int, Unit] = {}
        for slot in unit.slots(start):
            for other in self._clashes(unit, slot):
                found[other.number] = other
        same = self.days.get((unit.class_name, unit.subject, start // HOURS_A_DAY), [])
        same = [u for u in same if u.number not in found]
        for other in same[: max(0, len(same) + 1 - unit.a_day)]:
            found[other.number] = other
        return list(found.values())

    def _clashes(self, unit: Unit, slot: int) -> Iterator[Unit]:
        if occupant := self.classes.get((unit.class_name, slot)):
            yield occupant
        for teacher in unit.teachers:
            if busy := self.teachers.get((teacher, slot)):
                yield busy
        for pool in sorted(set(unit.pools)):
            there = self.pools.get((pool, slot), [])
            over = len(there) + unit.pools.count(pool) - self.capacity[pool]
            yield from sorted(there, key=lambda u: u.weight)[: max(0, over)]

    def _discomfort(self, unit: Unit, start: int) -> float:
        """Teachers' windows and overlong days, subjects on neighbouring days."""
        day = start // HOURS_A_DAY
        bad = 0.0
        for teacher in unit.teachers:
            hours = [
                h for h in range(day * HOURS_A_DAY, (day + 1) * HOURS_A_DAY) if (teacher, h) in self.teachers
            ]
            bad += 3.0 * (len(hours) >= MOST_LESSONS_A_DAY)
            if hours:
                bad += 0.1 * (min(abs(start - hour) for hour in hours) - 1)
        for near in (day - 1, day + 1):
            bad += 0.15 * bool(self.days.get((unit.class_name, unit.subject, near)))
        return bad

    def _put(self, unit: Unit, start: int) -> None:
        unit.start = start
        for slot in unit.slots(start):
            self.classes[unit.class_name, slot] = unit
            for teacher in unit.teachers:
                self.teachers[teacher, slot] = unit
            for pool in unit.pools:
                self.pools.setdefault((pool, slot), []).append(unit)
        self.days.setdefault((unit.class_name, unit.subject, start // HOURS_A_DAY), []).append(unit)

    def _lift(self, unit: Unit) -> None:
        assert unit.start is not None
        for slot in unit.slots(unit.start):
            del self.classes[unit.class_name, slot]
            for teacher in unit.teachers:
                del self.teachers[teacher, slot]
            for pool in unit.pools:
                self.pools[pool, slot].remove(unit)
        self.days[unit.class_name, unit.subject, unit.start // HOURS_A_DAY].remove(unit)
        unit.start = None
