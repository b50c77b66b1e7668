"""FET's own file, .fet, versions 5 to 7: days, hours, people, activities and where they were placed.

An activity is placed by an active ConstraintActivityPreferredStartingTime of weight 100; a lesser weight is
a wish. Files before 5.41 open with a bare DOCTYPE and <FET>, list days and hours as bare names, and may
call the constraint ConstraintActivityPreferredTime; files of 7 write Day and Hour for Preferred_Day and
Preferred_Hour.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from webapp.imports.clashes import find_clashes
from webapp.imports.fet_placing import Placing, read_placing
from webapp.imports.fet_students import Node, Students
from webapp.imports.problems import Problems, quoted
from webapp.imports.safe_xml import parse_xml
from webapp.imports.school_days import read_days, read_hours
from webapp.imports.weekly_timetable import Activity, Timetable
from webapp.language import _, lazy

VERSIONS = (5, 7)
_EXPORTS = {"students_timetable", "teachers_timetable", "activities_timetable", "subgroups_timetable"}
_FET = lazy("файл .fet из программы FET, с размещёнными занятиями")


def read_fet(data: bytes, file: str) -> Timetable:
    """The timetable in the file's bytes; file is its name, for messages.

    Raises ImportProblem when the file is not FET's, is broken or unsafe, or not every active activity has
    its place.
    """
    problems = Problems(file)
    root = parse_xml(data, file)
    _check_root(root, problems)
    timetable = _declared(root, problems)
    problems.stop_if_any()
    years = map(_node, root.findall("Students_List/Year"))
    students = Students(years, _hours_by_set(timetable.activities), problems)
    for activity in timetable.activities:
        _check_names(activity, timetable, students, problems)
    names = [day.name for day in timetable.days], [hour.name for hour in timetable.hours]
    placing = read_placing(root, *names, problems)
    hours = len(timetable.hours)
    activities = tuple(
        _placed(activity, placing, students, hours, problems) for activity in timetable.activities
    )
    problems.stop_if_any()
    timetable = replace(
        timetable, classes=students.classes(), students_sets=students.sets(), activities=activities
    )
    find_clashes(timetable.cells(), timetable.days, timetable.hours, problems)
    problems.stop_if_any()
    return replace(timetable, warnings=tuple(problems.odd))


def _declared(root: Element, problems: Problems) -> Timetable:
    """What the file lists, before classes and places are made out."""
    hour_names = _names(root, "Hours_List", "Hour")
    timetable = Timetable(
        school=_text(root, "Institution_Name"),
        days=read_days(_names(root, "Days_List", "Day"), problems),
        hours=read_hours(hour_names, _long_names(root, len(hour_names)), problems),
        classes=(),
        subjects=_unique(root, "Subjects_List", "Subject", problems),
        teachers=_unique(root, "Teachers_List", "Teacher", problems),
        rooms=_unique(root, "Rooms_List", "Room", problems),
        students_sets=(),
        activities=tuple(_activities(root, problems)),
    )
    for tag, found in (
        ("Days_List", root.find("Days_List/*")),
        ("Hours_List", timetable.hours),
        ("Activities_List", timetable.activities),
    ):
        if found is None or found == ():
            problems.add(_("список пуст"), _FET, element=tag)
    return timetable


def _check_root(root: Element, problems: Problems) -> None:
    tag = root.tag.rpartition("}")[2].lower()
    if tag in _EXPORTS:
        raise problems.stop(_("это одна из выгрузок FET, а не сам файл"), _FET)
    if tag != "fet":
        what = _("это не файл FET: он начинается с элемента %(name)s", name=quoted(root.tag))
        raise problems.stop(what, _FET)
    version = re.match(r"(\d+)\.", root.get("version", ""))
    if not version or not VERSIONS[0] <= int(version[1]) <= VERSIONS[1]:
        found = quoted(root.get("version", _("не указана")))
        expected = _("версия от %(first)s до %(last)s", first=VERSIONS[0], last=VERSIONS[1])
        raise problems.stop(_("версия FET: %(found)s", found=found), expected)
    mode = _text(root, "Mode") or "Official"
    if mode != "Official":
        what = _("файл составлен в режиме %(mode)s", mode=quoted(mode))
        raise problems.stop(what, _("режим «Official»"), element="Mode")


def _activities(root: Element, problems: Problems) -> list[Activity]:
    activities: dict[int, Activity] = {}
    for n, element in enumerate(root.findall("Activities_List/Activity"), start=1):
        number = _whole(element, "Id")
        duration = _whole(element, "Duration")
        if number is None or not duration:
            problems.add(
                _("у занятия нет номера или длительности"),
                _("целое число в Id и в Duration"),
                element=f"Activity {n}",
            )
            continue
        if number in activities:
            problems.add(_("занятие %(number)s записано дважды", number=number), element=f"Activity {n}")
            continue
        activities[number] = Activity(
            id=number,
            subject=_text(element, "Subject"),
            teachers=tuple(_texts(element, "Teacher")),
            students=tuple(_texts(element, "Students")),
            parts=(),
            duration=duration,
            day=None,
            hour=None,
            tags=tuple(_texts(element, "Activity_Tag")),
            comments=_text(element, "Comments"),
            group_id=_whole(element, "Activity_Group_Id") or 0,
            active=_text(element, "Active").lower() not in ("false", "no", "0"),
        )
    return list(activities.values())


def _check_names(activity: Activity, timetable: Timetable, students: Students, problems: Problems) -> None:
    for tag, names, known in (
        ("Subjects_List", (activity.subject,), timetable.subjects),
        ("Teachers_List", activity.teachers, timetable.teachers),
        ("Students_List", activity.students, students),
    ):
        for name in names:
            if name not in known:
                what = _("%(name)s нигде не объявлено", name=quoted(name))
                problems.add(what, _("имя из списка %(list)s", list=tag), element=activity.title)


def _placed(
    activity: Activity, placing: Placing, students: Students, hours: int, problems: Problems
) -> Activity:
    start = placing.starts.get(activity.id)
    if activity.active and start is None:
        problems.add(
            _("занятие не размещено в расписании"),
            _(
                "ConstraintActivityPreferredStartingTime с весом 100: в FET составьте расписание "
                "и сохраните его вместе с данными (файл …_data_and_timetable.fet)"
            ),
            element=activity.title,
        )
    if activity.active and start and start[1] + activity.duration > hours:
        expected = _("не больше %(number)s часов в дне", number=hours)
        problems.add(_("занятие не помещается в день"), expected, element=activity.title)
    return replace(
        activity,
        parts=students.parts(activity.students),
        day=start[0] if start else None,
        hour=start[1] if start else None,
        rooms=placing.rooms.get(activity.id, ()),
    )


def _hours_by_set(activities: Iterable[Activity]) -> Counter[str]:
    hours: Counter[str] = Counter()
    for activity in activities:
        for name in activity.students if activity.active else ():
            hours[name] += activity.duration
    return hours


def _node(element: Element) -> Node:
    below = [_node(child) for tag in ("Group", "Subgroup") for child in element.findall(tag)]
    return Node(_text(element, "Name"), tuple(below))


def _names(root: Element, list_tag: str, tag: str) -> list[str]:
    named = {tag: lambda element: _text(element, "Name"), "Name": lambda element: _clean(element.text)}
    return [named[element.tag](element) for element in root.findall(f"{list_tag}/*") if element.tag in named]


def _long_names(root: Element, number: int) -> list[str]:
    found = [_text(element, "Long_Name") for element in root.findall("Hours_List/Hour")]
    return found if len(found) == number else [""] * number


def _unique(root: Element, list_tag: str, tag: str, problems: Problems) -> tuple[str, ...]:
    names = _names(root, list_tag, tag)
    for name, times in Counter(names).items():
        if times > 1:
            problems.warn(
                _("%(name)s записано дважды и считается одним", name=quoted(name)), element=list_tag
            )
    return tuple(dict.fromkeys(names))


def _texts(element: Element, tag: str) -> list[str]:
    return list(filter(None, (_clean(child.text) for child in element.findall(tag))))


def _text(element: Element, tag: str) -> str:
    return _clean(element.findtext(tag))


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())


def _whole(element: Element, tag: str) -> int | None:
    text = _text(element, tag)
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None
