"""The teacher enters who is in the lesson."""

from typing import Any

from webapp import clock
from webapp.absence.models import LATE, PRESENT, SIGNS, Register
from webapp.absence.register import covers, standing
from webapp.changes.log import last_change, record
from webapp.changes.once import Conflict, Refused
from webapp.language import _
from webapp.people.overtaking import now_stands
from webapp.people.viewer import Viewer
from webapp.timetable.entering import check_held, check_listed
from webapp.timetable.models import Lesson

LONGEST_LATE = 90


def enter(
    lesson: Lesson,
    student_id: int,
    *,
    by: Viewer,
    kind: str,
    version: int = 0,
    minutes: int | None = None,
) -> Register:
    """Enter the student as present, absent, late, excused or ill; minutes: how late, where that is known.

    version is that of the entry seen, 0 where the teacher had entered nothing. An entry that is already as
    wanted stays as it is, whatever was seen. Raises Refused and Conflict.
    """
    lesson = check_held(lesson)
    check_listed(lesson, student_id)
    wanted = kind, _checked_minutes(kind, minutes)
    row = Register.get_or_none(lesson=lesson, student=student_id)
    if row and (row.kind, row.minutes_late) == wanted:
        return row
    if version != (row.version if row else 0) and not _is_own_rest(row, version, lesson, by):
        raise _overtaken(row, lesson, wanted)
    before = {"kind": row.kind, "minutes": row.minutes_late} if row else None
    row = row or Register(lesson=lesson, student=student_id)
    row.kind, row.minutes_late = wanted
    row.by_id, row.at, row.version = by.id, clock.now(), (row.version or 0) + 1
    row.save()
    _record(row, lesson, before, by=by)
    return row


def enter_rest_present(lesson: Lesson, *, by: Viewer) -> list[int]:
    """Enter as present whoever is on the list with neither an entry nor a notice. Returns their ids.

    No family's page changes by it, so only the sheet's version rises. Raises Refused.
    """
    lesson = check_held(lesson)
    listed = [student.id for student in lesson.roster()]
    entered = {row.student_id for row in Register.select().where(Register.lesson == lesson)}
    told = standing(listed, lesson.date, lesson.date)
    rest = [
        student
        for student in listed
        if student not in entered
        and not any(covers(n, lesson.date, lesson.number) for n in told.get(student, []))
    ]
    if rest:
        entry = {"lesson": lesson.id, "kind": PRESENT, "by": by.id, "at": clock.now(), "version": 1}
        Register.insert_many([{**entry, "student": student} for student in rest]).execute()
        record(
            "register.rest_present",
            by=by.id,
            school=lesson.school_id,
            what=f"lesson:{lesson.id}",
            scopes=_sheets(lesson),
            week=lesson.week,
            group_id=lesson.group_id,
            lesson_id=lesson.id,
            after={"present": rest},
        )
    return rest


def _record(row: Register, lesson: Lesson, before: dict[str, Any] | None, *, by: Viewer) -> None:
    record(
        "register.entered",
        by=by.id,
        school=lesson.school_id,
        what=f"register:{row.id}",
        scopes=[f"student:{row.student_id}", *_sheets(lesson)],
        week=lesson.week,
        student_id=row.student_id,
        group_id=lesson.group_id,
        lesson_id=lesson.id,
        before=before,
        after={"kind": row.kind, "minutes": row.minutes_late},
    )


def _sheets(lesson: Lesson) -> list[str]:
    """The scopes of the pages on which teachers see the register; classmates' weeks do not show it."""
    return [f"group:{lesson.group_id}", *([f"teacher:{lesson.teacher_id}"] if lesson.teacher_id else [])]


def _checked_minutes(kind: str, minutes: int | None) -> int | None:
    if kind not in SIGNS:
        raise Refused(_("Отметьте: был, н, оп, у или б."), "kind")
    if kind != LATE or minutes is None:
        return None
    if not 1 <= minutes <= LONGEST_LATE:
        raise Refused(_("Опоздание — от 1 до %(most)s минут.", most=LONGEST_LATE), "minutes")
    return minutes


def _is_own_rest(row: Register | None, version: int, lesson: Lesson, by: Viewer) -> bool:
    """Whether the entry is but the viewer's own «остальные на уроке»: who is named in person goes before."""
    if version or row is None or (row.by_id, row.version, row.kind) != (by.id, 1, PRESENT):
        return False
    return last_change(f"register:{row.id}", lesson_id=lesson.id) is None


def _overtaken(row: Register | None, lesson: Lesson, wanted: tuple[str, int | None]) -> Conflict:
    last = (row.by_id, row.at) if row else None
    theirs, mine = _told(row.kind, row.minutes_late) if row else _("нет отметки"), _told(*wanted)
    now = now_stands(
        theirs, mine, school=lesson.school, last=last, fields={"seen": str(row.version if row else 0)}
    )
    if row is None:
        return Conflict(_("Отметку убрали. Проверьте и отметьте снова."), "kind", now)
    return Conflict(
        _(
            "Пока вы отмечали, отметили иначе: сейчас «%(theirs)s» (%(by)s, %(at)s), вы отмечали «%(mine)s». "
            "Проверьте и, если нужно, отметьте ещё раз.",
            theirs=theirs,
            by=now.by,
            at=now.at,
            mine=mine,
        ),
        "kind",
        now,
    )


def _told(kind: str, minutes: int | None) -> str:
    said = word(kind)
    return _("%(kind)s, %(minutes)s мин", kind=said, minutes=minutes) if minutes else said


def word(kind: str) -> str:
    """The kind as the journal's sign, or «был»."""
    return str(SIGNS[kind]) or _("был")
