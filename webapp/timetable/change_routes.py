"""The deputy head's day: whom to replace; one lesson changed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from webapp import clock, pages
from webapp.language import _
from webapp.offline import online_only
from webapp.people.access import access, heads
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.holidays import days_off
from webapp.school.models import School
from webapp.timetable import changing, choosing, reasons
from webapp.timetable.access import arranges
from webapp.timetable.blueprint import bp
from webapp.timetable.day import school_day
from webapp.timetable.forms import CancelForm, ChangeForm, MoveForm, ReplaceForm, RestoreForm, RoomForm
from webapp.timetable.models import Lesson


class Way(NamedTuple):
    """A way to change a lesson: its form, and the act that the form's values are given to."""

    form: type[ChangeForm]
    act: Callable[[Lesson, Any], None]


def _common(form: ChangeForm) -> dict[str, Any]:
    return {"version": form.version.data or 0, "insist": form.insist.data, "by": me()}


def _replace(lesson: Lesson, form: ReplaceForm) -> None:
    teacher = choosing.chosen_teacher(lesson, form.teacher.data)
    subject = choosing.chosen_subject(lesson, form.subject.data)
    changing.replace(lesson, teacher, subject=subject, reason=form.reason.data or "", **_common(form))


def _move(lesson: Lesson, form: MoveForm) -> None:
    assert form.date.data and form.number.data is not None
    changing.move(lesson, form.date.data, form.number.data, reason=form.reason.data or "", **_common(form))


def _change_room(lesson: Lesson, form: RoomForm) -> None:
    changing.change_room(lesson, choosing.chosen_room(lesson, form.room.data), **_common(form))


def _cancel(lesson: Lesson, form: CancelForm) -> None:
    changing.cancel(lesson, reason=form.reason.data or "", **_common(form))


def _restore(lesson: Lesson, form: RestoreForm) -> None:
    changing.restore(lesson, **_common(form))


WAYS = {
    "replace": Way(ReplaceForm, _replace),
    "move": Way(MoveForm, _move),
    "room": Way(RoomForm, _change_room),
    "cancel": Way(CancelForm, _cancel),
    "restore": Way(RestoreForm, _restore),
}


@bp.get("/schools/<int:school_id>/changes/", defaults={"date": None})
@bp.get("/schools/<int:school_id>/changes/<date>")
@access(heads)
def changes(school: School, date: str | None) -> ResponseReturnValue:
    """The school's lessons of a day; class_id and teacher_id in the query choose some of them."""
    day = _day(date, school)
    found = school_day(school, day)
    class_name, teacher_id = request.args.get("class", ""), request.args.get("teacher_id", type=int)
    listed = [(names, rows) for names, rows in found.by_class() if class_name in ("", *names.split(", "))]
    return pages.page(
        "timetable/changes.html",
        title=_("Замены"),
        school=school,
        day=day,
        before=day - timedelta(days=1 if day.isoweekday() > 1 else 2),
        after=day + timedelta(days=1 if day.isoweekday() < 6 else 2),
        found=found,
        listed=listed,
        class_names=sorted(
            {name for names, rows in found.by_class() for name in names.split(", ")}, key=_by_grade
        ),
        class_name=class_name,
        offered=reasons.OFFERED,
        teacher=next((one for one in found.teachers if one.id == teacher_id), None),
        holiday=days_off(school, day, day).get(day),
    )


def _day(text: str | None, school: School) -> date:
    """The day that the URL or the query names, today otherwise. Raises NotFound."""
    wanted = request.args.get("day") or text
    try:
        return date.fromisoformat(wanted) if wanted else clock.today(school)
    except ValueError:
        raise NotFound from None


def _by_grade(name: str) -> tuple[int, str]:
    return int("".join(sign for sign in name[:2] if sign.isdigit()) or 0), name


def _change_page(
    lesson: Lesson, status: int = 200, way: str = "", form: ChangeForm | None = None
) -> Response:
    found = school_day(lesson.school_id, lesson.date)
    forms = {name: one.form(formdata=None) for name, one in WAYS.items()}
    if form:
        forms[way] = form
    return pages.page(
        "timetable/change.html",
        title=_("Изменить урок"),
        status=status,
        lesson=lesson,
        found=found,
        classes=found.names(lesson),
        free=found.free(lesson),
        busy=found.busy(lesson),
        teachers=found.teachers,
        rooms=choosing.rooms_of(lesson.school_id),
        taken=found.taken_rooms(lesson),
        subjects=sorted(found.subjects.values(), key=lambda one: one.name),
        forms=forms,
        offered=reasons.OFFERED,
        open_way=way,
    )


@bp.get("/lessons/<int:lesson_id>/change")
@access(arranges)
def change(lesson: Lesson) -> ResponseReturnValue:
    """The ways to change a lesson."""
    return _change_page(lesson, way=request.args.get("way", ""))


@bp.post("/lessons/<int:lesson_id>/change")
@online_only("Замены вносят при связи: накладки видны только по нынешнему расписанию.")
@access(arranges)
def make_change(lesson: Lesson) -> ResponseReturnValue:
    """Replace, move, cancel, restore the lesson or change its room, and back to the day."""
    name = request.form.get("what", "")
    if name not in WAYS:
        raise BadRequest
    way, absent = WAYS[name], request.form.get("absent", type=int)
    form = way.form()
    return save(
        form,
        lambda: way.act(lesson, form),
        school=lesson.school_id,
        to=url_for(
            ".changes",
            school_id=lesson.school_id,
            date=lesson.date,
            teacher_id=absent,
            _anchor=f"lesson-{lesson.id}",
        ),
        again=lambda status: _change_page(choosing.as_it_stands(lesson), status, name, form),
    )
