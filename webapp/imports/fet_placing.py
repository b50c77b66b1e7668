"""Where the activities of a FET file were placed: day, hour and rooms, from its constraints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from webapp.imports.problems import Problems
from webapp.imports.school_days import index_of
from webapp.language import _

_STARTS = ("ConstraintActivityPreferredStartingTime", "ConstraintActivityPreferredTime")
_ROOM = "ConstraintActivityPreferredRoom"
_COMPULSORY = 100.0


@dataclass(slots=True)
class Placing:
    """By the activity's id: (day, hour) as indexes, and names of rooms."""

    starts: dict[int, tuple[int, int]] = field(default_factory=dict)
    rooms: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read_placing(root: Element, days: Sequence[str], hours: Sequence[str], problems: Problems) -> Placing:
    """The places that the file fixes. A day or an hour that is not there, or two places, become problems."""
    placing = Placing()
    day_at = {name: n for n, name in enumerate(days)}
    hour_at = {name: n for n, name in enumerate(hours)}
    for tag in _STARTS:
        for element in root.findall(f"Time_Constraints_List/{tag}"):
            _read_start(element, day_at, hour_at, placing, problems)
    # FET itself keeps rooms in the space constraints; other programs put them anywhere.
    for element in root.iter(_ROOM):
        number = _activity(element)
        if number is not None and _is_firm(element):
            rooms = _texts(element, "Real_Room") or _texts(element, "Room")
            placing.rooms[number] = tuple(dict.fromkeys(rooms))
    return placing


def _read_start(
    element: Element, day_at: dict[str, int], hour_at: dict[str, int], placing: Placing, problems: Problems
) -> None:
    number = _activity(element)
    if number is None or not _is_firm(element):
        return
    named = _("%(element)s, занятие %(number)s", element=element.tag, number=number)
    day_name, hour_name = (_first(element, f"Preferred_{tag}", tag) for tag in ("Day", "Hour"))
    if not hour_name:
        return
    day = index_of(day_name, day_at, "day", problems, element=named)
    hour = index_of(hour_name, hour_at, "hour", problems, element=named)
    if day is None or hour is None:
        return
    if placing.starts.setdefault(number, (day, hour)) != (day, hour):
        problems.add(_("у занятия два разных места в расписании"), _("одно место"), element=named)


def _is_firm(element: Element) -> bool:
    try:
        weight = float(_first(element, "Weight_Percentage") or _COMPULSORY)
    except ValueError:
        return False
    return weight == _COMPULSORY and _first(element, "Active").lower() not in ("false", "no", "0")


def _activity(element: Element) -> int | None:
    text = _first(element, "Activity_Id")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _first(element: Element, *tags: str) -> str:
    return next(filter(None, (" ".join((element.findtext(tag) or "").split()) for tag in tags)), "")


def _texts(element: Element, tag: str) -> list[str]:
    return list(filter(None, (" ".join((child.text or "").split()) for child in element.findall(tag))))
