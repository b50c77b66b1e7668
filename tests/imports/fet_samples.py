"""Small FET files for the tests, written as the versions of FET write them."""

from collections.abc import Sequence

Sets = dict[str, dict[str, list[str]]]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n\n'
DAYS = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница")


def activity(number: int, students: str | Sequence[str], teacher: str = "", **more: object) -> str:
    """One activity; more: subject, duration, active, room, day, hour (day None: not placed)."""
    sets = [students] if isinstance(students, str) else students
    return (
        "<Activity>"
        + (f"<Teacher>{teacher}</Teacher>" if teacher else "")
        + f"<Subject>{more.get('subject', 'Математика')}</Subject>"
        + "".join(f"<Students>{name}</Students>" for name in sets)
        + f"<Duration>{more.get('duration', 1)}</Duration><Total_Duration>1</Total_Duration>"
        + f"<Id>{number}</Id><Activity_Group_Id>0</Activity_Group_Id>"
        + f"<Active>{more.get('active', 'true')}</Active><Comments></Comments></Activity>\n"
    )


def start(
    number: int, day: str = "Понедельник", hour: str = "1", weight: str = "100", active: str = "true"
) -> str:
    """The constraint that places an activity."""
    return (
        f"<ConstraintActivityPreferredStartingTime><Weight_Percentage>{weight}</Weight_Percentage>"
        f"<Activity_Id>{number}</Activity_Id><Preferred_Day>{day}</Preferred_Day>"
        f"<Preferred_Hour>{hour}</Preferred_Hour><Permanently_Locked>false</Permanently_Locked>"
        f"<Active>{active}</Active><Comments></Comments></ConstraintActivityPreferredStartingTime>\n"
    )


def room(number: int, name: str, real: Sequence[str] = ()) -> str:
    """The constraint that gives an activity its room; real: the rooms that a virtual one stands for."""
    reals = "".join(f"<Real_Room>{one}</Real_Room>" for one in real)
    return (
        "<ConstraintActivityPreferredRoom><Weight_Percentage>100</Weight_Percentage>"
        f"<Activity_Id>{number}</Activity_Id><Room>{name}</Room>{reals}"
        "<Active>true</Active></ConstraintActivityPreferredRoom>\n"
    )


def fet(
    years: Sets,
    activities: Sequence[str],
    starts: Sequence[str],
    *,
    days: Sequence[str] = DAYS,
    hours: Sequence[str] = ("1", "2", "3", "4", "5", "6"),
    teachers: Sequence[str] = ("Иванова", "Петров"),
    subjects: Sequence[str] = ("Математика", "Физика"),
    rooms: Sequence[str] = (),
    places: Sequence[str] = (),
    version: str = "6.8.5",
) -> bytes:
    """A whole file. years: name → group → subgroups."""
    lists = "".join(
        f"<{tag}s_List>\n"
        + "".join(f"<{tag}><Name>{name}</Name></{tag}>\n" for name in names)
        + f"</{tag}s_List>\n"
        for tag, names in (
            ("Day", days),
            ("Hour", hours),
            ("Subject", subjects),
            ("Teacher", teachers),
            ("Room", rooms),
        )
    )
    students = "".join(_year(name, groups) for name, groups in years.items())
    text = (
        f'{HEAD}<fet version="{version}">\n<Mode>Official</Mode>\n'
        "<Institution_Name>Школа</Institution_Name>\n"
        f"{lists}<Students_List>\n{students}</Students_List>\n"
        f"<Activities_List>\n{''.join(activities)}</Activities_List>\n"
        f"<Time_Constraints_List>\n{''.join(starts)}</Time_Constraints_List>\n"
        f"<Space_Constraints_List>\n{''.join(places)}</Space_Constraints_List>\n</fet>\n"
    )
    return text.encode()


def small() -> bytes:
    """Two classes, two lessons, all in order."""
    return fet(
        {"7А": {}, "7Б": {}},
        [activity(1, "7А", "Иванова"), activity(2, "7Б", "Петров")],
        [start(1), start(2)],
    )


def _year(name: str, groups: dict[str, list[str]]) -> str:
    return f"<Year><Name>{name}</Name>\n{''.join(_group(*group) for group in groups.items())}</Year>\n"


def _group(name: str, subgroups: list[str]) -> str:
    inside = "".join(f"<Subgroup><Name>{one}</Name></Subgroup>" for one in subgroups)
    return f"<Group><Name>{name}</Name>{inside}</Group>\n"
