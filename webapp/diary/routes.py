"""The weekly diary, a guardian's signature under it, and the calendar from which a week is picked."""

from datetime import datetime

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, offline, pages, weeks
from webapp.diary.calendar import year_calendar
from webapp.diary.week import read_week
from webapp.language import _
from webapp.people.access import access, acts_for, reads_diary
from webapp.people.children import Child, head_of
from webapp.people.models import Student
from webapp.people.switching import heads
from webapp.people.viewer import me
from webapp.saving import Form, save
from webapp.signatures.opening import is_open
from webapp.signatures.reading import signing_of
from webapp.signatures.signing import sign as sign_week
from webapp.timetable import freshness

bp = Blueprint("diary", __name__)
# Weeks beyond these are nobody's; dates would overflow at the ends of the calendar.
_FIRST, _LAST = "1990-W01", "2100-W01"


@bp.get("/students/<int:student_id>/diary/")
@access(reads_diary)
def now(student: Student) -> ResponseReturnValue:
    """The present week; from Saturday noon by the school's clock the next one."""
    return week_page(head_of(student, me()), weeks.shown_week(clock.local(student.school)))


@bp.get("/students/<int:student_id>/diary/<week>")
@access(reads_diary)
def week(student: Student, week: str) -> ResponseReturnValue:
    """Any week, of past years too."""
    return week_page(head_of(student, me()), _named(week))


def _named(week: str) -> str:
    """The week of the address. Raises NotFound for what is none."""
    try:
        weeks.monday(week)
    except ValueError:
        abort(404)
    if not _FIRST < week < _LAST:
        abort(404)
    return week


def week_page(child: Child, week: str, news: int = 0) -> ResponseReturnValue:
    """The answer with the child's week, or that it is unchanged. news: how many changes were not read."""
    student, days = child.student, weeks.days(week)
    classes = [f"class:{class_id}" for class_id in child.classes_between(days[0], days[-1])]
    scopes = freshness.of([student.scope, *classes, student.school.scope], week)
    depends = (week, clock.today(student.school), is_open(week, student.school), heads(child), news)
    return pages.unchanged(scopes, *depends) or _whole(child, week, news=news)


def _whole(child: Child, week: str, form: Form | None = None, status: int = 200, news: int = 0) -> Response:
    shown = read_week(child, week)
    signing = signing_of(child, week, me(), shown.signed) if form or shown.has_lessons else None
    return pages.page(
        "diary/week.html",
        title=_("Дневник"),
        status=status,
        student=child.student,
        child=child,
        shown=shown,
        signing=signing,
        form=form,
        news=news,
    )


def _signature(child: Child, week: str, form: Form | None = None, status: int = 200) -> Response:
    signing = signing_of(child, week, me())
    return pages.fragment(
        "diary/_signature.html", status, student=child.student, signing=signing, form=form, is_swapped=True
    )


@bp.post("/students/<int:student_id>/diary/<week>/signature")
@offline.kept("student/{student_id}/signature/{week}", "Подпись дневника")
@access(acts_for)
def sign(student: Student, week: str) -> ResponseReturnValue:
    """A guardian signs the week; for one signed already nothing changes."""
    form, child, named = Form(), head_of(student, me()), _named(week)
    made, device = offline.made_at(), _device_clock()
    refused = _signature if pages.wants_piece() else _whole
    return save(
        form,
        lambda: sign_week(child.student, named, by=me(), made_at=made, device_at=device),
        school=child.student.school_id,
        to=url_for("diary.week", student_id=student.id, week=named, _anchor="signature"),
        again=lambda status: refused(child, named, form, status),
        piece=lambda ids: _signature(child, named),
    )


def _device_clock() -> datetime | None:
    """What the device's clock said when the write was made, if it said so."""
    try:
        made = datetime.fromisoformat(request.headers.get("Zvonok-Made", ""))
    except ValueError:
        return None
    return made if made.tzinfo and 1990 < made.year < 2100 else None


@bp.get("/students/<int:student_id>/diary/calendar")
@access(reads_diary)
def calendar(student: Student) -> ResponseReturnValue:
    """The weeks of a year (`year` is its id), to pick one."""
    found = year_calendar(head_of(student, me()), request.args.get("year", type=int))
    if found is None:
        abort(404)
    return pages.page("diary/calendar.html", title=_("Календарь недель"), student=student, calendar=found)
