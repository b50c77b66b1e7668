"""The class teacher's list of who has signed a week. The signing itself stands in the diary."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.absence.access import watches_class
from webapp.language import _
from webapp.people.access import access
from webapp.people.models import SchoolClass
from webapp.people.ties import LEADS
from webapp.people.viewer import me
from webapp.signatures.of_class import classes_beside, read_class, week_asked

bp = Blueprint("signatures", __name__)


@bp.get("/classes/<int:class_id>/signatures/", defaults={"week": None})
@bp.get("/classes/<int:class_id>/signatures/<week>")
@access(watches_class)
def of_class(school_class: SchoolClass, week: str | None) -> ResponseReturnValue:
    """The newest week that can be signed, or the one named; `show` is all, `waiting` or `nobody`."""
    try:
        asked = week_asked(school_class, week)
    except ValueError:
        abort(404)
    return pages.page(
        "signatures/of_class.html",
        title=_("Подписи, %(name)s", name=school_class.name),
        school_class=school_class,
        shown=read_class(school_class, asked),
        which=request.args.get("show", ""),
        beside=classes_beside(school_class) if me().holds(school_class.school_id, *LEADS) else [],
    )
