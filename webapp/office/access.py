"""Rules of access to the office's pages of one person or one class."""

from werkzeug.exceptions import Forbidden, NotFound

from webapp.people.access import Args, Rule, in_office, operates, sees_class
from webapp.people.belonging import schools_of
from webapp.people.models import User
from webapp.people.viewer import Viewer


def _with_person(rule: Rule, name: str, text: str) -> Rule:
    def with_person(viewer: Viewer, args: Args) -> Args:
        user_id = args.pop("user_id")
        args = rule(viewer, args)
        user = User.get_or_none(id=user_id)
        if user is None or args["school"].id not in schools_of(user):
            raise NotFound
        return {**args, "user": user}

    with_person.__name__, with_person.__doc__ = name, text
    return with_person


keeps_person = _with_person(in_office, "keeps_person", "Office of the school, for somebody of that school.")
operates_person = _with_person(operates, "operates_person", "Operator, for somebody of that school.")


def operates_class(viewer: Viewer, args: Args) -> Args:
    """Operator of the school of the class."""
    args = sees_class(viewer, args)
    if not viewer.holds(args["school_class"].school_id, "operator"):
        raise Forbidden
    return args
