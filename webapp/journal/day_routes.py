"""A teacher's day, and the past lessons of a group."""

from datetime import date, timedelta

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import clock, pages
from webapp.journal.access import gives_lessons, reads_group
from webapp.journal.blueprint import bp
from webapp.journal.day import day_before, next_day, of_class_day, of_day
from webapp.journal.led import first_school, led_class, led_classes
from webapp.journal.past import past_lessons
from webapp.language import _
from webapp.people.access import access
from webapp.people.models import Group, SchoolClass
from webapp.people.viewer import Viewer, me
from webapp.school.models import School
from webapp.weeks import week_of


@bp.get("/journal/")
@access(gives_lessons)
def today() -> ResponseReturnValue:
    """The viewer's lessons of today; on a day without any, those of the next day that has."""
    viewer = me()
    school = first_school(viewer)
    now = clock.today(school)
    lessons = of_day(viewer.id, now)
    shown = now if lessons else (next_day(viewer, now) or now)
    return _day_page(viewer, school, shown, now)


@bp.get("/journal/days/<day>")
@access(gives_lessons)
def day(day: str) -> ResponseReturnValue:
    """The viewer's lessons of a day, `2026-11-18`; who leads the school also sees any class's."""
    viewer = me()
    try:
        shown = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound from error
    school = first_school(viewer)
    return _day_page(viewer, school, shown, clock.today(school))


def _day_page(viewer: Viewer, school: School, shown: date, now: date) -> ResponseReturnValue:
    led = _led_class(viewer)
    lessons = of_class_day(led.id, shown) if led else of_day(viewer.id, shown)
    week = week_of(shown)
    scopes = [(f"group:{one.lesson.group_id}", week) for one in lessons]
    scopes += [(scope, w) for scope in (f"teacher:{viewer.id}", school.scope) for w in (week, "*")]
    scopes += [(led.scope, w) for w in (week, "*")] if led else []
    return pages.unchanged(scopes, now, shown) or pages.page(
        "journal/day.html",
        title=_("Журнал"),
        day=shown,
        today=now,
        lessons=lessons,
        led=led,
        classes=led_classes(viewer, shown),
        before=shown - timedelta(days=1) if led else day_before(viewer, shown),
        after=shown + timedelta(days=1) if led else next_day(viewer, shown),
    )


def _led_class(viewer: Viewer) -> SchoolClass | None:
    wanted = request.args.get("class", type=int)
    found = led_class(viewer, wanted) if wanted else None
    if wanted and found is None:
        raise NotFound
    return found


@bp.get("/groups/<int:group_id>/lessons")
@access(reads_group)
def group(group: Group) -> ResponseReturnValue:
    """The group's lessons up to a day, the newest first, page by page."""
    now = clock.today(group.school)
    try:
        until = date.fromisoformat(request.args.get("until", ""))
    except ValueError:
        until = now
    lessons, older = past_lessons(group, until)
    return pages.page(
        "journal/past.html",
        title=f"{group.whom}, {group.subject.name}",
        group=group,
        lessons=lessons,
        older=older,
        until=until,
        today=now,
    )
