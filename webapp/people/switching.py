"""The head of a child's page, and the ways from it: to another child, and back."""

from urllib.parse import urlsplit

from flask import Response, g, request, session, url_for
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


def chosen() -> Child | None:
    """The child whose page was opened last, or the first; None for who has none."""
    mine = own()
    last = [child for child in mine if child.student.id == session.get("child")]
    return next(iter([*last, *mine]), None)


def remember(response: Response) -> Response:
    """Keep which child's page was opened: by a person, not by a device that fetches ahead."""
    opened = (request.view_args or {}).get("student_id")
    ahead = "Zvonok-Ahead" in request.headers
    if opened and not ahead and request.method == "GET" and response.status_code in (200, 304):
        child = g.get("children", {}).get(opened)
        if child and child.is_own and session.get("child") != opened:
            session["child"] = opened
    return response


def heads(child: Child) -> tuple[object, ...]:
    """What the head of the child's page shows of all children: a part of its ETag."""
    return tuple(
        (one.student.id, one.student.user.given_name, one.student.colour, one.tie, one.stays)
        for one in (child, *children.family(me()))
    )


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
    asked = {name: value for name, value in request.args.items() if name not in _own_of_a_child()}
    return url_for(str(request.endpoint), **{**asked, **arguments, "student_id": child.student.id})


def _own_of_a_child() -> tuple[str, ...]:
    """Parameters that mean nothing for another child: on one's day the other may have no lessons."""
    one_day = request.args.get("from") == request.args.get("to")
    return (*_OWN_OF_A_SCHOOL, "from", "to") if one_day else _OWN_OF_A_SCHOOL


def came_from(otherwise: str) -> str:
    """The page of our own on which a small form stood, to return to where there is no JavaScript."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or not parts.path.startswith("/students/"):
        return otherwise
    # Braces would be taken for the names of ids (saving.save).
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return otherwise if "{" in path else path
