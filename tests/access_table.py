"""Who gets where: one line for each rule of access, written independently of the rules' code.

A new rule needs its line in RULES; a new kind of URL argument needs its line in the function `arguments`.
"""

from typing import Any, NamedTuple

from tests.cast import NOW, TODAY, Cast
from webapp.absence.models import AbsenceNotice
from webapp.homework.models import Homework
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import Guardianship, Role
from webapp.remarks.models import Remark
from webapp.school.models import BellScheme, Holiday, Period, Room
from webapp.schoolbag.models import BagItem

HOME = set(
    "orlova orlov nina masha zhukov kuznetsova belova lis gromova sokolov kim tikhaya chuzhova artyom".split()
)
FAR = set("far_teacher far_head far_operator far_guardian far_student".split())
EVERYBODY = HOME | FAR
CALENDAR: dict[str, Any] = {"holiday": Holiday, "period": Period, "scheme": BellScheme}
NOBODY = None  # signed out


class Expected(NamedTuple):
    """Who is allowed, who is told that it is forbidden (403); for all others it does not exist (404)."""

    allowed: set[str]
    forbidden: set[str]

    def of(self, member: str | None, *, open_to_all: bool) -> str:
        """What this member of the cast gets."""
        if open_to_all or member in self.allowed:
            return "allowed"
        if member is NOBODY:
            return "sign-in"
        return "forbidden" if member in self.forbidden else "not found"


def only(allowed: str, forbidden: set[str] | str = "") -> Expected:
    """Expected from names in one text."""
    names = set(allowed.split())
    told = set(forbidden.split()) if isinstance(forbidden, str) else forbidden
    return Expected(names, told - names)


# The student is Маша of 7А, the lesson is her mathematics of today, given by Кузнецова, who leads 7А.
RULES: dict[str, Expected] = {
    "anyone": Expected(EVERYBODY, set()),
    "signed_in": Expected(EVERYBODY, set()),
    # one student
    "reads_diary": only("orlova orlov nina masha kuznetsova gromova sokolov"),
    "acts_for": only("orlova orlov"),
    "in_family": only("orlova orlov masha"),
    "is_student": only("masha"),
    "ticks_own": only("masha"),
    "keeps_student": only("kuznetsova kim tikhaya"),
    "reads_notice": only("orlova orlov nina masha kuznetsova gromova sokolov tikhaya"),
    "changes_notice": only("orlova orlov gromova sokolov tikhaya", "nina masha kuznetsova"),
    "answers_notice": only("kuznetsova gromova sokolov", "orlova orlov nina masha tikhaya"),
    # one class
    "sees_class": Expected(HOME, set()),
    "keeps_class": only("kuznetsova kim tikhaya", HOME),
    "watches_class": only("kuznetsova gromova sokolov", HOME),
    "operates_class": only("kim", HOME),
    # one lesson, its group, what was given in it
    "opens_lesson": only("kuznetsova gromova sokolov"),
    "enters_lesson": only("kuznetsova"),
    "arranges": only("gromova sokolov", "kuznetsova"),
    "reads_group": only("kuznetsova gromova sokolov"),
    "keeps_homework": only("kuznetsova"),
    "corrects_mark": only("kuznetsova"),
    "keeps_remark": only("kuznetsova"),
    "gives_lessons": only("kuznetsova belova lis gromova sokolov far_teacher far_head", EVERYBODY),
    # one school
    "belongs_to_school": Expected(HOME, set()),
    "sees_room": Expected(HOME, set()),
    "sees_teacher": Expected(HOME, set()),
    "takes_calls": only("kuznetsova gromova sokolov tikhaya", HOME),
    "works_as_operator_or_secretary": only("kim tikhaya", HOME),
    "works_as_operator": only("kim", HOME),
    "works_as_deputy_head_or_head_or_operator": only("gromova sokolov kim", HOME),
    "works_as_deputy_head_or_head": only("gromova sokolov", HOME),
    "keeps_person": only("kim tikhaya", HOME),
    "operates_person": only("kim", HOME),
}
# On Thursday Лис gives 7А's mathematics instead: that lesson, and nothing else of the group.
OF_REPLACED: dict[str, Expected] = {
    "opens_lesson": only("lis kuznetsova gromova sokolov"),
    "enters_lesson": only("lis kuznetsova"),
    "arranges": only("gromova sokolov", "lis kuznetsova"),
}


def arguments(cast: Cast) -> dict[str, Any]:
    """A value for every URL argument; `rule:argument` for that rule alone, `rule:query` after the path."""
    lesson = cast.lesson("maths", TODAY)
    masha, kuznetsova, orlova = cast.students["masha"], cast.users["kuznetsova"], cast.users["orlova"]
    notice = AbsenceNotice.create(
        student=masha, starts=TODAY, ends=TODAY, reason="ill", by=orlova, created_at=NOW
    )
    form = FormOfControl.create(school=cast.schools["home"], name="Ответ на уроке")
    given = {"form": form, "scale": "5", "value": "4", "by": kuznetsova, "at": NOW}
    mark = Mark.create(lesson=lesson, student=masha, **given)
    MarkVersion.create(mark=mark, number=1, counted=True, **given)
    homework = Homework.create(
        group=cast.groups["maths"], set_in=lesson, due=TODAY, text="№ 1", by=kuznetsova, created_at=NOW,
        edited_at=NOW,
    )  # fmt: skip
    remark = Remark.create(lesson=lesson, student=masha, kind="progress", text="Ёж", by=kuznetsova, at=NOW)
    item = BagItem.create(school=cast.schools["home"], name="Атлас", grams=300, daily=True)
    return {
        "class_id": cast.classes["7А"],
        **dict.fromkeys(("date", "day"), TODAY.isoformat()),
        **{f"{name}_id": table.within(cast.schools["home"]).first().id for name, table in CALENDAR.items()},
        "group_id": cast.groups["maths"],
        "homework_id": homework.id,
        "item_id": item.id,
        "lesson_id": lesson.id,
        "mark_id": mark.id,
        "notice_id": notice.id,
        "remark_id": remark.id,
        "room_id": Room.get(Room.school == cast.schools["home"]).id,
        "school_id": cast.schools["home"],
        "student_id": masha,
        "tie_id": Guardianship.get(guardian=cast.users["orlov"], student=masha).id,
        "upload_id": "no-upload-of-this-name",
        "user_id": cast.users["masha"],
        "week": "2026-W47",
        "takes_calls:query": f"?student_id={masha}",
        "sees_teacher:user_id": kuznetsova,
        "operates_person:user_id": cast.users["belova"],
        "operates_person:role_id": Role.get(user=cast.users["belova"]).id,
    }
