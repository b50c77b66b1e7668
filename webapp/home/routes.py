"""The first page of each role, what else there is, the shortcuts, and hello."""

from flask import Blueprint, Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, db, pages, weeks
from webapp.diary.routes import week_page
from webapp.home.family import scopes_of, today_of
from webapp.home.staff import staff_today
from webapp.language import _
from webapp.lately.log import count_new
from webapp.people.access import access, anyone, signed_in
from webapp.people.switching import chosen, heads, own
from webapp.people.viewer import me

bp = Blueprint("home", __name__)
_OF_A_CHILD = {
    "diary": "diary.now",
    "homework": "homework.listing",
    "bag": "schoolbag.next_day",
    "absences": "absence.listing",
    "timetable": "timetable.student_week",
}


@bp.app_template_global()
def has_page(endpoint: str) -> bool:
    """Whether the page is there: rooms to the right may be left out."""
    return endpoint in current_app.view_functions


@bp.get("/")
@access(signed_in)
def home() -> ResponseReturnValue:
    """Where the day begins: the children, or the only child's diary; for staff what waits for them."""
    if me().is_staff:
        return pages.page("home/staff.html", title=_("Главная"), shown=staff_today(me()))
    children = own()
    if not children:
        return pages.page("home/nobody.html", title=_("Звонок"))
    news = count_new(me(), children)
    if len(children) == 1:
        return week_page(children[0], weeks.shown_week(clock.local(children[0].student.school)), news)
    todays = [clock.today(child.student.school) for child in children]
    if kept := pages.unchanged(scopes_of(children), todays, heads(children[0]), news):
        return kept
    return pages.page("home/family.html", title=_("Сегодня"), children=today_of(children), news=news)


@bp.get("/more")
@access(signed_in)
def more() -> ResponseReturnValue:
    """Everything that has no tab of its own."""
    return pages.page("home/more.html", title=_("Ещё"), child=chosen(), news=count_new(me(), own()))


@bp.get("/diary", endpoint="diary", defaults={"page": "diary"})
@bp.get("/homework", endpoint="homework", defaults={"page": "homework"})
@bp.get("/bag", endpoint="bag", defaults={"page": "bag"})
@bp.get("/absences", endpoint="absences", defaults={"page": "absences"})
@bp.get("/timetable", endpoint="timetable", defaults={"page": "timetable"})
@access(signed_in)
def shortcut(page: str) -> ResponseReturnValue:
    """A page of the child chosen last, or of the first: what an icon on the phone leads to."""
    child = chosen()
    if child is None and page == "timetable" and me().is_staff:
        return redirect(url_for("timetable.teacher_week", user_id=me().id))
    if child is None:
        return redirect(url_for("home.home"))
    return redirect(url_for(_OF_A_CHILD[page], student_id=child.student.id))


@bp.get("/hello")
@access(signed_in)
def hello() -> Response:
    """The least page there is, signed in and with all headers: what others are measured against."""
    return pages.page("home/hello.html", title=_("Привет"))


@bp.get("/health")
@access(anyone)
def health() -> Response:
    """That the server answers, and its database too."""
    db.ask()
    return Response("ok\n", mimetype="text/plain")
