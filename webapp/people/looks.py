"""How Zvonok looks to a user, chosen by the user and kept with the account."""

from typing import NamedTuple

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.belonging import schools_of
from webapp.people.models import ChosenLook


class Look(NamedTuple):
    """What templates write into each page and styles follow (static/css/tokens.css).

    theme `system` is what the device is set to; size: 100, 125, 150 % of the browser's own type.
    """

    theme: str = "system"
    size: str = "usual"
    spacing: str = "usual"
    pictures: str = "shown"


WORDS = {
    "theme": ("system", "light", "dark", "contrast"),
    "size": ("usual", "large", "huge"),
    "spacing": ("usual", "loose"),
    "pictures": ("shown", "hidden"),
}
AS_SYSTEM = Look()
# ГОСТ Р 52872: colours, size of type, spacing, pictures.
FOR_LOW_VISION = Look("contrast", "huge", "loose", "hidden")


def choose_look(look: Look, *, by: int) -> None:
    """Keep the look for the user. Raises Refused for a word that there is not."""
    for name, word in look._asdict().items():
        if word not in WORDS[name]:
            raise Refused(_("Выберите из списка."), name)
    row = ChosenLook.get_or_none(user=by)
    before = Look(row.theme, row.size, row.spacing, row.pictures) if row else AS_SYSTEM
    if look == before:
        return
    ChosenLook.delete().where(ChosenLook.user == by).execute()
    ChosenLook.create(user=by, **look._asdict())
    record(
        "look.chosen",
        by=by,
        school=(schools_of(by) or [0])[0],
        what=f"user:{by}",
        scopes=[f"user:{by}"],
        before=before._asdict(),
        after=look._asdict(),
    )
