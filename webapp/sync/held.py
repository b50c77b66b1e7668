"""What a device holds for its user: the pages of the week, with versions that tell when to fetch anew."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import url_for

from webapp import clock, language, pages, weeks
from webapp.absence.telling import listing_scope
from webapp.changes.log import versions
from webapp.lately import log as lately
from webapp.people import children, switching
from webapp.people.children import Child
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import School
from webapp.signatures.opening import is_open
from webapp.timetable import freshness
from webapp.timetable.models import Lesson

# The shortcuts of the app's icon, and where each leads for the child chosen last.
_SHORTCUTS = (
    ("home.diary", "diary.now"),
    ("home.homework", "homework.listing"),
    ("home.absences", "absence.listing"),
)
# A bag page for each of the next days: all of two weeks would not fit into the 60 KB a child (X6).
_BAGS = 3


class Page(NamedTuple):
    """A page to hold. kind names it in the list of what is held; an `entry` is another way to one of them.
    to is where a shortcut leads.

    child is None for pages of the viewer's own; day is the week's Monday or the day that the page is about.
    """

    url: str
    version: str
    kind: str
    child: Child | None = None
    day: date | None = None
    lesson: Lesson | None = None
    to: str = ""


def held_by(viewer: Viewer) -> list[Page]:
    """Every page that the viewer's device should hold now, those of the first screen first."""
    own = children.family(viewer)
    of_children = [page for child in own for page in _of_child(child)]
    of_teacher = list(_of_teacher(viewer)) if viewer.schools("teacher", *LEADS) else []
    found = [*of_teacher, *of_children]
    news = _hash(lately.version(viewer, own)) if own else ""
    whole = _hash(news, *(page.version for page in found))
    # Look and language stand in every page.
    look = (viewer.look, language.current())
    return [page._replace(version=_hash(look, page.version)) for page in [*_of_viewer(whole, news), *found]]


def by_child(pages: list[Page], *left_out: str) -> list[tuple[Child | None, list[Page]]]:
    """The pages of each child, in the family's order, then the viewer's own; left_out: kinds not to list."""
    listed = [page for page in pages if page.kind not in left_out]
    listed.sort(key=lambda page: page.child is None)
    return [(child, list(of_one)) for child, of_one in groupby(listed, key=lambda page: page.child)]


def rights_of(viewer: Viewer) -> str:
    """Changes when what the viewer may see does: then everything held goes."""
    ties = [(child.student.id, child.tie) for child in children.family(viewer)]
    return _hash(viewer.get_id(), sorted(viewer.posts), ties)


def held_weeks(now: datetime) -> list[str]:
    """The current week and the next one."""
    return [weeks.week_of(now.date() + timedelta(weeks=n)) for n in (0, 1)]


def _of_viewer(version: str, news: str) -> Iterator[Page]:
    yield Page(url_for("home.home"), version, "home")
    if news:
        yield Page(url_for("lately.page"), news, "lately")
    yield Page(url_for("sync.offline"), version, "offline")
    yield Page(url_for("home.more"), version, "more")
    yield Page(url_for("sync.device"), version, "device")
    child = switching.chosen()
    yield Page(url_for("sync.waiting"), _hash(child and switching.heads(child)), "waiting")
    if child:
        for shortcut, endpoint in _SHORTCUTS:
            to = url_for(endpoint, student_id=child.student.id)
            yield Page(url_for(shortcut), _hash(to), "entry", to=to)


def _of_child(child: Child) -> Iterator[Page]:
    now = clock.local(child.student.school)
    may_sign = is_open(weeks.week_of(now.date()), child.student.school)
    version = _hash(_of_scopes(child, now.date()), now.date(), may_sign)

    def url(endpoint: str, **names: Any) -> str:
        return url_for(endpoint, student_id=child.student.id, **names)

    yield Page(url("diary.now"), version, "entry", child)
    for week in held_weeks(now):
        yield Page(url("diary.week", week=week), version, "diary", child, weeks.monday(week))
    # Not fetched twice: the tab of the diary is opened daily, this one is not.
    shown = url("timetable.student_week", week=weeks.shown_week(now))
    yield Page(url("timetable.student_week"), _hash(shown), "entry", child, to=shown)
    for week in held_weeks(now):
        page = url("timetable.student_week", week=week)
        yield Page(page, version, "timetable", child, weeks.monday(week))
    yield Page(url("homework.listing"), version, "homework", child)
    yield Page(url("schoolbag.next_day"), version, "bag", child)
    for day in _days_ahead(now)[:_BAGS]:
        yield Page(url("schoolbag.day", date=day.isoformat()), version, "bag", child, day)
    yield Page(url("absence.listing"), version, "absences", child)
    if child.acts and child.tie != "self":
        yield Page(url("absence.new"), version, "notice", child)


def _days_ahead(now: datetime) -> list[date]:
    """The days of the held weeks that are not over."""
    return [day for week in held_weeks(now) for day in weeks.days(week) if day >= now.date()]


def _of_scopes(child: Child, today: date) -> str:
    """The versions of everything that a child's pages are made from, from this month to two weeks ahead."""
    first, last = today.replace(day=1) - timedelta(days=7), today + timedelta(days=45)
    spanned = [weeks.week_of(first + timedelta(weeks=n)) for n in range((last - first).days // 7 + 1)]
    classes = [f"class:{class_id}" for class_id in child.classes_between(first, last)]
    own = [child.student.scope, listing_scope(child.student.id)]
    return versions(freshness.of([*own, *classes, child.student.school.scope], *spanned))


def _of_teacher(viewer: Viewer) -> Iterator[Page]:
    school = School.get_by_id(viewer.schools("teacher", *LEADS)[0])
    now = clock.local(school)
    for week in sorted({weeks.week_of(now.date()), weeks.shown_week(now)}):
        days = weeks.days(week)
        lessons = list(Lesson.of_teacher(viewer.id, days[0], days[-1]))
        scopes = {f"teacher:{viewer.id}", school.scope, *(f"group:{one.group_id}" for one in lessons)}
        version = _hash(versions(freshness.of(sorted(scopes), week)), now.date())
        if viewer.schools("teacher"):
            yield from _timetable(viewer, week, version, week == weeks.shown_week(now))
        if now.date() in days:
            yield Page(url_for("journal.today"), version, "today")
        for day in sorted({one.date for one in lessons}):
            yield Page(url_for("journal.day", day=day.isoformat()), version, "day", None, day)
        for one in lessons:
            yield Page(url_for("journal.lesson", lesson_id=one.id), version, "lesson", None, one.date, one)


def _timetable(viewer: Viewer, week: str, version: str, is_shown: bool) -> Iterator[Page]:
    """The teacher's own; the tab opens on the week that is shown now."""
    endpoint = "timetable.teacher_week"
    if is_shown:
        yield Page(url_for(endpoint, user_id=viewer.id), version, "entry")
    yield Page(
        url_for(endpoint, user_id=viewer.id, week=week), version, "timetable", None, weeks.monday(week)
    )


def _hash(*parts: object) -> str:
    text = repr((pages.build(), parts))
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()
