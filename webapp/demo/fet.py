"""The demo's timetable as a file of FET 6.8, every activity placed, so that it comes in through the importer.

Years are parallels, their groups the classes, subgroups the halves. Hours are named by the time they start
at and serve both shifts.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from webapp.demo.bells import DAYS, HOURS
from webapp.demo.classes import CLASSES, LETTERS, ROOMS
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.plan import SlotPlan
from webapp.demo.school import SchoolPlan
from webapp.demo.staffing import TEACHERS

VERSION = "6.8.5"


def students_set(class_name: str, half: int) -> str:
    """The name of a class, or of its half, in the file."""
    return f"{class_name} {half}-я подгруппа" if half else class_name


def fet_xml(plan: SchoolPlan) -> bytes:
    """The file's bytes, UTF-8."""
    root = Element("fet", version=VERSION)
    _add(root, Mode="Official", Institution_Name=plan.name, Comments="")
    _named(root, "Days_List", "Day", DAYS, counted="Number_of_Days")
    _named(root, "Hours_List", "Hour", HOURS, counted="Number_of_Hours")
    taught = {slot.subject for slot in plan.slots}
    _named(
        root, "Subjects_List", "Subject", [s.name for s in SUBJECTS.values() if s.code in taught], Comments=""
    )
    SubElement(root, "Activity_Tags_List")
    teachers = [plan.staff[key].full_name for key in TEACHERS]
    _named(
        root,
        "Teachers_List",
        "Teacher",
        teachers,
        Target_Number_of_Hours=0,
        Qualified_Subjects="",
        Comments="",
    )
    _students(root, plan)
    activities = SubElement(root, "Activities_List")
    for number, (slot, first, total) in enumerate(_grouped(plan.slots)):
        _activity(activities, plan, slot, first if total > slot.duration else 0, total)
        assert number + 1 == slot.number
    SubElement(root, "Buildings_List")
    rooms = SubElement(root, "Rooms_List")
    for room in ROOMS:
        _add(
            SubElement(rooms, "Room"),
            Name=room.name,
            Building="",
            Capacity=room.capacity,
            Virtual="false",
            Comments="",
        )
    _constraints(root, plan.slots)
    indent(root, space="")
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _students(root: Element, plan: SchoolPlan) -> None:
    years = SubElement(root, "Students_List")
    for grade in LETTERS:
        classes = [c for c in CLASSES if c.grade == grade]
        year = SubElement(years, "Year")
        _add(year, Name=grade, Number_of_Students=sum(c.size for c in classes), Comments="")
        _add(year, Number_of_Categories=0, Separator=" ")
        for c in classes:
            group = SubElement(year, "Group")
            _add(group, Name=c.name, Number_of_Students=c.size, Comments="")
            for half in (1, 2) if plan.halved(c.name) else ():
                size = len(plan.class_list(c.name, half))
                subgroup = SubElement(group, "Subgroup")
                _add(subgroup, Name=students_set(c.name, half), Number_of_Students=size, Comments="")


def _grouped(slots: Iterable[SlotPlan]) -> list[tuple[SlotPlan, int, int]]:
    """Each slot with the first number and the hours a week of the subject that it is part of."""
    first: dict[tuple[str, str, int], int] = {}
    total: dict[tuple[str, str, int], int] = {}
    slots = list(slots)
    for slot in slots:
        key = (slot.class_name, slot.subject, slot.half)
        first.setdefault(key, slot.number)
        total[key] = total.get(key, 0) + slot.duration
    keys = [(slot.class_name, slot.subject, slot.half) for slot in slots]
    return [(slot, first[key], total[key]) for slot, key in zip(slots, keys, strict=True)]


def _activity(parent: Element, plan: SchoolPlan, slot: SlotPlan, group: int, total: int) -> None:
    _add(
        SubElement(parent, "Activity"),
        Teacher=plan.staff[slot.teacher].full_name,
        Subject=SUBJECTS[slot.subject].name,
        Students=students_set(slot.class_name, slot.half),
        Duration=slot.duration,
        Total_Duration=total,
        Id=slot.number,
        Activity_Group_Id=group,
        Active="true",
        Comments="",
    )


def _constraints(root: Element, slots: Iterable[SlotPlan]) -> None:
    times = SubElement(root, "Time_Constraints_List")
    rooms = SubElement(root, "Space_Constraints_List")
    for parent, tag in ((times, "ConstraintBasicCompulsoryTime"), (rooms, "ConstraintBasicCompulsorySpace")):
        _add(SubElement(parent, tag), Weight_Percentage=100, Active="true", Comments="")
    for slot in slots:
        _add(
            SubElement(times, "ConstraintActivityPreferredStartingTime"),
            Weight_Percentage=100,
            Activity_Id=slot.number,
            Preferred_Day=DAYS[slot.day],
            Preferred_Hour=HOURS[slot.hour],
            Permanently_Locked="true",
            Active="true",
            Comments="",
        )
        _add(
            SubElement(rooms, "ConstraintActivityPreferredRoom"),
            Weight_Percentage=100,
            Activity_Id=slot.number,
            Room=slot.room,
            Permanently_Locked="true",
            Active="true",
            Comments="",
        )


def _named(
    root: Element, list_tag: str, tag: str, names: Iterable[str], *, counted: str = "", **more: str | int
) -> None:
    found = list(names)
    parent = SubElement(root, list_tag)
    if counted:
        _add(parent, **{counted: len(found)})
    for name in found:
        _add(SubElement(parent, tag), Name=name, **more)


def _add(parent: Element, **fields: str | int) -> None:
    for tag, value in fields.items():
        SubElement(parent, tag).text = str(value)
