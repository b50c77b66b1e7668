"""The office's first page and the list of people. The other routes stand in the files imported here."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office import (
    adding_routes,
    class_routes,
    directory,
    learning_routes,
    person_routes,
    post_routes,
    tie_routes,
)
from webapp.office.blueprint import bp
from webapp.people.access import access, in_office
from webapp.school.models import School

__all__ = [
    "adding_routes", "bp", "class_routes", "learning_routes", "person_routes", "post_routes", "tie_routes",
]  # fmt: skip


@bp.get("/office/<int:school_id>/")
@access(in_office)
def home(school: School) -> ResponseReturnValue:
    """What the school has: classes, people, accounts still without a way in."""
    today = clock.today(school)
    return pages.page(
        "office/home.html",
        title=_("Канцелярия"),
        school=school,
        classes=directory.classes_of(school, today),
        counts=directory.counts(school, today),
    )


@bp.get("/office/<int:school_id>/people")
@access(in_office)
def people(school: School) -> ResponseReturnValue:
    """The people of the school: ?q= name, login, phone or email, ?kind=, ?class=, ?state=none, ?page=."""
    today, args = clock.today(school), request.args
    number = max(1, args.get("page", 1, type=int))
    asked = directory.Asked(
        args.get("q", "")[:100], args.get("kind", ""), args.get("class", type=int), args.get("state", "")
    )
    users, more = directory.page_of(directory.people_of(school, today, asked), number)
    return pages.page(
        "office/people.html",
        title=_("Люди"),
        school=school,
        rows=directory.rows(users, school, today),
        classes=directory.classes_of(school, today),
        asked=asked,
        number=number,
        more=more,
    )
