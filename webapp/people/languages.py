"""The language a user has chosen to be spoken to in, kept with the account."""

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import LANGUAGES, _
from webapp.people.belonging import schools_of
from webapp.people.models import User


def choose_language(code: str, *, by: int) -> None:
    """Keep the language for the user. Raises Refused for one that there is not."""
    if code not in LANGUAGES:
        raise Refused(_("Выберите из списка."), "language")
    user = User.get_by_id(by)
    before = user.language
    if code == before:
        return
    User.update(language=code).where(User.id == by).execute()
    record(
        "language.chosen",
        by=by,
        school=(schools_of(by) or [0])[0],
        what=f"user:{by}",
        scopes=[f"user:{by}"],
        before={"language": before},
        after={"language": code},
    )
