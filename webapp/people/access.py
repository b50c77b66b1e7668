"""Rules of access. Each route declares one; a rule loads what the URL names, or refuses.

A rule takes the viewer and the URL's arguments and returns the arguments that the view gets. What the viewer
may not know of is NotFound; a page of a post that the viewer does not hold is Forbidden.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_login import current_user
from peewee import ModelSelect
from werkzeug.exceptions import Forbidden, NotFound

from webapp import offline
from webapp.people import children, ties
from webapp.people.belonging import schools_of
from webapp.people.models import STAFF_KINDS, SchoolClass, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School

Args = dict[str, Any]
Rule = Callable[[Viewer, Args], Args]
View = Callable[..., ResponseReturnValue]


def anyone(viewer: Viewer, args: Args) -> Args:
    """Open to all, signed in or not."""
    return args


def signed_in(viewer: Viewer, args: Args) -> Args:
    """Open to whoever is signed in; shows only what is the viewer's own."""
    return args


def access(rule: Rule) -> Callable[[View], View]:
    """Declare a route's rule of access. The test of the URL map refuses routes without one."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**args: Any) -> ResponseReturnValue:
            if rule is anyone:
                return view(**args)
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            loaded = rule(current_user._get_current_object(), args)
            offline.check_child(loaded)
            return view(**loaded)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded

    return declare


def found(query: "ModelSelect[Any]", row_id: int) -> Any:
    """The row of a scoped query by its id. Raises NotFound."""
    row = query.where(query.model.id == row_id).first()
    if row is None:
        raise NotFound
    return row


def _student_rule(scope: Callable[[Viewer], "ModelSelect[Any]"], name: str, text: str) -> Rule:
    def rule(viewer: Viewer, args: Args) -> Args:
        return {"student": found(scope(viewer), args.pop("student_id")), **args}

    rule.__name__, rule.__doc__ = name, text
    return rule


def reads_diary(viewer: Viewer, args: Args) -> Args:
    """Who reads the student's diary."""
    child = children.reachable(viewer, args.pop("student_id"))
    if child is None:
        raise NotFound
    return {**args, "student": child.student}


acts_for = _student_rule(ties.acted_for_by, "acts_for", "A guardian of the student.")
in_family = _student_rule(ties.family_of, "in_family", "The student himself or a guardian.")
is_student = _student_rule(ties.learning_as, "is_student", "The student himself.")
keeps_student = _student_rule(ties.kept_by_office, "keeps_student", "Office, or the teacher of the class.")


def works_as(*kinds: str) -> Rule:
    """Holds one of the posts at the school that the URL names."""

    def rule(viewer: Viewer, args: Args) -> Args:
        school_id = args.pop("school_id")
        if not viewer.holds(school_id, *kinds):
            raise Forbidden if ties.belongs_to(viewer, school_id) else NotFound
        return {**args, "school": School.get_by_id(school_id)}

    rule.__name__ = f"works_as_{'_or_'.join(kinds)}"
    return rule


in_office = works_as(*ties.OFFICE)
operates = works_as("operator")
heads = works_as(*ties.LEADS)
keeps_calendar = works_as(*ties.LEADS, "operator")


def belongs_to_school(viewer: Viewer, args: Args) -> Args:
    """Works, learns or has a child at the school that the URL names."""
    school_id = args.pop("school_id")
    if not ties.belongs_to(viewer, school_id):
        raise NotFound
    return {**args, "school": School.get_by_id(school_id)}


def _class(viewer: Viewer, args: Args) -> SchoolClass:
    school_class = SchoolClass.get_or_none(id=args.pop("class_id"))
    if school_class is None or not ties.belongs_to(viewer, school_class.school_id):
        raise NotFound
    return school_class


def _leads(viewer: Viewer, school_class: SchoolClass) -> bool:
    """Whether the viewer is the teacher of the class and still works at its school."""
    at_school = viewer.holds(school_class.school_id, *STAFF_KINDS)
    return school_class.class_teacher_id == viewer.id and at_school


def sees_class(viewer: Viewer, args: Args) -> Args:
    """Belongs to the school of the class: its timetable is no secret there."""
    return {"school_class": _class(viewer, args), **args}


def keeps_class(viewer: Viewer, args: Args) -> Args:
    """The teacher of the class, or the office."""
    school_class = _class(viewer, args)
    if not _leads(viewer, school_class) and not viewer.holds(school_class.school_id, *ties.OFFICE):
        raise Forbidden
    return {**args, "school_class": school_class}


def ties_of_office(viewer: Viewer, user: User) -> bool:
    """Whether the viewer keeps the user's account: by a post, a study or a child at the office's school."""
    if set(schools_of(user)) & set(viewer.schools(*ties.OFFICE)):
        return True
    kept = ties.kept_by_office(viewer)
    return kept.where(Student.user == user).exists() or ties.guards_one_of(kept, user)
