"""What everybody at the school may look up: its bells and its year."""

from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.changes.log import ANY_WEEK
from webapp.people.access import access, belongs_to_school
from webapp.school import period_routes
from webapp.school.blueprint import bp
from webapp.school.models import School
from webapp.school.showing import bells_page, calendar_page

__all__ = ["bp", "period_routes"]


@bp.get("/schools/<int:school_id>/bells")
@access(belongs_to_school)
def bells(school: School) -> ResponseReturnValue:
    """When lessons begin and end, by shift and on short days."""
    if answer := pages.unchanged([(school.scope, ANY_WEEK)], clock.today(school)):
        return answer
    return bells_page(school)


@bp.get("/schools/<int:school_id>/calendar")
@access(belongs_to_school)
def calendar(school: School) -> ResponseReturnValue:
    """The academic year: grading periods, breaks, public holidays, and where today stands."""
    if answer := pages.unchanged([(school.scope, ANY_WEEK)], clock.today(school)):
        return answer
    return calendar_page(school)
