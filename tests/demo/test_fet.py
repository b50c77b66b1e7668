"""The demo's timetable goes through the importer's reader without loss."""

from webapp.demo.bells import HOURS
from webapp.demo.classes import CLASSES, ROOMS
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.fet import fet_xml, students_set
from webapp.demo.school import SchoolPlan
from webapp.imports.fet_file import read_fet


def test_reader_finds_what_the_plan_holds(plan: SchoolPlan):
    timetable = read_fet(fet_xml(plan), "demo.fet")
    assert timetable.warnings == ()
    assert [c.title for c in timetable.classes] == [c.name for c in CLASSES]
    assert timetable.school == plan.name
    assert timetable.counts() == {
        "classes": 32,
        "teachers": 62,
        "subjects": len(SUBJECTS),
        "rooms": len(ROOMS),
        "activities": len(plan.slots),
        "lesson_periods": sum(slot.duration for slot in plan.slots),
    }


def test_every_cell_comes_back_where_it_was_put(plan: SchoolPlan):
    timetable = read_fet(fet_xml(plan), "demo.fet")
    found = {
        (
            *(c.day, timetable.hours[c.hour].name, c.activity.students),
            *(c.activity.subject, c.activity.teachers, c.activity.rooms),
        )
        for c in timetable.cells()
    }
    wanted = {
        (
            *(s.day, HOURS[hour], (students_set(s.class_name, s.half),)),
            *(SUBJECTS[s.subject].name, (plan.staff[s.teacher].full_name,), (s.room,)),
        )
        for s in plan.slots
        for hour in s.hours()
    }
    assert found == wanted


def test_halves_are_parts_of_their_class(plan: SchoolPlan):
    timetable = read_fet(fet_xml(plan), "demo.fet")
    parts = {s.name: s.parts for s in timetable.students_sets}
    assert [(p.school_class, p.whole) for p in parts[students_set("7А", 1)]] == [("7А", False)]
    assert [(p.school_class, p.whole) for p in parts["7А"]] == [("7А", True)]


def test_teachers_names_are_unique(plan: SchoolPlan):
    names = [person.full_name for person in plan.people.staff]
    assert len(set(names)) == len(names)
