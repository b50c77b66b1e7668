"""A teacher sets homework in a lesson, edits it, takes it back."""

from typing import Any

from webapp import clock
from webapp.changes.log import raise_versions, record
from webapp.changes.once import Conflict, Now, Refused
from webapp.homework.due import checked_due
from webapp.homework.models import MANDATORY, NOTHING, OPTIONAL, SELF_STUDY, Homework
from webapp.language import _, lazy
from webapp.people.overtaking import last_hand, now_stands
from webapp.people.viewer import Viewer
from webapp.timetable.entering import check_listed
from webapp.timetable.models import Lesson
from webapp.weeks import week_of

KINDS = (MANDATORY, OPTIONAL, SELF_STUDY, NOTHING)
LONGEST_TEXT = 5000
WITHDRAWN, UNSET = lazy("убрано"), lazy("не задано")


def set_homework(
    lesson: Lesson,
    *,
    by: Viewer,
    text: str = "",
    kind: str = MANDATORY,
    student_id: int | None = None,
    due_lesson_id: int | None = None,
) -> Homework:
    """Set homework in the lesson for its group, or for one student of it, due at a later lesson.

    due_lesson_id: a later lesson of the group, the next one unless given. kind nothing says «не задано».
    Homework for the group takes the place of an earlier «не задано» for the same day. Raises Refused.
    """
    lesson = Lesson.get_by_id(lesson.id)
    if lesson.is_cancelled:
        raise Refused(_("Урок отменён. Задайте на уроке, который состоялся."))
    if student_id is not None:
        check_listed(lesson, student_id)
    due = checked_due(lesson, due_lesson_id)
    text = checked_text(text, kind)
    if student_id is None:
        _check_said_once(lesson, due, kind, by=by)
    now = clock.now()
    homework = Homework.create(
        group=lesson.group_id, student=student_id, set_in=lesson, lesson=due, due=due.date, kind=kind,
        text=text, by=by.id, created_at=now, edited_at=now, version=1,
    )  # fmt: skip
    record_homework("homework.set", homework, lesson, by=by, after=state_of(homework))
    return homework


def edit_homework(
    homework: Homework,
    *,
    by: Viewer,
    version: int,
    text: str,
    kind: str = MANDATORY,
    due_lesson_id: int | None = None,
) -> Homework:
    """Edit homework that was seen as version. due_lesson_id None leaves the day. Raises Refused, Conflict."""
    homework = _seen(homework, version, str(UNSET) if kind == NOTHING else text.strip())
    before, week = state_of(homework), week_of(homework.due)
    homework.text, homework.kind = checked_text(text, kind), kind
    lesson = _lesson_of(homework)
    if due_lesson_id and lesson and due_lesson_id != homework.lesson_id:
        homework.lesson = checked_due(lesson, due_lesson_id)
        homework.due = homework.lesson.date
    if state_of(homework) == before:
        return homework
    homework.edited_at, homework.version = clock.now(), version + 1
    homework.save()
    record_homework(
        "homework.edited", homework, lesson, by=by, before=before, after=state_of(homework), also=week
    )
    return homework


def withdraw_homework(homework: Homework, *, by: Viewer, version: int) -> Homework:
    """Take homework back; the row stays. Taken back, it stays so. Raises Conflict."""
    if (now := Homework.get_by_id(homework.id)).withdrawn_at is not None:
        return now
    homework = _seen(homework, version, str(WITHDRAWN))
    homework.withdrawn_at, homework.version = clock.now(), version + 1
    homework.save()
    record_homework("homework.withdrawn", homework, _lesson_of(homework), by=by, before=state_of(homework))
    return homework


def checked_text(text: str, kind: str) -> str:
    """The text without blank edges. Raises Refused."""
    if kind not in KINDS:
        raise Refused(_("Выберите, какое это задание."), "kind")
    text = text.replace("\r\n", "\n").strip()
    if kind == NOTHING:
        return ""
    if not text:
        raise Refused(_("Напишите задание — или выберите «не задано»."), "text")
    if (over := len(text) - LONGEST_TEXT) > 0:
        said = _("Задание длиннее %(most)s знаков: сократите на %(over)s.", most=LONGEST_TEXT, over=over)
        raise Refused(said, "text")
    return text


def state_of(homework: Homework) -> dict[str, Any]:
    """What the change log keeps of homework."""
    return {"text": homework.text, "kind": homework.kind, "due": homework.due}


def record_homework(
    kind: str, homework: Homework, lesson: Lesson | None, *, by: Viewer, also: str = "", **states: Any
) -> None:
    """Write the change: it moves the week in which it is due and that of the lesson in which it was set."""
    place = lesson or Lesson(group=homework.group_id)
    scopes = [f"group:{homework.group_id}", f"student:{homework.student_id}"]
    scopes = scopes if homework.student_id else place.scopes()
    week = week_of(homework.due)
    record(
        kind,
        by=by.id,
        school=homework.group.school_id,
        what=f"homework:{homework.id}",
        scopes=scopes,
        week=week,
        student_id=homework.student_id,
        group_id=homework.group_id,
        lesson_id=homework.set_in_id,
        **states,
    )
    for other in {lesson.week if lesson else "", also} - {week, ""}:
        raise_versions(scopes, other)


def _lesson_of(homework: Homework) -> Lesson | None:
    return homework.set_in or homework.lesson


def _check_said_once(lesson: Lesson, due: Lesson, kind: str, *, by: Viewer) -> None:
    """«Не задано» and homework do not stand side by side for one day of a group."""
    there = list(
        Homework.select().where(
            Homework.group == lesson.group_id,
            Homework.due == due.date,
            Homework.student.is_null(),
            Homework.withdrawn_at.is_null(),
        )
    )
    said_nothing = [row for row in there if row.kind == NOTHING]
    if kind == NOTHING and there:
        raise Refused(
            _("На этот урок уже отмечено «не задано».") if said_nothing else
            _("На этот урок уже задано. Сначала уберите задание."), "kind",
        )  # fmt: skip
    for row in said_nothing:
        withdraw_homework(row, by=by, version=row.version)


def _seen(homework: Homework, version: int, mine: str) -> Homework:
    """The homework as it stands now. Raises Conflict when it is not as seen; mine was to be instead."""
    now = Homework.get_by_id(homework.id)
    if now.withdrawn_at is not None:
        text = _("Пока вы правили, задание убрали. Ваш текст остался в форме.")
        raise Conflict(text, now=_now_stands(now, str(WITHDRAWN), mine))
    if now.version != version:
        theirs = str(UNSET) if now.kind == NOTHING else now.text
        stands = _now_stands(now, theirs, mine, {"version": str(now.version)})
        text = _(
            "Пока вы правили, задание изменили (%(by)s). Сейчас: «%(theirs)s». "
            "Ваш текст остался в форме: проверьте и отправьте ещё раз.",
            by=stands.by,
            theirs=now.text[:200],
        )
        raise Conflict(text, "text", stands)
    return now


def _now_stands(homework: Homework, theirs: str, mine: str, fields: dict[str, str] | None = None) -> Now:
    last = last_hand(f"homework:{homework.id}", lesson_id=homework.set_in_id)
    last = last or (homework.by_id, homework.edited_at)
    return now_stands(theirs, mine, school=homework.group.school, last=last, fields=fields)
