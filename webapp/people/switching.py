"""The head of a child's page, and the way from it to the same page of another child."""

from flask import request, url_for
from flask_login import current_user

from webapp import clock
from webapp.people import children
from webapp.people.children import Child, Stay
from webapp.people.models import Student
from webapp.people.viewer import me

_KEPT = {"student_id", "week", "date", "month", "year"}
_OWN_OF_A_SCHOOL = ("subject",)


def head(student: Student) -> Child:
    """The student of the page as its head shows him."""
    return children.head_of(student, me())


def own() -> list[Child]:
    """The viewer's children, or the viewer himself; none for who is not signed in."""
    return children.family(me()) if current_user.is_authenticated else []


def today_in(child: Child) -> Stay | None:
    """The child's class today."""
    return child.stay_on(clock.today(child.student.school))


def same_page(child: Child) -> str:
    """The URL of this kind of page for another child, the same days; the diary where there is none such."""
    arguments, rule = request.view_args or {}, request.url_rule
    if not rule or "GET" not in (rule.methods or ()) or "student_id" not in arguments:
        return url_for("diary.now", student_id=child.student.id)
    if not arguments.keys() <= _KEPT:
        return url_for("diary.now", student_id=child.student.id)
    asked = {name: value for name, value in request.args.items() if name not in _OWN_OF_A_SCHOOL}
    return url_for(str(request.endpoint), **{**asked, **arguments, "student_id": child.student.id})
