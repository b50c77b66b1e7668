"""The demo's families under the weeks gone by: most sign at the weekend, some later, some never."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from webapp.changes.models import Change
from webapp.demo.bulk import insert, stored
from webapp.demo.laid import Laid, days_before
from webapp.demo.laying_changes import CHILDREN, FIELDS, KEPT
from webapp.demo.people import StudentPlan
from webapp.signatures.models import WeekSignature
from webapp.signatures.opening import opens
from webapp.weeks import week_of

SEED = 47
# The first guardian named looks at the diary, the second now and then; by family a little more or less.
FIRST, SECOND, SPREAD = 0.85, 0.35, 0.3
# Of those who sign: within so many hours of Friday noon, awake; so many do without a network and send later.
HOURS, OFFLINE = 55, 0.08
AWAKE = (8, 22)
# The last week is left for her to sign.
LEAVES_LAST = ("orlova",)


class _Given(NamedTuple):
    student: int
    week: str
    guardian: int
    signed: datetime
    made: datetime
    on_device: datetime


def lay_signatures(laid: Laid) -> None:
    """Signatures under every week before today, and the changes that tell of the story's children."""
    found = [given for student in laid.plan.people.students for given in _of_student(laid, student)]
    found.sort(key=lambda given: (given.signed, given[:3]))
    of = WeekSignature
    fields = [of.student, of.week, of.guardian, of.signed_at, of.made_at, of.device_at]
    ids = insert(of, fields, [(*given[:3], *map(stored, given[3:])) for given in found])
    children = {laid.students[key] for key in CHILDREN}
    since = laid.begun - KEPT
    told = [
        _change(laid, number, given)
        for number, given in zip(ids, found, strict=True)
        if given.student in children and given.signed >= since
    ]
    insert(Change, FIELDS, told)


def _of_student(laid: Laid, student: StudentPlan) -> Iterator[_Given]:
    rng = random.Random(f"{SEED}:{student.key}")
    family = SPREAD * (rng.random() - 0.5)
    stay = laid.stays[student.key]
    known = {week_of(day) for day in days_before(laid, student.class_name) if stay.holds(day)}
    weeks = sorted(week for week in known if opens(week, laid.school) < laid.begun)
    for week in weeks:
        for place, (key, _) in enumerate(student.guardians):
            draw, given = rng.random(), _given(laid, student, week, key, rng)
            leaves = key in LEAVES_LAST and week == weeks[-1]
            if draw < (SECOND if place else FIRST) + family and given.signed < laid.begun and not leaves:
                yield given


def _given(laid: Laid, student: StudentPlan, week: str, key: str, rng: random.Random) -> _Given:
    opened = opens(week, laid.school)
    made = opened + timedelta(minutes=rng.randrange(HOURS * 60), seconds=rng.randrange(60))
    if not AWAKE[0] <= made.hour < AWAKE[1]:
        made = max(opened, made.replace(hour=AWAKE[1] - 2))
    arrived = made + timedelta(minutes=rng.randrange(20, 600) if rng.random() < OFFLINE else 0)
    return _Given(laid.students[student.key], week, laid.users[key], arrived, made, made)


def _change(laid: Laid, number: int, given: _Given) -> tuple[Any, ...]:
    times = {"made_at": given.made.isoformat(), "device_at": given.on_device.isoformat()}
    return (
        *("signature.given", f"signature:{number}", given.guardian, stored(given.signed), laid.school.id),
        *(given.week, given.student, None, None, None, None, json.dumps(times)),
    )
