"""Packing: what became of an item for a day."""

from datetime import date

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.models import Student
from webapp.people.viewer import Viewer
from webapp.schoolbag.models import AT_SCHOOL, NEEDED, PACKED, SHARED, BagItem, Packed
from webapp.weeks import week_of

STATES = (NEEDED, PACKED, AT_SCHOOL, SHARED)


def put(student: Student, day: date, item_id: int, state: str, *, by: Viewer) -> dict[str, int]:
    """Bring the item into the wanted state for the day; the same state again changes nothing.

    state: needed, packed, at_school, shared. Returns {"item_id"}. Raises Refused.
    """
    item = BagItem.get_or_none(id=item_id, school=student.school_id)
    if item is None or state not in STATES:
        raise Refused(_("Этого предмета в портфеле нет. Откройте список заново."))
    row = Packed.get_or_none(student=student, date=day, item=item)
    before = row.state if row else NEEDED
    if before == state:
        return {"item_id": item.id}
    if row is None:
        Packed.create(student=student, date=day, item=item, state=state, by=by.id, at=clock.now())
    elif state == NEEDED:
        row.delete_instance()
    else:
        Packed.update(state=state, by=by.id, at=clock.now()).where(Packed.id == row.id).execute()
    record(
        "bag.packed",
        by=by.id,
        school=student.school_id,
        what=f"bag_item:{item.id}",
        scopes=[student.scope],
        week=week_of(day),
        student_id=student.id,
        before={"state": before},
        after={"state": state, "date": day, "name": item.name},
    )
    return {"item_id": item.id}
