"""The page to go on to after something that stands before it: sign-in, a change of language."""

from urllib.parse import urlsplit

from flask import request


def this_page() -> str:
    """The page that is open, to come back to: of an answer to a form the page that the form stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    return came_from.path if came_from.netloc == request.host and came_from.path else "/"


def asked_for() -> str:
    """The path that `next` names, only if it is one of our own; else the first page."""
    wanted = request.values.get("next", "/")
    parts = urlsplit(wanted)
    own = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return wanted if own else "/"
