"""`/style`: every component in every state, in the viewer's own look; for who works on the styles."""

from flask import Blueprint, Response

from webapp import pages
from webapp.language import _
from webapp.people.access import access, signed_in

# Registered with ZVONOK_STYLE=1 only (webapp/rooms.py).
bp = Blueprint("style", __name__)


@bp.get("/style")
@access(signed_in)
def components() -> Response:
    """The living page of styles."""
    return pages.page("home/style.html", title=_("Компоненты"))
