"""A column of marks is given to a lesson, all of it or nothing, and taken back as a whole."""

from typing import NamedTuple

from webapp import clock
from webapp.absence.models import PRESENT
from webapp.absence.registering import enter
from webapp.changes.once import Conflict, Refused
from webapp.journal.class_list import Line, class_list
from webapp.journal.column_reading import Pasted, pupil_of, read_column
from webapp.journal.sheet import Choice
from webapp.language import _
from webapp.marks.correcting import UNDO_TIME, withdraw_mark
from webapp.marks.giving import give_mark
from webapp.marks.models import Mark
from webapp.people.viewer import Viewer
from webapp.timetable.entering import check_held
from webapp.timetable.models import Lesson

LONGEST_COLUMN = 300


class Entered(NamedTuple):
    """An entry of the register that a column made: its version, and the kind that it is taken back to."""

    student_id: int
    version: int
    before: str


class Column(NamedTuple):
    """A column beside the list of the lesson as it stands now."""

    pasted: list[Pasted]
    lines: dict[int, Line]

    @property
    def writes(self) -> int:
        """How many writes it makes."""
        return sum(line.writes for line in self.pasted)

    @property
    def wrong(self) -> int:
        """How many lines cannot be given."""
        return sum(bool(line.error) for line in self.pasted)

    @property
    def seen(self) -> str:
        """Who gets what, and the versions of the entries that the column replaces: `7:5,4,absent@0`."""
        told = []
        for line in self.pasted:
            if line.pupil and line.writes:
                kind = f"{line.kind}@{self.version(line.pupil.id)}" if line.kind else ""
                told.append(f"{line.pupil.id}:{','.join([*line.values, kind])}")
        return " ".join(told)

    def version(self, student_id: int) -> int:
        """The version of the teacher's own entry for the student, 0 where there is none."""
        entry = self.lines[student_id].entry
        return entry.version if entry else 0


def column_of(lesson: Lesson, text: str, chosen: Choice, first: int | None = None) -> Column:
    """The column read against the list of the lesson's day; first is the student with whom it begins.

    Raises Refused when it is longer than any list.
    """
    if text.count("\n") > LONGEST_COLUMN:
        said = _("В столбце больше %(most)s строк: скопируйте только оценки класса.", most=LONGEST_COLUMN)
        raise Refused(said, "column")
    listed = {line.student.id: line for line in class_list(lesson).lines if line.listed}
    pupils = [pupil_of(number, line.student.user.full_name) for number, line in listed.items()]
    place = list(listed).index(first) if first in listed else 0
    return Column(read_column(text, pupils, chosen.scale, place), listed)


def give_column(
    lesson: Lesson, text: str, chosen: Choice, *, by: Viewer, seen: str, first: int | None = None
) -> tuple[list[int], list[Entered]]:
    """Give every mark of the column and enter its register. seen is Column.seen of what was confirmed.

    Returns the marks' ids and the entries made. Raises Refused, and Conflict when it would come to something
    else now: the list or an entry has changed.
    """
    lesson = check_held(lesson)
    column = column_of(lesson, text, chosen, first)
    if column.wrong:
        raise Refused(_("Исправьте отмеченные строки: пока ничего не записано."), "column")
    if column.seen != seen:
        raise Conflict(
            _("Пока вы проверяли, список или посещаемость изменили. Ничего не записано: проверьте ещё раз."),
            "column",
        )
    if not column.writes:
        raise Refused(_("В столбце нет ни одной оценки."), "column")
    marks: list[int] = []
    entered: list[Entered] = []
    for line in column.pasted:
        if line.pupil and line.kind:
            entered.append(_enter(lesson, line.pupil.id, line.kind, column, by))
        for value in line.values if line.pupil else ():
            marks.append(_give(lesson, line, value, chosen, by))
    return marks, entered


def stands_as_given(lines: list[Line], marks: list[int], entered: list[Entered]) -> bool:
    """Whether a column was given just now, and nothing of it has changed since."""
    since = clock.now() - UNDO_TIME
    fresh = {
        one.mark.id
        for line in lines
        for one in line.standing
        if one.mark.version == 1 and one.mark.at >= since
    }
    versions = {line.student.id: line.entry.version for line in lines if line.entry}
    return fresh.issuperset(marks) and all(versions.get(one.student_id) == one.version for one in entered)


def _enter(lesson: Lesson, student_id: int, kind: str, column: Column, by: Viewer) -> Entered:
    entry = column.lines[student_id].entry
    row = enter(lesson, student_id, by=by, kind=kind, version=column.version(student_id))
    return Entered(student_id, row.version, entry.kind if entry else PRESENT)


def _give(lesson: Lesson, line: Pasted, value: str, chosen: Choice, by: Viewer) -> int:
    assert line.pupil
    return give_mark(
        lesson, line.pupil.id, by=by, value=value, scale=chosen.scale.code, form_id=chosen.work
    ).id


def take_back(lesson: Lesson, marks: list[int], entered: list[Entered], *, by: Viewer) -> None:
    """Take back a column just given: its marks, and the register as it was. Raises Refused and Conflict."""
    for mark in Mark.select().where(Mark.lesson == lesson, Mark.id.in_(marks)).order_by(Mark.id):
        withdraw_mark(mark, by=by, version=1)
    for entry in entered:
        enter(lesson, entry.student_id, by=by, kind=entry.before, version=entry.version)
